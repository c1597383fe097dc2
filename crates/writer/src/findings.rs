//! The Findings sheet: what was checked, how much is still open, and every finding in a list.

mod cell;
mod entry;
mod list;

use pamlint_convention::Severity;
use pamlint_package::Dialect;
use pamlint_reader::CellRef;
use pamlint_rules::{MEMORY_COLUMN, Memory, Wording};

use crate::condition::sheet_reference;
use crate::escape::escape;
use crate::measure::lines;
use crate::remark::Remark;
use crate::spots::Asked;
use crate::styles::{Look, Shade, Styles, Weight};
use cell::{blank_cells, height, push_row, text};
pub(crate) use entry::{Entry, entries};
use pamlint_words::Words;

/// How many findings are listed: a sheet holds 65,530 links.
pub(crate) const MOST_LISTED: usize = 65_000;

/// How many findings of the last round are listed that are solved.
const MOST_SOLVED: usize = 500;

/// The columns from A, in characters; in the order of [`Words::headers`].
const WIDTHS: [usize; 11] = [16, 16, 11, 18, 14, 17, 20, 32, 60, 32, 10];

/// The width of the column behind them, which a second round has.
const SINCE_WIDTH: usize = 16;

/// The row of the list's header.
const HEADER: u32 = 9;

/// What a copy needs besides the report.
pub struct Title<'a> {
    /// The workbook's file name.
    pub workbook: &'a str,
    /// The date of the check, as it is to be shown.
    pub date: &'a str,
    /// The words of the copy; the report of the run may have others.
    pub wording: Wording<'a>,
}

/// The sheet, and what defined names it needs.
pub(crate) struct Sheet {
    /// Its part.
    pub(crate) xml: String,
    /// Name, whether it is hidden, what it refers to.
    pub(crate) names: Vec<(&'static str, bool, String)>,
}

/// What the sheet tells, and how.
pub(crate) struct Context<'a> {
    pub(crate) asked: &'a Asked<'a>,
    /// What is listed.
    pub(crate) entries: &'a [Entry<'a>],
    pub(crate) title: &'a Title<'a>,
    pub(crate) remarks: &'a [Remark],
    pub(crate) styles: &'a Styles,
    pub(crate) dialect: Dialect,
    /// What the sheet is called.
    pub(crate) name: &'a str,
}

/// Builds the sheet.
pub(crate) fn build(context: &Context<'_>) -> Sheet {
    let words = Words::of(context.asked.wording.language);
    let listed = context.entries.get(..MOST_LISTED).unwrap_or(context.entries);
    let round = context.asked.report.round.as_ref();
    let solved = round.map_or(&[][..], |round| round.solved.get(..MOST_SOLVED).unwrap_or(&round.solved));
    let first = HEADER + 1;
    let last = HEADER + u32::try_from(listed.len() + solved.len()).unwrap_or(0);
    let count = u32::try_from(listed.len()).unwrap_or(0);
    let mut rows = top(context, words, listed, first, last);
    let mut links = String::new();
    for (entry, number) in listed.iter().zip(first..) {
        rows.push_str(&list::row(context, words, entry, number));
        links.push_str(&list::link(context, entry, number));
    }
    for (key, number) in solved.iter().zip(first..).map(|(key, number)| (key, number + count)) {
        rows.push_str(&list::solved(context, words, key, number));
    }
    let rows = remembering(&rows, &context.asked.report.memory);
    let (list_end, hidden) = if round.is_some() { ("L", "") } else { ("K", " hidden=\"1\"") };
    let columns: String = WIDTHS
        .iter()
        .zip(1..)
        .map(|(width, number)| {
            format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}.7109375\" customWidth=\"1\"/>")
        })
        .collect();
    let columns = format!(
        "{columns}<col min=\"12\" max=\"12\" width=\"{SINCE_WIDTH}.7109375\" customWidth=\"1\"{hidden}/>\
         <col min=\"{MEMORY_COLUMN}\" max=\"{MEMORY_COLUMN}\" width=\"9\" customWidth=\"1\" hidden=\"1\"/>"
    );
    let done = format!("AND(ISNUMBER($K{first}),$K{first}=0)");
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <worksheet xmlns=\"{main}\"><sheetPr><tabColor rgb=\"FF1F3864\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr>\
         <dimension ref=\"A1:M{last}\"/>\
         <sheetViews><sheetView showGridLines=\"0\" tabSelected=\"1\" workbookViewId=\"0\">\
         <pane ySplit=\"{HEADER}\" topLeftCell=\"A{first}\" activePane=\"bottomLeft\" state=\"frozen\"/>\
         <selection pane=\"bottomLeft\" activeCell=\"A{first}\" sqref=\"A{first}\"/></sheetView></sheetViews>\
         <sheetFormatPr defaultRowHeight=\"15\"/><cols>{columns}</cols><sheetData>{rows}</sheetData>\
         <autoFilter ref=\"A{HEADER}:{list_end}{last}\"/>\
         <mergeCells count=\"2\"><mergeCell ref=\"F4:J7\"/><mergeCell ref=\"A8:J8\"/></mergeCells>\
         <conditionalFormatting sqref=\"A{first}:L{last}\"><cfRule type=\"expression\" dxfId=\"{shade}\" priority=\"1\">\
         <formula>{done}</formula></cfRule></conditionalFormatting>\
         {links}<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>\
         <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>\
         <headerFooter><oddFooter>&amp;L&amp;A&amp;R{page}</oddFooter></headerFooter></worksheet>",
        main = context.dialect.main(),
        shade = context.styles.shade(Shade::Done),
        done = escape(&done),
        links = if links.is_empty() { String::new() } else { format!("<hyperlinks>{links}</hyperlinks>") },
        page = escape(&words.page),
    );
    let own = sheet_reference(context.name);
    let names = vec![
        ("_xlnm._FilterDatabase", true, format!("{own}$A${HEADER}:${list_end}${last}")),
        ("_xlnm.Print_Titles", false, format!("{own}${HEADER}:${HEADER}")),
    ];
    Sheet { xml, names }
}

