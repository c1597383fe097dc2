//! Recorded exceptions: read from the configuration or a file, and handed to the engine for the workbooks
//! that they are about.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, anyhow, bail};
use jiff::civil::Date;
use pamlint_convention::{
    Convention, Language, Problem, Reference, ReferenceColumn, Text, fold_header, nearest,
};
use pamlint_reader::{Book, ListProblem, Listing, Value, read_listing};
use pamlint_rules::Exception;
use toml::Spanned;
use toml::de::DeValue;

use crate::config::{Source, meant, scalar};
use crate::inputs::Patterns;
use crate::lists::book;
use crate::output::folder_of;
use crate::problems::Problems;

/// The key under which exceptions stand in the configuration.
pub const KEY: &str = "exceptions";

/// Something that an exception says.
pub struct Field {
    /// Its key, and the header of its column in a file.
    pub key: &'static str,
    /// Other headers.
    aliases: &'static [&'static str],
    /// Whether every exception has to say it.
    pub required: bool,
    /// What it is.
    pub help: &'static str,
}

/// What an exception says.
pub const FIELDS: [Field; 7] = [
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
];

/// The fields that say what an exception is about: one of them at least is given.
pub const SCOPES: [&str; 3] = ["account", "safe", "workbook"];

/// An exception as it was recorded.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The code or name of the rule.
    pub rule: String,
    account: Option<String>,
    safe: Option<String>,
    workbook: Option<String>,
    reason: String,
    approved_by: String,
    until: Date,
    /// Where it stands, to be told what is wrong there.
    spot: Problem,
    /// The folder from which paths count.
    folder: PathBuf,
}

impl Recorded {
    /// What it is about: `account UX-L2, until 2026-12-31`.
    pub fn scope(&self, language: Language) -> String {
        let [account, safe, workbook, until] = match language {
            Language::Nl => ["account", "safe", "werkmap", "tot en met"],
            Language::En => ["account", "safe", "workbook", "until"],
            Language::Fr => ["compte", "safe", "classeur", "jusqu'au"],
        };
        let scopes = [(account, &self.account), (safe, &self.safe), (workbook, &self.workbook)];
        let named = scopes.iter().filter_map(|(what, of)| Some(format!("{what} {}", of.as_ref()?)));
        named.chain([format!("{until} {}", self.until)]).collect::<Vec<_>>().join(", ")
    }

    /// Where it stands: `pamlint.toml:12`.
    pub fn place(&self) -> String {
        format!("{}:{}", self.spot.file, self.spot.line)
    }

