//! Conventions that nobody would write: whatever loads can be checked with, and makes a template or says
//! why not.

#![allow(clippy::indexing_slicing, reason = "a test stops at the first thing that cannot be")]

use pamlint_convention::{Language, Problem, load, starter};
use pamlint_rules::{Options, check, try_examples};
use pamlint_template::{TemplateOptions, template};
use proptest::prelude::*;

/// Words that can stand in the place of others.
const WORDS: &[&str] = &[
    "id",
    "kind",
    "safe",
    "safe.team",
    "safe.environment",
    "safe.form",
    "safe.base",
    "address",
    "username",
    "owner",
    "comments",
    "account_id",
    "team",
    "environment",
    "server",
    "info",
    "lists",
    "accounts",
    "PRD",
    "TST",
    "*",
    "",
    "SAF001",
    "SAF002",
    "ACC005",
    "identity",
    "MAIL-PRD",
    "mail-prd",
    "M",
    "SRV-L1",
    "fqdn",
    "user-dn",
    "aws-arn",
    "linux-user",
    "counting-number",
    "domain",
    "error",
    "info",
    "warning",
    "free",
    "value",
    "id-missing",
    "letter-case",
    "field-not-used-by-kind",
    "value-repeated",
    "secret-column",
    ".*",
    "[A-Z]*",
    "()",
    "(?i)x",
    "\\w",
    "{team}-{environment}",
    "{team}%{environment}[-{team}]",
    "{team}",
    "{found} {expected} {suggestion} {safe.team} {other}",
    "{fitting}",
    "é",
    "\u{202E}",
    "Account ID",
    "SRV",
];

/// Lines that can be added to a table.
const LINES: &[&str] = &[
    "several = true",
    "required = true",
    "required = false",
    "settles = true",
    "settles = false",
    "settles = [\"safe\", \"safe.team\"]",
    "once = \"*\"",
    "once = \"safe\"",
    "given = { where = { owner = { present = true } } }",
    "exists = { match = { safe = \"safe\" }, where = { owner = { present = false } } }",
    "exists = { match = { id = \"username\" }, suggest = { by = [\"username\", \"row\"] } }",
    "absent = { match = { username = \"username\" } }",
    "absent = {}",
    "exists = { in = [\"server\"] }",
    "require = { safe = { same_as = [\"username\", \"address\"] } }",
    "require = { \"safe.team\" = { by = \"safe.environment\", table = { PRD = [\"MAIL\"] } } }",
    "fix = { to = \"{safe.team}-{fitting}\", safe = true }",
    "fix = { to = \"\" }",
    "near = { value = \"safe\", parts = [\"safe.team\"], at_most = 1, at_least = 2 }",
    "unique = [\"comments\"]",
    "unique = [\"safe\", \"owner\"]",
    "prefix = \"R-\"",
    "complete_from = \"safe\"",
    "max_length = 0",
    "forbidden = \"-\"",
    "omitted = [{ part = \"team\", assume = \"MAIL\", rule = \"SAF001\" }]",
    "unwanted = [{ part = \"environment\", after = \"team\", separator = \"-\", rule = \"SAF001\" }]",
    "instead = [{ prefix = \"MAIL-\", rule = \"SAF001\" }]",
    "repairs = [{ pad_zeros = 9 }, { letters_to_digits = true }, { strip_prefix = \"M\" }]",
    "hidden = true",
    "aliases = [\"Safe\", \"Owner\"]",
    "id_prefix = \"\"",
    "example = \"\"",
    "identity = [\"comments\"]",
    "required_unless = { comments = { present = true } }",
    "rules = { environment = \"SAF001\" }",
    "across = \"first\"",
    "check = \"merged-cells\"",
];

/// The starting convention with words in quotes replaced, lines added and lines taken out.
fn edited(edits: &[(u8, prop::sample::Index, prop::sample::Index)]) -> String {
    let mut lines: Vec<String> = starter("odd").lines().map(str::to_owned).collect();
    for (what, at, with) in edits {
        let at = at.index(lines.len());
        match what % 4 {
            0 => {
                lines.remove(at);
            }
            1 => lines.insert(at, (*with.get(LINES)).to_owned()),
            _ => {
                let mut pieces: Vec<String> = lines[at].split('"').map(str::to_owned).collect();
                if pieces.len() > 2 {
                    let odd = 1 + 2 * (usize::from(*what) % (pieces.len() / 2));
                    pieces[odd] = with.get(WORDS).replace('\\', "\\\\");
                }
                lines[at] = pieces.join("\"");
            }
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// The examples of whatever loads are tried, and what is said about them lies in the file.
    #[test]
    fn whatever_loads_can_be_checked_with(
        edits in prop::collection::vec((any::<u8>(), any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..4),
    ) {
        let text = edited(&edits);
        if let Ok(convention) = load("odd.toml", &text) {
            let problems: Vec<Problem> = try_examples(&convention);
            for problem in problems {
                prop_assert_eq!(&problem.file, "odd.toml");
                prop_assert!(problem.message.contains("example"), "{}", problem);
            }
            let options = TemplateOptions { language: Language::EN, rows: 2, kinds: Vec::new() };
            if let Ok(bytes) = template(&convention, &options) {
                let workbook = pamlint_reader::read(&bytes, &convention);
                let workbook = workbook.map_err(|failure| TestCaseError::fail(failure.to_string()))?;
                check(&workbook, &convention, &Options::default());
            }
        }
    }
}
