//! What became of the findings of the last round: a copy carries what was found in it, and what stood there, so that the
//! next check can tell, however the rows were rearranged and whatever the file is called.

mod sums;

use std::collections::{BTreeMap, BTreeSet};

use pamlint_reader::{CellRef, OUR_MEMORY_MARK, Sheet, SheetRole, Workbook};
use pamlint_words::Words;
use serde::{Deserialize, Serialize};

use crate::checksum::{content, fnv};
use crate::draft::header;
use crate::facts::{Facts, RowFacts, State};
use crate::options::{Options, wants};
use crate::report::{Finding, Was};
use sums::{Summing, Sums, sum};

/// The number of the column in which a copy carries it, on the sheet of findings.
pub const MEMORY_COLUMN: u32 = 13;

/// What stands between the fields of a line. Not every program keeps a tabulator, with which earlier copies have it.
const BETWEEN: char = '|';
const EARLIER: char = '\t';

/// The longest text of one cell, in bytes: a cell holds 32,767 characters.
const LONGEST: usize = 30_000;

/// Of more accounts than this, no values are remembered.
const MOST_ACCOUNTS: usize = 20_000;

/// How a line begins with the codes that were looked for, and with those that were not.
const SELECT: &str = "S";
const IGNORE: &str = "I";

/// How the line begins that tells the request.
const REQUEST: &str = "R";

/// What a checksum begins with that tells a row without an ID.
const CHECKSUM: char = '#';

/// The longest ID that is remembered, in bytes.
const LONGEST_ID: usize = 100;

/// What a copy remembers of its check.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// The number of the round, from 1.
    pub round: u32,
    /// What all rounds of one request have in common, and no other request has; `None` where nothing tells.
    pub request: Option<u64>,
    /// Whether it was checked before, and came back.
    pub is_return: bool,
    /// A checksum of what stands in it, where it came back: two that came back the same are one.
    pub content: Option<u64>,
    findings: BTreeSet<Key>,
    /// The checksums of the values of each account, by its ID.
    accounts: BTreeMap<String, Sums>,
    /// The codes that were looked for, and those that were not, as the call named them.
    select: Vec<String>,
    ignore: Vec<String>,
}

/// What tells a finding in every round.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// The account; of a row without an ID, a checksum of what tells it, behind `#`; of what stands in no row, the sheet
    /// and the row.
    pub account: String,
    /// The column.
    pub column: String,
    /// The code.
    pub code: String,
}

/// What is known of a finding since the last round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Since {
    /// It was there.
    Open,
    /// It was not.
    New,
    /// It was not: the value was right, and was changed into this one.
    Spoiled,
}

/// What became of the findings of the last round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The findings that are gone.
    pub solved: Vec<Key>,
    /// How many are still there.
    pub open: usize,
    /// How many are new.
    pub new: usize,
    /// How many of the new ones are at values that were right.
    pub spoiled: usize,
}

impl Round {
    /// It in words, without what there is none of.
    pub fn said(&self, words: &Words) -> String {
        let copies = &words.copies;
        let counts = [
            (self.solved.len(), &copies.round_solved),
            (self.open, &copies.round_open),
            (self.new, &copies.round_new),
        ];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let mut parts = counts.map(|(count, what)| words.count(count, what)).collect::<Vec<_>>().join(", ");
        if self.spoiled > 0 {
            // They are among the new ones, which stand last.
            parts.push(' ');
            parts.push_str(&copies.round_spoiled.fill(&[("spoiled", &self.spoiled)]));
        }
        let parts = if parts.is_empty() { &copies.round_nothing } else { &parts };
        copies.round.fill(&[("parts", parts)])
    }
}

impl Key {
    /// The account as people know it; `None` where only a checksum tells it.
    pub fn shown_account(&self) -> Option<&str> {
        (!self.account.starts_with(CHECKSUM)).then_some(self.account.as_str())
    }

