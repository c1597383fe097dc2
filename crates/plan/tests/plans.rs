//! Workbooks made by program whose plan is known, object by object.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use pamlint_testkit::{Book, access_key};
use serde_json::json;
use support::{decisions, fields, left_out, lines, objects, plan, plan_with, secrets, with};

const OPS: &str = "O-000098-20109-OPS-CE";
const ADM: &str = "O-000098-20109-ADM-CE";
const USER: &str = "O-000098-20109-OPS%user";
const ALL: &str = "O-000098-20109-OPS%user; O-000098-20109-OPS%validator; O-000098-20109-OPS%auditor";
const UX: &str = "UX-AO-N-CE-AC-SSH";

/// A Linux account.
fn linux(book: Book, host: &str) -> Book {
    book.row("UX", [OPS, UX, USER, host, "oracle"])
}

#[track_caller]
fn is(found: &str, expected: &str) {
    assert_eq!(found, lines(expected), "\n{found}");
}

#[test]
fn a_linux_account() {
    let plan = plan(&linux(Book::new(), "db01.wegen.example"));
    is(
        &objects(&plan),
        "+ group:O-000098-20109-OPS%user < UX!D2
         + safe:O-000098-20109-OPS-CE < UX!B2
         ? member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user < UX!D2
         + platform:UX-AO-N-CE-AC-SSH < UX!C2
         + account:O-000098-20109-OPS-CE/UX-AO-N-CE-AC-SSH-db01.wegen.example-oracle < UX!A2",
    );
    is(
        &decisions(&plan),
        "logon-link: account:O-000098-20109-OPS-CE/UX-AO-N-CE-AC-SSH-db01.wegen.example-oracle
         permissions: member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user
         member-name: member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user
         platform: platform:UX-AO-N-CE-AC-SSH",
    );
    is(&secrets(&plan), "password account:O-000098-20109-OPS-CE/UX-AO-N-CE-AC-SSH-db01.wegen.example-oracle");
    is(&left_out(&plan), "");
    assert_eq!(
        fields(&plan, "account:O-000098-20109-OPS-CE/UX-AO-N-CE-AC-SSH-db01.wegen.example-oracle"),
        json!({ "safe": OPS, "platform": UX, "address": "db01.wegen.example", "username": "oracle",
                "properties": {}, "secret": "password", "managed": true, "unmanaged_reason": null })
    );
    assert_eq!(
        fields(&plan, "member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user"),
        json!({ "group": USER, "safe": OPS, "role": "user", "confirmed": false,
                "permissions": ["useAccounts", "listAccounts", "accessWithoutConfirmation"] })
    );
    assert_eq!(
        fields(&plan, "safe:O-000098-20109-OPS-CE"),
        json!({ "location": "CE", "managingCPM": "CE", "description": null, "controlled": false })
    );
    let summary = plan.summary();
    assert_eq!((summary.create, summary.undecided, summary.left_out), (4, 1, 0));
    assert_eq!(plan.objects[2].needs, ["group:O-000098-20109-OPS%user", "safe:O-000098-20109-OPS-CE"]);
    assert_eq!(plan.objects[4].needs, ["safe:O-000098-20109-OPS-CE", "platform:UX-AO-N-CE-AC-SSH"]);
}

#[test]
fn a_linux_account_with_a_key_and_the_same_with_a_password_are_two() {
    let book = Book::new()
        .row("UX", [OPS, UX, USER, "db01.wegen.example", "oracle"])
        .row("UX", [OPS, "UXKEYS-AO-N-CE-AC-SSH", USER, "db01.wegen.example", "oracle"]);
    let plan = plan(&book);
    is(
        &secrets(&plan),
        "password account:O-000098-20109-OPS-CE/UX-AO-N-CE-AC-SSH-db01.wegen.example-oracle
         key account:O-000098-20109-OPS-CE/UXKEYS-AO-N-CE-AC-SSH-db01.wegen.example-oracle",
    );
    assert_eq!(plan.summary().create, 6);
}

#[test]
fn a_windows_domain_account() {
    let book = Book::new().row(
        "AD",
        [OPS, "AD-AO-N-CE-ACR-RDP", USER, "ad.wegen.example", "adm.jan", "wegen", r"wegen\adm.jan"],
    );
    let plan = plan(&book);
    let id = "account:O-000098-20109-OPS-CE/AD-AO-N-CE-ACR-RDP-ad.wegen.example-adm.jan";
    assert_eq!(
        fields(&plan, id)["properties"],
        json!({ "LogonDomain": "wegen", "UserDN": r"wegen\adm.jan" })
    );
    is(
        &decisions(&plan),
        &format!(
            "reconcile-link: {id}
             permissions: member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user
             member-name: member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user
             platform: platform:AD-AO-N-CE-ACR-RDP"
        ),
    );
}

