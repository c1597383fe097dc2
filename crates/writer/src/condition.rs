//! What has to hold for a mark to stay: the cell still has the value that was wrong.

use pamlint_rules::Was;

/// Texts longer than this (in UTF-16 units, as Excel counts) are compared by length and beginning; a
/// literal in a formula holds 255.
const LONGEST_TEXT: usize = 200;

/// What has to hold for a mark to stay.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Condition {
    /// The cell is empty, or as good as.
    Blank,
    /// It holds this text.
    Text(String),
    /// It holds a text of that many characters that begins like this.
    LongText(usize, String),
    /// It holds a value of that many characters: more is not told of a secret.
    Length(usize),
    /// It holds this number.
    Number(String),
    /// It holds this truth value.
    Truth(bool),
    /// It holds an error value.
    Error,
}

/// What a cell of a sheet really holds, where that is no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stored {
    /// A number, as its part has it.
    Number(String),
    /// A truth value.
    Truth(bool),
    /// Anything else.
    Other,
}

impl Condition {
    /// The condition for what stood in a cell; `stored` tells dates and truth values from their texts.
    pub(crate) fn new(was: &Was, stored: &Stored) -> Condition {
        match (was, stored) {
            (Was::Empty, _) => Condition::Blank,
            (Was::Error, _) => Condition::Error,
            (Was::Secret(length), _) => Condition::Length(*length),
            (Was::Number(_) | Was::Text(_), Stored::Number(number)) => Condition::Number(number.clone()),
            (Was::Text(_), Stored::Truth(truth)) => Condition::Truth(*truth),
            (Was::Number(number), _) => Condition::Number(number_text(*number)),
            (Was::Text(text), _) => Condition::text(text),
        }
    }

    fn text(text: &str) -> Condition {
        let length = text.encode_utf16().count();
        if text.chars().any(|character| matches!(character, '\0' | '\u{FFFE}' | '\u{FFFF}')) {
            return Condition::Length(length);
        }
        if length <= LONGEST_TEXT {
            return Condition::Text(text.to_owned());
        }
        let mut room = LONGEST_TEXT;
        let start = text.chars().take_while(|character| {
            let fits = room >= character.len_utf16();
            room = room.saturating_sub(character.len_utf16());
            fits
        });
        Condition::LongText(length, start.collect())
    }

    /// The condition as a formula about the cell that is called so, or about each cell of a range.
    pub(crate) fn formula(&self, cell: &str) -> String {
        match self {
            Condition::Blank => format!("LEN(TRIM({cell}))=0"),
            // Excel keeps line ends as LF; a file may still hold a CR.
            Condition::Text(text) if text.contains('\r') => {
                format!("EXACT(SUBSTITUTE({cell},CHAR(13),\"\"),{})", literal(&text.replace('\r', "")))
            }
            Condition::Text(text) => format!("EXACT({cell},{})", literal(text)),
            Condition::LongText(length, start) => {
                let units = start.encode_utf16().count();
                format!("(LEN({cell})={length})*EXACT(LEFT({cell},{units}),{})", literal(start))
            }
            Condition::Length(length) => format!("LEN({cell})={length}"),
            Condition::Number(number) => format!("ISNUMBER({cell})*({cell}={number})"),
            Condition::Truth(truth) => {
                format!("ISLOGICAL({cell})*({cell}={})", if *truth { "TRUE" } else { "FALSE" })
            }
            Condition::Error => format!("ISERROR({cell})"),
        }
    }
}

/// A text as a formula has it. Control characters become `CHAR(…)`, and what would read as an escaped
/// character (`_x0041_`) is cut in two, since some programs would undo it.
pub(crate) fn literal(text: &str) -> String {
    let mut pieces: Vec<String> = Vec::new();
    let mut open = String::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if character.is_ascii_control() {
            if !open.is_empty() {
                pieces.push(format!("\"{}\"", std::mem::take(&mut open)));
            }
            pieces.push(format!("CHAR({})", u32::from(character)));
        } else if character == '"' {
            open.push_str("\"\"");
        } else {
            open.push(character);
            if crate::escape::is_escape(rest) {
                pieces.push(format!("\"{}\"", std::mem::take(&mut open)));
            }
        }
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
    }
    if !open.is_empty() || pieces.is_empty() {
        pieces.push(format!("\"{open}\""));
    }
    pieces.join("&")
}

/// A number as a formula has it.
fn number_text(number: f64) -> String {
    let text = format!("{number:?}").replace("e-", "E-").replace('e', "E+");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// The name of a sheet as a formula has it, with the mark that parts it from the cell.
pub fn sheet_reference(name: &str) -> String {
    format!("'{}'!", name.replace('\'', "''"))
}

/// A reference to a cell of another sheet that holds inside a conditional format too, where Excel
/// 2007 and the file format know references to the own sheet only.
pub(crate) fn indirect(reference: &str) -> String {
    format!("INDIRECT({})", literal(reference))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formula(was: Was) -> String {
        Condition::new(&was, &Stored::Other).formula("B7")
    }

    #[test]
    fn conditions_become_formulas() {
        assert_eq!(formula(Was::Empty), "LEN(TRIM(B7))=0");
        assert_eq!(formula(Was::Text("a\"b".to_owned())), "EXACT(B7,\"a\"\"b\")");
        assert_eq!(formula(Was::Text("a\nb".to_owned())), "EXACT(B7,\"a\"&CHAR(10)&\"b\")");
        assert_eq!(formula(Was::Text("_x0041_".to_owned())), "EXACT(B7,\"_\"&\"x0041_\")");
        assert_eq!(formula(Was::Number(1.5)), "ISNUMBER(B7)*(B7=1.5)");
        assert_eq!(formula(Was::Number(1e300)), "ISNUMBER(B7)*(B7=1E+300)");
        assert_eq!(formula(Was::Error), "ISERROR(B7)");
        assert_eq!(formula(Was::Secret(40)), "LEN(B7)=40");
    }

    #[test]
    fn numbers_are_written_as_formulas_have_them() {
        for (number, text) in [(5.0, "5"), (-0.25, "-0.25"), (1e300, "1E+300"), (1.5e-9, "1.5E-9")] {
            assert_eq!(number_text(number), text);
        }
    }

    #[test]
    fn long_texts_are_told_by_length_and_beginning() {
        let long = "é".repeat(300);
        let formula = formula(Was::Text(long));
        assert!(formula.starts_with("(LEN(B7)=300)*EXACT(LEFT(B7,200),\"é"), "{formula}");
        let wide = Condition::text(&format!("a{}", "😀".repeat(150)));
        assert!(matches!(wide, Condition::LongText(301, start) if start.encode_utf16().count() == 199));
    }

    #[test]
    fn dates_and_truth_values_are_compared_as_what_they_are() {
        let was = Was::Text("2024-01-31".to_owned());
        assert_eq!(
            Condition::new(&was, &Stored::Number("45322".to_owned())).formula("A1"),
            "ISNUMBER(A1)*(A1=45322)"
        );
        let was = Was::Text("TRUE".to_owned());
        assert_eq!(Condition::new(&was, &Stored::Truth(true)).formula("A1"), "ISLOGICAL(A1)*(A1=TRUE)");
    }

    #[test]
    fn references_quote_what_they_hold() {
        assert_eq!(sheet_reference("it's"), "'it''s'!");
        assert_eq!(indirect("'a\"b'!B7"), "INDIRECT(\"'a\"\"b'!B7\")");
    }
}
