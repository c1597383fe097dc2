//! Problems of a cell's text, whatever row it stands in.

use pamlint_convention::{Applicability, BuiltInCheck, NameId};

use crate::fill::Fill;
use crate::report::Fix;

/// A problem of a cell's text.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    /// The decider of the rule.
    pub source: Source,
    /// The variant of the rule's texts.
    pub variant: Option<&'static str>,
    /// Characters of the cell's own text; while a name is read, of the cleaned one.
    pub span: Option<(usize, usize)>,
    /// The contents of the placeholders of the texts.
    pub fills: Vec<(&'static str, Fill)>,
    /// The correction: of the cell's text; while a name is read, of the name.
    pub fix: Option<Fix>,
    /// The text that a safe fix leaves out: it is unsafe in a row that does not say it in another column.
    pub left_out: Option<String>,
    /// For names that a column of the row can complete: the value in the cell, the first position from which on
    /// the parts are right, and how sure it is that nothing else was meant.
    pub complete: Vec<(usize, usize, Applicability)>,
    /// The parts that cannot be reckoned with: bits; all of them for the value as a whole.
    pub spoils: u32,
}

/// The decider of the rule for a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// A built-in check.
    BuiltIn(BuiltInCheck),
    /// A name.
    Name(NameId, Sort),
    /// A problem of the field's format; empty for a code list or pattern.
    Field(&'static str),
}

/// The sort of a name's problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// The system refuses it.
    Limits,
    /// Another name in this one's place, by its position in [`Name::instead`](pamlint_convention::Name::instead).
    Instead(usize),
    /// Parts missing, too many, in the wrong order.
    Form,
    /// The part at a position is wrong.
    Part(usize),
    /// A part that people leave out, by its position in [`Name::omitted`](pamlint_convention::Name::omitted).
    Omitted(usize),
    /// A part that people add, by its position in [`Name::unwanted`](pamlint_convention::Name::unwanted).
    Unwanted(usize),
}

impl Problem {
    /// Makes of what a character certainly stands for what it likely does: the value is not right with it.
    pub(crate) fn doubt_look_alike(&mut self) {
        if self.source == Source::BuiltIn(BuiltInCheck::LookalikeCharacter)
            && let Some(fix) = &mut self.fix
        {
            fix.applicability = Applicability::Unsafe;
        }
    }

    /// A problem at these characters that says no more than its source.
    pub(crate) fn new(source: Source, span: (usize, usize)) -> Problem {
        Problem {
            source,
            variant: None,
            span: Some(span),
            fills: Vec::new(),
            fix: None,
            left_out: None,
            complete: Vec::new(),
            spoils: 0,
        }
    }

    /// Whether it is about a blank between the characters of a value.
    pub(crate) fn is_blank_inside(&self) -> bool {
        self.source == Source::BuiltIn(BuiltInCheck::StrayBlanks) && self.variant == Some("inside")
    }

    /// Whether it is about the form of a name as a whole.
    pub(crate) fn is_of_form(&self) -> bool {
        matches!(self.source, Source::Name(_, Sort::Form))
    }
}
