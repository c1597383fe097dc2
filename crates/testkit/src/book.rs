//! An onboarding workbook in the making: accounts and what surrounds them, one line each.

mod lay_out;

use std::collections::BTreeMap;

use pamlint_convention::Language;
use rust_xlsxwriter::Workbook;

use crate::entry::Entry;
use crate::grid::{Grid, a1};
use crate::layout::kind;
use crate::look::{self, Look};

/// An onboarding workbook in the making.
///
/// Cells are named by what they are, so that they are found in every layout:
///
/// | spot | cell |
/// |---|---|
/// | `AD-L2.safe` | the Safe of the account that was added as `AD-L2`, whatever its ID has become |
/// | `AD^safe` | the header of that column on the sheet that holds the accounts of AD |
/// | `AD^` | column A of that header row |
/// | `Safes!A3` | a cell of a sheet (an account sheet may be named by any kind it holds) |
#[derive(Debug, Clone, Default)]
pub struct Book {
    accounts: Vec<Account>,
    info: Option<Vec<[String; 2]>>,
    teams: Option<Vec<[String; 2]>>,
    safes: Option<Vec<[String; 2]>>,
    lists: Option<Vec<[String; 2]>>,
    language: Option<Language>,
    title: Vec<String>,
    shuffle: Option<u64>,
    one_sheet: bool,
    look: Look,
    edits: Vec<Edit>,
}

#[derive(Debug, Clone)]
struct Account {
    key: String,
    kind: &'static str,
    /// The sheet of several kinds on which it stands, when it does not stand on its kind's.
    sheet: Option<String>,
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug, Clone)]
enum Edit {
    Header { sheet: String, column: String, text: String },
    DropColumn { sheet: String, column: String },
    AddColumn { sheet: String, header: String },
    SecondId { sheet: String, column: String },
    Merge { first: String, last: String },
    HideRow(String),
    HideSheet(String),
    BlankRows { before: String, count: u32 },
    Row { before: String, entries: Vec<(String, Entry)> },
    Prefilled { kind: &'static str, count: u32 },
    Write { spot: String, entry: Entry },
    Beside { spot: String, entry: Entry },
    Below { kind: &'static str, rows: u32, text: String },
    Note { spot: String, text: String },
    Sheet { name: String, cells: Vec<(String, Entry)>, first: bool, hidden: bool },
}

impl Book {
    /// A workbook without accounts, with the sheet Info.
    pub fn new() -> Book {
        Book::default().info(&[
            ("Organisation", "Agentschap Wegen en Verkeer"),
            ("OVO code", "OVO000098"),
            ("Contact", "Jan De Wit, jan.dewit@wegen.example"),
        ])
    }

    /// Adds an account: the values of its kind's columns after the ID, in the template's order.
    pub fn row<'a>(mut self, sheet: &str, values: impl IntoIterator<Item = &'a str>) -> Book {
        let kind = kind(sheet);
        let number = 1 + self.accounts.iter().filter(|account| account.kind == kind.sheet).count();
        let key = format!("{sheet}-L{number}");
        let mut entries = BTreeMap::from([("id".to_owned(), Entry::from(&key))]);
        entries.insert("type".to_owned(), Entry::from(kind.sheet));
        let values = values.into_iter().collect::<Vec<_>>();
        assert!(values.len() < kind.columns.len(), "{key} has more values than {sheet} has columns");
        for (column, value) in kind.columns.iter().skip(1).zip(values) {
            entries.insert((*column).to_owned(), Entry::from(value));
        }
        self.accounts.push(Account { key, kind: kind.sheet, sheet: None, entries });
        self
    }

    /// Puts an account on a sheet of several kinds, with a column for the account type.
    pub fn move_to(mut self, key: &str, sheet: &str) -> Book {
        self.account(key).sheet = Some(sheet.to_owned());
        self
    }

    /// Takes an account out.
    pub fn without_row(mut self, key: &str) -> Book {
        self.account(key);
        self.accounts.retain(|account| account.key != key);
        self
    }

    /// Takes every account out.
    pub fn without_accounts(mut self) -> Book {
        self.accounts.clear();
        self
    }

    /// Puts something else in a cell of an account (`AD-L2.safe`), or in any cell (`Safes!A3`).
    pub fn set(mut self, spot: &str, entry: impl Into<Entry>) -> Book {
        let entry = entry.into();
        if spot.contains(['!', '^']) {
            self.edits.push(Edit::Write { spot: spot.to_owned(), entry });
        } else {
            let (key, column) = split_cell(spot);
            self.account(key).entries.insert(column.to_owned(), entry);
        }
        self
    }

    /// What stands in a cell of an account.
    pub fn get(&self, spot: &str) -> Entry {
        let (key, column) = split_cell(spot);
        let account = self.accounts.iter().find(|account| account.key == key);
        let account = account.unwrap_or_else(|| panic!("there is no account {key}"));
        account.entries.get(column).cloned().unwrap_or(Entry::Empty)
    }

    /// Changes the text of a cell of an account.
    pub fn change(self, spot: &str, from: &str, to: &str) -> Book {
        let entry = self.get(spot);
        assert!(entry.text().contains(from), "{spot} does not contain {from}");
        let text = entry.text().replacen(from, to, 1);
        self.set(spot, text)
    }

    fn account(&mut self, key: &str) -> &mut Account {
        let account = self.accounts.iter_mut().find(|account| account.key == key);
        account.unwrap_or_else(|| panic!("there is no account {key}"))
    }

    /// What stands on the sheet Info.
    pub fn info(mut self, lines: &[(&str, &str)]) -> Book {
        self.info = Some(pairs(lines));
        self
    }

    /// Leaves the sheet Info out.
    pub fn without_info(mut self) -> Book {
        self.info = None;
        self
    }

    /// The teams and their explanations.
    pub fn teams(mut self, teams: &[(&str, &str)]) -> Book {
        self.teams = Some(pairs(teams));
        self
    }

    /// Leaves the sheet Teams out.
    pub fn without_teams(mut self) -> Book {
        self.teams = None;
        self
    }

    /// The safes and their descriptions.
    pub fn safes(mut self, safes: &[(&str, &str)]) -> Book {
        self.safes = Some(pairs(safes));
        self
    }

    /// Leaves the sheet Safes out.
    pub fn without_safes(mut self) -> Book {
        self.safes = None;
        self
    }

    /// The hidden sheet that feeds the dropdowns: platforms, and account types beside them.
    pub fn lists(mut self, lists: &[(&str, &str)]) -> Book {
        self.lists = Some(pairs(lists));
        self
    }

    /// Leaves the sheet that feeds the dropdowns out.
    pub fn without_lists(mut self) -> Book {
        self.lists = None;
        self
    }

    /// The language of the headers.
    pub fn language(mut self, language: Language) -> Book {
        self.language = Some(language);
        self
    }

    /// Puts a title block of that many rows, the last of them blank, above every account header,
    /// unless there is one already.
    pub fn titled(self, rows: u32) -> Book {
        if !self.title.is_empty() {
            return self;
        }
        let lines =
            ["PAMaaS onboarding", "Fill in one row for each account.", "Questions: pam@wegen.example"];
        let lines = lines.into_iter().cycle().take(usize::try_from(rows).unwrap_or(1).saturating_sub(1));
        self.title(lines)
    }

    /// Puts these lines and a blank row above every account header.
    pub fn title<'a>(mut self, lines: impl IntoIterator<Item = &'a str>) -> Book {
        self.title = lines.into_iter().map(str::to_owned).collect();
        self.title.push(String::new());
        self
    }

