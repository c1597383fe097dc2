//! The blank workbook of a convention: what a customer fills in, made so that mistakes are hard to make.
//!
//! Everything in it about columns, kinds and codes comes from the convention; here stand only the layout
//! and the few sentences that hold for any of them.

mod advice;
mod assistant;
mod bounds;
mod checks;
mod error;
mod judge;
mod links;
mod lists;
mod look;
mod offered;
mod plan;
mod rows;
mod start;

use pamlint_convention::{Convention, Language, TableId};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

pub use error::TemplateError;
use lists::Lists;
use plan::Plan;

/// The most rows that a template can have prepared on a sheet.
///
/// Each of them carries formats and formulas; more than this makes a workbook that is slow to open.
const MOST_ROWS: u32 = 10_000;

/// What a template should hold.
#[derive(Debug, Clone)]
pub struct TemplateOptions {
    /// The language of all texts.
    pub language: Language,
    /// How many rows to prepare on each sheet, from 1 to 10,000; what is outside is brought inside.
    pub rows: u32,
    /// The kinds of account that get a sheet; all when empty. Tables that are no kinds do not count.
    pub kinds: Vec<TableId>,
}

impl Default for TemplateOptions {
    fn default() -> Self {
        TemplateOptions { language: Language::EN, rows: 200, kinds: Vec::new() }
    }
}

/// The blank onboarding workbook of a convention, as the bytes of an .xlsx file: the same convention and
/// options give the same bytes.
///
/// It has a sheet for each kind of account and for each other sheet with columns, with explanations,
/// lists to choose from and checks on what is typed. The visible sheets without columns are filled too: the first
/// explains the workbook, the second builds names from parts. A hidden one feeds the lists; without it
/// there are fewer.
///
/// # Errors
/// A [`TemplateError`] when the convention asks for what no workbook can have, such as two sheets
/// of one name.
pub fn template(convention: &Convention, options: &TemplateOptions) -> Result<Vec<u8>, TemplateError> {
    write(convention, options).map_err(|error| TemplateError(error.to_string()))
}

fn write(convention: &Convention, options: &TemplateOptions) -> Result<Vec<u8>, XlsxError> {
    let rows = options.rows.clamp(1, MOST_ROWS);
    let plan = Plan::new(convention, options.language, rows, &options.kinds);
    let mut lists = Lists::new(plan.lists.map(|table| table.sheet.as_str()));
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&plan)?);
    if let Some(table) = plan.start {
        start::write(workbook.add_worksheet(), &plan, table)?;
    }
    if let Some(table) = plan.assistant {
        assistant::write(workbook.add_worksheet(), &plan, &mut lists, table)?;
    }
    for id in plan.kinds.iter().chain(&plan.others) {
        rows::write(workbook.add_worksheet(), &plan, &mut lists, *id)?;
    }
    lists.write(&mut workbook)?;
    workbook.save_to_buffer().map(pamlint_package::as_on_any_system)
}

/// What the workbook says about itself: the convention, so that a copy that comes back can be told.
fn properties(plan: &Plan<'_>) -> Result<DocProperties, XlsxError> {
    let convention = plan.convention;
    // A template is no document of a day: the same convention has to give the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new()
        .set_title(plan.text(&convention.title))
        .set_subject(&convention.source)
        .set_comment(
            plan.words.template.version.fill(&[("id", &convention.id), ("version", &convention.version)]),
        )
        .set_creation_datetime(&created)
        .set_custom_property("convention", convention.id.as_str())
        .set_custom_property("convention version", convention.version.as_str()))
}
