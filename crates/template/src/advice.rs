//! What the rules say about parts chosen together: each rule about parts of names as a formula that
//! gives its message when the choices break it, and nothing otherwise.

use std::collections::BTreeMap;

use pamlint_convention::{
    Case, Check, Condition, Content, NameId, PartId, Path, Rule, Severity, Shape, Template, Test,
};

use crate::checks::quoted;
use crate::lists::quoted_sheet;
use crate::plan::Plan;

/// The longest formula that Excel takes, and the longest text in one.
const LONGEST: usize = 8_000;
const LONGEST_TEXT: usize = 250;

/// A character that no text of a convention has, around what is filled in.
const MARK: char = '\u{1}';

/// A formula for each rule that speaks about nothing but these choices and results, on every kind.
pub(crate) fn formulas(
    plan: &Plan<'_>,
    sheet: &str,
    choices: &BTreeMap<PartId, String>,
    results: &BTreeMap<NameId, String>,
) -> Vec<String> {
    let cells = Cells { plan, sheet: quoted_sheet(sheet), choices, results };
    let mut formulas = Vec::new();
    for rule in plan.convention.rules.iter().filter(|rule| rule.severity != Severity::Info) {
        let Check::Cases(cases) = &rule.check else { continue };
        let formula = |case: &Case| cells.formula(rule, case).filter(|formula| formula.len() <= LONGEST);
        formulas.extend(cases.iter().filter_map(formula));
    }
    formulas
}

/// Where the value at a path stands on the assistant's sheet.
struct Cells<'p> {
    plan: &'p Plan<'p>,
    sheet: String,
    choices: &'p BTreeMap<PartId, String>,
    results: &'p BTreeMap<NameId, String>,
}

impl Cells<'_> {
    /// The cell of a path, if it means the same on every kind.
    fn of(&self, path: &Path) -> Option<String> {
        let convention = self.plan.convention;
        let mut cells = self.plan.kinds.iter().map(|kind| {
            let fields = &convention.table(*kind).fields;
            let field = fields.iter().find(|field| self.plan.column(field).key == path.column)?;
            let Content::Name(names) = &field.content else { return None };
            let [name] = names.as_slice() else { return None };
            match &path.part {
                None => self.results.get(name),
                Some(key) => convention.name(*name).parts.iter().find_map(|part| {
                    let known = convention.part(part.part);
                    // A form of a part is not told apart here: only a whole part will do.
                    let is_it = known.key == *key && !is_form(&known.shape, key);
                    self.choices.get(&part.part).filter(|_| is_it)
                }),
            }
        });
        let first = cells.next()??;
        cells.all(|cell| cell == Some(first)).then(|| {
            let (column, row) =
                first.split_at(first.find(|c: char| c.is_ascii_digit()).unwrap_or(first.len()));
            format!("{}!${column}${row}", self.sheet)
        })
    }

    fn formula(&self, rule: &Rule, case: &Case) -> Option<String> {
        let is_everywhere = self.plan.kinds.iter().all(|kind| case.on.contains(kind));
        let is_about_rows =
            case.given.is_some() || !case.absent.is_empty() || case.once.is_some() || !case.exists.is_empty();
        if !is_everywhere || is_about_rows || case.require.is_empty() {
            return None;
        }
        let mut holds = Vec::new();
        let mut needed = vec![self.of(&case.at)?];
        for condition in &case.when {
            holds.push(self.condition(condition, &mut needed)?);
        }
        let required: Option<Vec<String>> =
            case.require.iter().map(|condition| self.condition(condition, &mut needed)).collect();
        let required = required?;
        if required.iter().all(|condition| condition == "TRUE") {
            return None;
        }
        holds.push(format!("NOT(AND({}))", required.join(",")));
        needed.sort_unstable();
        needed.dedup();
        holds.extend(needed.iter().map(|cell| format!("{cell}<>\"\"")));
        Some(format!("IF(AND({}),{},\"\")", holds.join(","), self.message(rule, case)?))
    }

    /// A condition as a formula; cells that have to be filled for it to say anything are noted.
    fn condition(&self, condition: &Condition, needed: &mut Vec<String>) -> Option<String> {
        let cell = self.of(&condition.path)?;
        let is_one = |cell: &str, values: &[String]| {
            let tests: Vec<String> = values.iter().map(|value| format!("{cell}={}", quoted(value))).collect();
            if tests.is_empty() { "FALSE".to_owned() } else { format!("OR({})", tests.join(",")) }
        };
        if !matches!(condition.test, Test::Present(_)) {
            needed.push(cell.clone());
        }
        Some(match &condition.test {
            Test::In(values) => is_one(&cell, values),
            Test::NotIn(values) => format!("NOT({})", is_one(&cell, values)),
            Test::Present(true) => format!("{cell}<>\"\""),
            Test::Present(false) => format!("{cell}=\"\""),
            Test::SameAs(paths) => {
                let others: Option<Vec<String>> = paths.iter().map(|path| self.of(path)).collect();
                let others = others?;
                if others.contains(&cell) {
                    return Some("TRUE".to_owned());
                }
                needed.extend(others.iter().cloned());
                let tests: Vec<String> = others.iter().map(|other| format!("{cell}={other}")).collect();
                format!("OR({})", tests.join(","))
            }
            // Excel is told less than is checked.
            Test::NotSameAs(_) | Test::Around { .. } | Test::Within { .. } | Test::Between { .. } => {
                return None;
            }
            Test::Fits { by, table } => {
                let by = self.of(by)?;
                needed.push(by.clone());
                let misfits = table
                    .iter()
                    .map(|(key, values)| format!("AND({by}={},NOT({}))", quoted(key), is_one(&cell, values)));
                format!("NOT(OR({}))", misfits.collect::<Vec<_>>().join(","))
            }
        })
    }

    /// What the rule says, with the choices filled in.
    fn message(&self, rule: &Rule, case: &Case) -> Option<String> {
        let variant = case.variant.as_deref().and_then(|variant| rule.variant(variant));
        let own = variant.and_then(|variant| variant.message.as_ref());
        let language = self.plan.language;
        let templates = [
            own.and_then(|message| message.get(language)),
            rule.message.get(language),
            variant.and_then(|variant| variant.help.as_ref()).and_then(|message| message.get(language)),
            rule.help.get(language),
        ];
        templates.into_iter().flatten().find_map(|template| self.filled(template, case))
    }

    /// A text whose holes are all values on the sheet.
    fn filled(&self, template: &Template, case: &Case) -> Option<String> {
        let filled = template.render(|hole| {
            let cell = match hole {
                "found" => self.of(&case.at),
                _ => self.of(&Path::parse(hole)),
            };
            cell.map(|cell| format!("{MARK}{cell}{MARK}"))
        })?;
        let mut pieces = Vec::new();
        for (position, piece) in filled.split(MARK).enumerate() {
            if position % 2 == 1 {
                pieces.push(piece.to_owned());
                continue;
            }
            let characters: Vec<char> = piece.chars().collect();
            pieces.extend(
                characters.chunks(LONGEST_TEXT).map(|chunk| quoted(&chunk.iter().collect::<String>())),
            );
        }
        Some(pieces.join("&"))
    }
}

/// Whether a key names one form of a part, and not the part.
fn is_form(shape: &Shape, key: &str) -> bool {
    match shape {
        Shape::Codes(_) => false,
        Shape::Forms(forms) => forms.iter().any(|form| form.key == key),
    }
}
