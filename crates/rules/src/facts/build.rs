//! Every row of a workbook taken apart: its kind told, its cells judged.

use pamlint_convention::{Content, Convention, Field, Role, TableId};
use pamlint_reader::{
    Area, Cell, CellRef, Layout, Look, Merged, Row, Sheet, SheetId, SheetRole, Value, Workbook,
    is_blank_text, iso_date,
};
use rustc_hash::FxHashMap;

use super::rows::{RowFacts, Rows, State};
use super::secrets::{Doubtful, Secrets};
use super::settled::Settled;
use super::text_rows::{SLID, Source, TextRows};
use super::unread::Unread;
use crate::kind::{KindEvidence, MixedRow};
use crate::number::{lost_digits, number_text};
use crate::placeholder::Seen;
use crate::value::{Judge, ProfileId, WHOLE};

/// The rows of a workbook in the making.
pub(super) struct Builder<'b, 'a> {
    workbook: &'a Workbook,
    convention: &'a Convention,
    judge: &'b mut Judge<'a>,
    secrets: &'b Secrets,
    /// The cells that may hold a secret, and hold what belongs there.
    pub right: Vec<(SheetId, CellRef)>,
    /// The fields that may hold a secret, and are wrong.
    pub doubtful: Vec<Doubtful>,
    pub rows: Rows,
    pub settled: Settled,
    placeholders: Seen<'a>,
    pub unread: Unread,
    pub text_rows: TextRows,
}

impl<'b, 'a> Builder<'b, 'a> {
    /// Takes every row apart.
    pub(super) fn new(workbook: &'a Workbook, judge: &'b mut Judge<'a>, secrets: &'b Secrets) -> Self {
        let convention = judge.convention;
        // Set aside beforehand, since growing means copying.
        let layouts = workbook.sheets.iter().filter_map(|sheet| sheet.layout.as_ref());
        let rows: usize = layouts.map(|layout| layout.rows.len()).sum();
        let fields = convention.tables.iter().map(|table| table.fields.len()).max().unwrap_or(0);
        let tables = convention.tables.len();
        judge.reserve(workbook.strings.len());
        let (rows, settled) =
            (Rows::new(tables, rows, fields, judge.steps()), Settled::new(tables, rows, fields));
        let mut builder = Builder {
            workbook,
            convention,
            judge,
            secrets,
            right: Vec::new(),
            doubtful: Vec::new(),
            rows,
            settled,
            placeholders: Seen::new(convention, workbook),
            unread: Unread::default(),
            text_rows: TextRows::new(workbook),
        };
        builder.add_sheets();
        builder.text_rows.odd.sort_unstable_by_key(|odd| (odd.sheet, odd.row));
        builder
    }

    fn add_sheets(&mut self) {
        let mut evidence = None;
        for (id, sheet) in self.workbook.all_sheets() {
            let Some(layout) = &sheet.layout else { continue };
            let source = Source::new(id, sheet, layout);
            self.add_packed(&source);
            match sheet.role {
                SheetRole::Accounts(table) => {
                    let plan = Plan::new(self.judge, table, source);
                    layout.rows.iter().for_each(|row| self.add(*row, &plan));
                }
                SheetRole::Auxiliary(table) => {
                    let plan = Plan::new(self.judge, table, source);
                    layout.rows.iter().for_each(|row| self.add(*row, &plan));
                    layout.rows.iter().for_each(|row| self.add_beside(*row, &source));
                }
                SheetRole::MixedAccounts => {
                    let evidence = evidence.get_or_insert_with(|| KindEvidence::new(self.convention));
                    self.add_mixed(source, evidence);
                }
                SheetRole::Ours | SheetRole::InOneCell { .. } | SheetRole::Unknown | SheetRole::Empty => {}
            }
        }
    }

    /// Keeps the values of the rows that stand in one cell each.
    fn add_packed(&mut self, source: &Source<'_>) {
        for packed in &source.layout.packed {
            self.text_rows.odd.extend(source.odd(packed.place.row));
            let text = source.sheet.cell(packed.place).and_then(|cell| self.workbook.text(cell));
            self.unread.add(text.unwrap_or_default().split(packed.separator));
        }
    }

    fn add_mixed(&mut self, source: Source<'a>, evidence: &mut KindEvidence) {
        let Source { sheet, layout, .. } = source;
        let mut plans: FxHashMap<TableId, Plan<'a>> = FxHashMap::default();
        for row in &layout.rows {
            let mixed = self.mixed(*row, sheet, layout);
            match evidence.kind_of(self.judge, &mixed) {
                Some(table) => {
                    let plan = plans.entry(table).or_insert_with(|| Plan::new(self.judge, table, source));
                    self.add(*row, plan);
                }
                None if source.overflows(*row) => self.set_aside(*row, &source),
                None => self.add_unknown(*row, sheet),
            }
        }
    }

