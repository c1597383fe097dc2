//! `errors.xlsx`: every rule that one workbook of `pamaas` can break, one mistake a row.

use pamlint_convention::Language;

use super::customer::{OMGEVING, RECONCILE};
use super::{Draft, Sample};
use crate::book::Book;
use crate::entry::Entry;
use crate::facts::access_key;

const OPS: &str = "D-003323-20417-OPS-CE";
const ADM: &str = "D-003323-20417-ADM-CE";
const LOG: &str = "D-003323-20417-LOG-CE";
const CLOUD: &str = "O-003323-31120-OPS-CE";
const ALL: &str = "user validator auditor";
const AD: &str = "AD-AO-N-CE-ACR-RDP";
const WIN: &str = "WIN-AO-N-CE-CAU-RDP";
const UX: &str = "UX-AO-N-CE-ACR-SSH";
const OTHERS: &str = "Other accounts";

/// What is wrong with the sheets as such, which no row's comment can say.
const ABOUT_SHEETS: &[(&str, &str)] = &[
    (
        "What this is",
        "A workbook with every mistake that pamlint knows. The Comments of a row say what was planted in it.",
    ),
    ("WB002", "CYBR lacks the column Username"),
    ("WB003", "AZR spells the header Address as Adress; WIN has a column Cost centre that nobody asked for"),
    ("WB004", "AWS-Console has IAM Username twice"),
    ("WB005", "AWS-CLI has the Account ID in column B"),
    ("WB006", "WIN has the Safe of two rows in one merged cell"),
    ("WB009", "UX has a hidden row"),
    ("WB010", "The sheet Old list is not part of the template"),
    ("SEC002", "AWS-Role has a column Password"),
    ("RCD002, RCD003", "The descriptions on the sheet Safes say which recording safes are wrong"),
];

impl Draft {
    /// Plants a mistake in a cell and says so in the row's Comments.
    fn wrong(&mut self, code: &str, key: &str, column: &str, entry: impl Into<Entry>, words: &str) {
        self.plant(code, key, column, entry);
        self.explain(code, key, words);
    }

    fn explain(&mut self, code: &str, key: &str, words: &str) {
        self.edit(|book| book.set(&format!("{key}.comments"), format!("{code}: {words}")));
    }

    /// A mistake of which the row's other cells are part.
    fn related(&mut self, code: &str, key: &str, column: &str, words: &str) {
        self.found(code, &format!("{key}.{column}"));
        self.explain(code, key, words);
    }

    fn set(&mut self, spot: &str, entry: impl Into<Entry>) {
        let entry = entry.into();
        self.edit(|book| book.set(spot, entry));
    }
}

pub(super) fn errors() -> Sample {
    let mut draft = Draft::new(OMGEVING);
    domain_accounts(&mut draft);
    safes_with_contexts(&mut draft);
    windows(&mut draft);
    linux(&mut draft);
    cloud(&mut draft);
    others(&mut draft);
    draft.edit(|book| {
        book.info(
            &[&[("Organisation", "Departement Omgeving"), ("OVO code", "OVO003323")], ABOUT_SHEETS].concat(),
        )
        .teams(&[("GIS", "The map team works for all applications of the department")])
        .safes(&[
            (OPS, "Accounts of the permits desk"),
            (&format!("R-{OPS}"), "Recordings of the permits desk"),
            (&format!("R-{CLOUD}"), "Recordings of the cloud accounts"),
            ("R-D-003323-26513-OPS-CE", "Recordings of the counter"),
            ("R-D-003323-28640-OPS-CE", "Recordings of the archive"),
            (&format!("R-{ADM}"), "RCD002: the safe has no account with MA or SA, so nothing is recorded"),
            ("R-D-003323-29999-NPA-CE", "RCD003: no account stands in D-003323-29999-NPA-CE"),
        ])
        .sheet(
            "Old list",
            &[("A1", "Server"), ("B1", "Owner"), ("A2", "srv-old01"), ("B2", "Lies"), ("A3", "srv-old02")],
        )
    });
    draft.found("RCD002", "Safes!A7");
    draft.found("RCD003", "Safes!A8");
    draft.found("WB010", "Old list!A1");
    draft.titled(Language::EN);
    draft.finish("pamaas/errors.xlsx")
}

