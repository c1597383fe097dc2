//! Conditions on the values of a row.

use pamlint_convention::{Condition, Convention, Day, DayLimit, Path, TableId, Test};
use smallvec::SmallVec;

use super::text::RowText;
use crate::facts::{Access, Facts, RowFacts, Values};
use crate::value::Key;

/// Whether a condition holds for a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    Yes,
    No,
    /// A value it reads cannot be reckoned with.
    Unknown,
    /// There is no value to ask about.
    Absent,
}

/// A condition made ready for the rows of one table.
#[derive(Debug, Clone)]
pub(crate) struct Ready {
    pub access: Access,
    test: ReadyTest,
}

#[derive(Debug, Clone)]
enum ReadyTest {
    In(Vec<Wanted>),
    NotIn(Vec<Wanted>),
    Present(bool),
    SameAs(Vec<Access>),
    NotSameAs(Vec<Access>),
    Around { begins: bool, text: RowText, reads: Vec<Access> },
    Within { least: Option<f64>, most: Option<f64> },
    Between { first: Option<DayLimit>, last: Option<DayLimit> },
    Fits { by: Access, table: Vec<(Key, Vec<Wanted>)> },
}

/// A value that is asked for: as it is written in capitals, and as it is compared.
#[derive(Debug, Clone)]
struct Wanted {
    text: String,
    key: Key,
}

fn wanted(values: &[String]) -> Vec<Wanted> {
    values.iter().map(|value| Wanted { text: value.clone(), key: Key::of(value) }).collect()
}

/// Makes conditions ready for a table; `None` when its rows lack a value that they ask for.
pub(crate) fn ready(convention: &Convention, table: TableId, conditions: &[Condition]) -> Option<Vec<Ready>> {
    conditions.iter().map(|condition| ready_one(convention, table, condition)).collect()
}

fn ready_one(convention: &Convention, table: TableId, condition: &Condition) -> Option<Ready> {
    let access = match (Access::new(convention, table, &condition.path), &condition.test) {
        (Some(access), _) => access,
        // What a table has no room for is absent there.
        (None, Test::Present(false)) => Access::Slots(Vec::new()),
        (None, _) => return None,
    };
    let test = match &condition.test {
        Test::In(values) => ReadyTest::In(wanted(values)),
        Test::NotIn(values) => ReadyTest::NotIn(wanted(values)),
        Test::Present(present) => ReadyTest::Present(*present),
        Test::Fits { by, table: allowed } => {
            let allowed = allowed.iter().map(|(key, values)| (Key::of(key), wanted(values))).collect();
            ReadyTest::Fits { by: Access::new(convention, table, by)?, table: allowed }
        }
        Test::Within { least, most } => ReadyTest::Within { least: *least, most: *most },
        Test::Between { first, last } => ReadyTest::Between { first: *first, last: *last },
        Test::Around { begins, text } => {
            let read = |hole: &str| Access::new(convention, table, &Path::parse(hole));
            ReadyTest::Around {
                begins: *begins,
                reads: text.placeholders().map(read).collect::<Option<_>>()?,
                text: RowText::new(convention, table, text),
            }
        }
        Test::NotSameAs(paths) => {
            // What a table has no room for is the same as nothing.
            let others = paths.iter().filter_map(|path| Access::new(convention, table, path));
            ReadyTest::NotSameAs(others.collect())
        }
        Test::SameAs(paths) => {
            let others: Vec<Access> =
                paths.iter().filter_map(|path| Access::new(convention, table, path)).collect();
            if others.is_empty() {
                return None;
            }
            ReadyTest::SameAs(others)
        }
    };
    Some(Ready { access, test })
}

impl Ready {
    /// Every value that the condition reads.
    pub(crate) fn reads(&self) -> impl Iterator<Item = &Access> {
        let others: &[Access] = match &self.test {
            ReadyTest::SameAs(others) | ReadyTest::NotSameAs(others) => others,
            ReadyTest::Around { reads, .. } => reads,
            ReadyTest::Fits { by, .. } => std::slice::from_ref(by),
            ReadyTest::In(_)
            | ReadyTest::NotIn(_)
            | ReadyTest::Present(_)
            | ReadyTest::Within { .. }
            | ReadyTest::Between { .. } => &[],
        };
        [&self.access].into_iter().chain(others)
    }

