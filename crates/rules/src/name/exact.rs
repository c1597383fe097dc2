//! Names with nothing wrong in them, told without weighing what else they could have been.
//!
//! Nearly every name is right. Laying its pieces beside the form at the least cost would come to the same
//! end, after looking for what each piece is nearly like.

use pamlint_convention::{Convention, Name, NamePart};

use super::align::Token;
use super::part::{Fit, exact};
use super::{Piece, Reading, empty, open};

/// The reading of a name whose every piece is right as it stands; `None` when anything is the matter.
pub(super) fn read(convention: &Convention, name: &Name, tokens: &[Token]) -> Option<Reading> {
    let mut reading = empty(name);
    lay(convention, &name.parts, tokens, &mut reading.pieces).then_some(reading)
}

/// Whether all of the pieces are right for all of the parts, but for those that may be left out; the first way to lay
/// them is taken, in which the part that may hold separators is as short as it can be.
fn lay(convention: &Convention, parts: &[NamePart], tokens: &[Token], slots: &mut [Option<Piece>]) -> bool {
    let (Some((place, parts)), Some((slot, slots))) = (parts.split_first(), slots.split_first_mut()) else {
        return tokens.is_empty();
    };
    let part = convention.part(place.part);
    let longest = if part.may_hold_separator { tokens.len().min(open::MOST) } else { 1 };
    for count in 1..=longest {
        let Some((mine, behind)) = tokens.split_at_checked(count) else { break };
        let joined = (count > 1).then(|| open::joined(mine));
        let Some(token) = joined.as_ref().or(mine.first()) else { break };
        let is_separated = token.separator.is_empty() || token.separator == place.separator;
        if !is_separated || token.text.is_empty() {
            break;
        }
        if let Some(Fit::Exact { form }) = exact(convention, part, &token.text)
            && lay(convention, parts, behind, slots)
        {
            *slot = Some(Piece { text: token.text.clone(), span: (token.start, token.end), form });
            return true;
        }
    }
    *slot = None;
    place.optional && lay(convention, parts, tokens, slots)
}
