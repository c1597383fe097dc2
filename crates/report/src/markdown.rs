//! The Markdown format: for tickets, chats and reviews. A heading for each workbook, a table of what is wrong in it.

use pamlint_convention::Language;
use pamlint_rules::{Finding, Report, Wording, cells_text, sameness, together};
use pamlint_words::Words;

use crate::emitter::Emitter;
use crate::run::{Head, Outcome};
use crate::tally::Tally;
use crate::text::{Text, layout::one_line};

/// Tables in the Markdown of GitHub. Findings that are the same stand in one row, with all of their cells.
#[derive(Debug)]
pub struct Markdown {
    words: &'static Words,
    workbooks: usize,
    /// Words the closing lines.
    text: Text,
}

impl Default for Markdown {
    fn default() -> Markdown {
        Markdown { words: Words::of(Language::EN), workbooks: 0, text: Text::plain() }
    }
}

impl Markdown {
    fn table(&self, report: &Report, wording: &Wording<'_>, out: &mut String) {
        let [severity, code, cells, value, message, fix] = &self.words.report.columns;
        out.push_str(&row(&[severity, code, cells, value, message, fix].map(|head| escaped(head))));
        out.push_str(&row(&[(); 6].map(|()| "---".to_owned())));
        for same in together(&report.findings, |finding| sameness(finding, wording)) {
            out.push_str(&row(&self.cells(report, &same, wording)));
        }
    }

    fn cells(&self, report: &Report, same: &[&Finding], wording: &Wording<'_>) -> [String; 6] {
        let Some(finding) = same.first() else { return [(); 6].map(|()| String::new()) };
        let place = format!("{}!{}", report.sheet_name(finding.place), cells_text(same));
        let help = wording.help(finding).filter(|help| !help.is_empty());
        let said = match &finding.exception {
            Some(exception) => Some(exception.said(self.words)),
            None => help.map(|help| help.to_string()),
        };
        let message = wording.message(finding);
        let message = match said {
            Some(said) => format!("{}<br>{}", escaped(&message), escaped(&said)),
            None => escaped(&message),
        };
        let fix = finding.fix.as_ref().filter(|_| finding.exception.is_none());
        let fix = fix.map(|fix| {
            let value = if fix.value.is_empty() { escaped(&self.words.empty_cell) } else { code(&fix.value) };
            format!("{value} ({})", escaped(fix.applicability.said(self.words)))
        });
        [
            escaped(finding.severity.said(self.words)),
            escaped(&finding.code),
            escaped(&place),
            code(&wording.value(finding)),
            message,
            fix.unwrap_or_default(),
        ]
    }
}

impl Emitter for Markdown {
    fn begin(&mut self, head: &Head<'_>, out: &mut String) {
        self.words = Words::of(head.wording.language);
        self.workbooks = 0;
        self.text.begin(head, out);
    }

    fn workbook(&mut self, head: &Head<'_>, outcome: &Outcome, out: &mut String) {
        if self.workbooks > 0 {
            out.push('\n');
        }
        self.workbooks += 1;
        let words = self.words;
        out.push_str(&format!("## {}\n\n", escaped(&outcome.path)));
        match &outcome.result {
            Err(failed) => {
                let why = failed.message(head.wording.language);
                let status = escaped(&words.report.workbook_not_checked);
                out.push_str(&format!("**{status}**{} {}\n", words.report.colon, escaped(&why)));
            }
            Ok(report) => {
                let accounts = words.count(report.accounts, &words.report.accounts);
                let said = match (report.findings.is_empty(), report.accounts) {
                    (true, 0) => words.report.no_accounts.clone(),
                    (true, _) => format!("{accounts}, {}", words.report.nothing_to_correct),
                    (false, _) => accounts,
                };
                out.push_str(&format!("{}\n", escaped(&said)));
                if !report.findings.is_empty() {
                    out.push('\n');
                    self.table(report, &head.wording, out);
                }
            }
        }
    }

    fn end(&mut self, tally: &Tally, out: &mut String) {
        let mut closing = String::new();
        self.text.end(tally, &mut closing);
        // What the text format says at its end, each part a paragraph.
        for paragraph in closing.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
            let lines: Vec<String> = paragraph.lines().map(|line| escaped(line.trim())).collect();
            out.push_str(&format!("\n{}\n", lines.join("\n")));
        }
    }
}

fn row(cells: &[String; 6]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// A text in which no character means anything to Markdown or HTML, and nothing becomes a link.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in one_line(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out.replace("://", "&#58;//").replace("www.", "www&#46;")
}

/// A value as code: a fence that is longer than any run of backticks in it.
fn code(value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    let value = one_line(value).replace('|', "\\|");
    let longest = value.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let room = if value.starts_with('`') || value.ends_with('`') { " " } else { "" };
    format!("{fence}{room}{value}{room}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_value_is_markup() {
        assert_eq!(escaped("a|b <img> [x](http://y) @me"), "a\\|b &lt;img&gt; \\[x\\](http&#58;//y) &#64;me");
        assert_eq!(code("a`b|c"), "``a`b\\|c``");
        assert_eq!(code("`a"), "`` `a ``");
        assert_eq!(code(""), "");
    }
}
