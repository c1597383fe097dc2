//! Passwords that are called by their name: `password: …`, `wachtwoord is …`, `login jan / …`.

use super::plausible::{
    SHORTEST, has_sign, has_three_sorts, is_mixed, is_plain, is_strong, is_word_for_a_thing, names_a_thing,
};
use super::words::{Name, TABLE};

/// The fewest characters of a key.
const KEY: usize = 16;

/// The most bytes that are looked at: nobody has a longer password, and no cell may cost more.
const REACH: usize = 256;

/// The most words between a name and the word that links it to its secret.
const MOST_WORDS: usize = 7;

const QUOTES: [char; 10] = ['"', '\'', '`', '“', '‘', '*', '«', '»', '„', '\u{A0}'];

/// The name of a secret in a text, with the bytes at which it begins and ends.
pub(super) type Named = (Name, usize, usize);

/// Whether a secret stands behind one of the names in a text.
pub(super) fn is_told(text: &str, names: &[Named]) -> bool {
    names.iter().any(|(name, start, end)| {
        let Some((before, called)) = text.get(..*start).zip(text.get(*start..*end)) else { return false };
        let behind = within_reach(text.get(*end..).unwrap_or(""));
        is_word(before, called, behind) && is_followed(*name, before, behind)
    }) || is_pair(text)
}

/// Whether a name stands by itself, and not in another word.
///
/// In `adminPassword` the capital begins a word; in `rootwachtwoord:` the sign behind it tells.
pub(super) fn is_word(before: &str, called: &str, behind: &str) -> bool {
    let last = before.chars().next_back();
    let hump = |last: char| last.is_lowercase() && called.starts_with(char::is_uppercase);
    let is_assigned = || called.len() >= 8 && behind.trim_start_matches([' ', '"']).starts_with([':', '=']);
    !behind.starts_with(char::is_alphanumeric)
        && last.is_none_or(|last| !last.is_alphanumeric() || hump(last) || is_assigned())
}

fn within_reach(text: &str) -> &str {
    let reach = (0..=REACH.min(text.len())).rfind(|end| text.is_char_boundary(*end));
    reach.and_then(|reach| text.get(..reach)).unwrap_or("")
}

/// Whether a secret stands behind a name.
fn is_followed(name: Name, before: &str, behind: &str) -> bool {
    if name == Name::Login {
        return follows_login(behind);
    }
    let around = |character: char| character.is_whitespace() || "\"'`*_”’.".contains(character);
    // A remark in brackets may stand behind a name: `wachtwoord (tijdelijk)`.
    let remark = behind.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let behind = remark.map_or(behind, |(_, behind)| behind);
    let rest = behind.trim_start_matches(around);
    if is_password(name) && is_quoted_sentence(behind, name) {
        return true;
    }
    let assigned = rest.strip_prefix('=').map(|value| value.trim_start_matches(['=', '>']));
    if let Some(value) = rest.strip_prefix(':').or(assigned) {
        let value = without_fillers(value);
        if is_password(name) && is_told_default(before, value) {
            return true;
        }
        let line = || value.lines().next().unwrap_or("");
        return is_secret(value, name, assigned.is_some()) || (is_password(name) && is_pair(line()));
    }
    match behind.split_once('\n') {
        // Below a name stands its secret, or whatever else a list goes on with.
        Some((line, below)) if line.trim().is_empty() => {
            let mut words = below.lines().next().unwrap_or("").split_whitespace();
            let word = words.next().map(bare).filter(|_| is_password(name) && words.next().is_none());
            word.is_some_and(|word| !TABLE.is_placeholder(word) && has_sign(word) && is_strong(word))
        }
        _ => follows_in_words(name, before, behind.lines().next().unwrap_or("")),
    }
}

/// Whether a word that stands for any password is called the one that is set at first: `default password: changeme`.
fn is_told_default(before: &str, value: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or("").to_lowercase();
    let mut words = value.lines().next().unwrap_or("").split_whitespace();
    let is_default = words.next().is_some_and(|word| TABLE.is_default(&bare(word).to_lowercase()));
    is_default && words.next().is_none() && TABLE.is_first(&last)
}

fn is_password(name: Name) -> bool {
    matches!(name, Name::Password | Name::Words)
}

