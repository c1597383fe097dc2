//! `[columns]`, `[[kinds]]` and `[[sheets]]`: what stands on which sheet.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::{Compiler, unknown_keys};
use crate::fold_header;
use crate::model::*;
use crate::path::{Path, Slot};
use crate::raw::{RawColumn, RawTable};
use crate::suggest::did_you_mean;
use crate::text::Text;

impl Compiler<'_> {
    pub(super) fn columns(&mut self, columns: &[(Spanned<String>, RawColumn)]) {
        for (key, raw) in columns {
            let header = match &raw.header {
                Some(header) => header.clone(),
                None => {
                    self.problem(key.span(), format!("the column `{}` needs a `header`", key.get_ref()));
                    key.get_ref().clone()
                }
            };
            if let Some(help) = &raw.help {
                self.check_text(help, &key.span(), "`help`");
            }
            if ["id", "kind", "row"].contains(&key.get_ref().as_str()) || key.get_ref().contains('.') {
                self.problem(
                    key.span(),
                    "a column may not be called `id`, `kind` or `row`, or have a dot in its key",
                );
            }
            let mut folded = vec![fold_header(&header)];
            for alias in raw.aliases.iter().flatten() {
                let alias = fold_header(alias);
                if !folded.contains(&alias) {
                    folded.push(alias);
                }
            }
            if folded.iter().any(String::is_empty) {
                self.problem(key.span(), "a header or alias has no letter or digit in it");
            }
            self.convention.columns.push(Column {
                key: key.get_ref().clone(),
                header,
                likely: raw.likely.iter().flatten().map(|header| fold_header(header)).collect(),
                folded,
                role: raw.role.unwrap_or(Role::Value),
                help: raw.help.clone().unwrap_or_default(),
            });
        }
    }

    pub(super) fn tables(
        &mut self,
        columns: &[(Spanned<String>, RawColumn)],
        kinds: Vec<RawTable>,
        sheets: Vec<RawTable>,
    ) {
        let raws = kinds.into_iter().map(|raw| (raw, true)).chain(sheets.into_iter().map(|raw| (raw, false)));
        for (raw, is_kind) in raws {
            let table = self.table(columns, raw, is_kind);
            self.convention.tables.push(table);
        }
        for (pending, column) in std::mem::take(&mut self.pending_completions) {
            let Some(column) = column else { continue };
            let found = self.column_ref(column.get_ref(), &column.span());
            if let Some(name) = self.convention.names.get_mut(pending) {
                name.complete_from = found;
            }
        }
    }

    fn table(&mut self, columns: &[(Spanned<String>, RawColumn)], raw: RawTable, is_kind: bool) -> Table {
        let at = raw.id.span();
        self.check_text(&raw.label, &at, "`label`");
        if self.convention.tables.iter().any(|table| table.id == *raw.id.get_ref()) {
            self.problem(at.clone(), format!("there is a kind or sheet `{}` already", raw.id.get_ref()));
        }
        if let Some(why) = refused_sheet_name(&raw.sheet) {
            let at = self.problems.find_behind(at.start, &raw.sheet).unwrap_or_else(|| at.clone());
            self.problem(at, format!("`{}` cannot be the name of a sheet in Excel: {why}", raw.sheet));
        }
        let same = |known: &&Table| known.sheet.to_lowercase() == raw.sheet.to_lowercase();
        if let Some(known) = self.convention.tables.iter().find(same) {
            let message = format!("the sheet of `{}` is called `{}` already", known.id, known.sheet);
            self.problems.add(at.clone(), message);
        }
        let mut folded_sheets = vec![fold_header(&raw.sheet)];
        folded_sheets.extend(raw.aliases.iter().map(|alias| fold_header(alias)));
        for known in &self.convention.tables {
            let is_said = known.sheet.to_lowercase() == raw.sheet.to_lowercase();
            let twice = folded_sheets.iter().find(|name| known.folded_sheets.contains(name));
            if let Some(twice) = twice.filter(|_| !is_said) {
                let message = format!("the sheet name `{twice}` also means `{}`", known.id);
                self.problems.add(at.clone(), message);
            }
        }
        let on_sheet: Vec<&str> = raw.columns.iter().map(|key| key.get_ref().as_str()).collect();
        unknown_keys(&raw.fields, &on_sheet, &at, "column on this sheet called", self.problems);
        let mut fields: Vec<Field> = Vec::new();
        for key in &raw.columns {
            let Some(column) = self.column_ref(key.get_ref(), &key.span()) else { continue };
            if fields.iter().any(|field| field.column == column) {
                self.problem(key.span(), format!("the column `{}` stands here twice", key.get_ref()));
                continue;
            }
            let own = columns.iter().find(|(known, _)| known.get_ref() == key.get_ref()).map(|(_, raw)| raw);
            let differs = raw.fields.get(key.get_ref());
            // What differs is mended where it is said.
            let at = differs.map(Spanned::span).filter(|span| !span.is_empty()).unwrap_or_else(|| key.span());
            let merged = merged_column(own, differs.map(Spanned::get_ref));
            if let Some(help) =
                merged.help.as_ref().filter(|_| differs.is_some_and(|raw| raw.get_ref().help.is_some()))
            {
                self.check_text(help, &at, "`help`");
            }
            let field = self.field(column, &merged, &at);
            self.check_clash(&fields, column, &key.span());
            fields.push(field);
        }
        if is_kind
            && self.broken.is_empty()
            && !fields.iter().any(|field| self.convention.column(field.column).role == Role::Id)
        {
            self.problem(at.clone(), "a kind needs a column whose `role` is \"id\"");
        }
        let identity = raw
            .identity
            .iter()
            .filter_map(|key| {
                let path = Path::parse(key.get_ref());
                let column = self.column_ref(&path.column, &key.span())?;
                let found = fields.iter().position(|field| field.column == column);
                let Some(field) = found.and_then(|position| fields.get(position)) else {
                    self.problem(key.span(), format!("this sheet has no column `{}`", path.column));
                    return None;
                };
                let part = path.part.map(|part| field.parts.iter().position(|known| *known == part));
                if part == Some(None) {
                    self.problem(key.span(), format!("there is no part `{}`", key.get_ref()));
                }
                Some(Slot { field: found?, part: part.flatten() })
            })
            .collect();
        Table {
            id_prefix: raw.id_prefix.clone().unwrap_or_else(|| format!("{}-L", raw.sheet)),
            id: raw.id.into_inner(),
            sheet: raw.sheet,
            folded_sheets,
            label: raw.label,
            is_kind,
            hidden: raw.hidden,
            fields,
            identity,
        }
    }

    /// Two columns of one sheet that a header could mean both.
    fn check_clash(&mut self, fields: &[Field], column: ColumnId, at: &Range<usize>) {
        let new = self.convention.column(column);
        for field in fields {
            let known = self.convention.column(field.column);
            if let Some(twice) = new.folded.iter().find(|header| known.folded.contains(header)) {
                let message = format!(
                    "on this sheet the header `{twice}` means both `{}` and `{}`",
                    known.key, new.key
                );
                self.problems.add(at.clone(), message);
            }
        }
    }

    pub(super) fn column_ref(&mut self, key: &str, at: &Range<usize>) -> Option<ColumnId> {
        let found = self.convention.all_columns().find(|(_, column)| column.key == key).map(|(id, _)| id);
        if found.is_none() && !self.broken.contains(key) {
            let hint = did_you_mean(key, self.convention.columns.iter().map(|column| column.key.as_str()));
            self.problem_with_hint(at.clone(), format!("there is no column [columns.{key}]"), hint);
            self.broken.insert(key.to_owned());
        }
        found
    }

    fn field(&mut self, column: ColumnId, raw: &RawColumn, at: &Range<usize>) -> Field {
        let content = self.content(raw, at);
        let rule = raw.rule.as_ref().and_then(|rule| self.rule_ref(rule));
        let judged = matches!(content, Content::Codes(_) | Content::Format(_) | Content::Pattern(_));
        if judged && raw.rule.is_none() {
            self.problem(
                at.clone(),
                "a column with `codes`, `format` or `pattern` needs a `rule` to be reported by",
            );
        }
        let problem_rules = match (&content, &raw.rules) {
            (Content::Format(format), Some(rules)) => {
                unknown_keys(rules, format.problems(), at, "problem of this format called", self.problems);
                rules.iter().filter_map(|(key, rule)| Some((key.clone(), self.rule_ref(rule)?))).collect()
            }
            (_, Some(_)) => {
                self.problem(
                    at.clone(),
                    "`rules` is about the problems of a `format`, and there is none here",
                );
                Vec::new()
            }
            (_, None) => Vec::new(),
        };
        let words = self.words_of(raw, &content, at);
        Field {
            column,
            parts: self.parts_of(&content),
            words,
            any_case: raw.any_case.unwrap_or(false),
            content,
            expected: raw.expected.clone().unwrap_or_default(),
            several: raw.several.unwrap_or(false),
            required: raw.required.unwrap_or(false),
            required_unless: Vec::new(),
            rule,
            problem_rules,
            example: raw.example.clone().unwrap_or_default(),
            help: raw.help.clone().unwrap_or_default(),
        }
    }

    fn content(&mut self, raw: &RawColumn, at: &Range<usize>) -> Content {
        match (&raw.name, &raw.codes, raw.format, &raw.pattern) {
            (None, None, None, None) => Content::Text,
            (Some(names), None, None, None) => {
                let ids: Vec<NameId> = names
                    .get_ref()
                    .clone()
                    .into_vec()
                    .iter()
                    .filter_map(|name| self.name_by_key(name, &names.span()))
                    .collect();
                Content::Name(ids)
            }
            (None, Some(list), None, None) => self.list_ref(list).map_or(Content::Text, Content::Codes),
            (None, None, Some(format), None) => Content::Format(format),
            (None, None, None, Some(pattern)) => {
                if raw.expected.is_none() {
                    self.problem(
                        pattern.span(),
                        "a pattern needs `expected`: what is expected there, in words",
                    );
                }
                self.pattern(pattern.get_ref(), &pattern.span()).map_or(Content::Text, Content::Pattern)
            }
            _ => {
                self.problem(
                    at.clone(),
                    "a column holds one of `name`, `codes`, `format` and `pattern`, not several",
                );
                Content::Text
            }
        }
    }

    /// The keys of the parts that paths can name in a cell.
    fn parts_of(&self, content: &Content) -> Vec<String> {
        let names = match content {
            Content::Name(names) => names,
            Content::Format(format) => return format.parts().iter().map(|part| (*part).to_owned()).collect(),
            Content::Text | Content::Codes(_) | Content::Pattern(_) => return Vec::new(),
        };
        let mut parts = vec!["form".to_owned(), "base".to_owned()];
        for name_part in names.iter().flat_map(|name| &self.convention.name(*name).parts) {
            let part = self.convention.part(name_part.part);
            let forms: &[Alternative] = match &part.shape {
                Shape::Forms(forms) => forms,
                Shape::Codes(_) => &[],
            };
            let keys = forms.iter().map(|form| &form.key).filter(|key| !key.is_empty());
            for key in [&part.key].into_iter().chain(keys) {
                if !parts.contains(key) {
                    parts.push(key.clone());
                }
            }
        }
        parts
    }

    /// Finds out what headers of account sheets can mean.
    pub(super) fn headers(&mut self) {
        let mut headers: BTreeMap<String, Vec<ColumnId>> = BTreeMap::new();
        for (id, column) in self.convention.all_columns() {
            let is_on_kind = |table: &Table| table.is_kind && table.position(id).is_some();
            if column.role == Role::Kind || self.convention.tables.iter().any(is_on_kind) {
                for folded in &column.folded {
                    headers.entry(folded.clone()).or_default().push(id);
                }
            }
        }
        self.convention.headers = headers;
    }

    /// Conditions can look at any column, so they are read once all tables are there.
    pub(super) fn required_conditions(&mut self, columns: &[(Spanned<String>, RawColumn)]) {
        for (key, raw) in columns {
            let Some(unless) = &raw.required_unless else { continue };
            let conditions = self.conditions(unless.get_ref(), &unless.span(), None);
            let keys: Vec<&str> = self.convention.columns.iter().map(|column| column.key.as_str()).collect();
            let Some(position) = keys.iter().position(|known| known == key.get_ref()) else { continue };
            for table in &mut self.convention.tables {
                for field in table.fields.iter_mut().filter(|field| field.column.index() == position) {
                    field.required_unless.clone_from(&conditions);
                }
            }
        }
    }
}

