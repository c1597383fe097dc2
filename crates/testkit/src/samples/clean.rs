//! `clean.xlsx`: every kind of account, sixty of them, and nothing to find.

use pamlint_convention::Language;

use super::customer::OMGEVING;
use super::draft::{Draft, Vaulted};
use super::sample::Sample;

pub(super) fn clean() -> Sample {
    let mut draft = Draft::new(OMGEVING);
    let customer = draft.customer;
    let permits = customer.safe("D", "20417", "OPS");
    let built_in = customer.safe("D", "20417", "ADM");
    let maps = customer.safe("D", "GIS", "OPS");
    let readers = customer.safe("D", "NET", "NPA");
    let logon = customer.safe("D", "20417", "LOG");
    let cloud = customer.safe("O", "31120", "OPS");
    let cloud_readers = customer.safe("O", "31120", "NPA");
    let all = "user validator auditor";

    for comment in
        ["Application manager", "Application manager, on call", "", "Second line", "", "Second line"]
    {
        draft.ad(Vaulted(&permits, "AD-MA-N-CE-CAU-RDP", all), comment);
    }
    for comment in ["Map servers", "", "Map servers, until the migration"] {
        draft.ad(Vaulted(&maps, "AD-AO-N-CE-ACR-RDP", "user"), comment);
    }
    for comment in ["Reads the monitoring", "", "Reads the monitoring"] {
        draft.ad(Vaulted(&readers, "AD-AO-N-CE-AV-RDP", "user"), comment);
    }
    draft.reconcile_ad("Sets the passwords of the domain accounts");
    for _ in 0..9 {
        draft.win(
            Vaulted(&built_in, "WIN-AO-N-CE-CAU-RDP", "user"),
            "Administrator",
            "Built-in, only for emergencies",
        );
    }
    for comment in ["Web front end", "Web front end", "Batch server"] {
        draft.win(Vaulted(&permits, "WIN-MA-N-CE-CAU-RDP", all), "beheer.permit", comment);
    }
    draft.reconcile_win("Sets the passwords of the local accounts");
    for _ in 0..5 {
        draft.ux(Vaulted(&built_in, "UX-AO-N-CE-ACR-SSH", "user"), "root", "Reached with a logon account");
    }
    for comment in ["Tile server", "Tile server", "Geodatabase"] {
        draft.ux(Vaulted(&maps, "UX-AO-N-CE-ACR-SSH", "user"), "gisadmin", comment);
    }
    for comment in ["Key of the backup server", ""] {
        draft.ux(Vaulted(&maps, "UXKEYS-AO-N-CE-AC-SSH", "user"), "backup", comment);
    }
    draft.ux(Vaulted(&readers, "UX-AO-N-CE-AV-SSH", "user"), "monitor", "Read-only");
    draft.ux(Vaulted(&readers, "UX-AO-N-CE-AV-SSH", "user"), "monitor", "Read-only");
    for user in ["logon01", "logon02"] {
        draft.ux(Vaulted(&logon, "UX-AO-L-CE-ACR", ""), user, "Logon account for root");
    }
    for user in ["deploy-permits", "deploy-maps", "backup-vault"] {
        draft.cli(Vaulted(&cloud, "AWS-AO-N-CE-AC", "user"), user, "Key of the pipeline");
    }
    draft.cli(Vaulted(&cloud_readers, "AWSKA-AO-N-CE-AC", "user"), "cost-reader", "Reads the bills");
    for user in ["cloud.lead", "cloud.ops1", "cloud.ops2"] {
        draft.console(Vaulted(&cloud, "AWS-SA-N-CE-CAU-WEB", all), user, "Sessions are recorded");
    }
    draft.console(Vaulted(&cloud_readers, "AWS-AO-N-CE-AC-WEB", "user"), "audit.reader", "");
    draft.role(Vaulted(&cloud, "AWSSTS-MA-N-CE-SO-WEB", all), "StorageAdmin", "AWS-Console-L1", "");
    draft.role(Vaulted(&cloud, "AWSSTS-MA-N-CE-SO-WEB", all), "NetworkAdmin", "AWS-Console-L1", "");
    draft.role(
        Vaulted(&cloud, "AWSSTS-MA-N-CE-SO-WEB", all),
        "DeployMaps",
        "AWS-CLI-L2",
        "For the pipeline only",
    );
    for user in ["cloud1", "cloud2", "cloud3"] {
        draft.azr(Vaulted(&cloud, "AZR-MA-N-CE-CAU-WEB", all), user, "");
    }
    draft.azr(Vaulted(&cloud_readers, "AZR-AO-N-CE-SO-WEB", "user"), "lezer", "Reads the subscriptions");
    draft.cybr(
        Vaulted(&readers, "CYBR-AO-N-CE-SO-PAC", "user"),
        "omgeving_auditor",
        "Reads the reports of the vault",
    );

    draft.edit(|book| {
        book.teams(&[
            ("GIS", "The map team works for all applications of the department, so no application ID fits"),
            ("NET", "The network and monitoring team, which reads everywhere and changes nothing"),
        ])
        .safes(&[
            (&permits, "Accounts of the permits desk"),
            (&built_in, "Built-in administrators of all servers"),
            (&maps, "Accounts of the map team"),
            (&readers, "Accounts that only read"),
            (&logon, "Logon accounts of the Linux servers"),
            (&cloud, "Cloud accounts"),
            (&cloud_readers, "Cloud accounts that only read"),
            (&format!("R-{permits}"), "Recordings of the permits desk"),
            (&format!("R-{cloud}"), "Recordings of the cloud accounts"),
        ])
    });
    draft.titled(Language::EN);
    draft.finish("pamaas/clean.xlsx")
}
