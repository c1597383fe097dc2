//! The file itself: read, and every mistake in it said where it stands.

use std::path::{Path, PathBuf};

use pamlint_convention::{Language, Syntax, built_in_ids};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{self, Key, Shape, Values};
use super::source::{Source, scalar};
use super::{exceptions, folders};
use crate::args;
use crate::exceptions::recorded::{self, Recorded};
use crate::files;
use crate::inputs::Folders;
use crate::problems::{Problems, Spot, meant};
use crate::speech::{self, fail, said};

/// A configuration file.
pub struct File {
    /// Where it stands.
    pub path: PathBuf,
    /// What it says, in its order.
    pub entries: Vec<Entry>,
    /// The exceptions that stand in it.
    pub exceptions: Vec<Recorded>,
    /// What it says of some folders, in its order.
    pub folders: Vec<Folder>,
}

/// What is said of some folders.
pub struct Folder {
    /// Which folders.
    pub place: Folders,
    /// What is said, in its order.
    pub entries: Vec<Entry>,
}

/// What is said behind one key.
#[derive(Clone)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The values; none for a switch that says what holds anyway.
    pub values: Vec<Placed>,
    /// Whether the values are entries of a table.
    pub is_table: bool,
    /// The line, from 1.
    pub line: usize,
}

/// A value that knows where it stands.
#[derive(Clone)]
pub struct Placed {
    /// The value, as the option takes it.
    pub value: String,
    /// Its place.
    pub spot: Spot,
}

impl Entry {
    /// The values, as the option takes them.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.values.iter().map(|placed| placed.value.as_str())
    }
}

impl File {
    /// What is said behind a key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// What holds in a folder: what is said of it, over what is said of all. Of a table, each entry counts by itself.
    pub fn entries_in(&self, folder: &Folder) -> Vec<Entry> {
        let mut entries = self.entries.clone();
        for said in &folder.entries {
            match entries.iter_mut().find(|entry| entry.key == said.key) {
                Some(entry) if said.is_table => entry.values.extend(said.values.iter().cloned()),
                Some(entry) => *entry = said.clone(),
                None => entries.push(said.clone()),
            }
        }
        entries
    }

    /// A value of a key, wherever it stands.
    pub fn find(&self, key: &str, value: &str) -> Option<&Placed> {
        let all = self.folders.iter().flat_map(|folder| &folder.entries).chain(&self.entries);
        let mut said = all.filter(|entry| entry.key == key).flat_map(|entry| &entry.values);
        said.find(|placed| placed.value == value)
    }

    /// Reads a file. Its mistakes are told in the language that it asks for, unless the call has `asked` for another.
    ///
    /// # Errors
    /// When it cannot be read, or with everything that is wrong in it.
    pub fn read(path: &Path, asked: Option<Language>) -> anyhow::Result<File> {
        let text = match files::read(path, files::MOST) {
            Ok(bytes) => String::from_utf8(bytes),
            Err(error) => {
                fail!("cannot read the configuration {file}: {why}", file = path.display(), why = error)
            }
        };
        let Ok(text) = text else {
            fail!("cannot read the configuration {file}: it is no text in UTF-8", file = path.display());
        };
        tracing::info!("configuration: {}", path.display());
        let text = text.trim_start_matches('\u{feff}');
        if let Some(language) = language(text).filter(|_| asked.is_none()) {
            speech::speak(language);
        }
        File::parse(path, text)
    }

    fn parse(path: &Path, text: &str) -> anyhow::Result<File> {
        let mut source = Source::new(path, text);
        let (tree, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            source.problem(
                error.span().unwrap_or(0..0),
                Syntax::of(error.message()).message(speech::spoken()).to_owned(),
                None,
            );
        }
        let mut file =
            File { path: path.to_owned(), entries: Vec::new(), exceptions: Vec::new(), folders: Vec::new() };
        if errors.is_empty() {
            let keys = keys::all();
            for (key, value) in tree.get_ref() {
                match (key.get_ref().as_ref(), value.get_ref()) {
                    (recorded::KEY, DeValue::Array(array)) => {
                        let all = array.iter().filter_map(|entry| exceptions::recorded(&mut source, entry));
                        file.exceptions.extend(all);
                    }
                    (folders::KEY, _) => file.folders = folders::read(&mut source, &keys, value),
                    _ => file.entries.extend(source.entry(&keys, key, value)),
                }
            }
        }
        // A table may be written in pieces; what stands first is told first.
        file.entries.sort_by_key(|entry| entry.line);
        if source.problems.is_empty() { Ok(file) } else { Err(Problems(source.problems).into()) }
    }
}

