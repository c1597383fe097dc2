//! What stands in a cell, cleaned and taken apart: each distinct text of a column once.

use pamlint_convention::{
    Applicability, Content, Convention, Event, Field, ListId, Name, NameId, Shape, fold_header, nearest,
};
use pamlint_reader::{StringId as Symbol, Strings};
use rustc_hash::FxHashMap;

use crate::clean::{Change, Cleaned, Style, clean};
use crate::format;
use crate::name::{self, Hole as NameHole, Sort};
use crate::report::Fix;

/// A cell's text, cleaned and taken apart.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    /// The cleaned text.
    pub text: Symbol,
    /// The values in it: one, or several in a cell that may hold several. Empty for nothing but blanks.
    pub items: Box<[Item]>,
    /// Whether cleaning left the text as it was.
    pub verbatim: bool,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// One value of a cell.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// The value, spelled right where that is known.
    pub word: Word,
    /// Where it stands: characters of the cleaned text.
    pub span: (usize, usize),
    /// Its parts, in the order of [`Convention::field_parts`].
    pub parts: Box<[Option<Word>]>,
    /// Where the parts stand: characters of the cleaned text.
    pub spans: Box<[(usize, usize)]>,
    /// Parts that are there but wrong: a bit for each.
    pub wrong: u32,
    /// Whether the value as a whole cannot be reckoned with.
    pub broken: bool,
}

/// A text as it is shown, and as it is compared: without regard to case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    pub text: Symbol,
    pub key: Symbol,
}

/// Something wrong with a cell's text, whatever row it stands in.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    pub source: Source,
    pub variant: Option<&'static str>,
    /// Characters of the cell's own text.
    pub span: Option<(usize, usize)>,
    pub holes: Vec<(&'static str, Hole)>,
    pub fix: Option<Fix>,
    /// For a name that a column of the row can complete: the value, the first right part, and how sure.
    pub complete: Option<(usize, usize, Applicability)>,
    /// The parts that cannot be reckoned with: bits; all of them for the value as a whole.
    pub spoils: u32,
}

/// What decides the rule of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// What the engine sees by itself.
    Event(Event),
    /// A name.
    Name(NameId, Sort),
    /// A problem of the field's format; empty for a code list or pattern.
    Field(&'static str),
}

/// What fills a hole of a message, where that depends on the language.
#[derive(Debug, Clone)]
pub(crate) enum Hole {
    Text(String),
    /// The labels of parts of a name.
    Labels(NameId, Vec<usize>),
    /// What is expected of a part of a name.
    Expected(NameId, usize),
    /// The form of a name.
    Form(NameId),
    /// What is expected of a field that is no name.
    FieldExpected,
}

/// Every bit: a value that cannot be reckoned with at all.
pub(crate) const WHOLE: u32 = u32::MAX;

/// The bit of a part.
pub(crate) fn bit(part: usize) -> u32 {
    u32::try_from(part).ok().and_then(|part| 1u32.checked_shl(part)).unwrap_or(0)
}

/// Cells judged so far.
pub(crate) struct Judge<'c> {
    pub convention: &'c Convention,
    pub symbols: Strings,
    pub judged: Vec<Judged>,
    /// Fields that hold the same are judged alike; their texts are judged once.
    profiles: Vec<(Profile, FxHashMap<Symbol, usize>)>,
    /// Numbers judged so far: their texts are not among the workbook's.
    numbers: FxHashMap<(usize, Symbol), usize>,
    scratch: String,
}

/// What the judgement of a text depends on.
#[derive(Debug, Clone, PartialEq)]
struct Profile {
    content: Content2,
    several: bool,
}

/// [`Content`] in a form that can be compared.
#[derive(Debug, Clone, PartialEq)]
enum Content2 {
    Text,
    Name(Vec<NameId>),
    Codes(ListId),
    Format(pamlint_convention::Format),
    Pattern(String),
}

