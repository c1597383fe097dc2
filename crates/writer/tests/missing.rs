//! Packages that declare what they lack, of other encodings, or broken in a part that nobody needs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod support;

use pamlint_convention::Language;
use pamlint_testkit::lint::lint;
use pamlint_writer::{Remark, annotate, clean};
use support::prefixed::*;
use support::*;

/// A part is declared that is not there; the copy may not declare it twice.
#[test]
fn parts_that_are_missing_are_added_where_they_were_expected() {
    let mut list = prefixed();
    declare(
        &mut list,
        "<t:Override PartName=\"/xl/comments1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml\"/>\
         <t:Override PartName=\"/xl/looks.xml\" ContentType=\"x/y\"/>",
    );
    refer_to_styles(&mut list, "looks.xml");
    let (parts, _) = annotated(&build(&list));
    let types = &parts["[Content_Types].xml"];
    assert_eq!(types.matches("/xl/comments1.xml").count(), 1, "{types}");
    assert_eq!(types.matches("/xl/looks.xml").count(), 1, "{types}");
    assert!(types.contains("spreadsheetml.styles+xml") && !types.contains("x/y"), "{types}");
    assert!(parts.contains_key("xl/looks.xml") && parts.contains_key("xl/comments1.xml"));
    assert_eq!(parts["xl/_rels/workbook.xml.rels"].matches("/styles").count(), 1);
}

#[test]
fn notes_that_are_missing_are_added_where_the_sheet_expects_them() {
    let sheet = "xl/worksheets/_rels/sheet1.xml.rels";
    let mut list = prefixed();
    list.push((
        sheet,
        format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"c\" Type=\"{RELATIONS}/comments\" Target=\"../notes.xml\"/>\
             <Relationship Id=\"v\" Type=\"{RELATIONS}/vmlDrawing\" Target=\"../notes.vml\"/></Relationships>"
        ),
    ));
    list[0].1 = list[0].1.replace(
        "<t:Override",
        "<t:Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><t:Override",
    );
    list[4].1 = list[4].1.replace(
        "</x:worksheet>",
        &format!("<x:legacyDrawing xmlns:r=\"{RELATIONS}\" r:id=\"v\"/></x:worksheet>"),
    );
    let copy = annotate(&build(&list), &one_finding(), &title(Language::EN)).unwrap();
    let added = parts(&copy.bytes);
    assert!(added.contains_key("xl/notes.xml") && added.contains_key("xl/notes.vml"));
    assert_eq!(String::from_utf8_lossy(&added[sheet]).matches("<Relationship ").count(), 2);
    assert!(parts(&clean(&copy.bytes).unwrap().unwrap()) == parts(&build(&list)));
}

#[test]
fn a_sheet_without_a_part_stays_as_it_is() {
    let mut list = prefixed();
    list[2].1 = list[2].1.replace(
        "</x:sheets>",
        "<x:sheet name=\"Module1\" sheetId=\"9\" state=\"veryHidden\" q:id=\"\"/></x:sheets>",
    );
    let original = build(&list);
    let copy = annotate(&original, &one_finding(), &title(Language::EN)).unwrap();
    assert!(parts(&clean(&copy.bytes).unwrap().unwrap()) == parts(&original));
    let workbook = String::from_utf8_lossy(&parts(&copy.bytes)["xl/workbook.xml"]).into_owned();
    assert!(workbook.contains("name=\"Module1\" sheetId=\"9\" state=\"veryHidden\" q:id=\"\""));
}

#[test]
fn an_empty_style_sheet_is_filled() {
    for empty in ["<x:styleSheet xmlns:x=\"MAIN\"/>", "<x:styleSheet xmlns:x=\"MAIN\"></x:styleSheet>"] {
        let mut list = prefixed();
        list.push(("xl/styles.xml", empty.replace("MAIN", MAIN)));
        refer_to_styles(&mut list, "styles.xml");
        let (parts, _) = annotated(&build(&list));
        assert!(parts["xl/styles.xml"].contains("<x:dxfs count=\"9\">"), "{}", parts["xl/styles.xml"]);
    }
}

#[test]
fn parts_of_other_encodings_are_marked_and_given_back() {
    for name in ["utf-16", "ISO-8859-1"] {
        let encode = |text: &str| -> Vec<u8> {
            let text = format!("<?xml version=\"1.0\" encoding=\"{name}\"?>{text}");
            match name {
                "utf-16" => format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
                _ => text.chars().map(|character| u8::try_from(character).unwrap()).collect(),
            }
        };
        let mut list = prefixed();
        list[4].1 = list[4].1.replace("OPX", "OPX é");
        let original = package(list.iter().map(|(name, text)| (name, encode(text))));
        let copy = annotate(&original, &one_finding(), &title(Language::EN)).unwrap();
        assert!(lint(&copy.bytes).is_empty(), "{name}: {:?}", lint(&copy.bytes));
        let text = String::from_utf8(parts(&copy.bytes)["xl/worksheets/sheet1.xml"].clone()).unwrap();
        assert!(text.contains("OPX é") && !text.contains("tabSelected"), "{name}: {text}");
        assert!(parts(&clean(&copy.bytes).unwrap().unwrap()) == parts(&original), "{name}");
    }
}

#[test]
fn a_signature_that_cannot_be_read_is_dropped_for_good() {
    let mut list = prefixed();
    sign(&mut list, "<Signature>of somebody</Signature>");
    let original = build(&list);
    let at = memchr::memmem::find(&original, b"of somebody").unwrap();
    let mut broken = original.clone();
    broken[at] = b'O';
    let copy = annotate(&broken, &one_finding(), &title(Language::EN)).unwrap();
    assert_eq!(copy.remarks, [Remark::SignatureDropped]);
    assert!(lint(&copy.bytes).is_empty(), "{:?}", lint(&copy.bytes));
    let cleaned = parts(&clean(&copy.bytes).unwrap().unwrap());
    assert!(cleaned.keys().all(|name| !name.starts_with("_xmlsignatures")));
    assert!(!String::from_utf8_lossy(&cleaned["_rels/.rels"]).contains("signature"));
}
