//! Relations: between the values of a row, between rows, and between a row and the rest.
//!
//! Rules are judged in the order of the convention. Once a rule has spoken about a value, later rules
//! leave it alone, so that one mistake gives one finding.

mod about;
mod case;
mod classes;
mod condition;
mod evidence;
mod group;
mod likeness;
mod listed;
mod near;
mod ready;
mod search;
mod series;
mod spot;
mod suggestion;
mod text;
pub(crate) mod unique;
mod violation;

use pamlint_convention::RuleId;
use rustc_hash::FxHashSet;

use self::classes::Combinations;
pub(crate) use self::condition::{Ready, Truth, all_hold, ready};
use self::group::{grouped, settle};
use self::ready::Relation;
pub(crate) use self::ready::Relations;
use self::spot::Hit;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::lists::Lists;
use crate::value::Key;

/// Judges every relation of the convention.
pub(crate) fn judge(facts: &mut Facts<'_>, lists: &Lists, drafts: &mut Vec<Draft>) {
    let relations = Relations::of(facts.convention);
    let combinations = Combinations::default();
    let mut spoken: FxHashSet<(RuleId, Key)> = FxHashSet::default();
    for ((id, rule), relation) in facts.convention.all_rules().zip(&relations.rules) {
        let groups: Vec<Vec<Hit>> = match relation {
            Relation::Cases(cases) => {
                cases.iter().flat_map(|case| violation::judge(facts, &combinations, id, case)).collect()
            }
            Relation::Listed(listed) => listed::judge(facts, id, listed, lists),
            Relation::Unique { on, most } => grouped(unique::judge(facts, id, on, *most)),
            Relation::Near(near) => grouped(near::judge(facts, id, near, lists)),
            Relation::Series(series) => series::judge(facts, id, series),
            Relation::Across(_) | Relation::Other => continue,
        };
        for group in groups {
            let key = group.first().and_then(|hit| hit.group);
            let is_told = |key: Key| rule.follows.iter().any(|first| spoken.contains(&(*first, key)));
            if key.is_some_and(is_told) {
                continue;
            }
            if let Some(draft) = settle(facts, id, group) {
                spoken.extend(key.map(|key| (id, key)));
                drafts.push(draft);
            }
        }
    }
}
