//! What a reply says, piece by piece: as plain text, and as a page.

use askama::Template;
use pamlint_convention::{Message, Reply as Texts, Verdict};
use pamlint_rules::{Finding, Report, Was, Wording, shown, together};
use pamlint_words::{Counted, Words};

use super::{About, address};
use crate::run::Outcome;
use pamlint_convention::Meant;

/// How many sorts of mistakes are told.
const MOST_FREQUENT: usize = 5;

/// How many are told where no copy is attached, and how many cells of each.
const MOST_SORTS: usize = 100;
const MOST_PLACES: usize = 20;

/// How many safes are told.
const MOST_SAFES: usize = 100;

/// What a reply says.
#[derive(Template)]
#[template(path = "letter.html")]
pub(super) struct Letter {
    pub subject: String,
    /// The person whom it addresses.
    pub contact: Option<String>,
    language: String,
    colour: &'static str,
    greeting: String,
    verdict: String,
    /// What became of the last round, by when an answer is expected, what is attached.
    remarks: Vec<String>,
    lists: Vec<List>,
    closing: String,
}

/// A list with its heading.
struct List {
    heading: String,
    lines: Vec<Line>,
    is_numbered: bool,
    /// What stands below it.
    rest: String,
}

/// A line of a list.
#[derive(Default)]
struct Line {
    text: String,
    /// How often it is so, where that is told.
    count: String,
    /// Where it was found first, with its code.
    place: String,
}

/// How a workbook fared, as whoever sent it is told.
enum Fared {
    Accepted,
    Attention,
    Returned,
    Unread,
}

impl Letter {
    pub fn of(outcome: &Outcome, about: &About<'_>, wording: &Wording<'_>, texts: &Texts) -> Letter {
        let words = Words::of(wording.language);
        let report = outcome.result.as_ref();
        let fared = fared(outcome);
        let verdict = match fared {
            Fared::Accepted => &texts.accepted,
            Fared::Attention => &texts.attention,
            Fared::Returned => &texts.returned,
            Fared::Unread => &texts.unread,
        };
        let contact = report.ok().and_then(|report| address::name(report.told(Meant::Contact)?));
        let filled = Filled { outcome, about, wording, words, contact: contact.as_deref() };
        let fill = |message: &Message| filled.fill(message, None);
        let greeting = if contact.is_some() { &texts.greeting } else { &texts.greeting_to_nobody };
        let mut remarks = Vec::new();
        if let Ok(Report { round: Some(round), .. }) = report {
            remarks.push(round.said(words));
        }
        let is_back = !matches!(fared, Fared::Accepted);
        remarks.extend((is_back && about.until.is_some()).then(|| fill(&texts.until)));
        remarks.extend(about.copy.map(|_| fill(&texts.attached)));
        let mut lists = Vec::new();
        if let Ok(report) = report {
            match fared {
                Fared::Accepted => lists.extend(made(report, texts, &filled)),
                _ => lists.extend(most_frequent(report, texts, &filled)),
            }
        }
        lists.extend(steps(verdict, texts, &filled));
        Letter {
            subject: filled.line(&verdict.subject),
            language: wording.language.code().to_owned(),
            colour: match fared {
                Fared::Accepted => "#2e7d32",
                Fared::Attention => "#b26a00",
                Fared::Returned | Fared::Unread => "#c62828",
            },
            greeting: fill(greeting),
            verdict: fill(&verdict.verdict),
            remarks,
            lists,
            closing: fill(&texts.closing),
            contact,
        }
    }

    /// It as plain text.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n\n{}\n", self.greeting, self.verdict);
        for remark in &self.remarks {
            text += &format!("\n{remark}\n");
        }
        for List { heading, lines, is_numbered, rest } in &self.lists {
            text += &format!("\n{heading}\n");
            for (number, Line { text: line, count, place }) in (1..).zip(lines) {
                let mark = if *is_numbered { format!("{number}.") } else { "-".to_owned() };
                let count = if count.is_empty() { String::new() } else { format!("{count} × ") };
                let place = if place.is_empty() { String::new() } else { format!(" ({place})") };
                text += &format!("  {mark} {count}{line}{place}\n");
            }
            if !rest.is_empty() {
                text += &format!("  {rest}\n");
            }
        }
        text + &format!("\n{}\n", self.closing)
    }

    /// It as a page.
    pub fn html(&self) -> String {
        // Writing to memory has no way to fail.
        self.render().unwrap_or_default() + "\n"
    }
}

fn fared(outcome: &Outcome) -> Fared {
    match outcome.result.as_ref().map(Report::counts) {
        Err(_) => Fared::Unread,
        Ok(counts) if counts.error > 0 => Fared::Returned,
        Ok(counts) if counts.warning > 0 => Fared::Attention,
        Ok(_) => Fared::Accepted,
    }
}

/// What the placeholders of texts are filled in with.
struct Filled<'a> {
    outcome: &'a Outcome,
    about: &'a About<'a>,
    wording: &'a Wording<'a>,
    words: &'static Words,
    contact: Option<&'a str>,
}

