//! What holds for every fixed copy: of each planted mistake, of several at once, and of the samples.
//!
//! `PAMLINT_OOXML_VALIDATOR` and `PAMLINT_PYTHON` name programs that look at the copies too; see
//! `corpus.rs`. `PLANTED=saf0` tries only the workbooks whose names contain that text.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use pamlint_convention::{Applicability, Convention};
use pamlint_reader::{Book, Value, read, read_book, recognise};
use pamlint_rules::{Finding, Options, Report, check};
use pamlint_testkit::planted::{cases, mixed};
use pamlint_testkit::samples::samples;
use pamlint_writer::{Change, Fixed, Outcome, Which, fix};
use support::{parts, values};

/// A workbook to fix.
struct Tried {
    name: String,
    bytes: Vec<u8>,
    convention: Option<&'static str>,
}

fn convention(text: Option<&'static str>) -> Convention {
    match text {
        Some(text) => pamlint_convention::load("planted", text).unwrap(),
        None => Convention::built_in("pamaas").unwrap().unwrap(),
    }
}

fn fixable(bytes: &[u8], convention: &Convention) -> bool {
    let report = check(&read(bytes, convention).unwrap(), convention, &Options::default());
    report.findings.iter().any(|finding| finding.fix.is_some())
}

/// Tries a law on workbooks, and names all that break it.
fn hold(workbooks: impl IntoIterator<Item = Tried>, law: impl Fn(&[u8], &Convention) -> Vec<String>) {
    let only = std::env::var("PLANTED").unwrap_or_default();
    let mut wrong = String::new();
    let mut tried = 0;
    let mut conventions: BTreeMap<Option<&'static str>, Convention> = BTreeMap::new();
    for workbook in workbooks.into_iter().filter(|workbook| workbook.name.contains(&only)) {
        let convention =
            conventions.entry(workbook.convention).or_insert_with(|| convention(workbook.convention));
        if fixable(&workbook.bytes, convention) {
            tried += 1;
            for problem in law(&workbook.bytes, convention) {
                wrong.push_str(&format!("{}\n    {problem}\n", workbook.name));
            }
        }
    }
    assert!(tried > 0 || !only.is_empty(), "nothing was tried");
    assert!(wrong.is_empty(), "of {tried} workbooks:\n{wrong}");
}

fn planted() -> Vec<Tried> {
    let cases = cases().into_iter().filter(|case| !case.expected.is_empty());
    cases.map(|case| Tried { name: case.name, bytes: case.workbook, convention: case.convention }).collect()
}

fn mixes() -> impl Iterator<Item = Tried> {
    let count = std::env::var("PAMLINT_MIXES").ok().and_then(|count| count.parse().ok()).unwrap_or(40);
    (0..count).map(|seed| {
        let (name, bytes) = mixed(seed);
        Tried { name: format!("mix {seed}: {name}"), bytes, convention: None }
    })
}

fn all_samples() -> Vec<Tried> {
    samples()
        .into_iter()
        .map(|sample| Tried { name: sample.path, bytes: sample.workbook, convention: sample.convention })
        .collect()
}

/// The findings by code, sheet and cell, each with its number.
fn tally(report: &Report) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in &report.findings {
        *counts.entry(spot(report, finding)).or_default() += 1;
    }
    counts
}

fn spot(report: &Report, finding: &Finding) -> String {
    format!("{} {}!{}", finding.code, report.sheet_name(finding.place), finding.place.cell)
}

fn with_value(book: &Book, finding: &Finding) -> Book {
    let mut book = book.clone();
    let text = book.strings.intern(&finding.fix.as_ref().unwrap().value);
    let cells = &mut book.sheets[finding.place.sheet].cells;
    let position = cells.binary_search_by_key(&finding.place.cell, |cell| cell.place).unwrap();
    cells[position].value = Value::Text(text);
    book
}

/// Each safe fix by itself removes its finding and adds none.
fn safe_fixes_are_safe(bytes: &[u8], convention: &Convention) -> Vec<String> {
    let book = read_book(bytes).unwrap();
    let report = check(&recognise(book.clone(), convention), convention, &Options::default());
    let before = tally(&report);
    let mut wrong = Vec::new();
    for finding in &report.findings {
        let Some(fix) = &finding.fix else { continue };
        if fix.applicability != Applicability::Safe {
            continue;
        }
        let after = recognise(with_value(&book, finding), convention);
        let after = tally(&check(&after, convention, &Options::default()));
        let own = spot(&report, finding);
        let told = format!("{own} {:?} -> {:?}", finding.value, fix.value);
        if after.get(&own).unwrap_or(&0) >= &before[&own] {
            wrong.push(format!("{told} stays"));
        }
        for (other, count) in &after {
            if count > before.get(other).unwrap_or(&0) {
                wrong.push(format!("{told} adds {other}"));
            }
        }
    }
    wrong
}

