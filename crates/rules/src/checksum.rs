//! Checksums by which a later run knows what stood in a workbook, the same in every version and on every machine.

use pamlint_reader::SheetRole;

use crate::draft;
use crate::facts::Facts;

/// That of all that stands in a workbook, but for secrets and what we wrote ourselves.
pub(crate) fn content(facts: &Facts<'_>) -> u64 {
    let sheets = facts.workbook.all_sheets().filter(|(_, sheet)| sheet.role != SheetRole::Ours);
    let cells = sheets.flat_map(|(id, sheet)| sheet.cells.iter().map(move |cell| (id, cell.place)));
    fnv(cells.flat_map(|(sheet, place)| {
        let (text, _) = draft::content(facts, sheet, place);
        format!("{} {place} {text}\0", sheet.index()).into_bytes()
    }))
}

/// One of 64 bits (FNV-1a).
pub(crate) fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
