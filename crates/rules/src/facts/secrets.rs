//! The cells whose values never leave the engine.

use pamlint_reader::{CellRef, SheetId, Workbook};

use crate::patience::Patience;
use crate::secret::{self, Secret};

/// The secrets of a workbook, and the columns whose values are withheld.
#[derive(Default)]
pub(crate) struct Secrets {
    /// In the order of the workbook.
    found: Vec<(SheetId, CellRef, Secret)>,
    withheld: Vec<Withheld>,
    /// The cells whose notes hold one.
    pub(crate) notes: Vec<(SheetId, CellRef)>,
    /// The sheets whose names hold one.
    pub(crate) sheets: Vec<SheetId>,
}

/// A column below a header that says that secrets stand there.
struct Withheld {
    sheet: SheetId,
    header: CellRef,
}

impl Secrets {
    /// Looks for secrets on all sheets but our own.
    pub(crate) fn find(workbook: &Workbook, patience: &Patience) -> Secrets {
        Secrets {
            found: secret::in_workbook(workbook, patience),
            withheld: Vec::new(),
            notes: secret::in_notes(workbook),
            sheets: Vec::new(),
        }
    }

    /// Every secret, with its sheet and cell, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (SheetId, CellRef, Secret)> {
        self.found.iter().copied()
    }

    /// True when a cell holds a secret.
    pub(crate) fn is_secret(&self, sheet: SheetId, place: CellRef) -> bool {
        self.found.binary_search_by(|(known, cell, _)| (*known, *cell).cmp(&(sheet, place))).is_ok()
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
