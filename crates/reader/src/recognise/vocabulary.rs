//! What a convention calls its columns and sheets, ready to be looked up.

use pamlint_convention::{Column, ColumnId, Convention, Role, Table, TableId, fold_header, folds_to};

/// The longest text that can be a header, in bytes; whatever is longer means nothing.
const LONGEST_HEADER: usize = 500;

/// The sort of name by which a header means its column, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Naming {
    /// The template's own header.
    Own,
    /// An alias.
    Alias,
    /// One of these, with a number before it or a remark behind it.
    WithRemark,
}

/// The rows that are left out since they only show how to fill in the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Examples {
    /// All whose ID says so.
    Called,
    /// Those of them that hold the values of the template.
    OfTemplate,
}

/// What a convention calls its columns and sheets.
#[derive(Clone, Copy)]
pub(super) struct Vocabulary<'c> {
    pub convention: &'c Convention,
    pub examples: Examples,
}

impl<'c> Vocabulary<'c> {
    pub fn new(convention: &'c Convention) -> Vocabulary<'c> {
        Vocabulary { convention, examples: Examples::Called }
    }

    pub fn role(&self, column: ColumnId) -> Role {
        self.convention.column(column).role
    }

    /// Whether an ID says that its row is an example.
    pub fn is_example(&self, id: &str) -> bool {
        self.convention.example_ids.iter().any(|example| folds_to(id, example))
    }

    /// Whether a value is the template's own in a column.
    pub fn is_template_value(&self, column: ColumnId, value: &str) -> bool {
        let mut fields = self.kinds().flat_map(|(_, table)| &table.fields);
        fields.any(|field| field.column == column && folds_to(value, &fold_header(&field.example)))
    }

    /// Whether a cell of a column may hold several values.
    pub fn holds_several(&self, column: ColumnId) -> bool {
        let mut fields = self.convention.tables.iter().flat_map(|table| &table.fields);
        fields.any(|field| field.column == column && field.several)
    }

    /// The column that a header means on a table: one of the table's own, else, on an account sheet,
    /// one of any kind's. A number before it and a remark behind it change nothing: `3. Address (FQDN)`.
    pub fn column(&self, header: &str, table: Option<TableId>) -> Option<ColumnId> {
        let reduced = || reductions(header).find_map(|header| self.very_column(header, table));
        self.very_column(header, table).or_else(reduced)
    }

    /// The column that a header means on a table, and by which of its names.
    pub fn naming(&self, header: &str, table: Option<TableId>) -> Option<(ColumnId, Naming)> {
        match self.very_column(header, table) {
            Some(column) => {
                let own = self.convention.column(column).folded.first();
                let is_own = own.is_some_and(|own| folds_to(header, own));
                Some((column, if is_own { Naming::Own } else { Naming::Alias }))
            }
            None => Some((self.column(header, table)?, Naming::WithRemark)),
        }
    }

    /// How many of these columns every kind has.
    pub fn common(&self, columns: &[ColumnId]) -> usize {
        let is_common = |column: &&ColumnId| self.kinds().all(|(_, kind)| kind.position(**column).is_some());
        columns.iter().filter(is_common).count()
    }

    /// The column that the whole of a header means.
    pub fn very_column(&self, header: &str, table: Option<TableId>) -> Option<ColumnId> {
        if header.len() > LONGEST_HEADER {
            return None;
        }
        let folded = fold_header(header);
        let table = table.map(|table| self.convention.table(table));
        let own = table.and_then(|table| {
            let means = |column: &ColumnId| self.convention.column(*column).folded.contains(&folded);
            table.fields.iter().map(|field| field.column).find(means)
        });
        if own.is_some() || table.is_some_and(|table| !table.is_kind) {
            return own;
        }
        self.convention.columns_headed(&folded).first().copied()
    }

    /// The columns that a header can mean on account sheets.
    pub fn meanings(&self, header: &str) -> &[ColumnId] {
        let of = |header: &str| self.convention.columns_headed(&fold_header(header));
        if header.len() > LONGEST_HEADER {
            return &[];
        }
        match of(header) {
            [] => reductions(header).map(of).find(|columns| !columns.is_empty()).unwrap_or_default(),
            columns => columns,
        }
    }

    /// The columns that a table can have, or any account sheet.
    pub fn columns_of(&self, table: Option<TableId>) -> Vec<(ColumnId, &'c Column)> {
        let on = |table: &Table, column| table.position(column).is_some();
        let wanted = |column: ColumnId| match table {
            Some(table) => on(self.convention.table(table), column),
            None => {
                self.role(column) == Role::Kind
                    || self.convention.tables.iter().any(|table| table.is_kind && on(table, column))
            }
        };
        self.convention.all_columns().filter(|(id, _)| wanted(*id)).collect()
    }

    /// The kinds of account.
    pub fn kinds(&self) -> impl Iterator<Item = (TableId, &'c Table)> {
        self.convention.all_tables().filter(|(_, table)| table.is_kind)
    }

    /// The table whose sheet has this very name.
    pub fn table_named(&self, name: &str) -> Option<TableId> {
        let folded = fold_header(name);
        self.convention
            .all_tables()
            .find(|(_, table)| table.folded_sheets.contains(&folded))
            .map(|(id, _)| id)
    }

    /// The table whose name stands in the name of a sheet as whole words; the longest such name, and
    /// none when another table is named beside it: `UX servers`, `AD (2)`, but not `AD and UX`.
    pub fn table_in_name(&self, name: &str, is_kind: bool) -> Option<TableId> {
        let words = words(name);
        let mut found: Vec<(usize, std::ops::Range<usize>, TableId)> = Vec::new();
        for (id, table) in self.convention.all_tables().filter(|(_, table)| table.is_kind == is_kind) {
            for start in 0..words.len() {
                let mut joined = String::new();
                for (end, word) in words.iter().enumerate().skip(start) {
                    joined.push_str(word);
                    if table.folded_sheets.contains(&joined) {
                        found.push((joined.len(), start..end + 1, id));
                    }
                }
            }
        }
        // The first of the longest: a stable order whatever the tables are.
        let (_, span, table) = found.iter().rev().max_by_key(|(length, ..)| *length)?;
        let apart = |other: &std::ops::Range<usize>| other.end <= span.start || span.end <= other.start;
        let is_alone = !found.iter().any(|(_, other, id)| id != table && apart(other));
        is_alone.then_some(*table)
    }
}

/// What a header may be without what people put around it, the fullest first: a number before it, a remark in brackets
/// behind it, an explanation on the lines below it.
pub(super) fn reductions(header: &str) -> impl Iterator<Item = &str> {
    let first_line = header.trim().split_once(['\n', '\r']).map(|(line, _)| line.trim());
    [Some(header), first_line.filter(|line| !line.is_empty())]
        .into_iter()
        .flatten()
        .flat_map(|text| {
            [Some(text), unnumbered(text)]
                .into_iter()
                .flatten()
                .flat_map(|text| [Some(text), without_remark(text)])
        })
        .flatten()
}

/// A header without the number before it: `1. Safe`, `2) Platform`, `a. Context`.
fn unnumbered(header: &str) -> Option<&str> {
    let text = header.trim_start().trim_start_matches('(');
    let behind = text.trim_start_matches(|character: char| character.is_ascii_digit());
    let is_number = (1..=2).contains(&(text.len() - behind.len()));
    let behind = match is_number {
        true => behind,
        // One letter is a number of its own kind.
        false => text
            .strip_prefix(|first: char| first.is_ascii_alphabetic())
            .filter(|rest| rest.starts_with(['.', ')']))?,
    };
    let is_apart = behind.starts_with(['.', ')', ':', '-', ' ', '\t', '\u{A0}']);
    let rest = behind.trim_start().trim_start_matches(['.', ')', ':', '-', '–']).trim_start();
    (is_apart && rest.starts_with(char::is_alphabetic)).then_some(rest)
}

/// A header without the remark in brackets behind it; `None` when there is none, or nothing else.
fn without_remark(header: &str) -> Option<&str> {
    let header = header.trim_end_matches(|character: char| character.is_whitespace() || character == '*');
    let (close, open) = [(')', '('), (']', '[')].into_iter().find(|(close, _)| header.ends_with(*close))?;
    let (head, _) = header.strip_suffix(close)?.rsplit_once(open)?;
    Some(head.trim_end()).filter(|head| !head.is_empty())
}

/// The words of a header or a sheet's name, folded: runs of letters, and runs of digits.
pub(super) fn words(name: &str) -> Vec<String> {
    // Excel has no longer names, but files do.
    let characters: Vec<char> =
        name.chars().filter(|character| !COMBINING.contains(character)).take(LONGEST_NAME).collect();
    characters
        .chunk_by(|one, next| {
            one.is_alphabetic() == next.is_alphabetic() && one.is_numeric() == next.is_numeric()
        })
        .map(|word| fold_header(&word.iter().collect::<String>()))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Accents that follow their letter, which folding drops anyway.
const COMBINING: std::ops::RangeInclusive<char> = '\u{300}'..='\u{36F}';

/// The most characters of a name that are looked at; Excel's names of sheets have 31.
const LONGEST_NAME: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn sheets_are_named_by_whole_words() {
        let convention = testing::convention();
        let vocabulary = Vocabulary::new(&convention);
        let kind = |name| vocabulary.table_in_name(name, true).map(|id| convention.table(id).sheet.as_str());
        assert_eq!(kind("UX servers"), Some("UX"));
        assert_eq!(kind("AD (2)"), Some("AD"));
        assert_eq!(kind("ad2024"), Some("AD"));
        assert_eq!(kind("Q3 AWS-Role"), Some("AWS-Role"));
        assert_eq!(kind("aws console (kopie)"), Some("AWS-Console"));
        assert_eq!(kind("AD and UX"), None);
        assert_eq!(kind("Windows"), None);
        assert_eq!(kind("adres"), None);
        assert_eq!(
            vocabulary.table_in_name("Teams 2", false).map(|id| convention.table(id).sheet.as_str()),
            Some("Teams")
        );
    }

    #[test]
    fn headers_mean_columns_of_the_table_at_hand() {
        let convention = testing::convention();
        let vocabulary = Vocabulary::new(&convention);
        let table = |sheet: &str| vocabulary.table_named(sheet);
        let key =
            |header, sheet| vocabulary.column(header, sheet).map(|id| convention.column(id).key.as_str());
        assert_eq!(key(" Safe * ", table("UX")), Some("safe"));
        assert_eq!(key("safe", table("Safes")), Some("listed_safe"));
        assert_eq!(key("Logon To", table("UX")), Some("logon_to"));
        assert_eq!(key("Logon To", table("Teams")), None);
        assert_eq!(key("Account type", table("UX")), Some("account_type"));
        assert_eq!(key("Wachtwoord", None), None);
    }
}
