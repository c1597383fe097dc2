//! The rows of a workbook as rules see them: each with its table, and each cell taken apart.

use pamlint_convention::{Convention, Path, Role, Slot, TableId};
use pamlint_reader::{Area, Cell, CellRef, Layout, Row, Sheet, SheetRole, Value, Workbook, is_blank_text};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::kind::KindEvidence;
use crate::secret;
use crate::value::{Item, Judge, Judged, JudgedId, Key, ProfileId, Text, WHOLE, Word, bit};

/// A workbook as rules see it.
pub(crate) struct Facts<'a> {
    pub workbook: &'a Workbook,
    pub convention: &'a Convention,
    pub judge: Judge<'a>,
    pub rows: Vec<RowFacts>,
    cells: Vec<CellFacts>,
    /// The rows of each table, by the table's number.
    by_table: Vec<Vec<usize>>,
    /// Rows in which nothing is settled or merged: equal cells make them equal to every rule.
    plain: Vec<bool>,
    /// The rows of each table that are not plain.
    unplain: Vec<Vec<usize>>,
    /// Places that hold a secret: sheet and cell, with the sort of secret and its length; in order.
    pub secrets: Vec<(usize, CellRef, secret::Secret)>,
    /// Rows whose kind cannot be told: their texts, in capitals.
    pub riddles: Vec<Vec<String>>,
    /// Rows, by their position, whose ID has another form than that of their kind.
    pub odd_ids: FxHashSet<usize>,
    /// Rows, by their position, of which a rule doubts the kind.
    pub doubted_kinds: FxHashSet<usize>,
    /// What fields of rows, by the row's position, were most likely meant to say, which is in their findings.
    pub meant: FxHashMap<(usize, usize), Key>,
    /// Columns whose values are withheld: sheet, column, and the row of the header above them.
    pub withheld: Vec<(usize, u32, u32)>,
}

/// A filled row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowFacts {
    /// The position of its sheet.
    pub sheet: usize,
    /// Excel's number, from 1.
    pub number: u32,
    /// What it is; `None` where that cannot be told.
    pub table: Option<TableId>,
    /// Where its cells begin; there is one for each field of its table.
    start: usize,
    len: usize,
}

/// One field of a row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CellFacts {
    /// Where it stands; in a merged area, the cell that holds its value.
    pub place: CellRef,
    pub state: State,
    /// Parts that have a finding of their own, which later rules leave alone: bits.
    pub settled: u32,
    /// Whether the value stands in this very cell, not in one above that it is merged with.
    pub own: bool,
}

/// What is in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum State {
    /// The sheet has no such column.
    NoColumn,
    /// Nothing.
    Empty,
    /// Something whose value is not known: an error, a formula without a value, a secret.
    Unreadable,
    /// A free text, which is never judged.
    Free,
    /// A text or number.
    Filled(JudgedId),
}

/// What a path gives for a row.
#[derive(Clone, Copy)]
pub(crate) enum Values<'f> {
    /// It cannot be reckoned with.
    Unknown,
    /// There is none.
    Absent,
    /// One value.
    One(Word),
    /// The values of a cell that holds several, or a part of each.
    Items(&'f [Item], Option<usize>, &'f Judge<'f>),
}

impl<'f> Values<'f> {
    /// The values one by one.
    pub(crate) fn words(self) -> impl Iterator<Item = Word> + 'f {
        let (one, several) = match self {
            Values::One(word) => (Some(word), None),
            Values::Items(items, part, judge) => (None, Some((items, part, judge))),
            Values::Unknown | Values::Absent => (None, None),
        };
        let words = several.into_iter().flat_map(|(items, part, judge)| {
            items.iter().filter_map(move |item| item_word(judge, item, part))
        });
        one.into_iter().chain(words)
    }
}

/// A value, or a part of it.
pub(crate) fn item_word(judge: &Judge<'_>, item: &Item, part: Option<usize>) -> Option<Word> {
    match part {
        None => Some(item.word),
        Some(part) => judge.parts(item).get(part)?.word,
    }
}

/// Where a path leads for the rows of one table.
#[derive(Debug, Clone)]
pub(crate) enum Access {
    /// The id of the table itself.
    Kind(Word),
    /// The first of these that is there.
    Slots(Vec<Slot>),
}