#[test]
fn a_windows_local_account() {
    let base = "O-000098-20109-ADM%user";
    let book =
        Book::new().row("WIN", [ADM, "WIN-AO-N-CE-CAU-RDP", base, "srv01.wegen.example", "Administrator"]);
    is(
        &objects(&plan(&book)),
        "+ group:O-000098-20109-ADM%user < WIN!D2
         + safe:O-000098-20109-ADM-CE < WIN!B2
         ? member:O-000098-20109-ADM-CE/O-000098-20109-ADM%user < WIN!D2
         + platform:WIN-AO-N-CE-CAU-RDP < WIN!C2
         + account:O-000098-20109-ADM-CE/WIN-AO-N-CE-CAU-RDP-srv01.wegen.example-Administrator < WIN!A2",
    );
}

fn console(book: Book, user: &str) -> Book {
    let key = access_key(123_456_789_012, u32::try_from(user.len()).unwrap());
    book.row("AWS-Console", [OPS, "AWS-AO-N-CE-AC-WEB", USER, user, &key, "123456789012"])
}

fn role(book: Book, name: &str, logon: &str) -> Book {
    let arn = format!("arn:aws:iam::123456789012:role/{name}");
    book.row("AWS-Role", [OPS, "AWSSTS-AO-N-CE-AC-WEB", USER, name, &arn, "123456789012", logon])
}

fn cli(book: Book, user: &str) -> Book {
    let key = access_key(123_456_789_012, 9);
    let arn = format!("arn:aws:iam::123456789012:user/{user}");
    let url = "https://123456789012.signin.aws.amazon.com/console";
    book.row("AWS-CLI", [OPS, "AWSKA-AO-N-CE-AC-WEB", USER, &key, user, url, &arn])
}

#[test]
fn a_role_with_the_account_that_signs_in_for_it() {
    let book = role(console(Book::new(), "lead"), "Backup", "AWS-Console-L1");
    let plan = plan(&book);
    is(
        &objects(&plan),
        "+ group:O-000098-20109-OPS%user < AWS-Console!D2 AWS-Role!D2
         + safe:O-000098-20109-OPS-CE < AWS-Console!B2 AWS-Role!B2
         ? member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user < AWS-Console!D2 AWS-Role!D2
         + platform:AWS-AO-N-CE-AC-WEB < AWS-Console!C2
         + platform:AWSSTS-AO-N-CE-AC-WEB < AWS-Role!C2
         + account:O-000098-20109-OPS-CE/AWS-AO-N-CE-AC-WEB-123456789012-lead < AWS-Console!A2
         + account:O-000098-20109-OPS-CE/AWSSTS-AO-N-CE-AC-WEB-123456789012-Backup < AWS-Role!A2
         + link:O-000098-20109-OPS-CE/AWSSTS-AO-N-CE-AC-WEB-123456789012-Backup/logon < AWS-Role!H2",
    );
    assert_eq!(
        fields(&plan, "link:O-000098-20109-OPS-CE/AWSSTS-AO-N-CE-AC-WEB-123456789012-Backup/logon"),
        json!({
            "account": "account:O-000098-20109-OPS-CE/AWSSTS-AO-N-CE-AC-WEB-123456789012-Backup",
            "target": "account:O-000098-20109-OPS-CE/AWS-AO-N-CE-AC-WEB-123456789012-lead",
            "purpose": "logon", "index": 1,
        })
    );
    is(&secrets(&plan), "key account:O-000098-20109-OPS-CE/AWS-AO-N-CE-AC-WEB-123456789012-lead");
}

#[test]
fn accounts_that_others_are_linked_to_come_first() {
    // The one that is linked to stands last in the workbook.
    let book = role(linux(Book::new(), "db01.wegen.example"), "Backup", "AWS-Console-L1");
    let plan = plan(&console(book, "lead"));
    let accounts: Vec<&str> = plan
        .objects
        .iter()
        .filter(|object| object.id.starts_with("account:"))
        .map(|object| object.name.as_str())
        .collect();
    assert_eq!(accounts[0], "AWS-AO-N-CE-AC-WEB-123456789012-lead");
    assert_eq!(accounts.len(), 3);
}

#[test]
fn an_account_with_access_keys() {
    let plan = plan(&cli(Book::new(), "robot"));
    let key = access_key(123_456_789_012, 9);
    let id = format!("account:O-000098-20109-OPS-CE/AWSKA-AO-N-CE-AC-WEB-{key}-robot");
    let found = fields(&plan, &id);
    assert_eq!(
        found["properties"],
        json!({ "AWSAccessKeyID": key, "AWSARNRole": "arn:aws:iam::123456789012:user/robot" })
    );
    assert_eq!(found["address"], "https://123456789012.signin.aws.amazon.com/console");
    assert_eq!(found["secret"], "key");
}

