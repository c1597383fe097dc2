//! An outcome in a form that can be kept: for a later run, and for `pamlint merge`.
//!
//! It is the report as the engine made it, in no language. Secrets are not in it, since they are in no report
//! ([`Was`](pamlint_rules::Was)).

use pamlint_report::{Failed, Outcome};
use pamlint_rules::{Finding, Report};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A digest of something.
pub type Digest = [u8; 32];

/// The digest of bytes.
pub fn digest(bytes: &[u8]) -> Digest {
    blake3::hash(bytes).into()
}

/// An outcome before it was compared with other workbooks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The report, whose traces have no findings, or the reason why there is none.
    pub result: Result<Report, Failed>,
    /// The findings of the traces.
    #[serde(skip)]
    pub shared: Shared,
}

/// The findings of traces as they are kept: most of what is kept, and hardly ever asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shared(Vec<u8>);

impl Kept {
    /// That of an outcome.
    pub fn of(outcome: &Outcome) -> Kept {
        let traces = outcome.result.iter().flat_map(|report| &report.traces);
        let findings: Vec<&Finding> = traces.filter_map(|trace| trace.finding.as_deref()).collect();
        let shared = Shared(bytes(&findings));
        let mut result = outcome.result.clone();
        if let Ok(report) = &mut result {
            report.traces.iter_mut().for_each(|trace| trace.finding = None);
        }
        Kept { result, shared }
    }

    /// Its bytes, behind their digest; `head` is kept with it.
    pub fn to_bytes(&self, head: &impl Serialize) -> anyhow::Result<Vec<u8>> {
        let head = postcard::to_stdvec(&(head, self))?;
        let length = u32::try_from(head.len())?.to_le_bytes();
        Ok(sealed(&[&length, &head, &self.shared.0]))
    }

    /// The way back from [`to_bytes`](Self::to_bytes); `None` for bytes that are damaged.
    pub fn from_bytes<H: DeserializeOwned>(bytes: &[u8]) -> Option<(H, Kept)> {
        let (length, rest) = checked(bytes)?.split_first_chunk()?;
        let (head, shared) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
        let (head, kept): (H, Kept) = postcard::from_bytes(head).ok()?;
        Some((head, Kept { shared: Shared(shared.to_vec()), ..kept }))
    }
}

impl Shared {
    /// Gives the traces of a report back their findings; without them when they are not theirs.
    pub fn recall(&self, report: &mut Report) {
        let findings: Vec<Finding> = postcard::from_bytes(&self.0).unwrap_or_default();
        if findings.len() != report.traces.len() {
            report.traces.clear();
        }
        for (trace, finding) in report.traces.iter_mut().zip(findings) {
            trace.finding = Some(Box::new(finding));
        }
    }
}

/// The digest of what an outcome says of a workbook, in whatever language.
pub fn digest_of(outcome: &Outcome) -> Digest {
    let report = |report: &Report| {
        let Report { sheets, sheet_names, accounts, findings, .. } = report;
        bytes(&(sheets, sheet_names, accounts, findings))
    };
    digest(&outcome.result.as_ref().map_or_else(bytes, report))
}

fn bytes(value: &impl Serialize) -> Vec<u8> {
    // Plain texts and numbers: writing them to memory has no way to fail.
    postcard::to_stdvec(value).unwrap_or_default()
}

/// What digests of what is kept are keyed with: they are of nothing else.
const CONTEXT: &str = "pamlint 2026 digest of what pamlint keeps";

/// A digest of what we have written ourselves, to know that it is whole and as it was written.
pub fn seal<'p>(pieces: impl IntoIterator<Item = &'p [u8]>) -> Digest {
    let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
    for piece in pieces {
        hasher.update(piece);
    }
    hasher.finalize().into()
}

/// Pieces of what is kept, one after the other, behind their digest.
pub fn sealed(pieces: &[&[u8]]) -> Vec<u8> {
    [&[seal(pieces.iter().copied()).as_slice()], pieces].concat().concat()
}

/// The bytes behind a digest, if it is the right one.
pub fn checked(bytes: &[u8]) -> Option<&[u8]> {
    let (digest, rest) = bytes.split_first_chunk::<{ blake3::OUT_LEN }>()?;
    (seal([rest]) == *digest).then_some(rest)
}

#[cfg(test)]
mod tests {
    use pamlint_convention::Convention;
    use pamlint_report::Unreadable;
    use pamlint_rules::{Options, check};

    use super::*;

    #[test]
    fn what_is_kept_is_what_was_found() {
        let convention = Convention::built_in("pamaas").unwrap().unwrap();
        let options = Options { across: true, ..Options::default() };
        for sample in pamlint_testkit::samples::samples() {
            let workbook = pamlint_reader::read(&sample.workbook, &convention).unwrap();
            let report = check(&workbook, &convention, &options);
            let outcome = Outcome { path: sample.path, result: Ok(report.clone()), annotated: None };
            let mut bytes = Kept::of(&outcome).to_bytes(&"head").unwrap();
            let (head, kept) = Kept::from_bytes::<String>(&bytes).unwrap();
            let mut again = kept.result.unwrap();
            assert!(again.traces.iter().all(|trace| trace.finding.is_none()));
            kept.shared.recall(&mut again);
            assert_eq!((head.as_str(), again), ("head", report));
            bytes[30] ^= 4;
            assert_eq!(Kept::from_bytes::<String>(&bytes), None);
        }
        for failed in [Failed::NoPassword, Failed::Stumbled, Failed::Bytes(Unreadable::Other("x".into()))] {
            let outcome = Outcome { path: String::new(), result: Err(failed.clone()), annotated: None };
            let bytes = Kept::of(&outcome).to_bytes(&()).unwrap();
            assert_eq!(Kept::from_bytes::<()>(&bytes).unwrap().1.result, Err(failed));
        }
    }
}
