//! What can be wrong with a name: its form, then part by part.

use pamlint_convention::{
    BuiltInCheck, Content, Field, Name, NamePart, Part, Path, Severity, Shape, TableId,
};
use pamlint_formats::formula::quoted;

use super::cells::Cells;
use super::logic::{all, any, not};
use super::problem::Problem;
use super::relation::Values;
use super::says::{self, Piece};
use crate::bounds;
use crate::checks::{
    Same, WIDTH, begins_like, count, last_code, of_length, of_whole, same_beginning, separator,
};
use crate::plan::Plan;

/// The problems of a field that holds one name.
pub(crate) fn problems(cells: &Cells<'_>, position: usize, name: &Name) -> Vec<Problem> {
    let plan = cells.plan;
    let x = cells.raw(position);
    let mut problems = instead(plan, name, x);
    let whole = of_whole(plan.convention, name);
    let form = form(plan, name, x);
    let taken_apart = separator(plan.convention, name).filter(|_| whole.max.is_some_and(|max| max < WIDTH));
    if let Some(separator) = taken_apart {
        let parts = name.parts.len();
        let optional = name.parts.iter().filter(|part| part.optional).count();
        let separators = format!("(LEN({x})-LEN(SUBSTITUTE({x},{},\"\")))", quoted(separator));
        let most = parts.saturating_sub(1);
        let few = format!("OR({separators}<{},{separators}>{most})", most.saturating_sub(optional));
        problems.extend(form.map(|says| Problem::new(few, says)));
        for (number, part) in name.parts.iter().enumerate() {
            if let Some(value) = cells.part(position, number) {
                problems.extend(part_problems(plan, name, part, &value));
            }
        }
        problems.extend(too_long(plan, name, x));
    } else {
        let length = of_length(&whole, x);
        problems.extend(too_long(plan, name, x));
        let wrong = (!length.is_empty()).then(|| not(&length));
        problems.extend(wrong.zip(form).map(|(when, says)| Problem::new(when, says)));
    }
    problems
}

/// The problems of a part that stands in a cell or is cut from one.
pub(crate) fn part_problems(plan: &Plan<'_>, name: &Name, part: &NamePart, value: &str) -> Vec<Problem> {
    let convention = plan.convention;
    let known = convention.part(part.part);
    let Some(rule) = part.rule.or(name.rule).map(|rule| convention.rule(rule)).filter(|rule| !rule.off)
    else {
        return Vec::new();
    };
    let expected = expected(plan, known);
    let expected = expected.as_str();
    let fill = |hole: &str| match hole {
        "found" => Some(Piece::Formula(value.to_owned())),
        "expected" => (!expected.is_empty()).then(|| says::text(expected)),
        "part" => Some(says::text(plan.text(&known.label))),
        "length" => Some(Piece::Formula(format!("LEN({value})"))),
        _ => None,
    };
    let is_there = |when: String| match part.optional {
        true => all([format!("{value}<>\"\""), when]),
        false => when,
    };
    // A part of a name that has no rule of its own is told by a variant of the name's.
    let own = part.rule.filter(|rule| Some(*rule) != name.rule).map_or(Some("part"), |_| None);
    let mut problems = Vec::new();
    match &known.shape {
        Shape::Codes(list) => {
            let codes: Vec<&str> =
                convention.list(*list).codes.iter().map(|(code, _)| code.as_str()).collect();
            problems.extend(
                letter_case(plan, None, &codes, value)
                    .map(|problem| Problem { when: is_there(problem.when), ..problem }),
            );
            if let Some(is_code) = is_code(value, codes.iter().copied()) {
                let says = says::of_rule(plan, rule, own, &fill);
                problems.push(Problem::new(is_there(not(&is_code)), says));
            }
        }
        Shape::Forms(forms) => {
            if let [form] = forms.as_slice()
                && let Some(length) = bounds::Bounds::of_form(form).length()
                && own.is_none()
            {
                for (sign, variant) in [("<", "too-short"), (">", "too-long")] {
                    if rule.variant(variant).is_some() {
                        let says = says::of_rule(plan, rule, Some(variant), &fill);
                        problems.push(Problem::new(is_there(format!("LEN({value}){sign}{length}")), says));
                    }
                }
            }
            if let Some(fits) = bounds::fits(forms, value) {
                let says = says::of_rule(plan, rule, own, &fill);
                problems.push(Problem::new(is_there(not(&fits)), says));
            }
        }
    }
    problems
}

