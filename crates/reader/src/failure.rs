//! Why a file could not be read, in words that say what to do.

use pamlint_package::Excess;
use pamlint_words::{Language, Reading, Words};
use serde::{Deserialize, Serialize};

/// Why a file could not be read as a workbook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{}", self.message(Language::EN))]
pub enum Failure {
    /// It is protected with a password, with which [`crate::decrypt`] opens it.
    Encrypted,
    /// It is protected with another password.
    WrongPassword,
    /// It is protected with a password in a way that only the program that did it can undo.
    Locked,
    /// It is protected by rights management: only the people it was sent to can open it.
    RightsManaged,
    /// It is damaged, or cut off.
    Corrupt(Damage),
    /// It is no workbook, or one of a format that is not read.
    Unsupported(FileSort),
    /// Reading it would take more memory or time than any honest workbook needs.
    TooLarge(#[from] Excess),
}

/// What is damaged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Damage {
    /// The end of the file is missing, or its table of contents.
    CutOff,
    /// A part that the workbook refers to is not there.
    PartMissing(String),
    /// A part cannot be read.
    PartUnreadable(String),
    /// The workbook part names no sheets.
    NoSheets,
    /// Something that the reader has no word for.
    Unexplained,
}

/// What a file is that is no workbook that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileSort {
    /// A workbook of Excel 97–2003.
    Xls,
    /// A binary workbook.
    Xlsb,
    /// An OpenDocument spreadsheet.
    Ods,
    /// A spreadsheet in the XML format of Excel 2003.
    SpreadsheetXml,
    /// A web page, which is what many systems export under the name of a workbook.
    Html,
    /// A web page with all that belongs to it in one file, which Excel and SAP save under the name of a workbook.
    WebArchive,
    /// Plain text, CSV included.
    Text,
    /// A spreadsheet of Apple Numbers.
    Numbers,
    /// Nothing at all.
    Empty,
    /// A PDF.
    Pdf,
    /// A text document.
    Document,
    /// A presentation.
    Presentation,
    /// A picture.
    Picture,
    /// An e-mail.
    Mail,
    /// A zip file or another archive.
    Archive,
    /// Nothing that is known here.
    Other,
}

impl FileSort {
    /// Whether Excel opens it, so that saving it as .xlsx helps.
    fn opens_in_excel(self) -> bool {
        use FileSort::{Html, Ods, SpreadsheetXml, WebArchive, Xls, Xlsb};
        // Nor plain text: Excel makes numbers of its codes, and their zeros are lost.
        matches!(self, Xls | Xlsb | Ods | SpreadsheetXml | Html | WebArchive)
    }

    /// What people call it.
    fn said(self, words: &Reading) -> &str {
        let sorts = &words.sorts;
        match self {
            FileSort::Xls => &sorts.xls,
            FileSort::Xlsb => &sorts.xlsb,
            FileSort::Ods => &sorts.ods,
            FileSort::SpreadsheetXml => &sorts.spreadsheet_xml,
            FileSort::Html => &sorts.html,
            FileSort::WebArchive => &sorts.web_archive,
            FileSort::Text => &sorts.text,
            FileSort::Numbers => &sorts.numbers,
            FileSort::Empty => &sorts.empty,
            FileSort::Pdf => &sorts.pdf,
            FileSort::Document => &sorts.document,
            FileSort::Presentation => &sorts.presentation,
            FileSort::Picture => &sorts.picture,
            FileSort::Mail => &sorts.mail,
            FileSort::Archive => &sorts.archive,
            FileSort::Other => &sorts.other,
        }
    }
}

