//! Marks and status of a copy belong to accounts: they are right after rows were sorted, inserted and deleted, and go out
//! once a mistake is corrected, in whatever cell.
//!
//! `PAMLINT_PYTHON` names a Python with openpyxl, which rearranges the copy, and `PAMLINT_SOFFICE` a LibreOffice, which
//! calculates it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stderr)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use pamlint_convention::{Convention, Language};
use pamlint_rules::{Options, Wording, check};
use pamlint_testkit::Book;
use pamlint_writer::{Title, annotate};

/// A colour that a cell with an error, a warning or a related cell has.
const COLOURS: [(&str, &str); 3] = [("#F4A6A6", "error"), ("#FFD966", "warning"), ("#FCE4E4", "beside")];

fn book() -> Book {
    let safe = "D-000098-20109-OPS-CE";
    let context = "D-000098-20109-OPS%user";
    let mut book = Book::new().teams(&[("OTHER", "Another team")]);
    for (host, user) in [("db01", "oracle"), ("db02", "svc-web"), ("db03", "svc-cron"), ("db04", "root")] {
        let address = format!("{host}.wegen.example");
        book = book.row("UX", [safe, "UX-AO-N-CE-ACR-SSH", context, &address, user]);
    }
    let row = [
        "D-000098-PAMTM-OPS-CE",
        "UX-AO-N-CE-ACR-SSH",
        "D-000098-PAMTM-OPS%user",
        "db05.wegen.example",
        "svc",
    ];
    book.row("UX", row)
        .set("UX-L1.safe", "D-000098-20109-OPX-CE")
        .set("UX-L2.safe", "D-000098-20109-OPX-CE")
        .set("UX-L3.address", "")
}

