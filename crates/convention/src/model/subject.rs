//! What rules are about, and with it which variants their texts can have and which placeholders are filled.

use std::fmt::Write as _;

use super::{BuiltInCheck, Case, Check, Content, Convention, Format, RuleId};

/// The variant of a rule about other workbooks that tells which workbook it is: what goes to a customer says nothing
/// of others, so that the rule's own text may not need it.
pub const NAMED: &str = "named";

/// What a rule is about.
///
/// This is where it stands which variants and placeholders there are: loading refuses others by it, the
/// reference lists them from it, and the engine is held to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The engine sees it by itself: `check`.
    BuiltIn(BuiltInCheck),
    /// The form of a name: its `rule`.
    Form,
    /// One part of a name: an entry of its `rules`.
    Part,
    /// What the system refuses: its `limits_rule`.
    Limits,
    /// Another name in its place: `instead`.
    Instead,
    /// A part that people leave out: `omitted`.
    Omitted,
    /// A part that people add: `unwanted`.
    Unwanted,
    /// A column with a format, and any of its problems.
    Format(Format),
    /// One problem of a format: an entry of the column's `rules`.
    Problem(&'static str),
    /// A column with the codes of a list.
    Codes,
    /// A column with a pattern.
    Pattern,
    /// A relation: `at`, or `cases`.
    Relation,
    /// A relation by which a value has to be the ID of a row: `exists` with `id`.
    Link,
    /// What a reference list says: `listed`.
    Listed,
    /// Rows with the same values: `unique`.
    Unique,
    /// The same values in another workbook: `across`.
    Across,
    /// A slip in a value that others have: `near`.
    Near,
    /// A number that rises from row to row: `series`.
    Series,
}

/// A variant of a rule's texts, and when it speaks.
pub type Known = (&'static str, &'static str);

const PART: &[Known] = &[
    ("near", "a code was nearly written"),
    ("repaired", "one of the part's `repairs` mends it"),
    ("too-short", "too few digits"),
    ("too-long", "too many characters"),
];

const FORM: &[Known] = &[
    ("order", "the parts are there in another order"),
    ("separator", "the parts stand between other separators"),
    ("missing", "parts are missing"),
    ("extra", "there is something too many"),
    ("bare-role", "only the last part is there, and `complete_from` supplies the others"),
    ("unlike", "it is like no such name at all"),
    ("part", "one part is wrong, and has no rule of its own"),
    ("listed", "something else than a separator stands between the values of a list: `{found}`"),
    ("spaced", "nothing but a blank stands between the values of a list"),
];

const LIMITS: &[Known] = &[
    ("character", "a character of `forbidden`"),
    ("too-long", "more than `max_length` characters"),
    MISPLACED,
];

const NEAR: &[Known] = &[("near", "something else was nearly written: `{suggestion}`")];

const LISTED: &[Known] = &[
    ("near", "an entry is one slip away: `{suggestion}`, `{entry}`"),
    ("entry", "there is an entry that speaks against it: `{entry}`"),
];

/// What is told alike of any value that does not fit its column.
const ANY: &[Known] = &[
    ("several", "there are several values where one belongs"),
    ("remark", "there is something else beside the value: `{found}`"),
    ("wrapped", "signs that are no part of the value stand around it"),
    ("blank", "a blank stands where none may be"),
    MISPLACED,
    SHIFTED,
    SHIFTED_COLUMNS,
    SWAPPED,
    SWAPPED_COLUMNS,
];

/// What is told alike of values that other values of the workbook say something about.
const MOVED: &[Known] = &[MISPLACED, SHIFTED, SHIFTED_COLUMNS, SWAPPED, SWAPPED_COLUMNS];

const SHIFTED: Known = ("shifted", "the values of the row stand a column off: this one belongs in `{other}`");

const SHIFTED_COLUMNS: Known = (
    "shifted-columns",
    "the values of nearly every row stand a column off: those below this header belong in `{other}`",
);

const MISPLACED: Known = ("misplaced", "it would be right in another column of the row, `{other}`");

