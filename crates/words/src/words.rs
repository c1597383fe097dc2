//! All texts of one language, and where they are loaded.

use std::sync::{OnceLock, RwLock};

use serde::Deserialize;

use crate::rooms::{
    Blank, Cli, Compare, Copies, Diff, Plan, PlanFiles, Reading, Receipt, Report, Rules, Summary, Writing,
};
use crate::{Counted, Language, Nought, Template};

/// The texts of one language, a table of its file for each room that speaks.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The language.
    #[serde(skip)]
    pub language: Language,
    /// The name of the language, in English.
    pub name: String,
    /// The form of a noun that goes with nought.
    pub nought: Nought,
    /// A day: `{day}`, `{month}` (its name), `{year}`.
    pub date: Template,
    /// The first day of a month.
    pub first_day: String,
    /// The names of the months.
    pub months: [String; 12],
    /// When and against what something was checked: `{date}`, `{convention}`, `{version}`.
    pub checked: Template,
    /// The number at the foot of a printed page, in Excel's own placeholders.
    pub page: String,
    /// A fix that takes away all that stands in a cell.
    pub empty_cell: String,
    /// What an exception says: `{reason}`, `{who}`, `{until}`.
    pub approved: Template,
    /// What people call severities.
    pub severities: Severities,
    /// What the engine itself puts into what it finds.
    pub rules: Rules,
    /// Why files cannot be read.
    pub reading: Reading,
    /// Why workbooks cannot be written.
    pub writing: Writing,
    /// Annotated copies.
    pub copies: Copies,
    /// Reports.
    pub report: Report,
    /// What became of fixes.
    pub receipt: Receipt,
    /// Blank workbooks.
    pub template: Blank,
    /// Summaries of a run.
    pub summary: Summary,
    /// The command line.
    pub cli: Cli,
    /// What one version of a convention changes.
    pub diff: Diff,
    /// Two versions of a workbook.
    pub compare: Compare,
    /// The onboarding plan.
    pub plan: Plan,
    /// The files that are written of an onboarding plan.
    pub plan_files: PlanFiles,
}

/// What people call severities.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Severities {
    /// What has to be corrected.
    pub error: String,
    /// What has to be looked at.
    pub warning: String,
    /// What is good to know.
    pub info: String,
}

impl Words {
    /// The words of a language; the English ones when the program does not speak it.
    pub fn of(language: Language) -> &'static Words {
        let built_in = |language: Language| BUILT_IN.iter().find(|known| known.tag == language.code());
        if let Some(built_in) = built_in(language) {
            return built_in.words();
        }
        let added = ADDED.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(added) = added.iter().find(|known| known.language == language) {
            return added;
        }
        static NONE: OnceLock<Words> = OnceLock::new();
        built_in(Language::EN).map_or_else(|| NONE.get_or_init(Words::default), BuiltIn::words)
    }

    /// The tag of a language that the program speaks, and its name in English.
    pub fn named(language: Language) -> (&'static str, &'static str) {
        let built_in = BUILT_IN.iter().find(|known| known.tag == language.code());
        built_in.map_or_else(
            || {
                let words = Words::of(language);
                (words.language.code(), words.name.as_str())
            },
            |known| (known.tag, known.name),
        )
    }

    /// The words of a language from the text of its file.
    ///
    /// # Errors
    /// Where the file is no TOML, lacks a text, or has one that nothing asks for.
    pub fn parse(language: Language, text: &str) -> Result<Words, toml::de::Error> {
        Ok(Words { language, ..toml::from_str(text)? })
    }

    /// Makes a language that is not built in known for as long as the program runs.
    pub fn add(self) {
        let mut added = ADDED.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        added.push(Box::leak(Box::new(self)));
    }

    /// A day such as `2026-12-31` as people write it; what is none stays as it is.
    pub fn date(&self, day: &str) -> String {
        self.known_date(day).unwrap_or_else(|| day.to_owned())
    }

    fn known_date(&self, iso: &str) -> Option<String> {
        let mut pieces = iso.split('-');
        let mut next = |length: usize| {
            let piece = pieces.next().filter(|piece| piece.len() == length)?;
            piece.bytes().all(|digit| digit.is_ascii_digit()).then(|| piece.parse::<usize>().ok())?
        };
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        if pieces.next().is_some() || !(1..=31).contains(&day) {
            return None;
        }
        let month = self.months.get(month.checked_sub(1)?)?;
        let day = if day == 1 { self.first_day.clone() } else { day.to_string() };
        Some(self.date.fill(&[("year", &year), ("month", month), ("day", &day)]))
    }

    /// A number with its noun: `2 errors`, `1 erreur`, `0 fouten`.
    pub fn count(&self, number: usize, what: &Counted) -> String {
        format!("{number} {}", what.of(number, self.nought))
    }
}

