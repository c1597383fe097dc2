//! The summaries of a run for people, as a workbook or as a page: sums, the workbooks, all findings, what failed.

mod error;
mod front;
mod list;
mod look;
mod overview;
pub(crate) mod page;
mod palette;
mod view;

use pamlint_convention::Language;
use pamlint_words::Words;
use pamlint_writer::{core_properties, escape};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

pub use error::SummaryError;
use list::{findings, not_checked, workbooks};
use look::Look;
pub use overview::{ByCustomer, Drawing, Entry, Line, Next, Overview, Told};
pub use page::summary_page;
use view::View;

/// The last row of a sheet, from 0.
const LAST_ROW: usize = 1_048_575;

/// The most links of a sheet that Excel follows.
const MOST_LINKS: usize = 65_530;

/// The summary of a run as the bytes of an .xlsx file: the same overview gives the same bytes. `file` is the path
/// where it will stand: its links lead from there.
///
/// Where there is more than a sheet holds, the sheet says what is left out.
///
/// # Errors
/// A [`SummaryError`] when a text is one that no workbook can hold.
pub fn summary(overview: &Overview, file: &str) -> Result<Vec<u8>, SummaryError> {
    write(&View::new(overview, file), LAST_ROW, MOST_LINKS).map_err(|error| SummaryError(error.to_string()))
}

/// True for the summary of a run, by its title: what an earlier run wrote may be written anew.
pub fn is_summary(bytes: &[u8]) -> bool {
    let is_ours = |core: &str| {
        let title = |language| escape(&Words::of(language).summary.title);
        Language::all()
            .into_iter()
            .any(|language| core.contains(&format!("<dc:title>{}</dc:title>", title(language))))
    };
    core_properties(bytes).as_deref().is_some_and(is_ours)
}

fn write(view: &View<'_>, last_row: usize, most_links: usize) -> Result<Vec<u8>, XlsxError> {
    let look = Look::new();
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(view)?);
    let room = list::Room { last_row, most_links };
    front::write(workbook.add_worksheet(), view, &look)?;
    for list in [workbooks(view), findings(view), not_checked(view)] {
        list::write(workbook.add_worksheet(), list, room, view.words, &look)?;
    }
    workbook.save_to_buffer().map(pamlint_package::as_on_any_system)
}

fn properties(view: &View<'_>) -> Result<DocProperties, XlsxError> {
    // The same run has to give the same bytes, whenever it is made.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let (tool, version) = &view.overview.tool;
    Ok(DocProperties::new()
        .set_title(&view.words.summary.title)
        .set_comment(format!("{tool} {version}"))
        .set_creation_datetime(&created))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use std::io::Cursor;

    use calamine::{Reader as _, Xlsx};
    use pamlint_convention::Severity;
    use pamlint_reader::CellRef;
    use pamlint_rules::{Bearings, Finding, Memory, Place, Remedy, Replaced, Report, Was, Wording};

    use super::*;
    use crate::run::{Head, Outcome};
    use crate::tally::Tally;

    /// A run with one workbook, and the findings that it has.
    fn overview(language: Language, findings: u32, copy: &str) -> Overview {
        let finding = |row| Finding {
            code: "SAF005".into(),
            name: "safe-type-unknown".into(),
            severity: Severity::Error,
            place: Place { sheet: 0, cell: CellRef::new(row, 2) },
            column: None,
            account: None,
            safe: None,
            value: String::new(),
            was: Was::Empty,
            span: None,
            variant: None,
            fills: Vec::new(),
            elsewhere: None,
            related: Vec::new(),
            beside: Vec::new(),
            remedy: Remedy::Here,
            since: None,
            fix: None,
            exception: None,
            expired: None,
        };
        let report = Report {
            convention: Default::default(),
            sheets: Vec::new(),
            sheet_names: vec!["UX".into()],
            accounts: 1,
            findings: (1..=findings).map(finding).collect(),
            details: Vec::new(),
            made: Default::default(),
            tongue: None,
            traces: Vec::new(),
            exceptions_met: Vec::new(),
            bearings: Bearings::default(),
            memory: Memory::default(),
            round: None,
        };
        let outcome = Outcome { path: "a.xlsx".into(), result: Ok(report), annotated: Some(copy.into()) };
        let convention = pamlint_testkit::verbatim("demo", "4");
        let wording = Wording { convention: &convention, language };
        let head = Head { tool: Default::default(), wording, config: None };
        let mut overview = Overview::new(&head, "2026-11-22", "/work", &[]);
        overview.add(&head, &outcome, Told::Now);
        overview.end(Tally::of([&outcome]), &Replaced::default());
        overview
    }

    fn write(overview: &Overview, last_row: usize, most_links: usize) -> Vec<u8> {
        super::write(&View::new(overview, "summary.xlsx"), last_row, most_links).unwrap()
    }

    /// The texts of the first column above the list, and how many rows and links the list has.
    fn found(bytes: &[u8]) -> (Vec<String>, usize, usize) {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let range = book.worksheet_range_at(2).unwrap().unwrap();
        let text = |row| range.get_value((row, 0)).map(ToString::to_string).unwrap_or_default();
        let remarks = [1, 2].map(text).into_iter().filter(|text| !text.is_empty()).collect();
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut sheet = String::new();
        std::io::Read::read_to_string(&mut zip.by_name("xl/worksheets/sheet3.xml").unwrap(), &mut sheet)
            .unwrap();
        (remarks, range.height() - 4, sheet.matches("<hyperlink ").count())
    }

    #[test]
    fn a_sheet_says_what_it_leaves_out() {
        let whole = overview(Language::EN, 6, "a.checked.xlsx");
        assert_eq!(found(&write(&whole, 9, 6)), (Vec::new(), 6, 6));
        let rows = "The list ends here: 2 more lines are left out. The JSON report has them all.";
        assert_eq!(found(&write(&whole, 7, 6)), (vec![rows.to_owned()], 4, 4));
        let links = "Excel follows no more than 1 links on a sheet: the last 3 lines have none.";
        let cut = write(&whole, 7, 1);
        assert_eq!(found(&cut), (vec![rows.to_owned(), links.to_owned()], 4, 1));
        for language in Language::all() {
            assert_eq!(found(&write(&overview(language, 6, "a.checked.xlsx"), 7, 1)).0.len(), 2);
        }
    }

    #[test]
    fn a_link_that_is_too_long_is_a_text() {
        let long = overview(Language::EN, 1, &format!("{}.xlsx", "a/".repeat(1100)));
        assert_eq!(found(&write(&long, 99, 99)), (Vec::new(), 1, 0));
    }
}
