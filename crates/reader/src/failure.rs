//! Why a file could not be read, in words that say what to do.

use pamlint_convention::Language;
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
        use FileSort::{Html, Ods, SpreadsheetXml, Text, Xls, Xlsb};
        matches!(self, Xls | Xlsb | Ods | SpreadsheetXml | Html | Text)
    }

    /// What people call it: Dutch, English, French.
    fn words(self) -> [&'static str; 3] {
        match self {
            FileSort::Xls => ["een oude .xls-werkmap", "an old .xls workbook", "un ancien classeur .xls"],
            FileSort::Xlsb => {
                ["een binaire .xlsb-werkmap", "a binary .xlsb workbook", "un classeur binaire .xlsb"]
            }
            FileSort::Ods => {
                ["een OpenDocument-rekenblad", "an OpenDocument spreadsheet", "un classeur OpenDocument"]
            }
            FileSort::SpreadsheetXml => [
                "een XML-rekenblad van Excel 2003",
                "an Excel 2003 XML spreadsheet",
                "une feuille XML d'Excel 2003",
            ],
            FileSort::Html => ["een webpagina", "a web page", "une page web"],
            FileSort::Text => ["een tekstbestand", "a text file", "un fichier texte"],
            FileSort::Numbers => {
                ["een Numbers-rekenblad", "an Apple Numbers spreadsheet", "un classeur Apple Numbers"]
            }
            FileSort::Empty => ["een leeg bestand", "an empty file", "un fichier vide"],
            FileSort::Pdf => ["een PDF-bestand", "a PDF file", "un fichier PDF"],
            FileSort::Document => ["een tekstdocument", "a text document", "un document texte"],
            FileSort::Presentation => ["een presentatie", "a presentation", "une présentation"],
            FileSort::Picture => ["een afbeelding", "a picture", "une image"],
            FileSort::Mail => ["een e-mail", "an e-mail", "un courriel"],
            FileSort::Archive => ["een archief", "an archive", "une archive"],
            FileSort::Other => [
                "een bestand van een onbekende soort",
                "a file of an unknown kind",
                "un fichier de type inconnu",
            ],
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
        let choose = |texts: [&'static str; 3]| {
            let [nl, en, fr] = texts;
            match language {
                Language::NL => nl,
                Language::EN => en,
                _ => fr,
            }
        };
        let detail = match self {
            Failure::Encrypted | Failure::WrongPassword | Failure::Locked | Failure::RightsManaged => {
                String::new()
            }
            Failure::Corrupt(damage) => choose(damage.texts()).replace("{}", damage.part()),
            Failure::Unsupported(sort) => choose(sort.words()).to_owned(),
            Failure::TooLarge(excess) => choose(excess.texts())
                .replace("{part}", excess.part())
                .replace("{}", &excess.limit().to_string()),
        };
        choose(self.sentences()).replace("{}", &detail)
    }

    /// The sentences: Dutch, English, French.
    fn sentences(&self) -> [&'static str; 3] {
        match self {
            Failure::Encrypted => [
                "De werkmap is beveiligd met een wachtwoord; geef het wachtwoord mee, of verwijder het in Excel (Bestand, Info, Werkmap beveiligen) en sla ze opnieuw op.",
                "The workbook is protected with a password; give the password as well, or remove it in Excel (File, Info, Protect Workbook) and save it again.",
                "Le classeur est protégé par un mot de passe ; indiquez aussi le mot de passe, ou supprimez-le dans Excel (Fichier, Informations, Protéger le classeur) et enregistrez-le à nouveau.",
            ],
            Failure::WrongPassword => [
                "De werkmap is beveiligd met een ander wachtwoord dan wat is opgegeven; let op hoofdletters en spaties, en geef het juiste wachtwoord op.",
                "The workbook is protected with another password than the one that was given; mind capitals and spaces, and give the right password.",
                "Le classeur est protégé par un autre mot de passe que celui indiqué ; attention aux majuscules et aux espaces, et indiquez le bon mot de passe.",
            ],
            Failure::Locked => [
                "De werkmap is met een wachtwoord beveiligd op een manier die hier niet gelezen kan worden; open ze in het programma waarin ze gemaakt is, verwijder het wachtwoord en sla ze op als .xlsx.",
                "The workbook is protected with a password in a way that cannot be read here; open it in the program in which it was made, remove the password and save it as .xlsx.",
                "Le classeur est protégé par un mot de passe d'une manière qui ne peut pas être lue ici ; ouvrez-le dans le programme qui l'a créé, supprimez le mot de passe et enregistrez-le au format .xlsx.",
            ],
            Failure::RightsManaged => [
                "De werkmap is beveiligd met beheerde rechten (een gevoeligheidslabel), zodat alleen aangewezen personen ze kunnen openen; bewaar een kopie zonder die beveiliging en probeer die.",
                "The workbook is protected by rights management (a sensitivity label), so that only certain people can open it; save a copy without that protection and try that file.",
                "Le classeur est protégé par la gestion des droits (une étiquette de confidentialité), de sorte que seules certaines personnes peuvent l'ouvrir ; enregistrez une copie sans cette protection et réessayez avec celle-ci.",
            ],
            Failure::Corrupt(_) => [
                "De werkmap is beschadigd ({}); open ze in Excel, sla ze op onder een nieuwe naam en probeer dat bestand.",
                "The workbook is damaged ({}); open it in Excel, save it under a new name and try that file.",
                "Le classeur est endommagé ({}) ; ouvrez-le dans Excel, enregistrez-le sous un nouveau nom et réessayez avec ce fichier.",
            ],
            Failure::Unsupported(sort) if sort.opens_in_excel() => [
                "Dit is {}; open het in Excel, sla het op als .xlsx en probeer dat bestand.",
                "This is {}; open it in Excel, save it as .xlsx and try that file.",
                "Ceci est {} ; ouvrez ce fichier dans Excel, enregistrez-le au format .xlsx et réessayez.",
            ],
            Failure::Unsupported(_) => [
                "Dit is {}, geen Excel-werkmap; geef de werkmap zelf op (.xlsx).",
                "This is {}, not an Excel workbook; give the workbook itself (.xlsx).",
                "Ceci est {}, pas un classeur Excel ; indiquez le classeur lui-même (.xlsx).",
            ],
            Failure::TooLarge(_) => [
                "De werkmap is te groot ({}); verwijder wat er niet in hoort, of splits ze op.",
                "The workbook is too large ({}); remove what does not belong in it, or split it.",
                "Le classeur est trop volumineux ({}) ; retirez ce qui n'a pas à y être, ou divisez-le.",
            ],
        }
    }
}

