//! Packages that are put together in ways that a patch trips over.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod support;

use pamlint_convention::{Language, Severity};
use pamlint_rules::{Place, Was};
use pamlint_testkit::lint::lint;
use pamlint_writer::{Remark, WriteError, annotate, clean};
use support::prefixed::*;
use support::*;

#[test]
fn prefixes_and_missing_parts() {
    let (parts, _) = annotated(&build(&prefixed()));
    assert!(parts["xl/workbook.xml"].contains("<x:sheet name=\"Findings\" sheetId=\"8\" q:id="));
    assert!(
        parts["xl/workbook.xml"]
            .contains("<x:bookViews><x:workbookView activeTab=\"1\"/></x:bookViews><x:sheets>")
    );
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    assert!(
        sheet.contains("<x:cfRule") && !sheet.contains("<cfRule") && !sheet.contains("tabSelected"),
        "{sheet}"
    );
    assert!(sheet.contains(&format!("<x:legacyDrawing xmlns:r=\"{RELATIONS}\" r:id=")), "{sheet}");
    assert!(parts["[Content_Types].xml"].contains("<t:Default Extension=\"rels\""));
    assert!(parts["xl/styles.xml"].contains("<dxfs count=\"9\">"));
}

#[test]
fn strict_packages() {
    let strict: Vec<_> = prefixed()
        .into_iter()
        .map(|(name, text)| {
            let text = text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main");
            (name, text.replace(RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships"))
        })
        .collect();
    let (parts, _) = annotated(&build(&strict));
    for (name, text) in &parts {
        assert!(!text.contains(MAIN) && !text.contains(RELATIONS), "{name}");
    }
}

#[test]
fn styles_with_empty_lists() {
    let mut list = prefixed();
    refer_to_styles(&mut list, "styles.xml");
    declare(
        &mut list,
        "<t:Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>",
    );
    list.push(("xl/styles.xml", format!("<y:styleSheet xmlns:y=\"{MAIN}\"><y:cellXfs count=\"1\"><y:xf/></y:cellXfs><y:dxfs count=\"0\"/><y:extLst/></y:styleSheet>")));
    let (parts, _) = annotated(&build(&list));
    let styles = &parts["xl/styles.xml"];
    assert!(
        styles.contains("<y:dxfs count=\"9\"><y:dxf>") && styles.contains("</y:dxfs><y:extLst/>"),
        "{styles}"
    );
    assert!(
        styles.contains("<y:fills count=\"8\"><y:fill><y:patternFill patternType=\"none\"/>"),
        "{styles}"
    );
    assert!(styles.find("<y:fonts").unwrap() < styles.find("<y:cellXfs count=\"17\"").unwrap(), "{styles}");
}

/// The workbook with a drawing of form controls, and notes if `comments` has any.
fn with_drawing(drawing: &str, comments: &str) -> Vec<u8> {
    let mut list = prefixed();
    let sheet = list[4].1.replace(
        "</x:worksheet>",
        &format!("<x:legacyDrawing xmlns:r=\"{RELATIONS}\" r:id=\"d\"/></x:worksheet>"),
    );
    list[4].1 = sheet;
    let mut relations =
        format!("<Relationship Id=\"d\" Type=\"{RELATIONS}/vmlDrawing\" Target=\"../d.vml\"/>");
    let mut types = "<t:Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <t:Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>"
        .to_owned();
    list.push(("xl/d.vml", drawing.to_owned()));
    if !comments.is_empty() {
        relations
            .push_str(&format!("<Relationship Id=\"c\" Type=\"{RELATIONS}/comments\" Target=\"../c.xml\"/>"));
        types.push_str("<t:Override PartName=\"/xl/c.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml\"/>");
        list.push(("xl/c.xml", comments.replace("MAIN", MAIN)));
    }
    declare(&mut list, &types);
    list.push((
        "xl/worksheets/_rels/sheet1.xml.rels",
        format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}</Relationships>"),
    ));
    build(&list)
}

const DRAWING: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\">\
    <o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout>\
    <v:shape id=\"_x0000_s1025\"><v:textbox><div>Press<br></div></v:textbox></v:shape></xml>";

#[test]
fn drawings_that_are_no_xml_are_added_to() {
    let (parts, remarks) = annotated(&with_drawing(DRAWING, ""));
    let drawing = &parts["xl/d.vml"];
    assert!(
        drawing.contains("data=\"1,2\"") && drawing.contains("Press<br>") && drawing.contains("_x0000_s2049"),
        "{drawing}"
    );
    assert!(drawing.contains("<v:shape xmlns:x=\"urn:schemas-microsoft-com:office:excel\""), "{drawing}");
    assert_eq!(remarks, []);
    let (_, remarks) = annotated(&with_drawing("binary", ""));
    assert_eq!(remarks, [Remark::NotesImpossible { sheet: "UX".to_owned(), cells: 1 }]);
}

#[test]
fn notes_of_the_customer_keep_their_text() {
    let comments = "<c:comments xmlns:c=\"MAIN\"><c:authors><c:author>An</c:author></c:authors><c:commentList>\
        <c:comment ref=\"B7\" authorId=\"0\"><c:text><c:t>mine</c:t></c:text></c:comment></c:commentList></c:comments>";
    let (parts, _) = annotated(&with_drawing(DRAWING, comments));
    let text = &parts["xl/c.xml"];
    assert!(text.contains("<c:r><c:t>mine</c:t></c:r><c:r><c:rPr>"), "{text}");
    assert!(text.contains("\n▼ pamlint") && !text.contains("<c:author>pamlint"), "{text}");
    assert_eq!(parts["xl/d.vml"], DRAWING);
}

#[test]
fn threaded_comments_are_left_alone() {
    let comments = "<comments xmlns=\"MAIN\"><authors><author>tc={0-1}</author></authors><commentList>\
        <comment ref=\"B7\" authorId=\"0\"><text><t>[Threaded comment]</t></text></comment></commentList></comments>";
    let (parts, remarks) = annotated(&with_drawing(DRAWING, comments));
    assert!(!parts["xl/c.xml"].contains("pamlint"));
    assert_eq!(remarks, [Remark::CommentsKept { sheet: "UX".to_owned(), cells: 1 }]);
}

#[test]
fn signatures_are_dropped_and_given_back() {
    let mut list = prefixed();
    sign(&mut list, "<Signature/>");
    declare(
        &mut list,
        "<t:Default Extension=\"sigs\" ContentType=\"application/vnd.openxmlformats-package.digital-signature-origin\"/>\
         <t:Override PartName=\"/_xmlsignatures/sig1.xml\" ContentType=\"application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml\"/>",
    );
    let (parts, remarks) = annotated(&build(&list));
    assert!(!parts.keys().any(|name| name.contains("_xmlsignatures")));
    assert!(
        !parts["_rels/.rels"].contains("signature") && !parts["[Content_Types].xml"].contains("sig1.xml")
    );
    assert_eq!(remarks, [Remark::SignatureDropped]);
    let sheet = &parts["xl/worksheets/sheet2.xml"];
    assert!(sheet.contains(&Remark::SignatureDropped.message(Language::EN)), "{sheet}");
}

#[test]
fn sheets_without_cells_are_only_listed() {
    let mut list = prefixed();
    list[3].1 = list[3].1.replace("/worksheet\"", "/chartsheet\"");
    let copy = annotate(&build(&list), &one_finding(), &title(Language::EN)).unwrap();
    assert_eq!(copy.remarks, [Remark::NotMarked { sheet: "UX".to_owned(), findings: 1 }]);
    assert_eq!(
        parts(&copy.bytes)["xl/worksheets/sheet1.xml"].len() + " tabSelected=\"1\"".len(),
        list[4].1.len()
    );
}

#[test]
fn a_sheet_of_the_customer_keeps_its_name() {
    let mut list = prefixed();
    list[2].1 = list[2].1.replace("\"UX\"", "\"findings\"");
    let original = build(&list);
    let mut report = one_finding();
    report.sheet_names = vec!["findings".to_owned()];
    let copy = annotate(&original, &report, &title(Language::EN)).unwrap();
    assert!(String::from_utf8_lossy(&parts(&copy.bytes)["xl/workbook.xml"]).contains("name=\"Findings 2\""));
    assert!(parts(&clean(&copy.bytes).unwrap().unwrap()) == parts(&original));
}

#[test]
fn very_many_findings_are_capped() {
    let mut findings: Vec<_> = (1..=3_500u32)
        .map(|row| finding(0, &format!("B{row}"), Severity::Error, "SAF005", Was::Text(format!("OPX{row}"))))
        .collect();
    findings[6].was = Was::Text("OPX".to_owned());
    findings[6].related = vec![Place { sheet: 5, cell: pamlint_reader::CellRef::new(1, 1) }];
    let report = report(&["UX"], findings);
    let original = build(&prefixed());
    let copy = annotate(&original, &report, &title(Language::EN)).unwrap();
    assert_eq!(
        copy.remarks,
        [
            Remark::MarksStay { sheet: "UX".to_owned(), cells: 1_500 },
            Remark::NotesCapped { sheet: "UX".to_owned(), cells: 2_500 }
        ]
    );
    assert!(lint(&copy.bytes).is_empty(), "{:?}", lint(&copy.bytes));
    let sheet = String::from_utf8_lossy(&parts(&copy.bytes)["xl/worksheets/sheet1.xml"]).into_owned();
    assert!(sheet.contains("<x:formula>N(&quot;pamlint&quot;)=0</x:formula>"));
    assert!(parts(&clean(&copy.bytes).unwrap().unwrap()) == parts(&original));
}

#[test]
fn what_is_no_workbook_is_refused() {
    for bytes in [&b""[..], b"PK", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"a;b\nc;d\n"] {
        assert!(matches!(
            annotate(bytes, &one_finding(), &title(Language::EN)),
            Err(WriteError::NotAPackage(_))
        ));
        assert!(clean(bytes).is_err());
    }
    let empty = package([("[Content_Types].xml", "<Types/>")]);
    assert!(matches!(clean(&empty), Err(WriteError::NotAPackage(_))));
    let mut list = prefixed();
    list.push(("XL\\workbook.xml", String::new()));
    assert!(matches!(clean(&build(&list)), Err(WriteError::Unsupported(_))));
    let mut list = prefixed();
    list[4].1.truncate(300);
    let error = annotate(&build(&list), &one_finding(), &title(Language::EN)).unwrap_err();
    assert!(
        matches!(&error, WriteError::Damaged { part, .. } if part == "xl/worksheets/sheet1.xml"),
        "{error}"
    );
    for language in Language::all() {
        assert!(error.message(language).contains("sheet1.xml"));
    }
}

#[test]
fn a_part_that_is_referred_to_and_missing_does_not_become_ours() {
    let original = workbook();
    for gone in ["xl/worksheets/sheet2.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"] {
        let bytes = with_parts(&original, &[(gone, "")]);
        let Some(report) = report_about(&bytes) else { panic!("{gone}") };
        let once = annotate(&bytes, &report, &title(Language::EN)).unwrap();
        assert_eq!(values(&once.bytes, "Findings"), values(&bytes, ""), "{gone}");
        assert!(parts(&clean(&once.bytes).unwrap().unwrap()) == parts(&bytes), "{gone}");
    }
}
