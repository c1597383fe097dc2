//! How a workbook looks, and the writing of it.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Note,
    Workbook, Worksheet, XlsxError,
};

use crate::entry::Entry;
use crate::grid::Grid;
use crate::package::{NO_VALUE, without_values};

/// How a workbook looks.
#[derive(Debug, Clone, Default)]
pub enum Look {
    /// Cells and nothing else.
    #[default]
    Plain,
    /// A sheet of which somebody formatted every row as text with borders, which Excel saves with all
    /// its cells, filled or not.
    Formatted,
    /// As an organisation hands out its template: a coloured band with a title, a styled header,
    /// borders, widths, frozen panes, dropdowns.
    House {
        /// The colour of the band, as 0xRRGGBB.
        accent: u32,
        /// A pale shade of it, for the instructions and the IDs.
        pale: u32,
        /// The colour of the stripe between the title block and the table.
        stripe: u32,
        /// The font of everything.
        font: &'static str,
        /// How many formatted rows stand empty below each table.
        spare_rows: u32,
    },
}

/// Writes the sheets as the bytes of an .xlsx file.
pub(crate) fn write(grids: &[Grid], look: &Look) -> Vec<u8> {
    let mut workbook = workbook(grids, look).expect("cells that fit a sheet");
    finish(&mut workbook, grids)
}

/// The bytes of a workbook that was made of these sheets.
pub(crate) fn finish(workbook: &mut Workbook, grids: &[Grid]) -> Vec<u8> {
    let bytes = workbook.save_to_buffer().expect("a workbook that fits its format");
    let marked = grids.iter().any(|grid| grid.cells.values().any(|entry| *entry == Entry::NoValue));
    if marked { without_values(&bytes) } else { bytes }
}

/// The sheets as a workbook to which more can be added.
pub(crate) fn workbook(grids: &[Grid], look: &Look) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // A date of its own would make every run's bytes differ.
    let created = ExcelDateTime::from_ymd(2025, 3, 3)?.and_hms(9, 0, 0)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for grid in grids {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&grid.name)?;
        sheet.set_hidden(grid.hidden);
        let style = Style::new(grid, look);
        style.surroundings(sheet)?;
        for &[row, column, last_row, last_column] in &grid.merged {
            let format = style.cell(row, column);
            sheet.merge_range(row - 1, col(column), last_row - 1, col(last_column), "", &format)?;
        }
        for ((row, column), entry) in &grid.cells {
            put(sheet, *row, *column, entry, &style.cell(*row, *column))?;
        }
        for row in &grid.hidden_rows {
            sheet.set_row_hidden(row - 1)?;
        }
        for ((row, column), text) in &grid.notes {
            let note = Note::new(text).set_author("J. De Wit").add_author_prefix(false);
            sheet.insert_note(row - 1, col(*column), &note)?;
        }
    }
    let first = grids.iter().position(|grid| grid.header_row.is_some() && !grid.hidden);
    let shown = first.or_else(|| grids.iter().position(|grid| !grid.hidden));
    if let Some(index) = shown {
        workbook.worksheet_from_index(index)?.set_active(true);
    }
    Ok(workbook)
}

fn col(column: u32) -> u16 {
    u16::try_from(column - 1).unwrap_or(u16::MAX)
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u32,
    entry: &Entry,
    format: &Format,
) -> Result<(), XlsxError> {
    let (row, column) = (row - 1, col(column));
    match entry {
        Entry::Empty => sheet.write_blank(row, column, format)?,
        Entry::Text(text) => sheet.write_string_with_format(row, column, text, format)?,
        Entry::Number(number) => sheet.write_number_with_format(row, column, *number, format)?,
        Entry::Formatted(number, code) => {
            let format = format.clone().set_num_format(code);
            sheet.write_number_with_format(row, column, *number, &format)?
        }
        Entry::Truth(truth) => sheet.write_boolean_with_format(row, column, *truth, format)?,
        Entry::Formula(formula, value) => {
            let formula = Formula::new(formula).set_result(value);
            sheet.write_formula_with_format(row, column, formula, format)?
        }
        Entry::NoValue => {
            let formula = Formula::new("LOWER(\"ABC\")").set_result(NO_VALUE);
            sheet.write_formula_with_format(row, column, formula, format)?
        }
        Entry::Error(error) => {
            let formula = match error.as_str() {
                "#DIV/0!" => "1/0",
                "#VALUE!" => "1+\"a\"",
                "#NUM!" => "SQRT(-1)",
                "#NAME?" => "LOOKUPHOST(\"a\")",
                "#NULL!" => "A1 B2",
                "#REF!" => "#REF!",
                _ => "NA()",
            };
            sheet.write_formula_with_format(row, column, Formula::new(formula).set_result(error), format)?
        }
    };
    Ok(())
}

