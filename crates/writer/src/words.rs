//! The words of annotated copies, in each language.

use pamlint_convention::{Language, Severity};
use pamlint_reader::{OUR_SHEET_MARK, OUR_SHEETS};
use pamlint_rules::Excepted;

/// The words of one language. `{…}` stands for what is filled in.
pub(crate) struct Words {
    /// The title of that sheet; it begins with the name of the tool, by which the sheet is recognised.
    pub(crate) title: &'static str,
    /// When and against what was checked.
    pub(crate) checked: &'static str,
    /// How to use the sheet.
    pub(crate) guide: &'static str,
    /// Headings of the counts.
    pub(crate) counts: [&'static str; 3],
    /// The severities, the gravest first, as a row of the list names them.
    pub(crate) severities: [&'static str; 3],
    /// What a severity asks for, the gravest first.
    pub(crate) meanings: [&'static str; 3],
    /// The headers of the list.
    pub(crate) headers: [&'static str; 10],
    /// The status of a finding that stands.
    pub(crate) open: &'static str,
    /// The status of a finding whose cell has another value now.
    pub(crate) changed: &'static str,
    /// The status of a finding that a recorded exception covers.
    pub(crate) excepted: &'static str,
    /// What such an exception says.
    exception: &'static str,
    /// How many findings are covered so.
    pub(crate) exceptions: &'static str,
    /// Before a correction that is certain.
    pub(crate) fix: &'static str,
    /// Before a correction that is likely.
    pub(crate) likely_fix: &'static str,
    /// What stands in the place of a secret.
    pub(crate) secret: &'static str,
    /// In the place of findings that a note has no room for.
    pub(crate) more: &'static str,
    /// The page number at the foot of a printed page.
    pub(crate) page: &'static str,
    /// The texts of remarks, in the order of `Remark`.
    pub(crate) remarks: [&'static str; 8],
}

impl Words {
    /// The words of a language.
    pub(crate) fn of(language: Language) -> &'static Words {
        match language {
            Language::NL => &NL,
            Language::EN => &EN,
            _ => &FR,
        }
    }

    /// What an exception says.
    pub(crate) fn exception(&self, exception: &Excepted) -> String {
        let Excepted { reason, approved_by, until } = exception;
        fill(self.exception, &[("reason", reason), ("who", approved_by), ("until", until)])
    }

    /// The word of a severity.
    pub(crate) fn severity(&self, severity: Severity) -> &'static str {
        let position = Severity::ALL.iter().position(|known| *known == severity);
        position.and_then(|position| self.severities.get(position)).copied().unwrap_or_default()
    }
}

/// The name of the sheet that lists the findings.
pub(crate) fn sheet_name(language: Language) -> &'static str {
    // The reader knows the sheet by these names, one for each language.
    let position = [Language::NL, Language::EN, Language::FR].iter().position(|known| *known == language);
    position.and_then(|position| OUR_SHEETS.get(position)).copied().unwrap_or(OUR_SHEET_MARK)
}

/// Fills in what a text leaves open.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, left)) = after.split_once('}') else { break };
        let value = values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
        filled.push_str(value);
        rest = left;
    }
    filled + rest
}