/// Whether several words between quotes are the secret: `wachtwoord "Zomer 2025 aan zee!"`.
fn is_quoted_sentence(behind: &str, name: Name) -> bool {
    const MARKS: [char; 8] = ['"', '\'', '“', '”', '„', '‘', '«', '»'];
    let line = behind.trim_start().trim_start_matches([':', '=']).trim_start().lines().next().unwrap_or("");
    let Some(inside) = line.strip_prefix(MARKS).and_then(|line| line.split(MARKS).next()) else {
        return false;
    };
    let words = inside.split_whitespace().count();
    let is_closed = line.chars().count() > inside.chars().count() + 1;
    let is_phrase = name == Name::Words && words > 2;
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

/// Whether a secret stands behind a name in a sentence: `het wachtwoord van root is …`, `ww …`.
fn follows_in_words(name: Name, before: &str, line: &str) -> bool {
    let small = |word: &str| word.to_lowercase();
    let words: Vec<&str> = line.split_whitespace().skip_while(|word| TABLE.is_filler(&small(word))).collect();
    let is_about =
        words.first().is_some_and(|first| TABLE.is_about(&small(first)) || TABLE.is_account(&small(first)));
    // `wachtwoord srv01:` and `wachtwoord van de server:` are linked to what follows; `wachtwoordbeleid:` and
    // `password owner:` are not.
    let is_sign = |word: &str| {
        word.strip_suffix([':', '='])
            .is_some_and(|word| !word.is_empty() && (is_about || !TABLE.is_stop_word(&small(word))))
    };
    let link = words.iter().take(MOST_WORDS).position(|word| TABLE.is_link(&small(word)) || is_sign(word));
    let Some(link) = link.filter(|link| *link == 0 || is_about) else {
        // `ww mailbox: …`: whatever it is of, nothing else looks like this.
        if let [of, word] = words.as_slice()
            && of.ends_with([':', '='])
            && matches!(name, Name::Password | Name::Words)
            && has_three_sorts(bare(word))
            && stands_alone(name, "", word, 1)
            && has_sign(bare(word))
        {
            return true;
        }
        // `mot de passe provisoire …`: what the secret is called may be said more closely.
        let is_closer = |word: &&&str| TABLE.is_about(&small(word));
        let rest: Vec<&str> = words.iter().skip_while(is_closer).copied().collect();
        let is_alone = |words: &[&str]| {
            words.first().is_some_and(|first| stands_alone(name, before, first, words.len()))
        };
        return is_alone(&words) || is_alone(&rest);
    };
    let is_passed = |word: &&&str| TABLE.is_filler(&small(word)) || TABLE.is_link(&small(word));
    let mut rest = words.iter().skip(link + 1).skip_while(is_passed);
    let Some(word) = rest.next() else { return false };
    let is_last = rest.next().is_none();
    let is_quoted = word.starts_with(QUOTES);
    let word = bare(word);
    if TABLE.is_placeholder(word) {
        return false;
    }
    match name {
        Name::Password | Name::Words | Name::Secret => {
            let is_mixed = || is_mixed(word) && !names_a_thing(word) && (is_last || is_quoted);
            word.chars().count() >= SHORTEST && (is_strong(word) || is_mixed())
        }
        _ => is_secret(word, name, false),
    }
}

/// Whether a word right behind a name is the secret: nothing but a sign of a password tells it from a remark.
fn stands_alone(name: Name, before: &str, word: &str, words: usize) -> bool {
    let begins = before.trim_end().is_empty()
        || before.trim_end().ends_with([',', ';', '/', '|', '-', '\n', '+', '&', ':', '(', '[']);
    let is_quoted = word.starts_with(QUOTES) && word.trim_end_matches(['.', ',']).ends_with(QUOTES);
    let word = bare(word);
    if word.chars().count() < SHORTEST || TABLE.is_placeholder(word) {
        return false;
    }
    // `root, password toor123`: what stands before the name is whose password it is.
    let of_whom = before.trim_end().trim_end_matches([',', ';', '/', '|', '-', ':', '\n']).split_whitespace();
    let is_of_account = of_whom.last().is_some_and(|word| TABLE.is_account(&word.to_lowercase()));
    match name {
        Name::Password | Name::Words
            if words == 1
                && ((is_of_account && is_mixed(word) && !names_a_thing(word))
                    || (begins && is_default(word))) =>
        {
            true
        }
        // `user jan pass …`
        Name::Secret => {
            words == 1
                && !before.trim().is_empty()
                && has_three_sorts(word)
                && has_sign(word)
                && is_strong(word)
        }
        Name::Password | Name::Strong | Name::Words => {
            let is_sure = has_sign(word) || (begins && words <= 2 && has_three_sorts(word)) || is_quoted;
            is_sure && is_strong(word)
        }
        // Nobody counts that far.
        Name::Pin => {
            words == 1 && (6..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
        }
        Name::Key => word.len() >= 20 && is_mixed(word) && has_three_sorts(word) && is_key(word),
        _ => false,
    }
}

/// The name of an account with the digits that people put behind it: `Admin123`.
fn is_default(word: &str) -> bool {
    word.strip_suffix("123").is_some_and(|account| TABLE.is_account(&account.to_lowercase()))
}

/// Without the quotes around a word and the punctuation behind it.
pub(super) fn bare(word: &str) -> &str {
    let word = word.trim_start_matches(QUOTES).trim_start_matches('(');
    word.trim_end_matches(|character: char| {
        QUOTES.contains(&character) || matches!(character, '.' | ',' | ';' | ')' | '”' | '’')
    })
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
        .is_some_and(|text| !text.trim().is_empty())
}

pub(super) fn is_right_length(word: &str) -> bool {
    (SHORTEST..=64).contains(&word.chars().count())
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
        let (user, mut word) = (text(1).to_lowercase(), bare(text(3)));
        let is_joined = !text(2).is_empty();
        if let (":", Some((before, _))) = (text(2), word.split_once(':')) {
            word = before;
        }
        let is_known = TABLE.is_account(&user);
        let is_certain = || has_three_sorts(word) && has_sign(word) && !has_query(word);
        // Without a sign between them only what is called like an account is one: `svc_app`, `jan.peeters`.
        let is_account = is_known
            || if is_joined {
                !is_word_for_a_thing(&user)
            } else {
                user.contains(['.', '_', '-', '\\', '@'])
                    && !user.contains("--")
                    && !is_word_for_a_thing(&user)
            };
        is_right_length(word)
            && is_account_length(&user)
            && user.starts_with(|first: char| first.is_alphabetic())
            && !TABLE.is_placeholder(word)
            && is_strong(word)
            && is_account
            && ((is_known && is_joined) || is_certain())
    })
}