/// The words of languages that are not built in.
static ADDED: RwLock<Vec<&'static Words>> = RwLock::new(Vec::new());

/// A language whose file is part of the program, loaded when it is first spoken.
struct BuiltIn {
    tag: &'static str,
    /// What it is called, which is asked for more often than its texts.
    name: &'static str,
    /// The file, as JSON.
    texts: &'static str,
    words: OnceLock<Words>,
}

impl BuiltIn {
    const fn new(tag: &'static str, name: &'static str, texts: &'static str) -> BuiltIn {
        BuiltIn { tag, name, texts, words: OnceLock::new() }
    }

    fn load(&self, language: Language) -> serde_json::Result<Words> {
        Ok(Words { language, ..serde_json::from_str(self.texts)? })
    }

    /// The words; a test makes sure that every file that is built in can be loaded.
    fn words(&self) -> &Words {
        self.words.get_or_init(|| {
            let language = Language::of(self.tag).unwrap_or(Language::EN);
            self.load(language).unwrap_or_default()
        })
    }
}

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// The languages that the program speaks.
impl Language {
    /// The languages that the program itself speaks, in the order of their tags.
    pub fn all() -> Vec<Language> {
        let added = ADDED.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        let built_in = BUILT_IN.iter().filter_map(|known| Language::of(known.tag));
        let mut all: Vec<Language> = built_in.chain(added.iter().map(|words| words.language)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The language that the program speaks for a tag or a locale such as `nl_BE.UTF-8`; `None` when it
    /// speaks none.
    pub fn from_locale(locale: &str) -> Option<Language> {
        let tag = locale.split(['.', '@']).next()?.replace('_', "-").to_ascii_lowercase();
        let language = tag.split('-').next()?;
        let known = Language::all();
        [tag.as_str(), language]
            .into_iter()
            .find_map(|tag| Language::of(tag).filter(|one| known.contains(one)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde_json::Value;

    use super::*;

    #[test]
    fn days_are_written_as_people_of_the_language_write_them() {
        let days = |language| ["2026-11-28", "2026-04-01"].map(|day| Words::of(language).date(day));
        assert_eq!(days(Language::NL), ["28 november 2026", "1 april 2026"]);
        assert_eq!(days(Language::FR), ["28 novembre 2026", "1er avril 2026"]);
        assert_eq!(days(Language::EN), ["28 November 2026", "1 April 2026"]);
        for none in ["", "28/11/2026", "2026-13-01", "2026-00-01", "2026-11-32", "2026-1-1", "2026-11-28-1"] {
            assert_eq!(Words::of(Language::NL).date(none), none);
        }
    }

    /// The placeholders of every text of a file, by the keys that lead to it.
    fn placeholders(at: &str, value: &Value, into: &mut BTreeMap<String, BTreeSet<String>>) {
        match value {
            Value::Object(table) => {
                table.iter().for_each(|(key, value)| placeholders(&format!("{at}.{key}"), value, into));
            }
            Value::Array(list) => {
                list.iter().for_each(|value| placeholders(at, value, into));
            }
            text => {
                let text = text.as_str().unwrap_or_else(|| panic!("{at} is no text"));
                let template = Template::parse(text).unwrap_or_else(|error| panic!("{at}: {error}"));
                let names = template.placeholders().map(str::to_owned);
                into.entry(at.to_owned()).or_default().extend(names);
            }
        }
    }

    #[test]
    fn every_language_has_every_text_with_the_same_placeholders() {
        let of = |built_in: &BuiltIn| {
            let mut texts = BTreeMap::new();
            placeholders("", &serde_json::from_str(built_in.texts).unwrap(), &mut texts);
            texts
        };
        let english = of(BUILT_IN.iter().find(|known| known.tag == "en").unwrap());
        for built_in in &BUILT_IN {
            let language = Language::of(built_in.tag).unwrap_or_else(|| panic!("{}", built_in.tag));
            let words = built_in.load(language).unwrap_or_else(|error| panic!("{}: {error}", built_in.tag));
            assert_eq!(words.name, built_in.name);
            assert_eq!(of(built_in), english, "{}", built_in.tag);
        }
        let all = Language::all();
        assert!([Language::EN, Language::FR, Language::NL].iter().all(|known| all.contains(known)));
    }

    #[test]
    fn numbers_agree_with_their_nouns() {
        let count = |nought, number| {
            let errors: Counted = toml::from_str::<BTreeMap<String, Counted>>("it = [\"error\", \"errors\"]")
                .unwrap()["it"]
                .clone();
            Words { nought, ..Words::default() }.count(number, &errors)
        };
        assert_eq!([0, 1, 2].map(|number| count(Nought::More, number)), ["0 errors", "1 error", "2 errors"]);
        assert_eq!([0, 1, 2].map(|number| count(Nought::One, number)), ["0 error", "1 error", "2 errors"]);
    }
}
