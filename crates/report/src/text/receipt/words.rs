//! The words of receipts in every language.

use pamlint_convention::Language;
use pamlint_writer::Reason;

/// The words of one language.
#[derive(Debug)]
pub(super) struct ReceiptWords {
    pub applied: &'static str,
    pub would_apply: &'static str,
    pub not_applied: &'static str,
    pub not_corrected: &'static str,
    pub nothing_to_fix: &'static str,
    pub safe: &'static str,
    pub not_safe: &'static str,
    pub written: &'static str,
    pub left: &'static str,
    pub with_unsafe: &'static str,
    pub see: &'static str,
    pub signature: &'static str,
    formula: &'static str,
    table_header: &'static str,
    merged: &'static str,
    no_help: &'static str,
    circle: &'static str,
    out_of_reach: &'static str,
}

static DUTCH: ReceiptWords = ReceiptWords {
    applied: "verbeteringen aangebracht",
    would_apply: "verbeteringen aan te brengen",
    not_applied: "niet aangebracht",
    not_corrected: "niet verbeterd",
    nothing_to_fix: "niets dat vanzelf verbeterd kan worden",
    safe: "veilig",
    not_safe: "onveilig, kijk het na",
    written: "Verbeterde kopie",
    left: "nog te verbeteren",
    with_unsafe: "met --unsafe-fixes",
    see: "Te zien met",
    signature: "De digitale handtekening van de werkmap is verwijderd: door een verbetering wordt ze ongeldig.",
    formula: "een formule geeft de waarde van deze cel; verbeter de formule of waar ze naar verwijst.",
    table_header: "dit is een kolomkop van een Excel-tabel; verbeter ze in Excel zelf.",
    merged: "de cel is samengevoegd met een andere; hef de samenvoeging op.",
    no_help: "de bevinding zou blijven, of er zouden andere bijkomen; kijk de rij zelf na.",
    circle: "een andere verbetering zou ze weer ongedaan maken; kijk de cel zelf na.",
    out_of_reach: "de cel kan in het bestand niet beschreven worden; verbeter ze in Excel zelf.",
};

static ENGLISH: ReceiptWords = ReceiptWords {
    applied: "fixes applied",
    would_apply: "fixes to apply",
    not_applied: "not applied",
    not_corrected: "not fixed",
    nothing_to_fix: "nothing that can be fixed automatically",
    safe: "safe",
    not_safe: "unsafe, please check it",
    written: "Fixed copy",
    left: "left to correct",
    with_unsafe: "with --unsafe-fixes",
    see: "To see it",
    signature: "The digital signature of the workbook was removed: a fix makes it invalid.",
    formula: "a formula gives the value of this cell; correct the formula or what it refers to.",
    table_header: "it is a column header of an Excel table; correct it in Excel itself.",
    merged: "the cell is merged with another; unmerge them.",
    no_help: "the finding would stay, or others would come of it; look at the row yourself.",
    circle: "another fix would undo it; look at the cell yourself.",
    out_of_reach: "the cell cannot be written in the file; correct it in Excel itself.",
};

static FRENCH: ReceiptWords = ReceiptWords {
    applied: "corrections faites",
    would_apply: "corrections à faire",
    not_applied: "non faites",
    not_corrected: "non corrigé",
    nothing_to_fix: "rien qui puisse être corrigé d'office",
    safe: "sûre",
    not_safe: "incertaine, à vérifier",
    written: "Copie corrigée",
    left: "reste à corriger",
    with_unsafe: "avec --unsafe-fixes",
    see: "Pour le voir",
    signature: "La signature numérique du classeur a été retirée : une correction la rend invalide.",
    formula: "une formule donne la valeur de cette cellule ; corrigez la formule ou ce à quoi elle renvoie.",
    table_header: "c'est un en-tête de colonne d'un tableau Excel ; corrigez-le dans Excel même.",
    merged: "la cellule est fusionnée avec une autre ; annulez la fusion.",
    no_help: "le constat resterait, ou d'autres s'ajouteraient ; vérifiez la ligne vous-même.",
    circle: "une autre correction la déferait ; vérifiez la cellule vous-même.",
    out_of_reach: "la cellule ne peut pas être écrite dans le fichier ; corrigez-la dans Excel même.",
};

impl ReceiptWords {
    /// The words of a language.
    pub fn of(language: Language) -> &'static ReceiptWords {
        match language {
            Language::NL => &DUTCH,
            Language::EN => &ENGLISH,
            _ => &FRENCH,
        }
    }

    /// Why a cell was left alone, and what to do.
    pub fn reason(&self, reason: Reason) -> &'static str {
        match reason {
            Reason::Formula => self.formula,
            Reason::TableHeader => self.table_header,
            Reason::Merged => self.merged,
            Reason::NoHelp => self.no_help,
            Reason::Circle => self.circle,
            Reason::OutOfReach => self.out_of_reach,
        }
    }
}
