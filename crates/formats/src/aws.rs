//! Names of Amazon Web Services: access keys, accounts, ARNs, sign-in addresses, names.

pub(crate) mod access_key_id;
pub(crate) mod account_number;
pub(crate) mod arn;
pub(crate) mod iam_name;
pub(crate) mod sign_in_url;
