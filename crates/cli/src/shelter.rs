//! What may panic, hang or eat memory: done in a child process of ourselves, which may die.
//!
//! Work on a small workbook is done here, within limits that keep it small; only one that does not keep them, or whose
//! format is read by a library that trusts what a file says, costs a process. The child gets its task and the bytes of
//! one file on standard input and answers on standard output. A password goes the same way, so that no list of
//! processes shows it.

use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::panic;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use pamlint_reader::{Damage, Failure, Limit, Limits};
use pamlint_report::{Failed, Unreadable};
use pamlint_writer::{FixError, WriteError};
use serde::de::DeserializeOwned;

use crate::files::why;
use crate::guard::{end_of, in_time};
use crate::interrupt;
use crate::work::Task;

/// The argument that makes the program such a child; it stands alone.
const ARGUMENT: &str = "__sheltered";

/// The memory that the program itself takes in a child, in bytes.
#[cfg(unix)]
const OWN_MEMORY: u64 = 64 << 20;

/// How long an answer is waited for before it is asked whether ^C was pressed.
const PATIENCE: Duration = Duration::from_millis(50);

/// Keeps ^C away from a child (`CREATE_NEW_PROCESS_GROUP` of the Windows API).
#[cfg(windows)]
const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;

/// Does something with a file: as `here` does it, if the file keeps the limits of a small one, and else as a child
/// does the `task`.
///
/// # Errors
/// Why it could not be done.
pub fn within<T: DeserializeOwned>(
    limits: &Limits,
    file: &[u8],
    here: impl FnOnce(&Limits) -> Result<T, Failed>,
    task: impl FnOnce() -> Task,
) -> Result<T, Failed> {
    match in_time(limits, || here(&limits.small())).flatten() {
        Err(Failed::Reading(Failure::TooLarge(excess))) if excess.limit == Limit::Seconds => {
            Err(Failed::Reading(excess.into()))
        }
        Err(
            Failed::Reading(Failure::TooLarge(_))
            | Failed::Fixing(
                FixError::Unreadable(Failure::TooLarge(_)) | FixError::Unwritable(WriteError::TooLarge(_)),
            ),
        ) => perform(&task(), file, limits),
        result => result,
    }
}

/// Has a child do something with a file.
///
/// # Errors
/// Why it could not be done.
pub fn perform<T: DeserializeOwned>(task: &Task, file: &[u8], limits: &Limits) -> Result<T, Failed> {
    let answer = ask(task, file, limits).map_err(|error| Failed::Bytes(Unreadable::Other(why(&error))))?;
    let result: Result<T, Failed> =
        postcard::from_bytes(&answer.map_err(Failed::Reading)?).map_err(|_| Failed::Reading(stumbled()))?;
    result
}

/// Hands a task and a file to a child, and waits for the answer as long as it may take.
fn ask(task: &Task, file: &[u8], limits: &Limits) -> io::Result<Result<Vec<u8>, Failure>> {
    let head = postcard::to_stdvec(&(limits, task)).map_err(io::Error::other)?;
    let length = u32::try_from(head.len()).unwrap_or(u32::MAX).to_le_bytes();
    let task = [length.as_slice(), &head].concat();
    twice(|| {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(ARGUMENT);
        converse(command, &task, file, limits)
    })
}

/// Has it done once more where it was given up without a word: a machine that is short of memory or of processes may
/// not have let the child begin, while what panics does so again.
fn twice(
    mut attempt: impl FnMut() -> io::Result<Result<Vec<u8>, Failure>>,
) -> io::Result<Result<Vec<u8>, Failure>> {
    match attempt()? {
        Err(failure) if failure == stumbled() => {
            thread::sleep(PATIENCE);
            attempt()
        }
        answer => Ok(answer),
    }
}

/// Starts a child, and waits for its answer no longer than it may take.
fn converse(
    mut command: Command,
    task: &[u8],
    file: &[u8],
    limits: &Limits,
) -> io::Result<Result<Vec<u8>, Failure>> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    // ^C is for us to act on: a child that it ended would look like a workbook that cannot be read.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    #[cfg(windows)]
    std::os::windows::process::CommandExt::creation_flags(&mut command, CREATE_NEW_PROCESS_GROUP);
    let mut child = command.spawn()?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(stop(child).err().unwrap_or_else(|| io::Error::other("no pipe to a child process")));
    };
    thread::scope(|scope| {
        // A child that dies early closes its end: that is seen in what it answers.
        scope.spawn(move || {
            let _ = input.write_all(task).and_then(|()| input.write_all(file));
        });
        let (sender, receiver) = mpsc::channel();
        scope.spawn(move || {
            let mut answer = Vec::new();
            let read = output.take(limits.most(Limit::Memory)).read_to_end(&mut answer);
            let _ = sender.send(read.map(|_| answer));
        });
        let end = end_of(limits);
        let answer = loop {
            let left = end.saturating_duration_since(Instant::now());
            match receiver.recv_timeout(left.min(PATIENCE)) {
                Err(RecvTimeoutError::Timeout) if !left.is_zero() && !interrupt::is_asked() => {}
                answer => break answer,
            }
        };
        // Whatever it was doing: with its answer, or without one in time, it is at an end.
        let status = stop(child)?;
        match answer {
            Ok(answer) => Ok(understood(answer?, status, limits)),
            // Nobody waits for the result any more: the run ends without it.
            Err(_) if interrupt::is_asked() => panic::resume_unwind(Box::new("interrupted")),
            Err(_) => Ok(Err(Limit::Seconds.excess(limits).into())),
        }
    })
}

