//! Workbooks whose plan is known: `known_plans.txt` has their accounts, and what has to be made for them is told here
//! once more, after the handbook and what is known of the vault, without the program.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use pamlint_convention::Made;
use pamlint_plan::{
    Asked, Drawing, Fields, Inventory, Ledger, Plan, Undo, VaultFile, derive, plan_graph, plan_json,
    plan_text, plan_workbook, read_json, read_table, undo_text, vault_file,
};
use pamlint_testkit::{Book, access_key};
use serde_json::json;
use support::run::{OURS, rules};
use support::{PAMAAS, asked, head, plan_with};

/// An account of a workbook.
struct Account {
    book: usize,
    sheet: String,
    /// Its number on the sheet, from 1.
    number: usize,
    values: Vec<String>,
    /// The codes for which it is left out.
    codes: Option<String>,
}

struct Case {
    name: String,
    accounts: Vec<Account>,
}

/// Keys of AWS stand there as `{key ACCOUNT NUMBER}`.
fn value(text: &str) -> String {
    let Some(key) = text.strip_prefix("{key ").and_then(|key| key.strip_suffix('}')) else {
        return text.to_owned();
    };
    let (account, number) = key.split_once(' ').unwrap();
    access_key(account.parse().unwrap(), number.parse().unwrap())
}

fn cases() -> Vec<Case> {
    let text = include_str!("known_plans.txt");
    text.split("\n\n")
        .map(|case| {
            let (name, lines) = case.trim().split_once('\n').unwrap();
            let (mut book, mut counts) = (0, BTreeMap::new());
            let mut accounts = Vec::new();
            for line in lines.lines() {
                if line == "@" {
                    (book, counts) = (book + 1, BTreeMap::new());
                    continue;
                }
                let (codes, line) = match line.strip_prefix('!') {
                    Some(rest) => {
                        rest.split_once(' ').map(|(codes, line)| (Some(codes.to_owned()), line)).unwrap()
                    }
                    None => (None, line),
                };
                let mut values = line.split('|').map(|text| value(text.trim()));
                let sheet = values.next().unwrap();
                let number = counts.entry(sheet.clone()).or_insert(0);
                *number += 1;
                accounts.push(Account { book, sheet, number: *number, values: values.collect(), codes });
            }
            Case { name: name.trim_start_matches("# ").to_owned(), accounts }
        })
        .collect()
}

impl Case {
    fn books(&self) -> Vec<(&'static str, Book)> {
        let count = self.accounts.last().unwrap().book + 1;
        let paths = ["a.xlsx", "b.xlsx"].into_iter().take(count);
        paths
            .enumerate()
            .map(|(number, path)| {
                let own = self.accounts.iter().filter(|account| account.book == number);
                let book = own.fold(Book::new(), |book, account| {
                    book.row(&account.sheet, account.values.iter().map(String::as_str))
                });
                (path, book)
            })
            .collect()
    }
}

impl Account {
    fn safe(&self) -> &str {
        &self.values[0]
    }

    fn platform(&self) -> &str {
        &self.values[1]
    }

    fn platform_part(&self, part: usize) -> &str {
        self.platform().split('-').nth(part).unwrap_or_default()
    }

    fn is_controlled(&self) -> bool {
        ["MA", "SA"].contains(&self.platform_part(1))
    }

    fn groups(&self) -> impl Iterator<Item = &str> {
        self.values[2].split(';').map(str::trim).filter(|group| !group.is_empty())
    }

    fn id(&self) -> String {
        let v = &self.values;
        let name = match self.sheet.as_str() {
            "AWS-CLI" => format!("{}-{}", v[3], v[4]),
            "AWS-Console" | "AWS-Role" => format!("{}-{}", v[5], v[3]),
            _ => format!("{}-{}", v[3], v[4]),
        };
        format!("account:{}/{}-{name}", self.safe(), self.platform())
    }

