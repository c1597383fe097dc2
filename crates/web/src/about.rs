//! What a convention says to those who fill in a workbook: its names, codes, columns, lists and rules.

use pamlint_convention::{
    Applicability, Content, Convention, Example, ExampleCell, Field, Language, Name, Part, Role, Rule,
    Severity, Shape, Text,
};
use serde::Serialize;

use crate::grid::json;

#[derive(Serialize)]
struct About<'a> {
    id: &'a str,
    version: &'a str,
    title: &'a str,
    source: &'a str,
    languages: Vec<&'a str>,
    names: Vec<NameView<'a>>,
    codes: Vec<CodesView<'a>>,
    kinds: Vec<KindView<'a>>,
    lists: Vec<ListView<'a>>,
    rules: Vec<RuleView<'a>>,
}

/// A name, such as one of a safe: what it is made of.
#[derive(Serialize)]
struct NameView<'a> {
    label: &'a str,
    prefix: &'a str,
    example: String,
    parts: Vec<PartView<'a>>,
}

#[derive(Serialize)]
struct PartView<'a> {
    label: &'a str,
    separator: &'a str,
    optional: bool,
    expected: &'a str,
    example: &'a str,
    /// The position in [`About::codes`] of its closed list.
    codes: Option<usize>,
}

#[derive(Serialize)]
struct CodesView<'a> {
    key: &'a str,
    codes: Vec<(&'a str, &'a str)>,
}

/// A kind of account, or another sheet with columns.
#[derive(Serialize)]
struct KindView<'a> {
    label: &'a str,
    sheet: &'a str,
    columns: Vec<ColumnView<'a>>,
}

#[derive(Serialize)]
struct ColumnView<'a> {
    header: &'a str,
    required: bool,
    help: &'a str,
    example: &'a str,
}

#[derive(Serialize)]
struct ListView<'a> {
    key: &'a str,
    label: &'a str,
    columns: Vec<&'a str>,
}

#[derive(Serialize)]
struct RuleView<'a> {
    code: &'a str,
    name: &'a str,
    severity: Severity,
    fix: Option<Applicability>,
    message: String,
    help: String,
    why: &'a str,
    source: &'a str,
    wrong: Vec<String>,
    right: Vec<String>,
}

/// All of it as JSON.
pub(crate) fn about(convention: &Convention, language: Language) -> String {
    let mut rules: Vec<&Rule> = convention.rules.iter().collect();
    rules.sort_by(|one, other| one.code.cmp(&other.code));
    json(&About {
        id: &convention.id,
        version: &convention.version,
        title: convention.title.get(language),
        source: &convention.source,
        languages: convention.languages.iter().map(Language::code).collect(),
        names: convention.names.iter().map(|name| name_view(convention, name, language)).collect(),
        codes: convention
            .lists
            .iter()
            .map(|list| CodesView {
                key: &list.key,
                codes: list.codes.iter().map(|(code, text)| (code.as_str(), text.get(language))).collect(),
            })
            .collect(),
        kinds: convention
            .tables
            .iter()
            .filter(|table| table.is_kind)
            .map(|table| KindView {
                label: label(&table.label, &table.id, language),
                sheet: &table.sheet,
                columns: table.fields.iter().map(|field| column(convention, field, language)).collect(),
            })
            .collect(),
        lists: convention
            .references
            .iter()
            .map(|list| ListView {
                key: &list.key,
                label: label(&list.label, &list.key, language),
                columns: list.columns.iter().map(|column| column.key.as_str()).collect(),
            })
            .collect(),
        rules: rules.into_iter().map(|rule| rule_view(rule, language)).collect(),
    })
}

fn name_view<'a>(convention: &'a Convention, name: &'a Name, language: Language) -> NameView<'a> {
    let mut example = name.prefix.clone();
    let mut parts = Vec::new();
    for at in &name.parts {
        let part = convention.part(at.part);
        let view = part_view(part, language);
        let first_code =
            view.codes.and_then(|list| Some(convention.lists.get(list)?.codes.first()?.0.as_str()));
        let piece = if part.example.is_empty() { first_code.unwrap_or_default() } else { &part.example };
        if !at.optional {
            example.push_str(&at.separator);
            example.push_str(piece);
        }
        parts.push(PartView { separator: &at.separator, optional: at.optional, ..view });
    }
    NameView { label: label(&name.label, &name.key, language), prefix: &name.prefix, example, parts }
}

fn part_view(part: &Part, language: Language) -> PartView<'_> {
    PartView {
        label: label(&part.label, &part.key, language),
        separator: "",
        optional: false,
        expected: part.expected.get(language),
        example: &part.example,
        codes: match &part.shape {
            Shape::Codes(list) => Some(list.index()),
            Shape::Forms(_) => None,
        },
    }
}

fn column<'a>(convention: &'a Convention, field: &'a Field, language: Language) -> ColumnView<'a> {
    let column = convention.column(field.column);
    let help = [&field.help, &column.help, &field.expected].map(|text| text.get(language));
    ColumnView {
        header: &column.header,
        required: field.required && field.required_unless.is_empty(),
        help: help.into_iter().find(|help| !help.is_empty()).unwrap_or_default(),
        // What stands in free text is never judged, so that there is nothing to show.
        example: if column.role == Role::Free && matches!(field.content, Content::Text) {
            ""
        } else {
            &field.example
        },
    }
}

fn rule_view(rule: &Rule, language: Language) -> RuleView<'_> {
    let (wrong, right) = differing(&rule.wrong, &rule.right);
    RuleView {
        code: &rule.code,
        name: &rule.name,
        severity: rule.severity,
        fix: rule.fixable,
        message: rule.message.in_general(language),
        help: rule.help.in_general(language),
        why: rule.why.get(language),
        source: &rule.source,
        wrong,
        right,
    }
}

/// The cells in which the wrong and the right example of a rule differ, with their headers.
fn differing(wrong: &Example, right: &Example) -> (Vec<String>, Vec<String>) {
    let (wrong, right) = (cells(wrong), cells(right));
    let only = |mine: &[Shown], other: &[Shown]| {
        let new = mine.iter().filter(|cell| !other.contains(cell));
        new.map(
            |(_, header, text)| if header.is_empty() { text.clone() } else { format!("{header}: {text}") },
        )
        .collect()
    };
    (only(&wrong, &right), only(&right, &wrong))
}

/// A cell of an example: its sheet and row, its header, its text.
type Shown = ((String, usize), String, String);

fn cells(example: &Example) -> Vec<Shown> {
    let mut all = Vec::new();
    for sheet in &example.sheets {
        let headers = sheet.rows.first();
        for (number, row) in sheet.rows.iter().enumerate() {
            for (position, cell) in row.iter().enumerate() {
                let header =
                    headers.filter(|_| number > 0).and_then(|headers| headers.get(position)).map(text);
                let shown = text(cell);
                if !shown.is_empty() {
                    all.push(((sheet.name.clone(), number), header.unwrap_or_default(), shown));
                }
            }
        }
    }
    all
}

fn text(cell: &ExampleCell) -> String {
    match cell {
        ExampleCell::Empty => String::new(),
        ExampleCell::Text(text) | ExampleCell::Error(text) => text.clone(),
        ExampleCell::Number(number) => number.to_string(),
        ExampleCell::Truth(truth) => truth.to_string().to_uppercase(),
        ExampleCell::FormulaWithoutValue => "=…".to_owned(),
    }
}

/// What people call something; its key where they have no word for it.
fn label<'a>(text: &'a Text, key: &'a str, language: Language) -> &'a str {
    match text.get(language) {
        "" => key,
        text => text,
    }
}
