//! The records of a stream: a type and a length of two bytes each, then the data (MS-XLS 2.1.4).

use crate::little_endian::LittleEndian;

/// What did not fit into the record before it.
const CONTINUE: u16 = 0x003C;

/// A record, with those that continue it.
pub(super) struct Record<'s> {
    pub kind: u16,
    pub data: &'s [u8],
    /// The data of the records that continue it.
    pub more: Vec<&'s [u8]>,
}

/// The records from a position on; they end where the stream is cut off.
pub(super) fn records(stream: &[u8], start: usize) -> impl Iterator<Item = Record<'_>> {
    let mut position = start;
    std::iter::from_fn(move || {
        let (kind, data) = plain(stream, position)?;
        position = position.checked_add(4 + data.len())?;
        let mut more = Vec::new();
        while let Some((CONTINUE, data)) = plain(stream, position) {
            more.push(data);
            position = position.checked_add(4 + data.len())?;
        }
        Some(Record { kind, data, more })
    })
}

fn plain(stream: &[u8], position: usize) -> Option<(u16, &[u8])> {
    let kind = stream.short(position)?;
    let length = usize::from(stream.short(position.checked_add(2)?)?);
    let at = position.checked_add(4)?;
    Some((kind, stream.get(at..at.checked_add(length)?)?))
}
