//! `pamlint merge`: the parts of a run as one report, in which workbooks of different parts are compared
//! with each other.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use pamlint_convention::Language;
use pamlint_report::{LeftOut, Outcome};
use serde::Deserialize;

use crate::about::About;
use crate::across::Across;
use crate::args::{MergeArguments, Shard};
use crate::copies::Names;
use crate::exit::Exit;
use crate::files;
use crate::files::why;
use crate::output::Mode;
use crate::settings::{Settings, is_named_well};
use crate::shard::{self, Closing, Set};
use crate::sink::Sink;
use crate::speech::{fail, said};
use crate::summaries::root;

/// The most missing parts that are named.
const MOST_NAMED: usize = 20;

/// Runs the command.
pub fn run(arguments: MergeArguments) -> anyhow::Result<Exit> {
    let files = arguments.files.clone();
    let check = arguments.into_check();
    is_named_well(&check)?;
    let mut settings = Settings::of(&check)?;
    let mut lines = Lines::read(&files)?;
    lines.is_whole()?;
    if let Some((language, convention)) = &lines.run {
        settings.language = *language;
        let known = (&settings.convention.id, &settings.convention.version);
        if known != (&convention.0, &convention.1) {
            fail!(
                "the parts were checked against the convention {theirs}, but this is {own}; name theirs with \
                 --convention",
                theirs = format!("{} {}", convention.0, convention.1),
                own = format!("{} {}", known.0, known.1)
            );
        }
    }
    let mut names = Names::beside(files.iter().map(PathBuf::as_path));
    let about = About {
        roots: std::mem::take(&mut lines.roots),
        total: lines.by_position.len(),
        mode: Mode::about(files.iter().map(PathBuf::as_path)),
    };
    let mut sink = Sink::open(&settings, &mut names, &about)?;
    let mut across = Across::new(&settings);
    let (mut exit, mut met) = (Exit::Fine, BTreeSet::new());
    let left_out = lines.parts.values().map(|(_, part)| part.left_out);
    sink.left_out(left_out.reduce(LeftOut::least).unwrap_or_default());
    sink.begin()?;
    for line in lines.by_position.values().filter(|line| line.is_return) {
        let (outcome, _) = line.outcome().map_err(|error| line.wrong(&files, &error))?;
        across.expect_return(&outcome);
    }
    for line in lines.by_position.into_values() {
        let (mut outcome, set) = line.outcome().map_err(|error| line.wrong(&files, &error))?;
        across.link(&mut outcome);
        met.extend(outcome.result.iter().flat_map(|report| &report.exceptions_met));
        sink.asks(&outcome, set.asked());
        sink.workbook(&outcome, set.told)?;
    }
    if lines.not_reached.is_empty() {
        sink.unused_exceptions(settings.unused_exceptions(&met));
    } else {
        exit = Exit::Interrupted;
        lines.not_reached.iter().for_each(|path| sink.not_reached(path));
    }
    exit = exit.max(sink.end()?);
    Ok(exit)
}

/// What is said of a line that is not as it was written.
fn changed() -> String {
    said!("this line was changed since pamlint check wrote it; write the file again")
}

/// What workbooks begin with: those that are archives, and those of old Excel.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];

/// The longest line that is read, in bytes.
const LONGEST_LINE: u64 = 64 << 20;

/// The next line of a file, without its line break; none at its end. Bytes that are no text become U+FFFD: the line is
/// then not as it was written.
fn next_line(file: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut line = Vec::new();
    if file.take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.pop_if(|last| *last == b'\n').is_none() && u64::try_from(line.len()) == Ok(LONGEST_LINE) {
        return Err(std::io::Error::other(said!("a line of it is too long to be one of a report")));
    }
    Ok(Some(String::from_utf8_lossy(&line).into_owned()))
}

