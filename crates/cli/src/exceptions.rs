//! Recorded exceptions: read from the configuration or a file, and handed to the engine for the workbooks
//! that they are about.

mod document;
mod list;
mod record;
pub mod recorded;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use pamlint_convention::{Convention, Language};
use pamlint_rules::Exception;

use crate::codes::no_such_rule;
use crate::inputs::Patterns;
use crate::problems::Problems;
use crate::speech::said;
pub use list::read;
pub use record::run;
use recorded::Recorded;

/// The exceptions of a run.
#[derive(Default)]
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
    /// With everything that is wrong. Rules that only one of the `others` knows are none of this convention's business.
    pub fn settle<'c>(
        recorded: &[Recorded],
        convention: &Convention,
        others: impl Iterator<Item = &'c Convention> + Clone,
        today: Date,
    ) -> anyhow::Result<Exceptions> {
        let mut all = Vec::new();
        let mut problems = Vec::new();
        for (number, recorded) in recorded.iter().enumerate() {
            let mut wrong = |message: String| problems.push(recorded.spot.problem(message, None));
            let is_known = convention.find_rule(&recorded.rule).is_some();
            if !is_known && others.clone().any(|other| other.find_rule(&recorded.rule).is_some()) {
                continue;
            }
            let Some(rule) = convention.find_rule(&recorded.rule) else {
                wrong(no_such_rule(&recorded.rule, convention).to_string());
                continue;
            };
            if recorded.safe.is_some() && convention.safe_column.is_none() {
                wrong(said!(
                    "the convention {id} knows no safes (its `{key}` says which column they stand in)",
                    id = convention.id,
                    key = "safe_column"
                ));
                continue;
            }
            let patterns =
                recorded.workbook.as_ref().map(|pattern| Patterns::of(std::slice::from_ref(pattern)));
            let patterns = match patterns.transpose() {
                Ok(patterns) => patterns,
                Err((pattern, why)) => {
                    wrong(said!(
                        "workbook {pattern}: this is no pattern of names ({why}); write it as {form}",
                        pattern = pattern,
                        why = why,
                        form = "*-2026.xlsx"
                    ));
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
            all.push(Settled {
                exception: Arc::new(exception),
                patterns,
                recorded: recorded.clone(),
                folder,
            });
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

    /// Those that no finding was met by, by their numbers, each in a few words.
    pub fn unused(&self, met: &BTreeSet<usize>, language: Language) -> BTreeMap<usize, String> {
        let unused = self.all.iter().filter(|settled| !met.contains(&settled.exception.number));
        unused
            .map(|Settled { exception, recorded, .. }| {
                let (scope, place) = (recorded.scope(language), recorded.place());
                (exception.number, format!("{}, {scope} ({place})", exception.code))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problems::Spot;

    fn exception(rule: &str, workbook: Option<&str>) -> Recorded {
        let spot = Spot {
            file: "pamlint.toml".into(),
            line: 3,
            column: 1,
            end_column: 2,
            source_line: String::new(),
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
            None,
        ];
        Recorded::of(values, spot, Path::new(".")).unwrap()
    }

    #[test]
    fn they_end_on_their_day_and_go_by_the_workbook() {
        let convention = Convention::built_in("pamaas").unwrap().unwrap();
        let settle =
            |recorded, today| Exceptions::settle(&[recorded], &convention, std::iter::empty(), today);
        let on =
            |day| settle(exception("saf014", Some("wegen-*.xlsx")), Date::constant(2026, 6, day)).unwrap();
        let expired = |exceptions: &Exceptions| exceptions.of(Path::new("in/wegen-1.xlsx"))[0].is_expired;
        assert!(!expired(&on(30)));
        assert!(expired(&settle(exception("SAF014", None), Date::constant(2026, 7, 1)).unwrap()));
        assert!(on(1).of(Path::new("in/vmm-1.xlsx")).is_empty());
        assert_eq!(on(1).of(Path::new("in/wegen-1.xlsx"))[0].code, "SAF014");
        let unused = ["SAF014, account UX-L2, workbook wegen-*.xlsx, until 30 June 2026 (pamlint.toml:3)"];
        let none_met = on(1).unused(&BTreeSet::new(), Language::EN);
        assert_eq!(none_met.into_values().collect::<Vec<_>>(), unused);
        assert!(on(1).unused(&BTreeSet::from([0]), Language::EN).is_empty());
        let wrong = settle(exception("SAF999", None), Date::constant(2026, 6, 1)).map(|_| ()).unwrap_err();
        let problem = wrong.downcast::<Problems>().unwrap().0.remove(0);
        assert_eq!(
            (problem.line, problem.message.as_str()),
            (3, "there is no rule `SAF999`; did you mean `SAF009`?")
        );
    }
}
