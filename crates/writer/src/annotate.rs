//! The annotated copy: the parts of a workbook with our marks, notes and sheet added.

use pamlint_package::{Limit, Outline};
use pamlint_rules::Report;

use crate::cells::Rows;
use crate::comments;
use crate::content_types;
use crate::edits::Edits;
use crate::error::WriteError;
use crate::findings::{self, MOST_LISTED, Title};
use crate::marks;
use crate::measure::Grid;
use crate::notes::Note;
use crate::package::Package;
use crate::relations;
use crate::remark::Remark;
use crate::spots::{self, Asked, Spots};
use crate::styles::{self, Styles};
use crate::undo;
use crate::vml::Blocks;
use crate::workbook::{self, unselect};
use crate::xml::Tree;
use pamlint_words::Words;

const WORKSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";

/// How many notes a sheet gets: more, nobody opens one by one, and each of them slows Excel down.
const MOST_NOTES: usize = 1_000;

/// How much of a sheet's part is read to see whether it is selected: that stands before the cells.
const HEAD: u64 = 64 * 1024;

/// Adds marks, notes and the Findings sheet to a package without marks of ours; `remarks` are what is to
/// be said of it already.
pub(crate) fn annotate(
    package: &mut Package<'_>,
    report: &Report,
    title: &Title<'_>,
    mut remarks: Vec<Remark>,
) -> Result<Vec<Remark>, WriteError> {
    package.limits().check(Limit::Findings, report.findings.len())?;
    let broken = drop_broken_signatures(package)?;
    package.start_recording();
    let book = workbook::outline(package)?;
    if drop_signatures(package)? || broken {
        remarks.push(Remark::SignatureDropped);
    }
    let styles = styles::add(package, &book)?;
    let blocks = Blocks::find(package)?;
    let is_worksheet = |name: &String| {
        book.sheets.iter().any(|sheet| sheet.name == *name && sheet.is_worksheet && sheet.part.is_some())
    };
    let names = report.sheet_names.iter().enumerate();
    let worksheets = names.filter(|(_, name)| is_worksheet(name)).map(|(sheet, _)| sheet).collect();
    let asked = Asked::new(report, title.wording, worksheets);
    let mut marking = Marking { package, book: &book, styles: &styles, asked, blocks, remarks };
    let mut marked = Vec::new();
    for spots in &spots::by_sheet(report) {
        let name = report.sheet_names.get(spots.sheet).map_or("", String::as_str);
        let entry = book.sheets.iter().find(|sheet| sheet.name == name && sheet.is_worksheet);
        match entry.and_then(|entry| entry.part.as_deref()) {
            Some(part) => {
                marking.mark(part, name, spots)?;
                marked.push(part);
            }
            None => {
                let findings = spots.findings.values().map(Vec::len).sum();
                if findings > 0 {
                    marking.remarks.push(Remark::NotMarked { sheet: name.to_owned(), findings });
                }
            }
        }
    }
    let Marking { asked, mut remarks, .. } = marking;
    for part in book.sheets.iter().filter_map(|sheet| sheet.part.as_deref()) {
        if !marked.contains(&part) {
            unselect_other(package, part)?;
        }
    }
    let entries = findings::entries(&asked);
    if let Some(more) = entries.get(MOST_LISTED..).filter(|more| !more.is_empty()) {
        let findings = more.iter().map(|entry| entry.findings.len()).sum();
        remarks.push(Remark::ListCapped { findings });
    }
    let name = book.free_name(&Words::of(title.wording.language).copies.sheet);
    let context = findings::Context {
        asked: &asked,
        entries: &entries,
        title,
        remarks: &remarks,
        styles: &styles,
        dialect: book.dialect,
        name: &name,
    };
    let sheet = findings::build(&context);
    let part = package.free_name(&format!("{}worksheets/sheet", book.folder()), ".xml")?;
    package.add(&part, sheet.xml.into_bytes());
    content_types::set(package, &part, WORKSHEET)?;
    let relation = relations::add(package, &book.part, &book.dialect.relation("worksheet"), &part)?;
    workbook::add_sheet(package, &book, &name, &relation, &sheet.names)?;
    finish(package, &book)?;
    Ok(remarks)
}

