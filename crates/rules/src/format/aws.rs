//! What Amazon Web Services calls things: access keys, accounts, ARNs, sign-in addresses, names.

pub(super) mod access_key;
pub(super) mod account;
pub(super) mod arn;
pub(super) mod iam_name;
pub(super) mod sign_in;
