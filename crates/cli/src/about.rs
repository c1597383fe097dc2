//! The folders and workbooks that a run is about, for those who tell of it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::output::Mode;

/// What a run is about.
pub struct About {
    /// The folders that are checked.
    pub roots: BTreeSet<PathBuf>,
    /// How many workbooks all parts of the run have together.
    pub total: usize,
    /// Who may read what is told of them.
    pub mode: Mode,
}
