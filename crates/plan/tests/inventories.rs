//! Plans against what there is already.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use pamlint_convention::{Convention, Made};
use pamlint_plan::{Asked, Inventory, Plan, State, derive};
use pamlint_testkit::{Book, access_key};
use support::{PAMAAS, asked, decisions, lines, objects, secrets, with};

const OPS: &str = "O-000098-20109-OPS-CE";
const USER: &str = "O-000098-20109-OPS%user";
const UX: &str = "UX-AO-N-CE-AC-SSH";
const ACCOUNT: &str = "account:O-000098-20109-OPS-CE/UX-AO-N-CE-AC-SSH-db01.wegen.example-oracle";

fn linux() -> Book {
    Book::new().row("UX", [OPS, UX, USER, "db01.wegen.example", "oracle"])
}

fn inventory(convention: &Convention, lists: &[(Made, &str)]) -> Inventory {
    let mut inventory = Inventory::default();
    for (made, text) in lists {
        let book = pamlint_reader::read_list(text.as_bytes()).unwrap();
        inventory.add(convention, *made, &book).unwrap_or_else(|problem| panic!("{made:?}: {problem}"));
    }
    inventory
}

fn plan_in(book: &Book, convention: &Convention, lists: &[(Made, &str)]) -> Plan {
    let all = asked(&[("a.xlsx", book)], convention);
    let all: Vec<Asked<'_>> =
        all.iter().map(|(path, requests, report)| Asked { path, requests, report }).collect();
    derive(&all, convention, &inventory(convention, lists), &Default::default()).unwrap()
}

fn plan(book: &Book, lists: &[(Made, &str)]) -> Plan {
    plan_in(book, &PAMAAS, lists)
}

#[track_caller]
fn is(found: &str, expected: &str) {
    assert_eq!(found, lines(expected), "\n{found}");
}

fn object<'p>(plan: &'p Plan, id: &str) -> &'p pamlint_plan::Object {
    plan.objects.iter().find(|object| object.id == id).unwrap_or_else(|| panic!("{}", objects(plan)))
}

const SAFES: &str = "SafeName;Description\nO-000098-20109-OPS-CE;\n";
const MEMBERS: &str = "SafeName;MemberName\nO-000098-20109-OPS-CE;O-000098-20109-OPS%user\n";
const ACCOUNTS: &str = "name;address;userName;platformId;safeName\n\
    UX-AO-N-CE-AC-SSH-db01.wegen.example-oracle;db01.wegen.example;oracle;UX-AO-N-CE-AC-SSH;O-000098-20109-OPS-CE\n";

#[test]
fn a_plan_against_everything_is_empty() {
    let plan = plan(&linux(), &[(Made::Safe, SAFES), (Made::Member, MEMBERS), (Made::Account, ACCOUNTS)]);
    is(
        &objects(&plan),
        "= group:O-000098-20109-OPS%user < UX!D2
         = safe:O-000098-20109-OPS-CE < UX!B2
         = member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user < UX!D2
         = platform:UX-AO-N-CE-AC-SSH < UX!C2
         = account:O-000098-20109-OPS-CE/UX-AO-N-CE-AC-SSH-db01.wegen.example-oracle < UX!A2",
    );
    assert!(plan.is_empty());
    assert_eq!((decisions(&plan).as_str(), secrets(&plan).as_str()), ("", ""));
}

#[test]
fn what_is_not_in_a_list_is_to_be_made() {
    let lists = [
        (Made::Safe, "safe\nO-000098-20110-OPS-CE\n"),
        (Made::Member, "safe;group\nO-000098-20110-OPS-CE;x\n"),
        (Made::Group, "group\nx\n"),
        (Made::Platform, "platform\nx\n"),
        (Made::Account, "safe;address;username\nO-000098-20110-OPS-CE;a.b.example;x\n"),
    ];
    is(
        &objects(&plan(&linux(), &lists)),
        "+ group:O-000098-20109-OPS%user < UX!D2
         + safe:O-000098-20109-OPS-CE < UX!B2
         ? member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user < UX!D2
         + platform:UX-AO-N-CE-AC-SSH < UX!C2
         + account:O-000098-20109-OPS-CE/UX-AO-N-CE-AC-SSH-db01.wegen.example-oracle < UX!A2",
    );
}

#[test]
fn what_no_list_tells_cannot_be_told() {
    let plan = plan(&linux(), &[(Made::Safe, SAFES)]);
    is(
        &objects(&plan),
        "? group:O-000098-20109-OPS%user < UX!D2
         = safe:O-000098-20109-OPS-CE < UX!B2
         ? member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user < UX!D2
         ? platform:UX-AO-N-CE-AC-SSH < UX!C2
         ? account:O-000098-20109-OPS-CE/UX-AO-N-CE-AC-SSH-db01.wegen.example-oracle < UX!A2",
    );
}

#[test]
fn in_a_safe_that_is_not_there_nothing_is() {
    let plan = plan(&linux(), &[(Made::Safe, "safe\nO-000098-20110-OPS-CE\n")]);
    assert_eq!(object(&plan, ACCOUNT).state, State::Create);
}

