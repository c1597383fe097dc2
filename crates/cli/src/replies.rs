//! Drafts of mails to those who sent workbooks. They are written, never sent.

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use pamlint_report::{Draft, Failed, Next, NoAddress, Outcome, ReplyAbout};
use pamlint_rules::{Replaced, Wording, shown_file_name};

use crate::args::ReplyBy;
use crate::check::one::Task;
use crate::copies::Names;
use crate::exit::Exit;
use crate::files;
use crate::output::{Mode, make_folder, write_copy};
use crate::settings::Settings;
use crate::speech::{fail, said};
use crate::stamp::{is_ours, sealed};

/// The replies of a run.
pub struct Replies {
    /// The folder for them.
    pub folder: PathBuf,
    /// The day by which corrected workbooks are expected.
    pub until: Option<Date>,
}

impl Replies {
    /// Those into a folder, in a run of that day.
    ///
    /// # Errors
    /// When the day by which corrected workbooks are expected has passed, or is no day.
    pub fn of(folder: PathBuf, by: Option<ReplyBy>, today: Date) -> anyhow::Result<Replies> {
        let until = match by {
            None => None,
            Some(ReplyBy::On(day)) if day < today => {
                fail!(
                    "--reply-by {day}: that day lies before the day of the check, {today}; name a later one",
                    day = day,
                    today = today
                )
            }
            Some(ReplyBy::On(day)) => Some(day),
            Some(ReplyBy::In(days)) => {
                let day = today.checked_add(i64::from(days).days());
                let none = |_| {
                    anyhow!(said!("--reply-by {days}: there is no such day; name fewer days", days = days))
                };
                Some(day.map_err(none)?)
            }
        };
        Ok(Replies { folder, until })
    }

    /// The draft about a workbook; `None` where there is nobody to write to.
    pub fn draft(
        &self,
        task: &Task,
        outcome: &Outcome,
        settings: &Settings,
    ) -> anyhow::Result<Option<Reply>> {
        let Some(place) = &task.reply else { return Ok(None) };
        // A file of which no bytes are to be had was sent by nobody.
        if matches!(outcome.result, Err(Failed::Bytes(_))) {
            return Ok(None);
        }
        let settings = settings.of_workbook(&task.input.path);
        let own = outcome.result.as_ref().ok().and_then(|report| report.tongue);
        let language = own.filter(|_| !settings.is_language_asked).unwrap_or(settings.language);
        let wording = Wording { convention: &settings.convention, language };
        let name = |path: &Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            shown_file_name(&name).into_owned()
        };
        let copy = outcome.annotated.as_ref().map(PathBuf::from);
        let (file, called) = (name(&task.input.path), copy.as_deref().map(name));
        let until = self.until.map(|day| day.to_string());
        let about = ReplyAbout {
            file: &file,
            copy: called.as_deref(),
            until: until.as_deref(),
            time: settings.today.to_zoned(TimeZone::UTC)?.timestamp().as_second(),
        };
        Ok(Draft::of(outcome, &about, &wording).map(|draft| Reply {
            path: task.path(),
            is_checked: outcome.result.is_ok(),
            mode: Mode::of(&task.input.path),
            folder: self.folder.clone(),
            place: place.clone(),
            copy,
            draft,
            expects: !matches!(&outcome.result, Ok(report) if Next::of(report) == Next::Ready),
            until: self.until,
        }))
    }
}

/// A reply that is written once all workbooks are known.
pub struct Reply {
    /// The path of the workbook.
    path: String,
    /// Whether it could be checked.
    is_checked: bool,
    mode: Mode,
    folder: PathBuf,
    place: PathBuf,
    /// The marked copy.
    copy: Option<PathBuf>,
    draft: Draft,
    /// Whether an answer is expected, and by when.
    pub expects: bool,
    pub until: Option<Date>,
}

impl Reply {
    /// Writes it, unless another workbook came in the place of its own; how the run ends for it, and whether it was
    /// written.
    pub fn write(self, replaced: &Replaced, names: &Names) -> (Exit, bool) {
        if let Some(by) = replaced.by(&self.path) {
            tracing::warn!(
                "{}",
                said!("{path}: no reply, since {by} came in its place", path = self.path, by = by)
            );
            return (Exit::Fine, false);
        }
        match self.try_to(names) {
            Ok(()) => (Exit::Fine, true),
            Err(error) => {
                tracing::error!("{error:#}");
                (Exit::WrongCall, false)
            }
        }
    }

    fn try_to(self, names: &Names) -> anyhow::Result<()> {
        let Reply { path, is_checked, mode, folder, place, copy, draft, .. } = self;
        let unread = |error| {
            anyhow!(said!("{path}: the marked copy cannot be read: {error}", path = path, error = error))
        };
        let copy = copy.as_deref().map(files::written).transpose().map_err(unread)?;
        match draft.no_address().filter(|_| is_checked) {
            Some(NoAddress::Missing) => tracing::warn!(
                "{}",
                said!("{path}: the reply has no address, since the workbook names none", path = path)
            ),
            Some(NoAddress::NotOne) => tracing::warn!(
                "{}",
                said!(
                    "{path}: the reply has no address, since what the workbook names is not one mail address",
                    path = path
                )
            ),
            None => {}
        }
        make_folder(&place, Some(&folder))?;
        let bytes = sealed(draft.mail(copy.as_deref()));
        let written = write_copy(&bytes, mode, || names.place(&place, is_ours))?;
        written.said().for_each(|said| tracing::warn!("{said}"));
        Ok(())
    }
}
