//! `[plan]` of a convention: what does not hold together in it is pointed at, and an extension changes what it names and
//! nothing else.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what cannot be")]

use pamlint_convention::{Convention, DecisionKind, built_in_text, load};

const HEAD: &str = "id = \"ours\"\nversion = \"1\"\nextends = \"pamaas\"\n";

fn with(more: &str) -> Result<Convention, Vec<String>> {
    load("ours.toml", &format!("{HEAD}{more}")).map_err(|error| {
        error.problems.iter().map(|problem| format!("{}: {}", problem.line, problem.message)).collect()
    })
}

#[test]
fn what_does_not_hold_together_is_pointed_at() {
    let table = [
        ("[plan]\nplatform = \"plattform\"", "no sheet has a value `plattform`"),
        ("[plan]\nrole = \"rol\"", "no sheet has a value `context.rol`"),
        ("[plan]\nsafes = 1", "unknown key `safes`"),
        ("[plan.controlled]\n\"platform.access\" = [\"MX\"]", "`platform.access` can never be `MX`"),
        ("[plan.safe]\nlisted = \"safe.listed_safe\"", "there is no kind or sheet `safe`"),
        ("[plan.safe]\ndescription = \"teams.explanation\"", "have to be columns of one sheet"),
        ("[plan.account]\nname = \"{platform}-{adress}\"", "there is no placeholder `{adress}`"),
        ("[plan.account]\nmax_length = 5", "has to be 20 at least"),
        ("[plan.account]\nsecrets = [{ kind = \"pin\", when = {} }]", "unknown word `pin`"),
        ("[plan.links.logon]\nto = \"use_logn\"", "no sheet has a value `use_logn`"),
        (
            "[plan.roles.user]\npermissions = [\"useAccount\"]",
            "`useAccount` is none of the [plan.permissions]",
        ),
        (
            "[plan.roles.user]\npermissions = [\"useAccounts\", \"useAccounts\"]\nnot_when_controlled = []",
            "names `useAccounts` twice",
        ),
        ("[plan.roles.user]\nnot_when_controlled = [\"deleteAccounts\"]", "which `user` does not get"),
        ("[plan.roles.usr]\npermissions = []", "there is no role `usr`"),
        ("[plan.decisions.platform]\nwhen = { kind = [\"linux\"] }", "which this is not"),
        ("[plan.decisions.logon-link]\nwhen = 1", "this does not belong here"),
        ("[plan.decisions.colour]\nanswered = true", "unknown word `colour`"),
        ("[plan.decisions.platform]\nquestion.en = \"{boat}?\"", "there is no placeholder `{boat}`"),
        ("[plan.inventory]\nsafe = \"saves\"", "there is no list [lists.saves]"),
        ("[plan.receipt]\nindex = [\"id\"]", "means both"),
    ];
    for (more, told) in table {
        let problems = with(more).map(|_| ()).unwrap_err();
        assert!(problems.iter().any(|problem| problem.contains(told)), "{more}\n{problems:#?}");
    }
}

#[test]
fn an_extension_changes_what_it_names_and_nothing_else() {
    let own = Convention::built_in("pamaas").unwrap().unwrap().plan.unwrap();
    let plan = with("[plan.roles.user]\nconfirmed = true\n").unwrap().plan.unwrap();
    for (role, before) in plan.roles.iter().zip(&own.roles) {
        assert_eq!(role.permissions, before.permissions);
        assert_eq!(role.confirmed, role.role == "user");
    }
    let plan = with("[plan.decisions.platform]\nanswered = true\n").unwrap().plan.unwrap();
    assert!(!plan.decisions.contains_key(&DecisionKind::Platform));
    assert_eq!(plan.decisions.len(), own.decisions.len() - 1);
    let plan = with("[plan.account.properties]\nPort = \"{username}\"\n").unwrap().plan.unwrap();
    assert_eq!(plan.account.properties.len(), own.account.properties.len() + 1);
}

#[test]
fn a_convention_has_no_plan_of_itself() {
    assert!(Convention::built_in("cleanroom").unwrap().unwrap().plan.is_none());
    let text = built_in_text("pamaas").unwrap();
    assert!(text.contains("[plan]"));
    let problems = load("x.toml", &text.replace("safe_column = \"safe\"\n", "")).map(|_| ()).unwrap_err();
    assert!(problems.problems.iter().any(|problem| problem.message.contains("needs a `safe_column`")));
}