/// The number of a profile, for [`Judge::judge`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ProfileId(usize);

impl<'c> Judge<'c> {
    pub(crate) fn new(convention: &'c Convention) -> Judge<'c> {
        Judge {
            convention,
            symbols: Strings::default(),
            judged: Vec::new(),
            profiles: Vec::new(),
            numbers: FxHashMap::default(),
            scratch: String::new(),
        }
    }

    /// The profile of a field.
    pub(crate) fn profile(&mut self, field: &Field) -> ProfileId {
        let content = match &field.content {
            Content::Text => Content2::Text,
            Content::Name(names) => Content2::Name(names.clone()),
            Content::Codes(list) => Content2::Codes(*list),
            Content::Format(format) => Content2::Format(*format),
            Content::Pattern(pattern) => Content2::Pattern(pattern.as_str().to_owned()),
        };
        let profile = Profile { content, several: field.several };
        let position = self.profiles.iter().position(|(known, _)| *known == profile).unwrap_or_else(|| {
            self.profiles.push((profile, FxHashMap::default()));
            self.profiles.len() - 1
        });
        ProfileId(position)
    }

    /// Judges a text of a field; `key` stands for the text, and is the same for the same text.
    pub(crate) fn judge(&mut self, profile: ProfileId, field: &Field, key: Symbol, text: &str) -> usize {
        if let Some(known) = self.profiles.get(profile.0).and_then(|(_, known)| known.get(&key)) {
            return *known;
        }
        let judged = self.judge_new(field, text);
        self.judged.push(judged);
        let index = self.judged.len() - 1;
        if let Some((_, known)) = self.profiles.get_mut(profile.0) {
            known.insert(key, index);
        }
        index
    }

    /// Judges a number of a field; `key` is the symbol of its text in [`Judge::symbols`].
    pub(crate) fn judge_number(
        &mut self,
        profile: ProfileId,
        field: &Field,
        key: Symbol,
        text: &str,
    ) -> usize {
        if let Some(known) = self.numbers.get(&(profile.0, key)) {
            return *known;
        }
        let judged = self.judge_new(field, text);
        self.judged.push(judged);
        self.numbers.insert((profile.0, key), self.judged.len() - 1);
        self.judged.len() - 1
    }

    /// The word for a text.
    pub(crate) fn word(&mut self, text: &str) -> Word {
        let symbol = self.symbols.intern(text);
        if !text.bytes().any(|byte| byte.is_ascii_lowercase() || !byte.is_ascii()) {
            return Word { text: symbol, key: symbol };
        }
        self.scratch.clear();
        if text.is_ascii() {
            self.scratch.push_str(text);
            self.scratch.make_ascii_uppercase();
        } else {
            self.scratch.extend(text.chars().flat_map(char::to_uppercase));
        }
        Word { text: symbol, key: self.symbols.intern(&self.scratch) }
    }

    fn judge_new(&mut self, field: &Field, text: &str) -> Judged {
        let is_name = matches!(field.content, Content::Name(_));
        let style = Style { name: is_name, several: field.several, one_line: !field.several };
        let cleaned = clean(text, style);
        let mut problems: Vec<Problem> = cleaned.changes.iter().map(text_problem).collect();
        let symbol = self.symbols.intern(&cleaned.text);
        if cleaned.text.is_empty() {
            return Judged { text: symbol, items: Box::default(), verbatim: false, problems: Vec::new() };
        }
        let mut items = Vec::new();
        let pieces = if field.several { split(&cleaned.text) } else { vec![(0, cleaned.text.as_ref())] };
        for (start, piece) in pieces {
            let (item, found) = self.item(field, &cleaned, start, piece, items.len());
            items.push(item);
            problems.extend(found);
        }
        if field.several {
            problems.extend(repeated(&cleaned, &items));
            one_a_sort(&mut problems);
        }
        // Words with blanks between them that are no name at all are one mistake, not two.
        let unlike = |problem: &Problem| problem.variant == Some("unlike");
        if problems.iter().any(unlike) {
            problems.retain(|problem| {
                problem.source != Source::Event(Event::StrayBlanks) || problem.variant != Some("inside")
            });
        }
        if let Content::Name(names) = &field.content
            && let Some(problem) = blanks_for_separators(self.convention, names, text, &problems)
        {
            problems.retain(|problem| {
                !matches!(problem.source, Source::Event(Event::StrayBlanks) | Source::Name(_, Sort::Form))
            });
            problems.push(problem);
        }
        Judged { text: symbol, items: items.into(), verbatim: cleaned.text == text, problems }
    }

    /// Judges one value of a cell, which begins at a character of the cleaned text.
    fn item(
        &mut self,
        field: &Field,
        cleaned: &Cleaned<'_>,
        start: usize,
        piece: &str,
        index: usize,
    ) -> (Item, Vec<Problem>) {
        let end = start + piece.chars().count();
        let plain = |word: Word| Item {
            word,
            span: (start, end),
            parts: Box::default(),
            spans: Box::default(),
            wrong: 0,
            broken: false,
        };
        match &field.content {
            Content::Text => (plain(self.word(piece)), Vec::new()),
            Content::Codes(list) => {
                let (code, problem) = self.code(*list, cleaned, (start, end), piece);
                let item =
                    Item { broken: code.is_none(), ..plain(self.word(code.as_deref().unwrap_or(piece))) };
                (item, problem.into_iter().collect())
            }
            Content::Pattern(pattern) => {
                let item = plain(self.word(piece));
                if pattern.is_match(piece) {
                    return (item, Vec::new());
                }
                let holes = vec![("found", Hole::Text(piece.to_owned())), ("expected", Hole::FieldExpected)];
                (Item { broken: true, ..item }, vec![field_problem("", cleaned, (start, end), holes, None)])
            }
            Content::Format(format) => {
                let judgement = format::judge(*format, piece);
                // What was certainly meant is what other cells are compared with: a correction must not
                // bring a second mistake to light.
                let safe = judgement.problem.as_ref().and_then(|problem| problem.fix.as_ref());
                let safe = safe.filter(|(_, applicability)| *applicability == Applicability::Safe);
                let meant = safe.map(|(value, _)| (value.as_str(), format::judge(*format, value)));
                let (text, parts) = match &meant {
                    Some((value, judgement)) => (*value, &judgement.parts),
                    None => (piece, &judgement.parts),
                };
                let parts = parts.iter().map(|part| Some(self.word(&part.as_ref()?.text))).collect();
                let spans = judgement.parts.iter().map(|part| {
                    part.as_ref().map_or((start, end), |part| (start + part.span.0, start + part.span.1))
                });
                let item = Item { parts, spans: spans.collect(), ..plain(self.word(text)) };
                let problem = judgement.problem.map(|problem| {
                    let span = problem.span.map_or((start, end), |(from, to)| (start + from, start + to));
                    let found = problem.found.unwrap_or_else(|| piece.to_owned());
                    let mut holes = vec![
                        ("found", Hole::Text(found)),
                        ("length", Hole::Text(piece.chars().count().to_string())),
                    ];
                    let fix = problem.fix.map(|(value, applicability)| {
                        holes.push(("suggestion", Hole::Text(value.clone())));
                        Fix { value: replace(&cleaned.text, &[((start, end), &value)]), applicability }
                    });
                    field_problem(problem.key, cleaned, span, holes, fix)
                });
                (item, problem.into_iter().collect())
            }
            Content::Name(names) => self.name_item(field, names, cleaned, (start, end), piece, index),
        }
    }

    fn code(
        &mut self,
        list: ListId,
        cleaned: &Cleaned<'_>,
        span: (usize, usize),
        piece: &str,
    ) -> (Option<String>, Option<Problem>) {
        let codes = || self.convention.list(list).codes.iter().map(|(code, _)| code.as_str());
        if codes().any(|code| code == piece) {
            return (Some(piece.to_owned()), None);
        }
        let fixed =
            |code: &str, applicability| Fix { value: replace(&cleaned.text, &[(span, code)]), applicability };
        if let Some(code) = codes().find(|code| code.eq_ignore_ascii_case(piece)) {
            let holes =
                vec![("found", Hole::Text(piece.to_owned())), ("expected", Hole::Text(code.to_owned()))];
            let problem = Problem {
                source: Source::Event(Event::LetterCase),
                variant: None,
                span: Some(cleaned.original_span(span)),
                holes,
                fix: Some(fixed(code, Applicability::Safe)),
                complete: None,
                spoils: 0,
            };
            return (Some(code.to_owned()), Some(problem));
        }
        let mut holes = vec![("found", Hole::Text(piece.to_owned())), ("expected", Hole::FieldExpected)];
        let near = nearest(piece, codes());
        let fix = near.map(|code| fixed(code, Applicability::Unsafe));
        holes.extend(near.map(|code| ("suggestion", Hole::Text(code.to_owned()))));
        let mut problem = field_problem("", cleaned, span, holes, fix);
        problem.variant = near.map(|_| "near");
        (None, Some(problem))
    }

    fn name_item(
        &mut self,
        field: &Field,
        names: &[NameId],
        cleaned: &Cleaned<'_>,
        (start, end): (usize, usize),
        piece: &str,
        index: usize,
    ) -> (Item, Vec<Problem>) {
        let reading = name::read(self.convention, names, piece, start);
        let keys = self.convention.field_parts(field);
        let mut parts = vec![None; keys.len()];
        let mut spans = vec![(start, end); keys.len()];
        let mut wrong = 0;
        let mut canonical = piece.to_owned();
        if let Some(id) = reading.name {
            let convention = self.convention;
            let name = convention.name(id);
            let mut set = |key: &str, word: Word, span: (usize, usize)| {
                if let Some(position) = keys.iter().position(|known| known == key) {
                    if let Some(slot) = parts.get_mut(position) {
                        *slot = Some(word);
                    }
                    if let Some(slot) = spans.get_mut(position) {
                        *slot = span;
                    }
                }
            };
            let mut spelled = String::new();
            for (name_part, piece) in name.parts.iter().zip(&reading.pieces) {
                let Some(piece) = piece else { continue };
                spelled.push_str(&name_part.separator);
                spelled.push_str(&piece.text);
                let word = self.word(&piece.text);
                let part = convention.part(name_part.part);
                set(&part.key, word, piece.span);
                if let (Shape::Forms(forms), Some(form)) = (&part.shape, piece.form)
                    && let Some(alternative) = forms.get(form).filter(|form| !form.key.is_empty())
                {
                    set(&alternative.key, word, piece.span);
                }
            }
            if !reading.broken && reading.wrong.is_empty() {
                let base = self.word(&spelled);
                canonical = format!("{}{spelled}", name.prefix);
                set("form", self.word(&name.key), (start, end));
                set("base", base, (start, end));
            }
            for position in &reading.wrong {
                wrong |= part_bits(convention, name, *position, &keys);
            }
        }
        let broken = reading.broken || reading.name.is_none();
        let id = reading.name.or_else(|| names.first().copied());
        let problems = match id {
            Some(id) => reading
                .problems
                .into_iter()
                .map(|problem| self.name_problem(id, problem, cleaned, (start, end), index, &keys))
                .collect(),
            None => Vec::new(),
        };
        let item = Item {
            word: self.word(&canonical),
            span: (start, end),
            parts: parts.into(),
            spans: spans.into(),
            wrong,
            broken,
        };
        (item, problems)
    }

    fn name_problem(
        &self,
        id: NameId,
        problem: name::Problem,
        cleaned: &Cleaned<'_>,
        item: (usize, usize),
        index: usize,
        keys: &[String],
    ) -> Problem {
        let name = self.convention.name(id);
        let (source, spoils) = match problem.sort {
            Sort::Case => (Source::Event(Event::LetterCase), 0),
            Sort::Part(position) => {
                (Source::Name(id, problem.sort), part_bits(self.convention, name, position, keys))
            }
            Sort::Omitted(known) => {
                let position = name.omitted.get(known).map_or(0, |omitted| omitted.position);
                (Source::Name(id, problem.sort), part_bits(self.convention, name, position, keys))
            }
            Sort::Unwanted(_) => (Source::Name(id, problem.sort), 0),
            Sort::Limits | Sort::Instead(_) | Sort::Form => (Source::Name(id, problem.sort), WHOLE),
        };
        let holes = problem
            .holes
            .into_iter()
            .map(|(key, hole)| {
                let hole = match hole {
                    NameHole::Text(text) => Hole::Text(text),
                    NameHole::Labels(positions) => Hole::Labels(id, positions),
                    NameHole::Expected(position) => Hole::Expected(id, position),
                    NameHole::Form => Hole::Form(id),
                };
                (key, hole)
            })
            .collect();
        Problem {
            source,
            variant: problem.variant,
            span: Some(cleaned.original_span(problem.span)),
            holes,
            fix: problem.fix.map(|fix| Fix { value: replace(&cleaned.text, &[(item, &fix.value)]), ..fix }),
            complete: problem.complete.map(|(from, applicability)| (index, from, applicability)),
            spoils,
        }
    }
}

/// The bits of a part of a name, and of the alternatives it can have.
fn part_bits(convention: &Convention, name: &Name, position: usize, keys: &[String]) -> u32 {
    let Some(name_part) = name.parts.get(position) else { return 0 };
    let part = convention.part(name_part.part);
    let mut bits = 0;
    for (index, key) in keys.iter().enumerate() {
        let alternative =
            matches!(&part.shape, Shape::Forms(forms) if forms.iter().any(|form| form.key == *key));
        if *key == part.key || (alternative && !key.is_empty()) {
            bits |= bit(index);
        }
    }
    bits
}

/// What cleaning had to change, as a problem.
pub(crate) fn text_problem(change: &Change) -> Problem {
    let mut holes = vec![("found", Hole::Text(change.described()))];
    holes.extend(change.meant.map(|meant| ("suggestion", Hole::Text(meant.to_string()))));
    let class = change.kind.class();
    Problem {
        source: Source::Event(class.event()),
        variant: change.kind.variant(),
        span: Some(change.span),
        holes,
        fix: Some(Fix { value: change.fixed.clone(), applicability: class.applicability() }),
        complete: None,
        spoils: 0,
    }
}

fn field_problem(
    key: &'static str,
    cleaned: &Cleaned<'_>,
    span: (usize, usize),
    holes: Vec<(&'static str, Hole)>,
    fix: Option<Fix>,
) -> Problem {
    Problem {
        source: Source::Field(key),
        variant: (!key.is_empty()).then_some(key),
        span: Some(cleaned.original_span(span)),
        holes,
        fix,
        complete: None,
        spoils: WHOLE,
    }
}

/// Whether a character separates the values of a cell that may hold several.
fn is_list_separator(character: char) -> bool {
    matches!(character, '\n' | ';' | ',')
}

/// The values of a cell that may hold several, each with the character at which it begins.
fn split(text: &str) -> Vec<(usize, &str)> {
    let mut start = 0;
    let mut values = Vec::new();
    for value in text.split(is_list_separator) {
        let length = value.chars().count();
        if length > 0 {
            values.push((start, value));
        }
        start += length + 1;
    }
    values
}

/// The text with some spans of characters replaced.
pub(crate) fn replace(text: &str, edits: &[((usize, usize), &str)]) -> String {
    let mut replaced = String::new();
    let mut written: Vec<usize> = Vec::new();
    for (at, character) in text.chars().enumerate() {
        match edits.iter().find(|((start, end), _)| (*start..*end).contains(&at)) {
            None => replaced.push(character),
            Some(((start, _), replacement)) => {
                if !written.contains(start) {
                    replaced.push_str(replacement);
                    written.push(*start);
                }
            }
        }
    }
    replaced
}

/// The same value twice in one cell.
fn repeated(cleaned: &Cleaned<'_>, items: &[Item]) -> Option<Problem> {
    let again =
        |index: usize, item: &Item| items.iter().take(index).any(|other| other.word.key == item.word.key);
    let surplus: Vec<&Item> =
        items.iter().enumerate().filter(|(index, item)| again(*index, item)).map(|(_, item)| item).collect();
    let first = surplus.first()?;
    let characters: Vec<char> = cleaned.text.chars().collect();
    let found: String = characters.get(first.span.0..first.span.1).unwrap_or_default().iter().collect();
    // The separator before a value goes with it.
    let edits: Vec<((usize, usize), &str)> =
        surplus.iter().map(|item| ((item.span.0.saturating_sub(1), item.span.1), "")).collect();
    Some(Problem {
        source: Source::Event(Event::ValueRepeated),
        variant: None,
        span: Some(cleaned.original_span(first.span)),
        holes: vec![("found", Hole::Text(found))],
        fix: Some(Fix { value: replace(&cleaned.text, &edits), applicability: Applicability::Safe }),
        complete: None,
        spoils: 0,
    })
}

/// Values of one cell that have the same mistake are one finding: it names them all, and its fix
/// mends them all where each of them has one.
fn one_a_sort(problems: &mut Vec<Problem>) {
    let mut kept: Vec<Problem> = Vec::new();
    for problem in problems.drain(..) {
        match kept.iter_mut().find(|known| known.source == problem.source && known.variant == problem.variant)
        {
            Some(known) => join(known, &problem),
            None => kept.push(problem),
        }
    }
    *problems = kept;
}

fn join(known: &mut Problem, other: &Problem) {
    known.spoils |= other.spoils;
    for (key, hole) in &mut known.holes {
        let more = other.holes.iter().find(|(other, _)| other == key).map(|(_, hole)| hole);
        if let (Hole::Text(text), Some(Hole::Text(more))) = (hole, more)
            && matches!(*key, "found" | "suggestion")
            && !text.split(", ").any(|known| known == more)
        {
            text.push_str(", ");
            text.push_str(more);
        }
    }
}

/// A name whose separators were typed as blanks, which cleaning drops.
fn blanks_for_separators(
    convention: &Convention,
    names: &[NameId],
    text: &str,
    problems: &[Problem],
) -> Option<Problem> {
    let is_form = |problem: &Problem| matches!(problem.source, Source::Name(_, Sort::Form));
    if !problems.iter().any(is_form) || !text.trim().contains(char::is_whitespace) {
        return None;
    }
    let spaced: Vec<&str> = text.split_whitespace().collect();
    let id = *names.first()?;
    let separator = convention.name(id).parts.get(1)?.separator.clone();
    let joined = spaced.join(&separator);
    let reading = name::read(convention, names, &joined, 0);
    if !reading.problems.is_empty() {
        return None;
    }
    let known = problems.iter().find(|problem| is_form(problem))?;
    Some(Problem {
        variant: Some("separator"),
        span: Some((0, text.chars().count())),
        holes: vec![
            ("found", Hole::Text(text.to_owned())),
            ("suggestion", Hole::Text(joined.clone())),
            ("form", Hole::Form(id)),
        ],
        fix: Some(Fix { value: joined, applicability: Applicability::Unsafe }),
        complete: None,
        ..known.clone()
    })
}

/// Whether two headers, IDs or names are the same but for case, blanks and punctuation.
pub(crate) fn folds_alike(one: &str, other: &str) -> bool {
    fold_header(one) == fold_header(other)
}
