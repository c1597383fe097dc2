//! The words of summaries, in each language.

use pamlint_convention::{Applicability, Language};

use super::overview::Overview;
use pamlint_writer::fill;

/// The words of one language. `{…}` stands for what is filled in.
pub(super) struct Words {
    /// The title.
    pub title: &'static str,
    /// When and against what was checked.
    checked: &'static str,
    /// The page number at the foot of a printed page.
    pub page: &'static str,
    /// The names of the sheets: sums, workbooks, findings, what failed.
    pub sheets: [&'static str; 4],
    /// What the numbers of the first sheet count: workbooks, clean, with findings, not checked, accounts,
    /// errors, warnings, remarks, exceptions.
    pub figures: [&'static str; 9],
    /// Why a workbook was not checked that an interrupted run has not come to.
    pub not_reached: &'static str,
    pub by_code: &'static str,
    pub by_customer: &'static str,
    /// What stands beside the numbers.
    pub guide: &'static str,
    /// The headers of the sums by code.
    pub code_headers: [&'static str; 5],
    /// The headers of the sums by customer.
    pub customer_headers: [&'static str; 6],
    /// The headers of the workbooks.
    pub workbook_headers: [&'static str; 8],
    /// The headers of the findings.
    pub finding_headers: [&'static str; 12],
    /// The headers of what failed.
    pub failure_headers: [&'static str; 3],
    /// How a workbook fared: clean, with findings, not checked.
    pub statuses: [&'static str; 3],
    pub no_workbooks: &'static str,
    pub no_findings: &'static str,
    pub no_failures: &'static str,
    /// What is said where a list is cut off.
    pub cut_off: &'static str,
    /// What is said where there are more links than Excel follows.
    pub links_cut_off: &'static str,
    pub empty_cell: &'static str,
    /// The name of the sections of a page.
    pub contents: &'static str,
    /// The labels of what a list is filtered by: a text, a severity or status, and for any of them.
    pub search: &'static str,
    pub only: &'static str,
    pub any: &'static str,
    /// How many rows a filter leaves.
    pub shown: &'static str,
    /// What is said where a page leaves findings out.
    pub page_cut_off: &'static str,
    /// How certain a fix is.
    certain: &'static str,
    likely: &'static str,
}

impl Words {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Words {
        match language {
            Language::NL => &NL,
            Language::EN => &EN,
            _ => &FR,
        }
    }

    /// How certain a fix is.
    pub fn certainty(&self, applicability: Applicability) -> &'static str {
        match applicability {
            Applicability::Safe => self.certain,
            Applicability::Unsafe => self.likely,
        }
    }

    /// When and against what was checked.
    pub fn checked(overview: &Overview) -> String {
        let (convention, version) = (&overview.convention.0, &overview.convention.1);
        let values = [("date", overview.date.as_str()), ("convention", convention), ("version", version)];
        fill(Words::of(overview.language).checked, &values)
    }
}

static EN: Words = Words {
    title: "Summary of the onboarding workbooks",
    checked: "Checked on {date} against the convention {convention}, version {version}",
    page: "Page &P of &N",
    sheets: ["Summary", "Workbooks", "All findings", "Not checked"],
    figures: [
        "Workbooks",
        "Clean",
        "With findings",
        "Not checked",
        "Accounts",
        "Errors",
        "Warnings",
        "Remarks",
        "Exceptions",
    ],
    not_reached: "The check was interrupted before this workbook; run it again.",
    by_code: "Findings by rule",
    by_customer: "Findings by customer",
    guide: "An error has to be corrected before the accounts can be taken in. A warning has to be looked at. A \
            remark is good to know. An exception is a finding that was decided to be left as it is.\n\
            The other sheets list the workbooks, with links to their annotated copies, all findings, and the \
            workbooks that could not be checked. Their headers have arrows to filter and sort by.\n\
            A customer is the folder that the workbook stands in, or the workbook itself.",
    code_headers: ["Code", "Rule", "Severity", "Findings", "Workbooks"],
    customer_headers: ["Customer", "Workbooks", "Not checked", "Errors", "Warnings", "Remarks"],
    workbook_headers: [
        "Status",
        "Customer",
        "Workbook",
        "Accounts",
        "Errors",
        "Warnings",
        "Remarks",
        "Annotated copy",
    ],
    finding_headers: [
        "Severity",
        "Code",
        "Rule",
        "Customer",
        "Workbook",
        "Sheet",
        "Cell",
        "Account",
        "Column",
        "Value",
        "Message",
        "Proposed fix",
    ],
    failure_headers: ["Customer", "Workbook", "Why, and what to do"],
    statuses: ["clean", "with findings", "not checked"],
    no_workbooks: "There was no workbook to check.",
    no_findings: "Nothing was found that has to be corrected.",
    no_failures: "All workbooks could be checked.",
    cut_off: "The list ends here: {count} more lines are left out. The JSON report has them all.",
    links_cut_off: "Excel follows no more than {most} links on a sheet: the last {count} lines have none.",
    empty_cell: "leave the cell empty",
    contents: "Contents",
    search: "Search in these rows",
    only: "Show only",
    any: "everything",
    shown: "{shown} of {count} rows shown",
    page_cut_off: "The list ends here: {count} more findings are left out. The JSON report has them all.",
    certain: "certain",
    likely: "likely, please check it",
};

static NL: Words = Words {
    title: "Overzicht van de onboardingwerkmappen",
    checked: "Nagekeken op {date} volgens de conventie {convention}, versie {version}",
    page: "Pagina &P van &N",
    sheets: ["Overzicht", "Werkmappen", "Alle bevindingen", "Niet gecontroleerd"],
    figures: [
        "Werkmappen",
        "In orde",
        "Met bevindingen",
        "Niet gecontroleerd",
        "Accounts",
        "Fouten",
        "Waarschuwingen",
        "Opmerkingen",
        "Uitzonderingen",
    ],
    not_reached: "De controle werd onderbroken voor deze werkmap aan de beurt was; voer ze opnieuw uit.",
    by_code: "Bevindingen per regel",
    by_customer: "Bevindingen per klant",
    guide: "Een fout moet verbeterd worden voor de accounts opgenomen kunnen worden. Een waarschuwing moet \
            bekeken worden. Een opmerking is goed om te weten. Een uitzondering is een bevinding waarvan beslist \
            is ze zo te laten.\n\
            De andere bladen geven de werkmappen, met koppelingen naar hun kopie met aanduidingen, alle \
            bevindingen, en de werkmappen die niet gecontroleerd konden worden. Met de pijltjes in hun koppen \
            kunt u filteren en sorteren.\n\
            Een klant is de map waarin de werkmap staat, of de werkmap zelf.",
    code_headers: ["Code", "Regel", "Ernst", "Bevindingen", "Werkmappen"],
    customer_headers: [
        "Klant",
        "Werkmappen",
        "Niet gecontroleerd",
        "Fouten",
        "Waarschuwingen",
        "Opmerkingen",
    ],
    workbook_headers: [
        "Toestand",
        "Klant",
        "Werkmap",
        "Accounts",
        "Fouten",
        "Waarschuwingen",
        "Opmerkingen",
        "Kopie met aanduidingen",
    ],
    finding_headers: [
        "Ernst",
        "Code",
        "Regel",
        "Klant",
        "Werkmap",
        "Blad",
        "Cel",
        "Account",
        "Kolom",
        "Waarde",
        "Bevinding",
        "Voorstel",
    ],
    failure_headers: ["Klant", "Werkmap", "Waarom, en wat te doen"],
    statuses: ["in orde", "met bevindingen", "niet gecontroleerd"],
    no_workbooks: "Er was geen werkmap om te controleren.",
    no_findings: "Er is niets gevonden dat verbeterd moet worden.",
    no_failures: "Alle werkmappen konden gecontroleerd worden.",
    cut_off: "De lijst eindigt hier: {count} regels ontbreken. In het JSON-rapport staan ze allemaal.",
    links_cut_off: "Excel volgt op een blad niet meer dan {most} koppelingen: de laatste {count} regels hebben er geen.",
    empty_cell: "de cel leeg laten",
    contents: "Inhoud",
    search: "Zoeken in deze rijen",
    only: "Alleen tonen",
    any: "alles",
    shown: "{shown} van {count} rijen getoond",
    page_cut_off: "De lijst eindigt hier: {count} bevindingen ontbreken. In het JSON-rapport staan ze allemaal.",
    certain: "zeker",
    likely: "waarschijnlijk, kijk het na",
};

static FR: Words = Words {
    title: "Aperçu des classeurs d’onboarding",
    checked: "Vérifié le {date} selon la convention {convention}, version {version}",
    page: "Page &P sur &N",
    sheets: ["Aperçu", "Classeurs", "Toutes les constatations", "Non contrôlés"],
    figures: [
        "Classeurs",
        "En ordre",
        "Avec constatations",
        "Non contrôlés",
        "Comptes",
        "Erreurs",
        "Avertissements",
        "Remarques",
        "Exceptions",
    ],
    not_reached: "Le contrôle a été interrompu avant ce classeur ; relancez-le.",
    by_code: "Constatations par règle",
    by_customer: "Constatations par client",
    guide: "Une erreur doit être corrigée avant que les comptes puissent être repris. Un avertissement doit être \
            examiné. Une remarque est bonne à savoir. Une exception est une constatation qu’il a été décidé \
            de laisser telle quelle.\n\
            Les autres feuilles donnent les classeurs, avec des liens vers leur copie annotée, toutes les \
            constatations, et les classeurs qui n’ont pas pu être contrôlés. Les flèches de leurs en-têtes \
            permettent de filtrer et de trier.\n\
            Un client est le dossier dans lequel se trouve le classeur, ou le classeur lui-même.",
    code_headers: ["Code", "Règle", "Gravité", "Constatations", "Classeurs"],
    customer_headers: ["Client", "Classeurs", "Non contrôlés", "Erreurs", "Avertissements", "Remarques"],
    workbook_headers: [
        "État",
        "Client",
        "Classeur",
        "Comptes",
        "Erreurs",
        "Avertissements",
        "Remarques",
        "Copie annotée",
    ],
    finding_headers: [
        "Gravité",
        "Code",
        "Règle",
        "Client",
        "Classeur",
        "Feuille",
        "Cellule",
        "Compte",
        "Colonne",
        "Valeur",
        "Constatation",
        "Proposition",
    ],
    failure_headers: ["Client", "Classeur", "Pourquoi, et que faire"],
    statuses: ["en ordre", "avec constatations", "non contrôlé"],
    no_workbooks: "Il n’y avait aucun classeur à contrôler.",
    no_findings: "Rien n’a été trouvé qui doive être corrigé.",
    no_failures: "Tous les classeurs ont pu être contrôlés.",
    cut_off: "La liste s’arrête ici : {count} lignes manquent. Le rapport JSON les a toutes.",
    links_cut_off: "Excel ne suit pas plus de {most} liens par feuille : les {count} dernières lignes n’en ont pas.",
    empty_cell: "laisser la cellule vide",
    contents: "Contenu",
    search: "Chercher dans ces lignes",
    only: "Montrer seulement",
    any: "tout",
    shown: "{shown} lignes sur {count} affichées",
    page_cut_off: "La liste s’arrête ici : {count} constatations manquent. Le rapport JSON les a toutes.",
    certain: "sûr",
    likely: "probable, à vérifier",
};
