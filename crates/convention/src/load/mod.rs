//! From the text of a convention file to a [`Convention`], or to every mistake in it.

pub(crate) mod decode;
mod merge;
pub(crate) mod source;
mod syntax;
mod text;

use std::collections::BTreeSet;
use std::ops::Range;

use pamlint_words::Language;
use toml::de::DeTable;

use crate::compile::compile;
use crate::model::Convention;
use source::Problems;
pub use source::{LoadError, Problem};
pub use syntax::Syntax;

include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// What every convention builds on: the rules about workbooks, texts and secrets.
const ENGINE: (&str, &str) = ("engine.toml", include_str!("../engine.toml"));

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
    load_with(name, text.as_bytes(), |_, other| {
        Err(format!("`{other}` is a file, and only a convention that is built in can be extended here"))
    })
}

/// Loads a convention that may extend files: `find` gives the name and the bytes of a file that another
/// one, whose name it gets first, extends, or says in a sentence why it cannot be had.
///
/// # Errors
/// With every problem in the files, each with its line and column.
pub fn load_with(
    name: &str,
    bytes: &[u8],
    mut find: impl FnMut(&str, &str) -> Result<(String, Vec<u8>), String>,
) -> Result<Convention, LoadError> {
    let mut problems = Problems::default();
    let files = files(name, bytes, &mut problems, &mut find);
    let layers: Vec<_> = files.iter().rev().map(|(base, text)| parsed(text, *base, &mut problems)).collect();
    if !problems.is_empty() {
        return Err(problems.into_error());
    }
    layers.iter().for_each(|layer| decode::check_entries(layer, &mut problems));
    if !problems.is_empty() {
        return Err(problems.into_error());
    }
    let mut merged = DeTable::new();
    for layer in layers {
        merge::merge(&mut merged, layer);
    }
    let raw = decode::decode(merged, &mut problems);
    match raw.and_then(|raw| compile(raw, &mut problems)) {
        Some(mut convention) if problems.is_empty() => {
            convention.sources = problems.into_sources();
            Ok(convention)
        }
        _ => Err(problems.into_error()),
    }
}

/// Gives the name and the bytes of a file that another extends: see [`load_with`].
type Find<'f> = dyn FnMut(&str, &str) -> Result<(String, Vec<u8>), String> + 'f;

/// The file, those it extends, and the engine's own: each with the position of its first byte.
fn files(name: &str, bytes: &[u8], problems: &mut Problems, find: &mut Find<'_>) -> Vec<(usize, String)> {
    let mut files = Vec::new();
    let mut seen = BTreeSet::from([name.to_owned()]);
    let (mut name, mut text) = (name.to_owned(), text::read(bytes));
    loop {
        let base = problems.add_file(&name, &text.text);
        if let Some((at, message)) = text.problem {
            problems.add(at + base..at + base + 1, message);
            break;
        }
        let head = head(&text.text, base);
        let is_own = files.is_empty();
        files.push((base, text.text));
        let Some((at, other)) = head.extends else { break };
        if is_own {
            problems.stands_on = at.clone();
        }
        if head.id.as_deref() == Some(other.as_str()) {
            problems
                .add(at, format!("`{other}` cannot extend itself; give this convention an `id` of its own"));
            break;
        }
        let is_file = other.contains(['.', '/', '\\']);
        let found = match built_in_text(&other) {
            Some(text) => Some((format!("{other}/convention.toml"), text.as_bytes().to_vec())),
            None if is_file => match find(&name, &other) {
                Ok(found) => Some(found),
                Err(why) => {
                    problems.add(at.clone(), why);
                    None
                }
            },
            None => {
                let hint = crate::suggest::did_you_mean(&other, built_in_ids());
                problems.add_with_hint(
                    at.clone(),
                    format!("there is no convention `{other}` to extend"),
                    hint,
                );
                None
            }
        };
        let Some((found_name, bytes)) = found else { break };
        if !seen.insert(found_name.clone()) {
            problems.add(at, format!("the conventions extend one another in a circle, by way of `{other}`"));
            break;
        }
        if files.len() > MOST_EXTENSIONS {
            let message = format!(
                "more than {MOST_EXTENSIONS} conventions stand on one another here; put some of them into one file"
            );
            problems.add(at, message);
            break;
        }
        (name, text) = (found_name, text::read(&bytes));
    }
    let base = problems.add_file(ENGINE.0, ENGINE.1);
    files.push((base, ENGINE.1.to_owned()));
    files
}

/// What a file says about itself before anything else is looked at.
#[derive(Default)]
struct Head {
    id: Option<String>,
    /// The convention that it extends, and where it says so.
    extends: Option<(Range<usize>, String)>,
}

/// The tables of a file whose first byte has that position; reports what is no TOML.
fn parsed<'t>(text: &'t str, base: usize, problems: &mut Problems) -> DeTable<'t> {
    let (tree, errors) = DeTable::parse_recoverable(text);
    // What a quote that is not closed does to the lines behind it is no mistake of theirs.
    if let Some(error) = errors.iter().min_by_key(|error| error.span().map(|span| span.start)) {
        let span = error.span().unwrap_or(0..0);
        problems.add(span.start + base..span.end + base, Syntax::of(error.message()).message(Language::EN));
    }
    merge::shift(tree.into_inner(), base)
}

/// Finds out which convention a file extends: that stands before its first table.
fn head(text: &str, base: usize) -> Head {
    let before = text.split_once("\n[").map_or(text, |(before, _)| before);
    let (mut tree, errors) = DeTable::parse_recoverable(before);
    if !errors.is_empty() {
        // Cut off within a value, or wrong.
        (tree, _) = DeTable::parse_recoverable(text);
    }
    let word = |key: &str| {
        let value = tree.get_ref().get(key)?;
        let span = value.span();
        Some((span.start + base..span.end + base, value.get_ref().as_str()?.to_owned()))
    };
    Head { id: word("id").map(|(_, id)| id), extends: word("extends") }
}