#[test]
fn names_are_compared_without_regard_to_case() {
    let lists = [(Made::Safe, "safe\no-000098-20109-ops-ce\n")];
    assert_eq!(object(&plan(&linux(), &lists), "safe:O-000098-20109-OPS-CE").state, State::Same);
}

#[test]
fn differences_are_told_field_by_field() {
    let book = linux().safes(&[(OPS, "Wegendatabank")]);
    let lists = [
        (Made::Safe, "safe;description\nO-000098-20109-OPS-CE;Iets anders\n"),
        (
            Made::Account,
            "safe;name;platform;address;username\nO-000098-20109-OPS-CE;UX-AO-N-CE-AC-SSH-db01.wegen.example-oracle;UX-AO-N-CE-AV-SSH;db02.wegen.example;oracle\n",
        ),
    ];
    let plan = plan(&book, &lists);
    let told = |id: &str| -> Vec<String> {
        let differences = &object(&plan, id).differences;
        differences.iter().map(|it| format!("{}: {} -> {}", it.field, it.have, it.want)).collect()
    };
    assert_eq!(told("safe:O-000098-20109-OPS-CE"), ["description: Iets anders -> Wegendatabank"]);
    assert_eq!(
        told(ACCOUNT),
        [
            "address: db02.wegen.example -> db01.wegen.example",
            "platform: UX-AO-N-CE-AV-SSH -> UX-AO-N-CE-AC-SSH"
        ]
    );
    assert_eq!(object(&plan, ACCOUNT).state, State::Differs);
}

#[test]
fn an_account_under_another_name_is_known_by_its_fields() {
    let lists = [(
        Made::Account,
        "safe;name;platform;address;username\nO-000098-20109-OPS-CE;Operating System-x;UX-AO-N-CE-AC-SSH;DB01.wegen.example;oracle\n",
    )];
    assert_eq!(object(&plan(&linux(), &lists), ACCOUNT).state, State::Same);
    // A list without names tells the same.
    let lists = [(
        Made::Account,
        "safe;platform;address;username\nO-000098-20109-OPS-CE;UX-AO-N-CE-AC-SSH;DB01.wegen.example;oracle\n",
    )];
    assert_eq!(object(&plan(&linux(), &lists), ACCOUNT).state, State::Same);
}

#[test]
fn an_account_in_another_safe_blocks() {
    let lists = [(
        Made::Account,
        "safe;platform;address;username\nO-000098-20110-OPS-CE;UX-AO-N-CE-AC-SSH;db01.wegen.example;oracle\n",
    )];
    let plan = plan(&linux(), &lists);
    assert_eq!(object(&plan, ACCOUNT).state, State::Blocked);
    let why = object(&plan, ACCOUNT).why.clone().unwrap();
    assert_eq!(
        why.said(pamlint_words::Words::of(pamlint_convention::Language::EN)),
        "This account is in the safe O-000098-20110-OPS-CE already."
    );
}

#[test]
fn an_account_with_another_platform_is_doubtful_unless_its_technology_is_another() {
    let list = |platform: &str| {
        format!(
            "safe;platform;address;username\nO-000098-20109-OPS-CE;{platform};db01.wegen.example;oracle\n"
        )
    };
    for (platform, state) in [
        ("UX-AO-N-CE-AV-SSH", State::Undecided),
        ("UnixSSH", State::Undecided),
        ("UXKEYS-AO-N-CE-AC-SSH", State::Create),
    ] {
        let plan = plan(&linux(), &[(Made::Account, &list(platform))]);
        assert_eq!(object(&plan, ACCOUNT).state, state, "{platform}");
    }
}

#[test]
fn permissions_are_compared_one_by_one_once_they_are_confirmed() {
    let member = "member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user";
    let list = "SafeName;MemberName;UseAccounts;ListAccounts;RetrieveAccounts;AccessWithoutConfirmation\n\
        O-000098-20109-OPS-CE;O-000098-20109-OPS%user;True;True;True;True\n";
    let lists = [(Made::Member, list)];
    let proposed = plan(&linux(), &lists);
    assert_eq!(object(&proposed, member).state, State::Undecided);
    let confirmed = with("[plan.roles.user]\nconfirmed = true\n");
    let plan = plan_in(&linux(), &confirmed, &lists);
    let found = object(&plan, member);
    assert_eq!(found.state, State::Differs);
    assert_eq!(found.differences.len(), 1);
    assert_eq!(
        (found.differences[0].field.as_str(), found.differences[0].want.as_str()),
        ("retrieveAccounts", "false")
    );
}

fn with_role() -> Book {
    let key = access_key(123_456_789_012, 1);
    Book::new().row("AWS-Console", [OPS, "AWS-AO-N-CE-AC-WEB", USER, "lead", &key, "123456789012"]).row(
        "AWS-Role",
        [
            OPS,
            "AWSSTS-AO-N-CE-AC-WEB",
            USER,
            "Backup",
            "arn:aws:iam::123456789012:role/Backup",
            "123456789012",
            "AWS-Console-L1",
        ],
    )
}

