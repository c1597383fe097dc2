//! `pamlint plan`: every workbook read and judged, and one plan of what has to be made for their accounts.

mod kept;
mod marked;

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use kept::Kept;
use pamlint_plan::{Asked, Requests, Undo, undo_json, undo_text};
use pamlint_report::{Failed, Outcome};
use pamlint_rules::{Replaced, Rounds};

use crate::across::Across;
use crate::args::{self, PlanArguments, PlanFormat};
use crate::copies::Names;
use crate::exit::Exit;
use crate::guard::guarded;
use crate::inputs::{self, Input};
use crate::interrupt;
use crate::judged::judged_by;
use crate::lists;
use crate::open::NotOpened;
use crate::output::{Endings, Mode, Output, fits_text};
use crate::pipeline::{self, Reached, Stages};
use crate::plan_files::written;
use crate::progress::Progress;
use crate::settings::Settings;
use crate::speech::{fail, said};

/// The formats that a file of that ending is likely meant for.
const BY_ENDING: Endings = &[
    ("json", "json"),
    ("xlsx", "xlsx"),
    ("mmd", "mermaid"),
    ("dot", "dot"),
    ("svg", "svg"),
    ("csv", "accounts-csv"),
    ("jsonl", "rest"),
    ("ps1", "pspas"),
    ("tf", "terraform"),
    ("yml", "ansible"),
    ("yaml", "ansible"),
];

/// Runs the command.
pub fn run(arguments: PlanArguments) -> anyhow::Result<Exit> {
    let format = arguments.format.unwrap_or(PlanFormat::Text);
    if let (Some(file), None) = (&arguments.output, arguments.format) {
        fits_text(file, BY_ENDING)?;
    }
    let lists = arguments.inventory.clone();
    let kept = Kept::of(&arguments)?;
    if let Some(file) = arguments.undo.clone() {
        return undo(&file, format, (&lists, arguments));
    }
    let arguments = arguments.into_check();
    let mut own = arguments.own_files();
    own.extend(lists.iter().map(|(_, file)| file.clone()));
    own.extend(kept.files().cloned());
    let mut found = inputs::find(&arguments.walk, &own)?;
    inputs::by_path(&mut found.inputs);
    let mut settings = Settings::of(&arguments)?;
    if settings.convention.plan.is_none() {
        fail!(
            "the convention {convention} does not say what has to be made for an account: it has no [plan]",
            convention = settings.convention.id
        );
    }
    let inventory = lists::inventory(&lists, &settings.convention, &settings.limits)?;
    if format == PlanFormat::Xlsx && settings.output.is_none() {
        fail!("--format xlsx is no text for the screen; name a file for it with --output");
    }
    if found.inputs.len() > 1 {
        settings.look_across();
    }
    if let Some(other) =
        found.inputs.iter().find(|input| settings.of_workbook(&input.path).named != settings.named)
    {
        fail!(
            "{file} goes by a convention of its own, as pamlint.toml says of its folder, and a plan by one; plan that \
             folder by itself, with --convention",
            file = other.path.display()
        );
    }
    let mut names = Names::beside(
        found.inputs.iter().map(|input| &input.path).chain(&found.linked).map(PathBuf::as_path),
    );
    let output = Output::of(settings.output.as_deref(), &mut names)?;
    let shown = arguments.run.progress.unwrap_or(args::Progress::Auto);
    let progress = Progress::start(found.inputs.len(), shown, settings.language);
    let mut exit = Exit::Fine;
    let mut asked: Vec<Checked> = Vec::new();
    let stages = Stages {
        work: |input: &Input| progress.during(&input.path, || check(&input.path, &settings)),
        link: |_: &mut Checked| false,
        again: |_: &Input, checked| checked,
        take: |input: &Input, reached| {
            let checked = match reached {
                Reached::Done(checked) => checked,
                Reached::Stumbled => Checked::failed(&input.path, Failed::Stumbled),
                Reached::Not => {
                    tracing::warn!("{}", said!("not reached: {file}", file = input.path.display()));
                    exit = Exit::Interrupted;
                    return Ok(());
                }
            };
            progress.done();
            asked.push(checked);
            Ok(())
        },
        abandon: || {
            progress.end();
            interrupt::end();
        },
    };
    pipeline::run(&found.inputs, arguments.run.jobs.unwrap_or_else(pipeline::all_processors), stages)?;
    progress.end();
    // A plan of some of the workbooks would look like one of all of them.
    if exit == Exit::Interrupted {
        return Ok(exit);
    }
    let replaced = replaced(&asked);
    exit = exit.max(link(&mut asked, &replaced, &settings));
    let counts = asked.iter().filter(|checked| replaced.by(&checked.outcome.path).is_none());
    let workbooks: Vec<Asked<'_>> = counts.filter_map(Checked::asked).collect();
    let mut plan = kept.plan(&workbooks, &inventory, &settings)?;
    plan.replaced = replaced;
    let bytes = written(&plan, &settings.head(), format)?;
    let inputs = found.inputs.iter().map(|input| input.path.as_path());
    output.put(&bytes, Mode::about(inputs))?;
    if kept.has_receipt() {
        for (input, checked) in found.inputs.iter().zip(&asked) {
            if let Err(why) = marked::write(input, &checked.outcome, &plan, (&mut names, &settings)) {
                tracing::error!("{why}");
                exit = exit.max(Exit::WrongCall);
            }
        }
    }
    // The run ends here, and giving back the memory of each of a hundred thousand objects takes a tenth of it.
    std::mem::forget((plan, asked));
    Ok(exit)
}

