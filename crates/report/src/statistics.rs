//! Statistics: how often each rule was broken, as a table for people.

use crate::emitter::Emitter;
use crate::run::{Head, Outcome};
use crate::tally::Tally;
use crate::text::Text;
use pamlint_words::Words;

/// A table of counts by code, those that occur most often first, and the closing line of [`Text`]. Single
/// findings are not told.
#[derive(Debug)]
pub struct Statistics(Text);

impl Statistics {
    /// A table without colours.
    pub fn plain() -> Statistics {
        Statistics(Text::plain())
    }

    /// A table with colours, as ANSI escape sequences.
    pub fn styled() -> Statistics {
        Statistics(Text::styled())
    }
}

impl Emitter for Statistics {
    fn begin(&mut self, head: &Head<'_>, out: &mut String) {
        self.0.begin(head, out);
    }

    fn workbook(&mut self, head: &Head<'_>, outcome: &Outcome, out: &mut String) {
        // What could not be checked is in no count: it is named.
        if outcome.result.is_err() {
            self.0.workbook(head, outcome, out);
        }
    }

    fn end(&mut self, tally: &Tally, out: &mut String) {
        if tally.by_code.is_empty() {
            let mut closing = String::new();
            self.0.end(tally, &mut closing);
            out.push_str(closing.trim_start_matches('\n'));
            return;
        }
        out.push_str(&table(tally, self.0.words()));
        self.0.end(tally, out);
    }
}

fn table(tally: &Tally, words: &Words) -> String {
    let head = words.report.statistics.clone();
    let rows = tally.most_frequent().into_iter().map(|(code, sum)| {
        let severity = sum.severity.said(words).to_owned();
        [code.to_owned(), sum.name.clone(), severity, sum.findings.to_string(), sum.workbooks.to_string()]
    });
    let rows: Vec<[String; 5]> = std::iter::once(head).chain(rows).collect();
    let mut widths = [0; 5];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let [a, b, c, d, e] = widths;
    let line = |[code, name, severity, findings, workbooks]: [String; 5]| {
        format!("{code:<a$}  {name:<b$}  {severity:<c$}  {findings:>d$}  {workbooks:>e$}\n")
    };
    rows.into_iter().map(line).collect()
}
