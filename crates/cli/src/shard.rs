//! The lines of a part of a run, which `pamlint merge` reads.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pamlint_plan::Requests;
use pamlint_report::{Emitter as _, Head, Jsonl, LeftOut, Outcome, Tally, Told};
use pamlint_rules::{Counts, Wording};
use serde::{Deserialize, Serialize};

use crate::args::Shard;
use crate::kept::{Kept, seal};
use crate::settings::Settings;

/// The key `set` of a line of a part, for [`merge`](crate::merge).
#[derive(Debug, Serialize, Deserialize)]
pub struct Set {
    /// The part.
    pub shard: Shard,
    /// The position of the workbook among all those of the run, from 0.
    pub position: usize,
    /// The number of components of its path below the folder that was checked.
    pub depth: usize,
    /// Whether the workbook is a copy that came back.
    #[serde(default)]
    pub is_return: bool,
    /// When the workbook was told of.
    #[serde(default)]
    pub told: Told,
    /// The language of the run.
    pub language: String,
    /// The id and version of the convention.
    pub convention: (String, String),
    /// The outcome before it was compared with other workbooks: [`Kept`], in Base64.
    kept: String,
    /// What the workbook asks for, where a summary of the whole may draw it, in Base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    asked: Option<String>,
}

impl Set {
    /// That of a workbook at a position in the run and so deep below the folder that is checked.
    pub fn of(
        shard: Shard,
        (position, depth): (usize, usize),
        (outcome, asked): (&Outcome, Option<&Requests>),
        head: &Head<'_>,
    ) -> anyhow::Result<Set> {
        let Wording { convention, language } = head.wording;
        Ok(Set {
            shard,
            position,
            depth,
            is_return: outcome.result.as_ref().is_ok_and(|report| report.memory.is_return),
            told: Told::Now,
            language: language.code().to_owned(),
            convention: (convention.id.clone(), convention.version.clone()),
            kept: STANDARD.encode(Kept::of(outcome).to_bytes(&())?),
            asked: asked.map(|asked| anyhow::Ok(STANDARD.encode(postcard::to_stdvec(asked)?))).transpose()?,
        })
    }

    /// What the workbook asks for, where that was written down.
    pub fn asked(&self) -> Option<Requests> {
        postcard::from_bytes(&STANDARD.decode(self.asked.as_ref()?).ok()?).ok()
    }

    /// The outcome of the workbook at that path; `None` when it is damaged.
    pub fn outcome(&self, path: String) -> Option<Outcome> {
        let ((), Kept { mut result, shared }) = Kept::from_bytes(&STANDARD.decode(&self.kept).ok()?)?;
        if let Ok(report) = &mut result {
            shared.recall(report);
        }
        Some(Outcome { path, result, annotated: None })
    }
}

/// The key `part` of the last line of a part: without it nobody would know whether the part is whole.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Closing {
    /// The part.
    pub shard: Shard,
    /// The number of workbooks with a line in it.
    pub workbooks: usize,
    /// The number of findings of each severity in those lines.
    pub counts: BTreeMap<String, usize>,
    /// The number of workbooks of all parts together.
    pub of: usize,
    /// The workbooks of the part that were not reached because the run was interrupted.
    pub not_reached: Vec<String>,
    /// What of the folders was not checked.
    pub left_out: LeftOut,
    /// The language of the run.
    pub language: String,
    /// The id and version of the convention.
    pub convention: (String, String),
    /// A digest of what the workbooks were checked by, which has to be the same for all parts.
    pub options: String,
}

impl Closing {
    /// That of a part with lines for so many workbooks and findings, in a run of so many workbooks.
    pub fn of(
        shard: Shard,
        (workbooks, counts): (usize, Counts),
        tally: &Tally,
        (of, settings): (usize, &Settings),
    ) -> Closing {
        let counts = [("error", counts.error), ("warning", counts.warning), ("info", counts.info)];
        let convention = &settings.convention;
        Closing {
            shard,
            workbooks,
            counts: counts.map(|(severity, count)| (severity.to_owned(), count)).into(),
            of,
            not_reached: tally.not_reached.clone(),
            left_out: tally.left_out,
            language: settings.language.code().to_owned(),
            convention: (convention.id.clone(), convention.version.clone()),
            options: options(settings),
        }
    }

    /// Its line.
    pub fn line(&self) -> String {
        // Plain texts and numbers: writing them to memory has no way to fail.
        with_seal(&format!("{{\"part\":{}", serde_json::to_string(self).unwrap_or_default()))
    }
}

/// A digest of what decides about findings, the same on every machine that goes by the same.
fn options(settings: &Settings) -> String {
    let of =
        |way: &Settings| format!("{:?} {:?} {:?}", way.convention, way.options, way.exceptions.decisive());
    let decisive: String = settings.ways().map(of).collect();
    blake3::hash(decisive.as_bytes()).to_hex().as_str().chars().take(32).collect()
}

/// How the last member of a line begins, the digest of everything before it.
const SEAL: &str = ",\"digest\":\"";

/// How it ends, and the line with it.
const SEAL_END: &str = "\"}";

/// A line without its end, with its digest and its end.
fn with_seal(line: &str) -> String {
    format!("{line}{SEAL}{}{SEAL_END}\n", digest(line))
}

/// Whether a line, without its line break, is as it was written.
pub fn is_sealed(line: &str) -> bool {
    let parts = line.strip_suffix(SEAL_END).and_then(|line| line.rsplit_once(SEAL));
    parts.is_some_and(|(line, found)| found == digest(line))
}

fn digest(line: &str) -> String {
    blake3::Hash::from_bytes(seal([line.as_bytes()])).to_hex().to_string()
}

/// The line of a workbook in the report of a part.
pub fn line(outcome: &Outcome, set: &Set, head: &Head<'_>) -> String {
    let mut line = String::new();
    Jsonl.workbook(head, outcome, &mut line);
    let line = line.trim_end();
    // Plain texts and numbers: writing them to memory has no way to fail.
    let set = serde_json::to_string(set).unwrap_or_default();
    with_seal(&format!("{},\"set\":{set}", line.strip_suffix('}').unwrap_or(line)))
}
