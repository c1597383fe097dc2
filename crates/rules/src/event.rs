//! What the engine sees by itself: sheets, headers, empty and unreadable cells, secrets.

use pamlint_convention::{Check, ColumnId, Convention, Event, Role, RuleId, Table, TableId, fold_header};
use pamlint_reader::{Cell, CellRef, Header, Layout, Meaning, Sheet, SheetRole, Value, Visibility};
use rustc_hash::FxHashSet;

use crate::clean::{Style, clean};
use crate::draft::Draft;
use crate::facts::{Facts, RowFacts, State, lost_digits, number_text};
use crate::fill::Fill;
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
        drafts.extend(rule.map(|rule| Draft::new(rule, 0, CellRef::new(1, 1))));
        return;
    }
    for (index, sheet) in workbook.sheets.iter().enumerate() {
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
    index: usize,
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
    index: usize,
    sheet: &Sheet,
    layout: &Layout,
    table: Option<TableId>,
) {
    let convention = facts.convention;
    for header in &layout.headers {
        // A secret is not told in the words of another finding.
        if facts.is_secret(index, header.place) {
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
                let first = layout.headers.iter().find(|other| other.meaning.column() == Some(column));
                let mut draft = at(rule).fill("column", &convention.column(column).header);
                if let Some(first) = first {
                    draft.fills.push(("other", Fill::Text(first.place.to_string())));
                    draft.related.push(Place { sheet: index, cell: first.place });
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
    index: usize,
    sheet: &Sheet,
    layout: &Layout,
    header: &Header,
    unwanted: Option<(Event, &[String], RuleId)>,
) -> bool {
    let at = |rule: RuleId| Draft::new(rule, index, header.place).fill("found", header.text.trim());
    let filled = filled_below(sheet, layout, header.place.column);
    match unwanted {
        Some((Event::SecretColumn, _, rule)) if filled > 0 => {
            facts.withheld.push((index, header.place.column, layout.header_row));
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
    index: usize,
    layout: &Layout,
    table: Option<TableId>,
) {
    let convention = facts.convention;
    let rows: Vec<RowFacts> = facts.rows.iter().filter(|row| row.sheet == index).copied().collect();
    let mut tables: Vec<TableId> = rows.iter().filter_map(|row| row.table).chain(table).collect();
    tables.sort_unstable();
    tables.dedup();
    let mut reported: FxHashSet<usize> = FxHashSet::default();
    for table in tables {
        let Some(rule) = rules.rule(Event::RequiredColumnMissing, Some(table)) else { continue };
        for (position, field) in convention.table(table).fields.iter().enumerate() {
            let column = convention.column(field.column);
            let there = layout.headers.iter().any(|header| header.meaning.column() == Some(field.column));
            if there
                || !(field.required || column.role == Role::Id)
                || reported.contains(&field.column.index())
            {
                continue;
            }
            let of_table: Vec<&RowFacts> = rows.iter().filter(|row| row.table == Some(table)).collect();
            let needed =
                of_table.iter().any(|row| crate::required::is_required(facts, row, position) == Some(true));
            if !(needed
                || (of_table.is_empty() && field.required_unless.is_empty())
                || column.role == Role::Id)
            {
                continue;
            }
            // Another ID column may be the sheet's, where kinds have different ones.
            let other_id = layout.headers.iter().any(|header| {
                header.meaning.column().is_some_and(|column| convention.column(column).role == Role::Id)
            });
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
    index: usize,
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
            draft.row = facts.row_at(index, area.first.row);
            drafts.push(draft);
        }
    }
}

fn hidden(
    rules: &EventRules<'_>,
    drafts: &mut Vec<Draft>,
    index: usize,
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
        draft.related =
            others.iter().take(200).map(|row| Place { sheet: index, cell: CellRef::new(*row, 1) }).collect();
    }
    drafts.push(draft);
}

/// Secrets on sheets of accounts, which are reported; those on other sheets are only withheld.
pub(crate) fn secrets(facts: &Facts<'_>, rules: &EventRules<'_>, drafts: &mut Vec<Draft>) {
    for (sheet, place, secret) in &facts.secrets {
        if facts.is_withheld(*sheet, *place) {
            continue;
        }
        let table = match facts.workbook.sheets.get(*sheet).map(|sheet| sheet.role) {
            Some(SheetRole::Accounts(table)) => Some(table),
            Some(SheetRole::MixedAccounts) => None,
            _ => continue,
        };
        let Some(rule) = rules.rule(Event::SecretInCell, table) else { continue };
        let mut draft = Draft::new(rule, *sheet, *place).fill("count", secret.chars.to_string());
        draft.fills.push(("length", Fill::Text(secret.chars.to_string())));
        draft.variant = Some(secret.kind.to_owned());
        draft.row = facts.row_at(*sheet, place.row);
        let layout = facts.workbook.sheets.get(*sheet).and_then(|sheet| sheet.layout.as_ref());
        let header = layout
            .and_then(|layout| layout.headers.iter().find(|header| header.place.column == place.column));
        draft.column = header.and_then(|header| header.meaning.column());
        drafts.push(draft);
    }
}

/// Cells whose value is not there: errors, formulas without a value, numbers that lost digits.
pub(crate) fn unreadable(facts: &Facts<'_>, rules: &EventRules<'_>, drafts: &mut Vec<Draft>) {
    for (index, row) in facts.rows.iter().enumerate() {
        let Some(table) = row.table else { continue };
        let Some(sheet) = facts.workbook.sheets.get(row.sheet) else { continue };
        for (cell, field) in facts.cells(row).iter().zip(&facts.convention.table(table).fields) {
            if cell.state != State::Unreadable || !cell.own || facts.is_secret(row.sheet, cell.place) {
                continue;
            }
            if facts.convention.column(field.column).role == Role::Free {
                continue;
            }
            let position = sheet.cells.binary_search_by_key(&cell.place, |cell| cell.place);
            let Some(found) = position.ok().and_then(|position| sheet.cells.get(position)) else { continue };
            let Some((event, text)) = unreadable_value(facts, found.value) else { continue };
            let Some(rule) = rules.rule(event, Some(table)) else { continue };
            let mut draft = Draft::new(rule, row.sheet, cell.place).fill("found", text);
            draft.row = Some(index);
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
        .map(|draft| Place { sheet: draft.sheet, cell: draft.place })
        .collect();
    drafts.retain(|draft| {
        let Check::Event { event, .. } = check(draft) else { return true };
        let is_doubted = draft.row.is_some_and(|row| facts.doubted_kinds.contains(&row));
        match event {
            Event::RequiredFieldMissing => !is_doubted && is_still_required(facts, draft),
            Event::FieldNotUsedByKind => !is_doubted,
            Event::IdForm => {
                !is_doubted && !repeated.contains(&Place { sheet: draft.sheet, cell: draft.place })
            }
            _ => true,
        }
    });
}

/// Whether an empty cell has to be filled in, now that it is known which values other rules have found wrong.
fn is_still_required(facts: &mut Facts<'_>, draft: &Draft) -> bool {
    let row = draft.row.and_then(|row| facts.rows.get(row)).copied();
    let field = row.and_then(|row| facts.convention.table(row.table?).position(draft.column?));
    match (row, field) {
        (Some(row), Some(field)) => crate::required::is_required(facts, &row, field).is_some(),
        _ => true,
    }
}

/// IDs that are missing or of another form than their kind's.
pub(crate) fn ids(facts: &mut Facts<'_>, rules: &EventRules<'_>, drafts: &mut Vec<Draft>) {
    for index in 0..facts.rows.len() {
        let Some(row) = facts.rows.get(index).copied() else { continue };
        let Some(table) = row.table else { continue };
        let kind = facts.convention.table(table);
        let id = kind.fields.iter().position(|field| facts.convention.column(field.column).role == Role::Id);
        let Some((field, cell)) = id.and_then(|field| Some((field, *facts.cell(&row, field)?))) else {
            continue;
        };
        if !cell.own {
            continue;
        }
        let at = |rule: RuleId| {
            let mut draft = Draft::new(rule, row.sheet, cell.place);
            draft.row = Some(index);
            draft.column = kind.fields.get(field).map(|field| field.column);
            draft
        };
        match cell.state {
            State::Empty => {
                if let Some(rule) = rules.rule(Event::IdMissing, Some(table)) {
                    drafts.push(at(rule));
                    facts.settle(index, field, WHOLE);
                }
            }
            State::Filled(_) => {
                let Some(rule) = rules.rule(Event::IdForm, Some(table)) else { continue };
                let text =
                    facts.judged(&row, field).map(|judged| facts.text(judged.text)).unwrap_or_default();
                if !kind.has_id_form(text) {
                    drafts
                        .push(at(rule).fill("found", text).fill("expected", format!("{}1", kind.id_prefix)));
                    facts.odd_ids.insert(index);
                }
            }
            State::NoColumn | State::Unreadable | State::Free => {}
        }
    }
}

/// Rows on a sheet of several kinds: those whose kind cannot be told, and values their kind has no use for.
pub(crate) fn mixed_rows(facts: &Facts<'_>, rules: &EventRules<'_>, drafts: &mut Vec<Draft>) {
    let mut first = 0;
    for rows in facts.rows.chunk_by(|one, other| one.sheet == other.sheet) {
        let sheet = rows.first().and_then(|row| facts.workbook.sheets.get(row.sheet));
        if let Some((sheet, layout)) = sheet.and_then(|sheet| Some((sheet, sheet.layout.as_ref()?)))
            && sheet.role == SheetRole::MixedAccounts
        {
            let columns = MixedColumns::new(facts.convention, layout);
            // Every row of the layout has its row among the facts, in the same order.
            for (index, (row, cells)) in (first..).zip(rows.iter().zip(&layout.rows)) {
                mixed_row(facts, rules, drafts, &columns, index, row, sheet.row_cells(*cells));
            }
        }
        first += rows.len();
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
    index: usize,
    row: &RowFacts,
    cells: &[Cell],
) {
    let at = |rule: RuleId, place: CellRef, column: Option<ColumnId>| {
        let mut draft = Draft::new(rule, row.sheet, place);
        draft.row = Some(index);
        draft.column = column;
        draft
    };
    let text_of = |cell: &Cell| match cell.value {
        Value::Text(id) => Some(facts.workbook.strings.get(id)),
        _ => None,
    };
    let kind_cell =
        columns.kind.and_then(|(number, _)| cells.iter().find(|cell| cell.place.column == number));
    if let Some(cell) = kind_cell {
        kind_text(rules, drafts, row.table, text_of(cell).unwrap_or_default(), |rule| {
            at(rule, cell.place, columns.kind.map(|(_, column)| column))
        });
        if let Some((event, found)) = unreadable_value(facts, cell.value) {
            let rule = rules.rule(event, row.table);
            let draft = rule.map(|rule| at(rule, cell.place, columns.kind.map(|(_, column)| column)));
            drafts.extend(draft.map(|draft| draft.fill("found", found)));
            if row.table.is_none() {
                return;
            }
        }
    }
    let Some(table) = row.table else {
        let Some(rule) = rules.rule(Event::KindUnknown, None) else { return };
        let place = CellRef::new(row.number, columns.kind.map_or(1, |(number, _)| number));
        let mut draft = at(rule, place, columns.kind.map(|(_, column)| column));
        draft.variant = Some(if kind_cell.is_some() { "unknown" } else { "missing" }.to_owned());
        draft
            .fills
            .extend(kind_cell.and_then(text_of).map(|text| ("found", Fill::Text(text.trim().to_owned()))));
        drafts.push(draft);
        return;
    };
    for cell in cells {
        let Some((column, Role::Value)) = columns.of(cell) else { continue };
        if columns.is_used(table, column) || text_of(cell).is_some_and(pamlint_reader::is_blank_text) {
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
