//! The files with which a plan is carried out in CyberArk's vault. This module alone knows that vault; each of its files
//! writes one form.
//!
//! What is undecided or blocked, and what needs such a thing, is held back and told. Secrets are no part of a plan: a
//! file says where one has to be put. Values stand in a file as data, whatever characters are in them.

mod ansible;
mod calls;
mod csv;
mod pspas;
mod terraform;
mod upload;

use pamlint_convention::Made;
use pamlint_report::Head;
use pamlint_words::Words;

use crate::object::{Fields, Plan, State};
use upload::Upload;

/// A file with which a plan is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VaultFile {
    /// What the web console takes to add accounts to safes that exist.
    ConsoleCsv,
    /// The accounts, for the vendor's onboarding script.
    AccountsCsv,
    /// The safes and their members, for the vendor's script.
    SafesCsv,
    /// The links, for the vendor's script.
    LinksCsv,
    /// The calls of the REST interface, a JSON object a line.
    Rest,
    /// A script for psPAS.
    Pspas,
    /// A configuration for Terraform.
    Terraform,
    /// A playbook for Ansible.
    Ansible,
}

impl VaultFile {
    /// Every file.
    pub const ALL: [VaultFile; 8] = [
        VaultFile::ConsoleCsv,
        VaultFile::AccountsCsv,
        VaultFile::SafesCsv,
        VaultFile::LinksCsv,
        VaultFile::Rest,
        VaultFile::Pspas,
        VaultFile::Terraform,
        VaultFile::Ansible,
    ];
}

/// A file with which a plan is carried out, and what is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its text.
    pub text: String,
    /// What is not in it though it has to be made.
    pub held: Vec<Held>,
}

/// An object that is held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its id.
    pub id: String,
    /// Why, in words.
    pub why: String,
}

/// Nothing is written for upload, since nobody has confirmed what some roles may do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotConfirmed(String);

/// A plan as a file with which it is carried out.
///
/// # Errors
/// [`NotConfirmed`] while the permissions of a member are a proposal.
pub fn vault_file(plan: &Plan, head: &Head<'_>, file: VaultFile) -> Result<Written, NotConfirmed> {
    confirmed(plan, head)?;
    let mut upload = Upload::of(plan, head);
    let text = match file {
        VaultFile::ConsoleCsv => csv::console(&mut upload),
        VaultFile::AccountsCsv => csv::accounts(&mut upload),
        VaultFile::SafesCsv => csv::safes(&mut upload),
        VaultFile::LinksCsv => csv::links(&mut upload),
        VaultFile::Rest => calls::write(&upload),
        VaultFile::Pspas => pspas::write(&upload),
        VaultFile::Terraform => terraform::write(&upload),
        VaultFile::Ansible => ansible::write(&upload),
    };
    Ok(Written { text, held: upload.held })
}

fn confirmed(plan: &Plan, head: &Head<'_>) -> Result<(), NotConfirmed> {
    let open = plan.of(Made::Member).filter(|member| member.state != State::Same);
    let mut roles: Vec<&str> = open
        .filter_map(|member| match &member.fields {
            Fields::Member { role, confirmed: false, .. } => Some(role.as_deref().unwrap_or("?")),
            _ => None,
        })
        .collect();
    roles.sort_unstable();
    roles.dedup();
    if roles.is_empty() {
        return Ok(());
    }
    let tables: Vec<String> = roles.iter().map(|role| format!("[plan.roles.{role}]")).collect();
    let words = &Words::of(head.wording.language).plan_files;
    Err(NotConfirmed(
        words.not_confirmed.fill(&[("roles", &roles.join(", ")), ("tables", &tables.join(", "))]),
    ))
}

/// A text as JSON in which every character is a printable one of ASCII, and none is a quote of any other language.
fn ascii_json(value: &serde_json::Value) -> String {
    let mut out = String::new();
    for character in value.to_string().chars() {
        match character {
            '\'' | '`' | '<' | '>' | '&' => escape(character, &mut out),
            ' '..='~' => out.push(character),
            _ => escape(character, &mut out),
        }
    }
    out
}

/// `\u` and four hexadecimal digits, for each unit of UTF-16.
fn escape(character: char, out: &mut String) {
    use std::fmt::Write as _;
    for unit in character.encode_utf16(&mut [0; 2]) {
        let _ = write!(out, "\\u{unit:04x}");
    }
}

/// A line of a comment: nothing in the text ends it.
fn comment(text: &str, out: &mut String) {
    out.push_str("# ");
    out.push_str(pamlint_report::one_line(text).trim_end());
    out.push('\n');
}

/// What stands at the head of a file that may hold comments: who made it, what has to be there, what is not in it.
fn preamble(upload: &Upload<'_>, beside: &[String], out: &mut String) {
    let words = &upload.words.plan_files;
    comment(&upload.made_by, out);
    let mut list = |title: &str, lines: &mut dyn Iterator<Item = String>| {
        let mut lines = lines.peekable();
        if lines.peek().is_some() {
            comment("", out);
            comment(title, out);
            lines.for_each(|line| comment(&format!("- {line}"), out));
        }
    };
    list(&words.there_first, &mut upload.first.iter().map(|id| (*id).to_owned()));
    list(&words.held, &mut upload.held.iter().map(|held| format!("{}: {}", held.id, held.why)));
    list(&words.links_beside, &mut beside.iter().cloned());
}

/// A name in the form that Terraform and Ansible use: `managingCPM` becomes `managing_cpm`.
fn snake(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (position, letter) in letters.iter().enumerate() {
        let before = position.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(position + 1);
        let begins = letter.is_ascii_uppercase()
            && before.is_some_and(|before| {
                !before.is_ascii_uppercase() || after.is_some_and(char::is_ascii_lowercase)
            });
        let number = letter.is_ascii_digit() && before.is_some_and(|before| !before.is_ascii_digit());
        if begins || number {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_at_their_words() {
        for (name, snaked) in [
            ("useAccounts", "use_accounts"),
            ("initiateCPMAccountManagementOperations", "initiate_cpm_account_management_operations"),
            ("requestsAuthorizationLevel1", "requests_authorization_level_1"),
            ("managingCPM", "managing_cpm"),
        ] {
            assert_eq!(snake(name), snaked);
        }
    }

    #[test]
    fn a_text_as_json_is_plain_ascii() {
        let value = serde_json::json!("l’été 'x' \u{1f600} \u{2028}");
        let text = ascii_json(&value);
        assert!(text.bytes().all(|byte| (b' '..=b'~').contains(&byte) && byte != b'\''), "{text}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).ok(), Some(value));
    }
}
