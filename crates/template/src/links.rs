//! Columns that hold the ID of another row: which rows can be meant, and which are offered.

use pamlint_convention::{Case, Check, Condition, Mine, Role, Rule, Search, TableId, Test};

use crate::lists::{Entry, Lists, quoted_sheet};
use crate::plan::Plan;

/// So many IDs are offered.
const MOST_OFFERED: u32 = 120;

/// A link to the row of an ID.
pub(crate) struct Link<'c> {
    /// The rule that asks for the row.
    pub rule: &'c Rule,
    /// When it does.
    pub when: &'c [Condition],
    /// The tables that have to have it.
    pub searched: Vec<TableId>,
    /// Whether capitals and small letters count.
    pub exact: bool,
    /// The tables that must not have it, and the rule that says so.
    pub unwanted: Option<(&'c Rule, Vec<TableId>)>,
}

/// The link that a column of a table is, if a rule looks for the row.
pub(crate) fn link<'c>(plan: &Plan<'c>, table: TableId, column: &str) -> Option<Link<'c>> {
    let is_by_id = |search: &&Search| by_id(search, column) && search.matches.len() == 1;
    let is_plain = |case: &Case| case.once.is_none() && case.given.is_none();
    let (rule, case, search) = cases(plan, table).find_map(|(rule, case)| {
        let [search] = case.exists.as_slice() else { return None };
        (is_by_id(&search) && is_plain(case)).then_some((rule, case, search))
    })?;
    let is_there = |table: &TableId| plan.kinds.contains(table) || plan.others.contains(table);
    let unwanted = cases(plan, table).find_map(|(rule, case)| {
        let search = case.absent.iter().find(is_by_id)?;
        let is_only_kind = search.conditions.iter().all(|condition| condition.path.is_just("kind"));
        let is_unwanted = |table: &&TableId| is_kind(plan, **table, &search.conditions, true);
        let tables = search.tables.iter().filter(|table| is_there(table)).filter(is_unwanted).copied();
        let is_always = is_plain(case) && case.when.is_empty() && is_only_kind;
        is_always.then(|| (rule, tables.collect()))
    });
    let searched = search.tables.iter().filter(|table| is_there(table)).copied().collect();
    Some(Link { rule, when: &case.when, searched, exact: search.exact, unwanted })
}

/// The name of a list with the IDs of the filled rows that a column can point at; `None` when the column
/// holds no IDs, or none of the sheets to which it points is there.
pub(crate) fn ids(plan: &Plan<'_>, lists: &mut Lists, table: TableId, column: &str) -> Option<String> {
    let mut targets = targets(plan, table, column)?;
    targets.retain(|target| plan.kinds.contains(target));
    let mut counts = Vec::new();
    let mut pieces = Vec::new();
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
        // Names keep pointing at the place when people delete or move rows.
        let (first, last) = (plan.first_row(table) + 1, plan.last_row(table) + 1);
        let column = |letter: &str| {
            format!("INDEX({sheet}!${letter}:${letter},{first}):INDEX({sheet}!${letter}:${letter},{last})")
        };
        let ids = lists.define(&format!("ids_{}", table.id), column("A"));
        let filled = lists.define(&format!("filled_{}", table.id), column("B"));
        let before = if counts.is_empty() { "0".to_owned() } else { counts.join("+") };
        counts.push(format!("SUMPRODUCT(--({filled}<>\"\"))"));
        let row = format!("SMALL(({filled}=\"\")*{LAST_ROW}+ROW({filled}),ROW()-ROW({{top}})-({before}))");
        pieces.push(format!("INDEX({ids},SUMPRODUCT({row})-{first}+1)&\"\""));
    }
    if pieces.is_empty() {
        return None;
    }
    let mut formula = "\"\"".to_owned();
    for piece in pieces.iter().rev() {
        formula = format!("IFERROR({piece},{formula})");
    }
    let formula = format!("IF(ROW()-ROW({{top}})>{},\"\",{formula})", counts.join("+"));
    let count = usize::try_from(plan.rows.saturating_mul(2).min(MOST_OFFERED)).unwrap_or(0);
    let list = lists.add(&format!("choice_{column}"), vec![Entry::Formula(formula); count])?;
    lists.narrow_to_filled(&list);
    Some(list)
}

/// The last row of a sheet: there is nothing there.
const LAST_ROW: u32 = 1_048_576;

/// The relations on a table, with their rules.
fn cases<'c>(plan: &Plan<'c>, table: TableId) -> impl Iterator<Item = (&'c Rule, &'c Case)> {
    let cases = plan.convention.rules.iter().filter_map(|rule| match &rule.check {
        Check::Cases(cases) => Some(cases.iter().map(move |case| (rule, case))),
        _ => None,
    });
    cases.flatten().filter(move |(_, case)| case.on.contains(&table))
}

/// The search is for the row whose ID stands in a column.
fn by_id(search: &Search, column: &str) -> bool {
    search
        .matches
        .iter()
        .any(|(path, mine)| path.is_just("id") && matches!(mine, Mine::Path(path) if path.is_just(column)))
}

/// Whether rows of a table can meet the conditions on their kind, or must not where they are not `wanted`.
fn is_kind(plan: &Plan<'_>, target: TableId, conditions: &[Condition], wanted: bool) -> bool {
    let id = &plan.convention.table(target).id;
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
}

/// The tables whose rows a column can point at, by the rules that look for the row.
fn targets(plan: &Plan<'_>, table: TableId, column: &str) -> Option<Vec<TableId>> {
    let cases: Vec<&Case> = cases(plan, table).map(|(_, case)| case).collect();
    let by_id = |search: &&Search| by_id(search, column);
    let found: Vec<&Search> = cases.iter().flat_map(|case| &case.exists).filter(by_id).collect();
    let mut targets = found.first()?.tables.clone();
    for search in &found {
        targets.retain(|target| {
            search.tables.contains(target) && is_kind(plan, *target, &search.conditions, true)
        });
    }
    for search in cases.iter().flat_map(|case| &case.absent).filter(by_id) {
        targets.retain(|target| {
            !search.tables.contains(target) || is_kind(plan, *target, &search.conditions, false)
        });
    }
    Some(targets)
}
