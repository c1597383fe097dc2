//! Other rows that a rule asks for, and what was meant when there is none.

use std::cell::OnceCell;

use pamlint_convention::{self as convention, Convention, Mine, TableId, nearest};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::classes::{Combinations, Fields, Telling};
use super::condition::{Ready, Truth, all_hold, ready};
use super::likeness::may_be_meant;
use super::text::RowText;
use crate::facts::{Access, Facts, RowFacts, RowId, Values};
use crate::number::numbers;
use crate::value::{Key, Text, Word, folds_alike, letters_agree};

/// Whether a search found a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Yes,
    No,
    /// There is a row with a mistake in it that may well be the one.
    Maybe,
}

/// A search made ready: where it looks, and how.
pub(super) struct ReadySearch {
    tables: Vec<TheirTable>,
    /// Values are compared with regard to case.
    is_exact: bool,
    suggest: Option<ReadySuggest>,
}

/// The rows of a table that can be found.
struct TheirTable {
    table: TableId,
    /// The names and codes that decide, where nothing else does: one row of each combination of them stands
    /// for all.
    deciding: Option<Fields>,
    conditions: Vec<Ready>,
    matches: Vec<Access>,
    suggest: Vec<Ready>,
    by: Vec<Option<Access>>,
}

/// Where to look for what was meant.
struct ReadySuggest {
    /// The number of values of the other row that people write instead.
    by: usize,
    /// People write the number of the row instead.
    by_row: bool,
}

/// What a row of mine brings to a search.
pub(super) enum MyValue {
    Path(Access),
    Made(RowText),
}

impl ReadySearch {
    pub(super) fn new(
        convention: &Convention,
        telling: &Telling,
        search: &convention::Search,
    ) -> ReadySearch {
        let table = |table: &TableId| TheirTable::new(convention, telling, *table, search);
        ReadySearch {
            tables: search.tables.iter().filter_map(table).collect(),
            is_exact: search.exact,
            suggest: search
                .suggest
                .as_ref()
                .map(|suggest| ReadySuggest { by: suggest.by.len(), by_row: suggest.by_row }),
        }
    }

    /// Whether a workbook has a row that fulfils the conditions.
    pub(super) fn is_met(&self, facts: &Facts<'_>) -> bool {
        let mut tables = self.tables.iter();
        tables.any(|table| {
            let mut rows = facts.rows.of_table(table.table).iter();
            rows.any(|row| all_hold(&table.conditions, facts, facts.rows.row(*row), None) == Truth::Yes)
        })
    }
}

impl TheirTable {
    /// Makes a table ready; `None` when its rows lack a value that is asked for.
    fn new(
        convention: &Convention,
        telling: &Telling,
        table: TableId,
        search: &convention::Search,
    ) -> Option<TheirTable> {
        let access = |path| Access::new(convention, table, path);
        let conditions = ready(convention, table, &search.conditions)?;
        let matches: Vec<Access> =
            search.matches.iter().map(|(path, _)| access(path)).collect::<Option<_>>()?;
        let suggest = search.suggest.as_ref();
        let reads = matches.iter().chain(conditions.iter().flat_map(Ready::reads));
        Some(TheirTable {
            table,
            deciding: telling.decide(table, reads).filter(|_| suggest.is_none()),
            suggest: suggest
                .and_then(|suggest| ready(convention, table, &suggest.conditions))
                .unwrap_or_default(),
            by: suggest.into_iter().flat_map(|suggest| &suggest.by).map(access).collect(),
            conditions,
            matches,
        })
    }
}

/// How the rows of a table bring what a search matches; `None` when they lack such a value.
pub(super) fn my_values(
    convention: &Convention,
    table: TableId,
    search: &convention::Search,
) -> Option<Vec<MyValue>> {
    let value = |mine: &Mine| match mine {
        Mine::Path(path) => Access::new(convention, table, path).map(MyValue::Path),
        Mine::Made(template) => Some(MyValue::Made(RowText::new(convention, table, template))),
    };
    search.matches.iter().map(|(_, mine)| value(mine)).collect()
}

/// A search in one workbook, with its rows by the values they are found by.
pub(super) struct Search<'r> {
    ready: &'r ReadySearch,
    combinations: &'r Combinations,
    /// Made when the first row asks: most workbooks have no row that some rules are about.
    index: OnceCell<Index>,
}

/// The rows that can be found, each with the position of its table in [`ReadySearch::tables`].
#[derive(Default)]
struct Index {
    /// Rows by what they are matched by.
    rows: FxHashMap<Key, Vec<(usize, RowId)>>,
    /// Rows that cannot be matched for certain.
    doubtful: Vec<(usize, RowId)>,
}

/// What is looked for.
enum MyText {
    Made(String),
    Written(Text),
}

impl MyText {
    fn in_capitals(self, facts: &Facts<'_>) -> String {
        match self {
            MyText::Made(text) => text.to_uppercase(),
            MyText::Written(text) => facts.text(text).to_uppercase(),
        }
    }
}

