//! Which workbooks of a run came in the place of which others: of the rounds of one request the last counts.

use std::collections::BTreeMap;

use crate::report::Report;

/// Which round of which request a workbook is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// What all rounds of the request have in common.
    request: u64,
    /// The number of the round, and whether it came back: a copy that came back as it was sent is of the round of its
    /// original.
    rank: (u32, bool),
    /// A checksum of what stands in it, where it came back.
    content: Option<u64>,
}

impl Standing {
    /// That of a workbook; `None` where nothing tells its request.
    pub(crate) fn of(report: &Report) -> Option<Standing> {
        let memory = &report.memory;
        let rank = (memory.round, memory.is_return);
        memory.request.map(|request| Standing { request, rank, content: memory.content })
    }

    /// What all rounds of its request have in common.
    pub(crate) fn request(&self) -> u64 {
        self.request
    }

    /// Whether two are rounds of one request: two that were never checked before are not.
    pub(crate) fn is_with(&self, other: &Standing) -> bool {
        self.request == other.request && (self.rank.1 || other.rank.1)
    }

    /// Whether it came in the place of one that stands before it.
    pub(crate) fn replaces(&self, earlier: &Standing) -> bool {
        let is_same = self.rank == earlier.rank && self.content.is_some() && self.content == earlier.content;
        self.request == earlier.request && (self.rank > earlier.rank || is_same)
    }

    /// Whether one that stands before it came in its place.
    pub(crate) fn comes_before(&self, earlier: &Standing) -> bool {
        self.request == earlier.request && self.rank < earlier.rank
    }
}

/// The workbooks of a run by their requests, to which one after the other is added, in their order.
#[derive(Debug, Clone, Default)]
pub struct Rounds {
    requests: BTreeMap<u64, Vec<(String, Standing)>>,
}

/// The workbooks of a run in whose place another one came, by their paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replaced {
    by: BTreeMap<String, String>,
}

impl Rounds {
    /// Adds the workbook at a path.
    pub fn add(&mut self, path: &str, report: &Report) {
        if let Some(standing) = Standing::of(report) {
            self.requests.entry(standing.request).or_default().push((path.to_owned(), standing));
        }
    }

    /// Which workbooks were replaced, now that all are known: those of earlier rounds by one of the last, and of those that
    /// came back the same the earlier ones by the last. Two of the last round that differ both count.
    pub fn replaced(&self) -> Replaced {
        let mut replaced = Replaced::default();
        for workbooks in self.requests.values().filter(|workbooks| workbooks.len() > 1) {
            let Some(rank) = workbooks.iter().map(|(_, standing)| standing.rank).max() else { continue };
            let of_last = || workbooks.iter().filter(|(_, standing)| standing.rank == rank);
            let same: BTreeMap<u64, &String> =
                of_last().filter_map(|(path, standing)| Some((standing.content?, path))).collect();
            let in_place = |path, standing: &Standing| match standing.content {
                Some(content) => same.get(&content).copied().unwrap_or(path),
                None => path,
            };
            let Some(last) = of_last().map(|(path, standing)| in_place(path, standing)).next() else {
                continue;
            };
            for (path, standing) in workbooks {
                let by = if standing.rank == rank { in_place(path, standing) } else { last };
                if by != path {
                    replaced.by.insert(path.clone(), by.clone());
                }
            }
        }
        replaced
    }
}

impl Replaced {
    /// The workbook that came in the place of the one at a path.
    pub fn by(&self, path: &str) -> Option<&str> {
        self.by.get(path).map(String::as_str)
    }

    /// Each that was replaced, with the one that came in its place, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by.iter().map(|(path, by)| (path.as_str(), by.as_str()))
    }

    /// Whether none was replaced.
    pub fn is_empty(&self) -> bool {
        self.by.is_empty()
    }
}
