//! The reply to whoever sent a workbook: a draft of a mail, in the texts of the convention, which names nobody else and
//! no secret. Nothing is sent.

mod address;
mod letter;

use email_address::EmailAddress;
use mail_builder::MessageBuilder;
use mail_builder::headers::HeaderType;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};
use pamlint_convention::Reply as Texts;
use pamlint_rules::Wording;

pub use self::address::NoAddress;
use self::letter::Letter;
use crate::run::Outcome;

/// What a reply is about, besides what was found.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The name of the workbook's file, as it may be told.
    pub file: &'a str,
    /// The marked copy: its name and bytes.
    pub copy: Option<(&'a str, &'a [u8])>,
    /// The day by which the corrected workbook is expected, as `2026-12-31`.
    pub until: Option<&'a str>,
    /// The time of the mail, in seconds since the beginning of 1970.
    pub time: i64,
}

/// A draft of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The mail as the bytes of an .eml file: the same workbook gives the same bytes.
    pub bytes: Vec<u8>,
    /// Why it has no address.
    pub no_address: Option<NoAddress>,
}

/// The draft of a reply about a workbook; `None` for a convention without texts for it.
pub fn reply(outcome: &Outcome, about: &About<'_>, wording: &Wording<'_>) -> Option<Reply> {
    let texts: &Texts = wording.convention.reply.as_ref()?;
    let letter = Letter::of(outcome, about, wording, texts);
    let (text, html) = (letter.text(), letter.html());
    let mut digest = blake3::Hasher::new();
    for piece in [letter.subject.as_bytes(), text.as_bytes(), about.copy.map_or(&[], |(_, bytes)| bytes)] {
        digest.update(&blake3::hash(piece).as_bytes()[..]);
    }
    let digest = digest.finalize().to_hex();
    let digest = digest.as_str().get(..DIGITS).unwrap_or_default();
    let both = MimePart::new(
        ContentType::new("multipart/alternative").attribute("boundary", format!("alternative_{digest}")),
        vec![
            MimePart::new(
                ContentType::new("text/plain").attribute("charset", "utf-8"),
                BodyPart::Text(text.into()),
            ),
            MimePart::new(
                ContentType::new("text/html").attribute("charset", "utf-8"),
                BodyPart::Text(html.into()),
            ),
        ],
    );
    let body = match about.copy {
        Some((name, bytes)) => MimePart::new(
            ContentType::new("multipart/mixed").attribute("boundary", format!("mixed_{digest}")),
            vec![both, MimePart::new(SPREADSHEET, BodyPart::Binary(bytes.into())).attachment(name)],
        ),
        None => both,
    };
    let address = address::of(outcome);
    let mut message = MessageBuilder::new();
    if let Ok(found) = &address {
        message = message.to(to(found, letter.contact.as_deref()));
    }
    let message = message
        .subject(letter.subject.as_str())
        .date(Date::new(about.time))
        .message_id(format!("{digest}@pamlint.invalid"))
        // Mail programs open it as a draft.
        .header("X-Unsent", HeaderType::Raw(Raw::new("1")))
        .body(body);
    let mut bytes = Vec::new();
    message.serialize(&mut bytes);
    Some(Reply { bytes, no_address: address.err() })
}

/// How many digits of its digest tell a mail from others.
const DIGITS: usize = 32;

const SPREADSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn to(address: &EmailAddress, contact: Option<&str>) -> Address<'static> {
    Address::new_address(contact.map(str::to_owned), address.email())
}
