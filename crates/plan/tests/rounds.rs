//! From a plan to a vault and back: what was made is not made again, whatever fails, and only what was made here is taken
//! away.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use pamlint_convention::Made;
use pamlint_plan::{
    Inventory, Kept, Ledger, Plan, ReceiptProblem, Undo, plan_json, read_json, read_table, undo_json,
    undo_text,
};
use serde_json::Value;
use support::head;
use support::run::{OPS, OURS, Run, rules};

/// What a vault answers that makes an object.
fn made(object: &Value) -> String {
    format!("{}\n", serde_json::json!({ "id": object["id"], "status": 201, "response": { "id": "33_1" } }))
}

fn to_make(plan: &Plan) -> Vec<Value> {
    let json: Value = serde_json::from_str(&plan_json(plan, &head(&OURS))).unwrap();
    let objects = json["objects"].as_array().unwrap().iter();
    objects.filter(|object| object["state"] == "create").cloned().collect()
}

/// An account of the server `db01.wegen.example`.
fn of_server(plan: &Plan) -> String {
    accounts(plan).into_iter().find(|id| id.contains("db01")).unwrap()
}

fn accounts(plan: &Plan) -> Vec<String> {
    plan.of(Made::Account).map(|object| object.id.clone()).collect()
}

#[test]
fn the_result_of_a_bulk_upload_goes_by_the_numbers_of_its_accounts() {
    let run = Run::new();
    let plan = run.plan(&Inventory::default(), &Ledger::default());
    let result = r#"{ "source": "pamlint", "result": "partial",
        "succeeded": { "total": 1, "items": [ { "uploadIndex": 1, "accountId": "33_1" } ] },
        "failed": { "total": 1, "items": [ { "uploadIndex": 3,
            "errorCode": "CAWS00001E", "errorMessage": "Safe O-000098-20109-OPS-CE was not found" } ] } }"#;
    let mut ledger = Ledger::default();
    let read = read_json(result, &plan, rules(), &mut ledger).unwrap();
    assert_eq!((read.made, read.refused), (1, 1));
    let ids = accounts(&plan);
    assert_eq!(ledger.made()[0].id, ids[0]);
    assert_eq!(ledger.made()[0].reference.as_deref(), Some("33_1"));
    let again = run.plan(&Inventory::default(), &ledger);
    let refused: Vec<&str> =
        again.objects.iter().filter(|object| object.why.is_some()).map(|object| object.id.as_str()).collect();
    assert_eq!(refused, [ids[2].as_str()]);
    // The numbers are those of what is left.
    let more = r#"[{ "UploadIndex": 1, "Status": "Success" }]"#;
    read_json(more, &again, rules(), &mut ledger).unwrap();
    assert_eq!(ledger.made()[1].id, ids[1]);
}

#[test]
fn a_result_can_be_a_table() {
    let run = Run::new();
    let plan = run.plan(&Inventory::default(), &Ledger::default());
    let first = plan.of(Made::Account).nth(1).unwrap();
    let text = format!(
        "Safe name;Account name;Status;Error message\n{OPS};{};Failed;The address is wrong\n{OPS};no such account;OK;\n",
        first.name
    );
    let book = pamlint_reader::read_list(text.as_bytes()).unwrap();
    let mut ledger = Ledger::default();
    let read = read_table(&book, &plan, rules(), &mut ledger).unwrap();
    assert_eq!((read.made, read.refused, read.unknown), (0, 1, 1));
    assert!(ledger.to_json().contains("The address is wrong"));
}

#[test]
fn what_tells_nothing_is_refused() {
    let run = Run::new();
    let plan = run.plan(&Inventory::default(), &Ledger::default());
    let mut ledger = Ledger::default();
    for text in [
        "{}",
        "[]",
        "[1, 2]",
        "{\"id\": \"account:x/y\", \"status\": 201}",
        "{\"uploadIndex\": 0, \"status\": 200}",
    ] {
        assert!(read_json(text, &plan, rules(), &mut ledger).is_err(), "{text}");
    }
    assert_eq!(read_json("{\"id\": \n", &plan, rules(), &mut ledger).unwrap_err(), ReceiptProblem::NoJson(1));
    assert_eq!(ledger, Ledger::default());
    for bytes in ["", "{}", "[]", "{\"schema\":9,\"made\":[],\"refused\":[]}"] {
        assert!(Ledger::read(bytes.as_bytes()).is_err(), "{bytes}");
    }
}

