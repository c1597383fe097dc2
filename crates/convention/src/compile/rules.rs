//! `[[rules]]`: how each is found, what it says, and what it is shown with.

use std::ops::Range;

use super::Compiler;
use super::messages::Texts;
use crate::fold_header;
use crate::model::*;
use crate::raw::{RawCase, RawRule, RawSettles};

/// A rule that reports a built-in check.
struct Reported {
    check: BuiltInCheck,
    /// The tables that it is about; all when empty.
    on: Vec<TableId>,
    code: String,
}

impl Compiler<'_> {
    pub(super) fn rules(&mut self, rules: Vec<RawRule>) {
        let mut built_in: Vec<Reported> = Vec::new();
        for (number, mut raw) in (0..).map(RuleId).zip(rules) {
            let at = raw.code.span();
            let code = raw.code.get_ref().clone();
            self.check_code(&code, &at);
            let problems = self.problems.len();
            let check = self.check(&raw, &at);
            // Of a rule that is not in order nobody can tell what it is about.
            let subjects = (self.broken.is_empty() && self.problems.len() == problems && !raw.off)
                .then(|| self.convention.subjects(number, &check));
            self.check_built_in(&check, &raw, &mut built_in);
            self.check_fixable(&raw, &check);
            if let Some(add) = &raw.add {
                self.problem(add.span(), "there is no such rule below to which anything could be added");
            }
            self.check_text(&raw.why, &at, "`why`");
            if raw.source.trim().is_empty() {
                self.problem(at.clone(), "`source` has to say where the rule comes from");
            }
            let Texts { message, help, variants } = self.texts(number, &mut raw, &check, subjects.as_deref());
            let settles = self.settles(raw.settles.as_ref(), &at);
            let follows = self.follows(&raw, number, &check);
            let example_codes = self.example_codes(raw.example.as_ref(), &at);
            let example_lists = self.example_lists(raw.example.as_ref(), &at);
            let (wrong, right) = self.examples(&raw, &check);
            let judgement = judgement(&raw);
            self.convention.rules.push(Rule {
                code,
                judgement,
                name: raw.name,
                severity: raw.severity,
                off: raw.off,
                fixable: raw.fixable,
                check,
                settles,
                follows,
                message,
                help,
                variants,
                why: raw.why,
                source: raw.source,
                example_codes,
                example_lists,
                wrong,
                right,
            });
        }
    }

    fn check_code(&mut self, code: &str, at: &Range<usize>) {
        let letters = code.chars().take_while(char::is_ascii_uppercase).count();
        let digits = code.chars().skip(letters).filter(char::is_ascii_digit).count();
        if !(2..=4).contains(&letters) || digits != 3 || letters + digits != code.len() {
            self.problem(
                at.clone(),
                format!("`{code}` is no rule code: two to four capitals and three digits"),
            );
        }
    }

    /// Reports a built-in check that two rules would report on the same sheet.
    fn check_built_in(&mut self, check: &Check, raw: &RawRule, known: &mut Vec<Reported>) {
        let Check::BuiltIn { check: built_in, on, .. } = check else { return };
        let is_clash = |other: &&Reported| {
            other.check == *built_in
                && (on.is_empty() || other.on.is_empty() || on.iter().any(|table| other.on.contains(table)))
        };
        let clash = known.iter().find(is_clash).filter(|_| *built_in != BuiltInCheck::ForbiddenColumn);
        if let Some(other) = clash {
            let message =
                format!("`check` is what {} reports already; name other sheets in `on`", other.code);
            self.problems.add(raw.code.span(), message);
        }
        known.push(Reported { check: *built_in, on: on.clone(), code: raw.code.get_ref().clone() });
    }

    fn settles(&mut self, raw: Option<&RawSettles>, at: &Range<usize>) -> Settles {
        match raw {
            None => Settles::Errors,
            Some(RawSettles::Itself(itself)) => Settles::Itself(*itself),
            Some(RawSettles::Paths(paths)) => {
                Settles::Paths(paths.iter().filter_map(|path| self.path(path, at, None)).collect())
            }
        }
    }

    /// The rules that tell of the same mistake as one that speaks once for all that belongs together.
    fn follows(&mut self, raw: &RawRule, number: RuleId, check: &Check) -> Vec<RuleId> {
        let mut follows = Vec::new();
        let is_grouped = matches!(check, Check::Cases(cases) if cases.iter().any(|case| case.once.is_some()));
        if raw.follows.is_some() && !is_grouped && !raw.off {
            self.problem(
                raw.code.span(),
                "`follows` belongs to `once`: the value by which mistakes are the same",
            );
        }
        for code in raw.follows.iter().flatten() {
            match self.rule_codes.iter().take(number.index()).position(|known| known == code) {
                Some(position) => follows.extend((0..).map(RuleId).nth(position)),
                None => {
                    let message = format!("`follows` names no rule further up: `{code}`");
                    self.problem(raw.code.span(), message);
                }
            }
        }
        follows
    }

    /// The wrong and the right example of a rule.
    fn examples(&mut self, raw: &RawRule, check: &Check) -> (Example, Example) {
        let (code, at) = (raw.code.get_ref(), raw.code.span());
        if raw.off {
            return (Example::default(), Example::default());
        }
        match &raw.example {
            Some(example) => (
                self.example(&example.wrong, check, code, &at),
                self.example(&example.right, check, code, &at),
            ),
            // A built-in check needs a convention's columns to be shown with.
            None if self.problems.is_in_lowest_file(at.start) => (Example::default(), Example::default()),
            None => {
                self.problem(at, "`example` is missing: a wrong and a right one, which are run as tests");
                (Example::default(), Example::default())
            }
        }
    }

    fn check(&mut self, raw: &RawRule, at: &Range<usize>) -> Check {
        // What is switched off may be about what is not there any more.
        if raw.off && raw.check.is_none() {
            return Check::Named;
        }
        let own = own_case(raw);
        let is_case = (raw.at.is_some() && raw.listed.is_none()) || !raw.cases.is_empty();
        let ways = [
            raw.check.is_some(),
            raw.unique.is_some(),
            raw.near.is_some(),
            raw.series.is_some(),
            raw.listed.is_some(),
            is_case,
        ];
        if ways.iter().filter(|way| **way).count() > 1 {
            self.problem(
                at.clone(),
                "a rule is found in one way: `check`, `unique`, `near`, `series`, `listed`, or `at` with conditions",
            );
        }
        if raw.headers.is_some()
            && !matches!(raw.check, Some(BuiltInCheck::SecretColumn | BuiltInCheck::ForbiddenColumn))
        {
            self.problem(
                at.clone(),
                "`headers` belongs to `check = \"secret-column\"` or \"forbidden-column\"",
            );
        }
        if let Some(check) = raw.check {
            let on = raw.on.as_ref().map(|on| self.table_refs(on, at)).unwrap_or_default();
            let headers: Vec<String> =
                raw.headers.iter().flatten().map(|header| fold_header(header)).collect();
            if matches!(check, BuiltInCheck::SecretColumn | BuiltInCheck::ForbiddenColumn)
                && headers.is_empty()
            {
                self.problem(at.clone(), "`headers` has to name the words that are looked for");
            }
            return Check::BuiltIn { check, on, headers };
        }
        if raw.across.is_some() && raw.unique.is_none() {
            self.problem(at.clone(), "`across` belongs to `unique`: the values that are compared");
        }
        if raw.at_most.is_some() && raw.unique.is_none() {
            self.problem(at.clone(), "`at_most` belongs to `unique`: the values that so many rows may have");
        }
        if let Some(unique) = &raw.unique {
            if raw.across.is_some() && raw.at_most.is_some() {
                self.problem(
                    at.clone(),
                    "`at_most` counts the rows of one workbook: leave it out beside `across`",
                );
            }
            return match (self.unique(unique, raw.at_most.unwrap_or(1), &own, at), raw.across) {
                (Check::Unique { on, when, .. }, Some(across)) => Check::Across { on, when, across },
                (check, _) => check,
            };
        }
        if let Some(near) = &raw.near {
            return self.near(near, at).unwrap_or(Check::Named);
        }
        if let Some(series) = &raw.series {
            return self.series(series, at);
        }
        if let Some(listed) = &raw.listed {
            return self
                .listed(listed, &own, at)
                .map_or(Check::Named, |listed| Check::Listed(Box::new(listed)));
        }
        if is_case {
            return Check::Cases(self.cases(raw, &own, at));
        }
        let known = self.rule_codes.iter().position(|code| code == raw.code.get_ref());
        let is_named = self.named_rules.iter().any(|rule| Some(rule.index()) == known);
        if !is_named && self.broken.is_empty() {
            let message = "this rule can never be broken: it has no `check`, `unique`, `near`, `series`, `listed` or `at`, and no name or column refers to it";
            self.problem(at.clone(), message);
        }
        Check::Named
    }

    /// The cases of a rule; `own` is what it says itself.
    fn cases(&mut self, raw: &RawRule, own: &RawCase, at: &Range<usize>) -> Vec<Case> {
        if !raw.cases.is_empty() {
            self.check_beside_cases(raw);
        }
        let mut cases = Vec::new();
        if raw.cases.is_empty() {
            cases.extend(self.case(own, at));
        }
        for case in &raw.cases {
            let case = RawCase {
                on: case.on.clone().or_else(|| own.on.clone()),
                at: case.at.clone().or_else(|| own.at.clone()),
                once: case.once.clone().or_else(|| own.once.clone()),
                fix: case.fix.clone().or_else(|| own.fix.clone()),
                ..case.clone()
            };
            cases.extend(self.case(&case, at));
        }
        cases
    }

    /// Reports a `fixable` that promises something else than the fixes of a relation.
    fn check_fixable(&mut self, raw: &RawRule, check: &Check) {
        let (Check::Cases(cases), Some(said)) = (check, raw.fixable) else { return };
        let proposes = |case: &Case| case.exists.iter().any(|search| search.suggest.is_some());
        if cases.is_empty() || cases.iter().any(proposes) {
            return;
        }
        let best =
            cases.iter().filter_map(|case| case.fix.as_ref()).map(|(_, applicability)| *applicability).min();
        let message = match best {
            Some(best) if best != said => {
                format!("`fixable` says {}, but the best `fix` of this rule is {}", said.word(), best.word())
            }
            None => "`fixable` promises a correction, but this rule has no `fix`".to_owned(),
            Some(_) => return,
        };
        let at =
            self.problems.find_behind(raw.code.span().start, "fixable").unwrap_or_else(|| raw.code.span());
        self.problem(at, message);
    }

    /// Reports what stands beside `cases` and is never looked at.
    fn check_beside_cases(&mut self, raw: &RawRule) {
        let all_have = |has: fn(&RawCase) -> bool| raw.cases.iter().all(has);
        let beside = [
            ("when", !raw.when.is_empty()),
            ("require", !raw.require.is_empty()),
            ("given", raw.given.is_some()),
            ("exists", raw.exists.is_some()),
            ("absent", raw.absent.is_some()),
            ("outvoted", raw.outvoted.is_some()),
            ("on", raw.on.is_some() && all_have(|case| case.on.is_some())),
            ("at", raw.at.is_some() && all_have(|case| case.at.is_some())),
            ("once", raw.once.is_some() && all_have(|case| case.once.is_some())),
            ("fix", raw.fix.is_some() && all_have(|case| case.fix.is_some())),
        ];
        let beside: Vec<String> =
            beside.iter().filter(|(_, is)| *is).map(|(key, _)| format!("`{key}`")).collect();
        if !beside.is_empty() {
            let message = format!(
                "this rule has `cases`, which say this themselves: {} beside them would not be looked at",
                beside.join(", ")
            );
            let hint = "put it into each of the `cases`, or give `cases` anew".to_owned();
            self.problem_with_hint(raw.code.span(), message, Some(hint));
        }
    }
}

/// What a rule says beside its `cases`, as a case.
fn own_case(raw: &RawRule) -> RawCase {
    RawCase {
        on: raw.on.clone(),
        at: raw.at.clone(),
        when: raw.when.clone(),
        require: raw.require.clone(),
        once: raw.once.clone(),
        given: raw.given.clone(),
        exists: raw.exists.clone(),
        absent: raw.absent.clone(),
        fix: raw.fix.clone(),
        outvoted: raw.outvoted.clone(),
        variant: None,
    }
}

/// Everything that decides when a rule is broken, as the file has it.
fn judgement(raw: &RawRule) -> String {
    let listed = raw
        .listed
        .as_ref()
        .map(|listed| (listed.list.get_ref(), &listed.matches, &listed.agrees, listed.absent, listed.near));
    let searches = (&raw.given, &raw.exists, &raw.absent, &raw.outvoted);
    let relation = (&raw.on, &raw.at, &raw.when, &raw.require, &raw.once, &raw.cases);
    let others = (&raw.check, &raw.headers, &raw.unique, &raw.across, &raw.near, &raw.series, &raw.settles);
    format!("{relation:?} {searches:?} {listed:?} {others:?} {:?}", raw.follows)
}
