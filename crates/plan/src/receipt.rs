//! The result of calls or of an upload: which objects of a plan it tells of, and what it says of them. The words by which
//! systems tell it stand in the convention.

use std::collections::BTreeMap;

use pamlint_convention::{Made, ReceiptRules, fold_header};
use pamlint_reader::{Book, each_row};
use pamlint_rules::before_secrets;
use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::ledger::Ledger;
use crate::name::key;
use crate::object::{Fields, Object, Plan, State};

/// How deep a result may be nested.
const DEEPEST: usize = 32;

/// How many characters of what a system says are kept.
const LONGEST: usize = 400;

/// How much of a result could be used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Read {
    /// The objects that were made.
    pub made: usize,
    /// Those that were refused.
    pub refused: usize,
    /// The records that tell of no object of the plan, or not what became of it.
    pub unknown: usize,
}

/// Why a file is no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceiptProblem {
    /// The convention does not say how results are told.
    NoRules,
    /// It is no JSON.
    NoJson(usize),
    /// No record in it tells what became of anything.
    Nothing,
}

/// One record of a result, with the columns that the convention knows.
type Record = BTreeMap<String, String>;

/// Reads a result of JSON, or of JSON lines, into a ledger.
///
/// # Errors
/// When it is none, or tells of nothing in the plan.
pub fn read_json(
    text: &str,
    plan: &Plan,
    rules: &ReceiptRules,
    ledger: &mut Ledger,
) -> Result<Read, ReceiptProblem> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = Reader::new(plan, rules, ledger);
    match serde_json::from_str::<Value>(text) {
        Ok(value) => reader.value(&value, None, 0),
        Err(_) => {
            for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
                let value = serde_json::from_str(line).map_err(|_| ReceiptProblem::NoJson(number))?;
                reader.value(&value, None, 0);
            }
        }
    }
    reader.done()
}

/// Reads a result of a table into a ledger: the first row with a known header, and the rows below it.
///
/// # Errors
/// As [`read_json`].
pub fn read_table(
    book: &Book,
    plan: &Plan,
    rules: &ReceiptRules,
    ledger: &mut Ledger,
) -> Result<Read, ReceiptProblem> {
    let mut reader = Reader::new(plan, rules, ledger);
    let mut headers: BTreeMap<u32, String> = BTreeMap::new();
    let mut last = 0;
    each_row(book, |sheet, row| {
        if sheet != last {
            headers.clear();
            last = sheet;
        }
        if headers.is_empty() {
            let known = row.iter().filter_map(|(at, text)| Some((*at, reader.column(text)?)));
            headers = known.collect();
            return;
        }
        let record = row.iter().filter_map(|(at, text)| Some((headers.get(at)?.clone(), text.clone())));
        reader.record(&record.collect(), None, &[]);
    });
    reader.done()
}

struct Reader<'a> {
    rules: &'a ReceiptRules,
    ledger: &'a mut Ledger,
    by_id: FxHashMap<&'a str, &'a Object>,
    by_name: FxHashMap<(String, String), &'a Object>,
    /// The accounts that are to be made, as an upload numbers them, from 1.
    uploaded: Vec<&'a Object>,
    read: Read,
}

