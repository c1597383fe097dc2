//! One workbook: read, judged, and its copy written.

use std::path::Path;

use pamlint_report::{Failed, Outcome, Status};
use pamlint_rules::Report;
use pamlint_writer::Title;

use super::{Bench, Task};
use crate::cache::{Copied, Digest, Entry, digest};
use crate::exit::Exit;
use crate::guard::guarded;
use crate::inputs;
use crate::open::{NotOpened, Opened, open};
use crate::output::{make_folder, write_file};
use crate::password::Password;
use crate::settings::Settings;

/// What became of a workbook.
pub struct Checked {
    pub outcome: Outcome,
    /// How the run ends because of what could not be written, besides what is in the outcome.
    pub exit: Exit,
    /// What is to be said besides the report. It is said in the order of the workbooks.
    pub notes: Vec<Note>,
    /// The password that somebody typed for the workbook, and is not asked for again.
    pub typed: Option<Password>,
    /// What is kept of it for later runs.
    pub entry: Option<Entry>,
    /// Whether a copy of an earlier check stands where this one would write its own.
    pub has_old_copy: bool,
    /// Whether it is not checked now, but known from an earlier run.
    pub is_remembered: bool,
    /// By what the workbook is known in the cache, and the digest of the line that will be told of it.
    pub told: Option<(Digest, Digest)>,
}

/// Something to say on standard error.
pub enum Note {
    Warning(String),
    Error(String),
}

impl Note {
    pub fn print(&self) {
        match self {
            Note::Warning(text) => tracing::warn!("{text}"),
            Note::Error(text) => tracing::error!("{text}"),
        }
    }
}

impl Checked {
    /// With nothing more to say than the outcome.
    pub fn plain(outcome: Outcome) -> Checked {
        Checked {
            outcome,
            exit: Exit::Fine,
            notes: Vec::new(),
            typed: None,
            entry: None,
            has_old_copy: false,
            is_remembered: false,
            told: None,
        }
    }

    /// It could not be checked.
    pub fn failed(task: &Task, failed: Failed) -> Checked {
        Checked::plain(Outcome { path: task.path(), result: Err(failed), annotated: None })
    }

    /// Whether there is more to do, now that it is known what other workbooks have to do with it.
    pub fn is_to_do_again(&mut self, has_more: bool, settings: &Settings) -> bool {
        if has_more {
            self.adds();
        }
        if self.is_remembered { self.is_out_of_date(settings) } else { has_more && settings.annotate }
    }
}

