//! `pamlint fix`: every workbook read, what can be fixed fixed in a copy, and a receipt of it.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use pamlint_reader::Limits;
use pamlint_report::{Asked, Failed, Receipt, ReceiptJson, ReceiptText, Receipts, Sum};
use pamlint_rules::Options;

use crate::args::{self, FixArguments, Format};
use crate::copies::{Copy, Names};
use crate::exit::Exit;
use crate::guard::patience;
use crate::inputs::{self, Found, Input};
use crate::interrupt;
use crate::open::{Unlocked, unlock};
use crate::output::{Mode, Screen, make_folder, prepare_folder, sweep, write_copy};
use crate::pipeline::{self, Reached, Stages};
use crate::progress::Progress;
use crate::settings::Settings;
use crate::shelter;
use crate::speech::said;
use crate::stamp::{is_ours, stamped};
use crate::work::{self, Judging, Task};

/// Runs the command.
pub fn run(arguments: FixArguments) -> anyhow::Result<Exit> {
    let asked = Asked { only_shown: arguments.diff, unsafe_fixes: arguments.unsafe_fixes };
    let arguments = arguments.into_check();
    let Found { inputs, linked, .. } = inputs::find(&arguments.walk, &arguments.own_files())?;
    let settings = Settings::of(&arguments)?;
    if let Some(folder) = settings.out.as_ref().filter(|_| !asked.only_shown) {
        prepare_folder(folder)?;
    }
    let mut names =
        Names::beside(inputs.iter().map(|input| &input.path).chain(&linked).map(PathBuf::as_path));
    // Named before it is known whether there will be copies, so that names do not depend on findings.
    let copy = |input: Input| (names.for_copy(&input, settings.to(), Copy::Fixed), input.path);
    let tasks: Vec<(PathBuf, PathBuf)> = inputs.into_iter().map(copy).collect();
    if !asked.only_shown {
        names.folders().for_each(sweep);
    }
    let screen = Screen::new();
    let receipts: Box<dyn Receipts> = match settings.format {
        Format::Json => Box::new(ReceiptJson::default()),
        _ if screen.is_coloured() => Box::new(ReceiptText::styled()),
        _ => Box::new(ReceiptText::plain()),
    };
    let mut exit = Exit::Fine;
    let mut told = Told { receipts, screen, sum: Sum::default(), text: String::new() };
    told.receipts.begin(&settings.head(), asked, &mut told.text);
    let told = RefCell::new(told);
    let shown = arguments.run.progress.unwrap_or(args::Progress::Auto);
    let progress = Progress::start(tasks.len(), shown, settings.language);
    let stages = Stages {
        work: |task: &(PathBuf, PathBuf)| progress.during(&task.1, || fix(task, &names, &settings, asked)),
        link: |_: &mut Fixed| false,
        again: |_: &(PathBuf, PathBuf), fixed| fixed,
        take: |(_, input): &(PathBuf, PathBuf), reached| {
            let fixed = match reached {
                Reached::Done(fixed) => fixed,
                Reached::Stumbled => not_fixed(input, Failed::Stumbled),
                Reached::Not => {
                    tracing::warn!("{}", said!("not reached: {file}", file = input.display()));
                    exit = Exit::Interrupted;
                    return Ok(());
                }
            };
            fixed.warnings.iter().for_each(|warning| tracing::warn!("{warning}"));
            if let Some(error) = &fixed.error {
                tracing::error!("{error}");
            }
            exit = exit.max(fixed.exit);
            progress.done();
            told.borrow_mut().workbook(&settings, &fixed.receipt)
        },
        abandon: || {
            progress.end();
            if let Err(error) = told.borrow_mut().end() {
                tracing::error!("{error:#}");
            }
            interrupt::end();
        },
    };
    pipeline::run(&tasks, arguments.run.jobs.unwrap_or_else(pipeline::all_processors), stages)?;
    progress.end();
    told.into_inner().end()?;
    Ok(exit)
}

/// The receipts of a run, and where they go.
struct Told {
    receipts: Box<dyn Receipts>,
    screen: Screen,
    sum: Sum,
    text: String,
}

