//! `pamlint compare`: what became of a workbook from one version to the next.

use std::path::PathBuf;

use anyhow::{Context as _, anyhow};
use pamlint_report::{Compared, compared_json, compared_text};
use pamlint_rules::{Version, Wording, compare};

use crate::args::{CompareArguments, Format};
use crate::check::exit_of_report;
use crate::copies::Names;
use crate::exit::Exit;
use crate::inputs;
use crate::judged::judged;
use crate::open::NotOpened;
use crate::output::{Mode, Screen, prepare_report, remember, write_file};
use crate::settings::Settings;

/// Runs the command.
pub fn run(arguments: CompareArguments) -> anyhow::Result<Exit> {
    let files = [arguments.old.clone(), arguments.new.clone()];
    let settings = Settings::of(&arguments.into_check())?;
    let target = match settings.output.as_deref() {
        Some(file) => {
            let mut names = Names::beside(files.iter().map(PathBuf::as_path));
            Some((file, prepare_report(file, &mut names).map_err(|error| anyhow!("--output {error:#}"))?))
        }
        None => None,
    };
    let read = |file: &PathBuf| {
        let read = inputs::read(file, &settings.limits)
            .map_err(NotOpened::from)
            .and_then(|bytes| judged(file, bytes, None, &settings));
        if let Err(not) = &read {
            tracing::error!("{}: {}", file.display(), not.failed.message(settings.language));
        }
        read.ok()
    };
    let [old, new] = files.each_ref().map(read);
    let (Some((old, before)), Some((new, after))) = (old, new) else { return Ok(Exit::NotChecked) };
    let (old, new) = (
        Version { workbook: &old.workbook, report: &before },
        Version { workbook: &new.workbook, report: &after },
    );
    let comparison = compare(old, new, &settings.convention);
    let paths = files.each_ref().map(|file| file.to_string_lossy());
    let [earlier, later] = &paths;
    let compared = Compared { old: (earlier, &before), new: (later, &after), comparison: &comparison };
    let wording = Wording { convention: &settings.convention, language: settings.language };
    let mut screen = Screen::new();
    let text = match settings.format {
        Format::Json => compared_json(&compared, &wording),
        _ => compared_text(&compared, &wording, target.is_none() && screen.is_coloured()),
    };
    match target {
        Some((file, target)) => {
            let mode = Mode::about(files.iter().map(PathBuf::as_path));
            write_file(file, text.as_bytes(), mode).context("--output")?;
            target.file().into_iter().for_each(remember);
        }
        None => screen.write(&text)?,
    }
    Ok(exit_of_report(&after, settings.fail_on))
}
