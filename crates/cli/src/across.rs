//! What the workbooks of a run share: those that go by one convention are compared with each other.

use std::path::Path;

use pamlint_report::Outcome;
use pamlint_rules::{Registry, Report, except};

use crate::copies::name::origin;
use crate::settings::Settings;

/// What the workbooks so far have that others may have too.
pub struct Across<'s> {
    settings: &'s Settings,
    /// A registry for each way of checking; where two go by one convention, the first counts.
    registries: Vec<Registry>,
}

impl<'s> Across<'s> {
    /// That of no workbook.
    pub fn new(settings: &'s Settings) -> Across<'s> {
        let registries = settings.ways().map(|way| Registry::new(&way.convention)).collect();
        Across { settings, registries }
    }

    fn position(&self, workbook: &Path) -> usize {
        let own = &self.settings.of_workbook(workbook).named;
        self.settings.ways().position(|way| way.named == *own).unwrap_or_default()
    }

    /// True when workbooks before have something that the one of this report has too.
    pub fn shares(&self, workbook: &Path, report: &Report) -> bool {
        self.registries.get(self.position(workbook)).is_some_and(|registry| registry.shares(report))
    }

    /// Tells of a copy that came back, before any workbook is linked.
    pub fn expect_return(&mut self, outcome: &Outcome) {
        let position = self.position(Path::new(&outcome.path));
        if let (Some(registry), Ok(report)) = (self.registries.get_mut(position), &outcome.result) {
            registry.expect_return(&outcome.path, report);
        }
    }

    /// Adds what a workbook shares with those linked before; says whether there was something to add.
    pub fn link(&mut self, outcome: &mut Outcome) -> bool {
        let Ok(report) = &mut outcome.result else { return false };
        let path = Path::new(&outcome.path);
        let position = self.position(path);
        let Some(registry) = self.registries.get_mut(position) else { return false };
        let has_more = registry.add(&outcome.path, &origin(path).to_string_lossy(), report) > 0;
        // What was there before has met its exceptions when it was found.
        if has_more {
            except(report, &self.settings.of_workbook(path).exceptions.of(path));
        }
        has_more
    }
}
