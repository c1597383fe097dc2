//! A comparison for people: what became of the findings, then of the accounts, then all of it in numbers.

use anstyle::{AnsiColor, Style};
use pamlint_convention::Severity;
use pamlint_rules::{Change, Finding, Report, Spoiled, Wording};
use pamlint_words::{Counted, Words};

use super::excerpt::excerpt;
use super::layout::{WIDTH, one_line, wrapped};
use super::{GLUE, HANGING, INDENT, Text, colour, push_line, sentence, severity_style};
use crate::compared::Compared;
use crate::json::shown;

/// How much of a value is shown beside another.
const VALUE_ROOM: usize = WIDTH / 2;

/// A comparison as text; coloured with ANSI escape sequences if wanted.
pub fn compared_text(compared: &Compared<'_>, wording: &Wording<'_>, is_coloured: bool) -> String {
    let text = Text { styled: is_coloured, words: Words::of(wording.language), workbooks: 1 };
    let mut out = String::new();
    Writer { text: &text, compared, wording }.write(&mut out);
    out
}

struct Writer<'a> {
    text: &'a Text,
    compared: &'a Compared<'a>,
    wording: &'a Wording<'a>,
}

impl Writer<'_> {
    fn write(&self, out: &mut String) {
        let Compared { old, new, comparison } = self.compared;
        let words = &self.text.words.compare;
        push_line(out, &format!("{} → {}", one_line(old.0), one_line(new.0)));
        if !comparison.spoiled.is_empty() {
            self.head(out, &words.spoiled, comparison.spoiled.len(), severity_style(Severity::Error));
            comparison.spoiled.iter().for_each(|spoiled| self.spoiled(out, spoiled));
        }
        self.findings(out, (&words.new, severity_style(Severity::Error)), new.1, &comparison.new);
        self.findings(out, (&words.open, severity_style(Severity::Warning)), new.1, &comparison.open);
        self.findings(out, (&words.solved, colour(AnsiColor::Green)), old.1, &comparison.solved);
        self.accounts(out, &words.added, &comparison.added);
        self.accounts(out, &words.gone, &comparison.gone);
        if !comparison.changed.is_empty() {
            self.head(out, &words.changed, comparison.changed.len(), Style::new().underline());
            for changed in &comparison.changed {
                push_line(out, &format!("{INDENT}{}", one_line(&changed.account)));
                changed.fields.iter().for_each(|change| self.change(out, change));
            }
        }
        out.push('\n');
        push_line(out, &wrapped(&self.sum(), "", ""));
    }

    fn head(&self, out: &mut String, what: &Counted, count: usize, style: Style) {
        out.push('\n');
        push_line(
            out,
            &self.text.paint(
                style,
                &format!("{}{}", self.text.words.count(count, what), self.text.words.report.colon),
            ),
        );
    }

    fn findings(
        &self,
        out: &mut String,
        (what, style): (&Counted, Style),
        report: &Report,
        findings: &[&Finding],
    ) {
        if findings.is_empty() {
            return;
        }
        self.head(out, what, findings.len(), style);
        for finding in findings {
            let account = finding.account.as_deref().map(|account| format!("{}  ", one_line(account)));
            let head = format!(
                "{INDENT}{}!{}  {}{}  {}  ",
                one_line(report.sheet_name(finding.place)),
                finding.place.cell,
                account.unwrap_or_default(),
                self.text.paint(severity_style(finding.severity), finding.severity.said(self.text.words)),
                self.text.paint(Style::new().bold(), &finding.code),
            );
            push_line(out, &wrapped(&one_line(&self.wording.message(finding)), &head, HANGING));
        }
    }

    fn spoiled(&self, out: &mut String, spoiled: &Spoiled) {
        let Spoiled { account, column, code } = spoiled;
        let code = self.text.paint(Style::new().bold(), code);
        push_line(out, &format!("{INDENT}{}  {}  {code}", one_line(account), one_line(column)));
    }

    fn accounts(&self, out: &mut String, what: &Counted, accounts: &[String]) {
        if accounts.is_empty() {
            return;
        }
        self.head(out, what, accounts.len(), Style::new().underline());
        push_line(out, &wrapped(&one_line(&accounts.join(", ")), INDENT, INDENT));
    }

    fn change(&self, out: &mut String, change: &Change) {
        let (old, new) = (shown(&change.old, self.wording), shown(&change.new, self.wording));
        let alike = old.chars().zip(new.chars()).take_while(|(one, other)| one == other).count();
        let value = |text: &str| match text.chars().count() {
            0 => format!("({})", self.text.words.compare.nothing),
            // Long values are cut around where they begin to differ.
            length => excerpt(text, Some((alike, length.max(alike))), VALUE_ROOM).line,
        };
        let label = format!("{}{}", one_line(&change.column), self.text.words.report.colon);
        push_line(out, &format!("{HANGING}{label} {} → {}", value(&old), value(&new)));
    }

    fn sum(&self) -> String {
        let words = self.text.words;
        let comparison = self.compared.comparison;
        let count = |number: usize, what: &Counted| words.count(number, what).replace(' ', GLUE);
        let findings = [
            (comparison.solved.len(), &words.compare.solved),
            (comparison.open.len(), &words.compare.open),
            (comparison.new.len(), &words.compare.new),
        ];
        let accounts = [
            (comparison.same, &words.compare.same),
            (comparison.changed.len(), &words.compare.changed),
            (comparison.added.len(), &words.compare.added),
            (comparison.gone.len(), &words.compare.gone),
        ];
        let list = |counted: &[(usize, &Counted)]| {
            counted.iter().map(|(number, what)| count(*number, what)).collect::<Vec<_>>().join(", ")
        };
        sentence(&format!("{}{}{}", list(&findings), words.report.semicolon, list(&accounts)))
    }
}
