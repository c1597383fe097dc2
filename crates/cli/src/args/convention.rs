//! The arguments of `pamlint convention`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{OnlyLang, Otherwise, Walk};

#[derive(Debug, Args)]
pub struct ConventionArguments {
    #[command(subcommand)]
    pub command: ConventionCommand,
}

#[derive(Debug, Subcommand)]
pub enum ConventionCommand {
    /// List the conventions that are built in.
    List {
        #[command(flatten)]
        lang: OnlyLang,
    },
    /// Show a convention: the sheets and their columns, the names and the code lists.
    Show {
        /// The name of one that is built in, or a file
        #[arg(value_name = "ID|FILE", add = Otherwise("the one that `check` would use"))]
        convention: Option<String>,
        #[command(flatten)]
        lang: OnlyLang,
    },
    /// Check a convention file: what does not hold together is shown where it stands, and the wrong and
    /// the right example of every rule are tried.
    Check {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Write a small convention with remarks, to begin with.
    New {
        /// What the convention is to be called: small letters, digits and hyphens
        #[arg(value_name = "ID", default_value = "our-convention")]
        id: String,
        /// Write it to this file
        #[arg(short, long, value_name = "FILE", add = Otherwise("ID.toml, unless it is there already"))]
        output: Option<PathBuf>,
    },
    /// Print the JSON Schema of the convention file, with which editors complete and explain it.
    Schema,
    /// Say what one version of a convention changes, and which findings appear and disappear with it.
    Diff {
        /// The old version: the name of one that is built in, or a file
        #[arg(value_name = "OLD")]
        old: String,
        /// The new version
        #[arg(value_name = "NEW")]
        new: String,
        #[command(flatten)]
        walk: Walk,
        #[command(flatten)]
        lang: OnlyLang,
    },
}
