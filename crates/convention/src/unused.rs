//! Codes that no kind of account can ever use.

use crate::model::{Check, Content, Convention, Shape, Test};

/// A code that a rule allows for no kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusedCode {
    /// The code.
    pub code: String,
    /// The key of its list.
    pub list: String,
    /// The rule that says which kinds may have which codes.
    pub rule: String,
    /// The value that the rule looks at.
    pub path: String,
}

impl Convention {
    /// The codes that a rule about kinds leaves to none of them: every row that has one breaks the rule.
    pub fn codes_without_kind(&self) -> Vec<UnusedCode> {
        let mut unused = Vec::new();
        for rule in self.rules.iter().filter(|rule| !rule.off) {
            let Check::Cases(cases) = &rule.check else { continue };
            for condition in cases.iter().flat_map(|case| &case.require) {
                let Test::Fits { by, table } = &condition.test else { continue };
                let kinds = self.all_tables().filter(|(_, table)| table.is_kind);
                let mut having =
                    kinds.filter(|(id, _)| !self.slots(*id, &condition.path).is_empty()).peekable();
                let is_told = |id: &str| table.iter().any(|(key, _)| key.eq_ignore_ascii_case(id));
                if !by.is_just("kind")
                    || having.peek().is_none()
                    || !having.all(|(_, kind)| is_told(&kind.id))
                {
                    continue;
                }
                let is_allowed = |code: &str| {
                    table
                        .iter()
                        .flat_map(|(_, codes)| codes)
                        .any(|allowed| allowed.eq_ignore_ascii_case(code))
                };
                let Some(list) = self.list_of(&condition.path) else { continue };
                let codes = list.codes.iter().filter(|(code, _)| !is_allowed(code));
                unused.extend(codes.map(|(code, _)| UnusedCode {
                    code: code.clone(),
                    list: list.key.clone(),
                    rule: rule.code.clone(),
                    path: condition.path.to_string(),
                }));
            }
        }
        unused
    }

    /// The list that the value at a path is a code of.
    fn list_of(&self, path: &crate::Path) -> Option<&crate::CodeList> {
        let list = match &path.part {
            Some(part) => match &self.parts.iter().find(|known| known.key == *part)?.shape {
                Shape::Codes(list) => *list,
                Shape::Forms(_) => return None,
            },
            None => self.all_tables().find_map(|(id, table)| {
                let slot = *self.slots(id, path).first()?;
                match table.fields.get(slot.field)?.content {
                    Content::Codes(list) => Some(list),
                    _ => None,
                }
            })?,
        };
        Some(self.list(list))
    }
}