/// The lines of all parts.
#[derive(Default)]
struct Lines {
    /// By the position of the workbook in the run.
    by_position: BTreeMap<usize, Line>,
    /// Language and convention of the run.
    run: Option<(Language, (String, String))>,
    /// The parts that are whole, by number, each with the file that it ends in.
    parts: BTreeMap<u32, (usize, Closing)>,
    /// The lines since the last part that was whole: the part that they say they belong to, and how many.
    open: Option<(Shard, usize)>,
    /// The workbooks that an interrupted part has not come to.
    not_reached: BTreeSet<String>,
    /// The folders that were checked.
    roots: BTreeSet<PathBuf>,
}

struct Line {
    text: String,
    /// Its file, from 0, and the number of the line in it, from 1.
    place: (usize, usize),
    /// Whether its workbook is a copy that came back.
    is_return: bool,
}

/// The keys of a line that are read in the first place.
#[derive(Deserialize)]
struct Marked {
    #[serde(default)]
    path: String,
    annotated: Option<String>,
    set: Option<Set>,
    part: Option<Closing>,
}

impl Lines {
    fn read(files: &[PathBuf]) -> anyhow::Result<Lines> {
        let mut lines = Lines::default();
        for (number, path) in files.iter().enumerate() {
            let cannot = |error: &std::io::Error| {
                anyhow!("{}", said!("cannot read {file}: {why}", file = path.display(), why = why(error)))
            };
            let plain = files::open(path).map_err(|error| {
                anyhow!("{}", said!("cannot read {file}: {why}", file = path.display(), why = error))
            })?;
            let mut file = BufReader::new(plain.file);
            let begin = file.fill_buf().map_err(|error| cannot(&error))?;
            if WORKBOOKS.iter().any(|begins| begin.starts_with(begins)) {
                fail!(
                    "{file} is a workbook, and merge joins reports of parts; to check workbooks: pamlint check {file}",
                    file = path.display()
                );
            }
            let mut is_empty = true;
            for line in 1.. {
                let Some(text) = next_line(&mut file).map_err(|error| cannot(&error))? else { break };
                let place = Line { text, place: (number, line), is_return: false };
                lines
                    .add(place, files)
                    .with_context(|| said!("{file}, line {line}", file = path.display(), line = line))?;
                is_empty = false;
            }
            if is_empty || lines.open.is_some() {
                fail!(
                    "{file}: its last line is missing, which says that the part is whole; the check was stopped or \
                     still runs, or the file was cut off: check that part again",
                    file = path.display()
                );
            }
        }
        Ok(lines)
    }

    fn add(&mut self, mut line: Line, files: &[PathBuf]) -> anyhow::Result<()> {
        let marked: Marked = serde_json::from_str(&line.text)
            .map_err(|_| anyhow!(
                "{}",
                said!(
                    "this is no line of a report in JSON Lines; write it with pamlint check --shard K/N --format jsonl"
                )
            ))?;
        if (marked.part.is_some() || marked.set.is_some()) && !shard::is_sealed(&line.text) {
            bail!("{}", changed());
        }
        if let Some(part) = marked.part {
            return self.close(line.place.0, part, files);
        }
        let set = marked.set.ok_or_else(|| {
            anyhow!(
                "{}",
                said!("this is no part of a run; write it with pamlint check --shard K/N --format jsonl")
            )
        })?;
        line.is_return = set.is_return;
        self.is_of_the_run(&set.language, set.convention)?;
        let (shard, count) = self.open.unwrap_or((set.shard, 0));
        if shard != set.shard {
            fail!(
                "lines of the parts {one} and {other} are mixed; check those parts again",
                one = shard,
                other = set.shard
            );
        }
        self.open = Some((shard, count + 1));
        self.roots.extend(root(Path::new(&marked.path), set.depth));
        if let Some(other) = self.by_position.insert(set.position, line) {
            let file = files.get(other.place.0).map(|file| file.display().to_string()).unwrap_or_default();
            fail!(
                "{workbook} stands where {file}, line {line} has a workbook too; was the folder changed between the \
                 parts, or a part named twice?",
                workbook = marked.path,
                file = file,
                line = other.place.1
            );
        }
        Ok(())
    }

