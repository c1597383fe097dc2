//! A vault that is none: what its REST interface describes is kept in memory, what refers to something that is not there
//! is refused, and it fails at the call at which it is told to.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

/// What a call is answered: a status of HTTP, and a body.
pub type Answer = (u16, Value);

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Nothing is done.
    Before,
    /// Everything is done, and nobody is told.
    After,
}

/// A call, its path taken apart behind `/PasswordVault/API`.
#[derive(Debug)]
pub struct Call {
    pub method: String,
    /// What stands between the slashes; not decoded.
    pub path: Vec<String>,
    pub query: BTreeMap<String, String>,
    pub token: Option<String>,
    pub body: Value,
}

/// The vault.
#[derive(Debug, Default)]
pub struct Vault {
    /// The groups of the directory.
    pub groups: BTreeSet<String>,
    pub platforms: BTreeSet<String>,
    /// By their names, which tell no capitals from small letters.
    safes: BTreeMap<String, Safe>,
    /// By their numbers.
    accounts: BTreeMap<String, Account>,
    /// Who is logged on.
    session: Option<String>,
    /// The calls so far but those to log on and off, from 0.
    pub calls: usize,
    /// The call at which it fails, and how.
    pub fails: Option<(usize, Failure)>,
    /// Everything that was sent as a secret, by the safe and name of its account.
    pub secrets: BTreeMap<String, String>,
}

#[derive(Debug)]
struct Safe {
    fields: Map<String, Value>,
    /// By their names.
    members: BTreeMap<String, Map<String, Value>>,
}

#[derive(Debug)]
struct Account {
    fields: Map<String, Value>,
    /// By their numbers: the safe and the name of the other one.
    links: BTreeMap<u64, (String, String)>,
}

/// What no name of a safe may hold.
const IN_NO_SAFE: &str = "\\/:*<>\".|?%&+";
/// What no name of an account may hold.
const IN_NO_ACCOUNT: &str = "\\/:*<>\"|?%&+";
/// What no part of a path may hold once it is decoded.
const IN_NO_PATH: &str = "+&%";

const PERMISSIONS: [&str; 22] = [
    "useAccounts",
    "retrieveAccounts",
    "listAccounts",
    "addAccounts",
    "updateAccountContent",
    "updateAccountProperties",
    "initiateCPMAccountManagementOperations",
    "specifyNextAccountContent",
    "renameAccounts",
    "deleteAccounts",
    "unlockAccounts",
    "manageSafe",
    "manageSafeMembers",
    "backupSafe",
    "viewAuditLog",
    "viewSafeMembers",
    "accessWithoutConfirmation",
    "createFolders",
    "deleteFolders",
    "moveAccountsAndFolders",
    "requestsAuthorizationLevel1",
    "requestsAuthorizationLevel2",
];

impl Vault {
    /// Answers a call.
    pub fn call(&mut self, call: &Call) -> Answer {
        let decoded: Result<Vec<String>, Answer> = call.path.iter().map(|part| decoded(part)).collect();
        let path = match decoded {
            Ok(path) => path,
            Err(answer) => return answer,
        };
        let lower: Vec<String> = path.iter().map(|part| part.to_lowercase()).collect();
        let known: Vec<&str> = lower.iter().map(String::as_str).collect();
        if let ["auth", rest @ ..] = known.as_slice() {
            return self.log(rest, call);
        }
        if call.token.is_none() || call.token != self.session {
            return refused(401, "PASWS006E", "The session token is missing or invalid.");
        }
        let number = self.calls;
        self.calls += 1;
        match self.fails {
            Some((at, Failure::Before)) if at == number => return broken(),
            _ => {}
        }
        let answer = self.done(call, &path, &known);
        match self.fails {
            Some((at, Failure::After)) if at == number => broken(),
            _ => answer.unwrap_or_else(|refused| refused),
        }
    }

    fn log(&mut self, path: &[&str], call: &Call) -> Answer {
        match (call.method.as_str(), path) {
            ("POST", ["cyberark", "logon"]) => {
                only(&call.body, &["username", "password", "concurrentSession"]).map_or_else(
                    |refused| refused,
                    |_| {
                        self.session = Some(format!("token-{}", self.calls));
                        (200, json!(self.session))
                    },
                )
            }
            ("POST", ["logoff"]) if call.token == self.session => {
                self.session = None;
                (200, json!({}))
            }
            _ => refused(404, "PASWS001E", "There is no such path."),
        }
    }

