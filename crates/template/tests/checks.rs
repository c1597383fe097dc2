//! The column with which a blank workbook judges its own rows, computed by LibreOffice: typical mistakes that people paste
//! are told, and nothing is told of what the rules find right.
//!
//! `PAMLINT_PYTHON` (with openpyxl) and `PAMLINT_SOFFICE` name the programs; without them nothing is computed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::string_slice
)]

mod computed;

use std::collections::BTreeSet;
use std::fs;

use computed::{Computed, Filled, Row, Told, compute};
use pamlint_convention::{Convention, Language, Role, TableId, built_in_ids, load, starter};
use pamlint_reader::{SheetRole, Value as Cell, read};
use pamlint_rules::{Options, check};
use pamlint_template::{TemplateOptions, template};
use serde_json::{Value, json};

const RIGHT: &str = "✓";

fn convention(id: &str) -> Convention {
    Convention::built_in(id).unwrap().unwrap()
}

fn blank(convention: &Convention, language: Language, rows: u32) -> Vec<u8> {
    template(convention, &TemplateOptions { language, rows, kinds: Vec::new() }).unwrap()
}

fn kind(convention: &Convention, sheet: &str) -> TableId {
    convention.all_tables().find(|(_, table)| table.sheet == sheet).unwrap().0
}

/// A row of the examples of its columns, the only one of its account: `number` tells it from others. Then the changes.
fn row(convention: &Convention, sheet: &str, number: usize, changes: &[(&str, Value)]) -> Row {
    let table = convention.table(kind(convention, sheet));
    let mut values: Vec<(String, Value)> = Vec::new();
    for field in &table.fields {
        let column = convention.column(field.column);
        if column.role == Role::Id {
            continue;
        }
        let example = &field.example;
        let letter = |number: usize| char::from(b'A' + u8::try_from(number % 26).unwrap());
        let own = match (sheet, column.header.as_str()) {
            ("AZR", "Username") => format!("svc-{number}@voorbeeld.example"),
            (_, "Username") if sheet != "AWS-CLI" => format!("svc-{number}"),
            ("AD", "UserDN") => format!("voorbeeld\\svc-{number}"),
            ("AWS-Console" | "AWS-Role", "IAM Username") => format!("name-{number}"),
            ("AWS-Role", "AWS ARN Role") => format!("arn:aws:iam::123456789012:role/name-{number}"),
            ("AWS-CLI", "AWS Access Key ID") => {
                format!("{}{}{}", &example[..18], letter(number / 26), letter(number))
            }
            _ => example.clone(),
        };
        values.push((column.header.clone(), json!(own)));
    }
    for (header, value) in changes {
        values.retain(|(known, _)| known != header);
        values.push(((*header).to_owned(), value.clone()));
    }
    Row { sheet: sheet.to_owned(), values }
}

