//! The row of the header, and what each header means.

use std::cmp::Reverse;

use pamlint_convention::{ColumnId, Content, Field, Role, TableId, fold_header};
use pamlint_package::CellRef;
use rustc_hash::{FxHashMap, FxHashSet};
use strsim::damerau_levenshtein;

use super::ours;
use super::view::View;
use super::vocabulary::{self, Naming, Vocabulary};
use crate::book::Cell;
use crate::workbook::{Header, Meaning};

/// How many known headers have to stand beside that of the ID.
pub(super) const BESIDE_ID: usize = 2;

/// How many known headers have to stand beside one that is nearly that of the ID.
pub(super) const NEAR_ID_NEEDS: usize = 4;

/// How many known headers make a header without ID on a sheet that bears the name of a kind.
const WITHOUT_ID: usize = 3;

/// A header of this length or longer may be two slips off, a shorter one a single slip.
const TWO_SLIPS_FROM: usize = 8;

/// A shorter header has too many neighbours that mean something else.
const ONE_SLIP_FROM: usize = 4;

/// How many unknown headers of a row are compared with those that are known. A header row is not
/// wider than that, but a file can have 16,384 columns.
const MOST_COMPARED: usize = 256;

/// The sort of nearness of a header that holds the name of a column among other words.
const BY_WORD: usize = 1;

/// A row that can be the header of accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// The row, from 1.
    pub row: u32,
    /// How many different columns besides the ID it names.
    pub known: usize,
}

/// The header of a sheet of accounts: the first row that names the ID and enough besides, else the
/// first that nearly names the ID and a little more besides.
pub(super) fn accounts(sheet: &View<'_>, vocabulary: &Vocabulary<'_>) -> Option<Found> {
    let mut near = None;
    for cells in sheet.head() {
        let columns = named(sheet, vocabulary, cells, None);
        let is_id = |column: &&ColumnId| vocabulary.role(**column) == Role::Id;
        let known = columns.iter().filter(|column| !is_id(column)).count();
        let found = Found { row: cells.first()?.place.row, known };
        if columns.iter().any(|column| is_id(&column)) {
            if known >= BESIDE_ID {
                return Some(found);
            }
        } else if near.is_none() && known >= NEAR_ID_NEEDS && has_near_id(sheet, vocabulary, cells) {
            near = Some(found);
        }
    }
    near
}

/// The header of a sheet of accounts that names no ID: the first row with enough columns of a kind.
///
/// On a sheet that bears the name of a kind, a few of that kind's are enough. Elsewhere two of them have to be
/// columns that every kind has, since others keep lists of servers and users too. Beside other sheets of accounts
/// nothing that the kind needs may be missing, since people also count what they have asked for; and nothing either
/// where two of the common columns do not bear the template's own headers, since other programs list accounts too.
pub(super) fn without_id(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, of: WithoutId) -> Option<u32> {
    let fits = |kind: TableId, columns: &[ColumnId], has_own: bool| {
        let fields = &vocabulary.convention.table(kind).fields;
        let is_value = |column: &ColumnId| vocabulary.role(*column) == Role::Value;
        let is_of_kind = |column: &ColumnId| fields.iter().any(|field| field.column == *column);
        let known: Vec<ColumnId> = columns.iter().copied().filter(is_of_kind).collect();
        let values: Vec<ColumnId> = known.iter().copied().filter(is_value).collect();
        let mut needed = fields.iter().filter(|field| field.required && is_value(&field.column));
        match of {
            WithoutId::Named(_) => known.len() >= WITHOUT_ID,
            WithoutId::Only | WithoutId::Besides => {
                values.len() >= WITHOUT_ID
                    && vocabulary.common(&values) >= BESIDE_ID
                    && (has_own || needed.all(|field| values.contains(&field.column)))
            }
        }
    };
    let is_only = matches!(of, WithoutId::Only);
    let has_own = |cells: &[Cell]| is_only && vocabulary.common(&own(sheet, vocabulary, cells)) >= BESIDE_ID;
    sheet.head().find_map(|cells| {
        let is_header = match of {
            WithoutId::Named(kind) => fits(kind, &named(sheet, vocabulary, cells, Some(kind)), true),
            WithoutId::Only | WithoutId::Besides => {
                let columns = named(sheet, vocabulary, cells, None);
                let has_own = has_own(cells);
                columns.len() >= WITHOUT_ID
                    && vocabulary.kinds().any(|(kind, _)| fits(kind, &columns, has_own))
            }
        };
        is_header.then(|| cells.first().map(|cell| cell.place.row))?
    })
}

