//! `pamlint generate`: the files that are made from the arguments, for those who package the program.

use std::fs;

use anyhow::Context as _;
use clap::{CommandFactory as _, ValueEnum as _};
use clap_complete::Shell;

use crate::args::{Arguments, GenerateArguments};
use crate::exit::Exit;

/// Writes the man pages and the completions into folders of their own.
pub fn run(arguments: &GenerateArguments) -> anyhow::Result<Exit> {
    let (man, completions) = (arguments.folder.join("man"), arguments.folder.join("completions"));
    for folder in [&man, &completions] {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    clap_mangen::generate_to(Arguments::command(), &man)
        .with_context(|| format!("cannot write into the folder {}", man.display()))?;
    for shell in Shell::value_variants() {
        clap_complete::generate_to(*shell, &mut Arguments::command(), "pamlint", &completions)
            .with_context(|| format!("cannot write into the folder {}", completions.display()))?;
    }
    Ok(Exit::Fine)
}
