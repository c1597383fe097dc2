//! Findings in the making: what was found where, before it is put into words.

use pamlint_convention::{
    Applicability, ColumnId, Content, Convention, Language, Message, NameId, Rule, RuleId, Severity, Shape,
};
use pamlint_reader::{CellRef, SheetId, Value};

use crate::facts::{Access, Facts, RowFacts, RowId, Values};
use crate::fill::Fill;
use crate::number::{lost_digits, number_text};
use crate::report::{Finding, Fix, Place, Was};
use crate::value::item_word;

/// A finding in the making.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub rule: RuleId,
    pub variant: Option<String>,
    pub sheet: SheetId,
    pub place: CellRef,
    /// The row and field it is about, for the values of the row.
    pub row: Option<RowId>,
    pub column: Option<ColumnId>,
    /// Characters of the cell's own text.
    pub span: Option<(usize, usize)>,
    pub fills: Vec<(&'static str, Fill)>,
    /// What a reference list says, by its placeholder: `entry.name`.
    pub entry: Vec<(String, String)>,
    pub related: Vec<Place>,
    pub fix: Option<Fix>,
}

impl Draft {
    pub(crate) fn new(rule: RuleId, sheet: SheetId, place: CellRef) -> Draft {
        Draft {
            rule,
            variant: None,
            sheet,
            place,
            row: None,
            column: None,
            span: None,
            fills: Vec::new(),
            entry: Vec::new(),
            related: Vec::new(),
            fix: None,
        }
    }

    /// A finding in a field of a row.
    pub(crate) fn in_row(rule: RuleId, row: &RowFacts, place: CellRef, column: ColumnId) -> Draft {
        Draft::new(rule, row.sheet, place).about(Some(row.id), Some(column))
    }

    /// Says which row and column the finding is about.
    pub(crate) fn about(self, row: Option<RowId>, column: Option<ColumnId>) -> Draft {
        Draft { row, column, ..self }
    }

    pub(crate) fn variant(mut self, variant: &str) -> Draft {
        self.variant = Some(variant.to_owned());
        self
    }

    pub(crate) fn fill(mut self, key: &'static str, text: impl Into<String>) -> Draft {
        self.fills.push((key, Fill::Text(text.into())));
        self
    }
}

/// The most related cells that one finding lists.
pub(crate) const MOST_RELATED: usize = 200;

/// The severity that the convention gives a finding.
pub(crate) fn severity(rule: &Rule, variant: Option<&str>) -> Severity {
    variant.and_then(|variant| rule.variant(variant)?.severity).unwrap_or(rule.severity)
}

/// Puts findings into words.
pub(crate) struct Words<'f, 'a> {
    pub facts: &'f Facts<'a>,
    pub language: Language,
}

/// Longer values are shown cut: nobody reads them, and a report must not grow with them.
const MOST_CHARACTERS: usize = 400;

impl Words<'_, '_> {
    /// The finding of a draft; severities of the configuration are not looked at here.
    pub(crate) fn finding(&self, draft: Draft) -> Finding {
        let convention = self.facts.convention;
        let rule = convention.rule(draft.rule);
        // Loading refuses texts for variants that are not among those.
        debug_assert!(
            draft
                .variant
                .as_ref()
                .is_none_or(|variant| { convention.variants_of(draft.rule, &rule.check).contains(variant) }),
            "{} has no variant {:?}",
            rule.code,
            draft.variant
        );
        let variant = draft.variant.as_deref().and_then(|variant| rule.variant(variant));
        let row = draft.row.map(|row| self.facts.rows.row(row));
        let column = draft.column.map(|column| self.header(draft.sheet, column));
        let (value, was) = self.value(draft.sheet, draft.place);
        let content = |name: &str| self.placeholder(name, &draft, row, column.as_deref(), &value);
        let text = |special: Option<&Message>, general: &Message| {
            special.into_iter().chain([general]).find_map(|message| {
                // Texts that need what is not known here give way to plainer ones.
                message.get(self.language)?.render(content)
            })
        };
        let message = text(variant.and_then(|variant| variant.message.as_ref()), &rule.message);
        let message = message.or_else(|| {
            rule.message.get(self.language)?.render(|name| Some(content(name).unwrap_or_default()))
        });
        let help = text(variant.and_then(|variant| variant.help.as_ref()), &rule.help);
        let length = value.chars().count();
        Finding {
            code: rule.code.clone(),
            name: rule.name.clone(),
            severity: severity(rule, draft.variant.as_deref()),
            place: Place::new(draft.sheet, draft.place),
            account: row
                .and_then(|row| self.facts.id_text(row))
                .filter(|_| !matches!(was, Was::Secret(_)))
                .map(str::to_owned),
            safe: row
                .zip(convention.safe_column)
                .and_then(|(row, column)| shown_text(self.facts, row, &convention.column(column).key)),
            span: draft.span.filter(|(start, end)| start < end && *end <= length),
            message: message.unwrap_or_else(|| rule.name.clone()),
            help,
            related: draft.related,
            fix: draft.fix.filter(|fix| fix.value != value && !matches!(was, Was::Secret(_))),
            exception: None,
            column,
            value,
            was,
        }
    }

