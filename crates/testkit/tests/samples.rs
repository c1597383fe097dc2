//! The samples that are committed are those that the program makes.
#![allow(clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

use pamlint_testkit::samples::samples;

#[test]
fn the_committed_samples_are_what_the_program_makes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    for sample in samples() {
        let path = root.join(&sample.path);
        let committed = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(
            committed == sample.workbook,
            "{} is stale: run `cargo run -p pamlint-testkit --bin samples`",
            sample.path
        );
    }
}

#[test]
fn every_code_stands_in_a_sample_and_nothing_in_the_clean_ones() {
    let samples = samples();
    let clean = samples.iter().filter(|sample| sample.expected.is_empty()).map(|sample| sample.path.as_str());
    assert_eq!(
        clean.collect::<Vec<_>>(),
        [
            "pamaas/clean.xlsx",
            "pamaas/batch/digitaal-vlaanderen.xlsx",
            "pamaas/batch/facilitair-bedrijf.xlsx",
            "pamaas/batch/athumi.xlsx"
        ]
    );
    let chapters = [
        ("WB", 11),
        ("TXT", 4),
        ("ACC", 8),
        ("SAF", 15),
        ("PLT", 13),
        ("CTX", 11),
        ("WIN", 6),
        ("LIN", 2),
        ("AWS", 10),
        ("LNK", 3),
        ("SEC", 2),
        ("RCD", 3),
    ];
    let planted: Vec<&str> = samples
        .iter()
        .take(3)
        .flat_map(|sample| &sample.expected)
        .map(|(code, _, _)| code.as_str())
        .collect();
    for (chapter, count) in chapters {
        for number in 1..=count {
            let code = format!("{chapter}{number:03}");
            // `pamaas` has one location, so that no two can differ.
            assert!(planted.contains(&code.as_str()) || code == "PLT012", "{code} stands in no sample");
        }
    }
}
