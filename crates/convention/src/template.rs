//! Texts with holes: `{platform.session} does not work with {platform.technology}`.

/// A text with holes in it.
///
/// A brace is written twice to stand for itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Template {
    segments: Vec<Segment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Segment {
    Literal(String),
    Hole(String),
}

/// A template that is not well formed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A `{` that is never closed, or a `}` that was never opened.
    #[error("a `{{` or `}}` stands alone; write it twice to mean the character itself")]
    UnbalancedBrace,
    /// `{}`.
    #[error("a placeholder `{{}}` is empty")]
    EmptyHole,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// When braces do not pair up, or a hole has no name.
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
                    let mut hole = String::new();
                    loop {
                        match characters.next() {
                            Some('}') => break,
                            Some('{') | None => return Err(TemplateError::UnbalancedBrace),
                            Some(character) => hole.push(character),
                        }
                    }
                    if hole.trim().is_empty() {
                        return Err(TemplateError::EmptyHole);
                    }
                    if !literal.is_empty() {
                        segments.push(Segment::Literal(std::mem::take(&mut literal)));
                    }
                    segments.push(Segment::Hole(hole.trim().to_owned()));
                }
                character => literal.push(character),
            }
        }
        if !literal.is_empty() {
            segments.push(Segment::Literal(literal));
        }
        Ok(Template { segments })
    }

    /// The names of the holes, in order.
    pub fn holes(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Hole(name) => Some(name.as_str()),
            Segment::Literal(_) => None,
        })
    }

    /// The text with every hole filled; `None` when `value` has nothing for one of them.
    pub fn render<S: AsRef<str>>(&self, mut value: impl FnMut(&str) -> Option<S>) -> Option<String> {
        let mut text = String::new();
        for segment in &self.segments {
            match segment {
                Segment::Literal(literal) => text.push_str(literal),
                Segment::Hole(name) => text.push_str(value(name)?.as_ref()),
            }
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_filled_and_double_braces_are_braces() {
        let template = Template::parse("{a} and {{b}} and {c.d}").unwrap();
        assert_eq!(template.holes().collect::<Vec<_>>(), ["a", "c.d"]);
        assert_eq!(template.render(|hole| Some(hole.to_uppercase())).unwrap(), "A and {b} and C.D");
        assert_eq!(template.render(|hole| (hole == "a").then_some("x")), None);
    }

    #[test]
    fn braces_that_do_not_pair_up_are_refused() {
        assert_eq!(Template::parse("a } b"), Err(TemplateError::UnbalancedBrace));
        assert_eq!(Template::parse("a { b"), Err(TemplateError::UnbalancedBrace));
        assert_eq!(Template::parse("a {} b"), Err(TemplateError::EmptyHole));
    }
}
