//! What the rules say about parts chosen together: each relation between parts of names as a problem.

use std::collections::BTreeMap;

use pamlint_convention::{Check, Content, NameId, PartId, Path, Shape};

use crate::judge::relation::{self, Relation, Values};
use crate::lists::quoted_sheet;
use crate::plan::Plan;

/// A problem for each rule that speaks about nothing but these choices and results, on every kind.
pub(crate) fn relations(
    plan: &Plan<'_>,
    sheet: &str,
    choices: &BTreeMap<PartId, String>,
    results: &BTreeMap<NameId, String>,
) -> Vec<Relation> {
    let cells = Cells { plan, sheet: quoted_sheet(sheet), choices, results };
    let mut relations = Vec::new();
    for rule in &plan.convention.rules {
        let Check::Cases(cases) = &rule.check else { continue };
        let everywhere = cases.iter().filter(|case| plan.kinds.iter().all(|kind| case.on.contains(kind)));
        relations.extend(everywhere.filter_map(|case| relation::of_case(&cells, rule, case)));
    }
    relations
}

/// A cell of the assistant's sheet, as formulas on any sheet name it.
pub(crate) fn absolute(sheet: &str, cell: &str) -> String {
    let (column, row) = cell.split_at(cell.find(|c: char| c.is_ascii_digit()).unwrap_or(cell.len()));
    format!("{sheet}!${column}${row}")
}

/// Where the value at a path stands on the assistant's sheet.
struct Cells<'p> {
    plan: &'p Plan<'p>,
    sheet: String,
    choices: &'p BTreeMap<PartId, String>,
    results: &'p BTreeMap<NameId, String>,
}

impl Values for Cells<'_> {
    fn plan(&self) -> &Plan<'_> {
        self.plan
    }

    /// The cell of a path, if it means the same on every kind.
    fn value(&self, path: &Path) -> Option<String> {
        let convention = self.plan.convention;
        let mut cells = self.plan.kinds.iter().map(|kind| {
            let fields = &convention.table(*kind).fields;
            let field = fields.iter().find(|field| self.plan.column(field).key == path.column)?;
            let Content::Name(names) = &field.content else { return None };
            let [name] = names.as_slice() else { return None };
            match &path.part {
                None => self.results.get(name),
                Some(key) => convention.name(*name).parts.iter().find_map(|part| {
                    let known = convention.part(part.part);
                    // A form of a part is not told apart here: only a whole part will do.
                    let is_it = known.key == *key && !is_form(&known.shape, key);
                    self.choices.get(&part.part).filter(|_| is_it)
                }),
            }
        });
        let first = cells.next()??;
        cells.all(|cell| cell == Some(first)).then(|| absolute(&self.sheet, first))
    }

    fn whole(&self, path: &Path) -> Option<String> {
        self.value(path)
    }

    fn carrier(&self, path: &Path) -> Option<String> {
        self.value(path)
    }

    fn header(&self, path: &Path) -> Option<String> {
        let column = self.plan.convention.columns.iter().find(|column| column.key == path.column)?;
        Some(column.header.clone())
    }

    fn kind(&self) -> Option<String> {
        None
    }
}

/// Whether a key names one form of a part, and not the part.
fn is_form(shape: &Shape, key: &str) -> bool {
    match shape {
        Shape::Codes(_) => false,
        Shape::Forms(forms) => forms.iter().any(|form| form.key == key),
    }
}