impl<'a> Reader<'a> {
    fn new(plan: &'a Plan, rules: &'a ReceiptRules, ledger: &'a mut Ledger) -> Reader<'a> {
        let mut by_name = FxHashMap::default();
        for object in plan.of(Made::Account) {
            if let Fields::Account(fields) = &object.fields {
                by_name.insert((key(&fields.safe), key(&object.name)), object);
            }
        }
        Reader {
            rules,
            ledger,
            by_id: plan.objects.iter().map(|object| (object.id.as_str(), object)).collect(),
            by_name,
            uploaded: plan.of(Made::Account).filter(|object| object.state == State::Create).collect(),
            read: Read::default(),
        }
    }

    /// The column that a word means, by the key of the convention.
    fn column(&self, word: &str) -> Option<String> {
        let folded = fold_header(word);
        let found = self.rules.columns.iter().find(|(_, words)| words.contains(&folded));
        found.map(|(column, _)| column.clone())
    }

    /// What a word says of what became of something.
    fn outcome(&self, word: &str) -> Option<bool> {
        let folded = fold_header(word);
        if self.rules.made.contains(&folded) {
            return Some(true);
        }
        if self.rules.refused.contains(&folded) {
            return Some(false);
        }
        word.trim().parse::<u16>().ok().map(|status| (200..300).contains(&status))
    }

    /// Looks for records in a value; `told` is what the keys above it say of them.
    fn value(&mut self, value: &Value, told: Option<bool>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.value(value, told, depth + 1)),
            Value::Object(members) => {
                let mut record = Record::new();
                self.members(value, &mut record, depth);
                let names_one = ["id", "index", "name"].iter().any(|column| record.contains_key(*column));
                if names_one && self.object(&record).is_some() {
                    let mut others = Vec::new();
                    self.others(value, 0, &mut others);
                    self.record(&record, told, &others);
                    return;
                }
                let before = self.read;
                for (word, value) in members {
                    let told = self.outcome(word).or(told);
                    self.value(value, told, depth + 1);
                }
                // It tells what became of something that is not in this plan.
                if names_one && record.contains_key("status") && self.read == before {
                    self.read.unknown += 1;
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// The members of an object, and of those in it, that the convention knows; the outermost counts.
    fn members(&self, value: &Value, record: &mut Record, depth: usize) {
        let Value::Object(members) = value else { return };
        for (word, value) in members {
            let text = match value {
                Value::String(text) => text.clone(),
                Value::Number(number) => number.to_string(),
                Value::Bool(yes) => yes.to_string(),
                Value::Null | Value::Array(_) | Value::Object(_) => continue,
            };
            if let Some(column) = self.column(word) {
                record.entry(column).or_insert(text);
            }
        }
        for value in members.values().filter(|value| value.is_object()) {
            if depth < DEEPEST {
                let mut inner = Record::new();
                self.members(value, &mut inner, depth + 1);
                // The system's own id stands in its answer; that of the plan stands outside.
                if let Some(reference) = inner.remove("id") {
                    inner.entry("reference".to_owned()).or_insert(reference);
                }
                for (column, text) in inner {
                    record.entry(column).or_insert(text);
                }
            }
        }
    }

    /// The object that a record tells of.
    fn object(&self, record: &Record) -> Option<&'a Object> {
        if let Some(object) = record.get("id").and_then(|id| self.by_id.get(id.as_str())) {
            return Some(object);
        }
        if let Some(index) = record.get("index").and_then(|index| index.trim().parse::<usize>().ok()) {
            return self.uploaded.get(index.checked_sub(1)?).copied();
        }
        let (safe, name) = (record.get("safe")?, record.get("name")?);
        self.by_name.get(&(key(safe), key(name))).copied()
    }

    /// The texts of a record that the convention does not know: what was sent may be among them, and with it a secret.
    fn others<'v>(&self, value: &'v Value, depth: usize, into: &mut Vec<&'v str>) {
        let Value::Object(members) = value else { return };
        for (word, value) in members {
            match value {
                Value::String(text) if self.column(word).is_none() => into.push(text),
                _ if depth < DEEPEST => self.others(value, depth + 1, into),
                _ => {}
            }
        }
    }

    /// `others` are texts of the record that are not to be quoted.
    fn record(&mut self, record: &Record, told: Option<bool>, others: &[&str]) {
        let error = record.get("error").map(|error| error.trim()).filter(|error| !error.is_empty());
        let status = record.get("status").and_then(|status| self.outcome(status));
        let outcome = status.or(told).or(error.map(|_| false));
        match (self.object(record), outcome) {
            (Some(object), Some(true)) => {
                self.read.made += 1;
                self.ledger.add_made(object, record.get("reference").map(|text| kept(text)));
            }
            (Some(object), Some(false)) => {
                self.read.refused += 1;
                let said = error.or(record.get("status").map(String::as_str)).unwrap_or_default();
                self.ledger.add_refused(object, refusal(said, object, others));
            }
            _ => self.read.unknown += usize::from(!record.is_empty()),
        }
    }

    fn done(self) -> Result<Read, ReceiptProblem> {
        if self.read.made + self.read.refused == 0 { Err(ReceiptProblem::Nothing) } else { Ok(self.read) }
    }
}

/// What may be kept of a refusal: a system may quote the password that it refuses. Words that look like one are taken out,
/// but for those that the plan itself has.
fn refusal(text: &str, object: &Object, others: &[&str]) -> String {
    let own = format!("{} {:?}", object.id, object.fields).to_lowercase();
    let is_own = |word: &str| own.contains(&word.to_lowercase());
    let mut text = text.to_owned();
    for other in others.iter().filter(|other| !other.trim().is_empty() && !is_own(other)) {
        text = text.replace(*other, "…");
    }
    let plain = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
    let may_be_secret = |word: &str| {
        let word = plain(word);
        let has = |test: fn(&char) -> bool| word.chars().any(|letter| test(&letter));
        let is_odd = word.contains(['!', '$', '%', '^', '&', '*', '#', '~', '?', '@', '=', '-', '_', '/']);
        (has(|letter| letter.is_ascii_digit()) && has(|letter| letter.is_lowercase()) || is_odd)
            && !is_own(&word)
    };
    let words: Vec<&str> =
        text.split_whitespace().map(|word| if may_be_secret(word) { "…" } else { word }).collect();
    kept(&words.join(" "))
}

/// What may be kept of what a system says: one line, no secret.
fn kept(text: &str) -> String {
    let line: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let line = before_secrets(&line).into_owned();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}
