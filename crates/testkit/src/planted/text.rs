//! TXT: characters that are not what they seem.

use super::{Plant, both, one};

pub(super) const PLANTS: &[Plant] = &[
    both("txt001 a blank behind a username", "TXT001 AD-L2.username", |book| {
        book.set("AD-L2.username", "adm.lpeeters ")
    }),
    both("txt001 a no-break space before an address", "TXT001 UX-L1.address", |book| {
        book.set("UX-L1.address", "\u{a0}lnx-db01.wegen.example")
    }),
    both("txt001 a blank inside a safe", "TXT001 AD-L3.safe", |book| {
        book.set("AD-L3.safe", "D-000098 -20109-OPS-CE")
    }),
    both("txt001 a blank before a platform", "TXT001 AD-L1.platform", |book| {
        book.set("AD-L1.platform", " AD-MA-N-CE-CAU-RDP")
    }),
    both("txt001 blanks all over a platform", "TXT001 WIN-L1.platform", |book| {
        book.set("WIN-L1.platform", "WIN - AO - N - CE - CAU - RDP")
    }),
    both("txt001 a blank inside a context", "TXT001 AD-L3.context", |book| {
        book.set("AD-L3.context", "D-000098-20109-OPS %user")
    }),
    both("txt001 a blank behind an ID", "TXT001 AD-L3.id", |book| book.set("AD-L3.id", "AD-L3 ")),
    both("txt001 a blank behind Use logon", "TXT001 AWS-Role-L1.use_logon", |book| {
        book.set("AWS-Role-L1.use_logon", "AWS-Console-L1 ")
    }),
    both(
        "txt001 an ideographic space behind an account number",
        "TXT001 AWS-Console-L1.account_number",
        |book| book.set("AWS-Console-L1.account_number", "123456789012\u{3000}"),
    ),
    both("txt002 an en dash in a safe", "TXT002 AD-L2.safe", |book| {
        book.set("AD-L2.safe", "D-000098–20109-OPS-CE")
    }),
    both("txt002 non-breaking hyphens in a platform", "TXT002 AD-L3.platform", |book| {
        book.set("AD-L3.platform", "AD\u{2011}AO\u{2011}N-CE-ACR-RDP")
    }),
    both("txt002 full-width letters in a platform", "TXT002 UX-L1.platform", |book| {
        book.set("UX-L1.platform", "ＵＸ-AO-N-CE-ACR-SSH")
    }),
    both("txt002 a zero-width space in a username", "TXT002 AD-L5.username", |book| {
        book.set("AD-L5.username", "adm.\u{200b}kclaes")
    }),
    both("txt002 a Cyrillic O in a safe", "TXT002 AZR-L2.safe", |book| {
        book.set("AZR-L2.safe", "О-000098-31407-OPS-CE")
    }),
    both("txt002 a Cyrillic A in a platform", "TXT002 AD-L1.platform", |book| {
        book.set("AD-L1.platform", "АD-MA-N-CE-CAU-RDP")
    }),
    both("txt002 a soft hyphen in an address", "TXT002 WIN-L2.address", |book| {
        book.set("WIN-L2.address", "srv-app\u{ad}02.wegen.example")
    }),
    both("txt002 a full-width percent sign", "TXT002 WIN-L1.context", |book| {
        book.set("WIN-L1.context", "D-000098-20109-ADM％user")
    }),
    both("txt003 a line break in a safe", "TXT003 AD-L2.safe", |book| {
        book.set("AD-L2.safe", "D-000098-20109-\nOPS-CE")
    }),
    both("txt003 a line break in an address", "TXT003 WIN-L2.address", |book| {
        book.set("WIN-L2.address", "srv-app02.\nwegen.example")
    }),
    both("txt003 a line break and a blank in a UserDN", "TXT003 AD-L2.user_dn", |book| {
        book.set("AD-L2.user_dn", "WEGEN\\ \nadm.lpeeters")
    }),
    both("txt004 a whole safe in lower case", "TXT004 AD-L2.safe", |book| {
        book.set("AD-L2.safe", "d-000098-20109-ops-ce")
    }),
    both("txt004 a safe type in lower case", "TXT004 WIN-L2.safe", |book| {
        book.set("WIN-L2.safe", "D-000098-20109-adm-CE")
    }),
    both("txt004 a session in lower case", "TXT004 AD-L1.platform", |book| {
        book.set("AD-L1.platform", "AD-MA-N-CE-CAU-rdp")
    }),
    both("txt004 %User", "TXT004 AD-L3.context", |book| book.set("AD-L3.context", "D-000098-20109-OPS%User")),
    both("txt004 one context of three in upper case", "TXT004 AD-L1.context", |book| {
        book.change("AD-L1.context", "%validator", "%VALIDATOR")
    }),
    one("txt001 a blank behind an account type", "TXT001 AD-L2.type", |book| book.set("AD-L2.type", "AD ")),
    both("txt001 a no-break space behind a domain", "TXT001 AD-L5.logon_to", |book| {
        book.set("AD-L5.logon_to", "WEGEN\u{a0}")
    }),
    both("txt002 an en dash in an ID", "TXT002 AD-L3.id", |book| book.set("AD-L3.id", "AD–L3")),
    both("txt002 an en dash in Use logon", "TXT002 AWS-Role-L1.use_logon", |book| {
        book.set("AWS-Role-L1.use_logon", "AWS-Console–L1")
    }),
];
