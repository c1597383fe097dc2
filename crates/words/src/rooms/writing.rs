//! Why a workbook could not be written.

use serde::Deserialize;

use crate::Template;

/// The reasons for which a workbook cannot be written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Writing {
    pub no_package: Template,
    pub damaged: Template,
    pub unsupported: Template,
}
