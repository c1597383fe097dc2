//! What holds for every annotated copy.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod support;

use pamlint_convention::Language;
use pamlint_convention::Severity;
use pamlint_reader::CellRef;
use pamlint_rules::{Finding, Place, Remedy, Was};
use pamlint_testkit::lint::lint;
use pamlint_writer::{annotate, clean};
use proptest::prelude::*;
use support::*;

#[test]
fn annotating_twice_is_annotating_once() {
    let report = sample_report();
    let once = annotate(&workbook(), &report, &title(Language::EN)).unwrap();
    let twice = annotate(&once.bytes, &report, &title(Language::EN)).unwrap();
    assert!(once == twice);
    assert!(lint(&once.bytes).is_empty(), "{:#?}", lint(&once.bytes));
}

#[test]
fn cleaning_gives_back_every_part() {
    let original = workbook();
    for language in Language::all() {
        let annotated = annotate(&original, &sample_report(), &title(language)).unwrap();
        let cleaned = clean(&annotated.bytes).unwrap().unwrap();
        assert!(parts(&cleaned) == parts(&original));
    }
    assert_eq!(clean(&original).unwrap(), None);
}

#[test]
fn values_stay_as_they_are() {
    let original = workbook();
    let annotated = annotate(&original, &sample_report(), &title(Language::EN)).unwrap();
    assert_eq!(values(&annotated.bytes, "Findings"), values(&original, ""));
}

#[test]
fn secrets_are_not_repeated() {
    let original = workbook();
    let before = parts(&original);
    let annotated = annotate(&original, &sample_report(), &title(Language::EN)).unwrap();
    for (name, content) in parts(&annotated.bytes) {
        let count = |content: &[u8]| memchr::memmem::find_iter(content, SECRET).count();
        let known = before.get(&name).map_or(0, |content| count(content));
        assert_eq!(count(&content), known, "{name}");
    }
}

fn was() -> impl Strategy<Value = Was> {
    prop_oneof![
        Just(Was::Empty),
        Just(Was::Error),
        any::<String>().prop_map(Was::Text),
        "[a\"'&<_x0041\r\n]{0,400}".prop_map(Was::Text),
        any::<f64>().prop_map(Was::Number),
        (0..99usize).prop_map(Was::Secret),
    ]
}

fn any_finding() -> impl Strategy<Value = Finding> {
    let cell = (prop_oneof![1..40u32, Just(1_048_576)], prop_oneof![1..9u32, Just(16_384)]);
    let cell = cell.prop_map(|(row, column)| CellRef::new(row, column));
    let place = (0..3usize, cell).prop_map(|(sheet, cell)| Place { sheet, cell });
    let places = (place.clone(), prop::collection::vec(place, 0..3));
    let texts = (any::<String>(), any::<Option<String>>(), any::<Option<String>>(), any::<String>());
    (places, 0..3usize, was(), texts, any::<Option<(u8, u8)>>()).prop_map(
        |((place, related), severity, was, (message, help, account, value), span)| Finding {
            place,
            related,
            beside: Vec::new(),
            remedy: Remedy::Here,
            since: None,
            fills: says(&message, &help.unwrap_or_default()),
            account,
            value,
            span: span.map(|(start, end)| (start.into(), end.into())),
            ..finding(0, "A1", Severity::ALL[severity], "SAF005", was)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_laws_hold_for_any_findings(mut findings in prop::collection::vec(any_finding(), 1..12)) {
        findings.sort_by_key(|finding| finding.place);
        let report = report(&["UX", "Team's list", "gone"], findings);
        let original = workbook();
        let once = annotate(&original, &report, &title(Language::FR)).unwrap();
        prop_assert!(annotate(&once.bytes, &report, &title(Language::FR)).unwrap() == once);
        prop_assert!(parts(&clean(&once.bytes).unwrap().unwrap()) == parts(&original));
        prop_assert!(values(&once.bytes, "Constatations") == values(&original, ""));
        let mistakes: Vec<_> = lint(&once.bytes).into_iter().filter(|text| !text.contains("a link to")).collect();
        prop_assert_eq!(mistakes, Vec::<String>::new());
    }

    #[test]
    fn nothing_panics_on_what_is_cut_off_or_bent(at in 0..6000usize, byte: u8, cut: bool) {
        let mut bytes = annotate(&workbook(), &sample_report(), &title(Language::NL)).unwrap().bytes;
        if cut {
            bytes.truncate(at);
        } else if let Some(bent) = bytes.get_mut(at) {
            *bent = byte;
        }
        let _ = clean(&bytes);
        let _ = annotate(&bytes, &sample_report(), &title(Language::NL));
    }
}
