//! Workbooks made by program, and the plan of them.

#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

pub mod run;
pub mod uploads;

use std::fmt::Write as _;
use std::sync::LazyLock;

use pamlint_convention::{Convention, Language, load};
use pamlint_plan::{Asked, Inventory, Plan, Requests, derive};
use pamlint_report::Head;
use pamlint_rules::{Options, Registry, Report, Wording, check};
use pamlint_testkit::Book;

pub static PAMAAS: LazyLock<Convention> = LazyLock::new(|| Convention::built_in("pamaas").unwrap().unwrap());

/// The convention with more in it.
pub fn with(more: &str) -> Convention {
    let text = format!("id = \"ours\"\nversion = \"1\"\nextends = \"pamaas\"\n{more}");
    load("ours.toml", &text).unwrap_or_else(|error| panic!("{:#?}", error.problems))
}

/// What workbooks ask for, and what was found in them, in the order of their paths.
pub fn asked(books: &[(&str, &Book)], convention: &Convention) -> Vec<(String, Requests, Report)> {
    let options = Options { across: books.len() > 1, ..Options::default() };
    let mut registry = Registry::new(convention);
    books
        .iter()
        .map(|(path, book)| {
            let workbook = pamlint_reader::read(&book.to_xlsx(), convention).unwrap();
            let mut report = check(&workbook, convention, &options);
            registry.add(path, path, &mut report);
            ((*path).to_owned(), Requests::of(&workbook, convention, &options), report)
        })
        .collect()
}

pub fn plan_with(books: &[(&str, &Book)], convention: &Convention) -> Plan {
    let all = asked(books, convention);
    let all: Vec<Asked<'_>> =
        all.iter().map(|(path, requests, report)| Asked { path, requests, report }).collect();
    derive(&all, convention, &Inventory::default(), &Default::default()).unwrap()
}

pub fn plan(book: &Book) -> Plan {
    plan_with(&[("a.xlsx", book)], &PAMAAS)
}

pub fn head(convention: &Convention) -> Head<'_> {
    let wording = Wording { convention, language: Language::EN };
    Head { tool: ("pamlint".to_owned(), "0".to_owned()), wording, config: None }
}

/// The objects of a plan, a line each: a mark for its state, its id, and the cells that ask for it.
pub fn objects(plan: &Plan) -> String {
    let mut out = String::new();
    for object in &plan.objects {
        let state = serde_json::to_value(object.state).unwrap();
        let mark = match state.as_str().unwrap() {
            "create" => "+",
            "same" => "=",
            "differs" => "~",
            "blocked" => "x",
            _ => "?",
        };
        let several =
            plan.objects.iter().flat_map(|object| &object.from).any(|from| &*from.workbook != "a.xlsx");
        let cells: Vec<String> = object
            .from
            .iter()
            .map(|from| match several {
                true => format!("{}:{}!{}", from.workbook, from.sheet, from.cell),
                false => format!("{}!{}", from.sheet, from.cell),
            })
            .collect();
        let _ = writeln!(out, "{mark} {} < {}", object.id, cells.join(" "));
    }
    out
}

/// The decisions of a plan, a line each.
pub fn decisions(plan: &Plan) -> String {
    let line = |decision: &pamlint_plan::Decision| {
        let kind = serde_json::to_value(decision.kind).unwrap();
        format!("{}: {}\n", kind.as_str().unwrap(), decision.about.join(" "))
    };
    plan.decisions.iter().map(line).collect()
}

/// The accounts that are left out, a line each.
pub fn left_out(plan: &Plan) -> String {
    plan.left_out
        .iter()
        .map(|out| {
            let id = out.account.as_deref().unwrap_or("?");
            format!("{} {}!{} {id}: {}\n", out.workbook, out.sheet, out.row, out.codes.join(" "))
        })
        .collect()
}

/// The secrets of a plan, a line each.
pub fn secrets(plan: &Plan) -> String {
    plan.secrets
        .iter()
        .map(|secret| {
            format!("{} {}\n", serde_json::to_value(secret.kind).unwrap().as_str().unwrap(), secret.account)
        })
        .collect()
}

/// The JSON of an object's fields.
pub fn fields(plan: &Plan, id: &str) -> serde_json::Value {
    let json: serde_json::Value =
        serde_json::from_str(&pamlint_plan::plan_json(plan, &head(&PAMAAS))).unwrap();
    let objects = json["objects"].as_array().unwrap();
    let found = objects.iter().find(|object| object["id"] == id);
    found.unwrap_or_else(|| panic!("there is no {id} in\n{}", self::objects(plan)))["fields"].clone()
}

/// Lines without the blanks before them.
pub fn lines(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
}
