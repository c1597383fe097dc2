//! A configuration for Terraform, with the vendor's provider `idsec`. It knows no links: they are listed at its head.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::upload::{Safe, Upload};
use super::{preamble, snake};

/// What stands before the resources. A secret is given for each account by its id, from wherever secrets are kept.
const BEFORE: &str = r#"
terraform {
  required_providers {
    idsec = {
      source = "cyberark/idsec"
    }
  }
}

variable "secrets" {
  type      = map(string)
  sensitive = true
  default   = {}
}
"#;

pub(super) fn write(upload: &Upload<'_>) -> String {
    let mut out = String::new();
    preamble(upload, &upload.links_beside(), &mut out);
    out.push_str(BEFORE);
    for safe in &upload.safes {
        let mut block = Block::resource("idsec_pcloud_safe", &safe.object.id);
        for (name, value) in safe.body() {
            block.set(&snake(&name), &literal(&value));
        }
        block.close(&mut out);
    }
    let addresses: FxHashMap<&str, String> =
        upload.safes.iter().map(|safe| (safe.object.name.as_str(), address(safe))).collect();
    let of_safe = |name: &str| addresses.get(name);
    for member in &upload.members {
        let mut block = Block::resource("idsec_pcloud_safe_member", &member.object.id);
        let safe =
            of_safe(member.safe).map_or_else(|| text(member.safe), |address| format!("{address}.safe_id"));
        block.set("safe_id", &safe);
        block.set("member_name", &text(member.group));
        block.set("member_type", &text("Group"));
        block.set("search_in", &text("Vault"));
        block.set("permission_set", &text("custom"));
        let mut permissions = "{\n".to_owned();
        for (name, has) in &member.permissions {
            let _ = writeln!(permissions, "    {} = {has}", snake(name));
        }
        permissions.push_str("  }");
        block.set("permissions", &permissions);
        block.close(&mut out);
    }
    for account in &upload.accounts {
        let mut block = Block::resource("idsec_pcloud_account", &account.object.id);
        let safe = of_safe(&account.fields.safe)
            .map_or_else(|| text(&account.fields.safe), |address| format!("{address}.safe_name"));
        block.set("name", &text(&account.object.name));
        block.set("safe_name", &safe);
        block.set("platform_id", &text(&account.fields.platform));
        for (name, value) in [("address", account.address), ("username", account.user)] {
            if let Some(value) = value {
                block.set(name, &text(value));
            }
        }
        let properties = account.properties();
        if !properties.is_empty() {
            block.set("platform_account_properties", &literal(&Value::Object(properties)));
        }
        for (name, value) in account.management() {
            block.set(&snake(&name), &literal(&value));
        }
        if let Some(kind) = account.secret_type() {
            block.set("secret_type", &text(kind));
            block.set("secret", &format!("lookup(var.secrets, {}, null)", text(&account.object.id)));
        }
        block.close(&mut out);
    }
    out
}

/// How other resources refer to a safe.
fn address(safe: &Safe<'_>) -> String {
    format!("idsec_pcloud_safe.{}", label(&safe.object.id))
}

/// A resource in the making.
struct Block {
    text: String,
}

impl Block {
    fn resource(kind: &str, id: &str) -> Block {
        Block { text: format!("\nresource \"{kind}\" \"{}\" {{\n", label(id)) }
    }

    fn set(&mut self, name: &str, value: &str) {
        let _ = writeln!(self.text, "  {name} = {value}");
    }

    fn close(self, out: &mut String) {
        out.push_str(&self.text);
        out.push_str("}\n");
    }
}

/// The name of a resource, which stays the same from run to run: what may stand in one, and a mark of the whole id.
fn label(id: &str) -> String {
    let kept =
        id.chars().map(|letter| if letter.is_ascii_alphanumeric() || letter == '-' { letter } else { '_' });
    format!("{}_{:08x}", kept.collect::<String>(), crc32fast::hash(id.as_bytes()))
}

fn literal(value: &Value) -> String {
    match value {
        Value::String(value) => text(value),
        Value::Object(map) => {
            let fields = map.iter().map(|(key, value)| format!("{} = {}", text(key), literal(value)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// A text in quotes. A `$` or `%` before a brace, which would begin an expression, is written by its number.
fn text(value: &str) -> String {
    let mut out = "\"".to_owned();
    let mut letters = value.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '$' | '%' if letters.peek() == Some(&'{') => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            _ if is_shown(letter) => out.push(letter),
            _ if u32::from(letter) > 0xffff => {
                let _ = write!(out, "\\U{:08x}", u32::from(letter));
            }
            _ => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
        }
    }
    out.push('"');
    out
}

/// Whether a character can stand in a text as it is: one that shows, and moves nothing.
fn is_shown(letter: char) -> bool {
    letter.is_alphanumeric() || (' '..='~').contains(&letter)
}
