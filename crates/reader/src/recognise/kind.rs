//! Which kind of account a sheet holds: by its name, its headers or its IDs.

use pamlint_convention::{ColumnId, Convention, Role, Table, TableId, fold_header, folds_to};
use rustc_hash::FxHashSet;

use super::likeness::pieces;
use super::rows;
use super::view::View;
use super::vocabulary::Vocabulary;
use crate::book::Cell;
use crate::workbook::Header;

/// The kind of a sheet, or `None` when each row has to tell its own.
///
/// A sheet that tells the kind in each row is not asked for its name; else the template's own name counts, then any
/// other that its rows do not contradict, then the headers, then the IDs.
pub(super) fn of(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, headers: &[Header]) -> Option<TableId> {
    if is_told_by_rows(sheet, vocabulary, headers) {
        return None;
    }
    let name = &sheet.raw.name;
    let is_kind = |table: &TableId| vocabulary.convention.table(*table).is_kind;
    let named = vocabulary.table_named(name).filter(is_kind);
    let is_own = |kind: &TableId| folds_to(name, &fold_header(&vocabulary.convention.table(*kind).sheet));
    let likely = || named.or_else(|| vocabulary.table_in_name(name, true));
    named
        .filter(is_own)
        .or_else(|| likely().filter(|kind| !is_contradicted(sheet, vocabulary, headers, *kind)))
        .or_else(|| {
            by_headers(vocabulary, headers).filter(|kind| !has_others(sheet, vocabulary, headers, *kind))
        })
        .or_else(|| by_ids(sheet, vocabulary, headers))
}

/// Whether the column that says which kind a row is of is filled anywhere.
fn is_told_by_rows(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, headers: &[Header]) -> bool {
    rows::texts(sheet, vocabulary, headers, Role::Kind).next().is_some()
}

/// The only kind whose ID this is, or that has all these columns and lacks none that it requires.
///
/// A header can mean a column of its own on each kind: `ID` tells no kind from another.
fn by_headers(vocabulary: &Vocabulary<'_>, headers: &[Header]) -> Option<TableId> {
    let columns: Vec<Vec<ColumnId>> = headers
        .iter()
        .filter_map(|header| match vocabulary.meanings(&header.text) {
            [] => header.meaning.column().map(|column| vec![column]),
            columns => Some(columns.to_vec()),
        })
        .filter(|columns| !columns.iter().any(|column| vocabulary.role(*column) == Role::Kind))
        .collect();
    let on = |table: &Table, column: &ColumnId| table.position(*column).is_some();
    let has_id = |table: &Table| {
        let mut ids = columns.iter().flatten().filter(|column| vocabulary.role(**column) == Role::Id);
        ids.any(|column| on(table, column))
    };
    let fits = |table: &Table| {
        columns.iter().all(|columns| columns.iter().any(|column| on(table, column)))
            && table
                .fields
                .iter()
                .filter(|field| field.required && vocabulary.role(field.column) != Role::Id)
                .all(|field| columns.iter().any(|columns| columns.contains(&field.column)))
    };
    only(vocabulary.kinds().filter(|(_, table)| has_id(table)))
        .or_else(|| only(vocabulary.kinds().filter(|(_, table)| fits(table))))
}

/// Whether there are IDs of other kinds among the rows: the columns of one kind may be all that several
/// kinds need.
fn has_others(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, headers: &[Header], kind: TableId) -> bool {
    rows::texts(sheet, vocabulary, headers, Role::Id)
        .any(|id| vocabulary.convention.kind_of_id(id).is_some_and(|other| other != kind))
}

/// Whether the rows of a sheet tell that its name is about something else: a file is called after what is asked for, or
/// after those who ask. One row of another kind is enough; one without a telling ID only where no row agrees.
fn is_contradicted(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, headers: &[Header], kind: TableId) -> bool {
    let convention = vocabulary.convention;
    let ties = Ties::new(convention, headers);
    let is_id =
        |header: &&Header| header.meaning.column().is_some_and(|column| vocabulary.role(column) == Role::Id);
    let id_column = headers.iter().find(is_id).map(|header| header.place.column);
    let (mut agreeing, mut doubtful) = (0, 0);
    for row in rows::auxiliary(sheet, vocabulary, headers) {
        let cells = sheet.raw.cells.get(row.start..row.end).unwrap_or_default();
        let id = cells.iter().find(|cell| Some(cell.place.column) == id_column);
        let by_id = id.and_then(|cell| convention.kind_of_id(sheet.text(cell).trim()));
        match (by_id.map(|other| other == kind), ties.agrees(sheet, cells, kind)) {
            (Some(false), Some(false)) => return true,
            (Some(true), _) | (_, Some(true)) => agreeing += 1,
            (Some(false), None) | (None, Some(false)) => doubtful += 1,
            (None, None) => {}
        }
    }
    agreeing == 0 && doubtful > 0
}

/// The columns whose values are tied to the kind, and what each kind allows there.
struct Ties(Vec<(u32, Allowed)>);

/// What each kind allows, folded.
type Allowed = Vec<(TableId, FxHashSet<String>)>;

impl Ties {
    fn new(convention: &Convention, headers: &[Header]) -> Ties {
        let ties = convention.kind_ties().into_iter().filter_map(|tie| {
            let means = |column: ColumnId| convention.column(column).key == tie.path.column;
            let header = headers.iter().find(|header| header.meaning.column().is_some_and(means))?;
            let fold = |values: Vec<String>| values.iter().map(|value| fold_header(value)).collect();
            let allowed = tie.allowed.into_iter().map(|(kind, values)| (kind, fold(values))).collect();
            Some((header.place.column, allowed))
        });
        Ties(ties.collect())
    }

    /// Whether what is tied to the kind in a row is that of this kind, or only of others; `None` where it tells none.
    fn agrees(&self, sheet: &View<'_>, cells: &[Cell], kind: TableId) -> Option<bool> {
        let mut told = None;
        for (column, allowed) in &self.0 {
            let Some(cell) = cells.iter().find(|cell| cell.place.column == *column) else { continue };
            for piece in pieces(sheet.text(cell)).map(fold_header) {
                let mut fitting = allowed.iter().filter(|(_, values)| values.contains(&piece)).peekable();
                if fitting.peek().is_some() {
                    told = Some(fitting.any(|(other, _)| *other == kind));
                    break;
                }
            }
            if told == Some(true) {
                break;
            }
        }
        told
    }
}

/// The only kind to which the IDs point.
fn by_ids(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, headers: &[Header]) -> Option<TableId> {
    let mut pointed = None;
    // A total or a title between the rows is no ID.
    let texts = rows::texts(sheet, vocabulary, headers, Role::Id);
    for id in texts.filter(|text| text.contains(|character: char| character.is_ascii_digit())) {
        let id = id.trim().trim_start_matches('\'').to_uppercase();
        let longest = vocabulary
            .kinds()
            .filter(|(_, table)| {
                !table.id_prefix.is_empty() && id.starts_with(&table.id_prefix.to_uppercase())
            })
            .max_by_key(|(_, table)| table.id_prefix.len());
        match (longest.map(|(kind, _)| kind), pointed) {
            (Some(kind), None) => pointed = Some(kind),
            (Some(kind), Some(other)) if kind == other => {}
            _ => return None,
        }
    }
    pointed
}

/// The kind, if there is exactly one.
fn only<'c>(mut kinds: impl Iterator<Item = (TableId, &'c Table)>) -> Option<TableId> {
    let (kind, _) = kinds.next()?;
    kinds.next().is_none().then_some(kind)
}