/// What a row was most likely meant to name.
pub(super) struct Suggestion {
    pub text: String,
    pub safe: bool,
}

impl<'r> Search<'r> {
    pub(super) fn new(ready: &'r ReadySearch, combinations: &'r Combinations) -> Search<'r> {
        Search { ready, combinations, index: OnceCell::new() }
    }

    fn index(&self, facts: &Facts<'_>) -> &Index {
        self.index.get_or_init(|| {
            let mut index = Index::default();
            for (position, table) in self.ready.tables.iter().enumerate() {
                let mut add = |row: RowId| match self.key(facts, facts.rows.row(row), &table.matches) {
                    Some(key) => index.rows.entry(key).or_default().push((position, row)),
                    None => index.doubtful.push((position, row)),
                };
                match table.deciding {
                    Some(fields) => {
                        let classes = self.combinations.of(facts, table.table, fields);
                        classes.samples(facts).into_iter().for_each(add);
                    }
                    None => facts.rows.of_table(table.table).iter().for_each(|row| add(*row)),
                }
            }
            index
        })
    }

    /// What a row is matched by; `None` when it has a mistake there, or nothing.
    fn key(&self, facts: &Facts<'_>, row: &RowFacts, matches: &[Access]) -> Option<Key> {
        let key = |access: &Access| match facts.values(row, access, None) {
            Values::One(word) => Some(self.key_of(facts, word)),
            Values::Unknown | Values::Absent | Values::Items(..) => None,
        };
        let keys: Option<SmallVec<[Key; 4]>> = matches.iter().map(key).collect();
        Some(Key::of_all(keys?.into_iter().enumerate()))
    }

    fn key_of(&self, facts: &Facts<'_>, word: Word) -> Key {
        if self.ready.is_exact { Key::exactly(facts.text(word.text)) } else { word.key }
    }

    /// Looks for a row.
    pub(super) fn find(
        &self,
        facts: &Facts<'_>,
        row: &RowFacts,
        item: Option<(usize, usize)>,
        mine: &[MyValue],
    ) -> Found {
        let mut keys: SmallVec<[Key; 4]> = SmallVec::new();
        let mut texts: SmallVec<[MyText; 4]> = SmallVec::new();
        for mine in mine {
            match mine {
                MyValue::Made(text) => {
                    let Some(text) = text.of(facts, row) else { return Found::Maybe };
                    keys.push(if self.ready.is_exact { Key::exactly(&text) } else { Key::of(&text) });
                    texts.push(MyText::Made(text));
                }
                MyValue::Path(access) => match facts.values(row, access, item) {
                    Values::One(word) => {
                        keys.push(self.key_of(facts, word));
                        texts.push(MyText::Written(word.text));
                    }
                    // A list of values, or none at all, names no single row.
                    Values::Unknown | Values::Absent | Values::Items(..) => return Found::Maybe,
                },
            }
        }
        let mut result = Found::No;
        let index = self.index(facts);
        let matched = index.rows.get(&Key::of_all(keys.into_iter().enumerate()));
        for (table, row) in matched.into_iter().flatten() {
            match self.conditions_hold(facts, *table, *row) {
                Truth::Yes => return Found::Yes,
                Truth::Unknown if !mine.is_empty() || self.is_plausible(facts, *table, *row) => {
                    result = Found::Maybe;
                }
                Truth::Unknown => {}
                Truth::No | Truth::Absent => {}
            }
        }
        if result == Found::No && !mine.is_empty() && !(index.doubtful.is_empty() && facts.unread.is_empty())
        {
            let texts: Vec<String> = texts.into_iter().map(|text| text.in_capitals(facts)).collect();
            if index.doubtful.iter().any(|(table, row)| self.may_be(facts, *table, *row, &texts))
                || facts.unread.iter().any(|known| texts.iter().all(|text| known.contains(text)))
            {
                result = Found::Maybe;
            }
        }
        result
    }

    fn conditions_hold(&self, facts: &Facts<'_>, table: usize, row: RowId) -> Truth {
        let conditions = self.ready.tables.get(table).map(|table| &table.conditions);
        conditions.map_or(Truth::No, |conditions| all_hold(conditions, facts, facts.rows.row(row), None))
    }

    /// Whether a row with a mistake in it may be what is looked for anywhere in the workbook: not just
    /// because nothing is known about it.
    fn is_plausible(&self, facts: &Facts<'_>, table: usize, row: RowId) -> bool {
        let may_hold = |condition: &Ready| condition.may_hold(facts, facts.rows.row(row));
        self.ready.tables.get(table).is_some_and(|table| table.conditions.iter().all(may_hold))
    }

    /// Whether a row with a mistake in what it is matched by may be the one with these values.
    fn may_be(&self, facts: &Facts<'_>, table: usize, row: RowId, texts: &[String]) -> bool {
        let Some(table) = self.ready.tables.get(table) else { return false };
        let row = facts.rows.row(row);
        let possible = |conditions: &[Ready]| all_hold(conditions, facts, row, None) != Truth::No;
        // A row that is certainly the one by something else may have meant anything here.
        let is_named = table.matches.iter().zip(texts).any(
            |(access, mine)| matches!(facts.values(row, access, None), Values::One(word) if word.key == Key::of(mine)),
        );
        possible(&table.conditions)
            && possible(&table.suggest)
            && table.matches.iter().zip(texts).all(|(access, mine)| match facts.values(row, access, None) {
                Values::One(word) => word.key == Key::of(mine),
                Values::Absent => false,
                Values::Items(..) => true,
                Values::Unknown => is_named || may_be_meant(facts, row, access, mine),
            })
    }

    /// What a value that names no row was most likely meant to name.
    pub(super) fn suggest(&self, facts: &Facts<'_>, mine: &str) -> Option<Suggestion> {
        let suggest = self.ready.suggest.as_ref()?;
        let mut names: Vec<(&str, &RowFacts, &TheirTable)> = Vec::new();
        for (table, row) in self.rows_in_order(facts) {
            let Some(table) = self.ready.tables.get(table) else { continue };
            let row = facts.rows.row(row);
            let name =
                table.matches.first().and_then(|access| facts.values(row, access, None).words().next());
            if let Some(name) = name.filter(|_| all_hold(&table.suggest, facts, row, None) == Truth::Yes) {
                names.push((facts.text(name.text), row, table));
            }
        }
        let only = |mut found: Vec<&str>| {
            found.dedup();
            match found.as_slice() {
                [only] => Some((*only).to_owned()),
                _ => None,
            }
        };
        let alike =
            names.iter().filter(|(name, ..)| folds_alike(name, mine)).map(|(name, ..)| *name).collect();
        if let Some(text) = only(alike) {
            let safe = differs_in_blanks(mine, &text);
            return Some(Suggestion { text, safe });
        }
        let key = Key::of(mine);
        for position in 0..suggest.by {
            let named = names.iter().filter(|(_, row, table)| {
                let access = table.by.get(position).and_then(Option::as_ref);
                access
                    .is_some_and(|access| facts.values(row, access, None).words().any(|word| word.key == key))
            });
            if let Some(text) = only(named.map(|(name, ..)| *name).collect()) {
                return Some(Suggestion { text, safe: false });
            }
        }
        if suggest.by_row
            && let Ok(number) =
                mine.trim_start_matches(|character: char| character.is_alphabetic()).parse::<u32>()
        {
            let ends = |name: &str| {
                name.rsplit(|character: char| !character.is_ascii_digit()).next() == Some(&number.to_string())
            };
            let mut numbered: Vec<&str> = names
                .iter()
                .filter(|(name, row, _)| ends(name) || row.number == number)
                .map(|(name, ..)| *name)
                .collect();
            numbered.sort_unstable();
            return only(numbered).map(|text| Suggestion { text, safe: false });
        }
        // Names that differ in their numbers are different names, however alike they look.
        let numbered_alike =
            || names.iter().map(|(name, ..)| *name).filter(|name| numbers(name).eq(numbers(mine)));
        let lettered_alike = numbered_alike().filter(|name| letters_agree(name, mine)).collect();
        let near = only(lettered_alike).or_else(|| nearest(mine, numbered_alike()).map(str::to_owned));
        near.map(|text| Suggestion { text, safe: false })
    }

    /// The rows that can be matched, in order, so that the same workbook gives the same suggestion.
    fn rows_in_order(&self, facts: &Facts<'_>) -> Vec<(usize, RowId)> {
        let mut rows: Vec<(usize, RowId)> = self.index(facts).rows.values().flatten().copied().collect();
        rows.sort_by_key(|(_, row)| *row);
        rows
    }
}

