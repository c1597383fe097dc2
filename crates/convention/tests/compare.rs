//! What one version of a convention changes against another.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what cannot be"
)]

use pamlint_convention::{Change, Convention, Difference, Language, Value, compare, load, starter};

fn loaded(text: &str) -> Convention {
    load("test.toml", text).unwrap_or_else(|error| panic!("{:#?}", error.problems))
}

/// A change in one line: `rule SAF004 x: severity warning -> info`.
fn line(change: &Change) -> String {
    let said = |value: &Value| match value {
        Value::Plain(text) | Value::Said(text) => text.clone(),
        Value::Severity(_, severity) => severity.word().to_owned(),
        Value::Required(required) => required.to_string(),
        Value::Hidden(_) => "…".to_owned(),
        Value::Texts(_) => panic!("{value:?}"),
    };
    let told = match &change.difference {
        Difference::New(about) => format!("new {}", about.iter().map(said).collect::<Vec<_>>().join(", ")),
        Difference::Gone => "gone".to_owned(),
        Difference::Changed { aspect, from, to, language } => {
            let language = language.map(|language| format!(" ({language})")).unwrap_or_default();
            format!("{aspect}{language} {} -> {}", said(from), said(to))
        }
    };
    format!("{} {}: {}", change.noun, change.place, told.trim_end())
}

/// What differs when something in the starting file is replaced.
fn differences(from: &str, to: &str) -> Vec<String> {
    let base = starter("mine");
    assert!(base.contains(from), "{from}");
    let changed = base.replace(from, to);
    compare(&loaded(&base), &loaded(&changed), Language::EN).iter().map(line).collect()
}