/// What is expected of a part, in words: of a closed list its codes.
fn expected(plan: &Plan<'_>, part: &Part) -> String {
    match &part.shape {
        Shape::Codes(list) if part.expected.is_empty() => {
            let codes = plan.convention.list(*list).codes.iter().map(|(code, _)| code.as_str());
            codes.collect::<Vec<_>>().join(", ")
        }
        _ => plan.text(&part.expected).to_owned(),
    }
}

/// A code that is right but for its capitals and small letters.
pub(crate) fn letter_case(
    plan: &Plan<'_>,
    table: Option<TableId>,
    codes: &[&str],
    value: &str,
) -> Option<Problem> {
    let rule = super::built_in(plan, BuiltInCheck::LetterCase, table)?;
    let function = if codes.iter().all(|code| *code == code.to_uppercase()) {
        "UPPER"
    } else if codes.iter().all(|code| *code == code.to_lowercase()) {
        "LOWER"
    } else {
        return None;
    };
    let right = format!("{function}({value})");
    let is_code = is_code(&right, codes.iter().copied())?;
    let fill = |hole: &str| match hole {
        "found" => Some(Piece::Formula(value.to_owned())),
        "expected" => Some(Piece::Formula(right.clone())),
        _ => None,
    };
    let when = format!("AND(NOT(EXACT({value},{right})),{is_code})");
    Some(Problem::new(when, says::of_rule(plan, rule, None, &fill)))
}

/// The value is one of these codes, to the letter.
pub(crate) fn is_code<'c>(value: &str, codes: impl Iterator<Item = &'c str>) -> Option<String> {
    let mut lists = vec![String::from("|")];
    for code in codes {
        if code.contains('|') || code.chars().count() > 200 {
            return None;
        }
        match lists.last_mut() {
            Some(list) if list.chars().count() + code.chars().count() < 240 => {
                list.push_str(&format!("{code}|"))
            }
            _ => lists.push(format!("|{code}|")),
        }
    }
    let is_in = |list: &String| format!("ISNUMBER(FIND(\"|\"&{value}&\"|\",{}))", quoted(list));
    let tests: Vec<String> = lists.iter().map(is_in).collect();
    Some(any(tests))
}

/// What is said of a name of another form, with the form that is expected.
fn form(plan: &Plan<'_>, name: &Name, x: &str) -> Option<Vec<Piece>> {
    let rule = name.rule.map(|rule| plan.convention.rule(rule)).filter(|rule| !rule.off)?;
    let fill = |hole: &str| matches!(hole, "found" | "value").then(|| says::shown(x));
    let expected = plan.words.template.expected_form.fill(&[("form", &plan.form(name))]);
    let mut says = says::of_rule(plan, rule, None, &fill);
    says.push(says::text(&format!(" {expected}")));
    Some(says)
}

/// Names of another sort that people write here, by their prefix.
fn instead(plan: &Plan<'_>, name: &Name, x: &str) -> Vec<Problem> {
    let told = name.instead.iter().map(|known| {
        let rule = plan.convention.rule(known.rule);
        let when = format!("LEFT({x},{})={}", known.prefix.encode_utf16().count(), quoted(&known.prefix));
        let fill = |hole: &str| match hole {
            "value" => Some(says::shown(x)),
            "found" => Some(says::text(&known.prefix)),
            _ => None,
        };
        (rule, Problem::new(when, says::of_rule(plan, rule, None, &fill)))
    });
    told.filter(|(rule, _)| !rule.off).map(|(_, problem)| problem).collect()
}

