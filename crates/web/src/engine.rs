//! A convention, and the workbook that is being checked against it.

use std::collections::BTreeSet;
use std::path::Path;

use pamlint_convention::{Convention, Day, Language, LoadError, Problem, load};
use pamlint_plan::{Asked, Drawing, Inventory, Ledger, Requests, derive, plan_graph};
use pamlint_reader::{CellRef, Limits, read_list, read_listing};
use pamlint_report::{Compared, Failed, Head, Json, Outcome, compared_json, emit};
use pamlint_rules::{Options, Place, Report, Tongues, Version, Wording, check, compare};
use pamlint_template::TemplateOptions;
use pamlint_words::Words;
use pamlint_writer::{Choice, Outcome as Became, Title, Which};
use serde::Deserialize;

use crate::about::about;
use crate::grid;
use crate::open::{Opened, open};
use crate::try_out;

/// A convention, and the workbook that is being checked against it.
pub struct Engine {
    convention: Convention,
    options: Options,
    checked: Option<Checked>,
}

/// The workbook that was checked last.
struct Checked {
    opened: Option<Opened>,
    outcome: Outcome,
}

/// A workbook that was written for the user, and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The name of the file.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Sentences for the user.
    pub remarks: Vec<String>,
    /// How many cells were changed, for a corrected workbook.
    pub changed: usize,
    /// How many fixes that were wanted could not be made.
    pub left_alone: usize,
}

/// An earlier version of the workbook, as a file.
#[derive(Debug)]
pub struct Earlier<'a> {
    /// Its name.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its password, if it is protected and that is known.
    pub password: Option<&'a str>,
}

/// A fix that is wanted or not, as the page names it: by its sheet and cell, and the code of its finding.
#[derive(Deserialize)]
struct Named {
    sheet: String,
    cell: String,
    code: String,
}

/// What the page says of fixes.
#[derive(Deserialize)]
struct Chosen {
    taken: Vec<Named>,
    refused: Vec<Named>,
}

impl Engine {
    /// With a convention that is built in.
    ///
    /// # Errors
    /// When there is none of that id.
    pub fn built_in(id: &str) -> Result<Engine, String> {
        let convention = Convention::built_in(id).ok_or_else(|| format!("there is no convention `{id}`"))?;
        Ok(Engine::of(convention.map_err(|error| error.to_string())?))
    }

    /// With the convention in a file of that name.
    ///
    /// # Errors
    /// With every mistake in the file.
    pub fn load(name: &str, text: &str) -> Result<Engine, Vec<Problem>> {
        load(name, text).map(Engine::of).map_err(|LoadError { problems }| problems)
    }

    fn of(convention: Convention) -> Engine {
        Engine { convention, options: Options::default(), checked: None }
    }

    /// Takes in the reference list of that key from the bytes of a file; gives the number of its entries.
    ///
    /// # Errors
    /// When there is no such list, or with what is wrong in the file.
    pub fn list(&mut self, key: &str, bytes: &[u8]) -> Result<usize, String> {
        let convention = &self.convention;
        let id = convention.find_reference(key).ok_or_else(|| format!("there is no list `{key}`"))?;
        let book = read_list(bytes).map_err(|failure| failure.to_string())?;
        let listing = read_listing(&book, convention.reference(id)).map_err(|problem| problem.to_string())?;
        self.options.lists.add(convention, id, &listing).map_err(|error| error.to_string())?;
        Ok(self.options.lists.count(id).unwrap_or(0))
    }

    /// The day on which is checked, for the rules that compare with it: `2026-03-01`.
    pub fn on(&mut self, day: &str) {
        self.options.today = Day::parse(day).filter(|_| self.convention.looks_at_today);
    }

    /// Checks the workbook in the bytes of a file, and keeps it for what is asked next.
    pub fn check(&mut self, path: &str, bytes: Vec<u8>, password: Option<&str>) {
        let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
        self.options.file = Some(name.clone().into_owned());
        let (opened, result) = match open(&name, bytes, password, &self.convention) {
            Ok(opened) => {
                let mut report = check(&opened.workbook, &self.convention, &self.options);
                report.tongue = Tongues::new(&self.convention).of(&opened.workbook);
                (Some(opened), Ok(report))
            }
            Err(failed) => (None, Err(failed)),
        };
        self.keep(path, opened, result);
    }

