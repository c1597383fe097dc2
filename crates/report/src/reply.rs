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
    /// The name of the marked copy, where it is attached.
    pub copy: Option<&'a str>,
    /// The day by which the corrected workbook is expected, as `2026-12-31`.
    pub until: Option<&'a str>,
    /// The time of the mail, in seconds since the beginning of 1970.
    pub time: i64,
}

/// A draft of a mail, to which the marked copy is still to be attached.
#[derive(Debug, Clone)]
pub struct Draft {
    subject: String,
    text: String,
    html: String,
    /// The person whom it addresses.
    contact: Option<String>,
    address: Result<EmailAddress, NoAddress>,
    /// The name of the marked copy.
    copy: Option<String>,
    time: i64,
}

impl Draft {
    /// The draft of a reply about a workbook; `None` for a convention without texts for it.
    pub fn of(outcome: &Outcome, about: &About<'_>, wording: &Wording<'_>) -> Option<Draft> {
        let texts: &Texts = wording.convention.reply.as_ref()?;
        let letter = Letter::of(outcome, about, wording, texts);
        Some(Draft {
            text: letter.text(),
            html: letter.html(),
            subject: letter.subject,
            contact: letter.contact,
            address: address::of(outcome),
            copy: about.copy.map(str::to_owned),
            time: about.time,
        })
    }

    /// Why it has no address.
    pub fn no_address(&self) -> Option<&NoAddress> {
        self.address.as_ref().err()
    }

    /// The mail as the bytes of an .eml file, with the bytes of the marked copy: the same workbook gives the same bytes.
    pub fn mail(self, copy: Option<&[u8]>) -> Vec<u8> {
        let mut digest = blake3::Hasher::new();
        for piece in [self.subject.as_bytes(), self.text.as_bytes(), copy.unwrap_or_default()] {
            digest.update(&blake3::hash(piece).as_bytes()[..]);
        }
        let digest = digest.finalize().to_hex();
        let digest = digest.as_str().get(..DIGITS).unwrap_or_default();
        let part = |kind: &str, text: String| {
            let kind = ContentType::new(kind.to_owned()).attribute("charset", "utf-8");
            MimePart::new(kind, BodyPart::Text(text.into()))
        };
        let both = MimePart::new(
            ContentType::new("multipart/alternative").attribute("boundary", format!("alternative_{digest}")),
            vec![part("text/plain", self.text), part("text/html", self.html)],
        );
        let body = match self.copy.zip(copy) {
            Some((name, bytes)) => MimePart::new(
                ContentType::new("multipart/mixed").attribute("boundary", format!("mixed_{digest}")),
                vec![both, MimePart::new(SPREADSHEET, BodyPart::Binary(bytes.into())).attachment(name)],
            ),
            None => both,
        };
        let mut message = MessageBuilder::new();
        if let Ok(found) = &self.address {
            message = message.to(to(found, self.contact.as_deref()));
        }
        let message = message
            .subject(self.subject)
            .date(Date::new(self.time))
            .message_id(format!("{digest}@pamlint.invalid"))
            // Mail programs open it as a draft.
            .header("X-Unsent", HeaderType::Raw(Raw::new("1")))
            .body(body);
        let mut bytes = Vec::new();
        message.serialize(&mut bytes);
        bytes
    }
}

/// How many digits of its digest tell a mail from others.
const DIGITS: usize = 32;

const SPREADSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn to(address: &EmailAddress, contact: Option<&str>) -> Address<'static> {
    Address::new_address(contact.map(str::to_owned), address.email())
}
