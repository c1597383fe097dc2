//! The rows that break a relation.

use std::cell::OnceCell;

use pamlint_convention::{Content, Field, RuleId, TableId};
use smallvec::SmallVec;

use super::case::{Alike, OnTable, ReadyCase};
use super::classes::Combinations;
use super::condition::{Ready, Truth, all_hold};
use super::evidence::{Evidence, Vote};
use super::group::grouped;
use super::search::{Found, Search};
use super::spot::{Hit, Spot};
use crate::draft::{Draft, header, unsafe_unless};
use crate::facts::{Access, Facts, RowFacts, RowId, Values};
use crate::fill::Fill;
use crate::report::Fix;
use crate::value::{Key, item_word, replace};

/// Finds the rows that break a case; those that belong together stand together.
pub(super) fn judge(
    facts: &Facts<'_>,
    combinations: &Combinations,
    rule: RuleId,
    case: &ReadyCase,
) -> Vec<Vec<Hit>> {
    if case.given.as_ref().is_some_and(|given| !given.is_met(facts)) {
        return Vec::new();
    }
    let exists: Vec<Search<'_>> =
        case.exists.iter().map(|search| Search::new(search, combinations)).collect();
    let absent: Vec<Search<'_>> =
        case.absent.iter().map(|search| Search::new(search, combinations)).collect();
    let mut hits: Vec<Hit> = Vec::new();
    let evidence = OnceCell::new();
    for on in &case.on {
        let judging =
            Judging { facts, rule, case, on, exists: &exists, absent: &absent, evidence: &evidence };
        let table = on.about.table;
        match &on.alike {
            Alike::Wholly(fields) => {
                let classes = combinations.of(facts, table, *fields);
                classes.rows(facts, |row| judging.hit(row).is_some(), |row| hits.extend(judging.hit(row)));
            }
            Alike::ToThese(fields, conditions) => {
                let classes = combinations.of(facts, table, *fields);
                let holds =
                    |condition: &Ready, row| condition.holds(facts, facts.rows.row(row), None) == Truth::Yes;
                classes.rows(
                    facts,
                    |row| conditions.iter().all(|condition| holds(condition, row)),
                    |row| hits.extend(judging.hit(row)),
                );
            }
        }
    }
    grouped(hits)
}

/// A case for the rows of one table of a workbook.
struct Judging<'r> {
    facts: &'r Facts<'r>,
    rule: RuleId,
    case: &'r ReadyCase,
    on: &'r OnTable,
    /// One of these has to find a row.
    exists: &'r [Search<'r>],
    /// None of these may find one.
    absent: &'r [Search<'r>],
    evidence: &'r OnceCell<Evidence>,
}

/// One violation.
struct Violation {
    /// The position of the value in its cell.
    item: usize,
    /// The part at which the condition stands that does not hold.
    part: Option<usize>,
    /// What was expected.
    expected: Vec<String>,
}

impl<'r> Judging<'r> {
    fn hit(&self, row: RowId) -> Option<Hit> {
        let (spot, group) = self.on.about.spot(self.facts, row)?;
        let violations = self.violations(&spot);
        let first = violations.first()?;
        if let Some(swapped) = self.swapped(&spot) {
            return Some(Hit { group, ..swapped });
        }
        let part = self.on.about.part;
        let mut draft = spot.draft(self.rule);
        draft.variant = self.case.variant.clone();
        draft.span = spot.span(first.item, part.or(first.part));
        let mut found: Vec<&str> = Vec::new();
        for text in violations.iter().filter_map(|violation| spot.text_of(violation.item, part)) {
            if !found.contains(&text) {
                found.push(text);
            }
        }
        if !found.is_empty() {
            draft.fills.push(("found", Fill::Text(found.join(", "))));
        }
        if !first.expected.is_empty() {
            draft.fills.push(("expected", Fill::Text(first.expected.join(", "))));
        }
        match self.vote(row) {
            Vote::Compared => draft.fix = self.fix(&spot, &violations),
            Vote::Open => {}
            Vote::Outvoted => return self.outvoted(&spot, &violations),
        }
        if let Some(fix) = &draft.fix {
            draft.fills.push(("suggestion", Fill::Text(fix.value.clone())));
        }
        let is_silent = self.is_mistake_elsewhere(&spot);
        if !is_silent {
            self.suggest(&spot, &mut draft);
        }
        Some(Hit { group, is_silent, ..spot.hit(draft, part) })
    }

