//! A plan as a workbook to sign off: what has to be decided first, then a sheet for each type of object, with the cells
//! that ask for it and room for an answer.

use pamlint_convention::{Made, Secret};
use pamlint_report::{Head, one_line};
use pamlint_words::Words;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr as _;

use super::text::{left_out_why, question};
use crate::object::{Fields, Object, Plan};

/// The last row of a sheet that holds something of a list, from 0.
const LAST_ROW: u32 = 1_048_574;

/// The most characters that are put into a cell; Excel takes 32,767 units.
const LONGEST: usize = 16_000;

/// How many of the objects of a decision, and of the cells of an object, are named.
const MOST_NAMED: usize = 30;

/// A workbook that cannot be made, in words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotWritten(String);

/// A plan as the bytes of an .xlsx file; the same plan gives the same bytes.
///
/// # Errors
/// [`NotWritten`] when a text is one that no workbook can hold.
pub fn plan_workbook(plan: &Plan, head: &Head<'_>) -> Result<Vec<u8>, NotWritten> {
    let words = Words::of(head.wording.language);
    write(plan, head, words).map_err(|error| NotWritten(words.plan_files.failed.fill(&[("reason", &error)])))
}

/// A list on a sheet of its own.
struct List<'a> {
    name: &'a str,
    /// The headers, each with the width of its column in characters.
    columns: Vec<(&'a str, u16)>,
    rows: Box<dyn Iterator<Item = Vec<String>> + 'a>,
}

fn write(plan: &Plan, head: &Head<'_>, words: &Words) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let convention = head.wording.convention;
    let title = words.plan.title.fill(&[("convention", &convention.id), ("version", &convention.version)]);
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(&title).set_creation_datetime(&created));
    let look = Look::new();
    let mut lists = vec![decisions(plan, head, words)];
    lists.extend(Made::ALL.map(|made| objects(plan, made, words)));
    lists.push(left_out(plan, words));
    lists.push(secrets(plan, words));
    for list in lists {
        sheet(workbook.add_worksheet(), list, words, &look)?;
    }
    workbook.save_to_buffer().map(pamlint_package::as_on_any_system)
}

/// The formats.
struct Look {
    head: Format,
    text: Format,
    answer: Format,
}

impl Look {
    fn new() -> Look {
        let cell = || {
            Format::new()
                .set_font_size(10)
                .set_align(FormatAlign::Top)
                .set_text_wrap()
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(Color::RGB(0x00D5_DBE3))
        };
        Look {
            head: Format::new()
                .set_bold()
                .set_font_size(10)
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x0016_243A))
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            text: cell(),
            answer: cell().set_background_color(Color::RGB(0x00FF_F9E5)),
        }
    }
}

fn sheet(sheet: &mut Worksheet, list: List<'_>, words: &Words, look: &Look) -> Result<(), XlsxError> {
    sheet.set_name(list.name)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_footer(format!("&L&A&R{}", words.page)).set_repeat_rows(0, 0)?;
    for (column, (header, width)) in (0u16..).zip(&list.columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, *header, &look.head)?;
    }
    let headers = &words.plan_files.headers;
    let mut row = 0;
    let mut left_out = 0usize;
    for cells in list.rows {
        if row == LAST_ROW - 1 {
            left_out += 1;
            continue;
        }
        row += 1;
        let taken = cells.iter().zip(&list.columns).map(|(text, (_, width))| lines(text, *width)).max();
        sheet.set_row_height(row, height(taken.unwrap_or(1)))?;
        for ((column, text), (header, _)) in (0u16..).zip(cells).zip(&list.columns) {
            let is_answer =
                [&headers.agreed, &headers.answer, &headers.handed_over].contains(&&(*header).to_owned());
            let format = if is_answer { &look.answer } else { &look.text };
            match text.is_empty() {
                true => sheet.write_blank(row, column, format)?,
                false => sheet.write_string_with_format(row, column, cut(text), format)?,
            };
        }
    }
    if left_out > 0 {
        let said = words.plan_files.cut_off.fill(&[("count", &left_out)]);
        sheet.write_string_with_format(row + 1, 0, said, &look.text)?;
    }
    let last = u16::try_from(list.columns.len().saturating_sub(1)).unwrap_or(0);
    sheet.autofilter(0, 0, row.max(1), last)?.set_freeze_panes(1, 0)?;
    Ok(())
}

