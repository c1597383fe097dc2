//! The pages of docs/rules: one for each rule of a convention, and a list of them all.

use std::fmt::Write as _;

use pamlint_convention::{Convention, Example, ExampleCell, Language, Message, Rule, Text, built_in_ids};

/// The pages of every built-in convention: the path below docs/rules, and the text.
///
/// # Panics
/// When a built-in convention does not load.
#[must_use]
pub fn rule_pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let mut list = String::from(
        "# The rules\n\nGenerated from the convention files; `cargo xtask gen` makes these pages anew.\n",
    );
    for id in built_in_ids() {
        let convention =
            Convention::built_in(id).expect("it is listed").expect("a built-in convention loads");
        let _ = writeln!(list, "\n## {}\n", convention.title.get(Language::EN));
        let _ = writeln!(list, "| code | name | severity | fix |\n|---|---|---|---|");
        let mut rules: Vec<&Rule> = convention.rules.iter().collect();
        rules.sort_by(|one, other| one.code.cmp(&other.code));
        for rule in rules {
            let fix = rule.fixable.map_or("", |fix| fix.word());
            let _ = writeln!(
                list,
                "| [{code}]({id}/{code}.md) | {} | {} | {fix} |",
                rule.name,
                rule.severity,
                code = rule.code
            );
            pages.push((format!("{id}/{}.md", rule.code), page(rule)));
        }
    }
    pages.push(("README.md".to_owned(), list));
    pages.sort();
    pages
}

fn page(rule: &Rule) -> String {
    let mut page = format!("# {} {}\n\n", rule.code, rule.name);
    let _ = writeln!(page, "**Severity:** {}  ", rule.severity);
    let fix = match rule.fixable {
        Some(fix) => format!("{} to apply", fix.word()),
        None => "none".to_owned(),
    };
    let _ = writeln!(page, "**Fix:** {fix}  \n**Source:** {}\n", rule.source);
    texts(&mut page, "Why", |language| Some(in_words(&rule.why, language)));
    texts(&mut page, "What it says", |language| said(&rule.message, &rule.help, language));
    for variant in &rule.variants {
        let severity = variant.severity.map(|severity| format!(" ({severity})")).unwrap_or_default();
        let message = variant.message.as_ref().unwrap_or(&rule.message);
        let help = variant.help.as_ref().unwrap_or(&rule.help);
        texts(&mut page, &format!("When it is `{}`{severity}", variant.key), |language| {
            said(message, help, language)
        });
    }
    let _ = writeln!(page, "## Wrong\n");
    example(&mut page, &rule.wrong);
    let _ = writeln!(page, "## Right\n");
    example(&mut page, &rule.right);
    page
}

fn texts(page: &mut String, title: &str, text: impl Fn(Language) -> Option<String>) {
    let _ = writeln!(page, "## {title}\n");
    for language in [Language::NL, Language::EN, Language::FR] {
        if let Some(text) = text(language) {
            let _ = writeln!(page, "- {}: {text}", language.code());
        }
    }
    page.push('\n');
}

fn in_words(text: &Text, language: Language) -> String {
    text.get(language).to_owned()
}

/// A message with its help, holes as they are written in the convention.
fn said(message: &Message, help: &Message, language: Language) -> Option<String> {
    let written = |message: &Message| message.get(language)?.render(|hole| Some(format!("`{{{hole}}}`")));
    let message = written(message)?;
    Some(match written(help) {
        Some(help) => format!("{message} *{help}*"),
        None => message,
    })
}

/// The sheets of an example as tables with Excel's letters and numbers.
fn example(page: &mut String, example: &Example) {
    let several = example.sheets.iter().any(|sheet| sheet.workbook > 1);
    for sheet in &example.sheets {
        let hidden = if sheet.hidden { " (hidden)" } else { "" };
        let workbook = if several { format!(" of workbook {}", sheet.workbook) } else { String::new() };
        let _ = writeln!(page, "Sheet `{}`{workbook}{hidden}:\n", sheet.name);
        let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
        let letters: Vec<String> = ('A'..='Z').take(width).map(String::from).collect();
        let _ = writeln!(page, "| | {} |\n|---{}|", letters.join(" | "), "|---".repeat(width));
        for (number, row) in (1u32..).zip(&sheet.rows) {
            let cells: Vec<String> = (0..width).map(|column| cell(row.get(column))).collect();
            let mark = if sheet.hidden_rows.contains(&number) { " (hidden)" } else { "" };
            let _ = writeln!(page, "| {number}{mark} | {} |", cells.join(" | "));
        }
        if !sheet.merged.is_empty() {
            let _ = writeln!(page, "\nMerged: {}", sheet.merged.join(", "));
        }
        page.push('\n');
    }
}

fn cell(cell: Option<&ExampleCell>) -> String {
    match cell {
        None | Some(ExampleCell::Empty) => String::new(),
        Some(ExampleCell::Text(text)) => {
            let visible: String = text
                .chars()
                .map(|character| match character {
                    '\u{A0}' => '␣',
                    character if character.is_control() => ' ',
                    character => character,
                })
                .collect();
            format!("`{}`", visible.replace('|', "\\|").replace('`', "'"))
        }
        Some(ExampleCell::Number(number)) => number.to_string(),
        Some(ExampleCell::Truth(truth)) => truth.to_string().to_uppercase(),
        Some(ExampleCell::FormulaWithoutValue) => "*a formula without a value*".to_owned(),
        Some(ExampleCell::Error(error)) => error.clone(),
    }
}
