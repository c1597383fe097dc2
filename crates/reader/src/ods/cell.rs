//! The value of a cell, as people see it.

use quick_xml::events::BytesStart;

use super::attribute;
use crate::book::{Look, Value};
use crate::gather::Gathered;

/// The value of a cell by its tag and the text that it shows; `None` when nothing stands in it.
pub(super) fn value(gathered: &mut Gathered, tag: &BytesStart<'_>, shown: String) -> Option<Value> {
    let is_error = attribute(tag, "calcext:value-type").is_some_and(|kind| kind == "error");
    if is_error && !shown.is_empty() {
        return Some(gathered.error(&shown));
    }
    let kind = attribute(tag, "office:value-type").unwrap_or_default();
    let said = |name: &str| attribute(tag, name);
    let number = || said("office:value").and_then(|number| number.trim().parse::<f64>().ok());
    match kind.as_str() {
        "float" => match number() {
            Some(number) => Some(as_shown(gathered, number, &shown)),
            None => gathered.text(&shown),
        },
        "currency" => match number() {
            Some(number) => Some(gathered.number(number)),
            None => gathered.text(&shown),
        },
        "percentage" => match number().filter(|number| number.is_finite()) {
            Some(number) if shown.is_empty() => {
                Some(gathered.shown(&format!("{}%", number * 100.0), Look::Percentage, number))
            }
            Some(number) => Some(gathered.shown(&shown, Look::Percentage, number)),
            None => gathered.text(&shown),
        },
        "date" => {
            let date = said("office:date-value").unwrap_or_else(|| shown.clone());
            let whole = date.split_once('.').map_or(date.as_str(), |(whole, _)| whole);
            moment(gathered, whole, &shown)
        }
        "time" => match said("office:time-value").and_then(|duration| clock(&duration)) {
            Some(time) => moment(gathered, &time, &shown),
            None => gathered.text(&shown),
        },
        "boolean" => match said("office:boolean-value") {
            Some(truth) => Some(gathered.truth(truth.trim() == "true")),
            None => gathered.text(&shown),
        },
        // A formula that gave an empty text has a type of its own; one without any was never calculated.
        "" if shown.is_empty() && tag.attributes().with_checks(false).any(is_formula) => {
            Some(Value::FormulaWithoutValue)
        }
        _ => gathered.text(&said("office:string-value").unwrap_or(shown)),
    }
}

/// A number as the screen shows it, where that is more than its digits, their separators or decimals. The
/// format stands in a style, perhaps of another part; what it made of the number stands here.
fn as_shown(gathered: &mut Gathered, number: f64, shown: &str) -> Value {
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    let plain = format!("{}", number.abs());
    // So is a number with more digits than a spreadsheet keeps shown in no format at all.
    let is_general = number.abs() >= 1e15 && digits.len() > 10;
    if is_scientific(shown) && !is_general {
        gathered.shown(shown, Look::Scientific, number)
    } else if number.fract() == 0.0 && shows_more(shown, &digits, &plain) {
        gathered.shown(shown, Look::Text, number)
    } else {
        gathered.number(number)
    }
}

/// Whether zeros stand before the digits of a whole number, or letters around them.
fn shows_more(shown: &str, digits: &str, plain: &str) -> bool {
    let is_padded = digits.len() > plain.len()
        && digits.trim_start_matches('0') == plain.trim_start_matches('0')
        && shown.trim_start_matches('-').starts_with('0');
    let has_letters = shown.chars().any(char::is_alphabetic) && digits.contains(plain);
    let is_grouped =
        shown.chars().any(|character| matches!(character, ',' | '.' | '\'' | '\u{A0}' | '\u{202F}'));
    (is_padded || has_letters) && (!is_grouped || shown.contains(plain))
}

/// `1.20E+05`, with a point or a comma.
fn is_scientific(shown: &str) -> bool {
    let Some((mantissa, exponent)) = shown.trim_start_matches('-').split_once(['E', 'e']) else {
        return false;
    };
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(exponent) && are_digits(&mantissa.replacen(['.', ','], "", 1))
}

/// A date or time, as the screen shows it.
fn moment(gathered: &mut Gathered, iso: &str, shown: &str) -> Option<Value> {
    match gathered.date(iso)? {
        Value::Shown { look, number, .. } if !shown.is_empty() => Some(gathered.shown(shown, look, number)),
        value => Some(value),
    }
}

fn is_formula<E>(attribute: Result<quick_xml::events::attributes::Attribute<'_>, E>) -> bool {
    attribute.is_ok_and(|attribute| attribute.key.as_ref() == "table:formula")
}

/// `PT14H30M00S` (ISO 8601, as ODF 1.3 part 3 chapter 18.2 asks for it) as `14:30:00`.
fn clock(duration: &str) -> Option<String> {
    let mut rest = duration.strip_prefix("PT")?;
    let mut take = |unit: char| {
        let Some((number, after)) = rest.split_once(unit) else { return Some(0) };
        rest = after;
        let whole = number.split_once(['.', ',']).map_or(number, |(whole, _)| whole);
        whole.parse::<u64>().ok()
    };
    let (hours, minutes, seconds) = (take('H')?, take('M')?, take('S')?);
    rest.is_empty().then(|| format!("{hours:02}:{minutes:02}:{seconds:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_shown_as_on_a_clock() {
        assert_eq!(clock("PT06H00M00S").unwrap(), "06:00:00");
        assert_eq!(clock("PT36H05M07.25S").unwrap(), "36:05:07");
        assert_eq!(clock("PT5M").unwrap(), "00:05:00");
        for odd in ["", "06:00", "PTxH", "P1D", "PT1Hx"] {
            assert_eq!(clock(odd), None, "{odd}");
        }
    }
}
