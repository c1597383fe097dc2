//! Relations: between the values of a row, and between rows.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Compiler;
use super::conditions::read_paths;
use crate::model::*;
use crate::path::{Path, Slot};
use crate::raw::{RawCase, RawFix, RawNear, RawOutvoted, RawSearches, RawSeries, RawUnique};
use crate::suggest::did_you_mean;
use pamlint_words::Template;

impl Compiler<'_> {
    pub(super) fn case(&mut self, raw: &RawCase, at: &Range<usize>) -> Option<Case> {
        let Some(place) = &raw.at else {
            self.problem(at.clone(), "`at` is missing: the value at which the finding stands");
            return None;
        };
        let asked_on = self.asked_on(raw.on.as_deref(), at);
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
        let on = self.having(&asked_on, &paths);
        let when = self.conditions(&raw.when, at, Some(&asked_on));
        let require = self.conditions(&raw.require, at, Some(&asked_on));
        let given = raw.given.as_ref().map(|search| self.search(search, at, &asked_on));
        let mut searches = |raw: Option<&RawSearches>| {
            let all = raw.map(RawSearches::all).unwrap_or_default();
            all.iter().map(|search| self.search(search, at, &asked_on)).collect()
        };
        let exists = searches(raw.exists.as_ref());
        let absent = searches(raw.absent.as_ref());
        if raw.require.is_empty() && raw.exists.is_none() && raw.absent.is_none() {
            self.problem(at.clone(), "this rule asks for nothing: it needs `require`, `exists` or `absent`");
        }
        self.check_on(&on, known, at);
        let once = self.once(raw.once.as_deref(), at, &asked_on)?;
        let fix = raw.fix.as_ref().and_then(|fix| self.fix(fix, at));
        let outvoted = raw.outvoted.as_ref().and_then(|outvoted| self.outvoted(outvoted, &require, at));
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
            outvoted,
            variant: raw.variant.clone(),
        })
    }

    fn outvoted(&mut self, raw: &RawOutvoted, require: &[Condition], at: &Range<usize>) -> Option<Outvoted> {
        let compares =
            |condition: &Condition| matches!(&condition.test, Test::SameAs(paths) if paths.len() == 1);
        if !require.iter().all(compares) {
            self.problem(
                at.clone(),
                "`outvoted` asks for a `require` of nothing but `same_as`, each with one value",
            );
        }
        Some(Outvoted {
            at: self.path(&raw.at, at, None)?,
            fix: self.fix(&raw.fix, at)?,
            variant: raw.variant.clone(),
        })
    }

    fn fix(&mut self, raw: &RawFix, at: &Range<usize>) -> Option<(Template, Applicability)> {
        let template = self.template_of_row(&raw.to, at, &["fitting"])?;
        Some((template, if raw.safe { Applicability::Safe } else { Applicability::Unsafe }))
    }

    pub(super) fn unique(&mut self, raw: &RawUnique, most: usize, own: &RawCase, at: &Range<usize>) -> Check {
        if most == 0 {
            self.problem(at.clone(), "`at_most` says how many rows may have the same values: at least 1");
        }
        let tables = self.asked_on(own.on.as_deref(), at);
        let when = self.conditions(&own.when, at, Some(&tables));
        let columns = match raw {
            RawUnique::Columns(columns) => columns.clone(),
            RawUnique::Identity(word) if word == "identity" => {
                let identities = tables
                    .iter()
                    .map(|table| (*table, self.convention.table(*table).identity.clone()))
                    .filter(|(_, identity)| !identity.is_empty())
                    .collect();
                return Check::Unique { on: identities, when, most };
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
                let slots: Option<Vec<Slot>> =
                    paths.iter().map(|path| self.convention.slots(*table, path).first().copied()).collect();
                Some((*table, slots?))
            })
            .collect();
        Check::Unique { on, when, most }
    }

    pub(super) fn near(&mut self, raw: &RawNear, at: &Range<usize>) -> Option<Check> {
        let value = self.path(&raw.value, at, None)?;
        let parts = raw.parts.iter().filter_map(|part| self.path(part, at, None)).collect();
        if raw.at_most == 0 || raw.at_least <= raw.at_most {
            self.problem(at.clone(), "`at_least` has to be more than `at_most`, and that at least 1");
        }
        let explained = self.explained(&raw.explained, at);
        Some(Check::Near { value, parts, at_most: raw.at_most, at_least: raw.at_least, explained })
    }

    pub(super) fn series(&mut self, raw: &RawSeries, at: &Range<usize>) -> Check {
        if raw.columns.is_empty() {
            self.problem(at.clone(), "`series` has to name the columns that are looked at");
        }
        let mut columns: Vec<Path> = Vec::new();
        for column in &raw.columns {
            let path = self.path(column, at, None);
            if path.as_ref().is_some_and(|path| path.part.is_some()) {
                self.problem(
                    at.clone(),
                    format!("`series` names whole columns; `{column}` is a part of one"),
                );
            }
            columns.extend(path);
        }
        Check::Series { columns, explained: self.explained(&raw.explained, at) }
    }

    /// The sheets that explain the values of parts.
    fn explained(&mut self, raw: &BTreeMap<String, String>, at: &Range<usize>) -> Vec<Explained> {
        let mut explained = Vec::new();
        for (part, by) in raw {
            let Some(part) = self.path(part, at, None) else { continue };
            let (table, column) = by.split_once('.').unwrap_or((by, ""));
            let tables = self.table_refs(&[table.to_owned()], at);
            let Some(column) = self.path(column, at, Some(&tables)) else { continue };
            explained.extend(tables.into_iter().map(|table| (part.clone(), table, column.clone())));
        }
        explained
    }

    /// The tables that a rule names; every kind of account when it names none.
    pub(super) fn asked_on(&mut self, on: Option<&[String]>, at: &Range<usize>) -> Vec<TableId> {
        match on {
            Some(ids) => self.table_refs(ids, at),
            None => self.kinds(),
        }
    }

    /// Those of some tables that have all of these values.
    pub(super) fn having(&self, tables: &[TableId], paths: &[Path]) -> Vec<TableId> {
        let has = |table: TableId, path: &Path| {
            path.is_just("kind") || !self.convention.slots(table, path).is_empty()
        };
        tables.iter().copied().filter(|table| paths.iter().all(|path| has(*table, path))).collect()
    }

    /// Reports a rule that is about the rows of no table; `known` is how many problems it had before.
    pub(super) fn check_on(&mut self, on: &[TableId], known: usize, at: &Range<usize>) {
        if on.is_empty() && self.broken.is_empty() && self.problems.len() == known {
            let message = "this rule can never be broken: no sheet has all the values that it reads";
            self.problem(at.clone(), message);
        }
    }

    /// What a rule speaks once for; `None` where what it names leads nowhere.
    pub(super) fn once(
        &mut self,
        raw: Option<&str>,
        at: &Range<usize>,
        on: &[TableId],
    ) -> Option<Option<Once>> {
        Some(match raw {
            None => None,
            Some("*") => Some(Once::Workbook),
            Some(path) => Some(Once::Value(self.path(path, at, Some(on))?)),
        })
    }
}
