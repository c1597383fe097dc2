//! Texts that are made of the values of a row.

use pamlint_convention::{Convention, Path, Slot, TableId, Template};

use crate::draft::value_text;
use crate::facts::{Access, Facts, RowFacts};

/// A text with placeholders, ready for the rows of one table.
#[derive(Debug, Clone)]
pub(super) struct RowText {
    template: Template,
    /// Where the values of its placeholders stand.
    slots: Vec<(String, Vec<Slot>)>,
}

impl RowText {
    pub(super) fn new(convention: &Convention, table: TableId, template: &Template) -> RowText {
        let slots = |hole: &str| (hole.to_owned(), convention.slots(table, &Path::parse(hole)));
        RowText { slots: template.placeholders().map(slots).collect(), template: template.clone() }
    }

    /// The text for a row; `None` where a value is missing or cannot be reckoned with.
    pub(super) fn of(&self, facts: &Facts<'_>, row: &RowFacts) -> Option<String> {
        self.of_own(facts, row, |_, _| None)
    }

    /// The text for a row, with what `own` gives for a placeholder and its places before the row is asked.
    pub(super) fn of_own(
        &self,
        facts: &Facts<'_>,
        row: &RowFacts,
        own: impl Fn(&str, &[Slot]) -> Option<String>,
    ) -> Option<String> {
        self.template.render(|hole| {
            let slots = self.slots.iter().find(|(known, _)| known == hole).map(|(_, slots)| slots)?;
            own(hole, slots).or_else(|| value_text(facts, row, &Access::Slots(slots.clone())))
        })
    }
}