/// The sheet on which a header without ID is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum WithoutId {
    /// One that bears the name of a kind.
    Named(TableId),
    /// One of a workbook in which no sheet has accounts.
    Only,
    /// One beside sheets with accounts.
    Besides,
}

/// The separators between columns that stand in one cell.
pub(super) const SEPARATORS: [char; 3] = ['\t', ';', ','];

/// The first cell that holds the headers of accounts, and what separates them.
pub(super) fn in_one_cell(sheet: &View<'_>, vocabulary: &Vocabulary<'_>) -> Option<(CellRef, char)> {
    let is_header = |text: &str, separator: char| {
        let mut columns: Vec<ColumnId> =
            text.split(separator).filter_map(|part| vocabulary.column(part, None)).collect();
        columns.sort_unstable();
        columns.dedup();
        let ids = columns.iter().filter(|column| vocabulary.role(**column) == Role::Id).count();
        ids > 0 && columns.len() - ids >= BESIDE_ID
    };
    let cells = sheet.head().flatten().filter(|cell| sheet.text(cell).len() <= LONGEST_ROW);
    let mut found = cells.filter_map(|cell| {
        let text = sheet.text(cell);
        let separator = SEPARATORS.into_iter().find(|separator| is_header(text, *separator))?;
        Some((cell.place, separator))
    });
    found.next()
}

/// The longest text in which headers are looked for, in bytes.
pub(super) const LONGEST_ROW: usize = 2_000;

/// The header of another sheet: the first row that names all of its columns, else the first of those
/// that name the most of them, if that is half.
pub(super) fn auxiliary(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, table: TableId) -> Option<u32> {
    let wanted = vocabulary.convention.table(table).fields.len();
    let rows = sheet.head().filter_map(|cells| {
        let known = named(sheet, vocabulary, cells, Some(table)).len();
        Some((known, Reverse(cells.first()?.place.row)))
    });
    let (known, Reverse(row)) = rows.max()?;
    (known > 0 && known * 2 >= wanted).then_some(row)
}

/// The only other sheet than of accounts that a sheet is by its headers: its first row has all of them and no others.
/// Not one of names, which would be judged: people keep lists of their own of those.
pub(super) fn of_another(sheet: &View<'_>, vocabulary: &Vocabulary<'_>) -> Option<TableId> {
    let cells = sheet.head().next()?;
    let filled = cells.iter().filter(|cell| sheet.is_filled(cell)).count();
    let is_judged = |field: &Field| matches!(field.content, Content::Name(_));
    let mut found = vocabulary.convention.all_tables().filter(|(id, table)| {
        !table.is_kind
            && table.fields.len() > 1
            && table.fields.len() == filled
            && !table.fields.iter().any(is_judged)
            && named(sheet, vocabulary, cells, Some(*id)).len() == filled
    });
    let (id, _) = found.next()?;
    found.next().is_none().then_some(id)
}