impl Told {
    fn workbook(&mut self, settings: &Settings, receipt: &Receipt) -> anyhow::Result<()> {
        self.sum.add(receipt);
        self.receipts.workbook(&settings.head_of(Path::new(&receipt.path)), receipt, &mut self.text);
        self.screen.write(&std::mem::take(&mut self.text))
    }

    fn end(&mut self) -> anyhow::Result<()> {
        self.receipts.end(&self.sum, &mut self.text);
        self.screen.write(&std::mem::take(&mut self.text))
    }
}

/// What became of a workbook.
struct Fixed {
    receipt: Receipt,
    exit: Exit,
    /// What is to be said about the copy.
    warnings: Vec<String>,
    /// Why the copy could not be written.
    error: Option<String>,
}

fn not_fixed(input: &Path, failed: Failed) -> Fixed {
    let path = input.to_string_lossy().into_owned();
    let receipt = Receipt { path, result: Err(failed), written: None };
    Fixed { receipt, exit: Exit::NotChecked, warnings: Vec::new(), error: None }
}

/// What fixing a workbook gives. One of another format becomes a new .xlsx.
fn corrected(
    input: &Path,
    unlocked: &Unlocked,
    settings: &Settings,
    asked: Asked,
) -> Result<pamlint_writer::Fixed, Failed> {
    let (bytes, limits) = (unlocked.bytes.as_slice(), &settings.limits);
    let settings = settings.of_workbook(input);
    let convention = &settings.convention;
    let options = Options { patience: patience(limits), ..settings.options_for(input) };
    let about = settings.about(input, unlocked.format);
    let here = |limits: &Limits| work::fix(bytes, (convention, &options), &about, asked.unsafe_fixes, limits);
    let there = || {
        let judging = Box::new(Judging::of(&options, &settings.lists));
        Task::Fix(settings.voice(), about.clone(), judging, asked.unsafe_fixes)
    };
    if unlocked.format.is_risky() {
        shelter::perform(&there(), bytes, limits)
    } else {
        shelter::within(limits, bytes, here, there)
    }
}

/// Fixes one workbook and writes its copy. Whatever happens, it is one receipt.
fn fix((copy, input): &(PathBuf, PathBuf), names: &Names, settings: &Settings, asked: Asked) -> Fixed {
    let path = input.to_string_lossy().into_owned();
    tracing::info!("fixing {path}");
    let unlocked = inputs::read(input, &settings.limits)
        .and_then(|bytes| unlock(input, bytes, settings.how()).map_err(|not| not.failed));
    let fixed = unlocked.and_then(|unlocked| {
        let fixed = corrected(input, &unlocked, settings, asked)?;
        Ok((fixed, unlocked.was_protected))
    });
    let (mut fixed, was_protected) = match fixed {
        Ok(fixed) => fixed,
        Err(failed) => return not_fixed(input, failed),
    };
    let mut exit = Exit::of(0, fixed.report.counts(), settings.fail_on);
    let (mut written, mut warnings, mut error) = (None, Vec::new(), None);
    let bytes = fixed.bytes.take().filter(|_| !asked.only_shown);
    if bytes.is_some() && was_protected && !settings.unprotected_copies {
        warnings.push(format!(
            "{path}: there is no fixed copy, since it would not be protected with the password; \
             --allow-unprotected-copy writes one"
        ));
    } else if let Some(bytes) = bytes {
        let place = || names.place(copy, is_ours);
        let put = make_folder(copy, settings.out.as_deref())
            .and_then(|()| write_copy(&stamped(bytes), Mode::of(input), place));
        match put {
            Ok(place) => {
                warnings.extend(place.said());
                written = Some(place.path.to_string_lossy().into_owned());
            }
            Err(reason) => {
                error = Some(format!("{reason:#} (choose another folder with --out)"));
                exit = exit.max(Exit::WrongCall);
            }
        }
    }
    Fixed { receipt: Receipt { path, result: Ok(fixed), written }, exit, warnings, error }
}
