//! Relations: between the values of a row, between rows, and between a row and the rest.
//!
//! Rules are judged in the order of the convention. Once a rule has spoken about a value, later rules
//! leave it alone, so that one mistake gives one finding.

mod classes;
mod condition;
mod listed;
mod near;
mod search;
pub(crate) mod unique;

use pamlint_convention::{Case, Check, Once, RuleId, Settles, Severity, Slot, TableId, Template};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use self::classes::{Combinations, Fields};
use self::condition::Ready;
pub(crate) use self::condition::{Truth, all_hold, ready};
use self::search::{Found, MineAccess, ReadySearch};
use crate::draft::{Draft, MOST_RELATED, row_text, severity, unsafe_unless};
use crate::facts::{Access, Facts, RowFacts, RowId, State, Values};
use crate::fill::Fill;
use crate::lists::Lists;
use crate::report::{Fix, Place};
use crate::value::{Key, WHOLE, bit, item_word, replace};

/// Judges every relation of the convention.
pub(crate) fn judge(facts: &mut Facts<'_>, lists: &Lists, drafts: &mut Vec<Draft>) {
    let convention = facts.convention;
    let mut combinations = Combinations::new(convention);
    for (id, rule) in convention.all_rules() {
        let hits = match &rule.check {
            Check::Cases(cases) => {
                cases.iter().flat_map(|case| judge_case(facts, &mut combinations, id, case)).collect()
            }
            Check::Listed(listed) => listed::judge(facts, id, listed, lists),
            Check::Unique { on } => unique::judge(facts, id, on),
            Check::Near { value, parts, at_most, at_least } => {
                near::judge(facts, id, value, parts, *at_most, *at_least)
            }
            Check::Named | Check::BuiltIn { .. } | Check::Across { .. } => Vec::new(),
        };
        for hit in &hits {
            settle(facts, id, hit);
            if let Some(fix) = &hit.draft.fix {
                facts.doubts.meant.insert((hit.row, hit.field), Key::of(&fix.value));
            }
        }
        drafts.extend(hits.into_iter().filter(|hit| !hit.is_silent).map(|hit| hit.draft));
    }
}

/// A finding with what it settles.
pub(crate) struct Hit {
    pub draft: Draft,
    pub row: RowId,
    pub field: usize,
    pub part: Option<usize>,
    /// Whether it is kept back, since the mistake is elsewhere: it settles its value all the same.
    pub is_silent: bool,
}

fn settle(facts: &mut Facts<'_>, rule: RuleId, hit: &Hit) {
    let rule = facts.convention.rule(rule);
    let row = facts.rows.row(hit.row);
    let at = hit.part.map_or(WHOLE, bit);
    match &rule.settles {
        Settles::Errors => {
            if severity(rule, hit.draft.variant.as_deref()) == Severity::Error {
                facts.settled.settle(row, hit.field, at);
            }
        }
        Settles::Itself(true) => facts.settled.settle(row, hit.field, at),
        Settles::Itself(false) => {}
        Settles::Paths(paths) => {
            for path in paths {
                if path.is_just("kind") {
                    facts.doubts.kinds.insert(hit.row);
                }
                for slot in facts.convention.slots(row.table, path) {
                    facts.settled.settle(row, slot.field, slot.part.map_or(WHOLE, bit));
                }
            }
        }
    }
}

/// A case made ready for the rows of one table.
struct ReadyCase<'c> {
    case: &'c Case,
    rule: RuleId,
    field: usize,
    part: Option<usize>,
    several: bool,
    at: Access,
    when: Vec<Ready>,
    require: Vec<Ready>,
    once: Option<Access>,
    exists: Vec<Vec<MineAccess<'c>>>,
    absent: Option<Vec<MineAccess<'c>>>,
}

