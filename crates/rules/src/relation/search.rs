//! Other rows that a rule asks for, and what was meant when there is none.

use std::cell::OnceCell;

use pamlint_convention::{Content, Mine, Search, TableId, Template, nearest};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use strsim::damerau_levenshtein;

use super::classes::Combinations;
use super::condition::{Ready, Truth, all_hold, ready};
use crate::facts::{Access, Facts, RowFacts, RowId, Values};
use crate::value::{Key, Text, folds_alike, item_word};

/// Whether a search found a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    Yes,
    No,
    /// There is a row with a mistake in it that may well be the one.
    Maybe,
}

/// A search made ready, with its rows by the values they are found by.
pub(crate) struct ReadySearch<'s> {
    search: &'s Search,
    tables: Vec<TheirTable>,
    /// Made when the first row asks: most workbooks have no row that some rules are about.
    index: OnceCell<Index>,
}

/// The rows that can be found, as positions of [`ReadySearch::tables`] and of the rows.
#[derive(Default)]
struct Index {
    /// Rows by what they are matched by.
    rows: FxHashMap<Key, Vec<(usize, RowId)>>,
    /// Rows that cannot be matched for certain.
    doubtful: Vec<(usize, RowId)>,
}

struct TheirTable {
    /// The rows to look through.
    rows: Rows,
    conditions: Vec<Ready>,
    matches: Vec<Access>,
    suggest: Vec<Ready>,
    by: Vec<Option<Access>>,
}

/// Which rows of a table are looked through.
enum Rows {
    /// All of them.
    All(TableId),
    /// One of each combination of names and codes, where those decide.
    Samples(Vec<RowId>),
}

