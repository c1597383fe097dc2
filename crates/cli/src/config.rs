//! `pamlint.toml`: the options of `check`, once for a folder and everything below it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::bail;
use pamlint_convention::{Problem, nearest};
use serde::Deserialize;

use crate::args::{FailOn, Format, Lang, Level};
use crate::output::{folder_of, said};
use crate::problems::Problems;

/// The name by which the file is found.
const NAME: &str = "pamlint.toml";

/// The configuration. Paths in it count from the folder in which it stands.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The folder of the file; empty when there is no file.
    #[serde(skip)]
    pub folder: PathBuf,
    /// As `--convention`.
    pub convention: Option<String>,
    /// As `--lang`.
    pub lang: Option<Lang>,
    /// As `--format`.
    pub format: Option<Format>,
    /// As `--out`.
    pub out: Option<PathBuf>,
    /// `false` is `--no-annotate`.
    pub annotate: Option<bool>,
    /// As `--select`.
    pub select: Option<Vec<String>>,
    /// As `--ignore`.
    pub ignore: Option<Vec<String>>,
    /// As `--severity`: a level for each code.
    #[serde(default)]
    pub severity: BTreeMap<String, Level>,
    /// As `--fail-on`.
    pub fail_on: Option<FailOn>,
}

/// The configuration of `file`, else of the nearest file above the first of `paths` (or above the
/// current folder when there are none), else nothing.
///
/// # Errors
/// When the file cannot be read, or with everything that is wrong in it.
pub fn find(file: Option<&Path>, paths: &[PathBuf]) -> anyhow::Result<Config> {
    if let Some(file) = file {
        return read(file);
    }
    let mut files = paths.iter().map(|path| above(path));
    let first = files.next().unwrap_or_else(|| above(Path::new(".")));
    if let Some(other) = files.flatten().find(|other| first.as_ref() != Some(other)) {
        let used = first.as_ref().map_or("none".to_owned(), |file| file.display().to_string());
        tracing::warn!("{} is not used: one run has one configuration, here {used}", other.display());
    }
    first.as_deref().map_or_else(|| Ok(Config::default()), read)
}

/// The nearest configuration file above a workbook, or in or above a folder.
fn above(path: &Path) -> Option<PathBuf> {
    let folder = if path.is_dir() { path } else { folder_of(path) };
    let folder = folder.canonicalize().ok()?;
    let file = folder.ancestors().map(|folder| folder.join(NAME)).find(|file| file.is_file())?;
    // A path below the current folder is shown as people would type it.
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    Some(file.strip_prefix(here).map(Path::to_owned).unwrap_or(file))
}

fn read(file: &Path) -> anyhow::Result<Config> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => bail!("cannot read the configuration {}: {}", file.display(), said(&error)),
    };
    tracing::info!("configuration: {}", file.display());
    let mut config: Config = toml::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| Problems(vec![problem(file, &text, &error)]))?;
    config.folder = folder_of(file).to_owned();
    Ok(config)
}

fn problem(file: &Path, text: &str, error: &toml::de::Error) -> Problem {
    let text = text.trim_start_matches('\u{feff}');
    let span = error.span().unwrap_or(0..0);
    let before = text.get(..span.start).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(line_start..).map_or(0, |before| before.chars().count()) + 1;
    let marked = text.get(span).unwrap_or("").lines().next().map_or(0, |marked| marked.chars().count());
    let (message, hint) = explained(error.message());
    Problem {
        file: file.display().to_string(),
        line: before.matches('\n').count() + 1,
        column,
        end_column: column + marked.max(1),
        source_line: text.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or("").to_owned(),
        message,
        hint,
    }
}

/// The message in the words of this program, and what was probably meant.
///
/// Serde says "unknown field `x`, expected one of `a`, `b`", and likewise of variants: what stands
/// between the backticks is what was found, then what is known.
fn explained(message: &str) -> (String, Option<String>) {
    let kind = ["unknown field", "unknown variant"].into_iter().find(|kind| message.starts_with(kind));
    let mut words = message.split('`').skip(1).step_by(2);
    let (Some(kind), Some(found)) = (kind, words.next()) else { return (message.to_owned(), None) };
    let known: Vec<&str> = words.collect();
    let what = if kind == "unknown field" { "key" } else { "value" };
    let hint = match nearest(found, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("these are known: {}", known.join(", ")),
    };
    (format!("unknown {what} `{found}`"), Some(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Problem {
        let error = toml::from_str::<Config>(text).unwrap_err();
        problem(Path::new("pamlint.toml"), text, &error)
    }

    #[test]
    fn every_option_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(NAME);
        let text = "\u{feff}convention = \"demo\"\nlang = \"nl\"\nformat = \"json\"\nout = \"checked\"\nannotate = false\n\
                    select = [\"SAF\"]\nignore = [\"WB003\"]\nfail-on = \"warning\"\n[severity]\nTXT001 = \"info\"\n";
        fs::write(&file, text).unwrap();
        let below = folder.path().join("a/b");
        fs::create_dir_all(&below).unwrap();
        let config = find(None, &[below.join("c.xlsx")]).unwrap();
        assert_eq!(
            config,
            Config {
                folder: folder.path().canonicalize().unwrap(),
                convention: Some("demo".into()),
                lang: Some(Lang::Nl),
                format: Some(Format::Json),
                out: Some("checked".into()),
                annotate: Some(false),
                select: Some(vec!["SAF".into()]),
                ignore: Some(vec!["WB003".into()]),
                severity: [("TXT001".to_owned(), Level::Info)].into(),
                fail_on: Some(FailOn::Warning),
            }
        );
    }

    #[test]
    fn mistakes_have_a_place_and_a_proposal() {
        let unknown = wrong("lang = \"nl\"\nformt = \"json\"\n");
        assert_eq!((unknown.line, unknown.column, unknown.end_column), (2, 1, 6));
        assert_eq!(unknown.message, "unknown key `formt`");
        assert_eq!(unknown.hint.as_deref(), Some("did you mean `format`?"));
        assert_eq!(unknown.source_line, "formt = \"json\"");

        let value = wrong("é = 1\n".replace('é', "fail-on").replace('1', "\"eror\"").as_str());
        assert_eq!((value.line, value.column), (1, 11));
        assert_eq!(value.hint.as_deref(), Some("did you mean `error`?"));

        let far = wrong("colour = 1");
        assert!(far.hint.unwrap().starts_with("these are known: convention, lang"));
        assert_eq!(wrong("lang = ").line, 1);
        assert_eq!(wrong("\n\nannotate = 3").line, 3);
    }
}
