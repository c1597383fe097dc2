//! How far a run is, in one line at the bottom of the screen.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use pamlint_report::one_line;
use pamlint_words::{Language, Words};

use crate::args;
use crate::terminal;

/// The progress of a run; silent where nobody looks.
pub struct Progress {
    bar: ProgressBar,
    current: Mutex<BTreeSet<String>>,
}

impl Progress {
    /// Starts to show it.
    pub fn start(workbooks: usize, wanted: args::Progress, language: Language) -> Progress {
        let is_wanted = wanted == args::Progress::Auto && workbooks > 1;
        // Drawn where standard error is a terminal, and nowhere else.
        let target = if is_wanted { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let total = u64::try_from(workbooks).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(total), target).with_style(style(language));
        if !bar.is_hidden() {
            terminal::show(&bar);
            bar.enable_steady_tick(Duration::from_millis(250));
        }
        Progress { bar, current: Mutex::default() }
    }

    /// Does the work on a workbook, which is shown as long as it takes.
    pub fn during<T>(&self, path: &Path, work: impl FnOnce() -> T) -> T {
        if self.bar.is_hidden() {
            return work();
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = one_line(&name).into_owned();
        self.change(|current| current.insert(name.clone()));
        let result = work();
        self.change(|current| current.remove(&name));
        result
    }

    fn change(&self, change: impl FnOnce(&mut BTreeSet<String>) -> bool) {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut current);
        let names: Vec<&str> = current.iter().map(String::as_str).collect();
        self.bar.set_message(names.join(", "));
    }

    /// One more workbook is done.
    pub fn done(&self) {
        self.bar.inc(1);
    }

    /// Takes it off the screen.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}

fn style(language: Language) -> ProgressStyle {
    let left = Words::of(language).cli.left.fill(&[("left", &"{left}")]);
    let line = format!("[{{bar:20}}] {{pos}}/{{len}}  {{rate}}  {left}  {{wide_msg}}");
    // The line is ours, and right; without it there would be a plain bar.
    let style = ProgressStyle::with_template(&line).unwrap_or_else(|_| ProgressStyle::default_bar());
    let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let _ = write!(out, "{:.1}/s", state.per_sec());
    };
    let left = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let seconds = state.eta().as_secs();
        let _ = write!(out, "{}:{:02}", seconds / 60, seconds % 60);
    };
    style.with_key("rate", rate).with_key("left", left).progress_chars("=> ")
}
