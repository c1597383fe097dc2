//! The XML of a part as a tree of spans: what stands where, so that it can be changed in place.

use std::borrow::Cow;
use std::ops::Range;

pub(crate) use pamlint_package::xml::{AttributeSpan, attributes};
use pamlint_package::{Limit, Limits};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::error::WriteError;

/// An element of a [`Tree`], by its position in it.
pub(crate) type Id = usize;

/// Where an element stands in the text of its part.
#[derive(Debug, Clone)]
struct Element {
    /// Its name with its prefix.
    name: Range<usize>,
    /// The start of `<`.
    start: usize,
    /// After the `>` of its start tag.
    open_end: usize,
    /// The start of its end tag; `open_end` when it has none.
    close_start: usize,
    /// After it.
    end: usize,
    /// After its last descendant, in [`Tree::elements`].
    after: Id,
}

/// The elements of a part.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    /// The text of the part.
    pub(crate) text: &'a str,
    part: &'a str,
    elements: Vec<Element>,
}

impl<'a> Tree<'a> {
    /// Reads a part.
    pub(crate) fn parse(part: &'a str, text: &'a str, limits: &Limits) -> Result<Tree<'a>, WriteError> {
        Tree::read(part, text, None, limits)
    }

    /// Reads the part of a sheet, but not its cells: they are most of it, and nothing is changed in them.
    pub(crate) fn parse_sheet(part: &'a str, text: &'a str, limits: &Limits) -> Result<Tree<'a>, WriteError> {
        Tree::read(part, text, Some("sheetData"), limits)
    }

    /// Reads a part, but not what lies inside the child of the root that is called `opaque`.
    fn read(
        part: &'a str,
        text: &'a str,
        opaque: Option<&str>,
        limits: &Limits,
    ) -> Result<Tree<'a>, WriteError> {
        let mut tree = Tree { text, part, elements: Vec::new() };
        let mut open: Vec<Id> = Vec::new();
        let mut base = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let mut reader = reader(text, base);
        loop {
            let start = base + position(&reader);
            let event = reader.read_event().map_err(|error| WriteError::damaged(part, error))?;
            let end = base + position(&reader);
            limits.check_in(part, Limit::Elements, tree.elements.len())?;
            match event {
                Event::Start(tag) => {
                    let id = tree.open(start, end, tag.name().into_inner().len());
                    let skip = open.len() == 1 && opaque == Some(tag.local_name().into_inner());
                    open.push(id);
                    if skip {
                        let close = format!("</{}>", tag.name().into_inner());
                        // The last one, since the text of cells cannot hold a tag.
                        if let Some(at) = memchr::memmem::rfind(text.as_bytes(), close.as_bytes())
                            && at >= end
                        {
                            base = at;
                            reader = self::reader(text, at);
                        }
                    }
                }
                Event::Empty(tag) => {
                    let id = tree.open(start, end, tag.name().into_inner().len());
                    tree.close(id, end, end);
                }
                Event::End(tag) => {
                    let Some(id) = open.pop() else {
                        return Err(WriteError::damaged(part, "an element ends that never began"));
                    };
                    if tree.name(id) != tag.name().into_inner() {
                        return Err(WriteError::damaged(part, "an element ends that another began"));
                    }
                    tree.close(id, start, end);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        if !open.is_empty() || tree.elements.is_empty() {
            return Err(WriteError::damaged(part, "it is cut off"));
        }
        Ok(tree)
    }

    fn open(&mut self, start: usize, end: usize, name_length: usize) -> Id {
        let id = self.elements.len();
        let name = start + 1..start + 1 + name_length;
        self.elements.push(Element { name, start, open_end: end, close_start: end, end, after: id + 1 });
        id
    }

    fn close(&mut self, id: Id, start: usize, end: usize) {
        let after = self.elements.len();
        if let Some(element) = self.elements.get_mut(id) {
            element.close_start = start;
            element.end = end;
            element.after = after;
        }
    }

    fn element(&self, id: Id) -> Option<&Element> {
        self.elements.get(id)
    }

    fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The root.
    pub(crate) fn root(&self) -> Id {
        0
    }

    /// The children of an element, in order.
    pub(crate) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let end = self.element(id).map_or(0, |element| element.after);
        let mut next = id + 1;
        std::iter::from_fn(move || {
            let child = next;
            (child < end).then(|| {
                next = self.element(child).map_or(end, |element| element.after);
                child
            })
        })
    }

    /// Everything inside an element, in order.
    pub(crate) fn descendants(&self, id: Id) -> Range<Id> {
        id + 1..self.element(id).map_or(id + 1, |element| element.after)
    }

    /// The first child of that name, whatever its prefix.
    pub(crate) fn child(&self, id: Id, local: &str) -> Option<Id> {
        self.children(id).find(|child| self.local(*child) == local)
    }

    /// The name of an element with its prefix.
    pub(crate) fn name(&self, id: Id) -> &'a str {
        self.element(id).map_or("", |element| self.slice(element.name.clone()))
    }

    /// The name of an element without its prefix.
    pub(crate) fn local(&self, id: Id) -> &'a str {
        let name = self.name(id);
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The prefix of an element with its colon; empty when it has none.
    pub(crate) fn prefix(&self, id: Id) -> &'a str {
        let name = self.name(id);
        name.get(..name.len().saturating_sub(self.local(id).len())).unwrap_or_default()
    }

    /// All of an element.
    pub(crate) fn span(&self, id: Id) -> Range<usize> {
        self.element(id).map_or(0..0, |element| element.start..element.end)
    }

    /// What lies between the tags of an element; empty where it has one tag.
    pub(crate) fn inner(&self, id: Id) -> Range<usize> {
        self.element(id).map_or(0..0, |element| element.open_end..element.close_start)
    }

    /// Whether an element is one tag, `<a/>`.
    pub(crate) fn is_empty_tag(&self, id: Id) -> bool {
        self.element(id).is_some_and(|element| element.end == element.open_end)
    }

    /// The text of an element and of all that is in it.
    pub(crate) fn text_of(&self, id: Id) -> String {
        let mut text = String::new();
        let inner = self.inner(id);
        let mut reader = reader(self.slice(inner), 0);
        loop {
            match reader.read_event() {
                Ok(Event::Text(part)) => text.push_str(&part.xml10_content()),
                Ok(Event::CData(part)) => text.push_str(&part.xml10_content()),
                Ok(Event::GeneralRef(reference)) => {
                    let raw = format!("&{};", reference.into_inner());
                    text.push_str(&quick_xml::escape::unescape(&raw).unwrap_or_default());
                }
                Ok(Event::Eof) | Err(_) => return text,
                Ok(_) => {}
            }
        }
    }

    /// The value of the attribute of that name, whatever its prefix.
    pub(crate) fn attribute(&self, id: Id, local: &str) -> Option<Cow<'a, str>> {
        let span = self.attribute_span(id, local)?;
        let raw = self.slice(span.value);
        Some(quick_xml::escape::unescape(raw).unwrap_or(Cow::Borrowed(raw)))
    }

    /// Where the attribute of that name stands, whatever its prefix.
    pub(crate) fn attribute_span(&self, id: Id, local: &str) -> Option<AttributeSpan> {
        self.attributes(id)
            .into_iter()
            .find(|(name, _)| {
                let (prefix, own) = name.split_once(':').unwrap_or(("", name));
                own == local && prefix != "xmlns"
            })
            .map(|(_, span)| span)
    }

    /// The attributes of an element, by their names with prefixes.
    pub(crate) fn attributes(&self, id: Id) -> Vec<(&'a str, AttributeSpan)> {
        let Some(element) = self.element(id) else { return Vec::new() };
        let base = element.name.end;
        attributes(self.slice(base..element.open_end.saturating_sub(1)))
            .into_iter()
            .map(|(name, span)| {
                let moved = |range: Range<usize>| range.start + base..range.end + base;
                (name, AttributeSpan { whole: moved(span.whole), value: moved(span.value) })
            })
            .collect()
    }

    /// The prefix (with its colon) that the root binds to a namespace for attributes.
    pub(crate) fn bound_prefix(&self, namespace: &str) -> Option<String> {
        self.attributes(self.root()).into_iter().find_map(|(name, span)| {
            let prefix = name.strip_prefix("xmlns:")?;
            (self.slice(span.value) == namespace).then(|| format!("{prefix}:"))
        })
    }

    /// The part that was read.
    pub(crate) fn part(&self) -> &'a str {
        self.part
    }
}

