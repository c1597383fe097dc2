//! What may panic, hang or eat memory: done in a child process of ourselves, which may die.
//!
//! The child gets its task and the bytes of one file on standard input and answers on standard output;
//! it touches nothing else. A password goes the same way, so that no list of processes shows it.

use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::panic;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use pamlint_reader::{Book, Damage, Failure, Limit, Limits};

/// The argument that makes the program such a child; it stands alone.
const ARGUMENT: &str = "__sheltered";

/// Keeps ^C away from a child (`CREATE_NEW_PROCESS_GROUP` of the Windows API).
#[cfg(windows)]
const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;

/// The first byte of what a child is asked, and of what it answers.
const READ: u8 = b'r';
const DECRYPT: u8 = b'd';
const DONE: u8 = b'+';
const FAILED: u8 = b'-';

/// Reads the cells of a workbook.
///
/// # Errors
/// When there can be no child; the result inside says what became of the workbook.
pub fn read_book(bytes: &[u8], limits: &Limits) -> io::Result<Result<Book, Failure>> {
    let answer = ask(READ, "", bytes, limits)?;
    Ok(answer.and_then(|book| postcard::from_bytes(&book).map_err(|_| stumbled())))
}

/// Opens a workbook that is protected with a password.
///
/// # Errors
/// As [`read_book`].
pub fn decrypt(bytes: &[u8], password: &str, limits: &Limits) -> io::Result<Result<Vec<u8>, Failure>> {
    ask(DECRYPT, password, bytes, limits)
}

/// Hands a task and a file to a child, and waits for the answer as long as it may take.
fn ask(kind: u8, password: &str, file: &[u8], limits: &Limits) -> io::Result<Result<Vec<u8>, Failure>> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(ARGUMENT);
    let head = postcard::to_stdvec(&(kind, password, limits)).map_err(io::Error::other)?;
    let length = u32::try_from(head.len()).unwrap_or(u32::MAX).to_le_bytes();
    converse(command, &[length.as_slice(), &head].concat(), file, limits)
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
        let answer = receiver.recv_timeout(Duration::from_secs(limits.most(Limit::Seconds)));
        // Whatever it was doing: with its answer, or without one in time, it is at an end.
        let status = stop(child)?;
        match answer {
            Ok(answer) => Ok(understood(&answer?, status, limits)),
            Err(_) => Ok(Err(Limit::Seconds.excess(limits).into())),
        }
    })
}

fn understood(answer: &[u8], status: ExitStatus, limits: &Limits) -> Result<Vec<u8>, Failure> {
    match answer.split_first() {
        Some((&DONE, result)) => Ok(result.to_vec()),
        Some((&FAILED, failure)) => Err(postcard::from_bytes(failure).unwrap_or_else(|_| stumbled())),
        _ if ran_out_of_memory(status) => Err(Limit::Memory.excess(limits).into()),
        _ => Err(stumbled()),
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
fn limit_memory(limits: &Limits) {
    let most = limits.most(Limit::Memory);
    // Without the limit, the time limit still holds.
    let _ = rlimit::setrlimit(rlimit::Resource::AS, most, most);
    // A child that dies is no fault to be looked into.
    let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
}

#[cfg(not(unix))]
fn limit_memory(_: &Limits) {}

fn answer() -> io::Result<()> {
    let mut asked = Vec::new();
    io::stdin().lock().read_to_end(&mut asked)?;
    let result = panic::catch_unwind(|| perform(&asked)).unwrap_or_else(|_| Err(stumbled()));
    let (first, rest) = match result {
        Ok(result) => (DONE, result),
        Err(failure) => (FAILED, postcard::to_stdvec(&failure).map_err(io::Error::other)?),
    };
    let mut output = io::stdout().lock();
    output.write_all(&[first])?;
    output.write_all(&rest)?;
    output.flush()
}

fn perform(asked: &[u8]) -> Result<Vec<u8>, Failure> {
    let (length, rest) = asked.split_first_chunk().ok_or_else(stumbled)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| stumbled())?;
    let (head, file) = rest.split_at_checked(length).ok_or_else(stumbled)?;
    let (kind, password, limits): (u8, &str, Limits) = postcard::from_bytes(head).map_err(|_| stumbled())?;
    limit_memory(&limits);
    match kind {
        READ => {
            let book = pamlint_reader::read_book_within(file, &limits)?;
            postcard::to_stdvec(&book).map_err(|_| stumbled())
        }
        DECRYPT => pamlint_reader::decrypt_within(file, password, &limits),
        _ => Err(stumbled()),
    }
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
        converse(command, &[READ], &[0; 1 << 20], limits).unwrap()
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
        assert_eq!(child("cat >/dev/null; printf x", &limits).unwrap_err(), stumbled());
        assert_eq!(child("cat >/dev/null; printf -- '-broken'", &limits).unwrap_err(), stumbled());
        assert_eq!(child("cat >/dev/null; printf '+done'", &limits).unwrap(), b"done");
    }
}
