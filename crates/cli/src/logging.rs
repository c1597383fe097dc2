//! What the program says about itself while it runs: one line a message on standard error.

use std::fmt;
use std::io;

use anstyle::{AnsiColor, Style};
use pamlint_report::one_line;
use tracing::level_filters::LevelFilter;
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

use crate::speech::said;
use crate::terminal;

/// Starts the messages: warnings by default, more with `-v`, fewer with `-q`.
pub fn start(verbose: u8, quiet: bool) {
    let level = match (quiet, verbose) {
        (true, _) => LevelFilter::ERROR,
        (false, 0) => LevelFilter::WARN,
        (false, 1) => LevelFilter::INFO,
        (false, 2) => LevelFilter::DEBUG,
        (false, _) => LevelFilter::TRACE,
    };
    tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(|| Voice)
        // A closed standard error is as little a reason to stop as a closed standard output.
        .log_internal_errors(false)
        .event_format(Line)
        .init();
}

/// Standard error, when nobody else uses the terminal. Each message comes in one piece.
struct Voice;

impl io::Write for Voice {
    fn write(&mut self, message: &[u8]) -> io::Result<usize> {
        terminal::alone(|| anstream::stderr().write_all(message))?;
        Ok(message.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// `warning: the message`, in the manner of everything else that the program prints.
struct Line;

impl<S, N> FormatEvent<S, N> for Line
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let (word, colour) = match *event.metadata().level() {
            Level::ERROR => (said!("error"), AnsiColor::Red),
            Level::WARN => (said!("warning"), AnsiColor::Yellow),
            Level::INFO => ("info".to_owned(), AnsiColor::Blue),
            Level::DEBUG => ("debug".to_owned(), AnsiColor::BrightBlack),
            Level::TRACE => ("trace".to_owned(), AnsiColor::BrightBlack),
        };
        let style = Style::new().fg_color(Some(colour.into())).bold();
        write!(writer, "{style}{word}{style:#}: ")?;
        let mut message = String::new();
        context.format_fields(Writer::new(&mut message), event)?;
        // Names of files come from outside too: nothing in them commands the terminal.
        writeln!(writer, "{}", one_line(&message))
    }
}