    /// The header of a column as the sheet has it.
    fn header(&self, sheet: SheetId, column: ColumnId) -> String {
        let layout = self.facts.workbook.sheet(sheet).layout.as_ref();
        match layout.and_then(|layout| layout.header_of(column)) {
            // A star says that the column has to be filled in; in a sentence it says nothing.
            Some(header) => {
                let words: Vec<&str> = header.text.split_whitespace().collect();
                words.join(" ").trim_end_matches(['*', ' ']).to_owned()
            }
            None => self.facts.convention.column(column).header.clone(),
        }
    }

    /// What stands in a cell, as it may be shown, and for those who act on it.
    fn value(&self, sheet: SheetId, place: CellRef) -> (String, Was) {
        let Some(cell) = self.facts.workbook.sheet(sheet).cell(place) else {
            return (String::new(), Was::Empty);
        };
        let secrets = &self.facts.secrets;
        let strings = &self.facts.workbook.strings;
        match cell.value {
            Value::Text(id) => {
                let text = strings.get(id);
                if secrets.is_secret(sheet, place) || secrets.is_withheld(sheet, place) {
                    let length = text.chars().count();
                    return (withheld(length, self.language), Was::Secret(length));
                }
                (text.to_owned(), Was::Text(text.to_owned()))
            }
            Value::Number(number) => {
                let text = if lost_digits(number) {
                    format!("{number:e}").to_uppercase()
                } else {
                    number_text(number)
                };
                (text, Was::Number(number))
            }
            Value::Error(id) => (strings.get(id).to_owned(), Was::Error),
            Value::FormulaWithoutValue => (String::new(), Was::Error),
        }
    }

    fn placeholder(
        &self,
        name: &str,
        draft: &Draft,
        row: Option<&RowFacts>,
        column: Option<&str>,
        value: &str,
    ) -> Option<String> {
        if let Some((_, fill)) = draft.fills.iter().rev().find(|(known, _)| *known == name) {
            let text = shortened(&self.fill(fill, draft, row));
            // Nobody sees what stands between the quotes of “ ”.
            let is_blank = !text.is_empty() && text.chars().all(char::is_whitespace);
            return Some(if is_blank { blank(self.language).to_owned() } else { text })
                .filter(|text| !text.is_empty());
        }
        if let Some((_, text)) = draft.entry.iter().find(|(known, _)| known == name) {
            return Some(shortened(text));
        }
        match name {
            "value" => Some(shortened(value)),
            "column" => column.map(str::to_owned),
            "kind" => Some(self.facts.convention.table(row?.table).label.get(self.language).to_owned()),
            path => shown_text(self.facts, row?, path).map(|text| shortened(&text)),
        }
    }

