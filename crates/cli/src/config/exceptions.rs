//! The exceptions that stand in the configuration itself, as `[[exceptions]]`.

use toml::Spanned;
use toml::de::DeValue;

use super::source::{Source, scalar};
use crate::exceptions::recorded::{Amiss, FIELDS, Recorded};
use crate::problems::meant;
use crate::speech::said;

/// An exception; `None` when something is wrong with it, which is then told.
pub fn recorded(source: &mut Source<'_>, entry: &Spanned<DeValue<'_>>) -> Option<Recorded> {
    let DeValue::Table(table) = entry.get_ref() else {
        source.problem(
            entry.span(),
            said!("an exception has to be a table: {form}", form = "[[exceptions]]"),
            None,
        );
        return None;
    };
    let mut values: [Option<String>; FIELDS.len()] = Default::default();
    let mut spans = [const { None }; FIELDS.len()];
    let mut is_right = true;
    for (key, value) in table {
        let Some(position) = FIELDS.iter().position(|field| field.key == key.get_ref()) else {
            let known = FIELDS.map(|field| field.key);
            let message = said!("unknown key `{key}`", key = key.get_ref());
            source.problem(key.span(), message, Some(meant(key.get_ref(), &known)));
            is_right = false;
            continue;
        };
        if let Some(span) = spans.get_mut(position) {
            *span = Some(value.span());
        }
        let text = scalar(value.get_ref());
        if text.is_none() {
            let message = said!("`{key}` has to be a text between quotes", key = key.get_ref());
            source.problem(value.span(), message, None);
            is_right = false;
        }
        if let Some(slot) = values.get_mut(position) {
            *slot = text;
        }
    }
    if !is_right {
        return None;
    }
    let folder = source.folder().to_owned();
    let at = |field: &str| {
        let position = FIELDS.iter().position(|known| known.key == field);
        position.and_then(|position| spans.get(position).cloned().flatten()).unwrap_or_else(|| entry.span())
    };
    match Recorded::of(values, source.spot(at("rule")), &folder) {
        Ok(recorded) => Some(recorded),
        Err(Amiss { field, message }) => {
            source.problem(at(field.unwrap_or("rule")), message, None);
            None
        }
    }
}
