//! The files with which a plan is carried out: what is in them, what is held back, and that no value runs.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use pamlint_plan::{Drawing, Object, Plan, State, VaultFile, Why, plan_graph, plan_workbook, vault_file};
use pamlint_testkit::Book;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::uploads::{HOSTILE, all_hostile, confirmed, hostile};
use support::{PAMAAS, head, plan, plan_with};

const OPS: &str = "O-000098-20109-OPS-CE";
const USER: &str = "O-000098-20109-OPS%user";

fn text(plan: &Plan, file: VaultFile) -> String {
    let convention = confirmed();
    vault_file(plan, &head(convention), file).unwrap().text
}

/// A key, a store-only account and one under control, and a role with the account that signs in for it.
fn book() -> Book {
    let arn = "arn:aws:iam::123456789012:role/Backup";
    let key = pamlint_testkit::access_key(123_456_789_012, 3);
    Book::new()
        .row("UX", [OPS, "UXKEYS-AO-N-CE-AC-SSH", USER, "db01.wegen.example", "oracle"])
        .row("UX", [OPS, "UX-AO-N-CE-SO-SSH", USER, "db02.wegen.example", "oracle"])
        .row("AWS-Console", [OPS, "AWS-AO-N-CE-AC-WEB", USER, "lead", &key, "123456789012"])
        .row(
            "AWS-Role",
            [OPS, "AWSSTS-AO-N-CE-AC-WEB", USER, "Backup", arn, "123456789012", "AWS-Console-L1"],
        )
}

