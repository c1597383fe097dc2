//! What the tests of this crate share.

use pamlint_convention::Convention;

use crate::book::{Cell, RawSheet, Value, Visibility};
use pamlint_package::CellRef;

/// The convention that the tests recognise sheets by.
pub(crate) fn convention() -> Convention {
    Convention::built_in("pamaas").unwrap().unwrap()
}

/// A sheet with these cells.
pub(crate) fn sheet<'p>(name: &str, cells: impl IntoIterator<Item = (&'p str, Value)>) -> RawSheet {
    RawSheet {
        name: name.to_owned(),
        visibility: Visibility::Visible,
        is_worksheet: true,
        cells: cells
            .into_iter()
            .map(|(place, value)| Cell { place: CellRef::parse(place).unwrap(), value })
            .collect(),
        merged: Vec::new(),
        hidden_rows: Vec::new(),
        totals: Vec::new(),
        notes: Vec::new(),
        text: None,
    }
}
