//! Whether the name of a file promises what is written into it.

use std::path::Path;

use crate::speech::fail;

/// The formats by the endings of their files.
pub type Endings = &'static [(&'static str, &'static str)];

/// Makes sure that a text for people is not written into a file that is named like one of another format; `by_ending`
/// are those that can be had.
///
/// # Errors
/// When it is: how to get that format.
pub fn fits_text(file: &Path, by_ending: Endings) -> anyhow::Result<()> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let Some((_, format)) = by_ending.iter().find(|(known, _)| *known == ending) else { return Ok(()) };
    fail!(
        "--output {file}: the report is a text, which belongs into a file such as {text}; for the other form add \
         --format {format}",
        file = file.display(),
        text = file.with_extension("txt").display(),
        format = format
    )
}

/// The endings of files that hold something else than a report, and of those for text.
const OTHER: [&str; 6] = ["txt", "csv", "xlsx", "html", "htm", "pdf"];

/// Makes sure that a report in a format that was asked for is not written into a file that is named like one of another.
///
/// # Errors
/// When it is: how to name the file.
pub fn fits_format(file: &Path, format: &str, by_ending: Endings) -> anyhow::Result<()> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let mut of_ending =
        by_ending.iter().filter(|(known, _)| *known == ending).map(|(_, format)| *format).peekable();
    let is_known = of_ending.peek().is_some() || OTHER.contains(&ending.as_str());
    let mut own = by_ending.iter().filter(|(_, known)| *known == format).map(|(ending, _)| *ending);
    let own = own.next().unwrap_or("txt");
    if !is_known || own == ending || of_ending.any(|known| known == format) {
        return Ok(());
    }
    fail!(
        "--output {file}: the report is asked for in the format {format}; name the file {better}, or ask for another \
         --format",
        file = file.display(),
        format = format,
        better = file.with_extension(own).display()
    )
}
