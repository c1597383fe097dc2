//! The calls of the REST interface, a JSON object a line, in the order in which they have to be made.
//!
//! The first line tells what has to be there first and what is not in the file. A path that needs what the vault answers
//! holds `{id}`: `id_of` says whose, and where to find it when the account is there already. A secret is put into the
//! body, as `secret`, by whoever makes the call.

use serde_json::{Map, Value, json};

use super::ascii_json;
use super::upload::Upload;
use crate::object::Object;

pub(super) const SAFES: &str = "/PasswordVault/API/Safes";
const ACCOUNTS: &str = "/PasswordVault/API/Accounts";

pub(super) fn write(upload: &Upload<'_>) -> String {
    let mut calls: Vec<Value> = Vec::new();
    for safe in &upload.safes {
        calls.push(call(safe.object, SAFES, safe.body()));
    }
    for member in &upload.members {
        calls.push(call(member.object, &members_of(member.safe), member.body()));
    }
    for account in &upload.accounts {
        let mut call = call(account.object, ACCOUNTS, account.body());
        if let (Value::Object(call), Some(kind)) = (&mut call, account.secret_type()) {
            call.insert("secret".to_owned(), json!(kind));
        }
        calls.push(call);
    }
    for link in &upload.links {
        let mut call = call(link.object, &format!("{ACCOUNTS}/{{id}}/LinkAccount"), link.body());
        if let Value::Object(call) = &mut call {
            let account = json!({
                "object": link.account.id, "safeName": link.account_safe, "name": link.account.name,
            });
            call.insert("id_of".to_owned(), account);
        }
        calls.push(call);
    }
    let held: Vec<Value> = upload.held.iter().map(|held| json!({ "id": held.id, "why": held.why })).collect();
    let head = json!({
        "schema": 1, "calls": calls.len(), "there_first": upload.first, "not_in_it": held,
    });
    // Some readers of lines also end one at other characters than a line feed.
    std::iter::once(head).chain(calls).map(|line| format!("{}\n", ascii_json(&line))).collect()
}

fn call(object: &Object, path: &str, body: Map<String, Value>) -> Value {
    json!({ "id": object.id, "needs": object.needs, "method": "POST", "path": path, "body": body })
}

/// The path of the members of a safe.
pub(super) fn members_of(safe: &str) -> String {
    format!("{SAFES}/{}/Members", encoded(safe))
}

/// A name in a path.
fn encoded(name: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
