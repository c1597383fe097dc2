//! The lists that users can supply: what organisations, applications or platforms there are.

use super::PartId;
use crate::text::Text;

/// A list that users can supply: the values that exist, and what is known of each.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The key of the table `[lists.<key>]`.
    pub key: String,
    /// What people call it.
    pub label: Text,
    /// The columns, in the order of their keys.
    pub columns: Vec<ReferenceColumn>,
    /// The positions in [`Reference::columns`] that name an entry; empty where entries may be alike.
    pub identity: Vec<usize>,
    /// The position of the column by which people know an entry.
    pub name: Option<usize>,
}

/// A column of a reference list.
#[derive(Debug, Clone)]
pub struct ReferenceColumn {
    /// Its key.
    pub key: String,
    /// Every header that means it, folded by [`crate::fold_header`], its key first.
    pub folded: Vec<String>,
    /// The part of a name that its values are.
    pub part: Option<PartId>,
    /// Whether a list has to have it.
    pub required: bool,
}