    /// Puts the columns after the ID in another order.
    pub fn shuffled(mut self, seed: u64) -> Book {
        self.shuffle = Some(seed);
        self
    }

    /// Puts all accounts on one sheet, with a column for the account type.
    pub fn one_sheet(mut self) -> Book {
        self.one_sheet = true;
        self
    }

    /// How the workbook looks.
    pub fn look(mut self, look: Look) -> Book {
        self.look = look;
        self
    }

    fn edit(mut self, edit: Edit) -> Book {
        self.edits.push(edit);
        self
    }

    /// Gives a column (`AD^safe`) another header.
    pub fn header(self, spot: &str, text: &str) -> Book {
        let (sheet, column) = split_header(spot);
        self.edit(Edit::Header { sheet, column, text: text.to_owned() })
    }

    /// Leaves a column (`AD^safe`) out.
    pub fn without_column(self, spot: &str) -> Book {
        let (sheet, column) = split_header(spot);
        self.edit(Edit::DropColumn { sheet, column })
    }

    /// Adds a column (`AD^Cost centre`) at the right.
    pub fn column(self, spot: &str) -> Book {
        let (sheet, header) = split_header(spot);
        self.edit(Edit::AddColumn { sheet, header })
    }

    /// Puts this column (`AD^safe`) in column A, and the ID second.
    pub fn second_id(self, spot: &str) -> Book {
        let (sheet, column) = split_header(spot);
        self.edit(Edit::SecondId { sheet, column })
    }

    /// Merges the cells from one (`AD-L1.safe`) to another; only the first keeps its value.
    pub fn merge(self, first: &str, last: &str) -> Book {
        self.edit(Edit::Merge { first: first.to_owned(), last: last.to_owned() })
    }

