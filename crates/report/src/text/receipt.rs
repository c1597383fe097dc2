//! Receipts for people: each change with what stood in the cell and what stands there now, then what is
//! left.

use anstyle::{AnsiColor, Style};
use pamlint_convention::{Applicability, Language, Severity};
use pamlint_words::Words;
use pamlint_writer::{Change, Outcome, Reason};

use super::excerpt::excerpt;
use super::layout::{one_line, wrapped};
use super::{FIX_ROOM, GLUE, HANGING, INDENT, Text, colour, push_line, sentence, severity_style, some};
use crate::receipt::{Asked, Receipt, Receipts, Sum, is_applied};
use crate::run::Head;

/// Text for people.
#[derive(Debug)]
pub struct ReceiptText {
    text: Text,
    words: &'static Words,
    asked: Asked,
    workbooks: usize,
}

impl ReceiptText {
    /// Text without colours.
    pub fn plain() -> ReceiptText {
        ReceiptText {
            text: Text::plain(),
            words: Words::of(Language::EN),
            asked: Asked { only_shown: false, unsafe_fixes: false },
            workbooks: 0,
        }
    }

    /// Text with colours, as ANSI escape sequences.
    pub fn styled() -> ReceiptText {
        ReceiptText { text: Text::styled(), ..ReceiptText::plain() }
    }

    /// `Fixes applied: 3; not applied: 1`.
    fn counts(&self, sum: &Sum) -> String {
        let (words, general) = (self.words, self.text.words);
        let colon = &general.report.colon;
        let done = if self.asked.only_shown { &words.receipt.would_apply } else { &words.receipt.applied };
        let mut text = format!("{done}{colon}{GLUE}{}", sum.applied);
        if sum.not_applied > 0 {
            text.push_str(&format!(
                "{}{}{colon}{GLUE}{}",
                general.report.semicolon, words.receipt.not_applied, sum.not_applied
            ));
        }
        text
    }

    /// `Left: 1 error, 2 remarks; with --unsafe-fixes: 1 can be fixed`.
    fn left(&self, sum: &Sum) -> String {
        let (words, general) = (self.words, self.text.words);
        let counts = some(&[
            (sum.left.error, &general.report.errors),
            (sum.left.warning, &general.report.warnings),
            (sum.left.info, &general.report.infos),
        ]);
        let mut text = match counts.as_slice() {
            [] => general.report.nothing_to_correct.to_owned(),
            counts => format!("{}{} {}", words.receipt.left, general.report.colon, self.text.list(counts)),
        };
        if sum.excepted > 0 {
            let excepted = general.count(sum.excepted, &general.report.excepted).replace(' ', GLUE);
            text.push_str(&format!("{}{excepted}", general.report.semicolon));
        }
        if sum.left_fixable.1 > 0 && !self.asked.unsafe_fixes {
            let fixable = general.count(sum.left_fixable.1, &general.report.fixable).replace(' ', GLUE);
            text.push_str(&format!(
                "{}{}{} {fixable}",
                general.report.semicolon, words.receipt.with_unsafe, general.report.colon
            ));
        }
        text
    }

    fn change(&self, change: &Change, out: &mut String) {
        let general = self.text.words;
        let place = format!("{}!{}", one_line(&change.sheet), change.place.cell);
        let (certainty, style) = match change.applicability {
            Applicability::Safe => (&self.words.receipt.safe, AnsiColor::Green),
            Applicability::Unsafe => (&self.words.receipt.not_safe, AnsiColor::Yellow),
        };
        let codes = [std::slice::from_ref(&change.code), change.also.as_slice()].concat().join(", ");
        let code = self.text.paint(Style::new().bold(), &codes);
        let certainty = self.text.paint(colour(style), certainty);
        push_line(out, &format!("{place}  {code}  {certainty}"));
        let side = |sign: &str, style: AnsiColor, value: &str| {
            let line = format!("{INDENT}{sign} \"{}\"", excerpt(value, None, FIX_ROOM).line);
            self.text.paint(colour(style), &line)
        };
        push_line(out, &side("-", AnsiColor::Red, &change.old));
        push_line(out, &side("+", AnsiColor::Green, &change.new));
        if change.drops_formatting && change.outcome == Outcome::Applied {
            push_line(out, &wrapped(&self.words.receipt.drops_formatting, INDENT, INDENT));
        }
        if let Outcome::NotApplied(reason) = change.outcome {
            let label = self.text.paint(colour(AnsiColor::Yellow), &self.words.receipt.not_applied);
            let first = format!("{INDENT}{label}{} ", general.report.colon);
            push_line(out, &wrapped(why(reason, self.words), &first, HANGING));
        }
    }
}

