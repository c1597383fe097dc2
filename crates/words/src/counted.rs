//! Nouns and phrases that agree with a number.

use serde::Deserialize;

/// A noun or phrase that goes with a number, for one and for more.
///
/// In a file it is a list of the two, or one text where both are the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "OneOrTwo")]
pub struct Counted {
    one: String,
    more: String,
}

/// Which of the two forms goes with nought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Nought {
    /// That for one, as in French.
    One,
    /// That for more, as in Dutch and English.
    #[default]
    More,
}

impl Counted {
    /// The form that goes with a number.
    pub fn of(&self, number: usize, nought: Nought) -> &str {
        let one = number == 1 || (number == 0 && nought == Nought::One);
        if one { &self.one } else { &self.more }
    }
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a text, or a list of two: for one and for more")]
enum OneOrTwo {
    One(String),
    Two([String; 2]),
}

impl From<OneOrTwo> for Counted {
    fn from(read: OneOrTwo) -> Counted {
        match read {
            OneOrTwo::One(text) => Counted { one: text.clone(), more: text },
            OneOrTwo::Two([one, more]) => Counted { one, more },
        }
    }
}
