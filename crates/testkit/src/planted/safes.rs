//! SAF: the name of the safe, and which accounts belong in it.

use super::{ADM, OPS, OPS_BASE, Plant, REC, both};

pub(super) const PLANTS: &[Plant] = &[
    both("saf001 no location", "SAF001 AD-L2.safe", |book| book.set("AD-L2.safe", "D-000098-20109-OPS")),
    both("saf001 no responsible", "SAF001 WIN-L1.safe", |book| {
        book.set("WIN-L1.safe", "000098-20109-ADM-CE")
    }),
    both("saf001 type and location swapped", "SAF001 AD-L3.safe", |book| {
        book.set("AD-L3.safe", "D-000098-20109-CE-OPS")
    }),
    both("saf001 application and OVO code swapped", "SAF001 AD-L3.safe", |book| {
        book.set("AD-L3.safe", "D-20109-000098-OPS-CE")
    }),
    both("saf001 a part too many", "SAF001 AD-L5.safe", |book| {
        book.set("AD-L5.safe", "D-000098-20109-OPS-CE-RDP")
    }),
    both("saf001 not a name at all", "SAF001 UX-L2.safe", |book| book.set("UX-L2.safe", "productie")),
    both("saf002 X", "SAF002 AD-L3.safe", |book| book.set("AD-L3.safe", "X-000098-20109-OPS-CE")),
    both("saf002 a whole word", "SAF002 AZR-L2.safe", |book| {
        book.set("AZR-L2.safe", "OWN-000098-31407-OPS-CE")
    }),
    both("saf003 with OVO", "SAF003 AD-L2.safe", |book| book.set("AD-L2.safe", "D-OVO000098-20109-OPS-CE")),
    both("saf003 zeros lost", "SAF003 AD-L3.safe", |book| book.set("AD-L3.safe", "D-98-20109-OPS-CE")),
    both("saf003 seven digits", "SAF003 WIN-L2.safe", |book| {
        book.set("WIN-L2.safe", "D-0000981-20109-ADM-CE")
    }),
    both("saf003 a letter O", "SAF003 UX-L1.safe", |book| book.set("UX-L1.safe", "D-O00098-20109-ADM-CE")),
    both("saf003 in a reconcile safe", "SAF003 AD-L4.safe", |book| {
        book.set("AD-L4.safe", "D-2949-81039-OPS-CE")
    }),
    both("saf004 four digits", "SAF004 AD-L2.safe", |book| book.set("AD-L2.safe", "D-000098-2010-OPS-CE")),
    both("saf004 six digits", "SAF004 AD-L3.safe", |book| book.set("AD-L3.safe", "D-000098-201090-OPS-CE")),
    both("saf004 a team of six letters", "SAF004 UX-L2.safe", |book| {
        book.set("UX-L2.safe", "D-000098-DBTEAM-NPA-CE")
    }),
    both("saf004 an underscore", "SAF004 UX-L3.safe", |book| book.set("UX-L3.safe", "D-000098-DB_A-NPA-CE")),
    both("saf005 OPP", "SAF005 AD-L3.safe", |book| book.set("AD-L3.safe", "D-000098-20109-OPP-CE")),
    both("saf005 PRD", "SAF005 AD-L1.safe", |book| book.set("AD-L1.safe", "D-000098-20109-PRD-CE")),
    both("saf006 DC", "SAF006 AD-L3.safe", |book| book.set("AD-L3.safe", "D-000098-20109-OPS-DC")),
    both("saf006 C", "SAF006 WIN-L1.safe", |book| book.set("WIN-L1.safe", "D-000098-20109-ADM-C")),
    both("saf007 a dot at the end", "SAF007 AD-L3.safe", |book| {
        book.set("AD-L3.safe", "D-000098-20109-OPS-CE.")
    }),
    both("saf007 a slash in the team", "SAF007 UX-L2.safe", |book| {
        book.set("UX-L2.safe", "D-000098-D/BA-NPA-CE")
    }),
    both("saf007 thirty-two characters", "SAF007 AD-L2.safe", |book| {
        book.set("AD-L2.safe", "D-000098-20109-OPS-CE-PRODUCTION")
    }),
    both("saf008 a recording safe", "SAF008 AD-L3.safe", |book| {
        book.set("AD-L3.safe", "R-D-000098-20109-OPS-CE")
    }),
    both("saf008 a recording safe on a row with MA", "SAF008 AWS-Role-L1.safe", |book| {
        book.set("AWS-Role-L1.safe", "R-O-000098-31407-OPS-CE")
    }),
    both("saf009 a normal account, its contexts unchanged", "SAF009 WIN-L2.safe", |book| {
        book.set("WIN-L2.safe", REC)
    }),
    both("saf009 a normal account with contexts of the reconcile safe", "SAF009 AD-L3.safe", |book| {
        book.set("AD-L3.safe", REC).set("AD-L3.context", "D-002949-81039-OPS%user")
    }),
    both("saf009 a logon account", "SAF009 UX-L4.safe", |book| book.set("UX-L4.safe", REC)),
    both("saf010 in an operational safe", "SAF010 AD-L4.safe", |book| book.set("AD-L4.safe", OPS)),
    both("saf010 in an administrator safe", "SAF010 WIN-L3.safe", |book| book.set("WIN-L3.safe", ADM)),
    both("saf010 and a session, which does not matter there", "SAF010 WIN-L3.safe", |book| {
        book.set("WIN-L3.safe", ADM).set("WIN-L3.platform", "WIN-AO-R-CE-ACR-RDP")
    }),
    both("saf010 and a context, which does not matter there", "SAF010 AD-L4.safe", |book| {
        book.set("AD-L4.safe", OPS).set("AD-L4.context", "D-000098-20109-OPS%user")
    }),
    both("saf011 once", "SAF011 AD-L4.safe", |book| book.set("AD-L4.safe", "O-002949-81039-OPS-CE")),
    both("saf011 twice, reported once", "SAF011 AD-L4.safe", |book| {
        book.set("AD-L4.safe", "O-002949-81039-OPS-CE").set("WIN-L3.safe", "O-002949-81039-OPS-CE")
    }),
    both("saf012 nothing on Teams", "SAF012 UX-L2.safe", |book| book.teams(&[])),
    both("saf012 no sheet Teams", "SAF012 UX-L2.safe", |book| book.without_teams()),
    both("saf012 a team without explanation", "SAF012 UX-L2.safe", |book| book.teams(&[("DBA", "")])),
    both("saf012 one team of two", "SAF012 UX-L3.safe", |book| {
        book.set("UX-L3.safe", "D-000098-SQL2-NPA-CE").set("UX-L3.context", "D-000098-SQL2-NPA%user")
    }),
    both("saf013 a logon safe without logon account", "SAF013 UX-L4.platform", |book| {
        book.set("UX-L4.platform", "UX-AO-N-CE-ACR-SSH").set("UX-L4.context", "D-000098-20109-LOG%user")
    }),
    both("saf013 a logon account in another safe", "SAF013 UX-L1.platform", |book| {
        book.set("UX-L1.platform", "UX-AO-L-CE-ACR-SSH")
    }),
    both("saf014 Administrator in an OPS safe", "SAF014 AD-L3.username", |book| {
        book.set("AD-L3.username", "Administrator").set("AD-L3.user_dn", "WEGEN\\Administrator")
    }),
    both("saf014 root in an NPA safe", "SAF014 UX-L3.username", |book| book.set("UX-L3.username", "root")),
    both("saf014 SYSTEM in capitals", "SAF014 AD-L5.username", |book| {
        book.set("AD-L5.username", "SYSTEM").set("AD-L5.user_dn", "WEGEN\\SYSTEM")
    }),
    both("saf015 a slip in the application", "SAF015 AD-L3.safe", |book| {
        book.set("AD-L3.safe", "D-000098-20190-OPS-CE")
    }),
    both("saf015 a slip in the OVO code, in the context too", "SAF015 AD-L5.safe", |book| {
        assert!(book.get("AD-L5.context").text().starts_with(OPS_BASE));
        book.set("AD-L5.safe", "D-000089-20109-OPS-CE").set("AD-L5.context", "D-000089-20109-OPS%user")
    }),
    both("saf015 a slip on a row with MA", "SAF015 AZR-L1.safe", |book| {
        book.set("AZR-L1.safe", "O-000098-31408-OPS-CE")
    }),
];
