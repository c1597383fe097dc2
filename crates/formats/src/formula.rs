//! Conditions of a spreadsheet on the text of a cell, as pieces of a formula.

/// A text in a formula.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// There is no blank in the cell.
pub fn no_blank(x: &str) -> String {
    has_no(x, " ")
}

/// The text stands in the cell.
pub fn has(x: &str, text: &str) -> String {
    format!("ISNUMBER(FIND({},{x}))", quoted(text))
}

/// The text does not stand in the cell.
pub fn has_no(x: &str, text: &str) -> String {
    format!("ISERROR(FIND({},{x}))", quoted(text))
}

/// The cell begins with the text, to the letter.
pub fn begins(x: &str, text: &str) -> String {
    format!("EXACT(LEFT({x},{}),{})", text.len(), quoted(text))
}

/// The cell has this many characters.
pub fn is_long(x: &str, length: usize) -> String {
    format!("LEN({x})={length}")
}

/// The cell has at most this many characters.
pub fn at_most(x: &str, length: usize) -> String {
    format!("LEN({x})<={length}")
}

/// The cell is a number of this many digits.
pub fn are_digits(x: &str, digits: usize) -> String {
    format!("TEXT(--{x},\"{}\")={x}", "0".repeat(digits))
}
