//! What is made of a convention once and kept with it, so that no workbook has to wait for it again.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// What another room has made of a convention.
#[derive(Default)]
pub(crate) struct Kept {
    made: OnceLock<Arc<dyn Any + Send + Sync>>,
    instance: Instance,
}

/// Tells a convention from every other one, its own clones included.
#[derive(Clone, Default)]
pub struct Instance(Arc<()>);

impl PartialEq for Instance {
    fn eq(&self, other: &Instance) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Clones are made to be changed: what was made of the original does not belong to them.
impl Clone for Kept {
    fn clone(&self) -> Kept {
        Kept::default()
    }
}

/// What has been made of a convention tells nothing of it: conventions are compared by what they print.
impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept")
    }
}

impl Kept {
    /// What `make` makes: made when it is first asked for. There is room for the things of one type; those
    /// of any other are made anew each time.
    pub(crate) fn get_or_make<T: Any + Send + Sync>(&self, make: impl Fn() -> T) -> Arc<T> {
        let kept = self.made.get_or_init(|| Arc::new(make()));
        Arc::clone(kept).downcast().unwrap_or_else(|_| Arc::new(make()))
    }

    pub(crate) fn instance(&self) -> Instance {
        self.instance.clone()
    }
}
