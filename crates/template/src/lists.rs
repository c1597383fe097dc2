//! The hidden sheet: columns of values, each under a name by which formulas on other sheets find them.

use pamlint_convention::{Convention, Language, ListId};
use rust_xlsxwriter::{
    Formula, Workbook, XlsxError, column_number_to_name, row_col_to_cell, row_col_to_cell_absolute,
};

/// The most characters of a cell.
const LONGEST_CELL: usize = 32_767;

/// The columns of the hidden sheet. Without such a sheet there are no lists, and who asks for one gets
/// nothing.
pub(crate) struct Lists {
    sheet: Option<String>,
    columns: Vec<Column>,
    /// Names for formulas that stand in no cell.
    formulas: Vec<(String, String)>,
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
    /// A formula that gives nothing in the blank workbook; `{above}` in it is the cell above its own, `{top}` the first
    /// cell of its column, which is that of the name.
    Formula(String),
}

impl Lists {
    pub fn new(sheet: Option<&str>) -> Lists {
        Lists { sheet: sheet.map(quoted_sheet), columns: Vec::new(), formulas: Vec::new() }
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
        let free = self.free(name);
        self.columns.push(Column { name: free.clone(), cells, range: None });
        Some(free)
    }

    /// A name that stands for nothing yet.
    fn free(&self, name: String) -> String {
        let is_taken = |name: &str| {
            let names = self.columns.iter().map(|column| &column.name);
            names
                .chain(self.formulas.iter().map(|(name, _)| name))
                .any(|known| known.eq_ignore_ascii_case(name))
        };
        let mut free = name.clone();
        let mut number = 2;
        while is_taken(&free) {
            free = format!("{name}.{number}");
            number += 1;
        }
        free
    }

    /// A name for a formula. What is relative in it is so to the first cell of a sheet, and means the row in which the name
    /// is used.
    pub fn define(&mut self, name: &str, formula: String) -> String {
        let name = self.free(defined_name(name));
        self.formulas.push((name.clone(), formula));
        name
    }

    /// A name for a formula that is asked for more than once.
    pub fn once(&mut self, name: &str, formula: &str) -> String {
        let known =
            self.formulas.iter().find(|(known, other)| *known == defined_name(name) && other == formula);
        match known {
            Some((known, _)) => known.clone(),
            None => self.define(name, formula.to_owned()),
        }
    }

    /// Lets a name stand only for the first cells of its column, those in which something stands.
    pub fn narrow_to_filled(&mut self, name: &str) {
        if let Some(column) = self.columns.iter_mut().find(|column| column.name == name) {
            let cells = "{column}";
            column.range = Some(format!("OFFSET(INDEX({cells},1),0,0,MAX(1,COUNTIF({cells},\"?*\")),1)"));
        }
    }

    /// Writes the sheet, if anything stands on it.
    pub fn write(self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        for (name, formula) in &self.formulas {
            workbook.define_name(name, &format!("={formula}"))?;
        }
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
                    Entry::Formula(formula) => {
                        let formula = formula.replace("{above}", &row_col_to_cell(row - 1, position));
                        let formula = formula.replace("{top}", &row_col_to_cell_absolute(0, position));
                        worksheet.write_formula(row, position, Formula::new(formula).set_result(""))?
                    }
                };
            }
            let letter = column_number_to_name(position);
            let cells = format!("{sheet}!${letter}$2:${letter}${}", column.cells.len() + 1);
            let range =
                column.range.as_ref().map_or(cells.clone(), |range| range.replace("{column}", &cells));
            if column.range.is_some() {
                names.push((format!("{}.all", column.name), cells));
            }
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

/// A text as a name that Excel takes: with an underscore in it, it is never the address of a cell.
pub(crate) fn defined_name(text: &str) -> String {
    text.chars()
        .map(|character| {
            if character.is_ascii_alphanumeric() || matches!(character, '_' | '.') { character } else { '_' }
        })
        .collect()
}
