//! SEC: secrets that should never have been written down. All of them are invented.

use super::{Plant, both};

/// Written in two pieces, so that no scanner of repositories takes it for a real one.
const AWS_SECRET: &str = concat!("wJalrXUtnFEMI/K7MDENG", "/bPxRfiCYEXAMPLEKEY");
const TOKEN: &str = concat!("ghp", "_16C7e42F292c6912E7710c838347Ae178B4a");
const JWT: &str = concat!(
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0",
    ".dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
);
const PRIVATE_KEY: &str = concat!(
    "-----BEGIN OPENSSH ",
    "PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----"
);

pub(super) const PLANTS: &[Plant] = &[
    both("sec001 wachtwoord in Comments", "SEC001 AD-L1.comments", |book| {
        book.set("AD-L1.comments", "wachtwoord: Zomer2024!")
    }),
    both("sec001 password in Comments", "SEC001 UX-L2.comments", |book| {
        book.set("UX-L2.comments", "Read-only. Password: Tr0ub4dor&3 (change it)")
    }),
    both("sec001 a password with hyphens", "SEC001 UX-L1.comments", |book| {
        book.set("UX-L1.comments", "wachtwoord: Welkom-AWV-01 (tijdelijk)")
    }),
    both("sec001 an AWS secret in Comments", "SEC001 AWS-CLI-L1.comments", |book| {
        book.set("AWS-CLI-L1.comments", AWS_SECRET)
    }),
    both("sec001 a private key in Comments", "SEC001 UX-L3.comments", |book| {
        book.set("UX-L3.comments", PRIVATE_KEY)
    }),
    both("sec001 a token in Comments", "SEC001 AZR-L1.comments", |book| {
        book.set("AZR-L1.comments", format!("deploys with {TOKEN}"))
    }),
    both("sec001 beside the table", "SEC001 WIN-L1.25", |book| {
        book.beside("WIN-L1.25", "pwd staat hier, wachtwoord: Welkom123!")
    }),
    both("sec002 Wachtwoord", "SEC002 WIN^Wachtwoord", |book| {
        let book = book.column("WIN^Wachtwoord").set("WIN^Wachtwoord", "Wachtwoord");
        book.beside("WIN-L1.Wachtwoord", "Zomer2024!").beside("WIN-L2.Wachtwoord", "Herfst2024!")
    }),
    both("sec002 Password, on one row", "SEC002 UX^Password", |book| {
        book.column("UX^Password").set("UX^Password", "Password").beside("UX-L1.Password", "correct horse")
    }),
    both("sec001 a signed token in Comments", "SEC001 AZR-L2.comments", |book| {
        book.set("AZR-L2.comments", JWT)
    }),
    both("sec001 pwd with an equals sign", "SEC001 CYBR-L1.comments", |book| {
        book.set("CYBR-L1.comments", "pwd=Xk9#mQ2!vL")
    }),
    both("sec001 mot de passe", "SEC001 WIN-L2.comments", |book| {
        book.set("WIN-L2.comments", "Mot de passe : Soleil2025!")
    }),
];
