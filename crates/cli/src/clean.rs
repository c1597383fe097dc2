//! `pamlint clean`: a marked copy without its marks.

use std::path::Path;

use crate::args::CleanArguments;
use crate::copies::{Copy, Names, To};
use crate::exit::Exit;
use crate::inputs::{self, Input};
use crate::open::{How, unlock};
use crate::output::{Mode, Screen, prepare_folder, write_copy};
use crate::password::Password;
use crate::settings::spoken;
use crate::shelter;
use crate::speech::said;
use crate::stamp::{is_ours, stamped};
use crate::work::{self, Task};

/// Runs the command.
pub fn run(arguments: &CleanArguments) -> anyhow::Result<Exit> {
    let language = spoken(arguments.lang);
    if let Some(folder) = &arguments.out {
        prepare_folder(folder)?;
    }
    let input = &arguments.file;
    let limits = arguments.bounds.limits();
    let bytes = match inputs::read(input, &limits) {
        Ok(bytes) => bytes,
        Err(failed) => return Ok(not_cleaned(input, &failed.message(language))),
    };
    let password = arguments.protection.password_file.as_deref().map(Password::read).transpose()?;
    let unlocked = match unlock(input, bytes, How { password: password.as_ref(), limits: &limits }) {
        Ok(unlocked) => unlocked,
        Err(not) => return Ok(not_cleaned(input, &not.failed.message(language))),
    };
    let cleaned = if unlocked.format.is_package_of_xml() {
        let bytes = unlocked.bytes.as_slice();
        match shelter::within(&limits, bytes, |limits| work::clean(bytes, limits), || Task::Clean) {
            Ok(cleaned) => cleaned,
            Err(failed) => return Ok(not_cleaned(input, &failed.message(language))),
        }
    } else {
        // Marked copies are never of another format.
        None
    };
    let text = match cleaned {
        None => said!("{file}: there are no marks in it\n", file = input.display()),
        Some(_) if unlocked.was_protected && !arguments.protection.allow_unprotected_copy => {
            let message = said!(
                "there is no clean copy, since it would not be protected with the password; \
                 --allow-unprotected-copy writes one"
            );
            return Ok(not_cleaned(input, &message));
        }
        Some(bytes) => {
            let to = arguments.out.as_deref().map_or(To::Beside, To::Folder);
            let real = input.canonicalize().unwrap_or_else(|_| input.clone());
            let mut names = Names::beside([input.as_path(), &real]);
            let given = names.for_copy(&Input::named(input), to, Copy::Clean);
            let place = || names.place(&given, is_ours);
            let place = write_copy(&stamped(bytes), Mode::of(input), place)?;
            place.said().for_each(|said| tracing::warn!("{said}"));
            format!("{}\n", place.path.display())
        }
    };
    Screen::new().write(&text)?;
    Ok(Exit::Fine)
}

fn not_cleaned(input: &Path, message: &str) -> Exit {
    tracing::error!("{}: {message}", input.display());
    Exit::NotChecked
}
