//! What a check goes by: the arguments, with what the configuration has added to them, over the defaults.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::ValueEnum as _;
use jiff::Zoned;
use jiff::civil::Date;
use pamlint_convention::{Convention, Day, Language, built_in_ids};
use pamlint_reader::{self as reader, Limits};
use pamlint_report::{Head, Outcome};
use pamlint_rules::{Options, Wording};

use crate::args::{CheckArguments, FailOn, Format, Shard, Voice};
use crate::codes::{known_codes, no_such_rule};
use crate::convention::choose::choose;
use crate::copies::To;
use crate::exceptions::recorded::Recorded;
use crate::exceptions::{self, Exceptions};
use crate::inputs::Folders;
use crate::open::How;
use crate::output::{Endings, fits_format, fits_text};
use crate::password::Password;
use crate::problems::Refused;
use crate::replies::Replies;
use crate::speech::{fail, said};
use crate::work::{self, About};
use crate::{inputs, language, lists};

/// What a check goes by.
pub struct Settings {
    pub convention: Convention,
    /// Whether the convention is one that is built in.
    pub is_built_in: bool,
    pub options: Options,
    /// The language of all texts but those of copies that have one of their own.
    pub language: Language,
    /// Whether somebody asked for that language, so that copies speak it too.
    pub is_language_asked: bool,
    pub format: Format,
    /// Whether findings are counted instead of told.
    pub statistics: bool,
    /// The file for the report; the screen when there is none.
    pub output: Option<PathBuf>,
    /// The summaries for people.
    pub summaries: Vec<PathBuf>,
    /// Whether copies are written.
    pub annotate: bool,
    /// The folder for copies; beside each workbook when there is none.
    pub out: Option<PathBuf>,
    /// Whether the folders below that one are those of the workbooks.
    pub mirror: bool,
    /// The drafts of replies.
    pub replies: Option<Replies>,
    /// The password of protected workbooks, if it was given.
    pub password: Option<Password>,
    /// Whether a copy of a protected workbook may be written, which is not protected.
    pub unprotected_copies: bool,
    pub fail_on: FailOn,
    pub today: Date,
    /// The part of the run that this is.
    pub shard: Option<Shard>,
    /// Whether the run is one of many over the same folders.
    pub watch: bool,
    /// Whether only workbooks are reported that are new or changed since the last run.
    pub changed_only: bool,
    /// The exceptions of the run.
    pub exceptions: Exceptions,
    /// What the call says of the options that change what is found.
    pub decisive: String,
    /// The configuration, as people would type it.
    pub config: Option<String>,
    /// How much a workbook may have of everything.
    pub limits: Limits,
    /// The name of the convention, as a child process finds it too.
    pub named: String,
    /// The files of the lists.
    pub lists: Vec<(String, PathBuf)>,
    /// What holds in some folders instead, in the order of the configuration.
    folders: Vec<(Folders, Settings)>,
    /// Its position among [`Settings::ways`].
    pub way: usize,
}

impl Settings {
    /// Settles them.
    ///
    /// # Errors
    /// With what is wrong in the configuration, the convention or the arguments.
    pub fn of(arguments: &CheckArguments) -> anyhow::Result<Settings> {
        let today = arguments.known.today.unwrap_or_else(|| Zoned::now().date());
        let mut recorded = arguments.known.recorded.clone();
        if let Some(file) = &arguments.known.exceptions {
            recorded.extend(exceptions::read(file)?);
        }
        if arguments.reply_by.is_some() && arguments.reply.is_none() {
            fail!("--reply-by says what stands in replies; name a folder for them: --reply replies");
        }
        let mut settings = Settings::alone(arguments, today)?;
        for (way, folder) in (1..).zip(&arguments.known.folders) {
            let own = Settings { way, ..Settings::alone(&folder.arguments, today)? };
            if settings.shard.is_some() && own.named != settings.named {
                fail!(
                    "the workbooks in {folder} go by a convention of their own, and all parts of a run by one; leave \
                     --shard out, or check that folder by itself",
                    folder = folder.place.pattern
                );
            }
            settings.folders.push((folder.place.clone(), own));
        }
        let all = settings.ways().map(|way| way.exceptions_of(&recorded, settings.ways(), today));
        let mut all = all.collect::<anyhow::Result<Vec<_>>>()?.into_iter();
        settings.exceptions = all.next().unwrap_or_default();
        for ((_, own), exceptions) in settings.folders.iter_mut().zip(all) {
            own.exceptions = exceptions;
        }
        Ok(settings)
    }

