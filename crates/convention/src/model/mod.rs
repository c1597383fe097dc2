//! A convention as the engine works with it: tables that refer to one another by number.
//!
//! Everything in here has been checked by loading: a number points at something that is there, a
//! path can be reached on at least one table, a code belongs to one rule.

mod built_in;
mod check;
mod detail;
mod example;
mod id;
mod names;
mod placeholder;
mod plan;
mod reference;
mod reply;
mod rule;
mod severity;
mod subject;
mod table;
mod tie;

pub use built_in::*;
pub use check::*;
pub use detail::*;
pub use example::*;
pub use id::*;
pub use names::*;
pub use pamlint_formats::{Day, Format};
pub use placeholder::*;
pub use plan::*;
pub use reference::*;
pub use reply::*;
pub use rule::*;
pub use severity::*;
pub use subject::*;
pub use table::*;
pub use tie::{KindTie, ValueTie};

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::kept::{Instance, Kept};
use crate::load::Problem;
use crate::load::source::Sources;
use crate::path::{Path, Slot};
use crate::text::Text;
use pamlint_words::Language;

/// One organisation's convention.
#[derive(Debug, Clone)]
pub struct Convention {
    /// The name by which `--convention` knows it.
    pub id: String,
    /// The version that reports quote.
    pub version: String,
    /// What people call it.
    pub title: Text,
    /// The texts it comes from.
    pub source: String,
    /// The languages in which it speaks.
    pub languages: Vec<Language>,
    /// IDs, folded by [`crate::fold_header`], of rows that are there to show how the workbook is filled in.
    pub example_ids: Vec<String>,
    /// The words that stand in a cell for a value that is not there.
    pub placeholders: Placeholders,
    /// Words that stand between two values in one cell, in small letters.
    pub joining_words: Vec<String>,
    /// Words with which a remark below the header begins, folded by [`crate::fold_header`].
    pub remark_words: Vec<String>,
    /// The columns that stand on account sheets, by every header that means them, folded by
    /// [`crate::fold_header`].
    pub(crate) headers: BTreeMap<String, Vec<ColumnId>>,
    /// The column that says in which safe an account is kept: recorded exceptions may name a safe.
    pub safe_column: Option<ColumnId>,
    /// The address of the page that explains a rule, with [`PAGE_CODE`] in the place of its code.
    pub(crate) rule_pages: Option<String>,
    /// In how many texts of the conventions below a language is missing that this one speaks; they are told in another.
    pub told_otherwise: BTreeMap<Language, usize>,
    /// True when a rule compares days with that of the check.
    pub looks_at_today: bool,
    /// The closed lists.
    pub lists: Vec<CodeList>,
    /// The parts of names.
    pub parts: Vec<Part>,
    /// The lists that users can supply.
    pub references: Vec<Reference>,
    /// The names.
    pub names: Vec<Name>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The kinds of account, then the other sheets.
    pub tables: Vec<Table>,
    /// Values derived from others.
    pub derived: Vec<Derived>,
    /// What a workbook says of whoever sends it.
    pub details: Vec<Detail>,
    /// The texts of the mail for whoever sent a workbook; a convention always has them.
    pub reply: Option<Reply>,
    /// The rules: the engine's own first, then in the order of the file, which is the order in which
    /// relations are judged.
    pub rules: Vec<Rule>,
    /// What has to be made for accounts; `None` where it does not say.
    pub plan: Option<PlanRules>,
    /// The files that it was read from.
    pub(crate) sources: Sources,
    /// What has been made of it for checking workbooks.
    pub(crate) kept: Kept,
}

