//! A workbook with every type of object, and its plans from round to round.

use std::sync::LazyLock;

use pamlint_convention::{Convention, ReceiptRules};
use pamlint_plan::{Asked, Inventory, Ledger, Plan, Requests, derive};
use pamlint_rules::Report;
use pamlint_testkit::{Book, access_key};

use super::{asked, with};

pub const OPS: &str = "O-000098-20109-OPS-CE";

/// The convention when everything has been answered.
pub static OURS: LazyLock<Convention> = LazyLock::new(|| {
    let roles =
        ["user", "validator", "auditor"].map(|role| format!("[plan.roles.{role}]\nconfirmed = true\n"));
    let kinds = ["reconcile-link", "logon-link", "recording-safe", "member-name", "platform"];
    let answers = kinds.map(|kind| format!("[plan.decisions.{kind}]\nanswered = true\n"));
    with(&[roles.concat(), answers.concat()].concat())
});

pub fn rules() -> &'static ReceiptRules {
    OURS.plan.as_ref().unwrap().receipt.as_ref().unwrap()
}

/// Every type of object, several times.
fn book() -> Book {
    let all = "O-000098-20109-OPS%user; O-000098-20109-OPS%validator; O-000098-20109-OPS%auditor";
    let user = "O-000098-20110-NPA%user";
    let role = |name: &str| format!("arn:aws:iam::123456789012:role/{name}");
    Book::new()
        .row("UX", [OPS, "UX-MA-N-CE-ACR-SSH", all, "db01.wegen.example", "oracle"])
        .row("UX", [OPS, "UXKEYS-MA-N-CE-AC-SSH", all, "db01.wegen.example", "oracle"])
        .row("AD", [OPS, "AD-MA-N-CE-CAU-RDP", all, "ad.wegen.example", "adm.jan", "wegen", r"wegen\adm.jan"])
        .row(
            "AWS-Console",
            [
                "O-000098-20110-NPA-CE",
                "AWS-AO-N-CE-SO-WEB",
                user,
                "lead",
                &access_key(123_456_789_012, 1),
                "123456789012",
            ],
        )
        // Somebody of the same name in another account of AWS.
        .row(
            "AWS-Console",
            [
                "O-000098-20110-NPA-CE",
                "AWS-AO-N-CE-SO-WEB",
                user,
                "lead",
                &access_key(210_987_654_321, 2),
                "210987654321",
            ],
        )
        .row(
            "AWS-Role",
            [
                "O-000098-20110-NPA-CE",
                "AWSSTS-AO-N-CE-SO-WEB",
                user,
                "One",
                &role("One"),
                "123456789012",
                "AWS-Console-L1",
            ],
        )
        .row(
            "AWS-Role",
            [
                "O-000098-20110-NPA-CE",
                "AWSSTS-AO-N-CE-SO-WEB",
                user,
                "Two",
                &role("Two"),
                "123456789012",
                "AWS-Console-L1",
            ],
        )
        .safes(&[(OPS, "Wegendatabank"), ("O-000098-20110-NPA-CE", "")])
}

pub struct Run {
    all: Vec<(String, Requests, Report)>,
}

impl Run {
    pub fn new() -> Run {
        Run { all: asked(&[("a.xlsx", &book())], &OURS) }
    }

    pub fn plan(&self, inventory: &Inventory, ledger: &Ledger) -> Plan {
        let all: Vec<Asked<'_>> =
            self.all.iter().map(|(path, requests, report)| Asked { path, requests, report }).collect();
        derive(&all, &OURS, inventory, ledger).unwrap()
    }
}