#[test]
fn accounts_of_azure_and_of_the_vault_itself() {
    let book = Book::new()
        .row("AZR", [OPS, "AZR-AO-N-CE-AC-WEB", USER, "wegen.example", "cloud@wegen.example"])
        .row("CYBR", [OPS, "CYBR-AO-N-CE-AC-PAC", USER, "vault.wegen.example", "svc-report"]);
    let plan = plan(&book);
    assert_eq!(plan.left_out, []);
    assert_eq!(plan.objects.iter().filter(|object| object.id.starts_with("account:")).count(), 2);
}

#[test]
fn two_accounts_of_one_safe_ask_for_it_once() {
    let plan = plan(&linux(linux(Book::new(), "db01.wegen.example"), "db02.wegen.example"));
    is(
        &objects(&plan),
        "+ group:O-000098-20109-OPS%user < UX!D2 UX!D3
         + safe:O-000098-20109-OPS-CE < UX!B2 UX!B3
         ? member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user < UX!D2 UX!D3
         + platform:UX-AO-N-CE-AC-SSH < UX!C2 UX!C3
         + account:O-000098-20109-OPS-CE/UX-AO-N-CE-AC-SSH-db01.wegen.example-oracle < UX!A2
         + account:O-000098-20109-OPS-CE/UX-AO-N-CE-AC-SSH-db02.wegen.example-oracle < UX!A3",
    );
}

#[test]
fn several_contexts_in_a_safe_whose_use_is_controlled() {
    let book = Book::new().row("UX", [OPS, "UX-MA-N-CE-AC-SSH", ALL, "db01.wegen.example", "oracle"]);
    let plan = plan(&book);
    is(
        &objects(&plan),
        "+ group:O-000098-20109-OPS%user < UX!D2
         + group:O-000098-20109-OPS%validator < UX!D2
         + group:O-000098-20109-OPS%auditor < UX!D2
         + safe:O-000098-20109-OPS-CE < UX!B2
         ? member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user < UX!D2
         ? member:O-000098-20109-OPS-CE/O-000098-20109-OPS%validator < UX!D2
         ? member:O-000098-20109-OPS-CE/O-000098-20109-OPS%auditor < UX!D2
         + platform:UX-MA-N-CE-AC-SSH < UX!C2
         + account:O-000098-20109-OPS-CE/UX-MA-N-CE-AC-SSH-db01.wegen.example-oracle < UX!A2",
    );
    let member = fields(&plan, "member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user");
    assert_eq!(member["permissions"], json!(["useAccounts", "listAccounts"]));
    assert_eq!(fields(&plan, "safe:O-000098-20109-OPS-CE")["controlled"], true);
    assert!(decisions(&plan).contains("recording-safe: safe:O-000098-20109-OPS-CE\n"));
    assert_eq!(decisions(&plan).matches("permissions: ").count(), 3);
}

#[test]
fn a_safe_is_controlled_by_an_account_with_errors_too_but_nothing_is_recorded_for_that() {
    let book = Book::new()
        .row("UX", [OPS, UX, ALL, "db01.wegen.example", "oracle"])
        .row("UX", [OPS, "UX-SA-N-CE-AC-SSH", ALL, "10.0.0.1", "oracle"]);
    let plan = plan(&book);
    is(&left_out(&plan), "a.xlsx UX!3 UX-L2: LIN001");
    let member = fields(&plan, "member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user");
    assert_eq!(member["permissions"], json!(["useAccounts", "listAccounts"]));
    assert!(!decisions(&plan).contains("recording-safe"));
}

#[test]
fn an_error_keeps_an_account_out_and_what_only_it_asks_for() {
    let book = linux(Book::new(), "db01.wegen.example").row(
        "UX",
        ["O-000098-20110-OPS-CE", "UX-AO-N-CE-AV-SSH", "O-000098-20110-OPS%user", "10.0.0.1", "oracle"],
    );
    let plan = plan(&book);
    is(&left_out(&plan), "a.xlsx UX!3 UX-L2: LIN001");
    assert!(!objects(&plan).contains("20110") && !objects(&plan).contains("-AV-"));
}

#[test]
fn a_warning_keeps_nothing_out() {
    let book = Book::new().row("UX", [OPS, UX, USER, "db01.wegen.example", "Oracle"]);
    assert_eq!(plan(&book).left_out, []);
}

#[test]
fn what_cleaning_mends_is_planned_as_it_is_meant() {
    let book = Book::new().row("UX", [" O-000098-20109-OPS-CE ", UX, USER, "db01.wegen.example", "oracle"]);
    let plan = plan(&book);
    assert_eq!(plan.left_out, []);
    assert!(objects(&plan).contains("+ safe:O-000098-20109-OPS-CE < UX!B2\n"));
}

#[test]
fn a_context_with_a_location_is_planned_without_it() {
    let book = Book::new().row("UX", [OPS, UX, "O-000098-20109-OPS-CE%user", "db01.wegen.example", "oracle"]);
    let plan = plan(&book);
    assert_eq!(plan.left_out, []);
    assert!(objects(&plan).contains("+ group:O-000098-20109-OPS%user < UX!D2\n"), "{}", objects(&plan));
}

