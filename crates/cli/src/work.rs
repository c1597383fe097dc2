//! Work on one workbook that goes through all of it: here as long as it is small, in a child process otherwise.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use pamlint_convention::{Convention, Day, Language, Severity};
use pamlint_reader::{Book, CSV_SHEET_NAME, Format, Limits, recognise};
use pamlint_report::Failed;
use pamlint_rules::{Exception, Options, Patience, Report, Wording};
use pamlint_writer::{FixError, Fixed, Title, Which};
use serde::{Deserialize, Serialize};

use crate::convention::choose::choose;
use crate::lists;

/// What a child process is asked to do with the bytes of a file.
#[derive(Debug, Serialize, Deserialize)]
pub enum Task {
    /// Read its cells.
    Read,
    /// Read the cells of a list.
    ReadList,
    /// Take its protection off, with this password.
    Decrypt(String),
    /// Take our marks out.
    Clean,
    /// Mark what a report tells of it.
    Mark(Voice, About, Box<Report>),
    /// Correct what can be corrected; whether that what is likely counts too.
    Fix(Voice, About, Box<Judging>, bool),
}

/// The convention, by its name, and the language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Voice {
    pub convention: String,
    pub language: Language,
}

/// The workbook that something is done with.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct About {
    /// The name of its file.
    pub file: String,
    /// The format of its bytes.
    pub format: Format,
    /// The date of the check.
    pub date: String,
}

/// How a workbook is judged, in a form that can be handed on.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Judging {
    pub select: Vec<String>,
    pub ignore: Vec<String>,
    pub severities: Vec<(String, Severity)>,
    pub lists: Vec<(String, PathBuf)>,
    pub file: Option<String>,
    /// The day of the check, where rules look at it.
    pub today: Option<String>,
    pub exceptions: Vec<Exception>,
}

impl Judging {
    /// That of options whose lists stand in these files.
    pub fn of(options: &Options, lists: &[(String, PathBuf)]) -> Judging {
        Judging {
            select: options.select.clone(),
            ignore: options.ignore.clone(),
            severities: options.severities.clone(),
            lists: lists.to_vec(),
            file: options.file.clone(),
            today: options.today.map(|day| day.to_string()),
            exceptions: options.exceptions.iter().map(|one| one.as_ref().clone()).collect(),
        }
    }

    fn options(self, convention: &Convention, limits: &Limits) -> anyhow::Result<Options> {
        Ok(Options {
            select: self.select,
            ignore: self.ignore,
            severities: self.severities,
            across: false,
            lists: lists::load(&self.lists, convention, limits)?,
            file: self.file,
            today: self.today.as_deref().and_then(Day::parse),
            exceptions: self.exceptions.into_iter().map(Arc::new).collect(),
            // Who waits for a child ends it.
            patience: Patience::default(),
        })
    }
}

/// A marked copy, and what is to be said about it.
pub type Marked = (Vec<u8>, Vec<String>);

/// Reads the cells of a workbook; the sheet of plain text is named after its file, as Excel does it.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Book, Failed> {
    pamlint_reader::read_book_within(bytes, limits).map_err(Failed::Reading)
}

/// Names the sheet of plain text after its file, as Excel does.
pub fn name_after(file: &str, format: Format, book: &mut Book) {
    let stem = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
    if format != Format::Csv || stem.is_empty() {
        return;
    }
    for sheet in book.sheets.iter_mut().filter(|sheet| sheet.name == CSV_SHEET_NAME) {
        sheet.name = stem.clone().into_owned();
    }
}

/// Takes our marks out of a workbook.
///
/// # Errors
/// Why that cannot be done.
pub fn clean(bytes: &[u8], limits: &Limits) -> Result<Option<Vec<u8>>, Failed> {
    pamlint_writer::clean_within(bytes, limits).map_err(|error| {
        // Where it cannot be read either, that says better what to do about it.
        match pamlint_reader::read_book_within(bytes, limits) {
            Err(failure) => Failed::Reading(failure),
            Ok(_) => Failed::Fixing(FixError::Unwritable(error)),
        }
    })
}

/// Marks what a report tells of a workbook.
///
/// # Errors
/// Why there is no copy.
pub fn mark(
    bytes: &[u8],
    report: &Report,
    wording: Wording<'_>,
    about: &About,
    limits: &Limits,
) -> Result<Marked, Failed> {
    let workbook = pamlint_rules::shown_file_name(&about.file);
    let title = Title { workbook: &workbook, date: &about.date, wording };
    let annotated = if about.format.is_package_of_xml() {
        pamlint_writer::annotate_within(bytes, report, &title, limits)
    } else {
        let mut book = read(bytes, limits)?;
        name_after(&about.file, about.format, &mut book);
        let workbook = recognise(book, wording.convention);
        pamlint_writer::annotate_converted_within(&workbook, report, &title, limits)
    };
    let annotated = annotated.map_err(|error| Failed::Fixing(FixError::Unwritable(error)))?;
    let remarks = annotated.remarks.iter().map(|remark| remark.message(wording.language)).collect();
    Ok((annotated.bytes, remarks))
}

/// Corrects what can be corrected in a workbook. One of another format becomes a new .xlsx.
///
/// # Errors
/// Why that cannot be done.
pub fn fix(
    bytes: &[u8],
    (convention, options): (&Convention, &Options),
    about: &About,
    unsafe_fixes: bool,
    limits: &Limits,
) -> Result<Fixed, Failed> {
    let which = if unsafe_fixes { Which::All } else { Which::Safe };
    let fixed = if about.format.is_package_of_xml() {
        pamlint_writer::fix_within(bytes, convention, options, (which, limits))
    } else {
        let mut book = read(bytes, limits)?;
        name_after(&about.file, about.format, &mut book);
        pamlint_writer::fix_converted(book, convention, options, (which, limits))
    };
    fixed.map_err(Failed::Fixing)
}

impl Task {
    /// Does it, and gives the result as bytes.
    pub fn perform(self, file: &[u8], limits: &Limits) -> Vec<u8> {
        match self {
            Task::Read => encoded(&read(file, limits)),
            Task::ReadList => {
                encoded(&pamlint_reader::read_list_within(file, limits).map_err(Failed::Reading))
            }
            Task::Decrypt(password) => {
                let opened = pamlint_reader::decrypt_within(file, &password, limits);
                encoded(&opened.map_err(Failed::Reading))
            }
            Task::Clean => encoded(&clean(file, limits)),
            Task::Mark(voice, about, report) => {
                encoded(&choose(&voice.convention).map_or(Err(Failed::Stumbled), |convention| {
                    let wording = Wording { convention: &convention, language: voice.language };
                    mark(file, &report, wording, &about, limits)
                }))
            }
            Task::Fix(voice, about, judging, unsafe_fixes) => {
                let fixed = || {
                    let convention = choose(&voice.convention).map_err(|_| Failed::Stumbled)?;
                    let options = judging.options(&convention, limits).map_err(|_| Failed::Stumbled)?;
                    fix(file, (&convention, &options), &about, unsafe_fixes, limits)
                };
                encoded(&fixed())
            }
        }
    }
}

fn encoded<T: Serialize>(result: &Result<T, Failed>) -> Vec<u8> {
    // Plain texts and numbers: writing them to memory has no way to fail.
    postcard::to_stdvec(result).unwrap_or_default()
}