impl ReadyCase<'_> {
    /// The names and codes of a row that decide about the rule; `None` when something else does too.
    fn deciding(&self, combinations: &Combinations, table: TableId) -> Option<Fields> {
        let conditions = self.when.iter().chain(&self.require).flat_map(Ready::reads);
        let mut mine = Vec::new();
        for access in self.exists.iter().chain(&self.absent).flatten() {
            match access {
                MineAccess::Path(access) => mine.push(access),
                MineAccess::Made(_) => return None,
            }
        }
        combinations.decide(table, conditions.chain([&self.at]).chain(&self.once).chain(mine))
    }

    /// The conditions by which names and codes alone show that the rule is not about a row, and which
    /// names and codes those are.
    fn limiting(&self, combinations: &Combinations, table: TableId) -> (Vec<&Ready>, Fields) {
        let limits = |condition: &&Ready| {
            combinations.decide(table, condition.reads()).is_some()
                && !condition.reads().any(|access| self.is_several(access))
        };
        let conditions: Vec<&Ready> = self.when.iter().filter(limits).collect();
        let fields = combinations.decide(table, conditions.iter().flat_map(|condition| condition.reads()));
        (conditions, fields.unwrap_or_default())
    }

    /// Whether these conditions leave open that the rule is about a row.
    fn may_be_about(&self, facts: &Facts<'_>, conditions: &[&Ready], row: RowId) -> bool {
        let row = facts.rows.row(row);
        conditions.iter().all(|condition| condition.holds(facts, row, None) == Truth::Yes)
    }

    /// Whether a value stands in the cell that is judged value by value.
    fn is_several(&self, access: &Access) -> bool {
        self.several
            && matches!(access, Access::Slots(slots) if slots.iter().any(|slot| slot.field == self.field))
    }
}

/// One violation: which value of the cell, and what was expected.
struct Violation {
    item: Option<usize>,
    part: Option<(usize, usize)>,
    expected: Vec<String>,
}

fn judge_case<'c>(
    facts: &mut Facts<'c>,
    combinations: &mut Combinations,
    rule: RuleId,
    case: &'c Case,
) -> Vec<Hit> {
    if let Some(given) = &case.given
        && !is_given(facts, given)
    {
        return Vec::new();
    }
    let searches: Vec<ReadySearch<'c>> =
        case.exists.iter().map(|search| ReadySearch::new(facts, combinations, search)).collect();
    let absent = case.absent.as_ref().map(|search| ReadySearch::new(facts, combinations, search));
    let mut hits: Vec<Hit> = Vec::new();
    let mut groups: FxHashMap<Key, usize> = FxHashMap::default();
    for table in &case.on {
        let Some(ready) = ready_case(facts, *table, rule, case, &searches, absent.as_ref()) else { continue };
        let judge = |row: RowId| judge_row(facts, &ready, facts.rows.row(row), &searches, absent.as_ref());
        match ready.deciding(combinations, *table) {
            Some(fields) => {
                let classes = combinations.of(facts, *table, fields);
                classes.rows(facts, |row| judge(row).is_some(), |row| hits.extend(judge(row)));
            }
            None => {
                let (conditions, fields) = ready.limiting(combinations, *table);
                let may_be_about = |row: RowId| ready.may_be_about(facts, &conditions, row);
                let classes = combinations.of(facts, *table, fields);
                classes.rows(facts, may_be_about, |row| hits.extend(judge(row)));
            }
        }
    }
    // Tables come one by one, rows of a group in the order of the workbook.
    hits.sort_by_key(|hit| hit.row);
    let Some(once) = &case.once else { return hits };
    let mut first_of_group: Vec<Hit> = Vec::new();
    for hit in hits {
        let Some(group) = group_of(facts, once, &hit) else { continue };
        match groups.get(&group).and_then(|position| first_of_group.get_mut(*position)) {
            Some(first) => {
                if first.draft.related.len() < MOST_RELATED {
                    first.draft.related.push(Place::new(hit.draft.sheet, hit.draft.place));
                }
            }
            None => {
                groups.insert(group, first_of_group.len());
                first_of_group.push(hit);
            }
        }
    }
    first_of_group
}