/// The rows with what the copy remembers for the next round, each piece in a row.
fn remembering(rows: &str, memory: &Memory) -> String {
    let mut texts = memory.texts().into_iter();
    let mut all = String::with_capacity(rows.len());
    let cell = |number: u32, piece: &str| text(&CellRef::new(number, MEMORY_COLUMN).to_string(), 0, piece);
    let mut next = 1;
    for row in rows.split_inclusive("</row>") {
        match (row.strip_suffix("</row>"), texts.next()) {
            (Some(start), Some(piece)) => all.extend([start, &cell(next, &piece), "</row>"]),
            _ => all.push_str(row),
        }
        next += 1;
    }
    for piece in texts {
        all.push_str(&format!("<row r=\"{next}\" hidden=\"1\">{}</row>", cell(next, &piece)));
        next += 1;
    }
    all
}

/// The rows above the list, and its header.
fn top(context: &Context<'_>, words: &Words, listed: &[Entry<'_>], first: u32, last: u32) -> String {
    let report = context.asked.report;
    let style = |look| context.styles.format(look);
    let (convention, version) = (report.convention.0.as_str(), report.convention.1.as_str());
    let title = words.copies.title.fill(&[("workbook", &context.title.workbook)]);
    let checked = words.checked.fill(&[
        ("date", &words.date(context.title.date)),
        ("convention", &convention),
        ("version", &version),
    ]);
    let mut xml = String::new();
    push_row(&mut xml, 1, 28.0, &text("A1", style(Look::Title), &title));
    push_row(&mut xml, 2, 16.0, &text("A2", style(Look::Muted), &checked));
    match &report.round {
        Some(round) => {
            push_row(&mut xml, 3, 18.0, &text("A3", style(Look::Muted), &round.said(words)));
        }
        None => push_row(&mut xml, 3, 6.0, ""),
    }
    let mut cells = String::new();
    for (column, heading) in ["A", "B", "C"].iter().zip(&words.copies.counts) {
        if !heading.is_empty() {
            cells.push_str(&text(&format!("{column}4"), style(Look::CountHead), heading));
        }
    }
    cells.push_str(&text("F4", style(Look::Guide), &words.copies.guide));
    cells.push_str(&blank_cells("GHIJ", 4, style(Look::Guide)));
    push_row(&mut xml, 4, tall(words.copies.counts.iter().zip(WIDTHS), 17.0), &cells);
    let counts = report.counts();
    let shown = |severity| -> usize {
        let entries = listed.iter().filter(|entry| Weight::of(entry.first) == Weight::Open(severity));
        entries.map(|entry| entry.findings.len()).sum()
    };
    for ((severity, meaning), number) in Severity::ALL.into_iter().zip(&words.copies.meanings).zip(5u32..) {
        let found = match severity {
            Severity::Error => counts.error,
            Severity::Warning => counts.warning,
            Severity::Info => counts.info,
        };
        let word = severity.said(words);
        let open = format!("SUMIFS($K${first}:$K${last},$B${first}:$B${last},\"{word}\")");
        let cells = [
            text(&format!("A{number}"), style(Look::Severity(Weight::Open(severity))), word),
            format!("<c r=\"B{number}\" s=\"{}\"><v>{found}</v></c>", style(Look::Count)),
            format!(
                "<c r=\"C{number}\" s=\"{}\"><f>{}</f><v>{}</v></c>",
                style(Look::Count),
                escape(&open),
                shown(severity)
            ),
            text(&format!("D{number}"), style(Look::Muted), meaning),
            blank_cells("FGHIJ", number, style(Look::Guide)),
        ];
        push_row(&mut xml, number, 17.0, &cells.concat());
    }
    let mut remarks: Vec<String> =
        context.remarks.iter().map(|remark| remark.message(context.asked.wording.language)).collect();
    if report.excepted() > 0 {
        remarks.push(words.copies.exceptions.fill(&[("count", &report.excepted())]));
    }
    let remarks = remarks.join("\n");
    if remarks.is_empty() {
        push_row(&mut xml, 8, 6.0, "");
    } else {
        let cells = text("A8", style(Look::Remark), &remarks);
        push_row(&mut xml, 8, height(lines(&remarks, WIDTHS.iter().sum())) + 6.0, &cells);
    }
    let headers: String = words
        .copies
        .headers
        .iter()
        .zip(1..)
        .map(|(header, column)| text(&CellRef::new(HEADER, column).to_string(), style(Look::Head), header))
        .collect();
    let since =
        report.round.as_ref().map(|_| text(&format!("L{HEADER}"), style(Look::Head), &words.copies.since));
    let widths = WIDTHS.into_iter().chain(since.is_some().then_some(SINCE_WIDTH));
    let texts = words.copies.headers.iter().chain([&words.copies.since]);
    push_row(&mut xml, HEADER, tall(texts.zip(widths), 22.0), &(headers + &since.unwrap_or_default()));
    xml
}

/// How tall a row of headings is in columns of these widths; so much if none of them wraps.
fn tall<'t>(headings: impl Iterator<Item = (&'t String, usize)>, otherwise: f64) -> f64 {
    // A cell keeps about a character free at either side.
    let most = headings.map(|(heading, width)| lines(heading, width.saturating_sub(2))).max().unwrap_or(1);
    if most > 1 { height(most) } else { otherwise }
}
