//! The summary of a run as a page: it says everything without script, and nothing in a workbook can become
//! markup.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod support;

use base64::Engine as _;
use pamlint_convention::Language;
use pamlint_report::summary_page;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use sha2::{Digest as _, Sha256};
use support::{WILD, finding, nothing, overview, report, run};

/// The elements of a page, with their attributes and the text in them.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
}

impl Element {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

const VOID: [&str; 2] = ["meta", "input"];

fn elements(page: &str) -> Vec<Element> {
    // Style and script hold no markup; `bdi` and the like are closed: so the rest reads as XML does.
    let cut = |text: &str, tag: &str| {
        let (before, rest) = text.split_once(&format!("<{tag}>")).unwrap();
        let (inside, after) = rest.split_once(&format!("</{tag}>")).unwrap();
        assert!(!inside.contains("</"), "{tag}");
        format!("{before}{after}")
    };
    let page = cut(&cut(page, "style"), "script")
        .replacen("<!DOCTYPE html>", "", 1)
        .replace("<form hidden ", "<form hidden=\"\" ");
    let mut all: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let attributes = |start: &BytesStart<'_>| -> Vec<(String, String)> {
        start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.unwrap();
                let value = attribute.value.into_owned();
                (attribute.key.as_ref().to_owned(), quick_xml::escape::unescape(&value).unwrap().into_owned())
            })
            .collect()
    };
    let page: String = VOID.iter().fold(page.clone(), |page, name| {
        let mut out = String::new();
        let mut rest = page.as_str();
        while let Some((before, after)) = rest.split_once(&format!("<{name} ")) {
            let (inside, left) = after.split_once('>').unwrap();
            out.push_str(&format!("{before}<{name} {inside}/>"));
            rest = left;
        }
        out + rest
    });
    let mut reader = Reader::from_str(&page);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                open.push(all.len());
                let name = start.name().as_ref().to_owned();
                all.push(Element { name, attributes: attributes(&start), text: String::new() });
            }
            Event::Empty(start) => {
                let name = start.name().as_ref().to_owned();
                all.push(Element { name, attributes: attributes(&start), text: String::new() });
            }
            Event::End(_) => {
                open.pop().unwrap();
            }
            Event::Text(text) => {
                let text = text.to_string();
                open.iter().for_each(|index| all[*index].text.push_str(&text));
            }
            Event::GeneralRef(reference) => {
                let name = reference.to_string();
                let text = quick_xml::escape::unescape(&format!("&{name};")).unwrap().into_owned();
                open.iter().for_each(|index| all[*index].text.push_str(&text));
            }
            Event::Eof => break,
            other => panic!("{other:?}"),
        }
    }
    assert!(open.is_empty());
    all
}

#[test]
fn nothing_in_a_workbook_becomes_markup() {
    for language in Language::all() {
        let page = summary_page(&run(language), "summary.html");
        assert_eq!(page.matches("<script").count(), 1);
        let elements = elements(&page);
        let names = [
            "html", "head", "meta", "title", "body", "header", "h1", "p", "nav", "ul", "li", "a", "main",
            "dl", "div", "dt", "dd", "section", "h2", "table", "thead", "tr", "th", "tbody", "td", "span",
            "i", "bdi", "form", "label", "input", "select", "option", "output", "small",
        ];
        for element in &elements {
            assert!(names.contains(&element.name.as_str()), "{}", element.name);
            assert!(element.attributes.iter().all(|(name, _)| !name.starts_with("on")), "{}", element.name);
        }
        let values: Vec<&str> = elements
            .iter()
            .filter(|element| ["td", "bdi"].contains(&element.name.as_str()))
            .map(|element| element.text.as_str())
            .collect();
        for wild in [WILD[0], WILD[1], WILD[2], WILD[3], WILD[4], WILD[6]] {
            assert!(values.contains(&wild), "{wild}");
        }
        assert!(values.contains(&"␀␛[31m\u{fffd}\u{202e}\u{fffd}"));
    }
}

