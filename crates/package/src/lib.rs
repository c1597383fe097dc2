//! What an .xlsx is made of: parts, relationships, the list of sheets, and cells as a stream.
//!
//! This room knows the package and nothing of what stands in its cells: it reads no values, judges nothing, and
//! knows no file, clock, network or thread. [`Package`] finds parts by name, reads none beyond a limit, and can
//! be written again with some of them changed; [`Outline`] lists its sheets; [`Walk`] goes through the cells of
//! one. Reader and writer both go through here, so that they see the same sheets and the same cells.

mod cells;
mod fault;
mod limits;
mod made_by;
mod outline;
mod package;
mod place;
mod relation;
pub mod xml;

pub use cells::{Cell, Kind, Met, Row, Walk};
pub use fault::Fault;
pub use limits::{Excess, Limit, Limits, Unit};
pub use made_by::as_on_any_system;
pub use outline::{Dialect, Outline, SheetEntry, workbook_part};
pub use package::{Package, Sum, check_entries, part_key, same_part, sum};
pub use place::{Area, CellRef, LAST_COLUMN, LAST_ROW, Merged};
pub use relation::{Relation, missing, relations, relations_in, relations_part, relative};
