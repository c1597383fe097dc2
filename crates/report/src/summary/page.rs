//! The summary of a run as one page of HTML that needs nothing from elsewhere: `page.html` filled in.
//!
//! Without script everything shows; a small script adds sorting by any column and filters. The page keeps to
//! WCAG 2.2 AA, which was checked so: contrasts are computed by the tests of `palette`; that headers have a
//! scope, fields a label, frames that scroll a name and the keyboard, and severities a word besides their
//! colour, is asserted by `tests/summary_page.rs`; axe-core 4 (its WCAG 2.0 to 2.2 A and AA rules and best
//! practices) found nothing in Chromium in light and in dark, nor did it in all three languages; sorting and
//! filtering were tried there with the keyboard alone, with `aria-sort` and the live count changing; at a width
//! of 320 pixels only tables scroll sideways.

use std::fmt;

use askama::Template;
use askama::filters::Escaper;
use pamlint_convention::Severity;
use pamlint_words::Summary;

use super::overview::{ByCustomer, Overview};
use super::palette;
use super::view::View;
use crate::run::Status;
use crate::tally::ByCode;

/// The most findings on a page: more than people read or browsers like.
const MOST_FINDINGS: usize = 5_000;

/// The summary of a run as the text of an .html file: the same overview gives the same text. `file` is the path where
/// it will stand: its links lead from there.
///
/// Where there are more findings than a page has room for, it says how many are left out.
pub fn summary_page(overview: &Overview, file: &str) -> String {
    // Writing to memory has no way to fail. A template ends without the end of its last line.
    Page::new(&View::new(overview, file)).render().unwrap_or_default() + "\n"
}

/// What the page is filled with.
#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    view: &'a View<'a>,
    overview: &'a Overview,
    words: &'static Summary,
    empty_cell: &'static str,
    /// The count of the rows that a filter leaves, for the script to fill in.
    shown: String,
    language: &'a str,
    palette: String,
    style: &'static str,
    /// The one script that the page may run; a test makes sure that the page names its hash.
    script: &'static str,
    names: Names,
    codes: Vec<(&'a str, &'a ByCode)>,
    most_of_code: usize,
    customers: Vec<ByCustomer<'a>>,
    most_of_customer: usize,
    not_checked: Vec<[&'a str; 3]>,
    statuses: [(&'static str, &'static str); 3],
    severities: [(&'static str, &'static str); 3],
    finding_headers: [&'static String; 10],
    most: usize,
    cut_off: Option<String>,
}

/// The names of the sections that are lists.
struct Names {
    workbooks: &'static str,
    findings: &'static str,
    not_checked: &'static str,
}

impl<'a> Page<'a> {
    fn new(view: &'a View<'a>) -> Page<'a> {
        let View { overview, words: common, .. } = *view;
        let words = &common.summary;
        let [_, workbooks, findings, not_checked] = &words.sheets;
        let [severity, code, _, customer, workbook, _, cell, account, column, value, message, fix] =
            &words.finding_headers;
        let codes = overview.tally.most_frequent();
        let customers = overview.by_customer();
        let left_out = view.left_out(overview.findings().len().min(MOST_FINDINGS));
        let cut_off = || words.page_cut_off.fill(&[("count", &left_out)]);
        Page {
            view,
            overview,
            words,
            empty_cell: &common.empty_cell,
            shown: words.shown.fill(&[("shown", &"{shown}"), ("count", &"{count}")]),
            language: overview.language.code(),
            palette: palette::css(),
            style: include_str!("page.css"),
            script: include_str!("page.js"),
            names: Names { workbooks, findings, not_checked },
            most_of_code: codes.iter().map(|(_, sum)| sum.findings).max().unwrap_or_default(),
            codes,
            most_of_customer: customers.iter().map(|sum| sum.counts.total()).max().unwrap_or_default(),
            customers,
            not_checked: view.not_checked().collect(),
            statuses: [Status::Clean, Status::Findings, Status::Failed]
                .map(|status| (status.word(), view.status(status))),
            severities: Severity::ALL.map(|severity| (severity.word(), view.severity(severity))),
            finding_headers: [severity, code, customer, workbook, cell, account, column, value, message, fix],
            most: MOST_FINDINGS,
            cut_off: (left_out > 0).then(cut_off),
        }
    }

    /// The rank of a severity, the gravest first.
    fn weight(&self, severity: &Severity) -> usize {
        Severity::ALL.iter().take_while(|known| *known != severity).count()
    }

    /// The length of a bar in percent of the longest.
    fn share(&self, count: &usize, most: &usize) -> String {
        let share = count.saturating_mul(1000) / (*most).max(1);
        format!("{}.{}", share / 10, share % 10)
    }
}

/// Texts as HTML has them, in elements and attributes. What would not be seen is shown as a sign.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Visible;

impl Escaper for Visible {
    fn write_escaped_str<W: fmt::Write>(&self, mut target: W, text: &str) -> fmt::Result {
        for character in text.chars() {
            match character {
                '&' => target.write_str("&amp;")?,
                '<' => target.write_str("&lt;")?,
                '>' => target.write_str("&gt;")?,
                '"' => target.write_str("&quot;")?,
                '\'' => target.write_str("&#39;")?,
                '\n' | '\t' => target.write_char(character)?,
                '\0'..='\u{1f}' => {
                    target.write_char(char::from_u32(0x2400 + u32::from(character)).unwrap_or('␀'))?;
                }
                '\u{7f}' => target.write_char('␡')?,
                '\u{80}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' => {
                    target.write_char('\u{fffd}')?;
                }
                other => target.write_char(other)?,
            }
        }
        Ok(())
    }
}
