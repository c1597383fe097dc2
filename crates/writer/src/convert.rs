//! A workbook of another format as a new .xlsx: its sheets and values, and a modest look of our own.

mod names;
mod widths;

use pamlint_reader::{Area, Cell, Look, Sheet, SheetRole, Value, Visibility, Workbook};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Worksheet, XlsxError};

use crate::error::WriteError;

/// The longest text of a cell, in UTF-16 units: Excel's own limit.
const LONGEST: usize = 32_767;

/// A merged area of more cells than this is left unmerged: every cell of it would have to be written.
const MOST_MERGED: u64 = 10_000;

/// How many merged cells a sheet keeps in all, for the same reason.
const MOST_MERGED_IN_ALL: u64 = 200_000;

/// The errors that a formula can be written for; others become the text that they show.
const ERRORS: [&str; 7] = ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"];

/// A new workbook, and what its sheets are called.
pub(crate) struct Converted {
    /// The bytes of the .xlsx file.
    pub(crate) bytes: Vec<u8>,
    /// The names of the sheets by their position in the original; not all that is a name elsewhere can be
    /// one in Excel.
    pub(crate) sheet_names: Vec<String>,
}

/// Writes the sheets and values of a workbook into a new one. Sheets of an earlier check are left out.
pub(crate) fn convert(workbook: &Workbook) -> Result<Converted, WriteError> {
    let sheet_names = names::names(workbook.sheets.iter().map(|sheet| sheet.name.as_str()));
    let bytes = write(workbook, &sheet_names).map_err(|error| WriteError::Unsupported(error.to_string()))?;
    Ok(Converted { bytes, sheet_names })
}

fn write(workbook: &Workbook, names: &[String]) -> Result<Vec<u8>, XlsxError> {
    let mut target = rust_xlsxwriter::Workbook::new();
    // The date of the run would make every copy differ.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    target.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let kept = || workbook.sheets.iter().zip(names).filter(|(sheet, _)| sheet.role != SheetRole::Ours);
    let is_visible = |sheet: &Sheet| sheet.visibility == Visibility::Visible;
    // Excel opens no workbook of which it can show nothing.
    let shown = kept().position(|(sheet, _)| is_visible(sheet)).unwrap_or(0);
    for (position, (sheet, name)) in kept().enumerate() {
        let page = target.add_worksheet();
        page.set_name(name)?;
        if position == shown {
            page.set_active(true);
        } else {
            page.set_hidden(!is_visible(sheet));
        }
        Page { sheet, workbook, looks: Looks::new() }.write(page)?;
    }
    target.save_to_buffer().map(pamlint_package::as_on_any_system)
}

/// The few looks that a new workbook has.
struct Looks {
    plain: Format,
    wrapped: Format,
    header: Format,
}

impl Looks {
    fn new() -> Looks {
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Looks { plain: Format::new(), header: wrapped.clone().set_bold(), wrapped }
    }

    /// Text with line breaks shows as such only when it wraps.
    fn of(&self, text: &str, is_header: bool) -> &Format {
        if is_header {
            &self.header
        } else if text.contains('\n') {
            &self.wrapped
        } else {
            &self.plain
        }
    }
}

/// A sheet that is written.
struct Page<'w> {
    sheet: &'w Sheet,
    workbook: &'w Workbook,
    looks: Looks,
}

impl Page<'_> {
    fn write(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        let header = self.sheet.layout.as_ref().map(|layout| layout.header_row);
        self.merge(page, header)?;
        for cell in &self.sheet.cells {
            self.put(page, cell, header == Some(cell.place.row))?;
        }
        for row in &self.sheet.hidden_rows {
            page.set_row_hidden(row.saturating_sub(1))?;
        }
        for (column, width) in widths::widths(self.sheet, &self.workbook.strings) {
            page.set_column_width(position(column), width)?;
        }
        if let Some(row) = header {
            page.set_freeze_panes(row, 0)?;
        }
        Ok(())
    }

    fn put(&self, page: &mut Worksheet, cell: &Cell, is_header: bool) -> Result<(), XlsxError> {
        let (row, column) = (cell.place.row.saturating_sub(1), position(cell.place.column));
        let text = |id| self.workbook.strings.get(id);
        match cell.value {
            Value::Number(number) => {
                page.write_number_with_format(row, column, number, self.looks.of("", is_header))?
            }
            Value::Shown { look: Look::Truth, number, .. } => {
                page.write_boolean_with_format(row, column, number != 0.0, self.looks.of("", is_header))?
            }
            Value::Shown { look, number, .. } if look != Look::Text => {
                let look = self.looks.of("", is_header).clone().set_num_format(number_format(look, number));
                page.write_number_with_format(row, column, number, &look)?
            }
            Value::Error(id) if ERRORS.contains(&text(id)) => {
                let formula = Formula::new(text(id)).set_result(text(id));
                page.write_formula_with_format(row, column, formula, self.looks.of("", is_header))?
            }
            Value::Text(id) | Value::Error(id) | Value::Shown { text: id, .. } => {
                let text = cut(text(id));
                page.write_string_with_format(row, column, text, self.looks.of(text, is_header))?
            }
            // There is no formula to write, and no value.
            Value::FormulaWithoutValue => return Ok(()),
        };
        Ok(())
    }

    /// Merges what was merged, before anything is written: a merged cell is written as blank.
    fn merge(&self, page: &mut Worksheet, header: Option<u32>) -> Result<(), XlsxError> {
        let mut left = MOST_MERGED_IN_ALL;
        for area in &self.sheet.merged {
            let cells = size(area);
            if cells < 2 || cells > MOST_MERGED.min(left) {
                continue;
            }
            left -= cells;
            let look = self.looks.of("", header == Some(area.first.row));
            let (first, last) = (area.first, area.last);
            let merged = page.merge_range(
                first.row.saturating_sub(1),
                position(first.column),
                last.row.saturating_sub(1),
                position(last.column),
                "",
                look,
            );
            match merged {
                // Excel has no such areas; the first of them stands.
                Ok(_) | Err(XlsxError::MergeRangeOverlaps(..)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

fn size(area: &Area) -> u64 {
    let rows = u64::from(area.last.row.saturating_sub(area.first.row)) + 1;
    rows * (u64::from(area.last.column.saturating_sub(area.first.column)) + 1)
}

/// The position of a column, from 0.
fn position(column: u32) -> u16 {
    u16::try_from(column.saturating_sub(1)).unwrap_or(u16::MAX)
}

/// A format in which a number is still what the spreadsheet had made of it.
fn number_format(look: Look, number: f64) -> &'static str {
    match look {
        Look::Percentage => "0.##########%",
        Look::Scientific => "0.00E+00",
        Look::Date if number < 1.0 => "hh:mm:ss",
        Look::Date if number.fract() == 0.0 => "yyyy-mm-dd",
        Look::Date => "yyyy-mm-dd hh:mm:ss",
        Look::Text | Look::Truth => "General",
    }
}

/// As much of a text as a cell can hold.
fn cut(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find_map(|(at, character)| {
        units += character.len_utf16();
        (units > LONGEST).then_some(at)
    });
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}
