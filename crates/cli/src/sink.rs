//! Where the report goes: on the screen workbook by workbook, or into a file that is there once it is
//! whole.

use std::path::Path;

use anyhow::{Context as _, anyhow};
use pamlint_plan::Requests;
use pamlint_report::{Counting, Emitter, Head, LeftOut, Outcome, Tally, Told};
use pamlint_rules::{Counts, Replaced, Rounds};
use pamlint_words::Words;

use crate::about::About;
use crate::args::{Format, Wanted};
use crate::copies::Names;
use crate::exit::Exit;
use crate::output::{Pending, Screen, prepare_report};
use crate::settings::Settings;
use crate::shard::{self, Closing, Set};
use crate::speech::said;
use crate::summaries::{Summaries, is_drawn};

/// The report of a run.
pub struct Sink<'a> {
    settings: &'a Settings,
    summaries: Summaries,
    emitter: Box<dyn Emitter + 'a>,
    /// The workbooks of the run by their requests, whether the report tells of them or not.
    rounds: Rounds,
    counting: Counting,
    /// The sums of the summaries, where they tell more than the report.
    all: Option<Counting>,
    /// How many workbooks the report tells of, and the findings in them.
    told: (usize, Counts),
    text: String,
    destination: Destination,
    /// How many workbooks all parts of the run have together.
    total: usize,
}

enum Destination {
    Screen(Screen),
    File(Pending),
    /// All is written.
    Done,
}

impl<'a> Sink<'a> {
    /// Finds out before anything is checked whether the report can be written.
    pub fn open(settings: &'a Settings, names: &mut Names, about: &About) -> anyhow::Result<Sink<'a>> {
        let destination = match settings.output.as_deref() {
            Some(file) => {
                let target = prepare_report(file, names).map_err(|error| anyhow!("--output {error:#}"))?;
                Destination::File(Pending::open(file, &target, about.mode).context("--output")?)
            }
            None => Destination::Screen(Screen::new()),
        };
        let is_coloured = matches!(&destination, Destination::Screen(screen) if screen.is_coloured());
        let emitter = settings.format.emitter(&Wanted {
            convention: &settings.convention,
            fails: settings.fail_on.least(),
            counts: settings.statistics,
            is_coloured,
        });
        let summaries = Summaries::open(settings, about, names)?;
        let (rounds, counting, told) = (Rounds::default(), Counting::default(), Default::default());
        let all = settings.watch.then(Counting::default);
        let (text, total) = (String::new(), about.total);
        Ok(Sink { settings, summaries, emitter, rounds, counting, all, told, text, destination, total })
    }

    /// Before the first workbook.
    pub fn begin(&mut self) -> anyhow::Result<()> {
        self.emitter.begin(&self.settings.head(), &mut self.text);
        self.write()
    }

    /// One workbook with what it asks for, at that position in the whole run, and that deep below the folder that is
    /// checked.
    pub fn part(
        &mut self,
        (outcome, requests): (&Outcome, Option<Requests>),
        told: Told,
        place: (usize, usize),
    ) -> anyhow::Result<()> {
        let Some(shard) = self.settings.shard else {
            self.asks(outcome, requests);
            return self.workbook(outcome, told);
        };
        let head = self.count(outcome, told.clone());
        let mut set = Set::of(shard, place, (outcome, requests.as_ref()), &head)?;
        set.told = told;
        self.text.push_str(&shard::line(outcome, &set, &head));
        self.write()
    }

    /// One workbook.
    pub fn workbook(&mut self, outcome: &Outcome, told: Told) -> anyhow::Result<()> {
        let head = self.count(outcome, told);
        self.emitter.workbook(&head, outcome, &mut self.text);
        self.write()
    }

    /// Counts a workbook of which the report tells.
    fn count(&mut self, outcome: &Outcome, told: Told) -> Head<'a> {
        self.told.0 += 1;
        if let Ok(report) = &outcome.result {
            self.rounds.add(&outcome.path, report);
            report.open().for_each(|finding| self.told.1.add(finding.severity));
        }
        self.counting.add(outcome);
        self.all.iter_mut().for_each(|all| all.add(outcome));
        let head = self.settings.head_of(Path::new(&outcome.path));
        self.summaries.workbook(&head, outcome, told);
        head
    }

