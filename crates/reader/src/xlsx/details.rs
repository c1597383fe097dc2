//! What calamine does not tell about a sheet: hidden rows, merged areas, and the cells that it could not read.

use std::io::BufRead;

use pamlint_package::{Kind, LAST_ROW, Met, Walk};

use super::values::Read;
use crate::book::{RawSheet, Value};
use crate::failure::Failure;
use crate::gather::Gathered;
use crate::number_format::Formats;

/// Goes through a sheet once more, for what reading its values did not tell; `None` when that is no well-formed
/// XML, or holds other cells than were read.
pub(super) fn add(
    gathered: &mut Gathered,
    raw: &mut RawSheet,
    sheet: impl BufRead,
    (read, (formats, is_1904)): (&Read, (&Formats, bool)),
) -> Result<Option<()>, Failure> {
    let mut walk = Walk::new(sheet, 0, 1);
    let mut unread = read.unread.iter().copied().peekable();
    let mut cells = 0;
    loop {
        match walk.meet() {
            Ok(Some(Met::Cell(cell))) => {
                if let (Some(_), Some(place)) = (unread.next_if_eq(&cells), cell.place) {
                    let value = saved(gathered, cell.kind, walk.value());
                    gathered.put(place.row, place.column, Some(value))?;
                } else if let Some(place) = cell.place
                    && let Some(number) = read.number_at(place)
                {
                    let value = match formats.of(cell.format) {
                        Some(format) => gathered.formatted(number, format, is_1904),
                        None => gathered.number(number),
                    };
                    gathered.put(place.row, place.column, Some(value))?;
                }
                cells += 1;
            }
            Ok(Some(Met::Row(row))) if row.hidden && row.number <= LAST_ROW => {
                raw.hidden_rows.push(row.number)
            }
            Ok(Some(Met::Merged(area))) => gathered.merge(raw, area)?,
            Ok(Some(_)) => {}
            Ok(None) => break,
            Err(_) => return Ok(None),
        }
    }
    // Of a place that was met before, the first value counts.
    for (place, number) in &read.formatted {
        let value = gathered.number(*number);
        gathered.put(place.row, place.column, Some(value))?;
    }
    raw.hidden_rows.sort_unstable();
    raw.hidden_rows.dedup();
    raw.merged.sort_unstable();
    raw.merged.dedup();
    // A number of a cell counts only where both count the same.
    Ok((read.unread.is_empty() || cells == read.cells).then_some(()))
}

/// The value of a cell by what its part says.
fn saved(gathered: &mut Gathered, kind: Kind, text: &str) -> Value {
    let value = match kind {
        Kind::Number => text.trim().parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Number),
        Kind::FormulaText | Kind::InlineText => gathered.text(text),
        Kind::Error if !text.is_empty() => Some(gathered.error(text)),
        Kind::Error | Kind::Truth | Kind::Other => None,
    };
    value.unwrap_or_else(|| gathered.error("#VALUE!"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::sheet;

    #[test]
    fn what_values_do_not_tell_is_added() {
        let text = "<x:worksheet><x:sheetData><x:row r='4' hidden='1'><x:c r='A4'/><x:c r='B4' t='e'><x:f>X</x:f><x:v>#SPILL!</x:v></x:c>\
            <x:c/><x:c t='inlineStr'><x:is><x:t>a&amp;b</x:t></x:is></x:c></x:row><x:row r='3' hidden='1'/><x:row r='3' hidden='1'/></x:sheetData>\
            <x:mergeCells><x:mergeCell ref='B3:B5'/><x:mergeCell ref='A1:C1'/><x:mergeCell ref='B3:B5'/></x:mergeCells></x:worksheet>";
        let (mut gathered, mut raw) = (Gathered::default(), sheet("Blad1", []));
        let read = Read { cells: 4, unread: vec![1, 3], formatted: Vec::new() };
        add(&mut gathered, &mut raw, text.as_bytes(), (&read, (&Formats::default(), false)))
            .unwrap()
            .unwrap();
        assert_eq!(raw.hidden_rows, [3, 4]);
        assert_eq!(raw.merged.iter().map(ToString::to_string).collect::<Vec<_>>(), ["A1:C1", "B3:B5"]);
        gathered.end_sheet(raw);
        let book = gathered.into_book();
        let shown = |value| match value {
            Value::Text(id) | Value::Error(id) => book.strings.get(id).to_owned(),
            other => format!("{other:?}"),
        };
        let cells: Vec<String> =
            book.sheets[0].cells.iter().map(|cell| format!("{}={}", cell.place, shown(cell.value))).collect();
        assert_eq!(cells, ["B4=#SPILL!", "D4=a&b"]);
        let other = Read { cells: 5, unread: vec![1], formatted: Vec::new() };
        assert!(
            add(
                &mut Gathered::default(),
                &mut sheet("Blad1", []),
                text.as_bytes(),
                (&other, (&Formats::default(), false))
            )
            .unwrap()
            .is_none()
        );
    }
}