#[test]
fn a_role_stays_out_with_the_account_that_signs_in_for_it() {
    let book = role(console(Book::new(), "lead"), "Backup", "AWS-Console-L1")
        .set("AWS-Console-L1.account_number", "1234");
    let plan = plan(&book);
    is(
        &left_out(&plan),
        "a.xlsx AWS-Console!2 AWS-Console-L1: AWS002\na.xlsx AWS-Role!2 AWS-Role-L1: AWS002",
    );
    assert_eq!(plan.left_out[1].needs.as_deref(), Some("AWS-Console-L1"));
    is(&objects(&plan), "");
    is(&decisions(&plan), "");
}

#[test]
fn of_several_roles_only_those_stay_out_whose_account_does() {
    let book = role(
        role(console(console(Book::new(), "lead"), "second"), "One", "AWS-Console-L1"),
        "Two",
        "AWS-Console-L2",
    )
    .set("AWS-Console-L1.safe", "O-000098-20109-OPX-CE");
    let plan = plan(&book);
    is(
        &left_out(&plan),
        "a.xlsx AWS-Console!2 AWS-Console-L1: SAF005\na.xlsx AWS-Role!2 AWS-Role-L1: SAF005",
    );
    assert!(objects(&plan).contains("-Two/logon"));
}

#[test]
fn a_role_that_names_no_account_stays_out() {
    let plan = plan(&role(console(Book::new(), "lead"), "Backup", "AWS-Console-L7"));
    is(&left_out(&plan), "a.xlsx AWS-Role!2 AWS-Role-L1: LNK001");
}

#[test]
fn an_id_that_stands_twice_names_nobody_for_certain() {
    let book = role(console(console(Book::new(), "lead"), "second"), "Backup", "AWS-Console-L1")
        .set("AWS-Console-L2.id", "AWS-Console-L1");
    let plan = plan(&book);
    is(
        &left_out(&plan),
        "a.xlsx AWS-Console!3 AWS-Console-L1: ACC002\na.xlsx AWS-Role!2 AWS-Role-L1: ACC002",
    );
}

#[test]
fn the_same_account_twice_is_planned_once() {
    let plan = plan(&linux(linux(Book::new(), "db01.wegen.example"), "db01.wegen.example"));
    is(&left_out(&plan), "a.xlsx UX!3 UX-L2: ACC005");
    assert_eq!(plan.objects.iter().filter(|object| object.id.starts_with("account:")).count(), 1);
}

#[test]
fn the_same_account_in_two_workbooks_is_planned_once() {
    let book = linux(Book::new(), "db01.wegen.example");
    let more = linux(linux(Book::new(), "db01.wegen.example"), "db02.wegen.example");
    let plan = plan_with(&[("a.xlsx", &book), ("b.xlsx", &more)], &support::PAMAAS);
    is(&left_out(&plan), "b.xlsx UX!2 UX-L1: SET001");
    is(
        &objects(&plan),
        "+ group:O-000098-20109-OPS%user < a.xlsx:UX!D2 b.xlsx:UX!D3
         + safe:O-000098-20109-OPS-CE < a.xlsx:UX!B2 b.xlsx:UX!B3
         ? member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user < a.xlsx:UX!D2 b.xlsx:UX!D3
         + platform:UX-AO-N-CE-AC-SSH < a.xlsx:UX!C2 b.xlsx:UX!C3
         + account:O-000098-20109-OPS-CE/UX-AO-N-CE-AC-SSH-db01.wegen.example-oracle < a.xlsx:UX!A2
         + account:O-000098-20109-OPS-CE/UX-AO-N-CE-AC-SSH-db02.wegen.example-oracle < b.xlsx:UX!A3",
    );
}

#[test]
fn an_id_names_an_account_of_its_own_workbook() {
    let one = console(Book::new(), "lead");
    let other = role(console(Book::new(), "second"), "Backup", "AWS-Console-L1");
    let plan = plan_with(&[("a.xlsx", &one), ("b.xlsx", &other)], &support::PAMAAS);
    let link = "link:O-000098-20109-OPS-CE/AWSSTS-AO-N-CE-AC-WEB-123456789012-Backup/logon";
    assert_eq!(
        fields(&plan, link)["target"],
        "account:O-000098-20109-OPS-CE/AWS-AO-N-CE-AC-WEB-123456789012-second"
    );
}

#[test]
fn a_store_only_platform_leaves_the_secret_alone() {
    let book = Book::new().row("UX", [OPS, "UX-AO-N-CE-SO-SSH", USER, "db01.wegen.example", "oracle"]);
    let plan = plan(&book);
    let found = fields(&plan, "account:O-000098-20109-OPS-CE/UX-AO-N-CE-SO-SSH-db01.wegen.example-oracle");
    assert_eq!(found["managed"], false);
    assert_eq!(found["unmanaged_reason"], "Store Only (SO)");
    assert!(!decisions(&plan).contains("reconcile-link"));
}

