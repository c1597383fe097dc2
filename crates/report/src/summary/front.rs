//! The first sheet: sums, and charts of the findings by rule and by customer.

use pamlint_convention::Severity;
use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartPoint,
    ChartSolidFill, ChartType, Format, Worksheet, XlsxError,
};

use pamlint_rules::Counts;

use super::look::{DARK, Look, QUIET, colours, paper, widths};
use super::overview::ByCustomer;
use super::view::View;
use pamlint_writer::shorten;

/// The columns from A: the sums by code, a gap, the sums by customer.
const WIDTHS: [u16; 18] = [10, 36, 16, 13, 13, 3, 30, 9, 13, 13, 13, 13, 14, 13, 11, 16, 14, 20];

/// The first column of the sums by customer, and the last of all.
const CUSTOMERS: u16 = 6;
const LAST: u16 = 17;

/// The first column of the findings by customer.
const COUNTS: u16 = CUSTOMERS + 8;

/// The rows, from 0: the numbers, the charts, the header of the sums.
const FIGURES: u32 = 3;
const CHARTS: u32 = 13;
const SUMS: u32 = 32;

/// How many bars a chart has room for.
const BARS: usize = 12;

/// The most customers that are listed here: the rest stands on the sheet with the workbooks.
const MOST_CUSTOMERS: usize = 10_000;

/// The size of a chart, in pixels.
const CHART: (u32, u32) = (640, 350);

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, view: &View<'_>, look: &Look) -> Result<(), XlsxError> {
    let words = &view.words.summary;
    let [name, ..] = &words.sheets;
    sheet.set_name(name)?.set_screen_gridlines(false).set_active(true);
    widths(sheet, &WIDTHS)?;
    sheet.write_string_with_format(0, 0, &words.title, &look.title)?.set_row_height(0, 32)?;
    sheet.write_string_with_format(1, 0, view.checked(), &look.subtitle)?;
    figures(sheet, view, look)?;
    sheet.merge_range(FIGURES, CUSTOMERS, FIGURES + 8, LAST, &words.guide, &look.prose)?;
    let codes = codes(sheet, view, look)?;
    let customers = customers(sheet, view, look)?;
    if codes > 0 {
        let colours: Vec<Severity> =
            view.overview.tally.most_frequent().iter().map(|(_, sum)| sum.severity).collect();
        let mut chart = chart(ChartType::Bar, &words.by_code);
        let points: Vec<ChartPoint> = colours
            .into_iter()
            .take(BARS)
            .map(|severity| ChartPoint::new().set_format(&mut fill(severity)))
            .collect();
        let last = SUMS + number(codes.min(BARS));
        chart
            .add_series()
            .set_name(&words.code_headers[3])
            .set_categories((name.as_str(), SUMS + 1, 0, last, 0))
            .set_values((name.as_str(), SUMS + 1, 3, last, 3))
            .set_points(&points)
            .set_gap(40)
            .set_data_label(ChartDataLabel::new().show_value().set_font(&font(9)));
        chart.legend().set_hidden();
        sheet.insert_chart(CHARTS, 0, &chart)?;
        let mut chart = self::chart(ChartType::BarStacked, &words.by_customer);
        let last = SUMS + number(customers.min(BARS));
        for (severity, column) in Severity::ALL.into_iter().zip(COUNTS..) {
            chart
                .add_series()
                .set_name(
                    words.customer_headers.get(usize::from(column - CUSTOMERS)).map_or("", String::as_str),
                )
                .set_categories((name.as_str(), SUMS + 1, CUSTOMERS, last, CUSTOMERS))
                .set_values((name.as_str(), SUMS + 1, column, last, column))
                .set_format(&mut fill(severity))
                .set_overlap(100)
                .set_gap(40);
        }
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9));
        sheet.insert_chart(CHARTS, CUSTOMERS, &chart)?;
    }
    paper(sheet, &view.words.page);
    Ok(())
}

/// How many there are of everything.
fn figures(sheet: &mut Worksheet, view: &View<'_>, look: &Look) -> Result<(), XlsxError> {
    for (row, (label, figure, _)) in (FIGURES..).zip(view.figures()) {
        sheet.merge_range(row, 0, row, 1, label, &look.label)?;
        count(sheet, row, 2, figure, &look.figure)?;
        sheet.set_row_height(row, 21)?;
    }
    Ok(())
}

