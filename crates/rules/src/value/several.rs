//! Cells that may hold several values: taking them apart, and making one finding of what is wrong with them.

use pamlint_convention::{Applicability, BuiltInCheck, Content, Field};

use super::{Judge, JudgedId, WHOLE};
use crate::clean::is_line_break;
use crate::fill::Fill;
use crate::problem::{Problem, Sort, Source};
use crate::report::Fix;
use crate::secret;

/// The most values that are told apart where something else than a separator stands between them.
const MOST_VALUES: usize = 50;

/// The most bytes of a word that joins two values: `en`, `and`, `ou`.
const LONGEST_WORD: usize = 3;

/// Whether a character separates the values of a cell that may hold several.
fn is_list_separator(character: char) -> bool {
    matches!(character, '\n' | ';' | ',')
}

/// The values of a cell that may hold several, each with the character at which it begins.
pub(super) fn split(text: &str) -> Vec<(usize, &str)> {
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

/// The pieces of a cell between which anything stands that people put between values.
fn loosely_split(text: &str) -> Vec<&str> {
    let is_between =
        |c: char| c.is_whitespace() || matches!(c, '|' | '/' | '+' | '&') || is_list_separator(c);
    // “and” and its like are no value.
    let is_word = |value: &str| value.len() <= LONGEST_WORD && value.chars().all(char::is_alphabetic);
    text.split(is_between).filter(|value| !value.is_empty() && !is_word(value)).collect()
}

impl Judge<'_> {
    /// Judges a list between whose values something else stands than belongs there, and which the row completes: its
    /// values are what a list of them would be.
    pub(super) fn completable(&mut self, field: &Field, text: &str) -> Option<JudgedId> {
        let values = loosely_split(text);
        if !field.several || !(2..=MOST_VALUES).contains(&values.len()) || split(text).len() >= values.len() {
            return None;
        }
        self.is_trying = true;
        let listed = self.judge_new(field, &values.join("\n"), None);
        self.is_trying = false;
        let whole = (0, text.chars().count());
        let judged = self.judged.get_mut(listed.position())?;
        let is_completable =
            |problem: &Problem| !problem.complete.is_empty() && problem.variant == Some("bare-role");
        if judged.problems.is_empty() || !judged.problems.iter().all(is_completable) {
            return None;
        }
        for problem in &mut judged.problems {
            problem.span = Some(whole);
            for (.., sure) in &mut problem.complete {
                *sure = Applicability::Unsafe;
            }
        }
        Some(listed)
    }

    /// Makes one mistake of a line break that stands within a value of a list, where neither side is a value by itself.
    pub(super) fn join_lines(&self, field: &Field, text: &str, problems: &mut Vec<Problem>) {
        let is_broken = field.several && matches!(field.content, Content::Name(_)) && text.contains('\n');
        if !is_broken || !problems.iter().any(|problem| matches!(problem.source, Source::Name(..))) {
            return;
        }
        let mut joined: Vec<String> = Vec::new();
        let mut is_right = true;
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()).take(MOST_VALUES) {
            let whole = joined.last().filter(|_| !is_right).map(|before| format!("{before}{line}"));
            match whole.filter(|whole| !self.is_right(field, line) && self.is_right(field, whole)) {
                Some(whole) => {
                    joined.pop();
                    joined.push(whole);
                    is_right = true;
                }
                None => {
                    joined.push(line.to_owned());
                    is_right = self.is_right(field, line);
                }
            }
        }
        let value = joined.join("\n");
        if joined.len() < text.lines().count() && self.is_right(field, &value) {
            let problem = problem_of(field, Some((0, text.chars().count())));
            *problems = vec![Problem {
                variant: Some("separator"),
                fills: vec![
                    ("suggestion", Fill::Text(value.clone())),
                    ("found", Fill::Text(text.to_owned())),
                ],
                fix: Some(Fix { value, applicability: Applicability::Unsafe }),
                spoils: WHOLE,
                ..problem
            }];
        }
    }

    /// Sees whether a cell that is wrong as one value holds several, or one and a remark, which only a person can sort
    /// out; and proposes to write several below each other where something else stands between them.
    pub(super) fn tell_values_apart(&self, field: &Field, text: &str, problems: &mut Vec<Problem>) {
        let told = problems.iter().position(|problem| match problem.source {
            Source::Name(..) => true,
            Source::Field(_) => !field.several && problem.fix.is_none(),
            Source::BuiltIn(check) => !field.several && check == BuiltInCheck::LineBreakOrControl,
        });
        let Some(told) = told else { return };
        let found = match field.several {
            true => self.list(field, text),
            false => self.values(field, text),
        };
        let is_spaced = problems.get(told).is_some_and(|problem| problem.variant == Some("separator"));
        let length = text.chars().count();
        let whole = Some((0, length));
        let problem = match found {
            Some(Values::Listed { value, between }) => Problem {
                variant: Some(if between.trim().is_empty() { "spaced" } else { "listed" }),
                fills: vec![("found", Fill::Text(between))],
                fix: Some(Fix { value, applicability: Applicability::Unsafe }),
                ..problem_of(field, problems.get(told).and_then(|problem| problem.span))
            },
            Some(Values::Lines) => {
                // Lines have a finding of their own wherever one is expected.
                let lines = problems
                    .iter()
                    .position(|problem| problem.source == Source::BuiltIn(BuiltInCheck::LineBreakOrControl));
                let mut problem = problems.swap_remove(lines.unwrap_or(told));
                problem.fix = None;
                problem
            }
            Some(Values::Several) => Problem { variant: Some("several"), ..problem_of(field, whole) },
            // Words that make the name whole once a separator stands between them are no remark.
            Some(Values::Remark { remark, .. }) if is_spaced && remark.contains(char::is_alphanumeric) => {
                return;
            }
            Some(Values::Remark { value, remark, span }) => Problem {
                variant: Some(if is_around(&remark) { "wrapped" } else { "remark" }),
                fills: vec![("found", Fill::Text(remark))],
                fix: Some(Fix { value, applicability: Applicability::Unsafe }),
                ..problem_of(field, span.or(whole))
            },
            None => return,
        };
        *problems = vec![Problem { spoils: WHOLE, ..problem }];
    }

    /// Values of a list between which something else stands than belongs there.
    fn list(&self, field: &Field, text: &str) -> Option<Values> {
        let values = loosely_split(text);
        // What stands behind a right value on its line is a remark or a second value: nobody may join them.
        let is_list = (2..=MOST_VALUES).contains(&values.len())
            && values.iter().all(|value| self.is_right(field, value));
        if !is_list {
            return self.wrapped(field, text).or_else(|| self.remarks(field, text));
        }
        let behind = values.first().and_then(|first| text.split_once(first)).map_or("", |(_, behind)| behind);
        let between =
            values.get(1).and_then(|next| behind.split_once(next)).map_or("", |(between, _)| between);
        Some(Values::Listed { value: values.join("\n"), between: between.trim().to_owned() })
    }

    /// A list with signs around it, or around each of its values, that belong to a text.
    fn wrapped(&self, field: &Field, text: &str) -> Option<Values> {
        let is_sign = |c: char| SIGNS.contains(c) || c.is_whitespace();
        let values: Vec<&str> = text
            .split(is_list_separator)
            .map(|value| value.trim_matches(is_sign))
            .filter(|value| !value.is_empty())
            .collect();
        let value = values.join("\n");
        let is_wrapped = values.len() <= MOST_VALUES
            && text.contains(|c| QUOTES.contains(c))
            && self.is_right(field, &value);
        is_wrapped.then(|| Values::Remark { value, remark: String::new(), span: None })
    }

    /// A list of which each entry is one right value, some of them with a remark.
    fn remarks(&self, field: &Field, text: &str) -> Option<Values> {
        let entries: Vec<&str> =
            text.split(is_list_separator).filter(|entry| !entry.trim().is_empty()).collect();
        let mut values: Vec<&str> = Vec::new();
        let mut remarks: Vec<String> = Vec::new();
        for entry in entries.iter().take(MOST_VALUES) {
            let (value, remark) = self.only_right(field, entry)?;
            values.push(value);
            remarks.extend((!remark.is_empty()).then_some(remark));
        }
        let is_whole = values.len() == entries.len() && !remarks.is_empty();
        is_whole.then(|| Values::Remark { value: values.join("\n"), remark: remarks.join(", "), span: None })
    }

    /// The only word of a text that is a right value, and what else stands there.
    fn only_right<'t>(&self, field: &Field, text: &'t str) -> Option<(&'t str, String)> {
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.len() > MOST_VALUES {
            return None;
        }
        let right: Vec<usize> =
            (0..words.len()).filter(|at| self.is_right(field, words.get(*at).unwrap_or(&""))).collect();
        let [at] = right.as_slice() else { return None };
        let others = words.iter().enumerate().filter(|(other, _)| other != at).map(|(_, word)| *word);
        Some((words.get(*at)?, others.collect::<Vec<_>>().join(" ")))
    }

    /// Several values where one is expected, or one with a remark.
    fn values(&self, field: &Field, text: &str) -> Option<Values> {
        if !matches!(field.content, Content::Name(_))
            && let Some(found) = self.within(field, text)
        {
            return Some(found);
        }
        // The name of a person is what stands there, though none is wanted.
        if is_person(text) && !text.split(", ").any(secret::is_common_account) {
            return None;
        }
        let all_right = |values: &[&str]| {
            (2..=MOST_VALUES).contains(&values.len())
                && values.iter().all(|value| self.is_right(field, value))
        };
        let parts = |is_between: fn(char) -> bool| -> Vec<&str> {
            text.split(is_between).map(str::trim).filter(|value| !value.is_empty()).collect()
        };
        let lines = parts(is_line_break);
        if lines.len() > 1
            && lines.len() <= MOST_VALUES
            && lines.iter().any(|line| self.is_right(field, line))
        {
            return Some(Values::Lines);
        }
        if all_right(&parts(|character| matches!(character, ';' | ',' | '|' | '&' | '+'))) {
            return Some(Values::Several);
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let is_joining = |word: &&str| {
            matches!(*word, "/" | "|" | "\\") || self.convention.joining_words.contains(&word.to_lowercase())
        };
        let has_joining = words.iter().any(is_joining);
        let bare: Vec<&str> = words.into_iter().filter(|word| !is_joining(word)).collect();
        // Words that could be anything are several values only where something between them says so.
        let is_loose = field.content.takes_any_word();
        if (has_joining || !is_loose) && all_right(&bare) {
            return Some(Values::Several);
        }
        // Single words with a comma and a blank between them are several, right or wrong.
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '$' | '@' | '\\');
        let is_word = |value: &&str| value.contains(char::is_alphanumeric) && value.chars().all(is_plain);
        let listed: Vec<&str> = text.split(", ").flat_map(|piece| piece.split("; ")).collect();
        if !matches!(field.content, Content::Name(_)) && listed.len() > 1 && listed.iter().all(is_word) {
            return Some(Values::Several);
        }
        if is_loose {
            return None;
        }
        let is_sign =
            |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '|' | '&' | '+' | '/' | '(' | ')');
        let pieces: Vec<&str> = text.split(is_sign).filter(|piece| !piece.is_empty()).collect();
        let right = pieces.iter().take(MOST_VALUES).filter(|piece| self.is_right(field, piece)).count();
        if right > 1
            && pieces.len() <= MOST_VALUES
            && pieces.iter().all(|piece| is_joining(piece) || self.is_right(field, piece))
        {
            return Some(Values::Several);
        }
        let (value, remark) = self.only_right(field, text)?;
        // A word beside something else than a name may be a piece of the value.
        let is_apart = matches!(field.content, Content::Name(_))
            || (text.trim_start().starts_with(value) && !remark.starts_with(char::is_alphanumeric));
        if !is_apart {
            return None;
        }
        let span = span_of(text, &remark);
        Some(Values::Remark { value: value.to_owned(), remark, span })
    }

    /// A right value with a remark in brackets behind it, or with signs around it that belong to a text.
    fn within(&self, field: &Field, text: &str) -> Option<Values> {
        if text.contains(is_line_break) {
            return None;
        }
        let before = text.trim_end().strip_suffix([')', ']']).and_then(|text| text.rsplit_once(['(', '[']));
        let inside = text.trim_matches(|c: char| SIGNS.contains(c) || c.is_whitespace());
        let value = match before {
            Some((head, _)) if !head.trim().is_empty() => head.trim(),
            _ => inside,
        };
        if value.is_empty() || value.len() == text.trim().len() || !self.is_right(field, value) {
            return None;
        }
        let (ahead, behind) = text.split_once(value)?;
        let signs: Vec<&str> =
            [ahead.trim(), behind.trim()].into_iter().filter(|sign| !sign.is_empty()).collect();
        let span = signs.first().filter(|_| signs.len() == 1).and_then(|sign| span_of(text, sign));
        Some(Values::Remark { value: value.to_owned(), remark: signs.join(" "), span })
    }
}

