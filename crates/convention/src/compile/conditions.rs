//! Conditions and searches: what rules say about the values of a row and of other rows.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Compiler;
use crate::model::*;
use crate::path::Path;
use crate::raw::{
    OneOrMany, RawCondition, RawConditionTable, RawConditions, RawLimit, RawSearch, RawSuggest,
};
use crate::suggest::did_you_mean;
use pamlint_words::Template;

impl Compiler<'_> {
    pub(super) fn conditions(
        &mut self,
        raw: &RawConditions,
        at: &Range<usize>,
        on: Option<&[TableId]>,
    ) -> Vec<Condition> {
        raw.iter().filter_map(|(path, condition)| self.condition(path, condition, at, on)).collect()
    }

    fn condition(
        &mut self,
        path: &str,
        raw: &RawCondition,
        at: &Range<usize>,
        on: Option<&[TableId]>,
    ) -> Option<Condition> {
        let path = self.path(path, at, on)?;
        let test = match raw {
            RawCondition::In(values) => Test::In(self.values(&path, values, at)),
            RawCondition::Other(table) => self.test(&path, table, at, on)?,
        };
        Some(Condition { path, test })
    }

    fn test(
        &mut self,
        path: &Path,
        raw: &RawConditionTable,
        at: &Range<usize>,
        on: Option<&[TableId]>,
    ) -> Option<Test> {
        let is_limited = raw.at_least.is_some() || raw.at_most.is_some();
        let said = [
            raw.not.is_some(),
            raw.present.is_some(),
            raw.same_as.is_some(),
            raw.not_same_as.is_some(),
            raw.begins_with.is_some(),
            raw.ends_with.is_some(),
            is_limited,
            raw.by.is_some() && raw.table.is_some(),
        ];
        if said.into_iter().filter(|said| *said).count() != 1 || raw.by.is_some() != raw.table.is_some() {
            let message = format!(
                "the condition on `{path}` has to be one of: a list, `not`, `present`, `same_as`, `not_same_as`, \
                 `begins_with`, `ends_with`, `at_least` and `at_most`, or `by` with `table`"
            );
            self.problem(at.clone(), message);
            return None;
        }
        if let Some(values) = &raw.not {
            return Some(Test::NotIn(self.values(path, values, at)));
        }
        if let Some(present) = raw.present {
            return Some(Test::Present(present));
        }
        if let Some(paths) = &raw.same_as {
            return Some(Test::SameAs(self.all_of(paths, at, on)));
        }
        if let Some(paths) = &raw.not_same_as {
            return Some(Test::NotSameAs(self.all_of(paths, at, on)));
        }
        if is_limited {
            return self.limits(path, raw, at);
        }
        if let Some(text) = raw.begins_with.as_ref().or(raw.ends_with.as_ref()) {
            let text = self.template_of_row(text, at, &[])?;
            return Some(Test::Around { begins: raw.begins_with.is_some(), text });
        }
        let (by, table) = (raw.by.as_ref()?, raw.table.as_ref()?);
        let by = self.path(by, at, on)?;
        let keys: Vec<String> = table.keys().cloned().collect();
        self.values(&by, &keys, at);
        let table =
            table.iter().map(|(key, values)| (key.to_uppercase(), self.values(path, values, at))).collect();
        Some(Test::Fits { by, table })
    }

    /// The limits of a number, or of a day.
    fn limits(&mut self, path: &Path, raw: &RawConditionTable, at: &Range<usize>) -> Option<Test> {
        let number = |limit: &RawLimit| match limit {
            RawLimit::Number(number) => Some(*number),
            RawLimit::Day(_) => None,
        };
        let limits = [&raw.at_least, &raw.at_most];
        let [least, most] = limits.map(|limit| limit.as_ref().and_then(number));
        if limits.into_iter().flatten().all(|limit| number(limit).is_some()) {
            if let (Some(least), Some(most)) = (least, most)
                && least > most
            {
                self.problem(at.clone(), format!("nothing is at least {least} and at most {most}"));
            }
            return Some(Test::Within { least, most });
        }
        if least.is_some() || most.is_some() {
            self.problem(
                at.clone(),
                format!("the limits of `{path}` are a number and a day; two of a kind can be met"),
            );
            return None;
        }
        let [first, last] = limits.map(|limit| match limit {
            Some(RawLimit::Day(text)) => Some(self.day_limit(text, at)),
            _ => None,
        });
        let (first, last) =
            (first.map_or(Some(None), |day| day.map(Some))?, last.map_or(Some(None), |day| day.map(Some))?);
        if let (Some(DayLimit::On(first)), Some(DayLimit::On(last))) = (first, last)
            && first > last
        {
            self.problem(at.clone(), format!("no day is at least {first} and at most {last}"));
        }
        Some(Test::Between { first, last })
    }

    fn day_limit(&mut self, text: &str, at: &Range<usize>) -> Option<DayLimit> {
        let from_today = |offset: &str| match offset.trim() {
            "" => Some(0),
            offset => offset.starts_with(['+', '-']).then(|| offset.replace(' ', "").parse().ok()).flatten(),
        };
        let limit = match text.trim().strip_prefix("today") {
            Some(offset) => {
                self.convention.looks_at_today = true;
                from_today(offset).map(DayLimit::FromToday)
            }
            None => Day::parse(text).map(DayLimit::On),
        };
        if limit.is_none() {
            let at = self.problems.find_behind(at.start, text).unwrap_or_else(|| at.clone());
            let message = format!(
                "`{text}` is no limit: write a number, a day such as `2026-12-31`, `today`, or `today+30`"
            );
            self.problem(at, message);
        }
        limit
    }

    fn all_of(&mut self, paths: &OneOrMany, at: &Range<usize>, on: Option<&[TableId]>) -> Vec<Path> {
        paths.clone().into_vec().iter().filter_map(|path| self.path(path, at, on)).collect()
    }

    /// Values to compare with, in upper case; codes that do not exist can never be met.
    fn values(&mut self, path: &Path, values: &[String], at: &Range<usize>) -> Vec<String> {
        if let Some(known) = self.known_values(path) {
            for value in values {
                let is_known = known.iter().any(|known| known.eq_ignore_ascii_case(value));
                if !is_known && !self.broken.contains(value) {
                    let at = self.problems.find_behind(at.start, value).unwrap_or_else(|| at.clone());
                    let hint = did_you_mean(value, known.iter().map(String::as_str));
                    self.problem_with_hint(at, format!("`{path}` can never be `{value}`"), hint);
                }
            }
        }
        values.iter().map(|value| value.to_uppercase()).collect()
    }

    /// The only values that a path can have, where they are a closed list.
    fn known_values(&self, path: &Path) -> Option<Vec<String>> {
        if path.is_just("kind") {
            return Some(self.convention.tables.iter().map(|table| table.id.clone()).collect());
        }
        let convention = &self.convention;
        let mut known = Vec::new();
        for (table, _) in convention.all_tables() {
            for slot in convention.slots(table, path) {
                let field = convention.table(table).fields.get(slot.field)?;
                let list = match (&field.content, &path.part) {
                    (Content::Codes(list), None) => *list,
                    (Content::Name(_), Some(part)) if part == "form" => {
                        known.extend(convention.names.iter().map(|name| name.key.clone()));
                        continue;
                    }
                    (Content::Name(_), Some(part)) => {
                        let part = convention.parts.iter().find(|known| known.key == *part)?;
                        match part.shape {
                            Shape::Codes(list) => list,
                            Shape::Forms(_) => return None,
                        }
                    }
                    _ => return None,
                };
                known.extend(convention.list(list).codes.iter().map(|(code, _)| code.clone()));
            }
        }
        (!known.is_empty()).then_some(known)
    }

    pub(super) fn search(&mut self, raw: &RawSearch, at: &Range<usize>, on: &[TableId]) -> Search {
        let tables = self.asked_on(raw.tables.as_deref(), at);
        let matches = raw.matches.iter().filter_map(|pair| self.matching(pair, at, &tables, on)).collect();
        let conditions = self.conditions(&raw.conditions, at, Some(&tables));
        let suggest = raw.suggest.as_ref().map(|suggest| self.suggest(suggest, at, &tables));
        // A table that lacks a value that is asked for can never hold the row.
        let asked: Vec<Path> = raw
            .matches
            .keys()
            .chain(
                raw.conditions
                    .iter()
                    .filter(|(_, condition)| asks_for_value(condition))
                    .map(|(path, _)| path),
            )
            .map(|path| Path::parse(path))
            .collect();
        let tables = self.having(&tables, &asked);
        Search { tables, matches, conditions, exact: raw.exact, suggest }
    }

    fn matching(
        &mut self,
        (theirs, mine): (&String, &String),
        at: &Range<usize>,
        tables: &[TableId],
        on: &[TableId],
    ) -> Option<(Path, Mine)> {
        let theirs = self.path(theirs, at, Some(tables))?;
        let mine = if mine.contains('{') {
            Mine::Made(self.template_of_row(mine, at, &[])?)
        } else {
            Mine::Path(self.path(mine, at, Some(on))?)
        };
        Some((theirs, mine))
    }

    fn suggest(&mut self, raw: &RawSuggest, at: &Range<usize>, tables: &[TableId]) -> Suggest {
        let by = raw.by.iter().filter(|path| *path != "row");
        Suggest {
            by: by.filter_map(|path| self.path(path, at, Some(tables))).collect(),
            by_row: raw.by.iter().any(|path| path == "row"),
            conditions: self.conditions(&raw.conditions, at, Some(tables)),
        }
    }

    /// A text with holes, which are not looked at.
    pub(super) fn template(&mut self, text: &str, at: &Range<usize>) -> Option<Template> {
        match Template::parse(text) {
            Ok(template) => Some(template),
            Err(error) => {
                let at = self.problems.find_behind(at.start, text).unwrap_or_else(|| at.clone());
                self.problem(at, format!("in `{text}`: {error}"));
                None
            }
        }
    }

    /// A text with holes: those of `also`, and the values of a row.
    pub(super) fn template_of_row(
        &mut self,
        text: &str,
        at: &Range<usize>,
        also: &[&str],
    ) -> Option<Template> {
        let template = self.template(text, at)?;
        for hole in template.placeholders() {
            if also.contains(&hole) || !self.broken.is_empty() || self.is_path(hole) {
                continue;
            }
            let at = self.problems.find_behind(at.start, text).unwrap_or_else(|| at.clone());
            let known = self.paths.iter().map(String::as_str).chain(also.iter().copied());
            let hint = did_you_mean(hole, known);
            self.problem_with_hint(at, format!("there is no placeholder `{{{hole}}}`"), hint);
        }
        Some(template)
    }

    /// Whether a path leads somewhere; asked once all tables are there.
    pub(super) fn is_path(&self, path: &str) -> bool {
        self.paths.binary_search_by(|known| known.as_str().cmp(path)).is_ok()
    }
}

/// Whether a condition can only hold where there is a value.
fn asks_for_value(condition: &RawCondition) -> bool {
    match condition {
        RawCondition::In(_) => true,
        RawCondition::Other(table) => table.present != Some(false),
    }
}

/// The paths that a map of conditions reads, for finding the tables that have them all.
pub(super) fn read_paths(conditions: &BTreeMap<String, RawCondition>) -> Vec<Path> {
    let mut paths = Vec::new();
    for (path, condition) in conditions {
        paths.push(Path::parse(path));
        let RawCondition::Other(condition) = condition else { continue };
        paths.extend(condition.by.iter().map(|by| Path::parse(by)));
        if let Some([only]) = condition.same_as.clone().map(OneOrMany::into_vec).as_deref() {
            paths.push(Path::parse(only));
        }
    }
    paths
}
