//! The rows of the list.

use pamlint_words::Words;

use super::cell::{explained, height, marked, push_row, text};
use super::{Context, Entry, WIDTHS};
use crate::condition::sheet_reference;
use crate::escape::{escape, escape_attribute};
use crate::measure::{lines, shorten};
use crate::still::{From, column};
use crate::styles::{Look, Weight};
use pamlint_reader::CellRef;
use pamlint_rules::{Key, Since};

/// One entry.
pub(super) fn row(context: &Context<'_>, words: &Words, entry: &Entry<'_>, number: u32) -> String {
    let asked = context.asked;
    let finding = entry.first;
    let style = |look| context.styles.format(look);
    let at = |column: u32| CellRef::new(number, column).to_string();
    let sheet = asked.report.sheet_name(finding.place);
    let secret = asked.secrets.get(&finding.place);
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
    let proposed = finding.fix.as_ref().filter(|_| secret.is_none() && finding.exception.is_none());
    let fix = proposed.map_or_else(String::new, |fix| shorten(&fix.value));
    // Not beside the proposal: its cell is to be copied.
    let help = match proposed {
        Some(fix) if help.is_empty() => format!("→ {}", fix.applicability.said(words)),
        Some(fix) => format!("{help}\n→ {}", fix.applicability.said(words)),
        None => help,
    };
    let accounts = entry.accounts();
    let (cells, cell) = cell(context, words, entry, &at(5));
    let (status, left) = status(context, words, entry, number);
    let all = [
        status,
        text(&at(2), style(Look::Severity(Weight::of(finding))), finding.severity.said(words)),
        text(&at(3), style(Look::Body), &finding.code),
        text(&at(4), style(Look::Name), sheet),
        cell,
        text(&at(6), style(Look::Name), &accounts),
        text(&at(7), style(Look::Name), finding.column.as_deref().unwrap_or_default()),
        value_cell,
        explained(&at(9), style(Look::Body), &message, &help),
        text(&at(10), style(Look::Value), &fix),
        left,
        since(context, words, entry, &at(12)),
    ];
    let taken = [
        if entry.is_unseen() { lines(&words.copies.unseen, WIDTHS[0] - 2) } else { 1 },
        lines(sheet, WIDTHS[3]),
        lines(&cells, WIDTHS[4] - 2),
        lines(&accounts, WIDTHS[5] - 2),
        lines(finding.column.as_deref().unwrap_or_default(), WIDTHS[6] - 3),
        lines(&value, WIDTHS[7] - 4),
        lines(&message, WIDTHS[8] + 2) + if help.is_empty() { 0 } else { lines(&help, WIDTHS[8] + 2) },
        lines(&fix, WIDTHS[9] - 4),
    ];
    let mut xml = String::new();
    push_row(&mut xml, number, height(taken.into_iter().max().unwrap_or(1)), &all.concat());
    xml
}

/// What is known of an entry since the last round, in a copy that came back.
fn since(context: &Context<'_>, words: &Words, entry: &Entry<'_>, at: &str) -> String {
    if context.asked.report.round.is_none() {
        return String::new();
    }
    let said = entry.first.since.map_or("", |since| match since {
        Since::Open => &words.copies.still_open,
        Since::New => &words.copies.new,
        Since::Spoiled => &words.copies.spoiled,
    });
    text(at, context.styles.format(Look::Body), said)
}

/// A finding of the last round that is solved.
pub(super) fn solved(context: &Context<'_>, words: &Words, key: &Key, number: u32) -> String {
    let style = |look| context.styles.format(look);
    let told = [
        (1, Look::Status, words.copies.solved.as_str()),
        (3, Look::Body, &key.code),
        (6, Look::Name, key.shown_account().unwrap_or_default()),
        (7, Look::Name, &key.column),
    ];
    let cells = (1..=12).map(|column| {
        let at = CellRef::new(number, column).to_string();
        let said = told.iter().find(|(known, ..)| *known == column);
        match said {
            Some((_, look, said)) => text(&at, style(*look), said),
            None if column == 11 => format!("<c r=\"{at}\" s=\"{}\"><v>0</v></c>", style(Look::Count)),
            None => text(&at, style(Look::Body), ""),
        }
    });
    let mut xml = String::new();
    push_row(&mut xml, number, height(1), &cells.collect::<String>());
    xml
}

