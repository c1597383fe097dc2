//! The language that a workbook is in, by its headers and the texts that its template has brought along.

use pamlint_convention::{Convention, Language, fold_header, folds_to};
use pamlint_reader::{Cell, Sheet, SheetRole, Workbook};
use rustc_hash::FxHashMap;

/// Shorter words are alike in too many languages, and stand in too many names.
const SHORTEST_WORD: usize = 3;

/// So many words have to be of a language.
const FEWEST_WORDS: usize = 2;

/// So many cells of a sheet are looked at.
const MOST_CELLS: usize = 2_000;

/// The words of the texts of a convention, and the languages they are of.
#[derive(Debug)]
pub struct Tongues<'c> {
    convention: &'c Convention,
    /// `None` for words that stand in the texts of several languages.
    words: FxHashMap<String, Option<Language>>,
}

impl<'c> Tongues<'c> {
    /// Those of a convention.
    pub fn new(convention: &'c Convention) -> Tongues<'c> {
        let mut tongues = Tongues { convention, words: FxHashMap::default() };
        for language in &convention.languages {
            let rules = convention.rules.iter().map(|rule| rule.why.get(*language));
            let fields = convention.tables.iter().flat_map(|table| &table.fields);
            let fields = fields.flat_map(|field| [field.help.get(*language), field.expected.get(*language)]);
            let kinds = convention.tables.iter().map(|table| table.label.get(*language));
            let codes = convention.lists.iter().flat_map(|list| &list.codes);
            let codes = codes.map(|(_, meaning)| meaning.get(*language));
            for text in rules.chain(fields).chain(kinds).chain(codes) {
                tongues.learn(text, *language);
            }
        }
        tongues
    }

    fn learn(&mut self, text: &str, language: Language) {
        for word in words(text) {
            let known = self.words.entry(word).or_insert(Some(language));
            if *known != Some(language) {
                *known = None;
            }
        }
    }

    /// The language of a workbook; `None` where nothing tells it.
    pub fn of(&self, workbook: &Workbook) -> Option<Language> {
        let mut counts: Vec<(Language, usize)> =
            self.convention.languages.iter().map(|language| (*language, 0)).collect();
        for sheet in workbook.sheets.iter().filter(|sheet| sheet.role != SheetRole::Ours) {
            for cell in sheet.cells.iter().filter(|cell| is_told_by(sheet, cell)).take(MOST_CELLS) {
                let text = workbook.text(cell).filter(|text| !self.is_header_of_every_language(text));
                for language in text.into_iter().flat_map(words).filter_map(|word| *self.words.get(&word)?) {
                    let count = counts.iter_mut().find(|(known, _)| *known == language);
                    count.into_iter().for_each(|(_, count)| *count += 1);
                }
            }
        }
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        match counts.as_slice() {
            [(language, most), rest @ ..] if *most >= FEWEST_WORDS => {
                let is_clear = rest.first().is_none_or(|(_, next)| next < most);
                is_clear.then_some(*language)
            }
            _ => None,
        }
    }

    /// The template has these whatever its language.
    fn is_header_of_every_language(&self, text: &str) -> bool {
        self.convention.columns.iter().any(|column| folds_to(text, &fold_header(&column.header)))
    }
}

/// Whether a cell is no value of a row of accounts.
fn is_told_by(sheet: &Sheet, cell: &Cell) -> bool {
    let header = sheet.accounts().map(|(layout, _)| layout.header_row);
    header.is_none_or(|header| cell.place.row <= header)
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|character: char| !character.is_alphabetic());
    words.filter(|word| word.chars().count() >= SHORTEST_WORD).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use pamlint_reader::{read_book, recognise};

    use super::*;

    #[test]
    fn headers_tell_the_language_of_a_workbook() {
        let convention = Convention::built_in("pamaas").unwrap().unwrap();
        let tongues = Tongues::new(&convention);
        let of = |text: &str| tongues.of(&recognise(read_book(text.as_bytes()).unwrap(), &convention));
        let dutch = "Account ID;Safe;Platform;Context;Adres;Gebruikersnaam;Opmerkingen\nUX-L1;a;b;c;d;e;f\n";
        let french =
            "Account ID;Safe;Platform;Context;Adresse;Nom d’utilisateur;Commentaires\nUX-L1;a;b;c;d;e;f\n";
        let plain = "Account ID;Safe;Platform;Context;Address;Username;Comments\nUX-L1;a;b;c;d;e;f\n";
        assert_eq!([of(dutch), of(french), of(plain)], [Some(Language::NL), Some(Language::FR), None]);
    }
}
