//! Where a path leads for a row, and what stands there.

use pamlint_convention::Slot;

use crate::value::{Item, Judge, Word, item_word};

/// Where a path leads for the rows of one table.
#[derive(Debug, Clone)]
pub(crate) enum Access {
    /// The id of the table itself.
    Kind(Word),
    /// The first of these that is there.
    Slots(Vec<Slot>),
}

/// What a path gives for a row.
#[derive(Clone, Copy)]
pub(crate) enum Values<'f> {
    /// It cannot be reckoned with.
    Unknown,
    /// There is none.
    Absent,
    /// One value.
    One(Word),
    /// The values of a cell that holds several, or a part of each.
    Items(&'f [Item], Option<usize>, &'f Judge<'f>),
}

impl<'f> Values<'f> {
    /// The values one by one.
    pub(crate) fn words(self) -> impl Iterator<Item = Word> + 'f {
        let (one, several) = match self {
            Values::One(word) => (Some(word), None),
            Values::Items(items, part, judge) => (None, Some((items, part, judge))),
            Values::Unknown | Values::Absent => (None, None),
        };
        let words = several.into_iter().flat_map(|(items, part, judge)| {
            items.iter().filter_map(move |item| item_word(judge, item, part))
        });
        one.into_iter().chain(words)
    }
}
