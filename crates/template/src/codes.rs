//! Which codes a part of a name can have on a table, by what the rules ask of every row.

use pamlint_convention::{
    Case, Check, Condition, Convention, NamePart, Path, Severity, Shape, TableId, Test,
};

/// The codes that a part in a column can have on a table; `None` when it is no part with codes.
pub(crate) fn allowed<'c>(
    convention: &'c Convention,
    table: TableId,
    column: &str,
    part: &NamePart,
) -> Option<Vec<&'c str>> {
    allowed_at(convention, table, column, &convention.part(part.part).key, 0)
}

/// Rules can lean on one another; so far is looked for what follows from what.
const DEPTH: usize = 3;

fn allowed_at<'c>(
    convention: &'c Convention,
    table: TableId,
    column: &str,
    part: &str,
    depth: usize,
) -> Option<Vec<&'c str>> {
    let part = convention.parts.iter().find(|known| known.key == part)?;
    let Shape::Codes(list) = part.shape else { return None };
    let mut codes: Vec<&str> = convention.list(list).codes.iter().map(|(code, _)| code.as_str()).collect();
    let path = Path { column: column.to_owned(), part: Some(part.key.clone()) };
    for condition in asked(convention, table, &path) {
        let is_one =
            |values: &[String], code: &str| values.iter().any(|value| value.eq_ignore_ascii_case(code));
        match &condition.test {
            Test::In(values) => codes.retain(|code| is_one(values, code)),
            Test::NotIn(values) => codes.retain(|code| !is_one(values, code)),
            Test::Fits { by, table: fits } => {
                let others = if by.is_just("kind") {
                    Some(vec![convention.table(table).id.as_str()])
                } else if by.column == column && depth < DEPTH {
                    by.part
                        .as_deref()
                        .and_then(|other| allowed_at(convention, table, column, other, depth + 1))
                } else {
                    None
                };
                let fitting = |other: &&str| fits.iter().find(|(key, _)| key.eq_ignore_ascii_case(other));
                // One value that allows everything makes everything possible.
                let values: Option<Vec<&Vec<String>>> =
                    others.and_then(|others| others.iter().map(|other| Some(&fitting(other)?.1)).collect());
                if let Some(values) = values {
                    codes.retain(|code| values.iter().any(|values| is_one(values, code)));
                }
            }
            Test::Present(_)
            | Test::SameAs(_)
            | Test::NotSameAs(_)
            | Test::Around { .. }
            | Test::Within { .. }
            | Test::Between { .. } => {}
        }
    }
    Some(codes)
}

/// What every row of a table is asked for at a path, or else gets an error.
fn asked<'c>(convention: &'c Convention, table: TableId, path: &Path) -> impl Iterator<Item = &'c Condition> {
    let conditions = unconditional(convention, table).filter(|(severity, _)| *severity == Severity::Error);
    let conditions = conditions.flat_map(|(_, case)| &case.require);
    let path = path.clone();
    conditions.filter(move |condition| condition.path == path)
}

/// The relations that hold for every row of a table, whatever else stands in it.
pub(crate) fn unconditional(
    convention: &Convention,
    table: TableId,
) -> impl Iterator<Item = (Severity, &Case)> {
    let cases = convention.rules.iter().filter_map(|rule| match &rule.check {
        Check::Cases(cases) => Some(cases.iter().map(|case| {
            let variant = case.variant.as_deref().and_then(|variant| rule.variant(variant));
            (variant.and_then(|variant| variant.severity).unwrap_or(rule.severity), case)
        })),
        _ => None,
    });
    cases.flatten().filter(move |(_, case)| {
        case.on.contains(&table) && case.when.is_empty() && case.given.is_none() && case.once.is_none()
    })
}
