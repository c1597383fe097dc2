//! What can be wrong with a row beside others: the same value twice, or a row that is pointed at and not there.

use pamlint_convention::{Check, Content, Role, Severity, Slot, TableId};
use pamlint_formats::formula::quoted;

use super::cells::Cells;
use super::logic::{FALSE, TRUE, all, any, not};
use super::problem::Problem;
use super::relation;
use super::says::{self, Piece};
use crate::checks::separator;
use crate::links;
use crate::lists::quoted_sheet;

/// So many rows are looked through below those that are prepared.
const MORE_ROWS: u32 = 2_000;

/// The last row of a sheet, from 1.
const LAST_ROW: u32 = 1_048_576;

/// The same values as a row above, told at the last of them: the position of its field, and the problem.
pub(crate) fn repeated(cells: &Cells<'_>) -> Vec<(usize, Problem)> {
    let plan = cells.plan;
    let mut problems = Vec::new();
    for rule in plan.convention.rules.iter().filter(|rule| !rule.off && rule.severity != Severity::Info) {
        let Check::Unique { on, when, most: 1 } = &rule.check else { continue };
        let Some((_, slots)) = on.iter().find(|(table, _)| *table == cells.id) else { continue };
        let Some(at) = slots.first().filter(|_| when.is_empty()).map(|slot| slot.field) else { continue };
        let tests: Option<Vec<Equal>> = slots.iter().map(|slot| equal(cells, slot)).collect();
        let filled = slots.iter().map(|slot| format!("{}<>\"\"", cells.raw(slot.field)));
        let Some(tests) = tests else { continue };
        let mut exact: Vec<String> = tests.iter().map(|equal| equal.exact.clone()).collect();
        exact.extend(begun(cells));
        let exact = exact.join("*");
        let quick: Vec<String> = tests.into_iter().map(|equal| equal.quick).collect();
        // Looking through the rows is quick; what it finds is looked at closely, since it takes signs for others and
        // texts for numbers.
        let found = format!("IF(COUNTIFS({})>1,SUMPRODUCT({exact})>1,FALSE)", quick.join(","));
        let when = format!("IF({},IFERROR({found},FALSE),FALSE)", all(filled));
        let rows = format!("({}-ROW({}))", LAST_ROW + 1, cells.above(at));
        let first = format!("({}-SUMPRODUCT(MAX({exact}*{rows})))", LAST_ROW + 1);
        let says = says::of_rule(plan, rule, None, &|hole| match hole {
            "other" => Some(Piece::Formula(format!("\"{}\"&{first}", Cells::letters(at)))),
            "found" | "value" => Some(says::shown(cells.raw(at))),
            _ => None,
        });
        problems.push((at, Problem::new(when, says)));
    }
    problems
}

/// The rows down to this one with the same value.
struct Equal {
    /// Two arguments of a function that counts them.
    quick: String,
    /// For each row whether it is one: a piece of a product.
    exact: String,
}

fn equal(cells: &Cells<'_>, slot: &Slot) -> Option<Equal> {
    let (above, raw) = (cells.above(slot.field), cells.raw(slot.field));
    let field = cells.table.fields.get(slot.field)?;
    let Some(key) = slot.part.map(|part| field.parts.get(part)) else {
        return Some(Equal {
            quick: format!("{above},{raw}"),
            exact: format!("(IFERROR({above},\"\")&\"\"={raw}&\"\")"),
        });
    };
    // Of the parts of a name only the first can be told in all rows at once.
    let name = cells.name(slot.field)?;
    let first = cells.plan.convention.part(name.parts.first()?.part);
    let separator = separator(cells.plan.convention, name).filter(|_| key == Some(&first.key))?;
    let part = cells.part(slot.field, 0)?;
    Some(Equal {
        quick: format!("{above},{part}&{}", quoted(&format!("{separator}*"))),
        exact: format!("(LEFT(IFERROR({above},\"\"),LEN({part})+1)={part}&{})", quoted(separator)),
    })
}

