//! Plans that may be carried out, and one whose every value would do harm somewhere.

use std::sync::LazyLock;

use pamlint_convention::{Convention, Made, Secret};
use pamlint_plan::{AccountFields, Fields, Object, Origin, Plan, State};
use pamlint_reader::CellRef;

/// The convention, with everything confirmed that files for upload wait for.
pub fn confirmed() -> &'static Convention {
    &CONFIRMED
}

static CONFIRMED: LazyLock<Convention> = LazyLock::new(|| {
    let role = |role: &str, permissions: &str| {
        format!("[plan.roles.{role}]\npermissions = [{permissions}]\nconfirmed = true\n")
    };
    super::with(&format!(
        "{}not_when_controlled = [\"accessWithoutConfirmation\"]\n{}{}\
         [plan.decisions.member-name]\nanswered = true\nquestion = {{ nl = \"x\", en = \"x\", fr = \"x\" }}\n",
        role("user", r#""useAccounts", "listAccounts", "accessWithoutConfirmation""#),
        role("validator", r#""listAccounts", "requestsAuthorizationLevel1""#),
        role("auditor", r#""listAccounts", "viewAuditLog", "viewSafeMembers""#),
    ))
});

/// Values that would be read as something else in one of the languages.
pub const HOSTILE: [&str; 26] = [
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-2+3",
    "+1",
    " =1+1",
    "\t=1+1",
    "a\"b",
    "a'b",
    "a\u{2018}; Remove-Item x; \u{2019}b",
    "\u{201a}x\u{201b}\u{201c}y\u{201d}\u{201e}",
    "'@\nRemove-Item x\n@'",
    "$(Remove-Item x) $env:PATH `n",
    "${file(\"/etc/passwd\")}",
    "$${a} %%{b} %{ if true }x%{ endif }",
    "{{ lookup('pipe', 'id') }} {% raw %} {#",
    "a\\b\\n\\u0041\\",
    "a\nb\r\nc",
    "</text><script>alert(1)</script>&amp;",
    "]]>--><!--",
    "n1\"] --> n2[\"x",
    "#quot; `md` |x|",
    "\\N \\G \\l",
    "a;b,c: d # e",
    "\u{202e}x\u{2028}y\u{85}z\u{feff}",
    "ő Å‘ 名 \u{1f600}",
    "x\u{1b}[2J\u{7}\u{0}",
];

fn object(made: Made, name: &str, id: &str, needs: &[&str], fields: Fields) -> Object {
    let from = Origin { workbook: "a.xlsx".into(), sheet: "UX".into(), cell: CellRef::new(2, 1) };
    Object {
        id: format!("{}:{id}", made.word()),
        made,
        name: name.to_owned(),
        from: vec![from],
        needs: needs.iter().map(|need| (*need).to_owned()).collect(),
        state: State::Create,
        why: None,
        differences: Vec::new(),
        fields,
    }
}

/// A plan in which a value stands wherever one can.
pub fn hostile(value: &str) -> Plan {
    let (safe, group, platform) = (format!("S {value}"), format!("G {value}"), format!("P {value}"));
    let text = |text: &str| text.to_owned();
    let safe_id = format!("safe:{safe}");
    let group_id = format!("group:{group}");
    let platform_id = format!("platform:{platform}");
    let account = |name: &str, secret: Secret| {
        let fields = AccountFields {
            safe: safe.clone(),
            platform: platform.clone(),
            fields: vec![(text("address"), text(value)), (text("username"), text(value))].into(),
            properties: vec![(text("LogonDomain"), text(value))].into(),
            secret,
            unmanaged: Some(format!("reason {value}")),
        };
        let id = format!("{safe}/{name}");
        object(Made::Account, name, &id, &[&safe_id, &platform_id], Fields::Account(Box::new(fields)))
    };
    let accounts =
        [account(&format!("A {value}"), Secret::Password), account(&format!("B {value}"), Secret::Key)];
    let [first, second] = accounts.each_ref().map(|account| account.id.clone());
    let link = object(
        Made::Link,
        &format!("{second}/logon"),
        &format!("{second}/logon"),
        &[&second, &first],
        Fields::Link {
            account: second.clone(),
            target: first.clone(),
            purpose: format!("logon {value}"),
            index: 1,
        },
    );
    let member = Fields::Member {
        group: group.clone(),
        safe: safe.clone(),
        role: Some(format!("role {value}")),
        permissions: vec![text("useAccounts"), text("requestsAuthorizationLevel1")],
        confirmed: true,
    };
    let described = Fields::Safe {
        description: Some(text(value)),
        fields: vec![(text("managingCPM"), format!("CPM {value}"))],
        controlled: false,
    };
    let mut objects = vec![
        object(Made::Group, &group, &group, &[], Fields::Group),
        object(Made::Safe, &safe, &safe, &[], described),
        object(
            Made::Member,
            &format!("{safe}/{group}"),
            &format!("{safe}/{group}"),
            &[&group_id, &safe_id],
            member,
        ),
        object(Made::Platform, &platform, &platform, &[], Fields::Platform),
    ];
    objects.extend(accounts);
    objects.push(link);
    Plan { objects, ..Plan::default() }
}

/// Every plan of the hostile values as one.
pub fn all_hostile() -> Plan {
    let objects = HOSTILE.iter().flat_map(|value| hostile(value).objects).collect();
    Plan { objects, ..Plan::default() }
}