    /// Hides the row of an account.
    pub fn hide_row(self, key: &str) -> Book {
        self.edit(Edit::HideRow(key.to_owned()))
    }

    /// Hides a sheet.
    pub fn hide_sheet(self, name: &str) -> Book {
        self.edit(Edit::HideSheet(name.to_owned()))
    }

    /// Leaves rows blank before an account.
    pub fn blank_rows(self, before: &str, count: u32) -> Book {
        self.edit(Edit::BlankRows { before: before.to_owned(), count })
    }

    /// Puts a row that is no account (an example, say) before an account.
    pub fn row_before<'a>(self, before: &str, entries: impl IntoIterator<Item = (&'a str, &'a str)>) -> Book {
        let entries = entries.into_iter().map(|(column, text)| (column.to_owned(), Entry::from(text)));
        self.edit(Edit::Row { before: before.to_owned(), entries: entries.collect() })
    }

    /// Adds rows in which only the ID stands, as templates have them.
    pub fn prefilled(self, sheet: &str, count: u32) -> Book {
        self.edit(Edit::Prefilled { kind: kind(sheet).sheet, count })
    }

    /// Writes beside the table: in the row of an account (`AD-L2.30`), at that column.
    pub fn beside(self, spot: &str, entry: impl Into<Entry>) -> Book {
        self.edit(Edit::Beside { spot: spot.to_owned(), entry: entry.into() })
    }

    /// Writes in column A, that many rows below the table.
    pub fn below(self, sheet: &str, rows: u32, text: &str) -> Book {
        self.edit(Edit::Below { kind: kind(sheet).sheet, rows, text: text.to_owned() })
    }

    /// Gives a cell a note.
    pub fn note(self, spot: &str, text: &str) -> Book {
        self.edit(Edit::Note { spot: spot.to_owned(), text: text.to_owned() })
    }

    /// Adds a sheet at the end.
    pub fn sheet(self, name: &str, cells: &[(&str, &str)]) -> Book {
        let cells = cells.iter().map(|(cell, text)| ((*cell).to_owned(), Entry::from(*text))).collect();
        self.edit(Edit::Sheet { name: name.to_owned(), cells, first: false, hidden: false })
    }

    /// Adds a sheet before all others.
    pub fn first_sheet(self, name: &str, cells: &[(&str, &str)]) -> Book {
        let cells = cells.iter().map(|(cell, text)| ((*cell).to_owned(), Entry::from(*text))).collect();
        self.edit(Edit::Sheet { name: name.to_owned(), cells, first: true, hidden: false })
    }

    /// Adds a hidden sheet at the end.
    pub fn hidden_sheet(self, name: &str, cells: &[(&str, &str)]) -> Book {
        let cells = cells.iter().map(|(cell, text)| ((*cell).to_owned(), Entry::from(*text))).collect();
        self.edit(Edit::Sheet { name: name.to_owned(), cells, first: false, hidden: true })
    }

    /// The bytes of the .xlsx file.
    pub fn to_xlsx(&self) -> Vec<u8> {
        look::write(&self.grids(), &self.look)
    }

    /// The workbook, to add to it what cells cannot hold; its bytes are then made by [`crate::samples`].
    pub(crate) fn workbook(&self) -> (Workbook, Vec<Grid>) {
        let grids = self.grids();
        let workbook = look::workbook(&grids, &self.look).expect("cells that fit a sheet");
        (workbook, grids)
    }

    /// The name of the sheet and the cell that a spot stands for.
    pub fn place(&self, spot: &str) -> (String, String) {
        let (_, places) = self.lay_out();
        let (sheet, row, column) = self.locate(&places, spot);
        (sheet, a1(row, column))
    }

    /// The sheets as they will be written.
    pub fn grids(&self) -> Vec<Grid> {
        self.lay_out().0
    }

    /// Every key of an account, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.accounts.iter().map(|account| account.key.as_str())
    }
}

fn pairs(lines: &[(&str, &str)]) -> Vec<[String; 2]> {
    lines.iter().map(|(first, second)| [(*first).to_owned(), (*second).to_owned()]).collect()
}

fn split_cell(spot: &str) -> (&str, &str) {
    spot.split_once('.').unwrap_or_else(|| panic!("{spot} names no cell: write it as AD-L2.safe"))
}

fn split_header(spot: &str) -> (String, String) {
    let (sheet, column) = spot.split_once('^').unwrap_or_else(|| panic!("{spot} names no header"));
    (sheet.to_owned(), column.to_owned())
}