    /// Of the values of [`FIELDS`]; `None` with what is wrong.
    fn of(values: [Option<String>; 7], spot: Problem, folder: &Path) -> Result<Recorded, String> {
        let [rule, account, safe, workbook, reason, approved_by, until] =
            values.map(|value| value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()));
        let needed = |value: Option<String>, key: &str| {
            value.ok_or_else(|| format!("an exception has to say its `{key}`"))
        };
        if account.is_none() && safe.is_none() && workbook.is_none() {
            return Err(
                "an exception has to say what it is about: `account`, `safe` or `workbook`; a rule that \
                        is never wanted belongs in `ignore`"
                    .to_owned(),
            );
        }
        let until = needed(until, "until")?;
        Ok(Recorded {
            rule: needed(rule, "rule")?,
            account,
            safe,
            workbook,
            reason: needed(reason, "reason")?,
            approved_by: needed(approved_by, "approved-by")?,
            until: date(&until).ok_or_else(|| format!("`{until}` is no date; write it as 2026-12-31"))?,
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

/// An exception of the configuration; `None` when something is wrong with it, which is then told.
pub fn recorded(source: &mut Source<'_>, entry: &Spanned<DeValue<'_>>) -> Option<Recorded> {
    let DeValue::Table(table) = entry.get_ref() else {
        source.problem(entry.span(), "an exception has to be a table: [[exceptions]]".to_owned(), None);
        return None;
    };
    let mut values: [Option<String>; 7] = Default::default();
    let mut at = entry.span();
    let mut is_right = true;
    for (key, value) in table {
        let Some(position) = FIELDS.iter().position(|field| field.key == key.get_ref()) else {
            let known = FIELDS.map(|field| field.key);
            let message = format!("unknown key `{}`", key.get_ref());
            source.problem(key.span(), message, Some(meant(key.get_ref(), &known)));
            is_right = false;
            continue;
        };
        if position == 0 {
            at = value.span();
        }
        let text = scalar(value.get_ref());
        if text.is_none() {
            let message = format!("`{}` has to be a text between quotes", key.get_ref());
            source.problem(value.span(), message, None);
            is_right = false;
        }
        if let Some(slot) = values.get_mut(position) {
            *slot = text;
        }
    }
    if !is_right {
        return None;
    }
    let folder = source.folder().to_owned();
    match Recorded::of(values, source.spot(at.clone()), &folder) {
        Ok(recorded) => Some(recorded),
        Err(message) => {
            source.problem(at, message, None);
            None
        }
    }
}

/// The exceptions in a file: CSV, or a workbook.
///
/// # Errors
/// With what is wrong, and on which line.
pub fn read(path: &Path) -> anyhow::Result<Vec<Recorded>> {
    let reference = Reference {
        key: KEY.to_owned(),
        label: Text::default(),
        columns: FIELDS
            .iter()
            .map(|field| ReferenceColumn {
                key: field.key.to_owned(),
                folded: [field.key].iter().chain(field.aliases).map(|header| fold_header(header)).collect(),
                part: None,
                required: field.required,
            })
            .collect(),
        identity: Vec::new(),
        name: None,
    };
    let within = || format!("the exceptions in {}", path.display());
    let book = book(path).with_context(within)?;
    let listing = match read_listing(&book, &reference) {
        // All exceptions may have come to their end.
        Err(ListProblem::NoEntries { .. }) => return Ok(Vec::new()),
        listing => listing.with_context(within)?,
    };
    only_known(&book, &listing, &reference).with_context(within)?;
    let mut recorded = Vec::new();
    for (row, values) in listing.rows {
        let shown: Vec<&str> = values.iter().map(String::as_str).collect();
        let spot = Problem {
            file: path.display().to_string(),
            line: usize::try_from(row).unwrap_or(usize::MAX),
            column: 1,
            end_column: 2,
            source_line: shown.join("; "),
            message: String::new(),
            hint: None,
        };
        let mut values = values.into_iter();
        let values = FIELDS.map(|_| values.next());
        let one = Recorded::of(values, spot, folder_of(path));
        recorded.push(one.map_err(|message| anyhow!("line {row}: {message}")).with_context(within)?);
    }
    Ok(recorded)
}

/// Makes sure that no column is passed over: without its `account`, an exception would cover more than was
/// decided.
fn only_known(book: &Book, listing: &Listing, reference: &Reference) -> anyhow::Result<()> {
    let cells = book.sheets.iter().find(|sheet| sheet.name == listing.sheet).map(|sheet| &sheet.cells);
    for cell in cells.into_iter().flatten().filter(|cell| cell.place.row == listing.header_row) {
        let Value::Text(header) = cell.value else { continue };
        let header = book.strings.get(header).trim();
        let folded = fold_header(header);
        let is_known = reference.columns.iter().any(|column| column.folded.contains(&folded));
        if !folded.is_empty() && !is_known {
            let hint = meant(header, &FIELDS.map(|field| field.key));
            bail!("line {}: unknown column `{header}`; {hint}", listing.header_row);
        }
    }
    Ok(())
}

/// The exceptions of a run.
pub struct Exceptions {
    all: Vec<Settled>,
}

/// An exception that is ready to be used.
struct Settled {
    exception: Arc<Exception>,
    patterns: Option<Patterns>,
    recorded: Recorded,
    /// The folder from which its patterns count, as the system knows it.
    folder: Option<PathBuf>,
}

/// What decides about outcomes, and nothing else.
impl fmt::Debug for Exceptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |settled: &Settled| {
            (Arc::clone(&settled.exception), settled.recorded.workbook.clone(), settled.folder.clone())
        };
        f.debug_list().entries(self.all.iter().map(of)).finish()
    }
}

impl Exceptions {
    /// Settles them: what stands in the file is a rule and a safe of the convention, and a pattern.
    ///
    /// # Errors
    /// With everything that is wrong.
    pub fn settle(
        recorded: Vec<Recorded>,
        convention: &Convention,
        today: Date,
    ) -> anyhow::Result<Exceptions> {
        let mut all = Vec::new();
        let mut problems = Vec::new();
        for (number, recorded) in recorded.into_iter().enumerate() {
            let mut wrong = |message: String, hint: Option<String>| {
                problems.push(Problem { message, hint, ..recorded.spot.clone() });
            };
            let Some(rule) = convention.find_rule(&recorded.rule) else {
                let known = convention.rules.iter().flat_map(|rule| [rule.code.as_str(), rule.name.as_str()]);
                let hint = nearest(&recorded.rule, known).map(|near| format!("did you mean `{near}`?"));
                wrong(format!("there is no rule `{}`", recorded.rule), hint);
                continue;
            };
            if recorded.safe.is_some() && convention.safe_column.is_none() {
                let message = format!(
                    "the convention {} knows no safes (its `safe_column` says which column they stand in)",
                    convention.id
                );
                wrong(message, None);
                continue;
            }
            let patterns = recorded
                .workbook
                .as_ref()
                .map(|pattern| Patterns::of("workbook", std::slice::from_ref(pattern)));
            let patterns = match patterns.transpose() {
                Ok(patterns) => patterns,
                Err(error) => {
                    wrong(format!("{error:#}"), None);
                    continue;
                }
            };
            let exception = Exception {
                number,
                code: convention.rule(rule).code.clone(),
                account: recorded.account.clone(),
                safe: recorded.safe.clone(),
                reason: recorded.reason.clone(),
                approved_by: recorded.approved_by.clone(),
                until: recorded.until.to_string(),
                is_expired: today > recorded.until,
            };
            let folder = patterns.as_ref().and_then(|_| recorded.folder.canonicalize().ok());
            all.push(Settled { exception: Arc::new(exception), patterns, recorded, folder });
        }
        if problems.is_empty() { Ok(Exceptions { all }) } else { Err(Problems(problems).into()) }
    }