#[test]
fn a_reconcile_account_asks_for_no_group() {
    let book = Book::new()
        .row("WIN", ["D-002949-81039-OPS-CE", "WIN-AO-R-CE-AC", "", "srv01.wegen.example", "svc-reconcile"]);
    is(
        &objects(&plan(&book)),
        "+ safe:D-002949-81039-OPS-CE < WIN!B2
         + platform:WIN-AO-R-CE-AC < WIN!C2
         + account:D-002949-81039-OPS-CE/WIN-AO-R-CE-AC-srv01.wegen.example-svc-reconcile < WIN!A2",
    );
}

#[test]
fn a_logon_account_asks_for_no_logon_account() {
    let book = Book::new()
        .row("UX", ["O-000098-20109-LOG-CE", "UX-AO-L-CE-AC", "", "db01.wegen.example", "logon01"]);
    let plan = plan(&book);
    is(&decisions(&plan), "platform: platform:UX-AO-L-CE-AC");
}

#[test]
fn logon_accounts_are_asked_for_safe_by_safe() {
    let book = linux(Book::new(), "db01.wegen.example")
        .row("UX", ["O-000098-20110-OPS-CE", UX, "O-000098-20110-OPS%user", "db02.wegen.example", "oracle"]);
    let plan = plan(&book);
    assert_eq!(decisions(&plan).matches("logon-link: ").count(), 2);
}

#[test]
fn a_safe_is_described_on_the_sheet_of_safes() {
    let book = linux(Book::new(), "db01.wegen.example")
        .safes(&[(OPS, "Wegendatabank"), ("O-000098-20199-OPS-CE", "Iets anders")]);
    let plan = plan(&book);
    assert_eq!(fields(&plan, "safe:O-000098-20109-OPS-CE")["description"], "Wegendatabank");
    assert!(!objects(&plan).contains("20199"));
}

#[test]
fn a_recording_safe_is_never_made_for_its_being_listed() {
    let book = Book::new()
        .row("UX", [OPS, "UX-MA-N-CE-AC-SSH", ALL, "db01.wegen.example", "oracle"])
        .safes(&[(OPS, "Databank"), ("R-O-000098-20109-OPS-CE", "Opnames")]);
    let plan = plan(&book);
    assert!(!objects(&plan).contains("safe:R-"));
    assert!(decisions(&plan).contains("recording-safe: safe:O-000098-20109-OPS-CE\n"));
}

#[test]
fn a_missing_column_keeps_every_account_of_the_sheet_out() {
    let book = linux(linux(Book::new(), "db01.wegen.example"), "db02.wegen.example")
        .row("WIN", [OPS, "WIN-AO-N-CE-AC-RDP", USER, "srv01.wegen.example", "svc-x"])
        .without_column("UX^platform");
    let plan = plan(&book);
    is(&left_out(&plan), "a.xlsx UX!2 UX-L1: WB002\na.xlsx UX!3 UX-L2: WB002");
    assert_eq!(plan.objects.iter().filter(|object| object.id.starts_with("account:")).count(), 1);
}

#[test]
fn what_is_wrong_with_a_safe_as_a_whole_keeps_all_its_accounts_out_that_it_is_about() {
    // Nobody has to approve anything in this safe.
    let contexts = "O-000098-20109-OPS%user; O-000098-20109-OPS%validator";
    let book = Book::new()
        .row("UX", [OPS, UX, contexts, "db01.wegen.example", "oracle"])
        .row("UX", [OPS, UX, contexts, "db02.wegen.example", "oracle"])
        .row("UX", [OPS, UX, USER, "db03.wegen.example", "oracle"]);
    let plan = plan(&book);
    is(&left_out(&plan), "a.xlsx UX!2 UX-L1: CTX005\na.xlsx UX!3 UX-L2: CTX005");
}

#[test]
fn an_account_on_one_sheet_with_others_is_planned_by_its_kind() {
    let book = role(console(linux(Book::new(), "db01.wegen.example"), "lead"), "Backup", "AWS-Console-L1")
        .one_sheet();
    let plan = plan(&book);
    assert_eq!(plan.left_out, []);
    let count = |made: &str| plan.objects.iter().filter(|object| object.id.starts_with(made)).count();
    assert_eq!((count("account:"), count("link:"), count("platform:")), (3, 1, 3));
}

#[test]
fn a_secret_in_a_cell_keeps_the_account_out_and_stands_nowhere() {
    let book = linux(linux(Book::new(), "db01.wegen.example"), "db02.wegen.example")
        .set("UX-L1.comments", "wachtwoord: Vrk7q!-Lz2");
    let plan = plan(&book);
    is(&left_out(&plan), "a.xlsx UX!2 UX-L1: SEC001");
    let head = support::head(&support::PAMAAS);
    for text in [pamlint_plan::plan_json(&plan, &head), pamlint_plan::plan_text(&plan, &head)] {
        assert!(!text.contains("Vrk7"), "{text}");
    }
}

