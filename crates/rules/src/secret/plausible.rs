//! Words that could be passwords: telling them from codes, addresses, files, measures and plain words.

use pamlint_formats::is_host_name;

use super::words::TABLE;

/// The fewest characters of a password.
pub(super) const SHORTEST: usize = 6;

/// How much a word looks like a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// It is too short, or something else.
    No,
    /// It may be one, as it may be what something is called.
    Possible,
    /// Small letters, capitals and digits: few things are called so.
    Likely,
    /// Nothing is called so.
    Sure,
}

/// How much a word looks like a password.
pub(super) fn likeness(word: &str) -> Likeness {
    let is_short = word.chars().count() < SHORTEST;
    // `100%zeker`
    let is_share = word.trim_start_matches(|first: char| first.is_ascii_digit()).starts_with('%');
    if is_short || is_share || TABLE.is_placeholder(word) || is_login(word) {
        return Likeness::No;
    }
    match is_strong(word) {
        _ if is_chosen(word) => Likeness::Sure,
        true if has_sign(word) => Likeness::Sure,
        true => Likeness::Likely,
        false if is_mixed(word) && !names_a_thing(word) => Likeness::Possible,
        false => Likeness::No,
    }
}

/// A long word that nothing else is like, in whatever sentence it stands.
pub(super) fn is_beyond_doubt(word: &str) -> bool {
    likeness(word) == Likeness::Sure
        && has_three_sorts(word)
        && word.chars().count() > 7
        && word.contains(|sign: char| "!$#*%^?€£§".contains(sign))
        && !word.contains(['@', '&', '/', '\\'])
}

/// A word that people make passwords of, with digits behind: `Welkom01`, `Zomer-2024`.
fn is_chosen(word: &str) -> bool {
    let head = word.trim_end_matches(|character: char| !character.is_alphabetic());
    let tail = word.get(head.len()..).unwrap_or_default();
    let is_tail = |character: char| character.is_ascii_digit() || "!@#$%^&*?€£§-_.+=".contains(character);
    tail.chars().filter(char::is_ascii_digit).count() > 1
        && tail.chars().all(is_tail)
        && TABLE.is_chosen(&folded(&head.to_lowercase()))
}

/// An account and the host on which it is: `root@srv01`.
pub(super) fn is_login(word: &str) -> bool {
    let is_name = |text: &str| text.len() > 2 && text.starts_with(|first: char| first.is_ascii_lowercase());
    let is_plain = |text: &str| text.chars().all(|it| it.is_ascii_alphanumeric() || "-_.".contains(it));
    word.split_once('@').is_some_and(|(user, host)| {
        is_name(user)
            && is_name(host)
            && is_plain(user)
            && is_plain(host)
            && !word.contains(char::is_uppercase)
    })
}

/// A mixed word that stands for itself even in a sentence: none of its pieces is a word that says something,
/// and it has three sorts of characters, or a sign that names seldom have.
pub(super) fn is_strong(word: &str) -> bool {
    is_mixed(word) && !names_a_thing(word) && (has_three_sorts(word) || has_sign(word))
}

/// Small letters, capitals and digits.
pub(super) fn has_three_sorts(word: &str) -> bool {
    let has = |sort: fn(char) -> bool| word.chars().any(sort);
    has(char::is_lowercase) && has(char::is_uppercase) && has(|character| character.is_ascii_digit())
}

/// A sign that passwords have and names seldom do, behind or between letters and digits.
pub(super) fn has_sign(word: &str) -> bool {
    let is_sign = |character: char| "!@#$%^&*?€£§".contains(character);
    let body = word.trim_end_matches(['?', '!']);
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let inside = body.char_indices().any(|(at, character)| {
        let behind = body.get(at + character.len_utf8()..).unwrap_or("");
        let before = || body.get(..at).unwrap_or("");
        is_sign(character) && !(character == '#' && is_number(behind) && !is_no_number(before(), behind))
    });
    let has_digit = word.chars().any(|character| character.is_ascii_digit());
    has_digit && (inside || (word.ends_with('!') && body.ends_with(|last: char| last.is_ascii_digit())))
}

/// Whether a word with a number behind a sign is no number of a thing: `Appel#12`, but not `Ticket#12`, `C#12`.
fn is_no_number(word: &str, number: &str) -> bool {
    let has = |sort: fn(char) -> bool| word.chars().any(sort);
    (2..5).contains(&number.len())
        && word.chars().count() > 2
        && word.chars().all(char::is_alphanumeric)
        && has(char::is_lowercase)
        && (has(char::is_uppercase) || has(|character| character.is_ascii_digit()))
        && !TABLE.is_counted(&folded(&word.to_lowercase()))
}