    /// What the rest of the workbook says about the row.
    fn vote(&self, row: RowId) -> Vote {
        if self.on.outvoted.is_none() {
            return Vote::Compared;
        }
        let evidence = self.evidence.get_or_init(|| Evidence::of(self.facts, self.case));
        evidence.vote(self.facts, self.on, self.facts.rows.row(row))
    }

    /// The finding at the value that is compared with, where that one is outvoted.
    fn outvoted(&self, spot: &Spot<'r>, violations: &[Violation]) -> Option<Hit> {
        let outvoted = self.on.outvoted.as_ref()?;
        let there = Spot::new(self.facts, spot.row.id, outvoted.field)?;
        let (text, applicability) = &outvoted.fix;
        let item = violations.first().and_then(|violation| spot.items().get(violation.item));
        let value = text.of_own(self.facts, spot.row, |_, slots| {
            let slot = slots.first().filter(|slot| slot.field == spot.field)?;
            Some(self.facts.text(item_word(&self.facts.judge, item?, slot.part)?.text).to_owned())
        });
        let mut draft = there.draft(self.rule).variant(&outvoted.variant).fill("found", there.text());
        draft.fills.extend(value.iter().map(|value| ("suggestion", Fill::Text(value.clone()))));
        draft.fix = value.map(|value| Fix { value, applicability: *applicability });
        Some(there.hit(draft, None))
    }

    /// The finding at the value that this one has to be the same as, where another column of the row has just this one:
    /// those two stand in each other's place.
    fn swapped(&self, spot: &Spot<'r>) -> Option<Hit> {
        let (facts, row) = (self.facts, spot.row);
        let Values::One(mine) = facts.values(row, &self.on.about.at, None) else { return None };
        let compared = match self.on.require.iter().find_map(Ready::compared_with)? {
            Access::Slots(slots) => slots.first().filter(|slot| slot.part.is_none())?.field,
            Access::Kind(_) => return None,
        };
        let there = Spot::new(facts, row.id, compared)?;
        let fields = &facts.convention.table(row.table).fields;
        let is_home = |(other, field): &(usize, &Field)| {
            let is_apart =
                *other != spot.field && *other != compared && matches!(field.content, Content::Format(_));
            is_apart
                && facts
                    .judged(row, *other)
                    .is_some_and(|judged| matches!(facts.items(judged), [only] if only.word.key == mine.key))
        };
        let (_, home) = fields.iter().enumerate().find(is_home)?;
        let is_right = match &home.content {
            Content::Format(format) => format.judge(there.text()).problem.is_none(),
            _ => false,
        };
        let draft = there.draft(self.rule).variant("swapped");
        let draft = draft.fill("other", header(facts, row.sheet, home.column));
        is_right.then(|| there.hit(draft, None))
    }

    /// Every violation of a row: one for each value that breaks the rule in a cell that holds several.
    fn violations(&self, spot: &Spot<'r>) -> SmallVec<[Violation; 1]> {
        let items = if self.on.is_several { spot.items().len() } else { 0 };
        match items {
            0 => self.violation(spot, None).into_iter().collect(),
            _ => (0..items).filter_map(|item| self.violation(spot, Some(item))).collect(),
        }
    }

    /// The violation of a row, or of one value of its cell.
    fn violation(&self, spot: &Spot<'r>, item: Option<usize>) -> Option<Violation> {
        let (facts, row, about) = (self.facts, spot.row, &self.on.about);
        let at = item.map(|item| (about.field, item));
        // Asked first because it says no for most rows.
        if all_hold(&about.when, facts, row, at) != Truth::Yes
            || matches!(facts.values(row, &about.at, at), Values::Unknown)
        {
            return None;
        }
        let item = item.unwrap_or(0);
        let mut failed: Option<&Ready> = None;
        for condition in &self.on.require {
            match condition.holds(facts, row, at) {
                Truth::Unknown => return None,
                Truth::No => failed = failed.or(Some(condition)),
                Truth::Yes | Truth::Absent => {}
            }
        }
        if let Some(condition) = failed {
            let slots = match &condition.access {
                Access::Slots(slots) => slots.as_slice(),
                Access::Kind(_) => &[],
            };
            let part = slots.iter().find(|slot| slot.field == about.field).and_then(|slot| slot.part);
            return Some(Violation { item, part, expected: condition.expected(facts, row, at) });
        }
        (self.is_missing(row, at) || self.is_there(row, at)).then(|| Violation {
            item,
            part: None,
            expected: Vec::new(),
        })
    }

