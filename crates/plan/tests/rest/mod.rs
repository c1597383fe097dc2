//! A vault that is none behind HTTP, and what makes the calls of a plan to it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

pub mod vault;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::{Value, json};

use vault::{Call, Vault};

/// A vault at an address of this machine.
pub struct Server {
    pub address: String,
    vault: Arc<Mutex<Vault>>,
    /// It serves as long as this is there.
    _runtime: tokio::runtime::Runtime,
}

impl Server {
    pub fn start() -> Server {
        let vault = Arc::new(Mutex::new(Vault::default()));
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_io().build().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let served = Arc::clone(&vault);
        let answer = async move |method: Method, uri: Uri, headers: HeaderMap, body: Bytes| {
            let (status, body) = match call(&method, &uri, &headers, &body) {
                Some(call) => served.lock().unwrap().call(&call),
                None => (404, json!({ "ErrorMessage": "There is no such path." })),
            };
            let body = if status == 204 { String::new() } else { body.to_string() };
            (StatusCode::from_u16(status).unwrap(), [(header::CONTENT_TYPE, "application/json")], body)
        };
        runtime.spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
        Server { address, vault, _runtime: runtime }
    }

    pub fn vault(&self) -> MutexGuard<'_, Vault> {
        self.vault.lock().unwrap()
    }
}

fn call(method: &Method, uri: &Uri, headers: &HeaderMap, body: &Bytes) -> Option<Call> {
    let mut path = uri.path().split('/').skip(1).map(str::to_owned);
    let is_known = path.next()? == "PasswordVault" && path.next()?.eq_ignore_ascii_case("api");
    let query = uri.query().unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    is_known.then(|| Call {
        method: method.to_string(),
        path: path.collect(),
        query: query.map(|(key, value)| (key.to_owned(), decoded(value))).collect(),
        token: headers.get(header::AUTHORIZATION).and_then(|token| token.to_str().ok()).map(str::to_owned),
        body: serde_json::from_slice(body).unwrap_or_default(),
    })
}

/// Who makes calls: one who has logged on.
pub struct Caller {
    address: String,
    token: String,
    agent: ureq::Agent,
}

impl Caller {
    pub fn log_on(address: &str) -> Caller {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut caller = Caller { address: address.to_owned(), token: String::new(), agent };
        let who = json!({ "username": "pamlint", "password": "x" });
        let (status, token) = caller.call("POST", "/PasswordVault/API/Auth/CyberArk/Logon", Some(&who));
        assert_eq!(status, 200);
        caller.token = token.as_str().unwrap().to_owned();
        caller
    }

