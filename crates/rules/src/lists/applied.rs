//! A convention that lets pass what the lists of a user hold.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, OnceLock};

use pamlint_convention::{Convention, Instance, Shape};

/// The values of a list, by its key, that are right although they have not the form of the part of a name
/// that refers to it; in capitals.
pub(super) type Irregular<'c> = (&'c str, Arc<BTreeSet<String>>);

/// The convention that lets pass what the lists hold, kept for the workbooks to come.
#[derive(Clone, Default)]
pub(super) struct Applied(Arc<OnceLock<(Instance, Convention)>>);

/// It follows from the convention and the lists: lists are compared by what they print.
impl fmt::Debug for Applied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Applied")
    }
}

impl Applied {
    /// A convention that lets these values pass: made once for the convention that is asked for first, as
    /// there is one in a run.
    pub(super) fn to<'c>(
        &'c self,
        convention: &Convention,
        irregular: &[Irregular<'_>],
    ) -> Cow<'c, Convention> {
        let instance = convention.instance();
        let (of, applied) = self.0.get_or_init(|| (instance.clone(), apply(convention, irregular)));
        if *of == instance { Cow::Borrowed(applied) } else { Cow::Owned(apply(convention, irregular)) }
    }
}

fn apply(convention: &Convention, irregular: &[Irregular<'_>]) -> Convention {
    let mut convention = convention.clone();
    for part in &mut convention.parts {
        let Shape::Forms(forms) = &mut part.shape else { continue };
        for form in forms {
            let values = irregular.iter().find(|(key, _)| form.reference.as_deref() == Some(key));
            form.also = values.map(|(_, values)| Arc::clone(values));
        }
    }
    convention
}
