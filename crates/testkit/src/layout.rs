//! The template of `pamaas`: its sheets, their columns, and the headers in three languages.

use pamlint_convention::Language;

/// A kind of account and its sheet.
#[derive(Debug)]
pub struct Kind {
    /// The name of the sheet, which is also the prefix of the IDs.
    pub sheet: &'static str,
    /// What an Account type cell may say.
    pub id: &'static str,
    /// The columns in the order of the template, `id` first and `comments` last.
    pub columns: &'static [&'static str],
}

/// Every kind, in the order of the template.
pub fn kinds() -> &'static [Kind] {
    &KINDS
}

/// The kind whose sheet has that name.
pub fn kind(sheet: &str) -> &'static Kind {
    KINDS.iter().find(|kind| kind.sheet == sheet).unwrap_or_else(|| panic!("no kind has a sheet {sheet}"))
}

const HOST: &[&str] = &["id", "safe", "platform", "context", "address", "username", "comments"];

static KINDS: [Kind; 8] = [
    Kind {
        sheet: "AD",
        id: "windows-domain",
        columns: &[
            "id", "safe", "platform", "context", "address", "username", "logon_to", "user_dn", "comments",
        ],
    },
    Kind { sheet: "WIN", id: "windows-local", columns: HOST },
    Kind { sheet: "UX", id: "linux", columns: HOST },
    Kind {
        sheet: "AWS-CLI",
        id: "aws-iam-cli",
        columns: &[
            "id",
            "safe",
            "platform",
            "context",
            "access_key",
            "username",
            "address",
            "arn",
            "comments",
        ],
    },
    Kind {
        sheet: "AWS-Console",
        id: "aws-iam-console",
        columns: &[
            "id",
            "safe",
            "platform",
            "context",
            "iam_username",
            "access_key",
            "account_number",
            "comments",
        ],
    },
    Kind {
        sheet: "AWS-Role",
        id: "aws-iam-role",
        columns: &[
            "id",
            "safe",
            "platform",
            "context",
            "iam_username",
            "arn",
            "account_number",
            "use_logon",
            "comments",
        ],
    },
    Kind { sheet: "AZR", id: "azure", columns: HOST },
    Kind { sheet: "CYBR", id: "cyberark", columns: HOST },
];

/// The columns of a workbook that has all its accounts on one sheet.
pub(crate) const ONE_SHEET: &[&str] = &[
    "id",
    "type",
    "safe",
    "platform",
    "context",
    "address",
    "username",
    "logon_to",
    "user_dn",
    "access_key",
    "arn",
    "iam_username",
    "account_number",
    "use_logon",
    "comments",
];

/// The headers of each column: English (the template's own), Dutch, French.
const HEADERS: &[(&str, [&str; 3])] = &[
    ("id", ["Account ID", "Account-ID", "ID du compte"]),
    ("type", ["Account type", "Accounttype", "Type de compte"]),
    ("safe", ["Safe", "Naam van de safe", "Coffre"]),
    ("platform", ["Platform", "Platform", "Plateforme"]),
    ("context", ["Context", "Context", "Contexte"]),
    ("address", ["Address", "Adres", "Adresse"]),
    ("username", ["Username", "Gebruikersnaam", "Nom d'utilisateur"]),
    ("logon_to", ["Logon To", "Aanmelden op", "Connexion à"]),
    ("user_dn", ["UserDN", "UserDN", "UserDN"]),
    ("access_key", ["AWS Access Key ID", "AWS-toegangssleutel-ID", "ID de clé d'accès AWS"]),
    ("arn", ["AWS ARN Role", "AWS ARN-rol", "ARN du rôle AWS"]),
    ("iam_username", ["IAM Username", "IAM-gebruikersnaam", "Nom d'utilisateur IAM"]),
    ("account_number", ["AWS Account Number", "AWS-accountnummer", "Numéro de compte AWS"]),
    ("use_logon", ["Use logon", "Gebruik logon", "Utiliser logon"]),
    ("comments", ["Comments", "Opmerkingen", "Commentaires"]),
    ("team", ["Team", "Team", "Équipe"]),
    ("explanation", ["Explanation", "Verklaring", "Explication"]),
    ("listed_safe", ["Safe", "Naam van de safe", "Coffre"]),
    ("description", ["Description", "Beschrijving", "Description"]),
];

/// The header of a column; a column that the template does not have is its own header.
pub(crate) fn header(column: &str, language: Language) -> &str {
    let names = HEADERS.iter().find(|(key, _)| *key == column).map(|(_, names)| names);
    match (names, language) {
        (Some([name, _, _]), Language::EN) => name,
        (Some([_, name, _]), Language::NL) => name,
        (Some([_, _, name]), _) => name,
        (None, _) => column,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_headers_and_stands_on_the_one_sheet() {
        for column in KINDS.iter().flat_map(|kind| kind.columns) {
            assert!(HEADERS.iter().any(|(key, _)| key == column), "{column}");
            assert!(ONE_SHEET.contains(column), "{column}");
        }
    }
}
