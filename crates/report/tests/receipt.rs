//! Receipts as they read in every language, and as programs read them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::{failed, finding, fix, head, place, report};
use pamlint_convention::{Applicability, Language, Severity};
use pamlint_report::{Asked, Failed, Receipt, ReceiptJson, ReceiptText, Receipts, Sum};
use pamlint_rules::Finding;
use pamlint_writer::{Change, Fixed, Outcome, Reason};
use serde_json::{Value, json};

const ASKED: Asked = Asked { only_shown: false, unsafe_fixes: false };

fn change(cell: &str, old: &str, new: &str, applicability: Applicability, outcome: Outcome) -> Change {
    Change {
        place: place(1, cell),
        sheet: "UX".into(),
        code: "TXT001".into(),
        account: Some("UX-L2".into()),
        old: old.into(),
        new: new.into(),
        applicability,
        outcome,
        also: Vec::new(),
        drops_formatting: false,
    }
}

fn receipts() -> Vec<Receipt> {
    let not = |reason| Outcome::NotApplied(reason);
    let (safe, unsure) = (Applicability::Safe, Applicability::Unsafe);
    let mut changes = vec![
        change("F3", "adm.lpeeters ", "adm.lpeeters", safe, Outcome::Applied),
        change("B7", "D-048644-20109-OPX-CE\n", "D-048644-20109-OPS-CE", unsure, Outcome::Applied),
        change("C9", "\u{a0}", "", safe, Outcome::Applied),
    ];
    let reasons = [
        Reason::Formula,
        Reason::TableHeader,
        Reason::Merged,
        Reason::NoHelp,
        Reason::Circle,
        Reason::OutOfReach,
    ];
    changes.extend(
        (10..)
            .zip(reasons)
            .map(|(row, reason)| change(&format!("A{row}"), "root ", "root", safe, not(reason))),
    );
    let left = vec![
        Finding {
            fix: fix("x", Applicability::Unsafe),
            ..finding(1, "B8", Severity::Error, "y", "OPX is not a safe type")
        },
        finding(1, "B9", Severity::Info, "y", "OPX is not a safe type"),
    ];
    let fixed = |bytes, receipt, left, signature_dropped| {
        Ok(Fixed { bytes, receipt, report: report(left), signature_dropped, is_new: false })
    };
    let failure: Failed = failed().result.unwrap_err();
    vec![
        Receipt {
            path: "in/a.xlsx".into(),
            result: fixed(Some(Vec::new()), changes, left, true),
            written: Some("in/a.fixed.xlsx".into()),
        },
        Receipt {
            path: "in/clean.xlsx".into(),
            result: fixed(None, Vec::new(), Vec::new(), false),
            written: None,
        },
        Receipt { path: "in/gone.xlsx".into(), result: Err(failure), written: None },
    ]
}

fn emitted(format: &mut dyn Receipts, language: Language, asked: Asked, receipts: &[Receipt]) -> String {
    let (mut out, mut sum) = (String::new(), Sum::default());
    format.begin(&head(language), asked, &mut out);
    for receipt in receipts {
        sum.add(receipt);
        format.workbook(&head(language), receipt, &mut out);
    }
    format.end(&sum, &mut out);
    out
}

fn text(language: Language) -> String {
    emitted(&mut ReceiptText::plain(), language, ASKED, &receipts())
}

#[test]
fn in_dutch() {
    insta::assert_snapshot!(text(Language::NL));
}

#[test]
fn in_english() {
    insta::assert_snapshot!(text(Language::EN));
}

#[test]
fn in_french() {
    insta::assert_snapshot!(text(Language::FR));
}

#[test]
fn what_is_only_shown_does_not_say_that_it_was_done() {
    let asked = Asked { only_shown: true, unsafe_fixes: true };
    let mut shown = receipts();
    shown[0].written = None;
    let text = emitted(&mut ReceiptText::plain(), Language::EN, asked, &shown[..1]);
    assert!(text.starts_with("in/a.xlsx: fixes to apply: 3; not applied: 6\n"), "{text}");
    assert!(!text.contains("Fixed copy") && !text.contains("pamlint check") && !text.contains("--unsafe"));
}

#[test]
fn lines_fit_80_columns_and_show_every_character() {
    for language in Language::all() {
        let mut receipts = receipts();
        let wild = "\u{1b}[2J\u{200b}".repeat(4);
        receipts[0].result.as_mut().unwrap().receipt.push(change(
            "XFD1048576",
            &wild,
            &wild,
            Applicability::Unsafe,
            Outcome::NotApplied(Reason::NoHelp),
        ));
        let text = emitted(&mut ReceiptText::plain(), language, ASKED, &receipts);
        assert!(text.chars().all(|character| character == '\n' || !character.is_control()));
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}

#[test]
fn colours_change_nothing_but_colours() {
    let styled = emitted(&mut ReceiptText::styled(), Language::EN, ASKED, &receipts());
    let mut stripped = String::new();
    let mut rest = styled.as_str();
    while let Some((before, escape)) = rest.split_once('\u{1b}') {
        stripped.push_str(before);
        rest = escape.split_once('m').unwrap().1;
    }
    stripped.push_str(rest);
    assert_ne!(styled, stripped);
    assert_eq!(stripped, text(Language::EN));
}

fn validator() -> jsonschema::Validator {
    let text = include_str!("../../../docs/fix.schema.json");
    let schema: Value = serde_json::from_str(text).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

fn produced(receipts: &[Receipt]) -> Value {
    let text = emitted(&mut ReceiptJson::default(), Language::EN, ASKED, receipts);
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_shape_fits_the_schema() {
    let (validator, receipts) = (validator(), receipts());
    for some in [&receipts[..0], &receipts[..1], &receipts[1..2], &receipts[2..], &receipts] {
        let document = produced(some);
        let problems: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(document["workbooks"].as_array().unwrap().len(), some.len());
    }
}

#[test]
fn the_schema_refuses_what_is_no_receipt() {
    let validator = validator();
    let right = produced(&receipts());
    let changes: [(&str, Value); 11] = [
        ("/schema", json!(2)),
        ("/language", json!("de")),
        ("/only_shown", json!(1)),
        ("/summary/applied", json!(-1)),
        ("/workbooks/0/status", json!("unchanged")),
        ("/workbooks/0/changes/0/reason", json!("formula")),
        ("/workbooks/0/changes/3/reason", json!(null)),
        ("/workbooks/0/changes/3/reason", json!("tired")),
        ("/workbooks/0/changes/0/cell", json!("7B")),
        ("/workbooks/1/written", json!("in/clean.fixed.xlsx")),
        ("/workbooks/2/failure", json!(null)),
    ];
    for (pointer, value) in changes {
        let mut wrong = right.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        assert!(!validator.is_valid(&wrong), "{pointer}");
    }
    for (pointer, key) in
        [("", "tool"), ("/workbooks/0", "left"), ("/workbooks/0/changes/0", "old"), ("/summary", "fixed")]
    {
        let mut wrong = right.clone();
        wrong.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(key).unwrap();
        assert!(!validator.is_valid(&wrong), "{pointer} without {key}");
    }
}

#[test]
fn keys_stand_in_the_order_of_the_documentation() {
    let text = emitted(&mut ReceiptJson::default(), Language::EN, ASKED, &receipts());
    insta::assert_snapshot!(text);
}
