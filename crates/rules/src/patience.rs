//! Whoever has a workbook judged, and waits no longer than they want.

use std::cell::Cell;
use std::fmt;
use std::sync::Arc;

/// What is called again and again while a workbook is judged. It ends the work by unwinding: this room knows no clock.
#[derive(Clone, Default)]
pub struct Patience(Option<Arc<dyn Fn() + Send + Sync>>);

impl Patience {
    /// Patience that has an end, at which `ask` unwinds.
    pub fn new(ask: impl Fn() + Send + Sync + 'static) -> Patience {
        Patience(Some(Arc::new(ask)))
    }

    /// Goes on, or does not.
    pub(crate) fn ask(&self) {
        if let Some(ask) = &self.0 {
            ask();
        }
    }
}

impl fmt::Debug for Patience {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.0.is_some() { "Patience(ends)" } else { "Patience(endless)" })
    }
}

/// How often something small is done before patience is asked.
const STEPS: u8 = 200;

/// Patience that is asked between many small steps.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    patience: Patience,
    left: Cell<u8>,
}

impl Steps {
    pub(crate) fn new(patience: &Patience) -> Steps {
        Steps { patience: patience.clone(), left: Cell::new(STEPS) }
    }

    /// One small step.
    pub(crate) fn step(&self) {
        if let Some(left) = self.left.get().checked_sub(1) {
            self.left.set(left);
        } else {
            self.left.set(STEPS);
            self.patience.ask();
        }
    }
}
