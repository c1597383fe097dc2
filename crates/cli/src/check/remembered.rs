//! Workbooks that an earlier run has checked, and what is still to be done for them.

use pamlint_report::Outcome;

use std::path::Path;

use super::one::{Checked, Checker, Known, Note, Remembered, Task};
use crate::across::Across;
use crate::cache::{About, Copied, Entry};
use crate::files;
use crate::kept::{Digest, Kept, digest, digest_of};

use crate::settings::Settings;
use crate::stamp::is_ours;

impl Checker<'_> {
    /// The outcome of an earlier run, if nothing has changed since.
    pub fn remembered(&self, task: &Task, content: &Digest) -> Option<Checked> {
        let cache = self.cache.as_ref()?;
        let name = cache.name(&task.input.path, self.settings);
        let Entry { about, kept } = cache.find(&name, content)?;
        let About { content, outcome, copy } = about;
        let Kept { mut result, shared } = kept;
        // A part of a run writes down all of it, whatever is shared.
        if let (Ok(report), Some(_)) = (&mut result, self.settings.shard) {
            shared.recall(report);
        }
        let mut checked = Checked::only(Outcome { path: task.path(), result, annotated: None });
        if let Some(copy) = &copy {
            let is_it = |written: &[u8]| digest(written) == copy.content;
            let place = self.names.place(&task.copy, |written| is_it(written) || is_ours(written));
            let is_there = copy.path.as_slice() == place.path.as_os_str().as_encoded_bytes()
                && files::written(&place.path).is_ok_and(|written| is_it(&written));
            checked.outcome.annotated = is_there.then(|| place.path.to_string_lossy().into_owned());
            checked.notes.extend(place.said().map(Note::Warning));
        }
        checked.known = Some(Known { name, content, outcome });
        checked.remembered = Some(Remembered { copy, shared });
        Some(checked)
    }
}

impl Checked {
    /// Brings back the findings there are when an earlier workbook has something that this one has too.
    pub fn recall(&mut self, across: &Across<'_>) {
        if let (Ok(report), Some(remembered)) = (&mut self.outcome.result, &self.remembered)
            && across.shares(Path::new(&self.outcome.path), report)
        {
            remembered.shared.recall(report);
        }
    }

    /// True when there is more to do, now that it is known what other workbooks have added to it.
    pub fn is_to_do_again(&mut self, has_more: bool, settings: &Settings) -> bool {
        if let (true, Some(known)) = (has_more, &mut self.known) {
            known.outcome = digest_of(&self.outcome);
        }
        match &self.remembered {
            Some(remembered) => {
                let own = settings.of_workbook(Path::new(&self.outcome.path));
                let is_up_to_date = self.is_marked_in(remembered.copy.as_ref(), own);
                let is_wanted = settings.wants_copy(&self.outcome);
                if !is_wanted {
                    self.outcome.annotated = None;
                    self.notes.clear();
                }
                is_wanted && !is_up_to_date
            }
            None => has_more && settings.annotate,
        }
    }

    /// True when a copy of an earlier run is there and marks this outcome.
    fn is_marked_in(&self, copy: Option<&Copied>, settings: &Settings) -> bool {
        let outcome = self.known.as_ref().map(|known| known.outcome);
        self.outcome.annotated.is_some()
            && copy
                .is_some_and(|copy| Some(copy.outcome) == outcome && copy.language == settings.copies_speak())
    }
}
