//! A copy that comes back tells what became of the findings of the last round, account by account.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use pamlint_convention::{Convention, Language};
use pamlint_rules::{Options, Report, Round, Since, Wording, check};
use pamlint_testkit::Book;
use pamlint_writer::{Title, annotate};

fn book(convention: &Convention, book: &Book) -> (Vec<u8>, Report) {
    let bytes = book.to_xlsx();
    let workbook = pamlint_reader::read(&bytes, convention).unwrap();
    let report = check(&workbook, convention, &Options::default());
    (bytes, report)
}

/// A book with the sheet of findings of a copy of `before`: as if somebody had worked on that copy.
fn returned(convention: &Convention, before: &Book, after: Book) -> Book {
    returned_with(convention, before, after, "Findings")
}

/// The same with that sheet under a name.
fn returned_with(convention: &Convention, before: &Book, after: Book, name: &str) -> Book {
    let (bytes, report) = book(convention, before);
    let wording = Wording { convention, language: Language::EN };
    let title = Title { workbook: "a.xlsx", date: "2026-11-22", wording };
    let copy = pamlint_reader::read(&annotate(&bytes, &report, &title).unwrap().bytes, convention).unwrap();
    let ours = copy.sheets.iter().find(|sheet| sheet.name == "Findings").unwrap();
    let cells = ours.cells.iter().filter_map(|cell| Some((cell.place.to_string(), copy.text(cell)?)));
    let cells: Vec<(String, &str)> = cells.collect();
    // What programs may drop: tabulators.
    let cells: Vec<(String, String)> =
        cells.into_iter().map(|(place, text)| (place, text.replace('\t', ""))).collect();
    let cells: Vec<(&str, &str)> =
        cells.iter().map(|(place, text)| (place.as_str(), text.as_str())).collect();
    after.sheet(name, &cells)
}

fn base() -> Book {
    let (safe, context) = ("D-000098-20109-OPS-CE", "D-000098-20109-OPS%user");
    ["oracle", "svc-web", "svc-cron"].into_iter().fold(Book::new(), |book, user| {
        book.row("UX", [safe, "UX-AO-N-CE-ACR-SSH", context, &format!("{user}.wegen.example"), user])
    })
}

#[test]
fn what_became_of_the_findings_is_told_by_account() {
    let convention = Convention::built_in("pamaas").unwrap().unwrap();
    let before = base().set("UX-L1.safe", "D-000098-20109-OPX-CE").set("UX-L2.address", "db02");
    // One corrected, one left, a right value made wrong, and all rows in another order.
    let after =
        base().set("UX-L1.safe", "D-000098-20109-OPX-CE").set("UX-L3.username", "svc cron").shuffled(7);
    let (_, report) = book(&convention, &returned(&convention, &before, after));
    let Round { solved, open, new, spoiled } = report.round.clone().expect("it is another round");
    let solved: Vec<String> = solved.iter().map(|key| format!("{} {}", key.account, key.code)).collect();
    assert_eq!((solved, open, new, spoiled), (vec!["UX-L2 LIN001".to_owned()], 1, 1, 1));
    let since: Vec<_> =
        report.findings.iter().map(|finding| (finding.account.as_deref(), finding.since)).collect();
    assert!(since.contains(&(Some("UX-L1"), Some(Since::Open))), "{since:?}");
    assert!(since.contains(&(Some("UX-L3"), Some(Since::Spoiled))), "{since:?}");
    assert_eq!(report.memory.round, 2);
}

#[test]
fn rows_in_another_order_are_no_other_round() {
    let convention = Convention::built_in("pamaas").unwrap().unwrap();
    let before = base().set("UX-L1.safe", "D-000098-20109-OPX-CE");
    let after = base().set("UX-L1.safe", "D-000098-20109-OPX-CE").shuffled(7);
    let (_, report) = book(&convention, &returned(&convention, &before, after));
    assert_eq!((report.round, report.memory.round), (None, 1));
    let (_, first) = book(&convention, &before);
    assert_eq!(first.round, None);
}

#[test]
fn a_corrected_id_and_rows_without_one_are_followed() {
    let convention = Convention::built_in("pamaas").unwrap().unwrap();
    let wrong =
        || base().set("UX-L1.safe", "D-000098-20109-OPX-CE").set("UX-L2.comments", "wachtwoord: Zomer2024!");
    // The ID of one is corrected, and another finding of its row stays.
    let before = wrong().set("UX-L1.id", "UX-1");
    let (_, report) = book(&convention, &returned(&convention, &before, wrong()));
    let Round { solved, open, new, spoiled } = report.round.expect("it is another round");
    let solved: Vec<&str> = solved.iter().map(|key| key.code.as_str()).collect();
    assert_eq!((solved, open, new, spoiled), (vec!["ACC003"], 2, 0, 0));
    // A row without an ID and one with a secret, sorted.
    let before = || wrong().set("UX-L3.id", "");
    let after = before().shuffled(7).set("UX-L2.address", "svc-mail.wegen.example");
    let (_, report) = book(&convention, &returned(&convention, &before(), after));
    let Round { solved, open, new, spoiled } = report.round.expect("it is another round");
    assert_eq!((solved.len(), open, new, spoiled), (0, 3, 0, 0));
}

#[test]
fn what_was_not_looked_for_is_neither_new_nor_solved() {
    let convention = Convention::built_in("pamaas").unwrap().unwrap();
    let before = base().set("UX-L1.safe", "D-000098-20109-OPX-CE");
    let after = base().set("UX-L1.safe", "D-000098-20109-OPY-CE").set("UX-L2.address", "db02");
    let came = returned(&convention, &before, after);
    let workbook = pamlint_reader::read(&came.to_xlsx(), &convention).unwrap();
    let options = Options { ignore: vec!["SAF".to_owned()], ..Options::default() };
    let Round { solved, open, new, spoiled } = check(&workbook, &convention, &options).round.unwrap();
    assert_eq!((solved.len(), open, new, spoiled), (0, 0, 1, 1));
}

#[test]
fn a_sheet_of_findings_is_known_under_another_name_and_no_round_loses_its_request() {
    let convention = Convention::built_in("pamaas").unwrap().unwrap();
    let before = base().set("UX-L1.safe", "D-000098-20109-OPX-CE").set("UX-L2.address", "db02");
    let (_, first) = book(&convention, &before);
    let after = || base().set("UX-L1.safe", "D-000098-20109-OPX-CE").shuffled(3);
    let (_, report) = book(&convention, &returned_with(&convention, &before, after(), "oud"));
    let Round { solved, open, new, spoiled } = report.round.expect("it is another round");
    assert_eq!((solved.len(), open, new, spoiled), (1, 1, 0, 0));
    assert!(report.findings.iter().all(|finding| finding.code == "SAF005"), "{:?}", report.findings);
    assert_eq!((first.memory.request, first.memory.is_return), (report.memory.request, false));
    assert!(report.memory.request.is_some() && report.memory.is_return);
    // A third round is still of the same request, and another workbook is of another.
    let second = returned_with(&convention, &before, after(), "oud");
    let (_, third) = book(&convention, &returned(&convention, &second, base().set("UX-L3.address", "db03")));
    assert_eq!((third.memory.request, third.memory.round), (first.memory.request, 3));
    let (_, other) = book(&convention, &base().set("UX-L1.safe", "D-000098-20109-OPX-CE"));
    assert_ne!(other.memory.request, first.memory.request);
}
