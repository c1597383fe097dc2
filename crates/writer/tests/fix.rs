//! Fixing cells, and leaving those alone that must not be overwritten.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod support;

use pamlint_convention::{Convention, Language};
use pamlint_reader::read;
use pamlint_rules::{Options, check};
use pamlint_testkit::lint::lint;
use pamlint_testkit::planted::base;
use pamlint_testkit::{Book, Entry, access_key};
use pamlint_writer::{Fixed, Outcome, Reason, Which, annotate, fix};
use support::*;

fn pamaas() -> Convention {
    Convention::built_in("pamaas").unwrap().unwrap()
}

fn fixed(bytes: &[u8], which: Which) -> Fixed {
    let fixed = fix(bytes, &pamaas(), &Options::default(), which).unwrap();
    if let Some(copy) = &fixed.bytes {
        assert_eq!(lint(copy).difference(&lint(bytes)).collect::<Vec<_>>(), Vec::<&String>::new());
    }
    fixed
}

/// The receipt in short: cell, code, old, new, and why not.
fn receipt(fixed: &Fixed) -> Vec<String> {
    let lines = fixed.receipt.iter().map(|change| {
        let outcome = match change.outcome {
            Outcome::Applied => String::new(),
            Outcome::NotApplied(reason) => format!(" not: {}", reason.word()),
        };
        let (sheet, cell) = (&change.sheet, change.place.cell);
        format!("{sheet}!{cell} {} {:?} {:?}{outcome}", change.code, change.old, change.new)
    });
    lines.collect()
}

/// The text of the part of a sheet.
fn sheet(bytes: &[u8], number: usize) -> (String, String) {
    let name = format!("xl/worksheets/sheet{number}.xml");
    let text = String::from_utf8(parts(bytes)[&name].clone()).unwrap();
    (name, text)
}

/// `base` with a blank behind the Username of AD-L2, which is cell F3 of the second sheet.
fn blank() -> Book {
    base().set("AD-L2.username", "adm.lpeeters ")
}

const FIXED: &str = "AD!F3 TXT001 \"adm.lpeeters \" \"adm.lpeeters\"";

#[test]
fn the_blank_stands_where_these_tests_think() {
    assert_eq!(blank().place("AD-L2.username"), ("AD".to_owned(), "F3".to_owned()));
    let done = fixed(&blank().to_xlsx(), Which::Safe);
    assert_eq!(receipt(&done), [FIXED]);
    assert_eq!(done.report.findings, []);
    assert!(sheet(&done.bytes.unwrap(), 2).1.contains("<is><t>adm.lpeeters</t></is>"));
}

#[test]
fn nothing_to_fix_gives_no_copy() {
    let done = fixed(&base().to_xlsx(), Which::All);
    assert_eq!((done.bytes, done.receipt, done.report.findings), (None, vec![], vec![]));
    let unsure = base().set("AWS-Role-L1.account_number", 12_345_678.0).to_xlsx();
    assert_eq!(fixed(&unsure, Which::Safe).bytes, None);
    // With the link type the platform asks for a validator and an auditor: more than it lacked.
    let other = base().set("WIN-L1.platform", "WIN-MA-CE-CAU-RDP").to_xlsx();
    let done = fixed(&other, Which::All);
    assert_eq!(done.bytes, None);
    assert_eq!(done.receipt[0].outcome, Outcome::NotApplied(Reason::NoHelp));
}

#[test]
fn a_number_that_lost_its_zeros_becomes_a_text() {
    let book = base().set("AWS-Console-L2.access_key", access_key(12_345_678, 4));
    let book = book.set("AWS-Console-L2.account_number", 12_345_678.0);
    let bytes = book.to_xlsx();
    let done = fixed(&bytes, Which::All);
    let (name, cell) = book.place("AWS-Console-L2.account_number");
    assert!(
        receipt(&done).contains(&format!("{name}!{cell} AWS002 \"12345678\" \"000012345678\"")),
        "{:?}",
        receipt(&done)
    );
    let copy = done.bytes.unwrap();
    let at = pamlint_reader::CellRef::parse(&cell).unwrap();
    assert_eq!(values(&copy, "")[&(name, at.row, at.column)], "String(\"000012345678\")");
}

#[test]
fn formatting_of_single_words_that_is_not_kept_is_told() {
    let bytes = base().set("AD-L2.safe", "d-000098-20109-ops-ce").to_xlsx();
    let texts = String::from_utf8(parts(&bytes)["xl/sharedStrings.xml"].clone()).unwrap();
    let rich = texts.replace(
        "<t>d-000098-20109-ops-ce</t>",
        "<r><rPr><b/></rPr><t>d-000098</t></r><r><t>-20109-ops-ce</t></r>",
    );
    assert_ne!(rich, texts);
    let dropped = |bytes: &[u8]| {
        let receipt = fixed(bytes, Which::Safe).receipt;
        receipt.iter().map(|change| (change.new.clone(), change.drops_formatting)).collect::<Vec<_>>()
    };
    let new = "D-000098-20109-OPS-CE".to_owned();
    assert_eq!(dropped(&with_parts(&bytes, &[("xl/sharedStrings.xml", &rich)])), [(new.clone(), true)]);
    assert_eq!(dropped(&bytes), [(new, false)]);
}

