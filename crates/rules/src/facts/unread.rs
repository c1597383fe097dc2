//! The texts of rows that are not known field by field, for those who look for a value that may stand in one of them.

use rustc_hash::FxHashMap;

/// The texts, in capitals, of rows of unknown kind and of those whose values do not stand where they belong, and the
/// texts beside known columns of other sheets.
#[derive(Debug, Default)]
pub(crate) struct Unread {
    /// The numbers of the rows that have a text, in order.
    rows: FxHashMap<String, Vec<usize>>,
    count: usize,
}

impl Unread {
    /// Adds the texts of a row.
    pub fn add<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) {
        for text in texts {
            let rows = self.rows.entry(text.trim().to_uppercase()).or_default();
            if rows.last() != Some(&self.count) {
                rows.push(self.count);
            }
        }
        self.count += 1;
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether one row has all these texts, which are in capitals.
    pub fn holds<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> bool {
        let rows = texts.into_iter().map(|text| self.rows.get(text));
        let Some(mut rows) = rows.collect::<Option<Vec<_>>>() else { return false };
        rows.sort_unstable_by_key(|rows| rows.len());
        match rows.split_first() {
            Some((fewest, others)) => {
                fewest.iter().any(|row| others.iter().all(|rows| rows.binary_search(row).is_ok()))
            }
            None => !self.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_texts_have_to_stand_in_one_row() {
        let mut unread = Unread::default();
        assert!(unread.is_empty() && !unread.holds([]));
        unread.add(["db01 ", "root", "root"]);
        unread.add(["db02", "oracle"]);
        assert!(unread.holds([]) && unread.holds(["ROOT"]) && unread.holds(["ROOT", "DB01"]));
        assert!(!unread.holds(["DB02", "ROOT"]) && !unread.holds(["root"]) && !unread.holds(["ADM"]));
    }
}
