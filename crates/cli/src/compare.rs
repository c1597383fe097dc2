//! `pamlint compare`: what became of a workbook from one version to the next.

use std::path::{Path, PathBuf};

use pamlint_report::{Compared, compared_json, compared_text};
use pamlint_rules::{Version, Wording, compare};

use crate::args::{CompareArguments, Format};
use crate::copies::Names;
use crate::exit::Exit;
use crate::inputs;
use crate::judged::judged;
use crate::open::NotOpened;
use crate::output::{Mode, Output, fits_text};
use crate::settings::Settings;
use crate::speech::fail;

/// Runs the command.
pub fn run(arguments: CompareArguments) -> anyhow::Result<Exit> {
    let files = [arguments.old.clone(), arguments.new.clone()];
    if let (Some(file), None) = (&arguments.output, arguments.format) {
        fits_text(file, &[("json", "json")])?;
    }
    if files.iter().all(|file| file == Path::new("-")) {
        fail!("standard input holds one workbook; name the other one as a file");
    }
    let settings = Settings::of(&arguments.into_check())?;
    // The two are one workbook: what holds for its later version, holds.
    let [_, later] = &files;
    let settings = settings.of_workbook(later);
    let mut names = Names::beside(files.iter().map(PathBuf::as_path));
    let output = Output::of(settings.output.as_deref(), &mut names)?;
    let read = |file: &PathBuf| {
        let read = inputs::read(file, &settings.limits)
            .map_err(NotOpened::from)
            .and_then(|bytes| judged(file, bytes, None, settings));
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
    let text = match settings.format {
        Format::Json => compared_json(&compared, &wording),
        _ => compared_text(&compared, &wording, output.is_coloured()),
    };
    output.put(text.as_bytes(), Mode::about(files.iter().map(PathBuf::as_path)))?;
    Ok(Exit::of(0, after.counts(), settings.fail_on))
}