#[test]
fn several_fixes_of_one_cell_settle() {
    let book = base().set("AD-L2.safe", " d-000098–20109-\nops-ce");
    let done = fixed(&book.to_xlsx(), Which::All);
    let cell = book.place("AD-L2.safe").1;
    assert!(
        done.receipt.len() > 1 && receipt(&done).iter().all(|line| line.starts_with(&format!("AD!{cell} ")))
    );
    assert_eq!(done.receipt.last().unwrap().new, "D-000098-20109-OPS-CE");
    for steps in done.receipt.windows(2) {
        assert_eq!(steps[0].new, steps[1].old);
    }
    assert_eq!(done.report.findings, []);
}

#[test]
fn only_what_is_asked_for_is_fixed() {
    let bytes = blank().set("AD-L3.safe", "d-000098-20109-ops-ce").to_xlsx();
    let with = |select: &[&str], ignore: &[&str]| {
        let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
        let options = Options { select: codes(select), ignore: codes(ignore), ..Options::default() };
        let done = fix(&bytes, &pamaas(), &options, Which::All).unwrap();
        let applied: Vec<String> = done.receipt.iter().map(|change| change.code.clone()).collect();
        let left: Vec<String> = done.report.findings.iter().map(|finding| finding.code.clone()).collect();
        (applied, left)
    };
    let text = |text: &str| vec![text.to_owned()];
    assert_eq!(with(&["TXT001"], &[]), (text("TXT001"), vec![]));
    assert_eq!(with(&[], &["TXT001"]), (text("TXT004"), vec![]));
    assert_eq!(with(&["CTX"], &[]), (vec![], vec![]));
}

#[test]
fn formulas_are_left_alone() {
    let bytes = base().set("AD-L2.username", Entry::formula("=\"adm.lpeeters \"", "adm.lpeeters ")).to_xlsx();
    let done = fixed(&bytes, Which::All);
    assert_eq!((receipt(&done), done.bytes), (vec![format!("{FIXED} not: formula")], None));
    assert_eq!(done.report.findings.len(), 1);
}

#[test]
fn what_a_formula_fills_is_left_alone() {
    let bytes = blank().to_xlsx();
    let (name, text) = sheet(&bytes, 2);
    let start = text.find("<c r=\"F2\"").unwrap();
    let end = start + text[start..].find("</c>").unwrap();
    for (kind, word) in [("array", Some("formula")), ("shared", None)] {
        let cell = format!(
            "<c r=\"F2\" t=\"str\"><f t=\"{kind}\" si=\"0\" ref=\"F2:F6\">LOWER(\"ADM.JDEWIT\")</f><v>adm.jdewit</v>"
        );
        let changed = format!("{}{cell}{}", &text[..start], &text[end..]);
        let done = fixed(&with_parts(&bytes, &[(&name, &changed)]), Which::All);
        let expected = word.map_or(FIXED.to_owned(), |word| format!("{FIXED} not: {word}"));
        assert_eq!(receipt(&done), [expected], "{kind}");
    }
}

#[test]
fn covered_cells_are_left_alone() {
    let bytes = blank().to_xlsx();
    let (name, text) = sheet(&bytes, 2);
    // A covered cell counts as what the first of its area says, so nothing is wrong with it.
    for (area, expected) in [("F2:F3", None), ("F3:F4", Some(FIXED.to_owned()))] {
        let merged = format!("</sheetData><mergeCells count=\"1\"><mergeCell ref=\"{area}\"/></mergeCells>");
        let changed = text.replace("</sheetData>", &merged);
        let done = fixed(&with_parts(&bytes, &[(&name, &changed)]), Which::Safe);
        assert_eq!(receipt(&done), Vec::from_iter(expected), "{area}");
    }
}

#[test]
fn headers_of_tables_are_left_alone() {
    let bytes = blank().to_xlsx();
    let (name, text) = sheet(&bytes, 2);
    let (table, kind) =
        ("xl/tables/table1.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml");
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" \
        Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/table\" Target=\"../tables/table1.xml\"/></Relationships>";
    let types = String::from_utf8(parts(&bytes)["[Content_Types].xml"].clone()).unwrap();
    let types = types
        .replace("</Types>", &format!("<Override PartName=\"/{table}\" ContentType=\"{kind}\"/></Types>"));
    for (attributes, word) in [
        ("ref=\"E3:F6\"", Some("table-header")),
        ("ref=\"E3:F6\" headerRowCount=\"0\"", None),
        ("ref=\"E2:F6\"", None),
        ("ref=\"G3:H6\"", None),
    ] {
        let part = format!(
            "<table xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" id=\"1\" name=\"T\" displayName=\"T\" {attributes}>\
             <tableColumns count=\"2\"><tableColumn id=\"1\" name=\"a\"/><tableColumn id=\"2\" name=\"adm.lpeeters \"/></tableColumns></table>"
        );
        let text = text.replace(
            "</worksheet>",
            "<tableParts count=\"1\"><tablePart r:id=\"rId1\"/></tableParts></worksheet>",
        );
        let changed = with_parts(
            &bytes,
            &[
                (&name, &text),
                (table, &part),
                ("xl/worksheets/_rels/sheet2.xml.rels", relations),
                ("[Content_Types].xml", &types),
            ],
        );
        let done = fixed(&changed, Which::Safe);
        let expected = word.map_or(FIXED.to_owned(), |word| format!("{FIXED} not: {word}"));
        assert_eq!(receipt(&done), [expected], "{attributes}");
    }
}

