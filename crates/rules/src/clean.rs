//! Cleaning: a value as it was meant, and what had to be changed for it.
//!
//! Every rule but those about text judges the cleaned value, so that one slip of the keyboard gives
//! one finding.

mod character;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use pamlint_convention::{Applicability, BuiltInCheck};

pub(crate) use character::as_latin;
pub(crate) use character::is_line_break;
use character::{Reading, ascii_form, is_blank, is_dash, is_invisible, reading};

/// What a cell holds, as far as cleaning is concerned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Style {
    /// A name: blanks belong nowhere in it.
    pub name: bool,
    /// A list: line breaks, `;` and `,` separate values, and blanks beside them do not matter.
    pub several: bool,
    /// One line: a line break is a slip (unless it separates the values of a list).
    pub one_line: bool,
}

/// A cleaned value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cleaned<'t> {
    /// The value as it was meant; line breaks in a list are always `\n`. Empty when there was nothing
    /// but blanks, which is no finding.
    pub text: Cow<'t, str>,
    /// What had to be changed, at most once for each [`Class`], in the order of classes.
    pub changes: Vec<Change>,
    /// The text that was cleaned.
    original: &'t str,
    /// For each character of `text` its position among those of the original; `None` when they are the same.
    map: Option<Box<[u32]>>,
}

impl Cleaned<'_> {
    /// Whether this is what stands at some characters of `text`.
    pub(crate) fn is_at(&self, piece: &str, (start, end): (usize, usize)) -> bool {
        self.text.chars().skip(start).take(end.saturating_sub(start)).eq(piece.chars())
    }

    /// What stands in the original at characters of `text`.
    pub(crate) fn original(&self, span: (usize, usize)) -> String {
        let (start, end) = self.original_span(span);
        self.original.chars().take(end).skip(start).collect()
    }

    /// The characters of the original for characters of `text`, both from 0, the end not included.
    pub(crate) fn original_span(&self, (start, end): (usize, usize)) -> (usize, usize) {
        let Some(map) = &self.map else { return (start, end) };
        let position = |index: usize| map.get(index).map(|original| *original as usize);
        let last = position(map.len().wrapping_sub(1)).map_or(0, |last| last + 1);
        let from = position(start).unwrap_or(last);
        if start >= end {
            return (from, from);
        }
        (from, end.checked_sub(1).and_then(position).map_or(last, |last| last + 1))
    }
}

/// Changes that are one mistake with one fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// Blanks where none belong.
    Blanks,
    /// Characters that certainly stand for others.
    LookAlike,
    /// Letters of another script: what they stand for is likely, not certain.
    Script,
    /// Line breaks and control characters.
    LineBreak,
}

impl Class {
    /// Every class, in the order in which changes are given.
    pub(crate) const ALL: [Class; 4] = [Class::Blanks, Class::LookAlike, Class::Script, Class::LineBreak];

    /// What a convention has a rule for.
    pub(crate) fn check(self) -> BuiltInCheck {
        match self {
            Class::Blanks => BuiltInCheck::StrayBlanks,
            Class::LookAlike | Class::Script => BuiltInCheck::LookalikeCharacter,
            Class::LineBreak => BuiltInCheck::LineBreakOrControl,
        }
    }

    /// Whether its repair may be applied without asking.
    pub(crate) fn applicability(self) -> Applicability {
        if self == Class::Script { Applicability::Unsafe } else { Applicability::Safe }
    }
}

/// What was wrong with a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A blank before or behind the value.
    Around,
    /// A blank inside it: any in a name, any but the plain one elsewhere.
    Inside,
    /// A dash that is no hyphen.
    Dash,
    /// A character that takes no room.
    Invisible,
    /// A full-width form or a curly quote.
    Other,
    /// A letter of another script.
    Script,
    /// A line break, or a blank beside one.
    LineBreak,
    /// A control character.
    Control,
}

impl Kind {
    /// The mistake it is part of.
    pub(crate) fn class(self) -> Class {
        match self {
            Kind::Around | Kind::Inside => Class::Blanks,
            Kind::Dash | Kind::Invisible | Kind::Other => Class::LookAlike,
            Kind::Script => Class::Script,
            Kind::LineBreak | Kind::Control => Class::LineBreak,
        }
    }

