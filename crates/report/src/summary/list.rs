//! A sheet with a list that can be filtered: the workbooks, the findings, what failed.

use std::borrow::Cow;

use pamlint_convention::Severity;
use pamlint_rules::Counts;
use rust_xlsxwriter::{Format, Table, TableColumn, TableStyle, Url, Worksheet, XlsxError};

use super::look::{Look, height, paper, widths};
use super::overview::{Entry, Line};
use super::view::View;
use pamlint_words::Words;
use pamlint_writer::sheet_reference;
use pamlint_writer::{lines, shorten};

/// The row of the header, from 0.
const HEADER: u32 = 3;

/// The longest address that Excel takes, in UTF-16 units.
const LONGEST_LINK: usize = 2_080;

/// What fits on a sheet.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// The last row, from 0.
    pub last_row: usize,
    /// The most links.
    pub most_links: usize,
}

/// A list.
pub(super) struct List<'a> {
    /// What Excel calls it, in every language.
    id: &'static str,
    sheet: &'static str,
    /// The headers, each with the width of its column in characters.
    columns: Vec<(&'static str, u16)>,
    count: usize,
    rows: Box<dyn Iterator<Item = Vec<Cell<'a>>> + 'a>,
    /// How many rows there are besides.
    left_out: usize,
    /// What is said when there is no row.
    nothing: &'static str,
}

