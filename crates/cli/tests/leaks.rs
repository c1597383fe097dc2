//! Secrets that stand in a workbook, wherever they stand, are in nothing that any command writes or says.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::process::Output;

use pamlint_testkit::Book;
use support::{GOOD, command, files, folder, is_left_out, program, words};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What is planted, each in a place of its own; nothing else in a workbook, and nothing of ours, has such a text.
const PLANTED: [&str; 23] = [
    "comments",
    "username",
    "beside",
    "column",
    "header",
    "sheetname",
    "filename",
    "note",
    "names",
    "validation",
    "properties",
    "info",
    "teams",
    "safes",
    "hidden",
    "below",
    "safecell",
    "idcell",
    "author",
    "footer",
    "above",
    "pair",
    "shape",
];

/// What is to be found of a secret: letters and digits only, which no format writes in another way.
fn core(place: &str) -> String {
    let number = PLANTED.iter().position(|planted| *planted == place).unwrap();
    format!("Vrk7{number:02}k9q")
}

fn secret(place: &str) -> String {
    format!("{}!-Lz", core(place))
}

fn named(place: &str) -> String {
    format!("wachtwoord: {}", secret(place))
}

fn file_name() -> String {
    format!("wachtwoord {}.xlsx", secret("filename"))
}

/// A workbook with a secret in every place, and a mistake and something to fix in every row.
fn workbook() -> Vec<u8> {
    let row = |name| ["D-000098-20109-OPX-CE", GOOD[1], GOOD[2], GOOD[3], name];
    let book = Book::new()
        .row("UX", row("oracle "))
        .row("UX", row("oracle"))
        .row("UX", GOOD)
        .row("UX", GOOD)
        .row("UX", GOOD)
        .teams(&[("20109", &named("teams")), ("20110", "Beheer")])
        .safes(&[("D-000098-20109-OPS-CE", &named("safes"))])
        .set("UX-L1.comments", format!("{} ", named("comments")).as_str())
        .set("UX-L2.username", format!("jan / wachtwoord {}", secret("username")).as_str())
        .set("UX-L3.safe", named("safecell").as_str())
        .set("UX-L4.id", named("idcell").as_str())
        .column("UX^Wachtwoord")
        .column(&format!("UX^{}", named("header")))
        .column("UX^Gebruiker + ww")
        .beside("UX-L1.8", secret("column").as_str())
        .beside("UX-L1.10", format!("jan / {}", secret("pair")).as_str())
        .beside("UX-L2.10", format!("svc_app:$apr1$abcdefgh${}abcdefghijkl", core("shape")).as_str())
        .beside("UX-L2.8", "none")
        .note("UX-L5.username", &format!("Jan:\nhet {}", named("note")))
        .below("UX", 4, &named("below"))
        .sheet(
            "Notities",
            &[
                ("A1", "root"),
                ("A2", "password"),
                ("B2", &secret("beside")),
                ("A4", "ww2"),
                ("A5", &secret("above")),
            ],
        )
        .sheet(&format!("ww {}", secret("sheetname")), &[("A1", "remarks"), ("A2", "none")])
        .hidden_sheet("Verborgen", &[("C3", &named("hidden"))]);
    let info = [("Organisation", "Agentschap Wegen en Verkeer"), ("OVO code", "OVO000098")];
    let info_secret = named("info");
    let info = [info[0], info[1], ("Contact", info_secret.as_str())];
    edited(&book.info(&info).to_xlsx(), |part, text| match part {
        "xl/workbook.xml" => {
            let name = format!(
                "<definedNames><definedName name=\"ww_{0}\">\"wachtwoord: {1}\"</definedName></definedNames>",
                core("names"),
                secret("names")
            );
            text.replace("</sheets>", &format!("</sheets>{name}"))
        }
        "xl/worksheets/sheet1.xml" | "xl/worksheets/sheet2.xml" | "xl/worksheets/sheet3.xml" => {
            let told = named("validation");
            let rule = format!(
                "<dataValidations count=\"1\"><dataValidation type=\"list\" allowBlank=\"1\" showInputMessage=\"1\" \
                 sqref=\"Z9\" promptTitle=\"x\" prompt=\"{told}\" error=\"{told}\"><formula1>\"{told},b\"</formula1>\
                 </dataValidation></dataValidations>"
            );
            let footer =
                format!("<headerFooter><oddFooter>&amp;L{}</oddFooter></headerFooter>", named("footer"));
            assert!(text.contains("<pageMargins"), "{part}");
            let text = text.replace("<pageMargins", &format!("{rule}<pageMargins"));
            text.replace("footer=\"0.3\"/>", &format!("footer=\"0.3\"/>{footer}"))
        }
        "docProps/core.xml" => text.replace(
            "</cp:coreProperties>",
            &format!(
                "<dc:title>{0}</dc:title><cp:keywords>{0}</cp:keywords></cp:coreProperties>",
                named("properties")
            ),
        ),
        part if part.starts_with("xl/comments") => {
            let end = text.find("</author>").unwrap();
            format!("{}{}{}", &text[..end], named("author"), &text[end..])
        }
        _ => text,
    })
}

