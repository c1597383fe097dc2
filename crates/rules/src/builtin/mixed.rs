//! Rows on a sheet of several kinds: those of unknown kind, and values that their kind has no use for.

use pamlint_convention::{Applicability, BuiltInCheck, ColumnId, Convention, Role, RuleId, Table, TableId};
use pamlint_reader::{Cell, CellRef, Layout, Row, Workbook};

use super::{AccountSheet, Reporter, unreadable};
use crate::clean::{Style, clean};
use crate::draft::Draft;
use crate::facts::{Facts, RowFacts};
use crate::placeholder::Seen;
use crate::problem::Source;
use crate::report::Fix;
use crate::value::text_problem;

/// Judges the rows of every sheet of several kinds.
pub(crate) fn judge(facts: &Facts<'_>, reporter: &mut Reporter<'_>) {
    let mut seen = Seen::new(facts.convention, facts.workbook);
    for sheet in AccountSheet::all(facts.workbook).filter(|sheet| sheet.table.is_none()) {
        let columns = MixedColumns::new(facts.convention, sheet.layout);
        // Those of unknown kind have no row among the facts.
        let mut known = facts.rows.of_sheet(sheet.id).iter().peekable();
        let is_odd = |row: &Row| facts.text_rows.is_odd(sheet.id, row.number);
        for row in sheet.layout.rows.iter().filter(|row| !is_odd(row)) {
            let row = MixedRow {
                sheet: &sheet,
                number: row.number,
                cells: sheet.sheet.row_cells(*row),
                known: known.next_if(|known| known.number == row.number),
            };
            row.judge((facts.workbook, &mut seen), &columns, reporter);
        }
    }
}

/// The meanings of the columns of a sheet of several kinds, by their number.
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

/// A row of a sheet of several kinds.
struct MixedRow<'r> {
    sheet: &'r AccountSheet<'r>,
    /// Excel's number, from 1.
    number: u32,
    cells: &'r [Cell],
    /// The row, where its kind is known.
    known: Option<&'r RowFacts>,
}

impl MixedRow<'_> {
    fn judge(
        &self,
        (workbook, seen): (&Workbook, &mut Seen<'_>),
        columns: &MixedColumns,
        reporter: &mut Reporter<'_>,
    ) {
        let table = self.known.map(|known| known.table);
        let kind_column = columns.kind.map(|(_, column)| column);
        let kind_number = columns.kind.map(|(number, _)| number);
        let kind_cell = self.cells.iter().find(|cell| Some(cell.place.column) == kind_number);
        let kind_text = kind_cell.and_then(|cell| workbook.text(cell));
        if let Some(cell) = kind_cell.filter(|cell| seen.of_cell(cell).is_some()) {
            let at = |rule| self.at(rule, cell.place, kind_column);
            if reporter.report(BuiltInCheck::PlaceholderValue, table, at) && table.is_none() {
                return;
            }
        } else if let Some(cell) = kind_cell {
            let at = |rule| self.at(rule, cell.place, kind_column);
            judge_kind(kind_text.unwrap_or_default(), table, at, reporter);
            if let Some(why) = unreadable::why(workbook, cell) {
                reporter.report(why.check, table, |rule| why.tell(at(rule)));
                if table.is_none() {
                    return;
                }
            }
        }
        let Some(table) = table else {
            reporter.report(BuiltInCheck::KindUnknown, None, |rule| {
                let draft = self.at(rule, CellRef::new(self.number, kind_number.unwrap_or(1)), kind_column);
                let draft = draft.variant(if kind_cell.is_some() { "unknown" } else { "missing" });
                match kind_text {
                    Some(text) => draft.fill("found", text.trim()),
                    None => draft,
                }
            });
            return;
        };
        let convention = reporter.convention;
        let is_another =
            |text: &&str| !convention.table(table).is_called(text) && convention.kind_named(text).is_some();
        if let (Some(cell), Some(text)) = (kind_cell, kind_text.filter(is_another)) {
            let sheet = &convention.table(table).sheet;
            reporter.report(BuiltInCheck::KindUnknown, None, |rule| Draft {
                fix: Some(Fix { value: sheet.clone(), applicability: Applicability::Unsafe }),
                ..self
                    .at(rule, cell.place, kind_column)
                    .variant("contradicted")
                    .fill("found", text.trim())
                    .fill("suggestion", sheet)
            });
        }
        for cell in self.cells {
            let Some((column, Role::Value)) = columns.of(cell) else { continue };
            if !columns.is_used(table, column) && !seen.is_unfilled(cell) {
                let draft = |rule| self.at(rule, cell.place, Some(column));
                reporter.report(BuiltInCheck::FieldNotUsedByKind, Some(table), draft);
            }
        }
    }

    fn at(&self, rule: RuleId, place: CellRef, column: Option<ColumnId>) -> Draft {
        Draft::new(rule, self.sheet.id, place).about(self.known.map(|known| known.id), column)
    }
}

/// Reports what is wrong with the text that says which kind a row is of.
fn judge_kind(text: &str, table: Option<TableId>, at: impl Fn(RuleId) -> Draft, reporter: &mut Reporter<'_>) {
    let cleaned = clean(text, Style { one_line: true, ..Style::default() });
    for problem in cleaned.changes.iter().map(text_problem) {
        let Source::BuiltIn(check) = problem.source else { continue };
        reporter.report(check, table, |rule| Draft {
            variant: problem.variant.map(str::to_owned),
            span: problem.span,
            fills: problem.fills,
            fix: problem.fix,
            ..at(rule)
        });
    }
}
