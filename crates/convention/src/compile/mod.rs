//! From what the file says to tables that refer to one another by number, checked whole.

mod conditions;
mod details;
mod examples;
mod listed;
mod messages;
mod names;
mod plan;
mod relations;
mod reply;
mod rules;
mod strays;
mod tables;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use regex::{Regex, RegexBuilder};
use toml::Spanned;

use crate::kept::Kept;
use crate::load::decode::{Raw, RawCodes};
use crate::load::source::{Problems, Sources};
use crate::model::{PAGE_CODE, *};
use crate::path::Path;
use crate::suggest::did_you_mean;
use crate::text::Text;
use pamlint_words::Language;

/// The memory that a compiled pattern may take; patterns are matched in linear time whatever they say.
const PATTERN_SIZE: usize = 1 << 19;

/// The most patterns: what they take together is bounded too.
const MOST_PATTERNS: usize = 200;

/// Compiles a decoded file; whatever does not hold together becomes a problem.
pub(crate) fn compile(mut raw: Raw, problems: &mut Problems) -> Option<Convention> {
    strays::take_strays(&mut raw, problems);
    let Raw {
        head,
        codes,
        parts,
        lists,
        names,
        columns,
        derived,
        details,
        reply,
        variants,
        kinds,
        sheets,
        rules: raw_rules,
        plan,
        broken,
    } = raw;
    let head_at = head.id.span();
    let convention = Convention {
        id: head.id.into_inner(),
        version: head.version,
        title: head.title.unwrap_or_default(),
        source: head.source.unwrap_or_default(),
        languages: head.languages.unwrap_or_else(|| vec![Language::NL, Language::EN, Language::FR]),
        example_ids: head.example_ids.unwrap_or_default().iter().map(|id| crate::fold_header(id)).collect(),
        placeholders: Placeholders::new(
            &head.placeholders.unwrap_or_default(),
            &head.as_above.unwrap_or_default(),
        ),
        joining_words: head
            .joining_words
            .unwrap_or_default()
            .iter()
            .map(|word| word.to_lowercase())
            .collect(),
        remark_words: head
            .remark_words
            .unwrap_or_default()
            .iter()
            .map(|word| crate::fold_header(word))
            .collect(),
        headers: BTreeMap::new(),
        safe_column: None,
        rule_pages: None,
        looks_at_today: false,
        told_otherwise: BTreeMap::new(),
        lists: Vec::new(),
        parts: Vec::new(),
        references: Vec::new(),
        names: Vec::new(),
        columns: Vec::new(),
        tables: Vec::new(),
        derived: Vec::new(),
        details: Vec::new(),
        reply: None,
        rules: Vec::new(),
        plan: None,
        sources: Sources::default(),
        kept: Kept::default(),
    };
    let mut compiler = Compiler {
        convention,
        problems,
        rule_codes: raw_rules.iter().map(|rule| rule.code.get_ref().clone()).collect(),
        named_rules: Vec::new(),
        pending_completions: Vec::new(),
        reference_keys: lists.iter().map(|(key, _)| key.get_ref().clone()).collect(),
        broken,
        patterns: 0,
        code_places: BTreeMap::new(),
        paths: Vec::new(),
        shared_variants: Vec::new(),
    };
    compiler.check_head(&head_at);
    compiler.lists(codes);
    compiler.parts(parts);
    compiler.references(lists);
    compiler.names(names);
    compiler.columns(&columns);
    compiler.convention.safe_column =
        head.safe_column.and_then(|column| compiler.column_ref(column.get_ref(), &column.span()));
    compiler.convention.rule_pages = head.rule_pages.and_then(|pages| compiler.rule_pages(&pages));
    compiler.tables(&columns, kinds, sheets);
    compiler.headers();
    compiler.derived(derived);
    compiler.details(details);
    compiler.paths = compiler.all_paths();
    compiler.convention.reply = reply.map(|reply| compiler.reply(reply));
    compiler.required_conditions(&columns);
    compiler.shared_variants(variants);
    compiler.rules(raw_rules);
    compiler.convention.plan = plan.and_then(|plan| compiler.plan(plan));
    Some(compiler.convention)
}

/// The convention as far as it is built, and what is known about what is still to come.
struct Compiler<'p> {
    convention: Convention,
    problems: &'p mut Problems,
    /// The codes of all rules, in order: a rule's number is its place here.
    rule_codes: Vec<String>,
    /// Rules that names, columns and tables refer to.
    named_rules: Vec<RuleId>,
    /// The columns that complete names, by the names' numbers: columns are read behind names.
    pending_completions: Vec<(usize, Option<Spanned<String>>)>,
    /// The keys of all reference lists: parts refer to them, and they to parts.
    reference_keys: Vec<String>,
    /// Keys of what could not be read: what refers to them is no further mistake.
    broken: BTreeSet<String>,
    /// How many patterns have been read.
    patterns: usize,
    /// Where each code of a list stands.
    code_places: BTreeMap<String, Vec<(String, Range<usize>)>>,
    /// Every path that leads somewhere, in order; empty until all tables are there.
    paths: Vec<String>,
    /// The texts for problems that are told alike whatever the rule is.
    shared_variants: Vec<Variant>,
}

