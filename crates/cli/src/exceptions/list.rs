//! Exceptions in a file of their own: CSV, or a workbook.

use std::path::Path;

use anyhow::{Context as _, anyhow};
use pamlint_convention::{Reference, ReferenceColumn, Text, fold_header};
use pamlint_reader::{Book, Limits, ListProblem, Listing, Value, read_listing};

use super::recorded::{FIELDS, KEY, Recorded};
use crate::files::folder_of;
use crate::lists::book;
use crate::problems::{Spot, meant};
use crate::speech::{self, fail, said};

/// The exceptions in a file.
///
/// # Errors
/// With what is wrong, and on which line.
pub fn read(path: &Path) -> anyhow::Result<Vec<Recorded>> {
    let reference = Reference {
        key: KEY.to_owned(),
        label: Text::default(),
        columns: FIELDS
            .iter()
            .map(|field| ReferenceColumn {
                key: field.key.to_owned(),
                folded: [field.key].iter().chain(field.aliases).map(|header| fold_header(header)).collect(),
                part: None,
                required: field.required,
            })
            .collect(),
        identity: Vec::new(),
        name: None,
    };
    let within = || said!("the exceptions in {file}", file = path.display());
    let book = book(path, &Limits::default()).with_context(within)?;
    let listing = match read_listing(&book, &reference) {
        // All exceptions may have come to their end.
        Err(ListProblem::NoEntries { .. }) => return Ok(Vec::new()),
        listing => {
            listing.map_err(|problem| anyhow!(problem.message(speech::spoken()))).with_context(within)?
        }
    };
    only_known(&book, &listing, &reference).with_context(within)?;
    let mut recorded = Vec::new();
    for (row, values) in listing.rows {
        let shown: Vec<&str> = values.iter().map(String::as_str).collect();
        let spot = Spot {
            file: path.display().to_string(),
            line: usize::try_from(row).unwrap_or(usize::MAX),
            column: 1,
            end_column: 2,
            source_line: shown.join("; "),
        };
        let mut values = values.into_iter();
        let values = FIELDS.map(|_| values.next());
        let one = Recorded::of(values, spot, folder_of(path));
        recorded.push(
            one.map_err(|amiss| anyhow!(said!("line {row}: {message}", row = row, message = amiss.message)))
                .with_context(within)?,
        );
    }
    Ok(recorded)
}

/// Makes sure that no column is passed over: without its `account`, an exception would cover more than was
/// decided.
fn only_known(book: &Book, listing: &Listing, reference: &Reference) -> anyhow::Result<()> {
    let cells = book.sheets.iter().find(|sheet| sheet.name == listing.sheet).map(|sheet| &sheet.cells);
    for cell in cells.into_iter().flatten().filter(|cell| cell.place.row == listing.header_row) {
        let Value::Text(header) = cell.value else { continue };
        let header = book.strings.get(header).trim();
        let folded = fold_header(header);
        let is_known = reference.columns.iter().any(|column| column.folded.contains(&folded));
        if !folded.is_empty() && !is_known {
            let hint = meant(header, &FIELDS.map(|field| field.key));
            fail!(
                "line {row}: unknown column `{header}`; {hint}",
                row = listing.header_row,
                header = header,
                hint = hint
            );
        }
    }
    Ok(())
}
