//! The languages of a convention and the texts written in them.

use schemars::JsonSchema;
use serde::Deserialize;

/// A language in which a convention speaks to its readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Dutch.
    Nl,
    /// English.
    En,
    /// French.
    Fr,
}

impl Language {
    /// Every language, in the order in which lists of texts are written.
    pub const ALL: [Language; 3] = [Language::Nl, Language::En, Language::Fr];

    /// The two-letter ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Language::Nl => "nl",
            Language::En => "en",
            Language::Fr => "fr",
        }
    }

    /// The language of a two-letter code or of a locale such as `nl_BE.UTF-8`; `None` for any other.
    pub fn from_locale(locale: &str) -> Option<Language> {
        let language = locale.split(['_', '-', '.', '@']).next()?.to_ascii_lowercase();
        Language::ALL.into_iter().find(|known| known.code() == language)
    }
}

/// One text in every language of its convention.
///
/// Loading a convention makes sure that each language it declares is there; a language that is not
/// falls back to English, then to whatever there is, so that a reader never gets an empty message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Dutch.
    pub nl: Option<String>,
    /// English.
    pub en: Option<String>,
    /// French.
    pub fr: Option<String>,
}

impl Text {
    /// The text in `language`, or in the nearest language there is.
    pub fn get(&self, language: Language) -> &str {
        self.only(language).or(self.en.as_deref()).or(self.nl.as_deref()).or(self.fr.as_deref()).unwrap_or("")
    }

    /// The text in exactly `language`.
    pub fn only(&self, language: Language) -> Option<&str> {
        match language {
            Language::Nl => self.nl.as_deref(),
            Language::En => self.en.as_deref(),
            Language::Fr => self.fr.as_deref(),
        }
    }

    /// The text with that of `lower` in the languages that it does not have itself.
    pub(crate) fn on(self, lower: Text) -> Text {
        Text { nl: self.nl.or(lower.nl), en: self.en.or(lower.en), fr: self.fr.or(lower.fr) }
    }

    /// Whether no language has a text.
    pub fn is_empty(&self) -> bool {
        Language::ALL.into_iter().all(|language| self.only(language).is_none_or(str::is_empty))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_are_told_by_their_language() {
        assert_eq!(Language::from_locale("nl_BE.UTF-8"), Some(Language::Nl));
        assert_eq!(Language::from_locale("FR"), Some(Language::Fr));
        assert_eq!(Language::from_locale("C.UTF-8"), None);
        assert_eq!(Language::from_locale(""), None);
    }

    #[test]
    fn a_missing_language_falls_back_to_english() {
        let text = Text { en: Some("safe".into()), ..Text::default() };
        assert_eq!(text.get(Language::Nl), "safe");
        assert!(!text.is_empty());
        assert!(Text::default().is_empty());
    }
}
