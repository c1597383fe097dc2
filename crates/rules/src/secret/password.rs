//! Passwords that are called by their name: `password: …`, `wachtwoord is …`, `login jan / …`.

use super::around;
use super::number;
use super::plausible::{
    has_sign, has_three_sorts, is_beyond_doubt, is_login, is_mixed, is_strong, is_word_for_a_thing,
};
use super::value::{bare, is_phrase, is_right_length, is_secret, is_seed, last_within_reach, within_reach};
use super::words::{Name, TABLE};

/// The name of a secret in a text, with the bytes at which it begins and ends.
pub(super) type Named = (Name, usize, usize);

/// Whether a secret stands behind one of the names in a text.
pub(super) fn is_told(text: &str, names: &[Named]) -> bool {
    names.iter().any(|named| is_told_by(text, names, named)) || is_pair(text) || is_behind_account(text)
}

/// Whether a secret stands beside a name.
fn is_told_by(text: &str, names: &[Named], (name, start, end): &Named) -> bool {
    let Some((before, called)) = text.get(..*start).zip(text.get(*start..*end)) else { return false };
    let (before, behind) = (last_within_reach(before), within_reach(text.get(*end..).unwrap_or("")));
    let number = number::behind(behind);
    let rest = number.unwrap_or(behind);
    // A team may be called PW, and its works `PW1: …`.
    let is_short = called.len() == 2 && called.starts_with(char::is_uppercase);
    let name = if is_short && number.is_some() { Name::Thing } else { *name };
    let is_name = is_word(before, called, rest)
        && !is_inside(before, behind)
        && !is_attribute(before)
        && !is_in_address(before, rest)
        && !(is_short && (is_capitalised(rest) || is_of_thing(before)));
    let is_pair = || name.holds_password() && is_behind_login(text, names, *start);
    is_name
        && (is_followed(name, before, rest)
            || around::is_before(name, before, rest)
            || (name.is_password() && is_free(before, rest) && around::is_on_line(before, rest))
            || (is_pair() && follows_login(without_fillers(rest))))
}

/// Whether a name of passwords stands behind one of accounts, as in `user / ww: …`.
fn is_behind_login(text: &str, names: &[Named], start: usize) -> bool {
    let is_joined = |(name, _, end): &Named| {
        let between = text.get(*end..start).map(str::trim);
        *name == Name::Login && between.is_some_and(|between| TABLE.is_join(between))
    };
    names.iter().any(is_joined)
}

/// Whether nothing but a word with a capital stands behind a sign: `WW = Waterwegen`.
fn is_capitalised(behind: &str) -> bool {
    let word = behind.trim_matches([' ', ':', '=']);
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.all(char::is_lowercase)
        && !TABLE.is_chosen(&word.to_lowercase())
}

/// Whether what stands before a name says that it is what a thing is called: `team PW`.
fn is_of_thing(before: &str) -> bool {
    before.split_whitespace().next_back().is_some_and(|last| TABLE.is_counted(&last.to_lowercase()))
}

/// Whether a name is a piece of an address, in which no value is given to it: `https://password.example.be/…`.
fn is_in_address(before: &str, behind: &str) -> bool {
    let head = before.rsplit(char::is_whitespace).next().unwrap_or("");
    (head.contains("://") || head.starts_with("www.")) && !behind.starts_with(['=', ':'])
}

/// Whether a password beyond doubt stands behind an account that every system has, in whatever text: `srv01 root / …`.
fn is_behind_account(text: &str) -> bool {
    // Most texts have no such sign, which is told much sooner than anything else.
    if !text.bytes().any(|byte| matches!(byte, b'!' | b'$' | b'#' | b'*' | b'^' | b'?')) {
        return false;
    }
    let is_between = |sign: char| sign.is_whitespace() || "/:;|,()[]".contains(sign);
    let (mut last, mut is_joined) = ("", false);
    text.split_inclusive(is_between).any(|piece| {
        let word = piece.trim_end_matches(is_between);
        let is_told = is_joined && is_beyond_doubt(bare(word)) && is_account(bare(last));
        if !word.is_empty() {
            (last, is_joined) = (word, false);
        }
        is_joined |= piece.ends_with(['/', ':', ';', '|', '(', '[', ',', '\t']);
        is_told
    })
}

