//! How a template looks: a few formats, chosen once.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline, Worksheet};

/// A4, by Excel's number.
const A4: u8 = 9;

const DARK: Color = Color::RGB(0x1F_3A_5F);
const MIDDLE: Color = Color::RGB(0x5B_7B_A3);
const PALE: Color = Color::RGB(0xE8_EE_F5);
const INPUT: Color = Color::RGB(0xFF_F9_E5);
const RESULT: Color = Color::RGB(0xE6_F2_E6);
const EXAMPLE: Color = Color::RGB(0xF0_F0_F0);
const LINE: Color = Color::RGB(0xBF_C7_D1);
const QUIET: Color = Color::RGB(0x59_59_59);
const ALERT: Color = Color::RGB(0xA6_3A_00);

const WRONG: Color = Color::RGB(0xFB_D5_D5);
const FINE: Color = Color::RGB(0x1E_6B_2E);
const SLATE: Color = Color::RGB(0x4A_55_68);

/// A required cell that is empty.
pub(crate) const MISSING: Color = Color::RGB(0xFC_E4_D6);
/// The tabs of sheets that explain, that hold accounts, and the others.
pub(crate) const TAB_GUIDE: Color = Color::RGB(0xD9_A4_41);
pub(crate) const TAB_KIND: Color = DARK;
pub(crate) const TAB_OTHER: Color = MIDDLE;

/// The formats.
pub(crate) struct Look {
    /// The title of a sheet.
    pub title: Format,
    /// What stands under the title.
    pub subtitle: Format,
    /// The heading of a section.
    pub heading: Format,
    /// A sentence that wraps.
    pub prose: Format,
    /// What is said quietly.
    pub quiet: Format,
    /// What is wrong: laid over another format.
    pub alert: Format,
    /// What belongs to a row that is right: laid over another format.
    pub fine: Format,
    /// A cell in which something is wrong: laid over another format.
    pub wrong: Format,
    /// What is right: laid over another format.
    pub right: Format,
    /// What is told of a row.
    pub check: Format,
    /// The header of what is told of the rows.
    pub check_header: Format,
    /// The header of a required column.
    pub required: Format,
    /// The header of a column that may stay empty.
    pub optional: Format,
    /// A cell of the example row.
    pub example: Format,
    /// A cell of a table that is to be filled in: text, whatever is typed.
    pub cell: Format,
    /// A cell of a table with an ID that stands there already.
    pub id: Format,
    /// A field to fill in.
    pub input: Format,
    /// What is before such a field.
    pub label: Format,
    /// A line of a list.
    pub line: Format,
    /// A code or a name.
    pub code: Format,
    /// What a formula makes.
    pub result: Format,
    /// A link to another sheet.
    pub link: Format,
    /// A link to another sheet in a list.
    pub line_link: Format,
    /// Text, for whole columns.
    pub text: Format,
}

impl Look {
    pub fn new() -> Look {
        let plain = || Format::new().set_align(FormatAlign::VerticalCenter).set_text_wrap();
        let text = text_column;
        let boxed =
            |format: Format| format.set_border(FormatBorder::Thin).set_border_color(LINE).set_indent(1);
        let header = || {
            boxed(Format::new())
                .set_bold()
                .set_font_color(Color::White)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
        };
        let code = || text().set_font_name("Consolas").set_font_size(10);
        let link =
            || Format::new().set_indent(1).set_font_color(MIDDLE).set_underline(FormatUnderline::Single);
        Look {
            title: Format::new()
                .set_bold()
                .set_font_size(18)
                .set_font_color(Color::White)
                .set_background_color(DARK)
                .set_align(FormatAlign::VerticalCenter)
                .set_indent(1),
            subtitle: Format::new()
                .set_font_color(QUIET)
                .set_indent(1)
                .set_align(FormatAlign::VerticalCenter),
            heading: Format::new()
                .set_bold()
                .set_font_size(13)
                .set_font_color(DARK)
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(DARK),
            prose: plain(),
            quiet: plain().set_font_color(QUIET).set_indent(1),
            alert: Format::new().set_font_color(ALERT),
            fine: Format::new().set_font_color(FINE),
            wrong: Format::new().set_background_color(WRONG).set_font_color(ALERT),
            right: Format::new().set_background_color(RESULT).set_font_color(FINE).set_bold(),
            check: boxed(Format::new()).set_align(FormatAlign::VerticalCenter).set_font_color(ALERT),
            check_header: header().set_background_color(SLATE),
            required: header().set_background_color(DARK),
            optional: header().set_background_color(MIDDLE),
            example: boxed(text()).set_background_color(EXAMPLE).set_font_color(QUIET).set_italic(),
            cell: boxed(text()),
            id: boxed(text()).set_font_color(QUIET),
            input: boxed(text()).set_background_color(INPUT),
            label: boxed(plain()).set_background_color(PALE).set_bold(),
            line: boxed(plain()),
            code: boxed(code()),
            result: boxed(code()).set_bold().set_font_size(11).set_num_format("General"),
            link: link(),
            line_link: boxed(link()).set_align(FormatAlign::VerticalCenter),
            text: text(),
        }
    }
}

/// Text, for a whole column.
pub(crate) fn text_column() -> Format {
    Format::new().set_num_format("@").set_align(FormatAlign::VerticalCenter)
}

/// How a sheet is printed: on A4, as wide as the page, its name and the page at the foot.
pub(crate) fn paper(sheet: &mut Worksheet, is_wide: bool, page: &str) {
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3);
    sheet.set_footer(format!("&L&A&R{page}"));
    if is_wide {
        sheet.set_landscape();
    }
}

/// The height, in points, of a row whose text wraps in a column of this width.
pub(crate) fn height(text: &str, width: usize) -> f64 {
    // A width counts digits; letters are narrower, but lines break at blanks.
    let characters = (width + width / 10).max(1);
    let lines: usize = text.lines().map(|line| line.chars().count().div_ceil(characters).max(1)).sum();
    14.5 * f64::from(u32::try_from(lines.max(1)).unwrap_or(1)) + 4.0
}
