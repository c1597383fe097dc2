//! Values by which the kind of an account is known.

use super::{Case, Check, ColumnId, Condition, Convention, Mine, RuleId, TableId, Test};
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

impl Check {
    /// The values that have to be the ID of a row.
    pub(super) fn linked(&self) -> impl Iterator<Item = &Path> {
        let cases = match self {
            Check::Cases(cases) => cases.as_slice(),
            _ => &[],
        };
        let matches = cases.iter().flat_map(|case| &case.exists).flat_map(|search| &search.matches);
        matches.filter(|(path, _)| path.is_just("id")).filter_map(|(_, mine)| match mine {
            Mine::Path(mine) => Some(mine),
            Mine::Made(_) => None,
        })
    }
}

impl Convention {
    /// The relations that tie values to others of their row, in the order of the rules.
    pub fn value_ties(&self) -> impl Iterator<Item = ValueTie<'_>> {
        self.conditions().filter_map(|condition| match &condition.test {
            Test::SameAs(others) => Some(ValueTie { path: &condition.path, others }),
            _ => None,
        })
    }

    /// The columns whose values have to be the ID of a row, each with the first rule that says so.
    pub fn id_links(&self) -> Vec<(ColumnId, RuleId)> {
        let mut links: Vec<(ColumnId, RuleId)> = Vec::new();
        for (rule, known) in self.all_rules() {
            for mine in known.check.linked() {
                let column = self.all_columns().find(|(_, column)| mine.is_just(&column.key));
                links.extend(column.map(|(column, _)| (column, rule)));
            }
        }
        links.sort_by_key(|(column, _)| *column);
        links.dedup_by_key(|(column, _)| *column);
        links
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