/// Whether a word is the end of a web address with a query: `notice?id=84960509`.
fn has_query(word: &str) -> bool {
    word.split_once('?').is_some_and(|(_, query)| query.contains('='))
}

/// Whether the text behind a name and a sign is a secret.
pub(super) fn is_secret(behind: &str, name: Name, assigned: bool) -> bool {
    let behind = within_reach(behind.trim_start());
    let is_end = |character: char| {
        character.is_whitespace() || (assigned && matches!(character, ';' | '&' | '"' | '\''))
    };
    let quoted = behind.trim_start_matches(QUOTES);
    let word = quoted.split(is_end).next().unwrap_or("");
    let rest = quoted.get(word.len()..).unwrap_or("").lines().next().unwrap_or("");
    let word = bare(word);
    if TABLE.is_placeholder(word) {
        return false;
    }
    let length = word.chars().count();
    match name {
        Name::Password | Name::Secret => {
            let is_alone = rest.trim_matches(|c: char| c.is_whitespace() || c == ';').is_empty();
            length >= SHORTEST && (is_mixed(word) || (name == Name::Password && is_plain(word) && is_alone))
        }
        Name::Strong => is_right_length(word) && is_strong(word),
        Name::Words => is_secret(behind, Name::Password, assigned) || is_sentence(behind),
        Name::Key => length >= KEY && is_mixed(word) && is_key(word),
        Name::Code => is_code(behind.lines().next().unwrap_or("")),
        Name::Pin => (4..=8).contains(&length) && word.bytes().all(|byte| byte.is_ascii_digit()),
        Name::Phrase => {
            let is_plain = |word: &&str| word.chars().all(|character| character.is_ascii_lowercase());
            behind.split_whitespace().take_while(is_plain).count() >= 12
        }
        Name::Login => false,
    }
}

/// Four to eight plain words that say nothing of a password: `correct horse battery staple`.
fn is_sentence(behind: &str) -> bool {
    let words: Vec<&str> = behind.lines().next().unwrap_or("").split([' ', '-']).collect();
    let says_nothing = |word: &&str| {
        word.len() > 2
            && word.chars().all(char::is_alphabetic)
            && !TABLE.is_stop_word(word)
            && !TABLE.is_link(word)
            && !TABLE.is_filler(word)
            && !TABLE.is_about(word)
    };
    (4..=8).contains(&words.len()) && words.iter().all(says_nothing)
}

/// A key has a digit, and is no address of anything.
fn is_key(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Letters and digits that a program made, in groups or not: a seed, a code of recovery.
fn is_code(line: &str) -> bool {
    let is_of_code =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | ' ' | ',');
    let groups: Vec<&str> = line
        .split(|character: char| !is_of_code(character))
        .next()
        .unwrap_or("")
        .split(['-', ' ', ','])
        .filter(|group| !group.is_empty())
        .collect();
    let longest = groups.iter().map(|group| group.len()).max().unwrap_or(0);
    let is_made = |group: &&str| {
        let digits = group.bytes().any(|byte| byte.is_ascii_digit());
        let small = group.bytes().any(|byte| byte.is_ascii_lowercase());
        digits || (!small && group.len() >= 4)
    };
    let all: String = groups
        .iter()
        .take_while(|group| is_made(group) || longest == group.len() && groups.len() > 3)
        .copied()
        .collect();
    let is_uuid = groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]);
    let is_number = all.bytes().all(|byte| byte.is_ascii_digit());
    let is_grouped = groups.len() > 1 && groups.iter().all(|group| group.len() == longest && longest >= 4);
    let is_base32 = all.len() >= 16 && all.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'2'..=b'7'));
    !is_uuid
        && (is_base32
            || (is_number && is_grouped && all.len() >= 8)
            || (!is_number
                && all.len() >= 8
                && all.bytes().any(|byte| byte.is_ascii_digit())
                && !groups.iter().any(|group| is_word_for_a_thing(group))))
}
