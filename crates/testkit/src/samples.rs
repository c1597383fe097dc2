//! The samples that people try out: real-looking workbooks with invented data.
//!
//! `cargo run -p pamlint-testkit --bin samples` writes them to `samples/`; a test fails when the
//! committed files are not what comes out here. The organisations and their OVO codes exist; their
//! hosts, accounts, applications and people do not.

mod batch;
mod clean;
mod customer;
mod draft;
mod errors;
mod logo;
mod messy;
mod one_sheet;

use draft::Draft;

/// A sample and what has to be found in it.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Where it stands in the folder `samples/`.
    pub path: String,
    /// The bytes of the .xlsx file.
    pub workbook: Vec<u8>,
    /// Code, sheet and cell of every finding; nothing else may be found.
    pub expected: Vec<(String, String, String)>,
}

/// Every sample.
pub fn samples() -> Vec<Sample> {
    let mut samples =
        vec![clean::clean(), errors::errors(), errors::no_accounts(), messy::messy(), one_sheet::one_sheet()];
    samples.extend(batch::batch());
    samples
}
