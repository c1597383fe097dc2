//! WIN and LIN: addresses and names of accounts on Windows and Linux.

use super::{Plant, both};

pub(super) const PLANTS: &[Plant] = &[
    both("win001 an IP address", "WIN001 WIN-L1.address", |book| book.set("WIN-L1.address", "10.20.30.40")),
    both("win001 a bare host name", "WIN001 WIN-L2.address", |book| book.set("WIN-L2.address", "srv-app02")),
    both("win001 a URL", "WIN001 AD-L3.address", |book| {
        book.set("AD-L3.address", "https://ad.wegen.example/")
    }),
    both("win001 an underscore", "WIN001 WIN-L1.address", |book| {
        book.set("WIN-L1.address", "srv_app01.wegen.example")
    }),
    both("win001 two dots", "WIN001 AD-L1.address", |book| book.set("AD-L1.address", "ad..wegen.example")),
    both("win002 with its domain", "WIN002 AD-L2.username", |book| {
        book.set("AD-L2.username", "WEGEN\\adm.lpeeters")
    }),
    both("win002 as a mail address", "WIN002 AD-L3.username", |book| {
        book.set("AD-L3.username", "adm.smaes@ad.wegen.example")
    }),
    both("win002 twenty-one characters", "WIN002 WIN-L1.username", |book| {
        book.set("WIN-L1.username", "beheerder.applicaties")
    }),
    both("win002 a dot at the end", "WIN002 AD-L5.username", |book| {
        book.set("AD-L5.username", "adm.kclaes.")
    }),
    both("win002 a semicolon", "WIN002 WIN-L2.username", |book| book.set("WIN-L2.username", "admin;local")),
    both("win003 no domain", "WIN003 AD-L2.user_dn", |book| book.set("AD-L2.user_dn", "adm.lpeeters")),
    both("win003 half a distinguished name", "WIN003 AD-L3.user_dn", |book| {
        book.set("AD-L3.user_dn", "CN=adm.smaes,OU")
    }),
    both("win003 a mail address", "WIN003 AD-L1.user_dn", |book| {
        book.set("AD-L1.user_dn", "adm.jdewit@ad.wegen.example")
    }),
    both("win004 another domain", "WIN004 AD-L2.user_dn", |book| {
        book.set("AD-L2.user_dn", "MOW\\adm.lpeeters")
    }),
    both("win004 a distinguished name in another domain", "WIN004 AD-L3.user_dn", |book| {
        book.set("AD-L3.user_dn", "CN=adm.smaes,OU=Beheer,DC=mow,DC=example")
    }),
    both("win005 another user", "WIN005 AD-L2.user_dn", |book| {
        book.set("AD-L2.user_dn", "WEGEN\\adm.lpeters")
    }),
    both("win005 a user without its prefix", "WIN005 AD-L5.user_dn", |book| {
        book.set("AD-L5.user_dn", "WEGEN\\kclaes")
    }),
    both("win006 a blank", "WIN006 AD-L2.logon_to", |book| book.set("AD-L2.logon_to", "WEGEN VLAANDEREN")),
    both("win006 a hyphen at the start", "WIN006 AD-L3.logon_to", |book| {
        book.set("AD-L3.logon_to", "-WEGEN")
    }),
    both("win006 an IP address", "WIN006 AD-L1.logon_to", |book| book.set("AD-L1.logon_to", "10.20.30.40")),
    both("lin001 an IP address", "LIN001 UX-L1.address", |book| book.set("UX-L1.address", "10.20.30.41")),
    both("lin001 a bare host name", "LIN001 UX-L2.address", |book| book.set("UX-L2.address", "lnx-db01")),
    both("lin001 a label that ends in a hyphen", "LIN001 UX-L3.address", |book| {
        book.set("UX-L3.address", "lnx-.wegen.example")
    }),
    both("lin001 with a port", "LIN001 UX-L4.address", |book| {
        book.set("UX-L4.address", "lnx-db01.wegen.example:22")
    }),
    both("lin002 nothing but digits", "LIN002 UX-L2.username", |book| book.set("UX-L2.username", "10042")),
    both("lin002 a number", "LIN002 UX-L3.username", |book| book.set("UX-L3.username", 10042.0)),
    both("lin002 a blank inside", "LIN002 UX-L2.username", |book| book.set("UX-L2.username", "db reader")),
    both("lin002 thirty-three characters", "LIN002 UX-L4.username", |book| {
        book.set("UX-L4.username", "logonaccountvandedatabankserver01")
    }),
    both("lin002 a capital, which is only a warning", "LIN002 UX-L2.username", |book| {
        book.set("UX-L2.username", "DbReader")
    }),
];
