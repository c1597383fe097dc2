//! The workbook from which every case starts: all kinds, several safes, no mistakes.

use crate::book::Book;
use crate::facts::{access_key, contexts};

pub(super) const OPS: &str = "D-000098-20109-OPS-CE";
pub(super) const OPS_BASE: &str = "D-000098-20109-OPS";
pub(super) const ADM: &str = "D-000098-20109-ADM-CE";
pub(super) const ADM_BASE: &str = "D-000098-20109-ADM";
pub(super) const NPA: &str = "D-000098-DBA-NPA-CE";
const LOG: &str = "D-000098-20109-LOG-CE";
pub(super) const REC: &str = "D-002949-81039-OPS-CE";
const CLD: &str = "O-000098-31407-OPS-CE";
pub(super) const CLD_BASE: &str = "O-000098-31407-OPS";

/// A workbook with every kind of account and no mistakes.
pub fn base() -> Book {
    let all = |safe| contexts(safe, "user validator auditor");
    let user = |safe| contexts(safe, "user");
    let key = |salt| access_key(123_456_789_012, salt);
    let url = "https://123456789012.signin.aws.amazon.com/console";
    let alias = "https://wegen-prod.signin.aws.amazon.com/console";
    let arn = |name: &str| format!("arn:aws:iam::123456789012:{name}");
    let domain = "ad.wegen.example";
    Book::new()
        .row(
            "AD",
            [
                OPS,
                "AD-MA-N-CE-CAU-RDP",
                &all(OPS),
                domain,
                "adm.jdewit",
                "WEGEN",
                "WEGEN\\adm.jdewit",
                "first line",
            ],
        )
        .row(
            "AD",
            [OPS, "AD-MA-N-CE-CAU-RDP", &all(OPS), domain, "adm.lpeeters", "WEGEN", "WEGEN\\adm.lpeeters"],
        )
        .row("AD", [OPS, "AD-AO-N-CE-ACR-RDP", &user(OPS), domain, "adm.smaes", "WEGEN", "WEGEN\\adm.smaes"])
        .row("AD", [REC, "AD-AO-R-CE-ACR", "", domain, "svc.reconcile", "WEGEN", "WEGEN\\svc.reconcile"])
        .row(
            "AD",
            [OPS, "AD-AO-N-CE-ACR-RDP", &user(OPS), domain, "adm.kclaes", "WEGEN", "WEGEN\\adm.kclaes"],
        )
        .row("WIN", [ADM, "WIN-AO-N-CE-CAU-RDP", &user(ADM), "srv-app01.wegen.example", "Administrator"])
        .row("WIN", [ADM, "WIN-AO-N-CE-CAU-RDP", &user(ADM), "srv-app02.wegen.example", "Administrator"])
        .row("WIN", [REC, "WIN-AO-R-CE-ACR", "", "srv-app01.wegen.example", "svc.reconcile"])
        .row("UX", [ADM, "UX-AO-N-CE-ACR-SSH", &user(ADM), "lnx-db01.wegen.example", "root"])
        .row("UX", [NPA, "UX-AO-N-CE-AV-SSH", &user(NPA), "lnx-db01.wegen.example", "dbreader"])
        .row("UX", [NPA, "UXKEYS-AO-N-CE-AC-SSH", &user(NPA), "lnx-db02.wegen.example", "dbreader"])
        .row("UX", [LOG, "UX-AO-L-CE-ACR", "", "lnx-db01.wegen.example", "logon01"])
        .row(
            "AWS-CLI",
            [CLD, "AWS-AO-N-CE-AC", &user(CLD), &key(1), "deploy-bot", url, &arn("user/deploy-bot")],
        )
        .row(
            "AWS-CLI",
            [CLD, "AWSKA-AO-N-CE-AC", &user(CLD), &key(2), "backup-bot", alias, &arn("user/jobs/backup-bot")],
        )
        .row("AWS-Console", [CLD, "AWS-SA-N-CE-CAU-WEB", &all(CLD), "cloud.admin", &key(3), "123456789012"])
        .row(
            "AWS-Console",
            [CLD, "AWS-SA-N-CE-CAU-WEB", &all(CLD), "cloud.operator", &key(4), "123456789012"],
        )
        .row(
            "AWS-Role",
            [
                CLD,
                "AWSSTS-MA-N-CE-SO-WEB",
                &all(CLD),
                "StorageAdmin",
                &arn("role/StorageAdmin"),
                "123456789012",
                "AWS-Console-L1",
            ],
        )
        .row(
            "AWS-Role",
            [
                CLD,
                "AWSSTS-MA-N-CE-SO-WEB",
                &all(CLD),
                "NetworkAdmin",
                &arn("role/ops/NetworkAdmin"),
                "123456789012",
                "AWS-CLI-L1",
            ],
        )
        .row("AZR", [CLD, "AZR-MA-N-CE-CAU-WEB", &all(CLD), "portal.azure.example", "beheer@wegen.example"])
        .row("AZR", [CLD, "AZR-AO-N-CE-SO-WEB", &user(CLD), "portal.azure.example", "lezer@wegen.example"])
        .row("CYBR", [ADM, "CYBR-AO-N-CE-SO-PAC", &user(ADM), "vault.pam.example", "auditeur"])
        .teams(&[("DBA", "Database administrators, on call day and night")])
        .safes(&[
            ("R-D-000098-20109-OPS-CE", "Recordings of the operational accounts"),
            ("R-O-000098-31407-OPS-CE", "Recordings of the cloud accounts"),
            (OPS, "Operational accounts"),
            (ADM, "Built-in administrators"),
            (NPA, "Read-only accounts of the database team"),
            (LOG, "Logon accounts"),
            (CLD, "Cloud accounts"),
        ])
        .lists(&[("AD-MA-N-CE-CAU-RDP", "AD"), ("WIN-AO-N-CE-CAU-RDP", "WIN"), ("UX-AO-N-CE-ACR-SSH", "UX")])
}
