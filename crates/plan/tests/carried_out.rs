//! A plan carried out over HTTP in a vault that is none: nothing is made before what it needs, what was made is not made
//! again whatever call fails, and the vendor's own modules for Ansible make the same.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stderr)]

mod rest;
mod support;

use std::path::Path;
use std::process::Command;

use pamlint_convention::Made;
use pamlint_plan::{Inventory, Ledger, Object, Plan, VaultFile, read_json, vault_file};
use rest::vault::Failure;
use rest::{Caller, Server, csv};
use serde_json::{Value, json};
use support::run::{OURS, Run, rules};
use support::{head, objects};

fn file(plan: &Plan, file: VaultFile) -> String {
    let written = vault_file(plan, &head(&OURS), file).unwrap();
    assert_eq!(written.held, []);
    written.text
}

fn none() -> (Inventory, Ledger) {
    (Inventory::default(), Ledger::default())
}

/// A vault in which there is what is made elsewhere, and nothing else.
fn vault_for(plan: &Plan) -> Server {
    let server = Server::start();
    let names = |made| plan.of(made).map(|object| object.name.clone()).collect();
    server.vault().groups = names(Made::Group);
    server.vault().platforms = names(Made::Platform);
    server
}

/// What there is, told by the vault itself but for its groups, which the directory tells.
fn inventory(server: &Server) -> Inventory {
    let mut inventory = Inventory::default();
    let mut lists = Caller::log_on(&server.address).lists();
    let groups: Vec<Value> = server.vault().groups.iter().map(|group| json!({ "group": group })).collect();
    lists.push(("groups", csv(&["group"], &groups)));
    for (word, text) in lists {
        let made = Made::ALL.into_iter().find(|made| format!("{}s", made.word()) == word).unwrap();
        let book = pamlint_reader::read_list(text.as_bytes()).unwrap();
        inventory.add(&OURS, made, &book).unwrap_or_else(|problem| panic!("{word}: {problem}\n{text}"));
    }
    inventory
}

/// What is made elsewhere is there.
fn elsewhere(plan: &Plan) -> Inventory {
    let mut inventory = Inventory::default();
    for (made, word) in [(Made::Group, "group"), (Made::Platform, "platform")] {
        let rows: Vec<Value> = plan.of(made).map(|object| json!({ word: object.name })).collect();
        let book = pamlint_reader::read_list(csv(&[word], &rows).as_bytes()).unwrap();
        inventory.add(&OURS, made, &book).unwrap();
    }
    inventory
}

#[test]
fn a_plan_that_was_carried_out_is_empty() {
    let (run, (nothing, fresh)) = (Run::new(), none());
    let plan = run.plan(&nothing, &fresh);
    assert_eq!(plan.left_out, []);
    let server = vault_for(&plan);
    let calls = file(&plan, VaultFile::Rest);
    let answers = Caller::log_on(&server.address).carry_out(&calls);
    assert_eq!(answers.lines().count(), calls.lines().count() - 1, "{answers}");
    let against = run.plan(&inventory(&server), &fresh);
    assert!(against.is_empty(), "{}", objects(&against));
    assert!(against.decisions.is_empty() && against.secrets.is_empty());
    let mut ledger = Ledger::default();
    read_json(&answers, &plan, rules(), &mut ledger).unwrap();
    assert!(run.plan(&elsewhere(&plan), &ledger).is_empty());
    assert!(run.plan(&inventory(&server), &ledger).is_empty());
    // Every account that needs a secret has got one, and no other.
    let mut slots: Vec<String> =
        plan.secrets.iter().map(|secret| secret.account.replacen("account:", "", 1)).collect();
    slots.sort();
    assert_eq!(server.vault().secrets.keys().cloned().collect::<Vec<_>>(), slots);
}

