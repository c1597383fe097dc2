//! What holds for whatever is told of a vault: a list of what there is, a result, or a ledger.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use pamlint_convention::{Convention, Language, Made, load};
use pamlint_plan::{
    Asked, Drawing, Inventory, Ledger, Plan, Requests, Undo, VaultFile, derive, plan_graph, plan_json,
    plan_text, read_json, read_table, undo_json, undo_text, vault_file,
};
use pamlint_reader::{read_list_within, recognise};
use pamlint_report::Head;
use pamlint_rules::{Options, Report, Wording, check};

use super::{example, limits};

/// A convention in which nothing is left to decide, so that everything is written.
static OURS: LazyLock<Convention> = LazyLock::new(|| {
    let role = |role: &str| format!("[plan.roles.{role}]\nconfirmed = true\n");
    let answer = |kind: &str| format!("[plan.decisions.{kind}]\nanswered = true\n");
    let roles: String = ["user", "validator", "auditor"].map(role).concat();
    let answers: String = ["member-name", "platform", "logon-link"].map(answer).concat();
    let text = format!("id = \"ours\"\nversion = \"1\"\nextends = \"pamaas\"\n{roles}{answers}");
    load("ours.toml", &text).unwrap_or_else(|error| panic!("{:?}", error.problems))
});

static ASKED: LazyLock<(Requests, Report)> = LazyLock::new(|| {
    let workbook = recognise(example(), &OURS);
    let options = Options::default();
    (Requests::of(&workbook, &OURS, &options), check(&workbook, &OURS, &options))
});

fn planned(inventory: &Inventory, ledger: &Ledger) -> Plan {
    let (requests, report) = &*ASKED;
    let asked = [Asked { path: "a.xlsx", requests, report }];
    derive(&asked, &OURS, inventory, ledger).unwrap_or_default()
}

fn ids(plan: &Plan) -> Vec<&str> {
    plan.objects.iter().map(|object| object.id.as_str()).collect()
}

/// The first byte says what the others are: one of the lists (`0` to `5`), a ledger (`l`), or else a result.
pub fn plan(data: &[u8]) {
    let Some((kind, bytes)) = data.split_first() else { return };
    let (mut inventory, mut ledger) = (Inventory::default(), Ledger::default());
    let before = planned(&inventory, &ledger);
    match kind {
        b'0'..=b'5' => {
            let Some(made) = Made::ALL.get(usize::from(kind - b'0')) else { return };
            let Ok(book) = read_list_within(bytes, &limits()) else { return };
            if inventory.add(&OURS, *made, &book).is_err() {
                return;
            }
        }
        b'l' => {
            let Ok(read) = Ledger::read(bytes) else { return };
            let again = Ledger::read(read.to_json().as_bytes());
            assert!(again.is_ok_and(|again| again == read), "a ledger that is kept is another");
            ledger = read;
        }
        _ => {
            if !result(bytes, &before, &mut ledger) {
                return;
            }
        }
    }
    let plan = planned(&inventory, &ledger);
    assert_eq!(ids(&plan), ids(&before), "whatever there is, the same is asked for");
    assert!(planned(&inventory, &ledger) == plan, "another plan of the same");
    written(&plan);
    undone(&ledger, &inventory);
}

/// A result is noted for objects of the plan only, and twice as once.
fn result(bytes: &[u8], plan: &Plan, ledger: &mut Ledger) -> bool {
    let Some(rules) = OURS.plan.as_ref().and_then(|rules| rules.receipt.as_ref()) else { return false };
    let text = String::from_utf8_lossy(bytes);
    let note = |ledger: &mut Ledger| {
        let is_json = text.trim_start().starts_with(['{', '[']);
        if is_json {
            return read_json(&text, plan, rules, ledger).is_ok();
        }
        let Ok(book) = read_list_within(bytes, &limits()) else { return false };
        read_table(&book, plan, rules, ledger).is_ok()
    };
    if !note(ledger) {
        return false;
    }
    let known: BTreeSet<&str> = ids(plan).into_iter().collect();
    assert!(ledger.made().iter().all(|entry| known.contains(entry.id.as_str())));
    let once = ledger.clone();
    note(ledger);
    assert!(*ledger == once, "noted twice, it is another");
    true
}

/// Every form of a plan is written, and what programs read is what it should be.
fn written(plan: &Plan) {
    let wording = Wording { convention: &OURS, language: Language::NL };
    let head = Head { tool: ("pamlint".to_owned(), "0".to_owned()), wording, config: None };
    assert!(!plan_text(plan, &head).is_empty());
    let is_json = |text: &str| serde_json::from_str::<serde_json::Value>(text).is_ok();
    assert!(is_json(&plan_json(plan, &head)));
    for drawing in [Drawing::Mermaid, Drawing::Dot, Drawing::Svg] {
        assert!(!plan_graph(plan, &head, drawing).is_empty());
    }
    for file in VaultFile::ALL {
        let Ok(written) = vault_file(plan, &head, file) else { continue };
        assert!(file != VaultFile::Rest || written.text.lines().all(is_json));
    }
}

/// What was made is taken away, is gone, or stays.
fn undone(ledger: &Ledger, inventory: &Inventory) {
    let undo = Undo::of(ledger, inventory);
    assert_eq!(undo.remove.len() + undo.gone.len() + undo.keep.len(), ledger.made().len());
    let wording = Wording { convention: &OURS, language: Language::FR };
    let head = Head { tool: ("pamlint".to_owned(), "0".to_owned()), wording, config: None };
    assert!(serde_json::from_str::<serde_json::Value>(&undo_json(&undo, &head)).is_ok());
    assert!(!undo_text(&undo, &head).is_empty());
}