    fn cell(&self, column: &str) -> String {
        format!("{}:{}!{column}{}", ["a.xlsx", "b.xlsx"][self.book], self.sheet, self.number + 1)
    }

    /// Its fields, as the vault calls them.
    fn fields(&self) -> serde_json::Value {
        let v = &self.values;
        let mut fields = match self.sheet.as_str() {
            "AD" => {
                json!({ "address": v[3], "username": v[4], "properties": { "LogonDomain": v[5], "UserDN": v[6] } })
            }
            "AWS-CLI" => json!({ "address": v[5], "username": v[4],
                "properties": { "AWSAccessKeyID": v[3], "AWSARNRole": v[6] } }),
            "AWS-Console" => {
                json!({ "username": v[3], "properties": { "AWSAccessKeyID": v[4], "AWSAccountID": v[5] } })
            }
            "AWS-Role" => {
                json!({ "username": v[3], "properties": { "AWSARNRole": v[4], "AWSAccountID": v[5] } })
            }
            _ => json!({ "address": v[3], "username": v[4], "properties": {} }),
        };
        let is_kept_only = self.platform_part(4) == "SO";
        fields["safe"] = json!(self.safe());
        fields["platform"] = json!(self.platform());
        fields["secret"] = json!(self.secret());
        fields["managed"] = json!(!is_kept_only);
        fields["unmanaged_reason"] = json!(is_kept_only.then_some("Store Only (SO)"));
        fields
    }

    fn secret(&self) -> &'static str {
        match (self.sheet.as_str(), self.platform_part(0)) {
            ("AWS-Role", _) => "none",
            ("AWS-CLI" | "AWS-Console", _) | (_, "UXKEYS") => "key",
            _ => "password",
        }
    }
}

/// What has to be made: each object with the cells that ask for it.
fn expected(case: &Case) -> BTreeMap<String, BTreeSet<String>> {
    let mut objects: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut add = |id: String, cell: String| {
        objects.entry(id).or_default().insert(cell);
    };
    for account in case.accounts.iter().filter(|account| account.codes.is_none()) {
        add(format!("safe:{}", account.safe()), account.cell("B"));
        add(format!("platform:{}", account.platform()), account.cell("C"));
        for group in account.groups() {
            add(format!("group:{group}"), account.cell("D"));
            add(format!("member:{}/{group}", account.safe()), account.cell("D"));
        }
        add(account.id(), account.cell("A"));
        if account.sheet == "AWS-Role" {
            add(format!("{}/logon", account.id().replacen("account:", "link:", 1)), account.cell("H"));
        }
    }
    objects
}

/// What has to be decided: by kind, what it is about.
fn undecided(case: &Case) -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut decisions: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut ask = |kind, about| {
        decisions.entry(kind).or_default().insert(about);
    };
    for account in case.accounts.iter().filter(|account| account.codes.is_none()) {
        if ["ACR", "CAU"].contains(&account.platform_part(4)) {
            ask("reconcile-link", account.id());
        }
        if ["UX", "UXKEYS"].contains(&account.platform_part(0)) && account.platform_part(2) == "N" {
            ask("logon-link", account.id());
        }
        if account.is_controlled() {
            ask("recording-safe", format!("safe:{}", account.safe()));
        }
        for group in account.groups() {
            ask("permissions", format!("member:{}/{group}", account.safe()));
            ask("member-name", format!("member:{}/{group}", account.safe()));
        }
        ask("platform", format!("platform:{}", account.platform()));
    }
    decisions
}

fn found(plan: &Plan) -> BTreeMap<String, BTreeSet<String>> {
    let cells = |object: &pamlint_plan::Object| {
        object.from.iter().map(|from| format!("{}:{}!{}", from.workbook, from.sheet, from.cell)).collect()
    };
    plan.objects.iter().map(|object| (object.id.clone(), cells(object))).collect()
}

