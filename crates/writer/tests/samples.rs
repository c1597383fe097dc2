//! The samples, marked and cleaned again.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use pamlint_convention::{Convention, Language, load};
use pamlint_rules::{Options, check};
use pamlint_testkit::samples::samples;
use pamlint_writer::{annotate, clean};
use support::lint::lint;
use support::{TITLE, parts};

#[test]
fn annotating_and_cleaning_are_inverses() {
    for sample in samples() {
        let convention = match sample.convention {
            Some(text) => load("sample", text).unwrap(),
            None => Convention::built_in("pamaas").unwrap().unwrap(),
        };
        for language in Language::ALL {
            let options = Options { language, ..Options::default() };
            let report =
                check(&pamlint_reader::read(&sample.workbook, &convention).unwrap(), &convention, &options);
            let annotated = annotate(&sample.workbook, &report, &TITLE).unwrap().bytes;
            let marked = pamlint_reader::read(&annotated, &convention).unwrap();
            assert_eq!(check(&marked, &convention, &options).findings, report.findings, "{}", sample.path);
            assert_eq!(lint(&annotated).difference(&lint(&sample.workbook)).count(), 0, "{}", sample.path);
            match clean(&annotated).unwrap() {
                Some(cleaned) => assert!(parts(&cleaned) == parts(&sample.workbook), "{}", sample.path),
                None => assert!(report.findings.is_empty(), "{}", sample.path),
            }
            assert_eq!(clean(&sample.workbook).unwrap(), None, "{}", sample.path);
        }
    }
}
