//! `pamlint check`: every workbook read, judged and marked; what is wrong printed; one exit code.

use std::path::Path;

use anyhow::{Context as _, bail};
use pamlint_convention::Severity;
use pamlint_report::{Emitter, Failed, Head, Json, Outcome, Summary, Text};
use pamlint_rules::Report;
use pamlint_writer::Title;

use crate::args::{CheckArguments, FailOn, Format};
use crate::copies::{Copy, Names};
use crate::exit::Exit;
use crate::guard::guarded;
use crate::inputs;
use crate::open::{Opened, open};
use crate::output::{Screen, prepare_folder, write_file};
use crate::settings::Settings;

/// Runs the command.
pub fn run(arguments: &CheckArguments) -> anyhow::Result<Exit> {
    let inputs = inputs::find(&arguments.paths)?;
    let settings = Settings::of(arguments)?;
    if let Some(folder) = settings.out.as_ref().filter(|_| settings.annotate) {
        prepare_folder(folder)?;
    }
    let mut names = Names::beside(inputs.iter().map(std::path::PathBuf::as_path));
    let mut sink = Sink::open(&settings, &mut names)?;
    let mut exit = Exit::Fine;
    sink.begin(&settings)?;
    for input in &inputs {
        // Named before it is known whether there will be a copy, so that names do not depend on findings.
        let copy = names.for_copy(input, settings.out.as_deref(), Copy::Checked);
        let (outcome, own_exit) = check(input, &copy, &settings);
        exit = exit.max(own_exit);
        sink.workbook(&outcome)?;
    }
    sink.end()?;
    Ok(exit)
}

/// Checks one workbook and writes its copy. Whatever happens, it is one outcome.
fn check(input: &Path, copy: &Path, settings: &Settings) -> (Outcome, Exit) {
    let path = input.to_string_lossy().into_owned();
    let language = settings.options.language;
    tracing::info!("checking {path}");
    let opened = open(input, &settings.convention, settings.password.as_ref(), language);
    let judged = opened.and_then(|opened| {
        guarded(|| pamlint_rules::check(&opened.workbook, &settings.convention, &settings.options))
            .ok_or_else(|| Failed::stumbled(language))
            .map(|report| (opened, report))
    });
    let (opened, report) = match judged {
        Ok(judged) => judged,
        Err(failed) => return (Outcome { path, result: Err(failed), annotated: None }, Exit::NotChecked),
    };
    let mut exit = exit_of(&report, settings.fail_on);
    let mut annotated = None;
    let is_wanted = settings.annotate && !report.findings.is_empty();
    if is_wanted && opened.was_protected && !settings.unprotected_copies {
        tracing::warn!(
            "{path}: there is no marked copy, since it would not be protected with the password; \
             --allow-unprotected-copy writes one"
        );
    } else if is_wanted {
        match guarded(|| annotate(&opened, &report, input, settings)) {
            Some(Ok(marked)) => match write_file(copy, &marked) {
                Ok(()) => annotated = Some(copy.to_string_lossy().into_owned()),
                Err(error) => {
                    tracing::error!("{error:#} (choose another folder with --out, or use --no-annotate)");
                    exit = exit.max(Exit::WrongCall);
                }
            },
            Some(Err(error)) => {
                tracing::error!("{path}: {error:#}");
                exit = Exit::NotChecked;
            }
            None => {
                tracing::error!("{path}: {}", Failed::stumbled(language).message);
                exit = Exit::NotChecked;
            }
        }
    }
    (Outcome { path, result: Ok(report), annotated }, exit)
}

fn annotate(opened: &Opened, report: &Report, input: &Path, settings: &Settings) -> anyhow::Result<Vec<u8>> {
    let language = settings.options.language;
    let workbook = input.file_name().unwrap_or_default().to_string_lossy();
    let title = Title { workbook: &workbook, date: &settings.today.to_string() };
    let annotated = if opened.format.is_package_of_xml() {
        pamlint_writer::annotate(&opened.bytes, report, &title)
    } else {
        pamlint_writer::annotate_converted(&opened.workbook, report, &title)
    };
    let annotated = annotated.map_err(|error| anyhow::anyhow!("{}", error.message(language)))?;
    for remark in &annotated.remarks {
        tracing::warn!("{}: {}", input.display(), remark.message(language));
    }
    Ok(annotated.bytes)
}

/// How a run ends with what is in a report.
pub fn exit_of(report: &Report, fail_on: FailOn) -> Exit {
    let least = match fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Never => return Exit::Fine,
    };
    if report.findings.iter().any(|finding| finding.severity >= least) { Exit::Findings } else { Exit::Fine }
}

/// Where the report goes: on the screen workbook by workbook, into a file once it is whole.
struct Sink<'a> {
    emitter: Box<dyn Emitter>,
    summary: Summary,
    text: String,
    screen: Screen,
    file: Option<&'a Path>,
}

impl<'a> Sink<'a> {
    /// Finds out before anything is checked whether the report can be written.
    fn open(settings: &'a Settings, names: &mut Names) -> anyhow::Result<Sink<'a>> {
        let file = settings.output.as_deref();
        if let Some(file) = file {
            if file.is_dir() {
                bail!("--output {}: it is a folder, name a file in it", file.display());
            }
            if !names.take(file) {
                bail!("--output {}: it is one of the workbooks to check", file.display());
            }
            prepare_folder(crate::output::folder_of(file)).context("--output")?;
        }
        let screen = Screen::new();
        let emitter: Box<dyn Emitter> = match settings.format {
            Format::Text if file.is_none() && screen.is_coloured() => Box::new(Text::styled()),
            Format::Text => Box::new(Text::plain()),
            Format::Json => Box::new(Json::default()),
        };
        Ok(Sink { emitter, summary: Summary::default(), text: String::new(), screen, file })
    }

    fn begin(&mut self, settings: &Settings) -> anyhow::Result<()> {
        let head = Head {
            tool: ("pamlint".to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
            convention: (settings.convention.id.clone(), settings.convention.version.clone()),
            language: settings.options.language,
        };
        self.emitter.begin(&head, &mut self.text);
        self.show()
    }

    fn workbook(&mut self, outcome: &Outcome) -> anyhow::Result<()> {
        self.summary.add(outcome);
        self.emitter.workbook(outcome, &mut self.text);
        self.show()
    }

    fn end(mut self) -> anyhow::Result<()> {
        self.emitter.end(&self.summary, &mut self.text);
        self.show()?;
        match self.file {
            Some(file) => write_file(file, self.text.as_bytes()),
            None => Ok(()),
        }
    }

    fn show(&mut self) -> anyhow::Result<()> {
        if self.file.is_none() {
            self.screen.write(&self.text)?;
            self.text.clear();
        }
        Ok(())
    }
}
