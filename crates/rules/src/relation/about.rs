//! The rows that a rule is about, and where it speaks about them.

use pamlint_convention::{Condition, Convention, Once, Path, TableId};

use super::condition::{Ready, ready};
use super::group::Group;
use super::spot::Spot;
use crate::facts::{Access, Facts, RowId};
use crate::value::Key;

/// The rows of one table that a rule is about, and the value at which it speaks about them.
pub(super) struct About {
    pub table: TableId,
    pub field: usize,
    pub part: Option<usize>,
    /// The value at which the rule speaks.
    pub at: Access,
    pub when: Vec<Ready>,
    pub group: Option<Group>,
}

impl About {
    /// Makes it ready for a table; `None` when its rows lack a value that is asked for.
    pub(super) fn new(
        convention: &Convention,
        table: TableId,
        at: &Path,
        when: &[Condition],
        once: Option<&Once>,
    ) -> Option<About> {
        let slot = convention.slots(table, at).first().copied()?;
        let group = match once {
            Some(once) => Some(Group::new(convention, table, once)?),
            None => None,
        };
        Some(About {
            table,
            field: slot.field,
            part: slot.part,
            at: Access::Slots(vec![slot]),
            when: ready(convention, table, when)?,
            group,
        })
    }

    /// Every value that it reads.
    pub(super) fn reads(&self) -> impl Iterator<Item = &Access> {
        let when = self.when.iter().flat_map(Ready::reads);
        when.chain([&self.at]).chain(self.group.as_ref().and_then(Group::reads))
    }

    /// Where a finding about a row stands, and what it belongs to; `None` when there can be none.
    pub(super) fn spot<'f>(&self, facts: &'f Facts<'f>, row: RowId) -> Option<(Spot<'f>, Option<Key>)> {
        let spot = Spot::new(facts, row, self.field)?;
        let group = match &self.group {
            Some(group) => Some(group.of(facts, spot.row)?),
            None => None,
        };
        Some((spot, group))
    }
}