    pub fn call(&self, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.address))
            .header("Authorization", &self.token)
            .header("Content-Type", "application/json");
        let body = body.map(Value::to_string).unwrap_or_default();
        let mut answer = self.agent.run(request.body(body).unwrap()).unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        (answer.status().as_u16(), serde_json::from_str(&text).unwrap_or_default())
    }

    /// Makes the calls of a plan in their order, until one fails; gives what became of them, a line each.
    pub fn carry_out(&self, calls: &str) -> String {
        let mut answers = String::new();
        let mut numbers: BTreeMap<String, String> = BTreeMap::new();
        for line in calls.lines().skip(1) {
            let call: Value = serde_json::from_str(line).unwrap();
            let (status, response) = self.made(&call, &numbers);
            let id = call["id"].as_str().unwrap().to_owned();
            if let Some(number) = response["id"].as_str() {
                numbers.insert(id.clone(), number.to_owned());
            }
            let answer = json!({ "id": id, "status": status, "response": response });
            let _ = writeln!(answers, "{answer}");
            if status >= 300 {
                break;
            }
        }
        answers
    }

    fn made(&self, call: &Value, numbers: &BTreeMap<String, String>) -> (u16, Value) {
        let mut path = call["path"].as_str().unwrap().to_owned();
        if let Some(of) = call.get("id_of") {
            let number = match numbers.get(of["object"].as_str().unwrap()) {
                Some(number) => number.clone(),
                None => match self.number(of) {
                    Ok(number) => number,
                    Err(answer) => return answer,
                },
            };
            path = path.replace("{id}", &number);
        }
        let mut body = call["body"].clone();
        if call.get("secret").is_some() {
            body["secret"] = json!(format!("secret of {}", call["id"]));
        }
        self.call(call["method"].as_str().unwrap(), &path, Some(&body))
    }

    /// The number of an account that was there already.
    fn number(&self, of: &Value) -> Result<String, (u16, Value)> {
        let safe = utf8_percent_encode(of["safeName"].as_str().unwrap(), NON_ALPHANUMERIC);
        let path = format!("/PasswordVault/API/Accounts?filter=safeName%20eq%20{safe}");
        let (status, answer) = self.call("GET", &path, None);
        let found = answer["value"].as_array().into_iter().flatten();
        let mut found = found.filter(|account| account["name"] == of["name"]);
        match found.next() {
            Some(account) => Ok(account["id"].as_str().unwrap().to_owned()),
            None => Err((status.max(404), answer)),
        }
    }

    /// Lists of all that is in the vault, as CSV, by the words of `--inventory`.
    pub fn lists(&self) -> Vec<(&'static str, String)> {
        let get = |path: &str| self.call("GET", &format!("/PasswordVault/API/{path}"), None).1;
        let values = |answer: Value| answer["value"].as_array().cloned().unwrap_or_default();
        let safes = values(get("Safes"));
        let accounts = values(get("Accounts"));
        let (mut members, mut links) = (Vec::new(), Vec::new());
        for safe in &safes {
            let name = utf8_percent_encode(safe["safeName"].as_str().unwrap(), NON_ALPHANUMERIC);
            for member in values(get(&format!("Safes/{name}/Members"))) {
                let mut row = member["permissions"].clone();
                row["safe"] = safe["safeName"].clone();
                row["member"] = member["memberName"].clone();
                members.push(row);
            }
        }
        for account in &accounts {
            let linked = get(&format!("Accounts/{}/LinkedAccounts", account["id"].as_str().unwrap()));
            for link in linked["LinkedAccounts"].as_array().unwrap() {
                links.push(json!({
                    "safe": account["safeName"], "name": account["name"], "index": link["extraPasswordIndex"],
                    "target_safe": link["safeName"], "target": link["name"],
                }));
            }
        }
        let flat = |account: &Value| {
            let mut row = account["platformAccountProperties"].clone();
            for word in ["safeName", "name", "platformId", "address", "userName"] {
                row[word] = account[word].clone();
            }
            row
        };
        let platforms = get("Platforms")["Platforms"].as_array().cloned().unwrap_or_default();
        let platforms: Vec<Value> =
            platforms.iter().map(|platform| json!({ "platform": platform["general"]["id"] })).collect();
        let safes: Vec<Value> = safes
            .iter()
            .map(|safe| json!({ "safe": safe["safeName"], "description": safe["description"] }))
            .collect();
        let accounts: Vec<Value> = accounts.iter().map(flat).collect();
        vec![
            ("safes", csv(&["safe", "description"], &safes)),
            ("members", csv(&["safe", "member"], &members)),
            ("platforms", csv(&["platform"], &platforms)),
            ("accounts", csv(&["safeName", "name", "platformId", "address", "userName"], &accounts)),
            ("links", csv(&["safe", "name", "index", "target_safe", "target"], &links)),
        ]
    }
}

/// Rows as CSV: columns that are always there, and one for each other word that a row has.
pub fn csv(always: &[&str], rows: &[Value]) -> String {
    let more = rows.iter().flat_map(|row| row.as_object().unwrap().keys()).map(String::as_str);
    let more: BTreeSet<&str> = more.filter(|word| !always.contains(word)).collect();
    let columns: Vec<&str> = always.iter().copied().chain(more).collect();
    let line = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        format!("{}\n", cells.join(";"))
    };
    let head = line(&mut columns.iter().map(|column| (*column).to_owned()));
    let cell = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let rows = rows.iter().map(|row| line(&mut columns.iter().map(|column| cell(&row[*column]))));
    std::iter::once(head).chain(rows).collect()
}
