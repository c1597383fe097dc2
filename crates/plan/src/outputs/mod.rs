//! What a plan looks like: for people, for programs, and for a vault.

pub(crate) mod graph;
pub(crate) mod json;
pub(crate) mod text;
pub(crate) mod vault;
pub(crate) mod workbook;