impl<'a> Facts<'a> {
    /// Takes every row of a workbook apart.
    pub(crate) fn new(workbook: &'a Workbook, convention: &'a Convention) -> Facts<'a> {
        let mut facts = Facts {
            workbook,
            convention,
            judge: Judge::new(convention, &workbook.strings),
            rows: Vec::new(),
            cells: Vec::new(),
            by_table: vec![Vec::new(); convention.tables.len()],
            plain: Vec::new(),
            unplain: vec![Vec::new(); convention.tables.len()],
            secrets: Vec::new(),
            riddles: Vec::new(),
            odd_ids: FxHashSet::default(),
            doubted_kinds: FxHashSet::default(),
            meant: FxHashMap::default(),
            withheld: Vec::new(),
        };
        facts.find_secrets();
        facts.make_room();
        let mut evidence = KindEvidence::new(convention);
        for (index, sheet) in workbook.sheets.iter().enumerate() {
            let Some(layout) = &sheet.layout else { continue };
            match sheet.role {
                SheetRole::Accounts(table) | SheetRole::Auxiliary(table) => {
                    let plan = Plan::new(&mut facts.judge, table, layout, sheet);
                    for row in &layout.rows {
                        facts.add_row(index, sheet, row, &plan);
                    }
                }
                SheetRole::MixedAccounts => facts.add_mixed(index, sheet, layout, &mut evidence),
                _ => {}
            }
        }
        facts
    }

    /// Sets aside what the rows will need, since growing means copying.
    fn make_room(&mut self) {
        let layouts = self.workbook.sheets.iter().filter_map(|sheet| sheet.layout.as_ref());
        let rows: usize = layouts.map(|layout| layout.rows.len()).sum();
        let fields = self.convention.tables.iter().map(|table| table.fields.len()).max().unwrap_or(0);
        self.rows.reserve(rows);
        self.plain.reserve(rows);
        self.cells.reserve(rows.saturating_mul(fields));
        self.judge.reserve(self.workbook.strings.len());
    }

    fn find_secrets(&mut self) {
        // Each text is looked through once, however often it stands there.
        let mut known: Vec<Option<Option<secret::Secret>>> = vec![None; self.workbook.strings.len()];
        for (index, sheet) in self.workbook.sheets.iter().enumerate() {
            if sheet.role == SheetRole::Ours {
                continue;
            }
            for cell in &sheet.cells {
                let Value::Text(id) = cell.value else { continue };
                let Some(known) = known.get_mut(id.index()) else { continue };
                let found = known.get_or_insert_with(|| secret::find(self.workbook.strings.get(id)));
                if let Some(found) = found {
                    self.secrets.push((index, cell.place, *found));
                }
            }
        }
    }

    fn add_mixed(&mut self, index: usize, sheet: &'a Sheet, layout: &'a Layout, evidence: &mut KindEvidence) {
        let mut plans: FxHashMap<TableId, Plan> = FxHashMap::default();
        for row in &layout.rows {
            let table = evidence.kind_of(self, sheet, layout, row);
            match table {
                Some(table) => {
                    let plan = plans
                        .entry(table)
                        .or_insert_with(|| Plan::new(&mut self.judge, table, layout, sheet));
                    self.add_row(index, sheet, row, plan);
                }
                None => self.add_riddle(index, sheet, row),
            }
        }
    }

    /// Adds a row whose kind cannot be told.
    fn add_riddle(&mut self, index: usize, sheet: &Sheet, row: &Row) {
        let texts = sheet.row_cells(*row).iter().filter_map(|cell| match cell.value {
            Value::Text(id) => Some(self.workbook.strings.get(id).trim().to_uppercase()),
            _ => None,
        });
        self.riddles.push(texts.collect());
        self.rows.push(RowFacts { sheet: index, number: row.number, table: None, start: 0, len: 0 });
        self.plain.push(false);
    }

    fn add_row(&mut self, index: usize, sheet: &'a Sheet, row: &Row, plan: &Plan) {
        let start = self.cells.len();
        let fields = &self.convention.table(plan.table).fields;
        for column in &plan.columns {
            let place = CellRef::new(row.number, column.unwrap_or(1));
            let state = if column.is_some() { State::Empty } else { State::NoColumn };
            self.cells.push(CellFacts { place, state, settled: 0, own: true });
        }
        for cell in sheet.row_cells(*row) {
            let Some(field) = plan.field_at(cell.place.column) else { continue };
            self.fill(start + field, index, cell, fields.get(field), plan.profiles.get(field).copied());
        }
        for area in &plan.merged {
            self.spread(area, index, sheet, row, plan, start);
        }
        self.rows.push(RowFacts {
            sheet: index,
            number: row.number,
            table: Some(plan.table),
            start,
            len: plan.columns.len(),
        });
        let cells = self.cells.get(start..).unwrap_or_default();
        let plain = cells.iter().all(|cell| cell.settled == 0 && cell.own);
        self.plain.push(true);
        if !plain {
            self.mark_unplain(self.rows.len() - 1, Some(plan.table));
        }
        if let Some(rows) = self.by_table.get_mut(plan.table.index()) {
            rows.push(self.rows.len() - 1);
        }
    }

    fn fill(
        &mut self,
        position: usize,
        sheet: usize,
        cell: &Cell,
        field: Option<&pamlint_convention::Field>,
        profile: Option<ProfileId>,
    ) {
        let (Some(field), Some(profile)) = (field, profile) else { return };
        let strings = &self.workbook.strings;
        let state = match cell.value {
            _ if self.is_secret(sheet, cell.place) => State::Unreadable,
            Value::Error(_) | Value::FormulaWithoutValue => State::Unreadable,
            Value::Number(number) if lost_digits(number) => State::Unreadable,
            Value::Number(number) => {
                State::Filled(self.judge.judge_number(profile, field, &number_text(number)))
            }
            Value::Text(id) => {
                let text = strings.get(id);
                if self.convention.column(field.column).role == Role::Free {
                    if is_blank_text(text) { State::Empty } else { State::Free }
                } else {
                    State::Filled(self.judge.judge(profile, field, id))
                }
            }
        };
        let state = match state {
            State::Filled(judged)
                if self.judge.judged(judged).is_some_and(|judged| self.judge.items(judged).is_empty()) =>
            {
                State::Empty
            }
            other => other,
        };
        if let Some(known) = self.cells.get_mut(position) {
            known.place = cell.place;
            known.state = state;
            known.settled = if state == State::Unreadable { WHOLE } else { 0 };
        }
    }

    /// Gives the cells of a merged area that lie below its first one that one's value: people merge
    /// cells to say "the same for all of these".
    fn spread(&mut self, area: &Area, index: usize, sheet: &'a Sheet, row: &Row, plan: &Plan, start: usize) {
        if !(area.first.row..=area.last.row).contains(&row.number) {
            return;
        }
        let fields = &self.convention.table(plan.table).fields;
        for (position, column) in plan.columns.iter().enumerate() {
            let Some(column) = *column else { continue };
            let place = CellRef::new(row.number, column);
            if !area.contains(place) || place == area.first {
                continue;
            }
            let source = (column == area.first.column).then(|| cell_at(sheet, area.first)).flatten();
            match source {
                Some(cell) => {
                    self.fill(
                        start + position,
                        index,
                        &cell,
                        fields.get(position),
                        plan.profiles.get(position).copied(),
                    );
                }
                None => {
                    if let Some(known) = self.cells.get_mut(start + position) {
                        known.settled = WHOLE;
                        if column != area.first.column {
                            known.state = State::Unreadable;
                        }
                    }
                }
            }
            if let Some(known) = self.cells.get_mut(start + position) {
                known.own = false;
            }
        }
    }

    /// The filled row of that number, from 1, on a sheet.
    pub(crate) fn row_at(&self, sheet: usize, number: u32) -> Option<usize> {
        self.rows.binary_search_by_key(&(sheet, number), |row| (row.sheet, row.number)).ok()
    }

    /// Whether a cell holds a secret.
    pub(crate) fn is_secret(&self, sheet: usize, place: CellRef) -> bool {
        self.secrets.binary_search_by(|(index, cell, _)| (*index, *cell).cmp(&(sheet, place))).is_ok()
    }

    /// Whether a cell stands below a header that says that it holds secrets.
    pub(crate) fn is_withheld(&self, sheet: usize, place: CellRef) -> bool {
        self.withheld
            .iter()
            .any(|(index, column, header)| *index == sheet && *column == place.column && place.row > *header)
    }

    /// Whether the text of a field is judged as it was typed, so that spans count its own characters.
    pub(crate) fn judged_is_verbatim(&self, row: &RowFacts, field: usize) -> bool {
        self.judged(row, field).is_some_and(|judged| judged.verbatim)
    }

    /// The rows of a table.
    pub(crate) fn rows_of(&self, table: TableId) -> &[usize] {
        self.by_table.get(table.index()).map_or(&[], Vec::as_slice)
    }

    /// The cells of a row, one for each field of its table.
    pub(crate) fn cells(&self, row: &RowFacts) -> &[CellFacts] {
        self.cells.get(row.start..row.start + row.len).unwrap_or_default()
    }

    /// A field of a row.
    pub(crate) fn cell(&self, row: &RowFacts, field: usize) -> Option<&CellFacts> {
        self.cells(row).get(field)
    }

    /// What stands in a field of a row.
    pub(crate) fn judged(&self, row: &RowFacts, field: usize) -> Option<&Judged> {
        match self.cell(row, field)?.state {
            State::Filled(judged) => self.judge.judged(judged),
            _ => None,
        }
    }

    /// Makes later rules leave parts of a field alone.
    pub(crate) fn settle(&mut self, index: usize, field: usize, bits: u32) {
        let Some(row) = self.rows.get(index).copied() else { return };
        if field < row.len
            && bits != 0
            && let Some(cell) = self.cells.get_mut(row.start + field)
        {
            cell.settled |= bits;
            if self.plain.get(index) == Some(&true) {
                self.mark_unplain(index, row.table);
            }
        }
    }

    fn mark_unplain(&mut self, index: usize, table: Option<TableId>) {
        if let Some(plain) = self.plain.get_mut(index) {
            *plain = false;
        }
        if let Some(rows) = table.and_then(|table| self.unplain.get_mut(table.index())) {
            rows.push(index);
        }
    }

    /// The rows of a table in which something is settled or merged, in no order.
    pub(crate) fn unplain_rows(&self, table: TableId) -> &[usize] {
        self.unplain.get(table.index()).map_or(&[], Vec::as_slice)
    }

    /// Whether nothing is settled or merged in a row.
    pub(crate) fn is_plain(&self, row: usize) -> bool {
        self.plain.get(row).copied().unwrap_or(false)
    }

    /// How the rows of a table give the value of a path; `None` when they have no such value.
    pub(crate) fn access(&mut self, table: TableId, path: &Path) -> Option<Access> {
        if path.is_just("kind") {
            let id = self.convention.table(table).id.clone();
            return Some(Access::Kind(self.judge.word(&id)));
        }
        let slots = self.convention.slots(table, path);
        (!slots.is_empty()).then_some(Access::Slots(slots))
    }

    /// The value of a path for a row; of a cell that holds several, only that of `item` when it is given
    /// for that field.
    pub(crate) fn values(&self, row: &RowFacts, access: &Access, item: Option<(usize, usize)>) -> Values<'_> {
        match access {
            Access::Kind(word) => Values::One(*word),
            Access::Slots(slots) => {
                for slot in slots {
                    match self.slot_values(row, *slot, item) {
                        Values::Absent => {}
                        values => return values,
                    }
                }
                Values::Absent
            }
        }
    }

    pub(crate) fn slot_values(&self, row: &RowFacts, slot: Slot, item: Option<(usize, usize)>) -> Values<'_> {
        let Some(cell) = self.cell(row, slot.field) else { return Values::Unknown };
        let judged = match cell.state {
            State::NoColumn | State::Unreadable | State::Free => return Values::Unknown,
            State::Empty if cell.settled != 0 => return Values::Unknown,
            State::Empty => return Values::Absent,
            State::Filled(judged) => judged,
        };
        let Some(judged) = self.judge.judged(judged) else { return Values::Unknown };
        let all = self.judge.items(judged);
        let items: &[Item] = match item {
            Some((field, index)) if field == slot.field => {
                all.get(index).map(std::slice::from_ref).unwrap_or_default()
            }
            _ => all,
        };
        let settled = match slot.part {
            None => cell.settled != 0,
            Some(part) => cell.settled == WHOLE || cell.settled & bit(part) != 0,
        };
        let wrong = |item: &Item| match slot.part {
            None => item.broken || item.wrong != 0,
            Some(part) => item.broken || item.wrong & bit(part) != 0,
        };
        if settled || items.iter().any(wrong) {
            return Values::Unknown;
        }
        if let [only] = items {
            return item_word(&self.judge, only, slot.part).map_or(Values::Absent, Values::One);
        }
        if items.iter().all(|item| item_word(&self.judge, item, slot.part).is_none()) {
            return Values::Absent;
        }
        Values::Items(items, slot.part, &self.judge)
    }

    /// Whether a field of a row is filled, whatever is wrong with it; `None` when the sheet has no such column.
    pub(crate) fn is_filled(&self, row: &RowFacts, access: &Access) -> Option<bool> {
        let Access::Slots(slots) = access else { return Some(true) };
        let mut filled = None;
        for slot in slots {
            match self.cell(row, slot.field).map(|cell| cell.state) {
                None | Some(State::NoColumn) => {}
                Some(State::Empty) => filled = filled.or(Some(false)),
                Some(State::Unreadable | State::Free | State::Filled(_)) => return Some(true),
            }
        }
        filled
    }

    /// A text as it is written.
    pub(crate) fn text(&self, text: Text) -> &str {
        self.judge.text(text)
    }

    /// The values of a cell.
    pub(crate) fn items(&self, judged: &Judged) -> &[Item] {
        self.judge.items(judged)
    }

    /// The ID of a row, as it is shown.
    pub(crate) fn id_text(&self, row: &RowFacts) -> Option<&str> {
        let table = self.convention.table(row.table?);
        let field =
            table.fields.iter().position(|field| self.convention.column(field.column).role == Role::Id)?;
        Some(self.text(self.judged(row, field)?.text))
    }
}