/// What the headers of a row mean; `table` is what the sheet holds, `None` for several kinds.
///
/// Of several headers that mean one column, that of the template is it wherever it stands, else the first by an
/// alias, else the first with a remark behind it: beside `Address`, `Server` and `Address (old)` are something else.
pub(super) fn read(
    sheet: &View<'_>,
    vocabulary: &Vocabulary<'_>,
    row: &[Cell],
    table: Option<TableId>,
) -> Vec<Header> {
    let cells = || row.iter().filter(|cell| sheet.is_filled(cell));
    let named: Vec<Option<(ColumnId, Naming)>> =
        cells().map(|cell| vocabulary.naming(&sheet.shown(cell), table)).collect();
    let mut best: FxHashMap<ColumnId, Naming> = FxHashMap::default();
    for (column, naming) in named.iter().flatten() {
        best.entry(*column).and_modify(|known| *known = (*known).min(*naming)).or_insert(*naming);
    }
    let mut taken = FxHashSet::default();
    let mut headers: Vec<Header> = cells()
        .zip(&named)
        .map(|(cell, named)| {
            let meaning = match *named {
                _ if ours::is_our_column(&sheet.shown(cell)) => Meaning::Ours,
                Some((column, naming)) if best.get(&column) == Some(&naming) => {
                    if taken.insert(column) {
                        Meaning::Column(column)
                    } else if naming == Naming::WithRemark {
                        Meaning::Unknown
                    } else {
                        Meaning::Again(column)
                    }
                }
                // Whoever needs two columns for remarks may have them.
                Some((column, _)) if vocabulary.role(column) == Role::Free => Meaning::Again(column),
                _ => Meaning::Unknown,
            };
            Header { place: cell.place, text: sheet.shown(cell), meaning }
        })
        .collect();
    let mut missing = vocabulary.columns_of(table);
    missing.retain(|(column, _)| !taken.contains(column));
    let missing: Vec<Candidate<'_>> = missing
        .iter()
        .map(|(column, names)| Candidate {
            column: *column,
            role: names.role,
            names: &names.folded,
            likely: &names.likely,
            several: vocabulary.holds_several(*column),
        })
        .collect();
    let is_unknown =
        |(header, named): &(&mut Header, &Option<_>)| named.is_none() && header.meaning == Meaning::Unknown;
    let unknown = headers.iter_mut().zip(&named).filter(is_unknown);
    read_near(unknown.map(|(header, _)| header).collect(), &missing, table.is_some());
    headers
}

/// A column that no header means, by its folded headers.
struct Candidate<'c> {
    column: ColumnId,
    role: Role,
    names: &'c [String],
    /// Folded headers that likely mean it.
    likely: &'c [String],
    /// A cell may hold several values of it, which people also spread over columns.
    several: bool,
}