    /// Whether no row is there that has to be.
    fn is_missing(&self, row: &RowFacts, at: Option<(usize, usize)>) -> bool {
        // A rule that looks for what a cell names has nothing to say about an empty one.
        let mut results = self
            .exists
            .iter()
            .zip(&self.on.exists)
            .map(|(search, mine)| search.find(self.facts, row, at, mine));
        !self.exists.is_empty() && results.all(|found| found == Found::No) && !self.may_be_sought(row)
    }

    /// Whether a row is there that must not be.
    fn is_there(&self, row: &RowFacts, at: Option<(usize, usize)>) -> bool {
        let mut searches = self.absent.iter().zip(&self.on.absent);
        searches.any(|(search, mine)| search.find(self.facts, row, at, mine) == Found::Yes)
    }

    /// Whether other rows are looked for by the ID of this one, and that ID has a finding of its own: they
    /// may have it right.
    fn may_be_sought(&self, row: &RowFacts) -> bool {
        self.on.looks_by_id && self.facts.doubts.odd_ids.contains(&row.id)
    }

    /// The correction that the rule proposes, for every value of the cell that breaks it.
    fn fix(&self, spot: &Spot<'r>, violations: &[Violation]) -> Option<Fix> {
        let (text, applicability) = self.on.fix.as_ref()?;
        // What cleaning made of a value that is wrong was most likely not meant.
        let is_cleaned = spot.judged().is_some_and(|judged| !judged.verbatim);
        if is_cleaned && spot.items().iter().any(|item| item.broken) {
            return None;
        }
        let mut edits: Vec<((usize, usize), String)> = Vec::new();
        for violation in violations {
            let item = spot.items().get(violation.item);
            let text = text.of_own(self.facts, spot.row, |hole, slots| {
                if hole == "fitting" {
                    return match violation.expected.as_slice() {
                        [only] => Some(only.clone()),
                        _ => None,
                    };
                }
                // The very value that breaks the rule, in a cell that holds several.
                let slot = slots.first().filter(|slot| slot.field == spot.field)?;
                let word = item_word(&self.facts.judge, item?, slot.part)?;
                Some(self.facts.text(word.text).to_owned())
            })?;
            edits.push((item.map_or((0, 0), |item| item.span.ends()), text));
        }
        let value = match spot.judged() {
            Some(judged) => {
                let edits: Vec<((usize, usize), &str)> =
                    edits.iter().map(|(span, text)| (*span, text.as_str())).collect();
                replace(self.facts.text(judged.text), &edits)
            }
            None => edits.into_iter().next()?.1,
        };
        Some(Fix { value, applicability: *applicability })
    }

    /// The only value of the cell.
    fn named(&self, spot: &Spot<'r>) -> Option<&'r str> {
        match self.facts.values(spot.row, &self.on.about.at, None) {
            Values::One(word) => Some(self.facts.text(word.text)),
            _ => None,
        }
    }

    /// Whether it is the other row that has the mistake, in an ID that has a finding of its own.
    fn is_mistake_elsewhere(&self, spot: &Spot<'r>) -> bool {
        let facts = self.facts;
        self.named(spot).is_some_and(|mine| {
            let kind = facts.convention.kind_of_id(mine);
            kind.is_some_and(|kind| facts.doubts.odd_ids.iter().any(|odd| may_be_id(facts, *odd, kind, mine)))
        })
    }

    /// Proposes what a value that names no row was meant to name.
    fn suggest(&self, spot: &Spot<'r>, draft: &mut Draft) {
        let Some(mine) = self.named(spot) else { return };
        let suggestion = self.exists.iter().find_map(|search| search.suggest(self.facts, mine));
        if let Some(suggestion) = suggestion {
            draft.variant = draft.variant.take().or(Some("near".to_owned()));
            draft.fills.push(("suggestion", Fill::Text(suggestion.text.clone())));
            draft.fix = Some(Fix { value: suggestion.text, applicability: unsafe_unless(suggestion.safe) });
        }
    }
}

/// Whether the odd ID of a row was to be this one: it has its number, or its finding says so, and the row is of its kind.
fn may_be_id(facts: &Facts<'_>, row: RowId, kind: TableId, mine: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let row = facts.rows.row(row);
    let is_told = || {
        let field = facts.convention.id_field(kind);
        field.and_then(|field| facts.doubts.meant.get(&(row.id, field))) == Some(&Key::of(mine))
    };
    row.table == kind && (facts.id_text(row).is_some_and(|id| digits(id) == digits(mine)) || is_told())
}