/// A mistake: sheet, column, what is pasted there, and the column of which something is told, or a piece of what is told.
type Mistake = (&'static str, &'static str, fn() -> Value, &'static str);

const MISTAKES: &[Mistake] = &[
    ("UX", "Safe", || json!("D-48644-20109-OPS-CE"), "Safe: The OVO code “48644” has 5 characters"),
    ("UX", "Safe", || json!("D-048644-20109-ops-CE"), "Safe: “ops” has to be written “OPS”"),
    ("UX", "Safe", || json!("D–048644–20109–OPS–CE"), "Safe: There is a long or other dash (“–”)"),
    ("UX", "Safe", || json!("D - 048644 - 20109 - OPS - CE"), "Safe: There are blanks in this name"),
    ("UX", "Safe", || json!("D-048644-20109-OPS-CE "), "Safe: There are blanks before or after"),
    ("UX", "Safe", || json!(" D-048644-20109-OPS-CE"), "Safe: There are blanks before or after"),
    ("UX", "Safe", || json!("D-048644-20109-OPS-CE\u{A0}"), "Safe: There are blanks"),
    ("UX", "Safe", || json!("D-048644-20109\u{200B}-OPS-CE"), "Safe: There is an invisible character"),
    ("UX", "Safe", || json!("D-048644-20109-ОPS-CE"), "Safe: "),
    ("UX", "Safe", || json!("D-048644-20109-OPS"), "Safe: “D-048644-20109-OPS” is not a complete safe name"),
    ("UX", "Safe", || json!("D-048644-OPS-CE"), "Safe: "),
    ("UX", "Safe", || json!("D_048644_20109_OPS_CE"), "Safe: "),
    ("UX", "Safe", || json!("R-D-048644-20109-OPS-CE"), "Safe: "),
    ("UX", "Safe", || json!("X-048644-20109-OPS-CE"), "Safe: The safe begins with “X”; choose one of O, D"),
    ("UX", "Safe", || json!("D-OVO048644-20109-OPS-CE"), "Safe: The OVO code"),
    ("UX", "Safe", || json!("D-04864A-20109-OPS-CE"), "Safe: “04864A”"),
    ("UX", "Safe", || json!("D-048644-2010-OPS-CE"), "Safe: “2010”"),
    ("UX", "Safe", || json!("D-048644-201099-OPS-CE"), "Safe: “201099”"),
    (
        "UX",
        "Safe",
        || json!("D-048644-20109-OPX-CE"),
        "Safe: “OPX” is not a safe type; choose one of ADM, OPS",
    ),
    ("UX", "Safe", || json!("D-048644-20109-OPS-DC"), "Safe: The safe ends with “DC”"),
    ("UX", "Safe", || json!(null), "“Safe” is empty"),
    ("UX", "Safe", || json!("tbd"), "“tbd” is no value: “Safe” is still to be filled in"),
    ("UX", "Safe", || json!("---"), "“---” is no value"),
    ("UX", "Safe", || json!("idem"), "Safe: “idem” refers to the cell above"),
    ("UX", "Safe", || json!("zie mail van Jan"), "“zie mail van Jan” is no value"),
    ("UX", "Safe", || json!("D-002949-81039-OPS-CE"), "Safe: D-002949-81039-OPS-CE is a reconcile safe"),
    ("UX", "Safe", || json!({ "formula": "=NA()" }), "Safe: An Excel error"),
    (
        "UX",
        "Platform",
        || json!("WIN-AO-N-CE-ACR-RDP"),
        "Platform: Technology WIN does not fit this kind of account (Linux account)",
    ),
    ("UX", "Platform", || json!("UX-AO-N-CE-ACR-RDP"), "Platform: Sessions by RDP do not fit technology UX"),
    ("UX", "Platform", || json!("UX-AO-CE-ACR-SSH"), "Platform: "),
    ("UX", "Platform", || json!("UX-AO-N-CE-ACR-SSH-SSH"), "Platform: "),
    ("UX", "Platform", || json!("Ux-AO-N-CE-ACR-SSH"), "Platform: “Ux” has to be written “UX”"),
    ("UX", "Platform", || json!("UX-AO-R-CE-ACR-SSH"), "Safe: "),
    ("UX", "Platform", || json!("UX-MA-N-CE-ACR"), "Platform: "),
    ("UX", "Context", || json!("D-048644-20109-OPS%admin"), "Context: “admin” is not a role"),
    (
        "UX",
        "Context",
        || json!("O-048644-20109-OPS%user"),
        "Context: This context does not belong to the safe",
    ),
    (
        "UX",
        "Context",
        || json!("D-048644-20109-OPS-CE%user"),
        "Context: A context has no location in it; leave out “-CE”",
    ),
    ("UX", "Context", || json!("%user"), "Context: "),
    ("UX", "Context", || json!("D-048644-20109-OPS"), "Context: "),
    ("UX", "Context", || json!(""), "“Context” is empty"),
    ("UX", "Context", || json!("D-048644-20109-OPS%user\nD-048644-20109-OPS%user"), "Context: "),
    ("UX", "Context", || json!("D-048644-20109-OPS%user\nD-048644-20110-OPS%user"), "Context: "),
    ("UX", "Address", || json!("10.20.30.40"), "Address: “10.20.30.40” is an IP address"),
    ("UX", "Address", || json!("srv01"), "Address: “srv01” is the name of the server only"),
    ("UX", "Address", || json!("https://srv01.voorbeeld.example/"), "Address: "),
    ("UX", "Address", || json!("srv01.\nvoorbeeld.example"), "Address: There is a line break"),
    ("UX", "Address", || json!("srv_01.voorbeeld.example"), "Address: “_” may not stand in a server name"),
    ("UX", "Username", || json!("VOORBEELD\\svc"), "Username: “\\” may not stand"),
    ("UX", "Username", || json!("svc deploy"), "Username: "),
    (
        "UX",
        "Username",
        || json!("a-name-that-has-more-than-thirty-two-letters"),
        "Username: The username has 44 characters",
    ),
    ("UX", "Username", || json!(12345), "Username: "),
    ("UX", "Username", || json!(true), "Username: What was typed here is no longer a text"),
    ("UX", "Username", || json!({ "date": "2024-03-01" }), "Username: "),
    ("UX", "Username", || json!({ "number": 120_000, "format": "0.00E+00" }), "Username: "),
    (
        "UX",
        "Account ID",
        || json!("server 1"),
        "Account ID: “server 1” is not the usual Account ID for this sheet; UX-L",
    ),
    ("UX", "Account ID", || json!("UX-L1"), "Account ID: This Account ID already stands in A7"),
    ("UX", "Account ID", || json!(null), "Account ID: This row is filled in but has no"),
    ("UX", "Username", || json!("svc-0"), "Address: This account already stands in"),
    ("WIN", "Username", || json!("VOORBEELD\\svc"), "Username: "),
    (
        "AD",
        "UserDN",
        || json!("voorbeeld/svc-1"),
        "UserDN: The slash in “voorbeeld/svc-1” leans the wrong way",
    ),
    ("AD", "UserDN", || json!("voorbeeld\\iemand"), "UserDN: "),
    ("AD", "UserDN", || json!("elders\\svc-3"), "UserDN: "),
    ("AD", "Logon To", || json!("10.0.0.1"), "Logon To: “10.0.0.1” is an IP address"),
    ("AWS-CLI", "Address", || json!("https://mijnbedrijf.awsapps.com/start"), "Address: "),
    ("AWS-CLI", "AWS Access Key ID", || json!("ASIAJIPU0000L5LB7OIB"), "AWS Access Key ID: "),
    (
        "AWS-CLI",
        "AWS Access Key ID",
        || json!("AKIA123"),
        "AWS Access Key ID: This access key ID has 7 characters",
    ),
    (
        "AWS-Console",
        "AWS Account Number",
        || json!(12_345_678_901_u64),
        "AWS Account Number: This AWS account number has 11 digits",
    ),
    ("AWS-Console", "AWS Account Number", || json!("1234-5678-9012"), "AWS Account Number: "),
    ("AWS-Console", "AWS Account Number", || json!("1,23457E+11"), "AWS Account Number: "),
    (
        "AWS-Role",
        "AWS ARN Role",
        || json!("arn:aws:sts::123456789012:assumed-role/x/y"),
        "AWS ARN Role: This is the ARN of a temporary session",
    ),
    (
        "AWS-Role",
        "AWS ARN Role",
        || json!("arn:aws:iam::12345678901:role/name-1"),
        "AWS ARN Role: This ARN holds no AWS account number",
    ),
    (
        "AWS-Role",
        "AWS Account Number",
        || json!("210987654321"),
        "AWS Account Number: The account number is 210987654321, but the ARN",
    ),
    (
        "AWS-Role",
        "Use logon",
        || json!("AWS-Console-L99"),
        "Use logon: “AWS-Console-L99” is not an Account ID",
    ),
    ("AWS-Role", "Use logon", || json!("AZR-L1"), "Use logon: "),
    ("AZR", "Address", || json!("https://portal.azure.com"), "Address: "),
    ("CYBR", "Username", || json!("a/b"), "Username: “/” may not stand"),
];

/// What is right, and looks as if it were not: sheet, and what is changed.
type Harmless = (&'static str, fn() -> Vec<(&'static str, Value)>);

