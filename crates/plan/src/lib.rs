//! What has to be made in a vault for the accounts without errors: workbooks, what was found in them and what there
//! is already in, a [`Plan`] out.
//!
//! What is made, and how it is called, stands in the convention; no vault is known here but in a module of `outputs`
//! each. Nothing is guessed: what the workbooks do not tell is a [`Decision`]. This room holds no secret, and knows no
//! file, clock, network or thread.
//!
//! Each workbook is asked by itself, on any thread, what it wants ([`Requests::of`]); [`derive()`] then makes one plan of
//! all of them, in their order.

mod accounts;
mod against;
mod decide;
mod derive;
mod inventory;
mod ledger;
mod left_out;
mod marks;
mod name;
mod object;
mod outputs;
mod receipt;
mod request;
mod undo;

pub use derive::{Asked, derive};
pub use inventory::Inventory;
pub use ledger::{Entry, Ledger, LedgerProblem};
pub use left_out::LeftOut;
pub use marks::refusals;
pub use object::{
    AccountFields, Decision, Difference, Fields, Object, Origin, Plan, SecretSlot, State, Summary, Why,
};
pub use outputs::graph::{Drawing, plan_graph};
pub use outputs::json::plan_json;
pub use outputs::text::plan_text;
pub use outputs::vault::{Held, NotConfirmed, VaultFile, Written, vault_file};
pub use outputs::workbook::{NotWritten, plan_workbook};
pub use receipt::{Read, ReceiptProblem, read_json, read_table};
pub use request::{Request, Requests, Wanted};
pub use undo::{Kept, Undo, undo_json, undo_text};
