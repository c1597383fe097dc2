//! A format code as sections of tokens.

/// Longer codes are cut: Excel takes 255 characters.
const LONGEST: usize = 255;

/// One of the sections of a code, which semicolons part.
#[derive(Debug, Clone)]
pub(super) struct Section {
    pub tokens: Vec<Token>,
    pub sort: Sort,
    /// What numbers it is for, where it says so.
    pub condition: Option<Condition>,
}

/// What a section makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Its digits, perhaps with decimals, separators or the sign of a currency.
    Plain,
    /// A date or a time.
    Date,
    /// A percentage.
    Percentage,
    /// Scientific notation.
    Scientific,
    /// Its digits with zeros before them or text around them.
    Padded,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A character that stands there as it is.
    Literal(char),
    /// The sign of a currency, with its letters.
    Currency(String),
    /// Room for a digit: `0`, `#` or `?`.
    Digit(char),
    /// The decimal point.
    Point,
    /// A separator of thousands.
    Thousands,
    /// `%`.
    Percent,
    /// `E+` (true) or `E-`.
    Exponent(bool),
    /// So many of a letter of dates: `yyyy`.
    Date(char, usize),
    /// So many of a letter of a duration: `[hh]`.
    Elapsed(char, usize),
    /// `AM/PM` (true) or `A/P`.
    HalfDay(bool),
    /// `General`.
    General,
    /// `@`, the place of a text.
    Text,
}

/// A comparison between brackets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Condition {
    less: bool,
    equal: bool,
    greater: bool,
    than: f64,
}

impl Condition {
    fn parse(text: &str) -> Option<Condition> {
        let number = text.trim_start_matches(['<', '>', '=']);
        let sign = text.strip_suffix(number)?;
        let than = number.trim().parse().ok()?;
        let has = |character| sign.contains(character);
        let is_unequal = sign == "<>";
        (!sign.is_empty()).then(|| Condition {
            less: has('<'),
            equal: has('=') && !is_unequal,
            greater: has('>'),
            than,
        })
    }

    pub fn holds(self, number: f64) -> bool {
        if number < self.than {
            self.less
        } else if number > self.than {
            self.greater
        } else {
            self.equal
        }
    }
}

/// The sections of a code.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let characters: Vec<char> = code.chars().take(LONGEST).collect();
    let mut rest = characters.as_slice();
    let mut sections = Vec::new();
    loop {
        let (section, after) = section(rest);
        sections.push(section);
        match after {
            Some(after) => rest = after,
            None => return sections,
        }
    }
}

/// A section, and what follows the semicolon behind it.
fn section(mut rest: &[char]) -> (Section, Option<&[char]>) {
    let mut tokens = Vec::new();
    let mut condition = None;
    let mut after = None;
    while let [first, more @ ..] = rest {
        rest = more;
        match first {
            ';' => {
                after = Some(rest);
                break;
            }
            '"' => {
                let end = rest.iter().position(|character| *character == '"');
                let (inside, behind) = split(rest, end);
                tokens.extend(inside.iter().copied().map(Token::Literal));
                rest = behind;
            }
            '[' => {
                let end = rest.iter().position(|character| *character == ']');
                let (inside, behind) = split(rest, end);
                let inside: String = inside.iter().collect();
                condition = Condition::parse(&inside).or(condition);
                tokens.extend(bracketed(&inside));
                rest = behind;
            }
            '\\' => tokens.extend(take(&mut rest).map(Token::Literal)),
            // As wide as a character; the character itself is not shown.
            '_' => tokens.extend(take(&mut rest).map(|_| Token::Literal(' '))),
            '*' => {
                take(&mut rest);
            }
            '0' | '#' | '?' => tokens.push(Token::Digit(*first)),
            '.' => tokens.push(Token::Point),
            ',' => tokens.push(Token::Thousands),
            '%' => tokens.push(Token::Percent),
            '@' => tokens.push(Token::Text),
            'E' | 'e' if matches!(rest.first(), Some('+' | '-')) => {
                tokens.push(Token::Exponent(take(&mut rest) == Some('+')));
            }
            letter if starts(rest, *letter, "General") => {
                rest = rest.get("eneral".len()..).unwrap_or_default();
                tokens.push(Token::General);
            }
            letter if starts(rest, *letter, "AM/PM") => {
                rest = rest.get("M/PM".len()..).unwrap_or_default();
                tokens.push(Token::HalfDay(true));
            }
            letter if starts(rest, *letter, "A/P") => {
                rest = rest.get("/P".len()..).unwrap_or_default();
                tokens.push(Token::HalfDay(false));
            }
            letter if is_date(*letter) => {
                let same = rest.iter().take_while(|next| next.eq_ignore_ascii_case(letter)).count();
                rest = rest.get(same..).unwrap_or_default();
                tokens.push(Token::Date(letter.to_ascii_lowercase(), same + 1));
            }
            other => tokens.push(Token::Literal(*other)),
        }
    }
    (Section { sort: sort(&tokens), tokens, condition }, after)
}

