//! The configuration as a text in which exceptions are added and dropped, while everything else stays as it is.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::anyhow;
use jiff::civil::Date;
use toml_edit::{ArrayOfTables, Datetime, DocumentMut, Item, Table, TomlError, Value, value};

use super::recorded::{KEY, RECORDED};
use crate::files;
use crate::output::{Mode, write_file};
use crate::speech::{fail, said};

/// The text of a configuration.
pub struct Document {
    /// As it was read; nothing where there was no file.
    text: String,
    tree: DocumentMut,
    /// Whether lines end as on Windows, which a tree does not tell.
    is_crlf: bool,
}

/// What stands before the text in files that say so that they are in UTF-8.
const MARK: &str = "\u{feff}";

/// The key of the last day on which an exception holds.
const UNTIL: &str = "until";

/// What is recorded of a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct About {
    pub rule: String,
    pub account: Option<String>,
    pub workbook: String,
}

/// What was decided about findings.
pub struct Decision {
    pub reason: String,
    pub approved_by: String,
    pub until: Date,
    /// The day on which it is recorded.
    pub day: Date,
}

/// Who wrote an exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// This program, and it is as it was.
    Ours,
    /// This program, and somebody has edited it since.
    Edited,
    /// Somebody else.
    Other,
}

impl Document {
    /// Reads a file, which need not be there.
    ///
    /// # Errors
    /// When it cannot be read, or its exceptions stand elsewhere.
    pub fn read(path: &Path) -> anyhow::Result<Document> {
        let document =
            Document::of(text_of(path)?).map_err(|error| anyhow!("{}: {error}", path.display()))?;
        match document.tree.get(KEY) {
            None | Some(Item::ArrayOfTables(_)) => Ok(document),
            Some(_) => fail!(
                "{file}: exceptions are recorded as tables, [[exceptions]], and here they stand otherwise; write them so",
                file = path.display()
            ),
        }
    }

    fn of(text: String) -> Result<Document, TomlError> {
        let tree = text.trim_start_matches(MARK).parse()?;
        let lines = text.matches('\n').count();
        let is_crlf = lines > 0 && text.matches("\r\n").count() == lines;
        Ok(Document { text, tree, is_crlf })
    }

    /// As it is to be written.
    fn written(&self) -> String {
        let mark = if self.text.starts_with(MARK) { MARK } else { "" };
        let text = self.tree.to_string();
        let text = if self.is_crlf { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text };
        format!("{mark}{text}")
    }

    fn tables(&self) -> Option<&ArrayOfTables> {
        self.tree.get(KEY)?.as_array_of_tables()
    }

    /// How many exceptions stand in it.
    pub fn count(&self) -> usize {
        self.tables().map_or(0, ArrayOfTables::len)
    }

    /// Who wrote the exception of that number.
    pub fn hand(&self, number: usize) -> Hand {
        let Some(table) = self.tables().and_then(|tables| tables.get(number)) else { return Hand::Other };
        let Some(mark) = table.get(RECORDED).and_then(Item::as_str) else { return Hand::Other };
        let day = mark.split(' ').next().unwrap_or_default();
        if mark == marked(table, day) && !has_remarks(table) { Hand::Ours } else { Hand::Edited }
    }

    /// Drops the exceptions of these numbers.
    pub fn drop(&mut self, numbers: &BTreeSet<usize>) {
        let count = self.count();
        let Some(tables) = self.tree.get_mut(KEY).and_then(Item::as_array_of_tables_mut) else { return };
        for number in numbers.iter().rev().filter(|number| **number < count) {
            tables.remove(*number);
        }
        if tables.is_empty() {
            self.tree.remove(KEY);
        }
    }

    /// Has the exception of that number hold as long as a decision says; false where it holds as long already.
    pub fn prolong(&mut self, number: usize, decision: &Decision) -> bool {
        let tables = self.tree.get_mut(KEY).and_then(Item::as_array_of_tables_mut);
        let Some(table) = tables.and_then(|tables| tables.get_mut(number)) else { return false };
        // Days written as 2026-12-31 are in order.
        let holds = table.get(UNTIL).map(plain).is_some_and(|until| until >= decision.until.to_string());
        if !holds {
            decide(table, decision);
        }
        !holds
    }

    /// Adds an exception, behind all others.
    pub fn add(&mut self, about: &About, decision: &Decision) {
        let mut table = Table::new();
        table.insert("rule", value(&about.rule));
        if let Some(account) = &about.account {
            table.insert("account", value(account));
        }
        table.insert("workbook", value(&about.workbook));
        decide(&mut table, decision);
        let before = if self.tree.is_empty() { "" } else { "\n" };
        table.decor_mut().set_prefix(before);
        let tables = self.tree.entry(KEY).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        if let Some(tables) = tables.as_array_of_tables_mut() {
            tables.push(table);
        }
    }

    /// Writes it, unless nothing of it has changed.
    ///
    /// # Errors
    /// When somebody has changed the file meanwhile, or it cannot be written.
    pub fn write(&self, path: &Path) -> anyhow::Result<()> {
        let text = self.written();
        if text == self.text {
            return Ok(());
        }
        if text_of(path)? != self.text {
            fail!("{file} was changed meanwhile; record again", file = path.display());
        }
        write_file(path, text.as_bytes(), Mode::of(path))
    }
}

