//! A plan, and the things that it says have to be made.

use std::sync::Arc;

use pamlint_convention::{DecisionKind, Made, Secret};
use pamlint_reader::CellRef;
use pamlint_rules::Replaced;
use pamlint_words::Words;
use serde::Serialize;

use crate::left_out::LeftOut;

/// What has to be made for the accounts without errors.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// What has to be made, in an order in which everything exists before it is needed.
    pub objects: Vec<Object>,
    /// What the workbooks do not tell.
    pub decisions: Vec<Decision>,
    /// The accounts that are not in it, in the order of the workbooks.
    pub left_out: Vec<LeftOut>,
    /// The secrets that are handed over elsewhere.
    pub secrets: Vec<SecretSlot>,
    /// The workbooks that are not in it, since another one came in their place.
    pub replaced: Replaced,
}

/// One thing that has to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// Its type and a name that no other has, which stays the same from run to run.
    pub id: String,
    /// Its type.
    pub made: Made,
    /// What it is called.
    pub name: String,
    /// The cells that ask for it, in the order of the workbooks.
    pub from: Vec<Origin>,
    /// The objects that have to exist before it.
    pub needs: Vec<String>,
    /// What there is of it already.
    pub state: State,
    /// Why it cannot be made, or cannot be told.
    pub why: Option<Why>,
    /// In what it differs from what there is.
    pub differences: Vec<Difference>,
    /// What it is made of.
    pub fields: Fields,
}

impl Object {
    /// Whether there is such a thing already.
    pub fn is_there(&self) -> bool {
        matches!(self.state, State::Same | State::Differs)
    }

    /// Whether it was refused when it was to be made.
    pub fn was_refused(&self) -> bool {
        matches!(self.why, Some(Why::Refused(_)))
    }
}

/// A cell of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Origin {
    /// The path of the workbook, as reports show it.
    #[serde(serialize_with = "shared")]
    pub workbook: Arc<str>,
    /// The name of the sheet, as it may be shown.
    #[serde(serialize_with = "shared")]
    pub sheet: Arc<str>,
    /// The cell.
    #[serde(serialize_with = "as_text")]
    pub cell: CellRef,
}

/// A text that many cells have in common.
fn shared<S: serde::Serializer>(text: &Arc<str>, into: S) -> Result<S::Ok, S::Error> {
    into.serialize_str(text)
}

fn as_text<S: serde::Serializer>(cell: &CellRef, into: S) -> Result<S::Ok, S::Error> {
    into.collect_str(cell)
}

/// What there is of a thing already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It is not there, and can be made.
    Create,
    /// It is there as it should be.
    Same,
    /// It is there, and differs.
    Differs,
    /// It cannot be made.
    Blocked,
    /// It cannot be told, or has to be decided first.
    Undecided,
}

impl State {
    /// Every state.
    pub const ALL: [State; 5] =
        [State::Create, State::Same, State::Differs, State::Blocked, State::Undecided];

    /// What people call it.
    pub fn said(self, words: &Words) -> &str {
        let states = &words.plan.states;
        match self {
            State::Create => &states.create,
            State::Same => &states.same,
            State::Differs => &states.differs,
            State::Blocked => &states.blocked,
            State::Undecided => &states.undecided,
        }
    }
}

/// Why a thing cannot be made, or cannot be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The system may refuse the name of a member for this character.
    MemberName(char),
    /// The convention has no permissions for this role.
    NoPermissions(String),
    /// Another account has its name in the safe already, in this cell.
    NameTaken(Origin),
    /// The ledger says that it was made here, and a list that it is not there.
    Gone,
    /// The system refused it; it may be tried again.
    Refused(String),
    /// Nobody has confirmed the permissions in which it differs.
    NotConfirmed,
    /// Something that it needs cannot be made.
    Needs(String),
    /// No list was given that tells.
    NoList(Made),
    /// The same account is in another safe already.
    Elsewhere(String),
    /// An account of that name on that system is there with another platform.
    OtherPlatform(String),
}

