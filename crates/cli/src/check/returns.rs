//! The copies that came back, known before any workbook is compared with others: of the rounds of a request only the last
//! is, and it may stand behind whatever shares something with it.

use std::num::NonZeroUsize;

use pamlint_reader::may_have_come_back;
use pamlint_report::Outcome;

use super::one::{Checker, Task};
use crate::across::Across;
use crate::guard::guarded;
use crate::inputs;
use crate::judged::judged;
use crate::kept::digest;
use crate::pipeline::{self, Reached, Stages};

/// Tells of the copies that came back among the workbooks of a run.
///
/// # Errors
/// When no threads can be had.
pub fn expect(
    tasks: &[Task],
    jobs: NonZeroUsize,
    across: &mut Across<'_>,
    checker: &Checker<'_>,
) -> anyhow::Result<()> {
    // One that is alone, or compared with others when the parts of a run are joined, replaces none here.
    if tasks.len() < 2 || checker.settings.shard.is_some() {
        return Ok(());
    }
    let stages = Stages {
        work: |task: &Task| returned(task, checker),
        link: |_: &mut Option<Outcome>| false,
        again: |_: &Task, outcome| outcome,
        take: |_: &Task, reached| {
            if let Reached::Done(Some(outcome)) = reached {
                across.expect_return(&outcome);
            }
            Ok(())
        },
        abandon: || {},
    };
    pipeline::run(tasks, jobs, stages)
}

/// What a copy that came back is told by; `None` for other workbooks, which are only looked at.
fn returned(task: &Task, checker: &Checker<'_>) -> Option<Outcome> {
    let settings = checker.settings;
    let path = &task.input.path;
    if inputs::is_standard_input(path) {
        return None;
    }
    let bytes = inputs::read(path, &settings.limits).ok()?;
    if !guarded(|| may_have_come_back(&bytes, &settings.limits.small()))? {
        return None;
    }
    let kept =
        checker.cache.as_ref().and_then(|cache| cache.find(&cache.name(path, settings), &digest(&bytes)));
    let report = match kept {
        Some(entry) => entry.kept.result.ok()?,
        None => judged(path, bytes, None, settings).ok()?.1,
    };
    report.memory.is_return.then(|| Outcome { path: task.path(), result: Ok(report), annotated: None })
}