/// A copy after somebody has worked on it, as LibreOffice shows it.
struct Shown {
    /// The account, the number of the column from 1, and the colour.
    marks: BTreeSet<(String, usize, &'static str)>,
    /// The code and account of each entry of the list, whether it is open, the cell to which it leads, and how many are left.
    list: BTreeSet<(String, String, String, String)>,
}

fn shown(folder: &Path, name: &str) -> Shown {
    let html = std::fs::read_to_string(folder.join("out").join(format!("{name}.html"))).unwrap();
    let (mut marks, mut list) = (BTreeSet::new(), BTreeSet::new());
    let mut is_list = false;
    for row in html.split("<tr").skip(1) {
        let cells: Vec<(&str, String)> = row.split("<td").skip(1).map(cell).collect();
        let text = |number: usize| cells.get(number).map_or("", |cell| cell.1.as_str());
        is_list |= text(0) == "Status";
        if is_list {
            list.insert((text(2).to_owned(), text(5).to_owned(), text(0).to_owned(), text(4).to_owned()));
        } else if text(0).starts_with("UX-L") {
            for (number, (head, _)) in cells.iter().enumerate() {
                let colour = COLOURS.iter().find(|(colour, _)| head.contains(colour));
                marks.extend(colour.map(|(_, what)| (text(0).to_owned(), number + 1, *what)));
            }
        }
    }
    Shown { marks, list }
}

/// The attributes of a cell, and its text without tags.
fn cell(piece: &str) -> (&str, String) {
    let (head, rest) = piece.split_once('>').unwrap_or((piece, ""));
    let body = rest.split("</td>").next().unwrap_or_default();
    let texts = body.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    (head, texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn marks_and_status_go_with_their_accounts() {
    let tools = std::env::var_os("PAMLINT_PYTHON").zip(std::env::var_os("PAMLINT_SOFFICE"));
    let Some((python, office)) = tools else {
        eprintln!(
            "skipped: PAMLINT_PYTHON and PAMLINT_SOFFICE name no Python with openpyxl and no LibreOffice"
        );
        return;
    };
    let convention = Convention::built_in("pamaas").unwrap().unwrap();
    let original = book().to_xlsx();
    let workbook = pamlint_reader::read(&original, &convention).unwrap();
    let report = check(&workbook, &convention, &Options::default());
    let wording = Wording { convention: &convention, language: Language::EN };
    let title = Title { workbook: "a.xlsx", date: "2026-11-22", wording };
    let copy = annotate(&original, &report, &title).unwrap().bytes;

    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("copy.xlsx"), copy).unwrap();
    let ways: [(&str, &str, &[&str]); 6] = [
        ("same", "-", &[]),
        ("turned", "turn", &[]),
        ("deleted", "delete", &[]),
        ("inserted", "insert", &[]),
        ("right", "turn", &["UX!B!UX-L1=D-000098-20109-OPS-CE", "UX!E!UX-L3=db03.wegen.example"]),
        (
            "elsewhere",
            "turn",
            &["UX!B!UX-L4=D-000098-20109-ADM-CE", "Teams!A!3=PAMTM", "Teams!B!3=Who manages the vault"],
        ),
    ];
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/travel/rearrange.py");
    for (name, how, edits) in ways {
        let mut call = Command::new(&python);
        call.arg(&script).arg(path("copy.xlsx")).arg(path(&format!("{name}.xlsx"))).arg(how).args(edits);
        assert!(call.status().unwrap().success(), "{name}");
    }
    let mut call = Command::new(office);
    call.arg(format!("-env:UserInstallation=file://{}", path("profile").display()));
    call.args(["--headless", "--convert-to", "html", "--outdir"]).arg(path("out"));
    call.args(ways.map(|(name, ..)| path(&format!("{name}.xlsx")))).output().unwrap();

    let all = [
        ("UX-L1", 2, "error"),
        ("UX-L2", 2, "error"),
        ("UX-L3", 5, "error"),
        ("UX-L4", 6, "warning"),
        ("UX-L5", 2, "warning"),
    ];
    let marks = |gone: &[&str]| -> BTreeSet<(String, usize, &'static str)> {
        let left = all.iter().filter(|(account, ..)| !gone.contains(account));
        left.map(|(account, column, what)| ((*account).to_owned(), *column, *what)).collect()
    };
    let state = |shown: &Shown, code: &str| -> (String, String) {
        let entry = shown.list.iter().find(|entry| entry.0 == code);
        entry.map(|(_, _, status, cell)| (status.clone(), cell.clone())).unwrap_or_else(|| panic!("{code}"))
    };
    let is = |shown: &Shown, code: &str, status: &str, cell: &str| {
        assert_eq!(state(shown, code), (status.to_owned(), cell.to_owned()), "{code}");
    };
    for (name, first, next, gone) in [
        ("same", "E4", "F5", &[][..]),
        ("turned", "E4", "F3", &[]),
        ("deleted", "E3", "F4", &["UX-L1"]),
        ("inserted", "E5", "F6", &[]),
    ] {
        let shown = shown(folder.path(), name);
        assert_eq!(shown.marks, marks(gone), "{name}");
        is(&shown, "ACC004", "open", first);
        is(&shown, "SAF014", "open", next);
        assert_eq!(state(&shown, "SAF005").0, "open", "{name}: two cells, of which one is still there");
    }
    let right = shown(folder.path(), "right");
    assert_eq!(right.marks, marks(&["UX-L1", "UX-L3"]));
    assert_eq!((state(&right, "SAF005").0, state(&right, "ACC004").0), ("open".into(), "changed".into()));
    let elsewhere = shown(folder.path(), "elsewhere");
    assert_eq!(elsewhere.marks, marks(&["UX-L4", "UX-L5"]));
    assert_eq!(
        (state(&elsewhere, "SAF014").0, state(&elsewhere, "SAF012").0),
        ("changed".into(), "changed".into())
    );
}

#[test]
fn what_a_group_of_rows_lacks_goes_out_wherever_it_is_added() {
    let tools = std::env::var_os("PAMLINT_PYTHON").zip(std::env::var_os("PAMLINT_SOFFICE"));
    let Some((python, office)) = tools else {
        eprintln!("skipped: there is no Python with openpyxl and no LibreOffice");
        return;
    };
    let convention = Convention::built_in("pamaas").unwrap().unwrap();
    let (controlled, free) = ("UX-MA-N-CE-ACR-SSH", "UX-AO-N-CE-ACR-SSH");
    let roles = |safe: &str, roles: &[&str]| {
        roles.iter().map(|role| format!("D-000098-{safe}%{role}")).collect::<Vec<_>>().join("\n")
    };
    let mut book = Book::new();
    for (team, platform, wanted) in [
        // CTX006 and CTX007, CTX005, CTX008.
        ("20109-OPS", controlled, &["user"][..]),
        ("20109-OPS", controlled, &["user"]),
        ("20110-OPS", free, &["user", "validator"]),
        ("20110-OPS", free, &["user"]),
        ("20111-OPS", free, &["auditor"]),
        ("20111-OPS", free, &["auditor"]),
    ] {
        let (safe, contexts) = (format!("D-000098-{team}-CE"), roles(team, wanted));
        book = book.row("UX", [&safe, platform, &contexts, "db01.wegen.example", "svc-web"]);
    }
    for (number, user) in (1..).zip(["oracle", "svc-a", "svc-b", "svc-c", "svc-d", "svc-e"]) {
        book = book.set(&format!("UX-L{number}.username"), user);
    }
    let original = book.to_xlsx();
    let workbook = pamlint_reader::read(&original, &convention).unwrap();
    let report = check(&workbook, &convention, &Options::default());
    let codes: Vec<&str> = report.findings.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(codes, ["CTX006", "CTX007", "CTX005", "CTX008"], "{:?}", report.findings);
    let wording = Wording { convention: &convention, language: Language::EN };
    let title = Title { workbook: "a.xlsx", date: "2026-11-22", wording };
    let copy = annotate(&original, &report, &title).unwrap().bytes;

    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("copy.xlsx"), copy).unwrap();
    let context = |row: &str, team: &str, wanted: &[&str]| format!("UX!D!{row}={}", roles(team, wanted));
    // A row of the third safe moves to the first, with a role that was missing there.
    let moved = |role| {
        vec!["UX!B!UX-L6=D-000098-20109-OPS-CE".to_owned(), context("UX-L6", "20109-OPS", &["user", role])]
    };
    let ways = [
        ("same", vec![]),
        ("validator", moved("validator")),
        ("auditor", moved("auditor")),
        ("access", vec![format!("UX!C!UX-L4={controlled}")]),
        ("user", vec![context("UX-L6", "20111-OPS", &["user", "auditor"])]),
    ];
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/travel/rearrange.py");
    for (name, edits) in &ways {
        let mut call = Command::new(&python);
        call.arg(&script).arg(path("copy.xlsx")).arg(path(&format!("{name}.xlsx"))).arg("turn").args(edits);
        assert!(call.status().unwrap().success(), "{name}");
    }
    let mut call = Command::new(office);
    call.arg(format!("-env:UserInstallation=file://{}", path("profile").display()));
    call.args(["--headless", "--convert-to", "html", "--outdir"]).arg(path("out"));
    call.args(ways.iter().map(|(name, _)| path(&format!("{name}.xlsx")))).output().unwrap();
    let open = |name: &str| -> Vec<String> {
        let list = shown(folder.path(), name).list.into_iter();
        list.filter(|(code, _, status, _)| code.starts_with("CTX") && status == "open")
            .map(|entry| entry.0)
            .collect()
    };
    let first =
        |name: &str| -> Vec<String> { open(name).into_iter().filter(|code| code != "CTX008").collect() };
    assert_eq!(open("same"), ["CTX005", "CTX006", "CTX007", "CTX008"]);
    assert_eq!(first("validator"), ["CTX005", "CTX007"], "only what was missing is there now");
    assert_eq!(first("auditor"), ["CTX005", "CTX006"]);
    assert_eq!(open("access"), ["CTX006", "CTX007", "CTX008"]);
    assert_eq!(open("user"), ["CTX005", "CTX006", "CTX007"]);
}
