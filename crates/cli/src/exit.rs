//! The exit codes, which scripts rely on.

use std::process::ExitCode;

use pamlint_rules::Counts;

use crate::args::FailOn;

/// The exit code of a program that was interrupted, by the shells' custom: 128 + the number of SIGINT.
pub const INTERRUPTED: u8 = 130;

/// How the program ends; the graver comes later and wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing at or above `--fail-on`.
    Fine,
    /// Findings at or above `--fail-on`.
    Findings,
    /// The call, the configuration or the convention is wrong, or an output cannot be written.
    WrongCall,
    /// A workbook could not be checked.
    NotChecked,
    /// ^C came before all workbooks were reached.
    Interrupted,
}

impl Exit {
    /// The end for so many workbooks that could not be checked, and what was found in the others.
    pub fn of(failed: usize, found: Counts, fail_on: FailOn) -> Exit {
        let counted = fail_on.least().map_or(0, |least| found.from(least));
        match (failed, counted) {
            (0, 0) => Exit::Fine,
            (0, _) => Exit::Findings,
            _ => Exit::NotChecked,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Fine => 0,
            Exit::Findings => 1,
            Exit::WrongCall => 2,
            Exit::NotChecked => 3,
            Exit::Interrupted => INTERRUPTED,
        })
    }
}
