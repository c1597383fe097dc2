//! The wrong and right examples of a rule.

use std::ops::Range;

/// An example of a rule: the cells of one or more sheets.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// The sheets, in order.
    pub sheets: Vec<ExampleSheet>,
    /// Where it stands in the convention's files.
    pub(crate) at: Range<usize>,
}

impl Example {
    /// An example that stands in no file.
    pub fn new(sheets: Vec<ExampleSheet>) -> Example {
        Example { sheets, at: 0..0 }
    }

    /// The workbooks of the example, each as an example of its own: nearly always one.
    pub fn workbooks(&self) -> Vec<Example> {
        let mut numbers: Vec<u32> = self.sheets.iter().map(|sheet| sheet.workbook).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let of = |number: u32| self.sheets.iter().filter(move |sheet| sheet.workbook == number).cloned();
        numbers
            .into_iter()
            .map(|number| Example { sheets: of(number).collect(), at: self.at.clone() })
            .collect()
    }
}

/// One sheet of an example.
#[derive(Debug, Clone, Default)]
pub struct ExampleSheet {
    /// Its name.
    pub name: String,
    /// The workbook in which it stands, from 1.
    pub workbook: u32,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Merged ranges such as `B3:B5`.
    pub merged: Vec<String>,
    /// Hidden rows, by Excel's number.
    pub hidden_rows: Vec<u32>,
    /// The character between two values, where it stands for a text file.
    pub delimiter: Option<char>,
    /// The cells, row by row from A1.
    pub rows: Vec<Vec<ExampleCell>>,
}

/// One cell of an example.
#[derive(Debug, Clone, PartialEq)]
pub enum ExampleCell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A truth value.
    Truth(bool),
    /// A formula whose value was never saved.
    FormulaWithoutValue,
    /// An error such as `#N/A`.
    Error(String),
}
