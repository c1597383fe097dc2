//! Which kind a row is of, where one sheet holds several kinds.

use pamlint_convention::{Case, Check, Convention, Path, Role, TableId, Test};
use pamlint_reader::{Layout, Row, Sheet, StringId, Value, is_blank_text};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Facts, item_word};
use crate::value::Key;

/// A relation that ties a value to the kind: the value, and what each kind allows for it.
type Tie = (Path, Vec<(TableId, Vec<String>)>);

/// What tells the kind of a row where one sheet holds several kinds.
pub(crate) struct KindEvidence {
    /// For each kind: every name by which it is known, folded.
    names: Vec<(TableId, Vec<String>)>,
    /// Relations that tie a value to the kind: what each kind allows.
    ties: Vec<Tie>,
    /// The kinds that texts have turned out to name.
    known: FxHashMap<StringId, Option<TableId>>,
}

impl KindEvidence {
    pub(crate) fn new(convention: &Convention) -> KindEvidence {
        let kinds = convention.all_tables().filter(|(_, table)| table.is_kind);
        let names = kinds.map(|(id, table)| {
            let mut names = table.folded_sheets.clone();
            names.push(pamlint_convention::fold_header(&table.id));
            names.extend(
                pamlint_convention::Language::ALL
                    .iter()
                    .filter_map(|language| table.label.only(*language))
                    .map(pamlint_convention::fold_header),
            );
            (id, names)
        });
        let cases = convention.rules.iter().flat_map(|rule| match &rule.check {
            Check::Cases(cases) => cases.as_slice(),
            _ => &[],
        });
        let ties =
            cases.flat_map(|case: &Case| &case.require).filter_map(|condition| match &condition.test {
                Test::Fits { by, table } if by.is_just("kind") => {
                    let allowed = table.iter().filter_map(|(kind, values)| {
                        let id =
                            convention.all_tables().find(|(_, table)| table.id.eq_ignore_ascii_case(kind))?.0;
                        Some((id, values.clone()))
                    });
                    Some((condition.path.clone(), allowed.collect()))
                }
                _ => None,
            });
        KindEvidence { names: names.collect(), ties: ties.collect(), known: FxHashMap::default() }
    }

    /// The kind of a row: what its own cell says, else the only one that its values leave, else that of
    /// its ID where no cell says anything about the kind.
    pub(crate) fn kind_of(
        &mut self,
        facts: &mut Facts<'_>,
        sheet: &Sheet,
        layout: &Layout,
        row: &Row,
    ) -> Option<TableId> {
        let said = cell_of(facts, sheet, layout, row, Role::Kind);
        if let Some(kind) = said.and_then(|value| self.named(facts, value)) {
            return Some(kind);
        }
        let tied = self.tied(facts, sheet, layout, row);
        let is_silent = said.is_none() && tied.len() == self.names.len();
        left(facts, sheet, layout, row, &tied).or_else(|| {
            let id = cell_of(facts, sheet, layout, row, Role::Id).filter(|_| is_silent)?;
            let Value::Text(id) = id else { return None };
            facts.convention.kind_of_id(facts.workbook.strings.get(id))
        })
    }

    /// The kind of that name.
    fn named(&mut self, facts: &Facts<'_>, value: Value) -> Option<TableId> {
        let Value::Text(id) = value else { return None };
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        let folded = pamlint_convention::fold_header(facts.workbook.strings.get(id));
        let named = self.names.iter().find(|(_, names)| names.contains(&folded)).map(|(kind, _)| *kind);
        self.known.insert(id, named);
        named
    }

    /// The kinds with which the values go together that are tied to the kind.
    fn tied(&self, facts: &mut Facts<'_>, sheet: &Sheet, layout: &Layout, row: &Row) -> Vec<TableId> {
        let kinds = self.names.iter().map(|(kind, _)| *kind);
        kinds
            .filter(|kind| {
                self.ties
                    .iter()
                    .all(|(path, allowed)| tie_holds(facts, sheet, layout, row, *kind, path, allowed))
            })
            .collect()
    }
}

/// The only one of these kinds that the filled columns leave.
fn left(facts: &Facts<'_>, sheet: &Sheet, layout: &Layout, row: &Row, tied: &[TableId]) -> Option<TableId> {
    let convention = facts.convention;
    let filled: FxHashSet<_> = sheet
        .row_cells(*row)
        .iter()
        .filter(|cell| !matches!(cell.value, Value::Text(text) if is_blank_text(facts.workbook.strings.get(text))))
        .filter_map(|cell| layout.headers.iter().find(|header| header.place.column == cell.place.column))
        .filter_map(|header| header.meaning.column())
        .filter(|column| convention.column(*column).role == Role::Value)
        .collect();
    let fitting = |kind: &TableId| {
        let table = convention.table(*kind);
        filled.iter().all(|column| table.position(*column).is_some())
    };
    let candidates: Vec<TableId> = tied.iter().copied().filter(fitting).collect();
    match (candidates.as_slice(), tied) {
        // A value too many is a finding of its own, and does not make the kind a riddle.
        ([only], _) | ([], [only]) => Some(*only),
        _ => None,
    }
}

/// What stands in the column of a role; `None` when nothing does.
fn cell_of(facts: &Facts<'_>, sheet: &Sheet, layout: &Layout, row: &Row, role: Role) -> Option<Value> {
    let header = layout.headers.iter().find(|header| {
        header.meaning.column().is_some_and(|column| facts.convention.column(column).role == role)
    })?;
    let cell = sheet.row_cells(*row).iter().find(|cell| cell.place.column == header.place.column)?;
    let is_blank = matches!(cell.value, Value::Text(text) if is_blank_text(facts.workbook.strings.get(text)));
    (!is_blank).then_some(cell.value)
}

/// Whether a row's value is one that a kind allows; a row without that value leaves every kind open.
fn tie_holds(
    facts: &mut Facts<'_>,
    sheet: &Sheet,
    layout: &Layout,
    row: &Row,
    kind: TableId,
    path: &Path,
    allowed: &[(TableId, Vec<String>)],
) -> bool {
    let convention = facts.convention;
    let Some(values) = allowed.iter().find(|(table, _)| *table == kind).map(|(_, values)| values) else {
        return true;
    };
    let Some(slot) = convention.slots(kind, path).first().copied() else { return false };
    let Some(field) = convention.table(kind).fields.get(slot.field) else { return false };
    let header = layout.headers.iter().find(|header| header.meaning.column() == Some(field.column));
    let cell = header.and_then(|header| {
        sheet.row_cells(*row).iter().find(|cell| cell.place.column == header.place.column)
    });
    let Some(Value::Text(id)) = cell.map(|cell| cell.value) else { return true };
    let profile = facts.judge.profile(field);
    let judged = facts.judge.judge(profile, field, id);
    let item = facts.judge.judged(judged).and_then(|judged| facts.judge.items(judged).first());
    let Some(word) = item.and_then(|item| item_word(&facts.judge, item, slot.part)) else { return true };
    values.iter().any(|allowed| Key::of(allowed) == word.key)
}