/// Names of safes and platforms, and what a row as such can get wrong.
fn domain_accounts(draft: &mut Draft) {
    draft.ad(OPS, "AD-MA-N-CE-CAU-RDP", ALL, "Correct");
    draft.ad(OPS, "AD-MA-N-CE-CAU-RDP", ALL, "Correct");
    draft.ad(OPS, AD, "user", "Correct");
    draft.reconcile_ad("Correct");
    let mut wrong = |code: &str, column: &str, entry: &str, words: &str| {
        let key = draft.ad(OPS, AD, "user", "");
        draft.wrong(code, &key, column, entry, words);
    };
    wrong("TXT001", "username", "adm.wgoossens ", "a blank behind the username");
    wrong("TXT002", "safe", "D–003323–20417–OPS–CE", "dashes of a word processor instead of hyphens");
    wrong("TXT003", "safe", "D-003323-20417-\nOPS-CE", "a line break in the safe");
    wrong("TXT004", "platform", "AD-AO-N-CE-ACR-rdp", "a code in lower case");
    wrong("ACC001", "id", "", "no Account ID");
    wrong("ACC002", "id", "AD-L1", "the Account ID of the first row again");
    wrong("ACC003", "id", "Domain account 11", "an Account ID of another form than AD-L11");
    wrong("ACC004", "context", "", "no context");
    wrong("SAF001", "safe", "D-003323-20417-OPS", "the location is missing");
    wrong("SAF002", "safe", "X-003323-20417-OPS-CE", "the responsible is neither O nor D");
    wrong("SAF003", "safe", "D-3323-20417-OPS-CE", "the OVO code lost its leading zeros");
    wrong("SAF004", "safe", "D-003323-PERMITS-OPS-CE", "a team has at most five letters and digits");
    wrong("SAF005", "safe", "D-003323-20417-OSP-CE", "OSP is no safe type; OPS is");
    wrong("SAF006", "safe", "D-003323-20417-OPS-DC", "DC is no location");
    wrong("SAF007", "safe", "D-003323-20417-OPS-CE.", "the vault allows no dot in a name");
    wrong("SAF008", "safe", "R-D-003323-20417-OPS-CE", "a recording safe holds no accounts");
    wrong("SAF009", "safe", RECONCILE, "only reconcile accounts belong in the reconcile safe");
    wrong(
        "SAF015",
        "safe",
        "D-003323-20471-OPS-CE",
        "20471 is one slip away from 20417, which all others have",
    );
    wrong("PLT001", "platform", "AD-AO-N-CE", "the credential management is missing");
    wrong("PLT002", "platform", "ADD-AO-N-CE-ACR-RDP", "ADD is no technology");
    wrong("PLT003", "platform", "AD-MO-N-CE-ACR-RDP", "MO is no access policy");
    wrong("PLT004", "platform", "AD-AO-X-CE-ACR-RDP", "X is no link type");
    wrong("PLT006", "platform", "AD-AO-N-EU-ACR-RDP", "EU is no location");
    wrong("PLT007", "platform", "AD-AO-N-CE-ARC-RDP", "ARC is no credential management; ACR is");
    wrong("PLT008", "platform", "AD-AO-N-CE-ACR-RPD", "RPD is no session; RDP is");
    wrong("CTX001", "context", "%user", "only a role, without the safe before it");
    wrong("CTX002", "context", "D-003323-20417-OPS%gebruiker", "gebruiker is no role; user is");
    wrong("CTX003", "context", "D-003323-20417-ADM%user", "a context of another safe");
    wrong("CTX004", "context", "D-003323-20417-OPS-CE%user", "a context carries no location");
    wrong("CTX009", "context", "D-003323-20417-OPS%user\nD-003323-20417-OPS%user", "the same context twice");
    wrong("CTX010", "context", "R-D-003323-20417-OPS%user", "contexts are never made for a recording safe");
    wrong("WIN003", "user_dn", "adm.oprins", "a UserDN without its domain");
    wrong("WIN005", "user_dn", "OMGEVING\\adm.cools", "another user than Username");
    wrong("WIN006", "logon_to", "OMGEVING VLAANDEREN", "a domain has no blank");

    let key = draft.ad(OPS, AD, "user", "");
    let elsewhere = draft.book.get(&format!("{key}.user_dn")).text().replace("OMGEVING", "LNE");
    draft.wrong("WIN004", &key, "user_dn", elsewhere, "another domain than Logon To");
    let key = draft.ad(OPS, "AD-MA-N-CE-CAU", ALL, "");
    draft.related("PLT011", &key, "platform", "MA without a session: nothing can be recorded");
    let key = draft.ad(OPS, AD, "user", "");
    draft.edit(|book| {
        let username = book.get("AD-L1.username");
        let user_dn = book.get("AD-L1.user_dn");
        book.set(&format!("{key}.username"), username).set(&format!("{key}.user_dn"), user_dn)
    });
    draft.related("ACC005", &key, "username", "the account of the first row again");
    let key = draft.ad(OPS, AD, "user", "");
    draft.set(&format!("{key}.user_dn"), "OMGEVING\\Administrator");
    draft.wrong("SAF014", &key, "username", "Administrator", "a built-in account belongs in an ADM safe");
    let key = draft.reconcile_ad("");
    draft.wrong("SAF010", &key, "safe", OPS, "a reconcile account belongs in the reconcile safe");
    let key = draft.reconcile_ad("");
    let owners = "O-002949-81039-OPS-CE";
    draft.wrong(
        "SAF011",
        &key,
        "safe",
        owners,
        "the owner's reconcile safe is for Digitaal Vlaanderen alone",
    );
    let key = draft.reconcile_ad("");
    draft.wrong(
        "PLT010",
        &key,
        "platform",
        "AD-AO-R-CE-ACR-RDP",
        "nobody opens a session with a reconcile account",
    );
    let key = draft.reconcile_ad("");
    draft.wrong(
        "CTX011",
        &key,
        "context",
        "D-002949-81039-OPS%user",
        "only the PAM team has access to reconcile safes",
    );
    let key = draft.ad("D-003323-ABC-OPS-CE", AD, "user", "");
    draft.related("SAF012", &key, "safe", "nobody explains the team ABC on the sheet Teams");
}