#[test]
fn what_is_not_there_first_is_refused() {
    let (run, (nothing, fresh)) = (Run::new(), none());
    let plan = run.plan(&nothing, &fresh);
    let calls = file(&plan, VaultFile::Rest);
    let first: Value = serde_json::from_str(calls.lines().next().unwrap()).unwrap();
    assert!(!first["there_first"].as_array().unwrap().is_empty());
    for missing in first["there_first"].as_array().unwrap() {
        let server = vault_for(&plan);
        let name = missing.as_str().unwrap().split_once(':').unwrap().1;
        server.vault().groups.remove(name);
        server.vault().platforms.remove(name);
        let answers = Caller::log_on(&server.address).carry_out(&calls);
        let last: Value = serde_json::from_str(answers.lines().last().unwrap()).unwrap();
        assert_eq!(last["status"], 404, "{missing}: {answers}");
        assert!(last["response"]["ErrorMessage"].as_str().unwrap().contains(name), "{last}");
    }
    // No call can be made before what it needs.
    let lines: Vec<Value> = calls.lines().skip(1).map(|line| serde_json::from_str(line).unwrap()).collect();
    for (position, call) in lines.iter().enumerate() {
        let needs = |other: &Value| call["needs"].as_array().unwrap().contains(&other["id"]);
        for needed in lines.iter().filter(|other| needs(other)) {
            let server = vault_for(&plan);
            let without = std::iter::once(&first).chain(&lines[..position]).filter(|call| *call != needed);
            let text: String = without.chain([call]).map(|call| format!("{call}\n")).collect();
            let answers = Caller::log_on(&server.address).carry_out(&text);
            let last: Value = serde_json::from_str(answers.lines().last().unwrap()).unwrap();
            assert_eq!(last["status"], 404, "{} without {}", call["id"], needed["id"]);
        }
    }
}

#[test]
fn an_account_that_is_there_is_linked_by_the_name_that_it_has() {
    let (run, (nothing, fresh)) = (Run::new(), none());
    let plan = run.plan(&nothing, &fresh);
    let calls = file(&plan, VaultFile::Rest);
    // The accounts of people in AWS, and the safe that they stand in, are there under names of the vault's own.
    let renamed = |line: &str| {
        let mut call: Value = serde_json::from_str(line).unwrap();
        let id = call["id"].as_str().unwrap().to_owned();
        if id.contains("/AWS-AO") {
            call["body"]["name"] = json!(format!("Cloud-{}", id.split_once("WEB-").unwrap().1));
        }
        (id.starts_with("safe:") || id.contains("/AWS-AO")).then(|| format!("{call}\n"))
    };
    let there: String = calls.lines().skip(1).filter_map(renamed).collect();
    let server = vault_for(&plan);
    Caller::log_on(&server.address).carry_out(&format!("\n{there}"));
    let second = run.plan(&inventory(&server), &fresh);
    let names: Vec<&str> = second
        .of(Made::Account)
        .filter(|account| account.is_there())
        .map(|account| account.name.as_str())
        .collect();
    assert_eq!(names, ["Cloud-123456789012-lead", "Cloud-210987654321-lead"]);
    let answers = Caller::log_on(&server.address).carry_out(&file(&second, VaultFile::Rest));
    assert!(!answers.contains("ErrorCode"), "{answers}");
    let third = run.plan(&inventory(&server), &fresh);
    assert!(third.is_empty(), "{}", objects(&third));
}

/// A vault in which a plan was carried out that failed at a call, and the rest of it afterwards.
fn resumed(fails_at: usize, how: Failure) -> Server {
    let run = Run::new();
    let plan = run.plan(&Inventory::default(), &Ledger::default());
    let server = vault_for(&plan);
    server.vault().fails = Some((fails_at, how));
    let answers = Caller::log_on(&server.address).carry_out(&file(&plan, VaultFile::Rest));
    let mut ledger = Ledger::default();
    let read = read_json(&answers, &plan, rules(), &mut ledger).unwrap();
    assert_eq!((read.made, read.refused, read.unknown), (fails_at, 1, 0), "{answers}");
    // What a ledger says outlives the program.
    let mut ledger = Ledger::read(ledger.to_json().as_bytes()).unwrap();
    // What is not told of what was made has to be asked of the vault.
    let known = || match how {
        Failure::Before => Inventory::default(),
        Failure::After => inventory(&server),
    };
    let second = run.plan(&known(), &ledger);
    let refused = second.objects.iter().find(|object| object.was_refused());
    assert_eq!(refused.is_some(), how == Failure::Before, "{}", objects(&second));
    assert!(refused.is_none_or(|object| !object.from.is_empty()));
    let answers = Caller::log_on(&server.address).carry_out(&file(&second, VaultFile::Rest));
    if !answers.is_empty() {
        let read = read_json(&answers, &second, rules(), &mut ledger).unwrap();
        assert_eq!((read.refused, read.unknown), (0, 0), "{fails_at}: {answers}");
    }
    let third = run.plan(&known(), &ledger);
    let is_elsewhere = |object: &Object| matches!(object.made, Made::Group | Made::Platform);
    let is_done = third.objects.iter().all(|object| object.is_there() || is_elsewhere(object));
    assert!(is_done, "{fails_at}: {}", objects(&third));
    server
}