const SWAPPED: Known =
    ("swapped", "it and the value in another column, `{other}`, stand in each other's place");

const SWAPPED_COLUMNS: Known = (
    "swapped-columns",
    "in nearly every row it and the value in another column, `{other}`, stand in each other's place",
);

/// The placeholders that are filled in whatever a rule is about, where there is something to fill in.
pub const ALWAYS: &[&str] = &["value", "column", "kind"];

impl Subject {
    /// Those that are told of in the reference, each with its place in a file; the built-in checks and formats have
    /// lists of their own.
    pub const TOLD: &'static [(Subject, &'static str)] = &[
        (Subject::Form, "`rule` of a name"),
        (Subject::Part, "`rules` of a name"),
        (Subject::Limits, "`limits_rule` of a name"),
        (Subject::Instead, "`instead` of a name"),
        (Subject::Omitted, "`omitted` of a name"),
        (Subject::Unwanted, "`unwanted` of a name"),
        (Subject::Codes, "`rule` of a column with `codes`"),
        (Subject::Pattern, "`rule` of a column with a `pattern`"),
        (Subject::Relation, "`at`, `cases`"),
        (Subject::Link, "`exists` with `id`"),
        (Subject::Listed, "`listed`"),
        (Subject::Unique, "`unique`"),
        (Subject::Across, "`unique` with `across`"),
        (Subject::Near, "`near`"),
        (Subject::Series, "`series`"),
    ];

    /// The variants for which a file has texts that every rule shares: `[variants]`.
    pub(crate) const SHARED: &'static [&'static str] = &[
        "several",
        "listed",
        "spaced",
        "remark",
        "wrapped",
        "blank",
        "misplaced",
        "swapped",
        "shifted",
        "swapped-columns",
        "shifted-columns",
    ];

    /// The variants that there are, each with when it speaks.
    pub fn variants(self) -> Vec<Known> {
        let all = |variants: &[&'static str]| variants.iter().map(|variant| (*variant, "")).collect();
        match self {
            Subject::BuiltIn(check) => all(check.variants()),
            Subject::Format(format) => [all(format.problems()), ANY.to_vec()].concat(),
            Subject::Problem(problem) => vec![(problem, "")],
            Subject::Form => [FORM, ANY].concat(),
            Subject::Part => PART.to_vec(),
            Subject::Limits => LIMITS.to_vec(),
            Subject::Codes => [NEAR, ANY].concat(),
            Subject::Relation => [NEAR, &[SWAPPED, SWAPPED_COLUMNS]].concat(),
            Subject::Link => MOVED.to_vec(),
            Subject::Pattern => ANY.to_vec(),
            Subject::Listed => LISTED.to_vec(),
            Subject::Instead
            | Subject::Omitted
            | Subject::Unwanted
            | Subject::Unique
            | Subject::Across
            | Subject::Near
            | Subject::Series => Vec::new(),
        }
    }

    /// The placeholders that can be filled in, besides [`ALWAYS`] and the values of the row.
    pub fn holes(self) -> &'static [&'static str] {
        match self {
            Subject::BuiltIn(check) => check.holes(),
            Subject::Form => {
                &["found", "form", "missing", "suggestion", "expected", "part", "length", "other"]
            }
            Subject::Part => &["found", "expected", "part", "length", "form", "suggestion"],
            Subject::Limits => &["found", "form", "length", "limit"],
            Subject::Instead => &["found", "suggestion"],
            Subject::Omitted => &["found", "form", "missing", "part", "expected", "suggestion"],
            Subject::Unwanted => &["found", "form", "suggestion"],
            Subject::Format(_) => &["found", "length", "suggestion", "other"],
            Subject::Problem(_) => &["found", "length", "suggestion"],
            Subject::Codes => &["found", "expected", "suggestion", "other"],
            Subject::Relation => &["found", "expected", "suggestion"],
            Subject::Link => &["found", "other"],
            Subject::Pattern => &["found", "expected", "other"],
            Subject::Listed => &["found", "suggestion", "entry"],
            Subject::Unique => &["found", "other", "count", "limit"],
            Subject::Across => &["other", "workbook"],
            Subject::Near => &["found", "suggestion", "count"],
            Subject::Series => &["found", "other", "count"],
        }
    }

    /// Whether there is a rule for which a placeholder is filled in.
    pub fn fills(hole: &str) -> bool {
        Subject::TOLD.iter().any(|(subject, _)| subject.holes().contains(&hole))
    }

    /// The table of all that are [`Subject::TOLD`], for the reference.
    pub fn table() -> String {
        let mut table = String::from("| rule | variants | placeholders |\n|---|---|---|\n");
        for (subject, place) in Subject::TOLD {
            let variants: Vec<String> =
                subject.variants().iter().map(|(variant, when)| format!("`{variant}`: {when}")).collect();
            let holes: Vec<String> = subject.holes().iter().map(|hole| format!("`{{{hole}}}`")).collect();
            let _ = writeln!(table, "| {place} | {} | {} |", variants.join("; "), holes.join(", "));
        }
        table
    }
}

