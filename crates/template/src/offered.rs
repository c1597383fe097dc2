//! Names that the workbook holds already, to choose from: safes, and the names that begin like one.

use pamlint_convention::{Content, Field, NameId, Shape, TableId};
use pamlint_formats::formula::quoted;
use rust_xlsxwriter::row_col_to_cell;

use crate::checks::{same_beginning, separator};
use crate::lists::{Entry, Lists, quoted_sheet};
use crate::plan::Plan;

/// So many are offered.
const MOST_OFFERED: usize = 30;

/// They are looked for on so many sheets.
const MOST_SHEETS: usize = 20;

/// A row in which nothing stands is further down than any.
const NO_ROW: u32 = 2_000_000;

/// The list from which the value of a field can be chosen, as the formula of a validation in that row (from 0); `None`
/// for a field that is no safe and no name that begins like one.
pub(crate) fn list(
    plan: &Plan<'_>,
    lists: &mut Lists,
    id: TableId,
    position: usize,
    row: u32,
) -> Option<String> {
    let convention = plan.convention;
    let fields = &convention.table(id).fields;
    let field = fields.get(position)?;
    let name = only_name(field)?;
    if !field.several {
        return (convention.safe_column == Some(field.column)).then(|| names(plan, lists, name)).flatten();
    }
    let name = convention.name(name);
    let is_safe = |other: &usize| {
        fields.get(*other).is_some_and(|other| convention.safe_column == Some(other.column) && !other.several)
    };
    let same = (0..fields.len())
        .filter(is_safe)
        .filter_map(|other| same_beginning(convention, id, field, name, other))
        .find(|same| same.count + 1 == name.parts.len())?;
    let safes = names(plan, lists, only_name(fields.get(same.other)?)?)?;
    let last = name.parts.last()?;
    let Shape::Codes(codes) = convention.part(last.part).shape else { return None };
    let between = quoted(&name.parts.get(1)?.separator);
    let mut first = None;
    let mut count = 0;
    for (code, _) in convention.list(codes).codes.iter().take(MOST_OFFERED) {
        let safe = format!("INDEX({safes}.all,ROW()-ROW({{top}}))");
        let beginning =
            format!("LEFT({safe},FIND(\"|\",SUBSTITUTE({safe},{between},\"|\",{}))-1)", same.count);
        let end = quoted(&format!("{}{code}", last.separator));
        let cells = vec![Entry::Formula(format!("IFERROR({beginning}&{end},\"\")")); MOST_OFFERED];
        let column = lists.add(&format!("choice_{}.{code}", name.key), cells)?;
        first.get_or_insert(column);
        count += 1;
    }
    let safe = row_col_to_cell(row, u16::try_from(same.other).ok()?);
    Some(format!("OFFSET(INDEX({},1),MATCH(${safe},{safes}.all,0)-1,0,1,{count})", first?))
}

fn only_name(field: &Field) -> Option<NameId> {
    match &field.content {
        Content::Name(names) => match names.as_slice() {
            [name] => Some(*name),
            _ => None,
        },
        _ => None,
    }
}

/// The different names of a sort that stand on the sheets of accounts, each once, as a list; its whole column has the same
/// name with `.all` behind it.
fn names(plan: &Plan<'_>, lists: &mut Lists, id: NameId) -> Option<String> {
    let convention = plan.convention;
    let name = convention.name(id);
    let mut found = "\"\"".to_owned();
    let mut columns = Vec::new();
    for kind in plan.kinds.iter().take(MOST_SHEETS) {
        let table = convention.table(*kind);
        let is_it = |field: &Field| only_name(field) == Some(id) && !field.several;
        let Some(position) = table.fields.iter().position(is_it) else { continue };
        let letters = rust_xlsxwriter::column_number_to_name(u16::try_from(position).ok()?);
        let column = format!("{}!${letters}:${letters}", quoted_sheet(&table.sheet));
        let (first, last) = (plan.first_row(table) + 1, plan.last_row(table) + 1);
        // Names keep pointing at the place when people delete or move rows.
        columns.push((table, format!("INDEX({column},{first}):INDEX({column},{last})"), first));
    }
    for (table, column, first) in columns.iter().rev() {
        let values = lists.once(&format!("{}_of_{}", name.key, table.id), column);
        // What is not of the form of the name would only be wrong again.
        let odd = match separator(convention, name) {
            Some(separator) => {
                let separators = name.parts.len() - 1;
                let bare = format!("SUBSTITUTE({values},{},\"\")", quoted(separator));
                format!("(LEN({values})-LEN({bare})<>{separators})")
            }
            None => format!("({values}=\"\")"),
        };
        let known = format!("COUNTIF({{top}}:{{above}},{values})");
        let row = format!("SUMPRODUCT(MIN((({odd}+{known})>0)*{NO_ROW}+ROW({values})))");
        found = format!("IFERROR(IF(COUNTA({values})=0,NA(),INDEX({values},{row}-{first}+1)),{found})");
    }
    let rest = format!("IF({{above}}=\"\",\"\",{found})");
    let cells = [Entry::Formula(found)].into_iter().chain(vec![Entry::Formula(rest); MOST_OFFERED - 1]);
    let list = lists.add(&format!("choice_{}", name.key), cells.collect())?;
    lists.narrow_to_filled(&list);
    Some(list)
}
