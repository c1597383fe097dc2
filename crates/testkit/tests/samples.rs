//! What stands in the samples: every rule, and nothing in the clean ones.
#![allow(clippy::expect_used)]

use pamlint_convention::Convention;
use pamlint_testkit::samples::samples;

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
            "pamaas/batch/athumi.xlsx",
            "cleanroom/clean.xlsx"
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

#[test]
fn every_rule_of_the_cleanroom_stands_in_a_sample_once() {
    let samples = samples();
    let convention = Convention::built_in("cleanroom").expect("built in").expect("a convention that loads");
    let cleanroom = samples.iter().filter(|sample| sample.path.starts_with("cleanroom/"));
    let mut planted: Vec<&str> =
        cleanroom.flat_map(|sample| &sample.expected).map(|(code, _, _)| code.as_str()).collect();
    planted.sort_unstable();
    let mut codes: Vec<&str> = convention.rules.iter().map(|rule| rule.code.as_str()).collect();
    // Mistakes that no other can accompany, that only text files have, or that take a sheet of their own.
    codes.retain(|code| !["WB001", "WB012", "WB013", "WB014", "WB015", "WB016"].contains(code));
    codes.sort_unstable();
    assert_eq!(planted, codes);
}
