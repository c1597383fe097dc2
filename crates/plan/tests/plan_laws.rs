//! What holds for every plan: every cell exists, everything is there before it is needed, accounts are planned or left
//! out, the JSON fits its schema, and the same workbooks give the same bytes.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeSet;

use pamlint_plan::{Plan, plan_json, plan_text};
use pamlint_reader::Workbook;
use pamlint_rules::{Options, Report, check};
use pamlint_testkit::planted::cases;
use pamlint_testkit::samples::samples;
use support::{PAMAAS, head};

fn validator() -> jsonschema::Validator {
    let text = include_str!("../../../docs/plan.schema.json");
    let schema: serde_json::Value = serde_json::from_str(text).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

fn derived(bytes: &[u8]) -> Option<(Workbook, Report, Plan)> {
    let workbook = pamlint_reader::read(bytes, &PAMAAS).ok()?;
    let options = Options::default();
    let report = check(&workbook, &PAMAAS, &options);
    let requests = pamlint_plan::Requests::of(&workbook, &PAMAAS, &options);
    let asked = [pamlint_plan::Asked { path: "a.xlsx", requests: &requests, report: &report }];
    let plan = pamlint_plan::derive(&asked, &PAMAAS, &Default::default(), &Default::default()).unwrap();
    Some((workbook, report, plan))
}

/// Holds the laws against the plan of a workbook.
fn hold(name: &str, bytes: &[u8], validator: &jsonschema::Validator) {
    let Some((workbook, report, plan)) = derived(bytes) else { return };
    let mut ids = BTreeSet::new();
    for object in &plan.objects {
        assert!(!object.from.is_empty(), "{name}: {} comes from nowhere", object.id);
        for from in &object.from {
            let at = report.sheet_names.iter().position(|sheet| **sheet == *from.sheet).unwrap();
            let sheet = &workbook.sheets[at];
            assert!(
                sheet.cell(from.cell).is_some() || object.id.starts_with("account:"),
                "{name}: {} of {}!{}",
                object.id,
                from.sheet,
                from.cell
            );
        }
        for need in &object.needs {
            assert!(ids.contains(need), "{name}: {} needs {need} first", object.id);
        }
        assert!(ids.insert(object.id.clone()), "{name}: {} stands twice", object.id);
    }
    for decision in &plan.decisions {
        assert!(decision.about.iter().all(|id| ids.contains(id)), "{name}: {decision:?}");
    }
    for secret in &plan.secrets {
        assert!(ids.contains(&secret.account), "{name}: {secret:?}");
    }
    let rows = |sheet: &str, row: u32| (sheet.to_owned(), row);
    let planned: BTreeSet<_> = plan
        .objects
        .iter()
        .filter(|object| object.id.starts_with("account:"))
        .flat_map(|object| &object.from)
        .map(|from| rows(&from.sheet, from.cell.row))
        .collect();
    let left: BTreeSet<_> = plan.left_out.iter().map(|out| rows(&out.sheet, out.row)).collect();
    assert!(planned.is_disjoint(&left), "{name}");
    assert_eq!(planned.len() + left.len(), report.accounts, "{name}");
    for out in plan.left_out.iter().filter(|out| out.needs.is_none()) {
        assert!(!out.codes.is_empty(), "{name}: nothing keeps {out:?} out");
    }
    let json = plan_json(&plan, &head(&PAMAAS));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let problems: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert_eq!(problems, Vec::<String>::new(), "{name}");
    assert!(!plan_text(&plan, &head(&PAMAAS)).is_empty());
}

#[test]
fn the_laws_hold_for_the_samples() {
    let validator = validator();
    for sample in samples() {
        hold(&sample.path, &sample.workbook, &validator);
        let text = || derived(&sample.workbook).map(|(_, _, plan)| plan_json(&plan, &head(&PAMAAS)));
        assert_eq!(text(), text(), "{}", sample.path);
    }
}

#[test]
fn the_laws_hold_whatever_mistake_is_planted() {
    let validator = validator();
    for case in cases().into_iter().filter(|case| case.convention.is_none()) {
        hold(&case.name, &case.workbook, &validator);
    }
}