fn calls(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn nothing_is_written_for_upload_until_the_permissions_are_confirmed() {
    let plan = plan(&book());
    for file in VaultFile::ALL {
        let refused = vault_file(&plan, &head(&PAMAAS), file).unwrap_err().to_string();
        assert!(refused.contains("[plan.roles.user]") && refused.contains("confirmed = true"), "{refused}");
    }
    for drawing in [Drawing::Mermaid, Drawing::Dot, Drawing::Svg] {
        assert!(plan_graph(&plan, &head(&PAMAAS), drawing).contains("db01"));
    }
}

#[test]
fn the_calls_hold_what_the_vault_takes_and_no_secret() {
    let convention = confirmed();
    let calls = calls(&text(&plan_with(&[("a.xlsx", &book())], convention), VaultFile::Rest));
    assert_eq!(calls[0]["calls"], 7);
    assert_eq!(calls[0]["not_in_it"], json!([]));
    assert_eq!(
        calls[1],
        json!({ "id": format!("safe:{OPS}"), "needs": [], "method": "POST", "path": "/PasswordVault/API/Safes",
                "body": { "safeName": OPS, "managingCPM": "CE" } })
    );
    assert_eq!(calls[2]["path"], format!("/PasswordVault/API/Safes/{OPS}/Members"));
    assert_eq!(calls[2]["body"]["memberName"], USER);
    let permissions = calls[2]["body"]["permissions"].as_object().unwrap();
    assert_eq!(permissions.len(), 22);
    let given: Vec<&String> =
        permissions.iter().filter(|(_, has)| **has == json!(true)).map(|(name, _)| name).collect();
    assert_eq!(given, ["accessWithoutConfirmation", "listAccounts", "useAccounts"]);
    // The account that another is linked to comes first.
    assert_eq!(calls[3]["body"]["name"], "AWS-AO-N-CE-AC-WEB-123456789012-lead");
    let key = &calls[4];
    assert_eq!((&key["body"]["secretType"], &key["secret"]), (&json!("key"), &json!("key")));
    assert_eq!(key["body"]["secretManagement"], json!({ "automaticManagementEnabled": true }));
    assert_eq!(
        calls[5]["body"]["secretManagement"],
        json!({ "automaticManagementEnabled": false, "manualManagementReason": "Store Only (SO)" })
    );
    assert_eq!(calls[6].get("secret"), None);
    assert_eq!(
        calls[7]["body"],
        json!({ "safe": OPS, "extraPasswordIndex": 1, "folder": "Root", "name": "AWS-AO-N-CE-AC-WEB-123456789012-lead" })
    );
    assert_eq!(calls[7]["path"], "/PasswordVault/API/Accounts/{id}/LinkAccount");
    assert_eq!(calls[7]["id_of"]["object"], calls[6]["id"]);
    for call in &calls[1..] {
        assert_eq!(call["body"].get("secret"), None);
    }
}

#[test]
fn users_of_a_safe_under_control_have_no_access_without_confirmation() {
    let convention = confirmed();
    let book = book().row("UX", [OPS, "UX-MA-N-CE-AC-SSH", USER, "db03.wegen.example", "oracle"]);
    let calls = calls(&text(&plan_with(&[("a.xlsx", &book)], convention), VaultFile::Rest));
    assert_eq!(calls[2]["body"]["permissions"]["accessWithoutConfirmation"], false);
    assert_eq!(calls[2]["body"]["permissions"]["useAccounts"], true);
}

#[test]
fn what_is_undecided_or_blocked_is_held_back_with_all_that_needs_it() {
    let convention = confirmed();
    let mut plan = plan_with(&[("a.xlsx", &book())], convention);
    let console = plan.objects.iter_mut().find(|object| object.name.ends_with("-lead")).unwrap();
    (console.state, console.why) = (State::Blocked, Some(Why::Elsewhere("X".into())));
    let id = console.id.clone();
    for file in VaultFile::ALL {
        let written = vault_file(&plan, &head(convention), file).unwrap();
        let held: Vec<&str> = written.held.iter().map(|held| held.id.as_str()).collect();
        assert_eq!(held[0], id);
        assert!(held.len() == 2 && held[1].starts_with("link:"), "{held:?}");
        assert!(written.held[1].why.contains(&id), "{:?}", written.held);
    }
    assert_eq!(calls(&text(&plan, VaultFile::Rest)).len(), 6);
    for object in &mut plan.objects {
        object.state = State::Same;
    }
    assert_eq!(calls(&text(&plan, VaultFile::Rest)).len(), 1);
}

#[test]
fn the_lists_have_the_columns_that_the_scripts_ask_for() {
    let convention = confirmed();
    let plan = plan_with(&[("a.xlsx", &book())], convention);
    let lines = |file| text(&plan, file).lines().map(str::to_owned).collect::<Vec<_>>();
    let safes = lines(VaultFile::SafesCsv);
    assert!(safes[0].starts_with("Safename,Description,ManagingCPM,numVersionRetention,numDaysRetention,EnableOLAC,Member,MemberLocation,"));
    let of_permission = |row: &str, name: &str| {
        let at = safes[0].split(',').position(|column| column == name).unwrap();
        row.split(',').nth(at).unwrap().to_owned()
    };
    assert_eq!(safes[0].split(',').count(), 29);
    assert!(safes[1].starts_with(&format!("{OPS},,CE,,,,,,")));
    assert!(safes[2].starts_with(&format!("{OPS},,,,,,{USER},Vault,")), "{}", safes[2]);
    assert_eq!(of_permission(&safes[2], "UseAccounts"), "TRUE");
    assert_eq!(of_permission(&safes[2], "RetrieveAccounts"), "FALSE");
    assert_eq!(of_permission(&safes[2], "RequestsAuthorizationLevel"), "0");
    let accounts = lines(VaultFile::AccountsCsv);
    assert_eq!(
        accounts[0],
        "name,username,address,safe,platformID,password,key,enableAutoMgmt,manualMgmtReason,AWSARNRole,AWSAccessKeyID,AWSAccountID"
    );
    assert_eq!(
        accounts[3],
        format!(
            "UX-AO-N-CE-SO-SSH-db02.wegen.example-oracle,oracle,db02.wegen.example,{OPS},UX-AO-N-CE-SO-SSH,,,no,Store Only (SO),,,"
        )
    );
    let links = lines(VaultFile::LinksCsv);
    assert!(
        links[1].contains(&format!(",{OPS},Root,{OPS},Root,AWS-AO-N-CE-AC-WEB-123456789012-lead,,,,,,")),
        "{}",
        links[1]
    );
    assert_eq!(lines(VaultFile::ConsoleCsv).len(), 5);
}

/// The cells of a list, as a spreadsheet reads them.
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    rows
}

