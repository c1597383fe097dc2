//! Values by which the kind of an account is known.

use super::{Case, Check, Condition, Convention, TableId, Test};
use crate::path::Path;

/// A relation that ties a value to the kind of its account.
#[derive(Debug, Clone)]
pub struct KindTie {
    /// The value.
    pub path: Path,
    /// What each kind allows for it.
    pub allowed: Vec<(TableId, Vec<String>)>,
}

/// A relation that ties a value to another one of its row.
#[derive(Debug, Clone)]
pub struct ValueTie<'c> {
    /// The value.
    pub path: &'c Path,
    /// Those that it has to be the same as one of.
    pub others: &'c [Path],
}

impl Convention {
    /// The relations that tie values to others of their row, in the order of the rules.
    pub fn value_ties(&self) -> impl Iterator<Item = ValueTie<'_>> {
        self.conditions().filter_map(|condition| match &condition.test {
            Test::SameAs(others) => Some(ValueTie { path: &condition.path, others }),
            _ => None,
        })
    }

    /// What rules require, in their order.
    fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let cases = self.rules.iter().flat_map(|rule| match &rule.check {
            Check::Cases(cases) => cases.as_slice(),
            _ => &[],
        });
        cases.flat_map(|case: &Case| &case.require)
    }

    /// The relations that tie a value to the kind of its account, in the order of the rules.
    pub fn kind_ties(&self) -> Vec<KindTie> {
        self.conditions()
            .filter_map(|condition| match &condition.test {
                Test::Fits { by, table } if by.is_just("kind") => {
                    let allowed = table.iter().filter_map(|(kind, values)| {
                        let is_it = |id: &str| id.eq_ignore_ascii_case(kind);
                        let id = self.all_tables().find(|(_, table)| is_it(&table.id))?.0;
                        Some((id, values.clone()))
                    });
                    Some(KindTie { path: condition.path.clone(), allowed: allowed.collect() })
                }
                _ => None,
            })
            .collect()
    }
}
