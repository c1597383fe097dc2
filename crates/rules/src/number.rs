//! Numbers in cells.

/// The text of a number: its plain digits, as people see them in a text column.
pub(crate) fn number_text(number: f64) -> String {
    format!("{number}")
}

/// True when a number has more digits than a spreadsheet keeps: fifteen (ECMA-376 leaves it to the
/// double; Excel's specification says fifteen).
pub(crate) fn lost_digits(number: f64) -> bool {
    number.abs() >= 1e15
}
