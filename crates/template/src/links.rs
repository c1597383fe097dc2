//! Columns that hold the ID of another row: which rows can be meant, as a list to choose from.

use pamlint_convention::{Case, Check, Condition, Mine, Role, Search, TableId, Test};

use crate::lists::{Lists, packed, quoted_sheet};
use crate::plan::Plan;

/// The name of a list with the IDs of the filled rows that a column can point at; `None` when the column
/// holds no IDs, or none of the sheets to which it points is there.
pub(crate) fn ids(plan: &Plan<'_>, lists: &mut Lists, table: TableId, column: &str) -> Option<String> {
    let mut targets = targets(plan, table, column)?;
    targets.retain(|target| plan.kinds.contains(target));
    let mut ids = Vec::new();
    for target in targets {
        let table = plan.convention.table(target);
        let sheet = quoted_sheet(&table.sheet);
        let is_id = |position: usize| {
            table.fields.get(position).is_some_and(|field| plan.column(field).role == Role::Id)
        };
        // A row counts as filled when its first column besides the ID is.
        if !is_id(0) || table.fields.len() < 2 {
            continue;
        }
        // INDEX keeps pointing at the place when people delete or move rows.
        ids.extend((plan.first_row(table)..=plan.last_row(table)).map(|row| {
            let row = row + 1;
            let (id, filled) = (format!("INDEX({sheet}!$A:$A,{row})"), format!("INDEX({sheet}!$B:$B,{row})"));
            format!("IF({filled}=\"\",\"\",{id}&\"\")")
        }));
    }
    packed(lists, column, ids)
}

/// The tables whose rows a column can point at, by the rules that look for the row.
fn targets(plan: &Plan<'_>, table: TableId, column: &str) -> Option<Vec<TableId>> {
    let convention = plan.convention;
    let cases = convention.rules.iter().filter_map(|rule| match &rule.check {
        Check::Cases(cases) => Some(cases),
        _ => None,
    });
    let cases: Vec<&Case> = cases.flatten().filter(|case| case.on.contains(&table)).collect();
    let by_id = |search: &&Search| {
        search.matches.iter().any(|(path, mine)| {
            path.is_just("id") && matches!(mine, Mine::Path(path) if path.is_just(column))
        })
    };
    let found = cases.iter().flat_map(|case| &case.exists).filter(by_id);
    let found: Vec<&Search> = found.collect();
    let mut targets = found.first()?.tables.clone();
    let is_kind = |target: TableId, conditions: &[Condition], wanted: bool| {
        let id = &convention.table(target).id;
        let holds = |condition: &Condition| {
            !condition.path.is_just("kind")
                || match &condition.test {
                    Test::In(kinds) => kinds.iter().any(|kind| kind.eq_ignore_ascii_case(id)),
                    Test::NotIn(kinds) => !kinds.iter().any(|kind| kind.eq_ignore_ascii_case(id)),
                    _ => true,
                }
        };
        let about_kind = conditions.iter().any(|condition| condition.path.is_just("kind"));
        !about_kind || conditions.iter().all(holds) == wanted
    };
    for search in &found {
        targets.retain(|target| search.tables.contains(target) && is_kind(*target, &search.conditions, true));
    }
    for search in cases.iter().flat_map(|case| &case.absent).filter(|search| by_id(search)) {
        targets
            .retain(|target| !search.tables.contains(target) || is_kind(*target, &search.conditions, false));
    }
    Some(targets)
}
