//! Secrets on the sheets of a workbook: in a cell by itself, beside a label, and below a header.

use pamlint_reader::{Cell, CellRef, Sheet, SheetId, SheetRole, Value, Workbook};

use super::header::{Header, LONGEST};
use super::{Label, Look, Secret, find_below, find_beside, look, says_elsewhere};
use rustc_hash::FxHashMap;

use crate::number::number_text;
use crate::patience::{Patience, Steps};

/// The last row in which the header of a sheet is looked for that holds no accounts.
const LAST_HEADER: u32 = 50;

/// The most columns from a label to what it is about.
const BESIDE: u32 = 2;

/// A header below which secrets stand.
pub(crate) struct SecretColumn {
    pub header: CellRef,
    /// The text of the header.
    pub text: String,
    /// The number of filled cells below it.
    pub filled: usize,
}

/// The cells of a workbook that hold secrets, in order; sheets of our own are left out.
#[derive(Default)]
pub(crate) struct Found {
    pub secrets: Vec<(SheetId, CellRef, Secret)>,
    /// Those that may hold one, for all that can be told.
    pub doubts: Vec<(SheetId, CellRef)>,
}

/// Looks for secrets in every cell of a workbook.
pub(crate) fn in_workbook(workbook: &Workbook, patience: &Patience) -> Found {
    // Each text is looked at once, however often it stands there.
    let mut looks: Vec<Option<Look>> = vec![None; workbook.strings.len()];
    let steps = Steps::new(patience);
    let look_anew = |id| {
        steps.step();
        look(workbook.strings.get(id))
    };
    let mut look_at = |cell: &Cell| match cell.value {
        Value::Text(id) => looks
            .get_mut(id.index())
            .map_or(Look::Neither, |known| *known.get_or_insert_with(|| look_anew(id))),
        _ => Look::Neither,
    };
    let mut found = Found::default();
    for (id, sheet) in workbook.all_sheets().filter(|(_, sheet)| sheet.role != SheetRole::Ours) {
        let mut before: Option<(CellRef, Label)> = None;
        // The last label of each column.
        let mut above: FxHashMap<u32, (CellRef, Label)> = FxHashMap::default();
        for cell in &sheet.cells {
            let look = look_at(cell);
            let label = before.take().filter(|(place, _)| is_beside(sheet, *place, cell.place));
            let over = if above.is_empty() { None } else { above.remove(&cell.place.column) };
            let over = over.filter(|(place, _)| is_below(sheet, *place, cell.place));
            let secret = match look {
                Look::Secret(secret) => Some(secret),
                _ => label
                    .and_then(|(_, label)| find_beside(label, &text_of(workbook, cell)?))
                    .or_else(|| find_below(over?.1, &text_of(workbook, cell)?, is_alone(sheet, cell.place))),
            };
            match (look, secret) {
                (_, Some(secret)) => found.secrets.push((id, cell.place, secret)),
                (Look::Doubt, None) => found.doubts.push((id, cell.place)),
                (Look::Label(label), None) => {
                    before = Some((cell.place, label));
                    above.insert(cell.place.column, (cell.place, label));
                    found.doubts.extend(label.is_doubtful.then_some((id, cell.place)));
                }
                _ => {}
            }
        }
    }
    found
}

