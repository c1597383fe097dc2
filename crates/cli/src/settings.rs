//! What a check goes by: the arguments over the configuration over the defaults.

use std::path::PathBuf;

use anyhow::{anyhow, bail};
use jiff::Zoned;
use jiff::civil::Date;
use pamlint_convention::{Convention, Language, nearest};
use pamlint_rules::Options;

use crate::args::{CheckArguments, FailOn, Format, Voice};
use crate::config::{self, Config};
use crate::convention::choose::choose;
use crate::language;
use crate::password::Password;

/// What a check goes by.
pub struct Settings {
    pub convention: Convention,
    pub options: Options,
    pub format: Format,
    /// The file for the report; the screen when there is none.
    pub output: Option<PathBuf>,
    /// Whether copies are written.
    pub annotate: bool,
    /// The folder for copies; beside each workbook when there is none.
    pub out: Option<PathBuf>,
    /// The password of protected workbooks, if it was given.
    pub password: Option<Password>,
    /// Whether a copy of a protected workbook may be written, which is not protected.
    pub unprotected_copies: bool,
    pub fail_on: FailOn,
    pub today: Date,
}

impl Settings {
    /// Settles them.
    ///
    /// # Errors
    /// With what is wrong in the configuration, the convention or the arguments.
    pub fn of(arguments: &CheckArguments) -> anyhow::Result<Settings> {
        let config = config::find(arguments.voice.config.as_deref(), &arguments.paths)?;
        let (convention, language) = voice(&arguments.voice, &config)?;
        let options = options(arguments, &config, &convention, language)?;
        Ok(Settings {
            convention,
            options,
            format: arguments.format.or(config.format).unwrap_or(Format::Text),
            output: arguments.output.clone(),
            annotate: !arguments.no_annotate && (arguments.out.is_some() || config.annotate.unwrap_or(true)),
            out: arguments.out.clone().or_else(|| config.out.as_ref().map(|out| config.folder.join(out))),
            password: arguments.password_file.as_deref().map(Password::read).transpose()?,
            unprotected_copies: arguments.allow_unprotected_copy,
            fail_on: arguments.fail_on.or(config.fail_on).unwrap_or(FailOn::Error),
            today: arguments.today.unwrap_or_else(|| Zoned::now().date()),
        })
    }
}

/// The convention that speaks, and its language.
pub fn voice(voice: &Voice, config: &Config) -> anyhow::Result<(Convention, Language)> {
    let language = spoken(voice.lang.or(config.lang));
    let convention = match &voice.convention {
        Some(named) => choose(named, None)?,
        None => choose(config.convention.as_deref().unwrap_or(DEFAULT), Some(&config.folder))?,
    };
    Ok((convention, language))
}

/// The convention of those who name none.
pub const DEFAULT: &str = "pamaas";

/// The language that is asked for, else that of the computer.
pub fn spoken(asked: Option<crate::args::Lang>) -> Language {
    asked.map_or_else(language::of_computer, Language::from)
}

fn options(
    arguments: &CheckArguments,
    config: &Config,
    convention: &Convention,
    language: Language,
) -> anyhow::Result<Options> {
    let list = |given: &Vec<String>, configured: &Option<Vec<String>>| {
        let codes = if given.is_empty() { configured.clone().unwrap_or_default() } else { given.clone() };
        codes.iter().map(|code| known_codes(code, convention)).collect::<anyhow::Result<Vec<_>>>()
    };
    let mut severities = Vec::new();
    // The engine goes by the last level of a code.
    let configured = config.severity.iter().map(|(code, level)| (code, *level));
    for (code, level) in configured.chain(arguments.severity.iter().map(|(code, level)| (code, *level))) {
        let rule = convention.find_rule(code).ok_or_else(|| no_such_rule(code, convention))?;
        let code = convention.rule(rule).code.clone();
        severities.retain(|(known, _)| *known != code);
        severities.push((code, level.into()));
    }
    Ok(Options {
        language,
        select: list(&arguments.select, &config.select)?,
        ignore: list(&arguments.ignore, &config.ignore)?,
        severities,
    })
}

/// A code, a name or the beginning of codes, as a code or the beginning of codes.
fn known_codes(given: &str, convention: &Convention) -> anyhow::Result<String> {
    let given = given.trim();
    if given.is_empty() {
        bail!("a code is empty in --select or --ignore; write them as SAF005,CTX");
    }
    if let Some(rule) = convention.find_rule(given) {
        return Ok(convention.rule(rule).code.clone());
    }
    let prefix = given.to_ascii_uppercase();
    if convention.rules.iter().any(|rule| rule.code.starts_with(&prefix)) {
        return Ok(prefix);
    }
    Err(no_such_rule(given, convention))
}

/// Says that there is no such rule, and which was probably meant.
pub fn no_such_rule(given: &str, convention: &Convention) -> anyhow::Error {
    let known = convention.rules.iter().flat_map(|rule| [rule.code.as_str(), rule.name.as_str()]);
    match nearest(given, known) {
        Some(near) => anyhow!("there is no rule `{given}`; did you mean `{near}`?"),
        None => anyhow!("there is no rule `{given}`; `pamlint rule` lists them all"),
    }
}