    fn fill(&self, fill: &Fill, draft: &Draft, row: Option<&RowFacts>) -> String {
        let convention = self.facts.convention;
        match fill {
            Fill::Text(text) => text.clone(),
            Fill::Labels(name, positions) => {
                let labels =
                    positions.iter().map(|position| label(convention, *name, *position, self.language));
                labels.collect::<Vec<_>>().join(", ")
            }
            Fill::Expected(name, position) => expected_part(convention, *name, *position, self.language),
            Fill::Form(name) => form(convention, *name, self.language),
            Fill::FieldExpected => {
                let field = row.and_then(|row| {
                    let table = convention.table(row.table);
                    table.fields.get(table.position(draft.column?)?)
                });
                match field.map(|field| (&field.content, &field.expected)) {
                    Some((Content::Codes(list), _)) => codes(convention, *list),
                    Some((_, expected)) => expected.get(self.language).to_owned(),
                    None => String::new(),
                }
            }
        }
    }
}

/// The value of a path of a row that can be reckoned with, as it is written.
pub(crate) fn row_text(facts: &Facts<'_>, row: &RowFacts, path: &str) -> Option<String> {
    let path = pamlint_convention::Path::parse(path);
    value_text(facts, row, &Access::Slots(facts.convention.slots(row.table, &path)))
}

/// A value of a row that can be reckoned with, as it is written.
pub(crate) fn value_text(facts: &Facts<'_>, row: &RowFacts, access: &Access) -> Option<String> {
    let words = match facts.values(row, access, None) {
        Values::Unknown | Values::Absent => return None,
        values => values.words().map(|word| facts.text(word.text)).collect::<Vec<_>>(),
    };
    Some(words.join(", "))
}

/// The value of a path of a row as it stands there, whatever is wrong with it.
fn shown_text(facts: &Facts<'_>, row: &RowFacts, path: &str) -> Option<String> {
    let path = pamlint_convention::Path::parse(path);
    let slots = facts.convention.slots(row.table, &path);
    let words = slots.iter().find_map(|slot| {
        let items = facts.items(facts.judged(row, slot.field)?);
        let words = items.iter().filter_map(|item| item_word(&facts.judge, item, slot.part));
        let words: Vec<&str> = words.map(|word| facts.text(word.text)).collect();
        (!words.is_empty()).then_some(words)
    });
    words.map(|words| words.join(", "))
}

/// What people call a blank.
fn blank(language: Language) -> &'static str {
    match language {
        Language::NL => "spatie",
        Language::EN => "space",
        _ => "espace",
    }
}

fn withheld(length: usize, language: Language) -> String {
    match language {
        Language::NL => format!("(niet getoond: {length} tekens)"),
        Language::EN => format!("(withheld: {length} characters)"),
        _ => format!("(non affiché : {length} caractères)"),
    }
}

fn shortened(text: &str) -> String {
    let text: String =
        text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    if text.chars().count() <= MOST_CHARACTERS {
        return text;
    }
    text.chars().take(MOST_CHARACTERS).chain(['…']).collect()
}

fn label(convention: &Convention, name: NameId, position: usize, language: Language) -> String {
    let part = convention.name(name).parts.get(position);
    part.map(|part| convention.part(part.part).label.get(language).to_owned()).unwrap_or_default()
}

fn expected_part(convention: &Convention, name: NameId, position: usize, language: Language) -> String {
    let Some(name_part) = convention.name(name).parts.get(position) else { return String::new() };
    let part = convention.part(name_part.part);
    match &part.shape {
        Shape::Codes(list) => codes(convention, *list),
        Shape::Forms(_) => part.expected.get(language).to_owned(),
    }
}

fn codes(convention: &Convention, list: pamlint_convention::ListId) -> String {
    let codes: Vec<&str> = convention.list(list).codes.iter().map(|(code, _)| code.as_str()).collect();
    codes.join(", ")
}

/// A form spelled with the labels of its parts.
fn form(convention: &Convention, name: NameId, language: Language) -> String {
    let name = convention.name(name);
    let mut text = name.prefix.clone();
    for name_part in &name.parts {
        let label = convention.part(name_part.part).label.get(language);
        if name_part.optional {
            text.push_str(&format!("[{}{label}]", name_part.separator));
        } else {
            text.push_str(&format!("{}{label}", name_part.separator));
        }
    }
    text
}

/// The fix of a whole cell.
pub(crate) fn unsafe_unless(safe: bool) -> Applicability {
    if safe { Applicability::Safe } else { Applicability::Unsafe }
}
