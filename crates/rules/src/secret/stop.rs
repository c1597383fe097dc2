//! Words that stand behind `password:` without being one.

/// Words in Dutch, English and French, in small letters, without punctuation, in order.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "aanvragen", "absent", "account", "admin", "administrator", "aes256", "afgeschermd", "agent",
    "ailleurs", "already", "always", "annuel", "annuelle", "applicatie", "application", "apply", "asked",
    "aucun", "aucune", "automatic", "automatically", "automatique", "automatisch", "available", "avec",
    "azure", "base64", "behouden", "beschikbaar", "bewaard", "binnenkort", "bitwarden", "blank", "brief",
    "certificaat", "certificat", "certificate", "changed", "chaque", "chez", "chiffre",
    "client", "cloud", "code", "coffre", "coffrefort", "complex", "complexe", "conform", "conforme",
    "connu", "console", "contact", "contacteer", "courriel", "courrier", "current", "dagelijks", "default",
    "defaut", "dezelfde", "dient", "different", "digital", "directory", "domain", "domein", "ed25519",
    "eenmalig", "elders", "elke", "elsewhere", "email", "empty", "encore", "envelope", "enveloppe",
    "extern", "external", "externe", "facultatif", "false", "fixed", "follow", "follows", "forbidden",
    "forever", "foutief", "gebruiker", "geen", "geheim", "gelijk", "generiek", "generique", "gestuurd",
    "hashicorp", "hello", "hetzelfde", "hidden", "huidig", "huidige", "identical", "identiek", "identique",
    "illimite", "immediate", "inconnu", "inconnue", "initial", "initiele", "intern", "internal", "interne",
    "jaarlijks", "jamais", "kdbx", "keepass", "keepassxc", "kerberos", "kluis", "known", "lastpass",
    "later", "ledger", "lege", "letter", "local", "locked", "lokaal", "maandelijks", "mail", "mandatory",
    "manual", "manually", "manueel", "manuel", "manuelle", "max", "maximaal", "maximum", "meme", "mensuel",
    "mfa", "microsoft365", "min", "minimaal", "minimum", "missing", "mondeling", "monthly", "naam", "neant",
    "never", "niet", "nodig", "nog", "none", "nonexpiring", "normaal", "normal", "nouveau", "null", "nvt",
    "oauth2", "obligatoire", "obsolete", "office365", "on", "onbekend", "onbeperkt", "oneindig",
    "onepassword", "ontbreekt", "onveranderd", "optional", "optioneel", "other", "oui", "outlook", "owner",
    "password", "paswoord", "pending", "permanent", "permanente", "personal", "personeel", "personnel",
    "persoonlijk", "platform", "policy", "postvak", "private", "prive", "prochainement", "productie",
    "production", "public", "publiek", "quarterly", "random", "redacted", "remplacer", "required", "requis",
    "reset", "rotatie", "rotation", "same", "sealed", "secret", "secure", "security", "see", "separate",
    "service", "servicedesk", "sha256", "shared", "sleutel", "soon", "standaard", "standard", "sterk",
    "strong", "systeem", "system", "systeme", "tba", "tbc", "tbd", "telefonisch", "telefoon", "telephone",
    "temp", "temporaire", "temporary", "test", "ticket", "tijdelijk", "tijdelijke", "todo", "toujours",
    "true", "unavailable", "unchanged", "uniek", "unique", "unknown", "unlimited", "user", "username",
    "various", "vast", "vault", "vereist", "verplicht", "verschillend", "vide", "vides", "voir", "volgens",
    "volgt", "vrij", "wachtwoord", "weekly", "wekelijks", "wijzigen", "windows", "wordt", "yearly",
    "yubikey", "zelfde", "zie",
];

/// Endings of words that say what is done with a password, or how it is.
const ENDINGS: &[&str] = &[
    "able", "ably", "ation", "baar", "ed", "eerd", "elijk", "elijks", "ible", "ing", "ique", "isch", "ly",
    "ment", "tion",
];

/// What Dutch participles begin with: `gewijzigd`, `verlopen`, `bekend`, `ontvangen`.
const PARTICIPLES: &[&str] = &["be", "ge", "her", "ont", "toe", "uit", "ver"];

/// Whether a word in small letters is on the list.
pub(super) fn is_listed(word: &str) -> bool {
    WORDS.binary_search(&word).is_ok()
}

/// Whether a word in small letters, without accents, says something about a password.
pub(super) fn is_stop_word(word: &str) -> bool {
    let ends = |endings: &[&str]| endings.iter().any(|end| word.ends_with(end));
    let begins = |starts: &[&str]| starts.iter().any(|start| word.starts_with(start));
    is_listed(word) || ends(ENDINGS) || (begins(PARTICIPLES) && ends(&["d", "t", "en"]))
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_in_order() {
        assert!(super::WORDS.is_sorted_by(|left, right| left < right));
    }
}
