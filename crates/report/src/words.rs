//! The program's own words in every language; what rules say stands in the convention.

use pamlint_convention::{Applicability, Language, Severity};
use pamlint_rules::Excepted;

/// A noun or phrase that goes with a number, for one and for more.
///
/// Dutch and English use the second for nought, French the first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted(&'static str, &'static str);

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Words {
    language: Language,
    error: &'static str,
    warning: &'static str,
    info: &'static str,
    pub errors: Counted,
    pub warnings: Counted,
    pub infos: Counted,
    pub accounts: Counted,
    pub workbooks: Counted,
    pub clean: Counted,
    pub with_findings: Counted,
    pub not_checked: Counted,
    pub fixable: Counted,
    pub safe_fixes: Counted,
    pub unsafe_fixes: Counted,
    pub more_cells: Counted,
    pub excepted: Counted,
    /// Stands between a word and what it introduces.
    pub colon: &'static str,
    /// Stands between two clauses.
    pub semicolon: &'static str,
    pub sheet: &'static str,
    pub help: &'static str,
    pub fix: &'static str,
    pub also: &'static str,
    pub value: &'static str,
    pub exception: &'static str,
    pub unused_exception: &'static str,
    /// Says who approved an exception and until when it holds: `{who}`, `{until}`.
    approved: &'static str,
    safe: &'static str,
    unsafe_: &'static str,
    pub empty_cell: &'static str,
    pub nothing_to_correct: &'static str,
    /// What is said of a workbook in which no account stands.
    pub no_accounts: &'static str,
    pub workbook_not_checked: &'static str,
    pub annotated: &'static str,
    /// What is said of workbooks that an interrupted run has not come to.
    pub interrupted: Counted,
    pub missing: &'static str,
    pub forbidden: &'static str,
    pub not_a_file: &'static str,
    pub unreadable: &'static str,
    pub stumbled: &'static str,
    /// The headers of statistics: code, name, severity, findings, workbooks.
    pub statistics: [&'static str; 5],
}

static DUTCH: Words = Words {
    language: Language::NL,
    error: "fout",
    warning: "waarschuwing",
    info: "info",
    errors: Counted("fout", "fouten"),
    warnings: Counted("waarschuwing", "waarschuwingen"),
    infos: Counted("opmerking", "opmerkingen"),
    accounts: Counted("account", "accounts"),
    workbooks: Counted("werkmap", "werkmappen"),
    clean: Counted("in orde", "in orde"),
    with_findings: Counted("met bevindingen", "met bevindingen"),
    not_checked: Counted("niet gecontroleerd", "niet gecontroleerd"),
    fixable: Counted("is te verbeteren", "zijn te verbeteren"),
    safe_fixes: Counted("veilig", "veilig"),
    unsafe_fixes: Counted("onveilig", "onveilig"),
    more_cells: Counted("andere cel", "andere cellen"),
    excepted: Counted("uitzondering", "uitzonderingen"),
    colon: ":",
    semicolon: "; ",
    sheet: "Blad",
    help: "hulp",
    value: "waarde",
    fix: "voorstel",
    also: "zie ook",
    exception: "uitzondering",
    unused_exception: "Uitzondering die niets dekt",
    approved: "(goedgekeurd door {who}, tot en met {until})",
    safe: "veilig: dit werd zeker bedoeld",
    unsafe_: "onveilig: dit werd waarschijnlijk bedoeld, kijk het na",
    empty_cell: "de cel leeg laten",
    nothing_to_correct: "niets te verbeteren",
    no_accounts: "er zijn geen accounts ingevuld",
    workbook_not_checked: "niet gecontroleerd",
    annotated: "Kopie met aanduidingen",
    interrupted: Counted(
        "werkmap niet bereikt (controle afgebroken)",
        "werkmappen niet bereikt (controle afgebroken)",
    ),
    missing: "Het bestand bestaat niet; kijk de naam na.",
    forbidden: "U hebt geen rechten om het bestand te lezen; vraag ze aan wie het beheert.",
    not_a_file: "Dit is geen bestand; geef de werkmap zelf op.",
    unreadable: "Het bestand kan niet gelezen worden ({}); maak er een kopie van en probeer die.",
    stumbled: "Het programma is gestruikeld over iets in deze werkmap; sla ze in Excel op onder een nieuwe naam en \
               probeer dat bestand, of stuur de werkmap naar de makers van het programma.",
    statistics: ["code", "naam", "ernst", "bevindingen", "werkmappen"],
};

static ENGLISH: Words = Words {
    language: Language::EN,
    error: "error",
    warning: "warning",
    info: "info",
    errors: Counted("error", "errors"),
    warnings: Counted("warning", "warnings"),
    infos: Counted("remark", "remarks"),
    accounts: Counted("account", "accounts"),
    workbooks: Counted("workbook", "workbooks"),
    clean: Counted("clean", "clean"),
    with_findings: Counted("with findings", "with findings"),
    not_checked: Counted("not checked", "not checked"),
    fixable: Counted("can be fixed", "can be fixed"),
    safe_fixes: Counted("safe", "safe"),
    unsafe_fixes: Counted("unsafe", "unsafe"),
    more_cells: Counted("other cell", "other cells"),
    excepted: Counted("excepted", "excepted"),
    colon: ":",
    semicolon: "; ",
    sheet: "Sheet",
    help: "help",
    value: "value",
    fix: "fix",
    also: "see also",
    exception: "exception",
    unused_exception: "Exception that covers nothing",
    approved: "(approved by {who}, until {until})",
    safe: "safe: certainly what was meant",
    unsafe_: "unsafe: likely what was meant, please check it",
    empty_cell: "leave the cell empty",
    nothing_to_correct: "nothing to correct",
    no_accounts: "no accounts filled in",
    workbook_not_checked: "not checked",
    annotated: "Annotated copy",
    interrupted: Counted(
        "workbook not reached (check interrupted)",
        "workbooks not reached (check interrupted)",
    ),
    missing: "The file does not exist; check its name.",
    forbidden: "You have no permission to read the file; ask whoever manages it.",
    not_a_file: "This is not a file; give the workbook itself.",
    unreadable: "The file cannot be read ({}); make a copy of it and try that one.",
    stumbled: "The program stumbled over something in this workbook; save it in Excel under a new name and try that \
               file, or send the workbook to the makers of the program.",
    statistics: ["code", "name", "severity", "findings", "workbooks"],
};

static FRENCH: Words = Words {
    language: Language::FR,
    error: "erreur",
    warning: "avertissement",
    info: "info",
    errors: Counted("erreur", "erreurs"),
    warnings: Counted("avertissement", "avertissements"),
    infos: Counted("remarque", "remarques"),
    accounts: Counted("compte", "comptes"),
    workbooks: Counted("classeur", "classeurs"),
    clean: Counted("en ordre", "en ordre"),
    with_findings: Counted("avec des constats", "avec des constats"),
    not_checked: Counted("non contrôlé", "non contrôlés"),
    fixable: Counted("correction proposée", "corrections proposées"),
    safe_fixes: Counted("sûre", "sûres"),
    unsafe_fixes: Counted("incertaine", "incertaines"),
    more_cells: Counted("autre cellule", "autres cellules"),
    excepted: Counted("exception", "exceptions"),
    colon: " :",
    semicolon: " ; ",
    sheet: "Feuille",
    help: "aide",
    value: "valeur",
    fix: "correction",
    also: "voir aussi",
    exception: "exception",
    unused_exception: "Exception qui ne couvre rien",
    approved: "(approuvée par {who}, jusqu'au {until})",
    safe: "sûre : c'est certainement ce qui était voulu",
    unsafe_: "incertaine : c'est sans doute ce qui était voulu, à vérifier",
    empty_cell: "laisser la cellule vide",
    nothing_to_correct: "rien à corriger",
    no_accounts: "aucun compte rempli",
    workbook_not_checked: "non contrôlé",
    annotated: "Copie annotée",
    interrupted: Counted(
        "classeur non atteint (contrôle interrompu)",
        "classeurs non atteints (contrôle interrompu)",
    ),
    missing: "Le fichier n'existe pas ; vérifiez son nom.",
    forbidden: "Vous n'avez pas le droit de lire le fichier ; demandez-le à son gestionnaire.",
    not_a_file: "Ceci n'est pas un fichier ; indiquez le classeur lui-même.",
    unreadable: "Le fichier ne peut pas être lu ({}) ; faites-en une copie et essayez celle-ci.",
    stumbled: "Le programme a trébuché sur quelque chose dans ce classeur ; enregistrez-le dans Excel sous un \
               nouveau nom et essayez ce fichier, ou envoyez le classeur aux auteurs du programme.",
    statistics: ["code", "nom", "gravité", "constats", "classeurs"],
};

impl Words {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Words {
        match language {
            Language::NL => &DUTCH,
            Language::EN => &ENGLISH,
            _ => &FRENCH,
        }
    }

    /// The word for a severity.
    pub fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Info => self.info,
        }
    }

    /// How certain a fix is.
    pub fn certainty(&self, applicability: Applicability) -> &'static str {
        match applicability {
            Applicability::Safe => self.safe,
            Applicability::Unsafe => self.unsafe_,
        }
    }

    /// Why a finding is excepted, who approved it and until when.
    pub fn excepted_by(&self, exception: &Excepted) -> String {
        let Excepted { reason, approved_by, until } = exception;
        format!("{reason} {}", self.approved.replace("{until}", until).replace("{who}", approved_by))
    }

    /// `2 errors`, `1 erreur`, `0 fouten`.
    pub fn count(&self, number: usize, what: Counted) -> String {
        let one = number == 1 || (number == 0 && self.language == Language::FR);
        format!("{number} {}", if one { what.0 } else { what.1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_agree_with_their_nouns() {
        let count = |language, number| Words::of(language).count(number, Words::of(language).errors);
        assert_eq!([0, 1, 2].map(|number| count(Language::NL, number)), ["0 fouten", "1 fout", "2 fouten"]);
        assert_eq!([0, 1, 2].map(|number| count(Language::EN, number)), ["0 errors", "1 error", "2 errors"]);
        assert_eq!(
            [0, 1, 2].map(|number| count(Language::FR, number)),
            ["0 erreur", "1 erreur", "2 erreurs"]
        );
    }
}
