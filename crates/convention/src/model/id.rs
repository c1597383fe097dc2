//! The numbers by which the tables of a convention refer to one another.

use serde::{Deserialize, Serialize};

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(pub(crate) u16);

        impl $name {
            /// The position in the convention's list, from 0.
            pub fn index(self) -> usize {
                usize::from(self.0)
            }

            pub(crate) fn from_index(index: u16) -> Self {
                Self(index)
            }
        }
    };
}

index!(
    /// A closed list of codes.
    ListId
);

index!(
    /// A part of a name.
    PartId
);

index!(
    /// A name made of parts.
    NameId
);

index!(
    /// A column, whatever sheets it stands on.
    ColumnId
);

index!(
    /// A kind of account, or another sheet with rows.
    TableId
);

index!(
    /// A reference list.
    ReferenceId
);

index!(
    /// Something that a workbook says of whoever sends it.
    DetailId
);

index!(
    /// A rule.
    RuleId
);
