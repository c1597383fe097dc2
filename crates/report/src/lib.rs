//! What checking gave, for people and programs: a run's [`Outcome`]s in, text out.
//!
//! This room only words and lays out. It finds nothing, decides nothing about exit codes, and knows no
//! file, clock, terminal or thread: it writes into a `String`, and the caller says whether it may colour.
//!
//! Every format is one [`Emitter`], fed one workbook at a time so that a run over thousands of
//! workbooks never has to hold more than one of them:
//!
//! ```
//! use pamlint_convention::{Convention, Language};
//! use pamlint_report::{Failed, Head, Outcome, Text, Unreadable, emit};
//! use pamlint_rules::Wording;
//!
//! let convention = Convention::built_in("pamaas").unwrap().unwrap();
//! let wording = Wording { convention: &convention, language: Language::EN };
//! let head = Head { tool: ("pamlint".into(), "1.0.0".into()), wording, config: None };
//! let missing = Outcome {
//!     path: "in/a.xlsx".into(),
//!     result: Err(Failed::Bytes(Unreadable::Missing(None))),
//!     annotated: None,
//! };
//! let text = emit(&mut Text::plain(), &head, &[missing]);
//! assert!(text.starts_with("in/a.xlsx: not checked\n"));
//! ```

mod compared;
mod concise;
mod emitter;
mod json;
mod junit;
mod markdown;
mod place;
mod receipt;
mod reply;
mod run;
mod sarif;
mod statistics;
mod summary;
mod tally;
mod text;

pub use compared::Compared;
pub use concise::Concise;
pub use emitter::{Emitter, emit};
pub use json::{Json, Jsonl, ReceiptJson, compared_json, json_text};
pub use junit::JUnit;
pub use markdown::Markdown;
pub use receipt::{Asked, Receipt, Receipts, Sum};
pub use reply::{About as ReplyAbout, Draft, NoAddress};
pub use run::{Failed, Head, Outcome, Status, Unreadable};
pub use sarif::Sarif;
pub use statistics::Statistics;
pub use summary::{
    ByCustomer, Drawing, Entry, Line, Next, Overview, SummaryError, Told, is_summary, summary, summary_page,
};
pub use tally::{ByCode, Counting, LeftOut, ReplacedBy, Tally};
pub use text::layout::{one_line, wrapped};
pub use text::{ReceiptText, Text, compared_text};
