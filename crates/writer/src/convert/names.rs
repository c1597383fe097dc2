//! The names of sheets, as Excel allows them: 31 characters, none of `[]:*?/\`, each name once.

use std::collections::HashSet;

/// The longest name, in UTF-16 units.
const LONGEST: usize = 31;

/// The names that stand for these, in their order.
pub(super) fn names<'n>(originals: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut taken = HashSet::new();
    originals
        .map(|original| {
            let name = allowed(original);
            let mut unique = cut(&name, LONGEST);
            let mut number = 2usize;
            while !taken.insert(unique.to_lowercase()) {
                let end = format!(" ({number})");
                unique = cut(&name, LONGEST - end.len()) + &end;
                number += 1;
            }
            unique
        })
        .collect()
}

fn allowed(original: &str) -> String {
    let is_barred = |character: char| character.is_control() || "[]:*?/\\".contains(character);
    let name = original.replace(is_barred, "_");
    let name = name.trim_matches('\'');
    match name {
        "" => "Sheet".to_owned(),
        // Excel keeps this name for itself.
        name if name.eq_ignore_ascii_case("history") => format!("{name}_"),
        name => name.to_owned(),
    }
}

/// The beginning of a name; an apostrophe may not end it.
fn cut(name: &str, longest: usize) -> String {
    let mut units = 0;
    let fits = name.chars().take_while(|character| {
        units += character.len_utf16();
        units <= longest
    });
    let cut: String = fits.collect();
    cut.trim_end_matches('\'').to_owned()
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_become_what_excel_allows() {
        let of = |originals: &[&str]| names(originals.iter().copied());
        assert_eq!(of(&["AD", "UX é", "a/b:c"]), ["AD", "UX é", "a_b_c"]);
        assert_eq!(of(&["", "'x'", "History"]), ["Sheet", "x", "History_"]);
        assert_eq!(of(&["ad", "AD", "Ad"]), ["ad", "AD (2)", "Ad (3)"]);
        let long = "x".repeat(40);
        let cut = of(&[&long, &long]);
        assert_eq!(cut, ["x".repeat(31), "x".repeat(27) + " (2)"]);
    }
}