impl Convention {
    /// What a rule is about: how it is found, and the names and columns that refer to it.
    pub fn subjects(&self, rule: RuleId, check: &Check) -> Vec<Subject> {
        let mut subjects = match check {
            Check::Named => Vec::new(),
            Check::BuiltIn { check, .. } => vec![Subject::BuiltIn(*check)],
            Check::Cases(_) if check.linked().next().is_some() => vec![Subject::Relation, Subject::Link],
            Check::Cases(_) => vec![Subject::Relation],
            Check::Listed(_) => vec![Subject::Listed],
            Check::Unique { .. } => vec![Subject::Unique],
            Check::Across { .. } => vec![Subject::Across],
            Check::Near { .. } => vec![Subject::Near],
            Check::Series { .. } => vec![Subject::Series],
        };
        let is_it = |id: Option<RuleId>| id == Some(rule);
        for name in &self.names {
            subjects.extend(is_it(name.rule).then_some(Subject::Form));
            subjects.extend(is_it(name.limits_rule).then_some(Subject::Limits));
            subjects.extend(name.parts.iter().any(|part| is_it(part.rule)).then_some(Subject::Part));
            subjects.extend(name.instead.iter().any(|one| one.rule == rule).then_some(Subject::Instead));
            subjects.extend(name.omitted.iter().any(|one| one.rule == rule).then_some(Subject::Omitted));
            subjects.extend(name.unwanted.iter().any(|one| one.rule == rule).then_some(Subject::Unwanted));
        }
        for field in self.tables.iter().flat_map(|table| &table.fields) {
            subjects.extend(
                is_it(field.rule)
                    .then_some(match &field.content {
                        Content::Codes(_) => Some(Subject::Codes),
                        Content::Pattern(_) => Some(Subject::Pattern),
                        Content::Format(format) => Some(Subject::Format(*format)),
                        Content::Name(_) | Content::Text => None,
                    })
                    .flatten(),
            );
            if let Content::Format(format) = &field.content {
                let own = field.problem_rules.iter().filter(|(_, id)| *id == rule);
                let known =
                    own.filter_map(|(key, _)| format.problems().iter().find(|problem| *problem == key));
                subjects.extend(known.map(|problem| Subject::Problem(problem)));
            }
        }
        subjects
    }

    /// The variants with which findings of a rule can speak; those that its own cases name are among them.
    pub fn variants_of(&self, rule: RuleId, check: &Check) -> Vec<String> {
        let subjects = self.subjects(rule, check);
        let mut variants: Vec<String> = subjects
            .iter()
            .flat_map(|subject| subject.variants())
            .map(|(variant, _)| variant.to_owned())
            .collect();
        if let Check::Cases(cases) = check {
            let own =
                |case: &Case| [case.variant.clone(), case.outvoted.as_ref().map(|it| it.variant.clone())];
            variants.extend(cases.iter().flat_map(own).flatten());
        }
        if let Check::Across { .. } = check {
            variants.push(NAMED.to_owned());
        }
        variants.sort();
        variants.dedup();
        variants
    }
}
