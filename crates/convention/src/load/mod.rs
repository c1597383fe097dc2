//! From the text of a convention file to a [`Convention`], or to every mistake in it.

pub(crate) mod decode;
mod merge;
pub(crate) mod source;

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::DeTable;

use crate::compile::compile;
use crate::model::Convention;
use source::Problems;
pub use source::{LoadError, Problem};

include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// What every convention builds on: the rules about workbooks, texts and secrets.
const ENGINE: (&str, &str) = ("engine.toml", include_str!("../engine.toml"));

/// The largest file that is read; honest ones have a hundredth of it.
const MOST_BYTES: usize = 4 << 20;

/// The most conventions that can stand on one another's shoulders.
const MOST_EXTENSIONS: usize = 16;

/// The ids of the built-in conventions, in alphabetical order.
pub fn built_in_ids() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(id, _)| *id)
}

/// The text of a built-in convention.
pub fn built_in_text(id: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(known, _)| *known == id).map(|(_, text)| *text)
}

impl Convention {
    /// Loads a built-in convention; `None` when there is none of that id.
    pub fn built_in(id: &str) -> Option<Result<Convention, LoadError>> {
        built_in_text(id).map(|text| load(&format!("{id}/convention.toml"), text))
    }
}

/// Loads a convention from the text of its file; `name` is what problems call the file.
///
/// A convention that extends another finds it among the built-in ones.
///
/// # Errors
/// With every problem in the file, each with its line and column.
pub fn load(name: &str, text: &str) -> Result<Convention, LoadError> {
    let mut problems = Problems::default();
    let files = files(name, text, &mut problems);
    let mut merged = DeTable::new();
    for (base, text) in files.iter().rev() {
        let (tree, _) = DeTable::parse_recoverable(text);
        let layer = merge::shift(tree.into_inner(), *base);
        decode::check_repeated(&layer, &mut problems);
        merge::merge(&mut merged, layer);
    }
    if !problems.is_empty() {
        return Err(problems.into_error());
    }
    let raw = decode::decode(merged, &mut problems);
    match raw.and_then(|raw| compile(raw, &mut problems)) {
        Some(convention) if problems.is_empty() => Ok(convention),
        _ => Err(problems.into_error()),
    }
}

/// The file, those it extends, and the engine's own: each with the position of its first byte.
fn files(name: &str, text: &str, problems: &mut Problems) -> Vec<(usize, String)> {
    let mut files = Vec::new();
    let mut seen = BTreeSet::new();
    let (mut name, mut text) = (name.to_owned(), text.to_owned());
    loop {
        let base = problems.add_file(&name, &text);
        let extends = extends(&text, base, problems);
        files.push((base, text));
        let Some((at, id)) = extends else { break };
        if files.len() > MOST_EXTENSIONS || !seen.insert(id.clone()) {
            problems.add(at, format!("the conventions extend one another in a circle, by way of `{id}`"));
            break;
        }
        match built_in_text(&id) {
            Some(base) => (name, text) = (format!("{id}/convention.toml"), base.to_owned()),
            None => {
                let hint = crate::suggest::did_you_mean(&id, built_in_ids());
                problems.add_with_hint(at, format!("there is no convention `{id}` to extend"), hint);
                break;
            }
        }
    }
    let base = problems.add_file(ENGINE.0, ENGINE.1);
    files.push((base, ENGINE.1.to_owned()));
    files
}

/// Reports what is no TOML, and finds out which convention the file extends.
fn extends(text: &str, base: usize, problems: &mut Problems) -> Option<(Range<usize>, String)> {
    if text.len() > MOST_BYTES {
        let size = text.len() >> 20;
        problems.add(base..base, format!("the file is too large for a convention ({size} MB; at most 4 MB)"));
        return None;
    }
    let (tree, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        problems.add(span.start + base..span.end + base, format!("this is not TOML: {}", error.message()));
    }
    let extends = tree.get_ref().get("extends")?;
    let span = extends.span();
    Some((span.start + base..span.end + base, extends.get_ref().as_str()?.to_owned()))
}
