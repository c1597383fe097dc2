//! The text format: grouped by workbook and sheet, readable at 80 columns and without colour.

mod compared;
mod excerpt;
pub(crate) mod layout;
mod receipt;

use anstyle::{AnsiColor, Style};
use pamlint_convention::{Language, Severity};
use pamlint_rules::{Excepted, Finding, Fix, Report, Wording, cells_text, sameness, together};

use crate::emitter::Emitter;
use crate::run::{Head, Outcome};
use crate::tally::Tally;
pub use compared::compared_text;
use excerpt::excerpt;
use layout::{WIDTH, one_line, wrapped};
use pamlint_words::{Counted, Words};
pub use receipt::ReceiptText;

/// What stands before everything that explains a finding.
const INDENT: &str = "    ";

/// What stands before the further lines of a message, so that they are not taken for the value.
const HANGING: &str = "        ";

/// How many related cells are named; a group can be as large as the workbook.
const RELATED: usize = 6;

/// How much of a proposed value is shown.
const FIX_ROOM: usize = 3 * WIDTH;

/// Keeps a number and its noun on one line while the closing sentence is wrapped.
const GLUE: &str = "\u{a0}";

/// Text for people.
#[derive(Debug)]
pub struct Text {
    styled: bool,
    words: &'static Words,
    workbooks: usize,
}

impl Text {
    /// Text without colours.
    pub fn plain() -> Text {
        Text { styled: false, words: Words::of(Language::EN), workbooks: 0 }
    }

    /// Text with colours, as ANSI escape sequences.
    pub fn styled() -> Text {
        Text { styled: true, ..Text::plain() }
    }