macro_rules! lookup {
    ($($(#[$doc:meta])* $method:ident($id:ty) -> $item:ty, $all:ident in $list:ident;)*) => {
        impl Convention {
            $(
                $(#[$doc])*
                ///
                /// A number of this convention always points at something; a number of another one
                /// gives its first entry.
                #[expect(clippy::indexing_slicing, reason = "numbers are made by compiling, which checks them")]
                pub fn $method(&self, id: $id) -> &$item {
                    let index = if id.index() < self.$list.len() { id.index() } else { 0 };
                    &self.$list[index]
                }

                /// Every one of them with its number, in order.
                pub fn $all(&self) -> impl Iterator<Item = ($id, &$item)> {
                    (0..).zip(&self.$list).map(|(index, item)| (<$id>::from_index(index), item))
                }
            )*
        }
    };
}

lookup! {
    /// The closed list of that number.
    list(ListId) -> CodeList, all_lists in lists;
    /// The part of that number.
    part(PartId) -> Part, all_parts in parts;
    /// The reference list of that number.
    reference(ReferenceId) -> Reference, all_references in references;
    /// The name of that number.
    name(NameId) -> Name, all_names in names;
    /// The column of that number.
    column(ColumnId) -> Column, all_columns in columns;
    /// The table of that number.
    table(TableId) -> Table, all_tables in tables;
    /// The detail of that number.
    detail(DetailId) -> Detail, all_details in details;
    /// The rule of that number.
    rule(RuleId) -> Rule, all_rules in rules;
}

/// What stands in the address of the pages of rules in the place of a code.
pub(crate) const PAGE_CODE: &str = "{code}";

impl Convention {
    /// The address of the page that explains a rule, where the convention says one.
    pub fn page_of(&self, rule: &Rule) -> Option<String> {
        Some(self.rule_pages.as_ref()?.replace(PAGE_CODE, &rule.code))
    }

    /// The position in [`Table::fields`] of the IDs of a table's rows.
    pub fn id_field(&self, table: TableId) -> Option<usize> {
        self.table(table).fields.iter().position(|field| self.column(field.column).role == Role::Id)
    }

    /// The only kind of account whose IDs have this form; a prefix of nothing tells no kind.
    pub fn kind_of_id(&self, id: &str) -> Option<TableId> {
        let has_form = |table: &Table| table.is_kind && !table.id_prefix.is_empty() && table.has_id_form(id);
        let mut kinds = self.all_tables().filter(|(_, table)| has_form(table)).map(|(id, _)| id);
        let kind = kinds.next()?;
        kinds.next().is_none().then_some(kind)
    }

    /// The kind of that name: its sheet's, its id, or what people call it.
    pub fn kind_named(&self, text: &str) -> Option<TableId> {
        self.all_tables().find(|(_, table)| table.is_kind && table.is_called(text)).map(|(id, _)| id)
    }

    /// What `make` makes of the convention for those who work with it: made once, and kept as long as the
    /// convention is not changed, which its clones may be.
    pub fn kept<T: Any + Send + Sync>(&self, make: impl Fn(&Convention) -> T) -> Arc<T> {
        self.kept.get_or_make(|| make(self))
    }

    /// What tells the convention from every other one, its clones included.
    pub fn instance(&self) -> Instance {
        self.kept.instance()
    }

    /// The columns that a header, folded by [`crate::fold_header`], can mean on account sheets.
    pub fn columns_headed(&self, folded: &str) -> &[ColumnId] {
        self.headers.get(folded).map_or(&[], Vec::as_slice)
    }

    /// The reference list of a key.
    pub fn find_reference(&self, key: &str) -> Option<ReferenceId> {
        self.all_references().find(|(_, list)| list.key == key).map(|(id, _)| id)
    }

    /// The rule of a code or name, without regard to case.
    pub fn find_rule(&self, code_or_name: &str) -> Option<RuleId> {
        self.all_rules()
            .find(|(_, rule)| {
                rule.code.eq_ignore_ascii_case(code_or_name) || rule.name.eq_ignore_ascii_case(code_or_name)
            })
            .map(|(id, _)| id)
    }

    /// The convention in which a rule's examples are meant: itself, with the codes that they ask for.
    pub fn for_examples(&self, rule: &Rule) -> Convention {
        let mut convention = self.clone();
        for (list, code) in &rule.example_codes {
            if let Some(list) = convention.lists.get_mut(list.index()) {
                list.codes.push((code.clone(), Text::default()));
            }
        }
        convention
    }

    /// A problem with an example of this convention, at its line and column.
    pub fn problem_with_example(&self, example: &Example, message: &str) -> Problem {
        self.sources.problem(&example.at, message)
    }

    /// The places to which a path leads on a table; none when the table has no such value.
    ///
    /// A derived value leads to several places, of which the first that is filled counts.
    pub fn slots(&self, table: TableId, path: &Path) -> Vec<Slot> {
        if let Some(derived) = self.derived.iter().find(|derived| path.is_just(&derived.key)) {
            return derived.first_of.iter().flat_map(|path| self.slots(table, path)).collect();
        }
        let fields = &self.table(table).fields;
        let field = if path.is_just("id") {
            self.id_field(table)
        } else {
            fields.iter().position(|field| self.column(field.column).key == path.column)
        };
        let Some((field, content)) = field.and_then(|position| Some((position, fields.get(position)?)))
        else {
            return Vec::new();
        };
        match &path.part {
            None => vec![Slot { field, part: None }],
            Some(wanted) => content
                .parts
                .iter()
                .position(|part| part == wanted)
                .map(|part| Slot { field, part: Some(part) })
                .into_iter()
                .collect(),
        }
    }
}
