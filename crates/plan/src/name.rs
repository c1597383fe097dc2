//! How things are called: names that are the same from run to run, and how they are compared.

use pamlint_convention::AccountRules;
use unicode_normalization::UnicodeNormalization;

/// A name in the form in which it is compared: without regard to case, and composed.
pub(crate) fn key(name: &str) -> String {
    let mut key = String::new();
    key_into(&mut key, name);
    key
}

/// The same, in the place of what a text held.
pub(crate) fn key_into(key: &mut String, name: &str) {
    key.clear();
    if name.is_ascii() {
        key.push_str(name);
        key.make_ascii_uppercase();
    } else {
        key.push_str(&name.nfc().collect::<String>().to_uppercase());
    }
}

/// The length of the mark of a name that could not stay as it is.
const MARK: usize = 9;

/// The name of an account as its system takes it. One that has to be changed or cut gets a mark that hangs on the whole
/// of it, so that no two become the same.
pub(crate) fn of_account(wanted: &str, rules: &AccountRules) -> String {
    let is_refused = |letter: char| rules.forbidden.contains(letter) || letter.is_control();
    // Nearly all names are plain: each of their bytes is looked up.
    let mut refused = [false; 128];
    for byte in rules.forbidden.bytes() {
        refused.get_mut(usize::from(byte)).into_iter().for_each(|known| *known = true);
    }
    let is_refused_byte =
        |byte: u8| byte.is_ascii_control() || refused.get(usize::from(byte)).is_none_or(|known| *known);
    let is_right =
        if wanted.is_ascii() { !wanted.bytes().any(is_refused_byte) } else { !wanted.contains(is_refused) };
    if is_right && (wanted.len() <= rules.max_length || wanted.chars().count() <= rules.max_length) {
        return wanted.to_owned();
    }
    let room = rules.max_length.saturating_sub(MARK);
    let kept = wanted.chars().map(|letter| if is_refused(letter) { '_' } else { letter }).take(room);
    let mark = crc32fast::hash(wanted.as_bytes());
    format!("{}-{mark:08x}", kept.collect::<String>())
}
