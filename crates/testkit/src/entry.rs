//! What can stand in a cell.

/// What can stand in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A number with a number format: `0.00E+00`.
    Formatted(f64, String),
    /// A truth value.
    Truth(bool),
    /// A formula with the value that was saved for it.
    Formula(String, String),
    /// A formula whose value was never saved.
    NoValue,
    /// An error value such as `#N/A`.
    Error(String),
}

impl Entry {
    /// A formula with its saved value.
    pub fn formula(formula: &str, value: &str) -> Entry {
        Entry::Formula(formula.to_owned(), value.to_owned())
    }

    /// An error value such as `#N/A`.
    pub fn error(text: &str) -> Entry {
        Entry::Error(text.to_owned())
    }

    /// A number with a number format: `0.00E+00`.
    pub fn formatted(number: f64, format: &str) -> Entry {
        Entry::Formatted(number, format.to_owned())
    }

    /// The text of a text cell.
    pub fn text(&self) -> &str {
        match self {
            Entry::Text(text) => text,
            _ => "",
        }
    }
}

impl From<&str> for Entry {
    fn from(text: &str) -> Entry {
        if text.is_empty() { Entry::Empty } else { Entry::Text(text.to_owned()) }
    }
}

impl From<String> for Entry {
    fn from(text: String) -> Entry {
        Entry::from(text.as_str())
    }
}

impl From<&String> for Entry {
    fn from(text: &String) -> Entry {
        Entry::from(text.as_str())
    }
}

impl From<f64> for Entry {
    fn from(number: f64) -> Entry {
        Entry::Number(number)
    }
}
