//! RCD: the sheet Safes.

use super::{ADM, Plant, both};

pub(super) const PLANTS: &[Plant] = &[
    both("rcd001 one recording safe missing", "RCD001 AD-L1.safe", |book| {
        book.safes(&[("R-O-000098-31407-OPS-CE", "Cloud")])
    }),
    both("rcd001 the other missing", "RCD001 AWS-Console-L1.safe", |book| {
        book.safes(&[("R-D-000098-20109-OPS-CE", "Recordings"), (ADM, "Administrators")])
    }),
    both("rcd002 for a safe with AO only", "RCD002 Safes!A4", |book| {
        book.safes(&[
            ("R-D-000098-20109-OPS-CE", ""),
            ("R-O-000098-31407-OPS-CE", ""),
            ("R-D-000098-20109-ADM-CE", "not needed"),
        ])
    }),
    both("rcd002 for a logon safe", "RCD002 Safes!A2", |book| {
        book.safes(&[
            ("R-D-000098-20109-LOG-CE", ""),
            ("R-D-000098-20109-OPS-CE", ""),
            ("R-O-000098-31407-OPS-CE", ""),
        ])
    }),
    both("rcd003 its safe stands nowhere", "RCD003 Safes!A3", |book| {
        book.safes(&[
            ("R-D-000098-20109-OPS-CE", ""),
            ("R-D-003323-55555-OPS-CE", "of another department"),
            ("R-O-000098-31407-OPS-CE", ""),
        ])
    }),
    both("a safe of four digits on Safes", "SAF004 Safes!A2", |book| {
        book.safes(&[("R-D-000098-2010-OPS-CE", ""), ("R-O-000098-31407-OPS-CE", "")])
    }),
    both("an en dash on Safes", "TXT002 Safes!A3", |book| {
        book.safes(&[("R-D-000098-20109-OPS-CE", ""), ("R-O-000098–31407-OPS-CE", "")])
    }),
    both("a recording safe without location on Safes", "SAF001 Safes!A3", |book| {
        book.safes(&[("R-D-000098-20109-OPS-CE", ""), ("R-O-000098-31407-OPS", "")])
    }),
];
