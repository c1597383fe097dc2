//! The drafts of mails to those who sent workbooks.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::path::Path;

use mail_parser::{Message, MessageParser, MimeHeaders as _};
use pamlint_testkit::Book;
use support::{GOOD, files, folder, pamlint};

fn book(mail: &str) -> Book {
    Book::new().row("UX", GOOD).info(&[
        ("Organisatie", "De Lijn"),
        ("Contactpersoon", "Ann Müller"),
        ("E-mail", mail),
    ])
}

fn read(folder: &Path, name: &str) -> Vec<u8> {
    fs::read(folder.join("replies").join(name)).unwrap()
}

fn parsed(bytes: &[u8]) -> Message<'_> {
    MessageParser::new().parse(bytes).unwrap()
}

/// Whom a mail goes to: name and address.
fn to(message: &Message<'_>) -> Option<(String, String)> {
    let first = message.to()?.first()?.clone();
    Some((first.name.unwrap_or_default().into_owned(), first.address.unwrap_or_default().into_owned()))
}

#[test]
fn a_draft_says_what_is_wrong_and_brings_the_marked_copy() {
    let wrong = book("ann@lijn.example").change("UX-L1.safe", "OPS", "OPX");
    let folder = folder(&[("in/a.xlsx", wrong.to_xlsx()), ("in/b.xlsx", book("ann@lijn.example").to_xlsx())]);
    let call = [
        "in",
        "--reply",
        "replies",
        "--reply-by",
        "14",
        "--today",
        "2026-11-28",
        "--lang",
        "nl",
        "--ignore",
        "SET",
    ];
    let output = pamlint(folder.path(), call);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let bytes = read(folder.path(), "a.reply.eml");
    let message = parsed(&bytes);
    assert_eq!(to(&message), Some(("Ann Müller".to_owned(), "ann@lijn.example".to_owned())));
    assert_eq!(message.subject(), Some("Uw aanvraag a.xlsx: graag nog verbeteren"));
    assert!(String::from_utf8_lossy(&bytes).contains("\r\nX-Unsent: 1\r\n"));
    for text in [message.body_text(0).unwrap(), message.body_html(0).unwrap()] {
        for said in
            ["Dag Ann Müller,", "1 fout", "12 december 2026", "SAF005, UX!B2", "OPX", "a.checked.xlsx"]
        {
            assert!(text.contains(said), "{said} in {text}");
        }
        assert!(!text.contains("b.xlsx"));
    }
    let copy = message.attachment(0).unwrap();
    assert_eq!(copy.attachment_name(), Some("a.checked.xlsx"));
    assert_eq!(copy.contents(), fs::read(folder.path().join("in/a.checked.xlsx")).unwrap());
    let clean = read(folder.path(), "b.reply.eml");
    let clean = parsed(&clean);
    assert_eq!((clean.subject(), clean.attachment_count()), (Some("Uw aanvraag b.xlsx is in orde"), 0));
    let text = clean.body_text(0).unwrap();
    assert!(
        text.contains("1 × Linux-account") && text.contains(GOOD[0]) && !text.contains("12/12/2026"),
        "{text}"
    );
}

#[test]
fn the_same_run_gives_the_same_bytes_and_edited_drafts_stay() {
    let folder = folder(&[("a.xlsx", book("ann@lijn.example").change("UX-L1.safe", "OPS", "OPX").to_xlsx())]);
    let run = |extra: &[&str]| {
        let call = ["a.xlsx", "--reply", "replies", "--today", "2026-11-28"];
        pamlint(folder.path(), call.iter().chain(extra))
    };
    run(&["--jobs", "1"]);
    let first = read(folder.path(), "a.reply.eml");
    run(&["--jobs", "2"]);
    assert!(read(folder.path(), "a.reply.eml") == first);
    assert_eq!(files(&folder.path().join("replies")), ["a.reply.eml"]);
    let mut edited = first.clone();
    edited.extend_from_slice(b"edited\r\n");
    fs::write(folder.path().join("replies/a.reply.eml"), &edited).unwrap();
    let output = run(&[]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("is left alone"));
    assert_eq!(files(&folder.path().join("replies")), ["a.reply-2.eml", "a.reply.eml"]);
    assert!(read(folder.path(), "a.reply.eml") == edited && read(folder.path(), "a.reply-2.eml") == first);
}

