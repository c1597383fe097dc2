//! `pamlint exceptions record`: what is found in workbooks today becomes recorded exceptions, and recorded ones that
//! nothing meets any more are dropped.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use pamlint_rules::{Finding, Report, Was, shown_file_name, without_secrets};

use super::document::{About, Decision, Document, Hand};
use crate::across::Across;
use crate::args::{CheckArguments, ExceptionsArguments, ExceptionsCommand, RecordArguments};
use crate::copies::name::base;
use crate::exit::Exit;
use crate::inputs;
use crate::judged::judged;
use crate::open::NotOpened;
use crate::output::Screen;
use crate::settings::Settings;
use crate::speech::{fail, said};
use pamlint_report::Outcome;

/// Where they are written when no configuration is found.
const NEW: &str = "pamlint.toml";

/// Runs the command.
pub fn run(arguments: ExceptionsArguments) -> anyhow::Result<Exit> {
    let ExceptionsCommand::Record(arguments) = arguments.command;
    let RecordArguments { reason, approved_by, until, .. } = &*arguments;
    for (option, text) in [("--reason", reason), ("--approved-by", approved_by)] {
        if text.trim().is_empty() {
            fail!("{option}: write a text; it stands in the record", option = option);
        }
        if without_secrets(text) != text.as_str() {
            fail!("{option}: write a text in which there is no secret", option = option);
        }
    }
    let (reason, approved_by, until) = (reason.trim().to_owned(), approved_by.trim().to_owned(), *until);
    let arguments = arguments.into_check();
    let file = arguments.voice.config.clone().unwrap_or_else(|| PathBuf::from(NEW));
    let mut settings = Settings::of(&arguments)?;
    if until < settings.today {
        fail!(
            "--until {day}: that day lies before the day of the check, {today}; name a later one",
            day = until,
            today = settings.today
        );
    }
    let decision = Decision { reason, approved_by, until, day: settings.today };
    let mut document = Document::read(&file)?;
    let (found, exit) = look(&arguments, &mut settings)?;
    let mut gone: BTreeSet<usize> = BTreeSet::new();
    let mut edited = 0;
    let still: Vec<usize> = found.met.difference(&found.expired).copied().collect();
    let ours = still.iter().filter(|number| document.hand(**number) == Hand::Ours);
    let ours: Vec<usize> = ours.copied().collect();
    let prolonged = ours.into_iter().filter(|number| document.prolong(*number, &decision)).count();
    let unmet = found.asked.difference(&found.met).chain(&found.expired);
    for number in unmet.copied().filter(|number| *number < document.count()).collect::<BTreeSet<_>>() {
        match document.hand(number) {
            Hand::Ours => drop(gone.insert(number)),
            Hand::Edited => edited += 1,
            Hand::Other => {}
        }
    }
    document.drop(&gone);
    found.new.iter().for_each(|about| document.add(about, &decision));
    document.write(&file)?;
    let mut lines = vec![
        said!("recorded in {file}: {count}", file = file.display(), count = found.new.len()),
        said!("recorded before, and as they were: {count}", count = still.len() - prolonged),
        said!("dropped, since nothing meets them any more: {count}", count = gone.len()),
    ];
    lines.extend((prolonged > 0).then(|| {
        said!("prolonged, since they were recorded until an earlier day: {count}", count = prolonged)
    }));
    lines
        .extend((edited > 0).then(|| said!("left, since somebody has edited them: {count}", count = edited)));
    let secret = found.secret;
    lines.extend(
        (secret > 0).then(|| said!("not recorded, since they are about secrets: {count}", count = secret)),
    );
    Screen::new().write(&(lines.join("\n") + "\n"))?;
    Ok(exit)
}

/// What was found in the workbooks of a call.
#[derive(Default)]
struct Found {
    /// What is to be recorded.
    new: BTreeSet<About>,
    /// The exceptions that a workbook was looked at for, by their numbers.
    asked: BTreeSet<usize>,
    /// Those that a finding meets.
    met: BTreeSet<usize>,
    /// Those that a finding would meet, had their day not passed.
    expired: BTreeSet<usize>,
    /// How many findings are about secrets, which nobody may live with.
    secret: usize,
}

fn look(arguments: &CheckArguments, settings: &mut Settings) -> anyhow::Result<(Found, Exit)> {
    let mut inputs = inputs::find(&arguments.walk, &arguments.own_files())?.inputs;
    inputs::by_path(&mut inputs);
    if inputs.len() > 1 {
        settings.look_across();
    }
    let mut across = Across::new(settings);
    let (mut found, mut exit) = (Found::default(), Exit::Fine);
    for input in &inputs {
        let path = &input.path;
        let read = inputs::read(path, &settings.limits)
            .map_err(NotOpened::from)
            .and_then(|bytes| judged(path, bytes, None, settings));
        let report = match read {
            Ok((_, report)) => report,
            Err(not) => {
                tracing::error!("{}: {}", path.display(), not.failed.message(settings.language));
                exit = Exit::NotChecked;
                continue;
            }
        };
        let mut outcome =
            Outcome { path: path.to_string_lossy().into_owned(), result: Ok(report), annotated: None };
        across.link(&mut outcome);
        if let Ok(report) = &outcome.result {
            found.add(path, report, settings);
        }
    }
    Ok((found, exit))
}

impl Found {
    fn add(&mut self, path: &Path, report: &Report, settings: &Settings) {
        let own = settings.of_workbook(path);
        let exceptions = own.exceptions.of(path);
        let looked_for = exceptions.iter().filter(|exception| own.options.wants(&exception.code));
        self.asked.extend(looked_for.map(|exception| exception.number));
        self.met.extend(&report.exceptions_met);
        let expired = exceptions.iter().filter(|exception| exception.is_expired);
        self.expired.extend(
            expired.map(|exception| exception.number).filter(|number| report.exceptions_met.contains(number)),
        );
        let workbook = pattern(path);
        for finding in report.open() {
            match workbook.as_ref().and_then(|workbook| about(finding, workbook)) {
                Some(about) => drop(self.new.insert(about)),
                None => self.secret += 1,
            }
        }
    }
}

/// What is recorded of a finding; nothing of one with a secret.
fn about(finding: &Finding, workbook: &str) -> Option<About> {
    let account = finding.account.clone();
    let is_plain = account.as_ref().is_none_or(|account| without_secrets(account) == account.as_str());
    let is_secret = matches!(finding.was, Was::Secret(_)) || !is_plain;
    (!is_secret).then(|| About { rule: finding.code.clone(), account, workbook: workbook.to_owned() })
}

/// The pattern of a workbook's name and of those of its copies; nothing when there is a secret in it.
fn pattern(path: &Path) -> Option<String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = base(path).0.to_string_lossy();
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    (shown_file_name(&name) == name)
        .then(|| format!("{}{{.,.*.}}{}", globset::escape(&stem), globset::escape(&extension)))
}
