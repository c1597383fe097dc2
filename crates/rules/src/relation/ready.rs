//! The relations of a convention, made ready once for all workbooks that are checked against it.

use std::sync::Arc;

use pamlint_convention::{Check, Convention, RuleId, Table, TableId};

use super::case::ReadyCase;
use super::classes::Telling;
use super::condition::{Ready, ready};
use super::listed::ReadyListed;
use super::near::ReadyNear;
use super::series::ReadySeries;
use super::unique::Compared;

/// The relations of a convention, ready for the rows of each table.
pub(crate) struct Relations {
    /// One for each rule.
    pub(super) rules: Vec<Relation>,
    /// The conditions under which a field may stay empty, by the numbers of its table and of the field; `None`
    /// where they can never hold.
    unless: Vec<Vec<Option<Vec<Ready>>>>,
}

/// A rule made ready.
pub(super) enum Relation {
    Cases(Vec<ReadyCase>),
    Listed(ReadyListed),
    Unique {
        on: Vec<Compared>,
        most: usize,
    },
    Across(Vec<Compared>),
    Near(ReadyNear),
    Series(ReadySeries),
    /// It is found in another way.
    Other,
}

impl Relations {
    /// The relations of a convention, which are kept with it.
    pub(crate) fn of(convention: &Convention) -> Arc<Relations> {
        convention.kept(Relations::new)
    }

    fn new(convention: &Convention) -> Relations {
        let telling = Telling::new(convention);
        let relation = |check: &Check| match check {
            Check::Cases(cases) => {
                Relation::Cases(cases.iter().map(|case| ReadyCase::new(convention, &telling, case)).collect())
            }
            Check::Listed(listed) => Relation::Listed(ReadyListed::new(convention, listed)),
            Check::Unique { on, when, most } => {
                Relation::Unique { on: Compared::new(convention, on, when), most: *most }
            }
            Check::Across { on, when, .. } => Relation::Across(Compared::new(convention, on, when)),
            Check::Near { value, parts, at_most, at_least, explained } => Relation::Near(
                ReadyNear::new(convention, value, parts, (*at_most, *at_least))
                    .explained(convention, parts, explained),
            ),
            Check::Series { columns, explained } => {
                Relation::Series(ReadySeries::new(convention, columns, explained))
            }
            Check::Named | Check::BuiltIn { .. } => Relation::Other,
        };
        let unless = |(id, table): (TableId, &Table)| {
            let fields = table.fields.iter();
            fields.map(|field| ready(convention, id, &field.required_unless)).collect()
        };
        Relations {
            rules: convention
                .rules
                .iter()
                .map(|rule| if rule.off { Relation::Other } else { relation(&rule.check) })
                .collect(),
            unless: convention.all_tables().map(unless).collect(),
        }
    }

    /// What a rule compares with other workbooks; `None` for a rule that compares nothing with them.
    pub(crate) fn across(&self, rule: RuleId) -> Option<&[Compared]> {
        match self.rules.get(rule.index()) {
            Some(Relation::Across(on)) => Some(on),
            _ => None,
        }
    }

    /// The conditions under which a field of a table may stay empty; `None` where they can never hold.
    pub(crate) fn unless(&self, table: TableId, field: usize) -> Option<&[Ready]> {
        self.unless.get(table.index())?.get(field)?.as_deref()
    }
}
