//! What looks odd and is right: nothing may be found.

use super::{NPA, OPS, Plant, both, kinds, one};
use crate::book::Book;
use crate::entry::Entry;
use crate::facts::contexts;

const OWN_REC: &str = "O-002949-81039-OPS-CE";

pub(super) const PLANTS: &[Plant] = &[
    both("nothing changed", "", |book| book),
    // Case, and characters that are allowed.
    both("host names in capitals", "", |book| {
        book.set("WIN-L1.address", "SRV-APP01.WEGEN.EXAMPLE").set("AD-L2.address", "AD.Wegen.Example")
    }),
    both("a domain in lower case", "", |book| book.set("AD-L2.logon_to", "wegen")),
    both("a username in capitals in UserDN", "", |book| book.set("AD-L2.user_dn", "wegen\\ADM.LPEETERS")),
    both("an ID in lower case", "", |book| book.set("AD-L3.id", "ad-l3")),
    both("a team in lower case", "", |book| {
        book.set("UX-L2.safe", "D-000098-dba-NPA-CE").set("UX-L2.context", "D-000098-dba-NPA%user")
    }),
    both("an international host name", "", |book| book.set("UX-L1.address", "xn--bcher-kva.wegen.example")),
    both("a label of sixty-three characters", "", |book| {
        book.set("UX-L1.address", format!("{}.wegen.example", "a".repeat(63)))
    }),
    both("a Windows user of twenty characters", "", |book| {
        book.set("WIN-L2.username", "beheerder.applicatie")
    }),
    both("a Windows user with a blank and a dollar", "", |book| {
        book.set("WIN-L1.username", "svc backup").set("WIN-L2.username", "gmsa_web$")
    }),
    both("a Linux user with underscore and hyphen", "", |book| book.set("UX-L3.username", "_ora-read_01")),
    both("a Linux user of thirty-two characters", "", |book| {
        book.set("UX-L4.username", "logonaccountvandedatabankserver1")
    }),
    both("an IAM name with all that is allowed", "", |book| {
        let name = "jan+ops=1,a.b@x-y_z";
        book.set("AWS-CLI-L1.username", name)
            .set("AWS-CLI-L1.arn", format!("arn:aws:iam::123456789012:user/{name}"))
    }),
    // Windows.
    both("a domain of seventeen letters", "", |book| {
        book.set("AD-L2.logon_to", "windowsdomeinnaam")
            .set("AD-L2.user_dn", "windowsdomeinnaam\\adm.lpeeters")
    }),
    both("Logon To as a DNS name", "", |book| book.set("AD-L3.logon_to", "wegen.example")),
    both("a distinguished name", "", |book| {
        book.set("AD-L3.user_dn", "CN=adm.smaes,OU=Beheer,OU=Gebruikers,DC=wegen,DC=example")
    }),
    both("a distinguished name and a DNS name", "", |book| {
        let book = book.set("AD-L3.logon_to", "wegen.example");
        book.set("AD-L3.user_dn", "CN=adm.smaes,OU=Beheer,DC=wegen,DC=example")
    }),
    // Platforms and safes.
    both("SSH keys", "", |book| book.set("UX-L2.platform", "UXKEYS-AO-N-CE-AV-SSH")),
    both("a logon account with keys and a session", "", |book| {
        book.set("UX-L4.platform", "UXKEYS-AO-L-CE-SO-SSH")
    }),
    both("AWSKA and AWSSTS", "", |book| {
        book.set("AWS-CLI-L1.platform", "AWSKA-AO-N-CE-AC-WEB")
            .set("AWS-Console-L1.platform", "AWSSTS-SA-N-CE-CAU-WEB")
    }),
    both("access only without session", "", |book| {
        book.set("UX-L1.platform", "UX-AO-N-CE-ACR").set("AZR-L2.platform", "AZR-AO-N-CE-SO")
    }),
    both("a logon account with a context", "", |book| book.set("UX-L4.context", "D-000098-20109-LOG%user")),
    both("another safe one slip away, but used twice", "", |book| {
        let (safe, context) = ("O-000098-31408-OPS-CE", "O-000098-31408-OPS%user");
        let book = book.set("AZR-L2.safe", safe).set("AZR-L2.context", context);
        book.set("AWS-CLI-L2.safe", safe).set("AWS-CLI-L2.context", context)
    }),
    both("two teams one letter apart", "", |book| {
        let book =
            book.set("UX-L3.safe", "D-000098-DBB-NPA-CE").set("UX-L3.context", "D-000098-DBB-NPA%user");
        book.teams(&[("DBA", "Databases by day"), ("DBB", "Databases by night")])
    }),
    both("Administrator in an administrator safe of its own", "", |book| {
        book.set("AD-L3.safe", "D-000098-20109-ADM-CE")
            .set("AD-L3.context", "D-000098-20109-ADM%user")
            .set("AD-L3.username", "Administrator")
            .set("AD-L3.user_dn", "WEGEN\\Administrator")
    }),
    both("the owner's reconcile safe for Digitaal Vlaanderen itself", "", |_| {
        let safe = "O-002949-20500-OPS-CE";
        let user = contexts(safe, "user");
        let host = "srv01.digitaal.example";
        Book::new()
            .row("WIN", [safe, "WIN-AO-N-CE-CAU-RDP", &user, host, "beheer"])
            .row("WIN", [OWN_REC, "WIN-AO-R-CE-ACR", "", host, "svc.reconcile"])
            .row(
                "AD",
                [safe, "AD-AO-N-CE-CAU-RDP", &user, "ad.digitaal.example", "adm.an", "DV", "DV\\adm.an"],
            )
            .row("AD", [OWN_REC, "AD-AO-R-CE-ACR", "", "ad.digitaal.example", "svc.rec", "DV", "DV\\svc.rec"])
    }),
    both("nothing but reconcile accounts", "", |book| {
        let rows: Vec<String> = book.keys().map(str::to_owned).collect();
        let kept = ["AD-L4", "WIN-L3"];
        rows.iter()
            .filter(|key| !kept.contains(&key.as_str()))
            .fold(book, |book, key| book.without_row(key))
            .without_safes()
    }),
    // Contexts.
    both("contexts on lines of their own", "", |book| {
        book.set("AD-L1.context", contexts(OPS, "user validator auditor").replace("; ", "\n"))
    }),
    both("contexts on lines, with semicolons", "", |book| {
        book.set("AD-L1.context", contexts(OPS, "user validator auditor").replace("; ", ";\r\n"))
    }),
    both("contexts with commas and no blanks", "", |book| {
        book.set("AD-L1.context", contexts(OPS, "user validator auditor").replace("; ", ","))
    }),
    both("contexts with blanks on both sides of the semicolon", "", |book| {
        book.set("AD-L1.context", contexts(OPS, "user validator auditor").replace("; ", " ; "))
    }),
    both("contexts in another order", "", |book| {
        book.set("AD-L1.context", contexts(OPS, "auditor user validator"))
    }),
    both("a semicolon behind the last context", "", |book| {
        book.set("AD-L3.context", "D-000098-20109-OPS%user;")
    }),
    both("validator and auditor on one row of the safe", "", |book| {
        book.set("AD-L2.context", contexts(OPS, "user"))
    }),
    both("validator on a row with AO, in a safe with MA", "", |book| {
        book.set("AD-L3.context", contexts(OPS, "user validator auditor"))
    }),
    both("an auditor for a safe without recordings", "", |book| {
        book.set("UX-L2.context", contexts(NPA, "user auditor"))
    }),
    // Rows.
    both("blank rows", "", |book| book.blank_rows("AD-L2", 1).blank_rows("UX-L3", 4).blank_rows("AD-L1", 2)),
    both("IDs filled in beforehand", "", |book| book.prefilled("AD", 12).prefilled("AWS-Role", 3)),
    both("an example in Dutch", "", |book| {
        book.row_before("AD-L1", [("id", "voorbeeld"), ("safe", "D-048644-20109"), ("address", "10.0.0.1")])
    }),
    both("an example in English, and one in French", "", |book| {
        let book = book.row_before("AD-L1", [("id", "Example"), ("platform", "your platform")]);
        book.row_before("UX-L1", [("id", "EXEMPLE"), ("username", "12")])
    }),
    both("a gap in the IDs", "", |book| book.without_row("AD-L2").without_row("UX-L1")),
    both("IDs in another order", "", |book| book.set("AD-L1.id", "AD-L5").set("AD-L5.id", "AD-L1")),
    both("large numbers in IDs", "", |book| book.set("AD-L3.id", "AD-L1024")),
    both("no Comments", "", |book| book.without_column("AD^comments")),
    // Cells.
    both("account numbers that are numbers", "", |book| {
        book.set("AWS-Console-L1.account_number", 123_456_789_012.0)
            .set("AWS-Role-L2.account_number", 123_456_789_012.0)
    }),
    both("a Windows user that is a number", "", |book| book.set("WIN-L2.username", 1042.0)),
    both("a formula with its value", "", |book| {
        book.set("AD-L2.user_dn", Entry::formula("G3&\"\\\"&F3", "WEGEN\\adm.lpeeters"))
    }),
    both("an error among the comments", "", |book| book.set("UX-L2.comments", Entry::error("#N/A"))),
    both("comments with odd characters", "", |book| {
        book.set("AD-L1.comments", "=1+1 – “zie bijlage”…\u{a0} \u{200b}Ω 🔑\n\ttweede lijn  ")
            .set("AD-L2.comments", "-2")
            .set("UX-L1.comments", "@cmd|' /C calc'!A0")
    }),
    both("comments about passwords", "", |book| {
        book.set("AD-L1.comments", "The password is changed after each use")
            .set("UX-L2.comments", "Wachtwoord wordt door het PAM-team geroteerd")
    }),
    both("the hash of a commit", "", |book| {
        book.set("UX-L1.comments", "deployed from 3f2c9a1e7b6d5c4f8a9b0c1d2e3f4a5b6c7d8e9f")
    }),
    both("a very long comment", "", |book| book.set("CYBR-L1.comments", "Zie het verslag. ".repeat(120))),
    both("notes beside the table", "", |book| {
        book.beside("AD-L1.30", "te bespreken met het PAM-team ".repeat(20)).beside("UX-L2.28", "ok?")
    }),
    both("text below the table", "", |book| {
        book.below("AD", 3, "* verplicht in te vullen").below("UX", 2, "Opgemaakt door Jan De Wit")
    }),
    both("cells merged below the table", "", |book| {
        book.set("AD!A60", "Gelezen en goedgekeurd").merge("AD!A60", "AD!D60")
    }),
    both("a cell in the last row and column", "", |book| book.set("AD!XFD1048576", "x")),
    both("their own notes", "", |book| {
        book.note("AD-L1.safe", "Nog na te kijken door Lies").note("UX-L3.username", "read only!")
    }),
    // AWS.
    both("keys that encode no account", "", |book| {
        book.set("AWS-CLI-L1.access_key", "AKIAIOSFODNN7EXAMPLE")
            .set("AWS-Console-L1.access_key", "AKIAJIPU0000L5LB7OIB")
    }),
    both("China", "", |book| {
        book.set("AWS-CLI-L1.address", "https://123456789012.signin.amazonaws.cn/console")
            .set("AWS-CLI-L1.arn", "arn:aws-cn:iam::123456789012:user/deploy-bot")
    }),
    both("GovCloud", "", |book| {
        book.set("AWS-CLI-L2.address", "https://123456789012.signin.amazonaws-us-gov.com/console")
            .set("AWS-CLI-L2.arn", "arn:aws-us-gov:iam::123456789012:user/backup-bot")
    }),
    both("a slash behind the sign-in address", "", |book| {
        book.set("AWS-CLI-L1.address", "https://123456789012.signin.aws.amazon.com/console/")
    }),
    both("an ARN with a long path", "", |book| {
        book.set(
            "AWS-Role-L1.arn",
            "arn:aws:iam::123456789012:role/division_abc/subdivision_xyz/StorageAdmin",
        )
    }),
    both("two roles with one logon account", "", |book| book.set("AWS-Role-L2.use_logon", "AWS-Console-L1")),
    // Headers and sheets.
    both("headers as people type them", "", |book| {
        book.header("AD^username", "USER  NAME *")
            .header("AD^id", "Account-ID:")
            .header("AD^safe", "safe")
            .header("AWS-Role^account_number", "AWS Account\nNumber*")
    }),
    kinds("Dutch headers on one sheet of many", "", |book| {
        book.header("UX^address", "Adres")
            .header("UX^username", "Gebruikersnaam")
            .header("UX^comments", "Opmerkingen")
    }),
    both("no sheet Info", "", Book::without_info),
    both("no sheet Safes", "", Book::without_safes),
    both("only the recording safes on Safes", "", |book| {
        book.safes(&[("R-D-000098-20109-OPS-CE", ""), ("R-O-000098-31407-OPS-CE", "")])
    }),
    both("a safe without accounts on Safes", "", |book| {
        book.safes(&[
            ("R-D-000098-20109-OPS-CE", ""),
            ("R-O-000098-31407-OPS-CE", ""),
            ("D-000098-40001-NPA-CE", "for later"),
        ])
    }),
    both("more teams than are used", "", |book| {
        book.teams(&[("NET", "Network team"), ("DBA", "Database team"), ("WEB", "Web team")])
    }),
    both("no team and no sheet Teams", "", |book| {
        book.without_row("UX-L2").without_row("UX-L3").without_teams()
    }),
    both("an empty sheet", "", |book| book.sheet("Blad1", &[])),
    // The kind of a row, where all accounts stand on one sheet.
    one("account types in lower case", "", |book| {
        book.set("AD-L1.type", "ad").set("AWS-CLI-L2.type", "aws-cli")
    }),
    one("account types by their full names", "", |book| {
        book.set("AD-L1.type", "windows-domain").set("AWS-Role-L2.type", "aws-iam-role")
    }),
    one("no account types", "", |book| {
        let rows: Vec<String> = book.keys().map(|key| format!("{key}.type")).collect();
        rows.iter().fold(book, |book, spot| book.set(spot, ""))
    }),
    one("an unknown type, but the row tells", "", |book| {
        book.set("UX-L2.type", "Unix server").set("AWS-Role-L1.type", "Cloud role")
    }),
    // What stands around the tables.
    kinds("a header in row 50", "", |book| book.titled(49)),
    both("a title block of merged cells", "", |book| {
        book.titled(4).merge("AD!A1", "AD!F1").merge("AD!A2", "AD!F2")
    }),
    both("names of columns in the title block", "", |book| {
        book.titled(5).set("AD!A3", "Account ID").set("AD!C3", "Safe")
    }),
    kinds("a kind of which only the header is there", "", |book| {
        let headers = ["Account ID", "Safe", "Platform", "Context", "Address", "Username", "Comments"];
        let cells: Vec<(String, &str)> =
            ('A'..).zip(headers).map(|(column, header)| (format!("{column}1"), header)).collect();
        let cells: Vec<(&str, &str)> = cells.iter().map(|(cell, text)| (cell.as_str(), *text)).collect();
        book.without_row("CYBR-L1").sheet("CYBR", &cells)
    }),
    both("comments that only point at a password", "", |book| {
        book.set("AD-L1.comments", "Wachtwoord: zie kluis").set("UX-L2.comments", "password: n/a")
    }),
];