#[test]
fn a_long_name_is_cut_and_marked() {
    let host = format!("{}.{}.{}.wegen.example", "a".repeat(60), "b".repeat(60), "c".repeat(40));
    let book = linux(linux(Book::new(), &host), &host.replacen('a', "d", 1));
    let plan = plan(&book);
    let names: Vec<&str> = plan
        .objects
        .iter()
        .filter(|object| object.id.starts_with("account:"))
        .map(|object| object.name.as_str())
        .collect();
    assert_eq!(names.iter().map(|name| name.len()).collect::<Vec<_>>(), [170, 170]);
    assert_ne!(names[0], names[1]);
}

#[test]
fn what_the_team_has_answered_is_asked_no_more() {
    let ours = with(
        "[plan.roles.user]\nconfirmed = true\npermissions = [\"useAccounts\"]\nnot_when_controlled = []\n\
         [plan.decisions.member-name]\nanswered = true\n[plan.decisions.logon-link]\nanswered = true\n\
         [plan.decisions.platform]\nanswered = true\n",
    );
    let book = linux(Book::new(), "db01.wegen.example");
    let plan = plan_with(&[("a.xlsx", &book)], &ours);
    is(&decisions(&plan), "");
    assert!(objects(&plan).contains("+ member:"));
    let member = fields(&plan, "member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user");
    assert_eq!((&member["permissions"], &member["confirmed"]), (&json!(["useAccounts"]), &json!(true)));
}

#[test]
fn a_role_without_permissions_is_undecided() {
    let ours = with(
        "[codes.role]\nreader = { nl = \"leest\", en = \"reads\", fr = \"lit\" }\n\
         [plan.decisions.member-name]\nanswered = true\n",
    );
    let book = Book::new().row(
        "UX",
        [OPS, UX, "O-000098-20109-OPS%user; O-000098-20109-OPS%reader", "db01.wegen.example", "oracle"],
    );
    let plan = plan_with(&[("a.xlsx", &book)], &ours);
    assert!(objects(&plan).contains("? member:O-000098-20109-OPS-CE/O-000098-20109-OPS%reader"));
    assert!(objects(&plan).contains("+ member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user"));
}

#[test]
fn an_empty_workbook_asks_for_nothing() {
    let plan = plan(&Book::new());
    assert_eq!(plan, pamlint_plan::Plan::default());
    assert!(plan.is_empty());
}

#[test]
fn formulas_that_were_never_calculated_keep_every_account_out_with_their_code() {
    let mut book = Book::new();
    for number in 0..240 {
        book = linux(book, &format!("db{number}.wegen.example"));
        book = book.set(&format!("UX-L{}.username", number + 1), pamlint_testkit::Entry::NoValue);
    }
    let plan = plan(&book);
    assert_eq!(plan.left_out.len(), 240);
    assert!(plan.left_out.iter().all(|out| out.codes == ["WB008"]), "{:?}", plan.left_out.last());
}

