//! `one-sheet.xlsx`: all kinds of accounts on one sheet, with a handful of mistakes.

use pamlint_convention::Language;

use super::customer::VMM;
use super::draft::{Draft, Vaulted};
use super::sample::Sample;

pub(super) fn one_sheet() -> Sample {
    let mut draft = Draft::new(VMM);
    let customer = draft.customer;
    let gauges = customer.safe("D", "20733", "OPS");
    let built_in = customer.safe("D", "20733", "ADM");
    let logon = customer.safe("D", "20733", "LOG");
    let cloud = customer.safe("O", "30951", "OPS");
    let all = "user validator auditor";

    for comment in ["Water gauges", "Water gauges", "", ""] {
        draft.ad(Vaulted(&gauges, "AD-MA-N-CE-CAU-RDP", all), comment);
    }
    draft.reconcile_ad("");
    for _ in 0..4 {
        draft.win(Vaulted(&built_in, "WIN-AO-N-CE-CAU-RDP", "user"), "Administrator", "");
    }
    for user in ["root", "root", "root"] {
        draft.ux(Vaulted(&built_in, "UX-AO-N-CE-ACR-SSH", "user"), user, "");
    }
    draft.ux(Vaulted(&logon, "UX-AO-L-CE-ACR", ""), "logon01", "Logon account for root");
    draft.cli(Vaulted(&cloud, "AWS-AO-N-CE-AC", "user"), "deploy-gauges", "");
    draft.console(Vaulted(&cloud, "AWS-SA-N-CE-CAU-WEB", all), "cloud.admin", "");
    draft.role(Vaulted(&cloud, "AWSSTS-MA-N-CE-SO-WEB", all), "DataAdmin", "AWS-Console-L1", "");
    draft.azr(Vaulted(&cloud, "AZR-MA-N-CE-CAU-WEB", all), "beheer", "");
    draft.cybr(Vaulted(&built_in, "CYBR-AO-N-CE-SO-PAC", "user"), "vmm_auditor", "");

    draft.plant("SAF005", "AD-L3", "safe", "D-000092-20733-OSP-CE");
    draft.plant("WIN001", "WIN-L2", "address", "10.12.40.17");
    draft.plant("ACC007", "UX-L2", "platform", "WIN-AO-N-CE-ACR-RDP");
    draft.plant("ACC006", "WIN-L4", "logon_to", "VMM");
    draft.plant("LNK001", "AWS-Role-L1", "use_logon", "cloud.admin");
    for row in ["AD-L2", "WIN-L3", "UX-L4", "AWS-CLI-L1", "AZR-L1"] {
        draft.edit(|book| book.set(&format!("{row}.type"), ""));
    }
    let recordings = [format!("R-{gauges}"), format!("R-{cloud}")];
    draft.edit(|book| {
        let [gauges, cloud] = &recordings;
        book.safes(&[(gauges, "Recordings of the gauges"), (cloud, "Recordings of the cloud")])
    });
    draft.titled(Language::EN);
    draft.edit(|book| book.one_sheet());
    draft.finish("pamaas/one-sheet.xlsx")
}
