//! Remakes the workbooks that stand beside the built-in conventions:
//! `cargo run -p pamlint-writer --example templates`. A test fails when one of them is stale.

use std::error::Error;
use std::fs;
use std::path::Path;

use pamlint_convention::{Convention, Language, built_in_ids};
use pamlint_writer::{TemplateOptions, template};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates");
    for id in built_in_ids() {
        let convention = Convention::built_in(id).ok_or("there is no such convention")??;
        let options = TemplateOptions { language: Language::Nl, ..TemplateOptions::default() };
        fs::write(folder.join(id).join("onboarding.xlsx"), template(&convention, &options)?)?;
    }
    Ok(())
}
