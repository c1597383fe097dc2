//! Checking a large workbook and a folder of small ones, beside calamine's bare streaming read of the same bytes.
//!
//! `cargo bench -p pamlint-testkit --bench check`

#![allow(clippy::expect_used, missing_docs, reason = "a benchmark stops at what cannot be")]

mod bare;

use std::sync::LazyLock;

use bare::stream;
use pamlint_convention::{Convention, Language};
use pamlint_rules::{Options, Wording, check};
use pamlint_testkit::{batch, large};
use pamlint_writer::{Title, annotate};

const ACCOUNTS: usize = 20_000;

const WORKBOOKS: usize = 300;

static CLEAN: LazyLock<Vec<u8>> = LazyLock::new(|| large(ACCOUNTS, 7, 0.0));
static WRONG: LazyLock<Vec<u8>> = LazyLock::new(|| large(ACCOUNTS, 7, 1.0));
static ALL_WRONG: LazyLock<Vec<u8>> = LazyLock::new(|| large(ACCOUNTS, 7, 100.0));
static FOLDER: LazyLock<Vec<Vec<u8>>> =
    LazyLock::new(|| batch::share(WORKBOOKS, 0, 1).map(|shared| shared.bytes).collect());
static PAMAAS: LazyLock<Convention> =
    LazyLock::new(|| Convention::built_in("pamaas").expect("it is built in").expect("it loads"));

fn main() {
    LazyLock::force(&CLEAN);
    LazyLock::force(&WRONG);
    LazyLock::force(&ALL_WRONG);
    LazyLock::force(&FOLDER);
    LazyLock::force(&PAMAAS);
    divan::main();
}

#[divan::bench]
fn bare_calamine_streaming() -> usize {
    stream(&CLEAN)
}

#[divan::bench]
fn read_without_recognising() -> usize {
    pamlint_reader::read_book(&CLEAN).expect("a workbook").sheets.len()
}

#[divan::bench]
fn read_and_recognise() -> usize {
    pamlint_reader::read(&CLEAN, &PAMAAS).expect("a workbook").sheets.len()
}

#[divan::bench]
fn check_only(bencher: divan::Bencher<'_, '_>) {
    let workbook = pamlint_reader::read(&CLEAN, &PAMAAS).expect("a workbook");
    bencher.bench_local(|| check(&workbook, &PAMAAS, &Options::default()).findings.len());
}

#[divan::bench]
fn check_clean_workbook() -> usize {
    let workbook = pamlint_reader::read(&CLEAN, &PAMAAS).expect("a workbook");
    check(&workbook, &PAMAAS, &Options::default()).findings.len()
}

#[divan::bench]
fn bare_calamine_streaming_of_the_wrong_one() -> usize {
    stream(&WRONG)
}

fn check_and_annotate(bytes: &[u8]) -> usize {
    let workbook = pamlint_reader::read(bytes, &PAMAAS).expect("a workbook");
    let report = check(&workbook, &PAMAAS, &Options::default());
    let wording = Wording { convention: &PAMAAS, language: Language::EN };
    let title = Title { workbook: "large.xlsx", date: "2026-01-01", wording };
    annotate(bytes, &report, &title).expect("a copy").bytes.len()
}

#[divan::bench]
fn check_and_annotate_one_percent_wrong() -> usize {
    check_and_annotate(&WRONG)
}

#[divan::bench]
fn bare_calamine_streaming_of_every_row_wrong() -> usize {
    stream(&ALL_WRONG)
}

#[divan::bench]
fn check_and_annotate_every_row_wrong() -> usize {
    check_and_annotate(&ALL_WRONG)
}

#[divan::bench]
fn bare_calamine_streaming_of_a_folder() -> usize {
    FOLDER.iter().map(|bytes| stream(bytes)).sum()
}

#[divan::bench]
fn check_a_folder() -> usize {
    let found = |bytes: &Vec<u8>| {
        let workbook = pamlint_reader::read(bytes, &PAMAAS).expect("a workbook");
        check(&workbook, &PAMAAS, &Options { across: true, ..Options::default() }).findings.len()
    };
    FOLDER.iter().map(found).sum()
}

#[divan::bench]
fn load_the_convention() -> usize {
    Convention::built_in("pamaas").expect("it is built in").expect("it loads").rules.len()
}
