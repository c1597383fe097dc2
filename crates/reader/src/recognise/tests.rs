//! Sheets as customers make them, written as rows of text.

use pamlint_convention::Convention;

use super::*;
use crate::book::{Cell, Strings, Value, Visibility};
use crate::workbook::Meaning;
use pamlint_package::{Area, CellRef};

fn convention() -> Convention {
    Convention::built_in("pamaas").unwrap().unwrap()
}

/// A workbook of one sheet; cells are separated by `|`.
fn sheet(name: &str, rows: &[&str]) -> Sheet {
    with_totals(name, rows, &[])
}

/// A workbook of one sheet with these totals rows of tables.
fn with_totals(name: &str, rows: &[&str], totals: &[&str]) -> Sheet {
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
        totals: totals.iter().map(|area| Area::parse(area).unwrap()).collect(),
        notes: Vec::new(),
        text: None,
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

fn others_of(sheet: &Sheet) -> Vec<u32> {
    sheet.layout.iter().flat_map(|layout| &layout.others).map(|row| row.number).collect()
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
    assert_eq!((rows_of(&found), others_of(&found)), (vec![4], vec![7]));
}

#[test]
fn example_rows_and_repeated_headers_are_no_accounts() {
    let found = sheet("UX", &[UX, "Voorbeeld|a|b|c|d|e|", "UX-L1|a|b|c|d|e|", UX, "UX-L2|a|b|c|d|e|"]);
    assert_eq!(rows_of(&found), [3, 5]);
}

#[test]
fn what_is_called_an_example_beside_accounts_is_one_whatever_its_values() {
    let template = "Voorbeeld|D-048644-20109-OPS-CE|UX-AO-N-CE-ACR-SSH|D-048644-20109-OPS%user|srv01.voorbeeld.example|svc-deploy";
    let of_their_own =
        "Voorbeeld|D-000098-20109-OPS-CE|UX-AO-N-CE-ACR-SSH|D-000098-20109-OPS%user|lnx01.wegen.example|root";
    let other = "UX-L2|a|b|c|srv02.wegen.example|oracle";
    for row in [template, of_their_own] {
        assert_eq!(rows_of(&sheet("UX", &[UX, row, other])), [3], "{row}");
    }
}

#[test]
fn totals_legends_and_titles_are_no_accounts() {
    let found = sheet(
        "UX",
        &[
            UX,
            "|Productieservers",
            "UX-L1|a|b|c|srv01.wegen.example|root|",
            "UX-L2||||srv02||",
            "UX-L3|||||oracle|",
            "UX-L4|niet meer nodig",
            "|D-000098-20109-OPS-CE",
            "Totaal|3",
            "Legende:|OPS|= operationeel",
            "|Gelieve dit blad terug te sturen vóór 1 mei",
        ],
    );
    assert_eq!((rows_of(&found), others_of(&found)), (vec![3, 4, 5, 7], vec![2, 6, 8, 9, 10]));
}

#[test]
fn nothing_below_a_second_table_is_read() {
    let second = "Account ID|Safe|Platform|Context|IAM Username|AWS ARN Role|AWS Account Number|Use logon";
    let found = sheet("UX", &[UX, "UX-L1|a|b|c|d1|e|", second, "AWS-Role-L1|a|b|c|d1|e|f|g"]);
    assert_eq!((rows_of(&found), found.layout.unwrap().second_header), (vec![2], Some(3)));
    let legend = sheet("UX", &[UX, "UX-L1|a|b|c|d1|e|", "", "Team|Uitleg", "DBA|databanken"]);
    assert_eq!(legend.layout.unwrap().second_header, Some(4));
    let french = "ID compte|Coffre|Plateforme|Contexte|Adresse|Utilisateur";
    let again = sheet("UX", &[UX, "UX-L1|a|b|c|d1|e|", french, "UX-L2|a|b|c|d1|e|"]);
    assert_eq!((rows_of(&again), again.layout.unwrap().second_header), (vec![2, 4], None));
}

#[test]
fn headers_in_one_cell_are_told_with_their_separator() {
    for separator in [',', ';', '\t'] {
        let row = UX.replace('|', &separator.to_string());
        let header = CellRef::new(2, 1);
        assert_eq!(sheet("Blad1", &["Aanvraag", &row]).role, SheetRole::InOneCell { header, separator });
    }
    assert_eq!(role(&sheet("Blad1", &["Vul ID, Safe en Platform in"])), "Unknown");
}

#[test]
fn a_name_that_the_rows_contradict_tells_no_kind() {
    let linux = "UX-L1|a|UX-AO-N-CE-ACR-SSH|c|d|e|";
    let windows = "WIN-L1|a|WIN-AO-N-CE-ACR-RDP|c|d|e|";
    let unnamed = "1|a|UX-AO-N-CE-ACR-SSH|c|d|e|";
    for (name, rows, kind) in [
        ("CyberArk onboarding", vec![linux], "linux"),
        ("Console AD", vec![linux], "linux"),
        ("Azure", vec![linux], "linux"),
        ("CyberArk", vec![unnamed], "MixedAccounts"),
        ("Linux", vec![unnamed], "linux"),
        ("Linux en Windows", vec![linux, windows], "MixedAccounts"),
        // One of the two is a slip, and the name agrees with the other.
        ("UX servers", vec![linux, "WIN-L2|a|UX-AO-N-CE-ACR-SSH|c|d|e|"], "linux"),
        ("UX servers", vec![linux, "UX-L2|a|WIN-AO-N-CE-ACR-SSH|c|d|e|"], "linux"),
        // The template's own name is never doubted.
        ("UX", vec![windows], "linux"),
    ] {
        let rows: Vec<&str> = [UX].into_iter().chain(rows).collect();
        assert_eq!(role(&sheet(name, &rows)), kind, "{name}");
    }
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
fn what_other_programs_list_is_no_sheet_of_accounts() {
    let row = "a|b|D-048644-20109-OPS-CE|UX-AO-N-CE-ACR-SSH|d";
    assert_eq!(role(&sheet("Blad1", &["username|address|safeName|platformID|secret", row])), "Unknown");
    let short = ["Safe|Platform|Address|Username", "D-048644-20109-OPS-CE|UX-AO-N-CE-ACR-SSH|b|a"];
    assert_eq!(role(&sheet("Blad1", &short)), "MixedAccounts");
    let dutch = ["Kluis|Platform|Context|Adres|Gebruikersnaam", "a|b|c|d|e"];
    assert_eq!(role(&sheet("Blad1", &dutch)), "MixedAccounts");
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
                Meaning::Ours => "ours".to_owned(),
                Meaning::Unknown => "?".to_owned(),
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        meanings("ACCOUNT-ID *|safe|Plat form|Context|Adres|Gebruikersnaam")[4..],
        ["address", "username"]
    );
    assert_eq!(meanings("Account ID|Safe|Platform|Context|Address|Username|Check (automatic)")[6], "ours");
    assert_eq!(meanings("Account ID|Safe|Platfrom|Context|Address|Username")[2], "~platform");
    assert_eq!(meanings("Account ID|Safe|Platform|Context|Address|Username|Safe")[6], "again safe");
    assert_eq!(meanings("Account ID|Safe|Platform|Context|Server|Address|Username")[4..6], ["?", "address"]);
    assert_eq!(
        meanings("Account ID|Safe|Platform|Context|Server|Host|Username")[4..6],
        ["address", "again address"]
    );
    assert_eq!(
        meanings("Account ID|Note|Safe|Platform|Context|Address|Username|Comments")[1],
        "again comments",
        "the values below the template's own are read"
    );
    assert_eq!(meanings("Account ID|Safe|Platform|Context|Naam van de server|Username")[4], "~address");
    assert_eq!(meanings("Account ID|Safe|Platform|Context|Address|Wie is de user")[5], "~username");
    assert_eq!(meanings("Account ID|Safe|Platform|Context|Address|Username|Server owner")[6], "?");
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

#[test]
fn a_filled_column_of_kinds_counts_more_than_the_name() {
    let headers = "Account ID|Type|Safe|Platform|Context|Address|Username";
    assert_eq!(role(&sheet("UX", &[headers, "X|Linux|a|b|c|d|e"])), "MixedAccounts");
    assert_eq!(role(&sheet("UX", &[headers, "X||a|b|c|d|e"])), "linux", "nothing is said row by row");
    assert_eq!(role(&sheet("AD and UX", &[UX, "X|a|b|c|d|e|"])), "MixedAccounts");
}

#[test]
fn ids_that_were_filled_in_beforehand_tell_the_kind() {
    let rows = [UX, "UX-L1||||||", "UX-L2|a|b|c|d|e|", "|a|b|c|d|e|", UX, "Example|a|b|c|d|e|"];
    let found = sheet("Blad1", &rows);
    assert_eq!((role(&found).as_str(), rows_of(&found)), ("linux", vec![3, 4]));
    assert_eq!(role(&sheet("Blad1", &[UX, "UX-L1|a|b|c|d|e|", "WIN-L1|a|b|c|d|e|"])), "MixedAccounts");
    assert_eq!(role(&sheet("Blad1", &[UX, "UX-L1|a|b|c|d|e|", "7|a|b|c|d|e|"])), "MixedAccounts");
}

#[test]
fn accounts_are_not_missed_for_the_name_of_their_sheet() {
    assert_eq!(role(&sheet("Info", &[UX, "UX-L1|a|b|c|d|e|"])), "linux");
    assert_eq!(
        role(&sheet("Safes", &["ID|Safe|Description", "1|a|b"])),
        "safes",
        "a list of safes with a number"
    );
    assert_eq!(role(&sheet("Teams 2024", &["Team|Explanation", "a|b"])), "teams");
    assert_eq!(role(&sheet("Teams 2024", &["Wie|Wat", "a|b"])), "Unknown");
}

#[test]
fn an_id_header_with_a_slip_needs_four_others() {
    assert_eq!(role(&sheet("Blad1", &["Acount ID|Safe|Username|Server", "UX-L1|a|b|c"])), "Unknown");
    assert_eq!(role(&sheet("Blad1", &["Acount ID|Safe|Platform|Context|Address", "UX-L1|a|b|c|d"])), "linux");
    assert_eq!(
        role(&sheet("Blad1", &["Naam|Safe|Platform|Context|Address", "UX-L1|a|b|c|d"])),
        "MixedAccounts",
        "without ID, where nothing else is there"
    );
    assert_eq!(role(&sheet("Blad1", &["Server|User|Opmerkingen|Domein", "a|b|c|d"])), "Unknown");
    assert_eq!(role(&sheet("UX", &["Naam|Safe|Platform", "x|a|b"])), "Unknown", "two are too few");
}

#[test]
fn the_nearest_of_two_headers_is_read_as_the_column() {
    let found =
        sheet("UX", &["Account ID|Safe|Platfrms|Platforn|Context|Address|Username", "UX-L1|a|b|c|d|e|f"]);
    let headers = found.layout.unwrap().headers;
    assert_eq!(headers[2].meaning, Meaning::Unknown);
    assert!(matches!(headers[3].meaning, Meaning::Nearly(_)));
    let safes = sheet("UX", &["Account ID|Safee|Safe|Platform|Context", "UX-L1|a|b|c|d"]);
    assert_eq!(safes.layout.unwrap().headers[1].meaning, Meaning::Unknown, "the column is there already");
}

#[test]
fn a_header_row_of_sixteen_thousand_cells_is_read_at_once() {
    let wide: Vec<String> = (0..16_000).map(|number| format!("Platfor{number}")).collect();
    let header = format!("{UX}|{}", wide.join("|"));
    let found = sheet("Blad1", &[&header, "UX-L1|a|b|c|d|e|"]);
    assert_eq!(found.layout.unwrap().headers.len(), 16_007);
}

#[test]
fn the_totals_row_of_a_table_is_no_account_unless_more_stands_in_it() {
    let rows = [
        UX,
        "UX-L1|D-048644-20109-OPS-CE|UX-AO-N-CE-ACR-SSH|D-048644-20109-OPS%user|srv01.voorbeeld.example|svc-deploy",
        "Total|||||1",
    ];
    let total = with_totals("UX", &rows, &["A3:G3"]);
    assert_eq!((rows_of(&total), others_of(&total)), (vec![2], vec![]));
    let of_another = with_totals("UX", &rows, &["E3:G3", "A2:B2"]);
    assert_eq!(rows_of(&of_another), [2]);
    assert_eq!(others_of(&of_another), [3]);
}
