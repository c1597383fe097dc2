//! Two versions of a workbook.

use serde::Deserialize;

use crate::Counted;

/// The texts about two versions of a workbook.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compare {
    pub solved: Counted,
    pub open: Counted,
    pub new: Counted,
    pub spoiled: Counted,
    pub added: Counted,
    pub gone: Counted,
    pub changed: Counted,
    pub same: Counted,
    pub nothing: String,
}
