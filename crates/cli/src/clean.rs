//! `pamlint clean`: a marked copy without its marks.

use anyhow::bail;

use crate::args::CleanArguments;
use crate::copies::{Copy, Names, To};
use crate::exit::Exit;
use crate::guard::guarded;
use crate::inputs::{self, Input};
use crate::output::{Screen, prepare_folder, write_file};
use crate::settings::spoken;

/// Runs the command.
pub fn run(arguments: &CleanArguments) -> anyhow::Result<Exit> {
    let language = spoken(arguments.lang);
    if let Some(folder) = &arguments.out {
        prepare_folder(folder)?;
    }
    let input = &arguments.file;
    let bytes = match inputs::read(input, language) {
        Ok(bytes) => bytes,
        Err(failed) => {
            tracing::error!("{}: {}", input.display(), failed.message);
            return Ok(Exit::NotChecked);
        }
    };
    let cleaned = match guarded(|| pamlint_writer::clean(&bytes)) {
        Some(Ok(cleaned)) => cleaned,
        Some(Err(error)) => {
            tracing::error!("{}: {}", input.display(), error.message(language));
            return Ok(Exit::NotChecked);
        }
        None => bail!("{}: the program stumbled over something in this workbook", input.display()),
    };
    let text = match cleaned {
        None => format!("{}: there are no marks in it\n", input.display()),
        Some(bytes) => {
            let to = arguments.out.as_deref().map_or(To::Beside, To::Folder);
            let mut names = Names::beside([input.as_path()]);
            let given = names.for_copy(&Input::named(input), to, Copy::Clean);
            let place = names.place(&given, |there| there == bytes);
            place.said().for_each(|said| tracing::warn!("{said}"));
            let path = place.path;
            write_file(&path, &bytes)?;
            format!("{}\n", path.display())
        }
    };
    Screen::new().write(&text)?;
    Ok(Exit::Fine)
}
