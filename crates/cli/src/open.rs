//! A file as a workbook whose sheets are recognised, whatever its format and whoever it is protected from.

use std::path::Path;

use pamlint_convention::{Convention, Language};
use pamlint_reader::{Book, CSV_SHEET_NAME, Failure, Format, Workbook};
use pamlint_report::{Failed, Unreadable};

use crate::guard::guarded;
use crate::inputs;
use crate::output::said;
use crate::password::Password;
use crate::shelter;

/// How to give a password, in the languages of the reports.
const HOW: [(Language, &str); 3] = [
    (Language::Nl, "Het wachtwoord geeft u met --password-file BESTAND."),
    (Language::En, "The password is given with --password-file FILE."),
    (Language::Fr, "Le mot de passe s'indique avec --password-file FICHIER."),
];

/// A workbook that has been read.
pub struct Opened {
    /// The bytes of the file, without the protection that it may have had.
    pub bytes: Vec<u8>,
    /// What is in them.
    pub format: Format,
    /// Whether the file is protected with a password, which a copy would not be.
    pub was_protected: bool,
    /// What it says.
    pub workbook: Workbook,
}

/// Reads a workbook.
///
/// # Errors
/// Why it cannot be read, in `language`.
pub fn open(
    path: &Path,
    convention: &Convention,
    password: Option<&Password>,
    language: Language,
) -> Result<Opened, Failed> {
    let failed = |failure: Failure| Failed::reading(&failure, language);
    let mut bytes = inputs::read(path, language)?;
    let stumbled = || Failed::stumbled(language);
    let mut told = guarded(|| pamlint_reader::tell(&bytes)).ok_or_else(stumbled)?;
    let was_protected = told == Err(Failure::Encrypted);
    if was_protected {
        bytes = unprotect(path, &bytes, password, language)?;
        told = guarded(|| pamlint_reader::tell(&bytes)).ok_or_else(stumbled)?;
    }
    let format = told.map_err(failed)?;
    let mut book = if format.is_risky() {
        shelter::read_book(&bytes).map_err(|error| no_child(&error, language))?
    } else {
        guarded(|| pamlint_reader::read_book(&bytes)).ok_or_else(stumbled)?
    }
    .map_err(failed)?;
    if format == Format::Csv {
        name_after(path, &mut book);
    }
    let workbook = guarded(|| pamlint_reader::recognise(book, convention)).ok_or_else(stumbled)?;
    Ok(Opened { bytes, format, was_protected, workbook })
}

/// The workbook inside a protected file.
fn unprotect(
    path: &Path,
    bytes: &[u8],
    password: Option<&Password>,
    language: Language,
) -> Result<Vec<u8>, Failed> {
    let asked = if password.is_none() { Password::ask(path) } else { None };
    let Some(password) = password.or(asked.as_ref()) else {
        let mut failed = Failed::reading(&Failure::Encrypted, language);
        if let Some((_, how)) = HOW.iter().find(|(known, _)| *known == language) {
            failed.message = format!("{} {how}", failed.message);
        }
        return Err(failed);
    };
    shelter::decrypt(bytes, password.reveal())
        .map_err(|error| no_child(&error, language))?
        .map_err(|failure| Failed::reading(&failure, language))
}

/// Names the sheet of plain text after its file, as Excel does.
fn name_after(path: &Path, book: &mut Book) {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    for sheet in book.sheets.iter_mut().filter(|sheet| sheet.name == CSV_SHEET_NAME && !stem.is_empty()) {
        sheet.name = stem.clone().into_owned();
    }
}

fn no_child(error: &std::io::Error, language: Language) -> Failed {
    Failed::unreadable(&Unreadable::Other(said(error)), language)
}