    /// The value of the same row that the condition compares with.
    pub(super) fn compared_with(&self) -> Option<&Access> {
        match &self.test {
            ReadyTest::SameAs(others) => others.first(),
            _ => None,
        }
    }

    /// Whether the condition holds; in a field that holds several values, for the one of `item`.
    pub(crate) fn holds(&self, facts: &Facts<'_>, row: &RowFacts, item: Option<(usize, usize)>) -> Truth {
        if let ReadyTest::Present(present) = &self.test {
            return match (facts.is_filled(row, &self.access), self.part_values(facts, row, item)) {
                (None, _) if matches!(&self.access, Access::Slots(slots) if slots.is_empty()) => {
                    truth(!present)
                }
                (None, _) => Truth::Unknown,
                (Some(false), Some(Values::Unknown)) | (Some(true), Some(Values::Unknown)) => Truth::Unknown,
                (Some(filled), None) => truth(filled == *present),
                (Some(_), Some(values)) => truth(!matches!(values, Values::Absent) == *present),
            };
        }
        let values = facts.values(row, &self.access, item);
        match values {
            Values::Unknown => return Truth::Unknown,
            Values::Absent => return Truth::Absent,
            Values::One(_) | Values::Items(..) => {}
        }
        let mut keys = values.words().map(|word| word.key);
        match &self.test {
            ReadyTest::Present(_) => Truth::Unknown,
            ReadyTest::In(known) => truth(keys.any(|key| known.iter().any(|known| known.key == key))),
            ReadyTest::NotIn(known) => truth(keys.all(|key| known.iter().all(|known| known.key != key))),
            ReadyTest::Fits { by, table } => match facts.values(row, by, item) {
                Values::Unknown | Values::Items(..) => Truth::Unknown,
                Values::Absent => Truth::Absent,
                Values::One(by) => match table.iter().find(|(key, _)| *key == by.key) {
                    Some((_, allowed)) => {
                        truth(keys.all(|key| allowed.iter().any(|allowed| allowed.key == key)))
                    }
                    None => Truth::Yes,
                },
            },
            ReadyTest::Within { least, most } => {
                let mut result = Truth::Yes;
                for word in values.words() {
                    // What is no number has a mistake of its own.
                    let Ok(number) = facts.text(word.text).trim().parse::<f64>() else {
                        return Truth::Unknown;
                    };
                    if least.is_some_and(|least| number < least) || most.is_some_and(|most| number > most) {
                        result = Truth::No;
                    }
                }
                result
            }
            ReadyTest::Between { first, last } => {
                let mut result = Truth::Yes;
                for word in values.words() {
                    // What is no day has a mistake of its own, and without today there is nothing to compare with.
                    let (Some(day), Some(first), Some(last)) = (
                        Day::parse(facts.text(word.text)),
                        first.map_or(Some(None), |limit| day_of(facts, limit).map(Some)),
                        last.map_or(Some(None), |limit| day_of(facts, limit).map(Some)),
                    ) else {
                        return Truth::Unknown;
                    };
                    if first.is_some_and(|first| day < first) || last.is_some_and(|last| day > last) {
                        result = Truth::No;
                    }
                }
                result
            }
            ReadyTest::Around { begins, text, .. } => {
                let Some(text) = text.of(facts, row) else { return Truth::Unknown };
                let text = text.to_lowercase();
                let is_around = |value: String| {
                    if *begins { value.starts_with(&text) } else { value.ends_with(&text) }
                };
                truth(values.words().all(|word| is_around(facts.text(word.text).to_lowercase())))
            }
            ReadyTest::NotSameAs(others) => {
                let keys: SmallVec<[Key; 4]> = keys.collect();
                for other in others {
                    match facts.values(row, other, item) {
                        Values::Unknown => return Truth::Unknown,
                        Values::Absent => {}
                        values if values.words().any(|word| keys.contains(&word.key)) => return Truth::No,
                        _ => {}
                    }
                }
                Truth::Yes
            }
            ReadyTest::SameAs(others) => {
                let keys: SmallVec<[Key; 4]> = keys.collect();
                let mut result = Truth::Absent;
                for other in others {
                    match facts.values(row, other, item) {
                        Values::Unknown => return Truth::Unknown,
                        Values::Absent => {}
                        values => {
                            if values.words().any(|word| keys.contains(&word.key)) {
                                return Truth::Yes;
                            }
                            result = Truth::No;
                        }
                    }
                }
                result
            }
        }
    }

