//! Prints the cells of workbooks as the reader has them, to hold beside what other programs read:
//! a line a cell, with its file, sheet, place, sort (T text, N number, S shown otherwise, E error, F formula
//! without value), number and text.

use std::io::Write;
use std::{env, fs, io};

use pamlint_reader::{Book, Value, read_book};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for path in env::args().skip(1) {
        match read_book(&fs::read(&path)?) {
            Ok(book) => print(&mut out, &path, &book)?,
            Err(failure) => writeln!(out, "{path}\t\t\tX\t\t{failure}")?,
        }
    }
    out.flush()
}

fn print(out: &mut impl Write, path: &str, book: &Book) -> io::Result<()> {
    for sheet in &book.sheets {
        for cell in &sheet.cells {
            let text = |id| book.strings.get(id).escape_default().to_string();
            let (sort, number, text) = match cell.value {
                Value::Text(id) => ('T', String::new(), text(id)),
                Value::Number(number) => ('N', number.to_string(), String::new()),
                Value::Shown { text: id, number, .. } => ('S', number.to_string(), text(id)),
                Value::Error(id) => ('E', String::new(), text(id)),
                Value::FormulaWithoutValue => ('F', String::new(), String::new()),
            };
            let name = sheet.name.escape_default();
            writeln!(out, "{path}\t{name}\t{}\t{sort}\t{number}\t{text}", cell.place)?;
        }
    }
    Ok(())
}
