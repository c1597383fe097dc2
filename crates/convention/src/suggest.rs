//! "Did you mean": the nearest known word.

use strsim::damerau_levenshtein;

/// The known word nearest to `word`, when it is near enough to have been meant.
///
/// Near is one slip for every three characters, without regard to case; of several equally near words
/// none is nearest.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase();
    let length = folded.chars().count();
    let most = (length / 3).clamp(1, 3);
    let mut best: Option<(usize, &str)> = None;
    let mut tied = false;
    for candidate in known {
        // Words of very different lengths are far apart, and comparing long ones takes long.
        if candidate.chars().count().abs_diff(length) > most {
            continue;
        }
        let distance = damerau_levenshtein(&folded, &candidate.to_lowercase());
        if distance > most || distance >= candidate.chars().count() {
            continue;
        }
        match best {
            Some((nearest, _)) if distance > nearest => {}
            Some((nearest, known)) if distance == nearest && known != candidate => tied = true,
            _ => {
                best = Some((distance, candidate));
                tied = false;
            }
        }
    }
    best.filter(|_| !tied).map(|(_, candidate)| candidate)
}

/// The nearest known word as a hint.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, known).map(|known| format!("did you mean `{known}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_proposed_and_far_or_equally_near_ones_are_not() {
        assert_eq!(nearest("plattform", ["platform", "safe"]), Some("platform"));
        assert_eq!(nearest("OPX", ["ADM", "OPS", "NPA", "LOG"]), Some("OPS"));
        assert_eq!(nearest("UY", ["UX", "AD"]), Some("UX"));
        assert_eq!(nearest("AX", ["AD", "UX"]), None, "two are equally near");
        assert_eq!(nearest("X", ["O", "D"]), None, "one slip of one character is everything");
        assert_eq!(nearest("colour", ["severity"]), None);
    }
}
