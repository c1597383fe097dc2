//! Names as formulas take them apart: conditions that every right name meets.

use pamlint_convention::{
    Case, Check, Content, Convention, Field, Name, NamePart, Path, Rule, Severity, Shape, TableId, Test,
};
use pamlint_formats::formula::quoted;

use crate::bounds::Bounds;

/// A name of at most so many characters can be taken apart by a formula.
pub(crate) const WIDTH: usize = 99;

/// So many codes are looked for one by one.
const MOST_CODES: usize = 30;

/// How often a text occurs in a cell, times its length.
pub(crate) fn count(x: &str, text: &str) -> String {
    format!("LEN({x})-LEN(SUBSTITUTE({x},{},\"\"))", quoted(text))
}

/// The length of a text.
pub(crate) fn of_length(bounds: &Bounds, x: &str) -> String {
    match bounds.max {
        Some(max) if max == bounds.min => format!("LEN({x})={max}"),
        Some(max) if bounds.min == 0 => format!("LEN({x})<={max}"),
        Some(max) => format!("AND(LEN({x})>={},LEN({x})<={max})", bounds.min),
        None if bounds.min > 1 => format!("LEN({x})>={}", bounds.min),
        None => String::new(),
    }
}

/// The bounds of a name as a whole.
pub(crate) fn of_whole(convention: &Convention, name: &Name) -> Bounds {
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

/// Whether a part of a name may hold what stands between the others.
fn has_open(convention: &Convention, name: &Name) -> bool {
    let is_open = |part: &NamePart| convention.part(part.part).may_hold_separator;
    name.parts.iter().any(is_open)
}

/// The separator of a name, if it is the same everywhere, one character, and stands in no part, and if all parts but the
/// last are always there.
pub(crate) fn separator<'n>(convention: &Convention, name: &'n Name) -> Option<&'n str> {
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

/// The relations that hold for every row of a table, whatever else stands in it, with their rules.
pub(crate) fn unconditional(
    convention: &Convention,
    table: TableId,
) -> impl Iterator<Item = (&Rule, Severity, &Case)> {
    let cases = convention.rules.iter().filter_map(|rule| match &rule.check {
        Check::Cases(cases) => Some(cases.iter().map(move |case| {
            let variant = case.variant.as_deref().and_then(|variant| rule.variant(variant));
            (rule, variant.and_then(|variant| variant.severity).unwrap_or(rule.severity), case)
        })),
        _ => None,
    });
    cases.flatten().filter(move |(_, _, case)| {
        case.on.contains(&table) && case.when.is_empty() && case.given.is_none() && case.once.is_none()
    })
}

/// How many leading parts of a name have to be those of the name in another field, and which rule says so.
pub(crate) struct Same<'c> {
    /// The position of the other field.
    pub other: usize,
    pub count: usize,
    pub rule: &'c Rule,
    pub case: &'c Case,
    pub severity: Severity,
}

/// What a name in a field has in common with the name in another.
pub(crate) fn same_beginning<'c>(
    convention: &'c Convention,
    table: TableId,
    field: &Field,
    name: &Name,
    other: usize,
) -> Option<Same<'c>> {
    let other_field = convention.table(table).fields.get(other)?;
    let (mine, theirs) = (&convention.column(field.column).key, &convention.column(other_field.column).key);
    let Content::Name(names) = &other_field.content else { return None };
    let [their_name] = names.as_slice() else { return None };
    let their_name = convention.name(*their_name);
    separator(convention, their_name)?;
    unconditional(convention, table).find_map(|(rule, severity, case)| {
        let is_same = |part: &str| {
            let path = |column: &String| Path { column: column.clone(), part: Some(part.to_owned()) };
            case.require.iter().any(|condition| {
                condition.path == path(mine)
                    && matches!(&condition.test, Test::SameAs(paths) if paths.contains(&path(theirs)))
            })
        };
        let pairs = name.parts.iter().zip(&their_name.parts);
        let count = pairs
            .take_while(|(one, other)| {
                one.part == other.part
                    && !one.optional
                    && one.separator == other.separator
                    && is_same(&convention.part(one.part).key)
            })
            .count();
        // Both have to go on behind what they share.
        let goes_on = |name: &Name| name.parts.get(count).is_some_and(|part| !part.optional);
        (count > 0 && goes_on(name) && goes_on(their_name) && name.prefix.is_empty()).then_some(Same {
            other,
            count,
            rule,
            case,
            severity,
        })
    })
}

/// Every value in a cell begins with the first parts of the name in another cell.
pub(crate) fn begins_like(name: &Name, same: usize, x: &str, g: &str) -> Option<String> {
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
pub(crate) fn last_code(convention: &Convention, name: &Name, x: &str) -> Option<String> {
    let last = name.parts.last()?;
    let is_own = name.parts.iter().filter(|part| part.separator == last.separator).count() == 1;
    let Shape::Codes(list) = convention.part(last.part).shape else { return None };
    let codes = &convention.list(list).codes;
    let fits = is_own && !last.separator.is_empty() && !last.optional && codes.len() <= MOST_CODES;
    if !fits || has_open(convention, name) {
        return None;
    }
    let found = codes.iter().map(|(code, _)| {
        let text = format!("{}{code}", last.separator);
        format!("({})/{}", count(x, &text), text.encode_utf16().count())
    });
    let found: Vec<String> = found.collect();
    let length = last.separator.encode_utf16().count();
    Some(format!("{}>=({})/{length}", found.join("+"), count(x, &last.separator)))
}
