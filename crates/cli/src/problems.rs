//! What is wrong with the call, the configuration or the convention, as it is shown.

use std::fmt;
use std::io::Write as _;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use pamlint_convention::{LoadError, Problem};

/// How many mistakes are shown of one file; beyond that they are noise.
const MOST: usize = 50;

/// Mistakes in a file, each at its line and column.
#[derive(Debug)]
pub struct Problems(pub Vec<Problem>);

impl From<LoadError> for Problems {
    fn from(error: LoadError) -> Problems {
        Problems(error.problems)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in self.0.iter().take(MOST) {
            writeln!(f, "{}\n", rendered(problem))?;
        }
        let (shown, total) = (self.0.len().min(MOST), self.0.len());
        match total {
            1 => write!(f, "1 mistake"),
            _ if shown < total => write!(f, "{total} mistakes, of which the first {shown} are shown"),
            _ => write!(f, "{total} mistakes"),
        }
    }
}

impl std::error::Error for Problems {}

fn rendered(problem: &Problem) -> String {
    let byte = |column: usize| {
        let characters = problem.source_line.char_indices().nth(column.saturating_sub(1));
        characters.map_or(problem.source_line.len(), |(byte, _)| byte)
    };
    let span = byte(problem.column)..byte(problem.end_column.max(problem.column + 1));
    let snippet = Snippet::source(problem.source_line.as_str())
        .path(problem.file.as_str())
        .line_start(problem.line)
        .annotation(AnnotationKind::Primary.span(span));
    let mut group = Level::ERROR.primary_title(problem.message.as_str()).element(snippet);
    if let Some(hint) = &problem.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
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