    fn exceptions_of<'s>(
        &self,
        recorded: &[Recorded],
        ways: impl Iterator<Item = &'s Settings> + Clone,
        today: Date,
    ) -> anyhow::Result<Exceptions> {
        Exceptions::settle(recorded, &self.convention, ways.map(|way| &way.convention), today)
    }

    /// Those of arguments that say nothing of folders, and of no exceptions.
    fn alone(arguments: &CheckArguments, today: Date) -> anyhow::Result<Settings> {
        let (convention, language) = voice(&arguments.voice)?;
        let format = arguments.format.unwrap_or(Format::Text);
        if arguments.statistics && format != Format::Text {
            fail!("--statistics counts in the text report; leave out --format, or --statistics");
        }
        if arguments.shard.is_some() && format != Format::Jsonl {
            fail!("--shard writes what pamlint merge reads; add --format jsonl");
        }
        if arguments.mirror && arguments.out.is_none() {
            fail!("--mirror says how copies stand in the folder of --out; name that folder: --out checked");
        }
        let replies = arguments.reply.clone().map(|folder| Replies::of(folder, arguments.reply_by, today));
        let replies = replies.transpose()?;
        if replies.is_some() && !arguments.checking.judging.select.is_empty() {
            fail!("--reply says whether a whole workbook is right; leave --select away");
        }
        let named = arguments.voice.convention.as_deref().unwrap_or(DEFAULT);
        Ok(Settings {
            is_built_in: built_in_ids().any(|id| id == named),
            options: Options { today: day_for(&convention, today), ..options(arguments, &convention)? },
            language,
            is_language_asked: arguments.voice.lang.is_some(),
            format,
            statistics: arguments.statistics,
            output: arguments.output.clone(),
            summaries: arguments.summary.clone(),
            annotate: !arguments.no_annotate,
            out: arguments.out.clone(),
            mirror: arguments.mirror,
            replies,
            password: arguments
                .checking
                .protection
                .password_file
                .as_deref()
                .map(Password::read)
                .transpose()?,
            unprotected_copies: arguments.checking.protection.allow_unprotected_copy,
            fail_on: arguments.checking.judging.fail_on.unwrap_or(FailOn::Error),
            today,
            shard: arguments.shard,
            watch: arguments.watch,
            changed_only: arguments.changed_only || arguments.watch,
            exceptions: Exceptions::default(),
            decisive: arguments.decisive.clone(),
            config: arguments.voice.config.as_deref().map(|file| file.to_string_lossy().into_owned()),
            limits: arguments.checking.bounds.limits(),
            named: named.to_owned(),
            lists: arguments.known.list.clone(),
            convention,
            folders: Vec::new(),
            way: 0,
        })
    }

    /// What holds for a workbook: of the folders that hold it the nearest counts, of several patterns of that one the one
    /// that says most, and of those that say as much the first.
    pub fn of_workbook(&self, workbook: &Path) -> &Settings {
        let holding =
            self.folders.iter().filter_map(|(folders, own)| Some((folders.depth(workbook)?, folders, own)));
        holding
            .rev()
            .max_by_key(|(depth, folders, _)| (*depth, folders.weight()))
            .map_or(self, |(_, _, own)| own)
    }

    /// All ways of checking of the run: that of most workbooks, then those of folders.
    pub fn ways(&self) -> impl Iterator<Item = &Settings> + Clone {
        std::iter::once(self).chain(self.folders.iter().map(|(_, own)| own))
    }

    /// Says that workbooks may share something with others.
    pub fn look_across(&mut self) {
        self.options.across = true;
        self.folders.iter_mut().for_each(|(_, own)| own.options.across = true);
    }

    /// The exceptions that no finding was met by, each in a few words.
    pub fn unused_exceptions(&self, met: &BTreeSet<usize>) -> Vec<String> {
        let unused = self.ways().flat_map(|way| way.exceptions.unused(met, self.language));
        unused.collect::<BTreeMap<_, _>>().into_values().collect()
    }

    /// True when a workbook with that outcome gets a marked copy.
    pub fn wants_copy(&self, outcome: &Outcome) -> bool {
        // What comes on standard input stands beside nothing.
        let has_place = self.out.is_some() || !inputs::is_standard_input(Path::new(&outcome.path));
        self.annotate && has_place && outcome.result.as_ref().is_ok_and(|report| !report.findings.is_empty())
    }

    /// How to check one workbook.
    pub fn options_for(&self, workbook: &Path) -> Options {
        let file = workbook.file_name().map(|name| name.to_string_lossy().into_owned());
        Options { file, exceptions: self.exceptions.of(workbook), ..self.options.clone() }
    }
}

impl Settings {
    /// What reports of the run begin with.
    pub fn head(&self) -> Head<'_> {
        Head {
            tool: ("pamlint".to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
            wording: Wording { convention: &self.convention, language: self.language },
            config: self.config.clone(),
        }
    }

