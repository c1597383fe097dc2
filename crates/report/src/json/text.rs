//! JSON as text, in which no mark turns what stands around it the other way.

use pamlint_rules::{is_turned, turns};
use serde::Serialize;

/// A value on one line.
pub(crate) fn plain(value: &impl Serialize) -> String {
    // The views are plain structs with text keys: writing them to memory has no way to fail.
    visible(serde_json::to_string(value).unwrap_or_default())
}

/// A value on as many lines as it has members.
pub fn pretty(value: &impl Serialize) -> String {
    visible(serde_json::to_string_pretty(value).unwrap_or_default())
}

/// The same JSON: what is no ASCII stands inside texts only, where it may as well be written by its number.
fn visible(json: String) -> String {
    if !is_turned(&json) {
        return json;
    }
    let mut visible = String::with_capacity(json.len() + 32);
    for character in json.chars() {
        if turns(character) {
            visible.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            visible.push(character);
        }
    }
    visible
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_direction_are_written_by_their_numbers() {
        let json = plain(&["a\u{202e}b"]);
        assert_eq!(json, "[\"a\\u202eb\"]");
        assert_eq!(serde_json::from_str::<[String; 1]>(&json).unwrap(), ["a\u{202e}b"]);
    }
}
