//! Checks on what is typed into a cell: formulas that are false only for what certainly is wrong.
//!
//! They say less than the rules, never more: in a row whose other cells are right, whatever they refuse
//! the rules would report. A formula is made of as many conditions, the most telling first, as Excel has
//! room for.

use pamlint_convention::{
    Content, Convention, Field, Name, NameId, NamePart, Path, RuleId, Severity, TableId, Test,
};
pub(crate) use pamlint_formats::formula::quoted;
use pamlint_formats::formula::{are_digits, no_blank};
use rust_xlsxwriter::row_col_to_cell;

use crate::bounds::Bounds;
use crate::codes;
use crate::lists::Lists;
use crate::plan::Plan;

/// The longest formula that Excel takes in a validation, with the sign in front.
const LONGEST: usize = 255;

/// A name of at most so many characters can be taken apart by a formula.
const WIDTH: usize = 99;

/// A check on the cells of a column.
pub(crate) struct Check {
    /// The formula, for the first row.
    pub formula: String,
    /// Whether what it refuses is an error; else a person may know better.
    pub is_error: bool,
}

/// The check for a field of a table, for the cell in this row (from 0).
pub(crate) fn of(
    plan: &Plan<'_>,
    lists: &mut Lists,
    table: TableId,
    position: usize,
    row: u32,
) -> Option<Check> {
    let convention = plan.convention;
    let field = convention.table(table).fields.get(position)?;
    let cell = |position: usize| u16::try_from(position).ok().map(|column| row_col_to_cell(row, column));
    let x = cell(position)?;
    let mut is_error = is_error(convention, field.rule);
    let conditions = match &field.content {
        Content::Name(names) => {
            is_error = names.iter().all(|name| self::is_error(convention, convention.name(*name).rule));
            match names.as_slice() {
                [name] if !field.several => of_name(plan, lists, convention.name(*name), (table, field), &x),
                [name] => {
                    let mut conditions = Vec::new();
                    for other in 0..convention.table(table).fields.len() {
                        let relation = same_beginning(convention, table, field, *name, other);
                        let Some(((severity, count), g)) = relation.zip(cell(other)) else { continue };
                        is_error &= severity == Severity::Error;
                        conditions.extend(begins_like(convention.name(*name), count, &x, &g));
                    }
                    conditions.extend(last_code(plan, lists, convention.name(*name), &x));
                    conditions
                }
                names => vec![no_blank(&x), of_length(&any_of(convention, names), &x)],
            }
        }
        _ if field.several => return None,
        Content::Format(format) => format.conditions(&x),
        Content::Pattern(pattern) => {
            let bounds = Bounds::of_pattern(pattern.as_str());
            let mut conditions = vec![of_length(&bounds, &x)];
            conditions.extend(bounds.digits().map(|digits| are_digits(&x, digits)));
            conditions.extend((!bounds.can_hold(' ')).then(|| no_blank(&x)));
            conditions
        }
        Content::Text | Content::Codes(_) => return None,
    };
    Some(Check { formula: joined(conditions)?, is_error })
}

/// The check on a part that stands alone in a cell.
pub(crate) fn of_part(convention: &Convention, part: pamlint_convention::PartId, x: &str) -> Option<String> {
    let bounds = Bounds::of_part(convention, convention.part(part));
    let mut conditions = vec![of_length(&bounds, x)];
    conditions.extend(bounds.digits().map(|digits| are_digits(x, digits)));
    conditions.extend((!bounds.can_hold(' ')).then(|| no_blank(x)));
    joined(conditions)
}

fn is_error(convention: &Convention, rule: Option<RuleId>) -> bool {
    rule.is_some_and(|rule| convention.rule(rule).severity == Severity::Error)
}

/// As many of the conditions as there is room for.
fn joined(conditions: Vec<String>) -> Option<String> {
    let mut formula = String::new();
    for condition in conditions.into_iter().filter(|condition| !condition.is_empty()) {
        if "=AND()".len() + formula.len() + 1 + condition.len() <= LONGEST {
            if !formula.is_empty() {
                formula.push(',');
            }
            formula.push_str(&condition);
        }
    }
    (!formula.is_empty()).then(|| format!("=AND({formula})"))
}