/// Which workbooks are not planned, since another one came in their place.
fn replaced(asked: &[Checked]) -> Replaced {
    let mut rounds = Rounds::default();
    for Outcome { path, result, .. } in asked.iter().map(|checked| &checked.outcome) {
        result.iter().for_each(|report| rounds.add(path, report));
    }
    rounds.replaced()
}

/// Compares the workbooks that are planned with each other, and says which of all were not checked or are not planned;
/// how the run ends for what was found.
fn link(asked: &mut [Checked], replaced: &Replaced, settings: &Settings) -> Exit {
    let mut across = Across::new(settings);
    let mut exit = Exit::Fine;
    for Checked { outcome, .. } in asked {
        if let Some(by) = replaced.by(&outcome.path) {
            tracing::warn!(
                "{}",
                said!("{path} is not planned: {by} came in its place", path = outcome.path, by = by)
            );
            continue;
        }
        // What panics here leaves out what it would have added, and nothing else.
        let _ = guarded(|| across.link(outcome));
        let end = match &outcome.result {
            Ok(report) => Exit::of(0, report.counts(), settings.fail_on),
            Err(failed) => {
                tracing::error!("{}: {}", outcome.path, failed.message(settings.language));
                Exit::NotChecked
            }
        };
        exit = exit.max(end);
    }
    exit
}

/// The inverse of what a ledger says was made here.
fn undo(
    file: &Path,
    format: PlanFormat,
    (lists, arguments): (&[(String, PathBuf)], PlanArguments),
) -> anyhow::Result<Exit> {
    let settings = Settings::of(&arguments.into_check())?;
    let inventory = lists::inventory(lists, &settings.convention, &settings.limits)?;
    let ledger = kept::read(file).with_context(|| format!("--undo {}", file.display()))?;
    let undo = Undo::of(&ledger, &inventory);
    let text = match format {
        PlanFormat::Text => undo_text(&undo, &settings.head()),
        PlanFormat::Json => undo_json(&undo, &settings.head()),
        _ => fail!("--undo goes with --format text or json only"),
    };
    let mut names = Names::beside([file]);
    Output::of(settings.output.as_deref(), &mut names)?.put(text.as_bytes(), Mode::about([file]))?;
    Ok(Exit::Fine)
}

/// A workbook that was checked, and what it asks for.
struct Checked {
    outcome: Outcome,
    requests: Requests,
}

impl Checked {
    fn failed(path: &Path, failed: Failed) -> Checked {
        let path = path.to_string_lossy().into_owned();
        let outcome = Outcome { path, result: Err(failed), annotated: None };
        Checked { outcome, requests: Requests::default() }
    }

    fn asked(&self) -> Option<Asked<'_>> {
        let report = self.outcome.result.as_ref().ok()?;
        Some(Asked { path: &self.outcome.path, requests: &self.requests, report })
    }
}

/// Checks a workbook, and asks it what it wants.
fn check(path: &Path, settings: &Settings) -> Checked {
    let checked = || {
        let bytes = inputs::read(path, &settings.limits).map_err(NotOpened::from)?;
        let (_, asked) = judged_by(path, bytes, (None, settings), Requests::checked)?;
        Ok::<_, NotOpened>(asked)
    };
    match checked() {
        Ok((requests, report)) => {
            let path = path.to_string_lossy().into_owned();
            Checked { outcome: Outcome { path, result: Ok(report), annotated: None }, requests }
        }
        Err(not) => Checked::failed(path, not.failed),
    }
}