/// An account that every system has, or one with the system on which it is.
fn is_account(word: &str) -> bool {
    TABLE.is_account(&word.to_lowercase()) || is_login(word)
}

/// Whether a name stands by itself or ends a word, and is not in the midst of another.
///
/// In `adminPassword` the capital begins a word, and a long name or one behind an account ends one: `Initialpasswort`, `rootpw:`.
pub(super) fn is_word(before: &str, called: &str, behind: &str) -> bool {
    let last = before.chars().next_back();
    let hump = |last: char| {
        let is_hump = last.is_lowercase() && called.starts_with(char::is_uppercase);
        is_hump && !TABLE.is_keeper(&format!("{}{called}", last_word(before)).to_lowercase())
    };
    let is_end = |last: char| last.is_alphabetic() && (called.len() >= 8 || is_of_account(before));
    !behind.starts_with(char::is_alphanumeric)
        && last.is_none_or(|last| !last.is_alphanumeric() || hump(last) || is_end(last))
}

/// The letters in which a text ends.
fn last_word(text: &str) -> &str {
    let rest = text.trim_end_matches(char::is_alphabetic);
    text.get(rest.len()..).unwrap_or_default()
}

/// Whether the letters before a name say whose it is: `rootpw`, `dbpass`.
fn is_of_account(before: &str) -> bool {
    let word = last_word(before).to_lowercase();
    TABLE.is_account(&word) || TABLE.is_use(&word)
}

/// Whether a secret stands behind a name.
fn is_followed(name: Name, before: &str, behind: &str) -> bool {
    if name == Name::Login {
        // What follows a context is no account: `…%user`.
        return !before.ends_with('%') && follows_login(behind);
    }
    let around = |character: char| character.is_whitespace() || "\"'`*_”’.".contains(character);
    // A remark in brackets may stand behind a name: `wachtwoord (tijdelijk)`.
    let remark = behind.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
    if remark.is_some_and(|(remark, _)| name.is_password() && around::is_sure(remark)) {
        return true;
    }
    let behind = remark.map_or(behind, |(_, behind)| behind);
    let rest = behind.trim_start_matches(around);
    if name.is_password() && is_quoted_sentence(behind, name) {
        return true;
    }
    let assigned = rest.strip_prefix('=').map(|value| value.trim_start_matches(['=', '>']));
    if let Some(value) = rest.strip_prefix(':').or(assigned) {
        let value = without_fillers(value);
        if name.is_password() && is_told_default(before, value) {
            return true;
        }
        let line = || value.lines().next().unwrap_or("");
        let holds_pair = name.is_password() || name == Name::Thing;
        return is_secret(value, name, assigned.is_some()) || (holds_pair && is_pair(line()));
    }
    match behind.split_once('\n') {
        // Below a name stands its secret, or whatever else a list goes on with.
        Some((line, below)) if line.split_whitespace().all(is_remark) => {
            let mut words = below.trim_start().lines().next().unwrap_or("").split_whitespace();
            let word = words.next().filter(|_| words.next().is_none());
            word.is_some_and(|word| match name {
                Name::Code => is_seed(word),
                _ => name.is_password() && around::is_sure(word),
            })
        }
        _ => around::is_behind(name, before, behind.lines().next().unwrap_or("")),
    }
}

/// Whether a word behind a name only says where its secret is: `wachtwoord hieronder`.
fn is_remark(word: &str) -> bool {
    let small = word.to_lowercase();
    TABLE.is_filler(&small) || TABLE.is_link(&small) || TABLE.is_stop_word(&small)
}

/// Whether a word that stands for any password is called the one that is set at first: `default password: changeme`.
fn is_told_default(before: &str, value: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or("").to_lowercase();
    let mut words = value.lines().next().unwrap_or("").split_whitespace();
    let is_default = words.next().is_some_and(|word| TABLE.is_default(&bare(word).to_lowercase()));
    is_default && words.next().is_none() && TABLE.is_first(&last)
}

