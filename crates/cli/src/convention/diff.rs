//! `pamlint convention diff`: what one version of a convention changes, in words, and which findings of
//! given workbooks appear and disappear with it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use pamlint_convention::{Change, Convention, Difference, Language, TOPICS, Value, compare};
use pamlint_reader::Limits;
use pamlint_report::wrapped;
use pamlint_rules::{Finding, Options, Report, Wording};
use pamlint_words::Words;

use super::choose::choose;
use crate::args::Walk;
use crate::exit::Exit;
use crate::guard::guarded;
use crate::inputs::{self, Input};
use crate::open::{How, open};

/// The comparison as text, and how the command ends.
///
/// # Errors
/// When one of the conventions does not load, or there is no workbook where one was named.
pub fn diff(old: &str, new: &str, walk: &Walk, language: Language) -> anyhow::Result<(String, Exit)> {
    let (before, after) = (choose(old)?, choose(new)?);
    let words = Words::of(language);
    let mut out = format!("{} {} → {} {}\n", before.id, before.version, after.id, after.version);
    let changes = compare(&before, &after, language);
    if changes.is_empty() {
        let _ = writeln!(out, "\n{}", words.diff.no_change);
    }
    for topic in TOPICS {
        let changes = changes.iter().filter(|change| change.topic == topic);
        let sentences: Vec<String> = changes.map(|change| sentence(change, words)).collect();
        if !sentences.is_empty() {
            let _ = writeln!(out, "\n{}", word(&words.diff.headings, topic));
        }
        for sentence in sentences {
            let _ = writeln!(out, "{}", wrapped(&sentence, "  - ", "    "));
        }
    }
    let mut exit = Exit::Fine;
    if !walk.paths.is_empty() || walk.files_from.is_some() {
        for Input { path: workbook, .. } in inputs::find(walk, &[])?.inputs {
            match findings(&workbook, [&before, &after], language) {
                Ok([old, new]) => {
                    let wording = |convention| Wording { convention, language };
                    effect(&mut out, &workbook, (&old, wording(&before)), (&new, wording(&after)), words);
                }
                Err(message) => {
                    tracing::error!("{}: {message}", workbook.display());
                    exit = exit.max(Exit::NotChecked);
                }
            }
        }
    }
    Ok((out, exit))
}

fn sentence(change: &Change, words: &Words) -> String {
    let texts = &words.diff;
    let thing = format!("{} {}", word(&texts.nouns, change.noun), change.place);
    match &change.difference {
        Difference::New(about) if about.is_empty() => texts.new.fill(&[("thing", &thing)]),
        Difference::New(about) => {
            let about: Vec<String> = about.iter().map(|value| said(value, words)).collect();
            texts.new_as.fill(&[("thing", &thing), ("about", &about.join(", "))])
        }
        Difference::Gone => texts.gone.fill(&[("thing", &thing)]),
        Difference::Changed { aspect, to: Value::Hidden(_), .. } => {
            texts.otherwise.fill(&[("thing", &thing), ("aspect", &word(&texts.aspects, aspect))])
        }
        Difference::Changed { aspect, from, to, language } => {
            let aspect = match language {
                Some(language) => format!("{} ({language})", word(&texts.aspects, aspect)),
                None => word(&texts.aspects, aspect).to_owned(),
            };
            let (from, to) = (said(from, words), said(to, words));
            texts.changed.fill(&[("thing", &thing), ("aspect", &aspect), ("to", &to), ("from", &from)])
        }
    }
}

/// The text for a word of the comparison.
fn word<'w>(texts: &'w BTreeMap<String, String>, word: &'w str) -> &'w str {
    texts.get(word).map_or(word, String::as_str)
}

fn said(value: &Value, words: &Words) -> String {
    let texts = &words.diff;
    match value {
        Value::Plain(text) | Value::Said(text) if text.is_empty() => texts.nothing.clone(),
        Value::Plain(text) | Value::Hidden(text) => text.clone(),
        Value::Said(text) => texts.quoted.fill(&[("text", text)]),
        Value::Texts(text) => texts.quoted.fill(&[("text", &text.get(words.language))]),
        Value::Severity(_, severity) => severity.said(words).to_owned(),
        Value::Required(true) => texts.required.clone(),
        Value::Required(false) => texts.optional.clone(),
    }
}

/// What each convention finds in a workbook.
fn findings(
    workbook: &Path,
    conventions: [&Convention; 2],
    language: Language,
) -> Result<[Report; 2], String> {
    let options = Options::default();
    let how = How { password: None, limits: &Limits::default() };
    let mut bytes = inputs::read(workbook, how.limits).map_err(|failed| failed.message(language))?;
    let mut judged = |convention: &Convention| {
        let opened = open(workbook, std::mem::take(&mut bytes), convention, how);
        let opened = opened.map_err(|not| not.failed.message(language))?;
        // Without its protection, if it had one: nobody is asked for the password twice.
        bytes = opened.bytes;
        guarded(|| pamlint_rules::check(&opened.workbook, convention, &options))
            .ok_or_else(|| pamlint_report::Failed::Stumbled.message(language))
    };
    let [old, new] = conventions;
    Ok([judged(old)?, judged(new)?])
}

/// Where a finding stands, and what it is.
type Spot<'r> = (usize, pamlint_reader::CellRef, &'r str);

fn by_spot(report: &Report) -> BTreeMap<Spot<'_>, &Finding> {
    let spot = |finding: &'_ Finding| (finding.place.sheet, finding.place.cell);
    report
        .findings
        .iter()
        .map(|finding| {
            let (sheet, cell) = spot(finding);
            ((sheet, cell, finding.code.as_str()), finding)
        })
        .collect()
}

/// Which findings of a workbook come, go, and matter otherwise.
fn effect(
    out: &mut String,
    workbook: &Path,
    old: (&Report, Wording<'_>),
    new: (&Report, Wording<'_>),
    words: &Words,
) {
    let (before, after) = (by_spot(old.0), by_spot(new.0));
    let line = |(report, wording): (&Report, Wording<'_>), finding: &Finding| {
        let place = format!("{}!{}", report.sheet_name(finding.place), finding.place.cell);
        format!("{place}  {}  {}", finding.code, wording.message(finding))
    };
    let new_ones = after.iter().filter(|(spot, _)| !before.contains_key(*spot));
    let appear: Vec<String> = new_ones.map(|(_, finding)| line(new, finding)).collect();
    let gone = before.iter().filter(|(spot, _)| !after.contains_key(*spot));
    let disappear: Vec<String> = gone.map(|(_, finding)| line(old, finding)).collect();
    let both = after.iter().filter_map(|(spot, finding)| Some((*before.get(spot)?, *finding)));
    let otherwise = both.filter(|(before, after)| before.severity != after.severity);
    let severity = |finding: &Finding| finding.severity.said(words);
    let regraded: Vec<String> = otherwise
        .map(|(before, after)| format!("{} → {}  {}", severity(before), severity(after), line(new, after)))
        .collect();
    let _ = writeln!(out, "\n{}", workbook.display());
    let texts = &words.diff;
    let groups = [(&texts.appear, &appear), (&texts.disappear, &disappear), (&texts.regraded, &regraded)];
    if groups.iter().all(|(_, lines)| lines.is_empty()) {
        let _ = writeln!(out, "  {}", words.diff.same_findings);
    }
    for (title, lines) in groups.iter().filter(|(_, lines)| !lines.is_empty()) {
        let _ = writeln!(out, "  {}", title.fill(&[("count", &lines.len())]));
        for line in *lines {
            let _ = writeln!(out, "{}", wrapped(line, "    ", "      "));
        }
    }
}
