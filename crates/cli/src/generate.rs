//! `pamlint generate`: the files that are made from the arguments, for those who package the program.

use std::fs;

use anyhow::Context as _;
use clap::ValueEnum as _;
use clap_complete::Shell;
use pamlint_convention::Language;

use crate::args::{self, GenerateArguments};
use crate::completions;
use crate::config;
use crate::exit::Exit;
use crate::speech;

/// Writes the man pages and the completions into folders of their own, and the schema of the configuration.
pub fn run(arguments: &GenerateArguments) -> anyhow::Result<Exit> {
    // What is packaged is in English, whoever packages it.
    speech::speak(Language::EN);
    let (man, scripts) = (arguments.folder.join("man"), arguments.folder.join("completions"));
    for folder in [&man, &scripts] {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    // A page is of a version, whichever commit it is read at.
    clap_mangen::generate_to(args::command().version(env!("CARGO_PKG_VERSION")), &man)
        .with_context(|| format!("cannot write into the folder {}", man.display()))?;
    for shell in Shell::value_variants() {
        clap_complete::generate_to(*shell, &mut completions::completed(args::command()), "pamlint", &scripts)
            .with_context(|| format!("cannot write into the folder {}", scripts.display()))?;
    }
    let schema = arguments.folder.join("pamlint-toml.schema.json");
    fs::write(&schema, config::schema()).with_context(|| format!("cannot write {}", schema.display()))?;
    Ok(Exit::Fine)
}