impl Receipts for ReceiptText {
    fn begin(&mut self, head: &Head<'_>, asked: Asked, _: &mut String) {
        self.words = Words::of(head.wording.language);
        self.text.words = Words::of(head.wording.language);
        self.asked = asked;
        self.workbooks = 0;
    }

    fn workbook(&mut self, head: &Head<'_>, receipt: &Receipt, out: &mut String) {
        if self.workbooks > 0 {
            out.push('\n');
        }
        self.workbooks += 1;
        let general = self.text.words;
        let path = self.text.paint(Style::new().bold(), &one_line(&receipt.path));
        let colon = &general.report.colon;
        let fixed = match &receipt.result {
            Err(failed) => {
                let status =
                    self.text.paint(severity_style(Severity::Error), &self.words.receipt.not_corrected);
                push_line(out, &format!("{path}{colon} {status}"));
                push_line(out, &wrapped(&one_line(&failed.message(head.wording.language)), INDENT, INDENT));
                return;
            }
            Ok(fixed) => fixed,
        };
        let sum = Sum::of(receipt);
        let counts = if fixed.receipt.is_empty() {
            self.words.receipt.nothing_to_fix.to_owned()
        } else {
            self.counts(&sum).replace(GLUE, " ")
        };
        push_line(out, &format!("{path}{colon} {counts}"));
        if !fixed.receipt.is_empty() {
            out.push('\n');
        }
        let (applied, others): (Vec<&Change>, Vec<&Change>) =
            fixed.receipt.iter().partition(|change| is_applied(change));
        for change in applied.into_iter().chain(others) {
            self.change(change, out);
        }
        if !fixed.receipt.is_empty() {
            out.push('\n');
        }
        if fixed.signature_dropped && !self.asked.only_shown {
            push_line(out, &wrapped(&self.words.receipt.signature, "", ""));
        }
        if let Some(written) = &receipt.written {
            if fixed.is_new {
                push_line(out, &wrapped(&self.words.copies.remarks.formatting_not_kept, "", ""));
            }
            push_line(out, &format!("{}{colon} {}", self.words.receipt.written, one_line(written)));
        }
        push_line(out, &wrapped(&sentence(&self.left(&sum)), "", "").replace(GLUE, " "));
        if sum.left.total() > 0 && !self.asked.only_shown {
            let path = receipt.written.as_ref().unwrap_or(&receipt.path);
            let label = format!("{}{colon} ", self.words.receipt.see);
            push_line(out, &format!("{label}pamlint check {}", one_line(path)));
        }
    }

    fn end(&mut self, sum: &Sum, out: &mut String) {
        if sum.workbooks < 2 {
            return;
        }
        let general = self.text.words;
        let fared = some(&[(sum.failed, &general.report.not_checked)]);
        let mut clauses = vec![general.count(sum.workbooks, &general.report.workbooks).replace(' ', GLUE)];
        clauses.push(self.counts(sum));
        clauses.push(self.left(sum));
        if !fared.is_empty() {
            clauses.push(self.text.list(&fared));
        }
        out.push('\n');
        let lines = wrapped(&sentence(&clauses.join(&general.report.semicolon)), "", "").replace(GLUE, " ");
        push_line(out, &self.text.paint(Style::new().bold(), &lines));
    }
}

/// Why a cell was left alone, and what to do.
fn why(reason: Reason, words: &Words) -> &str {
    let reasons = &words.receipt.reasons;
    match reason {
        Reason::Formula => &reasons.formula,
        Reason::TableHeader => &reasons.table_header,
        Reason::Merged => &reasons.merged,
        Reason::NoHelp => &reasons.no_help,
        Reason::Circle => &reasons.circle,
        Reason::OutOfReach => &reasons.out_of_reach,
    }
}
