//! Summaries of a run for people: a workbook and a page.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use pamlint_report::{Emitter as _, Gather, Head, Outcome, Summary};

use crate::copies::Names;
use crate::output::{Target, folder_of, prepare_folder, write_file};
use crate::problems::Refused;

/// The summaries that were asked for. What they say is gathered once for all of them, as far as it is the
/// same.
pub struct Summaries {
    each: Vec<(PathBuf, Form, Gather)>,
}

/// What kind of file a summary is.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    Workbook,
    Page,
}

impl Summaries {
    /// Finds out before anything is checked whether they can be written. `roots` are the folders that are
    /// checked.
    ///
    /// # Errors
    /// When one of them is neither a workbook nor a page, or cannot be written.
    pub fn open(
        files: &[PathBuf],
        date: &str,
        roots: &BTreeSet<PathBuf>,
        names: &mut Names,
    ) -> anyhow::Result<Summaries> {
        let here = std::env::current_dir().unwrap_or_default();
        let roots: Vec<String> = roots.iter().map(|root| root.to_string_lossy().into_owned()).collect();
        let open = |file: &PathBuf| {
            let form = form(file).map_err(Refused::value("summary", file.display()))?;
            if let Some(real) = Target::of(file).file() {
                if real.is_dir() || !names.take(real) {
                    bail!("--summary {}: a workbook, the report or a folder has that name", file.display());
                }
                prepare_folder(folder_of(real)).context("--summary")?;
            }
            let gather = Gather::new(date, &here.to_string_lossy(), &roots, &file.to_string_lossy());
            Ok((file.clone(), form, gather))
        };
        Ok(Summaries { each: files.iter().map(open).collect::<anyhow::Result<_>>()? })
    }

    /// Before the first workbook.
    pub fn begin(&mut self, head: &Head<'_>) {
        self.each.iter_mut().for_each(|(_, _, gather)| gather.begin(head, &mut String::new()));
    }

    /// One workbook.
    pub fn workbook(&mut self, head: &Head<'_>, outcome: &Outcome) {
        self.each.iter_mut().for_each(|(_, _, gather)| gather.workbook(head, outcome, &mut String::new()));
    }

    /// Writes them.
    ///
    /// # Errors
    /// When one cannot be written.
    pub fn end(self, summary: &Summary) -> anyhow::Result<()> {
        for (file, form, mut gather) in self.each {
            gather.end(summary, &mut String::new());
            let overview = gather.finish();
            let bytes = match form {
                Form::Workbook => pamlint_report::summary(&overview).map_err(|error| {
                    anyhow!("--summary {}: {}", file.display(), error.message(overview.language))
                })?,
                Form::Page => pamlint_report::summary_page(&overview).into_bytes(),
            };
            write_file(&file, &bytes).context("--summary")?;
        }
        Ok(())
    }
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
        _ => bail!("--summary {}: name a workbook (summary.xlsx) or a page (summary.html)", file.display()),
    }
}

/// The folder in which a workbook was found: its path without its last `depth` components.
pub fn root(path: &Path, depth: usize) -> Option<PathBuf> {
    path.ancestors().nth(depth).filter(|_| depth > 0).map(Path::to_owned)
}