#[test]
fn each_change_is_told() {
    let table: &[(&str, &str, &[&str])] = &[
        (
            "[codes.environment]\n",
            "[codes.environment]\nACC = { en = \"acceptance\" }\n",
            &["code environment ACC: new acceptance"],
        ),
        ("en = \"production\"", "en = \"live\"", &["code environment PRD: meaning production -> live"]),
        ("[A-Z]{2,5}", "[A-Z]{2,6}", &["part team: accepts [A-Z]{2,5} -> [A-Z]{2,6}"]),
        ("max_length = 28", "max_length = 20", &["name safe: length 28 -> 20"]),
        (
            "\"{team}-{environment}\"",
            "\"{team}_{environment}\"",
            &["name safe: form {team}-{environment} -> {team}_{environment}"],
        ),
        (
            "header = \"Owner\"",
            "header = \"Owned by\"",
            &[
                "column Owned by: header Owner -> Owned by",
                "alias Owned by ownedby: new",
                "alias Owner owner: gone",
            ],
        ),
        (
            "sheet = \"SRV\"",
            "sheet = \"SERVERS\"\nid_prefix = \"SRV-L\"",
            &["sheet SERVERS: sheet SRV -> SERVERS"],
        ),
        ("\"owner\", \"comments\"]", "\"comments\", \"owner\"]", &[]),
        (
            "identity = [\"address\", \"username\"]",
            "identity = [\"username\"]",
            &["sheet SRV: identity Address, Username -> Username"],
        ),
        (
            "format = \"fqdn\"",
            "format = \"domain\"",
            &["column SRV Address: content format fqdn -> format domain"],
        ),
        (
            "required_unless = { \"safe.environment\" = [\"TST\"] }\n",
            "",
            &["column SRV Owner: required_when … -> …"],
        ),
        (
            "required = true\nexample = \"svc-backup\"",
            "example = \"svc-backup\"",
            &["column SRV Username: required true -> false"],
        ),
        (
            "severity = \"warning\"\nat",
            "severity = \"info\"\nat",
            &["rule SAF004 built-in-account-in-test: severity warning -> info"],
        ),
        ("name = \"team-form\"", "name = \"no-team\"", &["rule SAF002 no-team: name team-form -> no-team"]),
        (
            "not = [\"root\", \"Administrator\"]",
            "not = [\"root\"]",
            &["rule SAF004 built-in-account-in-test: judgement … -> …"],
        ),
        (
            "“{found}” is no team: that is {expected}.",
            "No team: {found}",
            &["rule SAF002 team-form: message “{found}” is no team: that is {expected}. -> No team: {found}"],
        ),
        (
            "Production and test are kept apart.",
            "They are kept apart.",
            &[
                "rule SAF003 environment-unknown: reason Production and test are kept apart. -> They are kept apart.",
            ],
        ),
        (
            "code = \"SAF004\"",
            "code = \"SAF005\"",
            &[
                "rule SAF005 built-in-account-in-test: new warning, {username} is a built-in account; those of test systems do not go into the vault.",
                "rule SAF004 built-in-account-in-test: gone",
            ],
        ),
        ("# A convention of your own", "# Mine", &[]),
        (
            "example = \"svc-backup\"",
            "example = \"svc-report\"",
            &["column SRV Username: example svc-backup -> svc-report"],
        ),
        (
            "The name of the account on the server.",
            "Its name.",
            &["column Username: help The name of the account on the server. -> Its name."],
        ),
    ];
    let mut wrong = Vec::new();
    for (from, to, expected) in table {
        let got = differences(from, to);
        if got != *expected {
            wrong.push(format!("{to:?}\n  expected {expected:#?}\n  got      {got:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn texts_that_differ_in_another_language_and_variants_are_told() {
    let base = Convention::built_in("pamaas").unwrap().unwrap();
    let table: [(&str, &[&str]); 13] = [
        ("[plan.roles.user]\nconfirmed = true", &["role user: confirmed false -> true"]),
        (
            "[plan.roles.validator]\npermissions = [\"listAccounts\"]",
            &["role validator: permissions listAccounts, viewAuditLog", "-> listAccounts"],
        ),
        ("[plan.decisions.platform]\nanswered = true", &["decision platform: gone"]),
        ("[plan.account]\nmax_length = 100", &["plan ours: length 170 -> 100"]),
        (
            "[plan.account.fields]\naddress = \"x{address}\"",
            &["field address: made_of {address} -> x{address}"],
        ),
        ("[plan.safe.fields]\nnumberOfDaysRetention = \"7\"", &["safe_field numberOfDaysRetention: new 7"]),
        (
            "[[rules]]\ncode = \"ACC003\"\nmessage.nl = \"Anders\"",
            &["rule ACC003", "message (nl)", "-> Anders"],
        ),
        (
            "[[rules]]\ncode = \"LIN001\"\nvariants.url.severity = \"info\"",
            &["rule LIN001", "(variants.url): severity error -> info"],
        ),
        (
            "[[rules]]\ncode = \"SAF005\"\nvariants.near.message.fr = \"Autre\"",
            &["rule SAF005", "(variants.near): message (fr)", "-> Autre"],
        ),
        ("[[kinds]]\nid = \"linux\"\nlabel.en = \"Other\"", &["sheet ", ": label ", "-> Other"]),
        ("[lists.ovo]\nlabel.en = \"Other\"", &["list ovo: label ", "-> Other"]),
        ("[parts.ovo]\nexpected.en = \"Other\"", &["part ovo: expected six digits -> Other"]),
        ("[columns.safe]\nhelp.en = \"Other\"", &["column Safe: help ", "-> Other"]),
    ];
    for (body, expected) in table {
        let text = format!("id = \"ours\"\nversion = \"1\"\nextends = \"pamaas\"\n{body}\n");
        let told: Vec<String> = compare(&base, &loaded(&text), Language::EN).iter().map(line).collect();
        assert_eq!(told.len(), 1, "{body}: {told:#?}");
        assert!(expected.iter().all(|part| told[0].contains(part)), "{body}: {told:#?}");
    }
}

#[test]
fn a_new_column_that_has_to_be_filled_in_is_told_so() {
    let base = starter("mine");
    let changed = base.replace("\"owner\", \"comments\"]", "\"owner\", \"cost\", \"comments\"]").replacen(
        "[[kinds]]",
        "[columns.cost]\nheader = \"Cost\"\nrequired = true\nexample = \"4711\"\n[[kinds]]",
        1,
    );
    let told = compare(&loaded(&base), &loaded(&changed), Language::EN);
    let told: Vec<String> = told.iter().map(line).collect();
    assert_eq!(told, ["column SRV Cost: new true"]);
}

#[test]
fn a_plan_that_is_new_is_told_in_one_line() {
    let base = Convention::built_in("pamaas").unwrap().unwrap();
    let mut without = base.clone();
    without.plan = None;
    let told = |old, new| compare(old, new, Language::EN).iter().map(line).collect::<Vec<_>>();
    assert_eq!(told(&without, &base), ["plan pamaas: new"]);
    assert_eq!(told(&base, &without), ["plan pamaas: gone"]);
}

#[test]
fn a_new_kind_changes_no_rule_of_the_others() {
    let base = Convention::built_in("pamaas").unwrap().unwrap();
    let more = "id = \"more\"\nversion = \"1\"\nextends = \"pamaas\"\n[[kinds]]\nid = \"mainframe\"\nsheet = \"MF\"\nlabel = { nl = \"mainframe\", en = \"mainframe\", fr = \"mainframe\" }\ncolumns = [\"account_id\", \"safe\", \"comments\"]\n";
    let changes = compare(&base, &loaded(more), Language::EN);
    let told: Vec<String> = changes.iter().map(line).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("sheet MF: new "), "{told:?}");
}
