//! The cells whose values never leave the engine.

use pamlint_reader::{CellRef, SheetId, Workbook};

use super::rows::RowId;
use crate::patience::Patience;
use crate::secret::{self, Found, Secret};
use crate::value::JudgedId;

/// The secrets of a workbook, and the columns whose values are withheld.
#[derive(Default)]
pub(crate) struct Secrets {
    /// In the order of the workbook.
    found: Vec<(SheetId, CellRef, Secret)>,
    /// The cells that may hold one, in the order of the workbook: what is wrong with them is told, and they are not shown.
    doubts: Vec<(SheetId, CellRef)>,
    /// Those of them in the fields of rows, as they were judged.
    pub(crate) doubtful: Vec<Doubtful>,
    withheld: Vec<Withheld>,
    /// The cells whose notes hold one.
    pub(crate) notes: Vec<(SheetId, CellRef)>,
    /// The sheets whose names hold one.
    pub(crate) sheets: Vec<SheetId>,
}

/// A field of a row that may hold a secret, and is wrong whether it does or not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Doubtful {
    pub row: RowId,
    /// The position of the field.
    pub field: usize,
    pub judged: JudgedId,
}

/// A column below a header that says that secrets stand there.
struct Withheld {
    sheet: SheetId,
    header: CellRef,
}

impl Secrets {
    /// Looks for secrets on all sheets but our own.
    pub(crate) fn find(workbook: &Workbook, patience: &Patience) -> Secrets {
        let Found { secrets, doubts } = secret::in_workbook(workbook, patience);
        Secrets { found: secrets, doubts, notes: secret::in_notes(workbook), ..Secrets::default() }
    }

    /// Every secret, with its sheet and cell, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (SheetId, CellRef, Secret)> {
        self.found.iter().copied()
    }

    /// True when a cell holds a secret, or may hold one: its value is shown nowhere.
    pub(crate) fn is_secret(&self, sheet: SheetId, place: CellRef) -> bool {
        self.is_certain(sheet, place) || self.is_doubtful(sheet, place)
    }

    /// True when a cell may hold a secret, for all that can be told.
    pub(crate) fn is_doubtful(&self, sheet: SheetId, place: CellRef) -> bool {
        self.doubts.binary_search(&(sheet, place)).is_ok()
    }

    /// True when a cell holds a secret for certain, of which a finding tells.
    pub(crate) fn is_certain(&self, sheet: SheetId, place: CellRef) -> bool {
        self.found.binary_search_by(|(known, cell, _)| (*known, *cell).cmp(&(sheet, place))).is_ok()
    }

    /// Says of cells that may hold a secret that they hold what belongs there.
    pub(super) fn clear(&mut self, mut right: Vec<(SheetId, CellRef)>) {
        right.sort_unstable();
        self.doubts.retain(|doubt| right.binary_search(doubt).is_err());
    }

    /// Withholds every value below a header.
    pub(crate) fn withhold(&mut self, sheet: SheetId, header: CellRef) {
        self.withheld.push(Withheld { sheet, header });
    }

    /// True when a cell stands below a header that says that it holds secrets.
    pub(crate) fn is_withheld(&self, sheet: SheetId, place: CellRef) -> bool {
        self.withheld.iter().any(|Withheld { sheet: known, header }| {
            *known == sheet && header.column == place.column && place.row > header.row
        })
    }
}