    /// The variant of the rule's texts.
    pub(crate) fn variant(self) -> Option<&'static str> {
        match self {
            Kind::Around => Some("around"),
            Kind::Inside => Some("inside"),
            Kind::Dash => Some("dash"),
            Kind::Invisible => Some("invisible"),
            Kind::Other => Some("other"),
            Kind::Script => Some("script"),
            Kind::LineBreak | Kind::Control => None,
        }
    }
}

/// One mistake that cleaning repaired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// What was wrong with the first offending character (of a blank: the first inside, if any).
    pub kind: Kind,
    /// The first run of offending characters: characters of the original, from 0, the end not included.
    pub span: (usize, usize),
    /// The first offending character.
    pub found: char,
    /// What was meant by it; `None` when it is dropped.
    pub meant: Option<char>,
    /// The original with this class repaired, and nothing else.
    pub fixed: String,
}

impl Change {
    /// The offending character for a message: itself where it can be seen, and its code point.
    pub(crate) fn described(&self) -> String {
        let code = format!("U+{:04X}", u32::from(self.found));
        let unseen = is_blank(self.found) || is_invisible(self.found) || self.found.is_control();
        if unseen { code } else { format!("{} ({code})", self.found) }
    }
}

/// Cleans a value.
pub(crate) fn clean(text: &str, style: Style) -> Cleaned<'_> {
    if is_clean(text, style) {
        return Cleaned { text: Cow::Borrowed(text), changes: Vec::new(), original: text, map: None };
    }
    let mut marks: Vec<Mark> = text.chars().map(|character| mark(character, style)).collect();
    if !marks.iter().any(Mark::is_solid) {
        return Cleaned { text: Cow::Borrowed(""), changes: Vec::new(), original: text, map: None };
    }
    drop_text_sign(&mut marks);
    judge_blanks(&mut marks, style);
    judge_letters(&mut marks, style);
    if marks.iter().all(|mark| mark.to == Some(mark.from)) {
        return Cleaned { text: Cow::Borrowed(text), changes: Vec::new(), original: text, map: None };
    }
    let kept = || (0u32..).zip(&marks).filter_map(|(index, mark)| Some((index, mark.to?)));
    let drops = marks.iter().any(|mark| mark.to.is_none());
    Cleaned {
        text: Cow::Owned(kept().map(|(_, character)| character).collect()),
        changes: Class::ALL.into_iter().filter_map(|class| change(&marks, class)).collect(),
        original: text,
        map: drops.then(|| kept().map(|(index, _)| index).collect()),
    }
}

/// Nearly every value there is: told without looking at what stands beside what.
pub(crate) fn is_clean(text: &str, style: Style) -> bool {
    let bytes = text.as_bytes();
    let blanks = !style.name && !style.several;
    if matches!(bytes.first(), Some(b' ' | b'\'')) || bytes.last() == Some(&b' ') {
        return false;
    }
    let is_plain = |byte: &u8| byte.is_ascii_graphic() || (blanks && *byte == b' ');
    // Nothing among the accented letters of Latin looks like anything else.
    let is_latin = |character: char| matches!(character, '\u{C0}'..='\u{24F}');
    bytes.iter().all(is_plain)
        || text.chars().all(|character| {
            is_latin(character)
                || u8::try_from(character).is_ok_and(|byte| byte.is_ascii() && is_plain(&byte))
        })
}

/// What becomes of one character.
#[derive(Debug, Clone, Copy)]
struct Mark {
    from: char,
    /// What it becomes; `None` when it is dropped.
    to: Option<char>,
    /// What is wrong with it; a character can be dropped without anything being wrong.
    kind: Option<Kind>,
    blank: bool,
    separator: bool,
}

impl Mark {
    /// Whether there is something to see.
    fn is_solid(&self) -> bool {
        self.to.is_some() && !self.blank
    }
}

fn mark(from: char, style: Style) -> Mark {
    let (to, kind) = if from.is_ascii_graphic() || is_blank(from) {
        (Some(from), None)
    } else if is_invisible(from) {
        (None, Some(Kind::Invisible))
    } else if from.is_control() {
        (None, Some(Kind::Control))
    } else if is_dash(from) {
        (Some('-'), Some(Kind::Dash))
    } else if let Some(ascii) = ascii_form(from) {
        (Some(ascii), Some(Kind::Other))
    } else {
        (Some(from), None)
    };
    let separator = style.several && matches!(to, Some(';' | ','));
    Mark { from, to, kind, blank: is_blank(from), separator }
}