fn too_long(plan: &Plan<'_>, name: &Name, x: &str) -> Option<Problem> {
    let (rule, most) = name.limits_rule.zip(name.max_length)?;
    let rule = Some(plan.convention.rule(rule)).filter(|rule| !rule.off)?;
    let fill = |hole: &str| match hole {
        "value" | "found" => Some(says::shown(x)),
        "length" => Some(Piece::Formula(format!("LEN({x})"))),
        "limit" => Some(says::text(&most.to_string())),
        _ => None,
    };
    Some(Problem::new(format!("LEN({x})>{most}"), says::of_rule(plan, rule, Some("too-long"), &fill)))
}

/// The problems of a field in which several names can stand, by themselves.
pub(crate) fn problems_of_several(plan: &Plan<'_>, x: &str, name: &Name) -> Vec<Problem> {
    let convention = plan.convention;
    let mut problems = instead(plan, name, x);
    let form = form(plan, name, x);
    let Some(last) = name.parts.last() else { return problems };
    let is_own = name.parts.iter().filter(|part| part.separator == last.separator).count() == 1;
    if is_own && let Some(says) = form.clone() {
        problems.push(Problem::new(format!("ISERROR(FIND({},{x}))", quoted(&last.separator)), says));
    }
    if let (Some(fits), Some(rule)) = (last_code(convention, name, x), last.rule.or(name.rule)) {
        let rule = convention.rule(rule);
        let part = convention.part(last.part);
        let only = format!("{}={}", count(x, &last.separator), last.separator.len());
        let behind = format!("MID({x},FIND({},{x})+{},40)", quoted(&last.separator), last.separator.len());
        let fill = |hole: &str| match hole {
            "found" => Some(Piece::Formula(format!("IF({only},{behind},\"…\")"))),
            "expected" => Some(says::text(&expected(plan, part))),
            "part" => Some(says::text(plan.text(&part.label))),
            _ => None,
        };
        if !rule.off {
            problems.push(Problem::new(not(&fits), says::of_rule(plan, rule, None, &fill)));
        }
    }
    problems.extend(unwanted(plan, name, x));
    problems
}

/// The problems of a field in which several names can stand beside the name in another field.
pub(crate) fn problems_beside(cells: &Cells<'_>, position: usize) -> Vec<Problem> {
    let convention = cells.plan.convention;
    let mut problems = Vec::new();
    let Some(field) = cells.table.fields.get(position).filter(|field| field.several) else { return problems };
    let Content::Name(names) = &field.content else { return problems };
    let [name] = names.as_slice() else { return problems };
    let name = convention.name(*name);
    for other in 0..cells.table.fields.len() {
        let same = same_beginning(convention, cells.id, field, name, other);
        if let Some(same) = same.filter(|same| same.severity != Severity::Info && !same.rule.off) {
            problems.extend(of_the_same(cells, position, name, &same));
        }
    }
    problems.extend(repeated(cells, position, name, field));
    problems
}

/// Names that do not begin like the name in another field, and what is left beside those that do.
fn of_the_same(cells: &Cells<'_>, position: usize, name: &Name, same: &Same<'_>) -> Vec<Problem> {
    let plan = cells.plan;
    let (x, g) = (cells.raw(position), cells.raw(same.other));
    let mut problems = Vec::new();
    if let Some(fits) = begins_like(name, same.count, x, g) {
        let fill = |hole: &str| match hole {
            "found" | "value" => Some(says::shown(x)),
            "column" => cells.header(&same.case.at).map(Piece::Header),
            _ => cells.whole(&Path::parse(hole)).map(|value| says::shown(&value)),
        };
        let says = says::of_rule(plan, same.rule, None, &fill);
        problems
            .push(Problem::new(format!("IFERROR(AND({x}<>\"\",{g}<>\"\",NOT(AND({fits}))),FALSE)"), says));
    }
    if let Some((rest, says)) = rest(cells, position, name, same).zip(form(plan, name, x)) {
        problems.push(Problem::new(format!("IFERROR(AND({g}<>\"\",{rest}<>\"\"),FALSE)"), says));
    }
    problems
}

