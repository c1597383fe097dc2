//! What goes into a template, and where on its sheets.

use pamlint_convention::{Column, Convention, Field, Language, Name, NameId, Role, Table, TableId, Text};

use crate::look::Look;
use pamlint_words::Words;

/// The row of the headers on sheets with rows, from 0; above it stand title and explanation.
pub(crate) const HEADER: u32 = 4;

/// What goes into a template.
pub(crate) struct Plan<'c> {
    pub convention: &'c Convention,
    pub language: Language,
    pub words: &'static Words,
    pub look: Look,
    /// How many rows are prepared.
    pub rows: u32,
    /// The kinds that get a sheet, in order.
    pub kinds: Vec<TableId>,
    /// The other sheets with columns.
    pub others: Vec<TableId>,
    /// The sheet that explains the workbook.
    pub start: Option<&'c Table>,
    /// The sheet that builds names.
    pub assistant: Option<&'c Table>,
    /// The hidden sheet.
    pub lists: Option<&'c Table>,
}

impl<'c> Plan<'c> {
    pub fn new(convention: &'c Convention, language: Language, rows: u32, only: &[TableId]) -> Plan<'c> {
        let tables = || convention.all_tables();
        let kinds = tables().filter(|(_, table)| table.is_kind).map(|(id, _)| id);
        let is_wanted =
            |id: &TableId| !only.iter().any(|id| convention.table(*id).is_kind) || only.contains(id);
        let others =
            tables().filter(|(_, table)| !table.is_kind && !table.fields.is_empty() && !table.hidden);
        let mut visible = convention.tables.iter().filter(|table| is_bare(table) && !table.hidden);
        Plan {
            convention,
            language,
            words: Words::of(language),
            look: Look::new(),
            rows,
            kinds: kinds.filter(is_wanted).collect(),
            others: others.map(|(id, _)| id).collect(),
            start: visible.next(),
            assistant: visible.next(),
            lists: convention.tables.iter().find(|table| is_bare(table) && table.hidden),
        }
    }

    /// A text of the convention.
    pub fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.language)
    }

    /// A text of the convention that begins a line.
    pub fn title(&self, text: &Text) -> String {
        let text = self.text(text);
        let mut characters = text.chars();
        characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
    }

    /// The column of a field.
    pub fn column(&self, field: &Field) -> &'c Column {
        self.convention.column(field.column)
    }

    /// How a field is filled in.
    pub fn help<'t>(&'t self, field: &'t Field) -> &'t str {
        let own = self.text(&field.help);
        if own.is_empty() { self.text(&self.column(field).help) } else { own }
    }

    /// The ID of the row that shows how a table is filled in; only tables with IDs can have one.
    pub fn example_id(&self, table: &Table) -> Option<&'c str> {
        let has_id = table.fields.iter().any(|field| self.column(field).role == Role::Id);
        let ids = &self.convention.example_ids;
        // Conventions list them in the order of their languages.
        let position = self.convention.languages.iter().position(|language| *language == self.language);
        let id = position.and_then(|position| ids.get(position)).or(ids.first());
        id.filter(|_| has_id).map(String::as_str)
    }

    /// The first row of a table that is to be filled in, from 0.
    pub fn first_row(&self, table: &Table) -> u32 {
        HEADER + 1 + u32::from(self.example_id(table).is_some())
    }

    /// The last row of a table that is prepared, from 0.
    pub fn last_row(&self, table: &Table) -> u32 {
        self.first_row(table) + self.rows - 1
    }

    /// The names that stand in columns, each once: those that others only put a prefix before first.
    pub fn names(&self) -> Vec<(NameId, &'c Name)> {
        use pamlint_convention::Content;
        let fields = self.kinds.iter().chain(&self.others).flat_map(|id| &self.convention.table(*id).fields);
        let used = fields.filter_map(|field| match &field.content {
            Content::Name(names) => Some(names),
            _ => None,
        });
        let used: Vec<NameId> = used.flatten().copied().collect();
        let all = self.convention.all_names().filter(|(id, _)| used.contains(id));
        let (of_others, own): (Vec<_>, Vec<_>) = all.partition(|(_, name)| name.of.is_some());
        own.into_iter().chain(of_others).collect()
    }

    /// How a name is built, in words: `Technology-Access policy[-Session]`.
    pub fn form(&self, name: &Name) -> String {
        let mut form = name.prefix.clone();
        for part in &name.parts {
            let label = self.text(&self.convention.part(part.part).label);
            match part.optional {
                true => form.push_str(&format!(" [{} {label}]", part.separator)),
                false if part.separator.is_empty() => form.push_str(label),
                false => form.push_str(&format!(" {} {label}", part.separator)),
            }
        }
        form
    }

    /// A name made of the examples of its parts.
    pub fn name_example(&self, name: &Name) -> String {
        let parts = name.parts.iter();
        let parts =
            parts.map(|part| format!("{}{}", part.separator, self.convention.part(part.part).example));
        name.prefix.clone() + &parts.collect::<String>()
    }
}

/// Whether a table is a sheet without columns.
fn is_bare(table: &Table) -> bool {
    !table.is_kind && table.fields.is_empty()
}
