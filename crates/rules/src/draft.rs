//! Findings in the making.

use std::borrow::Cow;

use pamlint_convention::{
    Applicability, ColumnId, Content, Convention, ListId, Message, Rule, RuleId, Severity, Shape, Slot,
};
use pamlint_reader::{Cell, CellRef, SheetId, Value};

use crate::bearings::{beside, remedy};
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
    /// The label of what it is about, outside of tables.
    pub header: Option<String>,
    /// Characters of the cell's own text.
    pub span: Option<(usize, usize)>,
    pub fills: Vec<(&'static str, Fill)>,
    /// The values of an entry of a reference list, by their placeholders: `entry.name`.
    pub entry: Vec<(String, String)>,
    pub related: Vec<Place>,
    pub fix: Option<Fix>,
    /// It explains what else is found in its cell and in others.
    pub explains: bool,
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
            header: None,
            span: None,
            fills: Vec::new(),
            entry: Vec::new(),
            related: Vec::new(),
            fix: None,
            explains: false,
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

    /// Adds the cells that the finding is about besides its own.
    pub(crate) fn related(mut self, cells: impl Iterator<Item = Place>) -> Draft {
        self.related.extend(cells.take(MOST_RELATED));
        self
    }

    pub(crate) fn fill(mut self, key: &'static str, text: impl Into<String>) -> Draft {
        self.fills.push((key, Fill::Text(text.into())));
        self
    }
}

/// The most related cells that one finding lists.
const MOST_RELATED: usize = 200;

/// The severity that the convention gives a finding.
pub(crate) fn severity(rule: &Rule, variant: Option<&str>) -> Severity {
    variant.and_then(|variant| rule.variant(variant)?.severity).unwrap_or(rule.severity)
}

/// Longer values are shown cut: nobody reads them, and a report must not grow with them.
const MOST_CHARACTERS: usize = 400;

impl Draft {
    /// The finding that comes of it; severities of the configuration are not looked at here.
    pub(crate) fn finding(self, facts: &Facts<'_>) -> Finding {
        let convention = facts.convention;
        let rule = convention.rule(self.rule);
        // Loading refuses texts for variants that are not among those.
        debug_assert!(
            self.variant
                .as_ref()
                .is_none_or(|variant| { convention.variants_of(self.rule, &rule.check).contains(variant) }),
            "{} has no variant {:?}",
            rule.code,
            self.variant
        );
        let row = self.row.map(|row| facts.rows.row(row));
        let (value, was) = content(facts, self.sheet, self.place);
        let is_secret = matches!(was, Was::Secret(_));
        let length = value.chars().count();
        let beside = beside(&self, facts, row);
        let remedy = remedy(&self, facts, row, &was);
        Finding {
            code: rule.code.clone(),
            name: rule.name.clone(),
            severity: severity(rule, self.variant.as_deref()),
            place: Place::new(self.sheet, self.place),
            column: self
                .header
                .clone()
                .or_else(|| self.column.map(|column| header(facts, self.sheet, column))),
            account: row.and_then(|row| facts.id_text(row)).filter(|_| !is_secret).map(str::to_owned),
            safe: row
                .zip(convention.safe_column)
                .and_then(|(row, column)| shown_text(facts, row, &convention.column(column).key)),
            span: self.span.filter(|(start, end)| start < end && *end <= length),
            fills: self.shown_fills(facts, rule, row),
            variant: self.variant,
            elsewhere: None,
            related: self.related,
            beside,
            remedy,
            since: None,
            fix: self.fix.filter(|fix| fix.value != value && !is_secret),
            exception: None,
            expired: None,
            value,
            was,
        }
    }

    /// The contents of placeholders, without what a cell that is not shown has in common with them.
    fn shown_fills(&self, facts: &Facts<'_>, rule: &Rule, row: Option<&RowFacts>) -> Vec<(String, Fill)> {
        let mut fills = self.fills(facts, rule, row);
        if facts.secrets.is_doubtful(self.sheet, self.place) {
            let cell = facts.workbook.sheet(self.sheet).cell(self.place);
            let own = cell.and_then(|cell| facts.workbook.text(cell)).unwrap_or_default().to_lowercase();
            for (_, fill) in &mut fills {
                if matches!(fill, Fill::Text(text) if has_words_of(text, &own)) {
                    *fill = Fill::Text(WITHHELD.to_owned());
                }
            }
        }
        fills
    }

    /// The contents of the placeholders that the texts of the rule have, and of no others: a finding knows
    /// nothing that nobody is told.
    fn fills(&self, facts: &Facts<'_>, rule: &Rule, row: Option<&RowFacts>) -> Vec<(String, Fill)> {
        let variant = self.variant.as_deref().and_then(|variant| rule.variant(variant));
        let special = variant.iter().flat_map(|variant| [&variant.message, &variant.help]).flatten();
        let mut fills: Vec<(String, Fill)> = Vec::new();
        for name in [&rule.message, &rule.help].into_iter().chain(special).flat_map(Message::placeholders) {
            if fills.iter().all(|(known, _)| known != name) {
                fills.extend(self.fill_of(name, facts, row).map(|fill| (name.to_owned(), fill)));
            }
        }
        fills
    }

    fn fill_of(&self, name: &str, facts: &Facts<'_>, row: Option<&RowFacts>) -> Option<Fill> {
        if let Some((_, fill)) = self.fills.iter().rev().find(|(known, _)| *known == name) {
            return self.resolved(fill, facts.convention, row);
        }
        if let Some((_, text)) = self.entry.iter().find(|(known, _)| known == name) {
            return Some(Fill::Text(shortened(text)));
        }
        match name {
            // A finding has them as it is.
            "value" | "column" => None,
            "kind" => Some(Fill::Kind(row?.table)),
            path => shown_text(facts, row?, path).map(|text| Fill::Text(shortened(&text))),
        }
    }