/// Adds the record of what was changed.
fn finish(package: &mut Package<'_>, book: &Outline) -> Result<(), WriteError> {
    content_types::set(package, undo::PART, undo::CONTENT_TYPE)?;
    relations::add(package, &book.part, undo::RELATION, undo::PART)?;
    let record = package.stop_recording();
    let bytes = undo::encode(record, package)?;
    package.add(undo::PART, bytes);
    Ok(())
}

fn is_signature(part: &str) -> bool {
    let start = part.trim_start_matches('/').get(..14);
    start.is_some_and(|start| start.eq_ignore_ascii_case("_xmlsignatures"))
}

/// The parts of the digital signatures of the package.
fn signatures(package: &Package<'_>) -> Vec<String> {
    package.parts.names().filter(|name| is_signature(name)).map(str::to_owned).collect()
}

/// Drops digital signatures of which a part cannot be read: they cannot be given back either.
fn drop_broken_signatures(package: &mut Package<'_>) -> Result<bool, WriteError> {
    let is_broken = signatures(package).iter().any(|part| package.bytes(part).is_err());
    Ok(is_broken && drop_signatures(package)?)
}

/// Drops the digital signatures of the package; the signature of macros stays, since they do not change.
pub(crate) fn drop_signatures(package: &mut Package<'_>) -> Result<bool, WriteError> {
    let parts = signatures(package);
    if parts.is_empty() {
        return Ok(false);
    }
    for part in &parts {
        package.drop_part(part)?;
    }
    relations::remove(package, "", |relation| !relation.external && is_signature(&relation.target))?;
    content_types::remove(package, is_signature)?;
    Ok(true)
}

fn unselect_other(package: &mut Package<'_>, part: &str) -> Result<(), WriteError> {
    if !package.beginning(part, HEAD)?.contains("tabSelected") {
        return Ok(());
    }
    let text = package.required(part)?;
    let tree = Tree::parse_sheet(part, &text, &package.limits())?;
    let mut edits = Edits::default();
    unselect(&tree, &mut edits);
    package.edit(part, &text, edits)
}

/// The copy in the making.
struct Marking<'m, 'p, 'a> {
    package: &'m mut Package<'p>,
    book: &'m Outline,
    styles: &'m Styles,
    asked: Asked<'a>,
    blocks: Blocks,
    remarks: Vec<Remark>,
}

impl Marking<'_, '_, '_> {
    /// Marks the cells of a sheet, whose part and name these are.
    fn mark(&mut self, part: &str, name: &str, spots: &Spots<'_>) -> Result<(), WriteError> {
        let text = self.package.required(part)?;
        let tree = Tree::parse_sheet(part, &text, &self.package.limits())?;
        let own = tree.children(tree.root()).filter(|id| tree.local(*id) == "conditionalFormatting").count();
        self.package.limits().check_in(part, Limit::Conditions, own)?;
        let rows = Rows::find(&tree);
        let mut edits = Edits::default();
        unselect(&tree, &mut edits);
        self.asked.look(spots, &rows);
        let sheet = name.to_owned();
        let staying = marks::add(&tree, spots, &self.asked, self.styles, &mut edits)?;
        if staying > 0 {
            self.remarks.push(Remark::MarksStay { sheet: sheet.clone(), cells: staying });
        }
        let words = Words::of(self.asked.wording.language);
        let noted = spots.findings.iter().take(MOST_NOTES);
        let notes = noted.map(|(cell, findings)| (*cell, Note::new(findings, &self.asked, words))).collect();
        let grid = Grid::read(&tree, &rows);
        let noted = comments::Sheet { book: self.book, tree: &tree, grid: &grid };
        let outcome = comments::add(self.package, &noted, notes, &mut self.blocks, &mut edits)?;
        if spots.findings.len() > MOST_NOTES {
            let cells = spots.findings.len() - MOST_NOTES;
            self.remarks.push(Remark::NotesCapped { sheet: sheet.clone(), cells });
        }
        if outcome.threaded > 0 {
            self.remarks.push(Remark::CommentsKept { sheet: sheet.clone(), cells: outcome.threaded });
        }
        if outcome.impossible > 0 {
            self.remarks.push(Remark::NotesImpossible { sheet, cells: outcome.impossible });
        }
        self.package.edit(part, &text, edits)
    }
}