    fn done(&mut self, call: &Call, path: &[String], known: &[&str]) -> Result<Answer, Answer> {
        match (call.method.as_str(), known) {
            ("POST", ["safes"]) => self.make_safe(&call.body),
            ("GET", ["safes"]) => Ok(listed(self.safes.values().map(|safe| json!(safe.fields)).collect())),
            ("DELETE", ["safes", _]) => self.take_safe(&path[1]),
            ("POST", ["safes", _, "members"]) => self.add_member(&path[1], &call.body),
            ("GET", ["safes", _, "members"]) => {
                let safe = self.safe(&path[1])?;
                Ok(listed(safe.members.values().map(|member| json!(member)).collect()))
            }
            ("DELETE", ["safes", _, "members", _]) => {
                let safe = self.safe(&path[1])?;
                let there = safe.members.remove(&key(&path[3]));
                there.map(|_| (204, Value::Null)).ok_or_else(|| missing("member", &path[3]))
            }
            ("POST", ["accounts"]) => self.make_account(&call.body),
            ("GET", ["accounts"]) => Ok(listed(self.found(&call.query))),
            ("DELETE", ["accounts", id]) => {
                let there = self.accounts.remove(*id);
                there.map(|_| (204, Value::Null)).ok_or_else(|| missing("account", id))
            }
            ("POST", ["accounts", id, "linkaccount"]) => self.link(id, &call.body),
            ("GET", ["accounts", id, "linkedaccounts"]) => {
                let account = self.accounts.get(*id).ok_or_else(|| missing("account", id))?;
                let links = account.links.iter().map(|(index, (safe, name))| {
                    json!({ "extraPasswordIndex": index, "safeName": safe, "name": name })
                });
                Ok((200, json!({ "LinkedAccounts": links.collect::<Vec<_>>() })))
            }
            ("DELETE", ["accounts", id, "linkaccount", index]) => {
                let account = self.accounts.get_mut(*id).ok_or_else(|| missing("account", id))?;
                let there = index.parse().ok().and_then(|index| account.links.remove(&index));
                there.map(|_| (204, Value::Null)).ok_or_else(|| missing("link", index))
            }
            ("GET", ["platforms"]) => {
                let of = |id: &String| json!({ "general": { "id": id, "name": id } });
                Ok((200, json!({ "Platforms": self.platforms.iter().map(of).collect::<Vec<_>>() })))
            }
            _ => Err(refused(404, "PASWS001E", "There is no such path, or it cannot be called so.")),
        }
    }

    fn safe(&mut self, name: &str) -> Result<&mut Safe, Answer> {
        self.safes.get_mut(&key(name)).ok_or_else(|| missing("safe", name))
    }

    fn make_safe(&mut self, body: &Value) -> Result<Answer, Answer> {
        let known = [
            "safeName",
            "description",
            "location",
            "olacEnabled",
            "managingCPM",
            "numberOfVersionsRetention",
            "numberOfDaysRetention",
        ];
        let fields = only(body, &known)?;
        let name = text(fields, "safeName", 28)?;
        if name.starts_with(' ') || name.contains(|letter| IN_NO_SAFE.contains(letter)) {
            return Err(wrong("safeName", "holds characters that it may not"));
        }
        if fields.contains_key("numberOfVersionsRetention") && fields.contains_key("numberOfDaysRetention") {
            return Err(wrong("numberOfDaysRetention", "and numberOfVersionsRetention exclude each other"));
        }
        if self.safes.contains_key(&key(name)) {
            return Err(refused(409, "SFWS0002", "Safe already exists."));
        }
        let mut fields = fields.clone();
        fields.insert("safeUrlId".to_owned(), json!(name));
        let answer = json!(fields);
        self.safes.insert(key(name), Safe { fields, members: BTreeMap::new() });
        Ok((201, answer))
    }

    fn take_safe(&mut self, name: &str) -> Result<Answer, Answer> {
        self.safe(name)?;
        let holds = |account: &Account| account.fields.get("safeName").is_some_and(|safe| same(safe, name));
        if self.accounts.values().any(holds) {
            return Err(refused(409, "SFWS0030", "The safe holds accounts."));
        }
        self.safes.remove(&key(name));
        Ok((204, Value::Null))
    }

