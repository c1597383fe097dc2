//! Which kind a row is of, where one sheet holds several kinds.

use pamlint_convention::{ColumnId, Content, Convention, Field, KindTie, Path, Role, TableId};
use pamlint_reader::{Cell, Layout, Look, Row, Sheet, StringId, Value, Workbook};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::placeholder::is_unfilled;
use crate::value::{Judge, Key, item_word};

/// A row of a sheet that holds several kinds.
pub(crate) struct MixedRow<'w> {
    pub workbook: &'w Workbook,
    pub sheet: &'w Sheet,
    pub layout: &'w Layout,
    pub row: Row,
}

/// The signs that tell the kind of a row where one sheet holds several kinds.
pub(crate) struct KindEvidence {
    kinds: Vec<TableId>,
    /// Relations that tie a value to the kind: what each kind allows.
    ties: Vec<KindTie>,
    /// The kinds that texts have turned out to name.
    known: FxHashMap<StringId, Option<TableId>>,
}

impl KindEvidence {
    pub(crate) fn new(convention: &Convention) -> KindEvidence {
        let kinds = convention.all_tables().filter(|(_, table)| table.is_kind).map(|(id, _)| id);
        KindEvidence { kinds: kinds.collect(), ties: convention.kind_ties(), known: FxHashMap::default() }
    }

    /// The kind of a row: what its own cell says, else the only one that its values leave, else that of
    /// its ID where no cell says anything about the kind.
    pub(crate) fn kind_of(&mut self, judge: &mut Judge<'_>, row: &MixedRow<'_>) -> Option<TableId> {
        let convention = judge.convention;
        let said = row.cell_of(convention, Role::Kind);
        if let Some(kind) = said.and_then(|cell| self.named(convention, row.workbook, cell)) {
            return Some(self.contradicting(judge, row, kind).unwrap_or(kind));
        }
        let by_id = || convention.kind_of_id(row.workbook.text(row.cell_of(convention, Role::Id)?)?);
        let has_column =
            row.layout.header_where(|column| convention.column(column).role == Role::Kind).is_some();
        // The ID and the filled columns together say more than a value that is tied to the kind.
        if let Some(kind) = by_id().filter(|kind| !has_column && row.fits(convention, *kind)) {
            return Some(kind);
        }
        let tied = self.tied(judge, row);
        let is_silent = said.is_none() && tied.len() == self.kinds.len();
        row.left(convention, &tied).or_else(|| {
            let id = row.cell_of(convention, Role::Id).filter(|_| is_silent)?;
            convention.kind_of_id(row.workbook.text(id)?)
        })
    }

    /// The only other kind whose columns are just those that are filled, where that which the row says lacks some of them
    /// and needs others: nobody fills in so much by mistake. Its values have to go with both.
    fn contradicting(&self, judge: &mut Judge<'_>, row: &MixedRow<'_>, said: TableId) -> Option<TableId> {
        let convention = judge.convention;
        if !row.contradicts(convention, said) {
            return None;
        }
        let tied = self.tied(judge, row);
        let mut fitting = tied.iter().copied().filter(|kind| row.fits(convention, *kind));
        let kind = fitting.next().filter(|_| fitting.next().is_none() && tied.contains(&said))?;
        if !row.is_right_for(convention, kind) {
            return None;
        }
        let by_id =
            row.cell_of(convention, Role::Id).and_then(|id| convention.kind_of_id(row.workbook.text(id)?));
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
    fn tied(&self, judge: &mut Judge<'_>, row: &MixedRow<'_>) -> Vec<TableId> {
        let mut holds = |kind: TableId| {
            self.ties.iter().all(|KindTie { path, allowed }| {
                let values = allowed.iter().find(|(table, _)| *table == kind).map(|(_, values)| values);
                values.is_none_or(|values| row.may_be(judge, kind, path, values))
            })
        };
        self.kinds.iter().copied().filter(|kind| holds(*kind)).collect()
    }
}

impl<'w> MixedRow<'w> {
    /// The filled cell in the column of a role.
    fn cell_of(&self, convention: &Convention, role: Role) -> Option<&'w Cell> {
        let header = self.layout.header_where(|column| convention.column(column).role == role)?;
        let cell = self.sheet.cell_below(header, self.row);
        cell.filter(|cell| !is_unfilled(convention, self.workbook, cell))
    }

    /// The columns in which the row has a value.
    fn filled(&self, convention: &Convention, is_unfilled: impl Fn(&Cell) -> bool) -> FxHashSet<ColumnId> {
        let cells = self.sheet.row_cells(self.row).iter().filter(|cell| !is_unfilled(cell));
        cells
            .filter_map(|cell| self.layout.column_at(cell.place.column))
            .filter(|column| convention.column(*column).role == Role::Value)
            .collect()
    }

    /// True when the filled columns are those of a kind: none too many, and none of those missing that it needs.
    fn fits(&self, convention: &Convention, kind: TableId) -> bool {
        let table = convention.table(kind);
        let filled = self.filled(convention, |cell| self.workbook.is_blank(cell));
        let needed = |field: &&Field| is_needed(convention, field);
        filled.iter().all(|column| table.position(*column).is_some())
            && table.fields.iter().filter(needed).all(|field| filled.contains(&field.column))
    }

    /// True when a column is filled that a kind does not have, and one is not that it needs.
    fn contradicts(&self, convention: &Convention, kind: TableId) -> bool {
        let table = convention.table(kind);
        let filled = self.filled(convention, |cell| is_unfilled(convention, self.workbook, cell));
        let needed = |field: &&Field| is_needed(convention, field);
        filled.iter().any(|column| table.position(*column).is_none())
            && table.fields.iter().filter(needed).any(|field| !filled.contains(&field.column))
    }

    /// True when every value that has a format is right for a kind: else it may stand in a wrong column.
    fn is_right_for(&self, convention: &Convention, kind: TableId) -> bool {
        let cells = self.sheet.row_cells(self.row).iter();
        let mut formats = cells.filter_map(|cell| {
            let column = self.layout.column_at(cell.place.column)?;
            let table = convention.table(kind);
            match table.fields.get(table.position(column)?)?.content {
                Content::Format(format) => Some((format, self.workbook.text(cell)?)),
                _ => None,
            }
        });
        formats.all(|(format, text)| text.trim().is_empty() || format.judge(text.trim()).problem.is_none())
    }

    /// The only one of these kinds that the filled columns leave.
    fn left(&self, convention: &Convention, tied: &[TableId]) -> Option<TableId> {
        let filled = self.filled(convention, |cell| is_unfilled(convention, self.workbook, cell));
        let fitting = |kind: &TableId| {
            let table = convention.table(*kind);
            filled.iter().all(|column| table.position(*column).is_some())
        };
        let candidates: Vec<TableId> = tied.iter().copied().filter(fitting).collect();
        match (candidates.as_slice(), tied) {
            // A value too many is a finding of its own, and does not make the kind unknown.
            ([only], _) | ([], [only]) => Some(*only),
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