/// Reads unknown headers as the columns that they nearly name: each column once, by the header that is
/// nearest, the leftmost of equals. A header that holds the name of a column among other words is further off
/// than any slip.
fn read_near(mut unknown: Vec<&mut Header>, missing: &[Candidate<'_>], is_one_kind: bool) {
    let likely = |header: &Header| {
        let folded = fold_header(&header.text);
        let candidate = missing.iter().find(|candidate| candidate.likely.contains(&folded))?;
        Some(((0, 0), candidate.column))
    };
    let near_by_slip = |header: &Header| {
        let (slips, column) = nearest(&fold_header(&header.text), missing)?;
        Some(((0, slips), column))
    };
    let near_by_word = |header: &Header| {
        let (length, column) = held(&header.text, missing, is_one_kind)?;
        Some(((BY_WORD, usize::MAX - length), column))
    };
    let mut near: Vec<_> = unknown
        .iter()
        .enumerate()
        .take(MOST_COMPARED)
        .filter_map(|(position, header)| {
            let (distance, column) =
                likely(header).or_else(|| near_by_slip(header)).or_else(|| near_by_word(header))?;
            Some((distance, position, column))
        })
        .collect();
    near.sort_unstable();
    let mut taken = FxHashSet::default();
    let is_spread =
        |column: ColumnId| missing.iter().any(|candidate| candidate.column == column && candidate.several);
    for ((sort, _), position, column) in near {
        let Some(header) = unknown.get_mut(position) else { continue };
        if taken.insert(column) {
            header.meaning = Meaning::Nearly(column);
        } else if sort == BY_WORD && is_spread(column) {
            header.meaning = Meaning::Again(column);
        }
    }
}

/// The column whose name a header holds among other words, with the length of that name: the longest there is.
fn held(header: &str, columns: &[Candidate<'_>], is_one_kind: bool) -> Option<(usize, ColumnId)> {
    let words = vocabulary::words(header);
    let mut found: Vec<(usize, ColumnId)> = Vec::new();
    for start in 0..words.len() {
        let mut joined = String::new();
        for (count, word) in (1..).zip(words.iter().skip(start)) {
            joined.push_str(word);
            let is_held = |candidate: &&Candidate<'_>| {
                let Some(position) = candidate.names.iter().position(|name| *name == joined) else {
                    return false;
                };
                // One word that is an alias says little where it may belong to any kind, and nothing of an ID.
                let is_telling = position == 0 || count > 1;
                match candidate.role {
                    Role::Value => is_telling || (is_one_kind && joined.len() >= ONE_SLIP_FROM),
                    Role::Id => is_telling,
                    Role::Kind | Role::Free => false,
                }
            };
            found.extend(columns.iter().filter(is_held).map(|candidate| (joined.len(), candidate.column)));
        }
    }
    let (length, column) = *found.iter().max_by_key(|(length, _)| *length)?;
    let is_alone = found.iter().all(|(other, of)| *other < length || *of == column);
    is_alone.then_some((length, column))
}

/// The column that a folded header nearly names, if there is one that is nearer than all others.
fn nearest(folded: &str, columns: &[Candidate<'_>]) -> Option<(usize, ColumnId)> {
    let mut best: Vec<(usize, ColumnId)> = columns
        .iter()
        .filter_map(|candidate| {
            let slips = candidate.names.iter().filter_map(|name| slips(folded, name)).min()?;
            Some((slips, candidate.column))
        })
        .collect();
    best.sort_unstable();
    match best.as_slice() {
        [only] => Some(*only),
        [first, second, ..] if first.0 < second.0 => Some(*first),
        _ => None,
    }
}

/// How many slips there are between a folded header and a known one, if they are few.
fn slips(folded: &str, known: &str) -> Option<usize> {
    let (length, other) = (folded.chars().count(), known.chars().count());
    let allowed = match other {
        TWO_SLIPS_FROM.. => 2,
        ONE_SLIP_FROM.. => 1,
        _ => return None,
    };
    if length.abs_diff(other) > allowed {
        return None;
    }
    let slips = damerau_levenshtein(folded, known);
    (slips <= allowed).then_some(slips)
}

/// Whether a row has a header that is nearly that of an ID.
fn has_near_id(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, cells: &[Cell]) -> bool {
    let ids: Vec<ColumnId> = vocabulary
        .kinds()
        .flat_map(|(_, table)| table.fields.iter().map(|field| field.column))
        .filter(|column| vocabulary.role(*column) == Role::Id)
        .collect();
    let texts =
        cells.iter().map(|cell| sheet.text(cell)).filter(|text| vocabulary.column(text, None).is_none());
    texts.take(MOST_COMPARED).map(fold_header).any(|folded| {
        ids.iter().any(|id| {
            let id = vocabulary.convention.column(*id);
            id.likely.contains(&folded) || id.folded.iter().any(|name| slips(&folded, name).is_some())
        })
    })
}

/// The different columns that the cells of a row name.
pub(super) fn named(
    sheet: &View<'_>,
    vocabulary: &Vocabulary<'_>,
    cells: &[Cell],
    table: Option<TableId>,
) -> Vec<ColumnId> {
    let mut columns: Vec<ColumnId> =
        cells.iter().filter_map(|cell| vocabulary.column(sheet.text(cell), table)).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// The columns that cells of a row call as the template does.
fn own(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, cells: &[Cell]) -> Vec<ColumnId> {
    let mut columns: Vec<ColumnId> = cells
        .iter()
        .filter_map(|cell| vocabulary.naming(sheet.text(cell), None))
        .filter_map(|(column, naming)| (naming == Naming::Own).then_some(column))
        .collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}
