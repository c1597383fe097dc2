//! Pieces of HTML: texts, cells, links and bars.

use super::overview::Link;

/// A cell of a text.
pub(super) fn cell(class: &str, value: &str) -> String {
    if value.is_empty() {
        return "<td></td>".to_owned();
    }
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    format!("<td{class}>{}</td>", text(value))
}

pub(super) fn number(number: usize) -> String {
    format!("<td class=\"number\">{number}</td>")
}

pub(super) fn link(copy: &Link, shown: &str) -> String {
    format!("<a href=\"{}\">{}</a>", text(&copy.uri), text(shown))
}

/// A bar of pieces, the longest of which is `most`. The numbers stand beside it, so that readers aloud pass it.
pub(super) fn bar(pieces: &[(&str, usize)], most: usize) -> String {
    let mut bar = String::from("<span class=\"bar\" aria-hidden=\"true\">");
    for (class, count) in pieces.iter().filter(|(_, count)| *count > 0) {
        let share = count.saturating_mul(1000) / most.max(1);
        bar.push_str(&format!("<i class=\"{class}\" style=\"width:{}.{}%\"></i>", share / 10, share % 10));
    }
    bar.push_str("</span>");
    bar
}

/// A text for HTML, in elements and attributes. What would not be seen is shown as a sign.
pub(super) fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(character),
            '\0'..='\u{1f}' => escaped.push(char::from_u32(0x2400 + u32::from(character)).unwrap_or('␀')),
            '\u{7f}' => escaped.push('␡'),
            '\u{80}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' => {
                escaped.push('\u{fffd}')
            }
            other => escaped.push(other),
        }
    }
    escaped
}