/// Whether an entry is open, and how many of its cells are.
fn status(context: &Context<'_>, words: &Words, entry: &Entry<'_>, number: u32) -> (String, String) {
    let style = |look| context.styles.format(look);
    let (status, count) = (format!("A{number}"), format!("K{number}"));
    if entry.first.exception.is_some() {
        let excepted = text(&status, style(Look::Status), &words.copies.excepted);
        return (excepted, text(&count, style(Look::Count), ""));
    }
    let found = entry.findings.len();
    let is_seen = context.asked.is_looked_at(entry.first);
    let open = if entry.is_unseen() || !is_seen { &words.copies.unseen } else { &words.copies.open };
    if !is_seen {
        let left = format!("<c r=\"{count}\" s=\"{}\"><v>{found}</v></c>", style(Look::Count));
        return (text(&status, style(Look::Status), open), left);
    }
    let formula = format!("IF({count}>0,\"{open}\",\"{}\")", words.copies.changed);
    (
        format!(
            "<c r=\"{status}\" s=\"{}\" t=\"str\"><f>{}</f><v>{}</v></c>",
            style(Look::Status),
            escape(&formula),
            escape(open)
        ),
        format!(
            "<c r=\"{count}\" s=\"{}\"><f>{}</f><v>{found}</v></c>",
            style(Look::Count),
            escape(&entry.left(context.asked))
        ),
    )
}

/// The cell that tells where an entry stands: its text, and the cell. Where the account may move, the cell finds it.
fn cell(context: &Context<'_>, words: &Words, entry: &Entry<'_>, at: &str) -> (String, String) {
    let asked = context.asked;
    let style = context.styles.format(Look::Link);
    let place = entry.place();
    let several = entry.findings.len() > 1;
    let cells = entry.cells();
    let told = if several {
        words.copies.many.fill(&[("count", &entry.findings.len()), ("cells", &cells)])
    } else {
        cells
    };
    let row = asked.row(place, From::Ours).filter(|_| is_linked(context, entry));
    let Some(row) = row else {
        let cell = text(at, style, &told);
        return (told, cell);
    };
    let sheet = sheet_reference(asked.report.sheet_name(place));
    let address = format!("ADDRESS({row},COLUMN({sheet}{}),4)", column(place.cell.column));
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let shown = if several { quoted(&told) } else { address.clone() };
    let link =
        format!("IFERROR(HYPERLINK({}&{address},{shown}),{})", quoted(&format!("#{sheet}")), quoted(&told));
    let cell =
        format!("<c r=\"{at}\" s=\"{style}\" t=\"str\"><f>{}</f><v>{}</v></c>", escape(&link), escape(&told));
    (told, cell)
}

/// Whether there is a sheet to which an entry can lead.
fn is_linked(context: &Context<'_>, entry: &Entry<'_>) -> bool {
    let (report, sheet) = (context.asked.report, entry.place().sheet);
    sheet < report.sheet_names.len() && !report.is_name_withheld(sheet)
}

/// The link of an entry whose cell stays where it is.
pub(super) fn link(context: &Context<'_>, entry: &Entry<'_>, number: u32) -> String {
    let place = entry.place();
    if !is_linked(context, entry) || context.asked.row(place, From::Ours).is_some() {
        return String::new();
    }
    let target = format!("{}{}", sheet_reference(context.asked.report.sheet_name(place)), place.cell);
    format!(
        "<hyperlink ref=\"E{number}\" location=\"{}\" display=\"{}\"/>",
        escape_attribute(&target),
        place.cell
    )
}