impl Compiler<'_> {
    fn problem(&mut self, at: Range<usize>, message: impl Into<String>) {
        self.problems.add(at, message);
    }

    fn problem_with_hint(&mut self, at: Range<usize>, message: impl Into<String>, hint: Option<String>) {
        self.problems.add_with_hint(at, message, hint);
    }

    fn check_head(&mut self, at: &Range<usize>) {
        let id = &self.convention.id;
        if !crate::is_id(id) {
            self.problem(at.clone(), "`id` has to be made of small letters, digits and hyphens");
        }
        if self.convention.languages.is_empty() {
            self.problem(at.clone(), "`languages` has to name at least one language");
        }
    }

    /// The address of the pages of rules, where it is one and says where the code goes.
    fn rule_pages(&mut self, pages: &Spanned<String>) -> Option<String> {
        let address = pages.get_ref();
        let is_address = ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme))
            && !address.contains(char::is_whitespace);
        if is_address && address.contains(PAGE_CODE) {
            return Some(address.clone());
        }
        let example = format!("https://intranet.example/rules/{PAGE_CODE}.html");
        self.problem(pages.span(), format!("`rule_pages` has to be an address such as `{example}`"));
        None
    }

    /// Reports the languages of the convention in which a text is missing.
    fn check_text(&mut self, text: &Text, at: &Range<usize>, what: &str) {
        let is_missing = |language: &Language| text.only(*language).is_none_or(|text| text.trim().is_empty());
        let mut missing: Vec<Language> =
            self.convention.languages.iter().copied().filter(is_missing).collect();
        // Whoever adds a language cannot be asked for the texts of others before anything works.
        let is_lower = !self.problems.is_in_own_file(at.start);
        let is_based = self.problems.has_base();
        missing.retain(|language| {
            let is_others = is_lower || (is_based && !Language::all().contains(language));
            if is_others {
                *self.convention.told_otherwise.entry(*language).or_default() += 1;
            }
            !is_others
        });
        let missing: Vec<&str> = missing.iter().map(Language::code).collect();
        if !missing.is_empty() {
            self.problem(at.clone(), format!("{what} is missing in: {}", missing.join(", ")));
        }
        let known: Vec<Language> = self.convention.languages.iter().copied().chain(Language::all()).collect();
        for language in text.languages().filter(|language| !known.contains(language)) {
            let hint = did_you_mean(language.code(), known.iter().map(Language::code));
            let message = format!("{what} has a text in `{language}`, which is not among the `languages`");
            self.problem_with_hint(at.clone(), message, hint);
        }
    }

    fn pattern(&mut self, pattern: &str, at: &Range<usize>) -> Option<Regex> {
        self.patterns += 1;
        if self.patterns > MOST_PATTERNS {
            self.problem(at.clone(), format!("there are too many patterns; there may be {MOST_PATTERNS}"));
            return None;
        }
        match RegexBuilder::new(&format!("^(?:{pattern})$")).size_limit(PATTERN_SIZE).build() {
            Ok(regex) => Some(regex),
            Err(error) => {
                let why = match error {
                    regex::Error::CompiledTooBig(_) => "it takes too much memory".to_owned(),
                    other => {
                        let told = other.to_string();
                        let last = told.lines().last().unwrap_or_default().trim();
                        last.strip_prefix("error: ").unwrap_or(last).to_owned()
                    }
                };
                self.problem(at.clone(), format!("the pattern `{pattern}` cannot be used: {why}"));
                None
            }
        }
    }

    /// The rule that something refers to.
    fn rule_ref(&mut self, code: &Spanned<String>) -> Option<RuleId> {
        let position = self.rule_codes.iter().position(|known| known == code.get_ref());
        match position.and_then(|position| u16::try_from(position).ok()) {
            Some(position) => {
                self.named_rules.push(RuleId(position));
                Some(RuleId(position))
            }
            None if self.broken.contains(code.get_ref()) => None,
            None => {
                let hint = did_you_mean(code.get_ref(), self.rule_codes.iter().map(String::as_str));
                self.problem_with_hint(code.span(), format!("there is no rule `{}`", code.get_ref()), hint);
                self.broken.insert(code.get_ref().clone());
                None
            }
        }
    }

    fn lists(&mut self, codes: Vec<(Spanned<String>, RawCodes)>) {
        for (key, entries) in codes {
            if entries.is_empty() {
                self.problem(key.span(), format!("[codes.{}] has no code", key.get_ref()));
            }
            for (code, meaning) in &entries {
                self.check_text(meaning, &code.span(), &format!("the meaning of `{}`", code.get_ref()));
                if code.get_ref().trim() != code.get_ref() || code.get_ref().is_empty() {
                    self.problem(code.span(), "a code may not be empty, or have blanks around it");
                }
            }
            let places = entries.iter().map(|(code, _)| (code.get_ref().clone(), code.span())).collect();
            self.code_places.insert(key.get_ref().clone(), places);
            let codes = entries.into_iter().map(|(code, meaning)| (code.into_inner(), meaning)).collect();
            self.convention.lists.push(CodeList { key: key.into_inner(), codes });
        }
    }

    fn list_ref(&mut self, key: &Spanned<String>) -> Option<ListId> {
        let found =
            self.convention.all_lists().find(|(_, list)| list.key == *key.get_ref()).map(|(id, _)| id);
        if found.is_none() {
            let hint =
                did_you_mean(key.get_ref(), self.convention.lists.iter().map(|list| list.key.as_str()));
            self.problem_with_hint(key.span(), format!("there is no list [codes.{}]", key.get_ref()), hint);
            self.broken.insert(key.get_ref().clone());
        }
        found
    }

    fn derived(&mut self, derived: Vec<(Spanned<String>, Vec<String>)>) {
        for (key, paths) in derived {
            if self.convention.columns.iter().any(|column| column.key == *key.get_ref()) {
                self.problem(key.span(), format!("`{}` is the key of a column already", key.get_ref()));
            }
            let first_of: Vec<Path> =
                paths.iter().filter_map(|path| self.path(path, &key.span(), None)).collect();
            self.convention.derived.push(Derived { key: key.into_inner(), first_of });
        }
    }

    /// A path that leads somewhere on at least one of the tables (all of them for `None`).
    fn path(&mut self, text: &str, at: &Range<usize>, on: Option<&[TableId]>) -> Option<Path> {
        let path = Path::parse(text);
        let reachable = path.is_just("kind")
            || self
                .convention
                .all_tables()
                .filter(|(table, _)| on.is_none_or(|on| on.contains(table)))
                .any(|(table, _)| !self.convention.slots(table, &path).is_empty());
        if reachable {
            return Some(path);
        }
        // Where a column, name or part could not be read, or no sheet that there is was named, its values
        // are missing for that reason.
        if !self.broken.is_empty() || on.is_some_and(<[TableId]>::is_empty) {
            return None;
        }
        let at = self.problems.find_behind(at.start, text).unwrap_or_else(|| at.clone());
        let own;
        let known = if self.paths.is_empty() {
            own = self.all_paths();
            &own
        } else {
            &self.paths
        };
        let (message, hint) = if known.iter().any(|known| known == text) {
            (format!("no sheet that this is about has `{text}`"), None)
        } else {
            let hint = did_you_mean(text, known.iter().map(String::as_str));
            (format!("no sheet has a value `{text}`"), hint)
        };
        self.problem_with_hint(at, message, hint);
        None
    }

    /// Every path that leads somewhere.
    fn all_paths(&self) -> Vec<String> {
        let mut paths = vec!["id".to_owned(), "kind".to_owned()];
        paths.extend(self.convention.derived.iter().map(|derived| derived.key.clone()));
        for table in &self.convention.tables {
            for field in &table.fields {
                let key = &self.convention.column(field.column).key;
                paths.push(key.clone());
                paths.extend(field.parts.iter().map(|part| format!("{key}.{part}")));
            }
        }
        paths.sort();
        paths.dedup();
        paths
    }

    /// The tables of a list of their ids; `accounts` stands for all kinds.
    fn table_refs(&mut self, ids: &[String], at: &Range<usize>) -> Vec<TableId> {
        let mut tables = Vec::new();
        for id in ids {
            let found: Vec<TableId> = self
                .convention
                .all_tables()
                .filter(|(_, table)| table.id == *id || (id == "accounts" && table.is_kind))
                .map(|(table, _)| table)
                .collect();
            if found.is_empty() && !self.broken.contains(id) {
                let at = self.problems.find_behind(at.start, id).unwrap_or_else(|| at.clone());
                let known = self.convention.tables.iter().map(|table| table.id.as_str()).chain(["accounts"]);
                let hint = did_you_mean(id, known);
                self.problem_with_hint(at, format!("there is no kind or sheet `{id}`"), hint);
            }
            tables.extend(found);
        }
        tables
    }

    fn kinds(&self) -> Vec<TableId> {
        self.convention.all_tables().filter(|(_, table)| table.is_kind).map(|(id, _)| id).collect()
    }
}

/// Reports keys of a map that are not among the known ones.
fn unknown_keys<V>(
    map: &BTreeMap<String, V>,
    known: &[&str],
    at: &Range<usize>,
    what: &str,
    problems: &mut Problems,
) {
    for key in map.keys().filter(|key| !known.contains(&key.as_str())) {
        let hint = did_you_mean(key, known.iter().copied())
            .or_else(|| (!known.is_empty()).then(|| format!("known here: {}", known.join(", "))));
        let at = problems.find_behind(at.start, key).unwrap_or_else(|| at.clone());
        problems.add_with_hint(at, format!("there is no {what} `{key}`"), hint);
    }
}
