//! The words and shapes of secrets, as `secrets.toml` has them, made ready once.

use std::sync::{LazyLock, OnceLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::{Regex, bytes};
use rustc_hash::{FxHashMap, FxHashSet};

pub(super) use super::table::{Check, Name};
use super::table::{File, Links, Placeholders, Stop};

/// A secret that is known by its shape.
pub(super) struct Shape {
    /// The variant of the finding.
    pub kind: Option<String>,
    /// It is looked for in every text, because nothing in it is always the same.
    pub is_unhinted: bool,
    pattern: String,
    regex: OnceLock<Option<bytes::Regex>>,
    /// The least number of different characters, with a digit among them; 0 where any will do.
    pub random: u32,
    /// The least number of bytes of a text that has it.
    pub least: usize,
    pub check: Option<Check>,
}

impl Shape {
    /// The pattern, compiled when it is first needed: most runs need none.
    pub(super) fn regex(&self) -> Option<&bytes::Regex> {
        self.regex
            .get_or_init(|| bytes::RegexBuilder::new(&self.pattern).unicode(false).build().ok())
            .as_ref()
    }
}

/// A pattern, compiled when it is first needed.
pub(super) struct Pattern {
    text: String,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    fn new(text: String) -> Pattern {
        Pattern { text, regex: OnceLock::new() }
    }

    pub(super) fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| Regex::new(&self.text).ok()).as_ref()
    }
}

/// A text that the search through a cell has found.
pub(super) enum Hit {
    /// A hint at a shape, by its position.
    Shape(usize),
    /// The name of a secret.
    Name(Name),
}

/// The words and shapes, ready for use.
pub(super) struct Table {
    pub shapes: Vec<Shape>,
    /// The positions of those that are looked for in every text.
    pub unhinted: Vec<usize>,
    search: Option<AhoCorasick>,
    hits: Vec<Vec<Hit>>,
    links: Links,
    chosen: FxHashSet<String>,
    accounts: FxHashSet<String>,
    placeholders: Placeholders,
    stop: Stop,
    /// A name of an account and a password behind `login`, and the same without it.
    pub behind_login: Pattern,
    pub pair: Pattern,
}

/// `secrets.toml`, as JSON.
const FILE: &str = include_str!(concat!(env!("OUT_DIR"), "/secrets.json"));

/// The words and shapes of the engine.
pub(super) static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::new(serde_json::from_str(FILE).unwrap_or_default()));

