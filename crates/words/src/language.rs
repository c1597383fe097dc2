//! The languages that the program and its conventions speak.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The most characters of a tag.
const LONGEST: usize = 8;

/// A language, by its tag: `nl`, `en`, `pt-br`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language([u8; LONGEST]);

impl Language {
    /// Dutch.
    pub const NL: Language = Language(*b"nl\0\0\0\0\0\0");
    /// English, which stands in for any other language that there is no text in.
    pub const EN: Language = Language(*b"en\0\0\0\0\0\0");
    /// French.
    pub const FR: Language = Language(*b"fr\0\0\0\0\0\0");

    /// The language of a tag: two to eight small letters, digits and hyphens; `None` for any other text.
    ///
    /// The program need not speak it: a convention may.
    pub fn of(tag: &str) -> Option<Language> {
        let is_tag = tag.len() >= 2
            && tag.starts_with(|first: char| first.is_ascii_lowercase())
            && tag.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        let mut bytes = [0; LONGEST];
        bytes.get_mut(..tag.len()).filter(|_| is_tag)?.copy_from_slice(tag.as_bytes());
        Some(Language(bytes))
    }

    /// The tag: an ISO 639 code, with a region or script behind a hyphen where there is one.
    pub fn code(&self) -> &str {
        let tag = self.0.split(|byte| *byte == 0).next().unwrap_or_default();
        // It was made of ASCII.
        std::str::from_utf8(tag).unwrap_or_default()
    }
}

impl Default for Language {
    fn default() -> Language {
        Language::EN
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Language, D::Error> {
        let tag = Cow::<str>::deserialize(from)?;
        Language::of(&tag).ok_or_else(|| {
            de::Error::custom(format!(
                "`{tag}` is no language; write it as its code, such as `en` or `pt-br`"
            ))
        })
    }
}

impl JsonSchema for Language {
    fn schema_name() -> Cow<'static, str> {
        "Language".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A language, by its code: `nl`, `en`, `fr`, `pt-br`.",
            "type": "string",
            "pattern": "^[a-z][a-z0-9-]{1,7}$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_are_told_by_their_language() {
        assert_eq!(Language::from_locale("nl_BE.UTF-8"), Some(Language::NL));
        assert_eq!(Language::from_locale("FR"), Some(Language::FR));
        assert_eq!(Language::from_locale("en-GB"), Some(Language::EN));
        for other in ["C.UTF-8", "", "xx_YY", "_"] {
            assert_eq!(Language::from_locale(other), None, "{other}");
        }
    }

    #[test]
    fn a_tag_is_two_to_eight_small_characters() {
        for tag in ["nl", "gsw", "pt-br", "zh-hant", "abcdefgh"] {
            assert_eq!(Language::of(tag).unwrap().code(), tag);
        }
        for tag in ["", "n", "NL", "abcdefghi", "n\0", "é", "1a", "n l"] {
            assert_eq!(Language::of(tag), None, "{tag}");
        }
        assert_eq!(
            [Language::NL, Language::EN].map(|known| Language::of(known.code())),
            [Some(Language::NL), Some(Language::EN)]
        );
    }
}