/// The sums by code; gives their number.
fn codes(sheet: &mut Worksheet, view: &View<'_>, look: &Look) -> Result<usize, XlsxError> {
    let words = &view.words.summary;
    let codes = view.overview.tally.most_frequent();
    if codes.is_empty() {
        heading(sheet, 0, CUSTOMERS - 2, &words.by_code, look)?;
        sheet.write_string_with_format(SUMS, 0, &words.no_findings, &look.subtitle)?;
        return Ok(0);
    }
    heading(sheet, 0, CUSTOMERS - 2, &words.by_code, look)?;
    headers(sheet, 0, &words.code_headers, 3, look)?;
    for (row, (code, sum)) in (SUMS + 1..).zip(&codes) {
        sheet.write_string_with_format(row, 0, shorten(code), &look.text)?;
        sheet.write_string_with_format(row, 1, shorten(&sum.name), &look.text)?;
        let word = view.severity(sum.severity);
        sheet.write_string_with_format(row, 2, word, look.severity(sum.severity))?;
        count(sheet, row, 3, sum.findings, &look.number)?;
        count(sheet, row, 4, sum.workbooks, &look.number)?;
    }
    Ok(codes.len())
}

/// The sums by customer; gives the number of those with findings.
fn customers(sheet: &mut Worksheet, view: &View<'_>, look: &Look) -> Result<usize, XlsxError> {
    let words = &view.words.summary;
    let customers = view.overview.by_customer();
    heading(sheet, CUSTOMERS, LAST, &words.by_customer, look)?;
    headers(sheet, CUSTOMERS, &words.customer_headers, 1, look)?;
    for (row, sums) in (SUMS + 1..).zip(customers.iter().take(MOST_CUSTOMERS)) {
        sheet.write_string_with_format(row, CUSTOMERS, shorten(sums.customer), &look.text)?;
        let round = usize::try_from(sums.round).unwrap_or_default();
        let Counts { error, warning, info } = sums.counts;
        let ByCustomer { workbooks, replaced, ready, back, waiting, failed, .. } = *sums;
        let numbers = [round, workbooks, replaced, ready, back, waiting, failed, error, warning, info];
        for (column, number) in (CUSTOMERS + 1..).zip(numbers) {
            count(sheet, row, column, number, &look.number)?;
        }
        sheet.write_string_with_format(row, LAST, view.answer_day(sums), &look.text)?;
    }
    Ok(customers.iter().take_while(|sums| sums.counts.total() > 0).count())
}

fn heading(sheet: &mut Worksheet, first: u16, last: u16, text: &str, look: &Look) -> Result<(), XlsxError> {
    for column in first..=last {
        sheet.write_blank(SUMS - 1, column, &look.heading)?;
    }
    sheet.write_string_with_format(SUMS - 1, first, text, &look.heading)?;
    sheet.set_row_height(SUMS - 1, 22)?;
    Ok(())
}

/// The header of sums, of which those from `numbers` on are numbers.
fn headers(
    sheet: &mut Worksheet,
    first: u16,
    headers: &[String],
    numbers: usize,
    look: &Look,
) -> Result<(), XlsxError> {
    for ((column, position), header) in (first..).zip(0..).zip(headers) {
        let format = if position < numbers { &look.head } else { &look.head_number };
        sheet.write_string_with_format(SUMS, column, header, format)?;
    }
    sheet.set_row_height(SUMS, 30)?;
    Ok(())
}

fn count(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    count: usize,
    format: &Format,
) -> Result<(), XlsxError> {
    // Counts are far below what a number of Excel holds exactly.
    sheet.write_number_with_format(row, column, count as f64, format)?;
    Ok(())
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(0)
}

fn font(size: u32) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_size(f64::from(size)).set_color(QUIET);
    font
}

fn fill(severity: Severity) -> ChartFormat {
    let [_, _, bar] = colours(severity);
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(bar));
    format
}

/// A chart of lying bars, the first above.
fn chart(kind: ChartType, title: &str) -> Chart {
    let mut chart = Chart::new(kind);
    let mut title_font = font(12);
    title_font.set_bold().set_color(DARK);
    chart.title().set_name(title).set_font(&title_font);
    chart.set_alt_text(title).set_width(CHART.0).set_height(CHART.1);
    chart.y_axis().set_reverse().set_font(&font(9)).set_format(ChartLine::new().set_hidden(true));
    chart.x_axis().set_major_gridlines(false).set_hidden(true);
    chart.chart_area().set_format(ChartLine::new().set_hidden(true));
    chart
}
