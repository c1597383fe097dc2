//! `pamlint fix`: every workbook read, what can be fixed fixed in a copy, and a receipt of it.

use std::path::Path;

use pamlint_convention::Language;
use pamlint_report::{Asked, Failed, Head, Receipt, ReceiptJson, ReceiptText, Receipts, Sum};
use pamlint_writer::{FixError, Which};

use crate::args::{FixArguments, Format};
use crate::check::exit_of;
use crate::copies::{Copy, Names};
use crate::exit::Exit;
use crate::guard::guarded;
use crate::inputs;
use crate::output::{Screen, prepare_folder, write_file};
use crate::settings::Settings;

/// Runs the command.
pub fn run(arguments: FixArguments) -> anyhow::Result<Exit> {
    let asked = Asked { only_shown: arguments.diff, unsafe_fixes: arguments.unsafe_fixes };
    let arguments = arguments.into_check();
    let inputs = inputs::find(&arguments.paths)?;
    let settings = Settings::of(&arguments)?;
    if let Some(folder) = settings.out.as_ref().filter(|_| !asked.only_shown) {
        prepare_folder(folder)?;
    }
    let mut names = Names::beside(inputs.iter().map(std::path::PathBuf::as_path));
    let mut screen = Screen::new();
    let mut receipts: Box<dyn Receipts> = match settings.format {
        Format::Json => Box::new(ReceiptJson::default()),
        _ if screen.is_coloured() => Box::new(ReceiptText::styled()),
        _ => Box::new(ReceiptText::plain()),
    };
    let head = Head {
        tool: ("pamlint".to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
        convention: (settings.convention.id.clone(), settings.convention.version.clone()),
        language: settings.options.language,
    };
    let (mut text, mut sum, mut exit) = (String::new(), Sum::default(), Exit::Fine);
    receipts.begin(&head, asked, &mut text);
    for input in &inputs {
        // Named before it is known whether there will be a copy, so that names do not depend on findings.
        let copy = names.for_copy(input, settings.out.as_deref(), Copy::Fixed);
        let (receipt, own_exit) = fix(input, &copy, &settings, asked);
        exit = exit.max(own_exit);
        sum.add(&receipt);
        receipts.workbook(&receipt, &mut text);
        screen.write(&std::mem::take(&mut text))?;
    }
    receipts.end(&sum, &mut text);
    screen.write(&text)?;
    Ok(exit)
}

/// Fixes one workbook and writes its copy. Whatever happens, it is one receipt.
fn fix(input: &Path, copy: &Path, settings: &Settings, asked: Asked) -> (Receipt, Exit) {
    let path = input.to_string_lossy().into_owned();
    let language = settings.options.language;
    tracing::info!("fixing {path}");
    let fixed = inputs::read(input, language).and_then(|bytes| {
        let which = if asked.unsafe_fixes { Which::All } else { Which::Safe };
        let fixed = guarded(|| pamlint_writer::fix(&bytes, &settings.convention, &settings.options, which));
        match fixed {
            Some(fixed) => fixed.map_err(|error| failed(&error, language)),
            None => Err(Failed::stumbled(language)),
        }
    });
    let mut fixed = match fixed {
        Ok(fixed) => fixed,
        Err(failed) => return (Receipt { path, result: Err(failed), written: None }, Exit::NotChecked),
    };
    let mut exit = exit_of(&fixed.report, settings.fail_on);
    let mut written = None;
    if let Some(bytes) = fixed.bytes.take().filter(|_| !asked.only_shown) {
        match write_file(copy, &bytes) {
            Ok(()) => written = Some(copy.to_string_lossy().into_owned()),
            Err(error) => {
                tracing::error!("{error:#} (choose another folder with --out)");
                exit = exit.max(Exit::WrongCall);
            }
        }
    }
    (Receipt { path, result: Ok(fixed), written }, exit)
}

fn failed(error: &FixError, language: Language) -> Failed {
    match error {
        FixError::Unreadable(failure) => Failed::reading(failure, language),
        FixError::Unwritable(_) | FixError::OtherFormat => {
            Failed { kind: "unsupported", message: error.message(language) }
        }
    }
}