/// The language that a file asks for, whatever else is wrong in it.
fn language(text: &str) -> Option<Language> {
    let (tree, _) = DeTable::parse_recoverable(text);
    Language::from_locale(tree.get_ref().get("lang")?.get_ref().as_str()?)
}

impl Source<'_> {
    /// What is said behind a key, one of those that are known; `None` when something is wrong with it, which is then told.
    pub fn entry(
        &mut self,
        keys: &[Key],
        name: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<Entry> {
        let Some(key) = keys.iter().find(|key| key.name == *name.get_ref()) else {
            let known: Vec<&str> = keys.iter().map(|key| key.name.as_str()).collect();
            let hint = meant(name.get_ref(), &known);
            self.problem(name.span(), said!("unknown key `{key}`", key = name.get_ref()), Some(hint));
            return None;
        };
        let values: Vec<Placed> = match (&key.shape, value.get_ref()) {
            (Shape::Switch { given_by }, DeValue::Boolean(said)) => {
                let spot = self.spot(value.span());
                (said == given_by).then(|| Placed { value: said.to_string(), spot }).into_iter().collect()
            }
            // A number of days is a number.
            (Shape::Number | Shape::Text(Values::Any), DeValue::Integer(_)) => {
                self.value(key, &Values::Any, value, "").into_iter().collect()
            }
            (Shape::Text(values), DeValue::String(_) | DeValue::Datetime(_))
            | (Shape::Texts(values), DeValue::String(_)) => {
                self.value(key, values, value, "").into_iter().collect()
            }
            (Shape::Texts(values), DeValue::Array(array)) => {
                array.iter().filter_map(|value| self.value(key, values, value, "")).collect()
            }
            (Shape::Table(values), DeValue::Table(table)) => table
                .iter()
                .filter_map(|(name, value)| self.value(key, values, value, &format!("{}=", name.get_ref())))
                .collect(),
            (shape, _) => {
                let wanted = match shape {
                    Shape::Switch { .. } => said!("`{key}` has to be true or false", key = key.name),
                    Shape::Number => said!("`{key}` has to be a number", key = key.name),
                    Shape::Text(_) => said!("`{key}` has to be a text between quotes", key = key.name),
                    Shape::Texts(_) => {
                        said!(
                            "`{key}` has to be a list of texts: {form}",
                            key = key.name,
                            form = "[\"…\", \"…\"]"
                        )
                    }
                    Shape::Table(Values::Numbers) => {
                        said!("`{key}` has to be a table: {form}", key = key.name, form = "{ … = 1 }")
                    }
                    Shape::Table(_) => {
                        said!("`{key}` has to be a table: {form}", key = key.name, form = "{ … = \"…\" }")
                    }
                };
                self.problem(value.span(), wanted, None);
                return None;
            }
        };
        let line = self.spot(name.span()).line;
        let is_table = matches!(key.shape, Shape::Table(_));
        Some(Entry { key: key.name.clone(), values, is_table, line })
    }

    /// A value as the option takes it.
    fn value(
        &mut self,
        key: &Key,
        values: &Values,
        value: &Spanned<DeValue<'_>>,
        before: &str,
    ) -> Option<Placed> {
        let Some(text) = scalar(value.get_ref()) else {
            self.problem(
                value.span(),
                said!("in `{key}`: this has to be a text between quotes", key = key.name),
                None,
            );
            return None;
        };
        let text = match values {
            Values::Words(words) if !words.contains(&text) => {
                let known: Vec<&str> = words.iter().map(String::as_str).collect();
                self.problem(
                    value.span(),
                    said!("unknown value `{value}`", value = text),
                    Some(meant(&text, &known)),
                );
                return None;
            }
            Values::Paths => self.path(&text),
            Values::Convention if built_in_ids().any(|id| id == text) => text,
            // What looks like a file is one, and so is what is there.
            Values::Convention if text.contains(['/', '\\', '.']) || self.folder().join(&text).exists() => {
                self.path(&text)
            }
            _ => text,
        };
        let word = format!("{before}{text}");
        let option = format!("--{}={word}", key.long);
        let tried = args::command().try_get_matches_from(["pamlint", "check", &option]);
        if let Err(error) = tried {
            let why = std::error::Error::source(&error).map(ToString::to_string);
            let why = why.unwrap_or_else(|| said!("it does not fit"));
            self.problem(
                value.span(),
                said!("`{key}` cannot be `{value}`: {why}", key = key.name, value = text, why = why),
                None,
            );
            return None;
        }
        Some(Placed { value: word, spot: self.spot(value.span()) })
    }

    /// A path of the file as the program finds it.
    fn path(&self, text: &str) -> String {
        let path = match self.folder() {
            here if here == Path::new(".") => PathBuf::from(text),
            folder => folder.join(text),
        };
        path.to_string_lossy().into_owned()
    }
}

