//! Summaries of a run for people: a workbook and a page.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use pamlint_plan::Requests;
use pamlint_report::{Head, Outcome, Overview, Tally, Told};
use pamlint_rules::Replaced;

use crate::about::About;
use crate::copies::Names;
use crate::drawn::Drawn;
use crate::guard::guarded;
use crate::output::{Mode, prepare_report, write_file};
use crate::problems::Refused;
use crate::settings::Settings;
use crate::speech::fail;
use crate::stamp::stamped;

/// The summaries that were asked for, and what they all say.
pub struct Summaries {
    files: Vec<(PathBuf, Form)>,
    mode: Mode,
    overview: Overview,
    drawn: Drawn,
}

/// What kind of file a summary is.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    Workbook,
    Page,
}

impl Summaries {
    /// Finds out before anything is checked whether they can be written. `about` says what they are about.
    ///
    /// # Errors
    /// When one of them is neither a workbook nor a page, or cannot be written.
    pub fn open(settings: &Settings, about: &About, names: &mut Names) -> anyhow::Result<Summaries> {
        let here = std::env::current_dir().unwrap_or_default();
        let roots: Vec<String> = about.roots.iter().map(|root| root.to_string_lossy().into_owned()).collect();
        let mut known: Vec<PathBuf> = Vec::new();
        let open = |file: &PathBuf| {
            let path = here.join(file).components().collect();
            if known.contains(&path) {
                fail!("--summary {file}: it stands in the call twice; once is enough", file = file.display());
            }
            known.push(path);
            let form = form(file).map_err(Refused::value("summary", file.display()))?;
            prepare_report(file, names).map_err(|error| anyhow!("--summary {error:#}"))?;
            Ok((file.clone(), form))
        };
        let files = settings.summaries.iter().map(open).collect::<anyhow::Result<_>>()?;
        let date = settings.today.to_string();
        Ok(Summaries {
            files,
            mode: about.mode,
            overview: Overview::new(&settings.head(), &date, &here.to_string_lossy(), &roots),
            drawn: Drawn::default(),
        })
    }

    /// Adds a workbook.
    pub fn workbook(&mut self, head: &Head<'_>, outcome: &Outcome, told: Told) {
        if !self.files.is_empty() {
            self.overview.add(head, outcome, told);
        }
    }

    /// Adds what a workbook asks for.
    pub fn asks(&mut self, outcome: &Outcome, requests: Option<Requests>) {
        self.drawn.add(outcome, requests);
    }

    /// Writes them.
    ///
    /// # Errors
    /// When one cannot be written.
    pub fn end(&mut self, tally: Tally, replaced: &Replaced, settings: &Settings) -> anyhow::Result<()> {
        self.overview.end(tally, replaced);
        self.overview.drawing = guarded(|| self.drawn.drawing(replaced, settings)).flatten();
        for (file, form) in &self.files {
            let place = file.to_string_lossy();
            let bytes = match form {
                Form::Workbook => {
                    let bytes = pamlint_report::summary(&self.overview, &place).map_err(|error| {
                        anyhow!("--summary {}: {}", file.display(), error.message(self.overview.language))
                    })?;
                    stamped(bytes)
                }
                Form::Page => pamlint_report::summary_page(&self.overview, &place).into_bytes(),
            };
            write_file(file, &bytes, self.mode).context("--summary")?;
        }
        Ok(())
    }
}

/// Whether a summary may show what has to be made: that of this run, or that of the whole of which this is a part.
pub fn may_be_drawn(settings: &Settings) -> bool {
    is_drawn(settings) || (settings.convention.plan.is_some() && settings.shard.is_some())
}

/// Whether a summary of a run is a page, which shows what has to be made.
pub fn is_drawn(settings: &Settings) -> bool {
    let is_page = |file: &PathBuf| matches!(form(file), Ok(Form::Page));
    settings.convention.plan.is_some() && settings.shard.is_none() && settings.summaries.iter().any(is_page)
}

/// What kind of file a summary is, by its name.
///
/// # Errors
/// When it is none that can be written.
pub fn form(file: &Path) -> anyhow::Result<Form> {
    let extension = file.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("xlsx") => Ok(Form::Workbook),
        Some("html" | "htm") => Ok(Form::Page),
        _ => fail!(
            "--summary {file}: name a workbook (summary.xlsx) or a page (summary.html)",
            file = file.display()
        ),
    }
}

/// The folder in which a workbook was found: its path without its last `depth` components.
pub fn root(path: &Path, depth: usize) -> Option<PathBuf> {
    path.ancestors().nth(depth).filter(|_| depth > 0).map(Path::to_owned)
}
