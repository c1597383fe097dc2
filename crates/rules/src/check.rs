//! The phases of a check, in their order.

use std::collections::{BTreeMap, BTreeSet};

use pamlint_convention::{Convention, TableId};
use pamlint_reader::{Sheet, SheetRole, Workbook};

use crate::bearings::Bearings;
use crate::builtin::{self, Reporter};
use crate::draft::{Draft, shown_text};
use crate::entries::{self, Entry};
use crate::exception::except;
use crate::facts::Facts;
use crate::options::Options;
use crate::report::{Finding, Made, Report, SheetSummary};
use crate::round::Memory;
use crate::secret::Named;
use crate::slid_rows::{self, Slide};
use crate::{across, cell, consequences, misplaced, relation, report};

/// Checks a workbook against a convention.
///
/// The same workbook gives the same report, finding for finding.
pub fn check(workbook: &Workbook, convention: &Convention, options: &Options) -> Report {
    check_showing(workbook, convention, options, |_| {})
}

/// Checks a workbook, and shows `each` its rows on the way, as [`crate::entries()`] does.
pub fn check_showing(
    workbook: &Workbook,
    convention: &Convention,
    options: &Options,
    mut each: impl FnMut(&Entry<'_>),
) -> Report {
    let applied = options.lists.applied(convention);
    let convention = applied.as_ref();
    let Named { workbook, withheld } = Named::of(workbook);
    let workbook = workbook.as_ref();
    let begin = |slides: &[Slide]| {
        let mut facts = Facts::new(workbook, convention, options);
        facts.secrets.sheets.clone_from(&withheld);
        slides.iter().for_each(|slide| slide.put_right(&mut facts));
        facts
    };
    let mut facts = begin(&[]);
    // Before anything is told: what is told of a row is no value of it any more.
    entries::show(&facts, &mut each);
    let mut drafts = judge(&mut facts, options);
    let mut slides = Vec::new();
    for slide in slid_rows::likely(&facts, &drafts) {
        slides.push(slide);
        let mut put_right = begin(&slides);
        let left = judge(&mut put_right, options);
        match slides.last().filter(|slide| slide.explains(drafts.len(), left.len())) {
            Some(_) => (facts, drafts) = (put_right, left),
            None => drop(slides.pop()),
        }
    }
    drafts.retain(|draft| !slides.iter().any(|slide| slide.is_about_stray(&facts, draft)));
    drafts.extend(slides.iter().filter_map(|slide| slide.told(&facts)));
    let mut findings: Vec<Finding> = drafts.into_iter().map(|draft| draft.finding(&facts)).collect();
    findings.retain(|finding| options.wants(&finding.code));
    let mut traces = if options.across { across::traces(&facts, options) } else { Vec::new() };
    let of_traces = traces.iter_mut().filter_map(|trace| trace.finding.as_deref_mut());
    findings.iter_mut().chain(of_traces).for_each(|finding| options.weigh(finding));
    report::sort(&mut findings);
    let of_traces = traces.iter().filter_map(|trace| trace.finding.as_deref());
    let bearings = Bearings::of(&facts, findings.iter().chain(of_traces));
    let mut memory = Memory::of(&facts, &findings, options);
    let round = Memory::read(workbook).and_then(|last| memory.since(&last, &facts, &mut findings));
    let sheets = summaries(&facts);
    let mut report = Report {
        convention: (convention.id.clone(), convention.version.clone()),
        accounts: sheets.iter().map(|sheet| sheet.accounts).sum(),
        sheets,
        details: builtin::details::told(&facts),
        made: Made::default(),
        tongue: None,
        sheet_names: workbook.sheets.iter().map(|sheet| sheet.name.clone()).collect(),
        findings,
        traces,
        exceptions_met: Vec::new(),
        bearings,
        memory,
        round,
    };
    except(&mut report, &options.exceptions);
    if report.counts().error == 0 {
        report.made = made(&facts);
    }
    report
}

/// Judges everything, in the order of the phases.
fn judge(facts: &mut Facts<'_>, options: &Options) -> Vec<Draft> {
    let convention = facts.convention;
    let mut reporter = Reporter::new(convention);
    builtin::sheets::judge(facts, &mut reporter);
    builtin::secrets::judge(facts, options.file.as_deref(), &mut reporter);
    builtin::text_rows::judge(facts, &mut reporter);
    builtin::unreadable::judge(facts, &mut reporter);
    cell::judge(facts, &mut reporter);
    misplaced::judge(facts, &mut reporter);
    builtin::placeholders::judge(facts, &mut reporter);
    builtin::ids::judge(facts, &mut reporter);
    builtin::mixed::judge(facts, &mut reporter);
    builtin::empty::judge(facts, &mut reporter);
    builtin::details::judge(facts, &mut reporter);
    let mut drafts = reporter.drafts;
    drafts.retain(|draft| !convention.rule(draft.rule).off);
    relation::judge(facts, &options.lists, &mut drafts);
    consequences::drop(facts, &mut drafts);
    drafts
}

/// What will be made for the accounts.
fn made(facts: &Facts<'_>) -> Made {
    let convention = facts.convention;
    let mut kinds: BTreeMap<TableId, usize> = BTreeMap::new();
    let mut safes = Vec::new();
    let mut known = BTreeSet::new();
    for row in facts.rows.iter().filter(|row| convention.table(row.table).is_kind) {
        *kinds.entry(row.table).or_default() += 1;
        let safe = convention.safe_column.and_then(|column| {
            let position = convention.table(row.table).position(column)?;
            let place = facts.rows.cell(row, position).place;
            let is_withheld =
                facts.secrets.is_secret(row.sheet, place) || facts.secrets.is_withheld(row.sheet, place);
            shown_text(facts, row, &convention.column(column).key).filter(|_| !is_withheld)
        });
        safes.extend(safe.filter(|safe| known.insert(safe.to_lowercase())));
    }
    Made { kinds: kinds.into_iter().collect(), safes }
}

/// The account sheets, with how many accounts stand on each.
fn summaries(facts: &Facts<'_>) -> Vec<SheetSummary> {
    let sheets = facts.workbook.sheets.iter();
    let summary = |sheet: &Sheet| {
        let layout = sheet.layout.as_ref()?;
        let kind = match sheet.role {
            SheetRole::Accounts(table) => Some(facts.convention.table(table).id.clone()),
            SheetRole::MixedAccounts => None,
            _ => return None,
        };
        let accounts = layout.rows.len();
        Some(SheetSummary { name: sheet.name.clone(), kind, header_row: layout.header_row, accounts })
    };
    sheets.filter_map(summary).collect()
}
