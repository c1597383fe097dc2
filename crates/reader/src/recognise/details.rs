//! What a workbook says of whoever sends it: labels on a sheet, each with the cell beside it.

use std::collections::{BTreeMap, BTreeSet};

use pamlint_convention::{Convention, DetailId, Meant, TableId, fold_header};

use super::vocabulary::reductions;
use crate::book::{Cell, Value};
use crate::recognise::View;
use crate::workbook::{SheetId, Told};
use pamlint_package::CellRef;

/// The last row and column in which a label is looked for.
const LAST: CellRef = CellRef { row: 100, column: 26 };

/// The longest text that can be a label, in bytes.
const LONGEST_LABEL: usize = 120;

/// How far to the right of its label a value may stand.
const REACH: u32 = 4;

/// How many labels tell a sheet by what stands on it, whatever it is called.
const TELLING: usize = 3;

/// The sheet for details that these labels stand on; `None` for a sheet that is something else.
pub(super) fn sheet_of(view: &View<'_>, convention: &Convention) -> Option<TableId> {
    let sheets: BTreeSet<TableId> = convention.details.iter().map(|detail| detail.sheet).collect();
    sheets.into_iter().find(|sheet| {
        let labels = labels(view, convention, *sheet);
        let different: BTreeSet<DetailId> = labels.values().map(|label| label.detail).collect();
        different.len() >= TELLING
    })
}

/// What a sheet tells, in the order of the convention.
pub(super) fn of(view: &View<'_>, (id, table): (SheetId, TableId), convention: &Convention) -> Vec<Told> {
    let form = Form { view, convention, labels: labels(view, convention, table) };
    let is_beside = form.labels.keys().any(|label| form.right(*label).is_some());
    let of_detail = |detail: DetailId| {
        let labels = form.labels.iter().filter(|(_, label)| label.detail == detail).map(|(place, _)| *place);
        let told: Vec<Told> = labels.filter_map(|label| form.told(id, detail, (label, is_beside))).collect();
        let fits = |told: &&Told| form.fits(convention.detail(detail).means, told);
        told.iter().find(fits).or_else(|| told.first()).cloned()
    };
    convention
        .all_details()
        .filter(|(_, detail)| detail.sheet == table)
        .filter_map(|(id, _)| of_detail(id))
        .collect()
}

/// A label on a sheet.
struct Label {
    detail: DetailId,
    /// Where the value begins in the text of the label's own cell, where it stands there: `Contact: Jan`.
    rest: Option<usize>,
}

/// The labels on a sheet.
fn labels(view: &View<'_>, convention: &Convention, table: TableId) -> BTreeMap<CellRef, Label> {
    let means = |text: &str| {
        let folded = fold_header(text);
        let mut details = convention.all_details().filter(|(_, detail)| detail.sheet == table);
        details.find(|(_, detail)| detail.folded.contains(&folded)).map(|(id, _)| id)
    };
    let label = |cell: &Cell| {
        let text = view.text(cell);
        let whole = || {
            let found = means(text).or_else(|| reductions(text).find_map(means));
            found.map(|detail| Label { detail, rest: None })
        };
        let short = (text.len() <= LONGEST_LABEL).then(whole).flatten();
        short.or_else(|| {
            let (before, rest) = text.split_once(':')?;
            let detail = Some(before).filter(|before| before.len() <= LONGEST_LABEL).and_then(means)?;
            (!rest.trim().is_empty()).then_some(Label { detail, rest: Some(before.len() + 1) })
        })
    };
    let near = view.raw.cells.iter().take_while(|cell| cell.place.row <= LAST.row);
    near.filter(|cell| cell.place.column <= LAST.column)
        .filter_map(|cell| Some((cell.place, label(cell)?)))
        .collect()
}

/// A sheet as a form to be filled in.
struct Form<'v> {
    view: &'v View<'v>,
    convention: &'v Convention,
    labels: BTreeMap<CellRef, Label>,
}

