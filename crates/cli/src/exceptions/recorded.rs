//! An exception as it was recorded, wherever that is.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use pamlint_words::{Language, Scope, Words};

use crate::problems::Spot;
use crate::speech::said;

/// The key under which exceptions stand in the configuration.
pub const KEY: &str = "exceptions";

/// The key by which an exception says that this program has recorded it.
pub const RECORDED: &str = "recorded";

/// Something that an exception says.
pub struct Field {
    /// Its key, and the header of its column in a file.
    pub key: &'static str,
    /// Other headers.
    pub aliases: &'static [&'static str],
    /// Whether every exception has to say it.
    pub required: bool,
    /// What it is.
    pub help: &'static str,
}

/// What an exception says.
pub const FIELDS: [Field; 8] = [
    Field {
        key: "rule",
        aliases: &["code", "regel", "règle"],
        required: true,
        help: "The code or the name of the rule.",
    },
    Field {
        key: "account",
        aliases: &["account id", "compte"],
        required: false,
        help: "The ID of the account that it is about.",
    },
    Field { key: "safe", aliases: &["kluis", "coffre"], required: false, help: "The safe that it is about." },
    Field {
        key: "workbook",
        aliases: &["werkmap", "bestand", "classeur", "file"],
        required: false,
        help: "The workbooks that it is about: a pattern of their name, or of their path below the folder of this file when there is a slash in it.",
    },
    Field { key: "reason", aliases: &["reden", "raison"], required: true, help: "Why the mistake may stay." },
    Field {
        key: "approved-by",
        aliases: &["approved", "approver", "goedgekeurd door", "approuvé par"],
        required: true,
        help: "Who has decided it.",
    },
    Field {
        key: "until",
        aliases: &["tot", "tot en met", "jusqu'au", "expires"],
        required: true,
        help: "The last day on which it holds, as 2026-12-31.",
    },
    Field {
        key: RECORDED,
        aliases: &[],
        required: false,
        help: "The day on which pamlint exceptions record wrote it, with a checksum of what it says: it is dropped once nothing meets it, unless somebody has edited it. Without this line it stays.",
    },
];

/// The fields that say what an exception is about: one of them at least is given.
pub const SCOPES: [&str; 3] = ["account", "safe", "workbook"];

/// An exception as it was recorded.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The code or name of the rule.
    pub rule: String,
    pub account: Option<String>,
    pub safe: Option<String>,
    pub workbook: Option<String>,
    pub reason: String,
    pub approved_by: String,
    pub until: Date,
    /// Where it stands, to be told what is wrong there.
    pub spot: Spot,
    /// The folder from which paths count.
    pub folder: PathBuf,
}

/// What is wrong with an exception.
#[derive(Debug)]
pub struct Amiss {
    /// The key of the field that is wrong; `None` where it is the whole.
    pub field: Option<&'static str>,
    pub message: String,
}

impl Amiss {
    fn of_whole(message: String) -> Amiss {
        Amiss { field: None, message }
    }
}

impl Recorded {
    /// What it is about: `account UX-L2, until 2026-12-31`.
    pub fn scope(&self, language: Language) -> String {
        let words = Words::of(language);
        let Scope { account, safe, workbook, until } = &words.cli.scope;
        let scopes = [(account, &self.account), (safe, &self.safe), (workbook, &self.workbook)];
        let named = scopes.iter().filter_map(|(what, of)| Some(format!("{what} {}", of.as_ref()?)));
        named
            .chain([format!("{until} {}", words.date(&self.until.to_string()))])
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Where it stands: `pamlint.toml:12`.
    pub fn place(&self) -> String {
        format!("{}:{}", self.spot.file, self.spot.line)
    }

    /// Of the values of [`FIELDS`]; else what is wrong.
    pub fn of(values: [Option<String>; FIELDS.len()], spot: Spot, folder: &Path) -> Result<Recorded, Amiss> {
        let [rule, account, safe, workbook, reason, approved_by, until, _] =
            values.map(|value| value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()));
        let needed = |value: Option<String>, key: &str| {
            value.ok_or_else(|| Amiss::of_whole(said!("an exception has to say its `{key}`", key = key)))
        };
        if account.is_none() && safe.is_none() && workbook.is_none() {
            return Err(Amiss::of_whole(said!(
                "an exception has to say what it is about: `account`, `safe` or `workbook`; a rule that \
                 is never wanted belongs in `ignore`"
            )));
        }
        let until = needed(until, "until")?;
        Ok(Recorded {
            rule: needed(rule, "rule")?,
            account,
            safe,
            workbook,
            reason: needed(reason, "reason")?,
            approved_by: needed(approved_by, "approved-by")?,
            until: date(&until).ok_or_else(|| Amiss {
                field: Some("until"),
                message: said!(
                    "`{until}` is no date; write it as {form}",
                    until = until,
                    form = "2026-12-31"
                ),
            })?,
            spot,
            folder: folder.to_owned(),
        })
    }
}

/// A date as people record it: year first, or, as spreadsheets of this country save it, day first.
fn date(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let mut pieces = text.split(['/', '.', '-']);
    let (day, month, year) = (pieces.next()?, pieces.next()?, pieces.next()?);
    if pieces.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_and_spreadsheets_write_them() {
        let wanted = Some(Date::constant(2026, 3, 9));
        for text in ["2026-03-09", "9/3/2026", "09-03-2026", "9.3.2026"] {
            assert_eq!(date(text), wanted, "{text}");
        }
        for text in ["", "soon", "2026-13-01", "31/02/2026", "9/3/26", "1/2/3/2026"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
