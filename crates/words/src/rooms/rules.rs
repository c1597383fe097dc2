//! What the engine says itself.

use serde::Deserialize;

use crate::Template;

/// The texts that the engine itself puts into what it finds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    pub blank: String,
    pub withheld: Template,
    pub expired: Template,
}
