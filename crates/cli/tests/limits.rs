//! Workbooks that have too much of something.

use std::fs;
use std::path::Path;

use pamlint_reader::{Limit, Limits, Unit};

#[test]
fn the_table_of_limits_is_the_one_of_the_program() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/batch.md");
    let page = fs::read_to_string(page).unwrap();
    let rows: Vec<(String, u64)> = page
        .lines()
        .filter_map(|line| {
            let (name, rest) = line.strip_prefix("| `")?.split_once("` |")?;
            let number: String = rest.rsplit('|').nth(1)?.chars().filter(char::is_ascii_digit).collect();
            Limit::named(name).map(|_| (name.to_owned(), number.parse().unwrap()))
        })
        .collect();
    let defaults = Limits::default();
    let said = |limit: Limit| match limit.unit() {
        Unit::Count | Unit::Seconds => defaults.most(limit),
        Unit::Megabytes => limit.in_units(defaults.most(limit)),
    };
    let expected: Vec<_> = Limit::ALL.iter().map(|limit| (limit.name().to_owned(), said(*limit))).collect();
    assert_eq!(rows, expected);
}
