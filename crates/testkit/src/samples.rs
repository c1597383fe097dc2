//! The samples that people try out: real-looking workbooks with invented data.
//!
//! `cargo xtask gen` writes them to `samples/`; a test fails when the committed files are not what comes out here. The
//! organisations and their OVO codes exist; their hosts, accounts, applications and people do not.

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
mod sample;

pub use lists::{ListSample, list_samples};
pub use sample::Sample;

/// Every sample.
pub fn samples() -> Vec<Sample> {
    let mut samples =
        vec![clean::clean(), errors::errors(), errors::no_accounts(), messy::messy(), one_sheet::one_sheet()];
    samples.extend(batch::batch());
    samples.extend(cleanroom::cleanroom());
    samples
}
