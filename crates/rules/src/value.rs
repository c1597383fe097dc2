//! The text of a cell, cleaned and taken apart.

mod edits;
mod items;
mod list;
mod named;
mod right;
mod several;
mod word;

use std::ops::Range;

use pamlint_convention::{Content, Convention, Field, ListId, NameId};
use pamlint_reader::{StringId, Strings};
use rustc_hash::FxHashMap;

use crate::clean::{Style, clean, is_clean};
use crate::patience::{Patience, Steps};
use crate::problem::{Problem, Source};
pub(crate) use edits::replace;
use items::Piece;
pub(crate) use items::text_problem;
use list::{one_a_sort, repeated};
use several::split;
pub(crate) use word::{Key, Text, Word, letters_agree};

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
    pub problems: Box<[Problem]>,
}

/// One value of a cell.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// The value, spelled right where that is known.
    pub word: Word,
    /// Where it stands: characters of the cleaned text.
    pub span: Span,
    /// Its parts, in the order of [`Field::parts`].
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
    pub span: Span,
}

/// Characters of a text, from 0, the end not included; small, because there is one for every cell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    fn new((start, end): (usize, usize)) -> Span {
        Span { start: position(start), end: position(end) }
    }

    /// Its start and end.
    pub(crate) fn ends(self) -> (usize, usize) {
        (self.start as usize, self.end as usize)
    }
}

/// A value, or a part of it.
pub(crate) fn item_word(judge: &Judge<'_>, item: &Item, part: Option<usize>) -> Option<Word> {
    match part {
        None => Some(item.word),
        Some(part) => judge.parts(item).get(part)?.word,
    }
}

/// Every bit: a value that cannot be reckoned with at all.
pub(crate) const WHOLE: u32 = u32::MAX;

/// The bit of a part.
pub(crate) fn bit(part: usize) -> u32 {
    u32::try_from(part).ok().and_then(|part| 1u32.checked_shl(part)).unwrap_or(0)
}

/// The number of something judged, for [`Judge::judged`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct JudgedId(u32);

impl JudgedId {
    fn position(self) -> usize {
        self.0 as usize
    }
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
    /// A piece of a cell is tried as a value by itself.
    is_trying: bool,
    patience: Patience,
    /// Numbers judged so far: their texts are not among the workbook's.
    numbers: FxHashMap<(usize, StringId), JudgedId>,
}

/// What has been judged of a profile, by the texts of the workbook: one more than the position in
/// [`Judge::judged`], or 0. Left empty where texts seldom come twice.
type Known = Vec<u32>;

/// What the judgement of a text depends on.
#[derive(Debug, Clone, PartialEq)]
struct Profile {
    content: Shape,
    several: bool,
}

/// [`Content`] in a form that can be compared.
#[derive(Debug, Clone, PartialEq)]
enum Shape {
    Text,
    Name(Vec<NameId>),
    Codes(ListId, Vec<(String, String)>, bool),
    Format(pamlint_convention::Format),
    Pattern(String),
}

/// The number of a profile, for [`Judge::judge`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ProfileId(usize);