    fn add_member(&mut self, safe: &str, body: &Value) -> Result<Answer, Answer> {
        let known =
            ["memberName", "searchIn", "memberType", "permissions", "membershipExpirationDate", "isReadOnly"];
        let fields = only(body, &known)?.clone();
        let name = text(&fields, "memberName", 128)?.to_owned();
        let groups: BTreeSet<String> = self.groups.iter().map(|group| key(group)).collect();
        let safe = self.safe(safe)?;
        only(fields.get("permissions").unwrap_or(&Value::Null), &PERMISSIONS)?;
        if fields.get("memberType") != Some(&json!("Group")) || !fields.contains_key("searchIn") {
            return Err(wrong("memberType", "or searchIn is not told"));
        }
        if !groups.contains(&key(&name)) {
            return Err(missing("group", &name));
        }
        if safe.members.contains_key(&key(&name)) {
            return Err(refused(409, "SFWS0012", "The member is already in the safe."));
        }
        if safe.members.len() == 64 {
            return Err(refused(409, "SFWS0099", "A safe has at most 64 members."));
        }
        let answer = json!(fields);
        safe.members.insert(key(&name), fields);
        Ok((201, answer))
    }

    fn make_account(&mut self, body: &Value) -> Result<Answer, Answer> {
        let known = [
            "name",
            "address",
            "userName",
            "platformId",
            "safeName",
            "secretType",
            "secret",
            "platformAccountProperties",
            "secretManagement",
            "remoteMachinesAccess",
        ];
        let mut fields = only(body, &known)?.clone();
        let name = text(&fields, "name", 170)?.to_owned();
        if name.contains(|letter: char| IN_NO_ACCOUNT.contains(letter) || letter.is_control()) {
            return Err(wrong("name", "holds characters that it may not"));
        }
        let (safe, platform) = (text(&fields, "safeName", 28)?, text(&fields, "platformId", 99)?);
        if !self.safes.contains_key(&key(safe)) {
            return Err(missing("safe", safe));
        }
        if !self.platforms.iter().any(|known| key(known) == key(platform)) {
            return Err(missing("platform", platform));
        }
        let secret_type = fields.get("secretType").and_then(Value::as_str).unwrap_or("password");
        if !["password", "key"].contains(&secret_type) {
            return Err(wrong("secretType", "is neither password nor key"));
        }
        let none = Value::Object(Map::new());
        let properties = fields.get("platformAccountProperties").unwrap_or(&none);
        let fits = |(key, value): (&String, &Value)| {
            key.len() <= 29 && value.as_str().is_some_and(|text| !text.is_empty() && text.len() <= 4000)
        };
        if !properties.as_object().is_some_and(|properties| properties.iter().all(fits)) {
            return Err(wrong("platformAccountProperties", "do not fit"));
        }
        let management = fields.get("secretManagement").unwrap_or(&none);
        let management = only(management, &["automaticManagementEnabled", "manualManagementReason"])?;
        if management.get("automaticManagementEnabled") == Some(&json!(true))
            && management.contains_key("manualManagementReason")
        {
            return Err(wrong("manualManagementReason", "goes with no account that is managed"));
        }
        let is_it = |account: &Account| {
            ["safeName", "name"].iter().all(|word| {
                let own = account.fields.get(*word).and_then(Value::as_str).unwrap_or_default();
                fields.get(*word).is_some_and(|value| same(value, own))
            })
        };
        if self.accounts.values().any(is_it) {
            return Err(refused(409, "PASWS027E", "An account with that name is in the safe already."));
        }
        let at = format!("{safe}/{name}");
        if let Some(secret) = fields.remove("secret") {
            self.secrets.insert(at, secret.as_str().unwrap_or_default().to_owned());
        }
        let id = format!("{}_{}", 30 + self.safes.len(), self.accounts.len() + 3);
        fields.insert("id".to_owned(), json!(id));
        let answer = json!(fields);
        self.accounts.insert(id, Account { fields, links: BTreeMap::new() });
        Ok((201, answer))
    }