    fn of(finding: &Finding, facts: &Facts<'_>) -> Option<Key> {
        let place = finding.place;
        let sheet = facts.workbook.sheet_at(place.sheet);
        let row = sheet.and_then(|sheet| facts.rows.find(sheet, place.cell.row));
        // What is found at a header belongs to no row.
        let of_row =
            || row.map(|row| id(facts, row).map_or_else(|| checksum(facts, row, place.cell), str::to_owned));
        let of_sheet = || format!("{}!{}", name(facts, finding), place.cell.row);
        let account = finding.account.clone().or_else(of_row).unwrap_or_else(of_sheet);
        let key =
            Key { account, column: finding.column.clone().unwrap_or_default(), code: finding.code.clone() };
        (is_plain(&key.account) && is_plain(&key.column)).then_some(key)
    }
}

impl Memory {
    /// What there is to remember of a workbook and its findings; nothing where nothing was found and nothing will be, since
    /// there is no copy.
    pub(crate) fn of(facts: &Facts<'_>, findings: &[Finding], options: &Options) -> Memory {
        let (select, ignore) = (options.select.clone(), options.ignore.clone());
        let mut memory = Memory { round: 1, select, ignore, ..Memory::default() };
        if findings.is_empty() && !options.across {
            return memory;
        }
        memory.findings.extend(findings.iter().filter_map(|finding| Key::of(finding, facts)));
        let mut summing = Summing::new(facts);
        for row in
            facts.rows.iter().filter(|row| facts.convention.table(row.table).is_kind).take(MOST_ACCOUNTS)
        {
            if let Some(id) = id(facts, row).filter(|id| is_plain(id)) {
                memory.accounts.insert(id.to_owned(), summing.of(row));
            }
        }
        memory.request = memory.of_accounts();
        memory
    }

    /// What tells a request that was never checked before: its accounts.
    fn of_accounts(&self) -> Option<u64> {
        let bytes = self
            .accounts
            .iter()
            .flat_map(|(id, sums)| id.bytes().chain([0]).chain(sums.iter().flat_map(u32::to_le_bytes)));
        (!self.accounts.is_empty()).then(|| fnv(bytes))
    }

    /// The memory as texts for the cells of [`MEMORY_COLUMN`], from the first row.
    pub fn texts(&self) -> Vec<String> {
        let head = || format!("{OUR_MEMORY_MARK}{}\n", self.round);
        let of_findings = self.findings.iter().map(|Key { account, column, code }| {
            format!("F{BETWEEN}{account}{BETWEEN}{column}{BETWEEN}{code}\n")
        });
        let of_accounts = self.accounts.iter().map(|(account, sums)| {
            let sums: String = sums.iter().map(|sum| format!("{BETWEEN}{sum:08x}")).collect();
            format!("A{BETWEEN}{account}{sums}\n")
        });
        let of_codes = |sign: &'static str, codes: &'_ [String]| {
            (!codes.is_empty()).then(|| format!("{sign}{BETWEEN}{}\n", codes.join(&BETWEEN.to_string())))
        };
        let looked = of_codes(SELECT, &self.select).into_iter().chain(of_codes(IGNORE, &self.ignore));
        let mut texts = vec![head()];
        let request = self.request.map(|request| format!("{REQUEST}{BETWEEN}{request:016x}\n"));
        for line in request.into_iter().chain(looked).chain(of_findings).chain(of_accounts) {
            match texts.last_mut() {
                Some(text) if text.len() + line.len() <= LONGEST => text.push_str(&line),
                _ => texts.push(head() + &line),
            }
        }
        texts
    }

    /// What a copy remembers; `None` for a workbook that is none. Of several sheets of ours the last round counts.
    pub(crate) fn read(workbook: &Workbook) -> Option<Memory> {
        let ours = workbook.sheets.iter().filter(|sheet| sheet.role == SheetRole::Ours);
        ours.filter_map(|sheet| Memory::of_sheet(workbook, sheet)).max_by_key(|memory| memory.round)
    }

