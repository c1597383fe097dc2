//! What a customer or a user has to know about an annotated copy besides its findings.

use pamlint_words::{Language, Words};

/// Something about an annotated copy that is not as one would expect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// The digital signature was dropped, since marks break it.
    SignatureDropped,
    /// So many cells of a sheet have no note, since there would be too many.
    NotesCapped {
        /// The name of the sheet.
        sheet: String,
        /// How many cells.
        cells: usize,
    },
    /// So many cells of a sheet keep their colour when they are corrected.
    MarksStay {
        /// The name of the sheet.
        sheet: String,
        /// How many cells.
        cells: usize,
    },
    /// So many findings are not listed, since a sheet cannot hold more links.
    ListCapped {
        /// How many findings.
        findings: usize,
    },
    /// So many cells of a sheet have a threaded comment, and therefore no note of ours.
    CommentsKept {
        /// The name of the sheet.
        sheet: String,
        /// How many cells.
        cells: usize,
    },
    /// A sheet without cells (a chart sheet, or one that is gone) has so many findings.
    NotMarked {
        /// The name of the sheet.
        sheet: String,
        /// How many findings.
        findings: usize,
    },
    /// So many cells of a sheet have no note, since its notes are stored in a way that we do not know.
    NotesImpossible {
        /// The name of the sheet.
        sheet: String,
        /// How many cells.
        cells: usize,
    },
    /// The workbook was of another format: its copy is new, and looks otherwise.
    FormattingNotKept,
}

impl Remark {
    /// One or two sentences.
    pub fn message(&self, language: Language) -> String {
        let words = &Words::of(language).copies.remarks;
        match self {
            Remark::SignatureDropped => words.signature_dropped.clone(),
            Remark::NotesCapped { sheet, cells } => {
                words.notes_capped.fill(&[("sheet", sheet), ("count", cells)])
            }
            Remark::MarksStay { sheet, cells } => {
                words.marks_stay.fill(&[("sheet", sheet), ("count", cells)])
            }
            Remark::ListCapped { findings } => words.list_capped.fill(&[("count", findings)]),
            Remark::CommentsKept { sheet, cells } => {
                words.comments_kept.fill(&[("sheet", sheet), ("count", cells)])
            }
            Remark::NotMarked { sheet, findings } => {
                words.not_marked.fill(&[("sheet", sheet), ("count", findings)])
            }
            Remark::NotesImpossible { sheet, cells } => {
                words.notes_impossible.fill(&[("sheet", sheet), ("count", cells)])
            }
            Remark::FormattingNotKept => words.formatting_not_kept.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_where_one_is_as_right_as_many() {
        let sheet = || "UX".to_owned();
        let remarks = [
            Remark::MarksStay { sheet: sheet(), cells: 1 },
            Remark::CommentsKept { sheet: sheet(), cells: 1 },
            Remark::NotMarked { sheet: sheet(), findings: 1 },
            Remark::NotesImpossible { sheet: sheet(), cells: 1 },
        ];
        for language in Language::all() {
            for remark in &remarks {
                let message = remark.message(language);
                assert!(message.ends_with(": 1."), "{message}");
            }
        }
    }
}
