//! Copies of the workbooks in which what was refused is marked, in the words of whoever refused it.

use std::path::Path;

use pamlint_plan::{Plan, refusals};
use pamlint_reader::Limits;
use pamlint_report::{Failed, Outcome};
use pamlint_rules::Wording;

use crate::copies::{Copy, Names};
use crate::inputs::{self, Input};
use crate::open::{NotOpened, open};
use crate::output::{Mode, make_folder, write_copy};
use crate::settings::Settings;
use crate::shelter;
use crate::speech::said;
use crate::stamp::is_ours;
use crate::work::{self, Marked};

/// Writes a copy of a workbook in which what was refused is marked, `NAME.refused.xlsx`, where something was; says what
/// stood in the way.
pub fn write(
    input: &Input,
    outcome: &Outcome,
    plan: &Plan,
    (names, settings): (&mut Names, &Settings),
) -> Result<(), String> {
    let path = &outcome.path;
    let is_of_it = |object: &pamlint_plan::Object| object.from.iter().any(|from| *from.workbook == **path);
    let is_refused = plan.objects.iter().any(|object| object.was_refused() && is_of_it(object));
    let Some(report) = outcome.result.as_ref().ok().filter(|_| is_refused) else { return Ok(()) };
    let failed = |failed: Failed| format!("{path}: {}", failed.message(settings.language));
    let bytes = inputs::read(&input.path, &settings.limits).map_err(failed)?;
    let opened = open(&input.path, bytes, &settings.convention, settings.how());
    let opened = opened.map_err(|not: NotOpened| failed(not.failed))?;
    if opened.was_protected && !settings.unprotected_copies {
        return Err(said!(
            "{file}: there is no marked copy, since it would not be protected with the password; \
             --allow-unprotected-copy writes one",
            file = path
        ));
    }
    let Some(report) = refusals(plan, path, &opened.workbook, report) else { return Ok(()) };
    let wording = Wording { convention: &settings.convention, language: settings.language };
    let about = settings.about(&input.path, opened.format);
    let (bytes, limits) = (opened.bytes.as_slice(), &settings.limits);
    let here = |limits: &Limits| work::mark(bytes, &report, wording, &about, limits);
    let there = || work::Task::Mark(settings.voice(), about.clone(), Box::new(report.clone()));
    let marked: Result<Marked, Failed> = shelter::within(limits, bytes, here, there);
    let (marked, remarks) = marked.map_err(failed)?;
    remarks.iter().for_each(|remark| tracing::warn!("{path}: {remark}"));
    let copy = names.for_copy(input, settings.to(), Copy::Refused);
    let written = make_folder(&copy, settings.out.as_deref())
        .and_then(|()| write_copy(&marked, Mode::of(&input.path), || names.place(&copy, is_ours)));
    let place = written.map_err(|error| format!("{error:#}"))?;
    place.said().for_each(|said| tracing::warn!("{said}"));
    tracing::warn!("{}", said!("what was refused is marked in {copy}", copy = Path::display(&place.path)));
    Ok(())
}