/// How often a text occurs in a cell, times its length.
fn count(x: &str, text: &str) -> String {
    format!("LEN({x})-LEN(SUBSTITUTE({x},{},\"\"))", quoted(text))
}

fn of_length(bounds: &Bounds, x: &str) -> String {
    match bounds.max {
        Some(max) if max == bounds.min => format!("LEN({x})={max}"),
        // Excel has no "between": how far it is from the middle says the same and is short.
        Some(max) => format!("ABS(2*LEN({x})-{})<={}", bounds.min + max, max - bounds.min),
        None if bounds.min > 1 => format!("LEN({x})>={}", bounds.min),
        None => String::new(),
    }
}

/// The bounds of a name as a whole.
fn of_whole(convention: &Convention, name: &Name) -> Bounds {
    let mut whole = Bounds { min: name.prefix.len(), max: Some(name.prefix.len()), characters: None };
    for part in &name.parts {
        let bounds = Bounds::of_part(convention, convention.part(part.part));
        let separator = part.separator.len();
        if !part.optional {
            whole.min += separator + bounds.min;
        }
        whole.max = whole.max.zip(bounds.max).map(|(sum, max)| sum + separator + max);
    }
    whole
}

fn any_of(convention: &Convention, names: &[NameId]) -> Bounds {
    let all = names.iter().map(|name| of_whole(convention, convention.name(*name)));
    all.reduce(|one, other| Bounds {
        min: one.min.min(other.min),
        max: one.max.zip(other.max).map(|(one, other)| one.max(other)),
        characters: None,
    })
    .unwrap_or(Bounds { min: 0, max: None, characters: None })
}

/// Whether a part of a name may hold what stands between the others.
fn has_open(convention: &Convention, name: &Name) -> bool {
    let is_open = |part: &NamePart| convention.part(part.part).may_hold_separator;
    name.parts.iter().any(is_open)
}

/// The separator of a name, if it is the same everywhere, one character, and stands in no part, and if all parts but the
/// last are always there.
fn separator<'n>(convention: &Convention, name: &'n Name) -> Option<&'n str> {
    let all_but_last = name.parts.split_last().map_or(&[][..], |(_, others)| others);
    if has_open(convention, name) || all_but_last.iter().any(|part| part.optional) {
        return None;
    }
    let mut separators = name.parts.iter().skip(1).map(|part| part.separator.as_str());
    let separator = separators.next()?;
    let mut characters = separator.chars();
    let (character, None) = (characters.next()?, characters.next()) else { return None };
    let is_clean = name
        .parts
        .iter()
        .all(|part| !Bounds::of_part(convention, convention.part(part.part)).can_hold(character));
    (separators.all(|other| other == separator) && is_clean && name.prefix.is_empty()).then_some(separator)
}

fn of_name(
    plan: &Plan<'_>,
    lists: &mut Lists,
    name: &Name,
    (table, field): (TableId, &Field),
    x: &str,
) -> Vec<String> {
    let convention = plan.convention;
    let whole = of_whole(convention, name);
    let mut rest = vec![of_length(&whole, x), no_blank(x)];
    let Some(separator) = separator(convention, name).filter(|_| whole.max.is_some_and(|max| max < WIDTH))
    else {
        return rest;
    };
    let column = &plan.column(field).key;
    let parts = name.parts.len();
    let optional = name.parts.iter().filter(|part| part.optional).count();
    let separators = count(x, separator);
    let mut conditions = vec![match optional {
        0 => format!("{separators}={}", parts - 1),
        _ => format!("ABS(2*({separators})-{})<={optional}", 2 * (parts - 1) - optional),
    }];
    let mut listed = String::from("|");
    let mut without_list = 0;
    let mut start = Some(1);
    for (number, part) in (1..).zip(&name.parts) {
        let bounds = Bounds::of_part(convention, convention.part(part.part));
        match codes::allowed(convention, table, column, part) {
            Some(codes) => listed.extend(codes.iter().map(|code| format!("{number}{code}|"))),
            None => {
                without_list += 1;
                if let (Some(digits), Some(start)) = (bounds.digits(), start) {
                    conditions.push(are_digits(&format!("MID({x},{start},{digits})"), digits));
                }
            }
        }
        start = start.zip(bounds.length()).map(|(start, length)| start + length + separator.len());
    }
    let positions = u32::try_from(parts).ok().and_then(|parts| lists.numbers(parts));
    let listed = lists.text(&format!("codes_{}", name.key), listed);
    if let Some((n, codes)) = positions.zip(listed) {
        // Each part, with its number before it, stands in the text of all that are allowed.
        let split = format!(
            "TRIM(MID(SUBSTITUTE({x},{},REPT(\" \",{WIDTH})),{n}*{WIDTH}-{},{WIDTH}))",
            quoted(separator),
            WIDTH - 1
        );
        let known = format!("SUMPRODUCT(--ISNUMBER(FIND(\"|\"&{n}&{split}&\"|\",{codes})))");
        conditions.insert(
            1,
            match optional {
                0 => format!("{known}={}", parts - without_list),
                _ if without_list == 0 => format!("{known}={separators}+1"),
                _ => format!("{known}={separators}+1-{without_list}"),
            },
        );
    }
    conditions.append(&mut rest);
    conditions
}

