//! A workbook that is read and judged as the settings of a run say.

use std::path::Path;

use pamlint_convention::Convention;
use pamlint_reader::{Limit, Workbook};
use pamlint_report::Failed;
use pamlint_rules::{Options, Report};

use crate::guard::{in_time, patience};
use crate::open::{How, NotOpened, Opened, open};
use crate::password::Password;
use crate::settings::Settings;

/// Reads and judges the bytes of the file at `path`; the password that somebody typed for it goes before that of the
/// run.
///
/// # Errors
/// Why it cannot be checked.
pub fn judged(
    path: &Path,
    bytes: Vec<u8>,
    typed: Option<&Password>,
    settings: &Settings,
) -> Result<(Opened, Report), NotOpened> {
    let check = |workbook: &Workbook, convention: &Convention, options: &Options| {
        ((), pamlint_rules::check(workbook, convention, options))
    };
    let (opened, ((), report)) = judged_by(path, bytes, (typed, settings), check)?;
    Ok((opened, report))
}

/// The same, with what `check` gives beside the report.
///
/// # Errors
/// Why it cannot be checked.
pub fn judged_by<T>(
    path: &Path,
    bytes: Vec<u8>,
    (typed, settings): (Option<&Password>, &Settings),
    check: impl FnOnce(&Workbook, &Convention, &Options) -> (T, Report),
) -> Result<(Opened, (T, Report)), NotOpened> {
    let settings = settings.of_workbook(path);
    let how = settings.how();
    let how = How { password: typed.or(how.password), ..how };
    let opened = open(path, bytes, &settings.convention, how)?;
    let limits = &settings.limits;
    let options = Options { patience: patience(limits), ..settings.options_for(path) };
    let (beside, report) = in_time(limits, || check(&opened.workbook, &settings.convention, &options))?;
    let found = limits.check(Limit::Findings, report.findings.len());
    found.map_err(|excess| NotOpened::from(Failed::Reading(excess.into())))?;
    Ok((opened, (beside, report)))
}
