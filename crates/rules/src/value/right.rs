//! Whether a text is right in a field.
//!
//! What is wrong with another text, and what was meant by it, is not asked: that costs many times as much, and whoever
//! looks for the column in which a value belongs asks it of every column.

use pamlint_convention::{Content, Field, ListId};

use super::several::split;
use super::{Judge, Key, style};
use crate::clean::clean;
use crate::name;

impl Judge<'_> {
    /// Whether a text has nothing wrong in it as it stands, by itself: judging it would find no problem.
    pub(crate) fn is_right(&self, field: &Field, text: &str) -> bool {
        self.patience.ask();
        let cleaned = clean(text, style(field));
        if !cleaned.changes.is_empty() {
            return false;
        }
        let text = cleaned.text.as_ref();
        if !field.several {
            return !text.is_empty() && self.is_right_value(field, text);
        }
        let values = split(text);
        let keys: Vec<Key> = values.iter().map(|(_, value)| Key::of(value)).collect();
        let is_again = |(index, key): (usize, &Key)| keys.iter().take(index).any(|known| known == key);
        !values.is_empty()
            && values.iter().all(|(_, value)| self.is_right_value(field, value))
            && !keys.iter().enumerate().any(is_again)
    }

    fn is_right_value(&self, field: &Field, value: &str) -> bool {
        match &field.content {
            Content::Text => true,
            Content::Codes(list) => self.known_code(*list, field, value).is_some(),
            Content::Pattern(pattern) => pattern.is_match(value),
            Content::Format(format) => format.judge(value).problem.is_none(),
            Content::Name(names) => name::is_right(self.convention, names, value),
        }
    }

    /// The code that a text is as it stands, or that a word for it stands for.
    pub(super) fn known_code<'s>(&'s self, list: ListId, field: &'s Field, text: &str) -> Option<&'s str> {
        let codes = || self.convention.list(list).codes.iter().map(|(code, _)| code.as_str());
        if let Some(code) = codes().find(|code| *code == text) {
            return Some(code);
        }
        let is_word = |(word, _): &&(String, String)| word.to_lowercase() == text.to_lowercase();
        match field.words.iter().find(is_word) {
            Some((_, code)) => Some(code),
            None => codes().find(|code| field.any_case && code.eq_ignore_ascii_case(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use pamlint_convention::Convention;
    use pamlint_reader::Strings;

    use crate::patience::Patience;
    use crate::value::Judge;

    /// Right and wrong values of every sort, lists, blanks and look-alikes among them.
    const TEXTS: [&str; 33] = [
        "O-020555-00123-ADM-CE",
        "o-020555-00123-adm-ce",
        "O-020555-00123-ADM",
        "D-020555-GIS-NPA-CE",
        "O_020555_00123_ADM_CE",
        "O-020555-00123-ADM-CE%user",
        "O-020555-00123-ADM-CE%user\nO-020555-00123-ADM-CE%auditor",
        "O-020555-00123-ADM-CE%user;O-020555-00123-ADM-CE%user",
        "O-020555-00123-ADM-CE%user,O-020555-00123-ADM-CE%usr",
        "O-020555-00123-ADM-CE\u{a0}",
        " O-020555-00123-ADM-CE",
        "О-020555-00123-ADM-CE",
        "AD-AO-N-CE-AC-RDP",
        "ad-AO-N-CE-AC-RDP",
        "UX-MA-L-CE-SO",
        "X-MA-L-CE-SO",
        "adm_jan",
        "DELIJN\\adm_jan",
        "srv01.example.org",
        "srv01 of srv02",
        "10.20.30.40",
        "10.20.30.400",
        "arn:aws:iam::123456789012:user/ops",
        "123456789012",
        "AKIAIOSFODNN7EXAMPLE",
        "CN=svc,OU=Admins,DC=example,DC=org",
        "https://signin.aws.amazon.com/console",
        "Windows Domain",
        "jan.peeters@example.org",
        "A1",
        "ja",
        "",
        "  ",
    ];

    #[test]
    fn a_text_is_right_when_judging_it_finds_no_problem() {
        let convention = Convention::built_in("pamaas").unwrap().unwrap();
        let cells = Strings::default();
        let mut judge = Judge::new(&convention, &cells, &Patience::default());
        let (mut right, mut wrong) = (0, 0);
        for field in convention.tables.iter().flat_map(|table| &table.fields) {
            for text in TEXTS {
                let judged = judge.judge_new(field, text, None);
                let judged = judge.judged(judged).clone();
                let expected = judged.problems.is_empty() && !judge.items(&judged).is_empty();
                assert_eq!(judge.is_right(field, text), expected, "{text:?} in {:?}", field.column);
                if expected { right += 1 } else { wrong += 1 }
            }
        }
        assert!(right > 100 && wrong > 100, "{right} right, {wrong} wrong");
    }
}
