//! The samples, marked and cleaned again.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use pamlint_convention::{Convention, Language, load};
use pamlint_rules::{Options, check};
use pamlint_testkit::lint::lint;
use pamlint_testkit::samples::samples;
use pamlint_writer::{annotate, clean, is_untouched_copy};
use support::{parts, title_of, with_parts};

#[test]
fn annotating_and_cleaning_are_inverses() {
    for sample in samples() {
        let convention = match sample.convention {
            Some(text) => load("sample", text).unwrap(),
            None => Convention::built_in("pamaas").unwrap().unwrap(),
        };
        for language in Language::all() {
            let options = Options::default();
            let report =
                check(&pamlint_reader::read(&sample.workbook, &convention).unwrap(), &convention, &options);
            let annotated =
                annotate(&sample.workbook, &report, &title_of(&convention, language)).unwrap().bytes;
            let marked = pamlint_reader::read(&annotated, &convention).unwrap();
            assert_eq!(check(&marked, &convention, &options).findings, report.findings, "{}", sample.path);
            assert_eq!(lint(&annotated).difference(&lint(&sample.workbook)).count(), 0, "{}", sample.path);
            match clean(&annotated).unwrap() {
                Some(cleaned) => assert!(parts(&cleaned) == parts(&sample.workbook), "{}", sample.path),
                None => assert!(report.findings.is_empty(), "{}", sample.path),
            }
            assert_eq!(clean(&sample.workbook).unwrap(), None, "{}", sample.path);
            assert_eq!(is_untouched_copy(&annotated), !report.findings.is_empty(), "{}", sample.path);
            assert!(!is_untouched_copy(&sample.workbook), "{}", sample.path);
        }
    }
}

#[test]
fn a_copy_that_somebody_has_saved_is_told_from_one_as_it_was_written() {
    let convention = Convention::built_in("pamaas").unwrap().unwrap();
    let sample = samples().into_iter().find(|sample| sample.path.ends_with("pamaas/errors.xlsx")).unwrap();
    let workbook = pamlint_reader::read(&sample.workbook, &convention).unwrap();
    let report = check(&workbook, &convention, &Options::default());
    let annotated = annotate(&sample.workbook, &report, &title_of(&convention, Language::EN)).unwrap().bytes;
    assert!(is_untouched_copy(&annotated));
    // Every part counts, whether it bears a mark or not; how the package is compressed does not.
    for (name, bytes) in parts(&annotated) {
        if let Ok(text) = String::from_utf8(bytes) {
            let touched = with_parts(&annotated, &[(&name, &format!("{text} "))]);
            assert!(name == "xl/pamlint.undo" || !is_untouched_copy(&touched), "{name}");
        }
    }
    assert!(is_untouched_copy(&with_parts(&annotated, &[])));
    assert!(!is_untouched_copy(&with_parts(&annotated, &[("xl/other.xml", "<a/>")])));
    assert!(!is_untouched_copy(b"no package"));
}
