//! What stands in a cell, cleaned and taken apart.

use std::hash::{DefaultHasher, Hasher};
use std::ops::Range;

use pamlint_convention::{
    Applicability, Content, Convention, Event, Field, ListId, Name, NameId, Shape, fold_header, nearest,
};
use pamlint_reader::{StringId, Strings};
use rustc_hash::FxHashMap;

use crate::clean::{Change, Cleaned, Style, clean};
use crate::format;
use crate::name::{self, Hole as NameHole, Sort};
use crate::report::Fix;

/// A text, by where it is kept: nearly all are cells of the workbook, or pieces of them.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Text {
    /// A cell as it was typed.
    Cell(StringId),
    /// Bytes of a cell.
    Piece(StringId, u16, u16),
    /// A text of our own.
    Own(StringId),
}

/// What texts are compared by: a hash of the text in capitals.
///
/// Two of the same workbook are equal by chance once in ten million workbooks of a million texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key(u64);

impl Key {
    /// The key of a text, without regard to case.
    pub(crate) fn of(text: &str) -> Key {
        let mut hasher = DefaultHasher::new();
        if text.is_ascii() {
            // In pieces, so that no text needs a copy.
            let mut buffer = [0u8; 64];
            for piece in text.as_bytes().chunks(buffer.len()) {
                for (capital, byte) in buffer.iter_mut().zip(piece) {
                    *capital = byte.to_ascii_uppercase();
                }
                hasher.write(buffer.get(..piece.len()).unwrap_or_default());
            }
        } else {
            hasher.write(text.to_uppercase().as_bytes());
        }
        Key(hasher.finish())
    }

    /// The key of a text with regard to case.
    pub(crate) fn exactly(text: &str) -> Key {
        let mut hasher = DefaultHasher::new();
        hasher.write(text.as_bytes());
        Key(hasher.finish())
    }
}

/// A cell's text, cleaned and taken apart.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    /// The cleaned text.
    pub text: Text,
    /// The values in it: one, or several in a cell that may hold several; none for nothing but blanks.
    items: Range<u32>,
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
    parts: Range<u32>,
    /// Parts that are there but wrong: a bit for each.
    pub wrong: u32,
    /// Whether the value as a whole cannot be reckoned with.
    pub broken: bool,
}

/// A part of a value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    /// The part; `None` where it is missing or wrong.
    pub word: Option<Word>,
    /// Where it stands: characters of the cleaned text.
    pub span: (usize, usize),
}

/// A text as it is shown, and as it is compared.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    pub text: Text,
    pub key: Key,
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
    /// For names that a column of the row can complete: the value, the first right part, and how sure.
    pub complete: Vec<(usize, usize, Applicability)>,
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
    /// The texts of the workbook.
    cells: &'c Strings,
    /// Texts of our own.
    own: Strings,
    judged: Vec<Judged>,
    items: Vec<Item>,
    parts: Vec<Part>,
    /// Fields that hold the same are judged alike.
    profiles: Vec<(Profile, Known)>,
    /// Numbers judged so far: their texts are not among the workbook's.
    numbers: FxHashMap<(usize, StringId), usize>,
}