const LINK: &str = "link:O-000098-20109-OPS-CE/AWSSTS-AO-N-CE-AC-WEB-123456789012-Backup/logon";
const ROLES: &str = "safe;name;username;platform\n\
    O-000098-20109-OPS-CE;AWS-AO-N-CE-AC-WEB-123456789012-lead;lead;AWS-AO-N-CE-AC-WEB\n\
    O-000098-20109-OPS-CE;AWSSTS-AO-N-CE-AC-WEB-123456789012-Backup;Backup;AWSSTS-AO-N-CE-AC-WEB\n";

#[test]
fn links_are_compared_with_the_list_of_links() {
    let roles = ROLES
        .replacen("username", "username;address", 1)
        .replace(";lead;", ";lead;;")
        .replace(";Backup;", ";Backup;;");
    let accounts = (Made::Account, roles.as_str());
    assert_eq!(object(&plan(&with_role(), &[accounts]), LINK).state, State::Undecided);
    for (target, state) in [
        ("AWS-AO-N-CE-AC-WEB-123456789012-lead", State::Same),
        ("AWS-AO-N-CE-AC-WEB-123456789012-other", State::Differs),
    ] {
        let list = format!(
            "safe;name;index;target_safe;target\nO-000098-20109-OPS-CE;AWSSTS-AO-N-CE-AC-WEB-123456789012-Backup;1;O-000098-20109-OPS-CE;{target}\n"
        );
        let plan = plan(&with_role(), &[accounts, (Made::Link, &list)]);
        assert_eq!(object(&plan, LINK).state, state, "{target}");
    }
    let plan = plan(&with_role(), &[accounts, (Made::Link, "safe;name;index;target\nx;y;1;z\n")]);
    assert_eq!(object(&plan, LINK).state, State::Create);
}

#[test]
fn a_link_of_an_account_that_may_be_there_is_never_just_to_be_made() {
    let list = |of: &str| {
        format!(
            "safe;name;index;target_safe;target\nO-000098-20109-OPS-CE;{of};1;O-000098-20109-OPS-CE;AWS-AO-N-CE-AC-WEB-123456789012-lead\n"
        )
    };
    for (of, state) in
        [("AWSSTS-AO-N-CE-AC-WEB-123456789012-Backup", State::Same), ("another", State::Undecided)]
    {
        let plan = plan(&with_role(), &[(Made::Link, &list(of))]);
        assert_eq!(object(&plan, LINK).state, state, "{of}: {}", objects(&plan));
    }
}

#[test]
fn a_list_with_headers_only_says_that_nothing_is_there() {
    let none = "name;address;userName;platformId;safeName\n";
    let plan = plan(&linux(), &[(Made::Account, none)]);
    assert_eq!(object(&plan, ACCOUNT).state, State::Create, "{}", objects(&plan));
}

#[test]
fn a_secret_in_a_list_is_not_told() {
    let list = "SafeName;Description\nO-000098-20109-OPS-CE;wachtwoord: Vrk7q!-Lz2\n";
    let book = linux().safes(&[("O-000098-20109-OPS-CE", "Accounts of the permits desk")]);
    let plan = plan(&book, &[(Made::Safe, list)]);
    let text = format!("{:?}", plan.objects);
    assert!(text.contains("permits desk") && !text.contains("Vrk7"), "{text}");
    for column in ["UX-AO-N-CE-AC-SSH;O", ";O-000098-20109-OPS-CE\n"] {
        let (from, to) = if column.starts_with(';') {
            (column, ";password=Vrk7q!-Lz2\n")
        } else {
            (column, "password=Vrk7q!-Lz2;O")
        };
        let list = ACCOUNTS.replace(from, to).replace("UX-AO-N-CE-AC-SSH-db01.wegen.example-oracle", "other");
        let plan = self::plan(&linux(), &[(Made::Account, &list)]);
        let text = format!("{:?}", plan.objects);
        assert!(text.contains('…') && !text.contains("Vrk7"), "{text}");
    }
}

#[test]
fn a_link_of_an_account_that_cannot_be_made_is_blocked() {
    let lists = [(
        Made::Account,
        "safe;address;username;platform;AWSAccountID\nO-000098-20110-OPS-CE;;Backup;AWSSTS-AO-N-CE-AC-WEB;123456789012\n",
    )];
    let plan = plan(&with_role(), &lists);
    assert_eq!(object(&plan, LINK).state, State::Blocked, "{}", objects(&plan));
}

#[test]
fn a_group_with_its_domain_is_that_group() {
    let list = "SafeName;MemberName\nO-000098-20109-OPS-CE;O-000098-20109-OPS%user@wegen.example\n";
    let plan = plan(&linux(), &[(Made::Member, list)]);
    assert_eq!(object(&plan, "member:O-000098-20109-OPS-CE/O-000098-20109-OPS%user").state, State::Same);
    assert_eq!(object(&plan, "group:O-000098-20109-OPS%user").state, State::Same);
}
