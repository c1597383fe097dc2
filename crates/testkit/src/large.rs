//! Workbooks of any size, for measuring.

use crate::entry::Entry;
use crate::facts::{access_key, contexts};
use crate::grid::Grid;
use crate::layout::header;
use crate::look::{Look, write};
use crate::random::Random;

const COLUMNS: [&str; 12] = [
    "id",
    "type",
    "safe",
    "platform",
    "context",
    "address",
    "username",
    "logon_to",
    "user_dn",
    "iam_username",
    "access_key",
    "account_number",
];

/// A safe, the access policy of its accounts, and its contexts.
struct Safe {
    name: String,
    policy: &'static str,
    contexts: String,
}

/// A workbook of that many accounts on one sheet of twelve columns.
///
/// Domain, local, Linux, AWS console, Azure and CyberArk accounts stand in up to 200 safes on about
/// 30 platforms. Without wrong rows nothing is to be found in it; `wrong_percent` of the rows have
/// one mistake each. Every row is formatted, as customers send them. The same arguments give the same bytes.
pub fn large(rows: usize, seed: u64, wrong_percent: f64) -> Vec<u8> {
    let mut random = Random::new(seed);
    let safes = safes((rows / 100).clamp(4, 200));
    let mut grid = Grid::new("Accounts");
    grid.columns = COLUMNS.map(str::to_owned).into();
    grid.header_row = Some(1);
    for (column, key) in (1..).zip(COLUMNS) {
        grid.put(1, column, header(key, pamlint_convention::Language::EN));
    }
    let mut counts = [0usize; 6];
    for number in 0..rows {
        let mut cells = account(&mut random, &safes, number, &mut counts);
        // One in 100 000 is fine enough for shares such as 0.5 %.
        if (random.below(100_000) as f64) < wrong_percent * 1000.0 {
            spoil(&mut random, &mut cells);
        }
        let row = u32::try_from(number).unwrap_or(u32::MAX) + 2;
        for (column, cell) in (1..).zip(cells) {
            grid.put(row, column, Entry::from(cell));
        }
    }
    grid.last_row = u32::try_from(rows).unwrap_or(u32::MAX) + 1;
    write(&[grid], &Look::Formatted)
}

fn safes(count: usize) -> Vec<Safe> {
    let organisations = ["D-000098", "D-003323", "O-000092", "D-001834"];
    let kinds = [("OPS", "AO"), ("OPS", "MA"), ("ADM", "AO"), ("NPA", "AO"), ("OPS", "SA")];
    let safes = (0..count).map(|index| {
        let (kind, policy) = kinds[index % kinds.len()];
        // Steps of 37 keep any two numbers more than one slip apart.
        let name = format!("{}-{}-{kind}-CE", organisations[index / 7 % 4], 10_000 + index * 37);
        let contexts = contexts(&name, if policy == "AO" { "user" } else { "user validator auditor" });
        Safe { name, policy, contexts }
    });
    safes.collect()
}

fn account(random: &mut Random, safes: &[Safe], number: usize, counts: &mut [usize; 6]) -> [String; 12] {
    // Most accounts of an organisation are those of Windows and Linux servers.
    let kind = *random.pick(&[0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 4, 5]);
    // Every safe is used from the start, so that none of them is used only once.
    let safe =
        &safes[if number < safes.len() * 3 { number % safes.len() } else { random.below(safes.len()) }];
    counts[kind] += 1;
    let count = counts[kind];
    let credential = *random.pick(&["ACR", "CAU", "AC"]);
    let platform =
        |technology: &str, session: &str| format!("{technology}-{}-N-CE-{credential}-{session}", safe.policy);
    let (sheet, platform, address, username) = match kind {
        0 => ("AD", platform("AD", "RDP"), "ad.dienst.example".to_owned(), format!("adm.u{count:06}")),
        1 => (
            "WIN",
            platform("WIN", "RDP"),
            format!("srv{count:06}.dienst.example"),
            "beheer.lokaal".to_owned(),
        ),
        2 => {
            let technology = *random.pick(&["UX", "UX", "UXKEYS"]);
            ("UX", platform(technology, "SSH"), format!("lnx{count:06}.dienst.example"), "oracle".to_owned())
        }
        3 => ("AWS-Console", platform("AWS", "WEB"), String::new(), String::new()),
        4 => (
            "AZR",
            platform("AZR", "WEB"),
            "portal.azure.example".to_owned(),
            format!("u{count:06}@dienst.example"),
        ),
        _ => ("CYBR", platform("CYBR", "PAC"), "vault.pam.example".to_owned(), format!("pam{count:06}")),
    };
    let domain = kind == 0;
    let cloud = kind == 3;
    let aws_account = 100_000_000_000 + u64::try_from(count % 23).unwrap_or(0) * 7_654_321;
    let when = |holds: bool, text: String| if holds { text } else { String::new() };
    let salt = u32::try_from(count).unwrap_or(0);
    [
        format!("{sheet}-L{count}"),
        sheet.to_owned(),
        safe.name.clone(),
        platform,
        safe.contexts.clone(),
        address,
        username.clone(),
        when(domain, "DIENST".to_owned()),
        when(domain, format!("DIENST\\{username}")),
        when(cloud, format!("cloud.u{count:06}")),
        when(cloud, access_key(aws_account, salt)),
        when(cloud, aws_account.to_string()),
    ]
}

/// Makes one mistake in a row, of the sorts that customers make most.
fn spoil(random: &mut Random, cells: &mut [String; 12]) {
    let [_, _, safe, platform, context, ..] = cells;
    match random.below(8) {
        0 => *safe = safe.replacen("-00", "-", 1),
        1 => *safe = safe.replace("-CE", "-EC"),
        2 => *safe = safe.replace('-', "–"),
        3 => *platform = platform.replacen("-N-", "-", 1),
        4 => *platform = platform.replacen("-CE-", "-CE-X", 1),
        5 => platform.push(' '),
        6 => *context = context.replacen("%user", "%users", 1),
        _ => context.clear(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_arguments_give_the_same_bytes() {
        assert!(large(300, 7, 1.0) == large(300, 7, 1.0));
        assert!(large(300, 7, 1.0) != large(300, 8, 1.0));
    }

    #[test]
    fn the_share_of_wrong_rows_is_as_asked() {
        let mut random = Random::new(1);
        let wrong = (0..100_000).filter(|_| (random.below(100_000) as f64) < 1.0 * 1000.0).count();
        assert!((900..1100).contains(&wrong), "{wrong}");
    }
}