/// Where something stands beside the ID: a row that has only that does not count. One column tells; where it is empty, the
/// row has another mistake.
fn begun(cells: &Cells<'_>) -> Option<String> {
    let is_plain = |position: &usize| {
        let field = cells.table.fields.get(*position);
        field.is_some_and(|field| {
            cells.plan.column(field).role == Role::Value
                && field.required
                && !matches!(field.content, Content::Name(_))
        })
    };
    let position = (0..cells.table.fields.len()).find(is_plain)?;
    Some(format!("(IFERROR({},1)<>\"\")", cells.above(position)))
}

/// IDs of rows that are not there, or of rows that cannot be meant.
pub(crate) fn links(cells: &Cells<'_>, position: usize) -> Vec<Problem> {
    let plan = cells.plan;
    let Some(field) = cells.table.fields.get(position) else { return Vec::new() };
    let Some(link) = links::link(plan, cells.id, &plan.column(field).key) else { return Vec::new() };
    let x = cells.raw(position);
    let key = &plan.column(field).key;
    let fill = |hole: &str| (hole == "found" || hole == "value" || hole == key).then(|| says::shown(x));
    let mut reads = Vec::new();
    let conditions = link.when.iter().map(|condition| relation::condition(cells, condition, &mut reads));
    let Some(holds) = conditions.collect::<Option<Vec<String>>>() else { return Vec::new() };
    let holds = all(reads.iter().map(|read| format!("{read}<>\"\"")).chain(holds));
    let mut problems = Vec::new();
    let there = |tables: &[TableId], or_odd: bool| {
        let tests = tables.iter().filter_map(|table| is_there(cells, *table, (x, link.exact), or_odd));
        tests.collect::<Vec<_>>()
    };
    let found = there(&link.searched, true);
    if !found.is_empty() && !link.rule.off {
        let when = all([format!("{x}<>\"\""), holds.clone(), not(&any(found))]);
        problems.push(Problem::new(when, says::of_rule(plan, link.rule, None, &fill)));
    }
    if let Some((rule, unwanted)) = &link.unwanted {
        let found = there(unwanted, false);
        if !found.is_empty() && !rule.off {
            let when = all([format!("{x}<>\"\""), holds, any(found)]);
            problems.push(Problem::new(when, says::of_rule(plan, rule, None, &fill)));
        }
    }
    problems
}

/// A filled row of a table has this ID; or, where that is asked for, one may have been meant: an ID is missing, or not of the
/// form of its table's.
fn is_there(cells: &Cells<'_>, table: TableId, (x, exact): (&str, bool), or_odd: bool) -> Option<String> {
    let plan = cells.plan;
    let id = plan.convention.id_field(table)?;
    let target = plan.convention.table(table);
    let sheet = quoted_sheet(&target.sheet);
    // People add rows at the end.
    let (first, last) = (plan.first_row(target) + 1, plan.last_row(target) + 1 + MORE_ROWS);
    let column = |position: usize| {
        let letters = Cells::letters(position);
        format!("{sheet}!${letters}${first}:${letters}${last}")
    };
    let ids = column(id);
    let row = format!("MATCH({x},{ids},0)");
    let others = (0..target.fields.len()).filter(|position| *position != id).take(3);
    let others: Vec<String> = others.map(|position| format!("INDEX({},{row})", column(position))).collect();
    let mut tests = vec![match others.as_slice() {
        [] => TRUE.to_owned(),
        others => format!("IFERROR({}<>\"\",TRUE)", others.join("&")),
    }];
    if exact {
        tests.push(format!("EXACT(INDEX({ids},{row}),{x})"));
    }
    // Of two rows with the ID one may be filled.
    let either = if or_odd { TRUE } else { FALSE };
    let found = format!("IF(COUNTIF({ids},{x})=0,FALSE,IF(COUNTIF({ids},{x})>1,{either},{}))", all(tests));
    let prefix = &target.id_prefix;
    if !or_odd || prefix.is_empty() {
        return Some(found);
    }
    let odd = format!("COUNTIF({ids},{})<MAX(COUNTA({ids}),{})", quoted(&format!("{prefix}*")), plan.rows);
    Some(format!("IF({odd},TRUE,{found})"))
}
