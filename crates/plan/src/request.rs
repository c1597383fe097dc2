//! What a workbook asks for, account by account: rows turned into what would be made for them, whatever is wrong with
//! them.

mod asked;

use std::sync::Arc;

use pamlint_convention::{Convention, DecisionKind, Secret};
use pamlint_reader::Workbook;
use pamlint_rules::{EntryValue, Options, Place, Report, check_showing, entries};
use serde::{Deserialize, Serialize};

use self::asked::Asking;

/// What a workbook asks for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Requests {
    /// The row of the header of each sheet of accounts, from 1, by the position of the sheet.
    pub headers: Vec<Option<u32>>,
    /// Every account, in the order of the workbook.
    pub accounts: Vec<Request>,
    /// The safes that a sheet describes, each with its description.
    pub descriptions: Vec<(EntryValue, String)>,
}

/// An account that is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// The position of its sheet, from 0.
    pub sheet: usize,
    /// Excel's number of its row, from 1.
    pub row: u32,
    /// Its ID, as it may be shown.
    pub id: Option<String>,
    /// The cells in other rows that hold values of it.
    pub elsewhere: Vec<Place>,
    /// What would be made; `None` where a value is missing without which nothing can be.
    pub wanted: Option<Box<Wanted>>,
}

/// What would be made for an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Wanted {
    /// The cell of its ID.
    pub place: Place,
    /// The safe.
    pub safe: EntryValue,
    /// The platform.
    pub platform: EntryValue,
    /// The groups that get access, each with its role as the part.
    pub groups: Vec<EntryValue>,
    /// The name by which links know it.
    pub name: String,
    /// Its fields.
    #[serde(with = "shared")]
    pub fields: Arc<[(String, String)]>,
    /// More fields, by the names under which the system keeps them.
    #[serde(with = "shared")]
    pub properties: Arc<[(String, String)]>,
    /// The fields of its safe.
    pub safe_fields: Vec<(String, String)>,
    /// The secret that it needs.
    pub secret: Secret,
    /// Why the system leaves its secret alone.
    pub unmanaged: Option<String>,
    /// Whether its use is controlled.
    pub controlled: bool,
    /// The IDs of the accounts that it is linked to, each with the position of its rule.
    pub links: Vec<(usize, EntryValue)>,
    /// What has to be decided for it.
    pub decisions: Vec<DecisionKind>,
}

impl Requests {
    /// What a workbook asks for; nothing where the convention has no plan.
    pub fn of(workbook: &Workbook, convention: &Convention, options: &Options) -> Requests {
        let Some(mut asking) = Asking::new(workbook, convention) else { return Requests::default() };
        entries(workbook, convention, options, |entry| asking.add(entry));
        asking.requests
    }

    /// The same, and what is wrong with the workbook, which is taken apart once for both.
    pub fn checked(workbook: &Workbook, convention: &Convention, options: &Options) -> (Requests, Report) {
        let mut asking = Asking::new(workbook, convention);
        let report = check_showing(workbook, convention, options, |entry| {
            if let Some(asking) = &mut asking {
                asking.add(entry);
            }
        });
        (asking.map(|asking| asking.requests).unwrap_or_default(), report)
    }
}

/// Fields that a plan has in common with what was asked for, as they are kept.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    type Fields = Arc<[(String, String)]>;

    pub fn serialize<S: Serializer>(fields: &Fields, into: S) -> Result<S::Ok, S::Error> {
        fields.as_ref().serialize(into)
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Fields, D::Error> {
        Vec::deserialize(from).map(Fields::from)
    }
}