enum Cell<'a> {
    Text(Cow<'a, str>),
    /// A value or a code.
    Code(Cow<'a, str>),
    Number(usize),
    Severity(Severity, &'static str),
    Link {
        text: Cow<'a, str>,
        address: String,
    },
}

impl<'a> Cell<'a> {
    fn text(text: &'a str) -> Cell<'a> {
        Cell::Text(Cow::Borrowed(text))
    }

    fn shown(&self) -> &str {
        match self {
            Cell::Text(text) | Cell::Code(text) | Cell::Link { text, .. } => text,
            Cell::Severity(_, word) => word,
            Cell::Number(_) => "",
        }
    }
}

/// The workbooks.
pub(super) fn workbooks<'a>(view: &'a View<'a>) -> List<'a> {
    let words = &view.words.summary;
    let row = |entry: &'a Entry| {
        let status = match entry.gravest() {
            Some(severity) => Cell::Severity(severity, view.status(entry.status)),
            None => Cell::text(view.status(entry.status)),
        };
        let copy = match (&entry.annotated, view.link(entry)) {
            (Some(path), Some(address)) => Cell::Link { text: Cow::from(path), address },
            _ => Cell::text(""),
        };
        let Counts { error, warning, info } = entry.counts;
        let round = usize::try_from(entry.round).unwrap_or_default();
        let mut row = vec![status, Cell::Text(view.next(entry)), Cell::text(&entry.customer)];
        row.extend([&entry.contact, &entry.asked_on, &entry.path].map(|text| Cell::text(text)));
        row.push(Cell::Number(round));
        row.extend([entry.accounts, error, warning, info].map(Cell::Number));
        row.push(copy);
        row
    };
    let [_, sheet, ..] = &words.sheets;
    List {
        id: "Workbooks",
        sheet,
        columns: words
            .workbook_headers
            .iter()
            .map(String::as_str)
            .zip([18, 22, 24, 30, 12, 50, 9, 12, 10, 16, 14, 50])
            .collect(),
        count: view.overview.workbooks().len(),
        rows: Box::new(view.overview.workbooks().iter().map(row)),
        left_out: 0,
        nothing: &words.no_workbooks,
    }
}

/// The findings.
pub(super) fn findings<'a>(view: &'a View<'a>) -> List<'a> {
    let words = &view.words.summary;
    let row = |(entry, line): (&'a Entry, &'a Line)| {
        let text = Cow::from(line.cell.to_string());
        let cell = match view.link(entry) {
            Some(link) => {
                let address = format!("{link}#{}{text}", sheet_reference(&line.sheet));
                Cell::Link { text, address }
            }
            None => Cell::Text(text),
        };
        let fix = match &line.fix {
            Some(fix) => {
                let value = if fix.value.is_empty() { &view.words.empty_cell } else { &fix.value };
                Cow::from(format!("{value} ({})", view.certainty(fix.applicability)))
            }
            None => Cow::from(""),
        };
        vec![
            Cell::Severity(line.severity, view.severity(line.severity)),
            Cell::text(&line.code),
            Cell::text(&line.name),
            Cell::text(&entry.customer),
            Cell::text(&entry.path),
            Cell::text(&line.sheet),
            cell,
            Cell::text(&line.account),
            Cell::text(&line.column),
            Cell::Code(Cow::from(&line.value)),
            Cell::text(&line.message),
            Cell::Code(fix),
        ]
    };
    let widths = [14, 9, 24, 18, 30, 16, 9, 18, 18, 30, 50, 32];
    let [.., sheet, _] = &words.sheets;
    List {
        id: "Findings",
        sheet,
        columns: words.finding_headers.iter().map(String::as_str).zip(widths).collect(),
        count: view.overview.findings().len(),
        rows: Box::new(view.overview.findings().map(row)),
        left_out: view.left_out(view.overview.findings().len()),
        nothing: &words.no_findings,
    }
}

/// The workbooks that could not be checked.
pub(super) fn not_checked<'a>(view: &'a View<'a>) -> List<'a> {
    let rows: Vec<_> = view.not_checked().map(|row| Vec::from(row.map(Cell::text))).collect();
    let words = &view.words.summary;
    let [.., sheet] = &words.sheets;
    List {
        id: "NotChecked",
        sheet,
        columns: words.failure_headers.iter().map(String::as_str).zip([24, 50, 90]).collect(),
        count: rows.len(),
        rows: Box::new(rows.into_iter()),
        left_out: 0,
        nothing: &words.no_failures,
    }
}

/// Writes a list on a sheet of its own.
pub(super) fn write(
    sheet: &mut Worksheet,
    list: List<'_>,
    room: Room,
    words: &Words,
    look: &Look,
) -> Result<(), XlsxError> {
    sheet.set_name(list.sheet)?.set_screen_gridlines(false);
    let columns: Vec<u16> = list.columns.iter().map(|(_, width)| *width).collect();
    widths(sheet, &columns)?;
    sheet.write_string_with_format(0, 0, list.sheet, &look.title)?.set_row_height(0, 28)?;
    if list.count == 0 {
        sheet.write_string_with_format(1, 0, list.nothing, &look.subtitle)?;
        return Ok(());
    }
    let last_column = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    let shown = list.count.min(room.last_row.saturating_sub(usize::try_from(HEADER).unwrap_or(0)));
    let (mut links, mut unlinked) = (0, 0);
    let mut numbers = Vec::new();
    let mut row = HEADER;
    for cells in list.rows.take(shown) {
        row += 1;
        if numbers.is_empty() {
            numbers = cells.iter().map(|cell| matches!(cell, Cell::Number(_))).collect();
        }
        let mut taken = 1;
        for ((column, width), cell) in (0u16..).zip(&columns).zip(cells) {
            let link = match &cell {
                Cell::Link { address, .. } => link(address),
                _ => None,
            };
            let link = if links < room.most_links {
                link
            } else {
                unlinked += usize::from(link.is_some());
                None
            };
            links += usize::from(link.is_some());
            write_cell(sheet, (row, column), &cell, link, look)?;
            // A link is underlined, not wider; a fixed-width letter takes more than a digit's room.
            let width = usize::from(*width);
            let width =
                if matches!(cell, Cell::Code(_)) { width.saturating_sub(4) } else { width + width / 10 };
            taken = lines(&shorten(cell.shown()), width).max(taken);
        }
        sheet.set_row_height(row, height(taken))?;
    }
    let headers: Vec<TableColumn> = list
        .columns
        .iter()
        .zip(numbers)
        .map(|((header, _), is_number)| {
            let format = if is_number { &look.head_number } else { &look.head };
            TableColumn::new().set_header(*header).set_header_format(format)
        })
        .collect();
    let table = Table::new().set_name(list.id).set_style(TableStyle::None).set_columns(&headers);
    sheet.add_table(HEADER, 0, row, last_column, &table)?;
    sheet.set_row_height(HEADER, 30)?;
    let left_out = list.count - shown + list.left_out;
    let mut remarks = Vec::new();
    if left_out > 0 {
        remarks.push(words.summary.cut_off.fill(&[("count", &left_out)]));
    }
    if unlinked > 0 {
        let links = &words.summary.links_cut_off;
        remarks.push(links.fill(&[("most", &room.most_links), ("count", &unlinked)]));
    }
    for (row, remark) in (1u32..).zip(remarks) {
        sheet.merge_range(row, 0, row, last_column.max(1), &remark, &look.remark)?;
    }
    sheet.set_freeze_panes(HEADER + 1, 0)?.set_repeat_rows(HEADER, HEADER)?;
    sheet.set_selection(HEADER + 1, 0, HEADER + 1, 0)?;
    paper(sheet, &words.page);
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
    link: Option<Url>,
    look: &Look,
) -> Result<(), XlsxError> {
    let format: &Format = match cell {
        Cell::Number(_) => &look.number,
        Cell::Code(_) => &look.code,
        Cell::Severity(severity, _) => look.severity(*severity),
        Cell::Link { .. } if link.is_some() => &look.link,
        Cell::Text(_) | Cell::Link { .. } => &look.text,
    };
    if let Cell::Number(number) = cell {
        // Counts are far below what a number of Excel holds exactly.
        sheet.write_number_with_format(row, column, *number as f64, format)?;
        return Ok(());
    }
    let text = shorten(cell.shown());
    match link {
        Some(link) => sheet.write_url_with_format(row, column, link.set_text(text), format)?,
        None if text.is_empty() => sheet.write_blank(row, column, format)?,
        None => sheet.write_string_with_format(row, column, text, format)?,
    };
    Ok(())
}

/// A link, unless it is longer than Excel takes.
fn link(address: &str) -> Option<Url> {
    if address.encode_utf16().count() > LONGEST_LINK {
        return None;
    }
    let address =
        if address.starts_with("file:") { address.to_owned() } else { format!("file:///{address}") };
    Some(Url::new(address))
}