/// Contexts and recordings that are wrong for a safe as a whole.
fn safes_with_contexts(draft: &mut Draft) {
    let key = draft.ad("D-003323-24480-OPS-CE", AD, "user validator", "");
    draft.related("CTX005", &key, "context", "a validator, but no account of the safe has MA or SA");
    let key = draft.ad("D-003323-26513-OPS-CE", "AD-MA-N-CE-CAU-RDP", "user auditor", "");
    draft.related("CTX006", &key, "context", "MA, but the safe has no validator");
    let key = draft.ad("D-003323-28640-OPS-CE", "AD-MA-N-CE-CAU-RDP", "user validator", "");
    draft.related("CTX007", &key, "context", "recorded, but the safe has no auditor");
    let key = draft.ad("D-003323-27701-NPA-CE", AD, "auditor", "");
    draft.related("CTX008", &key, "context", "nobody may use the accounts of the safe");
    let key = draft.ad("D-003323-25902-OPS-CE", "AD-MA-N-CE-CAU-RDP", ALL, "");
    draft.related("RCD001", &key, "safe", "its recording safe is not on the sheet Safes");
}

fn windows(draft: &mut Draft) {
    let win = |draft: &mut Draft| draft.win(ADM, WIN, "user", "Administrator", "");
    let (first, second) = (win(draft), win(draft));
    draft.edit(|book| book.merge(&format!("{first}.safe"), &format!("{second}.safe")));
    draft.related("WB006", &first, "safe", "the Safe of this row and the next is one merged cell");
    let key = win(draft);
    draft.wrong("WIN001", &key, "address", "10.12.40.17", "an IP address instead of a host name");
    let key = win(draft);
    draft.wrong("WIN002", &key, "username", "OMGEVING\\beheer", "a username without its domain is enough");
    let key = win(draft);
    draft.wrong("ACC007", &key, "platform", UX, "a Linux platform for a Windows account");
    let key = win(draft);
    draft.wrong("PLT005", &key, "platform", "WIN-AO-CE-CAU-RDP", "the link type is missing");
    let key = draft.win(LOG, "WIN-AO-L-CE-ACR", "", "logon01", "");
    draft.related("PLT013", &key, "platform", "logon accounts are for Linux and Unix");
    let key = win(draft);
    draft.set(&format!("{key}.comments"), "SEC001: a secret in a cell. wachtwoord: Herfst-2024!");
    draft.found("SEC001", &format!("{key}.comments"));
    draft.edit(|book| book.column("WIN^Cost centre").beside(&format!("{first}.Cost centre"), "OMG-4410"));
    draft.found("WB003", "WIN^Cost centre");
}

