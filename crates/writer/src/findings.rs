//! The Findings sheet: what was checked, how much is still open, and every finding in a list.

use pamlint_convention::Severity;
use pamlint_package::Dialect;
use pamlint_reader::CellRef;
use pamlint_rules::{Finding, Wording};

use crate::condition::sheet_reference;
use crate::escape::{escape, escape_attribute};
use crate::measure::{lines, shorten};
use crate::remark::Remark;
use crate::spots::Asked;
use crate::styles::{Look, Shade, Styles, Weight};
use pamlint_words::Words;

/// How many findings are listed: a sheet holds 65,530 links.
pub(crate) const MOST_LISTED: usize = 65_000;

/// The columns from A, in characters; in the order of [`Words::headers`].
const WIDTHS: [usize; 10] = [16, 16, 11, 18, 8, 17, 20, 32, 60, 32];

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
    pub(crate) title: &'a Title<'a>,
    pub(crate) remarks: &'a [Remark],
    pub(crate) styles: &'a Styles,
    pub(crate) dialect: Dialect,
    /// What the sheet is called.
    pub(crate) name: &'a str,
}

/// Builds the sheet.
pub(crate) fn build(context: &Context<'_>) -> Sheet {
    let report = context.asked.report;
    let words = Words::of(context.asked.wording.language);
    let listed = report.findings.get(..MOST_LISTED).unwrap_or(&report.findings);
    let first = HEADER + 1;
    let last = HEADER + u32::try_from(listed.len()).unwrap_or(0);
    let mut rows = top(context, words, listed, first, last);
    let mut links = String::new();
    let sheet_count = report.sheet_names.len();
    for (finding, number) in listed.iter().zip(first..) {
        rows.push_str(&row(context, words, finding, number));
        if finding.place.sheet < sheet_count && !report.is_name_withheld(finding.place.sheet) {
            let target =
                format!("{}{}", sheet_reference(report.sheet_name(finding.place)), finding.place.cell);
            links.push_str(&format!(
                "<hyperlink ref=\"E{number}\" location=\"{}\" display=\"{}\"/>",
                escape_attribute(&target),
                finding.place.cell
            ));
        }
    }
    let columns: String = WIDTHS
        .iter()
        .zip(1..)
        .map(|(width, number)| {
            format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}.7109375\" customWidth=\"1\"/>")
        })
        .collect();
    let done = format!("AND($A{first}<>\"{}\",$A{first}<>\"{}\")", words.copies.open, words.copies.excepted);
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <worksheet xmlns=\"{main}\"><sheetPr><tabColor rgb=\"FF1F3864\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr>\
         <dimension ref=\"A1:J{last}\"/>\
         <sheetViews><sheetView showGridLines=\"0\" tabSelected=\"1\" workbookViewId=\"0\">\
         <pane ySplit=\"{HEADER}\" topLeftCell=\"A{first}\" activePane=\"bottomLeft\" state=\"frozen\"/>\
         <selection pane=\"bottomLeft\" activeCell=\"A{first}\" sqref=\"A{first}\"/></sheetView></sheetViews>\
         <sheetFormatPr defaultRowHeight=\"15\"/><cols>{columns}</cols><sheetData>{rows}</sheetData>\
         <autoFilter ref=\"A{HEADER}:J{last}\"/>\
         <mergeCells count=\"2\"><mergeCell ref=\"F4:J7\"/><mergeCell ref=\"A8:J8\"/></mergeCells>\
         <conditionalFormatting sqref=\"A{first}:J{last}\"><cfRule type=\"expression\" dxfId=\"{shade}\" priority=\"1\">\
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
        ("_xlnm._FilterDatabase", true, format!("{own}$A${HEADER}:$J${last}")),
        ("_xlnm.Print_Titles", false, format!("{own}${HEADER}:${HEADER}")),
    ];
    Sheet { xml, names }
}

