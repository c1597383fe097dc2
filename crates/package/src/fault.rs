//! Why a package cannot be read.

use crate::limits::Excess;

/// Why a package, or a part of it, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The end of the file is missing, or its table of contents.
    #[error("its end is missing")]
    CutOff,
    /// A part is protected with a password of its own.
    #[error("it is protected with a password")]
    Encrypted,
    /// A part cannot be inflated, or is not the XML that it should be.
    #[error("its part {0} cannot be read")]
    Unreadable(String),
    /// There is more of something than there may be.
    #[error(transparent)]
    TooLarge(#[from] Excess),
}

impl Fault {
    /// The fault of a part that cannot be read.
    pub fn unreadable(part: &str) -> Fault {
        Fault::Unreadable(part.to_owned())
    }
}
