//! What is said about differences between conventions, in each language.

use pamlint_convention::{Difference, Language};

/// Whether a difference stands below a heading.
type IsBelow = fn(Difference) -> bool;

/// The words of one language. `<…>` stands for what is filled in.
pub struct Words {
    /// The headings, each with what stands below it.
    pub headings: [(&'static str, IsBelow); 4],
    /// The sentence about a difference.
    pub sentence: fn(Difference) -> &'static str,
    severities: [(&'static str, &'static str); 3],
    pub no_change: &'static str,
    /// What stands for a text that there is not.
    pub nothing: &'static str,
    pub appear: &'static str,
    pub disappear: &'static str,
    pub regraded: &'static str,
    pub same_findings: &'static str,
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

    /// What people call a severity.
    pub fn severity(&self, word: &str) -> Option<&'static str> {
        self.severities.iter().find(|(known, _)| *known == word).map(|(_, severity)| *severity)
    }
}

fn is_about_codes(difference: Difference) -> bool {
    use Difference::{CodeAdded, CodeMeaning, CodeRemoved, ListAdded, ListRemoved};
    matches!(difference, ListAdded | ListRemoved | CodeAdded | CodeRemoved | CodeMeaning)
}

fn is_about_names(difference: Difference) -> bool {
    use Difference::{Label, NameAdded, NameForm, NameLength, NameRemoved, PartShape};
    matches!(difference, PartShape | Label | NameAdded | NameRemoved | NameForm | NameLength)
}

fn is_about_rules(difference: Difference) -> bool {
    use Difference::{
        RuleAdded, RuleHelp, RuleJudgement, RuleMessage, RuleName, RuleRemoved, RuleSeverity, RuleWhy,
    };
    matches!(
        difference,
        RuleAdded | RuleRemoved | RuleName | RuleSeverity | RuleJudgement | RuleMessage | RuleHelp | RuleWhy
    )
}

fn is_about_sheets(difference: Difference) -> bool {
    !(is_about_codes(difference) || is_about_names(difference) || is_about_rules(difference))
}

static EN: Words = Words {
    headings: [
        ("Codes", is_about_codes),
        ("Names", is_about_names),
        ("Sheets and columns", is_about_sheets),
        ("Rules", is_about_rules),
    ],
    sentence: en,
    severities: [("error", "error"), ("warning", "warning"), ("info", "info")],
    no_change: "Nothing differs.",
    nothing: "(nothing)",
    appear: "{count} more:",
    disappear: "{count} less:",
    regraded: "{count} of another severity:",
    same_findings: "The same is found.",
};

fn en(difference: Difference) -> &'static str {
    match difference {
        Difference::ListAdded => "New list <list>: <to>.",
        Difference::ListRemoved => "The list <list> is gone.",
        Difference::CodeAdded => "New code <code> in the list <list>: <to>.",
        Difference::CodeRemoved => "The code <code> is no longer in the list <list>.",
        Difference::CodeMeaning => {
            "The code <code> in the list <list> means something else: “<to>” instead of “<from>”."
        }
        Difference::PartShape => "The part <part> takes something else: <to> instead of <from>.",
        Difference::NameAdded => "New name <name>: <to>.",
        Difference::NameRemoved => "The name <name> is gone.",
        Difference::NameForm => "The name <name> is built otherwise: <to> instead of <from>.",
        Difference::NameLength => "The name <name> may have <to> characters instead of <from>.",
        Difference::Label => "<key> is described as “<to>” instead of “<from>”.",
        Difference::ColumnHelp => "The column <column> is explained by “<to>” instead of “<from>”.",
        Difference::ColumnHeader => "The column <from> is called <to> now.",
        Difference::AliasesAdded => "The column <column> is recognised by these headers too: <to>.",
        Difference::AliasesRemoved => "The column <column> is no longer recognised by these headers: <from>.",
        Difference::TableAdded => "New sheet <sheet> with the columns <to>.",
        Difference::TableRemoved => "The sheet <sheet> is gone.",
        Difference::SheetName => "The sheet <from> is called <to> now.",
        Difference::TableLabel => "What stands on the sheet <sheet> is called “<to>” instead of “<from>”.",
        Difference::IdPrefix => "On the sheet <sheet> IDs begin with <to> instead of <from>.",
        Difference::Identity => "On the sheet <sheet> rows are the same by <to> instead of <from>.",
        Difference::FieldAdded => "The sheet <sheet> has a new column: <column>.",
        Difference::FieldAddedRequired => {
            "The sheet <sheet> has a new column, which has to be filled in: <column>."
        }
        Difference::FieldExample => {
            "On the sheet <sheet> the example of the column <column> is “<to>” instead of “<from>”."
        }
        Difference::FieldRemoved => "The sheet <sheet> no longer has the column <column>.",
        Difference::FieldContent => {
            "On the sheet <sheet> the column <column> holds something else: <to> instead of <from>."
        }
        Difference::FieldRequired => {
            "On the sheet <sheet> the column <column> has to be filled in from now on."
        }
        Difference::FieldOptional => "On the sheet <sheet> the column <column> may stay empty from now on.",
        Difference::FieldRequiredWhen => {
            "On the sheet <sheet> the column <column> has to be filled in for other rows than before."
        }
        Difference::RuleAdded => "New rule <code> <name> (<severity>): <to>",
        Difference::RuleRemoved => "The rule <code> <name> is gone.",
        Difference::RuleName => "The rule <code> is called <to> instead of <from>.",
        Difference::RuleSeverity => "The rule <code> <name> gives <to> instead of <from>.",
        Difference::RuleJudgement => "The rule <code> <name> judges otherwise.",
        Difference::RuleMessage => "The rule <code> <name> says “<to>” instead of “<from>”.",
        Difference::RuleHelp => "The rule <code> <name> advises “<to>” instead of “<from>”.",
        Difference::RuleWhy => "The rule <code> <name> gives as its reason “<to>” instead of “<from>”.",
    }
}

