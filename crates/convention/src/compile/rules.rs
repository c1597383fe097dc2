//! `[[rules]]`: relations, uniqueness and built-in checks.

use std::collections::BTreeMap;
use std::ops::Range;

use super::conditions::read_paths;
use super::{Compiler, unknown_keys};
use crate::fold_header;
use crate::model::*;
use crate::path::Path;
use crate::raw::{RawCase, RawFix, RawNear, RawRule, RawSearches, RawSettles, RawUnique};
use crate::suggest::did_you_mean;
use crate::text::Text;
use pamlint_words::Template;

impl Compiler<'_> {
    pub(super) fn rules(&mut self, rules: Vec<RawRule>) {
        let mut built_in: Vec<(BuiltInCheck, Vec<TableId>, String)> = Vec::new();
        for (number, raw) in (0..).map(RuleId).zip(rules) {
            let at = raw.code.span();
            let code = raw.code.get_ref().clone();
            self.check_code(&code, &at);
            let problems = self.problems.len();
            let check = self.check(&raw, &at);
            // Of a rule that is not in order nobody can tell what it is about.
            let subjects = (self.broken.is_empty() && self.problems.len() == problems)
                .then(|| self.convention.subjects(number, &check));
            if let Check::BuiltIn { check, on, .. } = &check {
                let clash = built_in.iter().find(|(known, tables, _)| {
                    known == check
                        && (on.is_empty()
                            || tables.is_empty()
                            || on.iter().any(|table| tables.contains(table)))
                });
                if let Some((.., other)) = clash.filter(|_| *check != BuiltInCheck::ForbiddenColumn) {
                    let message =
                        format!("`check` is what {other} reports already; name other sheets in `on`");
                    self.problems.add(at.clone(), message);
                }
                built_in.push((*check, on.clone(), code.clone()));
            }
            self.check_fixable(&raw, &check);
            self.check_text(&raw.why, &at, "`why`");
            if raw.source.trim().is_empty() {
                self.problem(at.clone(), "`source` has to say where the rule comes from");
            }
            let mut raw = raw;
            if subjects.is_some() {
                let known = self.convention.variants_of(number, &check);
                let words: Vec<&str> = known.iter().map(String::as_str).collect();
                unknown_keys(&raw.variants, &words, &at, "variant of this rule called", self.problems);
                raw.variants.retain(|key, _| known.contains(key));
            }
            let holes = subjects.map(|subjects| self.holes(&subjects, &check));
            let message = self.message(&raw.message, &at, "message", holes.as_deref());
            let help = raw
                .help
                .as_ref()
                .map(|help| self.message(help, &at, "help", holes.as_deref()))
                .unwrap_or_default();
            let variants = raw
                .variants
                .iter()
                .map(|(key, variant)| Variant {
                    key: key.clone(),
                    message: variant.message.as_ref().map(|text| {
                        self.message(text, &at, &format!("variants.{key}.message"), holes.as_deref())
                    }),
                    help: variant.help.as_ref().map(|text| {
                        self.message(text, &at, &format!("variants.{key}.help"), holes.as_deref())
                    }),
                    severity: variant.severity,
                })
                .collect();
            let settles = match &raw.settles {
                None => Settles::Errors,
                Some(RawSettles::Itself(itself)) => Settles::Itself(*itself),
                Some(RawSettles::Paths(paths)) => {
                    Settles::Paths(paths.iter().filter_map(|path| self.path(path, &at, None)).collect())
                }
            };
            let example_codes = self.example_codes(raw.example.as_ref(), &at);
            let example_lists = self.example_lists(raw.example.as_ref(), &at);
            let (wrong, right) = match &raw.example {
                Some(example) => (
                    self.example(&example.wrong, &check, &code, &at),
                    self.example(&example.right, &check, &code, &at),
                ),
                // A built-in check needs a convention's columns to be shown with.
                None if self.problems.is_in_lowest_file(at.start) => (Example::default(), Example::default()),
                None => {
                    self.problem(
                        at.clone(),
                        "`example` is missing: a wrong and a right one, which are run as tests",
                    );
                    (Example::default(), Example::default())
                }
            };
            let judgement = judgement(&raw);
            self.convention.rules.push(Rule {
                code,
                judgement,
                name: raw.name,
                severity: raw.severity,
                fixable: raw.fixable,
                check,
                settles,
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

    fn check(&mut self, raw: &RawRule, at: &Range<usize>) -> Check {
        let own = RawCase {
            on: raw.on.clone(),
            at: raw.at.clone(),
            when: raw.when.clone(),
            require: raw.require.clone(),
            once: raw.once.clone(),
            given: raw.given.clone(),
            exists: raw.exists.clone(),
            absent: raw.absent.clone(),
            fix: raw.fix.clone(),
            variant: None,
        };
        let is_case = (raw.at.is_some() && raw.listed.is_none()) || !raw.cases.is_empty();
        let ways =
            [raw.check.is_some(), raw.unique.is_some(), raw.near.is_some(), raw.listed.is_some(), is_case];
        if ways.iter().filter(|way| **way).count() > 1 {
            self.problem(
                at.clone(),
                "a rule is found in one way: `check`, `unique`, `near`, `listed`, or `at` with conditions",
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
        if let Some(unique) = &raw.unique {
            return match (self.unique(unique, raw.on.as_deref(), at), raw.across) {
                (Check::Unique { on }, Some(across)) => Check::Across { on, across },
                (check, _) => check,
            };
        }
        if let Some(near) = &raw.near {
            return self.near(near, at).unwrap_or(Check::Named);
        }
        if let Some(listed) = &raw.listed {
            return self
                .listed(listed, &own, at)
                .map_or(Check::Named, |listed| Check::Listed(Box::new(listed)));
        }
        if is_case {
            if !raw.cases.is_empty() {
                self.check_beside_cases(raw);
            }
            let mut cases = Vec::new();
            if raw.cases.is_empty() {
                cases.extend(self.case(&own, at));
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
            return Check::Cases(cases);
        }
        let known = self.rule_codes.iter().position(|code| code == raw.code.get_ref());
        let is_named = self.named_rules.iter().any(|rule| Some(rule.index()) == known);
        if !is_named && self.broken.is_empty() {
            let message = "this rule can never be broken: it has no `check`, `unique`, `near`, `listed` or `at`, and no name or column refers to it";
            self.problem(at.clone(), message);
        }
        Check::Named
    }

    fn case(&mut self, raw: &RawCase, at: &Range<usize>) -> Option<Case> {
        let Some(place) = &raw.at else {
            self.problem(at.clone(), "`at` is missing: the value at which the finding stands");
            return None;
        };
        let asked_on = match &raw.on {
            Some(ids) => self.table_refs(ids, at),
            None => self.kinds(),
        };
        if raw.on.as_ref().is_some_and(Vec::is_empty) {
            self.problem(at.clone(), "`on` names no kind or sheet");
        }
        let known = self.problems.len();
        let place = self.path(place, at, Some(&asked_on))?;
        let mut paths = vec![place.clone()];
        paths.extend(read_paths(&raw.when));
        paths.extend(read_paths(&raw.require));
        if let Some(RawSearches::One(search)) = &raw.exists {
            paths.extend(
                search.matches.values().filter(|mine| !mine.contains('{')).map(|mine| Path::parse(mine)),
            );
        }
        let on: Vec<TableId> = asked_on
            .iter()
            .copied()
            .filter(|table| {
                paths
                    .iter()
                    .all(|path| path.is_just("kind") || !self.convention.slots(*table, path).is_empty())
            })
            .collect();
        let when = self.conditions(&raw.when, at, Some(&asked_on));
        let require = self.conditions(&raw.require, at, Some(&asked_on));
        let given = raw.given.as_ref().map(|search| self.search(search, at, &asked_on));
        let exists = match &raw.exists {
            None => Vec::new(),
            Some(RawSearches::One(search)) => vec![self.search(search, at, &asked_on)],
            Some(RawSearches::Any(searches)) => {
                searches.iter().map(|search| self.search(search, at, &asked_on)).collect()
            }
        };
        let absent = raw.absent.as_ref().map(|search| self.search(search, at, &asked_on));
        if raw.require.is_empty() && raw.exists.is_none() && raw.absent.is_none() {
            self.problem(at.clone(), "this rule asks for nothing: it needs `require`, `exists` or `absent`");
        }
        if on.is_empty() && self.broken.is_empty() && self.problems.len() == known {
            self.problem(
                at.clone(),
                "this rule can never be broken: no sheet has all the values that it reads",
            );
        }
        let once = match raw.once.as_deref() {
            None => None,
            Some("*") => Some(Once::Workbook),
            Some(path) => Some(Once::Value(self.path(path, at, Some(&asked_on))?)),
        };
        let fix = raw.fix.as_ref().and_then(|fix| self.fix(fix, at));
        Some(Case {
            on,
            at: place,
            when,
            require,
            once,
            given,
            exists,
            absent,
            fix,
            variant: raw.variant.clone(),
        })
    }

    fn fix(&mut self, raw: &RawFix, at: &Range<usize>) -> Option<(Template, Applicability)> {
        let template = self.template_of_row(&raw.to, at, &["fitting"])?;
        Some((template, if raw.safe { Applicability::Safe } else { Applicability::Unsafe }))
    }

    fn unique(&mut self, raw: &RawUnique, on: Option<&[String]>, at: &Range<usize>) -> Check {
        let tables = match on {
            Some(ids) => self.table_refs(ids, at),
            None => self.kinds(),
        };
        let columns = match raw {
            RawUnique::Columns(columns) => columns.clone(),
            RawUnique::Identity(word) if word == "identity" => {
                let identities = tables
                    .iter()
                    .map(|table| (*table, self.convention.table(*table).identity.clone()))
                    .filter(|(_, identity)| !identity.is_empty())
                    .collect();
                return Check::Unique { on: identities };
            }
            RawUnique::Identity(word) => {
                let hint = did_you_mean(word, ["identity"]);
                self.problem_with_hint(at.clone(), "`unique` is a list of columns, or \"identity\"", hint);
                return Check::Named;
            }
        };
        let paths: Vec<Path> =
            columns.iter().filter_map(|column| self.path(column, at, Some(&tables))).collect();
        let on = tables
            .iter()
            .filter_map(|table| {
                let positions: Option<Vec<usize>> = paths
                    .iter()
                    .map(|path| self.convention.slots(*table, path).first().map(|slot| slot.field))
                    .collect();
                Some((*table, positions?))
            })
            .collect();
        Check::Unique { on }
    }

    fn near(&mut self, raw: &RawNear, at: &Range<usize>) -> Option<Check> {
        let value = self.path(&raw.value, at, None)?;
        let parts = raw.parts.iter().filter_map(|part| self.path(part, at, None)).collect();
        if raw.at_most == 0 || raw.at_least <= raw.at_most {
            self.problem(at.clone(), "`at_least` has to be more than `at_most`, and that at least 1");
        }
        Some(Check::Near { value, parts, at_most: raw.at_most, at_least: raw.at_least })
    }

    /// A text of a rule; `holes` are the placeholders that are filled in besides the values of a row, `None`
    /// where that cannot be told.
    fn message(&mut self, text: &Text, at: &Range<usize>, what: &str, holes: Option<&[String]>) -> Message {
        self.check_text(text, at, &format!("`{what}`"));
        let mut templates = BTreeMap::new();
        for language in text.languages() {
            let what = format!("{what}.{language}");
            let template = self.text_with_holes(text.get(language), at, &what, holes);
            templates.extend(template.map(|template| (language, template)));
        }
        Message { templates }
    }

    fn text_with_holes(
        &mut self,
        text: &str,
        at: &Range<usize>,
        what: &str,
        holes: Option<&[String]>,
    ) -> Option<Template> {
        let template = self.template(text, at)?;
        let Some(holes) = holes else { return Some(template) };
        for hole in template.placeholders() {
            if holes.iter().any(|known| known == hole) || self.is_path(hole) {
                continue;
            }
            let at = self.problems.find_behind(at.start, text).unwrap_or_else(|| at.clone());
            if Subject::fills(hole) {
                let message = format!("in `{what}`: `{{{hole}}}` is never filled in for this rule");
                let known: Vec<String> = holes.iter().map(|hole| format!("{{{hole}}}")).collect();
                let hint = format!("filled in here: {}, and the values of the row", known.join(", "));
                self.problem_with_hint(at, message, Some(hint));
            } else {
                let known = holes.iter().chain(&self.paths).map(String::as_str);
                let hint = did_you_mean(hole, known);
                self.problem_with_hint(
                    at,
                    format!("in `{what}`: there is no placeholder `{{{hole}}}`"),
                    hint,
                );
            }
        }
        Some(template)
    }

    /// The holes that the engine fills for a rule.
    fn holes(&self, subjects: &[Subject], check: &Check) -> Vec<String> {
        let mut holes: Vec<String> = ALWAYS.iter().map(|hole| (*hole).to_owned()).collect();
        for hole in subjects.iter().flat_map(|subject| subject.holes()) {
            if !holes.iter().any(|known| known == hole) {
                holes.push((*hole).to_owned());
            }
        }
        if let Check::Listed(listed) = check {
            let columns = &self.convention.reference(listed.list).columns;
            holes.extend(columns.iter().map(|column| format!("entry.{}", column.key)));
        }
        holes
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

/// Everything that decides when a rule is broken, as the file has it.
fn judgement(raw: &RawRule) -> String {
    let listed = raw
        .listed
        .as_ref()
        .map(|listed| (listed.list.get_ref(), &listed.matches, &listed.agrees, listed.absent, listed.near));
    let searches = (&raw.given, &raw.exists, &raw.absent);
    let relation = (&raw.on, &raw.at, &raw.when, &raw.require, &raw.once, &raw.cases);
    let others = (&raw.check, &raw.headers, &raw.unique, &raw.across, &raw.near, &raw.settles);
    format!("{relation:?} {searches:?} {listed:?} {others:?}")
}