    /// The words of the language of the run.
    pub(crate) fn words(&self) -> &'static Words {
        self.words
    }

    fn paint(&self, style: Style, text: &str) -> String {
        if self.styled { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn label(&self, style: Style, word: &str) -> String {
        self.paint(style, &format!("{word}{}", self.words.report.colon))
    }

    fn report(&self, report: &Report, wording: &Wording<'_>, out: &mut String) {
        let mut sheet = None;
        let same = together(&report.findings, |finding| sameness(finding, wording));
        for findings in same {
            let Some(finding) = findings.first().copied() else { continue };
            let name = report.sheet_name(finding.place);
            if sheet != Some(name) {
                sheet = Some(name);
                self.sheet_head(report, finding, out);
            }
            out.push('\n');
            self.findings(report, &findings, wording, out);
        }
    }

    fn sheet_head(&self, report: &Report, finding: &Finding, out: &mut String) {
        let name = report.sheet_name(finding.place);
        let mut head = format!("{} {}", self.words.report.sheet, one_line(name));
        if let Some(known) = report.sheets.iter().find(|sheet| sheet.name == name) {
            head.push_str(&format!(" ({})", self.words.count(known.accounts, &self.words.report.accounts)));
        }
        out.push('\n');
        out.push_str(&self.paint(Style::new().underline(), &head));
        out.push('\n');
    }

    /// One finding, or those that are the same in several cells.
    fn findings(&self, report: &Report, findings: &[&Finding], wording: &Wording<'_>, out: &mut String) {
        let Some(finding) = findings.first() else { return };
        let loud = match finding.exception {
            Some(_) => Style::new().dimmed(),
            None => severity_style(finding.severity),
        };
        let head = format!(
            "{}!{}  {}  {}  ",
            one_line(report.sheet_name(finding.place)),
            finding.place.cell,
            self.paint(loud, finding.severity.said(self.words)),
            self.paint(Style::new().bold(), &finding.code),
        );
        push_line(out, &wrapped(&one_line(&wording.message(finding)), &head, HANGING));
        if findings.len() > 1 {
            let count = self.words.count(findings.len(), &self.words.report.cells);
            let label = self.label(colour(AnsiColor::Cyan), &count);
            push_line(out, &wrapped(&cells_text(findings), &format!("{INDENT}{label} "), HANGING));
        }
        let value = wording.value(finding);
        if !value.is_empty() {
            let shown = excerpt(&value, finding.span, WIDTH - INDENT.len());
            push_line(out, format!("{INDENT}{}", shown.line).trim_end());
            if let Some((blanks, carets)) = shown.carets {
                let carets = self.paint(loud, &"^".repeat(carets));
                push_line(out, &format!("{INDENT}{}{carets}", " ".repeat(blanks)));
            }
        }
        if let Some(help) = wording.help(finding).filter(|help| !help.is_empty()) {
            let label = self.label(colour(AnsiColor::Cyan), &self.words.report.help);
            push_line(out, &wrapped(&one_line(&help), &format!("{INDENT}{label} "), HANGING));
        }
        if !finding.related.is_empty() {
            push_line(out, &self.related(report, finding));
        }
        if let Some(exception) = &finding.exception {
            push_line(out, &self.exception(exception));
        } else if let Some(fix) = &finding.fix {
            self.fix(fix, out);
        }
    }

    fn related(&self, report: &Report, finding: &Finding) -> String {
        let mut places: Vec<String> = finding
            .related
            .iter()
            .take(RELATED)
            .map(|place| format!("{}!{}", one_line(report.sheet_name(*place)), place.cell))
            .collect();
        if let Some(more) = finding.related.len().checked_sub(RELATED).filter(|more| *more > 0) {
            places.push(format!("+ {}", self.words.count(more, &self.words.report.more_cells)));
        }
        let label = self.label(colour(AnsiColor::Cyan), &self.words.report.also);
        wrapped(&places.join(", "), &format!("{INDENT}{label} "), HANGING)
    }

    fn exception(&self, exception: &Excepted) -> String {
        let label = self.label(Style::new().dimmed(), &self.words.report.exception);
        wrapped(&one_line(&exception.said(self.words)), &format!("{INDENT}{label} "), HANGING)
    }

    fn fix(&self, fix: &Fix, out: &mut String) {
        let value = if fix.value.is_empty() {
            self.words.empty_cell.to_owned()
        } else {
            excerpt(&fix.value, None, FIX_ROOM).line
        };
        let certainty = fix.applicability.said(self.words);
        let label = self.label(colour(AnsiColor::Green), &self.words.report.fix);
        let line = format!("{INDENT}{label} {value}");
        // The value stays in one piece, to be copied; only the words behind it may move to a line of
        // their own.
        let together = textwrap::core::display_width(&line) + 3 + textwrap::core::display_width(certainty);
        out.push_str(&line);
        out.push_str(if together <= WIDTH { " " } else { "\n        " });
        push_line(out, &format!("({certainty})"));
    }

    fn sum(&self, tally: &Tally) -> String {
        let words = self.words;
        let mut clauses = Vec::new();
        if tally.workbooks + tally.replaced.len() > 1 {
            let fared = some(&[
                (tally.clean, &words.report.clean),
                (tally.with_findings, &words.report.with_findings),
                (tally.failed, &words.report.not_checked),
            ]);
            let workbooks = words.count(tally.workbooks, &words.report.workbooks);
            let accounts = words.count(tally.accounts, &words.report.accounts);
            clauses.push(format!("{workbooks}, {accounts}{} {}", words.report.colon, self.list(&fared)));
        }
        let found = some(&[
            (tally.counts.error, &words.report.errors),
            (tally.counts.warning, &words.report.warnings),
            (tally.counts.info, &words.report.infos),
        ]);
        if !found.is_empty() {
            clauses.push(self.list(&found));
        } else if tally.failed == 0 {
            let said = if tally.accounts == 0 {
                &words.report.no_accounts
            } else {
                &words.report.nothing_to_correct
            };
            clauses.push(said.to_owned());
        }
        if tally.excepted > 0 {
            clauses.push(words.count(tally.excepted, &words.report.excepted).replace(' ', GLUE));
        }
        let (safe, not_safe) = tally.fixes;
        if safe + not_safe > 0 {
            let fixes = some(&[(safe, &words.report.safe_fixes), (not_safe, &words.report.unsafe_fixes)]);
            let fixable = words.count(safe + not_safe, &words.report.fixable);
            clauses.push(format!("{fixable} ({})", self.list(&fixes)));
        }
        clauses.join(&words.report.semicolon)
    }

    /// Says what of the folders was not checked.
    fn left_out(&self, tally: &Tally, out: &mut String) {
        let report = &self.words.report;
        let counts =
            some(&[(tally.left_out.copies, &report.copies), (tally.left_out.others, &report.other_files)]);
        if !counts.is_empty() {
            let said = format!("{}{} {}", report.left_out, report.colon, self.list(&counts));
            out.push('\n');
            push_line(out, &wrapped(&said, "", "").replace(GLUE, " "));
        }
    }

    /// Says what an interrupted run has not come to.
    fn not_reached(&self, tally: &Tally, out: &mut String) {
        if tally.not_reached.is_empty() {
            return;
        }
        let interrupted = self.words.count(tally.not_reached.len(), &self.words.report.interrupted);
        let title = format!("{interrupted}{}", self.words.report.colon);
        out.push('\n');
        push_line(out, &self.paint(severity_style(Severity::Error), &title));
        for path in &tally.not_reached {
            push_line(out, &format!("{INDENT}{}", one_line(path)));
        }
    }

    /// Says which workbooks are not counted.
    fn replaced(&self, tally: &Tally, out: &mut String) {
        for (number, replaced) in tally.replaced.iter().enumerate() {
            out.push_str(if number == 0 { "\n" } else { "" });
            push_line(out, &wrapped(&format!("{}.", replaced.said(self.words)), "", HANGING));
        }
    }

    fn list(&self, counted: &[(usize, &Counted)]) -> String {
        let counts: Vec<String> =
            counted.iter().map(|(number, what)| self.words.count(*number, what).replace(' ', GLUE)).collect();
        counts.join(", ")
    }
}

impl Emitter for Text {
    fn begin(&mut self, head: &Head<'_>, _: &mut String) {
        self.words = Words::of(head.wording.language);
        self.workbooks = 0;
    }

    fn workbook(&mut self, head: &Head<'_>, outcome: &Outcome, out: &mut String) {
        if self.workbooks > 0 {
            out.push('\n');
        }
        self.workbooks += 1;
        let words = self.words;
        let path = self.paint(Style::new().bold(), &one_line(&outcome.path));
        match &outcome.result {
            Err(failed) => {
                let status = self.paint(severity_style(Severity::Error), &words.report.workbook_not_checked);
                push_line(out, &format!("{path}{} {status}", words.report.colon));
                push_line(out, &wrapped(&one_line(&failed.message(head.wording.language)), INDENT, INDENT));
            }
            Ok(report) => {
                let accounts = words.count(report.accounts, &words.report.accounts);
                let said = match (report.findings.is_empty(), report.accounts) {
                    // Nothing to correct, but nothing to praise either.
                    (true, 0) => words.report.no_accounts.to_owned(),
                    (true, _) => format!("{accounts}, {}", words.report.nothing_to_correct),
                    (false, _) => accounts,
                };
                push_line(out, &format!("{path}{} {said}", words.report.colon));
                if let Some(round) = &report.round {
                    push_line(out, &wrapped(&round.said(words), INDENT, INDENT));
                }
                self.report(report, &head.wording, out);
            }
        }
        if let Some(annotated) = &outcome.annotated {
            let path = one_line(annotated);
            push_line(out, &format!("\n{}{} {path}", words.report.annotated, words.report.colon));
        }
    }

    fn end(&mut self, tally: &Tally, out: &mut String) {
        for (number, unused) in tally.unused_exceptions.iter().enumerate() {
            let head = format!("{}{} ", self.words.report.unused_exception, self.words.report.colon);
            out.push_str(if number == 0 { "\n" } else { "" });
            push_line(out, &wrapped(&one_line(unused), &head, HANGING));
        }
        self.not_reached(tally, out);
        self.replaced(tally, out);
        self.left_out(tally, out);
        let sum = self.sum(tally);
        if !sum.is_empty() {
            out.push('\n');
            let lines = wrapped(&sentence(&sum), "", "").replace(GLUE, " ");
            push_line(out, &self.paint(Style::new().bold(), &lines));
        }
    }
}

/// Those that are not nought.
fn some<'w>(counted: &[(usize, &'w Counted)]) -> Vec<(usize, &'w Counted)> {
    counted.iter().copied().filter(|(number, _)| *number > 0).collect()
}

/// With a capital at its start and a full stop at its end.
fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).chain(['.']).collect()
}

fn push_line(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

fn colour(colour: AnsiColor) -> Style {
    Style::new().fg_color(Some(colour.into()))
}

fn severity_style(severity: Severity) -> Style {
    colour(match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Blue,
    })
    .bold()
}
