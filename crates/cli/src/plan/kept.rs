//! What became of earlier plans: the ledger, and the results that are noted in it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use pamlint_plan::{
    Asked, Inventory, Ledger, LedgerProblem, Plan, Read, ReceiptProblem, derive, read_json, read_table,
};

use crate::args::PlanArguments;
use crate::files;
use crate::lists;
use crate::output::{Mode, write_file};
use crate::settings::Settings;
use crate::speech::{fail, said};

/// The files of what became of earlier plans.
pub struct Kept {
    receipt: Option<PathBuf>,
    ledger: Option<PathBuf>,
}

impl Kept {
    /// Those that a call names.
    ///
    /// # Errors
    /// When the ledger would be the result itself.
    pub fn of(arguments: &PlanArguments) -> anyhow::Result<Kept> {
        let receipt = arguments.receipt.clone();
        let beside = || receipt.as_ref().map(|receipt| receipt.with_extension("ledger.json"));
        let ledger = arguments.ledger.clone().or_else(beside);
        if receipt.is_some() && receipt == ledger {
            fail!("--ledger and --receipt name one file; give the ledger a name of its own");
        }
        Ok(Kept { receipt, ledger })
    }

    /// Whether a result is read.
    pub fn has_receipt(&self) -> bool {
        self.receipt.is_some()
    }

    /// The files.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.receipt.iter().chain(&self.ledger)
    }

    /// The plan of workbooks; what a result tells is noted in the ledger first.
    ///
    /// # Errors
    /// When the ledger or the result cannot be read, or the ledger cannot be written.
    pub fn plan(
        &self,
        workbooks: &[Asked<'_>],
        inventory: &Inventory,
        settings: &Settings,
    ) -> anyhow::Result<Plan> {
        let mut ledger = match &self.ledger {
            Some(file) if self.receipt.is_none() || file.exists() => {
                read(file).with_context(|| format!("--ledger {}", file.display()))?
            }
            _ => Ledger::default(),
        };
        let convention = &settings.convention;
        let derived = |ledger: &Ledger| derive(workbooks, convention, inventory, ledger).unwrap_or_default();
        let plan = derived(&ledger);
        let (Some(receipt), Some(file)) = (&self.receipt, &self.ledger) else { return Ok(plan) };
        let noted = note(receipt, &plan, &mut ledger, settings);
        let read = noted.with_context(|| format!("--receipt {}", receipt.display()))?;
        tracing::info!("{}: {} made, {} refused", receipt.display(), read.made, read.refused);
        if read.unknown > 0 {
            tracing::warn!(
                "{}",
                said!(
                    "{file}: records that tell of nothing in this plan, or not what became of it: {count}",
                    file = receipt.display(),
                    count = read.unknown
                )
            );
        }
        let mode = Mode::about([receipt.as_path()]);
        write_file(file, ledger.to_json().as_bytes(), mode).context("--ledger")?;
        Ok(derived(&ledger))
    }
}

/// Reads a ledger.
///
/// # Errors
/// When it cannot be read, or is none.
pub fn read(file: &Path) -> anyhow::Result<Ledger> {
    let bytes = files::read(file, files::MOST)
        .map_err(|error| anyhow!("{}", said!("it cannot be read: {why}", why = error)))?;
    Ledger::read(&bytes).map_err(|problem| {
        anyhow!(match problem {
            LedgerProblem::NoLedger => {
                said!("it is no ledger of pamlint; name the file that --receipt wrote")
            }
            LedgerProblem::Later(schema) => said!(
                "it is a ledger of a later version of pamlint (schema {schema}); use that version",
                schema = schema
            ),
        })
    })
}

/// Notes what a result tells in the ledger.
fn note(file: &Path, plan: &Plan, ledger: &mut Ledger, settings: &Settings) -> anyhow::Result<Read> {
    let rules = settings.convention.plan.as_ref().and_then(|rules| rules.receipt.as_ref());
    let rules = rules.ok_or_else(|| problem(&ReceiptProblem::NoRules))?;
    let bytes = files::read(file, files::MOST)
        .map_err(|error| anyhow!("{}", said!("it cannot be read: {why}", why = error)))?;
    let text = String::from_utf8_lossy(&bytes);
    let is_json = text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']);
    if is_json {
        return read_json(&text, plan, rules, ledger).map_err(|why| problem(&why));
    }
    if text.trim().is_empty() {
        return Err(problem(&ReceiptProblem::Nothing));
    }
    let book = lists::book(file, &settings.limits)?;
    read_table(&book, plan, rules, ledger).map_err(|why| problem(&why))
}

/// Why a file is no result, in the language of the caller.
fn problem(why: &ReceiptProblem) -> anyhow::Error {
    anyhow!(match why {
        ReceiptProblem::NoRules => {
            said!("the convention does not say how results are told: it has no [plan.receipt]")
        }
        ReceiptProblem::NoJson(line) => {
            said!("line {line}: this is no JSON; a result is JSON, JSON lines or CSV", line = line)
        }
        ReceiptProblem::Nothing => said!(
            "nothing in it tells what became of an object of this plan; was it made of the same workbooks?"
        ),
    })
}
