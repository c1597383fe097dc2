//! What the engine sees by itself: sheets, headers, empty and unreadable cells, secrets.

use pamlint_convention::{Check, ColumnId, Convention, Event, Role, RuleId, Table, TableId, fold_header};
use pamlint_reader::{
    Cell, CellRef, Header, Layout, Meaning, Row, Sheet, SheetId, SheetRole, Value, Visibility,
};
use rustc_hash::FxHashSet;

use crate::clean::{Style, clean};
use crate::draft::Draft;
use crate::facts::{Facts, RowFacts, State};
use crate::fill::Fill;
use crate::number::{lost_digits, number_text};
use crate::report::Place;
use crate::value::{Source, WHOLE, text_problem};

/// The rules for what the engine sees, by what it sees.
pub(crate) struct EventRules<'c> {
    rules: Vec<(Event, &'c [TableId], &'c [String], RuleId)>,
}

impl<'c> EventRules<'c> {
    pub(crate) fn new(convention: &'c Convention) -> EventRules<'c> {
        let rules = convention.all_rules().filter_map(|(id, rule)| match &rule.check {
            Check::Event { event, on, headers } => Some((*event, on.as_slice(), headers.as_slice(), id)),
            _ => None,
        });
        EventRules { rules: rules.collect() }
    }

    /// The rule for an event on a table, or on no table in particular.
    pub(crate) fn rule(&self, event: Event, table: Option<TableId>) -> Option<RuleId> {
        self.rules
            .iter()
            .find(|(known, on, ..)| {
                *known == event && (on.is_empty() || table.is_none_or(|table| on.contains(&table)))
            })
            .map(|(.., rule)| *rule)
    }

    /// The rules about headers that nobody wants, with the words that they look for.
    fn unwanted_headers(
        &self,
        table: Option<TableId>,
    ) -> impl Iterator<Item = (Event, &'c [String], RuleId)> {
        self.rules
            .iter()
            .filter(move |(event, on, ..)| {
                matches!(event, Event::SecretColumn | Event::ForbiddenColumn)
                    && (on.is_empty() || table.is_none_or(|table| on.contains(&table)))
            })
            .map(|(event, _, headers, rule)| (*event, *headers, *rule))
    }
}

/// Everything about sheets and headers.
pub(crate) fn sheets(facts: &mut Facts<'_>, rules: &EventRules<'_>, drafts: &mut Vec<Draft>) {
    let workbook = facts.workbook;
    let is_accounts = |sheet: &Sheet| matches!(sheet.role, SheetRole::Accounts(_) | SheetRole::MixedAccounts);
    if !workbook.sheets.iter().any(is_accounts) {
        let rule = rules.rule(Event::NoAccountSheet, None);
        drafts.extend(rule.map(|rule| Draft::new(rule, SheetId::FIRST, CellRef::new(1, 1))));
        return;
    }
    for (index, sheet) in workbook.all_sheets() {
        match (sheet.role, &sheet.layout) {
            (SheetRole::Accounts(table), Some(layout)) => {
                account_sheet(facts, rules, drafts, index, sheet, layout, Some(table));
            }
            (SheetRole::MixedAccounts, Some(layout)) => {
                account_sheet(facts, rules, drafts, index, sheet, layout, None);
            }
            (SheetRole::Unknown, _) => {
                let rule = rules.rule(Event::SheetNotRecognised, None);
                drafts.extend(
                    rule.map(|rule| Draft::new(rule, index, CellRef::new(1, 1)).fill("found", &sheet.name)),
                );
            }
            _ => {}
        }
    }
}

fn account_sheet(
    facts: &mut Facts<'_>,
    rules: &EventRules<'_>,
    drafts: &mut Vec<Draft>,
    index: SheetId,
    sheet: &Sheet,
    layout: &Layout,
    table: Option<TableId>,
) {
    headers(facts, rules, drafts, index, sheet, layout, table);
    missing_columns(facts, rules, drafts, index, layout, table);
    merged(facts, rules, drafts, index, sheet, layout, table);
    hidden(rules, drafts, index, sheet, layout, table);
}

fn headers(
    facts: &mut Facts<'_>,
    rules: &EventRules<'_>,
    drafts: &mut Vec<Draft>,
    index: SheetId,
    sheet: &Sheet,
    layout: &Layout,
    table: Option<TableId>,
) {
    let convention = facts.convention;
    for header in &layout.headers {
        // A secret is not told in the words of another finding.
        if facts.secrets.is_secret(index, header.place) {
            continue;
        }
        let at = |rule: RuleId| Draft::new(rule, index, header.place).fill("found", header.text.trim());
        let folded = fold_header(&header.text);
        let unwanted = rules.unwanted_headers(table).find(|(_, words, _)| words.contains(&folded));
        // What another kind has a column for may be what this one does not want.
        let is_own = |column: ColumnId| {
            table.is_none_or(|table| convention.table(table).position(column).is_some())
                || convention.column(column).role == Role::Kind
        };
        match header.meaning {
            Meaning::Column(column) if !is_own(column) && unwanted.is_some() => {
                unwanted_header(facts, drafts, index, sheet, layout, header, unwanted);
            }
            Meaning::Column(column) | Meaning::Nearly(column) => {
                let role = convention.column(column).role;
                if matches!(header.meaning, Meaning::Nearly(_)) {
                    let mut draft = rules.rule(Event::ColumnNotRecognised, table).map(at);
                    if let Some(draft) = &mut draft {
                        draft.variant = Some("near".to_owned());
                        draft
                            .fills
                            .push(("suggestion", Fill::Text(convention.column(column).header.clone())));
                    }
                    drafts.extend(draft);
                }
                if role == Role::Id && header.place.column != 1 {
                    drafts.extend(
                        rules
                            .rule(Event::IdNotInColumnA, table)
                            .map(|rule| at(rule).fill("column", &convention.column(column).header)),
                    );
                }
            }
            Meaning::Again(column) => {
                let Some(rule) = rules.rule(Event::ColumnRepeated, table) else { continue };
                let first = layout.header_of(column);
                let mut draft = at(rule).fill("column", &convention.column(column).header);
                if let Some(first) = first {
                    draft.fills.push(("other", Fill::Text(first.place.to_string())));
                    draft.related.push(Place::new(index, first.place));
                }
                drafts.push(draft);
            }
            Meaning::Unknown => {
                if !unwanted_header(facts, drafts, index, sheet, layout, header, unwanted) {
                    drafts.extend(rules.rule(Event::ColumnNotRecognised, table).map(at));
                }
            }
        }
    }
}

/// Reports a header that the convention does not want; whether there was anything to report.
fn unwanted_header(
    facts: &mut Facts<'_>,
    drafts: &mut Vec<Draft>,
    index: SheetId,
    sheet: &Sheet,
    layout: &Layout,
    header: &Header,
    unwanted: Option<(Event, &[String], RuleId)>,
) -> bool {
    let at = |rule: RuleId| Draft::new(rule, index, header.place).fill("found", header.text.trim());
    let filled = filled_below(sheet, layout, header.place.column);
    match unwanted {
        Some((Event::SecretColumn, _, rule)) if filled > 0 => {
            facts.secrets.withhold(index, header.place);
            drafts.push(at(rule).fill("count", filled.to_string()));
            true
        }
        Some((Event::ForbiddenColumn, _, rule)) => {
            drafts.push(at(rule));
            true
        }
        _ => false,
    }
}

/// How many cells below a header are filled.
fn filled_below(sheet: &Sheet, layout: &Layout, column: u32) -> usize {
    sheet
        .cells
        .iter()
        .filter(|cell| cell.place.column == column && cell.place.row > layout.header_row)
        .count()
}

/// Columns that the rows of the sheet need, and that are not there.
fn missing_columns(
    facts: &mut Facts<'_>,
    rules: &EventRules<'_>,
    drafts: &mut Vec<Draft>,
    index: SheetId,
    layout: &Layout,
    table: Option<TableId>,
) {
    let convention = facts.convention;
    let rows = facts.rows.of_sheet(index).to_vec();
    let mut tables: Vec<TableId> = rows.iter().map(|row| row.table).chain(table).collect();
    tables.sort_unstable();
    tables.dedup();
    let mut reported: FxHashSet<usize> = FxHashSet::default();
    for table in tables {
        let Some(rule) = rules.rule(Event::RequiredColumnMissing, Some(table)) else { continue };
        for (position, field) in convention.table(table).fields.iter().enumerate() {
            let column = convention.column(field.column);
            let there = layout.header_of(field.column).is_some();
            if there
                || !(field.required || column.role == Role::Id)
                || reported.contains(&field.column.index())
            {
                continue;
            }
            let of_table: Vec<&RowFacts> = rows.iter().filter(|row| row.table == table).collect();
            let needed =
                of_table.iter().any(|row| crate::required::is_required(facts, row, position) == Some(true));
            if !(needed
                || (of_table.is_empty() && field.required_unless.is_empty())
                || column.role == Role::Id)
            {
                continue;
            }
            // Another ID column may be the sheet's, where kinds have different ones.
            let other_id = layout.header_where(|column| convention.column(column).role == Role::Id).is_some();
            if column.role == Role::Id && other_id {
                continue;
            }
            reported.insert(field.column.index());
            let mut draft = Draft::new(rule, index, CellRef::new(layout.header_row, 1));
            draft.column = Some(field.column);
            drafts.push(draft.fill("column", &column.header));
        }
    }
}

fn merged(
    facts: &Facts<'_>,
    rules: &EventRules<'_>,
    drafts: &mut Vec<Draft>,
    index: SheetId,
    sheet: &Sheet,
    layout: &Layout,
    table: Option<TableId>,
) {
    let Some(rule) = rules.rule(Event::MergedCells, table) else { return };
    for area in &sheet.merged {
        let covers_row = layout.rows.iter().any(|row| (area.first.row..=area.last.row).contains(&row.number));
        let covers_column = layout.headers.iter().any(|header| {
            header.meaning.column().is_some()
                && (area.first.column..=area.last.column).contains(&header.place.column)
        });
        if covers_row && covers_column && area.last.row > layout.header_row {
            let mut draft = Draft::new(rule, index, area.first).fill("found", area.to_string());
            draft.row = facts.rows.find(index, area.first.row).map(|row| row.id);
            drafts.push(draft);
        }
    }
}

fn hidden(
    rules: &EventRules<'_>,
    drafts: &mut Vec<Draft>,
    index: SheetId,
    sheet: &Sheet,
    layout: &Layout,
    table: Option<TableId>,
) {
    let Some(rule) = rules.rule(Event::HiddenRows, table) else { return };
    let sheet_is_hidden = sheet.visibility == Visibility::Hidden;
    let hidden: Vec<u32> = layout
        .rows
        .iter()
        .map(|row| row.number)
        .filter(|row| sheet_is_hidden || sheet.hidden_rows.binary_search(row).is_ok())
        .collect();
    let Some((first, others)) = hidden.split_first() else { return };
    let mut draft = Draft::new(rule, index, CellRef::new(*first, 1)).fill("count", hidden.len().to_string());
    if sheet_is_hidden {
        draft.variant = Some("sheet".to_owned());
        draft.fills.push(("found", Fill::Text(sheet.name.clone())));
    } else {
        draft.related = others.iter().take(200).map(|row| Place::new(index, CellRef::new(*row, 1))).collect();
    }
    drafts.push(draft);
}

/// Secrets on sheets of accounts, which are reported; those on other sheets are only withheld.
pub(crate) fn secrets(facts: &Facts<'_>, rules: &EventRules<'_>, drafts: &mut Vec<Draft>) {
    for (sheet, place, secret) in facts.secrets.iter() {
        let accounts = facts.workbook.sheet(sheet).accounts();
        let Some((layout, table)) = accounts.filter(|_| !facts.secrets.is_withheld(sheet, place)) else {
            continue;
        };
        let Some(rule) = rules.rule(Event::SecretInCell, table) else { continue };
        let mut draft = Draft::new(rule, sheet, place).fill("count", secret.chars.to_string());
        draft.fills.push(("length", Fill::Text(secret.chars.to_string())));
        draft.variant = Some(secret.kind.to_owned());
        draft.row = facts.rows.find(sheet, place.row).map(|row| row.id);
        draft.column = layout.column_at(place.column);
        drafts.push(draft);
    }
}

/// Cells whose value is not there: errors, formulas without a value, numbers that lost digits.
pub(crate) fn unreadable(facts: &Facts<'_>, rules: &EventRules<'_>, drafts: &mut Vec<Draft>) {
    for row in facts.rows.iter() {
        let fields = &facts.convention.table(row.table).fields;
        for (cell, field) in facts.rows.cells(row).iter().zip(fields) {
            if cell.state != State::Unreadable || !cell.own || facts.secrets.is_secret(row.sheet, cell.place)
            {
                continue;
            }
            if facts.convention.column(field.column).role == Role::Free {
                continue;
            }
            let Some(found) = facts.workbook.sheet(row.sheet).cell(cell.place) else { continue };
            let Some((event, text)) = unreadable_value(facts, found.value) else { continue };
            let Some(rule) = rules.rule(event, Some(row.table)) else { continue };
            let mut draft = Draft::new(rule, row.sheet, cell.place).fill("found", text);
            draft.row = Some(row.id);
            draft.column = Some(field.column);
            drafts.push(draft);
        }
    }
}

/// Why a value is not there, and what stands in its place.
fn unreadable_value(facts: &Facts<'_>, value: Value) -> Option<(Event, String)> {
    match value {
        Value::Error(id) => Some((Event::ErrorValue, facts.workbook.strings.get(id).to_owned())),
        Value::FormulaWithoutValue => Some((Event::FormulaWithoutValue, String::new())),
        Value::Number(number) if lost_digits(number) => Some((Event::NumberLostDigits, number_text(number))),
        Value::Number(_) | Value::Text(_) => None,
    }
}

/// Takes out what only follows from a mistake that has a finding: what hangs on the kind of a row whose kind
/// is doubted, an empty cell that may be right once another is corrected, and the form of an ID that is
/// another row's.
pub(crate) fn drop_what_follows(facts: &mut Facts<'_>, drafts: &mut Vec<Draft>) {
    let convention = facts.convention;
    let check = |draft: &Draft| &convention.rule(draft.rule).check;
    if !drafts.iter().any(|draft| matches!(check(draft), Check::Event { .. })) {
        return;
    }
    let repeated: FxHashSet<Place> = drafts
        .iter()
        .filter(|draft| matches!(check(draft), Check::Unique { .. }))
        .map(|draft| Place::new(draft.sheet, draft.place))
        .collect();
    drafts.retain(|draft| {
        let Check::Event { event, .. } = check(draft) else { return true };
        let is_doubted = draft.row.is_some_and(|row| facts.doubts.kinds.contains(&row));
        match event {
            Event::RequiredFieldMissing => !is_doubted && is_still_required(facts, draft),
            Event::FieldNotUsedByKind => !is_doubted,
            Event::IdForm => !is_doubted && !repeated.contains(&Place::new(draft.sheet, draft.place)),
            _ => true,
        }
    });
}

/// Whether an empty cell has to be filled in, now that it is known which values other rules have found wrong.
fn is_still_required(facts: &mut Facts<'_>, draft: &Draft) -> bool {
    let row = draft.row.map(|row| *facts.rows.row(row));
    let field = row.and_then(|row| facts.convention.table(row.table).position(draft.column?));
    match (row, field) {
        (Some(row), Some(field)) => crate::required::is_required(facts, &row, field).is_some(),
        _ => true,
    }
}

/// IDs that are missing or of another form than their kind's.
pub(crate) fn ids(facts: &mut Facts<'_>, rules: &EventRules<'_>, drafts: &mut Vec<Draft>) {
    for row in facts.rows.iter() {
        let kind = facts.convention.table(row.table);
        let Some(field) = facts.convention.id_field(row.table) else { continue };
        let cell = facts.rows.cell(row, field);
        if !cell.own {
            continue;
        }
        let at = |rule: RuleId| {
            let mut draft = Draft::new(rule, row.sheet, cell.place);
            draft.row = Some(row.id);
            draft.column = kind.fields.get(field).map(|field| field.column);
            draft
        };
        match cell.state {
            State::Empty => {
                if let Some(rule) = rules.rule(Event::IdMissing, Some(row.table)) {
                    drafts.push(at(rule));
                    facts.settled.settle(row, field, WHOLE);
                }
            }
            State::Filled(_) => {
                let Some(rule) = rules.rule(Event::IdForm, Some(row.table)) else { continue };
                let text = facts.judged(row, field).map(|judged| facts.text(judged.text)).unwrap_or_default();
                if !kind.has_id_form(text) {
                    drafts
                        .push(at(rule).fill("found", text).fill("expected", format!("{}1", kind.id_prefix)));
                    facts.doubts.odd_ids.insert(row.id);
                }
            }
            State::NoColumn | State::Unreadable | State::Free => {}
        }
    }
}

/// Rows on a sheet of several kinds: those whose kind cannot be told, and values their kind has no use for.
pub(crate) fn mixed_rows(facts: &Facts<'_>, rules: &EventRules<'_>, drafts: &mut Vec<Draft>) {
    for (id, sheet) in facts.workbook.all_sheets() {
        let Some((layout, None)) = sheet.accounts() else { continue };
        let columns = MixedColumns::new(facts.convention, layout);
        // Those of unknown kind have no row among the facts.
        let mut known = facts.rows.of_sheet(id).iter().peekable();
        for row in &layout.rows {
            let facts_row = known.next_if(|known| known.number == row.number);
            mixed_row(facts, rules, drafts, &columns, id, *row, facts_row);
        }
    }
}

/// What the columns of a sheet of several kinds mean, by their number.
struct MixedColumns {
    columns: Vec<Option<(ColumnId, Role)>>,
    /// The column that says which kind a row is of.
    kind: Option<(u32, ColumnId)>,
    /// For each table: whether it has a column, by the column's number.
    used: Vec<Vec<bool>>,
}

impl MixedColumns {
    fn new(convention: &Convention, layout: &Layout) -> MixedColumns {
        let mut columns = Vec::new();
        let mut kind = None;
        for header in &layout.headers {
            let (Some(column), Ok(number)) = (header.meaning.column(), usize::try_from(header.place.column))
            else {
                continue;
            };
            let role = convention.column(column).role;
            if columns.len() <= number {
                columns.resize(number + 1, None);
            }
            if let Some(slot) = columns.get_mut(number) {
                *slot = Some((column, role));
            }
            if role == Role::Kind {
                kind = Some((header.place.column, column));
            }
        }
        let has =
            |table: &Table| convention.all_columns().map(|(id, _)| table.position(id).is_some()).collect();
        MixedColumns { columns, kind, used: convention.tables.iter().map(has).collect() }
    }

