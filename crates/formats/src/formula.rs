//! Conditions of a spreadsheet on the text of a cell, as pieces of a formula.

/// A condition that every right value meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The problem of a value that does not meet it: one of those of its format, or `blank`, which says of a blank what
    /// is said of other characters.
    pub problem: &'static str,
    /// What is found then, where that can be told: a piece of a formula.
    pub found: Option<String>,
    /// The condition: a piece of a formula.
    pub holds: String,
}

impl Condition {
    /// A condition that does not tell what is found.
    pub(crate) fn new(problem: &'static str, holds: String) -> Condition {
        Condition { problem, found: None, holds }
    }

    /// None of these characters stands in the cell.
    pub(crate) fn none_of(problem: &'static str, x: &str, characters: &str) -> Condition {
        let found = format!("MID({x},{},1)", first_of(x, characters));
        Condition { problem, found: Some(found), holds: has_none_of(x, characters) }
    }

    /// No blank stands in the cell.
    pub(crate) fn no_blank(x: &str) -> Condition {
        Condition::new("blank", no_blank(x))
    }
}

/// Characters as a row of texts.
fn row(characters: &str) -> String {
    let texts: Vec<String> = characters.chars().map(|one| quoted(&one.to_string())).collect();
    format!("{{{}}}", texts.join(","))
}

/// None of these characters stands in the cell.
pub fn has_none_of(x: &str, characters: &str) -> String {
    format!("SUMPRODUCT(--ISNUMBER(FIND({},{x})))=0", row(characters))
}

/// Where the first of these characters stands in the cell.
pub fn first_of(x: &str, characters: &str) -> String {
    format!("SUMPRODUCT(MIN(IFERROR(FIND({},{x}),32767)))", row(characters))
}

/// The cell consists of these characters, so far as the first `length` of it go.
pub fn is_all(x: &str, characters: &str, length: usize) -> String {
    let positions: Vec<String> = (1..=length).map(|position| position.to_string()).collect();
    // Behind the last character stands one that is right: programs differ in where they find nothing.
    let padded = format!("{x}&REPT({},{length})", quoted(&characters.chars().take(1).collect::<String>()));
    format!(
        "SUMPRODUCT(--ISERROR(FIND(MID({padded},{{{}}},1),{})))=0",
        positions.join(","),
        quoted(characters)
    )
}

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
    format!("IFERROR(AND(LEN({x})={digits},TEXT(--{x},\"{}\")={x}&\"\"),FALSE)", "0".repeat(digits))
}

/// A label of the domain in the cell, from 1.
pub(crate) fn label(x: &str, number: usize) -> String {
    format!("TRIM(MID(SUBSTITUTE({x},\".\",REPT(\" \",255)),{},255))", (number - 1) * 255 + 1)
}

/// The second label of the domain in the cell, where there are three or more.
pub(crate) fn second_of_three(x: &str) -> String {
    format!("IF(LEN({x})-LEN(SUBSTITUTE({x},\".\",\"\"))>1,{},\"\")", label(x, 2))
}
