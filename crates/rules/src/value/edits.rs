//! Corrections in a text, by the characters that they replace.

/// The text with some spans of characters replaced.
pub(crate) fn replace(text: &str, edits: &[((usize, usize), &str)]) -> String {
    let mut replaced = String::new();
    let mut written: Vec<usize> = Vec::new();
    for (at, character) in text.chars().enumerate() {
        match edits.iter().find(|((start, end), _)| (*start..*end).contains(&at)) {
            None => replaced.push(character),
            Some(((start, _), replacement)) => {
                if !written.contains(start) {
                    replaced.push_str(replacement);
                    written.push(*start);
                }
            }
        }
    }
    replaced
}