/// How the rows of one sheet give the fields of one table.
struct Plan {
    table: TableId,
    /// The sheet's column of each field, from 1.
    columns: Vec<Option<u32>>,
    /// The field of each column of the sheet.
    fields: FxHashMap<u32, usize>,
    profiles: Vec<ProfileId>,
    /// The merged areas below the header.
    merged: Vec<Area>,
}

impl Plan {
    fn new(judge: &mut Judge<'_>, table: TableId, layout: &Layout, sheet: &Sheet) -> Plan {
        let convention = judge.convention;
        let fields = &convention.table(table).fields;
        let columns: Vec<Option<u32>> = fields
            .iter()
            .map(|field| {
                let header =
                    layout.headers.iter().find(|header| header.meaning.column() == Some(field.column));
                header.map(|header| header.place.column)
            })
            .collect();
        Plan {
            table,
            fields: columns
                .iter()
                .enumerate()
                .filter_map(|(field, column)| Some(((*column)?, field)))
                .collect(),
            profiles: fields.iter().map(|field| judge.profile(field)).collect(),
            merged: sheet.merged.iter().filter(|area| area.last.row > layout.header_row).copied().collect(),
            columns,
        }
    }

    fn field_at(&self, column: u32) -> Option<usize> {
        self.fields.get(&column).copied()
    }
}

fn cell_at(sheet: &Sheet, place: CellRef) -> Option<Cell> {
    let position = sheet.cells.binary_search_by_key(&place, |cell| cell.place).ok()?;
    sheet.cells.get(position).copied()
}

/// The text of a number: its plain digits, as people see them in a text column.
pub(crate) fn number_text(number: f64) -> String {
    format!("{number}")
}

/// Whether a number has more digits than a spreadsheet keeps: fifteen (ECMA-376 leaves it to the
/// double; Excel's specification says fifteen).
pub(crate) fn lost_digits(number: f64) -> bool {
    number.abs() >= 1e15
}
