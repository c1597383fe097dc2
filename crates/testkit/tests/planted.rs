//! Every planted mistake is found where it was planted, and nothing else is found anywhere.
//!
//! `PLANTED=saf0 cargo test -p pamlint-testkit --test planted` runs only the cases whose names
//! contain that text.
#![allow(clippy::expect_used, clippy::panic)]

use std::collections::HashMap;
use std::fmt::Write as _;

use pamlint_convention::{Convention, Language};
use pamlint_rules::{Lists, Options, Wording, check};
use pamlint_testkit::planted::cases;
use pamlint_testkit::samples::{list_samples, samples};

type Spot = (String, String, String);

/// Reference lists, each by its key and its text.
fn supplied(convention: &Convention, given: &[(&str, &str)]) -> Lists {
    let mut lists = Lists::default();
    for (key, text) in given {
        let id = convention.find_reference(key).unwrap_or_else(|| panic!("no list {key}"));
        let book = pamlint_reader::read_list(text.as_bytes());
        let book = book.unwrap_or_else(|failure| panic!("{key}: {failure}"));
        let listing = pamlint_reader::read_listing(&book, convention.reference(id));
        let listing = listing.unwrap_or_else(|problem| panic!("{key}: {problem}"));
        lists.add(convention, id, &listing).unwrap_or_else(|error| panic!("{key}: {error}"));
    }
    lists
}

/// Compares what has to be found with what is found.
struct Comparison {
    conventions: HashMap<Option<&'static str>, Convention>,
    differences: String,
    wrong: usize,
    total: usize,
}

impl Comparison {
    fn new() -> Comparison {
        Comparison { conventions: HashMap::new(), differences: String::new(), wrong: 0, total: 0 }
    }

    fn add(
        &mut self,
        (name, bytes): (&str, &[u8]),
        convention: Option<&'static str>,
        lists: &[(&str, &str)],
        expected: &[Spot],
    ) {
        let convention = self.conventions.entry(convention).or_insert_with(|| match convention {
            Some(text) => pamlint_convention::load("planted", text).expect("a convention that loads"),
            None => Convention::built_in("pamaas").expect("built in").expect("a convention that loads"),
        });
        self.total += 1;
        let workbook = pamlint_reader::read(bytes, convention);
        let workbook = workbook.unwrap_or_else(|failure| panic!("{name}: {failure}"));
        let options = Options { lists: supplied(convention, lists), ..Options::default() };
        let report = check(&workbook, convention, &options);
        let mut missing = expected.to_vec();
        let mut extra = Vec::new();
        for finding in &report.findings {
            let spot = (
                finding.code.clone(),
                report.sheet_name(finding.place).to_owned(),
                finding.place.cell.to_string(),
            );
            match missing.iter().position(|wanted| *wanted == spot) {
                Some(position) => {
                    missing.swap_remove(position);
                }
                None => {
                    let message = Wording { convention, language: Language::EN }.message(finding);
                    extra.push((spot, finding.value.clone(), message));
                }
            }
        }
        if missing.is_empty() && extra.is_empty() {
            return;
        }
        self.wrong += 1;
        let text = &mut self.differences;
        let _ = writeln!(text, "{name}");
        for (code, sheet, cell) in missing {
            let _ = writeln!(text, "    missing  {code} {sheet}!{cell}");
        }
        for ((code, sheet, cell), value, message) in extra {
            let _ = writeln!(text, "    too many {code} {sheet}!{cell} {value:?}: {message}");
        }
    }

    fn finish(&self) {
        assert!(self.wrong == 0, "{} of {} differ:\n{}", self.wrong, self.total, self.differences);
    }
}

#[test]
fn planted_mistakes_are_found_and_nothing_else() {
    let only = std::env::var("PLANTED").unwrap_or_default();
    let mut comparison = Comparison::new();
    for case in cases().iter().filter(|case| case.name.contains(&only)) {
        comparison.add((&case.name, &case.workbook), case.convention, &case.lists, &case.expected);
    }
    comparison.finish();
}

#[test]
fn samples_hold_the_mistakes_they_say_and_no_others() {
    let mut comparison = Comparison::new();
    for sample in samples() {
        comparison.add((&sample.path, &sample.workbook), sample.convention, &[], &sample.expected);
    }
    comparison.finish();
}

#[test]
fn a_large_workbook_has_nothing_wrong_unless_asked() {
    let mut comparison = Comparison::new();
    comparison.add(("3000 accounts", &pamlint_testkit::large(3000, 1, 0.0)), None, &[], &[]);
    comparison.add(("50 accounts", &pamlint_testkit::large(50, 2, 0.0)), None, &[], &[]);
    comparison.finish();
}

#[test]
fn samples_are_as_right_with_the_lists_as_without() {
    let supplied: Vec<(String, String)> = list_samples()
        .into_iter()
        .map(|list| (list.key.to_owned(), String::from_utf8(list.text).expect("UTF-8")))
        .collect();
    let lists: Vec<(&str, &str)> = supplied.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
    assert_eq!(lists.len(), 4);
    let mut comparison = Comparison::new();
    let clean = samples().into_iter().filter(|sample| sample.expected.is_empty());
    for sample in clean.filter(|sample| sample.convention.is_none()) {
        comparison.add((&sample.path, &sample.workbook), None, &lists, &[]);
    }
    assert!(comparison.total >= 4);
    comparison.finish();
}
