//! What has to be made for the workbooks of a run, as the drawing of its summary.

use pamlint_plan::{Asked, Drawing, Inventory, Ledger, Requests, derive, plan_graph};
use pamlint_reader::Workbook;
use pamlint_report::Outcome;
use pamlint_rules::{Options, Replaced, Report};

use crate::guard::{in_time, patience};
use crate::settings::Settings;

/// How many accounts are looked at: a drawing of more would tell nobody anything.
const MOST_ACCOUNTS: usize = 5_000;

/// How many workbooks are looked at, which are read again where an earlier run has checked them.
pub const MOST_WORKBOOKS: usize = 500;

/// What a workbook asks for; `None` where it takes too long to tell.
pub fn requests(workbook: &Workbook, options: Options, settings: &Settings) -> Option<Requests> {
    let options = Options { patience: patience(&settings.limits), ..options };
    in_time(&settings.limits, || Requests::of(workbook, &settings.convention, &options)).ok()
}

/// What the workbooks of a run ask for, in their order.
#[derive(Default)]
pub struct Drawn {
    asked: Vec<(String, Requests, Report)>,
    accounts: usize,
    /// The paths of the workbooks that there is no room for.
    left_out: Vec<String>,
}

impl Drawn {
    /// Adds a workbook that was checked.
    pub fn add(&mut self, outcome: &Outcome, requests: Option<Requests>) {
        let Ok(report) = &outcome.result else { return };
        let room = MOST_ACCOUNTS.saturating_sub(self.accounts);
        match requests.filter(|requests| requests.accounts.len() <= room) {
            Some(requests) => {
                self.accounts += requests.accounts.len();
                self.asked.push((outcome.path.clone(), requests, report.clone()));
            }
            None => self.left_out.push(outcome.path.clone()),
        }
    }

    /// The drawing, of those workbooks that were not replaced; `None` where nothing has to be made.
    pub fn drawing(&self, replaced: &Replaced, settings: &Settings) -> Option<pamlint_report::Drawing> {
        let counts = |path: &str| replaced.by(path).is_none();
        let asked = self.asked.iter().filter(|(path, ..)| counts(path));
        let asked: Vec<Asked<'_>> =
            asked.map(|(path, requests, report)| Asked { path, requests, report }).collect();
        let plan = derive(&asked, &settings.convention, &Inventory::default(), &Ledger::default())?;
        let svg = plan_graph(&plan, &settings.head(), Drawing::Svg);
        let left_out = self.left_out.iter().filter(|path| counts(path)).count();
        (!plan.objects.is_empty()).then_some(pamlint_report::Drawing { svg, left_out })
    }
}
