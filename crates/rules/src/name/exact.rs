//! Names with nothing wrong in them, told without weighing what else they could have been.
//!
//! Nearly every name is right. Laying its pieces beside the form at the least cost would come to the same
//! end, after looking for what each piece is nearly like.

use pamlint_convention::{Convention, Name};

use super::align::Token;
use super::part::{Fit, exact};
use super::{Piece, Reading, empty};

/// The reading of a name whose every piece is right as it stands; `None` when anything is the matter.
pub(super) fn read(convention: &Convention, name: &Name, tokens: &[Token]) -> Option<Reading> {
    let left_out = name.parts.get(tokens.len()..)?;
    if left_out.iter().any(|part| !part.optional) {
        return None;
    }
    let mut reading = empty(name);
    for ((index, token), (part, slot)) in
        tokens.iter().enumerate().zip(name.parts.iter().zip(&mut reading.pieces))
    {
        let is_separated = index == 0 || token.separator == part.separator;
        let Some(Fit::Exact { form }) = exact(convention, convention.part(part.part), &token.text) else {
            return None;
        };
        if !is_separated || token.text.is_empty() {
            return None;
        }
        *slot = Some(Piece { text: token.text.clone(), span: (token.start, token.end), form });
    }
    Some(reading)
}