/// Why Excel refuses a name for a sheet; `None` when it takes it.
fn refused_sheet_name(name: &str) -> Option<String> {
    /// Excel counts as UTF-16 does.
    const MOST: usize = 31;
    let length = name.encode_utf16().count();
    if name.trim().is_empty() {
        return Some("it is empty".to_owned());
    }
    if length > MOST {
        return Some(format!("it has {length} characters; there may be {MOST}"));
    }
    if let Some(refused) =
        name.chars().find(|character| "[]:*?/\\".contains(*character) || character.is_control())
    {
        return Some(format!("it has a {refused:?} in it; none of [ ] : * ? / \\ may be"));
    }
    if name.starts_with('\'') || name.ends_with('\'') {
        return Some("it begins or ends with an apostrophe".to_owned());
    }
    name.eq_ignore_ascii_case("history").then(|| "Excel keeps that name for itself".to_owned())
}

/// What `[columns.<key>]` says, with what the sheet's `fields` says on top.
fn merged_column(own: Option<&RawColumn>, differs: Option<&RawColumn>) -> RawColumn {
    let mut merged = own.cloned().unwrap_or_default();
    let Some(over) = differs.cloned() else { return merged };
    if over.name.is_some() || over.codes.is_some() || over.format.is_some() || over.pattern.is_some() {
        merged.name = None;
        merged.codes = None;
        merged.words = None;
        merged.any_case = None;
        merged.format = None;
        merged.pattern = None;
        merged.rules = None;
    }
    let RawColumn {
        name,
        codes,
        words,
        any_case,
        format,
        pattern,
        expected,
        several,
        required,
        rule,
        rules,
        example,
        help,
        ..
    } = over;
    merged.name = name.or(merged.name);
    merged.codes = codes.or(merged.codes);
    merged.words = words.or(merged.words);
    merged.any_case = any_case.or(merged.any_case);
    merged.format = format.or(merged.format);
    merged.pattern = pattern.or(merged.pattern);
    merged.expected = on(expected, merged.expected);
    merged.several = several.or(merged.several);
    merged.required = required.or(merged.required);
    merged.rule = rule.or(merged.rule);
    merged.rules = rules.or(merged.rules);
    merged.example = example.or(merged.example);
    merged.help = on(help, merged.help);
    merged
}

/// A text that says what differs on one sheet, on top of the column's own: language by language, as texts
/// merge everywhere.
fn on(text: Option<Text>, lower: Option<Text>) -> Option<Text> {
    match (text, lower) {
        (Some(text), Some(lower)) => Some(text.on(lower)),
        (text, lower) => text.or(lower),
    }
}