    fn link(&mut self, id: &str, body: &Value) -> Result<Answer, Answer> {
        let fields = only(body, &["safe", "extraPasswordIndex", "name", "folder"])?;
        let (safe, name) = (text(fields, "safe", 28)?.to_owned(), text(fields, "name", 170)?.to_owned());
        if fields.get("folder") != Some(&json!("Root")) {
            return Err(missing("folder", "of the account"));
        }
        let index = fields.get("extraPasswordIndex").and_then(Value::as_u64);
        let Some(index @ 1..=3) = index else { return Err(wrong("extraPasswordIndex", "is not 1, 2 or 3")) };
        let is_target = |account: &Account| {
            let is =
                |word: &str, wanted: &str| account.fields.get(word).is_some_and(|value| same(value, wanted));
            is("safeName", &safe) && is("name", &name)
        };
        if !self.accounts.values().any(is_target) {
            return Err(missing("account", &name));
        }
        let account = self.accounts.get_mut(id).ok_or_else(|| missing("account", id))?;
        if account.links.contains_key(&index) {
            return Err(refused(409, "PASWS305E", "An account is linked there already."));
        }
        account.links.insert(index, (safe, name));
        Ok((200, json!({})))
    }

    /// The accounts of a safe in which every word stands. Names of accounts are not searched.
    fn found(&self, query: &BTreeMap<String, String>) -> Vec<Value> {
        let safe = query.get("filter").and_then(|filter| filter.strip_prefix("safeName eq "));
        let words: Vec<String> =
            query.get("search").map(|words| words.split_whitespace().map(key).collect()).unwrap_or_default();
        let fits = |account: &&Account| {
            let of = |word: &str| account.fields.get(word).map(Value::to_string).unwrap_or_default();
            let searched =
                ["address", "userName", "platformId", "platformAccountProperties"].map(of).concat();
            let searched = key(&searched);
            safe.is_none_or(|safe| account.fields.get("safeName").is_some_and(|own| same(own, safe)))
                && words.iter().all(|word| searched.contains(&json!(word).to_string().replace('"', "")))
        };
        self.accounts.values().filter(fits).map(|account| json!(account.fields)).collect()
    }

    /// All that is in it, without the numbers by which it calls things.
    pub fn content(&self) -> Value {
        let safes = self.safes.values().map(|safe| json!([safe.fields, safe.members]));
        let accounts = self.accounts.values().map(|account| {
            let mut fields = account.fields.clone();
            fields.remove("id");
            let at = |word: &str| fields.get(word).map(Value::to_string).unwrap_or_default();
            let links: Vec<Value> =
                account.links.iter().map(|(index, (safe, name))| json!([index, safe, name])).collect();
            (format!("{}/{}", at("safeName"), at("name")), json!([fields, links]))
        });
        let accounts: BTreeMap<String, Value> = accounts.collect();
        json!({ "safes": safes.collect::<Vec<_>>(), "accounts": accounts, "secrets": self.secrets })
    }
}

fn decoded(part: &str) -> Result<String, Answer> {
    let text = percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned();
    if text.contains(|letter| IN_NO_PATH.contains(letter)) {
        return Err(refused(400, "PASWS013E", "The path holds characters that it may not."));
    }
    Ok(text)
}

fn key(name: &str) -> String {
    name.to_uppercase()
}

fn same(value: &Value, name: &str) -> bool {
    value.as_str().is_some_and(|value| key(value) == key(name))
}

fn listed(values: Vec<Value>) -> Answer {
    (200, json!({ "count": values.len(), "value": values }))
}

/// The fields of a body that has no others than those that are known.
fn only<'b>(body: &'b Value, known: &[&str]) -> Result<&'b Map<String, Value>, Answer> {
    let fields = body.as_object().ok_or_else(|| wrong("body", "is no object"))?;
    match fields.keys().find(|field| !known.contains(&field.as_str())) {
        Some(field) => Err(wrong(field, "is not known")),
        None => Ok(fields),
    }
}

/// A text that has to be there, and be no longer than that many characters.
fn text<'b>(fields: &'b Map<String, Value>, field: &str, longest: usize) -> Result<&'b str, Answer> {
    let text = fields.get(field).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    let text = text.ok_or_else(|| wrong(field, "is missing"))?;
    if text.chars().count() > longest { Err(wrong(field, "is too long")) } else { Ok(text) }
}

fn refused(status: u16, code: &str, message: &str) -> Answer {
    (status, json!({ "ErrorCode": code, "ErrorMessage": message }))
}

fn wrong(field: &str, what: &str) -> Answer {
    refused(400, "PASWS167E", &format!("{field} {what}"))
}

fn missing(what: &str, name: &str) -> Answer {
    refused(404, "PASWS007E", &format!("There is no {what} {name}."))
}

fn broken() -> Answer {
    refused(500, "CAWS00001E", "Internal server error.")
}