#[test]
fn a_fix_that_would_do_harm_is_left_out() {
    // Both rows are called the same once they are corrected.
    let book = base().set("AD-L2.id", "AD–L3");
    let done = fixed(&book.to_xlsx(), Which::All);
    let before = check(&read(&book.to_xlsx(), &pamaas()).unwrap(), &pamaas(), &Options::default());
    assert!(done.report.findings.len() <= before.findings.len());
    for change in &done.receipt {
        assert!(matches!(change.outcome, Outcome::Applied | Outcome::NotApplied(Reason::NoHelp)));
    }
}

#[test]
fn an_annotated_copy_is_fixed_like_its_original() {
    let bytes = blank().to_xlsx();
    let report = check(&read(&bytes, &pamaas()).unwrap(), &pamaas(), &Options::default());
    let annotated = annotate(&bytes, &report, &title_of(&pamaas(), Language::EN)).unwrap().bytes;
    let done = fixed(&annotated, Which::Safe);
    assert_eq!(receipt(&done), [FIXED]);
    assert!(parts(&done.bytes.unwrap()) == parts(&fixed(&bytes, Which::Safe).bytes.unwrap()));
}

#[test]
fn a_signature_that_would_not_hold_is_dropped() {
    let bytes = blank().to_xlsx();
    let relations = String::from_utf8(parts(&bytes)["_rels/.rels"].clone()).unwrap().replace(
        "</Relationships>",
        "<Relationship Id=\"rIdS\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin\" \
         Target=\"_xmlsignatures/origin.sigs\"/></Relationships>",
    );
    let types = String::from_utf8(parts(&bytes)["[Content_Types].xml"].clone()).unwrap().replace(
        "</Types>",
        "<Default Extension=\"sigs\" ContentType=\"application/vnd.openxmlformats-package.digital-signature-origin\"/></Types>",
    );
    let signed = with_parts(
        &bytes,
        &[("_xmlsignatures/origin.sigs", "x"), ("_rels/.rels", &relations), ("[Content_Types].xml", &types)],
    );
    let done = fixed(&signed, Which::Safe);
    assert!(done.signature_dropped);
    assert!(parts(&done.bytes.unwrap()).keys().all(|name| !name.starts_with("_xmlsignatures")));
    assert!(!fixed(&bytes, Which::Safe).signature_dropped);
}

#[test]
fn secrets_stand_in_no_receipt() {
    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYSECRETKEYX";
    let book = base()
        .set("AD-L2.username", format!(" {SECRET} "))
        .set("AD-L3.user_dn", format!("WEGEN\\{SECRET}\n"))
        .set("AWS-CLI-L1.username", SECRET);
    let bytes = book.to_xlsx();
    let done = fixed(&bytes, Which::All);
    assert!(done.report.findings.iter().any(|finding| finding.code.starts_with("SEC")));
    assert!(!format!("{:?}", done.receipt).contains(&SECRET[3..20]), "{:?}", done.receipt);
    assert!(!format!("{:?}", done.report).contains(&SECRET[3..20]));
}

#[test]
fn what_is_no_workbook_says_what_to_do() {
    for bytes in [&b""[..], b"%PDF", b"Account ID;Safe\nUX-L1;x\n", &package([("a.txt", "b")])] {
        let error = fix(bytes, &pamaas(), &Options::default(), Which::Safe).unwrap_err();
        for language in Language::all() {
            assert!(!error.message(language).is_empty());
        }
        assert!(error.message(Language::EN).contains(".xlsx"), "{error}");
    }
}

#[test]
fn formulas_are_calculated_anew_where_there_are_any() {
    let bytes = base().set("AD-L2.safe", "d-000098-20109-ops-ce").to_xlsx();
    let book = |bytes: &[u8]| String::from_utf8(parts(bytes)["xl/workbook.xml"].clone()).unwrap();
    let plain =
        with_parts(&bytes, &[("xl/workbook.xml", &book(&bytes).replace(" fullCalcOnLoad=\"1\"", ""))]);
    let (name, text) = sheet(&plain, 2);
    let formula = "<row r=\"900\"><c r=\"Z900\"><f>1+1</f><v>2</v></c></row></sheetData>";
    let with_formula = with_parts(&plain, &[(&name, &text.replace("</sheetData>", formula))]);
    let done = |bytes: &[u8]| book(&fixed(bytes, Which::Safe).bytes.unwrap());
    assert!(done(&with_formula).contains(" fullCalcOnLoad=\"1\""), "{}", done(&with_formula));
    assert_eq!(done(&plain), book(&plain));
}
