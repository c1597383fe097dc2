//! How much of a package is read: more than any honest workbook needs. Sizes in bytes.

/// The parts of a package.
pub const PARTS: usize = 20_000;

/// A part that is read whole: the workbook part, relationships, styles.
pub const SKELETON_PART: u64 = 32 << 20;

/// One sheet, inflated; two million cells are about 200 MB. No part is larger than that.
pub const SHEET: u64 = 512 << 20;