/// How many lines a text takes in a column of that width: not every program tells it by itself.
fn lines(text: &str, width: u16) -> usize {
    let room = usize::from(width).max(1);
    text.lines().map(|line| line.width().div_ceil(room).max(1)).sum::<usize>().max(1)
}

/// The height of a row of so many lines, in points; Excel takes no more than 409.
fn height(lines: usize) -> f64 {
    let lines = u32::try_from(lines).unwrap_or(u32::MAX);
    (f64::from(lines) * 13.5 + 3.0).min(409.0)
}

fn cut(text: String) -> String {
    if text.chars().count() <= LONGEST { text } else { text.chars().take(LONGEST).chain(['…']).collect() }
}

fn decisions<'a>(plan: &'a Plan, head: &'a Head<'_>, words: &'a Words) -> List<'a> {
    let headers = &words.plan_files.headers;
    let rows = plan.decisions.iter().map(|decision| {
        vec![
            one_line(&question(decision, head)).into_owned(),
            named(decision.about.iter().map(|id| one_line(id).into_owned()), decision.about.len()),
            String::new(),
        ]
    });
    List {
        name: &words.plan.decisions,
        columns: vec![(&headers.question, 60), (&headers.about, 70), (&headers.answer, 40)],
        rows: Box::new(rows),
    }
}

/// Names, one below the other, and how many more there are.
fn named(names: impl Iterator<Item = String>, count: usize) -> String {
    let mut lines: Vec<String> = names.take(MOST_NAMED).collect();
    let more = count.saturating_sub(lines.len());
    if more > 0 {
        lines.push(format!("… (+{more})"));
    }
    lines.join("\n")
}

/// The objects of a type: their state, what they are made of, why and for which cells, and room to agree.
fn objects<'a>(plan: &'a Plan, made: Made, words: &'a Words) -> List<'a> {
    let headers = &words.plan_files.headers;
    let own: Vec<(&str, u16)> = match made {
        Made::Group | Made::Platform => vec![(&headers.name, 50)],
        Made::Safe => vec![(&headers.name, 30), (&headers.description, 40), (&headers.fields, 30)],
        Made::Member => vec![
            (&headers.safe, 30),
            (&headers.group, 36),
            (&headers.role, 12),
            (&headers.permissions, 40),
            (&headers.confirmed, 12),
        ],
        Made::Account => vec![
            (&headers.safe, 30),
            (&headers.name, 50),
            (&headers.platform, 30),
            (&headers.fields, 50),
            (&headers.secret, 14),
            (&headers.managed, 24),
        ],
        Made::Link => vec![(&headers.account, 60), (&headers.purpose, 12), (&headers.target, 60)],
    };
    let mut columns: Vec<(&str, u16)> = vec![(&headers.state, 14)];
    columns.extend(own);
    columns.extend([(headers.why.as_str(), 40), (&headers.cells, 30), (&headers.agreed, 14)]);
    let rows = plan.of(made).map(move |object| {
        let mut cells = vec![object.state.said(words).to_owned()];
        cells.extend(fields(object, words));
        let differences = object.differences.iter().map(|difference| {
            let texts = [
                ("field", &difference.field as &dyn std::fmt::Display),
                ("have", &difference.have),
                ("want", &difference.want),
            ];
            words.plan.differs.fill(&texts)
        });
        let why = object.why.iter().map(|why| why.said(words)).chain(differences);
        cells.push(why.map(|line| one_line(&line).into_owned()).collect::<Vec<_>>().join("\n"));
        let from = object.from.iter().map(|from| {
            let text = format!("{} {}!{}", from.workbook, from.sheet, from.cell);
            one_line(&text).into_owned()
        });
        cells.extend([named(from, object.from.len()), String::new()]);
        cells
    });
    List { name: words.plan.types.of(made.word()), columns, rows: Box::new(rows) }
}