/// What holds for the fixed copies of one workbook.
fn copies_keep_the_laws(bytes: &[u8], convention: &Convention) -> Vec<String> {
    let options = Options::default();
    let before = check(&read(bytes, convention).unwrap(), convention, &options);
    let mut wrong = Vec::new();
    for which in [Which::Safe, Which::All] {
        let fixed = fix(bytes, convention, &options, which).unwrap();
        let mut wrong_here = Vec::new();
        if let Some(copy) = &fixed.bytes {
            let after = check(&read(copy, convention).unwrap(), convention, &options);
            if after != fixed.report {
                wrong_here.push("the report is not that of the copy".to_owned());
            }
            let again = fix(copy, convention, &options, which).unwrap();
            if again.bytes.is_some() {
                wrong_here.push(format!("fixed again: {:?}", again.receipt));
            }
            wrong_here.extend(untouched_stays(bytes, copy, &fixed.receipt));
        }
        if fixed.report.findings.len() > before.findings.len() {
            wrong_here.push("there are more findings than before".to_owned());
        }
        wrong_here.extend(fixed.receipt.iter().filter_map(|change| expected(change, which)));
        wrong_here.extend(nothing_is_left(&fixed, which));
        wrong.extend(wrong_here.into_iter().map(|text| format!("{which:?}: {text}")));
    }
    wrong
}

/// A planted workbook has no formulas with values, no tables: every safe fix can be applied.
fn expected(change: &Change, which: Which) -> Option<String> {
    let refused = matches!(change.outcome, Outcome::NotApplied(_));
    (refused && (which == Which::Safe || change.applicability == Applicability::Safe))
        .then(|| format!("not applied: {change:?}"))
}

/// No fix is left that the receipt does not explain.
fn nothing_is_left(fixed: &Fixed, which: Which) -> Option<String> {
    let refused: BTreeSet<_> = fixed
        .receipt
        .iter()
        .filter(|change| change.outcome != Outcome::Applied)
        .map(|change| (change.place, change.new.as_str()))
        .collect();
    let left = fixed.report.findings.iter().find(|finding| {
        finding.fix.as_ref().is_some_and(|fix| {
            (which == Which::All || fix.applicability == Applicability::Safe)
                && !refused.contains(&(finding.place, fix.value.as_str()))
        })
    });
    left.map(|left| format!("left: {left:?}"))
}

/// Untouched parts keep their bytes, untouched cells their values.
fn untouched_stays(original: &[u8], copy: &[u8], receipt: &[Change]) -> Vec<String> {
    let mut wrong = Vec::new();
    let applied: Vec<&Change> = receipt.iter().filter(|change| change.outcome == Outcome::Applied).collect();
    let sheets: BTreeSet<&str> = applied.iter().map(|change| change.sheet.as_str()).collect();
    let (before, after) = (parts(original), parts(copy));
    let changed: Vec<&String> =
        before.keys().chain(after.keys()).filter(|name| before.get(*name) != after.get(*name)).collect();
    if changed.iter().any(|name| !name.starts_with("xl/worksheets/sheet")) || changed.len() > 2 * sheets.len()
    {
        wrong.push(format!("other parts changed: {changed:?}"));
    }
    let (mut expected, actual) = (values(original, ""), values(copy, ""));
    for change in applied {
        let cell = change.place.cell;
        expected.insert((change.sheet.clone(), cell.row, cell.column), format!("String({:?})", change.new));
    }
    if expected != actual {
        let wrong_cells: Vec<_> =
            expected.iter().filter(|(key, value)| actual.get(key) != Some(*value)).collect();
        wrong.push(format!("other values: {wrong_cells:?}"));
    }
    wrong
}

#[test]
fn a_safe_fix_removes_its_finding_and_adds_none() {
    hold(planted(), safe_fixes_are_safe);
    hold(all_samples(), safe_fixes_are_safe);
}

#[test]
fn a_safe_fix_is_safe_among_other_mistakes() {
    hold(mixes(), safe_fixes_are_safe);
}

#[test]
fn copies_of_planted_mistakes_keep_the_laws() {
    hold(planted(), copies_keep_the_laws);
}

#[test]
fn copies_of_samples_and_of_many_mistakes_keep_the_laws() {
    hold(all_samples(), copies_keep_the_laws);
    hold(mixes(), copies_keep_the_laws);
}

/// What the programs that the environment names say of a copy.
fn told_by_others(path: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    if let Some(validator) = std::env::var_os("PAMLINT_OOXML_VALIDATOR") {
        let output = Command::new(validator).arg(path).output().unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        wrong.extend(answer["errors"].as_array().unwrap().iter().map(ToString::to_string));
    }
    if let Some(python) = std::env::var_os("PAMLINT_PYTHON") {
        let script = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])";
        let output = Command::new(python).args(["-c", script]).arg(path).output().unwrap();
        if !output.status.success() {
            wrong.push(String::from_utf8_lossy(&output.stderr).into_owned());
        }
    }
    wrong
}

#[test]
fn other_programs_open_the_copies() {
    if ["PAMLINT_OOXML_VALIDATOR", "PAMLINT_PYTHON"].iter().all(|name| std::env::var_os(name).is_none()) {
        eprintln!("skipped: PAMLINT_OOXML_VALIDATOR and PAMLINT_PYTHON name no program");
        return;
    }
    let folder = std::env::temp_dir().join(format!("pamlint-fix-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("a.xlsx");
    hold(all_samples().into_iter().chain(mixes().take(20)), |bytes, convention| {
        let fixed = fix(bytes, convention, &Options::default(), Which::All).unwrap();
        let Some(copy) = fixed.bytes else { return Vec::new() };
        std::fs::write(&path, copy).unwrap();
        told_by_others(&path)
    });
    std::fs::remove_dir_all(folder).unwrap();
}
