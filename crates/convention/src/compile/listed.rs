//! `[lists]`, and the rules about what they hold: values that exist, and what is known of each.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::Compiler;
use super::conditions::read_paths;
use crate::fold_header;
use crate::model::*;
use crate::path::Path;
use crate::raw::{RawCase, RawListed, RawReference, RawReferenceList};
use crate::suggest::did_you_mean;

impl Compiler<'_> {
    pub(super) fn references(&mut self, lists: Vec<(Spanned<String>, RawReferenceList)>) {
        for (key, raw) in lists {
            let at = key.span();
            self.check_text(&raw.label, &at, "`label`");
            if raw.columns.is_empty() {
                self.problem(at.clone(), format!("[lists.{}] has no `columns`", key.get_ref()));
            }
            let keys: Vec<&str> = raw.columns.keys().map(String::as_str).collect();
            let identity: Vec<usize> =
                raw.key.iter().filter_map(|column| self.column_of(column, &keys)).collect();
            let name = raw.name.as_ref().and_then(|column| self.column_of(column, &keys));
            let mut columns: Vec<ReferenceColumn> = Vec::new();
            for (position, (column, raw)) in raw.columns.iter().enumerate() {
                let folded: Vec<String> =
                    [column].into_iter().chain(&raw.aliases).map(|header| fold_header(header)).collect();
                let clash = columns.iter().find(|known| known.folded.iter().any(|one| folded.contains(one)));
                if let Some(clash) = clash {
                    let message = format!("a header means both `{}` and `{column}`", clash.key);
                    self.problems.add(at.clone(), message);
                }
                if folded.iter().any(String::is_empty) {
                    self.problem(at.clone(), "a header or alias has no letter or digit in it");
                }
                let part = raw.part.as_ref().and_then(|part| self.part_ref(part.get_ref(), &part.span()));
                let required = raw.required || identity.contains(&position);
                columns.push(ReferenceColumn { key: column.clone(), folded, part, required });
            }
            if !columns.iter().any(|column| column.required) {
                let message =
                    format!("[lists.{}] needs a `key`, or a column that is `required`", key.get_ref());
                self.problem(at, message);
            }
            let list = Reference { key: key.into_inner(), label: raw.label, columns, identity, name };
            self.convention.references.push(list);
        }
    }

    fn column_of(&mut self, column: &Spanned<String>, known: &[&str]) -> Option<usize> {
        let position = known.iter().position(|known| known == column.get_ref());
        if position.is_none() {
            let hint = did_you_mean(column.get_ref(), known.iter().copied());
            let message = format!("the list has no column `{}`", column.get_ref());
            self.problem_with_hint(column.span(), message, hint);
        }
        position
    }

    /// The lists that a part names.
    pub(super) fn check_references(&mut self, reference: Option<&RawReference>, at: &Range<usize>) {
        let keys: Vec<String> = match reference {
            None => Vec::new(),
            Some(RawReference::Part(key)) => vec![key.clone()],
            Some(RawReference::Alternatives(keys)) => keys.values().cloned().collect(),
        };
        for key in keys {
            if !self.reference_keys.contains(&key) && !self.broken.contains(&key) {
                let hint = did_you_mean(&key, self.reference_keys.iter().map(String::as_str));
                self.problem_with_hint(at.clone(), format!("there is no list [lists.{key}]"), hint);
            }
        }
    }

    pub(super) fn reference_ref(&mut self, key: &Spanned<String>) -> Option<ReferenceId> {
        let found = self.convention.find_reference(key.get_ref());
        if found.is_none() && !self.broken.contains(key.get_ref()) {
            let hint = did_you_mean(key.get_ref(), self.reference_keys.iter().map(String::as_str));
            self.problem_with_hint(key.span(), format!("there is no list [lists.{}]", key.get_ref()), hint);
        }
        found
    }

    /// `listed`, with what stands beside it in `own`.
    pub(super) fn listed(&mut self, raw: &RawListed, own: &RawCase, at: &Range<usize>) -> Option<Listed> {
        let Some(place) = &own.at else {
            self.problem(at.clone(), "`at` is missing: the value at which the finding stands");
            return None;
        };
        let list = self.reference_ref(&raw.list)?;
        let asked_on = self.asked_on(own.on.as_deref(), at);
        let known = self.problems.len();
        let place = self.path(place, at, Some(&asked_on))?;
        let matches = self.pairs(&raw.matches, list, at, &asked_on);
        let agrees = self.pairs(&raw.agrees, list, at, &asked_on);
        if matches.is_empty() && self.problems.len() == known {
            self.problem(at.clone(), "`match` is missing: which entries of the list are meant");
        }
        if raw.absent && !agrees.is_empty() {
            self.problem(at.clone(), "`agrees` says something of an entry that must not be there (`absent`)");
        }
        if raw.near.is_some() && (matches.len() != 1 || raw.absent || !agrees.is_empty()) {
            self.problem(
                at.clone(),
                "`near` goes with one value to `match`, and without `agrees` or `absent`",
            );
        }
        let others = [!own.require.is_empty(), own.exists.is_some(), own.absent.is_some(), own.fix.is_some()];
        if others.contains(&true) {
            self.problem(
                at.clone(),
                "`require`, `exists`, `absent` and `fix` are of another kind of rule than `listed`",
            );
        }
        let mut paths = vec![place.clone()];
        paths.extend(read_paths(&own.when));
        paths.extend(matches.iter().chain(&agrees).map(|(_, path)| path.clone()));
        let on = self.having(&asked_on, &paths);
        let when = self.conditions(&own.when, at, Some(&asked_on));
        let once = self.once(own.once.as_deref(), at, &asked_on)?;
        self.check_on(&on, known, at);
        Some(Listed {
            on,
            at: place,
            when,
            once,
            list,
            matches,
            agrees,
            is_absent: raw.absent,
            near: raw.near,
        })
    }

    /// Columns of a list, each with the value of a row that it is compared with.
    fn pairs(
        &mut self,
        raw: &BTreeMap<String, String>,
        list: ReferenceId,
        at: &Range<usize>,
        on: &[TableId],
    ) -> Vec<(usize, Path)> {
        let keys: Vec<String> =
            self.convention.reference(list).columns.iter().map(|column| column.key.clone()).collect();
        let known: Vec<&str> = keys.iter().map(String::as_str).collect();
        let mut pairs = Vec::new();
        for (column, mine) in raw {
            let position = self.column_of(&Spanned::new(at.clone(), column.clone()), &known);
            let mine = self.path(mine, at, Some(on));
            pairs.extend(position.zip(mine));
        }
        pairs
    }
}
