//! `batch/`: small workbooks of eight customers, three of them without mistakes.

use pamlint_convention::Language;

use super::customer::{ATHUMI, Customer, DE_LIJN, DIGITAAL, FACILITAIR, OMGEVING, VMM, WEGEN};
use super::draft::{Draft, Vaulted};
use super::sample::Sample;

/// Twelve accounts of one application.
fn small(customer: Customer, application: &str, language: Language) -> Draft {
    let mut draft = Draft::new(customer);
    let operational = customer.safe("D", application, "OPS");
    let built_in = customer.safe("D", application, "ADM");
    for _ in 0..4 {
        draft.ad(Vaulted(&operational, "AD-MA-N-CE-CAU-RDP", "user validator auditor"), "");
    }
    for _ in 0..4 {
        draft.win(Vaulted(&built_in, "WIN-AO-N-CE-CAU-RDP", "user"), "Administrator", "");
    }
    for _ in 0..4 {
        draft.ux(Vaulted(&built_in, "UX-AO-N-CE-ACR-SSH", "user"), "root", "");
    }
    draft.titled(language);
    draft
}

pub(super) fn batch() -> Vec<Sample> {
    let path = |name: &str| format!("pamaas/batch/{name}.xlsx");

    let mut own = small(DIGITAAL, "20944", Language::NL);
    // Only Digitaal Vlaanderen itself may use the owner's reconcile safe.
    own.ad(Vaulted("O-002949-81039-OPS-CE", "AD-AO-R-CE-ACR", ""), "Reconcile van onze eigen toepassingen");

    let mut facilitair = small(FACILITAIR, "21360", Language::NL);
    facilitair.reconcile_ad("");
    facilitair.reconcile_win("");

    let athumi = small(ATHUMI, "22815", Language::EN);

    let mut wegen = small(WEGEN, "20109", Language::NL);
    wegen.plant("SAF003", "AD-L2", "safe", "D-98-20109-OPS-CE");
    wegen.plant("TXT002", "WIN-L1", "platform", "WIN–AO–N–CE–CAU–RDP");

    let mut lijn = small(DE_LIJN, "23077", Language::NL);
    lijn.plant("PLT005", "WIN-L2", "platform", "WIN-AO-CE-CAU-RDP");
    lijn.plant("LIN001", "UX-L3", "address", "10.7.0.33");
    lijn.plant("ACC004", "AD-L4", "username", "");

    // The second workbook of the same customer asks for accounts that the first one asks for too.
    let mut again = small(DE_LIJN, "23481", Language::NL);
    again.plant("CTX003", "UX-L1", "context", "D-000100-23077-ADM%user");

    let mut vmm = small(VMM, "20733", Language::EN);
    for row in ["AD-L1", "AD-L2", "AD-L3", "AD-L4"] {
        let contexts = Draft::contexts("D-000092-20733-OPS-CE", "user auditor");
        vmm.edit(|book| book.set(&format!("{row}.context"), contexts));
    }
    vmm.found("CTX006", "AD-L1.context");

    let mut omgeving = small(OMGEVING, "20417", Language::EN);
    omgeving.plant("WIN004", "AD-L3", "user_dn", "LNE\\adm.sjacobs");
    omgeving.plant("PLT009", "UX-L4", "platform", "UX-AO-N-CE-ACR-RDP");
    omgeving.edit(|book| book.set("WIN-L3.comments", "wachtwoord: Lente-2025!"));
    omgeving.found("SEC001", "WIN-L3.comments");

    vec![
        own.finish(&path("digitaal-vlaanderen")),
        facilitair.finish(&path("facilitair-bedrijf")),
        athumi.finish(&path("athumi")),
        wegen.finish(&path("wegen-en-verkeer")),
        lijn.finish(&path("de-lijn")),
        again.finish(&path("de-lijn-haltes")),
        vmm.finish(&path("vmm")),
        omgeving.finish(&path("omgeving")),
    ]
}
