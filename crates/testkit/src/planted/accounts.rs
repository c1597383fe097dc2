//! ACC: the account as a whole.

use super::{Plant, both, kinds, one};

pub(super) const PLANTS: &[Plant] = &[
    both("acc001 no ID", "ACC001 AD-L3.id", |book| book.set("AD-L3.id", "")),
    both("acc001 no ID on the last row", "ACC001 CYBR-L1.id", |book| book.set("CYBR-L1.id", "")),
    both("acc002 an ID twice", "ACC002 AD-L3.id", |book| book.set("AD-L3.id", "AD-L2")),
    both("acc002 an ID twice but for its case", "ACC002 AD-L5.id", |book| book.set("AD-L5.id", "ad-l1")),
    both("acc002 an ID three times", "ACC002 AD-L2.id, ACC002 AD-L3.id", |book| {
        book.set("AD-L2.id", "AD-L1").set("AD-L3.id", "AD-L1")
    }),
    both("acc003 an ID without its L", "ACC003 AD-L3.id", |book| book.set("AD-L3.id", "AD-3")),
    both("acc003 an ID of another kind", "ACC003 UX-L2.id", |book| book.set("UX-L2.id", "WIN-L9")),
    both("acc003 an ID that is a number", "ACC003 WIN-L2.id", |book| book.set("WIN-L2.id", 2.0)),
    both("acc003 an ID without a number", "ACC003 AZR-L2.id", |book| book.set("AZR-L2.id", "AZR-L")),
    both("acc004 no safe", "ACC004 AD-L3.safe", |book| book.set("AD-L3.safe", "")),
    both("acc004 no platform", "ACC004 AD-L3.platform", |book| book.set("AD-L3.platform", "")),
    both("acc004 no context", "ACC004 AD-L3.context", |book| book.set("AD-L3.context", "")),
    both("acc004 no address", "ACC004 WIN-L1.address", |book| book.set("WIN-L1.address", "")),
    both("acc004 no username", "ACC004 UX-L3.username", |book| book.set("UX-L3.username", "")),
    both("acc004 no Logon To", "ACC004 AD-L1.logon_to", |book| book.set("AD-L1.logon_to", "")),
    both("acc004 no UserDN", "ACC004 AD-L5.user_dn", |book| book.set("AD-L5.user_dn", "")),
    both("acc004 no access key", "ACC004 AWS-CLI-L2.access_key", |book| {
        book.set("AWS-CLI-L2.access_key", "")
    }),
    both("acc004 no ARN", "ACC004 AWS-Role-L1.arn", |book| book.set("AWS-Role-L1.arn", "")),
    both("acc004 no account number", "ACC004 AWS-Console-L2.account_number", |book| {
        book.set("AWS-Console-L2.account_number", "")
    }),
    both("acc004 no Use logon", "ACC004 AWS-Role-L2.use_logon", |book| book.set("AWS-Role-L2.use_logon", "")),
    both("acc004 no IAM username", "ACC004 AWS-Role-L2.iam_username", |book| {
        book.set("AWS-Role-L2.iam_username", "")
    }),
    both("acc004 nothing but blanks", "ACC004 CYBR-L1.username", |book| {
        book.set("CYBR-L1.username", "  \u{a0} ")
    }),
    both("acc004 a logon account without username", "ACC004 UX-L4.username", |book| {
        book.set("UX-L4.username", "")
    }),
    both("acc005 a domain account twice", "ACC005 AD-L3.username", |book| {
        book.set("AD-L3.username", "adm.lpeeters").set("AD-L3.user_dn", "WEGEN\\adm.lpeeters")
    }),
    both("acc005 a domain account twice but for its case", "ACC005 AD-L5.username", |book| {
        book.set("AD-L5.address", "AD.Wegen.Example")
            .set("AD-L5.username", "ADM.SMAES")
            .set("AD-L5.user_dn", "wegen\\ADM.SMAES")
    }),
    both("acc005 a local account twice", "ACC005 WIN-L2.username", |book| {
        book.set("WIN-L2.address", "srv-app01.wegen.example")
    }),
    both("acc005 an access key twice", "ACC005 AWS-CLI-L2.access_key", |book| {
        let key = book.get("AWS-CLI-L1.access_key");
        book.set("AWS-CLI-L2.access_key", key)
    }),
    both("acc005 a console user twice", "ACC005 AWS-Console-L2.account_number", |book| {
        book.set("AWS-Console-L2.iam_username", "cloud.admin")
    }),
    both("acc005 a role twice", "ACC005 AWS-Role-L2.arn", |book| {
        book.set("AWS-Role-L2.iam_username", "StorageAdmin")
            .set("AWS-Role-L2.arn", "arn:aws:iam::123456789012:role/StorageAdmin")
    }),
    one("acc006 a local account with Logon To", "ACC006 WIN-L1.logon_to", |book| {
        book.set("WIN-L1.logon_to", "WEGEN")
    }),
    one("acc006 a Linux account with an ARN", "ACC006 UX-L1.arn", |book| {
        book.set("UX-L1.arn", "arn:aws:iam::123456789012:role/StorageAdmin")
    }),
    one("acc006 a domain account with Use logon", "ACC006 AD-L1.use_logon", |book| {
        book.set("AD-L1.use_logon", "AWS-Console-L1")
    }),
    both("acc007 a Linux platform for Windows", "ACC007 WIN-L1.platform", |book| {
        book.set("WIN-L1.platform", "UX-AO-N-CE-ACR-SSH")
    }),
    both("acc007 a local platform for a domain account", "ACC007 AD-L3.platform", |book| {
        book.set("AD-L3.platform", "WIN-AO-N-CE-ACR-RDP")
    }),
    both("acc007 an AWS platform for Azure", "ACC007 AZR-L2.platform", |book| {
        book.set("AZR-L2.platform", "AWS-AO-N-CE-SO-WEB")
    }),
    kinds("acc007 a CyberArk platform for AWS", "ACC007 AWS-CLI-L1.platform", |book| {
        book.set("AWS-CLI-L1.platform", "CYBR-AO-N-CE-AC")
    }),
    one("acc008 an unknown type, and two kinds are possible", "ACC008 AWS-Console-L2.type", |book| {
        book.set("AWS-Console-L2.type", "Cloud account").set("AWS-Console-L2.access_key", "")
    }),
    one("acc008 no type, and two kinds are possible", "ACC008 AWS-Console-L2.type", |book| {
        book.set("AWS-Console-L2.type", "").set("AWS-Console-L2.access_key", "")
    }),
    both("acc005 an Azure account twice", "ACC005 AZR-L2.username", |book| {
        book.set("AZR-L2.username", "Beheer@wegen.example")
    }),
    both("acc004 nothing but a zero-width space", "ACC004 AD-L3.platform", |book| {
        book.set("AD-L3.platform", "\u{200b}")
    }),
];
