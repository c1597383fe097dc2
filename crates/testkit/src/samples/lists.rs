//! `lists/`: what a PAM team knows besides the workbooks: organisations, applications, the vault.

use super::customer::{ATHUMI, Customer, DE_LIJN, DIGITAAL, FACILITAIR, OMGEVING, VMM, WEGEN};

/// A reference list to try out.
#[derive(Debug, Clone)]
pub struct ListSample {
    /// The key by which `--list` knows it.
    pub key: &'static str,
    /// Where it stands in the folder `samples/`.
    pub path: &'static str,
    /// The CSV file.
    pub text: Vec<u8>,
}

const CUSTOMERS: [Customer; 7] = [DIGITAAL, WEGEN, VMM, DE_LIJN, OMGEVING, FACILITAIR, ATHUMI];

/// ID, name, OVO code; invented, as the accounts of the samples are.
const APPLICATIONS: [(&str, &str, &str); 13] = [
    ("20109", "Tunnelbeheer", "000098"),
    ("20417", "Vergunningenloket", "003323"),
    ("20733", "Waterpeilen", "000092"),
    ("20944", "Aanmelden", "002949"),
    ("21360", "Gebouwenbeheer", "001834"),
    ("22815", "Datakluizen", "051320"),
    ("23077", "Ticketverkoop", "000100"),
    ("23481", "Halteborden", "000100"),
    ("24480", "Bodemloket", "003323"),
    ("30951", "Meetnet in de cloud", "000092"),
    ("31120", "Omgevingscloud", "003323"),
    ("31407", "Wegencloud", "000098"),
    ("81039", "PAM", "002949"),
];

/// Safe, platform, address, username: accounts that nobody asks for again.
const ACCOUNTS: [(&str, &str, &str, &str); 4] = [
    ("D-003323-20417-OPS-CE", "AD-MA-N-CE-CAU-RDP", "ad.omgeving.example", "adm.gepensioneerd"),
    ("D-000098-20109-ADM-CE", "UX-AO-N-CE-ACR-SSH", "lnx-oud01.wegen.example", "root"),
    ("D-000092-20733-OPS-CE", "WIN-AO-N-CE-CAU-RDP", "win-oud01.vmm.example", "Administrator"),
    ("O-000100-23077-NPA-CE", "AZR-AO-N-CE-SO-WEB", "portal.azure.example", "lezer@lijn.example"),
];

const PLATFORMS: [&str; 22] = [
    "AD-AO-N-CE-ACR-RDP",
    "AD-AO-N-CE-AV-RDP",
    "AD-AO-R-CE-ACR",
    "AD-MA-N-CE-CAU-RDP",
    "AWS-AO-N-CE-AC",
    "AWS-AO-N-CE-AC-WEB",
    "AWS-SA-N-CE-CAU-WEB",
    "AWSKA-AO-N-CE-AC",
    "AWSSTS-MA-N-CE-SO-WEB",
    "AZR-AO-N-CE-SO-WEB",
    "AZR-MA-N-CE-CAU-WEB",
    "CYBR-AO-N-CE-SO-PAC",
    "CYBR-MA-N-CE-CAU-PAC",
    "UX-AO-L-CE-ACR",
    "UX-AO-N-CE-ACR-SSH",
    "UX-AO-N-CE-AV-SSH",
    "UX-MA-N-CE-CAU-SSH",
    "UXKEYS-AO-N-CE-AC-SSH",
    "WIN-AO-N-CE-ACR-RDP",
    "WIN-AO-N-CE-CAU-RDP",
    "WIN-AO-R-CE-ACR",
    "WIN-MA-N-CE-CAU-RDP",
];

/// Every list.
pub fn list_samples() -> Vec<ListSample> {
    let table = |head: &str, rows: &mut dyn Iterator<Item = String>| {
        let lines: Vec<String> = [head.to_owned()].into_iter().chain(rows).collect();
        (lines.join("\r\n") + "\r\n").into_bytes()
    };
    let list = |key, path, text| ListSample { key, path, text };
    vec![
        list(
            "ovo",
            "pamaas/lists/ovo.csv",
            table("code;name", &mut CUSTOMERS.iter().map(|one| format!("{};{}", one.ovo, one.name))),
        ),
        list(
            "applications",
            "pamaas/lists/applications.csv",
            table(
                "id;name;ovo",
                &mut APPLICATIONS.iter().map(|(id, name, ovo)| format!("{id};{name};{ovo}")),
            ),
        ),
        list(
            "accounts",
            "pamaas/lists/accounts.csv",
            table(
                "safe;platform;address;username",
                &mut ACCOUNTS
                    .iter()
                    .map(|(safe, platform, address, user)| format!("{safe};{platform};{address};{user}")),
            ),
        ),
        list(
            "platforms",
            "pamaas/lists/platforms.csv",
            table("platform", &mut PLATFORMS.iter().map(|platform| (*platform).to_owned())),
        ),
    ]
}