#[test]
fn a_secret_in_an_answer_is_not_kept() {
    let run = Run::new();
    let plan = run.plan(&Inventory::default(), &Ledger::default());
    let id = &of_server(&plan);
    let answer =
        format!("{{\"id\": \"{id}\", \"status\": 400, \"error\": \"wachtwoord: Vrk7q!-Lz2 is refused\"}}");
    let mut ledger = Ledger::default();
    read_json(&answer, &plan, rules(), &mut ledger).unwrap();
    assert!(!ledger.to_json().contains("Vrk7"));
    let plan = run.plan(&Inventory::default(), &ledger);
    assert!(!plan_json(&plan, &head(&OURS)).contains("Vrk7"));
    // A system may quote the password that it refuses; its own codes, and what stands in the plan, are kept.
    for quoted in ["Zomer2024!", "'zomer2024'", "P@ssword", "(Lente-2024)."] {
        let answer = format!(
            "{{\"id\": \"{id}\", \"status\": 400, \"error\": \"PASWS029E The value {quoted} on db01.wegen.example does not fit\"}}"
        );
        let mut ledger = Ledger::default();
        read_json(&answer, &plan, rules(), &mut ledger).unwrap();
        let text = ledger.to_json();
        assert!(text.contains("PASWS029E The value … on db01.wegen.example does not fit"), "{text}");
    }
}

#[test]
fn whatever_names_a_secret_in_an_answer_ends_there() {
    let run = Run::new();
    let plan = run.plan(&Inventory::default(), &Ledger::default());
    let id = &of_server(&plan);
    for error in [
        "Authorization: Bearer eyGeheimabc.def.ghi",
        "Bearer tokGeheim",
        "passphrase: correct horse geheim",
        "password is geheim",
        "wachtwoord geheim geweigerd",
        "password \"blauwe geheim 12\" refused",
        "value Geheim-blauwe-fiets is too short",
        "value blauw geheim is too short",
    ] {
        let record = serde_json::json!({
            "id": id, "status": 400, "error": error, "body": {"secret": "blauw geheim"}
        });
        let mut ledger = Ledger::default();
        read_json(&record.to_string(), &plan, rules(), &mut ledger).unwrap();
        let text = ledger.to_json().to_lowercase();
        assert!(!text.contains("geheim") && text.contains('…'), "{error}: {text}");
        // Nor does a ledger tell it into which somebody wrote it.
        let edited = ledger.to_json().replace('…', "password=Geheim123!");
        let plan = run.plan(&Inventory::default(), &Ledger::read(edited.as_bytes()).unwrap());
        assert!(!plan_json(&plan, &head(&OURS)).contains("Geheim123"), "{error}");
    }
}

#[test]
fn what_is_told_of_something_else_is_counted() {
    let run = Run::new();
    let plan = run.plan(&Inventory::default(), &Ledger::default());
    let id = &accounts(&plan)[0];
    let answer = format!(
        "[{{\"id\": \"{id}\", \"status\": 201}}, {{\"id\": \"account:x/y\", \"status\": 201, \"body\": {{\"id\": \"77_1\"}}}}]"
    );
    let mut ledger = Ledger::default();
    let read = read_json(&answer, &plan, rules(), &mut ledger).unwrap();
    assert_eq!((read.made, read.refused, read.unknown), (1, 0, 1));
}

#[test]
fn what_was_made_is_known_again_whatever_its_case() {
    let run = Run::new();
    let plan = run.plan(&Inventory::default(), &Ledger::default());
    let id = &of_server(&plan);
    let mut ledger = Ledger::default();
    read_json(&format!("[{{\"id\": \"{id}\", \"status\": 201}}]"), &plan, rules(), &mut ledger).unwrap();
    let shouted = ledger.to_json().replace("db01.wegen.example", "DB01.WEGEN.EXAMPLE");
    let ledger = Ledger::read(shouted.as_bytes()).unwrap();
    let plan = run.plan(&Inventory::default(), &ledger);
    let state = plan.objects.iter().find(|object| object.id == *id).unwrap().state;
    assert_eq!(state, pamlint_plan::State::Same);
}

