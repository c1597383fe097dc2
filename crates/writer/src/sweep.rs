//! Takes our marks out of a package.

use crate::error::WriteError;
use crate::package::Package;
use crate::undo;

/// Takes our marks out of a package, and says whether there were any.
pub(crate) fn clean(package: &mut Package<'_>) -> Result<bool, WriteError> {
    undo::restore(package)
}