const HARMLESS: &[Harmless] = &[
    ("UX", Vec::new),
    ("UX", || vec![("Comments", json!("tbd – zie mail, 10.0.0.1 "))]),
    ("UX", || vec![("Comments", json!(""))]),
    ("UX", || {
        let context = "D-048644-20109-OPS%user\nD-048644-20109-OPS%validator\nD-048644-20109-OPS%auditor";
        vec![("Context", json!(context)), ("Platform", json!("UX-MA-N-CE-CAU-SSH"))]
    }),
    ("UX", || vec![("Context", json!("D-048644-20109-OPS%user; D-048644-20109-OPS%auditor"))]),
    ("UX", || vec![("Context", json!("\nD-048644-20109-OPS%user,D-048644-20109-OPS%auditor \n"))]),
    ("UX", || {
        vec![
            ("Safe", json!("D-048644-WEB-LOG-CE")),
            ("Platform", json!("UXKEYS-SA-L-CE-CAU-SSH")),
            ("Context", json!("")),
        ]
    }),
    ("UX", || {
        vec![
            ("Safe", json!("D-002949-81039-OPS-CE")),
            ("Platform", json!("UX-AO-R-CE-ACR")),
            ("Context", json!("")),
        ]
    }),
    ("UX", || vec![("Safe", json!("O-048644-A-NPA-CE")), ("Context", json!("O-048644-A-NPA%user"))]),
    ("UX", || vec![("Address", json!("SRV-01.Corp.Voorbeeld.EXAMPLE"))]),
    ("UX", || vec![("Username", json!("Svc.Deploy$"))]),
    ("UX", || vec![("Username", json!("1e5"))]),
    ("UX", || vec![("Platform", json!("UX-AO-N-CE-ACR"))]),
    ("WIN", || vec![("Username", json!("svc deploy 1"))]),
    ("WIN", || vec![("Username", json!(20_240_301))]),
    ("AD", || {
        vec![
            ("Logon To", json!("ad.voorbeeld.example")),
            ("Address", json!("ad.voorbeeld.example")),
            ("Username", json!("jan")),
            ("UserDN", json!("VOORBEELD\\Jan")),
        ]
    }),
    ("AD", || {
        vec![
            ("Username", json!("piet")),
            ("UserDN", json!("CN=Peeters\\, Piet,OU=A=B,DC=voorbeeld,DC=example")),
        ]
    }),
    ("AWS-CLI", Vec::new),
    ("AWS-Console", Vec::new),
    ("AWS-Console", || vec![("AWS Account Number", json!(123_456_789_012_u64))]),
    ("AWS-Console", || {
        vec![("AWS Account Number", json!({ "number": 23_456_789_012_u64, "format": "000000000000" }))]
    }),
    ("AWS-Role", Vec::new),
    ("AZR", || vec![("Address", json!("72f988bf-86f1-41af-91ab-2d7cd011db47"))]),
    ("AZR", || vec![("Address", json!("contoso.onmicrosoft.com"))]),
    ("CYBR", || vec![("Address", json!("192.0.2.10"))]),
];

