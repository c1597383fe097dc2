//! Outside tools about the files of a plan: each file parses, every body fits the vendor's own models, and the tools
//! read the values that were written, however hostile.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stderr)]

mod support;

use std::path::Path;
use std::process::Command;

use pamlint_plan::{Drawing, Plan, VaultFile, plan_graph, vault_file};
use pamlint_testkit::samples::samples;
use serde_json::Value;
use support::head;
use support::uploads::{all_hostile, confirmed};

/// The samples, and a plan whose every value would do harm somewhere.
fn plans() -> Vec<(String, Plan)> {
    let convention = confirmed();
    let options = pamlint_rules::Options::default();
    let mut plans = vec![("hostile".to_owned(), all_hostile())];
    for sample in samples().into_iter().filter(|sample| sample.path.starts_with("pamaas")) {
        let Ok(workbook) = pamlint_reader::read(&sample.workbook, convention) else { continue };
        let report = pamlint_rules::check(&workbook, convention, &options);
        let requests = pamlint_plan::Requests::of(&workbook, convention, &options);
        let asked = [pamlint_plan::Asked { path: "a.xlsx", requests: &requests, report: &report }];
        let plan =
            pamlint_plan::derive(&asked, convention, &Default::default(), &Default::default()).unwrap();
        plans.push((sample.path, plan));
    }
    assert!(plans.len() > 2);
    plans
}

/// What a tool finds in a text.
fn asked(mut tool: Command, script: &str, what: &str, text: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, text).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges").join(script);
    let output = tool.arg(script).arg(what).arg(&file).output().unwrap();
    assert!(output.status.success(), "{what}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Python with ark-sdk-python, ansible, tree-sitter and tree-sitter-powershell.
fn python() -> Option<Command> {
    let path = std::env::var_os("PAMLINT_VAULT_PYTHON").filter(|path| Path::new(path).exists());
    if path.is_none() {
        eprintln!(
            "skipped: PAMLINT_VAULT_PYTHON names no Python with ark-sdk-python, ansible and tree-sitter-powershell"
        );
    }
    path.map(Command::new)
}

/// Node.js, and where its @cdktf/hcl2json and @viz-js/viz are.
fn node() -> Option<Command> {
    let Some(modules) =
        std::env::var_os("PAMLINT_VAULT_NODE_MODULES").filter(|path| Path::new(path).exists())
    else {
        eprintln!("skipped: PAMLINT_VAULT_NODE_MODULES names no folder with @cdktf/hcl2json and @viz-js/viz");
        return None;
    };
    let mut node = Command::new("node");
    node.env("NODE_MODULES", modules);
    Some(node)
}

fn text(plan: &Plan, file: VaultFile) -> String {
    let convention = confirmed();
    vault_file(plan, &head(convention), file).unwrap().text
}

fn calls(plan: &Plan) -> Vec<Value> {
    let text = text(plan, VaultFile::Rest);
    text.lines().skip(1).map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn of<'c>(calls: &'c [Value], kind: &'c str) -> impl Iterator<Item = &'c Value> {
    calls.iter().filter(move |call| call["id"].as_str().unwrap().starts_with(kind))
}

#[test]
fn every_body_fits_the_models_of_the_vendor() {
    let Some(_) = python() else { return };
    for (name, plan) in plans() {
        let found = asked(python().unwrap(), "judge.py", "bodies", &text(&plan, VaultFile::Rest));
        assert_eq!(found, calls(&plan).len(), "{name}");
    }
}

#[test]
fn the_script_parses_and_holds_its_values_as_data() {
    let Some(_) = python() else { return };
    let mut commands = None;
    for (name, plan) in plans() {
        let found = asked(python().unwrap(), "judge.py", "powershell", &text(&plan, VaultFile::Pspas));
        // Whatever the values are, there are the same commands in the script.
        assert_eq!(*commands.get_or_insert(found["commands"].clone()), found["commands"], "{name}");
        let calls = calls(&plan);
        let steps = found["steps"].as_array().unwrap();
        assert_eq!(steps.len(), calls.len(), "{name}");
        for (step, call) in steps.iter().zip(&calls) {
            assert_eq!(step["id"], call["id"], "{name}");
            assert_eq!(step["arguments"].get("name"), call["body"].get("name"), "{name}");
        }
    }
}

#[test]
fn the_playbook_is_read_as_it_was_written() {
    let Some(_) = python() else { return };
    for (name, plan) in plans() {
        let playbook = text(&plan, VaultFile::Ansible);
        let found = asked(python().unwrap(), "judge.py", "playbook", &playbook);
        let calls = calls(&plan);
        for (read, call) in found["calls"].as_array().unwrap().iter().zip(&calls) {
            assert_eq!((&read["path"], &read["body"]), (&call["path"], &call["body"]), "{name}");
        }
        let accounts = found["accounts"].as_array().unwrap();
        assert_eq!(accounts.len(), of(&calls, "account:").count(), "{name}");
        for (read, call) in accounts.iter().zip(of(&calls, "account:")) {
            assert_eq!(
                (&read["name"], &read["properties"]),
                (&call["body"]["name"], &call["body"]["platformAccountProperties"])
            );
        }
        let python = std::env::var("PAMLINT_VAULT_PYTHON").unwrap();
        let ansible = Path::new(&python).with_file_name("ansible-playbook");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plan.yml");
        std::fs::write(&file, playbook).unwrap();
        let output = Command::new(ansible)
            .arg("--syntax-check")
            .arg(&file)
            .env("HOME", folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn the_configuration_for_terraform_parses() {
    let Some(_) = node() else { return };
    for (name, plan) in plans() {
        let found = asked(node().unwrap(), "judge.mjs", "hcl", &text(&plan, VaultFile::Terraform));
        let calls = calls(&plan);
        for (kind, resource) in [
            ("safe:", "idsec_pcloud_safe"),
            ("member:", "idsec_pcloud_safe_member"),
            ("account:", "idsec_pcloud_account"),
        ] {
            let resources = found["resource"][resource].as_object().map_or(0, serde_json::Map::len);
            assert_eq!(resources, of(&calls, kind).count(), "{name}");
        }
    }
}

#[test]
fn the_graph_is_drawn_by_graphviz() {
    let Some(_) = node() else { return };
    let convention = confirmed();
    for (name, plan) in plans() {
        let dot = plan_graph(&plan, &head(convention), Drawing::Dot);
        let found = asked(node().unwrap(), "judge.mjs", "dot", &dot);
        assert_eq!(found["nodes"], dot.lines().filter(|line| line.contains(", shape=")).count(), "{name}");
        assert_eq!(
            found["edges"],
            dot.lines().filter(|line| line.starts_with("  n") && line.contains(" -> n")).count(),
            "{name}"
        );
    }
}