/// What a finding belongs to; `None` where that cannot be reckoned with.
fn group_of(facts: &mut Facts<'_>, once: &Once, hit: &Hit) -> Option<Key> {
    match once {
        Once::Workbook => Some(Key::of("")),
        Once::Value(path) => {
            let row = facts.rows.row(hit.row);
            let access = facts.access(row.table, path)?;
            match facts.values(row, &access, None) {
                Values::One(word) => Some(word.key),
                _ => None,
            }
        }
    }
}

/// Whether the workbook has a row that a rule is only about when there is one.
fn is_given(facts: &mut Facts<'_>, given: &pamlint_convention::Search) -> bool {
    given.tables.iter().any(|table| {
        let Some(conditions) = ready(facts, *table, &given.conditions) else { return false };
        let mut rows = facts.rows.of_table(*table).iter();
        rows.any(|row| all_hold(&conditions, facts, facts.rows.row(*row), None) == Truth::Yes)
    })
}

fn ready_case<'c>(
    facts: &mut Facts<'_>,
    table: TableId,
    rule: RuleId,
    case: &'c Case,
    searches: &[ReadySearch<'c>],
    absent: Option<&ReadySearch<'c>>,
) -> Option<ReadyCase<'c>> {
    let slot = facts.convention.slots(table, &case.at).first().copied()?;
    let once = match &case.once {
        Some(Once::Value(path)) => Some(facts.access(table, path)?),
        _ => None,
    };
    Some(ReadyCase {
        case,
        rule,
        field: slot.field,
        part: slot.part,
        several: facts.convention.table(table).fields.get(slot.field)?.several,
        at: Access::Slots(vec![slot]),
        when: ready(facts, table, &case.when)?,
        require: ready(facts, table, &case.require)?,
        once,
        exists: searches.iter().map(|search| search.mine(facts, table)).collect::<Option<_>>()?,
        absent: match absent {
            Some(search) => Some(search.mine(facts, table)?),
            None => None,
        },
    })
}

