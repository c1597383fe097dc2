//! The cell at which a rule speaks about a row.

use pamlint_convention::RuleId;

use crate::draft::Draft;
use crate::facts::{CellFacts, Facts, RowFacts, RowId, State};
use crate::value::{Item, Judged, Key, item_word};

/// A cell of a row at which a finding can stand.
#[derive(Clone, Copy)]
pub(crate) struct Spot<'f> {
    pub facts: &'f Facts<'f>,
    pub row: &'f RowFacts,
    pub field: usize,
    cell: &'f CellFacts,
}

/// A finding in the making, with the value that it settles.
pub(crate) struct Hit {
    pub draft: Draft,
    pub row: RowId,
    pub field: usize,
    pub part: Option<usize>,
    /// What it belongs to, where a rule speaks once for all that belong together.
    pub group: Option<Key>,
    /// It is kept back, since the mistake is elsewhere; it settles its value all the same.
    pub is_silent: bool,
}

impl<'f> Spot<'f> {
    /// The cell of a field; `None` where no finding can stand, because the sheet has no such column or
    /// the value stands in a cell above that this one is merged with.
    pub(crate) fn new(facts: &'f Facts<'f>, row: RowId, field: usize) -> Option<Spot<'f>> {
        let row = facts.rows.row(row);
        let cell = facts.rows.cell(row, field);
        (cell.own && cell.state != State::NoColumn).then_some(Spot { facts, row, field, cell })
    }

    /// A finding here, with nothing in it yet.
    pub(crate) fn draft(&self, rule: RuleId) -> Draft {
        let fields = &self.facts.convention.table(self.row.table).fields;
        let mut draft = Draft::new(rule, self.row.sheet, self.cell.place);
        draft.row = Some(self.row.id);
        draft.column = fields.get(self.field).map(|field| field.column);
        draft
    }

    /// A finding that settles the value here, or a part of it.
    pub(crate) fn hit(&self, draft: Draft, part: Option<usize>) -> Hit {
        Hit { draft, row: self.row.id, field: self.field, part, group: None, is_silent: false }
    }

    pub(crate) fn judged(&self) -> Option<&'f Judged> {
        self.facts.judged(self.row, self.field)
    }

    /// The values of the cell.
    pub(crate) fn items(&self) -> &'f [Item] {
        self.judged().map_or(&[], |judged| self.facts.items(judged))
    }

    /// The cleaned text of the cell.
    pub(crate) fn text(&self) -> &'f str {
        self.judged().map_or("", |judged| self.facts.text(judged.text))
    }

    /// The text of one of the values, or of a part of it.
    pub(crate) fn text_of(&self, item: usize, part: Option<usize>) -> Option<&'f str> {
        let word = item_word(&self.facts.judge, self.items().get(item)?, part)?;
        Some(self.facts.text(word.text))
    }

    /// The characters of the cleaned text where a part stands, or else one value of several; `None` for
    /// the whole text.
    pub(crate) fn within(&self, item: usize, part: Option<usize>) -> Option<(usize, usize)> {
        let items = self.items();
        let item = items.get(item)?;
        let part = part.filter(|part| item_word(&self.facts.judge, item, Some(*part)).is_some());
        match part {
            Some(part) => self.facts.judge.parts(item).get(part).map(|part| part.span.ends()),
            None => (items.len() > 1).then(|| item.span.ends()),
        }
    }

    /// The characters of the cell's own text where a part stands, or else one value of several.
    pub(crate) fn span(&self, item: usize, part: Option<usize>) -> Option<(usize, usize)> {
        // Where cleaning moved characters the whole value is marked instead.
        self.within(item, part).filter(|_| self.judged().is_some_and(|judged| judged.verbatim))
    }
}
