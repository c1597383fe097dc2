//! Convention files that nobody meant: whatever stands in them, loading answers, and soon.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what cannot be")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use pamlint_convention::{LoadError, built_in_text, load, load_with, starter};
use proptest::prelude::*;

/// The problems of a file, each as `line:column: message`.
fn problems(result: Result<pamlint_convention::Convention, LoadError>) -> Vec<String> {
    let error = result.map(|_| ()).unwrap_err();
    error
        .problems
        .iter()
        .map(|problem| format!("{}:{}: {}", problem.line, problem.column, problem.message))
        .collect()
}

fn bytes(bytes: &[u8]) -> Result<pamlint_convention::Convention, LoadError> {
    load_with("test.toml", bytes, |_, _| Err("there is no other file".to_owned()))
}

#[test]
fn marks_and_line_ends_of_windows_change_nothing() {
    let text = starter("mine");
    let windows = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    assert!(bytes(windows.as_bytes()).is_ok());
    let wrong = windows.replace("codes = \"environment\"", "codes = \"enviroment\"");
    let line = text.lines().position(|line| line.starts_with("codes =")).unwrap() + 1;
    let found = problems(bytes(wrong.as_bytes()));
    let message = format!("{line}:9: there is no list [codes.enviroment]");
    assert_eq!(found, [message]);
}

#[test]
fn what_is_no_text_is_said_to_be_none() {
    assert_eq!(
        problems(bytes(b"id = \"x\"\nversion = \"\xE9\"\n")),
        ["2:12: this is no text in UTF-8 (byte 0xE9); save the file as UTF-8 in your editor"]
    );
    assert_eq!(
        problems(bytes(b"\xFF\xFEi\0d\0")),
        ["1:1: the file is in UTF-16; save it as UTF-8 in your editor"]
    );
    assert_eq!(
        problems(bytes(&vec![b'#'; 10 << 20])),
        ["1:1: the file is too large for a convention (10 MB; at most 4 MB)"]
    );
    let found = problems(bytes(b"id = \"x\"\nversion = \"1\0\"\n"));
    assert!(found.iter().all(|problem| problem.starts_with("2:")), "{found:?}");
}

#[test]
fn extending_oneself_or_a_file_that_is_not_there_is_refused() {
    let head = |extends: &str| format!("id = \"x\"\nversion = \"1\"\nextends = \"{extends}\"\n");
    assert_eq!(
        problems(load("x.toml", &head("x"))),
        ["3:11: `x` cannot extend itself; give this convention an `id` of its own"]
    );
    assert_eq!(problems(bytes(head("other.toml").as_bytes())), ["3:11: there is no other file"]);
    assert_eq!(
        problems(load("x.toml", &head("other.toml"))),
        ["3:11: `other.toml` is a file, and only a convention that is built in can be extended here"]
    );
}

#[test]
fn files_that_extend_files_form_chains_but_no_circles() {
    let file = |id: &str, extends: &str| {
        format!(
            "id = \"{id}\"\nversion = \"1\"\nextends = \"{extends}\"\n[codes.location]\n{} = {{ nl = \"x\", en = \"x\", fr = \"x\" }}\n",
            id.to_uppercase()
        )
    };
    let chain = |name: &str, last: &str| {
        let last = last.to_owned();
        load_with(name, file("a", "b.toml").as_bytes(), move |_, other| match other {
            "b.toml" => Ok((other.to_owned(), file("b", &last).into_bytes())),
            _ => Ok((other.to_owned(), file("c", "b.toml").into_bytes())),
        })
    };
    let convention = chain("a.toml", "pamaas").unwrap_or_else(|error| panic!("{:#?}", error.problems));
    let locations = convention.lists.iter().find(|list| list.key == "location").unwrap();
    let codes: Vec<&str> = locations.codes.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["CE", "B", "A"]);
    assert_eq!(
        problems(chain("a.toml", "a.toml")),
        ["3:11: the conventions extend one another in a circle, by way of `a.toml`"]
    );
    assert_eq!(
        problems(chain("a.toml", "c.toml")),
        ["3:11: the conventions extend one another in a circle, by way of `b.toml`"]
    );
}

#[test]
fn an_extension_with_a_text_missing_or_a_code_twice_is_pointed_at() {
    let head = "id = \"x\"\nversion = \"1\"\nextends = \"pamaas\"\n";
    assert_eq!(
        problems(load("x.toml", &format!("{head}[codes.location]\nDC = {{ en = \"x\" }}\n"))),
        ["5:1: the meaning of `DC` is missing in: nl, fr"]
    );
    let rule = "[[rules]]\ncode = \"ACC003\"\nseverity = \"info\"\n";
    assert_eq!(
        problems(load("x.toml", &format!("{head}{rule}{rule}"))),
        ["8:8: `ACC003` stands twice in [[rules]]; give one of them another code"]
    );
    assert_eq!(
        problems(load("x.toml", &format!("{head}[[rules]]\ncode = \"QQQ900\"\nseverity = \"info\"\n"))),
        ["4:1: `name` is missing here"]
    );
}