/// Whether several words between quotes are the secret: `wachtwoord "Zomer 2025 aan zee!"`.
fn is_quoted_sentence(behind: &str, name: Name) -> bool {
    const MARKS: [char; 8] = ['"', '\'', '“', '”', '„', '‘', '«', '»'];
    let line =
        without_fillers(behind.trim_start().trim_start_matches([':', '='])).lines().next().unwrap_or("");
    let Some(inside) = line.strip_prefix(MARKS).and_then(|line| line.split(MARKS).next()) else {
        return false;
    };
    let words = inside.split_whitespace().count();
    let is_closed = line.chars().count() > inside.chars().count() + 1;
    let is_phrase = (name == Name::Words && words > 2) || is_phrase(inside);
    is_closed
        && (2..=12).contains(&words)
        && (is_phrase || (has_three_sorts(inside) && inside.contains(|sign| "!@#$%^&*?€£§".contains(sign))))
}

/// Without the words that link a name to its secret.
fn without_fillers(value: &str) -> &str {
    let mut rest = value.trim_start();
    while let Some((word, behind)) = rest.split_once(' ')
        && (TABLE.is_filler(&word.to_lowercase()) || TABLE.is_link(&word.to_lowercase()))
    {
        rest = behind.trim_start();
    }
    rest
}

/// Whether the name of an account and its password stand behind `login`.
fn follows_login(behind: &str) -> bool {
    let found = TABLE.behind_login.regex().and_then(|regex| regex.captures(behind));
    found.is_some_and(|found| {
        let text = |group: usize| found.get(group).map_or("", |text| text.as_str());
        let word = bare(text(3));
        let is_joined = !text(2).is_empty();
        // What an account is called is no password.
        is_right_length(word)
            && is_account_length(text(1))
            && !TABLE.is_placeholder(word)
            && !TABLE.is_link(&text(1).to_lowercase())
            && is_strong(word)
            && (has_sign(word) || is_joined)
            && (has_join(&found) || has_three_sorts(word))
    })
}

/// Whether more than blanks stands between the name of an account and what follows.
fn has_join(found: &regex::Captures<'_>) -> bool {
    let between = found.get(1).zip(found.get(3)).map(|(user, word)| (user.end(), word.start()));
    let text = found.get(0).map_or("", |all| all.as_str());
    let offset = found.get(0).map_or(0, |all| all.start());
    between
        .and_then(|(from, to)| text.get(from - offset..to - offset))
        .is_some_and(|text| text.contains('\n') || !text.trim().is_empty())
}

/// True for as many characters as the name of an account has.
fn is_account_length(user: &str) -> bool {
    (2..=60).contains(&user.chars().count())
}

/// Whether a cell is nothing but an account and its password: `root / …`, `jan:…`.
fn is_pair(text: &str) -> bool {
    let is_likely = text.len() <= 120 && text.trim().contains(|sign: char| !sign.is_alphanumeric());
    // Most texts are none, which is told much sooner than where their parts would stand.
    let pair = is_likely.then(|| TABLE.pair.regex()).flatten().filter(|pair| pair.is_match(text));
    let found = pair.and_then(|pair| pair.captures(text));
    found.is_some_and(|found| {
        let text = |group: usize| found.get(group).map_or("", |text| text.as_str());
        let user = text(1).trim_start_matches(".\\").to_lowercase();
        let mut word = bare(text(3));
        let is_joined = !text(2).is_empty();
        if let (":", Some((before, _))) = (text(2), word.split_once(':')) {
            word = before;
        }
        let is_known = TABLE.is_account(&user);
        let is_certain = || has_three_sorts(word) && has_sign(word) && !has_query(word);
        // Without a sign between them only what is called like an account is one: `svc_app`, `jan.peeters`.
        let is_called_so = user.contains(['.', '_', '-', '\\', '@']) && !user.contains("--");
        let is_signed = is_joined || (has_join(&found) && is_beyond_doubt(word));
        let is_account = is_known || (!is_word_for_a_thing(&user) && (is_signed || is_called_so));
        let is_known_pair = is_known && is_joined && is_known_password(word);
        is_known_pair
            || is_right_length(word)
                && is_account_length(&user)
                && user.starts_with(char::is_alphabetic)
                && !TABLE.is_placeholder(word)
                && !word.starts_with('#')
                && is_strong(word)
                && is_account
                && ((is_known && is_joined) || is_certain())
    })
}

