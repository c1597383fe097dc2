//! Workbooks in which exactly one mistake is planted, or a harmless oddity, and what has to be found.
//!
//! Each case starts from a workbook without mistakes that has every kind of account, changes one
//! thing, and says from the specification alone which findings that must give, and where. Most cases
//! are made twice, with a sheet for each kind and with all accounts on one sheet, below a title, with
//! shuffled columns and with Dutch or French headers in turn.

mod accounts;
mod aws;
mod base;
mod contexts;
mod harmless;
mod lists;
mod mixed;
mod platforms;
mod safes;
mod safes_sheet;
mod secrets;
mod systems;
mod text;
mod workbook;

pub use base::base;
use base::{ADM, ADM_BASE, CLD_BASE, NPA, OPS, OPS_BASE, REC};
pub use mixed::mixed;
use pamlint_convention::Language;

use crate::book::Book;

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
    pub lists: &'static [(&'static str, &'static str)],
}

/// Every case.
pub fn cases() -> Vec<Case> {
    plants().enumerate().flat_map(|(turn, plant)| plant.cases(turn)).collect()
}

/// Every line of the tables.
fn plants() -> impl Iterator<Item = &'static Plant> {
    let chapters: [&'static [Plant]; 12] = [
        workbook::PLANTS,
        text::PLANTS,
        accounts::PLANTS,
        safes::PLANTS,
        platforms::PLANTS,
        contexts::PLANTS,
        systems::PLANTS,
        aws::PLANTS,
        secrets::PLANTS,
        safes_sheet::PLANTS,
        lists::PLANTS,
        harmless::PLANTS,
    ];
    chapters.into_iter().flatten()
}

/// In which layouts something can be planted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layouts {
    /// A sheet for each kind, and all accounts on one sheet.
    Both,
    /// Only with a sheet for each kind.
    Kinds,
    /// Only with all accounts on one sheet.
    One,
}

/// One line of the tables: what is planted, what has to be found, how it is planted.
struct Plant {
    name: &'static str,
    layouts: Layouts,
    /// `CODE spot`, several separated by `, `; empty for what is harmless.
    expected: &'static str,
    plant: fn(Book) -> Book,
    convention: Option<&'static str>,
    lists: &'static [(&'static str, &'static str)],
}

const fn both(name: &'static str, expected: &'static str, plant: fn(Book) -> Book) -> Plant {
    Plant { name, layouts: Layouts::Both, expected, plant, convention: None, lists: &[] }
}

const fn listed(name: &'static str, expected: &'static str, plant: fn(Book) -> Book) -> Plant {
    Plant { name, layouts: Layouts::Both, expected, plant, convention: None, lists: lists::LISTS }
}

const fn kinds(name: &'static str, expected: &'static str, plant: fn(Book) -> Book) -> Plant {
    Plant { name, layouts: Layouts::Kinds, expected, plant, convention: None, lists: &[] }
}

const fn one(name: &'static str, expected: &'static str, plant: fn(Book) -> Book) -> Plant {
    Plant { name, layouts: Layouts::One, expected, plant, convention: None, lists: &[] }
}

impl Plant {
    fn cases(&self, turn: usize) -> Vec<Case> {
        let mut cases = Vec::new();
        if self.layouts != Layouts::One {
            cases.push(self.case(&DRESSES[turn % DRESSES.len()], false));
        }
        if self.layouts != Layouts::Kinds {
            cases.push(self.case(&DRESSES[(turn + 3) % DRESSES.len()], true));
        }
        cases
    }

    fn case(&self, dress: &Dress, one_sheet: bool) -> Case {
        let mut book = (dress.put_on)((self.plant)(base()));
        if one_sheet {
            book = book.one_sheet();
        }
        let expected = self.expected.split(", ").filter(|finding| !finding.is_empty()).map(|finding| {
            let (code, spot) = finding.split_once(' ').expect("a code and a spot");
            let (sheet, cell) = book.place(spot);
            (code.to_owned(), sheet, cell)
        });
        Case {
            name: format!("{} ({}{})", self.name, dress.name, if one_sheet { ", one sheet" } else { "" }),
            expected: expected.collect(),
            workbook: book.to_xlsx(),
            convention: self.convention,
            lists: self.lists,
        }
    }
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