#[cfg(test)]
mod tests {
    use pamlint_convention::Problem;

    use super::*;

    fn parse(text: &str) -> File {
        File::parse(Path::new("conf/pamlint.toml"), text).unwrap_or_else(|error| panic!("{error}"))
    }

    fn wrong(text: &str) -> Problem {
        let error = File::parse(Path::new("pamlint.toml"), text).map(|_| ()).unwrap_err();
        error.downcast::<Problems>().unwrap().0.remove(0)
    }

    fn values(file: &File, key: &str) -> Vec<String> {
        let entry = file.entries.iter().find(|entry| entry.key == key).unwrap();
        entry.values.iter().map(|placed| placed.value.clone()).collect()
    }

    #[test]
    fn values_become_those_of_options() {
        let file = parse(
            "convention = \"pamaas\"\nlang = \"nl\"\nout = \"checked\"\nannotate = false\njobs = 2\n\
             select = [\"SAF\", \"TXT001\"]\ntoday = 2026-03-01\n\
             [severity]\nTXT001 = \"info\"\n[lists]\novo = \"lists/ovo.csv\"\n",
        );
        assert_eq!(values(&file, "convention"), ["pamaas"]);
        assert_eq!(values(&file, "out"), ["conf/checked"]);
        assert_eq!(values(&file, "annotate"), ["false"]);
        assert_eq!(values(&file, "jobs"), ["2"]);
        assert_eq!(values(&file, "today"), ["2026-03-01"]);
        assert_eq!(values(&file, "select"), ["SAF", "TXT001"]);
        assert_eq!(values(&file, "severity"), ["TXT001=info"]);
        assert_eq!(values(&file, "lists"), ["ovo=conf/lists/ovo.csv"]);
        assert!(values(&parse("annotate = true"), "annotate").is_empty());
        assert_eq!(values(&parse("convention = \"ours.toml\""), "convention"), ["conf/ours.toml"]);
        assert_eq!(values(&parse("convention = \"pamas\""), "convention"), ["pamas"]);
    }

    #[test]
    fn mistakes_have_a_place_and_a_proposal() {
        let unknown = wrong("lang = \"nl\"\nformt = \"json\"\n");
        assert_eq!((unknown.line, unknown.column, unknown.end_column), (2, 1, 6));
        assert_eq!(unknown.message, "unknown key `formt`");
        assert_eq!(unknown.hint.as_deref(), Some("did you mean `format`?"));
        assert_eq!(unknown.source_line, "formt = \"json\"");

        let value = wrong("fail-on = \"eror\"\n");
        assert_eq!((value.line, value.column, value.message.as_str()), (1, 11, "unknown value `eror`"));
        assert_eq!(value.hint.as_deref(), Some("did you mean `error`?"));

        assert!(wrong("colour = 1").hint.is_some());
        assert_eq!(wrong("lang = ").line, 1);
        let switch = wrong("\n\nannotate = 3");
        assert_eq!((switch.line, switch.message.as_str()), (3, "`annotate` has to be true or false"));
        assert_eq!(wrong("out = [1]").message, "`out` has to be a text between quotes");
        assert_eq!(wrong("select = { a = 1 }").message, "`select` has to be a list of texts: [\"…\", \"…\"]");
        assert_eq!(wrong("severity = \"info\"").message, "`severity` has to be a table: { … = \"…\" }");
        assert!(
            wrong("jobs = 0").message.starts_with("`jobs` cannot be `0`: "),
            "{}",
            wrong("jobs = 0").message
        );
        assert!(wrong("today = \"soon\"").message.starts_with("`today` cannot be `soon`: "));
        let level = wrong("[severity]\nSAF005 = \"warn\"\n");
        assert_eq!((level.line, level.column), (2, 10));
        assert_eq!(level.hint.as_deref(), Some("these are known: error, warning, info"));
    }
}