/// True when a text is a name but for case and blanks: those that are too many, or stand for what separates the pieces.
fn differs_in_blanks(mine: &str, name: &str) -> bool {
    let mut rest = name;
    for (number, piece) in mine.split_whitespace().enumerate() {
        let behind =
            |text: &'_ str| text.get(..piece.len()).is_some_and(|start| start.eq_ignore_ascii_case(piece));
        let separator = rest.chars().next().filter(|it| number > 0 && !it.is_alphanumeric() && !behind(rest));
        let at = separator.map_or(0, char::len_utf8);
        match rest.get(at..).filter(|rest| behind(rest)) {
            Some(found) => rest = found.get(piece.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_case_and_blanks_may_differ() {
        for mine in [
            "AWS-Console-L1",
            "aws-console-l1",
            "AWS Console L1",
            "AWS-Console -L1",
            "AWS- Console-L1",
            "A WS-Console-L1",
        ] {
            assert!(differs_in_blanks(mine, "AWS-Console-L1"), "{mine}");
        }
        for mine in
            ["AWS-ConsoleL1", "AWS_Console_L1", "AWS-Console-L", "AWS-Console-L12", "AWS Console L 2", ""]
        {
            assert!(!differs_in_blanks(mine, "AWS-Console-L1"), "{mine}");
        }
    }
}