impl Why {
    /// The reason, in words.
    pub fn said(&self, words: &Words) -> String {
        let words = &words.plan;
        match self {
            Why::MemberName(character) => words.why.member_name.fill(&[("character", character)]),
            Why::NoPermissions(role) => words.why.no_permissions.fill(&[("role", role)]),
            Why::NameTaken(origin) => {
                let cell = format!("{}!{}", origin.sheet, origin.cell);
                words.why.name_taken.fill(&[("workbook", &origin.workbook), ("cell", &cell)])
            }
            Why::Gone => words.why.gone.clone(),
            Why::Refused(error) => words.why.refused.fill(&[("error", error)]),
            Why::NotConfirmed => words.why.not_confirmed.clone(),
            Why::Needs(id) => words.why.needs.fill(&[("object", id)]),
            Why::NoList(made) => words.why.no_list.fill(&[("things", &words.types.of(made.word()))]),
            Why::Elsewhere(safe) => words.why.elsewhere.fill(&[("safe", safe)]),
            Why::OtherPlatform(platform) => words.why.other_platform.fill(&[("platform", platform)]),
        }
    }
}

/// A field that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Its name.
    pub field: String,
    /// What there is.
    pub have: String,
    /// What there should be.
    pub want: String,
}

/// What a thing is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Fields {
    /// A group of people, which is made elsewhere.
    Group,
    /// A safe.
    Safe {
        /// What it is for, where a sheet says it.
        description: Option<String>,
        /// Its own fields.
        fields: Vec<(String, String)>,
        /// Whether the use of one of its accounts is controlled.
        controlled: bool,
    },
    /// A group that gets access to a safe.
    Member {
        /// The group.
        group: String,
        /// The safe.
        safe: String,
        /// The role.
        role: Option<String>,
        /// What it may do.
        permissions: Vec<String>,
        /// Whether the team has confirmed that.
        confirmed: bool,
    },
    /// A platform.
    Platform,
    /// An account.
    Account(Box<AccountFields>),
    /// A link from an account to another.
    Link {
        /// The account, by its id.
        account: String,
        /// The other one, by its id.
        target: String,
        /// What it is for.
        purpose: String,
        /// The number by which the system knows such links.
        index: u32,
    },
}

/// What an account is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountFields {
    /// The safe.
    pub safe: String,
    /// The platform.
    pub platform: String,
    /// Its fields.
    pub fields: Arc<[(String, String)]>,
    /// More fields, by the names under which the system keeps them.
    pub properties: Arc<[(String, String)]>,
    /// The secret that it needs, which stands in no plan.
    pub secret: Secret,
    /// Why the system leaves its secret alone; `None` where it manages it.
    pub unmanaged: Option<String>,
}

/// What the workbooks do not tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What sort of decision it is.
    pub kind: DecisionKind,
    /// The objects that it is about.
    pub about: Vec<String>,
    /// The safe that it is about.
    pub safe: Option<String>,
    /// The role that it is about.
    pub role: Option<String>,
}

/// A secret that is handed over elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretSlot {
    /// The account, by its id.
    pub account: String,
    /// What it is.
    pub kind: Secret,
}

/// How much of a plan is in which state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// What has to be made.
    pub create: usize,
    /// What is there as it should be.
    pub same: usize,
    /// What is there and differs.
    pub differs: usize,
    /// What cannot be made.
    pub blocked: usize,
    /// What cannot be told.
    pub undecided: usize,
    /// The accounts that are not in the plan.
    pub left_out: usize,
}

impl Plan {
    /// How much of it is in which state.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary { left_out: self.left_out.len(), ..Summary::default() };
        for object in &self.objects {
            *match object.state {
                State::Create => &mut summary.create,
                State::Same => &mut summary.same,
                State::Differs => &mut summary.differs,
                State::Blocked => &mut summary.blocked,
                State::Undecided => &mut summary.undecided,
            } += 1;
        }
        summary
    }

    /// The objects of a type, in their order.
    pub fn of(&self, made: Made) -> impl Iterator<Item = &Object> {
        self.objects.iter().filter(move |object| object.made == made)
    }

    /// Whether there is nothing to make, to change or to decide, and nothing in the way.
    pub fn is_empty(&self) -> bool {
        self.objects.iter().all(|object| object.state == State::Same)
    }
}
