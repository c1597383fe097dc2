//! The value of a cell, as people see it.

use quick_xml::Reader;
use quick_xml::events::BytesStart;

use super::{attribute, paragraphs};
use crate::book::Value;
use crate::failure::Failure;
use crate::gather::Gathered;

/// Reads a cell, whose tag has been read, up to its end; `None` when nothing stands in it.
pub(super) fn read(
    reader: &mut Reader<&[u8]>,
    gathered: &mut Gathered,
    tag: &BytesStart<'_>,
) -> Result<Option<Value>, Failure> {
    let shown = paragraphs::read(reader)?;
    let is_error = attribute(tag, "calcext:value-type").is_some_and(|kind| kind == "error");
    if is_error && !shown.is_empty() {
        return Ok(Some(gathered.error(&shown)));
    }
    let kind = attribute(tag, "office:value-type").unwrap_or_default();
    let said = |name: &str| attribute(tag, name);
    Ok(match kind.as_str() {
        "float" | "percentage" | "currency" => {
            match said("office:value").and_then(|number| number.trim().parse().ok()) {
                Some(number) => Some(gathered.number(number)),
                None => gathered.text(&shown),
            }
        }
        "date" => {
            let date = said("office:date-value").unwrap_or(shown);
            let whole = date.split_once('.').map_or(date.as_str(), |(whole, _)| whole);
            gathered.text(whole.strip_suffix("T00:00:00").unwrap_or(whole))
        }
        "time" => {
            let time = said("office:time-value").and_then(|duration| clock(&duration));
            gathered.text(&time.unwrap_or(shown))
        }
        "boolean" => match said("office:boolean-value") {
            Some(truth) => gathered.truth(truth.trim() == "true"),
            None => gathered.text(&shown),
        },
        "" if shown.is_empty() && tag.attributes().with_checks(false).any(is_formula) => {
            Some(Value::FormulaWithoutValue)
        }
        _ => gathered.text(&said("office:string-value").unwrap_or(shown)),
    })
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
