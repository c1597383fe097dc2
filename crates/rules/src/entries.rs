//! The rows of a workbook for those who make something of them: their values as rules read them, cleaned and taken
//! apart.

mod asked;

use pamlint_convention::{Convention, Path, Role, TableId};
use pamlint_reader::{SheetId, Workbook};
use serde::{Deserialize, Serialize};

pub use self::asked::{AskedColumn, AskedConditions, AskedText};
use crate::draft::shown_at;
use crate::facts::{Facts, RowFacts, State};
use crate::options::Options;
use crate::relation::Truth;
use crate::report::Place;
use crate::value::item_word;

/// Shows `each` every filled row of a workbook that holds an account, or stands on another sheet with columns, in the
/// order of the workbook. A secret is no value of a row.
pub fn entries(
    workbook: &Workbook,
    convention: &Convention,
    options: &Options,
    mut each: impl FnMut(&Entry<'_>),
) {
    let applied = options.lists.applied(convention);
    show(&Facts::new(workbook, applied.as_ref(), options), &mut each);
}

/// Shows `each` every row, as [`entries`] does.
pub(crate) fn show(facts: &Facts<'_>, each: &mut dyn FnMut(&Entry<'_>)) {
    for (sheet, content) in facts.workbook.all_sheets() {
        let Some(layout) = &content.layout else { continue };
        for row in &layout.rows {
            each(&Entry { facts, sheet, number: row.number, row: facts.rows.find(sheet, row.number) });
        }
    }
}

/// A filled row.
pub struct Entry<'f> {
    facts: &'f Facts<'f>,
    sheet: SheetId,
    number: u32,
    /// `None` for a row that cannot be read: one whose kind is not known, or whose values stand under other headers.
    row: Option<&'f RowFacts>,
}

/// A value of a row, and its cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryValue {
    /// The value, spelled right where that is known.
    pub text: String,
    /// The part of it that was asked for; `None` where there is none.
    pub part: Option<String>,
    /// Its cell.
    pub place: Place,
}

impl Entry<'_> {
    /// The position of its sheet in the workbook, from 0.
    pub fn sheet(&self) -> usize {
        self.sheet.index()
    }

    /// Excel's number of the row, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Its kind of account, or the other sheet that it stands on; `None` where that cannot be told.
    pub fn table(&self) -> Option<TableId> {
        self.row.map(|row| row.table)
    }

    /// Whether it stands on a sheet of accounts.
    pub fn is_account(&self) -> bool {
        self.facts.workbook.sheet(self.sheet).accounts().is_some()
    }

    /// Its ID, as it may be shown.
    pub fn id(&self) -> Option<String> {
        match self.row {
            Some(row) => self.facts.id_text(row).map(str::to_owned),
            None => self.id_of_unknown(),
        }
    }

    /// The ID of a row of which nothing else is known.
    fn id_of_unknown(&self) -> Option<String> {
        let Facts { workbook, convention, secrets, .. } = self.facts;
        let sheet = workbook.sheet(self.sheet);
        let (layout, _) = sheet.accounts()?;
        let header = layout.header_where(|column| convention.column(column).role == Role::Id)?;
        let row = layout.rows.iter().find(|row| row.number == self.number)?;
        let cell = sheet.cell_below(header, *row)?;
        let text = workbook.text(cell)?.trim();
        (!text.is_empty() && !secrets.is_secret(self.sheet, cell.place)).then(|| text.to_owned())
    }

    /// The cell of its ID; that of its first field where the sheet has no IDs.
    pub fn id_place(&self) -> Option<Place> {
        let row = self.row?;
        let field = self.facts.convention.id_field(row.table).unwrap_or(0);
        Some(Place::new(self.sheet, self.facts.rows.cell(row, field).place))
    }

    /// The cells in other rows that hold values of this one, since they are merged with its own.
    pub fn elsewhere(&self) -> Vec<Place> {
        let Some(row) = self.row else { return Vec::new() };
        let cells = self.facts.rows.cells(row).iter().filter(|cell| !cell.own);
        cells.map(|cell| Place::new(self.sheet, cell.place)).collect()
    }

    /// Whether a value of it cannot be read, free texts aside: it is an error, a secret, or was never calculated.
    pub fn is_unreadable(&self) -> bool {
        let Some(row) = self.row else { return true };
        let convention = self.facts.convention;
        let fields = convention.table(row.table).fields.iter().zip(self.facts.rows.cells(row));
        let mut judged = fields.filter(|(field, _)| convention.column(field.column).role != Role::Free);
        judged.any(|(_, cell)| cell.state == State::Unreadable)
    }

    /// The values of a column, of which a cell may hold several.
    pub fn values(&self, column: &AskedColumn) -> Vec<EntryValue> {
        let Some(row) = self.row else { return Vec::new() };
        let facts = self.facts;
        let found = column.slots.iter().find_map(|slot| Some((slot, facts.judged(row, slot.field)?)));
        let Some((slot, judged)) = found else { return Vec::new() };
        let place = Place::new(self.sheet, facts.rows.cell(row, slot.field).place);
        let of = |part: Option<usize>, item| {
            item_word(&facts.judge, item, part).map(|word| facts.text(word.text).to_owned())
        };
        let part_of =
            column.parts.iter().find(|known| known.field == slot.field).and_then(|known| known.part);
        let items = facts.items(judged).iter();
        items
            .filter_map(|item| {
                let part = part_of.and_then(|part| of(Some(part), item));
                Some(EntryValue { text: of(slot.part, item)?, part, place })
            })
            .collect()
    }

    /// A text that is made of its values; `None` where one is missing.
    pub fn text(&self, asked: &AskedText) -> Option<String> {
        let row = self.row?;
        asked.template.render(|name| {
            let (_, slots) = asked.slots.iter().find(|(known, _)| known == name)?;
            shown_at(self.facts, row, slots)
        })
    }

    /// The free text of a column, which no rule judges.
    pub fn free_text(&self, path: &Path) -> Option<String> {
        let row = self.row?;
        let slot = *self.facts.convention.slots(row.table, path).first()?;
        let place = self.facts.rows.cell(row, slot.field).place;
        if self.facts.secrets.is_secret(self.sheet, place) {
            return None;
        }
        let sheet = self.facts.workbook.sheet(self.sheet);
        let text = self.facts.workbook.text(sheet.cell(place)?)?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Whether conditions hold for certain.
    pub fn holds(&self, conditions: &AskedConditions) -> bool {
        let (Some(row), Some(ready)) = (self.row, &conditions.0) else { return false };
        ready.iter().all(|condition| condition.holds(self.facts, row, None) == Truth::Yes)
    }
}
