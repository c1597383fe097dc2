//! `example`: rows written as what differs from a kind's own example, turned into whole sheets.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::{Compiler, unknown_keys};
use crate::model::*;
use crate::raw::{RawExample, RawExampleSheet, RawExamples};
use crate::suggest::did_you_mean;

impl Compiler<'_> {
    /// Codes that the lists have in the examples only.
    pub(super) fn example_codes(
        &mut self,
        raw: Option<&RawExamples>,
        at: &Range<usize>,
    ) -> Vec<(ListId, String)> {
        let mut codes = Vec::new();
        for (key, more) in raw.iter().flat_map(|raw| &raw.codes) {
            if let Some(list) = self.list_ref(&Spanned::new(at.clone(), key.clone())) {
                codes.extend(more.iter().map(|code| (list, code.clone())));
            }
        }
        codes
    }

    /// The reference lists that are supplied in the examples.
    pub(super) fn example_lists(
        &mut self,
        raw: Option<&RawExamples>,
        at: &Range<usize>,
    ) -> Vec<(ReferenceId, Vec<Vec<String>>)> {
        let mut lists = Vec::new();
        for (key, entries) in raw.iter().flat_map(|raw| &raw.lists) {
            let Some(id) = self.reference_ref(&Spanned::new(at.clone(), key.clone())) else { continue };
            let keys: Vec<String> =
                self.convention.reference(id).columns.iter().map(|column| column.key.clone()).collect();
            let known: Vec<&str> = keys.iter().map(String::as_str).collect();
            let mut rows = Vec::new();
            for entry in entries {
                unknown_keys(entry, &known, at, &format!("column of [lists.{key}]"), self.problems);
                rows.push(keys.iter().map(|key| entry.get(key).cloned().unwrap_or_default()).collect());
            }
            lists.push((id, rows));
        }
        lists
    }

    pub(super) fn example(
        &mut self,
        raw: &Spanned<RawExample>,
        check: &Check,
        code: &str,
        rule_at: &Range<usize>,
    ) -> Example {
        // Tables that dotted keys make have no place of their own.
        let at = Some(raw.span()).filter(|span| span.end > span.start).unwrap_or_else(|| rule_at.clone());
        let rows = match raw.get_ref() {
            RawExample::Sheets { sheets } => {
                let sheets = sheets.iter().map(|sheet| self.example_sheet(sheet, rule_at)).collect();
                return Example { sheets, at };
            }
            RawExample::Rows(rows) => rows.clone(),
            RawExample::Row(row) => vec![row.clone()],
        };
        let default = self.default_table(check, code);
        let mut sheets: Vec<(u32, TableId, ExampleSheet)> = Vec::new();
        for (number, row) in (1..).zip(&rows) {
            // Where workbooks are compared, each row is one.
            let workbook = if matches!(check, Check::Across { .. }) { number } else { 1 };
            let table = match row.get("kind") {
                Some(kind) => self.table_refs(std::slice::from_ref(kind), rule_at).first().copied(),
                None => default,
            };
            let Some(table) = table else { continue };
            let place = sheets.iter().position(|(known, sheet, _)| (*known, *sheet) == (workbook, table));
            let position = place.unwrap_or_else(|| {
                sheets.push((workbook, table, ExampleSheet { workbook, ..self.example_header(table) }));
                sheets.len() - 1
            });
            let number = sheets.get(position).map_or(1, |(.., sheet)| sheet.rows.len());
            let cells = self.example_row(table, row, number, rule_at);
            if let Some((.., sheet)) = sheets.get_mut(position) {
                sheet.rows.push(cells);
            }
        }
        sheets.sort_by_key(|(workbook, table, _)| (*workbook, *table));
        Example { sheets: sheets.into_iter().map(|(.., sheet)| sheet).collect(), at }
    }

    /// The table that an example without `kind` is about: where the rule looks first.
    fn default_table(&self, check: &Check, code: &str) -> Option<TableId> {
        let first = match check {
            Check::Cases(cases) => cases.first().and_then(|case| case.on.first().copied()),
            Check::Listed(listed) => listed.on.first().copied(),
            Check::Unique { on, .. } | Check::Across { on, .. } => on.first().map(|(table, _)| *table),
            Check::BuiltIn { on, .. } => on.first().copied(),
            Check::Near { .. } | Check::Series { .. } => None,
            Check::Named => {
                let rule = self.rule_codes.iter().position(|known| known == code);
                let refers = |id: Option<RuleId>| id.is_some_and(|id| Some(id.index()) == rule);
                let by_field = |field: &Field| {
                    refers(field.rule)
                        || field.problem_rules.iter().any(|(_, id)| refers(Some(*id)))
                        || matches!(&field.content, Content::Name(names) if names.iter().any(|name| {
                            let name = self.convention.name(*name);
                            refers(name.rule)
                                || refers(name.limits_rule)
                                || name.parts.iter().any(|part| refers(part.rule))
                                || name.omitted.iter().any(|omitted| refers(Some(omitted.rule)))
                                || name.unwanted.iter().any(|unwanted| refers(Some(unwanted.rule)))
                                || name.instead.iter().any(|instead| refers(Some(instead.rule)))
                        }))
                };
                self.convention
                    .all_tables()
                    .find(|(_, table)| table.fields.iter().any(by_field))
                    .map(|(id, _)| id)
            }
        };
        first.or_else(|| self.kinds().first().copied())
    }

    fn example_header(&self, table: TableId) -> ExampleSheet {
        let table = self.convention.table(table);
        let header = |field: &Field| ExampleCell::Text(self.convention.column(field.column).header.clone());
        ExampleSheet {
            name: table.sheet.clone(),
            rows: vec![table.fields.iter().map(header).collect()],
            ..ExampleSheet::default()
        }
    }

    /// A row: the kind's own example, but for what is written here. `number` is its place among the rows, from 1.
    fn example_row(
        &mut self,
        table: TableId,
        row: &BTreeMap<String, String>,
        number: usize,
        at: &Range<usize>,
    ) -> Vec<ExampleCell> {
        let table = self.convention.table(table);
        let key = |field: &Field| self.convention.column(field.column).key.as_str();
        let keys: Vec<&str> = table.fields.iter().map(key).collect();
        // Where something could not be read, a column may be missing for that reason.
        let is_whole = self.broken.is_empty();
        for key in row.keys().filter(|key| is_whole && *key != "kind" && !keys.contains(&key.as_str())) {
            let place = self.problems.find_behind(at.start, key).unwrap_or_else(|| at.clone());
            let hint = did_you_mean(key, keys.iter().copied());
            let message = format!("in the example: `{}` has no column `{key}`", table.id);
            self.problems.add_with_hint(place, message, hint);
        }
        let cell = |(field, key): (&Field, &&str)| {
            let text = match row.get(*key) {
                Some(text) => text.clone(),
                None if self.convention.column(field.column).role == Role::Id => {
                    format!("{}{number}", table.id_prefix)
                }
                None if field.required => field.example.clone(),
                None => String::new(),
            };
            if text.is_empty() { ExampleCell::Empty } else { ExampleCell::Text(text) }
        };
        table.fields.iter().zip(&keys).map(cell).collect()
    }

    fn example_sheet(&mut self, raw: &RawExampleSheet, at: &Range<usize>) -> ExampleSheet {
        let mut cell = |value: &toml::Value| match value {
            toml::Value::String(text) if text.is_empty() => ExampleCell::Empty,
            toml::Value::String(text) if text == "=" => ExampleCell::FormulaWithoutValue,
            toml::Value::String(text) if text.starts_with('#') && text.ends_with(['!', '?', 'A']) => {
                ExampleCell::Error(text.clone())
            }
            toml::Value::String(text) => ExampleCell::Text(text.clone()),
            #[expect(clippy::cast_precision_loss, reason = "a spreadsheet keeps its numbers as floats too")]
            toml::Value::Integer(number) => ExampleCell::Number(*number as f64),
            toml::Value::Float(number) => ExampleCell::Number(*number),
            toml::Value::Boolean(truth) => ExampleCell::Truth(*truth),
            _ => {
                self.problem(at.clone(), "in the example: a cell is a text or a number");
                ExampleCell::Empty
            }
        };
        ExampleSheet {
            name: raw.name.clone(),
            workbook: raw.workbook,
            hidden: raw.hidden,
            merged: raw.merged.clone(),
            hidden_rows: raw.hidden_rows.clone(),
            delimiter: raw.delimiter,
            rows: raw.cells.iter().map(|row| row.iter().map(&mut cell).collect()).collect(),
        }
    }
}