/// How many leading parts of a name have to be those of the name in another field, and how much it
/// matters.
fn same_beginning(
    convention: &Convention,
    table: TableId,
    field: &Field,
    name: NameId,
    other: usize,
) -> Option<(Severity, usize)> {
    let other = convention.table(table).fields.get(other)?;
    let (mine, theirs) = (&convention.column(field.column).key, &convention.column(other.column).key);
    let Content::Name(names) = &other.content else { return None };
    let [their_name] = names.as_slice() else { return None };
    let (name, their_name) = (convention.name(name), convention.name(*their_name));
    separator(convention, their_name)?;
    codes::unconditional(convention, table).find_map(|(severity, case)| {
        let is_same = |part: &str| {
            let path = |column: &String| Path { column: column.clone(), part: Some(part.to_owned()) };
            case.require.iter().any(|condition| {
                condition.path == path(mine)
                    && matches!(&condition.test, Test::SameAs(paths) if paths.contains(&path(theirs)))
            })
        };
        let pairs = name.parts.iter().zip(&their_name.parts);
        let same = pairs
            .take_while(|(one, other)| {
                one.part == other.part
                    && !one.optional
                    && one.separator == other.separator
                    && is_same(&convention.part(one.part).key)
            })
            .count();
        // Both have to go on behind what they share.
        let goes_on = |name: &Name| name.parts.get(same).is_some_and(|part| !part.optional);
        (same > 0 && goes_on(name) && goes_on(their_name) && name.prefix.is_empty())
            .then_some((severity, same))
    })
}

/// Every value in a cell begins with the first parts of the name in another cell.
fn begins_like(name: &Name, same: usize, x: &str, g: &str) -> Option<String> {
    let next = name.parts.get(same)?;
    let mark = quoted(&next.separator);
    // The separator behind what is shared has to be one of its own, so that it counts the values.
    if name
        .parts
        .iter()
        .enumerate()
        .any(|(position, part)| position != same && part.separator == next.separator)
    {
        return None;
    }
    let between = quoted(&name.parts.get(1)?.separator);
    let beginning = format!("LEFT({g},FIND(\"|\",SUBSTITUTE({g},{between},\"|\",{same}))-1)");
    Some(format!(
        "ISNUMBER(FIND({mark},{x})),IFERROR(ISERROR(FIND({mark},SUBSTITUTE({x},{beginning}&{mark},\"\"))),TRUE)"
    ))
}

/// Every value in a cell ends with a code, behind a separator that stands nowhere else.
fn last_code(plan: &Plan<'_>, lists: &mut Lists, name: &Name, x: &str) -> Option<String> {
    let last = name.parts.last()?;
    let is_own = name.parts.iter().filter(|part| part.separator == last.separator).count() == 1;
    let pamlint_convention::Shape::Codes(list) = plan.convention.part(last.part).shape else { return None };
    let codes = lists.codes(plan.convention, list).filter(|_| {
        is_own && !last.separator.is_empty() && !last.optional && !has_open(plan.convention, name)
    })?;
    let mark = quoted(&last.separator);
    Some(format!(
        "SUMPRODUCT((LEN({x})-LEN(SUBSTITUTE({x},{mark}&{codes},\"\")))/LEN({mark}&{codes}))>={}",
        count(x, &last.separator)
    ))
}
