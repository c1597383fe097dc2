//! Relations between the values of a row, or between rows: made ready for each table.

use pamlint_convention::{Applicability, Case, Convention, Outvoted, Role, Slot, TableId};

use super::about::About;
use super::classes::{Fields, Telling};
use super::condition::{Ready, ready};
use super::search::{MyValue, ReadySearch, my_values};
use super::text::RowText;
use crate::facts::Access;

/// A case made ready.
pub(super) struct ReadyCase {
    /// The rule is about the workbook only when there is such a row.
    pub given: Option<ReadySearch>,
    pub exists: Vec<ReadySearch>,
    pub absent: Vec<ReadySearch>,
    pub on: Vec<OnTable>,
    pub variant: Option<String>,
}

/// A case made ready for the rows of one table.
pub(super) struct OnTable {
    pub about: About,
    /// A cell may hold several values, which are judged one by one.
    pub is_several: bool,
    pub require: Vec<Ready>,
    /// What a row brings to each of the searches that have to find something.
    pub exists: Vec<Vec<MyValue>>,
    /// What a row brings to each of the searches that must find nothing.
    pub absent: Vec<Vec<MyValue>>,
    pub fix: Option<(RowText, Applicability)>,
    pub outvoted: Option<ReadyOutvoted>,
    /// Other rows are looked for by the ID of a row.
    pub looks_by_id: bool,
    pub alike: Alike,
}

/// The names and codes that make rows alike to a case.
pub(super) enum Alike {
    /// Nothing else decides: one row tells of all that have the same.
    Wholly(Fields),
    /// They decide whether the rule is about a row, as these conditions say.
    ToThese(Fields, Vec<Ready>),
}

impl ReadyCase {
    pub(super) fn new(convention: &Convention, telling: &Telling, case: &Case) -> ReadyCase {
        let search = |search| ReadySearch::new(convention, telling, search);
        ReadyCase {
            given: case.given.as_ref().map(search),
            exists: case.exists.iter().map(search).collect(),
            absent: case.absent.iter().map(search).collect(),
            on: case.on.iter().filter_map(|table| OnTable::new(convention, telling, *table, case)).collect(),
            variant: case.variant.clone(),
        }
    }
}

impl OnTable {
    /// Makes a case ready for a table; `None` when its rows lack a value that is asked for.
    fn new(convention: &Convention, telling: &Telling, table: TableId, case: &Case) -> Option<OnTable> {
        let about = About::new(convention, table, &case.at, &case.when, case.once.as_ref())?;
        let fields = &convention.table(table).fields;
        let mine = |search| my_values(convention, table, search);
        let exists: Vec<Vec<MyValue>> = case.exists.iter().map(mine).collect::<Option<_>>()?;
        let is_id = |slot: &Slot| {
            fields.get(slot.field).is_some_and(|field| convention.column(field.column).role == Role::Id)
        };
        let fix = case
            .fix
            .as_ref()
            .map(|(template, applicability)| (RowText::new(convention, table, template), *applicability));
        let outvoted = case.outvoted.as_ref();
        let mut ready = OnTable {
            outvoted: outvoted.and_then(|outvoted| ReadyOutvoted::new(convention, table, outvoted)),
            is_several: fields.get(about.field)?.several,
            require: ready(convention, table, &case.require)?,
            absent: case.absent.iter().map(mine).collect::<Option<_>>()?,
            looks_by_id: exists
                .iter()
                .flatten()
                .any(|mine| matches!(mine, MyValue::Path(Access::Slots(slots)) if slots.iter().any(is_id))),
            about,
            exists,
            fix,
            alike: Alike::Wholly(Fields::default()),
        };
        ready.alike = match ready.deciding(telling) {
            Some(fields) => Alike::Wholly(fields),
            None => ready.limiting(telling),
        };
        Some(ready)
    }

    /// The names and codes of a row that decide about the rule; `None` when something else does too.
    fn deciding(&self, telling: &Telling) -> Option<Fields> {
        let mut mine = Vec::new();
        for value in self.exists.iter().chain(&self.absent).flatten() {
            match value {
                MyValue::Path(access) => mine.push(access),
                MyValue::Made(_) => return None,
            }
        }
        let require = self.require.iter().flat_map(Ready::reads);
        telling.decide(self.about.table, self.about.reads().chain(require).chain(mine))
    }

    /// The conditions by which names and codes alone show that the rule is not about a row.
    fn limiting(&self, telling: &Telling) -> Alike {
        let table = self.about.table;
        let limits = |condition: &&Ready| {
            telling.decide(table, condition.reads()).is_some()
                && !condition.reads().any(|access| self.is_one_of_several(access))
        };
        let conditions: Vec<Ready> = self.about.when.iter().filter(limits).cloned().collect();
        let fields = telling.decide(table, conditions.iter().flat_map(Ready::reads));
        Alike::ToThese(fields.unwrap_or_default(), conditions)
    }

    /// Whether a value stands in the cell that is judged value by value.
    fn is_one_of_several(&self, access: &Access) -> bool {
        self.is_several
            && matches!(access, Access::Slots(slots) if slots.iter().any(|slot| slot.field == self.about.field))
    }
}

/// What is said where the value that is compared with is outvoted, made ready for the rows of a table.
pub(super) struct ReadyOutvoted {
    /// Where the finding stands then.
    pub field: usize,
    pub fix: (RowText, Applicability),
    pub variant: String,
}

impl ReadyOutvoted {
    pub(super) fn new(convention: &Convention, table: TableId, outvoted: &Outvoted) -> Option<ReadyOutvoted> {
        let (template, applicability) = &outvoted.fix;
        Some(ReadyOutvoted {
            field: convention.slots(table, &outvoted.at).first()?.field,
            fix: (RowText::new(convention, table, template), *applicability),
            variant: outvoted.variant.clone(),
        })
    }
}