#[test]
fn it_needs_nothing_from_elsewhere() {
    let page = summary_page(&run(Language::EN), "summary.html");
    let script = page.split_once("<script>").unwrap().1.split_once("</script>").unwrap().0;
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script));
    assert!(page.contains(&format!("script-src 'sha256-{hash}'")), "the hash of the script is sha256-{hash}");
    assert!(page.contains("content=\"default-src 'none';"));
    for element in elements(&page) {
        assert_eq!(element.get("src"), None);
        if let Some(link) = element.get("href") {
            assert!(link.starts_with('#') || link == "out/%3Cb%3E/a%20%26%20b.checked.xlsx", "{link}");
        }
    }
    assert!(!page.contains("url(") && !page.contains("@import"));
}

#[test]
fn people_who_do_not_see_it_can_use_it() {
    for (language, code) in [(Language::NL, "nl"), (Language::EN, "en"), (Language::FR, "fr")] {
        for page in
            [summary_page(&run(language), "summary.html"), summary_page(&nothing(language), "summary.html")]
        {
            let elements = elements(&page);
            let all = |name: &'static str| elements.iter().filter(move |element| element.name == name);
            assert_eq!(all("html").next().unwrap().get("lang"), Some(code));
            assert_eq!(all("h1").count(), 1);
            let ids: Vec<&str> = elements.iter().filter_map(|element| element.get("id")).collect();
            let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
            assert_eq!(ids.len(), unique.len());
            for element in &elements {
                for key in ["aria-labelledby", "data-rows"] {
                    assert!(element.get(key).is_none_or(|id| ids.contains(&id)), "{:?}", element.get(key));
                }
                if let Some(target) = element.get("href").and_then(|link| link.strip_prefix('#')) {
                    assert!(ids.contains(&target), "{target}");
                }
            }
            for head in all("th") {
                assert!(matches!(head.get("scope"), Some("col" | "row")));
                assert!(!head.text.trim().is_empty());
            }
            for table in all("table") {
                assert!(table.get("aria-labelledby").is_some());
            }
            for frame in all("div").filter(|frame| frame.get("class") == Some("frame")) {
                assert_eq!((frame.get("tabindex"), frame.get("role")), (Some("0"), Some("region")));
            }
            assert!(all("label").all(|label| !label.text.trim().is_empty()));
            assert_eq!(all("label").count(), all("input").count() + all("select").count());
            for badge in
                all("span").filter(|span| span.get("class").is_some_and(|class| class.starts_with("badge")))
            {
                assert!(!badge.text.is_empty(), "a severity is a word, not only a colour");
            }
        }
    }
}

#[test]
fn it_says_what_there_is() {
    let page = summary_page(&run(Language::EN), "summary.html");
    let elements = elements(&page);
    let figures: Vec<&str> =
        elements.iter().filter(|element| element.name == "dd").map(|figure| figure.text.as_str()).collect();
    assert_eq!(figures, ["3", "1", "1", "1", "24", "8", "1", "1", "2"]);
    let rows = |kind: &str| elements.iter().filter(|element| element.get("data-kind") == Some(kind)).count();
    assert_eq!(["clean", "findings", "failed"].map(rows), [1, 1, 1]);
    assert_eq!(["error", "warning", "info"].map(rows), [8, 1, 1]);
    let said = |text: &str| elements.iter().any(|element| element.text == text);
    assert!(said("The file does not exist; check its name.") && said("in/=late.xlsx"));
    assert!(said("leave the cell empty (certain)"));
    assert_eq!(page, summary_page(&run(Language::EN), "summary.html"));
}

#[test]
fn a_page_says_what_it_leaves_out() {
    let findings = vec![finding("SAF005", pamlint_convention::Severity::Error, "x"); 100_003];
    let outcome = common::outcome("a.xlsx", Ok(report("", findings)), None);
    let many = overview(Language::EN, &[outcome], &[]);
    let page = summary_page(&many, "summary.html");
    assert!(page.contains("<p class=\"remark\">The list ends here: 95003 more findings are left out. "));
    assert_eq!(page.matches("<tr data-kind=\"error\">").count(), 5_000);
    assert!(page.contains("data-key=\"100003\">100003<"), "sums count them all");
}
