//! CTX: contexts, and whether the right ones are there.

use super::{ADM_BASE, CLD_BASE, OPS_BASE, Plant, both};
use crate::facts::contexts;

pub(super) const PLANTS: &[Plant] = &[
    both("ctx001 a bare role", "CTX001 AD-L3.context", |book| book.set("AD-L3.context", "%user")),
    both("ctx001 no safe type", "CTX001 AD-L3.context", |book| {
        book.set("AD-L3.context", "D-000098-20109%user")
    }),
    both("ctx001 no role", "CTX001 AD-L5.context", |book| book.set("AD-L5.context", OPS_BASE)),
    both("ctx001 an OVO code without its zeros", "CTX001 WIN-L1.context", |book| {
        book.set("WIN-L1.context", "D-98-20109-ADM%user")
    }),
    both("ctx001 an unknown safe type", "CTX001 UX-L1.context", |book| {
        book.set("UX-L1.context", "D-000098-20109-PRD%user")
    }),
    both("ctx001 one of three", "CTX001 AD-L1.context", |book| {
        book.set(
            "AD-L1.context",
            "D-000098-20109-OPS%user; D-000098-OPS%validator; D-000098-20109-OPS%auditor",
        )
    }),
    both("ctx002 %users", "CTX002 AD-L3.context", |book| {
        book.set("AD-L3.context", "D-000098-20109-OPS%users")
    }),
    both("ctx002 %admin", "CTX002 WIN-L2.context", |book| {
        book.set("WIN-L2.context", "D-000098-20109-ADM%admin")
    }),
    both("ctx002 one of three", "CTX002 AD-L1.context", |book| {
        book.change("AD-L1.context", "%auditor", "%auditeur")
    }),
    both("ctx003 another safe type", "CTX003 AD-L3.context", |book| {
        book.set("AD-L3.context", "D-000098-20109-ADM%user")
    }),
    both("ctx003 another application", "CTX003 AZR-L2.context", |book| {
        assert!(book.get("AZR-L2.context").text().starts_with(CLD_BASE));
        book.set("AZR-L2.context", "O-000098-20109-OPS%user")
    }),
    both("ctx003 another organisation", "CTX003 UX-L2.context", |book| {
        book.set("UX-L2.context", "D-000092-DBA-NPA%user")
    }),
    both("ctx003 owner instead of delegate", "CTX003 WIN-L1.context", |book| {
        book.set("WIN-L1.context", "O-000098-20109-ADM%user")
    }),
    both("ctx003 one of three", "CTX003 AD-L2.context", |book| {
        book.set(
            "AD-L2.context",
            "D-000098-20109-OPS%user; D-000098-20109-ADM%validator; D-000098-20109-OPS%auditor",
        )
    }),
    both("ctx004 with location", "CTX004 AD-L3.context", |book| {
        book.set("AD-L3.context", "D-000098-20109-OPS-CE%user")
    }),
    both("ctx004 the auditor of the handbook's prose", "CTX004 AD-L1.context", |book| {
        book.change("AD-L1.context", "OPS%auditor", "OPS-CE%auditor")
    }),
    both("ctx005 on one row", "CTX005 WIN-L1.context", |book| {
        assert!(book.get("WIN-L1.context").text().starts_with(ADM_BASE));
        book.set("WIN-L1.context", contexts("D-000098-20109-ADM-CE", "user validator"))
    }),
    both("ctx005 on two rows, reported once", "CTX005 UX-L2.context", |book| {
        let both = contexts("D-000098-DBA-NPA-CE", "validator user");
        book.set("UX-L2.context", both.as_str()).set("UX-L3.context", both)
    }),
    both("ctx006 no validator anywhere", "CTX006 AD-L1.context", |book| {
        let two = contexts("D-000098-20109-OPS-CE", "user auditor");
        book.set("AD-L1.context", two.as_str()).set("AD-L2.context", two)
    }),
    both("ctx006 the first row is not the safe's first", "CTX006 AD-L2.context", |book| {
        let two = contexts("D-000098-20109-OPS-CE", "user auditor");
        let book =
            book.set("AD-L1.platform", "AD-AO-N-CE-CAU-RDP").set("AD-L1.context", "D-000098-20109-OPS%user");
        book.set("AD-L2.context", two)
    }),
    both("ctx007 no auditor anywhere", "CTX007 AD-L1.context", |book| {
        let two = contexts("D-000098-20109-OPS-CE", "user validator");
        book.set("AD-L1.context", two.as_str()).set("AD-L2.context", two)
    }),
    both("ctx007 no auditor for the cloud", "CTX007 AWS-Console-L1.context", |book| {
        let two = contexts("O-000098-31407-OPS-CE", "user validator");
        let rows = ["AWS-Console-L1", "AWS-Console-L2", "AWS-Role-L1", "AWS-Role-L2", "AZR-L1"];
        rows.iter().fold(book, |book, row| book.set(&format!("{row}.context"), two.as_str()))
    }),
    both("ctx008 only an auditor", "CTX008 UX-L2.context", |book| {
        book.set("UX-L2.context", "D-000098-DBA-NPA%auditor").set("UX-L3.context", "D-000098-DBA-NPA%auditor")
    }),
    both("ctx008 only validators and auditors", "CTX008 AD-L1.context", |book| {
        let two = contexts("D-000098-20109-OPS-CE", "validator auditor");
        let rows = ["AD-L1", "AD-L2", "AD-L3", "AD-L5"];
        rows.iter().fold(book, |book, row| book.set(&format!("{row}.context"), two.as_str()))
    }),
    both("ctx009 twice", "CTX009 AD-L3.context", |book| {
        book.set("AD-L3.context", "D-000098-20109-OPS%user; D-000098-20109-OPS%user")
    }),
    both("ctx009 twice among three", "CTX009 AD-L1.context", |book| {
        book.set(
            "AD-L1.context",
            contexts("D-000098-20109-OPS-CE", "user validator auditor user").replace("; ", "\n"),
        )
    }),
    both("ctx010 the auditor of a recording safe", "CTX010 AD-L1.context", |book| {
        book.set(
            "AD-L1.context",
            "D-000098-20109-OPS%user; D-000098-20109-OPS%validator; R-D-000098-20109-OPS%auditor",
        )
    }),
    both("ctx010 the user of a recording safe", "CTX010 AZR-L2.context", |book| {
        book.set("AZR-L2.context", "R-O-000098-31407-OPS%user")
    }),
    both("ctx011 the user of a reconcile safe", "CTX011 AD-L4.context", |book| {
        book.set("AD-L4.context", "D-002949-81039-OPS%user")
    }),
    both("ctx011 two contexts", "CTX011 WIN-L3.context", |book| {
        book.set("WIN-L3.context", "D-002949-81039-OPS%user, D-002949-81039-OPS%auditor")
    }),
];
