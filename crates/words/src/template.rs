//! Texts with placeholders: `{platform.session} does not work with {platform.technology}`.

use std::fmt::{Display, Write as _};

use serde::Deserialize;

/// A text with placeholders in it.
///
/// A brace is written twice to stand for itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(try_from = "String")]
pub struct Template {
    segments: Vec<Segment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Segment {
    Literal(String),
    Placeholder(String),
}

/// A template that is not well formed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A `{` that is never closed, or a `}` that was never opened.
    #[error("a `{{` or `}}` stands alone; write it twice to mean the character itself")]
    UnbalancedBrace,
    /// `{}`.
    #[error("a placeholder `{{}}` is empty")]
    EmptyPlaceholder,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// When braces do not pair up, or a placeholder has no name.
    pub fn parse(text: &str) -> Result<Template, TemplateError> {
        let mut segments = Vec::new();
        let mut literal = String::new();
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '{' if characters.next_if_eq(&'{').is_some() => literal.push('{'),
                '}' if characters.next_if_eq(&'}').is_some() => literal.push('}'),
                '}' => return Err(TemplateError::UnbalancedBrace),
                '{' => {
                    let mut placeholder = String::new();
                    loop {
                        match characters.next() {
                            Some('}') => break,
                            Some('{') | None => return Err(TemplateError::UnbalancedBrace),
                            Some(character) => placeholder.push(character),
                        }
                    }
                    if placeholder.trim().is_empty() {
                        return Err(TemplateError::EmptyPlaceholder);
                    }
                    if !literal.is_empty() {
                        segments.push(Segment::Literal(std::mem::take(&mut literal)));
                    }
                    segments.push(Segment::Placeholder(placeholder.trim().to_owned()));
                }
                character => literal.push(character),
            }
        }
        if !literal.is_empty() {
            segments.push(Segment::Literal(literal));
        }
        Ok(Template { segments })
    }

    /// The names of the placeholders, in order.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Placeholder(name) => Some(name.as_str()),
            Segment::Literal(_) => None,
        })
    }

    /// The text with every placeholder filled; `None` when `value` has nothing for one of them.
    pub fn render<S: AsRef<str>>(&self, mut value: impl FnMut(&str) -> Option<S>) -> Option<String> {
        let mut text = String::new();
        for segment in &self.segments {
            match segment {
                Segment::Literal(literal) => text.push_str(literal),
                Segment::Placeholder(name) => text.push_str(value(name)?.as_ref()),
            }
        }
        Some(text)
    }

    /// The text with these values in the places of their names; a placeholder without one leaves nothing.
    pub fn fill(&self, values: &[(&str, &dyn Display)]) -> String {
        let mut text = String::new();
        for segment in &self.segments {
            match segment {
                Segment::Literal(literal) => text.push_str(literal),
                Segment::Placeholder(name) => {
                    if let Some((_, value)) = values.iter().find(|(known, _)| known == name) {
                        let _ = write!(text, "{value}");
                    }
                }
            }
        }
        text
    }
}

impl TryFrom<String> for Template {
    type Error = TemplateError;

    fn try_from(text: String) -> Result<Template, TemplateError> {
        Template::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_and_double_braces_are_braces() {
        let template = Template::parse("{a} and {{b}} and {c.d}").unwrap();
        assert_eq!(template.placeholders().collect::<Vec<_>>(), ["a", "c.d"]);
        assert_eq!(
            template.render(|placeholder| Some(placeholder.to_uppercase())).unwrap(),
            "A and {b} and C.D"
        );
        assert_eq!(template.render(|placeholder| (placeholder == "a").then_some("x")), None);
    }

    #[test]
    fn what_is_filled_in_is_not_read_again() {
        let template = Template::parse("{a}-{b}{c}.").unwrap();
        assert_eq!(template.fill(&[("a", &"{b}"), ("b", &2)]), "{b}-2.");
    }

    #[test]
    fn braces_that_do_not_pair_up_are_refused() {
        assert_eq!(Template::parse("a } b"), Err(TemplateError::UnbalancedBrace));
        assert_eq!(Template::parse("a { b"), Err(TemplateError::UnbalancedBrace));
        assert_eq!(Template::parse("a {} b"), Err(TemplateError::EmptyPlaceholder));
    }
}
