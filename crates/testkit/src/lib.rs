//! Workbooks made by program: for tests, for benchmarks, and the samples that people try out.
//!
//! Nothing of this is shipped. It knows the layout of the `pamaas` template and writes real .xlsx
//! files; the same call gives the same bytes. It checks nothing: what should be found in a workbook
//! is written down here from the specification, never taken from the engine.
//!
//! ```
//! use pamlint_testkit::Book;
//!
//! let workbook = Book::new()
//!     .row("UX", ["O-000098-20109-OPS-CE", "UX-AO-N-CE-ACR-SSH", "O-000098-20109-OPS%user", "db01.wegen.example", "oracle"])
//!     .titled(3)
//!     .set("UX-L1.address", "10.1.2.3");
//! assert_eq!(workbook.place("UX-L1.address"), ("UX".to_owned(), "E5".to_owned()));
//! assert!(workbook.to_xlsx().starts_with(b"PK"));
//! ```
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "whoever asks for a workbook that cannot be made has a mistake in a test, and should see it"
)]

pub mod batch;
mod book;
mod entry;
mod example;
mod facts;
pub mod formats;
mod grid;
mod large;
mod layout;
pub mod lint;
mod look;
mod package;
pub mod planted;
mod protect;
mod random;
mod reference;
mod rule_pages;
pub mod samples;
mod verbatim;

pub use book::Book;
pub use entry::Entry;
pub use example::example_to_xlsx;
pub use facts::{access_key, contexts};
pub use grid::Grid;
pub use large::large;
pub use layout::{Kind, kind, kinds};
pub use look::Look;
pub use protect::{Protection, protect};
pub use reference::reference;
pub use rule_pages::rule_pages;
pub use verbatim::verbatim;