fn understood(answer: Vec<u8>, status: ExitStatus, limits: &Limits) -> Result<Vec<u8>, Failure> {
    if !answer.is_empty() {
        Ok(answer)
    } else if ran_out_of_memory(status) {
        Err(Limit::Memory.excess(limits).into())
    } else {
        Err(stumbled())
    }
}

/// Ends a child that has answered, or is not to any more.
fn stop(mut child: Child) -> io::Result<ExitStatus> {
    // One that is answering ends by itself a moment later; killing it then fails or does no harm.
    for _ in 0..10 {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        thread::sleep(Duration::from_millis(1));
    }
    let _ = child.kill();
    child.wait()
}

/// A program that gets no memory aborts.
#[cfg(unix)]
fn ran_out_of_memory(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    status.signal().is_some()
}

#[cfg(not(unix))]
fn ran_out_of_memory(status: ExitStatus) -> bool {
    !status.success()
}

/// What a file is at which a library gives up without a word.
fn stumbled() -> Failure {
    Failure::Corrupt(Damage::Unexplained)
}

/// Does the task of a child, if this process is one.
pub fn run_child() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    let is_child = arguments.next().as_deref() == Some(OsStr::new(ARGUMENT)) && arguments.next().is_none();
    is_child.then(|| {
        // The parent says what went wrong, in the words of the user.
        panic::set_hook(Box::new(|_| {}));
        match answer() {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        }
    })
}

#[cfg(unix)]
fn bound(limits: &Limits) {
    use rlimit::{Resource, setrlimit};
    let memory = limits.most(Limit::Memory).saturating_add(OWN_MEMORY);
    // Without the limits, the time that the parent waits still holds.
    let _ = setrlimit(Resource::AS, memory, memory);
    // Should the parent be gone, nobody else ends it.
    let seconds = limits.most(Limit::Seconds).saturating_mul(2);
    let _ = setrlimit(Resource::CPU, seconds, seconds.saturating_add(1));
    // A child that dies is no fault to be looked into.
    let _ = setrlimit(Resource::CORE, 0, 0);
}

#[cfg(not(unix))]
fn bound(_: &Limits) {}

fn answer() -> io::Result<()> {
    let mut input = io::stdin().lock();
    let mut length = [0; 4];
    input.read_exact(&mut length)?;
    let mut head = Vec::new();
    input.by_ref().take(u32::from_le_bytes(length).into()).read_to_end(&mut head)?;
    let (limits, task): (Limits, Task) = postcard::from_bytes(&head).map_err(io::Error::other)?;
    drop(head);
    bound(&limits);
    let mut file = Vec::new();
    input.read_to_end(&mut file)?;
    let stumbled = |_| io::Error::other("it panicked");
    let result = panic::catch_unwind(move || task.perform(&file, &limits)).map_err(stumbled)?;
    let mut output = io::stdout().lock();
    output.write_all(&result)?;
    output.flush()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    /// What becomes of a file for which the child does what a shell script says.
    fn child(script: &str, limits: &Limits) -> Result<Vec<u8>, Failure> {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        converse(command, &[1], &[0; 1 << 20], limits).unwrap()
    }

    #[test]
    fn a_child_that_hangs_is_ended_in_time() {
        let start = Instant::now();
        let limits = Limits::default().with(&[(Limit::Seconds, 1)]);
        let failure = child("exec sleep 60", &limits).unwrap_err();
        assert_eq!(failure, Failure::TooLarge(Limit::Seconds.excess(&limits)));
        assert!(start.elapsed() < Duration::from_secs(30), "it was waited for");
    }

    #[test]
    fn a_child_that_dies_is_a_workbook_that_cannot_be_read() {
        let limits = Limits::default();
        // As a program does that gets no memory.
        assert_eq!(
            child("kill -ABRT $$", &limits).unwrap_err(),
            Failure::TooLarge(Limit::Memory.excess(&limits))
        );
        assert_eq!(child("cat >/dev/null; exit 3", &limits).unwrap_err(), stumbled());
        assert_eq!(child("cat >/dev/null; printf done", &limits).unwrap(), b"done");
        let mut answers = vec![Ok(b"done".to_vec()), Err(stumbled())];
        assert_eq!(twice(|| Ok(answers.pop().unwrap())).unwrap().unwrap(), b"done");
    }
}
