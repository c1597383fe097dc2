//! A share full of workbooks, as a PAM team has it: for testing and measuring runs over a folder.
//!
//! Small workbooks of several kinds of accounts, in a folder for each customer; a third of them has a
//! mistake, and some are no workbooks that can be checked at all.

mod bad;

use crate::book::Book;
use crate::facts::{access_key, contexts};
use crate::random::Random;

/// A workbook of the share, and what is to come of it.
#[derive(Debug, Clone)]
pub struct Shared {
    /// Its path below the share, with `/` between its parts.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What has to come of it.
    pub fate: Fate,
}

/// What has to come of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Nothing is wrong in it.
    Clean,
    /// This rule is broken, by itself or with what it brings along.
    Found(&'static str),
    /// It cannot be checked, for a reason of this kind.
    Failed(&'static str),
}

/// That many workbooks, of which `bad` cannot be checked, one after the other. The same arguments give
/// the same bytes.
pub fn share(workbooks: usize, bad: usize, seed: u64) -> impl Iterator<Item = Shared> {
    let bad = bad.min(workbooks);
    let mut ruins = bad::Ruins::default();
    (0..workbooks).map(move |number| {
        let mut random = Random::new(seed.wrapping_add(u64::try_from(number).unwrap_or(0)));
        // Spread evenly: one more of them whenever their share of the workbooks so far asks for it.
        let is_bad = (number + 1) * bad / workbooks > number * bad / workbooks;
        let customer = random.below(workbooks.div_ceil(12).max(3));
        let name = format!("customer-{customer:03}/onboarding-{number:05}");
        if is_bad {
            let (extension, bytes, kind) = ruins.next(|| clean(&mut random, number).to_xlsx());
            return Shared { path: format!("{name}.{extension}"), bytes, fate: Fate::Failed(kind) };
        }
        let book = clean(&mut random, number);
        let (book, fate) = if random.below(10) < 3 { spoilt(&mut random, book) } else { (book, Fate::Clean) };
        Shared { path: format!("{name}.xlsx"), bytes: book.to_xlsx(), fate }
    })
}

/// Five to sixty accounts in safes of their own, without a mistake.
fn clean(random: &mut Random, number: usize) -> Book {
    let organisation = ["D-000098", "D-003323", "O-000092", "D-001834"][random.below(4)];
    // Steps of 37 keep any two numbers more than one slip apart.
    let application = 10_000 + number * 37 % 90_000;
    let safe = |kind: &str| format!("{organisation}-{application}-{kind}-CE");
    let (operational, built_in) = (safe("OPS"), safe("ADM"));
    let (all, user) = (contexts(&operational, "user validator auditor"), contexts(&built_in, "user"));
    let domain = format!("c{number}.example");
    let netbios = format!("C{number}");
    let mut book = Book::new();
    for account in 1..=2 + random.below(18) {
        let name = format!("adm.u{account:02}");
        let user_dn = format!("{netbios}\\{name}");
        let host = format!("ad.{domain}");
        book = book.row("AD", [&operational, "AD-MA-N-CE-CAU-RDP", &all, &host, &name, &netbios, &user_dn]);
    }
    for account in 1..=2 + random.below(18) {
        let host = format!("srv{account:02}.{domain}");
        book = book.row("WIN", [&built_in, "WIN-AO-N-CE-CAU-RDP", &user, &host, "Administrator"]);
    }
    for account in 1..=1 + random.below(18) {
        let host = format!("lnx{account:02}.{domain}");
        book = book.row("UX", [&built_in, "UX-AO-N-CE-ACR-SSH", &user, &host, "root"]);
    }
    if random.below(4) == 0 {
        let aws = 100_000_000_000 + u64::try_from(number).unwrap_or(0) * 7_654_321;
        for account in 1..=2 + random.below(5) {
            let salt = u32::try_from(number * 10 + account).unwrap_or(0);
            let (name, key) = (format!("cloud.u{account}"), access_key(aws, salt));
            book = book.row(
                "AWS-Console",
                [&operational, "AWS-MA-N-CE-CAU-WEB", &all, &name, &key, &aws.to_string()],
            );
        }
    }
    if random.below(2) == 0 { book.titled(4) } else { book }
}

/// The same with one of the mistakes that customers make most.
fn spoilt(random: &mut Random, book: Book) -> (Book, Fate) {
    let (book, code) = match random.below(8) {
        0 => (book.change("UX-L1.safe", "-ADM", "-AMD"), "SAF005"),
        1 => (book.change("AD-L2.platform", "-N-", "-"), "PLT005"),
        2 => (book.set("UX-L1.address", "10.7.0.33"), "LIN001"),
        3 => (book.set("AD-L2.username", ""), "ACC004"),
        4 => (book.set("WIN-L1.username", "Administrator "), "TXT001"),
        5 => (book.change("WIN-L2.platform", "-", "–"), "TXT002"),
        6 => (book.set("WIN-L2.address", "srv 02"), "WIN001"),
        _ => (book.set("WIN-L1.comments", "wachtwoord: Lente-2025!"), "SEC001"),
    };
    (book, Fate::Found(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_arguments_give_the_same_share() {
        let all = |seed| share(30, 6, seed).map(|shared| (shared.path, shared.bytes)).collect::<Vec<_>>();
        assert!(all(1) == all(1));
        assert!(all(1) != all(2));
    }

    #[test]
    fn so_many_are_bad_as_were_asked_for() {
        let bad = |workbooks, bad| {
            share(workbooks, bad, 1).filter(|shared| matches!(shared.fate, Fate::Failed(_))).count()
        };
        assert_eq!((bad(20, 7), bad(3, 0), bad(2, 5)), (7, 0, 2));
    }
}