impl Failure {
    /// The word by which reports know it.
    pub fn kind(&self) -> &'static str {
        match self {
            Failure::Encrypted | Failure::WrongPassword | Failure::Locked | Failure::RightsManaged => {
                "encrypted"
            }
            Failure::Corrupt(_) => "corrupt",
            Failure::Unsupported(_) => "unsupported",
            Failure::TooLarge(_) => "too-large",
        }
    }

    /// What, and what to do about it, for whoever calls the program.
    pub fn message(&self, language: Language) -> String {
        let said = self.to_sender(language);
        match self {
            Failure::TooLarge(excess) => {
                format!("{said} {}", allow_more(excess, &Words::of(language).reading))
            }
            _ => said,
        }
    }

    /// One sentence: what, and what whoever made the workbook can do about it.
    pub fn to_sender(&self, language: Language) -> String {
        let words = &Words::of(language).reading;
        match self {
            Failure::Encrypted => words.encrypted.clone(),
            Failure::WrongPassword => words.wrong_password.clone(),
            Failure::Locked => words.locked.clone(),
            Failure::RightsManaged => words.rights_managed.clone(),
            Failure::Corrupt(damage) => words.corrupt.fill(&[("damage", &damage.said(words))]),
            Failure::Unsupported(sort) => {
                let text = if sort.opens_in_excel() { &words.convertible } else { &words.no_workbook };
                text.fill(&[("sort", &sort.said(words))])
            }
            Failure::TooLarge(excess) => too_large(excess, words),
        }
    }
}

impl Damage {
    fn said(&self, words: &Reading) -> String {
        let damage = &words.damage;
        match self {
            Damage::CutOff => damage.cut_off.clone(),
            Damage::PartMissing(part) => damage.part_missing.fill(&[("part", part)]),
            Damage::PartUnreadable(part) => damage.part_unreadable.fill(&[("part", part)]),
            Damage::NoSheets => damage.no_sheets.clone(),
            Damage::Unexplained => damage.unexplained.clone(),
        }
    }
}

/// How more of it is allowed.
fn allow_more(excess: &Excess, words: &Reading) -> String {
    let Excess { limit, most, .. } = excess;
    let more = limit.in_units(*most).saturating_mul(2);
    words.allow_more.fill(&[("limit", &limit.name()), ("more", &more)])
}

/// What there is too much of.
fn too_large(excess: &Excess, words: &Reading) -> String {
    let Excess { limit, most, part } = excess;
    let number = limit.in_units(*most);
    let of = words.excess.of(limit.name()).map(|text| text.fill(&[("limit", &number)])).unwrap_or_default();
    let of = match part {
        Some(part) => words.excess_within.fill(&[("excess", &of), ("part", part)]),
        None => of,
    };
    words.too_large.fill(&[("excess", &of)])
}

#[cfg(test)]
mod tests {
    use pamlint_package::{Limit, Limits};

    use super::*;

    #[test]
    fn every_failure_has_a_sentence_in_every_language() {
        let failures = [
            Failure::Encrypted,
            Failure::WrongPassword,
            Failure::Locked,
            Failure::RightsManaged,
            Failure::Corrupt(Damage::CutOff),
            Failure::Corrupt(Damage::PartMissing("xl/a.xml".to_owned())),
            Failure::Corrupt(Damage::NoSheets),
            Failure::Unsupported(FileSort::Pdf),
            Failure::Unsupported(FileSort::Xls),
            Failure::TooLarge(Limit::Part.excess(&Limits::default()).within("xl/a.xml")),
        ];
        let too_large = Limit::ALL.map(|limit| Failure::TooLarge(limit.excess(&Limits::default())));
        for failure in failures.iter().chain(&too_large) {
            let texts: Vec<String> =
                Language::all().iter().map(|language| failure.message(*language)).collect();
            for text in &texts {
                assert!(!text.contains(['{', '}']), "{text}");
                assert!(text.ends_with('.'), "{text}");
            }
            assert_ne!(texts[0], texts[1]);
            assert_ne!(texts[1], texts[2]);
        }
        // A text for each limit, and no other.
        let names: Vec<&str> = Words::of(Language::EN).reading.excess.names().collect();
        let mut known = Limit::ALL.map(Limit::name);
        known.sort_unstable();
        assert_eq!(names, known);
        assert_eq!(
            Failure::TooLarge(Limit::Sheet.excess(&Limits::default()).within("xl/a.xml")).to_string(),
            "The workbook is too large (a part with cells of more than 128 MB, in xl/a.xml); remove what does not \
             belong in it, or split it. --limit sheet=256 allows more."
        );
        assert_eq!(
            Failure::Corrupt(Damage::PartMissing("xl/a.xml".to_owned())).to_string(),
            "The workbook is damaged (the part xl/a.xml is missing); open it in Excel, save it under a new name and try that file."
        );
        assert_eq!(
            Failure::Unsupported(FileSort::Pdf).message(Language::FR),
            "Ceci est un fichier PDF, pas un classeur Excel ; indiquez le classeur lui-même (.xlsx)."
        );
    }
}
