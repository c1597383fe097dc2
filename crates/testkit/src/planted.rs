//! Workbooks in which exactly one mistake is planted, or a harmless oddity, and what has to be found.
//!
//! The mistakes stand in `planted.toml`. Each case starts from a workbook without mistakes that has every kind of account, changes one
//! thing, and says from the specification alone which findings that must give, and where. Most cases
//! are made twice, with a sheet for each kind and with all accounts on one sheet, below a title, with
//! shuffled columns and with Dutch or French headers in turn.

mod mixed;
mod step;
mod table;

pub use mixed::mixed;
use pamlint_convention::Language;

use crate::book::Book;
pub(crate) use table::Plant;
pub use table::base;
use table::{Layouts, TABLE};

/// A workbook and what has to be found in it.
#[derive(Debug, Clone)]
pub struct Case {
    /// What is planted, and in which layout.
    pub name: String,
    /// The bytes of the .xlsx file.
    pub workbook: Vec<u8>,
    /// Code, sheet and cell of every finding; nothing else may be found.
    pub expected: Vec<(String, String, String)>,
    /// A convention that builds on `pamaas`, for what `pamaas` itself cannot get wrong.
    pub convention: Option<&'static str>,
    /// The reference lists that are supplied: the key of each, and its text.
    pub lists: Vec<(&'static str, &'static str)>,
}

/// Every case.
pub fn cases() -> Vec<Case> {
    TABLE.mistakes.iter().enumerate().flat_map(|(turn, plant)| plant.cases(turn)).collect()
}

impl Plant {
    fn cases(&'static self, turn: usize) -> Vec<Case> {
        let mut cases = Vec::new();
        if self.layouts != Layouts::One {
            cases.push(self.case(&DRESSES[turn % DRESSES.len()], false));
        }
        if self.layouts != Layouts::Kinds {
            cases.push(self.case(&DRESSES[(turn + 3) % DRESSES.len()], true));
        }
        cases
    }

    fn case(&'static self, dress: &Dress, one_sheet: bool) -> Case {
        let mut book = (dress.put_on)(self.on(base()));
        if one_sheet {
            book = book.one_sheet();
        }
        let expected = self.finds().map(|(code, spot)| {
            let (sheet, cell) = book.place(spot);
            (code.to_owned(), sheet, cell)
        });
        Case {
            name: format!("{} ({}{})", self.name, dress.name, if one_sheet { ", one sheet" } else { "" }),
            expected: expected.collect(),
            workbook: book.to_xlsx(),
            convention: self.convention.as_deref().map(|name| TABLE.conventions[name].as_str()),
            lists: if self.lists { supplied() } else { Vec::new() },
        }
    }
}

/// The reference lists of the table.
fn supplied() -> Vec<(&'static str, &'static str)> {
    TABLE.lists.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect()
}

/// What a workbook looks like from outside, which must change no finding.
struct Dress {
    name: &'static str,
    put_on: fn(Book) -> Book,
}

const DRESSES: [Dress; 7] = [
    Dress { name: "plain", put_on: |book| book },
    Dress { name: "titled", put_on: |book| book.titled(4) },
    Dress { name: "shuffled", put_on: |book| book.shuffled(7) },
    Dress { name: "Dutch", put_on: |book| book.language(Language::NL) },
    Dress { name: "French, titled", put_on: |book| book.language(Language::FR).titled(3) },
    Dress {
        name: "Dutch, titled, shuffled",
        put_on: |book| book.language(Language::NL).titled(6).shuffled(3),
    },
    Dress { name: "titled, shuffled", put_on: |book| book.titled(2).shuffled(11) },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_but_those_of_sets_is_planted() {
        let counts: [(&str, u32); 13] = [
            ("WB", 11),
            ("TXT", 4),
            ("ACC", 8),
            ("SAF", 15),
            ("PLT", 13),
            ("CTX", 11),
            ("WIN", 6),
            ("LIN", 2),
            ("AWS", 10),
            ("LNK", 3),
            ("SEC", 2),
            ("RCD", 3),
            ("REF", 5),
        ];
        let cases = cases();
        let planted: BTreeSet<&str> =
            cases.iter().flat_map(|case| &case.expected).map(|(code, _, _)| code.as_str()).collect();
        for (chapter, count) in counts {
            for number in 1..=count {
                let code = format!("{chapter}{number:03}");
                assert!(planted.contains(code.as_str()), "{code} is planted nowhere");
            }
        }
    }

    #[test]
    fn names_differ_and_many_cases_are_harmless() {
        let cases = cases();
        let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
        assert_eq!(names.len(), cases.len());
        assert!(cases.iter().filter(|case| case.expected.is_empty()).count() >= 80);
    }

    #[test]
    fn the_same_call_gives_the_same_bytes() {
        let bytes = |cases: Vec<Case>| cases.into_iter().map(|case| case.workbook).collect::<Vec<_>>();
        assert!(bytes(cases()) == bytes(cases()));
    }
}
