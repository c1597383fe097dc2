//! What the records of the stream tell before they are read for their values (MS-XLS 2.1.4).

/// More cells than this, a sheet does not announce in earnest.
const ANNOUNCED: u64 = 1 << 20;

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
/// All that follows is encrypted (MS-XLS 2.4.117).
const FILE_PASS: u16 = 0x002F;
const BOUND_SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const ROW: u16 = 0x0208;

/// The records that hold a value; each begins with its row and column, from 0.
const VALUES: [u16; 9] = [0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E];

/// What a look at the records tells.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// Whether the workbook is protected with a password.
    pub is_locked: bool,
    /// The hidden rows of each sheet, from 1, in order.
    pub hidden_rows: Vec<Vec<u32>>,
    /// How many cells the rectangle around the values of a sheet has, at most.
    pub widest: u64,
    /// Where a sheet announces more cells than it can have: position and length, in bytes.
    pub lies: Vec<(u64, usize)>,
}

/// Looks through the stream of a workbook.
pub(super) fn look(stream: &[u8]) -> Look {
    let mut look = Look::default();
    if global(stream).any(|record| record.kind == FILE_PASS) {
        look.is_locked = true;
        return look;
    }
    let sheets =
        global(stream).filter(|record| record.kind == BOUND_SHEET).filter_map(|record| long(record.data, 0));
    for start in sheets {
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        look.sheet(stream, start);
    }
    look
}

/// The records about the workbook as a whole, which stand before those of its sheets.
fn global(stream: &[u8]) -> impl Iterator<Item = Record<'_>> {
    records(stream, 0).take_while(|record| record.kind != EOF)
}

impl Look {
    fn sheet(&mut self, stream: &[u8], start: usize) {
        let mut hidden = Vec::new();
        let mut depth = 0usize;
        let (mut last_row, mut last_column) = (0, 0);
        let (mut first_row, mut first_column) = (u64::MAX, u64::MAX);
        for record in records(stream, start) {
            match record.kind {
                BOF => depth += 1,
                EOF if depth <= 1 => break,
                EOF => depth -= 1,
                // A chart in the sheet has records of its own.
                _ if depth > 1 => {}
                DIMENSIONS if announced(record.data) > ANNOUNCED => {
                    self.lies.push((u64::try_from(record.at).unwrap_or(u64::MAX), record.data.len()));
                }
                // MS-XLS 2.4.221: the flag fDyZero.
                ROW if record.data.get(12).is_some_and(|flags| flags & 0x20 != 0) => {
                    hidden.extend(short(record.data, 0).map(|row| u32::from(row) + 1));
                }
                kind if VALUES.contains(&kind) => {
                    let (Some(row), Some(column)) = (short(record.data, 0), short(record.data, 2)) else {
                        continue;
                    };
                    let (row, mut last) = (u64::from(row), u64::from(column));
                    if kind == 0x00BD {
                        // A run of numbers ends with the number of its last column.
                        let end = record.data.len().saturating_sub(2);
                        last = short(record.data, end).map_or(last, u64::from).max(last);
                    }
                    (first_row, last_row) = (first_row.min(row), last_row.max(row));
                    (first_column, last_column) =
                        (first_column.min(u64::from(column)), last_column.max(last));
                }
                _ => {}
            }
        }
        hidden.sort_unstable();
        hidden.dedup();
        self.hidden_rows.push(hidden);
        if first_row != u64::MAX {
            let cells = (last_row - first_row + 1).saturating_mul(last_column - first_column + 1);
            self.widest = self.widest.max(cells);
        }
    }
}

/// How many cells a record says its sheet has.
fn announced(data: &[u8]) -> u64 {
    let (rows, columns) = if data.len() == 10 {
        (short(data, 2).map(u64::from), short(data, 6))
    } else {
        (long(data, 4).map(u64::from), short(data, 10))
    };
    rows.unwrap_or(0).saturating_mul(columns.map_or(0, u64::from))
}

/// A record, and where its data stands in the stream.
struct Record<'s> {
    kind: u16,
    data: &'s [u8],
    at: usize,
}

/// The records from a position on; they end where the stream is cut off.
fn records(stream: &[u8], start: usize) -> impl Iterator<Item = Record<'_>> {
    let mut position = start;
    std::iter::from_fn(move || {
        let kind = short(stream, position)?;
        let length = usize::from(short(stream, position.checked_add(2)?)?);
        let at = position.checked_add(4)?;
        let data = stream.get(at..at.checked_add(length)?)?;
        position = at + length;
        Some(Record { kind, data, at })
    })
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    bytes.try_into().ok().map(u16::from_le_bytes)
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    bytes.try_into().ok().map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn a_sheet_tells_its_hidden_rows_its_extent_and_its_lies() {
        let mut stream = record(BOF, &[0; 16]);
        let sheet = u32::try_from(stream.len() + 8 + 4 + 4).unwrap();
        stream.extend(record(BOUND_SHEET, &[&sheet.to_le_bytes()[..], &[0; 4]].concat()));
        stream.extend(record(EOF, &[]));
        stream.extend(record(BOF, &[0; 16]));
        let announced = [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0];
        stream.extend(record(DIMENSIONS, &announced));
        let mut row = [0; 16];
        (row[0], row[12]) = (6, 0x20);
        stream.extend(record(ROW, &row));
        stream.extend(record(0x0203, &[2, 0, 1, 0, 0, 0]));
        stream.extend(record(0x00BD, &[4, 0, 3, 0, 0, 0, 0, 0, 0, 0, 10, 0]));
        stream.extend(record(EOF, &[]));
        let look = look(&stream);
        assert_eq!(look.hidden_rows, [vec![7]]);
        assert_eq!(look.widest, 3 * 10);
        assert_eq!(look.lies.len(), 1);
        let (at, length) = look.lies[0];
        let at = usize::try_from(at).unwrap();
        assert_eq!(stream[at..at + length], announced);
    }

    #[test]
    fn any_bytes_end() {
        for bytes in [&b""[..], &[0x85, 0, 4, 0, 0xFF, 0xFF, 0xFF, 0xFF], &[0x85, 0, 4, 0, 0, 0, 0, 0]] {
            let look = look(bytes);
            assert_eq!(look.widest, 0);
        }
    }
}
