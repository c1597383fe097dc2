//! Fields that may hold a secret: that something is wrong with one is told, and nothing of what stands there.

use super::{rule_of, variant};
use crate::builtin::Reporter;
use crate::draft::{Draft, severity};
use crate::facts::{Doubtful, Facts};

/// Reports the worst problem of each; IDs have a finding of their own.
pub(super) fn judge(facts: &Facts<'_>, reporter: &mut Reporter<'_>) {
    for Doubtful { row, field: position, judged } in &facts.secrets.doubtful {
        let row = facts.rows.row(*row);
        let table = facts.convention.table(row.table);
        let cell = facts.rows.cell(row, *position);
        let is_id = facts.convention.id_field(row.table) == Some(*position);
        let Some(field) = table.fields.get(*position).filter(|_| cell.own && !is_id) else { continue };
        let problems = facts.judge.judged(*judged).problems.iter();
        let told = problems.filter_map(|problem| {
            let rule = rule_of(facts, reporter, row, field, problem)?;
            Some((rule, variant(facts, problem), problem))
        });
        let severity = |variant: &Option<String>, rule| {
            std::cmp::Reverse(severity(facts.convention.rule(rule), variant.as_deref()))
        };
        let Some((rule, variant, problem)) = told.min_by_key(|(rule, variant, _)| severity(variant, *rule))
        else {
            continue;
        };
        let draft = Draft::in_row(rule, row, cell.place, field.column);
        reporter.drafts.push(Draft { variant, fills: problem.fills.clone(), ..draft });
    }
}