impl Form<'_> {
    fn filled(&self, place: CellRef) -> Option<&Cell> {
        let found = self.view.row(place.row).iter().find(|cell| cell.place == place)?;
        self.view.is_filled(found).then_some(found)
    }

    /// True for a cell that is a value: no label of ours, nor one that ends as labels do or is what the convention calls
    /// something.
    fn is_value(&self, cell: &Cell) -> bool {
        let text = self.view.text(cell);
        !self.labels.contains_key(&cell.place) && !text.trim_end().ends_with(':') && !self.is_term(text)
    }

    /// Whether a text is the name of a column, or of a part of a name.
    fn is_term(&self, text: &str) -> bool {
        let folded = fold_header(text);
        let mut parts = self.convention.parts.iter().flat_map(|part| part.label.all());
        text.len() <= LONGEST_LABEL
            && (self.convention.columns.iter().any(|column| column.folded.contains(&folded))
                || parts.any(|label| fold_header(label) == folded))
    }

    /// Whether a row and the next stand by themselves, and are filled in the same columns.
    fn are_alone(&self, row: u32) -> bool {
        let filled = |row: u32| -> Vec<u32> {
            let cells = self.view.row(row).iter().filter(|cell| self.view.is_filled(cell));
            cells.map(|cell| cell.place.column).collect()
        };
        filled(row) == filled(row.saturating_add(1))
            && filled(row.saturating_add(2)).is_empty()
            && row.checked_sub(1).is_none_or(|before| filled(before).is_empty())
    }

    /// True for a label in a row of labels, each with its value below it: what stands right behind it, or behind another
    /// label there, is a label too, or nothing else stands around it; and values stand below all of them.
    fn is_in_head(&self, label: CellRef) -> bool {
        let below = label.row.saturating_add(1);
        let in_row = || self.labels.keys().filter(|other| other.row == label.row);
        let is_beside_another = |label: &CellRef| {
            let next = self.behind(*label);
            self.filled(next).is_some_and(|next| !self.is_value(next))
        };
        (in_row().any(is_beside_another) || (in_row().count() > 1 && self.are_alone(label.row)))
            && !self.labels.keys().any(|other| other.row == below)
            && in_row().all(|label| {
                self.filled(CellRef { row: below, ..*label }).is_some_and(|cell| self.is_value(cell))
            })
    }

    /// The column behind a label, past the area that it is merged over.
    fn behind(&self, label: CellRef) -> CellRef {
        let merged = self.view.raw.merged.iter().find(|area| area.first == label);
        CellRef { column: merged.map_or(label, |area| area.last).column.saturating_add(1), ..label }
    }

    /// The value to the right of a label.
    fn right(&self, label: CellRef) -> Option<CellRef> {
        let first = self.behind(label);
        let reach = first.column..first.column.saturating_add(REACH);
        let mut cells = self.view.row(label.row).iter();
        let next = cells.find(|cell| reach.contains(&cell.place.column) && self.view.is_filled(cell))?;
        self.is_value(next).then_some(next.place)
    }

    /// The value below a label; beside other values only where it stands between two labels, or in a row of labels.
    fn below(&self, label: CellRef, is_beside: bool) -> Option<CellRef> {
        let merged = self.view.raw.merged.iter().find(|area| area.first == label);
        let row = merged.map_or(label, |area| area.last).row.saturating_add(1);
        let below = CellRef { row, ..label };
        let cell = self.filled(below).filter(|cell| self.is_value(cell))?;
        let next = CellRef { row: row.saturating_add(1), ..label };
        let stands_alone = self.view.row(row).iter().filter(|cell| self.view.is_filled(cell)).count() == 1;
        let is_between = stands_alone && self.labels.contains_key(&next);
        (!is_beside || is_between || !self.is_first(label)).then_some(cell.place)
    }

    /// True when nothing stands to the left of a label.
    fn is_first(&self, label: CellRef) -> bool {
        let mut before = self.view.row(label.row).iter().take_while(|cell| cell.place < label);
        !before.any(|cell| self.view.is_filled(cell))
    }

    /// What stands beside a label; `None` for a word that is a label of something else, such as of a column.
    fn told(&self, sheet: SheetId, detail: DetailId, (label, is_beside): (CellRef, bool)) -> Option<Told> {
        let rest = self.labels.get(&label)?.rest;
        let value = match rest {
            Some(_) => Some(label),
            None if self.is_in_head(label) => Some(CellRef { row: label.row.saturating_add(1), ..label }),
            None => self.right(label).or_else(|| self.below(label, is_beside)),
        };
        let in_row = |other: &CellRef| other.row == label.row && other.column < label.column;
        // A word in the middle of a row may be the header of a column; what stands first, or behind another label, is
        // not.
        if value.is_none() && !self.is_first(label) && !self.labels.keys().any(in_row) {
            return None;
        }
        let place = value.unwrap_or_else(|| self.behind(label));
        Some(Told { detail, sheet, label, place, rest: rest.unwrap_or(0), is_filled: value.is_some() })
    }

    /// Whether a value looks like what a detail is used for.
    fn fits(&self, means: Option<Meant>, told: &Told) -> bool {
        let Some(cell) = self.filled(told.place).filter(|_| told.is_filled) else { return false };
        let shown = self.view.shown(cell);
        match means {
            Some(Meant::Date) => {
                !matches!(cell.value, Value::Text(_))
                    || shown.contains(|character: char| character.is_ascii_digit())
            }
            Some(Meant::Mail) => shown.contains('@'),
            Some(Meant::Organisation | Meant::Contact) | None => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, RawSheet};
    use crate::{recognise, testing};
    use pamlint_package::Area;

    /// What a sheet tells, as `key=value`, or `key@cell` for what it does not.
    fn told_on(name: &str, merged: &[&str], rows: &[&str]) -> String {
        let convention = testing::convention();
        let mut book = Book::default();
        let mut cells = Vec::new();
        for (row, text) in (1u32..).zip(rows) {
            let values = (1u32..).zip(text.split('|')).filter(|(_, value)| !value.is_empty());
            cells.extend(values.map(|(column, value)| Cell {
                place: CellRef::new(row, column),
                value: Value::Text(book.strings.intern(value)),
            }));
        }
        let merged = merged.iter().map(|area| Area::parse(area).unwrap()).collect();
        book.sheets.push(RawSheet { cells, merged, ..testing::sheet(name, []) });
        let workbook = recognise(book, &convention);
        let one = |told: &Told| {
            let key = &convention.detail(told.detail).key;
            if !told.is_filled {
                return format!("{key}@{}", told.place);
            }
            let cell = workbook.sheet(told.sheet).cell(told.place).unwrap();
            format!("{key}={}", workbook.text(cell).unwrap().get(told.rest..).unwrap().trim())
        };
        workbook.details.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn told(rows: &[&str]) -> String {
        told_on("Info", &[], rows)
    }

    #[test]
    fn values_stand_to_the_right_of_their_labels_in_any_language_and_row() {
        let expected = "organisation=Wegen contact=Jan mail=jan@wegen.example date=1/9/2026";
        let dutch =
            ["", "Organisatie|Wegen", "Contactpersoon|Jan", "E-mail|jan@wegen.example", "Datum|1/9/2026"];
        assert_eq!(told(&dutch), expected);
        let french = [
            "Organisation :|Wegen",
            "",
            "",
            "Personne de contact *||Jan",
            "Courriel|jan@wegen.example",
            "Date|1/9/2026",
        ];
        assert_eq!(told(&french), expected);
        let english = [
            "|1. Organisation|Wegen",
            "|Contact (name)|Jan",
            "|E-mail address|jan@wegen.example",
            "|Date|1/9/2026",
        ];
        assert_eq!(told(&english), expected);
        let in_two_columns = ["Organisatie|Wegen|Contact|Jan", "Mail|jan@wegen.example|Datum|1/9/2026"];
        assert_eq!(told(&in_two_columns), expected);
        let in_one_cell =
            ["Organisatie: Wegen", "Contact: Jan", "Mail: jan@wegen.example", "Datum : 1/9/2026"];
        assert_eq!(told(&in_one_cell), expected);
        assert_eq!(told_on("Blad1", &[], &dutch), expected, "three labels tell the sheet");
        assert_eq!(told_on("Blad1", &[], &["Organisatie|Wegen", "Datum|1/9/2026"]), "");
        assert_eq!(told_on("Info", &["A1:C1"], &["Organisatie|||Wegen"]), "organisation=Wegen");
    }

    #[test]
    fn values_may_stand_below_their_labels() {
        assert_eq!(told(&["Organisatie", "Wegen", "", "Contact", "Jan"]), "organisation=Wegen contact=Jan");
        assert_eq!(
            told(&["Organisatie|Contact|Datum", "Wegen|Jan|1/9"]),
            "organisation=Wegen contact=Jan date=1/9"
        );
        let beside_other_labels =
            ["Organisatie|OVO-code|Contact|Functie|Datum", "Wegen|OVO000100|Jan|DBA|1/9/2026"];
        assert_eq!(told(&beside_other_labels), "organisation=Wegen contact=Jan date=1/9/2026");
        let beside_one = ["Organisation|OVO code", "Wegen|OVO000100", "", "Contact|Jan"];
        assert_eq!(told(&beside_one), "organisation=Wegen contact=Jan");
        let beside_unknown =
            ["Organisatie|Dienst|Contact|Functie", "Wegen|ICT|Jan|DBA", "", "Datum|1/9/2026"];
        assert_eq!(told(&beside_unknown), "organisation=Wegen contact=Jan date=1/9/2026");
        let in_pairs = ["Organisatie|Wegen|OVO-code|OVO000100", "Contact|Jan|E-mail|jan@wegen.example"];
        assert_eq!(told(&in_pairs), "organisation=Wegen contact=Jan mail=jan@wegen.example");
        let between = ["Organisatie", "Wegen", "Contact|Jan", "E-mail", "Opmerkingen"];
        assert_eq!(told(&between), "organisation=Wegen contact=Jan mail@B4");
    }

    #[test]
    fn labels_with_nothing_beside_them_are_told_with_their_empty_cell() {
        assert_eq!(
            told(&["Organisatie|Wegen", "Contact", "OVO-code|OVO003323"]),
            "organisation=Wegen contact@B2"
        );
        assert_eq!(
            told(&["Organisatie|Wegen", "Contact|E-mail:", "|x"]),
            "organisation=Wegen contact@B2 mail=x"
        );
        assert_eq!(told(&["Organisatie|Wegen", "Datum"]), "organisation=Wegen date@B2");
        // Words in the middle of a row that are no label of a form.
        assert_eq!(told(&["Organisatie|Wegen", "", "Versie|Datum|Auteur"]), "organisation=Wegen date=Auteur");
        assert_eq!(told(&["Organisatie|Wegen", "", "Versie|Datum"]), "organisation=Wegen");
        assert_eq!(told(&["Datum|1/9/2026", "Versie|Datum|Auteur", "1|3/4/2025|Jan"]), "date=1/9/2026");
        assert_eq!(told(&["Contact", "", "Contactpersoon|Jan"]), "contact=Jan");
    }
}