    /// What decides about outcomes wherever the workbooks stand.
    pub fn decisive(&self) -> Vec<(&Exception, Option<&str>)> {
        let all = self.all.iter();
        all.map(|settled| (settled.exception.as_ref(), settled.recorded.workbook.as_deref())).collect()
    }

    /// Those that a workbook may be covered by.
    pub fn of(&self, workbook: &Path) -> Vec<Arc<Exception>> {
        let mut whole = None;
        let mut fits = |settled: &Settled| {
            let Some(patterns) = &settled.patterns else { return true };
            let whole: &Option<PathBuf> = whole.get_or_insert_with(|| workbook.canonicalize().ok());
            let below = whole.as_ref().zip(settled.folder.as_ref());
            let below = below.and_then(|(whole, folder)| whole.strip_prefix(folder).ok());
            patterns.fits(below.unwrap_or(workbook))
        };
        let about = self.all.iter().filter(|settled| fits(settled));
        about.map(|settled| Arc::clone(&settled.exception)).collect()
    }

    /// Those that no finding was met by, each in a few words.
    pub fn unused(&self, met: &BTreeSet<usize>, language: Language) -> Vec<String> {
        let unused = self.all.iter().filter(|settled| !met.contains(&settled.exception.number));
        unused
            .map(|Settled { exception, recorded, .. }| {
                format!("{}, {} ({})", exception.code, recorded.scope(language), recorded.place())
            })
            .collect()
    }
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

    fn exception(rule: &str, workbook: Option<&str>) -> Recorded {
        let spot = Problem {
            file: "pamlint.toml".into(),
            line: 3,
            column: 1,
            end_column: 2,
            source_line: String::new(),
            message: String::new(),
            hint: None,
        };
        let text = |text: &str| Some(text.to_owned());
        let values = [
            text(rule),
            text("UX-L2"),
            None,
            workbook.map(str::to_owned),
            text("why"),
            text("who"),
            text("2026-06-30"),
        ];
        Recorded::of(values, spot, Path::new(".")).unwrap()
    }

    #[test]
    fn they_end_on_their_day_and_go_by_the_workbook() {
        let convention = Convention::built_in("pamaas").unwrap().unwrap();
        let settle = |recorded, today| Exceptions::settle(vec![recorded], &convention, today);
        let on =
            |day| settle(exception("saf014", Some("wegen-*.xlsx")), Date::constant(2026, 6, day)).unwrap();
        let expired = |exceptions: &Exceptions| exceptions.of(Path::new("in/wegen-1.xlsx"))[0].is_expired;
        assert!(!expired(&on(30)));
        assert!(expired(&settle(exception("SAF014", None), Date::constant(2026, 7, 1)).unwrap()));
        assert!(on(1).of(Path::new("in/vmm-1.xlsx")).is_empty());
        assert_eq!(on(1).of(Path::new("in/wegen-1.xlsx"))[0].code, "SAF014");
        let unused = ["SAF014, account UX-L2, workbook wegen-*.xlsx, until 2026-06-30 (pamlint.toml:3)"];
        assert_eq!(on(1).unused(&BTreeSet::new(), Language::En), unused);
        assert!(on(1).unused(&BTreeSet::from([0]), Language::En).is_empty());
        let wrong = settle(exception("SAF999", None), Date::constant(2026, 6, 1)).map(|_| ()).unwrap_err();
        let problem = wrong.downcast::<Problems>().unwrap().0.remove(0);
        assert_eq!((problem.line, problem.message.as_str()), (3, "there is no rule `SAF999`"));
    }
}
