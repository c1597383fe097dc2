//! The hidden sheet: columns of values, each under a name by which formulas on other sheets find them.

use pamlint_convention::{Convention, Language, ListId};
use rust_xlsxwriter::{Formula, Workbook, XlsxError, column_number_to_name, row_col_to_cell};

/// The most characters of a cell.
const LONGEST_CELL: usize = 32_767;

/// The columns of the hidden sheet. Without such a sheet there are no lists, and who asks for one gets
/// nothing.
pub(crate) struct Lists {
    sheet: Option<String>,
    columns: Vec<Column>,
}

struct Column {
    /// The name by which formulas know it.
    name: String,
    cells: Vec<Entry>,
    /// What the name stands for, where it is not the cells.
    range: Option<String>,
}

/// A cell of a list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Entry {
    Text(String),
    Number(u32),
    /// A formula and what it gives in the blank workbook; `{above}` in it is the cell above its own.
    Formula(String, String),
}

impl Lists {
    pub fn new(sheet: Option<&str>) -> Lists {
        Lists { sheet: sheet.map(quoted_sheet), columns: Vec::new() }
    }

    /// The codes of a list.
    pub fn codes(&mut self, convention: &Convention, list: ListId) -> Option<String> {
        let list = convention.list(list);
        let codes = list.codes.iter().map(|(code, _)| Entry::Text(code.clone()));
        self.add(&format!("list_{}", list.key), codes.collect())
    }

    /// What the codes of a list mean, in the same order.
    pub fn meanings(&mut self, convention: &Convention, list: ListId, language: Language) -> Option<String> {
        let list = convention.list(list);
        let meanings = list.codes.iter().map(|(_, meaning)| Entry::Text(meaning.get(language).to_owned()));
        self.add(&format!("meaning_{}", list.key), meanings.collect())
    }

    /// The numbers from 1 up to this one.
    pub fn numbers(&mut self, last: u32) -> Option<String> {
        self.add(&format!("pos_{last}"), (1..=last).map(Entry::Number).collect())
    }

    /// One text in one cell.
    pub fn text(&mut self, name: &str, text: String) -> Option<String> {
        if text.chars().count() > LONGEST_CELL {
            return None;
        }
        self.add(name, vec![Entry::Text(text)])
    }

    /// A column under a name; one with the same cells and the same beginning of its name is used again.
    pub fn add(&mut self, name: &str, cells: Vec<Entry>) -> Option<String> {
        self.sheet.as_ref()?;
        if cells.is_empty() {
            return None;
        }
        let name = defined_name(name);
        let begins = |column: &&Column| column.name.starts_with(&name) && column.cells == cells;
        if let Some(known) = self.columns.iter().find(begins) {
            return Some(known.name.clone());
        }
        let is_taken = |name: &str| self.columns.iter().any(|column| column.name.eq_ignore_ascii_case(name));
        let mut free = name.clone();
        let mut number = 2;
        while is_taken(&free) {
            free = format!("{name}.{number}");
            number += 1;
        }
        self.columns.push(Column { name: free.clone(), cells, range: None });
        Some(free)
    }

    /// Lets a name stand for a formula; `{column}` in it is replaced by the column's own cells.
    pub fn narrow(&mut self, name: &str, formula: &str) {
        if let Some(column) = self.columns.iter_mut().find(|column| column.name == name) {
            column.range = Some(formula.to_owned());
        }
    }

    /// Writes the sheet, if anything stands on it.
    pub fn write(self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        let Some(sheet) = self.sheet.filter(|_| !self.columns.is_empty()) else { return Ok(()) };
        let mut names = Vec::new();
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet.trim_matches('\'').replace("''", "'"))?.set_hidden(true);
        worksheet.set_formula_result_default("");
        for (position, column) in (0u16..).zip(&self.columns) {
            worksheet.write_string(0, position, &column.name)?;
            for (row, cell) in (1u32..).zip(&column.cells) {
                match cell {
                    Entry::Text(text) => worksheet.write_string(row, position, text)?,
                    Entry::Number(number) => worksheet.write_number(row, position, *number)?,
                    Entry::Formula(formula, result) => {
                        let formula = formula.replace("{above}", &row_col_to_cell(row - 1, position));
                        worksheet.write_formula(row, position, Formula::new(formula).set_result(result))?
                    }
                };
            }
            let letter = column_number_to_name(position);
            let cells = format!("{sheet}!${letter}$2:${letter}${}", column.cells.len() + 1);
            let range =
                column.range.as_ref().map_or(cells.clone(), |range| range.replace("{column}", &cells));
            names.push((column.name.clone(), range));
        }
        for (name, range) in names {
            workbook.define_name(name, &format!("={range}"))?;
        }
        Ok(())
    }
}

/// The name of a sheet as formulas write it.
pub(crate) fn quoted_sheet(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

/// A list of the values of formulas that give something: what gives nothing in the blank workbook, as all
/// of them should, is left out until it does.
pub(crate) fn packed(lists: &mut Lists, key: &str, formulas: Vec<String>) -> Option<String> {
    let count = u32::try_from(formulas.len()).ok().filter(|count| *count > 0)?;
    let found = formulas.into_iter().map(|formula| Entry::Formula(formula, String::new())).collect();
    let found = lists.add(&format!("found_{key}"), found)?;
    let numbers = (1..=count).map(|row| {
        let formula = format!("N({{above}})+(INDEX({found},{row})<>\"\")");
        Entry::Formula(formula, "0".to_owned())
    });
    let numbers = lists.add(&format!("number_{key}"), numbers.collect())?;
    let choices = (1..=count).map(|row| {
        let formula = format!("IFERROR(INDEX({found},MATCH({row},{numbers},0)),\"\")");
        Entry::Formula(formula, String::new())
    });
    let choices = lists.add(&format!("choice_{key}"), choices.collect())?;
    let cells = "{column}";
    lists.narrow(&choices, &format!("OFFSET(INDEX({cells},1),0,0,MAX(1,MAX({numbers})),1)"));
    Some(choices)
}

/// A text as a name that Excel takes: with an underscore in it, it is never the address of a cell.
pub(crate) fn defined_name(text: &str) -> String {
    text.chars()
        .map(|character| if character.is_ascii_alphanumeric() || character == '_' { character } else { '_' })
        .collect()
}