impl Bench<'_> {
    /// Checks one workbook and writes its copy, unless it is known from an earlier run. Whatever happens,
    /// it is one outcome.
    pub fn check(&self, task: &Task) -> Checked {
        let mut checked = self.find_or_check(task);
        checked.has_old_copy =
            self.settings.annotate && checked.outcome.status() == Status::Clean && task.copy.is_file();
        checked
    }

    fn find_or_check(&self, task: &Task) -> Checked {
        let bytes = match inputs::read(&task.input.path, self.settings.options.language) {
            Ok(bytes) => bytes,
            Err(failed) => return Checked::failed(task, failed),
        };
        let content = self.digest(&bytes);
        match self.remembered(task, &content) {
            Some(checked) => checked,
            None => self.judge_and_mark(task, bytes, content),
        }
    }

    fn judge_and_mark(&self, task: &Task, bytes: Vec<u8>, content: Digest) -> Checked {
        tracing::info!("checking {}", task.input.path.display());
        let (opened, report) = match self.judge(task, bytes, None) {
            Ok(judged) => judged,
            Err(not) => {
                let mut checked = Checked::failed(task, not.failed);
                if not.is_lasting {
                    checked.entry = self.entry(content, &mut checked.outcome);
                    checked.told = self.tells(task, checked.entry.as_ref());
                    self.keep(&checked);
                }
                return checked;
            }
        };
        // What protects a workbook is not to be undone by what is kept of it.
        let is_kept = !opened.was_protected;
        let mut outcome = Outcome { path: task.path(), result: Ok(report), annotated: None };
        let entry = is_kept.then(|| self.entry(content, &mut outcome)).flatten();
        let told = self.tells(task, entry.as_ref());
        let mut checked = Checked { typed: opened.typed.clone(), entry, told, ..Checked::plain(outcome) };
        self.mark(task, &opened, &mut checked);
        self.keep(&checked);
        // Whatever there is to do again makes it anew; until then it would only take memory.
        checked.entry = None;
        checked
    }

    /// Does what is left to do when other workbooks have added to the findings, or the copy is gone.
    pub fn check_again(&self, task: &Task, mut checked: Checked) -> Checked {
        let language = self.settings.options.language;
        if self.is_copy_wanted(&checked.outcome) {
            let judged =
                inputs::read(&task.input.path, language).map_err(NotOpened::from).and_then(|bytes| {
                    let content = self.digest(&bytes);
                    let (opened, report) = self.judge(task, bytes, checked.typed.as_ref())?;
                    Ok((content, opened, Outcome { path: task.path(), result: Ok(report), annotated: None }))
                });
            match judged {
                Ok((content, opened, mut fresh)) => {
                    checked.entry =
                        (!opened.was_protected).then(|| self.entry(content, &mut fresh)).flatten();
                    if let (Ok(report), Ok(fresh)) = (&mut checked.outcome.result, fresh.result) {
                        super::remembered::refresh(report, fresh, &self.settings.convention);
                    }
                    self.mark(task, &opened, &mut checked);
                }
                Err(not) => return Checked::failed(task, not.failed),
            }
        }
        self.keep(&checked);
        checked
    }

    /// The digest of a workbook, where it is asked for.
    fn digest(&self, bytes: &[u8]) -> Digest {
        if self.cache.is_some() { digest(bytes) } else { Digest::default() }
    }

    pub fn is_copy_wanted(&self, outcome: &Outcome) -> bool {
        self.settings.annotate && outcome.result.as_ref().is_ok_and(|report| !report.findings.is_empty())
    }

    fn judge(
        &self,
        task: &Task,
        bytes: Vec<u8>,
        typed: Option<&Password>,
    ) -> Result<(Opened, Report), NotOpened> {
        let (settings, language) = (self.settings, self.settings.options.language);
        let password = typed.or(settings.password.as_ref());
        let opened = open(&task.input.path, bytes, &settings.convention, password, language)?;
        let options = settings.options_for(&task.input.path);
        let report = guarded(|| pamlint_rules::check(&opened.workbook, &settings.convention, &options));
        let stumbled = || NotOpened::from(Failed::stumbled(language));
        report.map(|report| (opened, report)).ok_or_else(stumbled)
    }

    /// Writes the copy, where one is wanted.
    fn mark(&self, task: &Task, opened: &Opened, checked: &mut Checked) {
        let settings = self.settings;
        checked.notes.clear();
        checked.exit = Exit::Fine;
        checked.outcome.annotated = None;
        let Some(report) =
            checked.outcome.result.as_ref().ok().filter(|_| self.is_copy_wanted(&checked.outcome))
        else {
            return;
        };
        let path = &checked.outcome.path;
        if opened.was_protected && !settings.unprotected_copies {
            checked.notes.push(Note::Warning(format!(
                "{path}: there is no marked copy, since it would not be protected with the password; \
                 --allow-unprotected-copy writes one"
            )));
            return;
        }
        let marked = match guarded(|| annotate(opened, report, &task.input.path, settings)) {
            Some(marked) => marked,
            None => Err(Failed::stumbled(settings.options.language).message),
        };
        match marked {
            Ok((marked, remarks)) => {
                checked.notes.extend(remarks);
                let place = self.names.place(&task.copy, is_untouched);
                checked.notes.extend(place.said().map(Note::Warning));
                match make_folder(&place.path).and_then(|()| write_file(&place.path, &marked)) {
                    Ok(()) => {
                        checked.outcome.annotated = Some(place.path.to_string_lossy().into_owned());
                        if let (Some(entry), Some((_, said))) = (&mut checked.entry, checked.told) {
                            let path = place.path.as_os_str().as_encoded_bytes().to_vec();
                            entry.copy = Some(Copied { path, content: digest(&marked), said });
                        }
                    }
                    Err(error) => {
                        checked.notes.push(Note::Error(format!(
                            "{error:#} (choose another folder with --out, or use --no-annotate)"
                        )));
                        checked.exit = Exit::WrongCall;
                    }
                }
            }
            Err(message) => {
                checked.notes.push(Note::Error(format!("{path}: {message}")));
                checked.exit = Exit::NotChecked;
            }
        }
    }
}

/// Whether a copy is as it was written: then it can be written anew, and nobody loses any work.
pub fn is_untouched(copy: &[u8]) -> bool {
    guarded(|| pamlint_writer::is_untouched_copy(copy)).unwrap_or(false)
}

/// The bytes of the copy, and what is to be said about it; or why there is none.
fn annotate(
    opened: &Opened,
    report: &Report,
    input: &Path,
    settings: &Settings,
) -> Result<(Vec<u8>, Vec<Note>), String> {
    let language = settings.options.language;
    let workbook = input.file_name().unwrap_or_default().to_string_lossy();
    let title = Title { workbook: &workbook, date: &settings.today.to_string() };
    let annotated = if opened.format.is_package_of_xml() {
        pamlint_writer::annotate(&opened.bytes, report, &title)
    } else {
        pamlint_writer::annotate_converted(&opened.workbook, report, &title)
    };
    let annotated = annotated.map_err(|error| error.message(language))?;
    let remarks = annotated.remarks.iter();
    let notes = remarks
        .map(|remark| Note::Warning(format!("{}: {}", input.display(), remark.message(language))))
        .collect();
    Ok((annotated.bytes, notes))
}