#[test]
fn what_stands_in_a_cell_adds_no_line_and_no_other_address() {
    let bad = [
        "",
        "ann@lijn.example; eve@evil.example",
        "ann@lijn.example\r\nBcc: eve@evil.example",
        "ann@lijn.example\nX-Evil: 1",
        "geen",
    ];
    for mail in bad {
        let info =
            [("Organisatie", "De Lijn\r\nX-Evil: 1"), ("Contact", "Ann\r\nBcc: eve"), ("E-mail", mail)];
        let folder = folder(&[("a.xlsx", Book::new().row("UX", GOOD).info(&info).to_xlsx())]);
        let output = pamlint(folder.path(), ["a.xlsx", "--reply", "replies", "--no-annotate"]);
        let told = String::from_utf8_lossy(&output.stderr).contains("the reply has no address");
        let bytes = read(folder.path(), "a.reply.eml");
        let message = parsed(&bytes);
        assert!(told && to(&message).is_none(), "{mail:?}");
        let names: Vec<&str> = message.headers().iter().map(|header| header.name()).collect();
        let wanted = ["Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"];
        assert_eq!(names, wanted, "{mail:?}");
    }
}

#[test]
fn a_draft_names_nobody_else_and_no_secret() {
    let secret = "Zomer2024!";
    let wrong = book("ann@lijn.example")
        .change("UX-L1.safe", "OPS", "OPX")
        .set("UX-L1.comments", "wachtwoord: Zomer2024!");
    let folder =
        folder(&[("klant-a/a.xlsx", book("an@a.example").to_xlsx()), ("klant-b/b.xlsx", wrong.to_xlsx())]);
    pamlint(folder.path(), ["klant-a", "klant-b", "--reply", "replies"]);
    let bytes = read(folder.path(), "b.reply.eml");
    let message = parsed(&bytes);
    let text = format!("{}{}", message.body_text(0).unwrap(), message.body_html(0).unwrap());
    assert!(text.contains("SET001") && text.contains("SEC001"), "{text}");
    assert!(!text.contains("klant-a") && !text.contains("a.xlsx") && !text.contains(secret), "{text}");
}

#[test]
fn a_workbook_that_cannot_be_checked_gets_a_draft_without_an_address() {
    let folder = folder(&[("a.xlsx", b"PK\x03\x04nothing".to_vec())]);
    let output = pamlint(folder.path(), ["a.xlsx", "--reply", "replies", "--lang", "fr"]);
    assert_eq!(output.status.code(), Some(3));
    let bytes = read(folder.path(), "a.reply.eml");
    let message = parsed(&bytes);
    assert_eq!(message.subject(), Some("Votre demande a.xlsx n’a pas pu être lue"));
    assert!(to(&message).is_none() && message.attachment_count() == 0);
}

