//! What became of the objects of a plan: which were made here, and which the system refused. Its file is described in
//! `docs/ledger.schema.json`.

use std::collections::{BTreeMap, BTreeSet};

use pamlint_report::json_text;
use pamlint_rules::before_secrets;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::inventory::Inventory;
use crate::name::key;
use crate::object::{Object, Plan, State, Why};
use crate::outputs::json::fields;

/// The version of the form of a ledger.
const SCHEMA: u32 = 1;

/// What became of the objects of plans, by their ids, in the order in which it was told.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    schema: u32,
    /// What was made here.
    made: Vec<Entry>,
    /// What was refused, and not made since.
    refused: Vec<Refusal>,
}

/// Something that was made here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its id in the plan.
    pub id: String,
    /// Its type.
    #[serde(rename = "type")]
    pub made: String,
    /// What it is called.
    pub name: String,
    /// What the system calls it.
    pub reference: Option<String>,
    /// What it is made of.
    pub fields: Value,
}

/// Something that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Refusal {
    /// Its id in the plan.
    id: String,
    /// What the system said.
    error: String,
}

/// Why a file is no ledger.
#[derive(Debug)]
pub enum LedgerProblem {
    /// It has another form.
    NoLedger,
    /// It is of a later version of the program.
    Later(u32),
}

impl Ledger {
    /// Reads a ledger.
    ///
    /// # Errors
    /// When the bytes are none.
    pub fn read(bytes: &[u8]) -> Result<Ledger, LedgerProblem> {
        let mut ledger: Ledger = serde_json::from_slice(bytes).map_err(|_| LedgerProblem::NoLedger)?;
        if ledger.schema > SCHEMA {
            return Err(LedgerProblem::Later(ledger.schema));
        }
        // Whoever has edited it may have written anything into it.
        for refusal in &mut ledger.refused {
            refusal.error = before_secrets(&refusal.error).into_owned();
        }
        Ok(ledger)
    }

    /// The ledger as a file.
    pub fn to_json(&self) -> String {
        let mut text = json_text(&Ledger { schema: SCHEMA, ..self.clone() });
        text.push('\n');
        text
    }

    /// What was made here, in the order in which it was.
    pub fn made(&self) -> &[Entry] {
        &self.made
    }

    /// Notes that an object was made.
    pub fn add_made(&mut self, object: &Object, reference: Option<String>) {
        self.refused.retain(|refusal| refusal.id != object.id);
        if self.made.iter().any(|entry| key(&entry.id) == key(&object.id)) {
            return;
        }
        self.made.push(Entry {
            id: object.id.clone(),
            made: object.made.word().to_owned(),
            name: object.name.clone(),
            reference,
            fields: serde_json::to_value(fields(&object.fields)).unwrap_or_default(),
        });
    }

    /// Notes that an object was refused.
    pub fn add_refused(&mut self, object: &Object, error: String) {
        self.refused.retain(|refusal| refusal.id != object.id);
        self.refused.push(Refusal { id: object.id.clone(), error });
    }

    /// Says in a plan what was made and what was refused. Where a list tells otherwise than the ledger, that is said.
    pub(crate) fn apply(&self, plan: &mut Plan, inventory: &Inventory) {
        // As everywhere in a plan, names are compared without regard to case.
        let made: BTreeSet<String> = self.made.iter().map(|entry| key(&entry.id)).collect();
        let refused: BTreeMap<&str, &str> =
            self.refused.iter().map(|refusal| (refusal.id.as_str(), refusal.error.as_str())).collect();
        for object in plan.objects.iter_mut().filter(|object| !object.is_there()) {
            if made.contains(&key(&object.id)) {
                match inventory.list(object.made) {
                    None => (object.state, object.why) = (State::Same, None),
                    Some(_) => (object.state, object.why) = (State::Undecided, Some(Why::Gone)),
                }
            } else if let Some(error) = refused.get(object.id.as_str())
                && object.state == State::Create
            {
                object.why = Some(Why::Refused((*error).to_owned()));
            }
        }
    }
}