    /// What is left to say when another instance broke down over a workbook.
    pub fn stumbled(&mut self, path: &str) {
        self.keep(path, None, Err(Failed::Stumbled));
    }

    fn keep(&mut self, path: &str, opened: Option<Opened>, result: Result<Report, Failed>) {
        let outcome = Outcome { path: path.to_owned(), result, annotated: None };
        self.checked = Some(Checked { opened, outcome });
    }

    fn report(&self) -> Option<(&Opened, &Report)> {
        let checked = self.checked.as_ref()?;
        Some((checked.opened.as_ref()?, checked.outcome.result.as_ref().ok()?))
    }

    /// The report on the workbook: what `check --format json` writes of it.
    pub fn json(&self, language: Language) -> String {
        let head = self.head(language);
        let outcomes = self.checked.as_ref().map(|checked| std::slice::from_ref(&checked.outcome));
        emit(&mut Json::default(), &head, outcomes.unwrap_or_default())
    }

    /// What became of an earlier version in the workbook: what `compare --format json` writes.
    ///
    /// # Errors
    /// Why the earlier version cannot be read.
    pub fn compared(&self, earlier: Earlier<'_>, language: Language) -> Result<String, String> {
        let (opened, report) = self.report().ok_or_else(String::new)?;
        let Earlier { path, bytes, password } = earlier;
        let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
        let old =
            open(&name, bytes, password, &self.convention).map_err(|failed| failed.message(language))?;
        let options = Options { file: Some(name.into_owned()), ..self.options.clone() };
        let before = check(&old.workbook, &self.convention, &options);
        let comparison = compare(
            Version { workbook: &old.workbook, report: &before },
            Version { workbook: &opened.workbook, report },
            &self.convention,
        );
        let compared = Compared { old: (path, &before), new: (self.path(), report), comparison: &comparison };
        Ok(compared_json(&compared, &self.wording(language)))
    }

    /// The language of the workbook, where its headers and texts tell one that the program speaks.
    pub fn tongue(&self) -> Option<Language> {
        let (_, report) = self.report()?;
        report.tongue.filter(|tongue| is_spoken(*tongue))
    }

    /// A drawing of what has to be made for the accounts without errors, as SVG; empty where that is nothing.
    pub fn drawing(&self, language: Language) -> String {
        let Some((opened, report)) = self.report() else { return String::new() };
        let requests = Requests::of(&opened.workbook, &self.convention, &self.options);
        let asked = [Asked { path: self.path(), requests: &requests, report }];
        let plan = derive(&asked, &self.convention, &Inventory::default(), &Ledger::default());
        let plan = plan.filter(|plan| !plan.objects.is_empty());
        plan.map(|plan| plan_graph(&plan, &self.head(language), Drawing::Svg)).unwrap_or_default()
    }

    /// Whether a password protects the workbook: what is written of it is not protected.
    pub fn was_protected(&self) -> bool {
        self.report().is_some_and(|(opened, _)| opened.was_protected)
    }

    /// Whether copies keep the format of the workbook; those of another are a new .xlsx.
    pub fn keeps_format(&self) -> bool {
        self.report().is_some_and(|(opened, _)| opened.format.is_package_of_xml())
    }

    /// The workbook with its findings marked. `date` is that of the check, as it is to be shown.
    ///
    /// # Errors
    /// Why it cannot be written.
    pub fn annotated(&self, date: &str, language: Language) -> Result<Written, String> {
        let (opened, report) = self.report().ok_or_else(String::new)?;
        let path = self.path();
        let workbook = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
        let workbook = pamlint_rules::shown_file_name(&workbook);
        let title = Title { workbook: &workbook, date, wording: self.wording(language) };
        let annotated = if opened.format.is_package_of_xml() {
            pamlint_writer::annotate(&opened.bytes, report, &title)
        } else {
            pamlint_writer::annotate_converted(&opened.workbook, report, &title)
        };
        let annotated = annotated.map_err(|error| error.message(language))?;
        Ok(Written {
            name: copy_name(path, "checked"),
            bytes: annotated.bytes,
            remarks: annotated.remarks.iter().map(|remark| remark.message(language)).collect(),
            changed: 0,
            left_alone: 0,
        })
    }

