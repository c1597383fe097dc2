//! `pamlint convention`: the conventions there are, what is in one, and what is wrong in one.

pub mod choose;
mod diff;
mod show;

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use pamlint_convention::{Convention, Language, UnusedCode, built_in_ids, is_id, schema, starter};

use crate::args::{ConventionArguments, ConventionCommand};
use crate::config;
use crate::exit::Exit;
use crate::guard::guarded;
use crate::output::{Mode, Screen, write_file};
use crate::problems::Problems;
use crate::settings::{DEFAULT, spoken};
use crate::speech::fail;
use choose::{choose, read};

/// Runs the command.
pub fn run(arguments: &ConventionArguments) -> anyhow::Result<Exit> {
    let text = match &arguments.command {
        ConventionCommand::List { lang } => list(spoken(lang.lang))?,
        ConventionCommand::Show { convention, lang } => {
            let convention = match convention {
                Some(named) => choose(named)?,
                None => choose(config::convention()?.as_deref().unwrap_or(DEFAULT))?,
            };
            show::shown(&convention, spoken(lang.lang))
        }
        ConventionCommand::Check { file } => check(file)?,
        ConventionCommand::New { id, output } => new(id, output.as_deref())?,
        ConventionCommand::Schema => schema(),
        ConventionCommand::Diff { old, new, walk, lang } => {
            let (text, exit) = diff::diff(old, new, walk, spoken(lang.lang))?;
            Screen::new().write(&text)?;
            return Ok(exit);
        }
    };
    Screen::new().write(&text)?;
    Ok(Exit::Fine)
}

fn list(language: Language) -> anyhow::Result<String> {
    let mut text = String::new();
    let width = built_in_ids().map(str::len).max().unwrap_or(0);
    for id in built_in_ids() {
        let convention = choose(id).context("a built-in convention does not load")?;
        text.push_str(&format!("{id:<width$}  {}  {}\n", convention.version, convention.title.get(language)));
    }
    Ok(text)
}

fn check(file: &Path) -> anyhow::Result<String> {
    let convention = read(file)?;
    // What an extension changes can spoil an example of the convention below it, which is not its mistake.
    let name = file.display().to_string();
    let tried = guarded(|| pamlint_rules::try_examples(&convention)).context(
        "an example of the convention made the program stumble, which is a mistake in the program",
    )?;
    let (own, lower): (Vec<_>, Vec<_>) = tried.into_iter().partition(|problem| problem.file == name);
    let spoiled = lower.len();
    for problem in lower {
        tracing::warn!(
            "{name}: what this file changes spoils an example of {}: {}; give that rule an `example` of its own in {name}",
            problem.file,
            problem.message
        );
    }
    let unused = convention.codes_without_kind();
    for UnusedCode { code, list, rule, path } in &unused {
        tracing::warn!(
            "{name}: no kind of account can ever use `{code}` of [codes.{list}]: {rule} allows it as `{path}` for \
             none of them; add it to the table of {rule} with `add.require`"
        );
    }
    for (language, count) in &convention.told_otherwise {
        tracing::warn!(
            "{name}: {} of the program and of the conventions below {} no translation in `{language}` and will be told \
             in another language; give them in {name} as texts of [variants] and of the [[rules]], parts and columns \
             with the same code or key",
            counted(*count, "text", "texts"),
            if *count == 1 { "has" } else { "have" }
        );
    }
    if !own.is_empty() {
        return Err(Problems(own).into());
    }
    let Convention { id, version, .. } = &convention;
    let tried = convention.rules.iter().filter(|rule| rule.has_examples()).count();
    let order = if spoiled + unused.len() + convention.told_otherwise.len() == 0 {
        "is in order"
    } else {
        "loads, with the warnings above"
    };
    let examples = match spoiled {
        0 => format!(
            "The wrong and the right example of {} come out as they should.",
            counted(tried, "rule", "rules")
        ),
        _ => format!(
            "{} of {} do not come out as they should.",
            counted(spoiled, "example", "examples"),
            counted(tried, "rule", "rules")
        ),
    };
    Ok(format!("{name}: convention {id} {version} {order}: {}\n{examples}\n", contents(&convention)))
}

/// Writes a convention to begin with; the path of its file.
fn new(id: &str, output: Option<&Path>) -> anyhow::Result<String> {
    if !is_id(id) {
        fail!("`{id}` cannot be the name of a convention; use small letters, digits and hyphens", id = id);
    }
    if built_in_ids().any(|known| known == id) {
        fail!("`{id}` is the name of a convention that is built in; choose another", id = id);
    }
    let path = match output {
        Some(path) => path.to_owned(),
        None => PathBuf::from(format!("{id}.toml")),
    };
    // Nobody wants to lose the convention that they have written.
    if path.symlink_metadata().is_ok() {
        fail!("there is a file {file} already; name another with -o FILE", file = path.display());
    }
    write_file(&path, starter(id).as_bytes(), Mode::new())?;
    Ok(format!("{}\n", path.display()))
}

/// What a convention holds, in numbers.
fn contents(convention: &Convention) -> String {
    let kinds = convention.tables.iter().filter(|table| table.is_kind).count();
    [
        counted(kinds, "kind of account", "kinds of account"),
        counted(convention.tables.len() - kinds, "other sheet", "other sheets"),
        counted(convention.columns.len(), "column", "columns"),
        counted(convention.names.len(), "name", "names"),
        counted(convention.lists.len(), "code list", "code lists"),
        counted(convention.rules.len(), "rule", "rules"),
    ]
    .join(", ")
}

fn counted(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}