impl Table {
    fn new(file: File) -> Table {
        let mut hits: FxHashMap<String, Vec<Hit>> = FxHashMap::default();
        for (name, words) in file.names {
            for word in words.iter().flat_map(|word| spellings(word)) {
                hits.entry(word).or_default().push(Hit::Name(name));
            }
        }
        let mut shapes = Vec::new();
        for shape in file.shapes {
            for hint in &shape.hints {
                hits.entry(hint.to_ascii_lowercase()).or_default().push(Hit::Shape(shapes.len()));
            }
            shapes.push(Shape {
                kind: shape.kind,
                is_unhinted: shape.hints.is_empty(),
                pattern: shape.pattern,
                regex: OnceLock::new(),
                random: shape.random,
                least: shape.least,
                check: shape.check,
            });
        }
        let (texts, hits): (Vec<String>, Vec<Vec<Hit>>) = hits.into_iter().unzip();
        let search = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            // Quick to build, which every run waits for; a DFA would take as long as checking forty rows.
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&texts)
            .ok();
        // How long they may be is asked of what is found: counted in a pattern, each letter costs a table of all letters.
        let user = r#"["']?([\w.@\\-]+?)["']?"#;
        let joins = alternatives(&file.links.joins);
        let words = alternatives(&file.links.r#as);
        let behind_login =
            format!(r"(?i)^\s*(?:[:=]\s*|(?:{words})\s+)?{user}(?:\s*([/:|])\s*|\s*(?:{joins})\s+|\s+)(\S+)");
        let pair =
            format!(r#"^\s*{user}(?:\s*([:/|;])\s*|\s*(?:[,=>→–—]|->|=>| - |\n|\s)\s*)[(\["']?(\S+)\s*$"#);
        let of_every_text = |(index, shape): (usize, &Shape)| shape.is_unhinted.then_some(index);
        Table {
            unhinted: shapes.iter().enumerate().filter_map(of_every_text).collect(),
            shapes,
            search,
            hits,
            accounts: file.accounts.names.into_iter().collect(),
            links: file.links,
            chosen: file.chosen.words,
            placeholders: file.placeholders,
            stop: file.stop,
            behind_login: Pattern::new(behind_login),
            pair: Pattern::new(pair),
        }
    }

    /// Everything in a text that hints at a secret, with the bytes at which it begins and ends.
    pub(super) fn hits<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (&'t Hit, usize, usize)> {
        let found = self.search.iter().flat_map(move |search| search.find_overlapping_iter(text));
        found.flat_map(|found| {
            let hits = self.hits.get(found.pattern().as_usize()).map_or(&[][..], Vec::as_slice);
            hits.iter().map(move |hit| (hit, found.start(), found.end()))
        })
    }

    /// A word that stands between a name and its secret.
    pub(super) fn is_link(&self, small: &str) -> bool {
        self.links.words.contains(small)
    }

    /// A word behind which a place or a day may follow as well as the secret.
    pub(super) fn is_weak(&self, small: &str) -> bool {
        self.links.weak.contains(small)
    }

    /// A word between a secret and the name behind it.
    pub(super) fn is_back(&self, small: &str) -> bool {
        self.links.back.contains(small)
    }

    /// A word before a name that says that it is used, or of what it is.
    pub(super) fn is_use(&self, small: &str) -> bool {
        self.links.uses.contains(small)
    }

    /// A word behind which follows a place, a person or a thing.
    pub(super) fn is_place(&self, small: &str) -> bool {
        self.links.places.contains(small)
    }

    /// A sign between a secret and the name behind it.
    pub(super) fn is_back_sign(&self, sign: char) -> bool {
        self.links.signs.contains(&sign)
    }

    /// A word that may stand behind such a name.
    pub(super) fn is_behind(&self, small: &str) -> bool {
        self.links.behind.contains(small)
    }

    /// A word that may stand between a link and the secret.
    pub(super) fn is_filler(&self, small: &str) -> bool {
        self.links.fillers.contains(small)
    }

    /// A word that says which secret it is.
    pub(super) fn is_which(&self, small: &str) -> bool {
        self.links.which.contains(small)
    }

    /// A word or sign between the name of an account and its password.
    pub(super) fn is_join(&self, small: &str) -> bool {
        self.links.joins.iter().any(|join| join == small)
    }

    /// A word before the number of a name: `nr`.
    pub(super) fn is_counter(&self, small: &str) -> bool {
        self.links.counters.contains(small)
    }

    /// A word behind which follows whose secret it is.
    pub(super) fn is_of(&self, small: &str) -> bool {
        self.links.of.contains(small)
    }

    /// A word, in small letters without accents, that people make passwords of.
    pub(super) fn is_chosen(&self, word: &str) -> bool {
        self.chosen.contains(word)
    }

    /// An account that every system has.
    pub(super) fn is_account(&self, small: &str) -> bool {
        self.accounts.contains(small)
    }

    /// A place where something is still to be filled in, or another name.
    pub(super) fn is_placeholder(&self, word: &str) -> bool {
        self.placeholders.starts.iter().any(|start| word.starts_with(start.as_str()))
            || self.placeholders.words.contains(&word.to_lowercase())
            || (word.len() < 16 && word.ends_with([':', '=']))
            || is_variable(word)
            || word.contains(":/")
            || word.ends_with('(')
            || word.contains(['(', '[']) && word.contains(['\'', '"'])
            || word.contains("a-z")
            || word.get(1..3) == Some(":\\")
    }

    /// A word before a number with a sign, which names a thing: `Ticket#12`.
    pub(super) fn is_counted(&self, small: &str) -> bool {
        self.stop.counted.contains(small)
    }

    /// What keeps passwords, in small letters without accents.
    pub(super) fn is_keeper(&self, word: &str) -> bool {
        self.stop.keepers.contains(word)
    }

    /// A word between a name and a password of several words: `mijn …`.
    pub(super) fn is_own(&self, small: &str) -> bool {
        self.links.own.contains(small)
    }

    /// A word that programs come with as a password.
    pub(super) fn is_default(&self, small: &str) -> bool {
        self.placeholders.defaults.contains(small)
    }

    /// A word that says that a password is the one that is set at first.
    pub(super) fn is_first(&self, small: &str) -> bool {
        self.placeholders.first.contains(small)
    }

    /// A word on the list, in small letters without accents.
    pub(super) fn is_listed(&self, word: &str) -> bool {
        self.stop.words.contains(word)
    }

    /// A word before digits that names a thing.
    pub(super) fn is_numbered(&self, word: &str) -> bool {
        self.stop.numbered.contains(word)
    }

    /// A word, in small letters without accents, that says something about a password.
    pub(super) fn is_stop_word(&self, word: &str) -> bool {
        let ends = |endings: &[String]| endings.iter().any(|end| word.ends_with(end.as_str()));
        self.is_listed(word)
            || self.is_keeper(word)
            || self.stop.remarks.contains(word)
            || ends(&self.stop.endings)
            || (self.stop.participles.iter().any(|start| word.starts_with(start.as_str()))
                && ends(&self.stop.participle_endings))
    }

    /// The name of a file.
    pub(super) fn is_file(&self, small: &str) -> bool {
        self.stop.files.iter().any(|end| small.ends_with(end.as_str()))
    }
}

/// The name of a variable: `$DB_PASSWORD`, `$password`.
fn is_variable(word: &str) -> bool {
    let is_name = |name: &str| {
        let mut characters = name.chars();
        characters.clone().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
            || characters.all(|c| c.is_ascii_lowercase() || c == '_')
    };
    word.strip_prefix('$').is_some_and(is_name)
}

/// A name with whatever people write for its blanks.
fn spellings(name: &str) -> Vec<String> {
    if !name.contains(' ') {
        return vec![name.to_owned()];
    }
    [" ", "-", "_", ""].iter().map(|blank| name.replace(' ', blank)).collect()
}

fn alternatives(words: &[String]) -> String {
    words.iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_and_every_shape_compiles() {
        let file: File = serde_json::from_str(FILE).unwrap();
        let table = Table::new(file);
        assert!(
            table.search.is_some() && table.behind_login.regex().is_some() && table.pair.regex().is_some()
        );
        for shape in &table.shapes {
            assert!(shape.regex().is_some(), "{}", shape.pattern);
            assert!(shape.kind.as_deref().is_none_or(|kind| {
                pamlint_convention::BuiltInCheck::SecretInCell.variants().contains(&kind)
            }));
        }
    }
}