    /// Whether a condition may hold whose value has a mistake in it: when what stands in the cell has one
    /// of the values in it that are asked for, and none of those that are not.
    pub(crate) fn may_hold(&self, facts: &Facts<'_>, row: &RowFacts) -> bool {
        let (wanted, values) = match (self.holds(facts, row, None), &self.test) {
            (Truth::Yes, _) => return true,
            (Truth::No | Truth::Absent, _) => return false,
            (Truth::Unknown, ReadyTest::In(values)) => (true, values),
            (Truth::Unknown, ReadyTest::NotIn(values)) => (false, values),
            (Truth::Unknown, _) => return true,
        };
        let Access::Slots(slots) = &self.access else { return true };
        slots.iter().any(|slot| {
            let text = facts.judged(row, slot.field).map(|judged| facts.text(judged.text).to_uppercase());
            text.is_some_and(|text| values.iter().any(|value| text.contains(&value.text)) == wanted)
        })
    }

    /// The values of a part: whether a part is there is more than whether its cell is filled.
    fn part_values<'f>(
        &self,
        facts: &'f Facts<'_>,
        row: &RowFacts,
        item: Option<(usize, usize)>,
    ) -> Option<Values<'f>> {
        match &self.access {
            Access::Slots(slots) if slots.iter().any(|slot| slot.part.is_some()) => {
                Some(facts.values(row, &self.access, item))
            }
            // An empty cell that has a finding of its own may have been meant to be filled.
            Access::Slots(_) => match facts.values(row, &self.access, item) {
                Values::Unknown if facts.is_filled(row, &self.access) == Some(false) => Some(Values::Unknown),
                _ => None,
            },
            Access::Kind(_) => None,
        }
    }

    /// What the condition would have taken, for a message: values as they are written.
    pub(crate) fn expected(
        &self,
        facts: &Facts<'_>,
        row: &RowFacts,
        item: Option<(usize, usize)>,
    ) -> Vec<String> {
        let texts = |values: &[Wanted]| values.iter().map(|value| value.text.clone()).collect();
        match &self.test {
            ReadyTest::In(values) => texts(values),
            ReadyTest::Fits { by, table } => {
                let by = facts.values(row, by, item).words().next();
                let allowed = by.and_then(|by| table.iter().find(|(key, _)| *key == by.key));
                allowed.map(|(_, values)| texts(values)).unwrap_or_default()
            }
            ReadyTest::SameAs(others) => {
                let words = others.iter().filter_map(|other| facts.values(row, other, item).words().next());
                words.map(|word| facts.text(word.text).to_owned()).take(1).collect()
            }
            ReadyTest::Around { text, .. } => text.of(facts, row).into_iter().collect(),
            ReadyTest::NotIn(_) | ReadyTest::NotSameAs(_) | ReadyTest::Present(_) => Vec::new(),
            ReadyTest::Within { least, most } => {
                [least, most].into_iter().flatten().map(ToString::to_string).collect()
            }
            ReadyTest::Between { first, last } => {
                let limits = [first, last].into_iter().flatten();
                limits.filter_map(|limit| day_of(facts, *limit)).map(|day| day.to_string()).collect()
            }
        }
    }
}

/// The day of a limit; `None` where nobody has said which day it is.
fn day_of(facts: &Facts<'_>, limit: DayLimit) -> Option<Day> {
    match limit {
        DayLimit::On(day) => Some(day),
        DayLimit::FromToday(days) => facts.today.map(|today| today.plus(days)),
    }
}

fn truth(holds: bool) -> Truth {
    if holds { Truth::Yes } else { Truth::No }
}

/// Whether all conditions hold: no, as soon as one does not.
pub(crate) fn all_hold(
    conditions: &[Ready],
    facts: &Facts<'_>,
    row: &RowFacts,
    item: Option<(usize, usize)>,
) -> Truth {
    let mut result = Truth::Yes;
    for condition in conditions {
        match condition.holds(facts, row, item) {
            Truth::Yes => {}
            Truth::No | Truth::Absent => return Truth::No,
            Truth::Unknown => result = Truth::Unknown,
        }
    }
    result
}
