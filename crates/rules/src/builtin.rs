//! Built-in checks: the mistakes that the engine knows without a rule that says how to find them. A convention
//! gives each of them a code and words by a rule; without one nothing is reported.

mod columns;
pub(crate) mod details;
pub(crate) mod empty;
mod headers;
pub(crate) mod ids;
pub(crate) mod mixed;
pub(crate) mod placeholders;
mod rows;
pub(crate) mod secrets;
pub(crate) mod sheets;
pub(crate) mod text_rows;
pub(crate) mod unreadable;

use pamlint_convention::{BuiltInCheck, Check, ColumnId, Convention, RuleId, TableId, fold_header};
use pamlint_reader::{Header, Layout, Meaning, Sheet, SheetId, Workbook};

use crate::draft::Draft;
use crate::secret::is_header;

/// The findings so far, and the rules by which built-in checks add to them.
pub(crate) struct Reporter<'c> {
    convention: &'c Convention,
    rules: Vec<Known<'c>>,
    pub drafts: Vec<Draft>,
}

/// The rule for a built-in check.
struct Known<'c> {
    check: BuiltInCheck,
    /// The tables that it is for; all when empty.
    on: &'c [TableId],
    /// The headers that it is about, folded by [`pamlint_convention::fold_header`].
    headers: &'c [String],
    rule: RuleId,
}

impl Known<'_> {
    /// True when it is for a table, or for any when there is none.
    fn is_for(&self, table: Option<TableId>) -> bool {
        self.on.is_empty() || table.is_none_or(|table| self.on.contains(&table))
    }
}

impl<'c> Reporter<'c> {
    pub(crate) fn new(convention: &'c Convention) -> Reporter<'c> {
        let rules = convention.all_rules().filter_map(|(rule, found)| match &found.check {
            Check::BuiltIn { check, on, headers } if !found.off => {
                Some(Known { check: *check, on, headers, rule })
            }
            _ => None,
        });
        Reporter { convention, rules: rules.collect(), drafts: Vec::new() }
    }

    /// The rule for a built-in check on a table, or on no table in particular.
    pub(crate) fn rule(&self, check: BuiltInCheck, table: Option<TableId>) -> Option<RuleId> {
        let mut rules = self.rules.iter();
        rules.find(|known| known.check == check && known.is_for(table)).map(|known| known.rule)
    }

    /// The rule against a header that nobody wants on a table.
    fn unwanted_header(&self, table: Option<TableId>, text: &str) -> Option<(BuiltInCheck, RuleId)> {
        let folded = fold_header(text);
        let is_unwanted = |known: &&Known<'_>| {
            matches!(known.check, BuiltInCheck::SecretColumn | BuiltInCheck::ForbiddenColumn)
                && known.is_for(table)
                && known.headers.contains(&folded)
        };
        let listed = self.rules.iter().find(is_unwanted).map(|known| (known.check, known.rule));
        let check = BuiltInCheck::SecretColumn;
        listed.or_else(|| Some((check, self.rule(check, table).filter(|_| is_header(text))?)))
    }

    /// Adds the finding of a built-in check on a table; false where the convention has no rule for it.
    fn report(
        &mut self,
        check: BuiltInCheck,
        table: Option<TableId>,
        draft: impl FnOnce(RuleId) -> Draft,
    ) -> bool {
        let draft = self.rule(check, table).map(draft);
        let is_reported = draft.is_some();
        self.drafts.extend(draft);
        is_reported
    }
}

/// A sheet with accounts.
struct AccountSheet<'w> {
    id: SheetId,
    sheet: &'w Sheet,
    layout: &'w Layout,
    /// The kind of its accounts; `None` where each row tells its own.
    table: Option<TableId>,
}

impl AccountSheet<'_> {
    /// The headers that mean a column which an earlier one means already.
    fn again(&self, column: ColumnId) -> impl Iterator<Item = &Header> {
        self.layout
            .headers
            .iter()
            .filter(move |header| matches!(header.meaning, Meaning::Again(known) if known == column))
    }

    /// The sheets with accounts of a workbook.
    fn all(workbook: &Workbook) -> impl Iterator<Item = AccountSheet<'_>> {
        workbook.all_sheets().filter_map(|(id, sheet)| {
            let (layout, table) = sheet.accounts()?;
            Some(AccountSheet { id, sheet, layout, table })
        })
    }
}
