//! What rules have come to doubt, for those that are judged later.

use rustc_hash::{FxHashMap, FxHashSet};

use super::rows::RowId;
use crate::value::Key;

/// What rules have come to doubt.
#[derive(Default)]
pub(crate) struct Doubts {
    /// Rows whose ID has another form than that of their kind.
    pub odd_ids: FxHashSet<RowId>,
    /// Rows of which a rule doubts the kind.
    pub kinds: FxHashSet<RowId>,
    /// What fields of rows were most likely meant to say, which is in their findings.
    pub meant: FxHashMap<(RowId, usize), Key>,
}