fn reader(text: &str, from: usize) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text.get(from..).unwrap_or_default());
    let config = reader.config_mut();
    // Ends are compared by the tree: a reader that starts halfway has not seen where they began.
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;

    #[test]
    fn elements_stand_where_the_tree_says() {
        let text =
            r#"<?xml version="1.0"?><x:a n="1"><b m='2' x:id = "&lt;3"/><x:c>t&amp;<d>u</d></x:c></x:a>"#;
        let tree = Tree::parse("p", text, &Limits::default()).unwrap();
        let root = tree.root();
        assert_eq!((tree.local(root), tree.prefix(root)), ("a", "x:"));
        let names: Vec<_> = tree.children(root).map(|id| tree.local(id)).collect();
        assert_eq!(names, ["b", "c"]);
        let b = tree.child(root, "b").unwrap();
        assert!(tree.is_empty_tag(b));
        assert_eq!(tree.attribute(b, "id").as_deref(), Some("<3"));
        assert_eq!(&text[tree.attribute_span(b, "m").unwrap().whole], " m='2'");
        let c = tree.child(root, "c").unwrap();
        assert_eq!(tree.text_of(c), "t&u");
        assert_eq!(&text[tree.span(c)], "<x:c>t&amp;<d>u</d></x:c>");
        assert_eq!(&text[tree.inner(root)], &text[text.find("<b").unwrap()..text.rfind("</x:a").unwrap()]);
    }

    #[test]
    fn cells_are_stepped_over() {
        let text = "<w><h/><sheetData><row>< broken</row></sheetData><t><u/></t></w>";
        let tree = Tree::parse_sheet("p", text, &Limits::default()).unwrap();
        let names: Vec<_> = tree.children(tree.root()).map(|id| tree.local(id)).collect();
        assert_eq!(names, ["h", "sheetData", "t"]);
    }

    #[test]
    fn broken_parts_are_told() {
        for text in ["", "<a>", "<a></b>", "</a>", "<a><b></a></b>", "text"] {
            assert!(Tree::parse("p", text, &Limits::default()).is_err(), "{text}");
        }
    }
}
