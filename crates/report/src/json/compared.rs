//! A comparison as JSON: schema version 1, whose JSON Schema stands in `docs/compare.schema.json`.

use std::borrow::Cow;

use pamlint_rules::{Change, Changed, Finding, Report, Shown, Wording};
use serde::Serialize;

use super::view::FindingView;
use super::{SCHEMA, indented};
use crate::compared::Compared;

/// A comparison as one JSON document, indented.
pub fn compared_json(compared: &Compared<'_>, wording: &Wording<'_>) -> String {
    let mut out = String::new();
    indented(&mut out, &ComparedView::new(compared, wording), "");
    out.push('\n');
    out
}

#[derive(Serialize)]
struct ComparedView<'a> {
    schema: u32,
    old: &'a str,
    new: &'a str,
    accounts: AccountsView<'a>,
    findings: FindingsView<'a>,
    spoiled: Vec<SpoiledView<'a>>,
}

#[derive(Serialize)]
struct AccountsView<'a> {
    added: &'a [String],
    gone: &'a [String],
    changed: Vec<ChangedView<'a>>,
    same: usize,
}

#[derive(Serialize)]
struct ChangedView<'a> {
    account: &'a str,
    fields: Vec<ChangeView<'a>>,
}

#[derive(Serialize)]
struct ChangeView<'a> {
    column: &'a str,
    old: Cow<'a, str>,
    new: Cow<'a, str>,
}

#[derive(Serialize)]
struct FindingsView<'a> {
    solved: Vec<FindingView<'a>>,
    open: Vec<FindingView<'a>>,
    new: Vec<FindingView<'a>>,
}

#[derive(Serialize)]
struct SpoiledView<'a> {
    account: &'a str,
    column: &'a str,
    code: &'a str,
}

impl<'a> ComparedView<'a> {
    fn new(compared: &'a Compared<'a>, wording: &Wording<'_>) -> ComparedView<'a> {
        let Compared { old, new, comparison } = compared;
        let findings = |report: &'a Report, findings: &'a [&'a Finding]| {
            findings.iter().map(|finding| FindingView::new(report, finding, wording)).collect()
        };
        ComparedView {
            schema: SCHEMA,
            old: old.0,
            new: new.0,
            accounts: AccountsView {
                added: &comparison.added,
                gone: &comparison.gone,
                changed: comparison.changed.iter().map(|changed| changed_view(changed, wording)).collect(),
                same: comparison.same,
            },
            findings: FindingsView {
                solved: findings(old.1, &comparison.solved),
                open: findings(new.1, &comparison.open),
                new: findings(new.1, &comparison.new),
            },
            spoiled: comparison
                .spoiled
                .iter()
                .map(|spoiled| SpoiledView {
                    account: &spoiled.account,
                    column: &spoiled.column,
                    code: &spoiled.code,
                })
                .collect(),
        }
    }
}

fn changed_view<'a>(changed: &'a Changed, wording: &Wording<'_>) -> ChangedView<'a> {
    let view = |change: &'a Change| ChangeView {
        column: &change.column,
        old: shown(&change.old, wording),
        new: shown(&change.new, wording),
    };
    ChangedView { account: &changed.account, fields: changed.fields.iter().map(view).collect() }
}

/// A value, or that it is withheld.
pub(crate) fn shown<'a>(value: &'a Shown, wording: &Wording<'_>) -> Cow<'a, str> {
    match value {
        Shown::Text(text) => Cow::Borrowed(text),
        Shown::Secret(length) => Cow::Owned(wording.withheld(*length)),
    }
}