#[test]
fn only_what_was_made_here_is_taken_away_and_no_safe_with_accounts() {
    let run = Run::new();
    let plan = run.plan(&Inventory::default(), &Ledger::default());
    // Everything of the first safe, and no more.
    let of_first: Vec<Value> = to_make(&plan)
        .into_iter()
        .filter(|object| object["type"] != "link" && !object["id"].as_str().unwrap().contains("20110"))
        .collect();
    let answers: String = of_first.iter().map(made).collect();
    let mut ledger = Ledger::default();
    read_json(&answers, &plan, rules(), &mut ledger).unwrap();
    let undo = Undo::of(&ledger, &Inventory::default());
    assert!(undo.remove.iter().all(|entry| !entry.id.contains("20110")));
    let types: Vec<&str> = undo.remove.iter().map(|entry| entry.made.as_str()).collect();
    assert_eq!(types, ["account", "account", "account", "member", "member", "member"]);
    assert!(undo.keep.iter().any(|(entry, why)| entry.made == "safe" && *why == Kept::HeldAccounts));
    assert!(undo_text(&undo, &head(&OURS)).contains("Accounts were made in it here"));
    let json: Value = serde_json::from_str(&undo_json(&undo, &head(&OURS))).unwrap();
    assert_eq!(json["remove"].as_array().unwrap().len(), 6);
}

#[test]
fn an_empty_safe_is_taken_away_only_where_a_list_tells_that_it_is_empty() {
    let run = Run::new();
    let plan = run.plan(&Inventory::default(), &Ledger::default());
    let safe = plan.of(Made::Safe).next().unwrap();
    let mut ledger = Ledger::default();
    ledger.add_made(safe, None);
    let accounts = |safe: &str| {
        let mut inventory = Inventory::default();
        let text = format!("safe;address;username\n{safe};a.b.example;x\n");
        inventory.add(&OURS, Made::Account, &pamlint_reader::read_list(text.as_bytes()).unwrap()).unwrap();
        inventory
    };
    let why = |ledger: &Ledger, inventory: &Inventory| {
        let undo = Undo::of(ledger, inventory);
        assert_eq!(undo.remove.len() + undo.keep.len() + undo.gone.len(), ledger.made().len());
        undo.keep.first().map(|(_, why)| *why)
    };
    let empty = || list(Made::Account, "safe;address;username\n");
    assert_eq!(why(&ledger, &Inventory::default()), Some(Kept::MayHoldAccounts));
    assert_eq!(
        why(&ledger, &list(Made::Account, "address;username\na.b.example;x\n")),
        Some(Kept::MayHoldAccounts)
    );
    assert_eq!(why(&ledger, &accounts(OPS)), Some(Kept::HoldsAccounts));
    assert_eq!(why(&ledger, &accounts("O-000098-20199-OPS-CE")), None);
    assert_eq!(why(&ledger, &empty()), None);
    // Nobody is told that accounts are in a safe of which an empty list was given.
    let account = plan.of(Made::Account).find(|account| account.id.contains(&safe.name)).unwrap();
    ledger.add_made(account, None);
    assert_eq!(why(&ledger, &empty()), Some(Kept::HeldAccounts));
    assert_eq!(why(&ledger, &Inventory::default()), Some(Kept::HeldAccounts));
    assert_eq!(why(&ledger, &accounts(OPS)), Some(Kept::HoldsAccounts));
}

/// A list of a type of thing.
fn list(made: Made, text: &str) -> Inventory {
    let mut inventory = Inventory::default();
    inventory.add(&OURS, made, &pamlint_reader::read_list(text.as_bytes()).unwrap()).unwrap();
    inventory
}

#[test]
fn what_a_list_tells_to_be_gone_is_not_taken_away_again() {
    let run = Run::new();
    let plan = run.plan(&Inventory::default(), &Ledger::default());
    let answers: String = to_make(&plan).iter().map(made).collect();
    let mut ledger = Ledger::default();
    read_json(&answers, &plan, rules(), &mut ledger).unwrap();
    let gone = |inventory: &Inventory| {
        let undo = Undo::of(&ledger, inventory);
        let ids = |entries: &[&pamlint_plan::Entry]| -> Vec<String> {
            entries.iter().map(|entry| entry.id.clone()).collect()
        };
        let (gone, remove) = (ids(&undo.gone), ids(&undo.remove));
        assert!(gone.iter().all(|id| !remove.contains(id)));
        let kept = undo.keep.iter().map(|(entry, _)| entry.id.clone());
        assert_eq!(gone.len() + remove.len() + kept.count(), plan.objects.len());
        gone
    };
    let count = |ids: &[String], word: &str| ids.iter().filter(|id| id.starts_with(word)).count();
    assert_eq!(gone(&Inventory::default()), Vec::<String>::new());
    // Names are compared without regard to case, and a group may stand there with its domain.
    let members = format!("safe;member\n{};O-000098-20109-ops%user@wegen.example\n", OPS.to_lowercase());
    let found = gone(&list(Made::Member, &members));
    assert_eq!((found.len(), count(&found, "member:")), (3, 3));
    // Without the safe, nothing in it is left.
    let found = gone(&list(Made::Safe, &format!("safe\n{OPS}\n")));
    assert_eq!((count(&found, "safe:"), count(&found, "account:"), count(&found, "link:")), (1, 4, 2));
    // An account takes its links with it; what has no names cannot tell.
    let first = accounts(&plan).into_iter().find(|id| id.contains("AWS-AO-N-CE-SO-WEB-1")).unwrap();
    let name = first.rsplit_once('/').unwrap().1;
    let text = format!("safe;name;address;username\nO-000098-20110-NPA-CE;{name};;lead\n");
    let found = gone(&list(Made::Account, &text));
    assert_eq!((count(&found, "account:"), count(&found, "link:")), (6, 2));
    assert_eq!(gone(&list(Made::Account, "safe;address;username\nx;y;z\n")), Vec::<String>::new());
    assert_eq!(gone(&list(Made::Link, "safe;name;index;target_safe;target\n")).len(), 2);
    let text = undo_text(&Undo::of(&ledger, &list(Made::Safe, "safe\nx\n")), &head(&OURS));
    assert!(text.contains("Gone already:\n"), "{text}");
}

