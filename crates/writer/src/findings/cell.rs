//! The cells and rows of the Findings sheet.

use crate::escape::escape;

pub(super) fn push_row(xml: &mut String, number: u32, height: f64, cells: &str) {
    xml.push_str(&format!("<row r=\"{number}\" ht=\"{height}\" customHeight=\"1\">{cells}</row>"));
}

/// How high a row of so many lines is, in points; Excel's highest is 409.
pub(super) fn height(lines: usize) -> f64 {
    let lines = u32::try_from(lines.max(1)).unwrap_or(u32::MAX);
    (f64::from(lines) * 13.5 + 4.5).min(409.0)
}

/// A cell with a text that never becomes a formula.
pub(super) fn text(cell: &str, style: usize, text: &str) -> String {
    if text.is_empty() {
        return format!("<c r=\"{cell}\" s=\"{style}\"/>");
    }
    format!(
        "<c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
        escape(text)
    )
}

pub(super) fn blank_cells(columns: &str, row: u32, style: usize) -> String {
    columns.chars().map(|column| format!("<c r=\"{column}{row}\" s=\"{style}\"/>")).collect()
}

fn run(properties: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("<r><rPr>{properties}</rPr><t xml:space=\"preserve\">{}</t></r>", escape(text))
}

/// A value with its offending part set off.
pub(super) fn marked(cell: &str, style: usize, value: &str, span: (usize, usize)) -> String {
    const PLAIN: &str =
        "<sz val=\"10\"/><color rgb=\"FF262626\"/><rFont val=\"Consolas\"/><family val=\"2\"/>";
    const WRONG: &str =
        "<b/><u/><sz val=\"10\"/><color rgb=\"FFC00000\"/><rFont val=\"Consolas\"/><family val=\"2\"/>";
    let piece = |from: usize, to: usize| -> String {
        value.chars().skip(from).take(to.saturating_sub(from)).collect()
    };
    let wrong = piece(span.0, span.1);
    if wrong.is_empty() {
        return text(cell, style, value);
    }
    let runs = [run(PLAIN, &piece(0, span.0)), run(WRONG, &wrong), run(PLAIN, &piece(span.1, usize::MAX))];
    format!("<c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><is>{}</is></c>", runs.concat())
}

/// A message, and below it what was expected.
pub(super) fn explained(cell: &str, style: usize, message: &str, help: &str) -> String {
    if help.is_empty() || message.is_empty() {
        return text(cell, style, &format!("{message}{help}"));
    }
    const PLAIN: &str =
        "<sz val=\"10\"/><color rgb=\"FF262626\"/><rFont val=\"Calibri\"/><family val=\"2\"/>";
    const HELP: &str = "<sz val=\"10\"/><color rgb=\"FF595959\"/><rFont val=\"Calibri\"/><family val=\"2\"/>";
    let runs = [run(PLAIN, message), run(HELP, &format!("\n{help}"))];
    format!("<c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><is>{}</is></c>", runs.concat())
}
