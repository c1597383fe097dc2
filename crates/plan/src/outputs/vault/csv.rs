//! The lists that the web console and the vendor's scripts take.
//!
//! A value that a spreadsheet would run as a formula cannot be written so that it is both harmless there and taken as
//! it is here: its object is held back, and told.

use std::collections::BTreeSet;

use super::Held;
use super::upload::{Account, FOLDER, Upload};
use crate::object::Fields;

/// Where groups are looked for.
const MEMBER_LOCATION: &str = "Vault";

/// The permission that the scripts know as a level.
const LEVEL: &str = "RequestsAuthorizationLevel";

/// What the web console takes to add accounts to safes that exist. It names accounts after their platform.
pub(super) fn console(upload: &mut Upload<'_>) -> String {
    let head = [
        "username",
        "address",
        "safeName",
        "platformID",
        "secretType",
        "secret",
        "automaticManagementEnabled",
        "manualManagementReason",
    ];
    list_accounts(upload, &head, |account| {
        let managed = if account.fields.unmanaged.is_none() { "true" } else { "false" };
        let texts = [
            account.user,
            account.address,
            Some(&account.fields.safe),
            Some(&account.fields.platform),
            account.secret_type(),
            None,
            Some(managed),
            account.fields.unmanaged.as_deref(),
        ];
        texts.map(|text| text.unwrap_or_default().to_owned()).to_vec()
    })
}

/// The accounts, for the script that takes accounts in.
pub(super) fn accounts(upload: &mut Upload<'_>) -> String {
    let head = [
        "name",
        "username",
        "address",
        "safe",
        "platformID",
        "password",
        "key",
        "enableAutoMgmt",
        "manualMgmtReason",
    ];
    list_accounts(upload, &head, |account| {
        let managed = if account.fields.unmanaged.is_none() { "yes" } else { "no" };
        let texts = [
            Some(account.object.name.as_str()),
            account.user,
            account.address,
            Some(&account.fields.safe),
            Some(&account.fields.platform),
            None,
            None,
            Some(managed),
            account.fields.unmanaged.as_deref(),
        ];
        texts.map(|text| text.unwrap_or_default().to_owned()).to_vec()
    })
}

/// Accounts under a header, and behind it a column for each property that one of them has.
fn list_accounts(
    upload: &mut Upload<'_>,
    head: &[&str],
    row: impl Fn(&Account<'_>) -> Vec<String>,
) -> String {
    let more: BTreeSet<&str> = upload
        .accounts
        .iter()
        .flat_map(|account| &account.properties)
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, _)| *key)
        .collect();
    let columns: Vec<String> = head.iter().chain(&more).map(|column| (*column).to_owned()).collect();
    let mut list = List::under(&columns);
    for account in &upload.accounts {
        let mut cells = row(account);
        for column in &more {
            let property = account.properties.iter().find(|(key, _)| key == column);
            cells.push(property.map_or_else(String::new, |(_, value)| (*value).to_owned()));
        }
        list.add(&account.object.id, &cells);
    }
    list.finish(upload)
}

