//! PLT: the name of the platform, and what it says about the account.

use super::{Plant, both};

/// `pamaas` has one location, so that a platform's cannot differ from the safe's.
const TWO_LOCATIONS: &str = r#"id = "two-locations"
version = "1"
extends = "pamaas"

[codes.location]
DC = { en = "the data-centre CPM", nl = "de CPM van het datacentrum", fr = "le CPM du centre de données" }
"#;

pub(super) const PLANTS: &[Plant] = &[
    both("plt001 no credential management", "PLT001 AD-L3.platform", |book| {
        book.set("AD-L3.platform", "AD-AO-N-CE")
    }),
    both("plt001 access policy first", "PLT001 AD-L1.platform", |book| {
        book.set("AD-L1.platform", "MA-AD-N-CE-CAU-RDP")
    }),
    both("plt001 two sessions", "PLT001 AD-L2.platform", |book| {
        book.set("AD-L2.platform", "AD-MA-N-CE-CAU-RDP-SSH")
    }),
    both("plt001 not a name at all", "PLT001 WIN-L1.platform", |book| {
        book.set("WIN-L1.platform", "Windows Server")
    }),
    both("plt002 WINDOWS", "PLT002 WIN-L1.platform", |book| {
        book.set("WIN-L1.platform", "WINDOWS-AO-N-CE-CAU-RDP")
    }),
    both("plt002 AX", "PLT002 UX-L1.platform", |book| book.set("UX-L1.platform", "AX-AO-N-CE-ACR-SSH")),
    both("plt002 UXKEY", "PLT002 UX-L3.platform", |book| book.set("UX-L3.platform", "UXKEY-AO-N-CE-AC-SSH")),
    both("plt003 XX", "PLT003 AD-L3.platform", |book| book.set("AD-L3.platform", "AD-XX-N-CE-ACR-RDP")),
    both("plt003 MO", "PLT003 AD-L1.platform", |book| book.set("AD-L1.platform", "AD-MO-N-CE-CAU-RDP")),
    both("plt004 X", "PLT004 AD-L3.platform", |book| book.set("AD-L3.platform", "AD-AO-X-CE-ACR-RDP")),
    both("plt004 on a logon account", "PLT004 UX-L4.platform", |book| {
        book.set("UX-L4.platform", "UX-AO-LO-CE-ACR")
    }),
    both("plt005 the handbook's own slip", "PLT005 WIN-L1.platform", |book| {
        book.set("WIN-L1.platform", "WIN-AO-CE-CAU-RDP")
    }),
    both("plt005 with MA", "PLT005 AD-L1.platform", |book| book.set("AD-L1.platform", "AD-MA-CE-CAU-RDP")),
    both("plt005 without session", "PLT005 AWS-CLI-L1.platform", |book| {
        book.set("AWS-CLI-L1.platform", "AWS-AO-CE-AC")
    }),
    both("plt006 DC", "PLT006 AD-L3.platform", |book| book.set("AD-L3.platform", "AD-AO-N-DC-ACR-RDP")),
    both("plt006 EC", "PLT006 UX-L4.platform", |book| book.set("UX-L4.platform", "UX-AO-L-EC-ACR")),
    both("plt007 ACU", "PLT007 AD-L1.platform", |book| book.set("AD-L1.platform", "AD-MA-N-CE-ACU-RDP")),
    both("plt007 AUTO", "PLT007 UX-L2.platform", |book| book.set("UX-L2.platform", "UX-AO-N-CE-AUTO-SSH")),
    both("plt008 RPD", "PLT008 AD-L1.platform", |book| book.set("AD-L1.platform", "AD-MA-N-CE-CAU-RPD")),
    both("plt008 HTTPS", "PLT008 AZR-L2.platform", |book| {
        book.set("AZR-L2.platform", "AZR-AO-N-CE-SO-HTTPS")
    }),
    both("plt009 SSH to Windows", "PLT009 AD-L1.platform", |book| {
        book.set("AD-L1.platform", "AD-MA-N-CE-CAU-SSH")
    }),
    both("plt009 RDP to Linux", "PLT009 UX-L3.platform", |book| {
        book.set("UX-L3.platform", "UXKEYS-AO-N-CE-AC-RDP")
    }),
    both("plt009 WEB to the vault", "PLT009 CYBR-L1.platform", |book| {
        book.set("CYBR-L1.platform", "CYBR-AO-N-CE-SO-WEB")
    }),
    both("plt009 PAC to AWS", "PLT009 AWS-Console-L2.platform", |book| {
        book.set("AWS-Console-L2.platform", "AWS-SA-N-CE-CAU-PAC")
    }),
    both("plt010 a domain account", "PLT010 AD-L4.platform", |book| {
        book.set("AD-L4.platform", "AD-AO-R-CE-ACR-RDP")
    }),
    both("plt010 a local account", "PLT010 WIN-L3.platform", |book| {
        book.set("WIN-L3.platform", "WIN-AO-R-CE-ACR-RDP")
    }),
    both("plt011 MA", "PLT011 AD-L1.platform", |book| book.set("AD-L1.platform", "AD-MA-N-CE-CAU")),
    both("plt011 SA", "PLT011 AWS-Console-L1.platform", |book| {
        book.set("AWS-Console-L1.platform", "AWS-SA-N-CE-CAU")
    }),
    Plant {
        convention: Some(TWO_LOCATIONS),
        ..both("plt012 the platform elsewhere", "PLT012 AD-L3.platform", |book| {
            book.set("AD-L3.platform", "AD-AO-N-DC-ACR-RDP")
        })
    },
    Plant {
        convention: Some(TWO_LOCATIONS),
        ..both("plt012 the safe elsewhere", "PLT012 UX-L2.platform", |book| {
            let book = book.set("UX-L2.safe", "D-000098-DBA-NPA-DC");
            book.set("UX-L3.safe", "D-000098-DBA-NPA-DC").set("UX-L3.platform", "UXKEYS-AO-N-DC-AC-SSH")
        })
    },
    both("plt013 Windows in a logon safe", "PLT013 WIN-L2.platform", |book| {
        let book = book.set("WIN-L2.safe", "D-000098-20109-LOG-CE").set("WIN-L2.context", "");
        book.set("WIN-L2.platform", "WIN-AO-L-CE-ACR-RDP")
    }),
    both("plt013 a domain account in a logon safe", "PLT013 AD-L5.platform", |book| {
        let book = book.set("AD-L5.safe", "D-000098-20109-LOG-CE").set("AD-L5.context", "");
        book.set("AD-L5.platform", "AD-AO-L-CE-ACR")
    }),
];
