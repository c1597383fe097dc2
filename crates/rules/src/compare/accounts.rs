//! The accounts of two versions of a workbook, and which of one is which of the other.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use pamlint_convention::{ColumnId, Convention, Role, fold_header};
use pamlint_reader::{CellRef, Sheet, SheetId, Strings, Workbook};
use rustc_hash::FxHashMap;

use super::Version;
use crate::facts::Secrets;
use crate::number::number_text;
use crate::patience::Patience;
use crate::report::Place;

/// A filled cell of an account.
pub(super) struct Value<'a> {
    pub column: ColumnId,
    pub text: Cow<'a, str>,
    pub is_secret: bool,
}

/// A row with an account.
pub(super) struct Account<'a> {
    pub sheet: usize,
    sheet_name: &'a str,
    /// Excel's number, from 1.
    pub row: u32,
    /// The column of its ID.
    id: Option<ColumnId>,
    /// Its filled cells in columns that the convention knows.
    values: Vec<Value<'a>>,
}

impl<'a> Account<'a> {
    /// The value of a column; `None` for an empty cell.
    pub fn value(&self, column: ColumnId) -> Option<&Value<'a>> {
        self.values.iter().find(|value| value.column == column)
    }

    /// The columns of both, each once, in the order of this one's.
    pub fn columns_with(&self, other: &Account<'_>) -> Vec<ColumnId> {
        let mut columns: Vec<ColumnId> = self.values.iter().map(|value| value.column).collect();
        for value in &other.values {
            if !columns.contains(&value.column) {
                columns.push(value.column);
            }
        }
        columns
    }

    /// Its ID, or its place where it has none that may be shown.
    pub fn called(&self) -> String {
        match self.id.and_then(|id| self.value(id)).filter(|value| !value.is_secret) {
            Some(value) => value.text.trim().to_owned(),
            None => format!("{}!{}", self.sheet_name, self.row),
        }
    }

    /// What tells it from the other accounts of its workbook.
    fn key(&self) -> Option<String> {
        let id = fold_header(&self.value(self.id?)?.text);
        (!id.is_empty()).then_some(id)
    }

    /// Everything but its ID.
    fn content(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for value in self.values.iter().filter(|value| Some(value.column) != self.id) {
            (value.column, value.text.trim()).hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// The accounts of a version, in its order.
pub(super) struct Accounts<'a> {
    all: Vec<Account<'a>>,
    /// The position of each among all, by its sheet and row.
    places: FxHashMap<(usize, u32), usize>,
    workbook: &'a Workbook,
}

impl<'a> Accounts<'a> {
    pub fn of(version: Version<'a>, convention: &Convention) -> Accounts<'a> {
        let Version { workbook, report } = version;
        let secrets = Secrets::find(workbook, &Patience::default());
        let mut all = Vec::new();
        for (id, sheet) in workbook.all_sheets() {
            // The report calls a sheet by its number when its name holds a secret.
            let name = report.sheet_names.get(id.index()).map_or("", String::as_str);
            accounts(workbook, (id, sheet, name), (convention, &secrets), &mut all);
        }
        let places = all.iter().enumerate().map(|(at, it)| ((it.sheet, it.row), at)).collect();
        Accounts { all, places, workbook }
    }

    /// The position of the account in a row.
    pub fn in_row(&self, sheet: usize, row: u32) -> Option<usize> {
        self.places.get(&(sheet, row)).copied()
    }

    /// The column that a cell stands in.
    pub fn column_at(&self, place: Place) -> Option<ColumnId> {
        self.workbook.sheets.get(place.sheet)?.layout.as_ref()?.column_at(place.cell.column)
    }

    /// The cell of an account in a column; `None` where its sheet has no such column.
    pub fn place_of(&self, account: &Account<'_>, column: ColumnId) -> Option<Place> {
        let header = self.workbook.sheets.get(account.sheet)?.layout.as_ref()?.header_of(column)?;
        Some(Place { sheet: account.sheet, cell: CellRef::new(account.row, header.place.column) })
    }

    pub fn get(&self, position: usize) -> Option<&Account<'a>> {
        self.all.get(position)
    }
}

fn accounts<'a>(
    workbook: &'a Workbook,
    (id, sheet, name): (SheetId, &'a Sheet, &'a str),
    (convention, secrets): (&Convention, &Secrets),
    into: &mut Vec<Account<'a>>,
) {
    let Some((layout, _)) = sheet.accounts() else { return };
    let headers = layout.headers.iter().filter_map(|header| Some((header, header.meaning.column()?)));
    let columns: Vec<_> = headers.collect();
    let of_id = columns.iter().map(|(_, column)| *column).find(|id| convention.column(*id).role == Role::Id);
    for row in &layout.rows {
        let values = columns.iter().filter_map(|(header, column)| {
            let cell = sheet.cell_below(header, *row)?;
            let text = shown(&cell.value, &workbook.strings);
            (!text.trim().is_empty()).then(|| Value {
                column: *column,
                is_secret: secrets.is_secret(id, cell.place),
                text,
            })
        });
        into.push(Account {
            sheet: id.index(),
            sheet_name: name,
            row: row.number,
            id: of_id,
            values: values.collect(),
        });
    }
}

