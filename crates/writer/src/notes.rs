//! The text of a note: what is wrong with a cell, what was expected, what is proposed.

use pamlint_convention::{Applicability, Severity};
use pamlint_reader::OUR_NOTE;
use pamlint_rules::{Finding, shown};

use crate::escape::escape;
use crate::measure::shorten;
use crate::spots::Asked;
use crate::styles::{Weight, colours};
use pamlint_words::Words;

/// The first line of our text in a note: by it, and by [`END`], our text is found again in a note
/// that the customer wrote too.
pub(crate) const START: &str = OUR_NOTE.0;
/// The last line of our text in a note.
pub(crate) const END: &str = OUR_NOTE.1;

/// How many characters a note holds: what is longer, nobody reads in a note.
const LONGEST_NOTE: usize = 2_000;

/// A piece of a note's text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    text: String,
    bold: bool,
    colour: &'static str,
}

/// The text of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Note {
    runs: Vec<Run>,
}

const PLAIN: &str = "FF000000";
const FAINT: &str = "FF7F7F7F";

impl Note {
    /// The note about the findings of one cell.
    pub(crate) fn new(findings: &[&Finding], asked: &Asked<'_>, words: &Words) -> Note {
        let mut note = Note { runs: Vec::new() };
        note.push(START, false, FAINT);
        let mut told = 0;
        for finding in findings {
            let next = about(finding, asked, words);
            let length: usize = next.iter().map(|run| run.text.chars().count()).sum();
            if told > 0 && note.text().chars().count() + length > LONGEST_NOTE {
                break;
            }
            note.runs.extend(next);
            told += 1;
        }
        if told < findings.len() {
            let count = findings.len() - told;
            note.push(&format!("\n{}", words.copies.more.fill(&[("count", &count)])), false, PLAIN);
        }
        note.push(&format!("\n{END}"), false, FAINT);
        note
    }

    fn push(&mut self, text: &str, bold: bool, colour: &'static str) {
        self.runs.push(Run { text: text.to_owned(), bold, colour });
    }

    /// All its text.
    pub(crate) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Its runs as a comments part has them, after text of the customer's own or at the start.
    pub(crate) fn runs(&self, after_text: bool) -> String {
        let mut xml = String::new();
        for (number, run) in self.runs.iter().enumerate() {
            let before = if number == 0 && after_text { "\n" } else { "" };
            let bold = if run.bold { "<b/>" } else { "" };
            xml.push_str(&format!(
                "<r><rPr>{bold}<sz val=\"9\"/><color rgb=\"{}\"/><rFont val=\"Tahoma\"/><family val=\"2\"/></rPr>\
                 <t xml:space=\"preserve\">{before}{}</t></r>",
                run.colour,
                escape(&run.text)
            ));
        }
        xml
    }
}

fn about(finding: &Finding, asked: &Asked<'_>, words: &Words) -> Vec<Run> {
    let mut runs = Vec::new();
    let word = finding.severity.said(words).to_uppercase();
    let weight = Weight::of(finding);
    let colour = match weight {
        Weight::Open(Severity::Error) => "FFA80000",
        Weight::Open(Severity::Warning) => "FF7A5200",
        Weight::Open(Severity::Info) | Weight::Excepted => colours(weight).text,
    };
    let plain = |text: String| Run { text, bold: false, colour: PLAIN };
    runs.push(Run { text: format!("\n{word}  {}", finding.code), bold: true, colour });
    runs.push(plain(format!("\n{}", asked.tell(finding, &asked.wording.message(finding)))));
    if let Some(exception) = &finding.exception {
        let said = words.copies.exception.fill(&[("exception", &exception.said(words))]);
        runs.push(Run { text: format!("\n{}", asked.tell(finding, &said)), bold: true, colour });
        return runs;
    }
    if let Some(help) = asked.wording.help(finding) {
        runs.push(plain(format!("\n{}", asked.tell(finding, &help))));
    }
    if let Some((label, value)) = proposal(finding, asked, words) {
        runs.push(plain(format!("\n{label} ")));
        runs.push(Run { text: shorten(&shown(value)), bold: true, colour: PLAIN });
    }
    runs
}

/// The correction of a finding with the words before it; none where it could repeat a secret.
fn proposal<'a>(finding: &'a Finding, asked: &Asked<'_>, words: &'a Words) -> Option<(&'a str, &'a str)> {
    let fix = finding.fix.as_ref()?;
    if asked.secrets.contains_key(&finding.place) {
        return None;
    }
    let label = match fix.applicability {
        Applicability::Safe => &words.copies.fix,
        Applicability::Unsafe => &words.copies.likely_fix,
    };
    Some((label, &fix.value))
}
