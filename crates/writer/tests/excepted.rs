//! Findings that a recorded exception covers: grey, with the reason, and not among what is open.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use pamlint_convention::{Language, Severity};
use pamlint_rules::{Excepted, Finding, Was};
use pamlint_writer::{annotate, clean};
use support::{finding, parts, report, title, workbook};

#[test]
fn they_are_marked_grey_and_say_why() {
    let original = workbook();
    let open = finding(0, "A2", Severity::Warning, "SAF014", Was::Empty);
    let covered = Finding {
        exception: Some(Excepted {
            reason: "until the <migration>".to_owned(),
            approved_by: "L. Peeters".to_owned(),
            until: "2026-12-31".to_owned(),
        }),
        ..finding(0, "A3", Severity::Error, "SAF005", Was::Empty)
    };
    let report = report(&["UX", "Team's list"], vec![open, covered]);
    let marked = annotate(&original, &report, &title(Language::EN)).unwrap();
    let said = "Exception: until the &lt;migration&gt; (approved by L. Peeters, until 31 December 2026)";
    let texts: Vec<String> =
        parts(&marked.bytes).into_values().map(|part| String::from_utf8_lossy(&part).into_owned()).collect();
    let with = |wanted: &str| texts.iter().filter(|text| text.contains(wanted)).count();
    assert_eq!(with(said), 2, "in its note and on the Findings sheet");
    let sheet = texts.iter().find(|text| text.contains("Covered by a recorded exception: 1.")).unwrap();
    assert!(sheet.contains(">excepted</t>"), "its status");
    // One warning is open, and no error.
    assert_eq!(report.counts().total(), 1);
    assert!(sheet.contains("<f>SUMIFS("), "what is open is counted");
    let note = texts.iter().find(|text| text.contains("<comments") && text.contains(said)).unwrap();
    assert!(note.contains("ERROR  SAF005"), "{note}");
    let of_covered = note.split("ERROR  SAF005").nth(1).unwrap();
    assert!(!of_covered.contains("D-048644-20109-OPS-CE"), "nothing is proposed for it");
    assert!(with("FFD9D9D9") > 0, "grey");
    let again = clean(&marked.bytes).unwrap().unwrap();
    assert_eq!(parts(&again), parts(&original));
}
