//! What is wrong with the call, the configuration or the convention, as it is shown.

use std::fmt;
use std::io::Write as _;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use pamlint_convention::{LoadError, Problem, Syntax, nearest};
use pamlint_report::one_line;

use crate::speech::{self, said};

/// How many mistakes are shown of one file; beyond that they are noise.
const MOST: usize = 50;

/// A place in a file, to show what is wrong there. Lines and columns count from 1.
#[derive(Debug, Clone)]
pub struct Spot {
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub end_column: usize,
    /// The text of the line.
    pub source_line: String,
}

impl Spot {
    /// A mistake at the place, and what may be meant.
    pub fn problem(&self, message: String, hint: Option<String>) -> Problem {
        let Spot { file, line, column, end_column, source_line } = self.clone();
        Problem { file, line, column, end_column, source_line, message, hint }
    }
}

/// Why a value of an option cannot be used. Most values can be judged only when the convention is known, or the
/// files that they name; where the value stands in the configuration, the reason is shown there.
#[derive(Debug)]
pub struct Refused {
    /// The key that the option has in the configuration.
    pub key: &'static str,
    /// The value, as the option takes it.
    pub value: String,
    /// The reason.
    pub why: anyhow::Error,
}

impl Refused {
    /// A reason to refuse a value of an option, as `map_err` takes it.
    pub fn value(key: &'static str, value: impl fmt::Display) -> impl FnOnce(anyhow::Error) -> anyhow::Error {
        let value = value.to_string();
        move |why| Refused { key, value, why }.into()
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.why)
    }
}

impl std::error::Error for Refused {}

/// A hint at an unknown word: the known one that was probably meant, or else all of them.
pub fn meant(found: &str, known: &[&str]) -> String {
    match nearest(found, known.iter().copied()) {
        Some(near) => said!("did you mean `{near}`?", near = near),
        None => said!("these are known: {known}", known = known.join(", ")),
    }
}

/// Mistakes in a file, each at its line and column.
#[derive(Debug)]
pub struct Problems(pub Vec<Problem>);

impl From<LoadError> for Problems {
    fn from(error: LoadError) -> Problems {
        let in_language = |problem: Problem| match Syntax::told(&problem.message) {
            Some(syntax) => Problem { message: syntax.message(speech::spoken()).to_owned(), ..problem },
            None => problem,
        };
        Problems(error.problems.into_iter().map(in_language).collect())
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in self.0.iter().take(MOST) {
            writeln!(f, "{}\n", rendered(problem))?;
        }
        let (shown, total) = (self.0.len().min(MOST), self.0.len());
        match total {
            1 => f.write_str(&said!("1 mistake")),
            _ if shown < total => f.write_str(&said!(
                "{total} mistakes, of which the first {shown} are shown",
                total = total,
                shown = shown
            )),
            _ => f.write_str(&said!("{total} mistakes", total = total)),
        }
    }
}

impl std::error::Error for Problems {}

fn harmless(text: &str) -> String {
    text.split('\n').map(one_line).collect::<Vec<_>>().join("\n")
}

fn rendered(problem: &Problem) -> String {
    // What stands in a file does not command the terminal.
    let [file, source_line, message] =
        [&problem.file, &problem.source_line, &problem.message].map(|text| harmless(text));
    let byte = |column: usize| {
        let characters = source_line.char_indices().nth(column.saturating_sub(1));
        characters.map_or(source_line.len(), |(byte, _)| byte)
    };
    let span = byte(problem.column)..byte(problem.end_column.max(problem.column + 1));
    let snippet = Snippet::source(source_line.as_str())
        .path(file.as_str())
        .line_start(problem.line)
        .annotation(AnnotationKind::Primary.span(span));
    let mut group = Level::ERROR.with_name(said!("error")).primary_title(message.as_str()).element(snippet);
    if let Some(hint) = &problem.hint {
        group = group.element(Level::HELP.with_name(said!("help")).message(harmless(hint)));
    }
    Renderer::styled().term_width(100).render(&[group]).to_string()
}

/// Prints why the program stops. The stream takes the colours out where they do not belong.
pub fn print(error: &anyhow::Error) {
    match error.downcast_ref::<Problems>() {
        Some(problems) => {
            // Nobody is left to tell when standard error is closed.
            let _ = writeln!(anstream::stderr(), "{problems}");
        }
        None => tracing::error!("{error:#}"),
    }
}