fn text_of(path: &Path) -> anyhow::Result<String> {
    if !path.exists() {
        return Ok(String::new());
    }
    let bytes = files::read(path, files::MOST).map_err(|error| {
        anyhow!(
            "{}",
            said!("cannot read the configuration {file}: {why}", file = path.display(), why = error)
        )
    })?;
    String::from_utf8(bytes).map_err(|_| {
        anyhow!(
            "{}",
            said!("cannot read the configuration {file}: it is no text in UTF-8", file = path.display())
        )
    })
}

/// Writes down what was decided of an exception.
fn decide(table: &mut Table, decision: &Decision) {
    table.insert("reason", value(&decision.reason));
    table.insert("approved-by", value(&decision.approved_by));
    let until = decision.until.to_string();
    table.insert(UNTIL, until.parse::<Datetime>().map_or_else(|_| value(&until), value));
    let mark = marked(table, &decision.day.to_string());
    table.insert(RECORDED, value(mark));
}

/// The day on which an exception was recorded, with a checksum of all that it says.
fn marked(table: &Table, day: &str) -> String {
    let fields = table.iter().filter(|(key, _)| *key != RECORDED);
    let text: String = fields.map(|(key, item)| format!("{key}={}\n", plain(item))).collect();
    let sum = blake3::hash(format!("{day}\n{text}").as_bytes()).to_hex();
    format!("{day} {}", sum.as_str().chars().take(8).collect::<String>())
}

fn plain(item: &Item) -> String {
    match item.as_value() {
        Some(Value::String(text)) => text.value().clone(),
        Some(other) => other.to_string().trim().to_owned(),
        None => String::new(),
    }
}

/// Whether somebody has written a remark at a table.
fn has_remarks(table: &Table) -> bool {
    let is_remark = |text: Option<&toml_edit::RawString>| {
        text.and_then(toml_edit::RawString::as_str).is_some_and(|text| text.contains('#'))
    };
    let of = |decor: &toml_edit::Decor| is_remark(decor.prefix()) || is_remark(decor.suffix());
    let of_entry = |(name, item): (&str, &Item)| {
        let key = table.key(name).is_some_and(|key| of(key.leaf_decor()));
        key || item.as_value().is_some_and(|value| of(value.decor()))
    };
    of(table.decor()) || table.iter().any(of_entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BY_HAND: &str = "# ours\nlang = \"nl\" # Dutch\n\n# decided in March\n[[exceptions]]\nrule = \"SAF014\" # code\n\
                           workbook = \"a.xlsx\"\nreason = \"r\"\napproved-by = \"a\"\nuntil = 2026-12-31\n\n[lists]\novo = \"o.csv\"\n";

    fn decision() -> Decision {
        let day = |month, day| Date::constant(2026, month, day);
        Decision {
            reason: "tot de \"migratie\"".into(),
            approved_by: "L. Peeters".into(),
            until: day(12, 31),
            day: day(11, 28),
        }
    }

    fn about(rule: &str) -> About {
        About { rule: rule.into(), account: Some("UX-L1".into()), workbook: "a{.,.*.}xlsx".into() }
    }

    fn document(text: &str) -> Document {
        Document::of(text.to_owned()).unwrap()
    }

    #[test]
    fn what_was_written_by_hand_stays_byte_for_byte() {
        let mut document = document(BY_HAND);
        document.add(&about("SAF005"), &decision());
        document.add(&about("CTX006"), &decision());
        assert_eq!((document.count(), document.hand(0), document.hand(1)), (3, Hand::Other, Hand::Ours));
        let text = document.tree.to_string();
        let again = self::document(&text);
        assert_eq!([again.hand(1), again.hand(2)], [Hand::Ours; 2]);
        let mut again = again;
        again.drop(&BTreeSet::from([1, 2]));
        assert_eq!(again.tree.to_string(), BY_HAND);

        let of_windows = format!("{MARK}{}", BY_HAND.replace('\n', "\r\n"));
        let mut document = self::document(&of_windows);
        assert_eq!(document.written(), of_windows);
        document.add(&about("SAF005"), &decision());
        assert!(
            document.written().starts_with(MARK) && !document.written().replace("\r\n", "").contains('\n')
        );
        document.drop(&BTreeSet::from([1]));
        assert_eq!(document.written(), of_windows);
    }

    #[test]
    fn what_somebody_has_edited_is_told() {
        let mut new = document("");
        new.add(&about("SAF005"), &decision());
        let text = new.tree.to_string();
        assert!(text.starts_with("[[exceptions]]\nrule = \"SAF005\"\n"), "{text}");
        for (from, to) in [
            ("L. Peeters", "An"),
            ("rule = ", "# why\nrule = "),
            ("until = 2026-12-31", "until = 2027-12-31"),
            ("[[exceptions]]", "# agreed\n[[exceptions]]"),
        ] {
            assert!(text.contains(from), "{text}");
            assert_eq!(document(&text.replace(from, to)).hand(0), Hand::Edited, "{from}");
        }
        let alone = text.lines().filter(|line| !line.starts_with(RECORDED)).collect::<Vec<_>>().join("\n");
        assert_eq!(document(&alone).hand(0), Hand::Other);
    }
}
