//! What a workbook says of whoever sends it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::TableId;
use crate::text::Text;

/// What the program uses a detail for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Meant {
    /// The customer, in summaries.
    Organisation,
    /// The person whom a reply addresses.
    Contact,
    /// The address to which a reply goes.
    Mail,
    /// The day of the request.
    Date,
}

/// Something that a workbook says of whoever sends it, beside a label.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The key of the table `[details.<key>]`.
    pub key: String,
    /// The sheet on which it stands.
    pub sheet: TableId,
    /// The label beside which it stands, in the template.
    pub label: Text,
    /// Every label that means it, folded by [`crate::fold_header`].
    pub folded: Vec<String>,
    /// What the program uses it for.
    pub means: Option<Meant>,
    /// Whether a workbook with accounts has to tell it.
    pub required: bool,
}