static NL: Words = Words {
    headings: [
        ("Codes", is_about_codes),
        ("Namen", is_about_names),
        ("Tabbladen en kolommen", is_about_sheets),
        ("Regels", is_about_rules),
    ],
    sentence: nl,
    severities: [("error", "fout"), ("warning", "waarschuwing"), ("info", "info")],
    no_change: "Er is geen verschil.",
    nothing: "(niets)",
    appear: "{count} erbij:",
    disappear: "{count} minder:",
    regraded: "{count} met een andere ernst:",
    same_findings: "Er wordt hetzelfde gevonden.",
};

fn nl(difference: Difference) -> &'static str {
    match difference {
        Difference::ListAdded => "Nieuwe lijst <list>: <to>.",
        Difference::ListRemoved => "De lijst <list> is er niet meer.",
        Difference::CodeAdded => "Nieuwe code <code> in de lijst <list>: <to>.",
        Difference::CodeRemoved => "De code <code> staat niet meer in de lijst <list>.",
        Difference::CodeMeaning => {
            "De code <code> in de lijst <list> betekent iets anders: “<to>” in plaats van “<from>”."
        }
        Difference::PartShape => "Het deel <part> neemt iets anders aan: <to> in plaats van <from>.",
        Difference::NameAdded => "Nieuwe naam <name>: <to>.",
        Difference::NameRemoved => "De naam <name> is er niet meer.",
        Difference::NameForm => "De naam <name> is anders opgebouwd: <to> in plaats van <from>.",
        Difference::NameLength => "De naam <name> mag <to> tekens tellen in plaats van <from>.",
        Difference::Label => "<key> wordt omschreven als “<to>” in plaats van “<from>”.",
        Difference::ColumnHelp => "De kolom <column> wordt uitgelegd met “<to>” in plaats van “<from>”.",
        Difference::ColumnHeader => "De kolom <from> heet nu <to>.",
        Difference::AliasesAdded => "De kolom <column> wordt ook herkend aan deze titels: <to>.",
        Difference::AliasesRemoved => "De kolom <column> wordt niet meer herkend aan deze titels: <from>.",
        Difference::TableAdded => "Nieuw tabblad <sheet> met de kolommen <to>.",
        Difference::TableRemoved => "Het tabblad <sheet> is er niet meer.",
        Difference::SheetName => "Het tabblad <from> heet nu <to>.",
        Difference::TableLabel => "Wat op het tabblad <sheet> staat, heet “<to>” in plaats van “<from>”.",
        Difference::IdPrefix => "Op het tabblad <sheet> beginnen de ID's met <to> in plaats van <from>.",
        Difference::Identity => {
            "Op het tabblad <sheet> zijn rijen dezelfde op grond van <to> in plaats van <from>."
        }
        Difference::FieldAdded => "Het tabblad <sheet> heeft een nieuwe kolom: <column>.",
        Difference::FieldAddedRequired => {
            "Het tabblad <sheet> heeft een nieuwe kolom, die ingevuld moet worden: <column>."
        }
        Difference::FieldExample => {
            "Op het tabblad <sheet> is het voorbeeld van de kolom <column> “<to>” in plaats van “<from>”."
        }
        Difference::FieldRemoved => "Het tabblad <sheet> heeft de kolom <column> niet meer.",
        Difference::FieldContent => {
            "Op het tabblad <sheet> bevat de kolom <column> iets anders: <to> in plaats van <from>."
        }
        Difference::FieldRequired => {
            "Op het tabblad <sheet> moet de kolom <column> voortaan ingevuld worden."
        }
        Difference::FieldOptional => "Op het tabblad <sheet> mag de kolom <column> voortaan leeg blijven.",
        Difference::FieldRequiredWhen => {
            "Op het tabblad <sheet> moet de kolom <column> voor andere rijen ingevuld worden dan voorheen."
        }
        Difference::RuleAdded => "Nieuwe regel <code> <name> (<severity>): <to>",
        Difference::RuleRemoved => "De regel <code> <name> is er niet meer.",
        Difference::RuleName => "De regel <code> heet <to> in plaats van <from>.",
        Difference::RuleSeverity => "De regel <code> <name> geeft <to> in plaats van <from>.",
        Difference::RuleJudgement => "De regel <code> <name> oordeelt anders.",
        Difference::RuleMessage => "De regel <code> <name> zegt “<to>” in plaats van “<from>”.",
        Difference::RuleHelp => "De regel <code> <name> raadt “<to>” aan in plaats van “<from>”.",
        Difference::RuleWhy => "De regel <code> <name> geeft als reden “<to>” in plaats van “<from>”.",
    }
}