    fn of_sheet(workbook: &Workbook, sheet: &Sheet) -> Option<Memory> {
        let mut memory = Memory::default();
        let texts = sheet.cells.iter().filter_map(|cell| workbook.text(cell));
        for text in texts.filter_map(|text| text.strip_prefix(OUR_MEMORY_MARK)) {
            let (round, lines) = text.split_once('\n').unwrap_or((text, ""));
            memory.round = round.trim().parse().ok()?;
            lines.lines().for_each(|line| memory.learn(line));
        }
        (memory.round > 0).then_some(memory)
    }

    fn learn(&mut self, line: &str) {
        let mut fields = line.split([BETWEEN, EARLIER]);
        match (fields.next(), fields.next()) {
            (Some("F"), Some(account)) => {
                if let (Some(column), Some(code)) = (fields.next(), fields.next()) {
                    let [account, column, code] = [account, column, code].map(str::to_owned);
                    self.findings.insert(Key { account, column, code });
                }
            }
            (Some("A"), Some(account)) => {
                let sums = fields.filter_map(|sum| u32::from_str_radix(sum, 16).ok());
                self.accounts.insert(account.to_owned(), sums.collect());
            }
            (Some(REQUEST), Some(request)) => self.request = u64::from_str_radix(request, 16).ok(),
            (Some(SELECT), Some(code)) => {
                self.select.extend(std::iter::once(code).chain(fields).map(str::to_owned));
            }
            (Some(IGNORE), Some(code)) => {
                self.ignore.extend(std::iter::once(code).chain(fields).map(str::to_owned));
            }
            _ => {}
        }
    }

    /// Whether findings of a code were looked for.
    fn looked_for(&self, code: &str) -> bool {
        wants(&self.select, &self.ignore, code)
    }

    /// The same with the IDs that its accounts have now: one that is gone is one that is new when all their other
    /// values are the same.
    fn renamed(&self, now: &Memory, facts: &Facts<'_>) -> Memory {
        let mut renamed = self.clone();
        let gone: Vec<&String> = self.accounts.keys().filter(|id| !now.accounts.contains_key(*id)).collect();
        if gone.is_empty() {
            return renamed;
        }
        let mut by_content: BTreeMap<Sums, Vec<&str>> = BTreeMap::new();
        for row in facts.rows.iter().filter(|row| facts.convention.table(row.table).is_kind) {
            let Some(id) = id(facts, row).filter(|id| !self.accounts.contains_key(*id)) else { continue };
            let Some(known) = now.accounts.get(id) else { continue };
            let of_id = sum(&header_of_id(facts, row), id);
            by_content.entry(known.iter().filter(|sum| *sum != of_id).collect()).or_default().push(id);
        }
        let headers: BTreeSet<String> = facts
            .rows
            .iter()
            .filter(|row| facts.convention.table(row.table).is_kind)
            .map(|row| header_of_id(facts, row))
            .collect();
        for old in gone {
            let Some(known) = self.accounts.get(old) else { continue };
            let of_id: Sums = headers.iter().map(|header| sum(header, old)).collect();
            let content: Sums = known.iter().filter(|sum| !of_id.contains(*sum)).collect();
            let Some([new]) = by_content.get(&content).map(Vec::as_slice) else { continue };
            let Some(sums) = renamed.accounts.remove(old) else { continue };
            renamed.accounts.insert((*new).to_owned(), sums);
            let findings = std::mem::take(&mut renamed.findings);
            renamed.findings = findings
                .into_iter()
                .map(|key| if key.account == *old { Key { account: (*new).to_owned(), ..key } } else { key })
                .collect();
        }
        renamed
    }

