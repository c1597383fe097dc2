//! `pamlint convention diff`: what one version of a convention changes, in words, and which findings of
//! given workbooks appear and disappear with it.

mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use pamlint_convention::{Change, Convention, Difference, Language, compare};
use pamlint_report::wrapped;
use pamlint_rules::{Finding, Options, Report, Wording};

use super::choose::choose;
use crate::args::Walk;
use crate::exit::Exit;
use crate::guard::guarded;
use crate::inputs::{self, Input};
use crate::open::open;
use words::Words;

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
        let _ = writeln!(out, "\n{}", words.no_change);
    }
    for (title, about) in words.headings {
        let mut sentences: Vec<String> = Vec::new();
        for change in changes.iter().filter(|change| about(change.difference)) {
            let sentence = sentence(change, words);
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        if !sentences.is_empty() {
            let _ = writeln!(out, "\n{title}");
            for sentence in sentences {
                let _ = writeln!(out, "{}", wrapped(&sentence, "  - ", "    "));
            }
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
    let mut sentence = (words.sentence)(change.difference).to_owned();
    for (hole, text) in &change.holes {
        if ["variant", "language"].contains(hole) {
            continue;
        }
        let is_severity = *hole == "severity" || change.difference == Difference::RuleSeverity;
        let text = match is_severity {
            true => words.severity(text).unwrap_or(text),
            false if text.is_empty() => words.nothing,
            false => text,
        };
        // Texts of a convention have holes of their own, which are not to be filled.
        sentence = sentence.replace(&format!("<{hole}>"), text);
    }
    let hole = |wanted: &str| change.holes.iter().find(|(hole, _)| *hole == wanted).map(|(_, text)| text);
    let variant = hole("variant").map(|variant| format!("variants.{variant}"));
    let aside: Vec<String> = variant.into_iter().chain(hole("language").cloned()).collect();
    if !aside.is_empty() {
        let _ = write!(sentence, " ({})", aside.join(", "));
    }
    sentence
}

/// What each convention finds in a workbook.
fn findings(
    workbook: &Path,
    conventions: [&Convention; 2],
    language: Language,
) -> Result<[Report; 2], String> {
    let options = Options::default();
    let mut bytes = inputs::read(workbook).map_err(|failed| failed.message(language))?;
    let mut judged = |convention: &Convention| {
        let opened = open(workbook, std::mem::take(&mut bytes), convention, None);
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
    let severity = |finding: &Finding| {
        words.severity(finding.severity.word()).unwrap_or(finding.severity.word()).to_owned()
    };
    let regraded: Vec<String> = otherwise
        .map(|(before, after)| format!("{} → {}  {}", severity(before), severity(after), line(new, after)))
        .collect();
    let _ = writeln!(out, "\n{}", workbook.display());
    let groups = [(words.appear, &appear), (words.disappear, &disappear), (words.regraded, &regraded)];
    if groups.iter().all(|(_, lines)| lines.is_empty()) {
        let _ = writeln!(out, "  {}", words.same_findings);
    }
    for (title, lines) in groups.iter().filter(|(_, lines)| !lines.is_empty()) {
        let _ = writeln!(out, "  {}", title.replace("{count}", &lines.len().to_string()));
        for line in *lines {
            let _ = writeln!(out, "{}", wrapped(line, "    ", "      "));
        }
    }
}
