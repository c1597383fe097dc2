//! No word of an organisation stands in the engine: codes, names of sheets, kinds and rules belong in the
//! convention files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use pamlint_convention::{Convention, Rule, built_in_ids};

/// The crates that know no organisation.
const ENGINE: [&str; 6] = ["convention", "reader", "rules", "writer", "report", "plan"];

/// Words that may stand nowhere in the engine, whatever is around them.
const NOWHERE: [&str; 10] = [
    "ovo",
    "pamaas",
    "cleanroom",
    "digitaal",
    "vlaanderen",
    "vlaamse",
    "klésia",
    "systancia",
    "opnamesafe",
    "cyberark",
];

/// The one folder that knows a vault, and the words that it has in common with a convention.
const VAULT: (&str, [&str; 4]) =
    ("outputs/vault", ["cyberark", "\"Description\"", "\"Address\"", "\"Safe\""]);

/// Names of sheets and headers that say what those of any table say.
const OF_ANY: [&str; 2] = ["Name", "Info"];

/// The texts in quotes of a source file, without its tests and comments; each with its line.
fn literals(source: &str) -> Vec<(usize, String)> {
    let mut literals = Vec::new();
    for (line, text) in code(source) {
        for (position, piece) in text.replace("\\\"", "\u{1}").split('"').enumerate() {
            if position % 2 == 1 {
                literals.push((line, piece.replace('\u{1}', "\"")));
            }
        }
    }
    literals
}

/// The lines of a source file without its tests and comments.
fn code(source: &str) -> Vec<(usize, String)> {
    let lines = (1..).zip(source.lines()).take_while(|(_, line)| !line.starts_with("mod tests {"));
    lines
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(number, line)| (number, line.split(" // ").next().unwrap_or(line).to_owned()))
        .collect()
}

/// Words that may not stand in quotes: those by which the conventions call their things.
fn words() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for id in built_in_ids() {
        let convention = Convention::built_in(id).unwrap().unwrap();
        words.insert(convention.id.clone());
        for list in &convention.lists {
            words.insert(list.key.clone());
            // A code of one letter is a letter.
            words.extend(list.codes.iter().map(|(code, _)| code.clone()).filter(|code| code.len() > 1));
        }
        words.extend(convention.parts.iter().map(|part| part.key.clone()));
        words.extend(convention.names.iter().map(|name| name.key.clone()));
        words
            .extend(convention.columns.iter().flat_map(|column| [column.key.clone(), column.header.clone()]));
        for table in convention.tables.iter() {
            words.extend([table.id.clone(), table.sheet.clone(), table.id_prefix.clone()]);
        }
        let brought =
            |rule: &&Rule| !["WB", "TXT", "SEC"].iter().any(|chapter| rule.code.starts_with(chapter));
        let rules = convention.rules.iter().filter(brought);
        words.extend(rules.flat_map(|rule| [rule.code.clone(), rule.name.clone()]));
    }
    // A plain word such as “user” or “session” is everybody's; `safe_type`, `AWS-Role` and `OPS` are not.
    words.retain(|word| word.chars().any(|character| !character.is_ascii_lowercase()));
    for word in OF_ANY {
        words.remove(word);
    }
    words
}

/// What a source file has of these words: `line: word`.
fn found(source: &str, words: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    for (line, literal) in literals(source) {
        if words.contains(literal.as_str()) {
            found.push(format!("{line}: {literal:?}"));
        }
        for word in literal.split(|character: char| !character.is_ascii_alphanumeric()) {
            let is_rule = words.contains(word)
                && word.chars().last().is_some_and(|last| last.is_ascii_digit())
                && word.len() > 5;
            if is_rule && word != literal {
                found.push(format!("{line}: {word}"));
            }
        }
    }
    for (line, text) in code(source) {
        for word in text.to_lowercase().split(|character: char| !character.is_alphabetic()) {
            if NOWHERE.contains(&word) {
                found.push(format!("{line}: {word}"));
            }
        }
    }
    found
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        match path.is_dir() {
            true => sources(&path, files),
            false if name.ends_with(".rs") && !["tests.rs", "testing.rs"].contains(&name.as_str()) => {
                files.push(path);
            }
            false => {}
        }
    }
}

#[test]
fn the_engine_has_no_word_of_a_convention() {
    let words = words();
    let mut wrong = Vec::new();
    let mut read = 0;
    for name in ENGINE {
        let mut files = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name).join("src"), &mut files);
        for file in files {
            read += 1;
            let mut lines = found(&fs::read_to_string(&file).unwrap(), &words);
            if file.to_string_lossy().contains(VAULT.0) {
                lines.retain(|line| !VAULT.1.iter().any(|word| line.ends_with(word)));
            }
            wrong.extend(lines.iter().map(|line| format!("{}:{line}", file.display())));
        }
    }
    assert!(read > 100, "{read} files");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_rules_that_the_engine_brings_name_no_organisation() {
    let text = include_str!("../../convention/src/engine.toml").to_lowercase();
    let named: Vec<&str> = NOWHERE
        .into_iter()
        .filter(|word| text.split(|character: char| !character.is_alphabetic()).any(|other| other == *word))
        .collect();
    assert_eq!(named, Vec::<&str>::new());
}

#[test]
fn a_word_of_a_convention_would_be_found() {
    let words = words();
    for (source, line) in [
        ("fn a() {\n    if code == \"OPS\" {}\n}", "2: \"OPS\""),
        ("const SHEET: &str = \"AWS-Role\";", "1: \"AWS-Role\""),
        ("let kind = \"windows-domain\";", "1: \"windows-domain\""),
        ("say(\"see SAF001 for that\");", "1: SAF001"),
        ("let header = \"Single sign-on\";", "1: \"Single sign-on\""),
        ("let code = \"MANUAL\";", "1: \"MANUAL\""),
        ("fn ovo_code() {}", "1: ovo"),
        ("let title = \"PAMaaS onboarding\";", "1: pamaas"),
    ] {
        assert_eq!(found(source, &words), [line], "{source}");
    }
    for source in
        ["// \"OPS\" and OVO", "/// as in \"OPS\"", "let operations = \"OPSX\";", "mod tests {\n\"OPS\"\n}"]
    {
        assert_eq!(found(source, &words), Vec::<String>::new(), "{source}");
    }
}
