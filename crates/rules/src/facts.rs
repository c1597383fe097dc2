//! A workbook as rules see it: its rows, each cell taken apart, and what has been said of them so far.

mod build;
mod doubts;
mod rows;
mod secrets;
mod settled;
mod text_rows;
mod unread;
mod values;

use pamlint_convention::{ColumnId, Convention, Day, RuleId, Slot, TableId};
use pamlint_reader::{StringId, Workbook};
use rustc_hash::FxHashMap;

use self::build::Builder;
use self::doubts::Doubts;
pub(crate) use self::rows::{CellFacts, RowFacts, RowId, Rows, State};
pub(crate) use self::secrets::{Doubtful, Secrets};
use self::settled::Settled;
pub(crate) use self::text_rows::{OddRow, TextRows};
use self::unread::Unread;
pub(crate) use self::values::{Access, Values};
use crate::free_ids::FreeIds;
use crate::misplaced::Domains;
use crate::missing::Columns;
use crate::options::Options;
use crate::value::{Item, Judge, Judged, Text, bit, item_word};

/// A workbook as rules see it.
pub(crate) struct Facts<'a> {
    pub workbook: &'a Workbook,
    pub convention: &'a Convention,
    pub judge: Judge<'a>,
    pub rows: Rows,
    /// The texts of each row of unknown kind, and those beside known columns of other sheets, in capitals.
    pub unread: Unread,
    pub text_rows: TextRows,
    pub secrets: Secrets,
    pub settled: Settled,
    pub doubts: Doubts,
    /// Whether texts would be right in a field of a table, as far as it has been asked.
    pub right: FxHashMap<(TableId, usize, StringId), bool>,
    pub columns: Columns,
    pub free_ids: FreeIds,
    pub domains: Domains,
    /// The columns whose values have to be the ID of a row, each with the rule that says so.
    pub id_links: Vec<(ColumnId, RuleId)>,
    /// The day of the check.
    pub today: Option<Day>,
}

impl<'a> Facts<'a> {
    /// Takes every row of a workbook apart.
    pub(crate) fn new(workbook: &'a Workbook, convention: &'a Convention, options: &Options) -> Facts<'a> {
        let (today, patience) = (options.today, &options.patience);
        let mut judge = Judge::new(convention, &workbook.strings, patience);
        let mut secrets = Secrets::find(workbook, patience);
        let built = Builder::new(workbook, &mut judge, &secrets);
        let Builder { rows, settled, unread, text_rows, right, doubtful, .. } = built;
        secrets.clear(right);
        secrets.doubtful = doubtful;
        let (doubts, columns) = (Doubts::default(), Columns::default());
        Facts {
            workbook,
            convention,
            judge,
            rows,
            unread,
            text_rows,
            secrets,
            settled,
            doubts,
            right: FxHashMap::default(),
            columns,
            free_ids: FreeIds::default(),
            domains: Domains::default(),
            id_links: convention.id_links(),
            today,
        }
    }

    /// The judged text or number in a field of a row; `None` where there is nothing to judge.
    pub(crate) fn judged(&self, row: &RowFacts, field: usize) -> Option<&Judged> {
        match self.rows.cell(row, field).state {
            State::Filled(judged) => Some(self.judge.judged(judged)),
            _ => None,
        }
    }

    /// The value of a path for a row; of a cell that holds several, only that of `item` when it is given
    /// for that field.
    pub(crate) fn values(&self, row: &RowFacts, access: &Access, item: Option<(usize, usize)>) -> Values<'_> {
        match access {
            Access::Kind(word) => Values::One(*word),
            Access::Slots(slots) => {
                for slot in slots {
                    match self.slot_values(row, *slot, item) {
                        Values::Absent => {}
                        values => return values,
                    }
                }
                Values::Absent
            }
        }
    }

    pub(crate) fn slot_values(&self, row: &RowFacts, slot: Slot, item: Option<(usize, usize)>) -> Values<'_> {
        let is_settled = |part| self.settled.is_settled(row, slot.field, part);
        let judged = match self.rows.cell(row, slot.field).state {
            State::NoColumn | State::Unreadable | State::Free | State::Placeholder(_) => {
                return Values::Unknown;
            }
            State::Empty if is_settled(None) => return Values::Unknown,
            State::Empty => return Values::Absent,
            State::Filled(judged) => self.judge.judged(judged),
        };
        let all = self.judge.items(judged);
        let items: &[Item] = match item {
            Some((field, index)) if field == slot.field => {
                all.get(index).map(std::slice::from_ref).unwrap_or_default()
            }
            _ => all,
        };
        let wrong = |item: &Item| match slot.part {
            None => item.broken || item.wrong != 0,
            Some(part) => item.broken || item.wrong & bit(part) != 0,
        };
        let is_one = item.is_some_and(|(field, _)| field == slot.field);
        let is_told = is_settled(slot.part) && !(is_one && self.settled.is_by_value(row, slot.field));
        if is_told || items.iter().any(wrong) {
            return Values::Unknown;
        }
        if let [only] = items {
            return item_word(&self.judge, only, slot.part).map_or(Values::Absent, Values::One);
        }
        if items.iter().all(|item| item_word(&self.judge, item, slot.part).is_none()) {
            return Values::Absent;
        }
        Values::Items(items, slot.part, &self.judge)
    }

    /// True when a field of a row is filled, whatever is wrong with it; `None` when the sheet has no such column.
    pub(crate) fn is_filled(&self, row: &RowFacts, access: &Access) -> Option<bool> {
        let Access::Slots(slots) = access else { return Some(true) };
        let mut filled = None;
        for slot in slots {
            match self.rows.cell(row, slot.field).state {
                State::NoColumn => {}
                State::Empty | State::Placeholder(_) => filled = filled.or(Some(false)),
                State::Unreadable | State::Free | State::Filled(_) => return Some(true),
            }
        }
        filled
    }

    /// A text as it is written.
    pub(crate) fn text(&self, text: Text) -> &str {
        self.judge.text(text)
    }

    /// The values of a cell.
    pub(crate) fn items(&self, judged: &Judged) -> &[Item] {
        self.judge.items(judged)
    }

    /// Keeps the texts of a row whose values do not stand where they belong, for those who look for one of them.
    pub(crate) fn keep_unread(&mut self, row: &RowFacts) {
        let cells = self.workbook.sheet(row.sheet).cells_of(row.number);
        self.unread.add(cells.iter().filter_map(|cell| self.workbook.text(cell)));
    }

    /// The rule by which the values of a column have to be the ID of a row.
    pub(crate) fn id_link(&self, column: ColumnId) -> Option<RuleId> {
        self.id_links.iter().find(|(known, _)| *known == column).map(|(_, rule)| *rule)
    }

    /// Whether a text can be meant as the ID of a row: it has the form of one, or is one.
    pub(crate) fn is_like_an_id(&self, text: &str) -> bool {
        let mut named = self.convention.tables.iter().filter(|table| !table.id_prefix.is_empty());
        named.any(|table| table.has_id_form(text)) || self.free_ids.is_taken(self, text)
    }

    /// The ID of a row, as it is shown.
    pub(crate) fn id_text(&self, row: &RowFacts) -> Option<&str> {
        let field = self.convention.id_field(row.table)?;
        Some(self.text(self.judged(row, field)?.text))
    }
}
