//! What everything is measured against: calamine's streaming read, which looks at every cell and does nothing with it.

use std::io::Cursor;

use calamine::{Reader, Xlsx};

/// Reads a workbook; gives the number of its cells.
pub fn stream(bytes: &[u8]) -> usize {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let mut cells = 0;
    for sheet in book.sheet_names() {
        let mut reader = book.worksheet_cells_reader(&sheet).expect("a sheet");
        while let Some(cell) = reader.next_cell().expect("a cell") {
            std::hint::black_box(&cell);
            cells += 1;
        }
    }
    cells
}
