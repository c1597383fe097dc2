//! The texts of a convention, written in its languages.

use std::collections::BTreeMap;
use std::fmt;

use pamlint_words::Language;
use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// One text in every language of its convention.
///
/// Loading a convention makes sure that each language it declares is there; a language that is not
/// falls back to English, then to whatever there is, so that a reader never gets an empty message.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema)]
#[schemars(transparent)]
pub struct Text(BTreeMap<Language, String>);

impl Text {
    /// The text in `language`, or in the nearest language there is.
    pub fn get(&self, language: Language) -> &str {
        nearest(&self.0, language).map_or("", String::as_str)
    }

    /// The text in exactly `language`.
    pub fn only(&self, language: Language) -> Option<&str> {
        self.0.get(&language).map(String::as_str)
    }

    /// The languages there is a text in.
    pub fn languages(&self) -> impl Iterator<Item = Language> {
        self.0.keys().copied()
    }

    /// The text in every language that there is one in.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(String::as_str)
    }

    /// The text with that of `lower` in the languages that it does not have itself.
    pub(crate) fn on(self, lower: Text) -> Text {
        let mut all = lower.0;
        all.extend(self.0);
        Text(all)
    }

    /// Whether no language has a text.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(String::is_empty)
    }
}

impl From<BTreeMap<Language, String>> for Text {
    fn from(texts: BTreeMap<Language, String>) -> Text {
        Text(texts)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Text, D::Error> {
        struct Table;
        impl<'de> Visitor<'de> for Table {
            type Value = Text;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a text for each language, such as { en = \"…\" }")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Text, A::Error> {
                BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(Text)
            }
        }
        from.deserialize_map(Table)
    }
}

/// What stands for a language, else for English, Dutch, or whatever there is.
pub(crate) fn nearest<T>(texts: &BTreeMap<Language, T>, language: Language) -> Option<&T> {
    let asked = [language, Language::EN, Language::NL].into_iter().find_map(|language| texts.get(&language));
    asked.or_else(|| texts.values().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_to_english() {
        let text = Text([(Language::EN, "safe".to_owned()), (Language::FR, "coffre".to_owned())].into());
        assert_eq!(text.get(Language::NL), "safe");
        assert!(!text.is_empty());
        assert!(Text::default().is_empty());
    }
}