impl Filled<'_> {
    fn fill(&self, message: &Message, count: Option<usize>) -> String {
        let Some(template) = message.get(self.wording.language) else { return String::new() };
        let filled = template.render(|name| Some(self.value(name, count)));
        filled.unwrap_or_default()
    }

    /// A text that stays on its line.
    fn line(&self, message: &Message) -> String {
        let text = self.fill(message, None);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn value(&self, name: &str, count: Option<usize>) -> String {
        let report = self.outcome.result.as_ref();
        match name {
            "workbook" => shown(self.about.file).into_owned(),
            "contact" => self.contact.unwrap_or_default().to_owned(),
            "found" => report.map(|report| self.found(report)).unwrap_or_default(),
            "accounts" => report.map_or(0, |report| report.accounts).to_string(),
            "until" => self.about.until.map(|until| self.words.date(until)).unwrap_or_default(),
            "copy" => shown(self.about.copy.unwrap_or_default()).into_owned(),
            "reason" => {
                report.err().map(|failed| failed.to_sender(self.wording.language)).unwrap_or_default()
            }
            "count" => count.unwrap_or_default().to_string(),
            _ => String::new(),
        }
    }

    /// `2 errors, 1 warning`
    fn found(&self, report: &Report) -> String {
        let counts = report.counts();
        let said = &self.words.report;
        let all =
            [(counts.error, &said.errors), (counts.warning, &said.warnings), (counts.info, &said.infos)];
        let some = all.into_iter().filter(|(count, _)| *count > 0);
        let said = some.map(|(count, what): (usize, &Counted)| self.words.count(count, what));
        said.collect::<Vec<_>>().join(", ")
    }
}

/// The sorts of mistakes that occur most: secrets first, then by severity, the most frequent of each first.
fn most_frequent(report: &Report, texts: &Texts, filled: &Filled<'_>) -> Option<List> {
    let mut sorts = together(report.open(), |finding| (finding.code.clone(), finding.variant.clone()));
    sorts.sort_by_key(|sort| {
        let severity = sort.iter().map(|finding| finding.severity).max();
        let is_secret = sort.iter().any(|finding| matches!(finding.was, Was::Secret(_)));
        std::cmp::Reverse((is_secret, severity, sort.len()))
    });
    // What is not marked in an attached copy stands here, as much of it as a mail can hold.
    let (most, places) =
        if filled.about.copy.is_some() { (MOST_FREQUENT, 1) } else { (MOST_SORTS, MOST_PLACES) };
    let line = |sort: &Vec<&Finding>| {
        let first = sort.first()?;
        let cell =
            |finding: &&Finding| format!("{}!{}", report.sheet_name(finding.place), finding.place.cell);
        let cells: Vec<String> = sort.iter().take(places).map(cell).collect();
        let place = format!("{}, {}", first.code, cells.join(", "));
        Some(Line {
            // Where else it stands is nothing for whoever sent this one.
            text: one_line(&filled.wording.message(&Finding { elsewhere: None, ..(*first).clone() })),
            count: sort.len().to_string(),
            place: one_line(&place),
        })
    };
    let lines: Vec<Line> = sorts.iter().take(most).filter_map(line).collect();
    let left: usize = sorts.iter().skip(most).map(Vec::len).sum();
    let rest = if left > 0 { filled.fill(&texts.more, Some(left)) } else { String::new() };
    let heading = filled.fill(&texts.most_frequent, None);
    (!lines.is_empty()).then_some(List { heading, lines, is_numbered: false, rest })
}

/// What will be made for a workbook in which nothing has to be corrected.
fn made(report: &Report, texts: &Texts, filled: &Filled<'_>) -> Vec<List> {
    let Wording { convention, language } = filled.wording;
    let of_kind = |(kind, count): &(pamlint_convention::TableId, usize)| Line {
        text: convention.table(*kind).label.get(*language).to_owned(),
        count: count.to_string(),
        ..Line::default()
    };
    let safe = |safe: &String| Line { text: one_line(safe), ..Line::default() };
    let accounts: Vec<Line> = report.made.kinds.iter().map(of_kind).collect();
    let safes: Vec<Line> = report.made.safes.iter().take(MOST_SAFES).map(safe).collect();
    let left = report.made.safes.len().saturating_sub(MOST_SAFES);
    let rest = if left > 0 { format!("… +{left}") } else { String::new() };
    let heading =
        |what: &Message| format!("{} – {}", filled.fill(&texts.made, None), filled.fill(what, None));
    let list = |what, lines: Vec<Line>, rest| {
        (!lines.is_empty()).then(|| List { heading: heading(what), lines, is_numbered: false, rest })
    };
    let lists = [list(&texts.made_accounts, accounts, String::new()), list(&texts.made_safes, safes, rest)];
    lists.into_iter().flatten().collect()
}

/// What to do, step by step.
fn steps(verdict: &Verdict, texts: &Texts, filled: &Filled<'_>) -> Option<List> {
    let line = |step: &Message| Line { text: filled.fill(step, None), ..Line::default() };
    let steps = if filled.about.copy.is_some() { &verdict.steps } else { &verdict.steps_without_copy };
    let lines: Vec<Line> = steps.iter().map(line).collect();
    let heading = filled.fill(&texts.to_do, None);
    (!lines.is_empty()).then_some(List { heading, lines, is_numbered: true, rest: String::new() })
}

fn one_line(text: &str) -> String {
    shown(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}