/// Whether a word is a password that systems come with, and nothing else: `toor`, `admin123`.
fn is_known_password(word: &str) -> bool {
    let small = word.to_lowercase();
    let is_default = TABLE.is_default(&small) && !TABLE.is_account(&small) && !TABLE.is_placeholder(word);
    is_default || around::is_default(word)
}

/// Whether a word is the end of a web address with a query: `notice?id=84960509`.
fn has_query(word: &str) -> bool {
    word.split_once('?').is_some_and(|(_, query)| query.contains('='))
}

/// Whether a name is joined to nothing by what joins the parts of names of things.
fn is_free(before: &str, behind: &str) -> bool {
    let joins = |sign: char| sign.is_alphanumeric() || "-_.@\\%".contains(sign);
    !before.ends_with(joins) && (!behind.starts_with(joins) || behind.starts_with(". "))
}

/// Whether a name is a piece in the midst of what something is called: `svc-pwd@vmm.be`, `D-048644-PW-OPS`.
fn is_inside(before: &str, behind: &str) -> bool {
    let joins = |sign: char| "-_.@\\%".contains(sign);
    let is_piece = |text: Option<char>| text.is_some_and(char::is_alphanumeric);
    let (head, tail) = (before.strip_suffix(joins), behind.strip_prefix(joins));
    is_piece(head.and_then(|head| head.chars().next_back()))
        && is_piece(tail.and_then(|tail| tail.chars().next()))
}

/// Whether what stands before a name makes it the value of something: `CN=pwd-adm1,OU=Passwords`.
fn is_attribute(before: &str) -> bool {
    let key =
        before.strip_suffix('=').and_then(|text| text.rsplit([',', ';', ' ', '+', '&', '?', '\n']).next());
    key.is_some_and(|key| !key.is_empty() && key.chars().all(char::is_alphabetic))
}

/// Whether a text names a secret by itself, and has a word that may be one, for all that can be told.
pub(super) fn is_doubtful(text: &str, names: &[Named]) -> bool {
    let has_one = std::cell::LazyCell::new(|| may_be_one(text));
    names.iter().filter(|(name, ..)| *name != Name::Login).any(|(name, start, end)| {
        let Some((before, behind)) = text.get(..*start).zip(text.get(*end..)) else { return false };
        let called = text.get(*start..*end).unwrap_or("");
        let is_thing = *name == Name::Thing && !behind.trim_start().starts_with([':', '=']);
        (is_free(before, behind) || called.len() >= 8)
            && !is_thing
            && is_word(before, called, behind)
            && (*has_one || around::is_plain_behind(within_reach(behind)) || is_assigned(behind))
    })
}

/// Whether a sign or quotes behind a name say that its secret follows, which may be a whole sentence.
fn is_assigned(behind: &str) -> bool {
    let line = within_reach(behind).trim_start_matches([' ', '.', '*']).lines().next().unwrap_or("");
    let first = line.trim_start_matches([':', '=', ' ']).split_whitespace().next().unwrap_or("");
    let small = bare(first).to_lowercase();
    let says_more = TABLE.is_place(&small) || TABLE.is_link(&small) || TABLE.is_stop_word(&small);
    line.contains(['"', '“', '„', '«'])
        || (line.starts_with([':', '=']) && first.contains(char::is_alphabetic) && !says_more)
}

/// Whether one of the words of a text has a digit, or is written as no word is.
fn may_be_one(text: &str) -> bool {
    let is_one = |word: &str| {
        word.chars().count() >= 4
            && word.chars().any(char::is_alphanumeric)
            && (word.chars().any(|it| it.is_ascii_digit()) || is_mixed(word))
    };
    text.split_whitespace().map(bare).any(is_one)
}
