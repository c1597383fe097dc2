//! The words of the program itself: one file a language in, typed texts out.
//!
//! Each language is a file in `texts/`, found when the program is built: adding a language adds a file and
//! touches no code. Texts are loaded into structs, one for each room that speaks, so that a text that is
//! missing or misspelt fails a test and not a reader. What a convention says to its readers stands in the
//! convention, not here. Nothing is decided here but how a placeholder is filled and how a number and its
//! noun agree.

mod counted;
mod language;
mod rooms;
mod template;
mod words;

pub use counted::{Counted, Nought};
pub use language::Language;
pub use rooms::{
    Blank, Cli, Compare, ConventionTexts, Copies, Diff, Marks, Plan, PlanCounts, PlanFiles, PlanHeaders,
    PlanSecrets, PlanStates, PlanTypes, PlanUndo, PlanWhy, Reading, Receipt, Report, Rules, Scope, Summary,
    Writing,
};
pub use template::{Template, TemplateError};
pub use words::{Severities, Words};
