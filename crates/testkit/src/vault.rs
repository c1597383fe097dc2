//! A vault that is none: it keeps what is made in it, refuses what refers to something that is not there, and fails at
//! the call at which it is told to.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::{Value, json};

/// The vault.
#[derive(Debug, Default)]
pub struct Vault {
    groups: BTreeSet<String>,
    platforms: BTreeSet<String>,
    safes: BTreeMap<String, Value>,
    members: BTreeMap<(String, String), Value>,
    /// By safe and name.
    accounts: BTreeMap<(String, String), Value>,
    /// By the safe and name of the account, and the number of the link: the safe and name of the other one.
    links: BTreeMap<(String, String, u64), (String, String)>,
    calls: usize,
    /// The call, from 0, at which it fails.
    pub fails_at: Option<usize>,
}

impl Vault {
    /// Makes an object of a plan, as its JSON has it; gives what the vault calls it.
    ///
    /// # Errors
    /// With what the vault says when it refuses or fails.
    pub fn make(&mut self, object: &Value) -> Result<String, String> {
        let call = self.calls;
        self.calls += 1;
        if self.fails_at == Some(call) {
            return Err("500 Internal Server Error".to_owned());
        }
        let text = |key: &str| object["fields"][key].as_str().unwrap_or_default().to_owned();
        let name = object["name"].as_str().unwrap_or_default().to_owned();
        let is_new = match object["type"].as_str().unwrap_or_default() {
            "group" => self.groups.insert(name),
            "platform" => self.platforms.insert(name),
            "safe" => self.safes.insert(name, object["fields"].clone()).is_none(),
            "member" => {
                let (safe, group) = (text("safe"), text("group"));
                self.needs(&safe, &group, "")?;
                self.members.insert((safe, group), object["fields"]["permissions"].clone()).is_none()
            }
            "account" => {
                let safe = text("safe");
                self.needs(&safe, "", &text("platform"))?;
                assert!(object["fields"].get("password").is_none());
                self.accounts.insert((safe, name), object["fields"].clone()).is_none()
            }
            "link" => {
                let [one, other] = ["account", "target"].map(|key| of_account(&text(key)));
                for account in [&one, &other] {
                    if !self.accounts.contains_key(account) {
                        return Err(format!("404 there is no account {} in {}", account.1, account.0));
                    }
                }
                let index = object["fields"]["index"].as_u64().unwrap_or_default();
                self.links.insert((one.0, one.1, index), other).is_none()
            }
            other => return Err(format!("400 there is no {other}")),
        };
        if is_new { Ok(format!("{call}_1")) } else { Err("409 it is there already".to_owned()) }
    }

    fn needs(&self, safe: &str, group: &str, platform: &str) -> Result<(), String> {
        if !self.safes.contains_key(safe) {
            return Err(format!("404 there is no safe {safe}"));
        }
        if !group.is_empty() && !self.groups.contains(group) {
            return Err(format!("404 there is no group {group}"));
        }
        if !platform.is_empty() && !self.platforms.contains(platform) {
            return Err(format!("404 there is no platform {platform}"));
        }
        Ok(())
    }

    /// What the vault would answer to a call, as a line of JSON.
    pub fn answer(object: &Value, made: &Result<String, String>) -> String {
        let line = match made {
            Ok(id) => json!({ "id": object["id"], "status": 201, "response": { "id": id } }),
            Err(error) => json!({ "id": object["id"], "status": 500, "response": { "ErrorMessage": error } }),
        };
        format!("{line}\n")
    }

    /// Lists of all that is in it, as CSV, by the words of `--inventory`.
    pub fn lists(&self) -> Vec<(&'static str, String)> {
        let mut lists = Vec::new();
        let mut list = |word, head: &str, rows: Vec<Vec<String>>| {
            let mut text = format!("{head}\n");
            for row in &rows {
                let cells: Vec<String> =
                    row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
                let _ = writeln!(text, "{}", cells.join(";"));
            }
            if !rows.is_empty() {
                lists.push((word, text));
            }
        };
        list("groups", "group", self.groups.iter().map(|group| vec![group.clone()]).collect());
        list("platforms", "platform", self.platforms.iter().map(|name| vec![name.clone()]).collect());
        let described = |(safe, fields): (&String, &Value)| {
            vec![safe.clone(), fields["description"].as_str().unwrap_or_default().to_owned()]
        };
        list("safes", "safe;description", self.safes.iter().map(described).collect());
        let permissions: BTreeSet<&str> = self.members.values().flat_map(granted).collect();
        let columns: Vec<&str> = permissions.iter().copied().collect();
        let member = |((safe, group), granted_to): (&(String, String), &Value)| {
            let has: Vec<&str> = granted(granted_to).collect();
            let yes = columns.iter().map(|word| has.contains(word).to_string());
            [safe.clone(), group.clone()].into_iter().chain(yes).collect()
        };
        let head = ["safe", "group"].into_iter().chain(columns.iter().copied()).collect::<Vec<_>>().join(";");
        list("members", &head, self.members.iter().map(member).collect());
        let properties: BTreeSet<&str> = self.accounts.values().flat_map(properties).collect();
        let account = |((safe, name), fields): (&(String, String), &Value)| {
            let own = ["platform", "address", "username"].map(|key| &fields[key]);
            let more = properties.iter().map(|key| &fields["properties"][*key]);
            let values = own.into_iter().chain(more);
            let values = values.map(|value| value.as_str().unwrap_or_default().to_owned());
            [safe.clone(), name.clone()].into_iter().chain(values).collect()
        };
        let head = ["safe", "name", "platform", "address", "username"].into_iter();
        let head = head.chain(properties.iter().copied()).collect::<Vec<_>>().join(";");
        list("accounts", &head, self.accounts.iter().map(account).collect());
        let link = |((safe, name, index), (target_safe, target)): (_, &(String, String))| -> Vec<String> {
            let (safe, name, index): (&String, &String, &u64) = (safe, name, index);
            vec![safe.clone(), name.clone(), index.to_string(), target_safe.clone(), target.clone()]
        };
        let links =
            self.links.iter().map(|((safe, name, index), target)| link(((safe, name, index), target)));
        list("links", "safe;name;index;target_safe;target", links.collect());
        lists
    }
}

fn granted(permissions: &Value) -> impl Iterator<Item = &str> {
    permissions.as_array().into_iter().flatten().filter_map(Value::as_str)
}

fn properties(fields: &Value) -> impl Iterator<Item = &str> {
    fields["properties"].as_object().into_iter().flatten().map(|(key, _)| key.as_str())
}

/// The safe and the name of an account, of its id in a plan.
fn of_account(id: &str) -> (String, String) {
    let name = id.strip_prefix("account:").unwrap_or(id);
    let (safe, name) = name.split_once('/').unwrap_or((name, ""));
    (safe.to_owned(), name.to_owned())
}