/// What has been judged of a profile, by the texts of the workbook: one more than the position in
/// [`Judge::judged`], or 0. Left empty where texts seldom come twice.
type Known = Vec<u32>;

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
    pub(crate) fn new(convention: &'c Convention, cells: &'c Strings) -> Judge<'c> {
        Judge {
            convention,
            cells,
            own: Strings::default(),
            judged: Vec::new(),
            items: Vec::new(),
            parts: Vec::new(),
            profiles: Vec::new(),
            numbers: FxHashMap::default(),
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
            self.profiles.push((profile, Vec::new()));
            self.profiles.len() - 1
        });
        ProfileId(position)
    }

    /// Judges a text of the workbook that stands in a field.
    pub(crate) fn judge(&mut self, profile: ProfileId, field: &Field, id: StringId) -> usize {
        let cells = self.cells;
        let text = cells.get(id);
        // Names and codes are dear to judge and come again and again; other values do neither.
        if !matches!(field.content, Content::Name(_) | Content::Codes(_)) {
            return self.judge_new(field, text, Some(id));
        }
        let known = self.profiles.get(profile.0).and_then(|(_, known)| known.get(id.index())).copied();
        if let Some(known) = known.and_then(|known| known.checked_sub(1)) {
            return usize::try_from(known).unwrap_or(usize::MAX);
        }
        let judged = self.judge_new(field, text, Some(id));
        if let Some((_, known)) = self.profiles.get_mut(profile.0) {
            if known.is_empty() {
                known.resize(cells.len(), 0);
            }
            if let (Some(slot), Ok(position)) = (known.get_mut(id.index()), u32::try_from(judged + 1)) {
                *slot = position;
            }
        }
        judged
    }

    /// Judges a number that stands in a field, by its text.
    pub(crate) fn judge_number(&mut self, profile: ProfileId, field: &Field, text: &str) -> usize {
        let key = (profile.0, self.own.intern(text));
        if let Some(known) = self.numbers.get(&key) {
            return *known;
        }
        let judged = self.judge_new(field, text, None);
        self.numbers.insert(key, judged);
        judged
    }

    /// What was judged.
    pub(crate) fn judged(&self, position: usize) -> Option<&Judged> {
        self.judged.get(position)
    }

    /// The values of a cell.
    pub(crate) fn items(&self, judged: &Judged) -> &[Item] {
        slice(&self.items, &judged.items)
    }

    /// The parts of a value.
    pub(crate) fn parts(&self, item: &Item) -> &[Part] {
        slice(&self.parts, &item.parts)
    }

    /// The text of a number.
    pub(crate) fn text(&self, text: Text) -> &str {
        match text {
            Text::Cell(id) => self.cells.get(id),
            Text::Own(id) => self.own.get(id),
            Text::Piece(id, start, end) => {
                self.cells.get(id).get(usize::from(start)..usize::from(end)).unwrap_or_default()
            }
        }
    }

    /// The word for a text of our own.
    pub(crate) fn word(&mut self, text: &str) -> Word {
        Word { text: Text::Own(self.own.intern(text)), key: Key::of(text) }
    }

    /// The word for a piece of a cell, or of a text that is kept nowhere yet.
    fn word_in(&mut self, id: Option<StringId>, piece: &str) -> Word {
        let key = Key::of(piece);
        let Some(id) = id else { return Word { text: Text::Own(self.own.intern(piece)), key } };
        let cell = self.cells.get(id);
        if cell.len() == piece.len() {
            return Word { text: Text::Cell(id), key };
        }
        // Where the piece lies in the cell's own bytes there is no need to keep it a second time.
        let start = (piece.as_ptr() as usize).wrapping_sub(cell.as_ptr() as usize);
        let range = (u16::try_from(start), u16::try_from(start.wrapping_add(piece.len())));
        match range {
            (Ok(from), Ok(to)) if cell.get(start..start.wrapping_add(piece.len())) == Some(piece) => {
                Word { text: Text::Piece(id, from, to), key }
            }
            _ => Word { text: Text::Own(self.own.intern(piece)), key },
        }
    }

    fn add_item(&mut self, word: Word, span: (usize, usize), parts: impl IntoIterator<Item = Part>) -> Item {
        let start = position(self.parts.len());
        self.parts.extend(parts);
        Item { word, span, parts: start..position(self.parts.len()), wrong: 0, broken: false }
    }

    /// Judges a text anew; `id` is its number when it is a text of the workbook.
    fn judge_new(&mut self, field: &Field, text: &str, id: Option<StringId>) -> usize {
        let is_name = matches!(field.content, Content::Name(_));
        let style = Style { name: is_name, several: field.several, one_line: !field.several };
        let cleaned = clean(text, style);
        let mut problems: Vec<Problem> = cleaned.changes.iter().map(text_problem).collect();
        let verbatim = cleaned.text == text;
        let id = id.filter(|_| verbatim);
        let whole = match id {
            Some(id) => Text::Cell(id),
            None => Text::Own(self.own.intern(&cleaned.text)),
        };
        let mut items = Vec::new();
        if cleaned.text.is_empty() {
            problems.clear();
        } else if field.several {
            let mut of_items = Vec::new();
            for (start, piece) in split(&cleaned.text) {
                let (item, found) = self.item(field, &cleaned, start, piece, items.len(), id);
                of_items.extend(found.into_iter().map(|problem| (problem, item.span)));
                items.push(item);
            }
            problems.extend(one_a_sort(&cleaned.text, of_items));
            problems.extend(repeated(&cleaned, &items));
        } else {
            let (item, found) = self.item(field, &cleaned, 0, &cleaned.text, 0, id);
            items.push(item);
            problems.extend(found);
        }
        if let (Content::Name(names), false) = (&field.content, problems.is_empty()) {
            self.blanks_in_name(names, text, &mut problems);
        }
        let start = position(self.items.len());
        self.items.append(&mut items);
        self.judged.push(Judged {
            text: whole,
            items: start..position(self.items.len()),
            verbatim,
            problems,
        });
        self.judged.len() - 1
    }

    /// Makes one mistake of the blanks in a name and what they are there instead of.
    fn blanks_in_name(&self, names: &[NameId], text: &str, problems: &mut Vec<Problem>) {
        // Words with blanks between them that are no name at all are one mistake, not two.
        if problems.iter().any(|problem| problem.variant == Some("unlike")) {
            problems.retain(|problem| {
                problem.source != Source::Event(Event::StrayBlanks) || problem.variant != Some("inside")
            });
        }
        if let Some(problem) = blanks_for_separators(self.convention, names, text, problems) {
            problems.retain(|problem| {
                !matches!(problem.source, Source::Event(Event::StrayBlanks) | Source::Name(_, Sort::Form))
            });
            problems.push(problem);
        }
    }

    /// Judges one value of a cell, which begins at a character of the cleaned text.
    fn item(
        &mut self,
        field: &Field,
        cleaned: &Cleaned<'_>,
        start: usize,
        piece: &str,
        index: usize,
        id: Option<StringId>,
    ) -> (Item, Vec<Problem>) {
        let length = if piece.is_ascii() { piece.len() } else { piece.chars().count() };
        let span = (start, start + length);
        match &field.content {
            Content::Text => {
                let word = self.word_in(id, piece);
                (self.add_item(word, span, []), Vec::new())
            }
            Content::Codes(list) => {
                let (code, problem) = self.code(*list, cleaned, span, piece);
                let word = self.word(code.as_deref().unwrap_or(piece));
                let item = Item { broken: code.is_none(), ..self.add_item(word, span, []) };
                (item, problem.into_iter().collect())
            }
            Content::Pattern(pattern) => {
                let word = self.word_in(id, piece);
                let item = self.add_item(word, span, []);
                if pattern.is_match(piece) {
                    return (item, Vec::new());
                }
                let holes = vec![("found", Hole::Text(piece.to_owned())), ("expected", Hole::FieldExpected)];
                (Item { broken: true, ..item }, vec![field_problem("", cleaned, span, holes, None)])
            }
            Content::Format(format) => self.format_item(*format, cleaned, span, piece, id),
            Content::Name(names) => self.name_item(field, names, cleaned, span, piece, index),
        }
    }

    fn format_item(
        &mut self,
        format: pamlint_convention::Format,
        cleaned: &Cleaned<'_>,
        (start, end): (usize, usize),
        piece: &str,
        id: Option<StringId>,
    ) -> (Item, Vec<Problem>) {
        let judgement = format::judge(format, piece);
        // What was certainly meant is what other cells are compared with: a correction must not bring a
        // second mistake to light.
        let safe = judgement.problem.as_ref().and_then(|problem| problem.fix.as_ref());
        let safe = safe.filter(|(_, applicability)| *applicability == Applicability::Safe);
        let meant = safe.map(|(value, _)| (value.as_str(), format::judge(format, value)));
        let (text, parts) = match &meant {
            Some((value, judgement)) => (*value, &judgement.parts),
            None => (piece, &judgement.parts),
        };
        let is_certain = meant.is_some();
        let id = id.filter(|_| !is_certain);
        let word = self.word_in(id, text);
        let mut item = self.add_item(word, (start, end), []);
        for (position, part) in parts.iter().enumerate() {
            // The parts stand where they were typed, whatever they were meant to be.
            let typed = judgement.parts.get(position).and_then(Option::as_ref);
            let span = typed.map_or((start, end), |typed| (start + typed.span.0, start + typed.span.1));
            let word = part.as_ref().map(|part| self.word_in(id, &part.text));
            let part = Part { word, span };
            self.parts.push(part);
        }
        item.parts.end = position(self.parts.len());
        let problem = judgement.problem.map(|problem| {
            let span = problem.span.map_or((start, end), |(from, to)| (start + from, start + to));
            let found = problem.found.unwrap_or_else(|| piece.to_owned());
            let mut holes =
                vec![("found", Hole::Text(found)), ("length", Hole::Text(piece.chars().count().to_string()))];
            let fix = problem.fix.map(|(value, applicability)| {
                holes.push(("suggestion", Hole::Text(value.clone())));
                Fix { value: replace(&cleaned.text, &[((start, end), &value)]), applicability }
            });
            let spoils = if is_certain { 0 } else { WHOLE };
            Problem { spoils, ..field_problem(problem.key, cleaned, span, holes, fix) }
        });
        (item, problem.into_iter().collect())
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
                complete: Vec::new(),
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
        let mut parts = vec![Part { word: None, span: (start, end) }; keys.len()];
        let mut wrong = 0;
        let mut canonical = piece.to_owned();
        if let Some(id) = reading.name {
            let convention = self.convention;
            let name = convention.name(id);
            let mut set = |key: &str, word: Word, span: (usize, usize)| {
                let position = keys.iter().position(|known| known == key);
                if let Some(part) = position.and_then(|position| parts.get_mut(position)) {
                    *part = Part { word: Some(word), span };
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
        let word = self.word(&canonical);
        let item = Item { wrong, broken, ..self.add_item(word, (start, end), parts) };
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
            complete: problem.complete.iter().map(|(from, sure)| (index, *from, *sure)).collect(),
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
        complete: Vec::new(),
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
        complete: Vec::new(),
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
        complete: Vec::new(),
        spoils: 0,
    })
}

/// Values of one cell that have the same mistake are one finding: it names them all, and its fix
/// mends them all, where each of them has one. Each problem comes with the characters of its value.
fn one_a_sort(text: &str, problems: Vec<(Problem, (usize, usize))>) -> Vec<Problem> {
    let mut kept: Vec<(Problem, Vec<Edit>)> = Vec::new();
    for (problem, item) in problems {
        let edit = Edit::of(text, &problem, item);
        match kept
            .iter_mut()
            .find(|(known, _)| known.source == problem.source && known.variant == problem.variant)
        {
            Some((known, edits)) => {
                join(known, &problem);
                edits.push(edit);
            }
            None => kept.push((problem, vec![edit])),
        }
    }
    let mended = |(mut problem, edits): (Problem, Vec<Edit>)| {
        if edits.len() > 1 {
            problem.fix = Edit::all(text, &edits);
        }
        problem
    };
    kept.into_iter().map(mended).collect()
}

/// What a fix does to one value of a cell.
struct Edit {
    item: (usize, usize),
    /// The value mended; `None` when nothing is proposed.
    mended: Option<(String, Applicability)>,
}

impl Edit {
    fn of(text: &str, problem: &Problem, item: (usize, usize)) -> Edit {
        let behind = text.chars().count().saturating_sub(item.1);
        let mended = problem.fix.as_ref().map(|fix| {
            let length = fix.value.chars().count().saturating_sub(behind).saturating_sub(item.0);
            (fix.value.chars().skip(item.0).take(length).collect(), fix.applicability)
        });
        Edit { item, mended }
    }

    fn all(text: &str, edits: &[Edit]) -> Option<Fix> {
        let mended: Option<Vec<_>> = edits
            .iter()
            .map(|edit| edit.mended.as_ref().map(|(text, sure)| ((edit.item, text.as_str()), *sure)))
            .collect();
        let (edits, sure): (Vec<_>, Vec<_>) = mended?.into_iter().unzip();
        Some(Fix { value: replace(text, &edits), applicability: sure.into_iter().max()? })
    }
}

fn join(known: &mut Problem, other: &Problem) {
    known.spoils |= other.spoils;
    // Half a cell completed would leave the mistake in the other half.
    if known.complete.is_empty() || other.complete.is_empty() {
        known.complete.clear();
    } else {
        known.complete.extend(other.complete.iter().copied());
    }
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
        complete: Vec::new(),
        ..known.clone()
    })
}

fn position(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn slice<'t, T>(all: &'t [T], range: &Range<u32>) -> &'t [T] {
    let bounds = usize::try_from(range.start).ok().zip(usize::try_from(range.end).ok());
    bounds.and_then(|(start, end)| all.get(start..end)).unwrap_or_default()
}

/// Whether two headers, IDs or names are the same but for case, blanks and punctuation.
pub(crate) fn folds_alike(one: &str, other: &str) -> bool {
    fold_header(one) == fold_header(other)
}