/// A package with its parts edited.
fn edited(package: &[u8], edit: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut target = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts(package) {
        target.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        target.write_all(edit(&name, String::from_utf8(bytes).unwrap()).as_bytes()).unwrap();
    }
    target.finish().unwrap().into_inner()
}

fn parts(package: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// How often each secret stands in bytes, in whatever letters, by what is to be found of it in small ones.
fn count(bytes: &[u8]) -> BTreeMap<String, usize> {
    let small = bytes.to_ascii_lowercase();
    let mut counts = BTreeMap::new();
    // They all begin with `vrk` and end in this.
    let ends = small.windows(3).enumerate().filter(|(_, window)| window == b"k9q").map(|(at, _)| at + 3);
    for end in ends {
        let begins = (9..=10).filter_map(|length| small.get(end.checked_sub(length)?..end));
        if let Some(core) = begins.into_iter().find(|core| core.starts_with(b"vrk")) {
            *counts.entry(String::from_utf8_lossy(core).into_owned()).or_default() += 1;
        }
    }
    counts
}

/// All the bytes of a file, those of its parts where it is a package.
fn all(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(b"PK") {
        parts(bytes).into_iter().flat_map(|(_, part)| part).collect()
    } else {
        bytes.to_vec()
    }
}

/// Each secret is in `bytes` no more often than in `before`. Only the name of a file is told to whoever runs the
/// program, who has to find the file.
fn tell_nothing(what: &str, bytes: &[u8], before: &[u8]) {
    let (bytes, before) = (all(bytes), all(before));
    // What goes to a customer names no file, and none of others.
    let is_told = |secret: &str| secret == core("filename").to_lowercase() && before.is_empty();
    let known = count(&before);
    for (secret, told) in count(&bytes).into_iter().filter(|(secret, _)| !is_told(secret)) {
        assert!(
            told <= known.get(&secret).copied().unwrap_or_default(),
            "{what}: the secret {secret} is told {told} times: {}",
            around(&bytes, &secret)
        );
    }
}

fn around(bytes: &[u8], core: &str) -> String {
    let text = String::from_utf8_lossy(bytes);
    let at = text.to_ascii_lowercase().find(core).unwrap_or_default();
    text[..at].chars().rev().take(120).collect::<Vec<_>>().into_iter().rev().collect::<String>()
        + &text[at..].chars().take(80).collect::<String>()
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut call = command(folder);
    call.env("PAMLINT_CACHE_DIR", folder.join("cache")).args(arguments).args(["-vv", "--color", "always"]);
    let output = call.output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {output:?}");
    let what = arguments.join(" ");
    tell_nothing(&format!("{what}, its output"), &output.stdout, b"");
    tell_nothing(&format!("{what}, what it says"), &output.stderr, b"");
    output
}

/// Every file that is no input and no copy of one tells nothing, and a copy no more than its workbook.
fn nothing_is_told(folder: &Path, what: &str) {
    let names = files(&folder.join("in"));
    let input_of = |copy: &str| {
        let copy = copy.rsplit('/').next().unwrap();
        let of = |name: &&String| copy.starts_with(name.rsplit_once('.').unwrap().0);
        names.iter().find(of).map(|name| fs::read(folder.join("in").join(name)).unwrap())
    };
    for name in files(folder).iter().filter(|name| !name.starts_with("in/")) {
        let bytes = fs::read(folder.join(name)).unwrap();
        let is_copy = [".checked", ".fixed", ".clean"].iter().any(|word| name.contains(word));
        let before = is_copy.then(|| input_of(name).unwrap());
        tell_nothing(&format!("{what}, {name}"), &bytes, before.as_deref().unwrap_or_default());
    }
}

fn planted() -> TempDir {
    let bytes = workbook();
    let counts = count(&all(&bytes));
    for place in PLANTED.iter().filter(|place| **place != "filename") {
        assert!(counts.contains_key(&core(place).to_lowercase()), "{place} is planted nowhere");
    }
    let (in_words, cores) = words::workbook();
    let counts = count(&all(&in_words));
    assert!(cores.len() > 100 && cores.iter().all(|core| counts.contains_key(&core.to_lowercase())));
    let name = format!("in/{}", file_name());
    folder(&[(name.as_str(), bytes.clone()), ("in/words.xlsx", in_words), ("in/z.xlsx", bytes)])
}

/// The formats that a command knows.
fn formats(folder: &Path, command_name: &str) -> Vec<String> {
    let refused = command(folder).args([command_name, "--format", "none of them", "x"]).output().unwrap();
    let said = String::from_utf8(refused.stderr).unwrap();
    let values = said.trim_end().split_once("; it takes ").unwrap().1;
    values.split(", ").map(str::to_owned).collect()
}

#[test]
fn no_secret_is_in_anything_that_check_and_merge_write() {
    let folder = planted();
    let path = folder.path();
    for format in formats(path, "check") {
        let report = format!("report.{format}");
        run(path, &["check", "in", "--format", &format, "--no-cache", "--no-annotate"]);
        run(
            path,
            &["check", "in", "--format", &format, "--output", &report, "--no-annotate", "--lang", "nl"],
        );
    }
    run(path, &["check", "in", "--statistics", "--no-annotate"]);
    let summaries = ["--summary", "s.html", "--summary", "s.xlsx"];
    run(path, &[&["check", "in", "--out", "out", "--mirror"], &summaries[..]].concat());
    assert!(files(path).iter().filter(|name| name.starts_with("out/")).count() == 3);
    assert!(files(path).iter().any(|name| name.starts_with("cache/")));
    let parts = ["1.jsonl", "2.jsonl"];
    for (number, file) in parts.iter().enumerate() {
        let part = format!("{}/2", number + 1);
        run(path, &["check", "in", "--shard", &part, "--format", "jsonl", "--output", file, "--no-annotate"]);
    }
    for format in formats(path, "merge") {
        run(path, &["merge", "1.jsonl", "2.jsonl", "--format", &format]);
    }
    run(path, &["merge", "1.jsonl", "2.jsonl", "--summary", "m.html", "--summary", "m.xlsx"]);
    nothing_is_told(path, "check");
}

#[test]
fn no_secret_is_in_anything_that_fix_and_clean_write() {
    let folder = planted();
    let path = folder.path();
    for format in formats(path, "fix") {
        run(path, &["fix", "in", "--format", &format, "--diff"]);
        run(path, &["fix", "in", "--format", &format, "--unsafe-fixes", "--out", "fixed"]);
    }
    assert!(files(path).iter().filter(|name| name.starts_with("fixed/")).count() == 3);
    run(path, &["check", "in", "--out", "out"]);
    for name in files(&path.join("out")) {
        run(path, &["clean", &format!("out/{name}"), "--out", "cleaned"]);
    }
    assert!(files(path).iter().filter(|name| name.starts_with("cleaned/")).count() == 3);
    nothing_is_told(path, "fix and clean");
}

#[test]
fn no_secret_is_in_anything_that_compare_record_and_replies_write() {
    let folder = planted();
    let path = folder.path();
    for name in ["words.xlsx", "z.xlsx"] {
        let file = format!("in/{name}");
        for format in formats(path, "compare") {
            run(path, &["compare", &file, "in/words.xlsx", "--format", &format]);
            run(path, &["compare", "in/words.xlsx", &file, "--format", &format]);
        }
        let decision =
            ["--reason", "r", "--approved-by", "An", "--until", "2026-12-31", "--today", "2026-11-28"];
        run(path, &[&["exceptions", "record", &file][..], &decision].concat());
        run(path, &["check", &file, "--reply", "replies", "--out", "out", "--today", "2026-11-28"]);
    }
    assert!(files(path).iter().any(|name| name.starts_with("replies/")));
    assert!(files(path).contains(&"pamlint.toml".to_owned()));
    nothing_is_told(path, "compare, record and replies");
}

/// A convention in which everything is confirmed that files for upload wait for.
const CONFIRMED: &str = "id = \"ours\"\nversion = \"1\"\nextends = \"pamaas\"\n";

/// Calls `plan` in every format, into a file each; every file is there afterwards.
fn plan_all(path: &Path, call: impl Fn(&[&str])) {
    let mut convention = CONFIRMED.to_owned();
    for role in ["user", "validator", "auditor"] {
        convention += &format!(
            "[plan.roles.{role}]\npermissions = [\"listAccounts\"]\nnot_when_controlled = []\nconfirmed = true\n"
        );
    }
    convention +=
        "[plan.decisions.member-name]\nanswered = true\nquestion = { nl = \"x\", en = \"x\", fr = \"x\" }\n";
    fs::write(path.join("ours.toml"), convention).unwrap();
    let formats = formats(path, "plan");
    assert!(formats.len() >= 14, "{formats:?}");
    for format in &formats {
        let file = format!("plan.{format}");
        call(&["plan", "in", "--convention", "ours.toml", "--format", format, "--output", &file]);
        assert!(path.join(&file).is_file(), "{format}");
        if format != "xlsx" {
            call(&["plan", "in", "--convention", "ours.toml", "--format", format]);
        }
    }
}

#[test]
fn no_secret_is_in_anything_that_plan_writes() {
    let folder = planted();
    let path = folder.path();
    plan_all(path, |arguments| drop(run(path, arguments)));
    nothing_is_told(path, "plan");
}

#[test]
fn no_secret_is_in_a_plan_or_in_what_is_kept_of_it() {
    let folder = planted();
    let path = folder.path();
    fs::write(path.join("in/good.xlsx"), support::good()).unwrap();
    for format in ["text", "json"] {
        run(path, &["plan", "in", "--format", format]);
        run(path, &["plan", "in", "--format", format, "--output", &format!("plan.{format}"), "--lang", "nl"]);
    }
    let plan: serde_json::Value = serde_json::from_slice(&fs::read(path.join("plan.json")).unwrap()).unwrap();
    let account =
        plan["objects"].as_array().unwrap().iter().find(|object| object["type"] == "account").unwrap();
    let error = format!("wachtwoord: {} is refused", secret("username"));
    let result = serde_json::json!({ "id": account["id"], "status": 400, "error": error });
    fs::write(path.join("in/result.json"), result.to_string()).unwrap();
    let receipt = ["--receipt", "in/result.json", "--ledger", "ledger.json", "--out", "refused"];
    run(path, &[&["plan", "in"], &receipt[..]].concat());
    run(path, &["plan", "--undo", "ledger.json"]);
    assert!(files(path).iter().any(|name| name.ends_with("good.refused.xlsx")));
    nothing_is_told(path, "plan");
}

/// Texts that would be a formula, a link, markup, a command of the terminal, or turn what stands around them.
const WILD: [&str; 7] = [
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "[cmd|](http://evil.example/x)",
    "</td><script>alert('cmd|')</script>",
    "\u{1b}[2J\u{1b}]0;cmd|\u{7}",
    "OPS\u{202e}cmd|\u{2066}x",
    "x\"),cmd|' /C calc'!A0,(\"",
];

/// What a row has that is an account.
const SERVER: &str = "db01.wegen.example";

/// The same mistakes in a workbook and in plain text, with wild texts in their cells and names.
fn wild() -> TempDir {
    let mut book = Book::new();
    for value in WILD {
        // Without anything like an account, a row is none.
        book = book.row("UX", [value, value, value, SERVER, value]);
    }
    for (number, value) in WILD.iter().enumerate() {
        book = book.set(&format!("UX-L{}.id", number + 1), *value);
    }
    let sheet = "wi'ld\"\u{202e}cmd|";
    let book =
        book.sheet(sheet, &[("A1", "ID"), ("B1", "Safe"), ("C1", "Platform"), ("A2", "x"), ("B2", WILD[5])]);
    let quoted = |value: &&str| format!("\"{}\"", value.replace('"', "\"\""));
    // Plain text with control characters is no plain text.
    let lines = WILD.iter().filter(|value| !value.contains('\u{1b}')).map(|value| {
        let value = quoted(value);
        format!("{value};UX;{value};{value};{value};{SERVER};{value}\n")
    });
    let csv = format!("ID;Type;Safe;Platform;Context;Address;Username\n{}", lines.collect::<String>());
    let folder = folder(&[("in/a.xlsx", book.to_xlsx()), ("in/b.csv", csv.into_bytes())]);
    fs::copy(folder.path().join("in/b.csv"), folder.path().join("in/c\u{202e}d\u{1b}[2J.csv")).unwrap();
    folder
}

fn is_commanding(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}')
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// No character of a text commands the terminal or turns the text around it.
fn commands_nothing(what: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap();
    if let Some(at) = text.find(is_commanding) {
        panic!("{what}: {:?}", text[at..].chars().take(60).collect::<String>());
    }
}

/// What of a formula is neither a text nor the name of a sheet.
fn outside_quotes(formula: &str) -> String {
    let (mut outside, mut quote) = (String::new(), None);
    for character in formula.chars() {
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (None, _) => outside.push(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    outside
}

#[test]
fn no_text_in_a_workbook_runs_or_turns_what_stands_around_it() {
    let folder = wild();
    let path = folder.path();
    let call = |arguments: &[&str]| {
        let output = command(path).args(arguments).arg("-vv").output().unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {output:?}");
        commands_nothing(&arguments.join(" "), &output.stdout);
        commands_nothing(&arguments.join(" "), &output.stderr);
        output
    };
    for format in formats(path, "check") {
        let output = call(&["check", "in", "--no-cache", "--no-annotate", "--format", &format]);
        // In a table of Markdown a bar stands behind a backslash.
        let plain = String::from_utf8(output.stdout.clone()).unwrap().replace("\\|", "|");
        assert!(plain.matches("cmd|").count() > 6, "{format}");
        if format == "sarif" {
            let sarif: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            for result in sarif["runs"][0]["results"].as_array().unwrap() {
                let text = result["message"]["text"].as_str().unwrap();
                let plain = text.replace("\\[", "").replace("\\]", "");
                assert!(!plain.contains(['[', ']']), "{text}");
            }
        }
    }
    call(&["check", "in", "--out", "out", "--no-cache", "--summary", "s.xlsx", "--summary", "s.html"]);
    for format in formats(path, "fix") {
        call(&["fix", "in", "--format", &format, "--out", "fixed", "--unsafe-fixes"]);
    }
    plan_all(path, |arguments| drop(call(arguments)));
    let page = fs::read_to_string(path.join("s.html")).unwrap();
    assert_eq!(page.matches("<script").count(), 1);
    let mut packages = 0;
    for name in files(path).iter().filter(|name| name.ends_with(".xlsx")) {
        packages += 1;
        for (part, bytes) in parts(&fs::read(path.join(name)).unwrap()) {
            let text = String::from_utf8_lossy(&bytes);
            let formulas = text.split("<f>").skip(1).chain(text.split("<f ").skip(1));
            for formula in formulas {
                let formula = formula.split("</f>").next().unwrap().replace("&quot;", "\"");
                assert!(!outside_quotes(&formula).contains("cmd|"), "{name}, {part}: {formula}");
            }
            assert!(!text.contains("<ddeLink") && !part.contains("externalLink"), "{name}, {part}");
            if part.starts_with("xl/comments") {
                commands_nothing(&format!("{name}, {part}"), &bytes);
            }
        }
    }
    assert!(packages >= 5, "{packages}");
}

#[cfg(target_os = "linux")]
#[test]
fn no_command_opens_a_connection() {
    if is_left_out("what Wine itself asks for is traced with it") {
        return;
    }
    if std::process::Command::new("strace").arg("-V").output().is_err() {
        println!("skipped: strace is not there");
        return;
    }
    let folder = planted();
    let path = folder.path();
    let large = pamlint_testkit::large(8_000, 1, 1.0);
    fs::write(path.join("in/large.xlsx"), large).unwrap();
    let calls = [
        &[
            "check",
            "in",
            "--out",
            "out",
            "--limit",
            "seconds=120",
            "--summary",
            "s.html",
            "--summary",
            "s.xlsx",
        ][..],
        &["check", "in", "--no-annotate", "--shard", "1/1", "--format", "jsonl", "--output", "1.jsonl"],
        &["merge", "1.jsonl"],
        &["fix", "in/z.xlsx", "--out", "fixed"],
        &["clean", "out/z.checked.xlsx"],
        &["template", "-o", "blank.xlsx"],
        &["rule", "SAF005"],
    ];
    for arguments in calls {
        let mut traced = std::process::Command::new("strace");
        traced.args(["-f", "-qq", "-e", "trace=network", "-o", "trace"]).arg(program());
        traced.args(arguments).current_dir(path).env("PAMLINT_CACHE_DIR", path.join("cache"));
        let output = traced.output().unwrap();
        let Some(code) = output.status.code().filter(|_| path.join("trace").is_file()) else {
            println!("skipped: nothing may be traced here");
            return;
        };
        assert!(matches!(code, 0 | 1), "{arguments:?}: {output:?}");
        let trace = fs::read_to_string(path.join("trace")).unwrap();
        let opened: Vec<&str> =
            trace.lines().filter(|line| line.contains("AF_INET") || line.contains("connect(")).collect();
        assert_eq!(opened, [""; 0], "{arguments:?}");
    }
}
