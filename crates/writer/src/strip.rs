//! Our marks in the parts of a sheet, recognised by what they are, and what is left without them.

use std::collections::BTreeSet;
use std::ops::Range;

use pamlint_reader::CellRef;

use crate::comments::AUTHOR;
use crate::edits::Edits;
use crate::escape::escape;
use crate::marks::GUARD;
use crate::notes::{END, START};
use crate::xml::{Id, Tree};

/// Takes our conditional formats out of a sheet, and says whether there were any.
pub(crate) fn conditions(tree: &Tree<'_>, edits: &mut Edits) -> bool {
    let mut found = false;
    // Programs space formulas as they like.
    let trace = GUARD.split('=').next().unwrap_or(GUARD);
    for format in tree.children(tree.root()).filter(|id| tree.local(*id) == "conditionalFormatting") {
        let is_ours = |rule: &Id| {
            tree.children(*rule).any(|id| tree.local(id) == "formula" && tree.text_of(id).contains(trace))
        };
        let rules: Vec<Id> = tree.children(format).filter(|id| tree.local(*id) == "cfRule").collect();
        let ours: Vec<Id> = rules.iter().copied().filter(is_ours).collect();
        found |= !ours.is_empty();
        if !ours.is_empty() && ours.len() == rules.len() {
            edits.replace(tree.span(format), "");
        } else {
            for rule in ours {
                edits.replace(tree.span(rule), "");
            }
        }
    }
    found
}

/// Notes without our text.
pub(crate) struct Stripped {
    /// What changes in the comments part.
    pub(crate) edits: Edits,
    /// How many notes are left.
    pub(crate) left: usize,
    /// The cells whose notes were all ours.
    pub(crate) gone: BTreeSet<CellRef>,
}

/// Takes our text out of the notes of a comments part.
pub(crate) fn notes(tree: &Tree<'_>) -> Stripped {
    let mut stripped = Stripped { edits: Edits::default(), left: 0, gone: BTreeSet::new() };
    let list = tree.child(tree.root(), "commentList").map(|list| tree.children(list).collect::<Vec<_>>());
    let mut authors = BTreeSet::new();
    for comment in list.unwrap_or_default() {
        if tree.local(comment) != "comment" {
            continue;
        }
        let author = tree.attribute(comment, "authorId").and_then(|author| author.parse::<usize>().ok());
        if note(tree, comment, &mut stripped.edits) {
            let cell = tree.attribute(comment, "ref").and_then(|cell| CellRef::parse(&cell));
            stripped.gone.extend(cell);
        } else {
            stripped.left += 1;
            authors.extend(author);
        }
    }
    // Notes refer to authors by position: only the last can go, any other keeps its place without a name.
    let known = tree.child(tree.root(), "authors").map(|list| tree.children(list).collect::<Vec<_>>());
    let known = known.unwrap_or_default();
    for (position, author) in known.iter().enumerate() {
        if stripped.gone.is_empty() || authors.contains(&position) || tree.text_of(*author) != AUTHOR {
            continue;
        }
        let is_last = position + 1 == known.len();
        stripped.edits.replace(if is_last { tree.span(*author) } else { tree.inner(*author) }, "");
    }
    stripped
}

