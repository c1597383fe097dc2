//! How a summary looks: a few formats, chosen once.

use pamlint_convention::Severity;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline, Worksheet, XlsxError};

use super::palette;

/// A4, by Excel's number.
const A4: u8 = 9;

pub(super) const DARK: Color = Color::RGB(palette::BRAND);
pub(super) const QUIET: Color = Color::RGB(palette::QUIET);
const PALE: Color = Color::RGB(palette::PANEL);
const LINE: Color = Color::RGB(palette::LINE);
const INK: Color = Color::RGB(palette::INK);
const LINK: Color = Color::RGB(palette::LINK);

/// The colours of text, ground and bar for a severity.
pub(super) fn colours(severity: Severity) -> [Color; 3] {
    let [error, warning, info] = palette::SEVERITIES;
    let (text, ground, bar) = match severity {
        Severity::Error => error,
        Severity::Warning => warning,
        Severity::Info => info,
    };
    [text, ground, bar].map(Color::RGB)
}

/// The formats.
pub(super) struct Look {
    /// The title of a sheet.
    pub title: Format,
    /// What stands under it.
    pub subtitle: Format,
    /// The heading of a section.
    pub heading: Format,
    /// The header of a list.
    pub head: Format,
    /// The header of numbers.
    pub head_number: Format,
    /// A text of a list.
    pub text: Format,
    /// A value or a code.
    pub code: Format,
    /// A number.
    pub number: Format,
    /// A link to another file or sheet.
    pub link: Format,
    /// What a number of the first sheet counts.
    pub label: Format,
    /// Such a number.
    pub figure: Format,
    /// An explanation that wraps.
    pub prose: Format,
    /// What a user has to know.
    pub remark: Format,
    severities: [Format; 3],
}

impl Look {
    pub fn new() -> Look {
        let base = || Format::new().set_font_color(INK).set_align(FormatAlign::VerticalCenter);
        let cell = || {
            Format::new()
                .set_font_size(10)
                .set_font_color(INK)
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(LINE)
        };
        let head = || {
            Format::new()
                .set_bold()
                .set_font_size(10)
                .set_font_color(Color::White)
                .set_background_color(DARK)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
        };
        let severity = |severity| {
            let [text, ground, _] = colours(severity);
            cell().set_bold().set_background_color(ground).set_font_color(text)
        };
        Look {
            title: base().set_bold().set_font_size(18).set_font_color(DARK),
            subtitle: base().set_font_color(QUIET),
            heading: base()
                .set_bold()
                .set_font_size(13)
                .set_font_color(DARK)
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(DARK),
            head: head(),
            head_number: head().set_align(FormatAlign::Right).set_indent(1),
            text: cell().set_text_wrap(),
            code: cell().set_text_wrap().set_font_name("Consolas"),
            number: cell().set_num_format("#,##0").set_align(FormatAlign::Right).set_indent(1),
            link: cell().set_text_wrap().set_font_color(LINK).set_underline(FormatUnderline::Single),
            label: base().set_background_color(PALE).set_indent(1),
            figure: base()
                .set_background_color(PALE)
                .set_bold()
                .set_font_size(14)
                .set_num_format("#,##0")
                .set_indent(1)
                .set_align(FormatAlign::Right),
            prose: Format::new().set_font_color(QUIET).set_align(FormatAlign::Top).set_text_wrap(),
            remark: Format::new()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_background_color(Color::RGB(0x00FF_F4CE))
                .set_font_color(Color::RGB(0x005C_4000)),
            severities: Severity::ALL.map(severity),
        }
    }

    /// How the word of a severity looks.
    pub fn severity(&self, severity: Severity) -> &Format {
        let [error, warning, info] = &self.severities;
        match severity {
            Severity::Error => error,
            Severity::Warning => warning,
            Severity::Info => info,
        }
    }
}

/// The widths of columns from A, in characters.
pub(super) fn widths(sheet: &mut Worksheet, widths: &[u16]) -> Result<(), XlsxError> {
    for (column, width) in (0u16..).zip(widths) {
        sheet.set_column_width(column, f64::from(*width))?;
    }
    Ok(())
}

/// How a sheet is printed: on A4 across, as wide as the page, its name and the page at the foot.
pub(super) fn paper(sheet: &mut Worksheet, page: &str) {
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer(format!("&L&A&R{page}"));
}

/// How high a row of so many lines of a list is, in points; Excel's highest is 409.
pub(super) fn height(lines: usize) -> f64 {
    let lines = u32::try_from(lines.max(1)).unwrap_or(u32::MAX);
    (f64::from(lines) * 13.5 + 4.5).min(409.0)
}
