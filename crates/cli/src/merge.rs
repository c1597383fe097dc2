//! `pamlint merge`: the parts of a run as one report, in which workbooks of different parts are compared
//! with each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use pamlint_convention::Language;
use pamlint_report::{Head, Outcome, read_line};
use pamlint_rules::Registry;
use serde::Deserialize;

use crate::args::MergeArguments;
use crate::check::{exit_of, link};
use crate::copies::Names;
use crate::exit::Exit;
use crate::output::said;
use crate::settings::Settings;
use crate::shard::Set;
use crate::sink::Sink;
use crate::summaries::root;

/// Runs the command.
pub fn run(arguments: MergeArguments) -> anyhow::Result<Exit> {
    let files = arguments.files.clone();
    let mut settings = Settings::of(&arguments.into_check())?;
    let lines = Lines::read(&files)?;
    let is_missing = lines.is_missing();
    if let Some((language, convention)) = &lines.run {
        settings.options.language = *language;
        let known = (&settings.convention.id, &settings.convention.version);
        if known != (&convention.0, &convention.1) {
            bail!(
                "the parts were checked against the convention {} {}, but this is {} {}; name theirs with --convention",
                convention.0,
                convention.1,
                known.0,
                known.1
            );
        }
    }
    let mut names = Names::beside(files.iter().map(PathBuf::as_path));
    let mut sink = Sink::open(&settings, &mut names, &lines.roots)?;
    let head = settings.head();
    let mut registry = Registry::new(&settings.convention);
    let (mut exit, mut met) = (Exit::Fine, BTreeSet::new());
    sink.begin()?;
    for line in lines.by_position.into_values() {
        let mut outcome = line.outcome(&settings, &head).map_err(|error| line.wrong(&files, &error))?;
        link(&mut outcome, &mut registry, &settings);
        met.extend(outcome.result.iter().flat_map(|report| &report.exceptions_met));
        exit = exit.max(exit_of(&outcome, settings.fail_on));
        sink.workbook(&outcome)?;
    }
    if !is_missing {
        sink.unused_exceptions(settings.exceptions.unused(&met));
    }
    sink.end()?;
    Ok(exit)
}

/// The lines of all parts.
#[derive(Default)]
struct Lines {
    /// By the position of the workbook in the run.
    by_position: BTreeMap<usize, Line>,
    /// Language and convention of the run.
    run: Option<(Language, (String, String))>,
    /// How many parts the run has.
    count: u32,
    /// The folders that were checked.
    roots: BTreeSet<PathBuf>,
    files: usize,
}

struct Line {
    text: String,
    /// Which file it stands in, from 0, and on which line, from 1.
    place: (usize, usize),
}

/// What is read of a line in the first place.
#[derive(Deserialize)]
struct Marked {
    path: String,
    set: Option<Set>,
}

impl Lines {
    fn read(files: &[PathBuf]) -> anyhow::Result<Lines> {
        let mut lines = Lines { files: files.len(), ..Lines::default() };
        for (number, path) in files.iter().enumerate() {
            let cannot = |error: &std::io::Error| anyhow!("cannot read {}: {}", path.display(), said(error));
            let file = BufReader::new(File::open(path).map_err(|error| cannot(&error))?);
            for (line, text) in (1..).zip(file.lines()) {
                let text = text.map_err(|error| cannot(&error))?;
                let place = Line { text, place: (number, line) };
                lines.add(place, files).with_context(|| format!("{}, line {line}", path.display()))?;
            }
        }
        Ok(lines)
    }

    fn add(&mut self, line: Line, files: &[PathBuf]) -> anyhow::Result<()> {
        const HOW: &str = "write it with pamlint check --shard K/N --format jsonl";
        let marked: Marked = serde_json::from_str(&line.text)
            .map_err(|_| anyhow!("this is no line of a report in JSON Lines; {HOW}"))?;
        let set = marked.set.ok_or_else(|| anyhow!("this is no part of a run; {HOW}"))?;
        let language = Language::ALL.into_iter().find(|language| language.code() == set.language);
        let language = language.context("its language is not known here")?;
        let run = (language, set.convention);
        if self.run.get_or_insert_with(|| run.clone()) != &run {
            bail!("this part was checked in another language or against another convention than the others");
        }
        if self.count != 0 && self.count != set.shard.count {
            bail!("this is a part of {}, but the others are parts of {}", set.shard.count, self.count);
        }
        self.count = set.shard.count;
        self.roots.extend(root(Path::new(&marked.path), set.depth));
        if let Some(other) = self.by_position.insert(set.position, line) {
            let file = files.get(other.place.0).map(|file| file.display().to_string()).unwrap_or_default();
            bail!(
                "{} stands where {file}, line {} has a workbook too; was the folder changed between the parts, or \
                 a part named twice?",
                marked.path,
                other.place.1
            );
        }
        Ok(())
    }

    /// Whether there are more parts than files, which is said.
    fn is_missing(&self) -> bool {
        let is_missing = u32::try_from(self.files).is_ok_and(|files| files < self.count);
        if is_missing {
            tracing::warn!("the run has {} parts, but only {} files are named", self.count, self.files);
        }
        is_missing
    }
}

impl Line {
    fn outcome(&self, settings: &Settings, head: &Head) -> anyhow::Result<Outcome> {
        let mut outcome = read_line(&self.text, head)?;
        let marked: Marked = serde_json::from_str(&self.text)?;
        if let (Ok(report), Some(set)) = (&mut outcome.result, marked.set) {
            let (traces, told) = set
                .traces
                .zip(set.told)
                .context("what it is compared by is not there; write the file again")?;
            traces.outline(report, &settings.convention)?;
            traces.fill(&told, report, head)?;
        }
        Ok(outcome)
    }

    fn wrong(&self, files: &[PathBuf], error: &anyhow::Error) -> anyhow::Error {
        let file = files.get(self.place.0).map_or(Path::new(""), PathBuf::as_path);
        anyhow!("{}, line {}: {error:#}", file.display(), self.place.1)
    }
}