    /// A row whose kind is not known, with what its cells say about it.
    fn mixed(&mut self, row: Row, sheet: &'a Sheet, layout: &'a Layout) -> MixedRow<'a> {
        let (workbook, convention) = (self.workbook, self.convention);
        MixedRow::new((workbook, convention), (sheet, layout), row, |cell| {
            self.placeholders.of_cell(cell).is_some()
        })
    }

    /// Keeps the texts of a row of another sheet that stand in columns of which nothing is known.
    fn add_beside(&mut self, row: Row, source: &Source<'_>) {
        let cells = source.sheet.row_cells(row).iter();
        let beside = cells.filter(|cell| source.layout.column_at(cell.place.column).is_none());
        beside.filter_map(|cell| self.workbook.text(cell)).for_each(|text| self.unread.add([text]));
    }

    /// Keeps the texts of a row of which nothing else is known.
    fn add_unknown(&mut self, row: Row, sheet: &Sheet) {
        self.unread.add(sheet.row_cells(row).iter().filter_map(|cell| self.workbook.text(cell)));
    }

    /// Keeps a row that has another length than the header from being judged.
    fn set_aside(&mut self, row: Row, source: &Source<'_>) {
        self.text_rows.odd.extend(source.odd(row.number));
        self.add_unknown(row, source.sheet);
    }

    /// Adds a row, unless its values do not stand below their headers.
    fn add(&mut self, row: Row, plan: &Plan<'a>) {
        let has_slid = plan.source.odd(row.number).is_some()
            && (plan.source.overflows(row) || self.misfits(row, plan) >= SLID);
        if has_slid {
            self.set_aside(row, &plan.source);
        } else {
            self.add_row(row, plan);
        }
    }

    /// The number of fields of a row whose value does not fit, or is missing.
    fn misfits(&mut self, row: Row, plan: &Plan<'a>) -> usize {
        let mut count = 0;
        for planned in plan.fields.iter().filter(|planned| planned.column.is_some()) {
            let mut cells = plan.source.sheet.row_cells(row).iter();
            let cell = cells.find(|cell| Some(cell.place.column) == planned.column);
            let state = cell.map_or(State::Empty, |cell| self.state(cell.value, planned));
            let is_wrong = match state {
                State::Filled(judged) => !self.judge.judged(judged).problems.is_empty(),
                State::Empty => planned.field.required && planned.field.required_unless.is_empty(),
                State::NoColumn | State::Unreadable | State::Free | State::Placeholder(_) => false,
            };
            count += usize::from(is_wrong);
        }
        count
    }

    fn add_row(&mut self, row: Row, plan: &Plan<'a>) {
        let columns = plan.fields.iter().map(|field| field.column);
        let facts = self.rows.add(plan.source.id, row.number, plan.table, columns);
        self.settled.add(&facts);
        for cell in plan.source.sheet.row_cells(row) {
            if let Some(position) = plan.by_column.get(&cell.place.column) {
                self.fill(&facts, *position, cell, plan);
            }
        }
        for (position, merged) in &plan.merged {
            if let Some(area) = merged.at(row.number) {
                self.spread(*position, &area, &facts, plan);
            }
        }
    }

    fn fill(&mut self, row: &RowFacts, position: usize, cell: &Cell, plan: &Plan<'_>) {
        let Some(field) = plan.fields.get(position) else { return };
        let is_unreadable = self.secrets.is_secret(row.sheet, cell.place)
            || self.text_rows.is_swallowing(row.sheet, cell.place);
        let state = if self.secrets.is_doubtful(row.sheet, cell.place) {
            self.doubted(row, position, cell, field)
        } else if is_unreadable {
            State::Unreadable
        } else {
            self.state(cell.value, field)
        };
        if let Some(known) = self.rows.cell_mut(row, position) {
            known.place = cell.place;
            known.state = state;
        }
        if state == State::Unreadable {
            self.settled.settle(row, position, WHOLE);
        }
    }

    /// The state of a field that may hold a secret: what is right there is none, and anything else is read by nobody.
    fn doubted(&mut self, row: &RowFacts, position: usize, cell: &Cell, planned: &Planned<'_>) -> State {
        let state = self.state(cell.value, planned);
        let State::Filled(judged) = state else { return state };
        let table = self.convention.table(row.table);
        let known = self.judge.judged(judged);
        let is_id = self.convention.id_field(row.table) == Some(position);
        if known.problems.is_empty() && (!is_id || table.has_id_form(self.judge.text(known.text))) {
            self.right.push((row.sheet, cell.place));
            return state;
        }
        self.doubtful.push(Doubtful { row: row.id, field: position, judged });
        State::Unreadable
    }

    fn state(&mut self, value: Value, planned: &Planned<'_>) -> State {
        let judged = match value {
            Value::Error(_) | Value::FormulaWithoutValue => return State::Unreadable,
            Value::Number(number) if lost_digits(number) => return State::Unreadable,
            Value::Shown { .. } if planned.is_free => return State::Free,
            Value::Shown { look: Look::Text, text, .. } if !is_numeric(planned.field) => {
                self.judge.judge(planned.profile, planned.field, text)
            }
            Value::Shown { text, look, number } => match as_meant(planned.field, look) {
                Meant::Number => {
                    self.judge.judge_number(planned.profile, planned.field, &number_text(number))
                }
                Meant::Day => {
                    self.judge.judge_number(planned.profile, planned.field, &iso_date(number.trunc()))
                }
                // A list of codes may know TRUE as one of its answers.
                Meant::Code => {
                    let judged = self.judge.judge(planned.profile, planned.field, text);
                    if !self.judge.judged(judged).problems.is_empty() {
                        return State::Unreadable;
                    }
                    judged
                }
                Meant::Text => return State::Unreadable,
            },
            Value::Number(number) => {
                self.judge.judge_number(planned.profile, planned.field, &number_text(number))
            }
            Value::Text(id) if planned.is_free => {
                let is_blank = is_blank_text(self.workbook.strings.get(id));
                return if is_blank { State::Empty } else { State::Free };
            }
            Value::Text(id) => match planned.may_wait.then(|| self.placeholders.of(id)).flatten() {
                Some(placeholder) => return State::Placeholder(placeholder),
                None => self.judge.judge(planned.profile, planned.field, id),
            },
        };
        if self.judge.items(self.judge.judged(judged)).is_empty() {
            State::Empty
        } else {
            State::Filled(judged)
        }
    }

    /// Gives a cell of a merged area that lies below its first one that one's value: people merge
    /// cells to say "the same for all of these".
    fn spread(&mut self, position: usize, area: &Area, row: &RowFacts, plan: &Plan<'_>) {
        let Some(column) = plan.fields.get(position).and_then(|field| field.column) else { return };
        if CellRef::new(row.number, column) == area.first {
            return;
        }
        let is_below = column == area.first.column;
        match plan.source.sheet.cell(area.first).filter(|_| is_below) {
            Some(cell) => self.fill(row, position, cell, plan),
            None => self.settled.settle(row, position, WHOLE),
        }
        if let Some(known) = self.rows.cell_mut(row, position) {
            known.own = false;
            if !is_below {
                known.state = State::Unreadable;
            }
        }
        self.settled.touch(row);
    }
}

