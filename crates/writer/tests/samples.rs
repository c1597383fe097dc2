//! The samples, marked and cleaned again.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use pamlint_convention::{Convention, Language};
use pamlint_rules::{Options, check};
use pamlint_testkit::samples::samples;
use pamlint_writer::{annotate, clean};
use support::lint::lint;
use support::{TITLE, parts};

#[test]
fn annotating_and_cleaning_are_inverses() {
    let pamaas = Convention::built_in("pamaas").unwrap().unwrap();
    for sample in samples() {
        for language in Language::ALL {
            let options = Options { language, ..Options::default() };
            let report = check(&pamlint_reader::read(&sample.workbook, &pamaas).unwrap(), &pamaas, &options);
            let annotated = annotate(&sample.workbook, &report, &TITLE).unwrap().bytes;
            let marked = pamlint_reader::read(&annotated, &pamaas).unwrap();
            assert_eq!(check(&marked, &pamaas, &options).findings, report.findings, "{}", sample.path);
            assert_eq!(lint(&annotated).difference(&lint(&sample.workbook)).count(), 0, "{}", sample.path);
            match clean(&annotated).unwrap() {
                Some(cleaned) => assert!(parts(&cleaned) == parts(&sample.workbook), "{}", sample.path),
                None => assert!(report.findings.is_empty(), "{}", sample.path),
            }
            assert_eq!(clean(&sample.workbook).unwrap(), None, "{}", sample.path);
        }
    }
}