impl Damage {
    fn part(&self) -> &str {
        match self {
            Damage::PartMissing(part) | Damage::PartUnreadable(part) => part,
            Damage::CutOff | Damage::NoSheets | Damage::Unexplained => "",
        }
    }

    fn texts(&self) -> [&'static str; 3] {
        match self {
            Damage::CutOff => ["het einde ontbreekt", "its end is missing", "la fin manque"],
            Damage::PartMissing(_) => {
                ["het deel {} ontbreekt", "the part {} is missing", "la partie {} manque"]
            }
            Damage::PartUnreadable(_) => {
                ["het deel {} is onleesbaar", "the part {} cannot be read", "la partie {} est illisible"]
            }
            Damage::NoSheets => ["er zijn geen bladen", "it has no sheets", "il n'a aucune feuille"],
            Damage::Unexplained => ["ze is onleesbaar", "it cannot be read", "il est illisible"],
        }
    }
}

impl Excess {
    fn part(&self) -> &str {
        match self {
            Excess::Part(part, _) => part,
            Excess::File(_)
            | Excess::Parts(_)
            | Excess::Cells(_)
            | Excess::Text(_)
            | Excess::Memory(_)
            | Excess::Time(_) => "",
        }
    }

    fn limit(&self) -> u64 {
        match self {
            Excess::File(bytes) | Excess::Part(_, bytes) | Excess::Memory(bytes) => megabytes(*bytes),
            Excess::Time(seconds) => *seconds,
            Excess::Text(bytes) => megabytes(u64::try_from(*bytes).unwrap_or(u64::MAX)),
            Excess::Parts(count) | Excess::Cells(count) => u64::try_from(*count).unwrap_or(u64::MAX),
        }
    }

    fn texts(&self) -> [&'static str; 3] {
        match self {
            Excess::File(_) => ["meer dan {} MB", "more than {} MB", "plus de {} Mo"],
            Excess::Parts(_) => ["meer dan {} delen", "more than {} parts", "plus de {} parties"],
            Excess::Part(..) => {
                ["meer dan {} MB in {part}", "more than {} MB in {part}", "plus de {} Mo dans {part}"]
            }
            Excess::Cells(_) => {
                ["meer dan {} gevulde cellen", "more than {} filled cells", "plus de {} cellules remplies"]
            }
            Excess::Text(_) => ["meer dan {} MB tekst", "more than {} MB of text", "plus de {} Mo de texte"],
            Excess::Memory(_) => [
                "ze lezen kost meer dan {} MB geheugen",
                "reading it takes more than {} MB of memory",
                "sa lecture demande plus de {} Mo de mémoire",
            ],
            Excess::Time(_) => [
                "ze lezen duurt langer dan {} seconden",
                "reading it takes longer than {} seconds",
                "sa lecture prend plus de {} secondes",
            ],
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
