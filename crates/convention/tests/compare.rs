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
    compare(&loaded(&base), &loaded(&changed), Language::EN)
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
        (
            "example = \"svc-backup\"",
            "example = \"svc-report\"",
            &["FieldExample sheet=SRV column=Username from=svc-backup to=svc-report"],
        ),
        (
            "The name of the account on the server.",
            "Its name.",
            &["ColumnHelp column=Username from=The name of the account on the server. to=Its name."],
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
    let table = [
        ("[[rules]]\ncode = \"ACC003\"\nmessage.nl = \"Anders\"", "RuleMessage language=nl to=Anders"),
        (
            "[[rules]]\ncode = \"LIN001\"\nvariants.url.severity = \"info\"",
            "RuleSeverity variant=url from=error to=info",
        ),
        (
            "[[rules]]\ncode = \"SAF005\"\nvariants.near.message.fr = \"Autre\"",
            "RuleMessage variant=near language=fr to=Autre",
        ),
        ("[[kinds]]\nid = \"linux\"\nlabel.en = \"Other\"", "TableLabel to=Other"),
        ("[lists.ovo]\nlabel.en = \"Other\"", "Label key=[lists.ovo] to=Other"),
        ("[parts.ovo]\nexpected.en = \"Other\"", "Label key=[parts.ovo] from=six digits to=Other"),
        ("[columns.safe]\nhelp.en = \"Other\"", "ColumnHelp column=Safe to=Other"),
    ];
    for (body, expected) in table {
        let text = format!("id = \"ours\"\nversion = \"1\"\nextends = \"pamaas\"\n{body}\n");
        let changes = compare(&base, &loaded(&text), Language::EN);
        let told: Vec<String> = changes
            .iter()
            .map(|change| {
                let hole = |wanted: &str| {
                    let hole = change.holes.iter().find(|(hole, _)| *hole == wanted);
                    hole.map(|(hole, text)| format!(" {hole}={text}")).unwrap_or_default()
                };
                let wanted = ["key", "column", "variant", "language", "from", "to"];
                let holes = wanted.iter().filter(|wanted| expected.contains(&format!(" {wanted}=")));
                format!("{:?}{}", change.difference, holes.map(|wanted| hole(wanted)).collect::<String>())
            })
            .collect();
        assert_eq!(told, [expected], "{body}: {changes:#?}");
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
    let told: Vec<String> = told.iter().map(|change| format!("{:?}", change.difference)).collect();
    assert_eq!(told, ["FieldAddedRequired"]);
}

#[test]
fn a_new_kind_changes_no_rule_of_the_others() {
    let base = Convention::built_in("pamaas").unwrap().unwrap();
    let more = "id = \"more\"\nversion = \"1\"\nextends = \"pamaas\"\n[[kinds]]\nid = \"mainframe\"\nsheet = \"MF\"\nlabel = { nl = \"mainframe\", en = \"mainframe\", fr = \"mainframe\" }\ncolumns = [\"account_id\", \"safe\", \"comments\"]\n";
    let changes = compare(&base, &loaded(more), Language::EN);
    let told: Vec<String> = changes.iter().map(|change| format!("{:?}", change.difference)).collect();
    assert_eq!(told, ["TableAdded"]);
}