/// The formats of one sheet.
struct Style<'a> {
    grid: &'a Grid,
    look: &'a Look,
}

impl<'a> Style<'a> {
    fn new(grid: &'a Grid, look: &'a Look) -> Style<'a> {
        Style { grid, look }
    }

    fn key(&self, column: u32) -> &str {
        let position = usize::try_from(column).unwrap_or(usize::MAX).wrapping_sub(1);
        self.grid.columns.get(position).map_or("", String::as_str)
    }

    fn cell(&self, row: u32, column: u32) -> Format {
        if let Look::Formatted = self.look {
            return Format::new().set_num_format("@").set_border(FormatBorder::Thin);
        }
        let Look::House { accent, pale, stripe, font, .. } = self.look else {
            let header = self.grid.header_row == Some(row);
            let several_lines = matches!(self.grid.cells.get(&(row, column)),
                Some(Entry::Text(text)) if text.contains('\n'));
            let format = if header { Format::new().set_bold() } else { Format::new() };
            return if several_lines { format.set_text_wrap() } else { format };
        };
        let format = Format::new().set_font_name(*font).set_font_size(10);
        let Some(header_row) = self.grid.header_row else {
            return self.free_cell(format, row, column, *accent);
        };
        if row < header_row {
            return match row {
                1 => format
                    .set_font_size(16)
                    .set_bold()
                    .set_font_color(Color::White)
                    .set_background_color(*accent)
                    .set_align(FormatAlign::VerticalCenter)
                    .set_indent(1),
                _ if row + 1 == header_row => format.set_background_color(*stripe),
                _ => format
                    .set_font_color(0x40_4040)
                    .set_background_color(*pale)
                    .set_italic()
                    .set_align(FormatAlign::VerticalCenter)
                    .set_indent(1),
            };
        }
        let key = self.key(column);
        if key.is_empty() || row > self.grid.last_row {
            return format.set_font_color(0x60_6060);
        }
        let format = format.set_border(FormatBorder::Thin).set_border_color(0xBF_BFBF);
        if row == header_row {
            return format
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(*accent)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap();
        }
        let format = format.set_align(FormatAlign::Top);
        match key {
            "id" => format.set_background_color(*pale).set_bold(),
            "context" | "comments" | "explanation" | "description" => format.set_text_wrap(),
            "account_number" => format.set_num_format("0"),
            _ => format,
        }
    }

    /// Sheets without a table: what stands in column A names what stands beside it.
    fn free_cell(&self, format: Format, row: u32, column: u32, accent: u32) -> Format {
        if self.grid.hidden {
            return if row == 1 { format.set_bold() } else { format };
        }
        match (row, column) {
            (1, _) => format.set_font_size(16).set_bold().set_font_color(accent),
            (_, 1) => format.set_bold().set_font_color(accent).set_align(FormatAlign::Top),
            _ => format.set_text_wrap().set_align(FormatAlign::Top),
        }
    }

    /// Widths, heights, panes, dropdowns, and the empty rows that are ready to be filled in.
    fn surroundings(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        if let (Look::Formatted, Some(header_row)) = (self.look, self.grid.header_row) {
            for row in header_row..=self.grid.last_row {
                for column in (1..).take(self.grid.columns.len()) {
                    sheet.write_blank(row - 1, col(column), &self.cell(row, column))?;
                }
            }
        }
        let Look::House { accent, spare_rows, .. } = self.look else {
            for (index, key) in (0u16..).zip(&self.grid.columns) {
                sheet.set_column_width(index, width(key) * 0.8)?;
            }
            return Ok(());
        };
        sheet.set_landscape().set_print_fit_to_pages(1, 0).set_paper_size(9);
        sheet.set_zoom(90);
        let Some(header_row) = self.grid.header_row else {
            sheet.set_column_width(0, 26)?.set_column_width(1, 100)?;
            sheet.set_screen_gridlines(self.grid.hidden);
            return Ok(());
        };
        sheet.set_tab_color(*accent).set_screen_gridlines(false);
        for (index, key) in (0u16..).zip(&self.grid.columns) {
            sheet.set_column_width(index, width(key))?;
        }
        sheet.set_row_height(header_row - 1, 30)?;
        sheet.set_freeze_panes(header_row, 1)?;
        let last_column = u32::try_from(self.grid.columns.len()).unwrap_or(1);
        for row in 1..header_row {
            let height = match row {
                1 => 36,
                _ if row + 1 == header_row => 5,
                _ => 17,
            };
            sheet.set_row_height(row - 1, height)?;
            for column in 1..=last_column {
                sheet.write_blank(row - 1, col(column), &self.cell(row, column))?;
            }
        }
        let last_row = self.grid.last_row;
        for row in header_row + 1..=last_row {
            let lines = |column| match self.grid.cells.get(&(row, column)) {
                Some(Entry::Text(text)) => lines(text, width(self.key(column))),
                _ => 1,
            };
            let most = (1..=last_column).map(lines).max().unwrap_or(1);
            sheet.set_row_height(row - 1, 13 * most + 3)?;
            for column in 1..=last_column {
                sheet.write_blank(row - 1, col(column), &self.cell(row, column))?;
            }
        }
        for row in last_row + 1..=last_row + spare_rows {
            for column in 1..=last_column {
                sheet.write_blank(row - 1, col(column), &self.cell(last_row.max(header_row + 1), column))?;
            }
        }
        self.dropdowns(sheet, header_row, last_row + spare_rows)
    }

    fn dropdowns(&self, sheet: &mut Worksheet, header_row: u32, last_row: u32) -> Result<(), XlsxError> {
        for (index, key) in (0u16..).zip(&self.grid.columns) {
            let list = match key.as_str() {
                "platform" => "=Lists!$A$2:$A$40",
                "type" => "=Lists!$B$2:$B$9",
                _ => continue,
            };
            let dropdown = DataValidation::new()
                .allow_list_formula(Formula::new(list))
                .show_error_message(false)
                .set_input_title("Choose from the list")?
                .set_input_message("The values are on the hidden sheet Lists.")?;
            sheet.add_data_validation(header_row, index, last_row - 1, index, &dropdown)?;
        }
        Ok(())
    }
}

/// The lines that a text takes in a column, which holds somewhat more characters of ten points than its width.
fn lines(text: &str, width: f64) -> u32 {
    let of = |line: &str| {
        (f64::from(u32::try_from(line.chars().count()).unwrap_or(u32::MAX)) / (width * 1.15)).ceil()
    };
    // Texts that are not wrapped may run on: only those of several words break.
    let wrapped = text.lines().map(|line| if line.contains(' ') { of(line) } else { 1.0 }).sum::<f64>();
    wrapped.clamp(1.0, 8.0) as u32
}

/// The width of a column, in characters.
fn width(key: &str) -> f64 {
    match key {
        "id" | "type" => 15.0,
        "profile" => 28.0,
        "choice" => 13.0,
        "safe" | "listed_safe" => 26.0,
        "platform" => 23.0,
        "context" => 31.0,
        "address" => 33.0,
        "username" | "iam_username" => 24.0,
        "logon_to" | "use_logon" => 15.0,
        "user_dn" => 26.0,
        "access_key" => 25.0,
        "arn" => 50.0,
        "account_number" => 18.0,
        "team" => 12.0,
        "comments" => 36.0,
        "explanation" | "description" => 62.0,
        _ => 18.0,
    }
}
