//! Secrets on the sheets of a workbook: in a cell by itself, beside a label, and below a header.

use pamlint_reader::{Cell, CellRef, Sheet, SheetId, SheetRole, Value, Workbook};

use super::{Label, Look, Secret, find_beside, is_likely, look, names_more, says_elsewhere};
use crate::number::number_text;
use crate::patience::{Patience, Steps};

/// The last row in which the header of a sheet is looked for that holds no accounts.
const LAST_HEADER: u32 = 50;

/// The most bytes of such a header.
const LONGEST_HEADER: usize = 60;

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
        for cell in &sheet.cells {
            let look = look_at(cell);
            let label = before.take().filter(|(place, _)| is_beside(sheet, *place, cell.place));
            let secret = match look {
                Look::Secret(secret) => Some(secret),
                _ => label.and_then(|(_, label)| find_beside(label, &text_of(workbook, cell)?)),
            };
            match (look, secret) {
                (_, Some(secret)) => found.secrets.push((id, cell.place, secret)),
                (Look::Doubt, None) => found.doubts.push((id, cell.place)),
                (Look::Label(label), None) => {
                    before = Some((cell.place, label));
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

/// Whether a cell below a header that names secrets likely holds one.
pub(crate) fn is_likely_below(workbook: &Workbook, header: &str, cell: &Cell) -> bool {
    let is_beside = |text: &str| match look(header) {
        Look::Label(label) => find_beside(label, text).is_some(),
        _ => false,
    };
    let text = text_of(workbook, cell);
    text.is_some_and(|text| is_likely(&text) || matches!(look(&text), Look::Secret(_)) || is_beside(&text))
}

/// Whether a cell of a sheet of accounts, below a header that names secrets, may hold one: below a header that also
/// names other things only what is likely one does, below others all but what says that the secret is elsewhere.
pub(crate) fn is_possible_below(workbook: &Workbook, header: &str, cell: &Cell) -> bool {
    if names_more(header) {
        return is_likely_below(workbook, header, cell);
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
    let is_header = |text: &&str| text.len() <= LONGEST_HEADER && is_header(text);
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
        let has_secrets = below().any(|cell| is_likely_below(workbook, text, cell));
        if has_secrets && stands_in_a_row(sheet, cell) {
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

/// Whether other headers stand beside it, or nothing above it.
fn stands_in_a_row(sheet: &Sheet, header: &Cell) -> bool {
    let is_first = sheet.cells.first().is_none_or(|cell| cell.place.row >= header.place.row);
    let others = sheet.cells_of(header.place.row).len();
    is_first || others > 1
}
