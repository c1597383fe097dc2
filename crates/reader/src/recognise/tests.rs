//! Sheets as customers make them, written as rows of text.

use pamlint_convention::Convention;

use super::*;
use crate::book::{Cell, Strings, Value, Visibility};
use crate::place::CellRef;
use crate::workbook::Meaning;

fn convention() -> Convention {
    Convention::built_in("pamaas").unwrap().unwrap()
}

/// A workbook of one sheet; cells are separated by `|`.
fn sheet(name: &str, rows: &[&str]) -> Sheet {
    let mut strings = Strings::default();
    let mut cells = Vec::new();
    for (row, text) in (1u32..).zip(rows) {
        for (column, value) in (1u32..).zip(text.split('|')) {
            if !value.is_empty() {
                cells.push(Cell {
                    place: CellRef::new(row, column),
                    value: Value::Text(strings.intern(value)),
                });
            }
        }
    }
    let raw = RawSheet {
        name: name.to_owned(),
        visibility: Visibility::Visible,
        is_worksheet: true,
        cells,
        merged: Vec::new(),
        hidden_rows: Vec::new(),
    };
    let workbook = recognise(Book { strings, sheets: vec![raw] }, &convention());
    workbook.sheets.into_iter().next().unwrap()
}

/// The role, in words.
fn role(sheet: &Sheet) -> String {
    match sheet.role {
        SheetRole::Accounts(table) | SheetRole::Auxiliary(table) => convention().table(table).id.clone(),
        other => format!("{other:?}"),
    }
}

fn rows_of(sheet: &Sheet) -> Vec<u32> {
    sheet.layout.iter().flat_map(|layout| &layout.rows).map(|row| row.number).collect()
}

const UX: &str = "Account ID|Safe|Platform|Context|Address|Username|Comments";

#[test]
fn a_header_below_a_title_is_found_and_empty_rows_are_no_accounts() {
    let found = sheet(
        "UX",
        &["Onboarding", "", UX, "UX-L1|a|b|c|d|e|", "UX-L2||||||", "", "UX-L3||||||remark", " | "],
    );
    assert_eq!(role(&found), "linux");
    assert_eq!(found.layout.as_ref().unwrap().header_row, 3);
    assert_eq!(rows_of(&found), [4, 7]);
}

#[test]
fn example_rows_and_repeated_headers_are_no_accounts() {
    let found = sheet("UX", &[UX, "Voorbeeld|a|b|c|d|e|", "UX-L1|a|b|c|d|e|", UX, "UX-L2|a|b|c|d|e|"]);
    assert_eq!(rows_of(&found), [3, 5]);
}

#[test]
fn the_kind_is_told_by_name_headers_or_ids() {
    let rows = &[UX, "X|a|b|c|d|e|"];
    for (name, kind) in
        [("ux", "linux"), ("UX servers", "linux"), ("AD (2)", "MixedAccounts"), ("Blad1", "MixedAccounts")]
    {
        let found = sheet(name, rows);
        // AD needs more columns than these, but its name is what the customer called it.
        let kind = if name.starts_with("AD") { "windows-domain" } else { kind };
        assert_eq!(role(&found), kind, "{name}");
    }
    assert_eq!(role(&sheet("Blad1", &[UX, "WIN-L1|a|b|c|d|e|", "win-l2|a|b|c|d|e|"])), "windows-local");
    let role_headers =
        "Account ID|Safe|Platform|Context|IAM Username|AWS ARN Role|AWS Account Number|Use logon";
    assert_eq!(role(&sheet("Blad1", &[role_headers, "X|a|b|c|d|e|f|g"])), "aws-iam-role");
    let mixed = "Account ID|Account type|Safe|Platform|Context|Address|Username";
    assert_eq!(role(&sheet("UX", &[mixed, "X|Linux|a|b|c|d|e"])), "MixedAccounts");
}

#[test]
fn what_is_no_account_sheet_is_told_apart() {
    assert_eq!(role(&sheet("Prijzen", &["a|b", "1|2"])), "Unknown");
    assert_eq!(role(&sheet("Leeg", &[" |\u{200B}"])), "Empty");
    assert_eq!(role(&sheet("Info", &["Organisatie|x"])), "info");
    assert_eq!(role(&sheet("Bevindingen", &["pamlint: wat u moet verbeteren", UX])), "Ours");
    assert_eq!(role(&sheet("Bevindingen", &["Onze bevindingen"])), "Unknown");
    let teams = sheet("Teams", &["Onze teams", "Team|Explanation", "INFRA|infrastructure"]);
    assert_eq!((role(&teams).as_str(), rows_of(&teams)), ("teams", vec![3]));
}

#[test]
fn headers_are_looked_through() {
    let meanings = |headers: &str| {
        let found = sheet("UX", &[headers, "X|a|b|c|d|e|f"]);
        let layout = found.layout.unwrap();
        let convention = convention();
        layout
            .headers
            .iter()
            .map(|header| match header.meaning {
                Meaning::Column(column) => convention.column(column).key.clone(),
                Meaning::Nearly(column) => format!("~{}", convention.column(column).key),
                Meaning::Again(column) => format!("again {}", convention.column(column).key),
                Meaning::Unknown => "?".to_owned(),
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        meanings("ACCOUNT-ID *|safe|Plat form|Context|Adres|Gebruikersnaam")[4..],
        ["address", "username"]
    );
    assert_eq!(meanings("Account ID|Safe|Platfrom|Context|Address|Username")[2], "~platform");
    assert_eq!(meanings("Account ID|Safe|Platform|Context|Address|Username|Safe")[6], "again safe");
    assert_eq!(meanings("Account ID|Safe|Platform|Context|Address|Username|Wie")[6], "?");
    assert_eq!(meanings("Acount ID|Safe|Platform|Context|Address|Username")[0], "~account_id");
    assert_eq!(
        meanings("Naam|Safe|Platform|Context|Address|Username")[0],
        "?",
        "the sheet's name says what it is"
    );
}

#[test]
fn a_header_below_row_fifty_is_not_looked_for() {
    let mut rows = vec!["x"; 50];
    rows.push(UX);
    assert_eq!(role(&sheet("Blad1", &rows)), "Unknown");
}