impl<'c> Judge<'c> {
    pub(crate) fn new(convention: &'c Convention, cells: &'c Strings, patience: &Patience) -> Judge<'c> {
        Judge {
            convention,
            cells,
            own: Strings::default(),
            judged: Vec::new(),
            items: Vec::new(),
            parts: Vec::new(),
            profiles: Vec::new(),
            is_trying: false,
            patience: patience.clone(),
            numbers: FxHashMap::default(),
        }
    }

    /// Small steps of the same work.
    pub(crate) fn steps(&self) -> Steps {
        Steps::new(&self.patience)
    }

    /// Makes room for this many texts.
    pub(crate) fn reserve(&mut self, texts: usize) {
        self.judged.reserve(texts);
        self.items.reserve(texts);
    }

    /// The profile of a field.
    pub(crate) fn profile(&mut self, field: &Field) -> ProfileId {
        let content = match &field.content {
            Content::Text => Shape::Text,
            Content::Name(names) => Shape::Name(names.clone()),
            Content::Codes(list) => Shape::Codes(*list, field.words.clone(), field.any_case),
            Content::Format(format) => Shape::Format(*format),
            Content::Pattern(pattern) => Shape::Pattern(pattern.as_str().to_owned()),
        };
        let profile = Profile { content, several: field.several };
        let position = self.profiles.iter().position(|(known, _)| *known == profile).unwrap_or_else(|| {
            self.profiles.push((profile, Vec::new()));
            self.profiles.len() - 1
        });
        ProfileId(position)
    }

    /// Judges a text of the workbook that stands in a field.
    pub(crate) fn judge(&mut self, profile: ProfileId, field: &Field, id: StringId) -> JudgedId {
        let cells = self.cells;
        let text = cells.get(id);
        // Names and codes are dear to judge and come again and again; other values do neither.
        if !matches!(field.content, Content::Name(_) | Content::Codes(_)) {
            return self
                .judge_right(field, text, id)
                .unwrap_or_else(|| self.judge_new(field, text, Some(id)));
        }
        let known = self.profiles.get(profile.0).and_then(|(_, known)| known.get(id.index())).copied();
        if let Some(known) = known.and_then(|known| known.checked_sub(1)) {
            return JudgedId(known);
        }
        let judged = self.judge_new(field, text, Some(id));
        if let Some((_, known)) = self.profiles.get_mut(profile.0) {
            if known.is_empty() {
                known.resize(cells.len(), 0);
            }
            if let Some(slot) = known.get_mut(id.index()) {
                *slot = judged.0.saturating_add(1);
            }
        }
        judged
    }

    /// Judges a number that stands in a field, by its text.
    pub(crate) fn judge_number(&mut self, profile: ProfileId, field: &Field, text: &str) -> JudgedId {
        let key = (profile.0, self.own.intern(text));
        if let Some(known) = self.numbers.get(&key) {
            return *known;
        }
        let judged = self.judge_new(field, text, None);
        self.numbers.insert(key, judged);
        judged
    }

    /// What was judged.
    #[expect(clippy::indexing_slicing, reason = "numbers are made by judging, and what was judged stays")]
    pub(crate) fn judged(&self, id: JudgedId) -> &Judged {
        &self.judged[id.0 as usize]
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
            Text::Kind(table) => &self.convention.table(table).id,
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
        let parts = start..position(self.parts.len());
        Item { word, span: Span::new(span), parts, wrong: 0, broken: false }
    }

    fn add(&mut self, judged: Judged) -> JudgedId {
        self.judged.push(judged);
        JudgedId(position(self.judged.len() - 1))
    }

    /// Judges a text of the workbook that is right as it stands, as nearly all are; `None` for others,
    /// and for names and codes.
    fn judge_right(&mut self, field: &Field, text: &str, id: StringId) -> Option<JudgedId> {
        if field.several || text.is_empty() || !is_clean(text, Style { one_line: true, ..Style::default() }) {
            return None;
        }
        let start = position(self.parts.len());
        match &field.content {
            Content::Text => {}
            Content::Pattern(pattern) if pattern.is_match(text) => {}
            Content::Format(format) => {
                let judgement = format.judge(text);
                if judgement.problem.is_some() {
                    return None;
                }
                for part in &judgement.parts {
                    let word = part.as_ref().map(|part| self.word_in(Some(id), &part.text));
                    let span = part.as_ref().map_or_else(|| (0, text.chars().count()), |part| part.span);
                    self.parts.push(Part { word, span: Span::new(span) });
                }
            }
            Content::Pattern(_) | Content::Name(_) | Content::Codes(_) => return None,
        }
        let length = if text.is_ascii() { text.len() } else { text.chars().count() };
        let word = Word { text: Text::Cell(id), key: Key::of(text) };
        let parts = start..position(self.parts.len());
        self.items.push(Item { word, span: Span::new((0, length)), parts, wrong: 0, broken: false });
        let last = position(self.items.len());
        Some(self.add(Judged {
            text: Text::Cell(id),
            items: last - 1..last,
            verbatim: true,
            problems: Box::default(),
        }))
    }

    /// Judges a text anew; `id` is its number when it is a text of the workbook.
    fn judge_new(&mut self, field: &Field, text: &str, id: Option<StringId>) -> JudgedId {
        self.patience.ask();
        let cleaned = clean(text, style(field));
        let mut problems: Vec<Problem> = cleaned.changes.iter().map(text_problem).collect();
        let verbatim = cleaned.text == text;
        let id = id.filter(|_| verbatim);
        let whole = match id {
            Some(id) => Text::Cell(id),
            None => Text::Own(self.own.intern(&cleaned.text)),
        };
        let start = self.items.len();
        if cleaned.text.is_empty() {
            problems.clear();
        } else if field.several {
            let mut of_items = Vec::new();
            for (at, piece) in split(&cleaned.text) {
                let index = self.items.len() - start;
                let (item, found) = self.item(field, &Piece::new(&cleaned, at, piece, index, id));
                of_items.extend(found.into_iter().map(|problem| (problem, item.span.ends())));
                self.items.push(item);
            }
            problems.extend(one_a_sort(&cleaned.text, of_items));
            problems.extend(repeated(&cleaned, self.items.get(start..).unwrap_or_default()));
        } else {
            let (item, found) = self.item(field, &Piece::new(&cleaned, 0, &cleaned.text, 0, id));
            self.items.push(item);
            problems.extend(found);
        }
        if let (Content::Name(names), false) = (&field.content, problems.is_empty()) {
            self.blanks_in_name(names, text, &mut problems);
        }
        // A blank that may not stand there at all is one mistake, whatever its width.
        let is_of_field = |problem: &Problem| matches!(problem.source, Source::Field(_));
        if problems.iter().any(is_of_field) {
            problems.retain(|problem| !problem.is_blank_inside());
        }
        if problems.iter().any(|problem| is_of_field(problem) && problem.fix.is_none()) {
            problems.iter_mut().for_each(Problem::doubt_look_alike);
        }
        let items = position(start)..position(self.items.len());
        if !problems.is_empty() && !self.is_trying {
            if let Some(listed) = self.completable(field, text) {
                return listed;
            }
            self.join_lines(field, text, &mut problems);
            self.tell_values_apart(field, text, &mut problems);
        }
        self.add(Judged { text: whole, items, verbatim, problems: problems.into() })
    }
}

/// How the text of a field is cleaned.
fn style(field: &Field) -> Style {
    let name = matches!(field.content, Content::Name(_));
    Style { name, several: field.several, one_line: !field.several }
}

fn position(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn slice<'t, T>(all: &'t [T], range: &Range<u32>) -> &'t [T] {
    let bounds = usize::try_from(range.start).ok().zip(usize::try_from(range.end).ok());
    bounds.and_then(|(start, end)| all.get(start..end)).unwrap_or_default()
}
