//! Numbers: which of several secrets is meant, and the code of a lock.

use super::words::TABLE;

/// What stands behind the number of a name: `ww1: …`, `wachtwoord n° 2 = …`; `None` where it has none.
pub(super) fn behind(text: &str) -> Option<&str> {
    let start = text.trim_start_matches([' ', '_', '#', '-']);
    let (word, _) = start.split_once(|sign: char| sign == ' ' || sign.is_ascii_digit()).unwrap_or_default();
    let counter = Some(word).filter(|word| TABLE.is_counter(&word.to_lowercase()));
    let start = counter.map_or(start, |word| start.get(word.len()..).unwrap_or_default().trim_start());
    let rest = start.trim_start_matches(|first: char| first.is_ascii_digit());
    let is_number = (1..=2).contains(&(start.len() - rest.len()));
    let is_end = if start.len() == text.len() {
        rest.is_empty() || rest.starts_with([' ', ':', '=', ')', ']', '>', '\n'])
    } else {
        rest.trim_start().starts_with([':', '='])
    };
    (is_number && is_end).then_some(rest)
}

/// Without the number behind a name: `Wachtwoord 2`.
pub(super) fn without(name: &str) -> &str {
    let rest = name.trim_end_matches(|last: char| last.is_ascii_digit());
    let is_number = (1..=2).contains(&(name.len() - rest.len()));
    let rest = rest.trim_end_matches([' ', '#', '-', '_']);
    let (before, last) = rest.rsplit_once(' ').unwrap_or_default();
    let named = if TABLE.is_counter(&last.to_lowercase()) { before } else { rest };
    if is_number { named } else { name }
}

/// The code of a lock: four to eight digits, and the key with which some have to begin or end.
pub(super) fn is_lock(word: &str) -> bool {
    let keys = ['A', 'B', 'C', 'D'];
    let digits = word.trim_matches(['#', '*']).trim_start_matches(keys).trim_end_matches(keys);
    (4..=8).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A year, as it may stand behind any name.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
}
