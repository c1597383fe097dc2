//! `pamlint convention`: the conventions there are, what is in one, and what is wrong in one.

pub mod choose;
mod show;

use std::path::Path;

use anyhow::Context as _;
use pamlint_convention::{Convention, Language, built_in_ids};

use crate::args::{ConventionArguments, ConventionCommand};
use crate::config;
use crate::exit::Exit;
use crate::output::Screen;
use crate::settings::{DEFAULT, spoken};
use choose::{choose, read};

/// Runs the command.
pub fn run(arguments: &ConventionArguments) -> anyhow::Result<Exit> {
    let text = match &arguments.command {
        ConventionCommand::List { lang } => list(spoken(lang.lang))?,
        ConventionCommand::Show { convention, lang } => {
            let convention = match convention {
                Some(named) => choose(named, None)?,
                None => {
                    let config = config::find(None, &[])?;
                    choose(config.convention.as_deref().unwrap_or(DEFAULT), Some(&config.folder))?
                }
            };
            show::shown(&convention, spoken(lang.lang))
        }
        ConventionCommand::Check { file } => check(file)?,
    };
    Screen::new().write(&text)?;
    Ok(Exit::Fine)
}

fn list(language: Language) -> anyhow::Result<String> {
    let mut text = String::new();
    for id in built_in_ids() {
        let convention = choose(id, None).context("a built-in convention does not load")?;
        text.push_str(&format!("{id}  {}  {}\n", convention.version, convention.title.get(language)));
    }
    Ok(text)
}

fn check(file: &Path) -> anyhow::Result<String> {
    let convention = read(file)?;
    let Convention { id, version, .. } = &convention;
    Ok(format!("{}: convention {id} {version} is in order: {}\n", file.display(), contents(&convention)))
}

/// What a convention holds, in numbers.
fn contents(convention: &Convention) -> String {
    let kinds = convention.tables.iter().filter(|table| table.is_kind).count();
    let count =
        |number: usize, one: &str, more: &str| format!("{number} {}", if number == 1 { one } else { more });
    [
        count(kinds, "kind of account", "kinds of account"),
        count(convention.tables.len() - kinds, "other sheet", "other sheets"),
        count(convention.columns.len(), "column", "columns"),
        count(convention.names.len(), "name", "names"),
        count(convention.lists.len(), "code list", "code lists"),
        count(convention.rules.len(), "rule", "rules"),
    ]
    .join(", ")
}
