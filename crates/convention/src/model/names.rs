//! Names, the parts they are made of, and the closed lists behind those.

use std::collections::BTreeSet;
use std::sync::Arc;

use regex::Regex;

use super::{Applicability, ColumnId, ListId, NameId, PartId, RuleId};
use crate::text::Text;

/// A closed list.
#[derive(Debug, Clone)]
pub struct CodeList {
    /// The key of the table `[codes.<key>]`.
    pub key: String,
    /// The codes as they are written, and what each means.
    pub codes: Vec<(String, Text)>,
}

/// One part of a name.
#[derive(Debug, Clone)]
pub struct Part {
    /// The key of the table `[parts.<key>]`.
    pub key: String,
    /// What people call it.
    pub label: Text,
    /// What is expected there, in words; empty for a closed list.
    pub expected: Text,
    /// What fits.
    pub shape: Shape,
    /// Whether the separators of a name may stand in it.
    pub may_hold_separator: bool,
    /// What is tried on a value that does not fit, in order.
    pub repairs: Vec<Repair>,
    /// A value that fits.
    pub example: String,
}

/// What fits a part.
#[derive(Debug, Clone)]
pub enum Shape {
    /// A code of a closed list.
    Codes(ListId),
    /// One of these forms; without alternatives there is one, whose name is empty.
    Forms(Vec<Alternative>),
}

/// One form that a part can have.
#[derive(Debug, Clone)]
pub struct Alternative {
    /// The name by which rules know it (`safe.team`); empty when the part has one form.
    pub key: String,
    /// All of these match the whole part.
    pub patterns: Vec<Regex>,
    /// The key of the reference list that holds the values which exist.
    pub reference: Option<String>,
    /// Values that fit whatever the patterns say, in capitals: what that list holds of other forms.
    pub also: Option<Arc<BTreeSet<String>>>,
}

/// One way to repair a part.
#[derive(Debug, Clone)]
pub struct Repair {
    /// What to do.
    pub action: RepairAction,
    /// Whether the result is certainly what was meant.
    pub applicability: Applicability,
}

/// What a repair does.
#[derive(Debug, Clone)]
pub enum RepairAction {
    /// Takes a prefix off, without regard to case.
    StripPrefix(String),
    /// Takes a suffix off, without regard to case.
    StripSuffix(String),
    /// Puts a prefix before it.
    AddPrefix(String),
    /// Puts a suffix behind it.
    AddSuffix(String),
    /// Writes it in capitals.
    Capitals,
    /// Puts zeros in front, up to this many characters.
    PadZeros(usize),
    /// Reads letters that look like digits as those digits.
    LettersToDigits,
    /// Reads words, without regard to case, as codes.
    Words(Vec<(String, String)>),
}

/// A name: parts between separators.
#[derive(Debug, Clone)]
pub struct Name {
    /// The key of the table `[names.<key>]`.
    pub key: String,
    /// What people call it.
    pub label: Text,
    /// What stands before the first part.
    pub prefix: String,
    /// The name that this one is, behind a prefix.
    pub of: Option<NameId>,
    /// The parts, in order.
    pub parts: Vec<NamePart>,
    /// The rule for parts that are missing, too many or in the wrong order.
    pub rule: Option<RuleId>,
    /// Parts that people leave out.
    pub omitted: Vec<Omitted>,
    /// Parts that people add.
    pub unwanted: Vec<Unwanted>,
    /// Prefixes of other names that people write here.
    pub instead: Vec<Instead>,
    /// The column that completes the name when its leading parts are left out.
    pub complete_from: Option<ColumnId>,
    /// The most characters the system takes.
    pub max_length: Option<usize>,
    /// Characters the system refuses.
    pub forbidden: Vec<char>,
    /// The rule for a name that the system refuses.
    pub limits_rule: Option<RuleId>,
}

/// A part at its place in a name.
#[derive(Debug, Clone)]
pub struct NamePart {
    /// The part.
    pub part: PartId,
    /// What stands before it; empty for the first.
    pub separator: String,
    /// Whether it may be left out.
    pub optional: bool,
    /// The rule for a wrong one; the name's own rule when there is none.
    pub rule: Option<RuleId>,
}

/// A part that people leave out of a name.
#[derive(Debug, Clone)]
pub struct Omitted {
    /// The position in [`Name::parts`].
    pub position: usize,
    /// The code that was most likely meant.
    pub assume: String,
    /// The rule for it.
    pub rule: RuleId,
}

/// A part that people add to a name.
#[derive(Debug, Clone)]
pub struct Unwanted {
    /// The part.
    pub part: PartId,
    /// The position in [`Name::parts`] behind which it stands.
    pub after: usize,
    /// What stands before it.
    pub separator: String,
    /// The rule for it.
    pub rule: RuleId,
}

/// Another name that people write in this one's place, known by its prefix.
#[derive(Debug, Clone)]
pub struct Instead {
    /// The prefix, which is dropped to repair it.
    pub prefix: String,
    /// The rule for it.
    pub rule: RuleId,
}
