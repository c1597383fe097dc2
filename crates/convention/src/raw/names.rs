//! Names, their parts, and the lists that users can supply, as they are written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::OneOrMany;
use crate::text::Text;

/// `[parts.<part>]`: one part of a name.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Part")]
pub(crate) struct RawPart {
    /// What people call the part.
    pub label: Text,
    /// What is expected there, for a part that is no closed list: "six digits".
    pub expected: Option<Text>,
    /// The closed list that the part is a code of.
    #[schemars(with = "Option<String>")]
    pub codes: Option<Spanned<String>>,
    /// The form of the part; every pattern has to match the whole part.
    #[schemars(with = "Option<OneOrMany>")]
    pub pattern: Option<Spanned<OneOrMany>>,
    /// Several forms, each with a name of its own by which rules can tell them apart.
    #[schemars(with = "Option<BTreeMap<String, OneOrMany>>")]
    pub alternatives: Option<Spanned<BTreeMap<String, OneOrMany>>>,
    /// The reference list (`--list KIND=FILE`) that holds the values which exist; for a part with
    /// alternatives, of one alternative.
    pub reference: Option<RawReference>,
    /// Whether the separators of a name may stand in the part, as the dots of a host name do. A name can have one such
    /// part.
    #[serde(default)]
    pub may_hold_separator: bool,
    /// What is tried on a value that does not fit, in order.
    #[serde(default)]
    pub repairs: Vec<RawRepair>,
    /// A value that fits, for examples.
    pub example: Option<String>,
}

/// The reference list of a part, or of its alternatives.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected the key of a reference list, or a table of them by alternative")]
#[schemars(rename = "Reference")]
pub(crate) enum RawReference {
    Part(String),
    Alternatives(BTreeMap<String, String>),
}

/// One way to repair a part.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Repair")]
pub(crate) struct RawRepair {
    /// Take this prefix off.
    pub strip_prefix: Option<String>,
    /// Take this suffix off.
    pub strip_suffix: Option<String>,
    /// Put this prefix before it.
    pub add_prefix: Option<String>,
    /// Put this suffix behind it.
    pub add_suffix: Option<String>,
    /// Write it in capitals.
    #[serde(default)]
    pub capitals: bool,
    /// Put zeros in front up to this length.
    pub pad_zeros: Option<usize>,
    /// Read letters that look like digits (O, l, S …) as those digits.
    #[serde(default)]
    pub letters_to_digits: bool,
    /// Read these words, without regard to case, as these codes.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    /// Whether the repaired value is certainly what was meant.
    #[serde(default)]
    pub safe: bool,
}

/// `[lists.<list>]`: a list that users can supply (`--list <list>=FILE`): the values that exist.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ReferenceList")]
pub(crate) struct RawReferenceList {
    /// What people call the list.
    pub label: Text,
    /// Its columns; a file has them in any order, and may have others besides.
    #[serde(default)]
    pub columns: BTreeMap<String, RawReferenceColumn>,
    /// The columns that name an entry: each entry has to have them, and two entries with the same may not
    /// differ.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub key: Vec<Spanned<String>>,
    /// The column by which people know an entry, for messages.
    #[schemars(with = "Option<String>")]
    pub name: Option<Spanned<String>>,
}

/// A column of a reference list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ReferenceColumn")]
pub(crate) struct RawReferenceColumn {
    /// Headers that mean the column, besides its key.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The part of a name that its values are: they have to fit it, and are repaired as it is.
    #[schemars(with = "Option<String>")]
    pub part: Option<Spanned<String>>,
    /// Whether a list has to have the column; those of `key` always are.
    #[serde(default)]
    pub required: bool,
}

/// `[names.<name>]`: a name made of parts between separators.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Name")]
pub(crate) struct RawName {
    /// What people call the name.
    pub label: Text,
    /// `{part}`s and the separators between them; what stands in brackets, as in `{a}[-{b}]-{c}`, may be left out. A
    /// separator is one character of the keyboard, such as `-`, `_`, `.` or `/`, that stands in no code of the name's
    /// parts but one that `may_hold_separator`.
    #[schemars(with = "Option<String>")]
    pub form: Option<Spanned<String>>,
    /// Instead of a form: another name, behind a prefix.
    #[schemars(with = "Option<String>")]
    pub of: Option<Spanned<String>>,
    /// The prefix of a name that is `of` another.
    pub prefix: Option<String>,
    /// The rule that is broken when parts are missing, too many or in the wrong order.
    #[schemars(with = "Option<String>")]
    pub rule: Option<Spanned<String>>,
    /// The rule that is broken when one part is wrong; `rule` for a part that is not here.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub rules: BTreeMap<String, Spanned<String>>,
    /// Parts that people leave out, and the rule for it.
    #[serde(default)]
    pub omitted: Vec<RawOmitted>,
    /// Parts that people add, and the rule for it.
    #[serde(default)]
    pub unwanted: Vec<RawUnwanted>,
    /// Other names that people write here, and the rule for it.
    #[serde(default)]
    pub instead: Vec<RawInstead>,
    /// The column whose name completes this one when its leading parts are left out.
    #[schemars(with = "Option<String>")]
    pub complete_from: Option<Spanned<String>>,
    /// The most characters the system takes.
    pub max_length: Option<usize>,
    /// Characters the system refuses.
    #[serde(default)]
    pub forbidden: String,
    /// The rule for a name that the system refuses.
    #[schemars(with = "Option<String>")]
    pub limits_rule: Option<Spanned<String>>,
}

/// A part that people leave out.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Omitted")]
pub(crate) struct RawOmitted {
    /// The part.
    #[schemars(with = "String")]
    pub part: Spanned<String>,
    /// The code that was most likely meant.
    pub assume: String,
    /// The rule that is broken.
    #[schemars(with = "String")]
    pub rule: Spanned<String>,
}

/// A part that people add.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Unwanted")]
pub(crate) struct RawUnwanted {
    /// The part.
    #[schemars(with = "String")]
    pub part: Spanned<String>,
    /// The part behind which it stands.
    #[schemars(with = "String")]
    pub after: Spanned<String>,
    /// What stands before it.
    pub separator: String,
    /// The rule that is broken.
    #[schemars(with = "String")]
    pub rule: Spanned<String>,
}

/// Another name that people write in this one's place.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Instead")]
pub(crate) struct RawInstead {
    /// The prefix by which it is known, and which is dropped to repair it.
    pub prefix: String,
    /// The rule that is broken.
    #[schemars(with = "String")]
    pub rule: Spanned<String>,
}
