//! What the rules say about values of one row together, as problems.

use pamlint_convention::{Case, Condition, Path, Rule, Severity, Test};
use pamlint_formats::formula::quoted;

use super::logic::{FALSE, TRUE, all, any, not};
use super::problem::Problem;
use super::says::{self, Piece};
use crate::plan::Plan;

/// Where the values of a row stand.
pub(crate) trait Values {
    fn plan(&self) -> &Plan<'_>;

    /// The value at a path, if it is one: a piece of a formula.
    fn value(&self, path: &Path) -> Option<String>;

    /// What stands at a path, be it one value or several.
    fn whole(&self, path: &Path) -> Option<String>;

    /// What stands nowhere when there is no value at a path: a piece of a formula.
    fn carrier(&self, path: &Path) -> Option<String>;

    /// What people call the column of a path.
    fn header(&self, path: &Path) -> Option<String>;

    /// What people call the sort of row, where all are of one.
    fn kind(&self) -> Option<String>;
}

/// A relation, and the values that it looks at.
pub(crate) struct Relation {
    pub problem: Problem,
    pub reads: Vec<String>,
}

/// The relation of a case of a rule, if it is about nothing but the values of a row that a spreadsheet can see, and
/// worth more than a remark.
pub(crate) fn of_case(values: &dyn Values, rule: &Rule, case: &Case) -> Option<Relation> {
    let variant = case.variant.as_deref().and_then(|variant| rule.variant(variant));
    let severity = variant.and_then(|variant| variant.severity).unwrap_or(rule.severity);
    let is_about_rows =
        case.given.is_some() || !case.absent.is_empty() || case.once.is_some() || !case.exists.is_empty();
    if rule.off || severity == Severity::Info || is_about_rows || case.require.is_empty() {
        return None;
    }
    let mut needed = vec![values.carrier(&case.at)?];
    let mut holds = Vec::new();
    for condition in &case.when {
        holds.push(self::condition(values, condition, &mut needed)?);
    }
    let required: Option<Vec<String>> =
        case.require.iter().map(|condition| self::condition(values, condition, &mut needed)).collect();
    let required = required?;
    let required = all(required);
    if required == TRUE {
        return None;
    }
    needed.sort_unstable();
    needed.dedup();
    let there = needed.iter().map(|value| format!("{value}<>\"\"")).collect::<Vec<_>>();
    let when = all(there.into_iter().chain(holds).chain([not(&required)]));
    let says = says::of_rule(values.plan(), rule, case.variant.as_deref(), &|hole| fill(values, case, hole));
    Some(Relation { problem: Problem::new(when, says), reads: needed })
}

/// A condition; values without which it says nothing are noted.
pub(crate) fn condition(
    values: &dyn Values,
    condition: &Condition,
    needed: &mut Vec<String>,
) -> Option<String> {
    if let Test::Present(is_there) = condition.test {
        let sign = if is_there { "<>" } else { "=" };
        return Some(format!("{}{sign}\"\"", values.whole(&condition.path)?));
    }
    let value = values.value(&condition.path)?;
    needed.push(values.carrier(&condition.path)?);
    let is_one = |value: &str, known: &[String]| is_one(value, known);
    Some(match &condition.test {
        Test::In(known) => is_one(&value, known),
        Test::NotIn(known) => not(&is_one(&value, known)),
        Test::SameAs(paths) => {
            let others: Option<Vec<String>> = paths.iter().map(|path| values.value(path)).collect();
            let others = others?;
            if others.contains(&value) {
                return Some(TRUE.to_owned());
            }
            // One of them is enough to compare with.
            match others.as_slice() {
                [_] => needed.extend(paths.first().and_then(|path| values.carrier(path))),
                several => needed.push(several.join("&")),
            }
            any(others.iter().map(|other| format!("{value}={other}")))
        }
        Test::Fits { by, table } => {
            let known = values.value(by)?;
            let told = |(key, allowed): &(String, Vec<String>)| (quoted(key), is_one(&value, allowed));
            if known.starts_with('"') {
                // Here it is always the same.
                let mut told = table.iter().map(told);
                let found = told.find(|(key, _)| key.to_lowercase() == known.to_lowercase());
                return Some(found.map_or(TRUE.to_owned(), |(_, is_one)| is_one));
            }
            needed.push(values.carrier(by)?);
            let misfits =
                table.iter().map(told).map(|(key, is_one)| all([format!("{known}={key}"), not(&is_one)]));
            not(&any(misfits))
        }
        // A spreadsheet is told less than is checked.
        Test::Present(_)
        | Test::NotSameAs(_)
        | Test::Around { .. }
        | Test::Within { .. }
        | Test::Between { .. } => return None,
    })
}

/// A value is one of these.
fn is_one(value: &str, known: &[String]) -> String {
    let row: Vec<String> = known.iter().map(|known| quoted(known)).collect();
    match row.as_slice() {
        [] => FALSE.to_owned(),
        [one] => format!("{value}={one}"),
        several => format!("OR({value}={{{}}})", several.join(",")),
    }
}

/// What is filled in for a placeholder.
fn fill(values: &dyn Values, case: &Case, hole: &str) -> Option<Piece> {
    match hole {
        "found" => values.whole(&case.at).map(|value| says::shown(&value)),
        "value" => {
            let column = Path { column: case.at.column.clone(), part: None };
            values.whole(&column).map(|value| says::shown(&value))
        }
        "column" => values.header(&case.at).map(Piece::Header),
        "expected" => match case.require.first().map(|condition| &condition.test) {
            Some(Test::In(known)) => Some(says::text(&known.join(", "))),
            _ => None,
        },
        _ => {
            let path = Path::parse(hole);
            if path.is_just("kind") {
                return values.kind().map(|kind| says::text(&kind));
            }
            values.whole(&path).map(|value| says::shown(&value))
        }
    }
}
