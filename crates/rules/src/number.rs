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

/// The numbers in a text, in order; one that is too long for any count is the greatest there is.
pub(crate) fn numbers(text: &str) -> impl Iterator<Item = u64> {
    let runs = text.split(|character: char| !character.is_ascii_digit());
    runs.filter(|run| !run.is_empty()).map(|run| run.parse().unwrap_or(u64::MAX))
}

/// The only number in a text, where it can be counted with.
pub(crate) fn the_number(text: &str) -> Option<u64> {
    let mut numbers = numbers(text);
    let number = numbers.next().filter(|number| *number < u64::from(u32::MAX))?;
    numbers.next().is_none().then_some(number)
}
