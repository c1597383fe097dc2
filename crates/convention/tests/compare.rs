//! What one version of a convention changes against another.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what cannot be")]

use pamlint_convention::{Convention, Language, compare, load, starter};

fn loaded(text: &str) -> Convention {
    load("test.toml", text).unwrap_or_else(|error| panic!("{:#?}", error.problems))
}

/// What differs when something in the starting file is replaced: `Difference hole=text …`.
fn differences(from: &str, to: &str) -> Vec<String> {
    let base = starter("mine");
    assert!(base.contains(from), "{from}");
    let changed = base.replace(from, to);
    compare(&loaded(&base), &loaded(&changed), Language::En)
        .iter()
        .map(|change| {
            let holes: Vec<String> =
                change.holes.iter().map(|(hole, text)| format!("{hole}={text}")).collect();
            format!("{:?} {}", change.difference, holes.join(" "))
        })
        .collect()
}

#[test]
fn each_change_is_told() {
    let table: &[(&str, &str, &[&str])] = &[
        (
            "[codes.environment]\n",
            "[codes.environment]\nACC = { en = \"acceptance\" }\n",
            &["CodeAdded list=environment code=ACC to=acceptance"],
        ),
        (
            "en = \"production\"",
            "en = \"live\"",
            &["CodeMeaning list=environment code=PRD from=production to=live"],
        ),
        ("[A-Z]{2,5}", "[A-Z]{2,6}", &["PartShape part=team from=[A-Z]{2,5} to=[A-Z]{2,6}"]),
        ("max_length = 28", "max_length = 20", &["NameLength name=safe from=28 to=20"]),
        (
            "\"{team}-{environment}\"",
            "\"{team}_{environment}\"",
            &["NameForm name=safe from={team}-{environment} to={team}_{environment}"],
        ),
        (
            "header = \"Owner\"",
            "header = \"Owned by\"",
            &[
                "ColumnHeader from=Owner to=Owned by",
                "AliasesAdded column=Owned by to=ownedby",
                "AliasesRemoved column=Owned by from=owner",
            ],
        ),
        ("sheet = \"SRV\"", "sheet = \"SERVERS\"\nid_prefix = \"SRV-L\"", &["SheetName from=SRV to=SERVERS"]),
        ("\"owner\", \"comments\"]", "\"comments\", \"owner\"]", &[]),
        (
            "identity = [\"address\", \"username\"]",
            "identity = [\"username\"]",
            &["Identity sheet=SRV from=Address, Username to=Username"],
        ),
        (
            "format = \"fqdn\"",
            "format = \"domain\"",
            &["FieldContent sheet=SRV column=Address from=format fqdn to=format domain"],
        ),
        (
            "required_unless = { \"safe.environment\" = [\"TST\"] }\n",
            "",
            &["FieldRequiredWhen sheet=SRV column=Owner"],
        ),
        (
            "required = true\nexample = \"svc-backup\"",
            "example = \"svc-backup\"",
            &["FieldOptional sheet=SRV column=Username"],
        ),
        (
            "severity = \"warning\"\nat",
            "severity = \"info\"\nat",
            &["RuleSeverity code=SAF004 name=built-in-account-in-test from=warning to=info"],
        ),
        ("name = \"team-form\"", "name = \"no-team\"", &["RuleName code=SAF002 from=team-form to=no-team"]),
        (
            "not = [\"root\", \"Administrator\"]",
            "not = [\"root\"]",
            &["RuleJudgement code=SAF004 name=built-in-account-in-test"],
        ),
        (
            "“{found}” is no team: that is {expected}.",
            "No team: {found}",
            &[
                "RuleMessage code=SAF002 name=team-form from=“{found}” is no team: that is {expected}. to=No team: {found}",
            ],
        ),
        (
            "Production and test are kept apart.",
            "They are kept apart.",
            &[
                "RuleWhy code=SAF003 name=environment-unknown from=Production and test are kept apart. to=They are kept apart.",
            ],
        ),
        (
            "code = \"SAF004\"",
            "code = \"SAF005\"",
            &[
                "RuleAdded code=SAF005 name=built-in-account-in-test severity=warning to={username} is a built-in account; those of test systems do not go into the vault.",
                "RuleRemoved code=SAF004 name=built-in-account-in-test",
            ],
        ),
        ("# A convention of your own", "# Mine", &[]),
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
fn a_new_kind_changes_no_rule_of_the_others() {
    let base = Convention::built_in("pamaas").unwrap().unwrap();
    let more = "id = \"more\"\nversion = \"1\"\nextends = \"pamaas\"\n[[kinds]]\nid = \"mainframe\"\nsheet = \"MF\"\nlabel = { nl = \"mainframe\", en = \"mainframe\", fr = \"mainframe\" }\ncolumns = [\"account_id\", \"safe\", \"comments\"]\n";
    let changes = compare(&base, &loaded(more), Language::En);
    let told: Vec<String> = changes.iter().map(|change| format!("{:?}", change.difference)).collect();
    assert_eq!(told, ["TableAdded"]);
}
