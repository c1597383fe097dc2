//! The formulas of blank workbooks: every program that people have takes them. Excel 2016 knows their functions, and none is
//! longer or deeper than it may be.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that cannot be"
)]

use std::collections::BTreeSet;

use pamlint_convention::{Convention, Language, built_in_ids, load, starter};
use pamlint_template::{TemplateOptions, template};
use pamlint_testkit::lint::parts;
use quick_xml::Reader;
use quick_xml::events::Event;

/// What Excel 2016 and LibreOffice both know; what is not used is not here.
const FUNCTIONS: &str = "ABS AND CELL CHAR COUNTA COUNTIF COUNTIFS EXACT FALSE FIND IF IFERROR INDEX INT ISERROR ISLOGICAL \
    ISNUMBER LEFT LEN LOWER MATCH MAX MID MIN NA NOT OFFSET OR REPT RIGHT ROW SEARCH SMALL SUBSTITUTE SUMPRODUCT TEXT TRIM \
    TRUE UPPER";

/// Excel's limits: the length of a formula, of one in a validation, of a text in one, and how deep functions may stand in
/// one another.
const LONGEST: usize = 8_192;
const LONGEST_IN_VALIDATION: usize = 255;
const LONGEST_TEXT: usize = 255;
const DEEPEST: usize = 64;

/// The formulas of a package, each with the element that it stands in.
fn formulas(bytes: &[u8]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (name, content) in parts(bytes) {
        if !name.ends_with(".xml") || !(name.starts_with("xl/worksheets/") || name.ends_with("workbook.xml"))
        {
            continue;
        }
        let mut reader = Reader::from_reader(content.as_slice());
        let mut open: Option<(String, String)> = None;
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    let element = start.local_name().as_ref().to_owned();
                    if matches!(element.as_str(), "f" | "formula" | "formula1" | "definedName") {
                        open = Some((element, String::new()));
                    }
                }
                Event::Text(text) => {
                    if let Some((_, formula)) = &mut open {
                        formula.push_str(&text.xml10_content());
                    }
                }
                Event::GeneralRef(reference) => {
                    if let Some((_, formula)) = &mut open {
                        let name = reference.xml10_content();
                        formula.push(match &*name {
                            "lt" => '<',
                            "gt" => '>',
                            "amp" => '&',
                            "quot" => '"',
                            other => panic!("{other}"),
                        });
                    }
                }
                Event::End(_) => found.extend(open.take()),
                Event::Eof => break,
                _ => {}
            }
        }
    }
    found
}

/// What is wrong with a formula.
fn wrong(element: &str, formula: &str) -> Option<String> {
    let most = if element == "formula1" { LONGEST_IN_VALIDATION } else { LONGEST };
    let length = formula.encode_utf16().count();
    if length > most {
        return Some(format!("{length} characters"));
    }
    let (mut depth, mut deepest, mut word) = (0_usize, 0, String::new());
    let mut characters = formula.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' | '\'' => {
                let mut text = 0;
                loop {
                    match characters.next() {
                        Some(end) if end == character && characters.peek() == Some(&character) => {
                            characters.next();
                            text += 1;
                        }
                        Some(end) if end == character => break,
                        Some(other) => text += other.len_utf16(),
                        None => return Some("a text has no end".to_owned()),
                    }
                }
                if text > LONGEST_TEXT {
                    return Some(format!("a text of {text} characters"));
                }
                word.clear();
            }
            '(' => {
                if !word.is_empty() && !FUNCTIONS.split_whitespace().any(|known| known == word) {
                    return Some(format!("the function {word}"));
                }
                depth += 1;
                deepest = deepest.max(depth);
                word.clear();
            }
            ')' => {
                let Some(less) = depth.checked_sub(1) else { return Some("a bracket too many".to_owned()) };
                depth = less;
                word.clear();
            }
            _ if character.is_alphanumeric() || matches!(character, '.' | '_') => word.push(character),
            _ => word.clear(),
        }
    }
    if depth > 0 || deepest > DEEPEST {
        return Some(format!("{depth} brackets open, {deepest} deep"));
    }
    None
}

fn check(convention: &Convention, language: Language) {
    let options = TemplateOptions { language, rows: 3, kinds: Vec::new() };
    // A convention may ask for what no workbook has, which is told.
    let Ok(bytes) = template(convention, &options) else { return };
    let formulas = formulas(&bytes);
    assert!(!formulas.is_empty());
    let wrong: BTreeSet<String> = formulas
        .iter()
        .filter_map(|(element, formula)| Some(format!("{element}: {} {formula}", wrong(element, formula)?)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_program_takes_the_formulas_of_blank_workbooks() {
    for language in Language::all() {
        for id in built_in_ids() {
            check(&Convention::built_in(id).unwrap().unwrap(), language);
        }
        check(&load("starter.toml", &starter("starter")).unwrap_or_else(|error| panic!("{error}")), language);
    }
}

#[test]
fn long_lists_and_names_keep_within_the_limits() {
    let codes: String =
        (0..400).map(|number| format!("CODE{number:04} = {{ en = \"code {number}\" }}\n")).collect();
    let parts: String = (0..12)
        .map(|number| format!("[parts.p{number}]\nlabel = {{ en = \"part {number}\" }}\ncodes = \"many\"\nexample = \"CODE0001\"\n"))
        .collect();
    let form: Vec<String> = (0..12).map(|number| format!("{{p{number}}}")).collect();
    let form = form.join("-");
    let example = ["CODE0001"; 12].join("-");
    let text = format!(
        r#"
id = "long"
version = "1"
languages = ["en"]
title = {{ en = "Long" }}
[codes.many]
{codes}
{parts}
[names.name]
label = {{ en = "name" }}
form = "{form}"
rule = "NAM001"
[columns.number]
header = "ID"
role = "id"
help.en = "The number."
[columns.name]
header = "Name"
name = "name"
required = true
help.en = "{help}"
example = "{example}"
[columns.place]
header = "Place"
help.en = "The place."
example = "here"
[[kinds]]
id = "machine"
sheet = "It's a \"sheet\""
label = {{ en = "machine" }}
columns = ["number", "name", "place"]
[[rules]]
code = "NAM001"
name = "name-form"
severity = "error"
message.en = "“{{value}}” is no name. {help}"
why.en = "Why."
source = "1"
example.wrong = {{ kind = "machine", name = "x" }}
example.right = {{ kind = "machine" }}
"#,
        help = "A long help. ".repeat(40).trim_end()
    );
    let convention = load("long.toml", &text).unwrap_or_else(|error| panic!("{error}"));
    check(&convention, Language::EN);
}