/// A value as people see it; one that is not known as nothing.
fn shown<'a>(value: &pamlint_reader::Value, strings: &'a Strings) -> Cow<'a, str> {
    match value {
        pamlint_reader::Value::Text(id)
        | pamlint_reader::Value::Shown { text: id, .. }
        | pamlint_reader::Value::Error(id) => Cow::Borrowed(strings.get(*id)),
        pamlint_reader::Value::Number(number) => Cow::Owned(number_text(*number)),
        pamlint_reader::Value::FormulaWithoutValue => Cow::Borrowed(""),
    }
}

/// Which account of the one version is which of the other.
pub(super) struct Matched<'m, 'a> {
    old: &'m Accounts<'a>,
    new: &'m Accounts<'a>,
    /// For each new account, the old one.
    before: Vec<Option<usize>>,
    /// For each old account, the new one.
    after: Vec<Option<usize>>,
}

impl<'m, 'a> Matched<'m, 'a> {
    /// Accounts with one ID are one account; where several have it, those with the same values are, and the others
    /// in their order. An account whose ID changed is known by its other values, where no other has them.
    pub fn of(old: &'m Accounts<'a>, new: &'m Accounts<'a>) -> Matched<'m, 'a> {
        let mut matched =
            Matched { old, new, before: vec![None; new.all.len()], after: vec![None; old.all.len()] };
        matched.pair(|account| Some((account.key()?, account.content())), false);
        matched.pair(|account| account.key(), false);
        matched.pair(|account| Some(account.content()), true);
        matched
    }

    /// Pairs the accounts that are left and of which `key` says the same.
    fn pair<K: Ord>(&mut self, key: impl Fn(&Account<'_>) -> Option<K>, has_to_be_alone: bool) {
        let left = |accounts: &Accounts<'_>, taken: &[Option<usize>]| {
            let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
            let free = accounts.all.iter().zip(taken).enumerate().filter(|(_, (_, taken))| taken.is_none());
            for (position, (account, _)) in free {
                if let Some(key) = key(account) {
                    groups.entry(key).or_default().push(position);
                }
            }
            groups
        };
        let mut fresh = left(self.new, &self.before);
        for (key, olds) in left(self.old, &self.after) {
            let news = fresh.remove(&key).unwrap_or_default();
            if has_to_be_alone && (olds.len(), news.len()) != (1, 1) {
                continue;
            }
            for (old, new) in olds.into_iter().zip(news) {
                if let (Some(after), Some(before)) = (self.after.get_mut(old), self.before.get_mut(new)) {
                    (*after, *before) = (Some(new), Some(old));
                }
            }
        }
    }

    /// The position of what a new account was.
    pub fn before(&self, new: usize) -> Option<usize> {
        self.before.get(new).copied().flatten()
    }

    /// The position of what an old account is now.
    pub fn now(&self, old: usize) -> Option<usize> {
        self.after.get(old).copied().flatten()
    }

    /// The accounts that both have, in the order of the new version.
    pub fn pairs(&self) -> impl Iterator<Item = (&'m Account<'a>, &'m Account<'a>)> {
        let pairs = self.before.iter().zip(&self.new.all);
        pairs.filter_map(|(before, new)| Some((self.old.get((*before)?)?, new)))
    }

    /// The accounts that only the new version has.
    pub fn added(&self) -> impl Iterator<Item = &'m Account<'a>> {
        self.new
            .all
            .iter()
            .zip(&self.before)
            .filter(|(_, before)| before.is_none())
            .map(|(account, _)| account)
    }

    /// The accounts that only the old version has.
    pub fn gone(&self) -> impl Iterator<Item = &'m Account<'a>> {
        self.old.all.iter().zip(&self.after).filter(|(_, after)| after.is_none()).map(|(account, _)| account)
    }
}
