//! A workbook that is put together in a way that a patch trips over, and what holds for every copy of it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use pamlint_convention::{Language, Severity};
use pamlint_rules::Was;
use pamlint_testkit::lint::lint;
use pamlint_writer::{Remark, annotate, clean};

use super::*;

pub const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
pub const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
pub const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

pub const SHEET: &str = "<x:worksheet xmlns:x=\"MAIN\"><x:sheetViews><x:sheetView tabSelected=\"1\" workbookViewId=\"0\"/></x:sheetViews>\
    <x:sheetData><x:row r=\"7\"><x:c r=\"B7\" t=\"inlineStr\"><x:is><x:t>OPX</x:t></x:is></x:c></x:row></x:sheetData>\
    <x:sheetProtection sheet=\"1\"/></x:worksheet>";

/// A workbook with prefixes everywhere, without styles, and without what is usual in the content types.
pub fn prefixed() -> Vec<(&'static str, String)> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<p:Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    vec![
        (
            "[Content_Types].xml",
            format!(
                "<t:Types xmlns:t=\"{PACKAGE}/content-types\">\
                 <t:Override PartName=\"/_rels/.rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <t:Override PartName=\"/xl/_rels/workbook.xml.rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <t:Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
                 <t:Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></t:Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<p:Relationships xmlns:p=\"{PACKAGE}/relationships\">{}</p:Relationships>",
                relation("a", "officeDocument", "/xl/workbook.xml")
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<x:workbook xmlns:x=\"{MAIN}\" xmlns:q=\"{RELATIONS}\"><x:sheets><x:sheet name=\"UX\" sheetId=\"7\" q:id=\"s\"/></x:sheets><x:calcPr calcId=\"1\"/></x:workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<p:Relationships xmlns:p=\"{PACKAGE}/relationships\">{}</p:Relationships>",
                relation("s", "worksheet", "/xl/worksheets/sheet1.xml")
            ),
        ),
        ("xl/worksheets/sheet1.xml", SHEET.replace("MAIN", MAIN)),
    ]
}

pub fn build(list: &[(&str, String)]) -> Vec<u8> {
    package(list.iter().map(|(name, text)| (name, text)))
}

/// Adds to the content types.
pub fn declare(list: &mut [(&str, String)], types: &str) {
    list[0].1 = list[0].1.replace("</t:T", &format!("{types}</t:T"));
}

/// Makes the workbook refer to a part of styles.
pub fn refer_to_styles(list: &mut [(&str, String)], target: &str) {
    let relation = format!("<p:Relationship Id=\"z\" Type=\"{RELATIONS}/styles\" Target=\"{target}\"/>");
    list[3].1 = list[3].1.replace("</p:R", &format!("{relation}</p:R"));
}

/// Adds a digital signature.
pub fn sign(list: &mut Vec<(&str, String)>, signature: &str) {
    let kind = format!("{PACKAGE}/relationships/digital-signature/origin");
    let relation =
        format!("<p:Relationship Id=\"b\" Type=\"{kind}\" Target=\"_xmlsignatures/origin.sigs\"/>");
    list[1].1 = list[1].1.replace("</p:R", &format!("{relation}</p:R"));
    list.push(("_xmlsignatures/origin.sigs", String::new()));
    list.push(("_xmlsignatures/sig1.xml", signature.to_owned()));
}

pub fn one_finding() -> Report {
    report(&["UX"], vec![finding(0, "B7", Severity::Error, "SAF005", Was::Text("OPX".to_owned()))])
}

/// Annotates and checks what holds for every copy; gives its parts as text.
pub fn annotated(original: &[u8]) -> (BTreeMap<String, String>, Vec<Remark>) {
    let copy = annotate(original, &one_finding(), &title(Language::EN)).unwrap();
    let new: Vec<_> = lint(&copy.bytes).difference(&lint(original)).cloned().collect();
    assert_eq!(new, Vec::<String>::new());
    assert!(annotate(&copy.bytes, &one_finding(), &title(Language::EN)).unwrap() == copy);
    let cleaned = clean(&copy.bytes).unwrap().unwrap();
    assert!(parts(&cleaned) == parts(original));
    assert!(values(&copy.bytes, "Findings") == values(original, ""));
    let texts = parts(&copy.bytes)
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned()));
    (texts.collect(), copy.remarks)
}
