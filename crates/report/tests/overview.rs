//! What summaries are told of a run.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::unreachable)]

mod common;

use common::{clean, failed, head, outcome, report, samples, with_findings};
use pamlint_convention::{Language, Severity};
use pamlint_report::{Outcome, Overview, Status};
use pamlint_rules::{Counts, Excepted, Finding};

fn gathered(roots: &[&str], outcomes: &[Outcome]) -> Overview {
    common::overview(&head(Language::FR), roots, outcomes)
}

#[test]
fn everything_that_a_summary_shows() {
    let overview = gathered(&["in"], &[clean(), with_findings(), failed()]);
    assert_eq!((overview.language, overview.date.as_str()), (Language::FR, "2026-11-22"));
    assert_eq!(overview.convention, ("demo".to_owned(), "4".to_owned()));
    let [clean, found, failed] = overview.workbooks() else { unreachable!() };
    assert!(clean.status == Status::Clean && clean.annotated.is_none());
    assert_eq!(found.counts, Counts { error: 2, warning: 2, info: 1 });
    assert_eq!(found.annotated.as_deref(), Some("in/errors.checked.xlsx"));
    assert_eq!(failed.failure, "Le fichier n’existe pas ; vérifiez son nom.");
    assert_eq!(overview.findings().len(), 5);
    let (entry, line) = overview.findings().nth(1).unwrap();
    assert_eq!((entry, line.code.as_str(), line.sheet.as_str()), (found, "SAF005", "UX"));
    assert_eq!(
        (line.cell.to_string().as_str(), line.account.as_str(), line.column.as_str()),
        ("B7", "UX-L2", "Safe")
    );
    assert_eq!(overview.findings().next().unwrap().1.account, "");
}

#[test]
fn sums_agree_with_the_tally() {
    let outcomes = samples();
    let overview = gathered(&["pamaas"], &outcomes);
    let codes = overview.tally.most_frequent();
    assert!(codes.is_sorted_by(|one, other| one.1.findings >= other.1.findings));
    assert_eq!(codes.iter().map(|(_, sum)| sum.findings).sum::<usize>(), overview.tally.counts.total());
    let customers = overview.by_customer();
    assert_eq!(customers.iter().map(|sum| sum.workbooks).sum::<usize>(), outcomes.len());
    assert_eq!(customers.iter().map(|sum| sum.counts.total()).sum::<usize>(), overview.findings().len());
    // Customers are called as they call themselves.
    let one = customers.iter().find(|sum| sum.customer == "Departement Omgeving").unwrap();
    assert!(one.workbooks > 1 && customers.iter().all(|sum| sum.customer != "batch"));
}

#[test]
fn customers_are_folders_below_what_was_given() {
    let table = [
        ("in/De Lijn/2026/a.xlsx", "De Lijn"),
        ("./in/Athumi/a.xlsx", "Athumi"),
        ("in/vmm.2026.xlsx", "vmm.2026"),
        ("/work/in/Athumi/a.xlsx", "Athumi"),
        ("in/deep/inner/one/a.xlsx", "one"),
        ("in/deep/inner/.xlsx", ".xlsx"),
        ("elsewhere/x/a.xlsx", "a"),
    ];
    for (path, customer) in table {
        let overview = gathered(
            &["in/", "in/deep/inner", "in/vmm.2026.xlsx"],
            &[outcome(path, Ok(report(vec![])), None)],
        );
        assert_eq!(overview.workbooks()[0].customer, customer, "{path}");
    }
}

#[test]
fn exceptions_are_counted_and_not_listed() {
    let wrong = common::finding(1, "B7", Severity::Error, "x", "wrong");
    let exception = Excepted { reason: "r".into(), approved_by: "a".into(), until: "2026-12-31".into() };
    let covered = Finding { exception: Some(exception), ..wrong.clone() };
    let all = vec![covered.clone(), wrong];
    let overview = gathered(&[], &[outcome("a.xlsx", Ok(report(all)), None)]);
    assert_eq!((overview.findings().len(), overview.tally.excepted), (1, 1));
    assert_eq!(overview.tally.counts, Counts { error: 1, ..Counts::default() });
    let overview = gathered(&[], &[outcome("a.xlsx", Ok(report(vec![covered])), None)]);
    assert_eq!(overview.workbooks()[0].status, Status::Findings, "as the report has it");
}
