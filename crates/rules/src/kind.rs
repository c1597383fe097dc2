//! Which kind a row is of, where one sheet holds several kinds.

use pamlint_convention::{ColumnId, Content, Convention, Field, KindTie, Path, Role, TableId};
use pamlint_reader::{Cell, Layout, Look, Row, Sheet, StringId, Value, Workbook};
use rustc_hash::FxHashMap;

use crate::value::{Judge, Key, item_word};

/// A row of a sheet that holds several kinds.
pub(crate) struct MixedRow<'w> {
    pub workbook: &'w Workbook,
    pub sheet: &'w Sheet,
    pub layout: &'w Layout,
    pub row: Row,
    /// Its cells in columns that are known, without blank ones and remarks.
    cells: Vec<Known<'w>>,
}

/// A cell in a column that is known.
struct Known<'w> {
    column: ColumnId,
    role: Role,
    cell: &'w Cell,
    /// True when only a word for a value stands in it.
    is_waiting: bool,
}

/// A kind of account, and the columns that every row of it fills.
struct Kind {
    table: TableId,
    needed: Vec<ColumnId>,
}

/// The signs that tell the kind of a row where one sheet holds several kinds.
pub(crate) struct KindEvidence {
    kinds: Vec<Kind>,
    /// Relations that tie a value to the kind: what each kind allows.
    ties: Vec<KindTie>,
    /// The kinds that texts have turned out to name.
    known: FxHashMap<StringId, Option<TableId>>,
}

impl KindEvidence {
    pub(crate) fn new(convention: &Convention) -> KindEvidence {
        let kinds = convention.all_tables().filter(|(_, table)| table.is_kind).map(|(id, table)| {
            let needed = table.fields.iter().filter(|field| is_needed(convention, field));
            Kind { table: id, needed: needed.map(|field| field.column).collect() }
        });
        KindEvidence { kinds: kinds.collect(), ties: convention.kind_ties(), known: FxHashMap::default() }
    }

    /// The kind of a row: what its own cell says, else the only one that its values leave, else that of
    /// its ID where no cell says anything about the kind.
    pub(crate) fn kind_of(&mut self, judge: &mut Judge<'_>, row: &MixedRow<'_>) -> Option<TableId> {
        let convention = judge.convention;
        let said = row.cell_of(Role::Kind);
        if let Some(kind) = said.and_then(|cell| self.named(convention, row.workbook, cell)) {
            return Some(self.contradicting(judge, row, kind).unwrap_or(kind));
        }
        let by_id = || convention.kind_of_id(row.workbook.text(row.cell_of(Role::Id)?)?);
        let has_column =
            row.layout.header_where(|column| convention.column(column).role == Role::Kind).is_some();
        // The ID and the filled columns together say more than a value that is tied to the kind.
        if !has_column
            && let Some(kind) = by_id().and_then(|id| self.kind(id)).filter(|kind| row.fits(convention, kind))
        {
            return Some(kind.table);
        }
        let tied: Vec<TableId> = self.tied(judge, row).map(|kind| kind.table).collect();
        let is_silent = said.is_none() && tied.len() == self.kinds.len();
        row.left(convention, &tied).or_else(|| by_id().filter(|_| is_silent))
    }

    fn kind(&self, table: TableId) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.table == table)
    }

    /// The only other kind whose columns are just those that are filled, where that which the row says lacks some of them
    /// and needs others: nobody fills in so much by mistake. Its values have to go with both.
    fn contradicting(&self, judge: &mut Judge<'_>, row: &MixedRow<'_>, said: TableId) -> Option<TableId> {
        let convention = judge.convention;
        if !row.contradicts(convention, self.kind(said)?) {
            return None;
        }
        let tied: Vec<&Kind> = self.tied(judge, row).collect();
        let mut fitting = tied.iter().filter(|kind| row.fits(convention, kind)).map(|kind| kind.table);
        let is_tied = tied.iter().any(|kind| kind.table == said);
        let kind = fitting.next().filter(|_| fitting.next().is_none() && is_tied)?;
        if !row.is_right_for(convention, kind) {
            return None;
        }
        let by_id = row.cell_of(Role::Id).and_then(|id| convention.kind_of_id(row.workbook.text(id)?));
        by_id.is_none_or(|by_id| by_id == kind || by_id == said).then_some(kind)
    }

    /// The kind of that name.
    fn named(&mut self, convention: &Convention, workbook: &Workbook, cell: &Cell) -> Option<TableId> {
        let (Value::Text(id) | Value::Shown { text: id, look: Look::Text, .. }) = cell.value else {
            return None;
        };
        *self.known.entry(id).or_insert_with(|| convention.kind_named(workbook.strings.get(id)))
    }

    /// The kinds with which the values go together that are tied to the kind.
    fn tied<'e>(&'e self, judge: &mut Judge<'_>, row: &MixedRow<'_>) -> impl Iterator<Item = &'e Kind> {
        let mut holds = |kind: TableId| {
            self.ties.iter().all(|KindTie { path, allowed }| {
                let values = allowed.iter().find(|(table, _)| *table == kind).map(|(_, values)| values);
                values.is_none_or(|values| row.may_be(judge, kind, path, values))
            })
        };
        self.kinds.iter().filter(move |kind| holds(kind.table))
    }
}