/// What a row of mine brings to a search.
pub(crate) enum MineAccess<'s> {
    Path(Access),
    Made(&'s Template),
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
pub(crate) struct Suggestion {
    pub text: String,
    pub safe: bool,
}

impl<'s> ReadySearch<'s> {
    pub(super) fn new(
        facts: &mut Facts<'_>,
        combinations: &mut Combinations,
        search: &'s Search,
    ) -> ReadySearch<'s> {
        let mut tables: Vec<TheirTable> = Vec::new();
        for table in &search.tables {
            let Some(conditions) = ready(facts, *table, &search.conditions) else { continue };
            let matches: Option<Vec<Access>> =
                search.matches.iter().map(|(path, _)| facts.access(*table, path)).collect();
            let Some(matches) = matches else { continue };
            let suggest =
                search.suggest.as_ref().and_then(|suggest| ready(facts, *table, &suggest.conditions));
            let by =
                search.suggest.iter().flat_map(|suggest| &suggest.by).map(|path| facts.access(*table, path));
            let by = by.collect();
            // Where names and codes decide, one row of each combination stands for all.
            let reads = matches.iter().chain(conditions.iter().flat_map(Ready::reads));
            let rows = match combinations.decide(*table, reads).filter(|_| search.suggest.is_none()) {
                Some(fields) => Rows::Samples(combinations.of(facts, *table, fields).samples(facts)),
                None => Rows::All(*table),
            };
            tables.push(TheirTable { rows, conditions, matches, suggest: suggest.unwrap_or_default(), by });
        }
        ReadySearch { search, tables, index: OnceCell::new() }
    }

    fn index(&self, facts: &Facts<'_>) -> &Index {
        self.index.get_or_init(|| {
            let mut index = Index::default();
            for (position, table) in self.tables.iter().enumerate() {
                let rows = match &table.rows {
                    Rows::All(table) => facts.rows.of_table(*table),
                    Rows::Samples(rows) => rows,
                };
                for row in rows {
                    match key(facts, facts.rows.row(*row), &table.matches, self.search.exact) {
                        Some(key) => index.rows.entry(key).or_default().push((position, *row)),
                        None => index.doubtful.push((position, *row)),
                    }
                }
            }
            index
        })
    }

    /// How my rows of a table bring what is matched; `None` when they have no such values.
    pub(crate) fn mine(&self, facts: &mut Facts<'_>, table: TableId) -> Option<Vec<MineAccess<'s>>> {
        self.search
            .matches
            .iter()
            .map(|(_, mine)| match mine {
                Mine::Path(path) => facts.access(table, path).map(MineAccess::Path),
                Mine::Made(template) => Some(MineAccess::Made(template)),
            })
            .collect()
    }

    /// Looks for a row; `made` gives the values of my row for texts that are made of them.
    pub(crate) fn find(
        &self,
        facts: &Facts<'_>,
        row: &RowFacts,
        item: Option<(usize, usize)>,
        mine: &[MineAccess<'_>],
        made: &dyn Fn(&Template) -> Option<String>,
    ) -> Found {
        let mut keys: SmallVec<[Key; 4]> = SmallVec::new();
        let mut texts: SmallVec<[MyText; 4]> = SmallVec::new();
        for mine in mine {
            match mine {
                MineAccess::Made(template) => {
                    let Some(text) = made(template) else { return Found::Maybe };
                    keys.push(if self.search.exact { Key::exactly(&text) } else { Key::of(&text) });
                    texts.push(MyText::Made(text));
                }
                MineAccess::Path(access) => match facts.values(row, access, item) {
                    Values::One(word) => {
                        keys.push(if self.search.exact {
                            Key::exactly(facts.text(word.text))
                        } else {
                            word.key
                        });
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
        if result == Found::No
            && !mine.is_empty()
            && !(index.doubtful.is_empty() && facts.unknown_kind.is_empty())
        {
            let texts: Vec<String> = texts.into_iter().map(|text| text.in_capitals(facts)).collect();
            if index.doubtful.iter().any(|(table, row)| self.may_be(facts, *table, *row, &texts))
                || facts.unknown_kind.iter().any(|known| texts.iter().all(|text| known.contains(text)))
            {
                result = Found::Maybe;
            }
        }
        result
    }

    fn conditions_hold(&self, facts: &Facts<'_>, table: usize, row: RowId) -> Truth {
        let conditions = self.tables.get(table).map(|table| &table.conditions);
        conditions.map_or(Truth::No, |conditions| all_hold(conditions, facts, facts.rows.row(row), None))
    }

    /// Whether a row with a mistake in it may be what is looked for anywhere in the workbook: not just
    /// because nothing is known about it.
    fn is_plausible(&self, facts: &Facts<'_>, table: usize, row: RowId) -> bool {
        let may_hold = |condition: &Ready| condition.may_hold(facts, facts.rows.row(row));
        self.tables.get(table).is_some_and(|table| table.conditions.iter().all(may_hold))
    }

    /// Whether a row with a mistake in what it is matched by may be the one with these values.
    fn may_be(&self, facts: &Facts<'_>, table: usize, row: RowId, texts: &[String]) -> bool {
        let Some(table) = self.tables.get(table) else { return false };
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
    pub(crate) fn suggest(&self, facts: &Facts<'_>, mine: &str) -> Option<Suggestion> {
        let suggest = self.search.suggest.as_ref()?;
        let mut names: Vec<(&str, &RowFacts, &TheirTable)> = Vec::new();
        for (table, row) in self.rows_in_order(facts) {
            let Some(table) = self.tables.get(table) else { continue };
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
            return Some(Suggestion { text, safe: true });
        }
        let key = Key::of(mine);
        for position in 0..suggest.by.len() {
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
            names.iter().map(|(name, ..)| *name).filter(|name| digits(name).eq(digits(mine)));
        nearest(mine, numbered_alike).map(|text| Suggestion { text: text.to_owned(), safe: false })
    }

    /// The rows that can be matched, in order, so that the same workbook gives the same suggestion.
    fn rows_in_order(&self, facts: &Facts<'_>) -> Vec<(usize, RowId)> {
        let mut rows: Vec<(usize, RowId)> = self.index(facts).rows.values().flatten().copied().collect();
        rows.sort_by_key(|(_, row)| *row);
        rows
    }
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}

/// What a row is matched by; `None` when it has a mistake there, or nothing.
fn key(facts: &Facts<'_>, row: &RowFacts, matches: &[Access], exact: bool) -> Option<Key> {
    let key = |access: &Access| match facts.values(row, access, None) {
        Values::One(word) => Some(if exact { Key::exactly(facts.text(word.text)) } else { word.key }),
        Values::Unknown | Values::Absent | Values::Items(..) => None,
    };
    let keys: Option<SmallVec<[Key; 4]>> = matches.iter().map(key).collect();
    Some(Key::of_all(keys?.into_iter().enumerate()))
}

/// Whether a value with a mistake in it was meant to be this one: when it is much like it, or when
/// another name of the row, which it completes, begins as this one does.
fn may_be_meant(facts: &Facts<'_>, row: &RowFacts, access: &Access, mine: &str) -> bool {
    let Access::Slots(slots) = access else { return false };
    let Some(slot) = slots.first() else { return false };
    if slots.len() > 1 || slot.part.is_some() {
        // A part, or one of several values, has no text of its own to go by.
        return true;
    }
    if facts.doubts.meant.get(&(row.id, slot.field)) == Some(&Key::of(mine)) {
        return true;
    }
    let judged = facts.judged(row, slot.field);
    let theirs = judged.map(|judged| facts.text(judged.text).to_uppercase());
    let is_right = judged.is_some_and(|judged| judged.problems.iter().all(|problem| problem.spoils == 0));
    if theirs.as_ref().is_some_and(|theirs| is_slip_of(theirs, mine, is_right)) {
        return true;
    }
    match completed_beginning(facts, row, slot.field) {
        Some(beginning) => mine.starts_with(&beginning),
        None => !is_right && theirs.is_none(),
    }
}

/// Whether a text can be another one with a slip in it: a letter or two, or one whole part. A text that
/// is right in itself can only be off by one letter.
fn is_slip_of(theirs: &str, mine: &str, is_right: bool) -> bool {
    if theirs.len().abs_diff(mine.len()) > 32 {
        return false;
    }
    let distance = damerau_levenshtein(theirs, mine);
    if is_right {
        return distance <= 1;
    }
    let bare = |text: &str| text.chars().filter(|character| character.is_alphanumeric()).collect::<String>();
    let parts = |text: &str| {
        text.split(|character: char| !character.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
    };
    let surplus = |one: &[String], other: &[String]| one.iter().filter(|part| !other.contains(part)).count();
    let (their_parts, my_parts) = (parts(theirs), parts(mine));
    distance <= 2
        || bare(theirs) == bare(mine)
        || (my_parts.len() > 2
            && surplus(&their_parts, &my_parts) <= 1
            && surplus(&my_parts, &their_parts) <= 1)
}

/// How the value of a field begins, as another name of the row says whose leading parts are taken from
/// it; in capitals.
fn completed_beginning(facts: &Facts<'_>, row: &RowFacts, field: usize) -> Option<String> {
    let convention = facts.convention;
    let fields = &convention.table(row.table).fields;
    let column = fields.get(field)?.column;
    fields.iter().enumerate().find_map(|(other, field)| {
        let Content::Name(names) = &field.content else { return None };
        let name = names
            .iter()
            .map(|name| convention.name(*name))
            .find(|name| name.complete_from == Some(column))?;
        let item = facts.items(facts.judged(row, other)?).first()?;
        let keys = &field.parts;
        let mut text = String::new();
        for name_part in name.parts.iter().take(name.parts.len().saturating_sub(1)) {
            let key = &convention.part(name_part.part).key;
            let word = item_word(&facts.judge, item, Some(keys.iter().position(|known| known == key)?))?;
            text.push_str(&name_part.separator);
            text.push_str(&facts.text(word.text).to_uppercase());
        }
        Some(text)
    })
}
