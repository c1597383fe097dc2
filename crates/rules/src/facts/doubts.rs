//! Doubts of rules, for those that are judged later.

use rustc_hash::{FxHashMap, FxHashSet};

use super::rows::RowId;
use crate::value::Key;

/// The rows and values that rules doubt.
#[derive(Default)]
pub(crate) struct Doubts {
    /// Rows whose ID has another form than that of their kind.
    pub odd_ids: FxHashSet<RowId>,
    /// Rows of which a rule doubts the kind.
    pub kinds: FxHashSet<RowId>,
    /// Fields that a finding explains: what else is found there follows from it.
    pub explained: FxHashSet<(RowId, usize)>,
    /// Rows whose values stand a column off, as their finding says: what else is found in them follows from it.
    pub slid: FxHashSet<RowId>,
    /// The values that fields of rows were most likely meant to have, as their findings say.
    pub meant: FxHashMap<(RowId, usize), Key>,
}