#[test]
fn what_people_paste_is_told_and_what_is_right_is_not() {
    let convention = convention("pamaas");
    let harmless = HARMLESS.iter().enumerate();
    let harmless = harmless.map(|(number, (sheet, changes))| row(&convention, sheet, number, &changes()));
    let pasted = |(number, (sheet, column, value, _)): (usize, &&Mistake)| {
        let pasted = value();
        let mut changes = vec![(*column, pasted.clone())];
        // The others of these rows go with the number of the row.
        let text = pasted.as_str().unwrap_or_default();
        if *column == "UserDN" && !text.ends_with("iemand") {
            changes.push(("Username", json!(text.rsplit(['/', '\\']).next())));
        }
        if text.ends_with("role/name-1") {
            changes.push(("IAM Username", json!("name-1")));
        }
        row(&convention, sheet, number, &changes)
    };
    // A row with an odd ID may be the one that others mean: these stand in a workbook of their own.
    let (of_ids, others): (Vec<&Mistake>, Vec<&Mistake>) =
        MISTAKES.iter().partition(|(_, column, ..)| *column == "Account ID");
    let first = harmless.chain((100..).zip(&others).map(pasted)).collect();
    let second =
        [row(&convention, "UX", 0, &[])].into_iter().chain((100..).zip(&of_ids).map(pasted)).collect();
    let filled = |rows| Filled { template: blank(&convention, Language::EN, 120), rows };
    let Some(computed) = compute(vec![filled(first), filled(second)]) else { return };
    let rows = &computed[0].rows;
    let mut wrong = Vec::new();
    for ((sheet, changes), row) in HARMLESS.iter().zip(rows) {
        if row.told != RIGHT {
            wrong.push(format!("{sheet} {:?}: {}", changes(), row.told));
        }
    }
    let told = others.iter().zip(&rows[HARMLESS.len()..]).chain(of_ids.iter().zip(&computed[1].rows[1..]));
    for ((sheet, column, value, expected), row) in told {
        if !row.told.starts_with(expected) {
            wrong.push(format!("{sheet} {column} {}: {:?}, not {expected:?}", value(), row.told));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    computed.iter().for_each(|computed| agree(&convention, computed));
}

/// Every row of which something is told has a finding too.
fn agree(convention: &Convention, computed: &Computed) {
    let workbook = read(&computed.bytes, convention).unwrap();
    let report = check(&workbook, convention, &Options::default());
    let places = report.findings.iter().flat_map(|finding| {
        let places = [finding.place].into_iter().chain(finding.related.iter().copied());
        places.map(|place| (report.sheet_names[place.sheet].clone(), place.cell.row))
    });
    let found: BTreeSet<(String, u32)> = places.collect();
    let is_alarm = |row: &&Told| {
        row.told != RIGHT && !row.told.is_empty() && !found.contains(&(row.sheet.clone(), row.row))
    };
    let alarms: Vec<&Told> = computed.rows.iter().filter(is_alarm).collect();
    assert!(alarms.is_empty(), "{alarms:#?}");
}

/// The accounts of a workbook as rows of a blank one.
fn accounts(bytes: &[u8], convention: &Convention) -> Vec<Row> {
    let workbook = read(bytes, convention).unwrap();
    let mut rows = Vec::new();
    for sheet in &workbook.sheets {
        let (SheetRole::Accounts(table), Some(layout)) = (sheet.role, &sheet.layout) else { continue };
        let table = convention.table(table);
        for row in &layout.rows {
            let mut values: Vec<(String, Value)> = Vec::new();
            for field in &table.fields {
                let meant = |header: &&pamlint_reader::Header| header.meaning.column() == Some(field.column);
                let place = layout.headers.iter().find(meant).map(|header| header.place.column);
                let cells = &sheet.cells[row.start..row.end];
                let cell = place.and_then(|column| cells.iter().find(|cell| cell.place.column == column));
                let value = match cell.map(|cell| cell.value) {
                    Some(Cell::Text(id)) => json!(workbook.strings.get(id)),
                    Some(Cell::Number(number)) if number.fract() == 0.0 => json!(number as i64),
                    Some(Cell::Number(number)) => json!(number),
                    _ => Value::Null,
                };
                values.push((convention.column(field.column).header.clone(), value));
            }
            rows.push(Row { sheet: table.sheet.clone(), values });
        }
    }
    rows
}

#[test]
fn samples_are_judged_as_the_rules_judge_them() {
    for id in built_in_ids() {
        let convention = convention(id);
        let folder = format!("{}/../../samples/{id}", env!("CARGO_MANIFEST_DIR"));
        let samples = ["clean", "errors", "messy", "incomplete"];
        let samples = samples.map(|name| fs::read(format!("{folder}/{name}.xlsx")));
        let rows: Vec<Vec<Row>> =
            samples.iter().flatten().map(|bytes| accounts(bytes, &convention)).collect();
        let most = rows.iter().map(Vec::len).max().unwrap();
        let filled = |rows: Vec<Row>| Filled {
            template: blank(&convention, Language::NL, u32::try_from(most).unwrap()),
            rows,
        };
        let Some(computed) = compute(rows.into_iter().map(filled).collect()) else { return };
        let wrong: Vec<&Told> = computed[0].rows.iter().filter(|row| row.told != RIGHT).collect();
        assert!(!computed[0].rows.is_empty() && wrong.is_empty(), "{id}: {wrong:#?}");
        for computed in &computed {
            agree(&convention, computed);
        }
        assert!(computed[1].rows.iter().any(|row| row.told != RIGHT), "{id}");
    }
}

#[test]
fn the_examples_of_the_convention_are_right_in_every_language() {
    let begun = load("starter.toml", &starter("starter")).unwrap_or_else(|error| panic!("{error}"));
    for convention in built_in_ids().map(convention).chain([begun]) {
        let id = &convention.id;
        let rows: Vec<Row> = convention
            .tables
            .iter()
            .filter(|table| table.is_kind)
            .map(|table| row(&convention, &table.sheet, 0, &[]))
            .map(|row| Row {
                values: row.values.into_iter().filter(|(_, value)| value != &json!("")).collect(),
                ..row
            })
            .collect();
        let filled = |language| Filled { template: blank(&convention, language, 2), rows: rows.clone() };
        let Some(computed) = compute(Language::all().into_iter().map(filled).collect()) else { return };
        for computed in &computed {
            let wrong: Vec<&Told> = computed.rows.iter().filter(|row| row.told != RIGHT).collect();
            assert!(!computed.rows.is_empty() && wrong.is_empty(), "{id}: {wrong:#?}");
            // Filled in by another program, the formulas have no results: nothing is said about them.
            let workbook = read(&computed.bytes, &convention).unwrap();
            let report = check(&workbook, &convention, &Options::default());
            // What is missing of who sends it is no matter of the rows.
            let is_row = |finding: &&pamlint_rules::Finding| {
                let sheet = &report.sheet_names[finding.place.sheet];
                computed.rows.iter().any(|row| row.sheet == *sheet)
            };
            let found = report.findings.iter().filter(is_row).count();
            assert_eq!((found, report.accounts), (0, computed.rows.len()), "{id}");
        }
    }
}