/// Drops apostrophes before a value, which are Excel's sign for text; one behind it, too, makes a pair of quotes.
fn drop_text_sign(marks: &mut [Mark]) {
    let is_apostrophe = |mark: &Mark| mark.to == Some('\'');
    if marks.iter().rfind(|mark| mark.is_solid()).is_some_and(is_apostrophe) {
        return;
    }
    let solid = marks.iter_mut().filter(|mark| mark.is_solid());
    solid.take_while(|mark| is_apostrophe(mark)).for_each(|mark| mark.to = None);
}

/// Decides about every run of blanks by what stands on either side of it.
///
/// Characters that are dropped do not end a run: whether they are there or not makes no difference
/// to what is wrong with the blanks.
fn judge_blanks(marks: &mut [Mark], style: Style) {
    let mut rest = marks;
    let mut before: Option<Mark> = None;
    loop {
        let length = rest.iter().position(Mark::is_solid).unwrap_or(rest.len());
        let (run, behind) = rest.split_at_mut(length);
        judge_run(run, before.as_ref(), behind.first(), style);
        let Some((solid, behind)) = behind.split_first_mut() else { return };
        before = Some(*solid);
        rest = behind;
    }
}

fn judge_run(run: &mut [Mark], before: Option<&Mark>, after: Option<&Mark>, style: Style) {
    let breaks = run.iter().any(|mark| is_line_break(mark.from));
    let edge = before.is_none() || after.is_none();
    let beside = |mark: Option<&Mark>| mark.is_some_and(|mark| mark.separator);
    let separates = style.several && (breaks || beside(before) || beside(after));
    let is_odd_dash = |mark: Option<&Mark>| mark.is_some_and(|mark| mark.kind == Some(Kind::Dash));
    let keeps_lines = !style.one_line && !style.name;
    let mut separated = edge;
    for mark in run.iter_mut().filter(|mark| mark.blank) {
        let breaks_line = is_line_break(mark.from);
        (mark.to, mark.kind) = if separates {
            let first = breaks_line && !separated;
            separated |= breaks_line;
            (first.then_some('\n'), None)
        } else if edge {
            (None, Some(Kind::Around))
        } else if breaks && !keeps_lines {
            (None, Some(Kind::LineBreak))
        } else if style.name && (is_odd_dash(before) || is_odd_dash(after)) {
            // A program that makes a dash of a hyphen does so between blanks: one slip.
            (None, Some(Kind::Dash))
        } else if style.name {
            (None, Some(Kind::Inside))
        } else if mark.from == ' ' || breaks_line {
            (Some(mark.from), None)
        } else {
            (Some(' '), Some(Kind::Inside))
        };
    }
}

/// Reads letters of another script as Latin ones, where all become Latin by it: half a word read as
/// Latin would be neither what was typed nor what was meant. In a name each word is read by itself;
/// elsewhere a letter that is no Latin one says that the whole is not meant to be.
fn judge_letters(marks: &mut [Mark], style: Style) {
    if marks.iter().all(|mark| mark.from.is_ascii()) {
        return;
    }
    let in_word = |mark: &Mark| mark.to.is_none_or(char::is_alphanumeric);
    for word in marks.chunk_by_mut(|left, right| !style.name || (in_word(left) && in_word(right))) {
        let readings = || word.iter().filter_map(|mark| mark.to).map(reading);
        if readings().any(|reading| reading == Reading::Foreign) {
            continue;
        }
        for mark in word {
            if let Some(Reading::Latin(latin)) = mark.to.map(reading) {
                mark.to = Some(latin);
                mark.kind = Some(Kind::Script);
            }
        }
    }
}

fn change(marks: &[Mark], class: Class) -> Option<Change> {
    let offends = |mark: &Mark| mark.kind.is_some_and(|kind| kind.class() == class);
    let tells_most = |mark: &Mark| {
        offends(mark) && mark.kind != Some(Kind::Around) && (class != Class::LookAlike || !mark.blank)
    };
    let start = marks.iter().position(tells_most).or_else(|| marks.iter().position(offends))?;
    let first = marks.get(start)?;
    let run = marks.iter().skip(start).take_while(|mark| offends(mark)).count();
    let fixed = marks.iter().filter_map(|mark| if offends(mark) { mark.to } else { Some(mark.from) });
    Some(Change {
        kind: first.kind?,
        span: (start, start + run),
        found: first.from,
        meant: first.to,
        fixed: fixed.collect(),
    })
}