/// Takes our text out of a note; true when nothing else was in it, and it is gone.
fn note(tree: &Tree<'_>, comment: Id, edits: &mut Edits) -> bool {
    let Some(text) = tree.child(comment, "text") else { return false };
    // Each piece of text with the element that goes when the piece is all ours.
    let pieces: Vec<(Id, Id, String)> = tree
        .children(text)
        .filter_map(|id| match tree.local(id) {
            "t" => Some((id, id)),
            "r" => tree.child(id, "t").map(|inner| (id, inner)),
            _ => None,
        })
        .map(|(outer, inner)| (outer, inner, tree.text_of(inner)))
        .collect();
    let all: String = pieces.iter().map(|(_, _, text)| text.as_str()).collect();
    let Some(ours) = our_part(&all) else { return false };
    let rest = [all.get(..ours.start), all.get(ours.end..)];
    if rest.iter().flatten().all(|text| text.trim().is_empty()) {
        edits.replace(tree.span(comment), "");
        return true;
    }
    let mut at = 0;
    for (outer, inner, text) in pieces {
        let own = at..at + text.len();
        at = own.end;
        if own.end <= ours.start || own.start >= ours.end {
            continue;
        }
        let before = text.get(..ours.start.saturating_sub(own.start)).unwrap_or_default();
        let after = text.get(ours.end.min(own.end) - own.start..).unwrap_or_default();
        if before.is_empty() && after.is_empty() {
            edits.replace(tree.span(outer), "");
        } else {
            let name = tree.name(inner);
            let kept = escape(&format!("{before}{after}"));
            edits.replace(tree.span(inner), format!("<{name} xml:space=\"preserve\">{kept}</{name}>"));
        }
    }
    false
}

/// Where our text stands in a note: from our first line to our last, with the line end before it.
fn our_part(text: &str) -> Option<Range<usize>> {
    let found = text.find(START)?;
    let before = text.get(..found)?;
    let before = before.strip_suffix('\n').unwrap_or(before);
    let before = before.strip_suffix('\r').unwrap_or(before);
    let end = text.get(found..)?.find(END).map_or(text.len(), |end| found + end + END.len());
    Some(before.len()..end)
}

#[cfg(test)]
mod tests {
    use pamlint_package::Limits;

    use super::*;

    fn stripped(text: &str) -> (String, usize) {
        let part = format!(
            "<comments><commentList><comment ref=\"B7\"><text>{text}</text></comment></commentList></comments>"
        );
        let tree = Tree::parse("p", &part, &Limits::default()).unwrap();
        let stripped = notes(&tree);
        let (left, _) = stripped.edits.apply("p", &part).unwrap();
        let left = left.split_once("<text>").and_then(|(_, rest)| rest.split_once("</text>"));
        (left.map_or_else(String::new, |(text, _)| text.to_owned()), stripped.gone.len())
    }

    #[test]
    fn only_our_text_is_taken_out_of_a_note() {
        for (with, without, gone) in [
            ("<r><t>own</t></r><r><t>\n▼ pamlint</t></r><r><t>x\n▲ pamlint</t></r>", "<r><t>own</t></r>", 0),
            (
                "<t>own\n▼ pamlint\nx\n▲ pamlint\nmore &amp; more</t>",
                "<t xml:space=\"preserve\">own\nmore &amp; more</t>",
                0,
            ),
            ("<t>▼ pamlint\nx\n▲ pamlint\n</t>", "", 1),
            ("<t>▼ pamlint\nx, cut off</t>", "", 1),
            ("<t>about pamlint</t>", "<t>about pamlint</t>", 0),
        ] {
            assert_eq!(stripped(with), (without.to_owned(), gone), "{with}");
        }
    }

    #[test]
    fn only_our_conditions_are_taken_out() {
        let rule = |formula: &str| format!("<cfRule><formula>{formula}</formula></cfRule>");
        let text = format!(
            "<worksheet><sheetData/><conditionalFormatting>{0}{1}</conditionalFormatting><conditionalFormatting>{1}</conditionalFormatting></worksheet>",
            rule("A1=1"),
            rule("AND( N(\"pamlint\") = 0, LEN(A1)=3)")
        );
        let tree = Tree::parse("p", &text, &Limits::default()).unwrap();
        let mut edits = Edits::default();
        assert!(conditions(&tree, &mut edits));
        let (left, _) = edits.apply("p", &text).unwrap();
        assert_eq!(
            left,
            format!(
                "<worksheet><sheetData/><conditionalFormatting>{}</conditionalFormatting></worksheet>",
                rule("A1=1")
            )
        );
    }
}