static EN: Words = Words {
    title: "pamlint – findings in {workbook}",
    checked: "Checked on {date} against the convention {convention}, version {version}",
    guide: "1. Every row below is something to look at in this workbook; click its cell to go there.\n\
            2. The cells are coloured, and each has a note that says what is wrong and how to correct it.\n\
            3. Correct the cells on your own sheets: the colour goes, and the status here becomes “changed”.\n\
            4. When no error is open any more, save the workbook and send it back; you need not remove anything.",
    counts: ["", "found", "still open"],
    severities: ["error", "warning", "info"],
    meanings: ["must be corrected", "please check", "good to know"],
    headers: [
        "Status",
        "Severity",
        "Code",
        "Sheet",
        "Cell",
        "Account",
        "Column",
        "Value",
        "Message",
        "Proposed fix",
    ],
    open: "open",
    changed: "changed",
    excepted: "excepted",
    exception: "Exception: {reason} (approved by {who}, until {until})",
    exceptions: "Covered by a recorded exception: {count}. Nothing has to be done about those.",
    fix: "Proposed:",
    likely_fix: "Proposed (please check):",
    secret: "(secret, {length} characters)",
    more: "and {count} more, listed on the sheet with all findings",
    page: "Page &P of &N",
    remarks: [
        "The digital signature of the workbook was removed: marking a workbook makes its signature invalid.",
        "Sheet “{sheet}” has more cells with findings than notes are useful for: {count} of them are coloured and listed here, but have no note.",
        "Sheet “{sheet}” has very many findings. Cells whose colour stays until the workbook is checked again: {count}.",
        "The list below is cut off: {count} more findings are not shown. Correct these first and have the workbook checked again.",
        "Sheet “{sheet}” has comments that people can reply to: they were left as they are. Cells with findings that have no note of ours: {count}.",
        "Sheet “{sheet}” cannot be marked. Findings about it that are only listed here: {count}.",
        "Sheet “{sheet}” could not be given notes: its drawing is in an unusual form. Cells that are coloured and listed here, but have no note: {count}.",
        "This is a new .xlsx workbook with all sheets and values of the original; its formatting and formulas were not kept, because it was in another format.",
    ],
};

static NL: Words = Words {
    title: "pamlint – bevindingen in {workbook}",
    checked: "Nagekeken op {date} volgens de conventie {convention}, versie {version}",
    guide: "1. Elke rij hieronder is iets om te bekijken in deze werkmap; klik op de cel om ernaartoe te gaan.\n\
            2. De cellen zijn gekleurd en hebben elk een notitie die zegt wat er fout is en hoe u het verbetert.\n\
            3. Verbeter de cellen op uw eigen bladen: de kleur verdwijnt en de status hier wordt “gewijzigd”.\n\
            4. Staat er geen fout meer open, bewaar dan de werkmap en stuur ze terug; u hoeft niets te verwijderen.",
    counts: ["", "gevonden", "nog open"],
    severities: ["fout", "waarschuwing", "info"],
    meanings: ["moet verbeterd worden", "kijk dit na", "goed om te weten"],
    headers: [
        "Status",
        "Ernst",
        "Code",
        "Blad",
        "Cel",
        "Account",
        "Kolom",
        "Waarde",
        "Bevinding",
        "Voorstel",
    ],
    open: "open",
    changed: "gewijzigd",
    excepted: "uitzondering",
    exception: "Uitzondering: {reason} (goedgekeurd door {who}, tot en met {until})",
    exceptions: "Vallen onder een uitzondering: {count}. Daaraan hoeft u niets te doen.",
    fix: "Voorstel:",
    likely_fix: "Voorstel (kijk dit na):",
    secret: "(geheim, {length} tekens)",
    more: "en nog {count}, op het blad met alle bevindingen",
    page: "Pagina &P van &N",
    remarks: [
        "De digitale handtekening van de werkmap is verwijderd: door te markeren wordt ze ongeldig.",
        "Op blad “{sheet}” hebben meer cellen een bevinding dan er notities nuttig zijn: {count} ervan zijn gekleurd en staan in deze lijst, maar hebben geen notitie.",
        "Op blad “{sheet}” zijn er zeer veel bevindingen. Cellen waarop de kleur blijft staan tot de werkmap opnieuw nagekeken wordt: {count}.",
        "De lijst hieronder is afgekapt: nog {count} bevindingen staan er niet bij. Verbeter eerst deze en laat de werkmap opnieuw nakijken.",
        "Op blad “{sheet}” staan opmerkingen waarop men kan antwoorden: ze zijn gelaten zoals ze waren. Cellen met bevindingen die geen notitie van ons hebben: {count}.",
        "Blad “{sheet}” kan niet gemarkeerd worden. Bevindingen erover die alleen in deze lijst staan: {count}.",
        "Blad “{sheet}” kon geen notities krijgen: de tekening ervan heeft een ongewone vorm. Cellen die gekleurd zijn en in deze lijst staan, maar geen notitie hebben: {count}.",
        "Dit is een nieuwe .xlsx-werkmap met alle bladen en waarden van het origineel; de opmaak en formules zijn niet behouden, omdat het origineel een ander formaat had.",
    ],
};

