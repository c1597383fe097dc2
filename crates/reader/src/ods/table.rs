//! A sheet: its rows, repeated or hidden, and the cells in them.

use quick_xml::events::{BytesStart, Event};

use super::paragraphs::Texts;
use super::{Source, attribute, cell, count, damaged, paragraphs};
use crate::book::{RawSheet, Value, Visibility};
use crate::failure::Failure;
use crate::gather::Gathered;
use crate::note;
use pamlint_package::{Area, CellRef, LAST_COLUMN, LAST_ROW};

/// Reads a sheet, whose tag has been read, up to its end.
pub(super) fn read(
    source: &mut Source<'_, '_>,
    gathered: &mut Gathered,
    name: String,
    is_hidden: bool,
) -> Result<(), Failure> {
    let mut sheet = RawSheet {
        name,
        visibility: if is_hidden { Visibility::Hidden } else { Visibility::Visible },
        is_worksheet: true,
        cells: Vec::new(),
        merged: Vec::new(),
        hidden_rows: Vec::new(),
        totals: Vec::new(),
        notes: Vec::new(),
        text: None,
    };
    let mut is_cache = false;
    let mut row = 1;
    loop {
        match source.reader.read_event().map_err(|_| damaged())? {
            Event::Start(tag) => match tag.name().as_ref() {
                "table:table-row" => row = read_row(source, gathered, &mut sheet, &tag, row)?,
                // What LibreOffice remembers of another workbook stands here as a sheet too.
                "table:table-source" => is_cache = true,
                // Drawings hold tables of their own.
                "table:shapes" => skip(source, &tag)?,
                _ => {}
            },
            Event::End(tag) if tag.name().as_ref() == "table:table" => break,
            Event::Eof => break,
            _ => {}
        }
    }
    if is_cache {
        gathered.drop_sheet();
    } else {
        gathered.end_sheet(sheet);
    }
    Ok(())
}

/// Reads a row up to its end, and gives the number of the next.
fn read_row(
    source: &mut Source<'_, '_>,
    gathered: &mut Gathered,
    sheet: &mut RawSheet,
    tag: &BytesStart<'_>,
    row: u32,
) -> Result<u32, Failure> {
    let next = row.saturating_add(count(tag, "table:number-rows-repeated"));
    let is_hidden = attribute(tag, "table:visibility").is_some_and(|said| said != "visible");
    let mut column = 1u32;
    // The runs of equal cells in this row: first column, the one after the last, value.
    let mut runs: Vec<(u32, u32, Value)> = Vec::new();
    loop {
        match source.reader.read_event().map_err(|_| damaged())? {
            Event::Start(tag) => match tag.name().as_ref() {
                "table:table-cell" | "table:covered-table-cell" => {
                    let after = column.saturating_add(count(&tag, "table:number-columns-repeated"));
                    merge(gathered, sheet, &tag, (row, column))?;
                    let Texts { cell: shown, note } = paragraphs::read(source, gathered.limits())?;
                    if let Some(place) = CellRef::inside(row, column) {
                        note::add(&mut sheet.notes, place, &note);
                    }
                    if let Some(value) = cell::value(gathered, &tag, shown) {
                        runs.push((column, after, value));
                    }
                    column = after;
                }
                _ => skip(source, &tag)?,
            },
            Event::End(_) | Event::Eof => break,
            _ => {}
        }
    }
    if runs.is_empty() {
        return Ok(next);
    }
    for row in row..next.min(LAST_ROW + 1) {
        for (first, after, value) in &runs {
            for column in *first..(*after).min(LAST_COLUMN + 1) {
                gathered.put(row, column, Some(*value))?;
            }
        }
        if is_hidden {
            sheet.hidden_rows.push(row);
        }
    }
    Ok(next)
}

/// Notes the area that a cell reaches over.
fn merge(
    gathered: &Gathered,
    sheet: &mut RawSheet,
    tag: &BytesStart<'_>,
    (row, column): (u32, u32),
) -> Result<(), Failure> {
    let (rows, columns) =
        (count(tag, "table:number-rows-spanned"), count(tag, "table:number-columns-spanned"));
    if rows.saturating_mul(columns) <= 1 {
        return Ok(());
    }
    let last = CellRef::new(
        row.saturating_add(rows - 1).min(LAST_ROW),
        column.saturating_add(columns - 1).min(LAST_COLUMN),
    );
    if let Some(first) = CellRef::inside(row, column) {
        gathered.merge(sheet, Area { first, last })?;
    }
    Ok(())
}

/// Passes over an element whose tag has been read.
fn skip(source: &mut Source<'_, '_>, tag: &BytesStart<'_>) -> Result<(), Failure> {
    source.reader.read_to_end(tag.to_end().name()).map(|_| ()).map_err(|_| damaged())
}