#[test]
fn days_that_have_passed_and_replies_without_a_folder_are_refused() {
    let folder = folder(&[("a.xlsx", book("ann@lijn.example").to_xlsx())]);
    let refused = |call: &[&str]| {
        let output = pamlint(folder.path(), call);
        assert_eq!(output.status.code(), Some(2), "{call:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let passed = ["a.xlsx", "--reply", "replies", "--reply-by", "2026-01-01", "--today", "2026-11-28"];
    assert!(refused(&passed).contains("lies before the day of the check"));
    assert!(refused(&["a.xlsx", "--reply-by", "14"]).contains("name a folder"));
    assert!(refused(&["a.xlsx", "--reply", "replies", "--reply-by", "soon"]).contains("a number of days"));
}

#[test]
fn python_reads_a_draft_as_it_is_meant() {
    let Ok(python) = std::env::var("PAMLINT_PYTHON") else {
        eprintln!("skipped: PAMLINT_PYTHON names no Python");
        return;
    };
    let folder = folder(&[("a.xlsx", book("ann@lijn.example").change("UX-L1.safe", "OPS", "OPX").to_xlsx())]);
    pamlint(folder.path(), ["a.xlsx", "--reply", "replies", "--lang", "nl"]);
    let script = "\
import email, email.policy, sys
mail = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
assert not any(part.defects for part in mail.walk()), [part.defects for part in mail.walk()]
attached = list(mail.iter_attachments())
assert attached[0].get_content()[:2] == b'PK'
print(mail['To'], '|', mail['Subject'], '|', attached[0].get_filename(), '|', mail.get_body(('html',)).get_content_charset())
";
    let output = std::process::Command::new(python)
        .args(["-c", script])
        .arg(folder.path().join("replies/a.reply.eml"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(
        said.trim(),
        "Ann Müller <ann@lijn.example> | Uw aanvraag a.xlsx: graag nog verbeteren | a.checked.xlsx | utf-8"
    );
}

#[test]
fn a_draft_without_a_copy_says_itself_what_is_wrong() {
    let wrong = book("ann@lijn.example").change("UX-L1.safe", "OPS", "OPX");
    let folder = folder(&[("a.xlsx", wrong.to_xlsx())]);
    let call = ["a.xlsx", "gone.xlsx", "--no-annotate", "--reply", "replies", "--lang", "en"];
    pamlint(folder.path(), call);
    let bytes = read(folder.path(), "a.reply.eml");
    let message = parsed(&bytes);
    let text = message.body_text(0).unwrap();
    assert_eq!(message.attachment_count(), 0);
    assert!(text.contains("SAF005, UX!B2") && text.contains("Correct the cells named above"), "{text}");
    assert!(!text.contains("attached"), "{text}");
    // Nobody has sent a file that is not there.
    assert_eq!(fs::read_dir(folder.path().join("replies")).unwrap().count(), 1);
    let call = ["a.xlsx", "--reply", "small", "--lang", "en", "--limit", "cells=3"];
    pamlint(folder.path(), call);
    let bytes = fs::read(folder.path().join("small/a.reply.eml")).unwrap();
    let text = parsed(&bytes).body_text(0).unwrap().into_owned();
    assert!(text.contains("too large") && !text.contains("--limit"), "{text}");
    let call = ["a.xlsx", "--reply", "part", "--select", "SEC", "--lang", "en"];
    assert_eq!(pamlint(folder.path(), call).status.code(), Some(2));
}

#[test]
fn who_has_not_answered_is_told_with_the_day() {
    let wrong = book("ann@lijn.example").change("UX-L1.safe", "OPS", "OPX");
    let folder = folder(&[("in/a.xlsx", wrong.to_xlsx()), ("in/b.xlsx", book("x@y.example").to_xlsx())]);
    let page = |extra: &[&str]| {
        let common = ["in", "--out", "out", "--ignore", "SET", "--lang", "en", "--summary", "s.html"];
        let output = pamlint(folder.path(), common.iter().chain(extra));
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        fs::read_to_string(folder.path().join("s.html")).unwrap()
    };
    let asked = ["--reply", "replies", "--reply-by", "14", "--today"];
    let first = page(&[&asked[..], &["2026-11-28"]].concat());
    assert!(first.contains("goes back to the customer") && !first.contains("nothing came"), "{first}");
    let said = "answer expected by 12 December 2026, nothing came yet";
    let later = page(&["--today", "2026-12-01"]);
    assert_eq!(later.matches(said).count(), 1, "only what went back is waited for: {later}");
    assert!(later.contains("<td data-key=\"2026-12-12\">12 December 2026</td>"), "the customer: {later}");
    // Drafting the same anew moves no day that is still to come.
    page(&[&asked[..], &["2026-12-02"]].concat());
    assert!(page(&["--today", "2026-12-12"]).contains(said));
    let late = page(&["--today", "2026-12-13"]);
    assert!(late.contains("answer was expected by 12 December 2026, nothing came"), "{late}");
    // One that was asked again after that day has another.
    page(&[&asked[..], &["2026-12-13"]].concat());
    assert!(page(&["--today", "2026-12-14"]).contains("answer expected by 27 December 2026"));
    assert!(!page(&["--today", "2026-12-14", "--no-cache"]).contains("nothing came"));
    // The parts of a run know it as the whole does.
    let part = ["check", "in", "--shard", "1/1", "--format", "jsonl", "--output", "1.jsonl", "--lang", "en"];
    pamlint(folder.path(), part.iter().chain(&["--today", "2026-12-14", "--no-annotate"]));
    pamlint(folder.path(), ["merge", "1.jsonl", "--summary", "m.html", "--today", "2026-12-14"]);
    let merged = fs::read_to_string(folder.path().join("m.html")).unwrap();
    assert!(merged.contains("answer expected by 27 December 2026"), "{merged}");
    // An answer ends it, be it the workbook itself or a copy that came back.
    let answer = book("ann@lijn.example").change("UX-L1.safe", "OPS", "OPY").to_xlsx();
    fs::write(folder.path().join("in/a.xlsx"), answer).unwrap();
    assert!(!page(&["--today", "2026-12-14"]).contains("nothing came"));
}