/// The safes and their members, for the script that makes safes.
pub(super) fn safes(upload: &mut Upload<'_>) -> String {
    let mut head: Vec<String> = [
        "Safename",
        "Description",
        "ManagingCPM",
        "numVersionRetention",
        "numDaysRetention",
        "EnableOLAC",
        "Member",
        "MemberLocation",
    ]
    .map(str::to_owned)
    .to_vec();
    let first = head.len();
    for (permission, _) in upload.members.iter().take(1).flat_map(|member| &member.permissions) {
        let column = column_of(permission);
        if !head.contains(&column) {
            head.push(column);
        }
    }
    let mut list = List::under(&head);
    for safe in &upload.safes {
        let text = |name| match safe.field(name) {
            Some(serde_json::Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => String::new(),
        };
        let mut cells = vec![safe.object.name.clone(), plain(safe.description.unwrap_or_default())];
        cells.extend(["managingCPM", "numberOfVersionsRetention", "numberOfDaysRetention"].map(text));
        cells.resize(head.len(), String::new());
        list.add(&safe.object.id, &cells);
    }
    for member in &upload.members {
        let mut cells = vec![String::new(); head.len()];
        for (cell, text) in
            cells.iter_mut().zip([member.safe, "", "", "", "", "", member.group, MEMBER_LOCATION])
        {
            *cell = text.to_owned();
        }
        for (cell, column) in cells.iter_mut().zip(&head).skip(first) {
            let has = |name: &str| member.permissions.iter().any(|(known, has)| *has && *known == name);
            *cell = match column == LEVEL {
                true if has("requestsAuthorizationLevel2") => "2".to_owned(),
                true if has("requestsAuthorizationLevel1") => "1".to_owned(),
                true => "0".to_owned(),
                false => {
                    let has =
                        member.permissions.iter().any(|(known, has)| *has && column_of(known) == *column);
                    if has { "TRUE".to_owned() } else { "FALSE".to_owned() }
                }
            };
        }
        list.add(&member.object.id, &cells);
    }
    list.finish(upload)
}

/// The column of a permission: `UseAccounts`, and one for both levels of approval.
fn column_of(permission: &str) -> String {
    let mut letters = permission.trim_end_matches(|letter: char| letter.is_ascii_digit()).chars();
    letters
        .next()
        .map_or_else(String::new, |first| format!("{}{}", first.to_ascii_uppercase(), letters.as_str()))
}

/// The links, for the script that makes links.
pub(super) fn links(upload: &mut Upload<'_>) -> String {
    let mut head = ["Name", "UserName", "Address", "Safe", "Folder"].map(str::to_owned).to_vec();
    for index in 1..=3 {
        head.extend(["Safe", "Folder", "Name"].map(|what| format!("ExtraPass{index}{what}")));
    }
    let mut list = List::under(&head);
    for link in &upload.links {
        let account = match &link.account.fields {
            Fields::Account(fields) => Some(Account::new(link.account, fields)),
            _ => None,
        };
        let of = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let mut cells = vec![
            link.account.name.clone(),
            of(account.as_ref().and_then(|account| account.user)),
            of(account.as_ref().and_then(|account| account.address)),
            link.account_safe.to_owned(),
            FOLDER.to_owned(),
        ];
        for index in 1..=3 {
            match index == link.index {
                true => cells.extend([link.target_safe, FOLDER, &link.target.name].map(str::to_owned)),
                false => cells.extend([const { String::new() }; 3]),
            }
        }
        list.add(&link.object.id, &cells);
    }
    list.finish(upload)
}

/// A free text that no spreadsheet runs.
fn plain(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// Whether a spreadsheet would run a value.
fn is_formula(value: &str) -> bool {
    value.starts_with(['\t', '\r', '\n'])
        || value.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Rows under a header.
struct List {
    text: String,
    held: Vec<String>,
}

impl List {
    fn under(head: &[String]) -> List {
        let mut list = List { text: String::new(), held: Vec::new() };
        list.write(head);
        list
    }

    fn add(&mut self, id: &str, cells: &[String]) {
        match cells.iter().any(|cell| is_formula(cell)) {
            true => self.held.push(id.to_owned()),
            false => self.write(cells),
        }
    }

    fn write(&mut self, cells: &[String]) {
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        self.text.push_str(&cells.join(","));
        self.text.push('\n');
    }

    /// The text; what is not in it is told.
    fn finish(self, upload: &mut Upload<'_>) -> String {
        let why = &upload.words.plan_files.formula;
        upload.held.extend(self.held.into_iter().map(|id| Held { id, why: why.clone() }));
        // Without the mark, Windows PowerShell would take UTF-8 for another code page.
        if self.text.is_ascii() { self.text } else { format!("\u{feff}{}", self.text) }
    }
}

fn quoted(cell: &str) -> String {
    let is_plain = !cell.contains([',', '"', '\r', '\n', ';']) && cell.trim() == cell;
    if is_plain { cell.to_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}
