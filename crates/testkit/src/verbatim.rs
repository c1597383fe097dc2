//! A convention that has nothing to say of its own: for tests of how findings are shown.

use pamlint_convention::{Convention, load};

/// A convention of that id and version whose rules, those of one that is built in, all have the message
/// `{found}` and the help `{expected}`.
///
/// # Panics
/// When it does not load.
#[expect(clippy::expect_used, reason = "it is made here")]
pub fn verbatim(id: &str, version: &str) -> Convention {
    let each = |key: &str, text: &str| {
        ["nl", "en", "fr"].map(|language| format!("{key}.{language} = \"{text}\"\n")).concat()
    };
    let text = format!(
        "id = \"verbatim\"\nversion = \"1\"\nextends = \"pamaas\"\n[[rules]]\ncode = \"SAF005\"\n{}{}",
        each("message", "{found}"),
        each("help", "{expected}")
    );
    let mut convention = load("verbatim", &text).expect("a small extension loads");
    (convention.id, convention.version) = (id.to_owned(), version.to_owned());
    let rule = convention.rules.iter().find(|rule| rule.code == "SAF005").expect("it is a rule").clone();
    for other in &mut convention.rules {
        other.message = rule.message.clone();
        other.help = rule.help.clone();
        other.variants.clear();
    }
    convention
}
