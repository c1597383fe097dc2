//! `pamlint check`: every workbook read, judged and marked; what is wrong printed; one exit code.

pub mod one;
mod remembered;
mod returns;
mod watch;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;

use pamlint_report::{Failed, Status};
use pamlint_rules::Tongues;

use crate::about::About;
use crate::across::Across;
use crate::args::{self, CheckArguments};
use crate::cache::Cache;
use crate::cache::answers::Which;
use crate::copies::{Copy, Names};
use crate::exit::Exit;
use crate::guard::guarded;
use crate::inputs::{self, Found, Input};
use crate::interrupt;
use crate::kept::Digest;
use crate::output::{Mode, prepare_folder, sweep};
use crate::pipeline::{self, Reached, Stages};
use crate::progress::Progress;
use crate::replies::Reply;
use crate::settings::{Settings, is_named_well};
use crate::sink::Sink;
use crate::speech::said;
use crate::summaries::root;
use crate::window;
use one::{Checked, Checker, Note, Task};

/// Runs the command.
pub fn run(arguments: &CheckArguments) -> anyhow::Result<Exit> {
    if arguments.watch {
        return watch::run(arguments);
    }
    over(arguments, inputs::find(&arguments.walk, &arguments.own_files())?)
}

/// Checks the workbooks that were found.
fn over(arguments: &CheckArguments, mut found: Found) -> anyhow::Result<Exit> {
    // Which of two comes later decides where it is said what they have in common, not how the call names them.
    inputs::by_path(&mut found.inputs);
    is_named_well(arguments)?;
    let mut settings = Settings::of(arguments)?;
    if found.is_search || found.inputs.len() > 1 {
        settings.look_across();
    }
    let copies = settings.out.as_ref().filter(|_| settings.annotate);
    let replies = settings.replies.as_ref().map(|replies| &replies.folder);
    for folder in copies.into_iter().chain(replies) {
        prepare_folder(folder)?;
    }
    let inputs = found.inputs.iter().map(|input| &input.path);
    let mut names = Names::beside(inputs.chain(&found.linked).map(PathBuf::as_path));
    let roots = found.inputs.iter().filter_map(|input| root(&input.path, input.depth)).collect();
    let about = About {
        roots,
        total: found.inputs.len(),
        mode: Mode::about(found.inputs.iter().map(|input| input.path.as_path())),
    };
    let mut sink = Sink::open(&settings, &mut names, &about)?;
    let tasks = tasks(found.inputs, &mut names, &settings);
    if settings.annotate {
        names.folders().for_each(sweep);
    }
    let is_cached = settings.changed_only || (found.is_search && !arguments.no_cache);
    let checker = Checker {
        settings: &settings,
        names: &names,
        cache: is_cached.then(|| cache(&settings)).flatten(),
        tongues: settings.ways().map(|way| Tongues::new(&way.convention)).collect(),
    };
    let jobs = arguments.run.jobs.unwrap_or_else(pipeline::all_processors);
    let mut across = Across::new(&settings);
    returns::expect(&tasks, jobs, &mut across, &checker)?;
    let shown = arguments.run.progress.unwrap_or(args::Progress::Auto);
    let progress = Progress::start(tasks.len(), shown, settings.language);
    let mut exit = Exit::Fine;
    let mut met: BTreeSet<usize> = BTreeSet::new();
    let mut reported: Vec<(Digest, Digest)> = Vec::new();
    let mut replies: Vec<(Reply, Option<Which>)> = Vec::new();
    let mut answers = checker.cache.as_ref().map(Cache::answers).unwrap_or_default();
    sink.left_out(found.left_out);
    sink.begin()?;
    let sink = RefCell::new(sink);
    let stages = Stages {
        work: |task: &Task| progress.during(&task.input.path, || checker.check(task)),
        link: |checked: &mut Checked| {
            // The parts of a run are compared with each other when they are joined. What panics here leaves
            // out what it would have added, and nothing else.
            let mut link = || {
                checked.recall(&across);
                across.link(&mut checked.outcome)
            };
            let has_more = settings.shard.is_none() && guarded(&mut link).unwrap_or(false);
            checked.is_to_do_again(has_more, &settings)
        },
        again: |task: &Task, checked| progress.during(&task.input.path, || checker.mark_again(task, checked)),
        take: |task: &Task, reached| {
            let mut checked = match reached {
                Reached::Done(checked) => checked,
                Reached::Stumbled => Checked::failed(task, Failed::Stumbled),
                Reached::Not => {
                    exit = Exit::Interrupted;
                    sink.borrow_mut().not_reached(&task.path());
                    return Ok(());
                }
            };
            progress.done();
            if let Some(copy) = &checked.outcome.annotated {
                window::written(copy.as_ref());
            }
            met.extend(checked.outcome.result.iter().flat_map(|report| &report.exceptions_met));
            checked.notes.iter().for_each(Note::print);
            if checked.has_old_copy && checked.outcome.status() == Status::Clean {
                let (path, copy) = (task.path(), task.copy.display());
                tracing::warn!(
                    "{}",
                    said!(
                        "{file}: there is nothing to correct any more; {copy} is of an earlier check",
                        file = path,
                        copy = copy
                    )
                );
            }
            let which = checker.which(task, &checked);
            let told = which.as_ref().map(|which| answers.told(which)).unwrap_or_default();
            if let Some(known) = &checked.known {
                reported.push((known.name, known.outcome));
                if checker.was_reported(known) {
                    sink.borrow_mut().told_before(&checked.outcome, told);
                    if settings.watch {
                        sink.borrow_mut().asks(&checked.outcome, checked.requests.take());
                    }
                    return Ok(());
                }
            }
            exit = exit.max(checked.exit);
            if let Some(wanted) = &settings.of_workbook(&task.input.path).replies {
                replies.extend(wanted.draft(task, &checked.outcome, &settings)?.map(|reply| (reply, which)));
            }
            let asked = (&checked.outcome, checked.requests.take());
            sink.borrow_mut().part(asked, told, (task.position, task.input.depth))
        },
        abandon: || {
            progress.end();
            if let Err(error) = sink.borrow_mut().end() {
                tracing::error!("{error:#}");
            }
            interrupt::end();
        },
    };
    pipeline::run(&tasks, jobs, stages)?;
    progress.end();
    let mut sink = sink.into_inner();
    if exit != Exit::Interrupted && settings.shard.is_none() {
        sink.unused_exceptions(settings.unused_exceptions(&met));
    }
    // Who gets a reply is only known once all workbooks are.
    let is_answered = exit != Exit::Interrupted || replies.is_empty();
    if is_answered {
        let replaced = sink.replaced();
        for (reply, which) in replies {
            let (until, expects) = (reply.until, reply.expects);
            let (end, is_written) = reply.write(&replaced, &names);
            exit = exit.max(end);
            if let Some(which) = which.filter(|_| is_written && expects) {
                answers.note(&which, until, settings.today);
            }
        }
    } else {
        tracing::warn!("{}", said!("no replies are written, since not all workbooks were reached"));
    }
    exit = exit.max(sink.end()?);
    if let Some(cache) = checker.cache.as_ref().filter(|_| is_answered) {
        cache.keep_reported(&reported);
        answers.keep();
    }
    Ok(exit)
}

/// The cache of earlier outcomes; a run goes without when they cannot be.
fn cache(settings: &Settings) -> Option<Cache> {
    match Cache::open(settings) {
        Ok(cache) => Some(cache),
        Err(error) => {
            tracing::warn!("{}", said!("{why}; every workbook is checked anew", why = format!("{error:#}")));
            None
        }
    }
}

/// The workbooks to check here, with the names of their copies. They get them before it is known whether
/// there will be copies, and whichever part of the run this is, so that names depend on neither.
fn tasks(inputs: Vec<Input>, names: &mut Names, settings: &Settings) -> Vec<Task> {
    let task = |(position, input): (usize, Input)| {
        let copy = names.for_copy(&input, settings.to(), Copy::Checked);
        let reply = settings.replies_to().map(|to| names.for_copy(&input, to, Copy::Reply));
        Task { input, copy, reply, position }
    };
    let tasks = inputs.into_iter().enumerate().map(task);
    tasks.filter(|task| settings.shard.is_none_or(|shard| shard.takes(&task.input.below))).collect()
}