static FR: Words = Words {
    headings: [
        ("Codes", is_about_codes),
        ("Noms", is_about_names),
        ("Feuilles et colonnes", is_about_sheets),
        ("Règles", is_about_rules),
    ],
    sentence: fr,
    severities: [("error", "erreur"), ("warning", "avertissement"), ("info", "info")],
    no_change: "Aucune différence.",
    nothing: "(rien)",
    appear: "{count} en plus :",
    disappear: "{count} en moins :",
    regraded: "{count} d'une autre gravité :",
    same_findings: "Les mêmes constats.",
};

fn fr(difference: Difference) -> &'static str {
    match difference {
        Difference::ListAdded => "Nouvelle liste <list> : <to>.",
        Difference::ListRemoved => "La liste <list> a disparu.",
        Difference::CodeAdded => "Nouveau code <code> dans la liste <list> : <to>.",
        Difference::CodeRemoved => "Le code <code> n'est plus dans la liste <list>.",
        Difference::CodeMeaning => {
            "Le code <code> de la liste <list> signifie autre chose : « <to> » au lieu de « <from> »."
        }
        Difference::PartShape => "La partie <part> accepte autre chose : <to> au lieu de <from>.",
        Difference::NameAdded => "Nouveau nom <name> : <to>.",
        Difference::NameRemoved => "Le nom <name> a disparu.",
        Difference::NameForm => "Le nom <name> est construit autrement : <to> au lieu de <from>.",
        Difference::NameLength => "Le nom <name> peut compter <to> caractères au lieu de <from>.",
        Difference::Label => "<key> est décrit comme « <to> » au lieu de « <from> ».",
        Difference::ColumnHelp => "La colonne <column> est expliquée par « <to> » au lieu de « <from> ».",
        Difference::ColumnHeader => "La colonne <from> s'appelle désormais <to>.",
        Difference::AliasesAdded => "La colonne <column> est aussi reconnue à ces en-têtes : <to>.",
        Difference::AliasesRemoved => "La colonne <column> n'est plus reconnue à ces en-têtes : <from>.",
        Difference::TableAdded => "Nouvelle feuille <sheet> avec les colonnes <to>.",
        Difference::TableRemoved => "La feuille <sheet> a disparu.",
        Difference::SheetName => "La feuille <from> s'appelle désormais <to>.",
        Difference::TableLabel => {
            "Le contenu de la feuille <sheet> s'appelle « <to> » au lieu de « <from> »."
        }
        Difference::IdPrefix => "Sur la feuille <sheet>, les ID commencent par <to> au lieu de <from>.",
        Difference::Identity => {
            "Sur la feuille <sheet>, des lignes sont les mêmes d'après <to> au lieu de <from>."
        }
        Difference::FieldAdded => "La feuille <sheet> a une nouvelle colonne : <column>.",
        Difference::FieldAddedRequired => "La feuille <sheet> a une nouvelle colonne, à remplir : <column>.",
        Difference::FieldExample => {
            "Sur la feuille <sheet>, l'exemple de la colonne <column> est « <to> » au lieu de « <from> »."
        }
        Difference::FieldRemoved => "La feuille <sheet> n'a plus la colonne <column>.",
        Difference::FieldContent => {
            "Sur la feuille <sheet>, la colonne <column> contient autre chose : <to> au lieu de <from>."
        }
        Difference::FieldRequired => {
            "Sur la feuille <sheet>, la colonne <column> doit désormais être remplie."
        }
        Difference::FieldOptional => {
            "Sur la feuille <sheet>, la colonne <column> peut désormais rester vide."
        }
        Difference::FieldRequiredWhen => {
            "Sur la feuille <sheet>, la colonne <column> doit être remplie pour d'autres lignes qu'avant."
        }
        Difference::RuleAdded => "Nouvelle règle <code> <name> (<severity>) : <to>",
        Difference::RuleRemoved => "La règle <code> <name> a disparu.",
        Difference::RuleName => "La règle <code> s'appelle <to> au lieu de <from>.",
        Difference::RuleSeverity => "La règle <code> <name> donne <to> au lieu de <from>.",
        Difference::RuleJudgement => "La règle <code> <name> juge autrement.",
        Difference::RuleMessage => "La règle <code> <name> dit « <to> » au lieu de « <from> ».",
        Difference::RuleHelp => "La règle <code> <name> conseille « <to> » au lieu de « <from> ».",
        Difference::RuleWhy => "La règle <code> <name> donne comme raison « <to> » au lieu de « <from> ».",
    }
}
