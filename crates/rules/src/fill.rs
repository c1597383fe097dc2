//! The contents of placeholders in messages, before they are put into words.

use pamlint_convention::NameId;

/// The content of a placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fill {
    /// A text that is the same in every language.
    Text(String),
    /// The labels of parts of a name.
    Labels(NameId, Vec<usize>),
    /// The values that a part of a name may have.
    Expected(NameId, usize),
    /// The form of a name.
    Form(NameId),
    /// The values that a field may have that is no name.
    FieldExpected,
}
