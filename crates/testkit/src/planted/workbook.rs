//! WB: the workbook itself.

use super::{Plant, both, kinds, one};
use crate::entry::Entry;

pub(super) const PLANTS: &[Plant] = &[
    kinds("wb001 no account sheet at all", "WB001 Info!A1", |book| book.without_accounts().without_safes()),
    kinds("wb001 headers that mean nothing here", "WB001 Inventory!A1", |book| {
        let cells = [("A1", "Host"), ("B1", "Owner"), ("A2", "srv1"), ("B2", "Jan")];
        book.without_accounts()
            .without_safes()
            .without_info()
            .without_teams()
            .first_sheet("Inventory", &cells)
    }),
    kinds("wb002 UX lacks Address", "WB002 UX^", |book| book.without_column("UX^address")),
    kinds("wb002 AD lacks UserDN", "WB002 AD^", |book| book.without_column("AD^user_dn")),
    kinds("wb002 WIN lacks Platform", "WB002 WIN^", |book| book.without_column("WIN^platform")),
    both("wb002 no Use logon", "WB002 AWS-Role^", |book| book.without_column("AWS-Role^use_logon")),
    kinds("wb002 CYBR lacks Context", "WB002 CYBR^", |book| book.without_column("CYBR^context")),
    both("wb003 a column of their own", "WB003 AD^Kostenplaats", |book| {
        book.column("AD^Kostenplaats")
            .set("AD^Kostenplaats", "Kostenplaats")
            .beside("AD-L1.Kostenplaats", "K-0042")
    }),
    both("wb003 Usernmae", "WB003 UX^username", |book| book.header("UX^username", "Usernmae")),
    both("wb003 Adress", "WB003 WIN^address", |book| book.header("WIN^address", "Adress")),
    both("wb003 Plattform", "WB003 WIN^platform", |book| book.header("WIN^platform", "Plattform")),
    kinds("wb003 AWS Acount Number", "WB003 AWS-Role^account_number", |book| {
        book.header("AWS-Role^account_number", "AWS Acount Number")
    }),
    both("wb004 Address twice", "WB004 UX^Address (2)", |book| {
        book.column("UX^Address (2)")
            .set("UX^Address (2)", "Address")
            .beside("UX-L1.Address (2)", "lnx-db09.wegen.example")
    }),
    both("wb004 Username in two languages", "WB004 AD^second", |book| {
        book.column("AD^second").set("AD^second", "Gebruikersnaam")
    }),
    kinds("wb005 Safe stands in column A", "WB005 AD^id", |book| book.second_id("AD^safe")),
    kinds("wb005 Username stands in column A", "WB005 UX^id", |book| book.second_id("UX^username")),
    both("wb006 contexts merged", "WB006 AD-L1.context", |book| book.merge("AD-L1.context", "AD-L2.context")),
    both("wb006 safes merged", "WB006 WIN-L1.safe", |book| book.merge("WIN-L1.safe", "WIN-L2.safe")),
    kinds("wb006 platforms of three rows merged", "WB006 AWS-Role-L1.platform", |book| {
        book.merge("AWS-Role-L1.platform", "AWS-Role-L2.platform")
    }),
    both("wb007 #N/A for an address", "WB007 WIN-L2.address", |book| {
        book.set("WIN-L2.address", Entry::error("#N/A"))
    }),
    both("wb007 #REF! for a safe", "WB007 AD-L3.safe", |book| book.set("AD-L3.safe", Entry::error("#REF!"))),
    both("wb007 #NAME? for a context", "WB007 AD-L5.context", |book| {
        book.set("AD-L5.context", Entry::error("#NAME?"))
    }),
    both("wb007 #DIV/0! for a username", "WB007 AD-L2.username", |book| {
        book.set("AD-L2.username", Entry::error("#DIV/0!"))
    }),
    both("wb008 a username never computed", "WB008 AWS-CLI-L2.username", |book| {
        book.set("AWS-CLI-L2.username", Entry::NoValue)
    }),
    both("wb008 a domain never computed", "WB008 AD-L2.logon_to", |book| {
        book.set("AD-L2.logon_to", Entry::NoValue)
    }),
    both("wb008 a platform never computed", "WB008 UX-L2.platform", |book| {
        book.set("UX-L2.platform", Entry::NoValue)
    }),
    both("wb009 one hidden row", "WB009 AD-L3.id", |book| book.hide_row("AD-L3")),
    both("wb009 two hidden rows", "WB009 AD-L2.id", |book| book.hide_row("AD-L5").hide_row("AD-L2")),
    kinds("wb009 rows hidden on two sheets", "WB009 AD-L2.id, WB009 UX-L1.id", |book| {
        book.hide_row("AD-L2").hide_row("UX-L1")
    }),
    kinds("wb009 a hidden sheet", "WB009 WIN-L1.id", |book| book.hide_sheet("WIN")),
    one("wb009 the one sheet is hidden", "WB009 AD-L1.id", |book| book.hide_sheet("AD")),
    both("wb010 a planning", "WB010 Planning!A1", |book| {
        book.sheet("Planning", &[("A1", "Week"), ("B1", "What"), ("A2", "12"), ("B2", "Migration")])
    }),
    both("wb010 a sheet that starts lower down", "WB010 Notities!A1", |book| {
        book.sheet("Notities", &[("C5", "Nog na te vragen bij het team")])
    }),
    both("wb010 a hidden sheet of their own", "WB010 Oud!A1", |book| {
        book.hidden_sheet("Oud", &[("A1", "srv-old.wegen.example")])
    }),
    both("wb011 a username of nineteen digits", "WB011 AZR-L2.username", |book| {
        book.set("AZR-L2.username", 1_234_567_890_123_456_789.0)
    }),
    both("wb011 an account number of eighteen digits", "WB011 AWS-Console-L2.account_number", |book| {
        book.set("AWS-Console-L2.account_number", 123_456_789_012_345_678.0)
    }),
];
