//! Other words for the codes of a column.

use std::ops::Range;

use super::Compiler;
use crate::model::Content;
use crate::raw::RawColumn;
use crate::suggest::did_you_mean;

impl Compiler<'_> {
    /// Other words for the codes of a column, and the codes.
    pub(super) fn words_of(
        &mut self,
        raw: &RawColumn,
        content: &Content,
        at: &Range<usize>,
    ) -> Vec<(String, String)> {
        let words = raw.words.clone().unwrap_or_default();
        let Content::Codes(list) = content else {
            if !words.is_empty() || raw.any_case.is_some() {
                self.problem(at.clone(), "`words` and `any_case` are about `codes`, and there are none here");
            }
            return Vec::new();
        };
        let codes: Vec<String> =
            self.convention.list(*list).codes.iter().map(|(code, _)| code.clone()).collect();
        for code in words.values().filter(|code| !codes.contains(code)) {
            let hint = did_you_mean(code, codes.iter().map(String::as_str));
            let list = &self.convention.list(*list).key;
            let message = format!("`{code}` is no code of [codes.{list}]");
            self.problem_with_hint(at.clone(), message, hint);
        }
        words.into_iter().collect()
    }
}