/// The way in which what a spreadsheet made of a value can be right in a field.
enum Meant {
    Number,
    Day,
    Code,
    Text,
}

fn as_meant(field: &Field, look: Look) -> Meant {
    match look {
        Look::Text | Look::Scientific if is_numeric(field) => Meant::Number,
        Look::Date if is_date(field) => Meant::Day,
        Look::Truth if matches!(field.content, Content::Codes(_)) => Meant::Code,
        _ => Meant::Text,
    }
}

fn is_numeric(field: &Field) -> bool {
    matches!(&field.content, Content::Format(format) if format.is_numeric())
}

fn is_date(field: &Field) -> bool {
    matches!(&field.content, Content::Format(format) if format.is_date())
}

/// The fields of one table as the columns of one sheet.
struct Plan<'a> {
    table: TableId,
    source: Source<'a>,
    fields: Vec<Planned<'a>>,
    /// The position of the field of each column of the sheet.
    by_column: FxHashMap<u32, usize>,
    /// The merged areas below the header, by the position of each field that they reach over.
    merged: Vec<(usize, Merged)>,
}

/// A field of a table, as a sheet has it.
struct Planned<'a> {
    field: &'a Field,
    /// The column of the sheet, from 1.
    column: Option<u32>,
    profile: ProfileId,
    is_free: bool,
    /// True for the columns of accounts. Elsewhere a word that is a placeholder there may be what is explained: a team
    /// that is called so.
    may_wait: bool,
}

impl<'a> Plan<'a> {
    fn new(judge: &mut Judge<'a>, table: TableId, source: Source<'a>) -> Plan<'a> {
        let Source { sheet, layout, .. } = source;
        let convention = judge.convention;
        let planned = |field: &'a Field| Planned {
            field,
            column: layout.header_of(field.column).map(|header| header.place.column),
            profile: judge.profile(field),
            is_free: convention.column(field.column).role == Role::Free,
            may_wait: convention.table(table).is_kind,
        };
        let fields: Vec<Planned<'a>> = convention.table(table).fields.iter().map(planned).collect();
        let columns =
            || fields.iter().enumerate().filter_map(|(position, field)| Some((field.column?, position)));
        let below = |area: &&Area| area.last.row > layout.header_row;
        let areas: Vec<Area> = sheet.merged.iter().filter(below).copied().collect();
        let merged = columns().filter(|_| !areas.is_empty());
        let merged = merged.map(|(column, position)| (position, Merged::over(&areas, column))).collect();
        Plan { table, source, by_column: columns().collect(), merged, fields }
    }
}
