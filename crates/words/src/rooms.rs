//! The tables of a language's file, one for each room that speaks. What each text is for stands in the files.

#![expect(missing_docs, reason = "a field is called as the key of its text")]

mod cli;
mod compare;
mod copies;
mod diff;
mod plan;
mod plan_files;
mod reading;
mod receipt;
mod report;
mod rules;
mod summary;
mod template;
mod writing;

pub use cli::{Cli, ConventionTexts, Marks, Scope};
pub use compare::Compare;
pub use copies::Copies;
pub use diff::Diff;
pub use plan::{Plan, PlanCounts, PlanSecrets, PlanStates, PlanTypes, PlanUndo, PlanWhy};
pub use plan_files::{PlanFiles, PlanHeaders};
pub use reading::Reading;
pub use receipt::Receipt;
pub use report::Report;
pub use rules::Rules;
pub use summary::Summary;
pub use template::Blank;
pub use writing::Writing;