#[test]
fn whatever_call_fails_the_rest_is_made_afterwards_and_nothing_twice() {
    let run = Run::new();
    let plan = run.plan(&Inventory::default(), &Ledger::default());
    let calls = file(&plan, VaultFile::Rest);
    let undisturbed = vault_for(&plan);
    Caller::log_on(&undisturbed.address).carry_out(&calls);
    let content = undisturbed.vault().content();
    for how in [Failure::Before, Failure::After] {
        for fails_at in 0..calls.lines().count() - 1 {
            let server = resumed(fails_at, how);
            assert_eq!(server.vault().content(), content, "{how:?} {fails_at}");
            let against = run.plan(&inventory(&server), &Ledger::default());
            assert!(against.is_empty(), "{how:?} {fails_at}: {}", objects(&against));
        }
    }
}

/// What `ansible-playbook` says of the playbook of a plan; `None` where it is not there.
fn played(plan: &Plan, server: &Server) -> Option<(bool, String)> {
    let python = std::env::var_os("PAMLINT_VAULT_PYTHON").filter(|path| Path::new(path).exists());
    let Some(python) = python else {
        eprintln!("skipped: PAMLINT_VAULT_PYTHON names no Python with ansible");
        return None;
    };
    let folder = tempfile::tempdir().unwrap();
    let playbook = folder.path().join("plan.yml");
    std::fs::write(&playbook, file(plan, VaultFile::Ansible)).unwrap();
    let of = |secret: &pamlint_plan::SecretSlot| {
        (secret.account.clone(), json!(format!("secret of \"{}\"", secret.account)))
    };
    let secrets: serde_json::Map<String, Value> = plan.secrets.iter().map(of).collect();
    let told = folder.path().join("told.json");
    std::fs::write(&told, json!({ "vault": server.address, "secrets": secrets }).to_string()).unwrap();
    let output = Command::new(Path::new(&python).with_file_name("ansible-playbook"))
        .arg("--extra-vars")
        .arg(format!("@{}", told.display()))
        .arg(&playbook)
        .env("HOME", folder.path())
        .env("ANSIBLE_NOCOLOR", "1")
        .env("ANSIBLE_LOCALHOST_WARNING", "0")
        .env("VAULT_USER", "pamlint")
        .env("VAULT_PASSWORD", "x")
        .env_remove("http_proxy")
        .env_remove("HTTP_PROXY")
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    Some((output.status.success(), String::from_utf8_lossy(&said).into_owned()))
}

#[test]
fn the_vendor_s_modules_make_what_the_calls_make() {
    let run = Run::new();
    let plan = run.plan(&Inventory::default(), &Ledger::default());
    let called = vault_for(&plan);
    Caller::log_on(&called.address).carry_out(&file(&plan, VaultFile::Rest));
    let without_links = |server: &Server| {
        let mut content = server.vault().content();
        for account in content["accounts"].as_object_mut().unwrap().values_mut() {
            account[1] = Value::Null;
            // The module calls every secret a password unless it is told otherwise.
            if account[0].get("secretType").is_none() {
                account[0]["secretType"] = json!("password");
            }
        }
        content
    };
    let server = vault_for(&plan);
    let Some((is_fine, said)) = played(&plan, &server) else { return };
    assert!(is_fine, "{said}");
    assert_eq!(without_links(&server), without_links(&called));
    // Links are made another way; nothing else is left.
    let left = run.plan(&inventory(&server), &Ledger::default());
    let open: Vec<&str> =
        left.objects.iter().filter(|object| !object.is_there()).map(|object| object.made.word()).collect();
    assert_eq!(open, ["link", "link"], "{}", objects(&left));
    Caller::log_on(&server.address).carry_out(&file(&left, VaultFile::Rest));
    assert_eq!(
        server.vault().content()["accounts"].as_object().unwrap().len(),
        plan.of(Made::Account).count()
    );
    assert!(run.plan(&inventory(&server), &Ledger::default()).is_empty());
}

#[test]
fn a_playbook_goes_on_where_the_last_one_stopped() {
    let run = Run::new();
    let plan = run.plan(&Inventory::default(), &Ledger::default());
    // At a safe, a member, and an account: the module for accounts looks for one before it makes it.
    for (fails_at, how) in [(1, Failure::Before), (4, Failure::After), (9, Failure::Before)] {
        let server = vault_for(&plan);
        server.vault().fails = Some((fails_at, how));
        let Some((is_fine, _)) = played(&plan, &server) else { return };
        assert!(!is_fine, "{fails_at}");
        let second = run.plan(&inventory(&server), &Ledger::default());
        let (is_fine, said) = played(&second, &server).unwrap();
        assert!(is_fine, "{fails_at}: {said}");
        let left = run.plan(&inventory(&server), &Ledger::default());
        assert!(left.objects.iter().all(|object| object.is_there() || object.made == Made::Link));
    }
}