    /// The workbook with its safe fixes, and with how `chosen`, as JSON, differs from them.
    ///
    /// # Errors
    /// Why it cannot be written.
    pub fn fixed(&self, chosen: &str, language: Language) -> Result<Written, String> {
        let (opened, report) = self.report().ok_or_else(String::new)?;
        let chosen: Chosen = serde_json::from_str(chosen).map_err(|error| error.to_string())?;
        let choice = Choice { taken: places(report, chosen.taken), refused: places(report, chosen.refused) };
        let which = Which::Chosen(&choice);
        let fixed = if opened.format.is_package_of_xml() {
            pamlint_writer::fix(&opened.bytes, &self.convention, &self.options, which)
        } else {
            let book = opened.book().map_err(|failed| failed.message(language))?;
            pamlint_writer::fix_converted(book, &self.convention, &self.options, (which, &Limits::default()))
        };
        let fixed = fixed.map_err(|error| error.message(language))?;
        let applied = fixed.receipt.iter().filter(|change| change.outcome == Became::Applied);
        let changed = applied.map(|change| change.place).collect::<BTreeSet<_>>().len();
        let left_alone = fixed.receipt.iter().filter(|change| change.outcome != Became::Applied).count();
        Ok(Written {
            name: copy_name(self.path(), "fixed"),
            bytes: fixed.bytes.unwrap_or_else(|| opened.bytes.clone()),
            remarks: Vec::new(),
            changed,
            left_alone,
        })
    }

    /// The blank workbook of the convention.
    ///
    /// # Errors
    /// When the convention asks for what no workbook can have.
    pub fn template(&self, language: Language) -> Result<Written, String> {
        let options = TemplateOptions { language, ..TemplateOptions::default() };
        let bytes = pamlint_template::template(&self.convention, &options)
            .map_err(|error| error.message(language))?;
        let name = format!("{}-onboarding.xlsx", self.convention.id);
        Ok(Written { name, bytes, remarks: Vec::new(), changed: 0, left_alone: 0 })
    }

    /// What the convention says, as JSON: its names, codes, columns, lists and rules.
    pub fn about(&self, language: Language) -> String {
        about(&self.convention, language)
    }

    /// The examples of the rules that do not come out as they should, as problems of the file.
    pub fn examples(&self) -> Vec<Problem> {
        try_out::examples(&self.convention)
    }

    /// The sheets of the workbook as JSON: names, sizes, headers.
    pub fn sheets(&self) -> String {
        self.report().map_or_else(|| "[]".to_owned(), |(opened, _)| grid::sheets(&opened.workbook))
    }

    /// The texts of the rows from `first` to `last` of a sheet as JSON. Secrets are withheld.
    pub fn rows(&self, sheet: usize, first: u32, last: u32, language: Language) -> String {
        let Some((opened, report)) = self.report() else { return "[]".to_owned() };
        let wording = self.wording(language);
        grid::rows(&opened.workbook, &grid::Asked { report, wording, sheet, first, last })
    }

    fn path(&self) -> &str {
        self.checked.as_ref().map_or("", |checked| checked.outcome.path.as_str())
    }

    fn head(&self, language: Language) -> Head<'_> {
        Head {
            tool: ("pamlint".to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
            wording: self.wording(language),
            config: None,
        }
    }

    fn wording(&self, language: Language) -> Wording<'_> {
        Wording { convention: &self.convention, language }
    }
}

/// The languages that the engine speaks, by their tags.
pub fn language(tag: &str) -> Language {
    Language::of(tag).filter(|language| is_spoken(*language)).unwrap_or_default()
}

fn is_spoken(language: Language) -> bool {
    Words::of(language).language == language
}

fn places(report: &Report, named: Vec<Named>) -> BTreeSet<(Place, String)> {
    let place = |named: Named| {
        let sheet = report.sheet_names.iter().position(|name| *name == named.sheet)?;
        let cell: CellRef = CellRef::parse(&named.cell)?;
        Some((Place { sheet, cell }, named.code))
    };
    named.into_iter().filter_map(place).collect()
}

/// `accounts.checked.xlsx`: as the command line names its copies.
fn copy_name(path: &str, word: &str) -> String {
    let path = Path::new(path);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().map(|extension| extension.to_string_lossy());
    let is_kept =
        |extension: &str| ["xlsx", "xlsm"].iter().any(|known| extension.eq_ignore_ascii_case(known));
    format!("{stem}.{word}.{}", extension.as_deref().filter(|extension| is_kept(extension)).unwrap_or("xlsx"))
}
