//! What is written at once: into the file of `--output`, or on the screen.

use std::path::Path;

use anyhow::{Context as _, anyhow};

use super::{Mode, Screen, Target, prepare_report, write_file};
use crate::copies::Names;

/// Where it goes.
pub struct Output<'f>(Option<(&'f Path, Target)>);

impl<'f> Output<'f> {
    /// The file, made sure of; the screen when there is none.
    ///
    /// # Errors
    /// One sentence that says what is in the way.
    pub fn of(file: Option<&'f Path>, names: &mut Names) -> anyhow::Result<Output<'f>> {
        let Some(file) = file else { return Ok(Output(None)) };
        let target = prepare_report(file, names).map_err(|error| anyhow!("--output {error:#}"))?;
        Ok(Output(Some((file, target))))
    }

    /// Whether it is the screen, and that shows colours.
    pub fn is_coloured(&self) -> bool {
        self.0.is_none() && Screen::new().is_coloured()
    }

    /// Puts it there.
    ///
    /// # Errors
    /// One sentence that says what is in the way.
    pub fn put(self, bytes: &[u8], mode: Mode) -> anyhow::Result<()> {
        match self.0 {
            Some((file, _)) => write_file(file, bytes, mode).context("--output"),
            None => Screen::new().write(&String::from_utf8_lossy(bytes)),
        }
    }
}