    /// Takes the last line of a part.
    fn close(&mut self, file: usize, part: Closing, files: &[PathBuf]) -> anyhow::Result<()> {
        self.is_of_the_run(&part.language, part.convention.clone())?;
        let (shard, count) = self.open.take().unwrap_or((part.shard, 0));
        if shard != part.shard || count != part.workbooks {
            fail!(
                "the part {part} was written with the lines of {written} workbooks, but {there} are there; check it \
                 again",
                part = part.shard,
                written = part.workbooks,
                there = count
            );
        }
        if let Some((other, first)) = self.parts.values().next() {
            let other = files.get(*other).map(|file| file.display().to_string()).unwrap_or_default();
            if first.shard.count != part.shard.count {
                let (these, those) = (part.shard.count, first.shard.count);
                fail!(
                    "this is a part of {these}, but {other} has a part of {those}",
                    these = these,
                    other = other,
                    those = those
                );
            }
            if first.options != part.options {
                fail!(
                    "this part was checked with other options, lists, exceptions or another version than {other}; \
                     check all parts in the same way",
                    other = other
                );
            }
            if first.of != part.of {
                fail!(
                    "this part was checked when there were {these} workbooks, but there were {those} for {other}; \
                     check the parts again, and let no workbook come or go meanwhile",
                    these = part.of,
                    those = first.of,
                    other = other
                );
            }
        }
        self.not_reached.extend(part.not_reached.iter().cloned());
        let shard = part.shard;
        match self.parts.insert(shard.number, (file, part)) {
            Some(_) => fail!("the part {part} is named twice", part = shard),
            None => Ok(()),
        }
    }

    /// Makes sure that a part was checked in the language and against the convention of the others.
    fn is_of_the_run(&mut self, language: &str, convention: (String, String)) -> anyhow::Result<()> {
        let language = Language::of(language);
        let run = (language.with_context(|| said!("its language is not known here"))?, convention);
        if self.run.get_or_insert_with(|| run.clone()) != &run {
            fail!("this part was checked in another language or against another convention than the others");
        }
        Ok(())
    }

    /// Makes sure that every part is there, and every workbook in one of them.
    fn is_whole(&self) -> anyhow::Result<()> {
        let Some((_, first)) = self.parts.values().next() else { return Ok(()) };
        let count = first.shard.count;
        let missing: Vec<String> = (1..=count)
            .filter(|number| !self.parts.contains_key(number))
            .take(MOST_NAMED)
            .map(|number| format!("{number}/{count}"))
            .collect();
        if !missing.is_empty() {
            fail!(
                "the run has {count} parts, but only {there} are there; missing: {missing}",
                count = count,
                there = self.parts.len(),
                missing = missing.join(", ")
            );
        }
        let there = self.by_position.len() + self.not_reached.len();
        if there != first.of {
            fail!(
                "the run has {count} workbooks, but the parts have {there}; was the folder changed between the parts?",
                count = first.of,
                there = there
            );
        }
        Ok(())
    }
}

impl Line {
    fn outcome(&self) -> anyhow::Result<(Outcome, Set)> {
        let Marked { path, annotated, set, .. } = serde_json::from_str(&self.text)?;
        let set = set.with_context(changed)?;
        let outcome = set.outcome(path).with_context(changed)?;
        Ok((Outcome { annotated, ..outcome }, set))
    }

    fn wrong(&self, files: &[PathBuf], error: &anyhow::Error) -> anyhow::Error {
        let file = files.get(self.place.0).map_or(Path::new(""), PathBuf::as_path);
        anyhow!("{}: {error:#}", said!("{file}, line {line}", file = file.display(), line = self.place.1))
    }
}
