//! Drafts of mails to those who sent workbooks. They are written, never sent.

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use pamlint_report::{Failed, NoAddress, Outcome, ReplyAbout, reply};
use pamlint_rules::{Wording, shown_file_name};

use crate::args::ReplyBy;
use crate::check::one::{Note, Task};
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

    /// Writes the draft about a workbook; what there is to say of it, and how the run ends for it.
    pub fn write(
        &self,
        task: &Task,
        outcome: &Outcome,
        names: &Names,
        settings: &Settings,
    ) -> (Vec<Note>, Exit) {
        match self.try_to(task, outcome, names, settings) {
            Ok(notes) => (notes, Exit::Fine),
            Err(error) => (vec![Note::Error(format!("{error:#}"))], Exit::WrongCall),
        }
    }

    fn try_to(
        &self,
        task: &Task,
        outcome: &Outcome,
        names: &Names,
        settings: &Settings,
    ) -> anyhow::Result<Vec<Note>> {
        let Some(place) = &task.reply else { return Ok(Vec::new()) };
        // A file of which no bytes are to be had was sent by nobody.
        if matches!(outcome.result, Err(Failed::Bytes(_))) {
            return Ok(Vec::new());
        }
        let settings = settings.of_workbook(&task.input.path);
        let own = outcome.result.as_ref().ok().and_then(|report| report.tongue);
        let language = own.filter(|_| !settings.is_language_asked).unwrap_or(settings.language);
        let wording = Wording { convention: &settings.convention, language };
        let name = |path: &Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            shown_file_name(&name).into_owned()
        };
        let file = name(&task.input.path);
        let copy = outcome.annotated.as_ref().map(PathBuf::from);
        let bytes = copy.as_deref().map(files::written).transpose();
        let unread = |error| {
            anyhow!(said!(
                "{path}: the marked copy cannot be read: {error}",
                path = task.path(),
                error = error
            ))
        };
        let bytes = bytes.map_err(unread)?;
        let called = copy.as_deref().map(name).unwrap_or_default();
        let until = self.until.map(|day| day.to_string());
        let about = ReplyAbout {
            file: &file,
            copy: bytes.as_deref().map(|bytes| (called.as_str(), bytes)),
            until: until.as_deref(),
            time: settings.today.to_zoned(TimeZone::UTC)?.timestamp().as_second(),
        };
        let Some(draft) = reply(outcome, &about, &wording) else { return Ok(Vec::new()) };
        let mut notes = Vec::new();
        notes.extend(draft.no_address.filter(|_| outcome.result.is_ok()).map(|why| {
            Note::Warning(match why {
                NoAddress::Missing => {
                    said!(
                        "{path}: the reply has no address, since the workbook names none",
                        path = task.path()
                    )
                }
                NoAddress::NotOne => said!(
                    "{path}: the reply has no address, since what the workbook names is not one mail address",
                    path = task.path()
                ),
            })
        }));
        make_folder(place, Some(&self.folder))?;
        let bytes = sealed(draft.bytes);
        let written = write_copy(&bytes, Mode::of(&task.input.path), || names.place(place, is_ours))?;
        notes.extend(written.said().map(Note::Warning));
        Ok(notes)
    }
}
