//! Why a file could not be read, in words that say what to do.

use pamlint_words::{Language, Reading, Words};
use serde::{Deserialize, Serialize};

use crate::limits::megabytes;

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
    TooLarge(Excess),
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

/// What there is too much of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Excess {
    /// The file is larger than this number of bytes.
    File(u64),
    /// The package has more parts than this.
    Parts(usize),
    /// The part holds more than this number of bytes.
    Part(String, u64),
    /// There are more filled cells than this.
    Cells(usize),
    /// There is more text than this number of bytes.
    Text(usize),
    /// Reading it takes more memory than this number of bytes.
    Memory(u64),
    /// Reading it takes longer than this number of seconds.
    Time(u64),
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

    /// One sentence: what, and what to do about it.
    pub fn message(&self, language: Language) -> String {
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
            Failure::TooLarge(excess) => words.too_large.fill(&[("excess", &excess.said(words))]),
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

impl Excess {
    fn said(&self, words: &Reading) -> String {
        let excess = &words.excess;
        match self {
            Excess::File(bytes) => excess.file.fill(&[("limit", &megabytes(*bytes))]),
            Excess::Parts(count) => excess.parts.fill(&[("limit", count)]),
            Excess::Part(part, bytes) => excess.part.fill(&[("limit", &megabytes(*bytes)), ("part", part)]),
            Excess::Cells(count) => excess.cells.fill(&[("limit", count)]),
            Excess::Text(bytes) => {
                excess.text.fill(&[("limit", &megabytes(u64::try_from(*bytes).unwrap_or(u64::MAX)))])
            }
            Excess::Memory(bytes) => excess.memory.fill(&[("limit", &megabytes(*bytes))]),
            Excess::Time(seconds) => excess.time.fill(&[("limit", seconds)]),
        }
    }
}

#[cfg(test)]
mod tests {
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
            Failure::TooLarge(Excess::Part("xl/a.xml".to_owned(), 512 << 20)),
            Failure::TooLarge(Excess::Cells(3_000_000)),
            Failure::TooLarge(Excess::Memory(1 << 30)),
            Failure::TooLarge(Excess::Time(10)),
        ];
        for failure in &failures {
            let texts: Vec<String> =
                Language::all().iter().map(|language| failure.message(*language)).collect();
            for text in &texts {
                assert!(!text.contains(['{', '}']), "{text}");
                assert!(text.ends_with('.'), "{text}");
            }
            assert_ne!(texts[0], texts[1]);
            assert_ne!(texts[1], texts[2]);
        }
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
