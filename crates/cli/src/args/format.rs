//! The formats of reports: the word and the help of each, and what writes it.

use clap::ValueEnum;
use pamlint_convention::{Convention, Severity};
use pamlint_report::{Concise, Emitter, JUnit, Json, Jsonl, Markdown, Sarif, Statistics, Text};

/// The form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// A line for each finding, for searching and editors
    Concise,
    /// For programs, as docs/report.schema.json describes
    Json,
    /// For programs that read line by line: a JSON object for each workbook, as soon as it is checked
    Jsonl,
    /// For code scanning: SARIF 2.1.0
    Sarif,
    /// For build servers: JUnit XML
    Junit,
    /// For tickets and chats: Markdown, a table for each workbook
    Markdown,
}

/// What some formats need to know.
pub struct Wanted<'a> {
    pub convention: &'a Convention,
    /// The severity from which a finding is a failure.
    pub fails: Option<Severity>,
    /// Whether findings are counted instead of told.
    pub counts: bool,
    pub is_coloured: bool,
}

impl Format {
    /// What writes it.
    pub fn emitter<'a>(self, wanted: &Wanted<'a>) -> Box<dyn Emitter + 'a> {
        match (self, wanted.counts, wanted.is_coloured) {
            (Format::Text, false, false) => Box::new(Text::plain()),
            (Format::Text, false, true) => Box::new(Text::styled()),
            (Format::Text, true, false) => Box::new(Statistics::plain()),
            (Format::Text, true, true) => Box::new(Statistics::styled()),
            (Format::Concise, ..) => Box::new(Concise::default()),
            (Format::Json, ..) => Box::new(Json::default()),
            (Format::Jsonl, ..) => Box::new(Jsonl),
            (Format::Sarif, ..) => Box::new(Sarif::new(wanted.convention)),
            (Format::Junit, ..) => Box::new(JUnit::failing_at(wanted.fails)),
            (Format::Markdown, ..) => Box::new(Markdown::default()),
        }
    }
}
