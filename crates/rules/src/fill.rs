//! The contents of placeholders in messages, before they are put into words.

use pamlint_convention::{NameId, TableId};
use serde::{Deserialize, Serialize};

/// The content of a placeholder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fill {
    /// A text that is the same in every language.
    Text(String),
    /// Nothing that anybody would see between quotes: blanks.
    Blank,
    /// The labels of parts of a name.
    Labels(NameId, Vec<usize>),
    /// The values that a part of a name may have.
    Expected(NameId, usize),
    /// The form of a name.
    Form(NameId),
    /// The values that the field of the finding may have.
    FieldExpected,
    /// The values that a field of a kind of account may have, by its position.
    ExpectedIn(TableId, usize),
    /// The label of a kind of account.
    Kind(TableId),
}