    /// The same for what is told of one workbook.
    pub fn head_of(&self, workbook: &Path) -> Head<'_> {
        let convention = &self.of_workbook(workbook).convention;
        Head { wording: Wording { convention, language: self.language }, ..self.head() }
    }

    /// The convention and the language, for a child process.
    pub fn voice(&self) -> work::Voice {
        work::Voice { convention: self.named.clone(), language: self.language }
    }

    /// A workbook that something is done with.
    pub fn about(&self, workbook: &Path, format: reader::Format) -> About {
        let file = workbook.file_name().unwrap_or_default().to_string_lossy().into_owned();
        About { file, format, date: self.today.to_string() }
    }

    /// How a workbook is read.
    pub fn how(&self) -> How<'_> {
        How { password: self.password.as_ref(), limits: &self.limits }
    }

    /// What the language of a copy depends on, besides its workbook.
    pub fn copies_speak(&self) -> String {
        let code = self.language.code();
        if self.is_language_asked { code.to_owned() } else { format!("own, else {code}") }
    }

    /// Where replies go.
    pub fn replies_to(&self) -> Option<To<'_>> {
        let folder = self.replies.as_ref()?.folder.as_path();
        Some(if self.mirror { To::Mirror(folder) } else { To::Folder(folder) })
    }

    /// Where copies go.
    pub fn to(&self) -> To<'_> {
        match &self.out {
            Some(folder) if self.mirror => To::Mirror(folder),
            Some(folder) => To::Folder(folder),
            None => To::Beside,
        }
    }
}

/// The convention that speaks, and its language.
pub fn voice(voice: &Voice) -> anyhow::Result<(Convention, Language)> {
    let named = voice.convention.as_deref().unwrap_or(DEFAULT);
    let convention = choose(named).map_err(Refused::value("convention", named))?;
    let language = spoken(voice.lang);
    let mut known = Language::all();
    known.extend(convention.languages.iter().copied());
    if voice.lang.is_some() && !known.contains(&language) {
        let mut codes: Vec<&str> = known.iter().map(Language::code).collect();
        codes.sort_unstable();
        codes.dedup();
        let why = said!(
            "{option} does not take `{value}`; it takes {known}",
            option = "--lang",
            value = language.code(),
            known = codes.join(", ")
        );
        return Err(Refused::value("lang", language.code())(anyhow!(why)));
    }
    Ok((convention, language))
}

/// The convention of those who name none.
pub const DEFAULT: &str = "pamaas";

/// The language that is asked for, else that of the computer.
pub fn spoken(asked: Option<crate::args::Lang>) -> Language {
    asked.map_or_else(language::of_computer, Language::from)
}

fn options(arguments: &CheckArguments, convention: &Convention) -> anyhow::Result<Options> {
    let codes = |key, given: &[String]| {
        let known = |code: &String| known_codes(code, convention).map_err(Refused::value(key, code));
        given.iter().map(known).collect::<anyhow::Result<Vec<_>>>()
    };
    let mut severities = Vec::new();
    // The engine goes by the last level of a code.
    for (code, level) in &arguments.checking.judging.severity {
        let rule = convention.find_rule(code).ok_or_else(|| no_such_rule(code, convention));
        let rule = rule.map_err(Refused::value("severity", format!("{code}={level}")))?;
        let code = convention.rule(rule).code.clone();
        severities.retain(|(known, _)| *known != code);
        severities.push((code, (*level).into()));
    }
    Ok(Options {
        select: codes("select", &arguments.checking.judging.select)?,
        ignore: codes("ignore", &arguments.checking.judging.ignore)?,
        severities,
        across: false,
        lists: lists::load(&arguments.known.list, convention, &arguments.checking.bounds.limits())?,
        file: None,
        today: None,
        exceptions: Vec::new(),
        patience: pamlint_rules::Patience::default(),
    })
}

/// The day of the check, for a convention with rules that look at it: what others find is the same on every day.
fn day_for(convention: &Convention, today: Date) -> Option<Day> {
    let day = || Day::of(today.year().into(), today.month().into(), today.day().into());
    convention.looks_at_today.then(day).flatten()
}

/// The formats that a file of that ending is likely meant for.
const BY_ENDING: Endings = &[
    ("json", "json"),
    ("jsonl", "jsonl"),
    ("ndjson", "jsonl"),
    ("sarif", "sarif"),
    ("xml", "junit"),
    ("md", "markdown"),
    ("markdown", "markdown"),
    ("json", "sarif"),
    ("json", "jsonl"),
];

/// Makes sure that the file for a report is not named like one of another format, or like a summary.
///
/// # Errors
/// When it is: how to get what the name promises.
pub fn is_named_well(arguments: &CheckArguments) -> anyhow::Result<()> {
    let Some(file) = &arguments.output else { return Ok(()) };
    // That a workbook is to be checked says more.
    let is_checked = arguments.walk.paths.contains(file);
    if let Some(format) =
        arguments.format.filter(|_| !is_checked).and_then(|format| format.to_possible_value())
    {
        return fits_format(file, format.get_name(), BY_ENDING);
    }
    if arguments.format.is_some() {
        return Ok(());
    }
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    if matches!(ending.as_deref(), Some("xlsx" | "html" | "htm")) && !is_checked {
        fail!(
            "--output {file}: the report is a text; --summary {file} writes a workbook or a page",
            file = file.display()
        )
    }
    fits_text(file, BY_ENDING)
}
