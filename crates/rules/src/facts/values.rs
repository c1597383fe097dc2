//! The values that a path leads to.

use pamlint_convention::{Convention, Path, Slot, TableId};

use crate::value::{Item, Judge, Key, Text, Word, item_word};

/// The way along a path for the rows of one table.
#[derive(Debug, Clone)]
pub(crate) enum Access {
    /// The id of the table itself.
    Kind(Word),
    /// The first of these that is there.
    Slots(Vec<Slot>),
}

impl Access {
    /// The way along a path for the rows of a table; `None` when they have no such value.
    pub(crate) fn new(convention: &Convention, table: TableId, path: &Path) -> Option<Access> {
        if path.is_just("kind") {
            let key = Key::of(&convention.table(table).id);
            return Some(Access::Kind(Word { text: Text::Kind(table), key }));
        }
        let slots = convention.slots(table, path);
        (!slots.is_empty()).then_some(Access::Slots(slots))
    }
}

/// The values that a path leads to for a row.
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
