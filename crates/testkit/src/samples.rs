//! The samples that people try out: real-looking workbooks with invented data.
//!
//! `cargo xtask gen` writes them to `samples/`; a test fails when the committed files are not what comes out here. The organisations and their OVO codes exist; their
//! hosts, accounts, applications and people do not.

mod batch;
mod clean;
mod cleanroom;
mod customer;
mod draft;
mod errors;
mod lists;
mod logo;
mod messy;
mod one_sheet;

use draft::Draft;
pub use lists::{ListSample, list_samples};

/// A sample and what has to be found in it.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Where it stands in the folder `samples/`.
    pub path: String,
    /// The bytes of the .xlsx file.
    pub workbook: Vec<u8>,
    /// The text of the convention against which it is to be checked; `pamaas` when there is none.
    pub convention: Option<&'static str>,
    /// Code, sheet and cell of every finding; nothing else may be found.
    pub expected: Vec<(String, String, String)>,
}

/// Every sample.
pub fn samples() -> Vec<Sample> {
    let mut samples =
        vec![clean::clean(), errors::errors(), errors::no_accounts(), messy::messy(), one_sheet::one_sheet()];
    samples.extend(batch::batch());
    samples.extend(cleanroom::cleanroom());
    samples
}