/// A piece of it is a word that says something: `Windows2019`, `KeePass-2`, `Vault01-PROD`.
pub(super) fn names_a_thing(word: &str) -> bool {
    let mut pieces =
        word.split(|character: char| !character.is_alphabetic()).filter(|piece| !piece.is_empty());
    let is_alone = pieces.clone().count() == 1;
    !is_counted(word)
        && pieces
            .any(|piece| is_word_for_a_thing(piece) || (is_alone && TABLE.is_numbered(&piece.to_lowercase())))
}

/// Whether a word ends as passwords do that have to be long: `Test1234!`.
fn is_counted(word: &str) -> bool {
    let counted = word.strip_suffix(['!', '#', '$', '*', '@']).unwrap_or_default();
    let head = counted.trim_end_matches(|character: char| character.is_ascii_digit());
    let digits = counted.get(head.len()..).unwrap_or_default();
    digits.len() > 2 && "1234567890".starts_with(digits)
}

/// A word of at least three letters that says something.
pub(super) fn is_word_for_a_thing(word: &str) -> bool {
    let small = folded(&word.to_lowercase());
    word.chars().count() > 2 && (TABLE.is_numbered(&small) || TABLE.is_listed(&small))
}

/// One word that could be a password: letters, or digits, that say nothing else.
pub(super) fn is_plain(word: &str) -> bool {
    let word = word.trim_end_matches(['!', '?']);
    let small = word.to_lowercase();
    let same = small.chars().all(|character| small.starts_with(character));
    let long = word.chars().count() >= SHORTEST;
    // `modifié`, `changées`: the French say with an accent what was done.
    let done = small.trim_end_matches(['e', 's']).ends_with('é');
    let says_more = || turns(word) > 0 || done || TABLE.is_stop_word(&folded(&small));
    let letters = word.chars().all(char::is_alphabetic) && !says_more();
    long && !same && !is_day(word) && (letters || word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A word of two sorts of characters that is no code, address, file or measure.
pub(super) fn is_mixed(word: &str) -> bool {
    let letters = word.chars().any(char::is_alphabetic);
    let digits = word.chars().any(|character| character.is_ascii_digit());
    let symbols = has_symbols(word);
    if !letters || is_reference(word, symbols) {
        return false;
    }
    let smalls = word.chars().any(char::is_lowercase);
    let capitals = word.chars().skip(1).any(char::is_uppercase);
    if !digits && !symbols {
        // `SharePoint` is a name; `pAsSwOrD` is none.
        return turns(word) > 2;
    }
    [smalls, capitals, digits, symbols].into_iter().filter(|sort| *sort).count() > 1
}

/// How often a capital follows a small letter.
fn turns(word: &str) -> usize {
    let next = word.chars().skip(1);
    word.chars().zip(next).filter(|(left, right)| left.is_lowercase() && right.is_uppercase()).count()
}

/// Characters other than letters and digits; between two letters a hyphen and its like join words.
fn has_symbols(word: &str) -> bool {
    let joins = |character: char| {
        matches!(character, '-' | '/' | '.' | '\'' | '’' | '_' | '+' | ',' | ':' | '(' | ')')
    };
    let body = word.trim_end_matches(['?', '!', ')', ':']);
    let body_symbols = || {
        let mut last = ' ';
        body.chars().zip(body.chars().skip(1).chain([' '])).any(|(character, next)| {
            let before = std::mem::replace(&mut last, character);
            let joined = joins(character) && before.is_alphabetic() && next.is_alphabetic();
            !character.is_alphanumeric() && !joined
        })
    };
    // One mark of exclamation ends a sentence as well as a password; behind digits it ends a password.
    body_symbols() || (body.len() < word.len() && body.ends_with(|last: char| last.is_ascii_digit()))
}

/// A name of something else than itself: a code, a ticket, an address, a file, a duration.
fn is_reference(word: &str, symbols: bool) -> bool {
    let small = word.to_lowercase();
    let head = small.split(|character: char| !character.is_alphabetic()).next().unwrap_or("");
    let head_stops = head.len() < small.trim_end_matches(['!', '?', '.']).len()
        && small.get(head.len()..).is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
        && !head.is_empty()
        && is_known(head);
    // `SAFE-01%user` is a code with something behind it.
    let has_code = word.split_once('%').is_some_and(|(head, _)| head.contains('-') && is_code(head));
    head_stops
        || has_code
        || is_known(&small)
        || is_keeper(&small)
        || is_numbered(word)
        || is_code(word)
        || is_address(&small, symbols)
        || is_measure(&small)
        || is_person(word)
}

/// What a person is called among others of that name: `Jan.Peeters2`.
fn is_person(word: &str) -> bool {
    let is_name = |name: &str| {
        name.chars().count() > 2
            && name.starts_with(char::is_uppercase)
            && name.chars().skip(1).all(char::is_lowercase)
    };
    let named = word.trim_end_matches(|last: char| last.is_ascii_digit());
    let counted = word.len().saturating_sub(named.len());
    let (Some((first, last)), 1..=2) = (named.split_once('.'), counted) else { return false };
    is_name(first) && is_name(last)
}

/// A word in small letters that is on the list, whatever its accents and punctuation.
pub(super) fn is_known(small: &str) -> bool {
    TABLE.is_listed(&folded(small))
}

/// The number of a thing, or an attribute: `Ticket#12`, `OU=Servers2`.
fn is_numbered(word: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let thing = word.split_once('#').filter(|(_, number)| is_number(number.trim_end_matches(['!', '?'])));
    let key = word.split_once('=').map_or("", |(key, _)| key);
    thing.is_some_and(|(thing, _)| TABLE.is_counted(&folded(&thing.to_lowercase())))
        || is_in_sheet(word)
        || (key.len() == 2 && key.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// A cell of another sheet, an error of a spreadsheet or a day in eight digits: `Info!B2`, `#VERW!`, `20270101`.
fn is_in_sheet(word: &str) -> bool {
    let is_cell = |cell: &str| {
        let row = cell.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
        (1..4).contains(&(cell.len() - row.len()))
            && !row.is_empty()
            && row.bytes().all(|byte| byte.is_ascii_digit())
    };
    let sheet = word.split_once('!');
    let error = word.strip_prefix('#').and_then(|word| word.strip_suffix('!'));
    sheet.is_some_and(|(sheet, cell)| sheet.chars().all(char::is_alphabetic) && is_cell(cell))
        || error.is_some_and(|error| error.chars().all(char::is_uppercase))
}

/// A year, a month and a day in eight digits.
fn is_day(word: &str) -> bool {
    let number = |from: usize, to: usize| word.get(from..to).and_then(|text| text.parse::<u32>().ok());
    let part = |from: usize, to: usize, fits: std::ops::RangeInclusive<u32>| {
        number(from, to).is_some_and(|number| fits.contains(&number))
    };
    word.len() == 8 && part(0, 4, 1990..=2099) && part(4, 6, 1..=12) && part(6, 8, 1..=31)
}

/// What keeps passwords, with its number: `KeePass2`.
pub(super) fn is_keeper(small: &str) -> bool {
    let head = small.trim_end_matches(|last: char| last.is_ascii_digit() || last == '!');
    let is_short = small.len() - head.len() < 3;
    is_short && head.rsplit('-').take(1).chain([head]).any(|head| TABLE.is_keeper(&folded(head)))
}

/// `INC0012345`, `O-002949-81039-OPS-CE`, `AWS-Console-L1`.
fn is_code(word: &str) -> bool {
    let joined = word.contains(['-', '_', '/']);
    let capital = |character: char| character.is_ascii_uppercase() || character.is_ascii_digit();
    let numbered = word.trim_start_matches(|character: char| character.is_ascii_uppercase());
    let is_ticket = numbered.len() < word.len() && numbered.bytes().all(|byte| byte.is_ascii_digit());
    // A number by itself between words makes a password of them: `Welkom-AWV-01`.
    let plain = |segment: &str| {
        segment.starts_with(char::is_uppercase)
            && (segment.chars().all(|character| character.is_ascii_digit() || character.is_uppercase())
                || segment.chars().all(char::is_alphabetic))
    };
    let segments = word.split(['-', '_']);
    is_ticket
        || (joined
            && word.chars().all(|character| capital(character) || matches!(character, '-' | '_' | '.' | '/')))
        || (segments.clone().count() > 2
            && segments.clone().all(|segment| !segment.is_empty() && plain(segment)))
}

/// `jan@example.be`, `srv01.example.be`, `lijst2024.xlsx`.
fn is_address(small: &str, symbols: bool) -> bool {
    let is_mailbox = small.split_once('@').is_some_and(|(user, host)| {
        host.contains('.') && is_host_name(host) && !user.is_empty() && !has_symbols(user)
    });
    let is_host = small.matches('.').count() > 1 && is_host_name(small);
    let is_file = TABLE.is_file(small);
    is_mailbox || is_host || (is_file && !(symbols && small.contains(['!', '@', '#', '$', '%', '&'])))
}

/// `90days`, `30-daags`, `2x/jaar`: a small number of something.
fn is_measure(small: &str) -> bool {
    let unit = small.trim_start_matches(|character: char| character.is_ascii_digit());
    let digits = small.len() - unit.len();
    // How often, as in `2x/jaar`.
    let unit = unit.strip_prefix('x').filter(|rest| rest.starts_with(['-', '/'])).unwrap_or(unit);
    let unit = unit.strip_prefix(['-', '/']).unwrap_or(unit);
    (1..=3).contains(&digits) && unit.chars().count() > 2 && unit.chars().all(char::is_alphabetic)
}

/// Letters and digits only: `n.v.t.` is `nvt`, and `défaut` is `defaut`.
pub(super) fn folded(small: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    small.nfd().filter(|character| character.is_alphanumeric()).collect()
}
