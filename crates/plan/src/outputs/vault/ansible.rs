//! A playbook for Ansible: accounts with the vendor's collection `cyberark.pas`, safes and members, which it does not
//! know, with calls. Links are listed at its head.
//!
//! Values stand in the variables as JSON, which is YAML, marked as texts in which Ansible looks for no expression.

use serde_json::{Value, json};

use super::upload::Upload;
use super::{calls, preamble};

/// What stands before the variables.
const BEFORE: &str = "\
---
- name: Onboarding plan
  hosts: localhost
  gather_facts: false
  vars:
    # The address of the vault's web server, and a secret for each account that needs one, by its id.
    vault: https://vault.example
    secrets: {}
";

/// What stands behind the variables.
const AFTER: &str = r#"  tasks:
    - name: Log on
      cyberark.pas.cyberark_authentication:
        api_base_url: "{{ vault }}"
        username: "{{ lookup('env', 'VAULT_USER') }}"
        password: "{{ lookup('env', 'VAULT_PASSWORD') }}"

    - name: Safes and members
      ansible.builtin.uri:
        url: "{{ vault }}{{ item.path }}"
        method: POST
        headers:
          Authorization: "{{ cyberark_session.token }}"
        body_format: json
        body: "{{ item.body }}"
        status_code: [201]
      loop: "{{ calls }}"
      loop_control:
        label: "{{ item.id }}"

    - name: Accounts
      cyberark.pas.cyberark_account:
        state: present
        cyberark_session: "{{ cyberark_session }}"
        identified_by: "{{ item.identified_by }}"
        name: "{{ item.name }}"
        safe: "{{ item.safe }}"
        platform_id: "{{ item.platform }}"
        address: "{{ item.address | default(omit) }}"
        username: "{{ item.username | default(omit) }}"
        secret_type: "{{ item.secret_type | default(omit) }}"
        secret: "{{ secrets[item.id] | default(omit) }}"
        platform_account_properties: "{{ item.properties }}"
        secret_management: "{{ item.management }}"
      loop: "{{ accounts }}"
      loop_control:
        label: "{{ item.id }}"

    - name: Log off
      cyberark.pas.cyberark_authentication:
        state: absent
        cyberark_session: "{{ cyberark_session }}"
"#;

pub(super) fn write(upload: &Upload<'_>) -> String {
    let mut out = String::new();
    preamble(upload, &upload.links_beside(), &mut out);
    out.push_str(BEFORE);
    let safes = upload
        .safes
        .iter()
        .map(|safe| json!({ "id": safe.object.id, "path": calls::SAFES, "body": safe.body() }));
    let members = upload.members.iter().map(|member| {
        json!({ "id": member.object.id, "path": calls::members_of(member.safe), "body": member.body() })
    });
    list("calls", safes.chain(members), &mut out);
    let accounts = upload.accounts.iter().map(|account| {
        let mut identified = vec!["platform_id".to_owned()];
        identified.extend(account.user.map(|_| "username".to_owned()));
        match account.address {
            Some(_) => identified.push("address".to_owned()),
            // What has no address is told apart by its other fields.
            None => identified.extend(
                account.properties.iter().map(|(key, _)| format!("platform_account_properties.{key}")),
            ),
        }
        let mut management = json!({ "automatic_management_enabled": account.fields.unmanaged.is_none() });
        if let (Value::Object(management), Some(reason)) = (&mut management, &account.fields.unmanaged) {
            management.insert("manual_management_reason".to_owned(), json!(reason));
        }
        let mut fields = json!({
            "id": account.object.id,
            "name": account.object.name,
            "safe": account.fields.safe,
            "platform": account.fields.platform,
            "properties": account.properties(),
            "management": management,
            "identified_by": identified.join(","),
        });
        let optional = [
            ("address", account.address),
            ("username", account.user),
            ("secret_type", account.secret_type()),
        ];
        if let Value::Object(fields) = &mut fields {
            let given = optional.into_iter().filter_map(|(key, value)| Some((key.to_owned(), json!(value?))));
            fields.extend(given);
        }
        fields
    });
    list("accounts", accounts, &mut out);
    out.push_str(AFTER);
    out
}

fn list(name: &str, rows: impl Iterator<Item = Value>, out: &mut String) {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        out.push_str(&format!("    {name}: []\n"));
        return;
    }
    out.push_str(&format!("    {name}:\n"));
    for row in rows {
        out.push_str("      - ");
        flow(&row, out);
        out.push('\n');
    }
}

/// A value as YAML on one line. Texts in which an expression could begin are marked as such that hold none.
fn flow(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => quoted(text, out),
        Value::Object(map) => {
            out.push('{');
            for (position, (key, value)) in map.iter().enumerate() {
                out.push_str(if position > 0 { ", " } else { "" });
                quoted(key, out);
                out.push_str(": ");
                flow(value, out);
            }
            out.push('}');
        }
        Value::Array(values) => {
            out.push('[');
            for (position, value) in values.iter().enumerate() {
                out.push_str(if position > 0 { ", " } else { "" });
                flow(value, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}

fn quoted(text: &str, out: &mut String) {
    use std::fmt::Write as _;
    if text.contains('{') {
        out.push_str("!unsafe ");
    }
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            ' '..='~' => out.push(letter),
            _ if letter.is_alphanumeric() => out.push(letter),
            _ => {
                let _ = write!(out, "\\U{:08X}", u32::from(letter));
            }
        }
    }
    out.push('"');
}
