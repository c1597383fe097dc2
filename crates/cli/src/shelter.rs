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

use pamlint_reader::{Book, Damage, Excess, Failure};

/// The argument that makes the program such a child; it stands alone.
const ARGUMENT: &str = "__sheltered";

/// The memory that a child may take, in bytes.
const MEMORY: u64 = 1 << 30;

/// The time that a child may take.
const TIME: Duration = Duration::from_secs(10);

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
pub fn read_book(bytes: &[u8]) -> io::Result<Result<Book, Failure>> {
    let answer = ask(&[READ], bytes)?;
    Ok(answer.and_then(|book| postcard::from_bytes(&book).map_err(|_| stumbled())))
}

/// Opens a workbook that is protected with a password.
///
/// # Errors
/// As [`read_book`].
pub fn decrypt(bytes: &[u8], password: &str) -> io::Result<Result<Vec<u8>, Failure>> {
    let length = u32::try_from(password.len()).unwrap_or(u32::MAX).to_le_bytes();
    ask(&[&[DECRYPT], length.as_slice(), password.as_bytes()].concat(), bytes)
}

/// Hands a task and a file to a child, and waits for the answer as long as it may take.
fn ask(task: &[u8], file: &[u8]) -> io::Result<Result<Vec<u8>, Failure>> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(ARGUMENT);
    converse(command, task, file, TIME)
}

/// Starts a child, and waits for its answer no longer than `time`.
fn converse(
    mut command: Command,
    task: &[u8],
    file: &[u8],
    time: Duration,
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
            let read = output.take(MEMORY).read_to_end(&mut answer);
            let _ = sender.send(read.map(|_| answer));
        });
        let answer = receiver.recv_timeout(time);
        // Whatever it was doing: with its answer, or without one in time, it is at an end.
        let status = stop(child)?;
        match answer {
            Ok(answer) => Ok(understood(&answer?, status)),
            Err(_) => Ok(Err(Failure::TooLarge(Excess::Time(time.as_secs())))),
        }
    })
}

fn understood(answer: &[u8], status: ExitStatus) -> Result<Vec<u8>, Failure> {
    match answer.split_first() {
        Some((&DONE, result)) => Ok(result.to_vec()),
        Some((&FAILED, failure)) => Err(postcard::from_bytes(failure).unwrap_or_else(|_| stumbled())),
        _ if ran_out_of_memory(status) => Err(Failure::TooLarge(Excess::Memory(MEMORY))),
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
        limit_memory();
        // The parent says what went wrong, in the words of the user.
        panic::set_hook(Box::new(|_| {}));
        match answer() {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        }
    })
}

#[cfg(unix)]
fn limit_memory() {
    // Without the limit, the time limit still holds.
    let _ = rlimit::setrlimit(rlimit::Resource::AS, MEMORY, MEMORY);
    // A child that dies is no fault to be looked into.
    let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
}

#[cfg(not(unix))]
fn limit_memory() {}

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
    match asked.split_first() {
        Some((&READ, file)) => {
            let book = pamlint_reader::read_book(file)?;
            postcard::to_stdvec(&book).map_err(|_| stumbled())
        }
        Some((&DECRYPT, rest)) => {
            let (password, file) = password_and_file(rest).ok_or_else(stumbled)?;
            pamlint_reader::decrypt(file, password)
        }
        _ => Err(stumbled()),
    }
}

fn password_and_file(rest: &[u8]) -> Option<(&str, &[u8])> {
    let (length, rest) = rest.split_at_checked(4)?;
    let length = u32::from_le_bytes(length.try_into().ok()?);
    let (password, file) = rest.split_at_checked(usize::try_from(length).ok()?)?;
    Some((std::str::from_utf8(password).ok()?, file))
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    /// What becomes of a file for which the child does what a shell script says.
    fn child(script: &str, time: Duration) -> Result<Vec<u8>, Failure> {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        converse(command, &[READ], &[0; 1 << 20], time).unwrap()
    }

    #[test]
    fn a_child_that_hangs_is_ended_in_time() {
        let start = Instant::now();
        let failure = child("exec sleep 60", Duration::from_secs(1)).unwrap_err();
        assert_eq!(failure, Failure::TooLarge(Excess::Time(1)));
        assert!(start.elapsed() < Duration::from_secs(30), "it was waited for");
    }

    #[test]
    fn a_child_that_dies_is_a_workbook_that_cannot_be_read() {
        let time = Duration::from_secs(30);
        // As a program does that gets no memory.
        assert_eq!(child("kill -ABRT $$", time).unwrap_err(), Failure::TooLarge(Excess::Memory(MEMORY)));
        assert_eq!(child("cat >/dev/null; exit 3", time).unwrap_err(), stumbled());
        assert_eq!(child("cat >/dev/null; printf x", time).unwrap_err(), stumbled());
        assert_eq!(child("cat >/dev/null; printf -- '-broken'", time).unwrap_err(), stumbled());
        assert_eq!(child("cat >/dev/null; printf '+done'", time).unwrap(), b"done");
    }
}