/// What is left of a cell without the names that can stand there, whose last part is a code and whose others are those of
/// another field.
fn rest(cells: &Cells<'_>, position: usize, name: &Name, same: &Same<'_>) -> Option<String> {
    let (x, g) = (cells.raw(position), cells.raw(same.other));
    let last = name.parts.last().filter(|_| same.count + 1 == name.parts.len())?;
    let Shape::Codes(list) = cells.plan.convention.part(last.part).shape else { return None };
    let base = beginning(name, same.count, g)?;
    let mut rest = x.to_owned();
    // The longer ones first: one may begin another.
    let mut codes: Vec<&String> =
        cells.plan.convention.list(list).codes.iter().map(|(code, _)| code).collect();
    codes.sort_by_key(|code| std::cmp::Reverse(code.len()));
    for code in codes.iter().take(20) {
        rest = format!("SUBSTITUTE({rest},{base}&{},\"\")", quoted(&format!("{}{code}", last.separator)));
    }
    for sign in ["CHAR(10)", "CHAR(13)", "\";\"", "\",\"", "\" \""] {
        rest = format!("SUBSTITUTE({rest},{sign},\"\")");
    }
    Some(format!("IFERROR({rest},\"\")"))
}

/// The first parts of the name in a cell.
fn beginning(name: &Name, same: usize, g: &str) -> Option<String> {
    let between = quoted(&name.parts.get(1)?.separator);
    Some(format!("LEFT({g},FIND(\"|\",SUBSTITUTE({g},{between},\"|\",{same}))-1)"))
}

/// Parts that people add, before what follows.
fn unwanted(plan: &Plan<'_>, name: &Name, x: &str) -> Vec<Problem> {
    let told = name.unwanted.iter().filter_map(|unwanted| {
        let Shape::Codes(list) = plan.convention.part(unwanted.part).shape else { return None };
        let next = name.parts.get(unwanted.after + 1)?;
        let rule = Some(plan.convention.rule(unwanted.rule)).filter(|rule| !rule.off)?;
        let tests = plan.convention.list(list).codes.iter().take(20).map(|(code, _)| {
            let text = format!("{}{code}{}", unwanted.separator, next.separator);
            format!("ISNUMBER(FIND({},{x}))", quoted(&text))
        });
        let only = match plan.convention.list(list).codes.as_slice() {
            [(code, _)] => Some(format!("{}{code}", unwanted.separator)),
            _ => None,
        };
        let fill = |hole: &str| match hole {
            "value" => Some(says::shown(x)),
            "found" => only.as_deref().map(says::text),
            _ => None,
        };
        let when = any(tests);
        Some(Problem::new(when, says::of_rule(plan, rule, None, &fill)))
    });
    told.collect()
}

/// One of the names stands there twice.
fn repeated(cells: &Cells<'_>, position: usize, name: &Name, field: &Field) -> Option<Problem> {
    let plan = cells.plan;
    let rule = super::built_in(plan, BuiltInCheck::ValueRepeated, Some(cells.id))?;
    let x = cells.raw(position);
    let last = name.parts.last()?;
    let Shape::Codes(list) = plan.convention.part(last.part).shape else { return None };
    let same = (0..cells.table.fields.len())
        .filter_map(|other| same_beginning(plan.convention, cells.id, field, name, other))
        .find(|same| same.count + 1 == name.parts.len())?;
    let base = beginning(name, same.count, cells.raw(same.other))?;
    let codes = &plan.convention.list(list).codes;
    let begins_another = |code: &str| codes.iter().any(|(other, _)| other != code && other.starts_with(code));
    let codes = codes.iter().map(|(code, _)| code).filter(|code| !begins_another(code));
    let tests = codes.take(20).map(|code| {
        let one = format!("{base}&{}", quoted(&format!("{}{code}", last.separator)));
        format!("LEN({x})-LEN(SUBSTITUTE({x},{one},\"\"))>LEN({one})")
    });
    let when = format!("IFERROR({},FALSE)", any(tests));
    Some(Problem::new(when, says::of_rule(plan, rule, None, &|_| None)))
}
