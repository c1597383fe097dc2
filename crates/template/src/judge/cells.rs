//! The cells of a row, as formulas on any sheet name them: those of the row in which the formula stands.

use pamlint_convention::{Content, Name, NamePart, Path, Table, TableId};
use pamlint_formats::formula::quoted;
use rust_xlsxwriter::column_number_to_name;

use super::relation::Values;
use crate::checks::{WIDTH, separator};
use crate::lists::quoted_sheet;
use crate::plan::Plan;

/// The cells of a table.
pub(crate) struct Cells<'p> {
    pub plan: &'p Plan<'p>,
    pub id: TableId,
    pub table: &'p Table,
    sheet: String,
    /// The cell of each field.
    raws: Vec<String>,
}

impl<'p> Cells<'p> {
    pub fn new(plan: &'p Plan<'p>, id: TableId) -> Cells<'p> {
        let table = plan.convention.table(id);
        let sheet = quoted_sheet(&table.sheet);
        let raw = |position| format!("{sheet}!${}1", Cells::letters(position));
        let raws = (0..table.fields.len()).map(raw).collect();
        Cells { plan, id, table, sheet, raws }
    }

    /// The letters of the column of a field.
    pub fn letters(position: usize) -> String {
        column_number_to_name(u16::try_from(position).unwrap_or(u16::MAX))
    }

    /// The cell of a field.
    pub fn raw(&self, position: usize) -> &str {
        self.raws.get(position).map_or("\"\"", String::as_str)
    }

    /// The cells of the fields from one to another.
    pub fn raws(&self, from: usize, to: usize) -> String {
        format!("{}:${}1", self.raw(from), Cells::letters(to))
    }

    /// The cells of a field in the rows down to this one.
    pub fn above(&self, position: usize) -> String {
        let letters = Cells::letters(position);
        format!("{}!${letters}${}:${letters}1", self.sheet, self.plan.first_row(self.table) + 1)
    }

    /// The position of the field with a column.
    pub fn position(&self, column: &str) -> Option<usize> {
        self.table.fields.iter().position(|field| self.plan.column(field).key == column)
    }

    /// The only name that stands in a field, if it is one that a formula can take apart.
    pub fn name(&self, position: usize) -> Option<&'p Name> {
        let field = self.table.fields.get(position).filter(|field| !field.several)?;
        let Content::Name(names) = &field.content else { return None };
        let [name] = names.as_slice() else { return None };
        let name = self.plan.convention.name(*name);
        separator(self.plan.convention, name).map(|_| name)
    }

    /// A part of the name in a field, from 0.
    pub fn part(&self, position: usize, part: usize) -> Option<String> {
        let separator = separator(self.plan.convention, self.name(position)?)?;
        let raw = self.raw(position);
        let cut = format!("SUBSTITUTE({raw},{},REPT(\" \",{WIDTH}))", quoted(separator));
        Some(format!("TRIM(MID({cut},{},{WIDTH}))", part * WIDTH + 1))
    }
}

impl Values for Cells<'_> {
    fn plan(&self) -> &Plan<'_> {
        self.plan
    }

    fn value(&self, path: &Path) -> Option<String> {
        if path.is_just("kind") {
            return Some(quoted(&self.table.id));
        }
        let position = if path.is_just("id") {
            self.plan.convention.id_field(self.id)?
        } else {
            self.position(&path.column)?
        };
        let field = self.table.fields.get(position).filter(|field| !field.several)?;
        match &path.part {
            None => Some(self.raw(position).to_owned()),
            Some(key) => match &field.content {
                Content::Name(_) => {
                    let is_it = |part: &NamePart| self.plan.convention.part(part.part).key == *key;
                    self.part(position, self.name(position)?.parts.iter().position(is_it)?)
                }
                Content::Format(format) => format.piece(key, self.raw(position)),
                _ => None,
            },
        }
    }

    fn whole(&self, path: &Path) -> Option<String> {
        let several = || self.position(&path.column).filter(|_| path.part.is_none());
        self.value(path).or_else(|| several().map(|position| self.raw(position).to_owned()))
    }

    fn carrier(&self, path: &Path) -> Option<String> {
        let whole = Path { column: path.column.clone(), part: None };
        let position = self.position(&path.column);
        let name = position.and_then(|position| self.name(position));
        let is_always_there = name.zip(path.part.as_ref()).is_some_and(|(name, key)| {
            let is_it = |part: &&NamePart| self.plan.convention.part(part.part).key == *key;
            name.parts.iter().find(is_it).is_some_and(|part| !part.optional)
        });
        if is_always_there { self.whole(&whole) } else { self.whole(path) }
    }

    fn header(&self, path: &Path) -> Option<String> {
        let field = self.table.fields.get(self.position(&path.column)?)?;
        Some(self.plan.column(field).header.clone())
    }
    fn kind(&self) -> Option<String> {
        Some(self.plan.text(&self.table.label).to_owned())
    }
}