fn linux(draft: &mut Draft) {
    let ux = |draft: &mut Draft| draft.ux(ADM, UX, "user", "root", "");
    let key = ux(draft);
    draft.explain("Correct", &key, "nothing is wrong here");
    let key = ux(draft);
    draft.wrong("LIN001", &key, "address", "lnx-db02", "a host name without its domain");
    let key = ux(draft);
    draft.wrong("LIN002", &key, "username", "4711", "a username of nothing but digits");
    let key = ux(draft);
    draft.wrong("PLT009", &key, "platform", "UX-AO-N-CE-ACR-RDP", "RDP does not work with Linux");
    let key = draft.ux(LOG, UX, "user", "logon01", "");
    draft.related("SAF013", &key, "platform", "a logon safe, but the account is no logon account");
    let key = ux(draft);
    draft.wrong("WB007", &key, "address", Entry::error("#N/A"), "a formula that found nothing");
    let key = ux(draft);
    draft.wrong("WB008", &key, "username", Entry::NoValue, "a formula that was never computed");
    let key = ux(draft);
    draft.edit(|book| book.hide_row(&key));
    draft.related("WB009", &key, "id", "a hidden row");
}

fn cloud(draft: &mut Draft) {
    let account = draft.customer.aws;
    let mut users = 0;
    let mut cli = |draft: &mut Draft| {
        users += 1;
        draft.cli(CLOUD, "AWS-AO-N-CE-AC", "user", &format!("pipeline-{users:02}"), "")
    };
    let key = cli(draft);
    draft.explain("Correct", &key, "nothing is wrong here");
    let key = cli(draft);
    draft.wrong(
        "AWS001",
        &key,
        "access_key",
        "AIDAUQZLPAKNHXYZABCD",
        "the ID of a user, not of an access key",
    );
    let key = cli(draft);
    draft.wrong("AWS010", &key, "access_key", "ASIAUQZLPAKNHXYZABCD", "a temporary key");
    let key = cli(draft);
    draft.wrong(
        "AWS003",
        &key,
        "arn",
        "arn:aws:iam::3182047759:user/pipeline-04",
        "the account number in the ARN is too short",
    );
    let key = cli(draft);
    draft.wrong(
        "AWS005",
        &key,
        "arn",
        "arn:aws:iam::559013264870:user/pipeline-05",
        "another AWS account than in the address",
    );
    let key = cli(draft);
    draft.related("AWS006", &key, "arn", "the ARN ends in another name than Username");
    draft.set(&format!("{key}.username"), "pipeline-six");
    let key = cli(draft);
    let portal = "https://omgeving.awsapps.com/start";
    draft.wrong("AWS007", &key, "address", portal, "the portal of Identity Center, not an IAM sign-in");
    draft.edit(|book| book.second_id("AWS-CLI^safe"));
    draft.found("WB005", "AWS-CLI^id");

    let console = |draft: &mut Draft, user: &str| draft.console(CLOUD, "AWS-SA-N-CE-CAU-WEB", ALL, user, "");
    let key = console(draft, "cloud.lead");
    draft.explain("Correct", &key, "nothing is wrong here");
    let key = console(draft, "cloud.ops1");
    draft.wrong(
        "AWS002",
        &key,
        "account_number",
        "3182-0477-5916",
        "twelve digits without anything between them",
    );
    let key = console(draft, "cloud ops2");
    draft.related("AWS008", &key, "iam_username", "an IAM name has no blank");
    let key = console(draft, "cloud.ops3");
    let foreign = access_key(559_013_264_870, 9);
    draft.wrong("AWS009", &key, "access_key", foreign, "a key that belongs to another AWS account");
    draft.edit(|book| book.column("AWS-Console^again").set("AWS-Console^again", "IAM Username"));
    draft.found("WB004", "AWS-Console^again");

    let mut roles = 0;
    let mut role = |draft: &mut Draft| {
        roles += 1;
        let role = format!("Operator{roles:02}");
        draft.role(CLOUD, "AWSSTS-MA-N-CE-SO-WEB", ALL, &role, "AWS-Console-L1", "")
    };
    let key = role(draft);
    draft.explain("Correct", &key, "nothing is wrong here");
    let with_password = key;
    let key = role(draft);
    let user = format!("arn:aws:iam::{account}:user/Operator02");
    draft.wrong("AWS004", &key, "arn", user, "the ARN of a user, where that of a role belongs");
    let key = role(draft);
    draft.wrong("LNK001", &key, "use_logon", "AWS-Console-L99", "no account has that ID");
    let key = role(draft);
    draft.wrong("LNK002", &key, "use_logon", "UX-L1", "nobody logs on to AWS with a Linux account");
    let key = role(draft);
    draft.set(&format!("{key}.arn"), "arn:aws:iam::559013264870:role/Operator05");
    draft.set(&format!("{key}.account_number"), "559013264870");
    draft.related("LNK003", &key, "use_logon", "the logon account lives in another AWS account");
    draft.edit(|book| {
        let book = book.column("AWS-Role^Password").set("AWS-Role^Password", "Password");
        book.beside(&format!("{with_password}.Password"), "Lente-2025!")
    });
    draft.found("SEC002", "AWS-Role^Password");
}

