//! REF: what the reference lists say of names and accounts.

use super::{Plant, listed};

/// The lists that are supplied, each by its key: the workbook without mistakes agrees with them.
pub(super) const LISTS: &[(&str, &str)] = &[
    (
        "ovo",
        "code;name\n002949;Digitaal Vlaanderen\n000098;Agentschap Wegen en Verkeer\n000092;VMM\nOVO003323;Departement Omgeving\n",
    ),
    (
        "applications",
        "Application ID,Name,OVO code\n20109,Tunnelbeheer,000098\n31407,Wegencloud,000098\n\
         81039,PAM,002949\n55555,Verkeerslichten,000098\nTB-7,Oude tunnels,000098\n44120,Milieukaart,000092\n\
         TUN7X,Tunnelregister,000098\n",
    ),
    (
        "accounts",
        "Safe\tPlatform ID\tAddress\tUser name\n\
         D-000098-20109-ADM-CE\tUX-AO-N-CE-ACR-SSH\tLNX-DB09.wegen.example\troot\n\
         D-000098-20109-OPS-CE\tAD-AO-N-CE-ACR-RDP\tad.wegen.example\tadm.oud\n\
         D-000098-20109-OPS-CE\tAD-AO-N-CE-ACR-RDP\t\tadm.smaes\n",
    ),
    (
        "platforms",
        "Platform ID\nAD-MA-N-CE-CAU-RDP\nAD-AO-N-CE-ACR-RDP\nAD-AO-R-CE-ACR\nWIN-AO-N-CE-CAU-RDP\nWIN-AO-R-CE-ACR\n\
         UX-AO-N-CE-ACR-SSH\nUX-AO-N-CE-AV-SSH\nUXKEYS-AO-N-CE-AC-SSH\nUX-AO-L-CE-ACR\nAWS-AO-N-CE-AC\nAWSKA-AO-N-CE-AC\n\
         AWS-SA-N-CE-CAU-WEB\nAWSSTS-MA-N-CE-SO-WEB\nAZR-MA-N-CE-CAU-WEB\nAZR-AO-N-CE-SO-WEB\nCYBR-AO-N-CE-SO-PAC\n",
    ),
];

pub(super) const PLANTS: &[Plant] = &[
    listed("ref nothing planted", "", |book| book),
    listed("ref001 two digits swapped", "REF001 AD-L3.safe", |book| {
        book.set("AD-L3.safe", "D-000089-20109-OPS-CE")
    }),
    listed("ref001 in safe and context alike", "REF001 UX-L1.safe", |book| {
        book.set("UX-L1.safe", "D-123456-20109-ADM-CE").set("UX-L1.context", "D-123456-20109-ADM%user")
    }),
    listed("ref001 one code in several rows", "REF001 UX-L1.safe", |book| {
        book.set("UX-L1.safe", "D-123456-20109-ADM-CE")
            .set("UX-L1.context", "D-123456-20109-ADM%user")
            .set("CYBR-L1.safe", "D-123456-20109-ADM-CE")
            .set("CYBR-L1.context", "D-123456-20109-ADM%user")
    }),
    listed("ref001 only in the context", "CTX003 UX-L1.context", |book| {
        book.set("UX-L1.context", "D-123456-20109-ADM%user")
    }),
    listed("ref001 a code that has no six digits", "SAF003 UX-L1.safe", |book| {
        book.set("UX-L1.safe", "D-12345-20109-ADM-CE")
    }),
    listed("ref001 before a safe that is like a common one", "REF001 AD-L5.safe", |book| {
        book.set("AD-L5.safe", "D-000099-20109-OPS-CE").set("AD-L5.context", "D-000099-20109-OPS%user")
    }),
    listed("ref002 an application that is not there", "REF002 UX-L1.safe", |book| {
        book.set("UX-L1.safe", "D-000098-20110-ADM-CE").set("UX-L1.context", "D-000098-20110-ADM%user")
    }),
    listed("ref002 an application of another form that is there", "", |book| {
        book.set("UX-L1.safe", "D-000098-tun7x-ADM-CE").set("UX-L1.context", "D-000098-TUN7X-ADM%user")
    }),
    listed("ref002 a team is no application", "SAF012 UX-L1.safe", |book| {
        book.set("UX-L1.safe", "D-000098-NEW-ADM-CE").set("UX-L1.context", "D-000098-NEW-ADM%user")
    }),
    listed("ref003 an owner of another application", "REF003 AZR-L2.safe", |book| {
        book.set("AZR-L2.safe", "O-000098-44120-NPA-CE").set("AZR-L2.context", "O-000098-44120-NPA%user")
    }),
    listed("ref003 a delegate may have any application", "", |book| {
        book.set("AZR-L2.safe", "D-000098-44120-NPA-CE").set("AZR-L2.context", "D-000098-44120-NPA%user")
    }),
    listed("ref004 the vault has the account", "REF004 UX-L1.username", |book| {
        book.set("UX-L1.address", "lnx-db09.wegen.example")
    }),
    listed("ref004 in capitals", "REF004 AD-L3.username", |book| {
        book.set("AD-L3.username", "ADM.OUD").set("AD-L3.user_dn", "WEGEN\\adm.oud")
    }),
    listed("ref005 a platform that is not there", "REF005 UX-L1.platform", |book| {
        book.set("UX-L1.platform", "UX-AO-N-CE-AC-SSH")
    }),
    listed("ref005 a platform of no right form is not looked up", "PLT007 UX-L1.platform", |book| {
        book.set("UX-L1.platform", "UX-AO-N-CE-XYZ-SSH")
    }),
];