/// Files that take long, or much memory, where nothing bounds it.
#[test]
fn what_is_made_to_take_long_is_answered_soon() {
    let head = "id = \"x\"\nversion = \"1\"\n";
    let many = |line: &dyn Fn(usize) -> String, count: usize| {
        let mut text = head.to_owned();
        for number in 0..count {
            let _ = writeln!(text, "{}", line(number));
        }
        text
    };
    let part = |pattern: &str| {
        format!(
            "{head}[parts.p]\nlabel = {{ en = \"p\" }}\nexpected = {{ en = \"p\" }}\npattern = '{pattern}'\nexample = \"{}!\"\n",
            "a".repeat(50_000)
        )
    };
    let files = [
        ("nested arrays", format!("{head}x = {}", "[".repeat(1 << 20))),
        ("nested tables", format!("{head}x = {}", "{a=".repeat(1 << 19))),
        ("a long dotted key", format!("{head}{} = 1", vec!["a"; 1 << 19].join("."))),
        ("a long word", format!("{head}{} = 1", "w".repeat(3 << 20))),
        ("many rules", many(&|number| format!("[[rules]]\ncode = \"R{number}\""), 100_000)),
        ("many rules of one code", many(&|_| "[[rules]]\ncode = \"ABC001\"".to_owned(), 100_000)),
        ("many columns", many(&|number| format!("[columns.c{number}]\nheader = \"H{number}\""), 70_000)),
        ("many codes", many(&|number| format!("[codes.l{number}]\nA = {{ en = \"a\" }}"), 70_000)),
        ("many unknown keys", many(&|number| format!("k{number} = {number}"), 200_000)),
        ("many unknown sections", many(&|number| format!("[[rulez]]\na = {number}"), 100_000)),
        (
            "many patterns",
            many(
                &|number| {
                    format!(
                        "[parts.p{number}]\nlabel = {{ en = \"p\" }}\nexpected = {{ en = \"p\" }}\npattern = '\\w{{30}}'\nexample = \"a\""
                    )
                },
                450,
            ),
        ),
        ("a pattern that explodes", part("(a{1000}){1000}")),
        ("a pattern that backtracks elsewhere", part("(a+)+b")),
        ("a pattern of alternatives", part("(a|a)*b")),
        ("a pattern with a look-around", part("(?=a)a")),
        ("no TOML at all", "=\n".repeat(1 << 20)),
        ("quotes without end", format!("{head}{}", "x = \"\n".repeat(200_000))),
    ];
    for (what, text) in files {
        let start = Instant::now();
        let found = problems(load("test.toml", &text));
        assert!(!found.is_empty() && found.len() <= 200, "{what}: {}", found.len());
        // Unoptimised, on a busy machine: what has no bound takes minutes or hours.
        assert!(start.elapsed() < Duration::from_secs(20), "{what} took {:?}", start.elapsed());
    }
}

/// Text that can stand in a convention file, sensible or not.
fn snippet() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[\\x20-\\x7E\\n]{0,12}",
        "\\PC{0,4}",
        prop::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            "[[",
            "]]",
            "\"",
            "'",
            "\"\"\"",
            "=",
            ".",
            ",",
            "\n",
            "\r\n",
            "\0",
            "#",
            "\u{FEFF}",
            "[[rules]]\n",
            "code = \"SAF001\"\n",
            "extends = \"pamaas\"\n",
            "true",
            "-1",
            "1e400",
            "nan",
            "9223372036854775808",
            "{ not = [] }",
            "{ present = true }",
            "\"safe.ovo\"",
            "[a-z]{1000}{1000}",
            "(",
            "\\\\",
            "{found}",
            "{}",
            "{{",
            "*",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// However a convention is edited, loading answers: with a convention, or with problems that lie in
    /// the file.
    #[test]
    fn edits_of_a_convention_are_answered(
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..40, snippet()), 1..6),
    ) {
        let base = built_in_text("pamaas").unwrap();
        let mut text: Vec<char> = base.chars().collect();
        for (at, length, with) in &edits {
            let at = at.index(text.len() + 1);
            let end = (at + length).min(text.len());
            text.splice(at..end, with.chars());
        }
        let text: String = text.into_iter().collect();
        if let Err(error) = load("edited.toml", &text) {
            prop_assert!(!error.problems.is_empty());
            for problem in &error.problems {
                prop_assert!(problem.line >= 1 && problem.column >= 1 && problem.end_column > problem.column);
                prop_assert!(!problem.message.is_empty());
                if problem.file == "edited.toml" {
                    prop_assert!(problem.line <= text.matches('\n').count() + 1);
                }
            }
        }
    }

    /// Any bytes at all.
    #[test]
    fn bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let result = load_with("bytes.toml", &bytes, |_, _| Err("no".to_owned()));
        prop_assert!(result.is_err());
    }
}