fn judge_row(
    facts: &Facts<'_>,
    ready: &ReadyCase<'_>,
    row: &RowFacts,
    searches: &[ReadySearch<'_>],
    absent: Option<&ReadySearch<'_>>,
) -> Option<Hit> {
    let cell = facts.rows.cell(row, ready.field);
    if cell.state == State::NoColumn || !cell.own {
        return None;
    }
    if let Some(once) = &ready.once
        && !matches!(facts.values(row, once, None), Values::One(_))
    {
        return None;
    }
    let items = match ready.several {
        true => facts.judged(row, ready.field).map_or(0, |judged| facts.items(judged).len()),
        false => 0,
    };
    let judge = |item: Option<usize>| violation(facts, ready, row, item, searches, absent);
    let violations: SmallVec<[Violation; 1]> = if items > 0 {
        (0..items).filter_map(|item| judge(Some(item))).collect()
    } else {
        judge(None).into_iter().collect()
    };
    let first = violations.first()?;
    let convention = facts.convention;
    let field = convention.table(row.table).fields.get(ready.field)?;
    let mut draft = Draft::new(ready.rule, row.sheet, cell.place);
    draft.row = Some(row.id);
    draft.column = Some(field.column);
    draft.variant = ready.case.variant.clone();
    draft.span = span(facts, row, ready, first);
    let found: Vec<String> =
        violations.iter().filter_map(|violation| found_text(facts, row, ready, violation)).collect();
    if !found.is_empty() {
        draft.fills.push(("found", Fill::Text(deduplicated(found).join(", "))));
    }
    if !first.expected.is_empty() {
        draft.fills.push(("expected", Fill::Text(first.expected.join(", "))));
    }
    draft.fix = fix(facts, row, ready, &violations);
    if let Some(fix) = &draft.fix {
        draft.fills.push(("suggestion", Fill::Text(fix.value.clone())));
    }
    let is_silent = !suggest(facts, row, ready, searches, &mut draft);
    Some(Hit { draft, row: row.id, field: ready.field, part: ready.part, is_silent })
}

fn deduplicated(mut texts: Vec<String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    texts.retain(|text| {
        let new = !seen.contains(text);
        if new {
            seen.push(text.clone());
        }
        new
    });
    texts
}

/// Whether the rule is broken for a row, or for one value of a cell that holds several.
fn violation(
    facts: &Facts<'_>,
    ready: &ReadyCase<'_>,
    row: &RowFacts,
    item: Option<usize>,
    searches: &[ReadySearch<'_>],
    absent: Option<&ReadySearch<'_>>,
) -> Option<Violation> {
    let at = item.map(|item| (ready.field, item));
    // Asked first because it says no for most rows.
    if all_hold(&ready.when, facts, row, at) != Truth::Yes
        || matches!(facts.values(row, &ready.at, at), Values::Unknown)
    {
        return None;
    }
    let broken = |part, expected| Some(Violation { item, part, expected });
    let mut failed: Option<&Ready> = None;
    for condition in &ready.require {
        match condition.holds(facts, row, at) {
            Truth::Unknown => return None,
            Truth::No => failed = failed.or(Some(condition)),
            Truth::Yes | Truth::Absent => {}
        }
    }
    if let Some(condition) = failed {
        let part = match &condition.access {
            Access::Slots(slots) => slots.iter().find(|slot| slot.field == ready.field),
            Access::Kind(_) => None,
        };
        let part = part.and_then(|slot| Some((slot.field, slot.part?)));
        return broken(part, condition.expected(facts, row, at));
    }
    let made = |template: &Template| template.render(|hole| row_text(facts, row, hole));
    if !searches.is_empty() {
        // A rule that looks for what a cell names has nothing to say about an empty one.
        let mut results =
            searches.iter().zip(&ready.exists).map(|(search, mine)| search.find(facts, row, at, mine, &made));
        if results.all(|found| found == Found::No) && !is_looked_for_by_odd_id(facts, ready, row) {
            return broken(None, Vec::new());
        }
    }
    if let (Some(search), Some(mine)) = (absent, &ready.absent)
        && search.find(facts, row, at, mine, &made) == Found::Yes
    {
        return broken(None, Vec::new());
    }
    None
}

/// Whether other rows are looked for by the ID of this one, and that ID has a finding of its own: they may
/// have it right.
fn is_looked_for_by_odd_id(facts: &Facts<'_>, ready: &ReadyCase<'_>, row: &RowFacts) -> bool {
    if !facts.doubts.odd_ids.contains(&row.id) {
        return false;
    }
    let id = facts.convention.id_field(row.table);
    let is_id = |slot: &Slot| Some(slot.field) == id;
    ready
        .exists
        .iter()
        .flatten()
        .any(|mine| matches!(mine, MineAccess::Path(Access::Slots(slots)) if slots.iter().any(is_id)))
}

/// The part at which the finding stands, or the whole value; characters of the cell's own text.
fn span(
    facts: &Facts<'_>,
    row: &RowFacts,
    ready: &ReadyCase<'_>,
    violation: &Violation,
) -> Option<(usize, usize)> {
    let judged = facts.judged(row, ready.field)?;
    let items = facts.items(judged);
    let item = items.get(violation.item.unwrap_or(0))?;
    let part = ready.part.or(violation.part.map(|(_, part)| part));
    let span = match part {
        Some(part) if item_word(&facts.judge, item, Some(part)).is_some() => {
            facts.judge.parts(item).get(part)?.span.ends()
        }
        _ if items.len() > 1 => item.span.ends(),
        _ => return None,
    };
    // Spans count the cleaned text; where cleaning moved characters the whole value is marked instead.
    judged.verbatim.then_some(span)
}

fn found_text(
    facts: &Facts<'_>,
    row: &RowFacts,
    ready: &ReadyCase<'_>,
    violation: &Violation,
) -> Option<String> {
    let judged = facts.judged(row, ready.field)?;
    let item = facts.items(judged).get(violation.item.unwrap_or(0))?;
    let word = item_word(&facts.judge, item, ready.part)?;
    Some(facts.text(word.text).to_owned())
}

/// The correction that the rule proposes, for every value of the cell that breaks it.
fn fix(facts: &Facts<'_>, row: &RowFacts, ready: &ReadyCase<'_>, violations: &[Violation]) -> Option<Fix> {
    let (template, applicability) = ready.case.fix.as_ref()?;
    let judged = facts.judged(row, ready.field);
    let mut edits: Vec<((usize, usize), String)> = Vec::new();
    for violation in violations {
        let value = |hole: &str| -> Option<String> {
            if hole == "fitting" {
                return match violation.expected.as_slice() {
                    [only] => Some(only.clone()),
                    _ => None,
                };
            }
            item_text(facts, row, ready, violation, hole).or_else(|| row_text(facts, row, hole))
        };
        let text = template.render(value)?;
        let span = judged
            .and_then(|judged| facts.items(judged).get(violation.item.unwrap_or(0)))
            .map_or((0, 0), |item| item.span.ends());
        edits.push((span, text));
    }
    let value = match judged {
        Some(judged) => {
            let edits: Vec<((usize, usize), &str)> =
                edits.iter().map(|(span, text)| (*span, text.as_str())).collect();
            replace(facts.text(judged.text), &edits)
        }
        None => edits.first()?.1.clone(),
    };
    Some(Fix { value, applicability: *applicability })
}

/// The value of a path in the very value that breaks the rule, in a cell that holds several.
fn item_text(
    facts: &Facts<'_>,
    row: &RowFacts,
    ready: &ReadyCase<'_>,
    violation: &Violation,
    hole: &str,
) -> Option<String> {
    let path = pamlint_convention::Path::parse(hole);
    let slot = facts.convention.slots(row.table, &path).first().copied()?;
    if slot.field != ready.field {
        return None;
    }
    let item = facts.items(facts.judged(row, ready.field)?).get(violation.item.unwrap_or(0))?;
    let word = item_word(&facts.judge, item, slot.part)?;
    Some(facts.text(word.text).to_owned())
}

/// Whether the odd ID of a row was to be this one: it has its number, and the row is of its kind.
fn may_be_id(facts: &Facts<'_>, row: &RowFacts, kind: TableId, mine: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    row.table == kind && facts.id_text(row).is_some_and(|id| digits(id) == digits(mine))
}

/// Proposes what a value that names no row was meant to name; false when it is the other row that has the
/// mistake, in an ID that has a finding of its own.
fn suggest(
    facts: &Facts<'_>,
    row: &RowFacts,
    ready: &ReadyCase<'_>,
    searches: &[ReadySearch<'_>],
    draft: &mut Draft,
) -> bool {
    let mine = match facts.values(row, &ready.at, None) {
        Values::One(word) => facts.text(word.text),
        _ => return true,
    };
    let kind = facts.convention.kind_of_id(mine);
    let mut odd = facts.doubts.odd_ids.iter().map(|row| facts.rows.row(*row));
    if kind.is_some_and(|kind| odd.any(|row| may_be_id(facts, row, kind, mine))) {
        return false;
    }
    if let Some(suggestion) = searches.iter().find_map(|search| search.suggest(facts, mine)) {
        draft.variant = draft.variant.take().or(Some("near".to_owned()));
        draft.fills.push(("suggestion", Fill::Text(suggestion.text.clone())));
        draft.fix = Some(Fix { value: suggestion.text, applicability: unsafe_unless(suggestion.safe) });
    }
    true
}
