//! A value on one line, and where the caret line under it begins and ends.

use crate::text::layout::glyph;

/// A value as it is shown.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// The value, or the part of it around the span when it is too long.
    pub line: String,
    /// The columns of `line` under which carets stand: how many blanks, how many carets.
    pub carets: Option<(usize, usize)>,
}

struct Glyph {
    shown: String,
    column: usize,
    width: usize,
}

/// Shows `value` in at most `room` columns, with carets under `span` (characters, the end not included).
///
/// A span of no length points between two characters and gets one caret; one that lies outside the
/// value points behind it.
pub(crate) fn excerpt(value: &str, span: Option<(usize, usize)>, room: usize) -> Excerpt {
    let mut total = 0;
    let glyphs: Vec<Glyph> = value
        .chars()
        .map(|character| {
            let (shown, width) = glyph(character);
            let column = total;
            total += width;
            Glyph { shown: shown.into_owned(), column, width }
        })
        .collect();
    let column_of = |index: usize| glyphs.get(index).map_or(total, |glyph| glyph.column);
    let columns = span.map(|(start, end)| {
        let mut start = start;
        // A combining mark has no column of its own: its caret stands under what it is joined to.
        while start > 0 && glyphs.get(start).is_some_and(|glyph| glyph.width == 0) {
            start -= 1;
        }
        let from = column_of(start);
        (from, column_of(end).max(from + 1))
    });
    let (from, to) = columns.unwrap_or((0, 0));
    let window = Window::around(from, to, total, room);
    let mut line = String::new();
    let mut shift = window.start;
    if window.start > 0 {
        line.push('…');
        shift -= 1;
    }
    let mut first = true;
    for glyph in &glyphs {
        if glyph.column < window.start
            || glyph.column + glyph.width > window.end
            || (first && glyph.width == 0)
        {
            continue;
        }
        if first {
            // A wide character cut by the edge of the window leaves a column empty.
            shift += glyph.column - window.start;
            first = false;
        }
        line.push_str(&glyph.shown);
    }
    if window.end < total {
        line.push('…');
    }
    let carets = columns.map(|(from, to)| {
        let to = to.min(window.end.max(from + 1));
        (from.saturating_sub(shift), to - from)
    });
    Excerpt { line, carets }
}

/// The columns of a value that are shown.
struct Window {
    start: usize,
    end: usize,
}

impl Window {
    fn around(from: usize, to: usize, total: usize, room: usize) -> Window {
        if total <= room {
            return Window { start: 0, end: total };
        }
        // One column for `…` at the end, and one more at the start once something is left out there.
        if to < room {
            return Window { start: 0, end: room.saturating_sub(1) };
        }
        let inner = room.saturating_sub(2);
        let lead = inner.saturating_sub(to - from) / 2;
        let start = from.saturating_sub(lead).min(total.saturating_sub(inner));
        Window { start, end: start + inner }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value with its carets, as they stand under one another.
    fn show(value: &str, span: (usize, usize), room: usize) -> (String, String) {
        let excerpt = excerpt(value, Some(span), room);
        let (blanks, carets) = excerpt.carets.unwrap();
        (excerpt.line, " ".repeat(blanks) + &"^".repeat(carets))
    }

    fn pair(line: &str, carets: &str) -> (String, String) {
        (line.to_owned(), carets.to_owned())
    }

    #[test]
    fn carets_stand_under_the_span() {
        assert_eq!(
            show("D-048644-20109-OPX-CE", (15, 18), 76),
            pair("D-048644-20109-OPX-CE", "               ^^^")
        );
        assert_eq!(show("WIN-MA-CE", (6, 6), 76), pair("WIN-MA-CE", "      ^"));
        assert_eq!(show("WIN", (3, 3), 76), pair("WIN", "   ^"));
        assert_eq!(show("WIN", (7, 9), 76), pair("WIN", "   ^"));
        assert_eq!(show("WIN", (2, 1), 76), pair("WIN", "  ^"));
        assert_eq!(show("", (0, 0), 76), pair("", "^"));
        assert_eq!(excerpt("abc", None, 76), Excerpt { line: "abc".into(), carets: None });
    }

    #[test]
    fn characters_of_any_width_keep_the_carets_in_place() {
        assert_eq!(show("名前-X", (3, 4), 76), pair("名前-X", "     ^"));
        assert_eq!(show("名前-X", (1, 2), 76), pair("名前-X", "  ^^"));
        assert_eq!(show("e\u{301}a-X", (4, 5), 76), pair("e\u{301}a-X", "   ^"));
        assert_eq!(show("ae\u{301}", (2, 3), 76), pair("ae\u{301}", " ^"));
        assert_eq!(show("a\tb\nX", (4, 5), 76), pair("a⇥b↵X", "    ^"));
        assert_eq!(show("a\u{200b}b", (1, 2), 76), pair("a<U+200B>b", " ^^^^^^^^"));
        assert_eq!(show("\u{1b}X", (1, 2), 76), pair("␛X", " ^"));
    }

    #[test]
    fn a_long_value_is_shown_around_its_span() {
        let value = format!("{}X{}", "a".repeat(50), "b".repeat(50));
        assert_eq!(show(&value, (50, 51), 11), pair("…aaaaXbbbb…", "     ^"));
        assert_eq!(show(&value, (0, 1), 11), pair("aaaaaaaaaa…", "^"));
        assert_eq!(show(&value, (100, 101), 11), pair("…bbbbbbbbb", "         ^"));
        assert_eq!(show(&value, (101, 101), 11), pair("…bbbbbbbbb", "          ^"));
        assert_eq!(show(&value, (50, 101), 11), pair("…Xbbbbbbbb…", " ^^^^^^^^^"));
        assert_eq!(excerpt(&value, None, 11).line, "aaaaaaaaaa…");
        let wide = "名".repeat(50);
        assert_eq!(show(&wide, (40, 41), 11), pair("…名名名名…", "   ^^"));
    }

    #[test]
    fn no_value_and_no_span_leaves_its_room() {
        let values = ["", "a", "名e\u{301}\t\u{200b}", &"名a\u{301}".repeat(40), &"x\u{feff}".repeat(60)];
        for value in values {
            for room in [10, 11, 17, 39] {
                let count = value.chars().count();
                for span in
                    (0..=count + 1).flat_map(|start| [(start, start), (start, start + 3), (start, count)])
                {
                    let excerpt = excerpt(value, Some(span), room);
                    let width: usize = excerpt.line.chars().map(|character| glyph(character).1).sum();
                    let (blanks, carets) = excerpt.carets.unwrap();
                    assert!(width <= room, "{value:?} {span:?} {room}: {}", excerpt.line);
                    assert!(
                        carets > 0 && blanks + carets <= width.max(room) + 1,
                        "{value:?} {span:?} {room}"
                    );
                }
            }
        }
    }
}
