//! The record as the first version wrote it: text, line by line. Copies that have it are still around.

use super::Record;
use crate::edits::Reversal;

const HEADER: &str = "pamlint undo 1";

/// Reads a record; `None` for anything else.
pub(super) fn decode(text: &str) -> Option<Record> {
    let mut lines = text.lines();
    (lines.next()? == HEADER).then_some(())?;
    let mut record = Record::default();
    let mut current = String::new();
    for line in lines {
        let (word, rest) = line.split_once(' ')?;
        match word {
            "added" => record.added(rest),
            "dropped" => {
                let (bytes, name) = rest.split_once(' ')?;
                record.dropped.insert(name.to_owned(), unhex(bytes)?);
            }
            "part" => {
                let mut words = rest.splitn(5, ' ');
                let mut sum = || Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?));
                let (before, after) = (sum()?, sum()?);
                words.next()?.clone_into(&mut current);
                record.changed.insert(current.clone(), super::Changed { before, after, rounds: Vec::new() });
            }
            "edit" => {
                let mut words = rest.splitn(4, ' ');
                let mut number = || words.next()?.parse::<usize>().ok();
                let (round, start, end) = (number()?, number()?, number()?);
                let old = unhex(words.next()?)?;
                let rounds = &mut record.changed.get_mut(&current)?.rounds;
                if round == rounds.len() {
                    rounds.push(Vec::new());
                }
                rounds.get_mut(round)?.push(Reversal { start, end, old });
            }
            "whole" => {
                let (sum, length) = rest.split_once(' ')?;
                record.whole = Some((sum.parse().ok()?, length.parse().ok()?));
            }
            _ => return None,
        }
    }
    Some(record)
}

/// Bytes as pairs of digits; a hyphen stands for none.
fn unhex(text: &str) -> Option<Vec<u8>> {
    if text == "-" {
        return Some(Vec::new());
    }
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = text.as_bytes().chunks(2).map(|pair| match pair {
        [high, low] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    });
    pairs.collect()
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn a_record_of_the_first_version_is_read() {
        let text = "pamlint undo 1\nadded xl/a b.xml\ndropped 00ff _xmlsignatures/s\npart 1 2 3 4 xl/c.xml\nedit 0 5 9 -\n\
                    edit 1 0 1 3c61\nwhole 7 8\n";
        let record = decode(text).unwrap();
        assert!(record.added.contains("xl/a b.xml"));
        assert_eq!(record.dropped["_xmlsignatures/s"], [0, 255]);
        let changed = &record.changed["xl/c.xml"];
        assert_eq!((changed.before, changed.after), ((1, 2), (3, 4)));
        assert_eq!(changed.rounds[1], [Reversal { start: 0, end: 1, old: b"<a".to_vec() }]);
        assert_eq!((changed.rounds[0][0].end, record.whole), (9, Some((7, 8))));
        for text in ["abc", "zz"] {
            assert_eq!(unhex(text), None);
        }
    }
}