impl<'w> MixedRow<'w> {
    /// A row as it stands there; which texts stand for a value is asked of `is_waiting`.
    pub(crate) fn new(
        (workbook, convention): (&'w Workbook, &Convention),
        (sheet, layout): (&'w Sheet, &'w Layout),
        row: Row,
        mut is_waiting: impl FnMut(&Cell) -> bool,
    ) -> MixedRow<'w> {
        let known = |cell: &'w Cell| {
            let column = layout.column_at(cell.place.column)?;
            let role = convention.column(column).role;
            let says = role != Role::Free && !workbook.is_blank(cell);
            says.then(|| Known { column, role, cell, is_waiting: is_waiting(cell) })
        };
        MixedRow {
            workbook,
            sheet,
            layout,
            row,
            cells: sheet.row_cells(row).iter().filter_map(known).collect(),
        }
    }

    /// The filled cell in the column of a role.
    fn cell_of(&self, role: Role) -> Option<&'w Cell> {
        let first = self.cells.iter().find(|known| known.role == role)?;
        Some(first.cell).filter(|_| !first.is_waiting)
    }

    /// The columns in which the row has a value, or a word for one.
    fn columns(&self) -> impl Iterator<Item = ColumnId> {
        self.cells.iter().filter(|known| known.role == Role::Value).map(|known| known.column)
    }

    /// The columns in which the row has a value.
    fn filled(&self) -> impl Iterator<Item = ColumnId> {
        let cells = self.cells.iter().filter(|known| known.role == Role::Value && !known.is_waiting);
        cells.map(|known| known.column)
    }

    /// True when the filled columns are those of a kind: none too many, and none of those missing that it needs.
    fn fits(&self, convention: &Convention, kind: &Kind) -> bool {
        let table = convention.table(kind.table);
        self.columns().all(|column| table.position(column).is_some())
            && kind.needed.iter().all(|needed| self.columns().any(|column| column == *needed))
    }

    /// True when a column is filled that a kind does not have, and one is not that it needs.
    fn contradicts(&self, convention: &Convention, kind: &Kind) -> bool {
        let table = convention.table(kind.table);
        self.filled().any(|column| table.position(column).is_none())
            && kind.needed.iter().any(|needed| self.filled().all(|column| column != *needed))
    }

    /// True when every value that has a format is right for a kind: else it may stand in a wrong column.
    fn is_right_for(&self, convention: &Convention, kind: TableId) -> bool {
        let mut formats = self.cells.iter().filter_map(|known| {
            let table = convention.table(kind);
            match table.fields.get(table.position(known.column)?)?.content {
                Content::Format(format) => Some((format, self.workbook.text(known.cell)?)),
                _ => None,
            }
        });
        formats.all(|(format, text)| text.trim().is_empty() || format.judge(text.trim()).problem.is_none())
    }

    /// The only one of these kinds that the filled columns leave.
    fn left(&self, convention: &Convention, tied: &[TableId]) -> Option<TableId> {
        let fitting = |kind: &TableId| {
            let table = convention.table(*kind);
            self.filled().all(|column| table.position(column).is_some())
        };
        let mut candidates = tied.iter().copied().filter(fitting);
        match (candidates.next(), candidates.next(), tied) {
            // A value too many is a finding of its own, and does not make the kind unknown.
            (Some(only), None, _) => Some(only),
            (None, _, [only]) => Some(*only),
            _ => None,
        }
    }

    /// True when the row can be of a kind that allows only these values for a path; a row without that value
    /// leaves every kind open.
    fn may_be(&self, judge: &mut Judge<'_>, kind: TableId, path: &Path, values: &[String]) -> bool {
        let convention = judge.convention;
        let Some(slot) = convention.slots(kind, path).first().copied() else { return false };
        let Some(field) = convention.table(kind).fields.get(slot.field) else { return false };
        let header = self.layout.header_of(field.column);
        let cell = header.and_then(|header| self.sheet.cell_below(header, self.row));
        let Some(Value::Text(id)) = cell.map(|cell| cell.value) else { return true };
        let profile = judge.profile(field);
        let judged = judge.judge(profile, field, id);
        let item = judge.items(judge.judged(judged)).first();
        let word = item.and_then(|item| item_word(judge, item, slot.part));
        word.is_none_or(|word| values.iter().any(|allowed| Key::of(allowed) == word.key))
    }
}

/// True when every row of its kind needs a value in a field.
fn is_needed(convention: &Convention, field: &Field) -> bool {
    field.required && field.required_unless.is_empty() && convention.column(field.column).role == Role::Value
}