/// What an object is made of, a cell each.
fn fields(object: &Object, words: &Words) -> Vec<String> {
    let answer = |is: bool| if is { words.plan_files.yes.clone() } else { words.plan_files.no.clone() };
    let table = |pairs: &mut dyn Iterator<Item = &(String, String)>| {
        let lines: Vec<String> = pairs.map(|(key, value)| format!("{key}: {}", one_line(value))).collect();
        lines.join("\n")
    };
    let text = |text: &str| one_line(text).into_owned();
    match &object.fields {
        Fields::Group | Fields::Platform => vec![text(&object.name)],
        Fields::Safe { description, fields, .. } => vec![
            text(&object.name),
            text(description.as_deref().unwrap_or_default()),
            table(&mut fields.iter()),
        ],
        Fields::Member { group, safe, role, permissions, confirmed } => vec![
            text(safe),
            text(group),
            text(role.as_deref().unwrap_or_default()),
            permissions.join("\n"),
            answer(*confirmed),
        ],
        Fields::Account(account) => vec![
            text(&account.safe),
            text(&object.name),
            text(&account.platform),
            table(&mut account.fields.iter().chain(account.properties.iter())),
            secret(account.secret, words),
            match &account.unmanaged {
                Some(reason) => format!("{}: {}", answer(false), one_line(reason)),
                None => answer(true),
            },
        ],
        Fields::Link { account, target, purpose, .. } => vec![text(account), text(purpose), text(target)],
    }
}

/// What people call a secret.
fn secret(kind: Secret, words: &Words) -> String {
    let kinds = &words.plan.kinds;
    let what = match kind {
        Secret::Password => &kinds.password,
        Secret::Key => &kinds.key,
        Secret::None => return String::new(),
    };
    what.of(1, words.nought).to_owned()
}

fn left_out<'a>(plan: &'a Plan, words: &'a Words) -> List<'a> {
    let headers = &words.plan_files.headers;
    let rows = plan.left_out.iter().map(|out| {
        vec![
            one_line(&out.workbook).into_owned(),
            one_line(&out.sheet).into_owned(),
            out.row.to_string(),
            one_line(out.account.as_deref().unwrap_or_default()).into_owned(),
            out.codes.join(", "),
            left_out_why(out, words),
        ]
    });
    let replaced = plan.replaced.iter().map(|(workbook, by)| {
        let why = words.summary.replaced.fill(&[("workbook", &one_line(by))]);
        let nothing = String::new;
        vec![one_line(workbook).into_owned(), nothing(), nothing(), nothing(), nothing(), why]
    });
    let rows = rows.chain(replaced);
    List {
        name: &words.plan.left_out,
        columns: vec![
            (&headers.workbook, 50),
            (&headers.sheet, 20),
            (&headers.row, 8),
            (&headers.account, 20),
            (&headers.codes, 30),
            (&headers.why, 50),
        ],
        rows: Box::new(rows),
    }
}

fn secrets<'a>(plan: &'a Plan, words: &'a Words) -> List<'a> {
    let headers = &words.plan_files.headers;
    let rows = plan
        .secrets
        .iter()
        .map(|slot| vec![one_line(&slot.account).into_owned(), secret(slot.kind, words), String::new()]);
    List {
        name: &words.plan_files.secrets_sheet,
        columns: vec![(&headers.account, 80), (&headers.secret, 14), (&headers.handed_over, 40)],
        rows: Box::new(rows),
    }
}