static FR: Words = Words {
    title: "pamlint – constatations dans {workbook}",
    checked: "Vérifié le {date} selon la convention {convention}, version {version}",
    guide: "1. Chaque ligne ci-dessous est un point à regarder dans ce classeur ; cliquez sur la cellule pour y aller.\n\
            2. Les cellules sont colorées, et chacune porte une note qui dit ce qui ne va pas et comment le corriger.\n\
            3. Corrigez les cellules sur vos propres feuilles : la couleur disparaît et le statut ici devient « modifié ».\n\
            4. Quand il ne reste plus d’erreur ouverte, enregistrez le classeur et renvoyez-le ; vous n’avez rien à supprimer.",
    counts: ["", "trouvées", "ouvertes"],
    severities: ["erreur", "avertissement", "info"],
    meanings: ["à corriger", "à vérifier", "bon à savoir"],
    headers: [
        "Statut",
        "Gravité",
        "Code",
        "Feuille",
        "Cellule",
        "Compte",
        "Colonne",
        "Valeur",
        "Constatation",
        "Proposition",
    ],
    open: "ouvert",
    changed: "modifié",
    excepted: "exception",
    exception: "Exception : {reason} (approuvée par {who}, jusqu'au {until})",
    exceptions: "Couverts par une exception : {count}. Vous n'avez rien à y faire.",
    fix: "Proposition :",
    likely_fix: "Proposition (à vérifier) :",
    secret: "(secret, {length} caractères)",
    more: "et {count} de plus, sur la feuille de toutes les constatations",
    page: "Page &P sur &N",
    remarks: [
        "La signature numérique du classeur a été retirée : l’annotation la rend invalide.",
        "La feuille « {sheet} » a plus de cellules à regarder que de notes utiles : {count} d’entre elles sont colorées et listées ici, mais sans note.",
        "La feuille « {sheet} » a un très grand nombre de constatations. Cellules dont la couleur reste jusqu’à la prochaine vérification du classeur : {count}.",
        "La liste ci-dessous est coupée : {count} autres constatations n’y figurent pas. Corrigez d’abord celles-ci et faites vérifier le classeur à nouveau.",
        "La feuille « {sheet} » a des commentaires auxquels on peut répondre : ils sont restés tels quels. Cellules à regarder sans note de notre part : {count}.",
        "La feuille « {sheet} » ne peut pas être annotée. Constatations à son sujet qui ne figurent que dans cette liste : {count}.",
        "La feuille « {sheet} » n’a pas pu recevoir de notes : son dessin a une forme inhabituelle. Cellules colorées et listées ici, mais sans note : {count}.",
        "Ceci est un nouveau classeur .xlsx avec toutes les feuilles et valeurs de l’original ; sa mise en forme et ses formules n’ont pas été conservées, car il était dans un autre format.",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_not_read_again() {
        assert_eq!(fill("{a}-{b}.", &[("a", "{b}"), ("b", "2")]), "{b}-2.");
    }

    #[test]
    fn every_sheet_is_recognised() {
        for language in Language::all() {
            assert!(Words::of(language).title.starts_with(OUR_SHEET_MARK));
        }
        let names: Vec<&str> = Language::all().into_iter().map(sheet_name).collect();
        assert_eq!(names, ["Findings", "Constatations", "Bevindingen"]);
    }
}