    /// The content of a placeholder with codes as texts, since they are the same in every language.
    fn resolved(&self, fill: &Fill, convention: &Convention, row: Option<&RowFacts>) -> Option<Fill> {
        let text = match fill {
            Fill::Text(text) => shortened(text),
            Fill::Expected(name, position) => {
                let part = convention.name(*name).parts.get(*position)?.part;
                match &convention.part(part).shape {
                    Shape::Codes(list) => shortened(&codes(convention, *list)),
                    Shape::Forms(_) => return Some(fill.clone()),
                }
            }
            Fill::FieldExpected => {
                let table = row?.table;
                let position = convention.table(table).position(self.column?)?;
                match &convention.table(table).fields.get(position)?.content {
                    Content::Codes(list) => shortened(&codes(convention, *list)),
                    _ => return Some(Fill::ExpectedIn(table, position)),
                }
            }
            other => return Some(other.clone()),
        };
        match text.as_str() {
            "" => None,
            // Nobody sees what stands between the quotes of “ ”.
            blank if blank.chars().all(char::is_whitespace) => Some(Fill::Blank),
            _ => Some(Fill::Text(text)),
        }
    }
}

/// What stands in the place of a text that is not shown.
pub(crate) const WITHHELD: &str = "…";

/// Whether a text has a word, or a number of three digits, that stands in another, which is in small letters.
fn has_words_of(text: &str, other: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split(|character: char| !character.is_alphanumeric());
    words.any(|word| word.chars().count() > 2 && other.contains(word))
}

/// The header of a column as the sheet has it.
pub(crate) fn header(facts: &Facts<'_>, sheet: SheetId, column: ColumnId) -> String {
    let layout = facts.workbook.sheet(sheet).layout.as_ref();
    match layout.and_then(|layout| layout.header_of(column)) {
        // A star says that the column has to be filled in; in a sentence it says nothing.
        Some(header) if !header.text.is_empty() && !facts.secrets.is_secret(sheet, header.place) => {
            let words: Vec<&str> = header.text.split_whitespace().collect();
            words.join(" ").trim_end_matches(['*', ' ']).to_owned()
        }
        _ => facts.convention.column(column).header.clone(),
    }
}

/// The content of a cell, as it may be shown, and for those who act on it.
pub(crate) fn content(facts: &Facts<'_>, sheet: SheetId, place: CellRef) -> (String, Was) {
    let Some(cell) = facts.workbook.sheet(sheet).cell(place) else { return (String::new(), Was::Empty) };
    let secrets = &facts.secrets;
    let text = shown_in(facts, cell);
    let is_secret = secrets.is_secret(sheet, place) || secrets.is_withheld(sheet, place);
    match cell.value {
        Value::Text(_) | Value::Shown { .. } | Value::Number(_) if is_secret => {
            (String::new(), Was::Secret(text.chars().count()))
        }
        Value::Text(_) | Value::Shown { .. } => (text.clone().into_owned(), Was::Text(text.into_owned())),
        Value::Number(number) => (text.into_owned(), Was::Number(number)),
        Value::Error(_) | Value::FormulaWithoutValue => (text.into_owned(), Was::Error),
    }
}

/// The text of a cell as findings show it, secrets included.
pub(crate) fn shown_in<'f>(facts: &'f Facts<'_>, cell: &Cell) -> Cow<'f, str> {
    match cell.value {
        Value::Text(id) | Value::Shown { text: id, .. } | Value::Error(id) => {
            facts.workbook.strings.get(id).into()
        }
        Value::Number(number) if lost_digits(number) => format!("{number:e}").to_uppercase().into(),
        Value::Number(number) => number_text(number).into(),
        Value::FormulaWithoutValue => Cow::default(),
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
pub(crate) fn shown_text(facts: &Facts<'_>, row: &RowFacts, path: &str) -> Option<String> {
    let path = pamlint_convention::Path::parse(path);
    shown_at(facts, row, &facts.convention.slots(row.table, &path)).map(Cow::into_owned)
}

/// The first value of a row at these places as it stands there, whatever is wrong with it.
pub(crate) fn shown_at<'f>(facts: &'f Facts<'_>, row: &RowFacts, slots: &[Slot]) -> Option<Cow<'f, str>> {
    slots.iter().find_map(|slot| {
        let items = facts.items(facts.judged(row, slot.field)?);
        let words = items.iter().filter_map(|item| item_word(&facts.judge, item, slot.part));
        // Nearly always there is one.
        words.map(|word| Cow::Borrowed(facts.text(word.text))).reduce(|all, word| all + ", " + word)
    })
}

/// A text without line breaks, cut where nobody would read on.
pub(crate) fn shortened(text: &str) -> String {
    let text: String =
        text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    if text.chars().count() <= MOST_CHARACTERS {
        return text;
    }
    text.chars().take(MOST_CHARACTERS).chain(['…']).collect()
}

fn codes(convention: &Convention, list: ListId) -> String {
    let codes: Vec<&str> = convention.list(list).codes.iter().map(|(code, _)| code.as_str()).collect();
    codes.join(", ")
}

/// The fix of a whole cell.
pub(crate) fn unsafe_unless(safe: bool) -> Applicability {
    if safe { Applicability::Safe } else { Applicability::Unsafe }
}
