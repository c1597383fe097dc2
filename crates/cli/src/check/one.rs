//! One workbook: read, judged, and its copy written.

use std::path::PathBuf;

use pamlint_plan::Requests;
use pamlint_reader::Limits;
use pamlint_report::{Failed, Outcome, Status};
use pamlint_rules::{Tongues, Wording};

use crate::cache::answers::Which;
use crate::cache::{About, Cache, Copied, Entry};
use crate::copies::Names;
use crate::drawn::{MOST_WORKBOOKS, requests};
use crate::exit::Exit;
use crate::inputs::{self, Input};
use crate::judged::judged;
use crate::kept::{Digest, Kept, Shared, digest, digest_of};
use crate::open::{How, NotOpened, Opened, open};
use crate::output::{Mode, make_folder, write_copy};
use crate::password::Password;
use crate::settings::Settings;
use crate::shelter;
use crate::speech::said;
use crate::stamp::is_ours;
use crate::summaries::may_be_drawn;
use crate::work::{self, Marked};

/// Checks the workbooks of a run.
pub struct Checker<'a> {
    pub settings: &'a Settings,
    pub names: &'a Names,
    pub cache: Option<Cache>,
    /// Tells the languages of workbooks, for each way of checking.
    pub tongues: Vec<Tongues<'a>>,
}

/// A workbook to check.
pub struct Task {
    pub input: Input,
    /// The file for its marked copy, if it gets one.
    pub copy: PathBuf,
    /// The file for the reply, where one is wanted.
    pub reply: Option<PathBuf>,
    /// Its position among all workbooks of the run, from 0.
    pub position: usize,
}

impl Task {
    /// The path as reports show it.
    pub fn path(&self) -> String {
        self.input.path.to_string_lossy().into_owned()
    }
}

/// A workbook that was checked.
pub struct Checked {
    pub outcome: Outcome,
    /// The end of the run because of what could not be written, besides what is in the outcome.
    pub exit: Exit,
    /// Remarks besides the report. They are made in the order of the workbooks.
    pub notes: Vec<Note>,
    /// The password that somebody typed for the workbook, and is not asked for again.
    pub typed: Option<Password>,
    /// A copy of an earlier check stands in the place of this one's.
    pub has_old_copy: bool,
    /// Its key in the cache, where one is used.
    pub known: Option<Known>,
    /// The traces of an earlier run, when it is not checked now.
    pub remembered: Option<Remembered>,
    /// What it asks for, where a summary draws it.
    pub requests: Option<Requests>,
}

/// A workbook as the cache knows it.
#[derive(Clone, Copy)]
pub struct Known {
    pub name: Digest,
    /// The digest of the workbook.
    pub content: Digest,
    /// The digest of the outcome that will be reported.
    pub outcome: Digest,
}

/// A workbook that an earlier run has checked.
pub struct Remembered {
    pub copy: Option<Copied>,
    pub shared: Shared,
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
    pub fn only(outcome: Outcome) -> Checked {
        Checked {
            outcome,
            exit: Exit::Fine,
            notes: Vec::new(),
            typed: None,
            has_old_copy: false,
            known: None,
            remembered: None,
            requests: None,
        }
    }

    /// It could not be checked.
    pub fn failed(task: &Task, failed: Failed) -> Checked {
        Checked::only(Outcome { path: task.path(), result: Err(failed), annotated: None })
    }
}