fn fits(schema: &str, text: &str) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let value: Value = serde_json::from_str(text).unwrap();
    let problems: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert_eq!(problems, Vec::<String>::new(), "{text}");
    // What the schema does not know is refused.
    let mut more = value;
    more["more"] = Value::Null;
    assert!(!validator.is_valid(&more));
}

#[test]
fn a_ledger_and_its_inverse_fit_their_schemas() {
    let (ledger_schema, undo_schema) =
        (include_str!("../../../docs/ledger.schema.json"), include_str!("../../../docs/undo.schema.json"));
    let run = Run::new();
    let plan = run.plan(&Inventory::default(), &Ledger::default());
    let objects = to_make(&plan);
    let mut ledger = Ledger::default();
    fits(ledger_schema, &ledger.to_json());
    let last = objects.last().unwrap();
    let refused = format!("{}\n", serde_json::json!({ "id": last["id"], "status": 404, "error": "no" }));
    let answers: String = objects.iter().rev().skip(1).map(made).chain([refused]).collect();
    read_json(&answers, &plan, rules(), &mut ledger).unwrap();
    fits(ledger_schema, &ledger.to_json());
    for inventory in [Inventory::default(), list(Made::Safe, &format!("safe\n{OPS}\n"))] {
        let undo = Undo::of(&ledger, &inventory);
        fits(undo_schema, &undo_json(&undo, &head(&OURS)));
    }
}

/// Whatever a system answers.
fn answer() -> impl proptest::strategy::Strategy<Value = Value> {
    use proptest::prelude::*;
    let run = Run::new();
    let ids = accounts(&run.plan(&Inventory::default(), &Ledger::default()));
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3i64..700).prop_map(Value::from),
        proptest::sample::select(ids).prop_map(Value::from),
        proptest::sample::select(vec!["Succeeded", "failed", "", "404", "x\u{202e}\u{0}", OPS])
            .prop_map(Value::from),
    ];
    let words =
        ["id", "uploadIndex", "status", "error", "response", "Failed", "succeeded", "items", "safe", "name"];
    leaf.prop_recursive(4, 24, 5, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::vec((proptest::sample::select(words.to_vec()), inner), 0..5).prop_map(
                |members| members.into_iter().map(|(word, value)| (word.to_owned(), value)).collect()
            ),
        ]
    })
}

#[test]
fn whatever_is_answered_is_read_or_refused_and_names_nothing_outside_the_plan() {
    let run = Run::new();
    let plan = run.plan(&Inventory::default(), &Ledger::default());
    let mut runner = proptest::test_runner::TestRunner::new(proptest::test_runner::Config {
        cases: 400,
        failure_persistence: None,
        ..Default::default()
    });
    let law = |answer: Value| {
        let mut ledger = Ledger::default();
        let _ = read_json(&answer.to_string(), &plan, rules(), &mut ledger);
        let again = Ledger::read(ledger.to_json().as_bytes()).unwrap();
        assert_eq!(again.made(), ledger.made());
        assert!(ledger.made().iter().all(|entry| plan.objects.iter().any(|object| object.id == entry.id)));
        let next = run.plan(&Inventory::default(), &ledger);
        assert_eq!(next.objects.len(), plan.objects.len());
        Ok(())
    };
    runner.run(&answer(), law).unwrap();
}