/// The characters of a text at which a remark stands.
fn span_of(text: &str, remark: &str) -> Option<(usize, usize)> {
    let at = text.find(remark).filter(|_| !remark.is_empty())?;
    let start = text.get(..at).map_or(0, |before| before.chars().count());
    Some((start, start + remark.chars().count()))
}

/// Signs that people put around a value.
const SIGNS: &str = "\"'`“”«»{}()[]<>,;:•";

/// Those of them that open or close.
const QUOTES: &str = "\"'`“”«»{}()[]<>";

/// Whether nothing but signs stands around a value.
fn is_around(remark: &str) -> bool {
    remark.chars().all(|sign| SIGNS.contains(sign) || sign.is_whitespace())
}

/// Whether a text looks like the name of a person, the surname first: `Peeters, Jan`.
fn is_person(text: &str) -> bool {
    let is_name = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().any(char::is_lowercase)
            && letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '.'))
    };
    let is_particle =
        |word: &str| word.len() <= LONGEST_PARTICLE && word.chars().all(|c| c.is_lowercase() || c == '\'');
    let are_names = |part: &str| {
        let mut words = part.split_whitespace();
        words.clone().count() <= MOST_NAMES
            && words.clone().any(is_name)
            && words.all(|word| is_name(word) || is_particle(word))
    };
    text.split_once(", ").is_some_and(|(surname, first)| are_names(surname) && are_names(first))
}

/// The most bytes of a word such as `van`, `de` or `den` in a surname.
const LONGEST_PARTICLE: usize = 4;

/// The most words of a surname, or of first names.
const MOST_NAMES: usize = 4;

/// What a cell holds that is wrong as one value.
enum Values {
    /// Values of a list, below each other, and what stands between the first two.
    Listed { value: String, between: String },
    /// Lines of which one at least is a right value.
    Lines,
    /// Several right values where one is expected.
    Several,
    /// A right value, or several in a list, and what else stands there.
    Remark { value: String, remark: String, span: Option<(usize, usize)> },
}

/// A problem of a cell as a whole, that nothing is known of yet.
fn problem_of(field: &Field, span: Option<(usize, usize)>) -> Problem {
    let source = match &field.content {
        Content::Name(names) => names.first().map(|name| Source::Name(*name, Sort::Form)),
        _ => None,
    };
    Problem { span, ..Problem::new(source.unwrap_or(Source::Field("")), (0, 0)) }
}