impl Checker<'_> {
    /// Checks one workbook and writes its copy, unless it is known from an earlier run. Whatever happens,
    /// it is one outcome.
    pub fn check(&self, task: &Task) -> Checked {
        let mut checked = self.find_or_check(task);
        checked.has_old_copy =
            self.settings.annotate && checked.outcome.status() == Status::Clean && task.copy.is_file();
        checked
    }

    fn find_or_check(&self, task: &Task) -> Checked {
        let bytes = match inputs::read(&task.input.path, &self.settings.limits) {
            Ok(bytes) => bytes,
            Err(failed) => return Checked::failed(task, failed),
        };
        let content = if self.cache.is_some() { digest(&bytes) } else { Digest::default() };
        match self.remembered(task, &content) {
            Some(checked) => Checked { requests: self.asked_again(task, bytes), ..checked },
            None => self.judge_and_mark(task, bytes, content),
        }
    }

    /// Whether a summary may draw what a workbook asks for.
    fn draws(&self, task: &Task) -> bool {
        task.position < MOST_WORKBOOKS && may_be_drawn(self.settings)
    }

    /// What a workbook asks for that is not judged again.
    fn asked_again(&self, task: &Task, bytes: Vec<u8>) -> Option<Requests> {
        let opened = self.draws(task).then(|| self.open(task, bytes, None).ok()).flatten()?;
        requests(&opened.workbook, self.settings.options_for(&task.input.path), self.settings)
    }

    fn judge_and_mark(&self, task: &Task, bytes: Vec<u8>, content: Digest) -> Checked {
        tracing::info!("checking {}", task.input.path.display());
        let (opened, mut report) = match judged(&task.input.path, bytes, None, self.settings) {
            Ok(judged) => judged,
            Err(not) => {
                let mut checked = Checked::failed(task, not.failed);
                if not.is_lasting {
                    checked.known = self.known(task, content, &checked.outcome);
                    self.keep(&checked, Kept::of(&checked.outcome), None);
                }
                return checked;
            }
        };
        let tongues = self.tongues.get(self.settings.of_workbook(&task.input.path).way);
        report.tongue = tongues.and_then(|tongues| tongues.of(&opened.workbook));
        let outcome = Outcome { path: task.path(), result: Ok(report), annotated: None };
        // What protects a workbook is not to be undone by what is kept of it.
        let is_kept = !opened.was_protected;
        let known = is_kept.then(|| self.known(task, content, &outcome)).flatten();
        let kept = known.map(|_| Kept::of(&outcome));
        let mut checked = Checked { typed: opened.typed.clone(), known, ..Checked::only(outcome) };
        let copy = self.mark(task, &opened, &mut checked);
        if let Some(kept) = kept {
            self.keep(&checked, kept, copy);
        }
        if self.draws(task) {
            let options = self.settings.options_for(&task.input.path);
            checked.requests = requests(&opened.workbook, options, self.settings);
        }
        checked
    }

    /// Writes the copy that is still to be written, now that other workbooks have added to the findings, or that
    /// of an earlier run is gone.
    pub fn mark_again(&self, task: &Task, mut checked: Checked) -> Checked {
        if !self.settings.wants_copy(&checked.outcome) {
            return checked;
        }
        let opened = inputs::read(&task.input.path, &self.settings.limits)
            .map_err(NotOpened::from)
            .and_then(|bytes| self.open(task, bytes, checked.typed.as_ref()));
        match opened {
            Ok(opened) => {
                let copy = self.mark(task, &opened, &mut checked);
                if let (Some(cache), Some(known), Some(copy)) = (&self.cache, &checked.known, copy) {
                    cache.keep_copy(&known.name, &known.content, copy);
                }
                checked
            }
            Err(not) => Checked::failed(task, not.failed),
        }
    }

    /// Keeps a workbook for later runs.
    fn keep(&self, checked: &Checked, kept: Kept, copy: Option<Copied>) {
        if let (Some(cache), Some(Known { name, content, outcome })) = (&self.cache, checked.known) {
            cache.keep(&name, &Entry { about: About { content, outcome, copy }, kept });
        }
    }

    fn known(&self, task: &Task, content: Digest, outcome: &Outcome) -> Option<Known> {
        let name = self.cache.as_ref()?.name(&task.input.path, self.settings);
        Some(Known { name, content, outcome: digest_of(outcome) })
    }

    /// A workbook as the replies know it, where a cache is used.
    pub fn which(&self, task: &Task, checked: &Checked) -> Option<Which> {
        let content = checked.known.as_ref()?.content;
        Some(self.cache.as_ref()?.which(&task.input.path, &content))
    }

    /// True when an earlier run has reported the same of a workbook, and it is not to be reported again.
    pub fn was_reported(&self, known: &Known) -> bool {
        let cache = self.cache.as_ref().filter(|_| self.settings.changed_only);
        cache.is_some_and(|cache| cache.was_reported(&known.name, &known.outcome))
    }

    fn open(&self, task: &Task, bytes: Vec<u8>, typed: Option<&Password>) -> Result<Opened, NotOpened> {
        let how = self.settings.how();
        let how = How { password: typed.or(how.password), ..how };
        open(&task.input.path, bytes, &self.settings.of_workbook(&task.input.path).convention, how)
    }

    /// Writes the copy, where one is wanted.
    fn mark(&self, task: &Task, opened: &Opened, checked: &mut Checked) -> Option<Copied> {
        let settings = self.settings.of_workbook(&task.input.path);
        checked.notes.clear();
        checked.exit = Exit::Fine;
        checked.outcome.annotated = None;
        let report =
            checked.outcome.result.as_ref().ok().filter(|_| settings.wants_copy(&checked.outcome))?;
        let path = &checked.outcome.path;
        if opened.was_protected && !settings.unprotected_copies {
            checked.notes.push(Note::Warning(said!(
                "{file}: there is no marked copy, since it would not be protected with the password; \
                 --allow-unprotected-copy writes one",
                file = path
            )));
            return None;
        }
        let own = report.tongue.filter(|_| !settings.is_language_asked);
        let language = own.unwrap_or(settings.language);
        let wording = Wording { convention: &settings.convention, language };
        let about = settings.about(&task.input.path, opened.format);
        let (bytes, limits) = (opened.bytes.as_slice(), &settings.limits);
        let here = |limits: &Limits| work::mark(bytes, report, wording, &about, limits);
        let there = || {
            work::Task::Mark(
                work::Voice { language, ..settings.voice() },
                about.clone(),
                Box::new(report.clone()),
            )
        };
        let marked: Result<Marked, Failed> = shelter::within(limits, bytes, here, there);
        let (marked, remarks) = match marked {
            Ok(marked) => marked,
            Err(failed) => {
                let message = failed.message(self.settings.language);
                checked.notes.push(Note::Error(format!("{path}: {message}")));
                checked.exit = Exit::NotChecked;
                return None;
            }
        };
        let remarks = remarks.into_iter().map(|remark| Note::Warning(format!("{path}: {remark}")));
        checked.notes.extend(remarks);
        let place = || self.names.place(&task.copy, is_ours);
        let written = make_folder(&task.copy, settings.out.as_deref())
            .and_then(|()| write_copy(&marked, Mode::of(&task.input.path), place));
        let place = match written {
            Ok(place) => place,
            Err(error) => {
                checked.notes.push(Note::Error(said!(
                    "{why} (choose another folder with --out, or use --no-annotate)",
                    why = format!("{error:#}")
                )));
                checked.exit = Exit::WrongCall;
                return None;
            }
        };
        checked.notes.extend(place.said().map(Note::Warning));
        checked.outcome.annotated = Some(place.path.to_string_lossy().into_owned());
        Some(Copied {
            path: place.path.as_os_str().as_encoded_bytes().to_vec(),
            content: digest(&marked),
            outcome: checked.known?.outcome,
            language: settings.copies_speak(),
        })
    }
}