/// The examples of the conventions for names, in one workbook: every kind of account, safe and context.
#[test]
fn a_workbook_of_every_kind_is_planned_whole_and_what_it_does_not_tell_is_asked() {
    let of =
        |base: &str, roles: &[&str]| roles.iter().map(|role| format!("{base}%{role}")).collect::<Vec<_>>();
    let team = of("D-048644-TEAMX-NPA", &["user", "validator", "auditor"]).join("\n");
    let all = format!(
        "{}\nD-048644-20109-OPS-CE%auditor",
        of("D-048644-20109-OPS", &["user", "validator"]).join("\n")
    );
    let (safe, user) = ("D-048644-20109-OPS-CE", "D-048644-20109-OPS%user");
    let role = ["D-048644-20110-OPS-CE", "AWSSTS-AO-N-CE-SO-WEB", "D-048644-20110-OPS%user", "S3Access"];
    let arn = "arn:aws:iam::123456789012:role/S3Access";
    let book = Book::new()
        .without_info()
        .teams(&[("TEAMX", "Een team")])
        .row(
            "AD",
            [
                "D-048644-TEAMX-NPA-CE",
                "AD-SA-N-CE-ACR-RDP",
                &team,
                "voorbeeld.example",
                "jan",
                "voorbeeld",
                r"voorbeeld\jan",
            ],
        )
        .row("WIN", [safe, "WIN-MA-CE-CAU-RDP", &all, "srv01.voorbeeld.example", "svc-web"])
        .row("UX", ["D-048644-20109-LOG-CE", "UX-AO-L-CE-AC", "", "srv02.voorbeeld.example", "logon01"])
        .row("UX", ["D-002949-81039-OPS-CE", "UX-AO-R-CE-AC", "", "srv02.voorbeeld.example", "reconcile01"])
        .row("UX", [safe, "UXKEYS-AO-N-CE-SO-SSH", user, "srv02.voorbeeld.example", "deploy"])
        .row(
            "AWS-Console",
            [safe, "AWS-AO-N-CE-ACR-WEB", user, "s3-operator", "AKIAJIPU0000L5LB7OIB", "123456789012"],
        )
        .row("AWS-Role", role.into_iter().chain([arn, "123456789012", "AWS-Console-L1"]))
        .row("AZR", [safe, "AZR-AO-N-CE-AC-WEB", user, "portal.azure.com", "jan@voorbeeld.example"])
        .row("CYBR", [safe, "CYBR-AO-N-CE-SO-PAC", user, "vault.voorbeeld.example", "jan"]);
    let plan = plan(&book);
    is(&left_out(&plan), "");
    is(
        &objects(&plan),
        "+ group:D-048644-TEAMX-NPA%user < AD!D2
         + group:D-048644-TEAMX-NPA%validator < AD!D2
         + group:D-048644-TEAMX-NPA%auditor < AD!D2
         + group:D-048644-20109-OPS%user < WIN!D2 UX!D4 AWS-Console!D2 AZR!D2 CYBR!D2
         + group:D-048644-20109-OPS%validator < WIN!D2
         + group:D-048644-20109-OPS%auditor < WIN!D2
         + group:D-048644-20110-OPS%user < AWS-Role!D2
         + safe:D-048644-TEAMX-NPA-CE < AD!B2
         + safe:D-048644-20109-OPS-CE < WIN!B2 UX!B4 AWS-Console!B2 AZR!B2 CYBR!B2
         + safe:D-048644-20109-LOG-CE < UX!B2
         + safe:D-002949-81039-OPS-CE < UX!B3
         + safe:D-048644-20110-OPS-CE < AWS-Role!B2
         ? member:D-048644-TEAMX-NPA-CE/D-048644-TEAMX-NPA%user < AD!D2
         ? member:D-048644-TEAMX-NPA-CE/D-048644-TEAMX-NPA%validator < AD!D2
         ? member:D-048644-TEAMX-NPA-CE/D-048644-TEAMX-NPA%auditor < AD!D2
         ? member:D-048644-20109-OPS-CE/D-048644-20109-OPS%user < WIN!D2 UX!D4 AWS-Console!D2 AZR!D2 CYBR!D2
         ? member:D-048644-20109-OPS-CE/D-048644-20109-OPS%validator < WIN!D2
         ? member:D-048644-20109-OPS-CE/D-048644-20109-OPS%auditor < WIN!D2
         ? member:D-048644-20110-OPS-CE/D-048644-20110-OPS%user < AWS-Role!D2
         + platform:AD-SA-N-CE-ACR-RDP < AD!C2
         + platform:WIN-MA-CE-CAU-RDP < WIN!C2
         + platform:UX-AO-L-CE-AC < UX!C2
         + platform:UX-AO-R-CE-AC < UX!C3
         + platform:UXKEYS-AO-N-CE-SO-SSH < UX!C4
         + platform:AWS-AO-N-CE-ACR-WEB < AWS-Console!C2
         + platform:AWSSTS-AO-N-CE-SO-WEB < AWS-Role!C2
         + platform:AZR-AO-N-CE-AC-WEB < AZR!C2
         + platform:CYBR-AO-N-CE-SO-PAC < CYBR!C2
         + account:D-048644-20109-OPS-CE/AWS-AO-N-CE-ACR-WEB-123456789012-s3-operator < AWS-Console!A2
         + account:D-048644-TEAMX-NPA-CE/AD-SA-N-CE-ACR-RDP-voorbeeld.example-jan < AD!A2
         + account:D-048644-20109-OPS-CE/WIN-MA-CE-CAU-RDP-srv01.voorbeeld.example-svc-web < WIN!A2
         + account:D-048644-20109-LOG-CE/UX-AO-L-CE-AC-srv02.voorbeeld.example-logon01 < UX!A2
         + account:D-002949-81039-OPS-CE/UX-AO-R-CE-AC-srv02.voorbeeld.example-reconcile01 < UX!A3
         + account:D-048644-20109-OPS-CE/UXKEYS-AO-N-CE-SO-SSH-srv02.voorbeeld.example-deploy < UX!A4
         + account:D-048644-20110-OPS-CE/AWSSTS-AO-N-CE-SO-WEB-123456789012-S3Access < AWS-Role!A2
         + account:D-048644-20109-OPS-CE/AZR-AO-N-CE-AC-WEB-portal.azure.com-jan@voorbeeld.example < AZR!A2
         + account:D-048644-20109-OPS-CE/CYBR-AO-N-CE-SO-PAC-vault.voorbeeld.example-jan < CYBR!A2
         + link:D-048644-20110-OPS-CE/AWSSTS-AO-N-CE-SO-WEB-123456789012-S3Access/logon < AWS-Role!H2",
    );
    is(
        &decisions(&plan),
        "reconcile-link: account:D-048644-TEAMX-NPA-CE/AD-SA-N-CE-ACR-RDP-voorbeeld.example-jan
         reconcile-link: account:D-048644-20109-OPS-CE/WIN-MA-CE-CAU-RDP-srv01.voorbeeld.example-svc-web \
             account:D-048644-20109-OPS-CE/AWS-AO-N-CE-ACR-WEB-123456789012-s3-operator
         logon-link: account:D-048644-20109-OPS-CE/UXKEYS-AO-N-CE-SO-SSH-srv02.voorbeeld.example-deploy
         recording-safe: safe:D-048644-TEAMX-NPA-CE
         recording-safe: safe:D-048644-20109-OPS-CE
         permissions: member:D-048644-TEAMX-NPA-CE/D-048644-TEAMX-NPA%auditor \
             member:D-048644-20109-OPS-CE/D-048644-20109-OPS%auditor
         permissions: member:D-048644-TEAMX-NPA-CE/D-048644-TEAMX-NPA%user \
             member:D-048644-20109-OPS-CE/D-048644-20109-OPS%user member:D-048644-20110-OPS-CE/D-048644-20110-OPS%user
         permissions: member:D-048644-TEAMX-NPA-CE/D-048644-TEAMX-NPA%validator \
             member:D-048644-20109-OPS-CE/D-048644-20109-OPS%validator
         member-name: member:D-048644-TEAMX-NPA-CE/D-048644-TEAMX-NPA%user \
             member:D-048644-TEAMX-NPA-CE/D-048644-TEAMX-NPA%validator \
             member:D-048644-TEAMX-NPA-CE/D-048644-TEAMX-NPA%auditor \
             member:D-048644-20109-OPS-CE/D-048644-20109-OPS%user \
             member:D-048644-20109-OPS-CE/D-048644-20109-OPS%validator \
             member:D-048644-20109-OPS-CE/D-048644-20109-OPS%auditor \
             member:D-048644-20110-OPS-CE/D-048644-20110-OPS%user
         platform: platform:AD-SA-N-CE-ACR-RDP platform:WIN-MA-CE-CAU-RDP platform:UX-AO-L-CE-AC \
             platform:UX-AO-R-CE-AC platform:UXKEYS-AO-N-CE-SO-SSH platform:AWS-AO-N-CE-ACR-WEB \
             platform:AWSSTS-AO-N-CE-SO-WEB platform:AZR-AO-N-CE-AC-WEB platform:CYBR-AO-N-CE-SO-PAC",
    );
    is(
        &secrets(&plan),
        "password account:D-048644-TEAMX-NPA-CE/AD-SA-N-CE-ACR-RDP-voorbeeld.example-jan
         password account:D-048644-20109-OPS-CE/WIN-MA-CE-CAU-RDP-srv01.voorbeeld.example-svc-web
         password account:D-048644-20109-LOG-CE/UX-AO-L-CE-AC-srv02.voorbeeld.example-logon01
         password account:D-002949-81039-OPS-CE/UX-AO-R-CE-AC-srv02.voorbeeld.example-reconcile01
         key account:D-048644-20109-OPS-CE/UXKEYS-AO-N-CE-SO-SSH-srv02.voorbeeld.example-deploy
         key account:D-048644-20109-OPS-CE/AWS-AO-N-CE-ACR-WEB-123456789012-s3-operator
         password account:D-048644-20109-OPS-CE/AZR-AO-N-CE-AC-WEB-portal.azure.com-jan@voorbeeld.example
         password account:D-048644-20109-OPS-CE/CYBR-AO-N-CE-SO-PAC-vault.voorbeeld.example-jan",
    );
    // Nobody uses an account of a safe without confirmation in which one is controlled.
    for (safe, may) in
        [("D-048644-TEAMX-NPA", false), ("D-048644-20109-OPS", false), ("D-048644-20110-OPS", true)]
    {
        let member = fields(&plan, &format!("member:{safe}-CE/{safe}%user"));
        let all = member["permissions"].as_array().unwrap();
        assert_eq!(all.contains(&json!("accessWithoutConfirmation")), may, "{safe}");
    }
}

#[test]
fn the_file_in_the_page_for_the_pam_team_says_what_it_should() {
    let page = include_str!("../../../docs/plan.md");
    let file = page.split_once("```toml\n").unwrap().1.split_once("```").unwrap().0;
    let ours =
        pamlint_convention::load("ours.toml", file).unwrap_or_else(|error| panic!("{:#?}", error.problems));
    let book = linux(Book::new(), "db01.wegen.example");
    let plan = plan_with(&[("a.xlsx", &book)], &ours);
    let member = fields(&plan, "member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user");
    assert_eq!(member["permissions"], json!(["useAccounts", "listAccounts", "retrieveAccounts"]));
    assert!(!decisions(&plan).contains("platform: "));
}
