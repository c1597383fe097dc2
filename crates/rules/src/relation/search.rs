//! Other rows that a rule asks for, and what was meant when there is none.

use std::cell::OnceCell;

use pamlint_convention::{self as convention, Convention, Mine, TableId};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::classes::{Combinations, Fields, Telling};
use super::condition::{Ready, Truth, all_hold, ready};
use super::likeness::{Meant, Spelled};
use super::suggestion::{Names, Suggestion};
use super::text::RowText;
use crate::facts::{Access, Facts, RowFacts, RowId, Values};
use crate::value::{Key, Text, Word};

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
    /// Whether people write the number of a row instead of its name; `None` where nothing is suggested.
    suggests_by_row: Option<bool>,
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
            suggests_by_row: search.suggest.as_ref().map(|suggest| suggest.by_row),
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
    doubts: OnceCell<FxHashSet<Vec<Theirs>>>,
    names: OnceCell<Names>,
}

/// The rows that can be found, each with the position of its table in [`ReadySearch::tables`].
#[derive(Default)]
struct Index {
    /// Rows by what they are matched by.
    rows: FxHashMap<Key, Vec<(usize, RowId)>>,
    /// Rows that cannot be matched for certain.
    doubtful: Vec<(usize, RowId)>,
}

/// What a row that cannot be matched for certain has for one of the values that are matched.
#[derive(PartialEq, Eq, Hash)]
enum Theirs {
    One(Key),
    Absent,
    Several,
    Unknown(Meant),
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

impl<'r> Search<'r> {
    pub(super) fn new(ready: &'r ReadySearch, combinations: &'r Combinations) -> Search<'r> {
        let (index, doubts, names) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Search { ready, combinations, index, doubts, names }
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
            let texts: Vec<Spelled> =
                texts.into_iter().map(|text| Spelled::new(text.in_capitals(facts))).collect();
            if self.doubts(facts).iter().any(|theirs| may_be(theirs, &texts))
                || facts.unread.holds(texts.iter().map(|mine| mine.text.as_str()))
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

    /// What the rows that cannot be matched for certain may be matched by, each once: nearly all of many rows with a
    /// mistake have the same.
    fn doubts(&self, facts: &Facts<'_>) -> &FxHashSet<Vec<Theirs>> {
        self.doubts.get_or_init(|| {
            let rows = self.index(facts).doubtful.iter();
            rows.filter_map(|(table, row)| self.doubt(facts, *table, *row)).collect()
        })
    }

    /// What a row may be matched by; `None` when it is certainly not looked for.
    fn doubt(&self, facts: &Facts<'_>, table: usize, row: RowId) -> Option<Vec<Theirs>> {
        let has_slid = facts.doubts.slid.contains(&row);
        let (table, row) = (self.ready.tables.get(table)?, facts.rows.row(row));
        let possible = |conditions: &[Ready]| all_hold(conditions, facts, row, None) != Truth::No;
        let theirs = |access: &Access| match facts.values(row, access, None) {
            Values::One(word) => Theirs::One(word.key),
            Values::Absent => Theirs::Absent,
            Values::Items(..) => Theirs::Several,
            Values::Unknown => Theirs::Unknown(Meant::of(facts, row, access)),
        };
        let theirs: Vec<Theirs> = table.matches.iter().map(theirs).collect();
        // What stands in a row that has slid is known all the same, and is among what was not read; by what still stands
        // where it belongs it may be the one.
        let is_found = !has_slid || theirs.iter().any(|theirs| matches!(theirs, Theirs::One(_)));
        (is_found && possible(&table.conditions) && possible(&table.suggest)).then_some(theirs)
    }

    /// What a value that names no row was most likely meant to name.
    pub(super) fn suggest(&self, facts: &Facts<'_>, mine: &str) -> Option<Suggestion> {
        let by_row = self.ready.suggests_by_row?;
        let names = self.names.get_or_init(|| {
            let mut names = Names::default();
            for (table, row) in self.rows_in_order(facts) {
                let Some(table) = self.ready.tables.get(table) else { continue };
                let row = facts.rows.row(row);
                if all_hold(&table.suggest, facts, row, None) == Truth::Yes {
                    names.add(facts, row, table.matches.first(), &table.by);
                }
            }
            names
        });
        names.suggest(facts, mine, by_row)
    }

    /// The rows that can be matched, in order, so that the same workbook gives the same suggestion.
    fn rows_in_order(&self, facts: &Facts<'_>) -> Vec<(usize, RowId)> {
        let mut rows: Vec<(usize, RowId)> = self.index(facts).rows.values().flatten().copied().collect();
        rows.sort_by_key(|(_, row)| *row);
        rows
    }
}

/// Whether a row with a mistake in what it is matched by may be the one with these values.
fn may_be(theirs: &[Theirs], mine: &[Spelled]) -> bool {
    let both = || theirs.iter().zip(mine);
    // A row that is certainly the one by something else may have meant anything here.
    let is_named = both().any(|(theirs, mine)| matches!(theirs, Theirs::One(key) if *key == mine.key));
    both().all(|(theirs, mine)| match theirs {
        Theirs::One(key) => *key == mine.key,
        Theirs::Absent => false,
        Theirs::Several => true,
        Theirs::Unknown(meant) => is_named || meant.may_be(mine),
    })
}
