//! The address of a reply: one that a workbook names, and no more than one.

use std::str::FromStr as _;

use email_address::EmailAddress;
use pamlint_convention::Meant;
use pamlint_rules::turns;

use crate::run::Outcome;

/// Why a reply has no address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoAddress {
    /// The workbook names none.
    Missing,
    /// What stands there is not one address.
    NotOne,
}

/// The one address that a workbook names for its contact, be it beside the name.
pub(super) fn of(outcome: &Outcome) -> Result<EmailAddress, NoAddress> {
    let report = outcome.result.as_ref().map_err(|_| NoAddress::Missing)?;
    if let Some(told) = report.told(Meant::Mail) {
        return one(told).ok_or(NoAddress::NotOne);
    }
    let contact = report.told(Meant::Contact).filter(|contact| contact.contains('@'));
    one(contact.ok_or(NoAddress::Missing)?).ok_or(NoAddress::NotOne)
}

/// The only address in a text.
fn one(text: &str) -> Option<EmailAddress> {
    // Whoever writes two, with whatever between them, writes two of these.
    if text.matches('@').count() != 1 || text.contains(|character: char| character.is_control()) {
        return None;
    }
    let mut words =
        text.split(|character: char| character.is_whitespace() || ",;:<>()[]\"".contains(character));
    // Behind it nothing stands: what does may belong to it.
    let address = words.rfind(|word| !word.is_empty()).filter(|word| word.contains('@'))?;
    // Mail to a name without a domain, or to one that only a computer could tell from another, is not for a draft.
    let is_plain =
        address.is_ascii() && address.rsplit_once('@').is_some_and(|(_, domain)| domain.contains('.'));
    EmailAddress::from_str(address).ok().filter(|_| is_plain)
}

/// The name of a contact, without what stands behind it; `None` where nothing but an address is there.
pub(super) fn name(contact: &str) -> Option<String> {
    let is_plain = |character: &char| !character.is_control() && !turns(*character) && *character != '"';
    let first = contact.split([';', '<', '(', '[', '/', '|', '\n', '\r']).next()?;
    let turned = first.split_once(',').filter(|(surname, given)| is_name(surname) && is_name(given));
    let name = match turned {
        Some((surname, given)) => format!("{} {}", given.trim(), surname.trim()),
        None => first.split(',').next()?.to_owned(),
    };
    let name: String = name.chars().filter(is_plain).collect();
    let words: Vec<&str> = name.split_whitespace().take_while(|word| !word.contains(['@', ':'])).collect();
    Some(words.join(" ")).filter(|name| !name.is_empty())
}

/// Whether it is a name, and not the name of a department or an address: one or two words with a capital, the rest of
/// them small.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &&str| {
        let mut characters = word.chars();
        characters.next().is_some_and(char::is_uppercase)
            && characters.all(|next| next.is_lowercase() || next == '-')
    };
    (1..=2).contains(&words.len()) && words.iter().all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_one_address() {
        let found = |text: &str| one(text).map(|address| address.to_string());
        for text in [
            "jan@lijn.example",
            " jan@lijn.example ",
            "Jan <jan@lijn.example>",
            "mailto:jan@lijn.example",
            "Jan Peeters, jan@lijn.example",
        ] {
            assert_eq!(found(text).as_deref(), Some("jan@lijn.example"), "{text}");
        }
        for text in [
            "",
            "jan",
            "jan@",
            "@lijn.example",
            "jan@lijn",
            "jan@lijn.example; an@lijn.example",
            "jan@lijn.example,an@lijn.example",
            "jan@lijn.example\nBcc: eve@evil.example",
            "jan@lijn.example\r\nBcc: eve",
            "jan@lij n.example",
            "jan@lijn.ex ample",
            "jan@lіjn.example",
            "jan@@lijn.example",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
        assert_eq!(name("Jan De Wit, jan@lijn.example").as_deref(), Some("Jan De Wit"));
        assert_eq!(name("Jan De Wit (Infrastructuur) <jan@lijn.example>").as_deref(), Some("Jan De Wit"));
        assert_eq!(name("Jan\r\nBcc: eve@evil.example").as_deref(), Some("Jan"));
        assert_eq!(name("Vermeulen, Lies").as_deref(), Some("Lies Vermeulen"));
        assert_eq!(name("De Wit, Jan").as_deref(), Some("Jan De Wit"));
        assert_eq!(name("Jan Peeters, ICT").as_deref(), Some("Jan Peeters"));
        assert_eq!(name("Lies Bcc: eve@evil.example").as_deref(), Some("Lies"));
        assert_eq!(name("jan@lijn.example"), None);
    }
}