    /// A workbook that an earlier run has told of, and of which there is nothing new: only the summaries of a check that
    /// goes on name it.
    pub fn told_before(&mut self, outcome: &Outcome, told: Told) {
        outcome.result.iter().for_each(|report| self.rounds.add(&outcome.path, report));
        if let Some(all) = &mut self.all {
            all.add(outcome);
            let told = if told == Told::Now { Told::Before } else { told };
            self.summaries.workbook(&self.settings.head_of(Path::new(&outcome.path)), outcome, told);
        }
    }

    /// Which workbooks were replaced, of those that are known now.
    pub fn replaced(&self) -> Replaced {
        self.rounds.replaced()
    }

    /// What a workbook of which is told asks for, where a summary draws it.
    pub fn asks(&mut self, outcome: &Outcome, requests: Option<Requests>) {
        if is_drawn(self.settings) {
            self.summaries.asks(outcome, requests);
        }
    }

    /// A workbook that was to be checked, and was not because of ^C.
    pub fn not_reached(&mut self, path: &str) {
        self.counting.tally.not_reached.push(path.to_owned());
    }

    /// What of the folders is not checked. It is said where the report has no room for it.
    pub fn left_out(&mut self, left_out: LeftOut) {
        let is_told = matches!(self.settings.format, Format::Text | Format::Json);
        if !is_told && left_out != LeftOut::default() {
            let LeftOut { copies, others } = left_out;
            tracing::warn!(
                "{}",
                said!(
                    "left out: {copies} earlier copies, {others} other files",
                    copies = copies,
                    others = others
                )
            );
        }
        self.counting.tally.left_out = left_out;
    }

    /// Recorded exceptions that no workbook of the run has met. They are said where the report has no room for
    /// them.
    pub fn unused_exceptions(&mut self, unused: Vec<String>) {
        if self.settings.format != Format::Text {
            unused.iter().for_each(|unused| {
                tracing::warn!("{}", said!("the exception for {what} covers nothing", what = unused));
            });
        }
        self.counting.tally.unused_exceptions = unused;
    }

    /// After the last workbook; how the run ends for what was found.
    pub fn end(&mut self) -> anyhow::Result<Exit> {
        let replaced = self.rounds.replaced();
        let tally = std::mem::take(&mut self.counting).end(&replaced);
        let exit = Exit::of(tally.failed, tally.counts, self.settings.fail_on);
        if !matches!(self.settings.format, Format::Text | Format::Json | Format::Markdown) {
            let words = Words::of(self.settings.language);
            tally.replaced.iter().for_each(|replaced| tracing::warn!("{}", replaced.said(words)));
        }
        let (left, done) = (tally.not_reached.len(), self.told.0);
        if self.settings.changed_only && !self.settings.watch && (left, done) == (0, 0) && self.total > 0 {
            tracing::warn!(
                "{}",
                said!(
                    "there is nothing new to say of the {total} workbooks since the last run",
                    total = self.total
                )
            );
        }
        if left > 0 {
            tracing::warn!(
                "{}",
                said!(
                    "stopped: {left} of {total} workbooks were not reached",
                    left = left,
                    total = left + done
                )
            );
        }
        self.emitter.end(&tally, &mut self.text);
        if let Some(shard) = self.settings.shard {
            let closing = Closing::of(shard, self.told, &tally, (self.total, self.settings));
            self.text.push_str(&closing.line());
        }
        self.write()?;
        match std::mem::replace(&mut self.destination, Destination::Done) {
            Destination::Screen(_) | Destination::Done => {}
            Destination::File(file) => file.finish()?,
        }
        let tally = match self.all.take() {
            Some(all) => {
                let Tally { left_out, not_reached, unused_exceptions, .. } = tally;
                Tally { left_out, not_reached, unused_exceptions, ..all.end(&replaced) }
            }
            None => tally,
        };
        self.summaries.end(tally, &replaced, self.settings)?;
        Ok(exit)
    }

    fn write(&mut self) -> anyhow::Result<()> {
        match &mut self.destination {
            Destination::Screen(screen) => screen.write(&self.text)?,
            Destination::File(file) => file.write(self.text.as_bytes())?,
            Destination::Done => {}
        }
        self.text.clear();
        Ok(())
    }
}
