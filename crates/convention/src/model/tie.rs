//! Values by which the kind of an account is known.

use super::{Case, Check, Convention, TableId, Test};
use crate::path::Path;

/// A relation that ties a value to the kind of its account.
#[derive(Debug, Clone)]
pub struct KindTie {
    /// The value.
    pub path: Path,
    /// What each kind allows for it.
    pub allowed: Vec<(TableId, Vec<String>)>,
}

impl Convention {
    /// The relations that tie a value to the kind of its account, in the order of the rules.
    pub fn kind_ties(&self) -> Vec<KindTie> {
        let cases = self.rules.iter().flat_map(|rule| match &rule.check {
            Check::Cases(cases) => cases.as_slice(),
            _ => &[],
        });
        let conditions = cases.flat_map(|case: &Case| &case.require);
        conditions
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