fn others(draft: &mut Draft) {
    draft.azr(CLOUD, "AZR-MA-N-CE-CAU-WEB", ALL, "cloud1", "Correct");
    let key = draft.azr(CLOUD, "AZR-MA-N-CE-CAU-WEB", ALL, "beheer", "");
    draft.wrong(
        "WB011",
        &key,
        "username",
        1_234_567_890_123_456_789.0,
        "a number of which Excel lost the last digits",
    );
    draft.edit(|book| book.header("AZR^address", "Adress"));
    draft.found("WB003", "AZR^address");

    draft.cybr(ADM, "CYBR-AO-N-CE-SO-PAC", "user", "", "WB002: there is no column Username");
    draft.edit(|book| book.without_column("CYBR^username"));
    draft.found("WB002", "CYBR^");

    let key = draft.win(ADM, WIN, "user", "Administrator", "Correct");
    draft.edit(|book| book.move_to(&key, OTHERS));
    let key = draft.ux(ADM, UX, "user", "root", "");
    draft.edit(|book| book.move_to(&key, OTHERS));
    draft.wrong("ACC006", &key, "logon_to", "OMGEVING", "a Linux account has no Logon To");
    let key = draft.console(CLOUD, "AWS-SA-N-CE-CAU-WEB", ALL, "cloud.guest", "");
    draft.edit(|book| book.move_to(&key, OTHERS).set(&format!("{key}.access_key"), ""));
    draft.wrong(
        "ACC008",
        &key,
        "type",
        "Cloud",
        "Cloud is no account type, and the row could be a console user or a role",
    );
}

/// `no-accounts.xlsx`: the one mistake that no other can accompany.
pub(super) fn no_accounts() -> Sample {
    let mut draft = Draft::new(OMGEVING);
    draft.book = Book::new().without_info().look(draft.customer.look("Calibri")).sheet(
        "Servers",
        &[
            ("A1", "Servers of the permits desk"),
            ("A3", "Host"),
            ("B3", "Who to ask"),
            ("A4", "srv-app01.omgeving.example"),
            ("B4", "Lies Vermeulen"),
            ("A5", "srv-web02.omgeving.example"),
            ("B5", "Lies Vermeulen"),
            ("A6", "lnx-db01.omgeving.example"),
            ("B6", "Tom Janssens"),
        ],
    );
    draft.found("WB001", "Servers!A1");
    draft.finish("pamaas/no-accounts.xlsx")
}