#[test]
fn every_object_that_can_be_derived_is_right_and_every_other_is_a_decision() {
    let cases = cases();
    assert!(cases.len() >= 30, "{}", cases.len());
    for case in &cases {
        let name = &case.name;
        let books = case.books();
        let books: Vec<(&str, &Book)> = books.iter().map(|(path, book)| (*path, book)).collect();
        let plan = plan_with(&books, &PAMAAS);
        assert_eq!(found(&plan), expected(case), "{name}");
        let mut decisions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for decision in &plan.decisions {
            let kind = serde_json::to_value(decision.kind).unwrap().as_str().unwrap().to_owned();
            decisions.entry(kind).or_default().extend(decision.about.iter().cloned());
        }
        let asked: BTreeMap<String, _> =
            undecided(case).into_iter().map(|(kind, about)| (kind.to_owned(), about)).collect();
        assert_eq!(decisions, asked, "{name}");
        let left_out: Vec<(usize, String)> = plan
            .left_out
            .iter()
            .map(|out| {
                (
                    usize::from(out.workbook == "b.xlsx"),
                    format!("{} {}: {}", out.sheet, out.row, out.codes.join(",")),
                )
            })
            .collect();
        let out = case.accounts.iter().filter_map(|account| {
            let codes = account.codes.as_ref()?;
            Some((account.book, format!("{} {}: {codes}", account.sheet, account.number + 1)))
        });
        let sorted = |mut all: Vec<(usize, String)>| {
            all.sort();
            all
        };
        assert_eq!(sorted(left_out), sorted(out.collect()), "{name}");
        let json: serde_json::Value = serde_json::from_str(&plan_json(&plan, &head(&PAMAAS))).unwrap();
        let secrets: BTreeSet<String> =
            json["secrets"].as_array().unwrap().iter().map(ToString::to_string).collect();
        let mut needed = BTreeSet::new();
        for account in case.accounts.iter().filter(|account| account.codes.is_none()) {
            let object =
                json["objects"].as_array().unwrap().iter().find(|one| one["id"] == account.id()).unwrap();
            assert_eq!(object["fields"], account.fields(), "{name}");
            if account.secret() != "none" {
                needed.insert(json!({ "account": account.id(), "kind": account.secret() }).to_string());
            }
        }
        assert_eq!(secrets, needed, "{name}");
        in_order(&plan, name);
        controlled(&plan, case);
    }
}

/// Everything exists before it is needed.
fn in_order(plan: &Plan, name: &str) {
    let mut made = BTreeSet::new();
    for object in &plan.objects {
        assert!(object.needs.iter().all(|need| made.contains(need)), "{name}: {}", object.id);
        made.insert(&object.id);
    }
}

/// Nobody uses what is controlled without confirmation; a safe says whether it is.
fn controlled(plan: &Plan, case: &Case) {
    for object in &plan.objects {
        let is = |safe: &str| case.accounts.iter().any(|one| one.safe() == safe && one.is_controlled());
        match &object.fields {
            Fields::Safe { controlled, fields, .. } => {
                assert_eq!(*controlled, is(&object.name), "{}", case.name);
                let location = object.name.rsplit('-').next().unwrap();
                assert!(fields.iter().all(|(_, value)| value == location), "{}", case.name);
            }
            Fields::Member { safe, permissions, role, .. } => {
                let has = permissions.iter().any(|one| one == "accessWithoutConfirmation");
                assert_eq!(has, role.as_deref() == Some("user") && !is(safe), "{}", case.name);
            }
            _ => {}
        }
    }
}

/// Something that must be in no output, whoever typed it where.
const SECRET: &str = "Zomer2024!xQ7";