    /// What became of the findings of the `last` round, which is noted at the findings; `None` where nothing at all has
    /// changed since, so that it is no other round.
    pub(crate) fn since(
        &mut self,
        last: &Memory,
        facts: &Facts<'_>,
        findings: &mut [Finding],
    ) -> Option<Round> {
        let last = &last.renamed(self, facts);
        // A copy of a version that told no request is told by its accounts.
        self.request = last.request.or(self.request);
        self.is_return = true;
        self.content = Some(content(facts));
        let is_same = self.findings == last.findings && self.accounts == last.accounts;
        if is_same {
            self.round = last.round;
            return None;
        }
        self.round = last.round.saturating_add(1);
        // What is not looked for now may still be there.
        let gone = last.findings.difference(&self.findings);
        let solved = gone.filter(|key| self.looked_for(&key.code)).cloned().collect();
        let mut round = Round { solved, open: 0, new: 0, spoiled: 0 };
        for finding in findings {
            if !last.looked_for(&finding.code) {
                continue;
            }
            let key = Key::of(finding, facts);
            let since = match &key {
                Some(key) if last.findings.contains(key) => Since::Open,
                Some(key) if last.was_right(key) && is_other(last, key, finding) => Since::Spoiled,
                _ => Since::New,
            };
            match since {
                Since::Open => round.open += 1,
                Since::New => round.new += 1,
                Since::Spoiled => {
                    round.new += 1;
                    round.spoiled += 1;
                }
            }
            finding.since = Some(since);
        }
        Some(round)
    }

    /// Whether nothing was found in a column of an account that was there.
    fn was_right(&self, key: &Key) -> bool {
        let first = Key { code: String::new(), ..key.clone() };
        let found = self.findings.range(first..).next();
        let is_there = found.is_some_and(|known| known.account == key.account && known.column == key.column);
        // What is found of a row as a whole is about no value.
        !key.column.is_empty() && self.accounts.contains_key(&key.account) && !is_there
    }
}

/// Whether the value of a finding is another than it was.
fn is_other(last: &Memory, key: &Key, finding: &Finding) -> bool {
    let known = last.accounts.get(&key.account);
    let text = match &finding.was {
        // What was no secret is remembered, and this is one.
        Was::Secret(_) => return true,
        Was::Empty => "",
        _ => finding.value.as_str(),
    };
    known.is_some_and(|sums| !sums.contains(sum(&key.column, text)))
}

/// Whether a text can be remembered as it is.
fn is_plain(text: &str) -> bool {
    text.len() <= LONGEST_ID && !text.contains(|one: char| one.is_control() || one == BETWEEN)
}

fn name<'f>(facts: &'f Facts<'_>, finding: &Finding) -> &'f str {
    facts.workbook.sheet_at(finding.place.sheet).map_or("", |sheet| facts.workbook.sheet(sheet).name.as_str())
}

/// The ID of a row, where it has one that may be shown.
fn id<'f>(facts: &'f Facts<'_>, row: &RowFacts) -> Option<&'f str> {
    let place = facts.rows.cell(row, facts.convention.id_field(row.table)?).place;
    let is_secret = facts.secrets.is_secret(row.sheet, place) || facts.secrets.is_withheld(row.sheet, place);
    facts.id_text(row).filter(|id| !is_secret && !id.trim().is_empty())
}

/// The header of the IDs of a row's sheet.
fn header_of_id(facts: &Facts<'_>, row: &RowFacts) -> String {
    let field = facts.convention.id_field(row.table);
    let field = field.and_then(|field| facts.convention.table(row.table).fields.get(field));
    field.map(|field| header(facts, row.sheet, field.column)).unwrap_or_default()
}

/// What tells a row without an ID, wherever it stands: its values, but for that of a cell in which something was found,
/// and for secrets.
fn checksum(facts: &Facts<'_>, row: &RowFacts, found: CellRef) -> String {
    let sum = facts.rows.cells(row).iter().fold(String::new(), |text, cell| {
        let is_secret = facts.secrets.is_secret(row.sheet, cell.place)
            || facts.secrets.is_withheld(row.sheet, cell.place);
        let is_told = !is_secret && cell.place.column != found.column && cell.state != State::NoColumn;
        if is_told { text + "\0" + &shown(facts, row, cell.place) } else { text + "\0" }
    });
    format!("{CHECKSUM}{:08x}", crc32fast::hash(sum.as_bytes()))
}

/// The text of a cell, as findings show it.
fn shown(facts: &Facts<'_>, row: &RowFacts, place: CellRef) -> String {
    crate::draft::content(facts, row.sheet, place).0
}
