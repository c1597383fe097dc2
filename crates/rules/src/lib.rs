//! The engine: every finding there is, with its fix: a workbook and a convention in, a [`Report`] out.
//!
//! What is looked for stands in the convention; this room knows how to look: it cleans values, takes
//! names apart, compares values of a row and of other rows, follows links and counts. It knows no
//! organisation, and no file, clock, network or thread.

mod across;
mod bearings;
mod builtin;
mod cell;
mod check;
mod checksum;
mod clean;
mod compare;
mod consequences;
mod draft;
mod entries;
mod example;
mod exception;
mod facts;
mod fill;
mod free_ids;
mod kind;
mod lists;
mod misplaced;
mod missing;
mod name;
mod number;
mod options;
mod patience;
mod placeholder;
mod problem;
mod relation;
mod report;
mod required;
mod round;
mod rounds;
mod same;
mod secret;
mod shown;
mod slid_rows;
mod tongue;
mod value;
mod wording;

pub use across::Registry;
pub use bearings::{Bearings, Id, Ids, Remedy};
pub use check::{check, check_showing};
pub use compare::{Change, Changed, Comparison, Shown, Spoiled, Version, compare};
pub use entries::{AskedColumn, AskedConditions, AskedText, Entry, EntryValue, entries};
pub use example::{Tried, try_examples, try_rule};
pub use exception::{Exception, except};
pub use fill::Fill;
pub use lists::{ListError, Lists};
pub use missing::{Beside, Fits, Missing};
pub use name::parts_of_name;
pub use options::Options;
pub use patience::Patience;
pub use report::{
    Counts, Detail, Elsewhere, Excepted, Finding, Fix, Made, Place, Report, SheetSummary, Trace, Was,
};
pub use round::{Key, MEMORY_COLUMN, Memory, Round, Since};
pub use rounds::{Replaced, Rounds};
pub use same::{area_text, areas, cells_text, sameness, together};
pub use secret::{before_secrets, shown_file_name, without_secrets};
pub use shown::{is_turned, shown, turns};
pub use tongue::Tongues;
pub use wording::Wording;