    fn of(&self, cell: &Cell) -> Option<(ColumnId, Role)> {
        self.columns.get(usize::try_from(cell.place.column).ok()?).copied().flatten()
    }

    fn is_used(&self, table: TableId, column: ColumnId) -> bool {
        self.used.get(table.index()).and_then(|used| used.get(column.index())).copied().unwrap_or(false)
    }
}

fn mixed_row(
    facts: &Facts<'_>,
    rules: &EventRules<'_>,
    drafts: &mut Vec<Draft>,
    columns: &MixedColumns,
    sheet: SheetId,
    row: Row,
    known: Option<&RowFacts>,
) {
    let cells = facts.workbook.sheet(sheet).row_cells(row);
    let table = known.map(|known| known.table);
    let at = |rule: RuleId, place: CellRef, column: Option<ColumnId>| {
        let mut draft = Draft::new(rule, sheet, place);
        draft.row = known.map(|known| known.id);
        draft.column = column;
        draft
    };
    let kind_cell =
        columns.kind.and_then(|(number, _)| cells.iter().find(|cell| cell.place.column == number));
    if let Some(cell) = kind_cell {
        kind_text(rules, drafts, table, facts.workbook.text(cell).unwrap_or_default(), |rule| {
            at(rule, cell.place, columns.kind.map(|(_, column)| column))
        });
        if let Some((event, found)) = unreadable_value(facts, cell.value) {
            let rule = rules.rule(event, table);
            let draft = rule.map(|rule| at(rule, cell.place, columns.kind.map(|(_, column)| column)));
            drafts.extend(draft.map(|draft| draft.fill("found", found)));
            if table.is_none() {
                return;
            }
        }
    }
    let Some(table) = table else {
        let Some(rule) = rules.rule(Event::KindUnknown, None) else { return };
        let place = CellRef::new(row.number, columns.kind.map_or(1, |(number, _)| number));
        let mut draft = at(rule, place, columns.kind.map(|(_, column)| column));
        draft.variant = Some(if kind_cell.is_some() { "unknown" } else { "missing" }.to_owned());
        draft.fills.extend(
            kind_cell
                .and_then(|cell| facts.workbook.text(cell))
                .map(|text| ("found", Fill::Text(text.trim().to_owned()))),
        );
        drafts.push(draft);
        return;
    };
    for cell in cells {
        let Some((column, Role::Value)) = columns.of(cell) else { continue };
        if columns.is_used(table, column) || facts.workbook.is_blank(cell) {
            continue;
        }
        drafts.extend(
            rules.rule(Event::FieldNotUsedByKind, Some(table)).map(|rule| at(rule, cell.place, Some(column))),
        );
    }
}

/// What is wrong with the text that says which kind a row is of.
fn kind_text(
    rules: &EventRules<'_>,
    drafts: &mut Vec<Draft>,
    table: Option<TableId>,
    text: &str,
    at: impl Fn(RuleId) -> Draft,
) {
    let cleaned = clean(text, Style { one_line: true, ..Style::default() });
    for problem in cleaned.changes.iter().map(text_problem) {
        let Source::Event(event) = problem.source else { continue };
        let Some(rule) = rules.rule(event, table) else { continue };
        let mut draft = at(rule);
        draft.variant = problem.variant.map(str::to_owned);
        draft.span = problem.span;
        draft.fills = problem.fills;
        draft.fix = problem.fix;
        drafts.push(draft);
    }
}