fn split(rest: &[char], end: Option<usize>) -> (&[char], &[char]) {
    let end = end.unwrap_or(rest.len());
    (rest.get(..end).unwrap_or_default(), rest.get(end + 1..).unwrap_or_default())
}

fn take(rest: &mut &[char]) -> Option<char> {
    let (first, more) = rest.split_first()?;
    *rest = more;
    Some(*first)
}

/// Whether a letter and what follows it are a word, in capitals or not.
fn starts(rest: &[char], letter: char, word: &str) -> bool {
    let mut here = std::iter::once(&letter).chain(rest);
    word.chars().all(|wanted| here.next().is_some_and(|next| next.eq_ignore_ascii_case(&wanted)))
}

fn is_date(letter: char) -> bool {
    matches!(letter.to_ascii_lowercase(), 'y' | 'm' | 'd' | 'h' | 's' | 'e' | 'b' | 'g')
}

/// What stands between brackets: a duration, a currency, the date or time of the computer's own language.
fn bracketed(inside: &str) -> Option<Token> {
    let letter = inside.chars().next()?.to_ascii_lowercase();
    if matches!(letter, 'h' | 'm' | 's') && inside.chars().all(|other| other.eq_ignore_ascii_case(&letter)) {
        return Some(Token::Elapsed(letter, inside.len()));
    }
    let (sign, language) = inside.strip_prefix('$')?.split_once('-').unwrap_or((inside.get(1..)?, ""));
    match (sign, language.to_ascii_uppercase().as_str()) {
        ("", _) => None,
        (sign, _) => Some(Token::Currency(sign.to_owned())),
    }
}

fn sort(tokens: &[Token]) -> Sort {
    let has = |wanted: fn(&Token) -> bool| tokens.iter().any(wanted);
    if has(|token| matches!(token, Token::Text)) {
        Sort::Plain
    } else if has(|token| matches!(token, Token::Exponent(_))) {
        Sort::Scientific
    } else if has(|token| matches!(token, Token::Date(..) | Token::Elapsed(..) | Token::HalfDay(_))) {
        Sort::Date
    } else if has(|token| matches!(token, Token::Percent)) {
        Sort::Percentage
    } else if has(|token| matches!(token, Token::Point | Token::Thousands | Token::Currency(_))) {
        Sort::Plain
    } else if pads(tokens) || adds_text(tokens) {
        Sort::Padded
    } else {
        Sort::Plain
    }
}

fn pads(tokens: &[Token]) -> bool {
    tokens.iter().filter(|token| **token == Token::Digit('0')).count() > 1
}

/// Whether text stands there that is part of a value: no sign, no bracket, no sign of a currency.
fn adds_text(tokens: &[Token]) -> bool {
    let is_fraction = |character: char| {
        character == '/' && tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count() > 1
    };
    let literals = || {
        tokens.iter().filter_map(|token| match token {
            Token::Literal(character) => Some(*character),
            _ => None,
        })
    };
    literals().any(char::is_alphanumeric) && !literals().any(is_fraction)
}