#[test]
fn every_form_of_every_plan_is_written_without_a_secret_and_every_receipt_is_taken_up_again() {
    for case in cases() {
        let mut books = case.books();
        let first = format!("{}-L1.comments", case.accounts[0].sheet);
        books[0].1 = books[0].1.clone().set(&first, format!("wachtwoord: {SECRET}").as_str());
        let books: Vec<(&str, &Book)> = books.iter().map(|(path, book)| (*path, book)).collect();
        told_nowhere(&plan_with(&books, &OURS), &case.name);

        let books = case.books();
        let books: Vec<(&str, &Book)> = books.iter().map(|(path, book)| (*path, book)).collect();
        let all = asked(&books, &OURS);
        let all: Vec<Asked<'_>> =
            all.iter().map(|(path, requests, report)| Asked { path, requests, report }).collect();
        let plan_after = |ledger: &Ledger| derive(&all, &OURS, &Inventory::default(), ledger).unwrap();
        let plan = plan_after(&Ledger::default());
        told_nowhere(&plan, &case.name);
        let to_make = |plan: &Plan| -> Vec<String> {
            plan.objects.iter().filter(|object| !object.is_there()).map(|object| object.id.clone()).collect()
        };
        let ids = to_make(&plan);
        assert_eq!(ids.len(), plan.objects.len(), "{}", case.name);
        for fails in 0..ids.len() {
            let status = |at: usize| if at < fails { 201 } else { 400 };
            let records: Vec<_> = (0..=fails)
                .map(|at| json!({ "id": ids[at], "status": status(at), "errorMessage": format!("no: {SECRET}") }))
                .collect();
            let mut ledger = Ledger::default();
            read_json(&json!(records).to_string(), &plan, rules(), &mut ledger).unwrap();
            assert!(!ledger.to_json().contains(SECRET) || fails == 0, "{}", case.name);
            assert_eq!(to_make(&plan_after(&ledger)), ids[fails..], "{} at {fails}", case.name);
            // The same as a table.
            let rows = (0..=fails)
                .map(|at| format!("{};{}\n", ids[at], if at < fails { "Succeeded" } else { "Failed" }));
            let table = format!("object;status\n{}", rows.collect::<String>());
            let table = pamlint_reader::read_list(table.as_bytes()).unwrap();
            let mut ledger = Ledger::default();
            read_table(&table, &plan, rules(), &mut ledger).unwrap();
            assert_eq!(to_make(&plan_after(&ledger)), ids[fails..], "{} at {fails}", case.name);
            let undo = undo_text(&Undo::of(&ledger, &Inventory::default()), &head(&OURS));
            assert!(ids[fails..].iter().all(|id| !undo.contains(&format!("{id}\n"))), "{undo}");
        }
        let records: Vec<_> = ids.iter().map(|id| json!({ "id": id, "status": 201 })).collect();
        let mut ledger = Ledger::default();
        read_json(&json!(records).to_string(), &plan, rules(), &mut ledger).unwrap();
        assert!(plan_after(&ledger).is_empty(), "{}", case.name);
        let undo = Undo::of(&ledger, &Inventory::default());
        let undone = undo_text(&undo, &head(&OURS));
        for account in plan.of(Made::Account) {
            assert!(undone.contains(&account.name), "{}: {undone}", case.name);
        }
    }
}

/// Writes a plan in every form.
fn told_nowhere(plan: &Plan, name: &str) {
    let head = head(&OURS);
    let mut texts = vec![plan_text(plan, &head), plan_json(plan, &head)];
    texts.extend([Drawing::Mermaid, Drawing::Dot, Drawing::Svg].map(|form| plan_graph(plan, &head, form)));
    for file in VaultFile::ALL {
        let written = vault_file(plan, &head, file).unwrap_or_else(|error| panic!("{name}: {error}"));
        texts.push(written.text);
    }
    let workbook = plan_workbook(plan, &head).unwrap();
    let book = pamlint_reader::read_list(&workbook).unwrap();
    texts.push(format!("{book:?}"));
    for text in texts {
        assert!(!text.contains(SECRET), "{name}: {text}");
    }
}