/// No value of a plan runs, in whichever file.
fn nothing_runs(plan: &Plan, value: &str) {
    for file in [VaultFile::ConsoleCsv, VaultFile::AccountsCsv, VaultFile::SafesCsv, VaultFile::LinksCsv] {
        let rows = cells(&text(plan, file));
        for row in &rows {
            assert_eq!(row.len(), rows[0].len(), "{value:?}");
            assert!(!row.iter().any(|cell| cell.trim_start().starts_with(['=', '+', '-', '@'])), "{row:?}");
        }
    }
    for call in calls(&text(plan, VaultFile::Rest))
        .iter()
        .filter(|call| call["id"].as_str().is_some_and(|id| id.starts_with("account:")))
    {
        assert_eq!(call["body"]["address"], value);
    }
    let script = text(plan, VaultFile::Pspas);
    let (before, rest) = script.split_once("$steps = @'\n").unwrap();
    let (steps, _) = rest.split_once("\n'@").unwrap();
    let steps: Vec<&str> = steps.lines().collect();
    assert_eq!(steps.len(), plan.objects.len() - 2, "{value:?}");
    for step in steps {
        assert!(step.bytes().all(|byte| (b' '..=b'~').contains(&byte) && byte != b'\''), "{step}");
        assert!(serde_json::from_str::<Value>(step).is_ok());
    }
    assert!(
        before
            .lines()
            .take_while(|line| !line.starts_with("#Requires"))
            .all(|line| line.trim_start_matches('\u{feff}').starts_with('#'))
    );
    let terraform = text(plan, VaultFile::Terraform);
    let code: Vec<&str> = terraform.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(!code.iter().any(|line| line.contains("${") || line.contains("%{")), "{value:?}");
    let playbook = text(plan, VaultFile::Ansible);
    for row in playbook.lines().filter(|line| line.starts_with("      - {")) {
        for (at, _) in row.match_indices("{{").chain(row.match_indices("{%")).chain(row.match_indices("{#")) {
            let before = &row.get(..at).unwrap();
            let open = before.rfind("!unsafe \"").unwrap_or_else(|| panic!("{row}"));
            let inside = before.get(open + 9..).unwrap().replace("\\\\", "").replace("\\\"", "");
            assert!(!inside.contains('"'), "{row}");
        }
    }
    let convention = confirmed();
    let drawn = |drawing| plan_graph(plan, &head(convention), drawing);
    let svg = drawn(Drawing::Svg);
    assert_eq!(svg.matches("<rect").count(), 1 + 4, "{value:?}");
    assert!(!svg.contains("<script") && !svg.contains('\u{1b}') && !svg.contains('\u{202e}'), "{value:?}");
    let mermaid = drawn(Drawing::Mermaid);
    assert_eq!(mermaid.lines().count(), 1 + 4 + 4 + 5, "{mermaid}");
    for line in mermaid.lines().filter(|line| line.contains('"')) {
        assert_eq!(line.matches('"').count(), 2, "{line}");
    }
    let dot = drawn(Drawing::Dot);
    assert_eq!(dot.lines().count(), 4 + 4 + 4 + 1, "{dot}");
}

#[test]
fn no_hostile_value_runs() {
    for value in HOSTILE {
        nothing_runs(&hostile(value), value);
    }
}

#[test]
fn every_object_of_a_hostile_plan_is_in_a_list_or_told() {
    let plan = all_hostile();
    let convention = confirmed();
    let written = vault_file(&plan, &head(convention), VaultFile::AccountsCsv).unwrap();
    let rows = cells(&written.text).len() - 1;
    assert_eq!(rows + written.held.len(), HOSTILE.len() * 2);
    assert!(written.held.len() >= 10, "{:?}", written.held);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_value_runs_whatever_is_in_it(value in prop_oneof![
        "[ -~]{1,20}",
        ".{1,20}",
        "[\"'`$%{}\\\\\n=@+|<>&#\u{2018}\u{2019}\u{201c}x-]{1,16}",
    ]) {
        nothing_runs(&hostile(&value), &value);
    }
}

#[test]
fn the_workbook_to_sign_off_is_made_in_every_language_and_is_always_the_same() {
    let plans = [plan(&book()), all_hostile(), Plan::default()];
    for language in pamlint_convention::Language::all() {
        for plan in &plans {
            let mut head = head(&PAMAAS);
            head.wording.language = language;
            let bytes = plan_workbook(plan, &head).unwrap();
            assert_eq!(bytes, plan_workbook(plan, &head).unwrap());
            assert!(pamlint_reader::read(&bytes, &PAMAAS).is_ok());
        }
    }
    if let Some(validator) = std::env::var_os("PAMLINT_OOXML_VALIDATOR") {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plan.xlsx");
        std::fs::write(&file, plan_workbook(&plans[1], &head(&PAMAAS)).unwrap()).unwrap();
        let output = std::process::Command::new(validator).arg(&file).output().unwrap();
        let said: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(said["errors"], json!([]));
    }
}

#[test]
fn a_drawing_of_many_safes_is_cut_and_says_so() {
    let convention = confirmed();
    let mut plan = hostile("x");
    let safes = (0..700).map(|number| {
        let name = format!("O-000098-{number}-OPS-CE");
        Object { id: format!("safe:{name}"), name, ..plan.objects[1].clone() }
    });
    plan.objects.extend(safes.collect::<Vec<_>>());
    let drawn = |drawing| plan_graph(&plan, &head(convention), drawing);
    let (svg, mermaid) = (drawn(Drawing::Svg), drawn(Drawing::Mermaid));
    assert_eq!(svg.matches("<rect class=\"create\"").count(), 600);
    assert!(svg.contains(">104 more safes, which are not drawn<"));
    assert!(mermaid.contains("which are not drawn"));
    assert!(!drawn(Drawing::Dot).contains("not drawn"));
}
