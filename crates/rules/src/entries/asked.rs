//! What is asked of every row of a table, made ready once.

use pamlint_convention::{Condition, Convention, Path, Slot, TableId, Template};

use crate::relation::{Ready, ready};

/// A column, and the part of its values that is asked for beside them.
#[derive(Debug, Clone)]
pub struct AskedColumn {
    pub(super) slots: Vec<Slot>,
    pub(super) parts: Vec<Slot>,
}

impl AskedColumn {
    /// The column at a path, whose values may have the part that `part` names.
    pub fn new(convention: &Convention, table: TableId, path: &Path, part: Option<&str>) -> AskedColumn {
        let part = part.map(|part| Path { column: path.column.clone(), part: Some(part.to_owned()) });
        let parts = part.map(|part| convention.slots(table, &part)).unwrap_or_default();
        AskedColumn { slots: convention.slots(table, path), parts }
    }
}

/// A text with placeholders for the values of a row, whatever is wrong with them.
#[derive(Debug, Clone)]
pub struct AskedText {
    pub(super) template: Template,
    /// Where the values of its placeholders stand.
    pub(super) slots: Vec<(String, Vec<Slot>)>,
}

impl AskedText {
    /// A text for the rows of a table.
    pub fn new(convention: &Convention, table: TableId, template: &Template) -> AskedText {
        let slots = |name: &str| (name.to_owned(), convention.slots(table, &Path::parse(name)));
        AskedText { slots: template.placeholders().map(slots).collect(), template: template.clone() }
    }
}

/// Conditions on the values of a row; they do not hold where its table lacks a value that they ask for.
#[derive(Debug, Clone)]
pub struct AskedConditions(pub(super) Option<Vec<Ready>>);

impl AskedConditions {
    /// Conditions for the rows of a table.
    pub fn new(convention: &Convention, table: TableId, conditions: &[Condition]) -> AskedConditions {
        AskedConditions(ready(convention, table, conditions))
    }
}