/// The rows above the list, and its header.
fn top(context: &Context<'_>, words: &Words, listed: &[Finding], first: u32, last: u32) -> String {
    let report = context.asked.report;
    let style = |look| context.styles.format(look);
    let (convention, version) = (report.convention.0.as_str(), report.convention.1.as_str());
    let title = words.copies.title.fill(&[("workbook", &context.title.workbook)]);
    let checked = words.checked.fill(&[
        ("date", &context.title.date),
        ("convention", &convention),
        ("version", &version),
    ]);
    let mut xml = String::new();
    push_row(&mut xml, 1, 28.0, &text("A1", style(Look::Title), &title));
    push_row(&mut xml, 2, 16.0, &text("A2", style(Look::Muted), &checked));
    push_row(&mut xml, 3, 6.0, "");
    let mut cells = String::new();
    for (column, heading) in ["A", "B", "C"].iter().zip(&words.copies.counts) {
        if !heading.is_empty() {
            cells.push_str(&text(&format!("{column}4"), style(Look::CountHead), heading));
        }
    }
    cells.push_str(&text("F4", style(Look::Guide), &words.copies.guide));
    cells.push_str(&blank_cells("GHIJ", 4, style(Look::Guide)));
    push_row(&mut xml, 4, 17.0, &cells);
    let counts = report.counts();
    let shown =
        |severity| listed.iter().filter(|finding| Weight::of(finding) == Weight::Open(severity)).count();
    for ((severity, meaning), number) in Severity::ALL.into_iter().zip(&words.copies.meanings).zip(5u32..) {
        let found = match severity {
            Severity::Error => counts.error,
            Severity::Warning => counts.warning,
            Severity::Info => counts.info,
        };
        let word = severity.said(words);
        let open = format!(
            "COUNTIFS($A${first}:$A${last},\"{}\",$B${first}:$B${last},\"{word}\")",
            words.copies.open
        );
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
    push_row(&mut xml, HEADER, 22.0, &headers);
    xml
}

/// One finding.
fn row(context: &Context<'_>, words: &Words, finding: &Finding, number: u32) -> String {
    let asked = context.asked;
    let style = |look| context.styles.format(look);
    let at = |column: u32| CellRef::new(number, column).to_string();
    let sheet = asked.report.sheet_name(finding.place);
    let secret = asked.secrets.get(&finding.place);
    let status = if finding.exception.is_some() {
        text(&at(1), style(Look::Status), &words.copies.excepted)
    } else if asked.is_looked_at(finding) {
        let there = finding.place.cell;
        let cell = format!("{}${}${}", sheet_reference(sheet), there.column_letters(), there.row);
        let condition = asked.condition(finding).formula(&cell);
        let (open, changed) = (&words.copies.open, &words.copies.changed);
        let formula = format!("IFERROR(IF({condition},\"{open}\",\"{changed}\"),\"{changed}\")");
        format!(
            "<c r=\"A{number}\" s=\"{}\" t=\"str\"><f>{}</f><v>{open}</v></c>",
            style(Look::Status),
            escape(&formula)
        )
    } else {
        text(&at(1), style(Look::Status), &words.copies.open)
    };
    let value = match secret {
        Some(length) => words.copies.secret.fill(&[("length", length)]),
        None => shorten(&asked.wording.value(finding)),
    };
    let value_cell = match (finding.span, secret) {
        (Some(span), None) => marked(&at(8), style(Look::Value), &value, span),
        _ => text(&at(8), style(Look::Value), &value),
    };
    let message = asked.tell(finding, &asked.wording.message(finding));
    let help = match &finding.exception {
        Some(exception) => {
            asked.tell(finding, &words.copies.exception.fill(&[("exception", &exception.said(words))]))
        }
        None => asked.wording.help(finding).map(|help| asked.tell(finding, &help)).unwrap_or_default(),
    };
    let fix = match (&finding.fix, secret) {
        (Some(fix), None) if finding.exception.is_none() => shorten(&fix.value),
        _ => String::new(),
    };
    let cells = [
        status,
        text(&at(2), style(Look::Severity(Weight::of(finding))), finding.severity.said(words)),
        text(&at(3), style(Look::Body), &finding.code),
        text(&at(4), style(Look::Name), sheet),
        text(&at(5), style(Look::Link), &finding.place.cell.to_string()),
        text(&at(6), style(Look::Name), finding.account.as_deref().unwrap_or_default()),
        text(&at(7), style(Look::Name), finding.column.as_deref().unwrap_or_default()),
        value_cell,
        explained(&at(9), style(Look::Body), &message, &help),
        text(&at(10), style(Look::Value), &fix),
    ];
    let taken = [
        lines(sheet, WIDTHS[3]),
        lines(finding.account.as_deref().unwrap_or_default(), WIDTHS[5] - 2),
        lines(finding.column.as_deref().unwrap_or_default(), WIDTHS[6] - 3),
        lines(&value, WIDTHS[7] - 4),
        lines(&message, WIDTHS[8] + 2) + if help.is_empty() { 0 } else { lines(&help, WIDTHS[8] + 2) },
        lines(&fix, WIDTHS[9] - 4),
    ];
    let mut xml = String::new();
    push_row(&mut xml, number, height(taken.into_iter().max().unwrap_or(1)), &cells.concat());
    xml
}

fn push_row(xml: &mut String, number: u32, height: f64, cells: &str) {
    xml.push_str(&format!("<row r=\"{number}\" ht=\"{height}\" customHeight=\"1\">{cells}</row>"));
}

/// How high a row of so many lines is, in points; Excel's highest is 409.
fn height(lines: usize) -> f64 {
    let lines = u32::try_from(lines.max(1)).unwrap_or(u32::MAX);
    (f64::from(lines) * 13.5 + 4.5).min(409.0)
}

/// A cell with a text that never becomes a formula.
fn text(cell: &str, style: usize, text: &str) -> String {
    if text.is_empty() {
        return format!("<c r=\"{cell}\" s=\"{style}\"/>");
    }
    format!(
        "<c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
        escape(text)
    )
}

fn blank_cells(columns: &str, row: u32, style: usize) -> String {
    columns.chars().map(|column| format!("<c r=\"{column}{row}\" s=\"{style}\"/>")).collect()
}

fn run(properties: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("<r><rPr>{properties}</rPr><t xml:space=\"preserve\">{}</t></r>", escape(text))
}

/// A value with its offending part set off.
fn marked(cell: &str, style: usize, value: &str, span: (usize, usize)) -> String {
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
fn explained(cell: &str, style: usize, message: &str, help: &str) -> String {
    if help.is_empty() || message.is_empty() {
        return text(cell, style, &format!("{message}{help}"));
    }
    const PLAIN: &str =
        "<sz val=\"10\"/><color rgb=\"FF262626\"/><rFont val=\"Calibri\"/><family val=\"2\"/>";
    const HELP: &str = "<sz val=\"10\"/><color rgb=\"FF595959\"/><rFont val=\"Calibri\"/><family val=\"2\"/>";
    let runs = [run(PLAIN, message), run(HELP, &format!("\n{help}"))];
    format!("<c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><is>{}</is></c>", runs.concat())
}
