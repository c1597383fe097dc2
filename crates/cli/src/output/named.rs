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
