//! A convention as people read it: sheets and columns, the forms of names, and what the codes mean.

use std::fmt::Write as _;

use pamlint_convention::{Content, Convention, Field, Language, Name, Part, Role, Shape, Table, Text};
use pamlint_report::wrapped;
use pamlint_words::{ConventionTexts, Words};

/// The whole convention.
pub fn shown(convention: &Convention, language: Language) -> String {
    let mut out = String::new();
    let title = convention.title.get(language);
    let _ = writeln!(out, "{} {}  {title}", convention.id, convention.version);
    if !convention.source.is_empty() {
        let _ = writeln!(out, "{}", wrapped(&convention.source, "", ""));
    }
    let words = &Words::of(language).cli.convention;
    heading(&mut out, &words.names);
    for name in &convention.names {
        show_name(&mut out, convention, name, language);
    }
    heading(&mut out, &words.codes);
    for list in &convention.lists {
        let _ = writeln!(out, "\n{}", list.key);
        rows(&mut out, list.codes.iter().map(|(code, text)| (code.as_str(), text.get(language).to_owned())));
    }
    heading(&mut out, &words.sheets);
    for table in &convention.tables {
        show_table(&mut out, convention, table, language, words);
    }
    out
}

fn heading(out: &mut String, text: &str) {
    let _ = writeln!(out, "\n{text}\n{}", "=".repeat(text.chars().count()));
}

/// Two columns: a short text, and a longer one that wraps under itself.
fn rows<'a>(out: &mut String, rows: impl Iterator<Item = (&'a str, String)>) {
    let rows: Vec<(&str, String)> = rows.collect();
    let width = rows.iter().map(|(short, _)| short.chars().count()).max().unwrap_or(0).min(28);
    for (short, long) in rows {
        let first = format!("  {short:<width$}  ");
        let _ = writeln!(out, "{}", wrapped(&long, &first, &" ".repeat(width + 4)).trim_end());
    }
}

fn show_name(out: &mut String, convention: &Convention, name: &Name, language: Language) {
    let _ = writeln!(
        out,
        "\n{}\n  {}",
        label(&name.label, &name.key, language),
        form(convention, name, language)
    );
    if name.of.is_some() {
        return;
    }
    let parts = name.parts.iter().map(|part| convention.part(part.part));
    rows(out, parts.map(|part| (label(&part.label, &part.key, language), fits(convention, part, language))));
}

/// `[Responsible]-[OVO code]…`
fn form(convention: &Convention, name: &Name, language: Language) -> String {
    let mut form = name.prefix.clone();
    for part in &name.parts {
        let known = convention.part(part.part);
        let text = format!("{}[{}]", part.separator, label(&known.label, &known.key, language));
        form.push_str(&if part.optional { format!("{{{text}}}") } else { text });
    }
    form
}

fn fits(convention: &Convention, part: &Part, language: Language) -> String {
    match &part.shape {
        Shape::Codes(list) => {
            let codes: Vec<&str> =
                convention.list(*list).codes.iter().map(|(code, _)| code.as_str()).collect();
            codes.join(", ")
        }
        Shape::Forms(_) => part.expected.get(language).to_owned(),
    }
}

fn show_table(
    out: &mut String,
    convention: &Convention,
    table: &Table,
    language: Language,
    words: &ConventionTexts,
) {
    let _ = writeln!(out, "\n{}  {} ({})", table.sheet, label(&table.label, &table.id, language), table.id);
    rows(
        out,
        table.fields.iter().map(|field| {
            let header = convention.column(field.column).header.as_str();
            (header, describe(convention, field, language, words))
        }),
    );
}

fn describe(convention: &Convention, field: &Field, language: Language, words: &ConventionTexts) -> String {
    let mut facts = Vec::new();
    match (field.required, field.required_unless.is_empty()) {
        (true, true) => facts.push(words.required.clone()),
        (true, false) => facts.push(words.required_mostly.clone()),
        (false, _) => {}
    }
    match &field.content {
        Content::Name(names) => {
            let labels = names.iter().map(|name| {
                let name = convention.name(*name);
                label(&name.label, &name.key, language).to_owned()
            });
            facts.push(labels.collect::<Vec<_>>().join(", "));
        }
        Content::Codes(list) => {
            let codes: Vec<&str> =
                convention.list(*list).codes.iter().map(|(code, _)| code.as_str()).collect();
            facts.push(codes.join(", "));
        }
        Content::Pattern(_) if !field.expected.is_empty() => {
            facts.push(field.expected.get(language).to_owned())
        }
        Content::Text | Content::Format(_) | Content::Pattern(_) => {}
    }
    if field.several {
        facts.push(words.several.clone());
    }
    if !field.example.is_empty() && convention.column(field.column).role != Role::Free {
        facts.push(field.example.clone());
    }
    facts.join("; ")
}

/// What people call something; its key where they have no word for it.
fn label<'a>(text: &'a Text, key: &'a str, language: Language) -> &'a str {
    match text.get(language) {
        "" => key,
        text => text,
    }
}