/// Every note of a workbook that holds a secret, in order; sheets of our own are left out.
pub(crate) fn in_notes(workbook: &Workbook) -> Vec<(SheetId, CellRef)> {
    let mut found = Vec::new();
    for (id, sheet) in workbook.all_sheets().filter(|(_, sheet)| sheet.role != SheetRole::Ours) {
        for note in &sheet.notes {
            if matches!(look(&note.text), Look::Secret(_)) {
                found.push((id, note.place));
            }
        }
    }
    // A threaded comment stands there as a note too.
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a cell of a sheet of accounts, below a header that names secrets, may hold one: below a header that also
/// names other things only what is likely one does, below others all but what says that the secret is elsewhere.
pub(crate) fn is_possible_below(workbook: &Workbook, header: &str, cell: &Cell) -> bool {
    let header = Header::of(header);
    if header.names_more() {
        return text_of(workbook, cell).is_some_and(|text| header.is_likely_below(&text));
    }
    text_of(workbook, cell).is_some_and(|text| !says_elsewhere(&text))
}

/// True for a cell beside a label. Headers stand beside one another and say nothing of each other, and so do values that
/// stand below headers of their own.
fn is_beside(sheet: &Sheet, label: CellRef, cell: CellRef) -> bool {
    let is_header = sheet.layout.as_ref().is_some_and(|layout| layout.header_row == label.row);
    label.row == cell.row
        && cell.column <= label.column + BESIDE
        && !is_header
        && !(is_known_value(sheet, label) && is_known_value(sheet, cell))
}

/// True for a cell right below a label, or with one empty cell between them.
fn is_below(sheet: &Sheet, label: CellRef, cell: CellRef) -> bool {
    let is_header = sheet.layout.as_ref().is_some_and(|layout| layout.header_row == label.row);
    cell.row <= label.row + BESIDE && !is_header && !is_known_value(sheet, label)
}

/// Whether nothing stands behind a cell, as it does where labels stand below one another.
fn is_alone(sheet: &Sheet, place: CellRef) -> bool {
    let is_behind = |cell: &Cell| (1..=BESIDE).contains(&cell.place.column.saturating_sub(place.column));
    !sheet.cells_of(place.row).iter().any(is_behind)
}

fn text_of(workbook: &Workbook, cell: &Cell) -> Option<String> {
    match cell.value {
        Value::Text(id) | Value::Shown { text: id, .. } => Some(workbook.strings.get(id).to_owned()),
        Value::Number(number) => Some(number_text(number)),
        Value::Error(_) | Value::FormulaWithoutValue => None,
    }
}

/// The headers of a sheet without accounts below which secrets likely stand.
pub(crate) fn columns(
    workbook: &Workbook,
    sheet: &Sheet,
    is_header: impl Fn(&str) -> bool,
) -> Vec<SecretColumn> {
    let headers = sheet.cells.iter().take_while(|cell| cell.place.row <= LAST_HEADER);
    let is_header = |text: &&str| text.len() <= LONGEST && is_header(text);
    let mut columns: Vec<SecretColumn> = Vec::new();
    for cell in headers {
        let Some(text) = workbook.text(cell).filter(is_header) else { continue };
        if is_known_value(sheet, cell.place)
            || columns.iter().any(|known| known.header.column == cell.place.column)
        {
            continue;
        }
        let below = || {
            let is_below =
                |other: &&Cell| other.place.column == cell.place.column && other.place.row > cell.place.row;
            sheet.cells.iter().filter(is_below)
        };
        let header = Header::of(text);
        let has_secrets =
            below().any(|cell| text_of(workbook, cell).is_some_and(|text| header.is_above(&text)));
        if has_secrets && stands_in_a_row(sheet, cell) && !is_label(workbook, sheet, cell) {
            columns.push(SecretColumn {
                header: cell.place,
                text: text.trim().to_owned(),
                filled: below().count(),
            });
        }
    }
    columns
}

/// True for a value below a header that the convention knows: a team may be called PW.
fn is_known_value(sheet: &Sheet, place: CellRef) -> bool {
    sheet.layout.as_ref().is_some_and(|layout| {
        let mut known = layout.headers.iter().filter(|header| header.meaning.column().is_some());
        place.row > layout.header_row && known.any(|header| header.place.column == place.column)
    })
}

/// Whether what stands behind it says where its secret is: `Wachtwoord`, `zie KeePass`.
fn is_label(workbook: &Workbook, sheet: &Sheet, label: &Cell) -> bool {
    let is_behind = |cell: &&Cell| cell.place.column == label.place.column + 1;
    let behind = sheet.cells_of(label.place.row).iter().find(is_behind);
    behind.and_then(|cell| text_of(workbook, cell)).is_some_and(|text| says_elsewhere(&text))
}

/// Whether other headers stand beside it, or nothing above it.
fn stands_in_a_row(sheet: &Sheet, header: &Cell) -> bool {
    let is_first = sheet.cells.first().is_none_or(|cell| cell.place.row >= header.place.row);
    let others = sheet.cells_of(header.place.row).len();
    is_first || others > 1
}
