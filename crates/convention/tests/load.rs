//! Convention files, right and wrong: what loading says about them, and where.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test stops at what cannot be"
)]

use pamlint_convention::{Convention, Language, Test, built_in_ids, load, load_with};

/// A small convention that has a bit of everything.
const SMALL: &str = r#"
id = "small"
version = "1"
languages = ["en"]

[codes.colour]
RED = { en = "red" }
BLUE = { en = "blue" }

[parts.colour]
label = { en = "colour" }
codes = "colour"

[parts.number]
label = { en = "number" }
expected = { en = "two digits" }
pattern = "[0-9]{2}"
example = "07"

[names.box]
label = { en = "box" }
form = "{colour}-{number}"
rule = "BOX001"
rules = { number = "BOX002" }

[columns.box_id]
header = "Box ID"
role = "id"

[columns.box]
header = "Box"
name = "box"
required = true
example = "RED-01"

[columns.weight]
header = "Weight"

[[kinds]]
id = "box"
sheet = "Boxes"
label = { en = "box" }
columns = ["box_id", "box", "weight"]

[[rules]]
code = "BOX001"
name = "box-form"
severity = "error"
message = { en = "{found} is no box" }
why = { en = "Boxes get lost." }
source = "Boxes, chapter 1"
example = { wrong = { box = "RED" }, right = { box = "RED-01" } }

[[rules]]
code = "BOX002"
name = "box-number"
severity = "error"
message = { en = "{found} is no number" }
why = { en = "Boxes get lost." }
source = "Boxes, chapter 1"
example = { wrong = { box = "RED-1" }, right = { box = "RED-01" } }

[[rules]]
code = "BOX003"
name = "red-boxes-are-heavy"
severity = "warning"
at = "weight"
when = { "box.colour" = ["RED"] }
require = { weight = { present = true } }
message = { en = "{box} needs a weight" }
why = { en = "Red boxes are heavy." }
source = "Boxes, chapter 2"
example = { wrong = { weight = "" }, right = { weight = "3" } }
"#;

/// Every problem as `line:column: message (hint)`.
fn problems(text: &str) -> Vec<String> {
    match load("test.toml", text) {
        Ok(_) => Vec::new(),
        Err(error) => error
            .problems
            .iter()
            .map(|problem| {
                let hint = problem.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
                format!("{}: {}{hint}", problem.line, problem.message)
            })
            .collect(),
    }
}

/// The one problem of the small convention with something replaced; `marked` is what it points at.
fn problem_after(from: &str, to: &str) -> (String, String) {
    assert!(SMALL.contains(from), "{from}");
    let text = SMALL.replacen(from, to, 1);
    let error = load("test.toml", &text).expect_err(to);
    let [problem] = error.problems.as_slice() else { panic!("{to}: {:#?}", error.problems) };
    assert_eq!(problem.file, "test.toml");
    assert_eq!(text.lines().nth(problem.line - 1), Some(problem.source_line.as_str()));
    let marked: String = problem
        .source_line
        .chars()
        .skip(problem.column - 1)
        .take(problem.end_column - problem.column)
        .collect();
    let hint = problem.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
    (marked, format!("{}{hint}", problem.message))
}

#[test]
fn the_small_convention_loads() {
    assert_eq!(problems(SMALL), Vec::<String>::new());
}

#[test]
fn the_built_in_conventions_load_in_every_language() {
    let ids: Vec<&str> = built_in_ids().collect();
    assert!(ids.contains(&"pamaas"));
    for id in ids {
        let convention =
            Convention::built_in(id).unwrap().unwrap_or_else(|error| panic!("{id}: {:#?}", error.problems));
        assert_eq!(convention.id, id, "a built-in convention is called as its folder");
        assert_eq!(convention.languages, [Language::NL, Language::EN, Language::FR]);
        assert!(!convention.title.get(Language::FR).is_empty());
    }
}

#[test]
fn each_mistake_is_pointed_at_with_what_was_meant() {
    let table: &[(&str, &str, &str, &str)] = &[
        (
            "version = \"1\"\n",
            "version = \"1\"\nlanguage = \"en\"\n",
            "language",
            "unknown key `language` (did you mean `languages`?)",
        ),
        (
            "label = { en = \"colour\" }\ncodes",
            "label = { en = \"colour\" }\ncode",
            "code",
            "unknown key `code` (did you mean `codes`?)",
        ),
        (
            "codes = \"colour\"",
            "codes = \"color\"",
            "\"color\"",
            "there is no list [codes.color] (did you mean `colour`?)",
        ),
        (
            "\"{colour}-{number}\"",
            "\"{colour}-{nummer}\"",
            "\"{colour}-{nummer}\"",
            "there is no part [parts.nummer] (did you mean `number`?)",
        ),
        (
            "\"{colour}-{number}\"",
            "\"{colour}{number}\"",
            "\"{colour}{number}\"",
            "the form `{colour}{number}` cannot be read: two parts need a separator between them",
        ),
        ("number = \"BOX002\"", "number = \"BOX004\"", "\"BOX004\"", "there is no rule `BOX004`"),
        (
            "\"[0-9]{2}\"",
            "\"[0-9{2}\"",
            "\"[0-9{2}\"",
            "the pattern `[0-9{2}` cannot be used: unclosed character class",
        ),
        ("example = \"07\"", "example = \"7\"", "number", "the example `7` does not fit the pattern"),
        (
            "RED = { en = \"red\" }",
            "RED = { nl = \"rood\" }",
            "RED",
            "the meaning of `RED` is missing in: en",
        ),
        (
            "[\"box_id\", \"box\", \"weight\"]",
            "[\"box_id\", \"box\", \"wieght\", \"weight\"]",
            "\"wieght\"",
            "there is no column [columns.wieght] (did you mean `weight`?)",
        ),
        (
            "\"box.colour\" = [\"RED\"]",
            "\"box.color\" = [\"RED\"]",
            "\"box.color\"",
            "no sheet has a value `box.color` (did you mean `box.colour`?)",
        ),
        (
            "\"box.colour\" = [\"RED\"]",
            "\"box.colour\" = [\"REED\"]",
            "\"REED\"",
            "`box.colour` can never be `REED` (did you mean `RED`?)",
        ),
        (
            "\"{box} needs a weight\"",
            "\"{boxx} needs a weight\"",
            "\"{boxx} needs a weight\"",
            "in `message.en`: there is no placeholder `{boxx}` (did you mean `box`?)",
        ),
        (
            "\"{box} needs a weight\"",
            "\"{box needs a weight\"",
            "\"{box needs a weight\"",
            "in `{box needs a weight`: a `{` or `}` stands alone; write it twice to mean the character itself",
        ),
        (
            "severity = \"warning\"",
            "severity = \"warn\"",
            "\"warn\"",
            "unknown word `warn` (known here: info, warning, error)",
        ),
        (
            "require = { weight = { present = true } }\n",
            "",
            "\"BOX003\"",
            "this rule asks for nothing: it needs `require`, `exists` or `absent`",
        ),
        (
            "wrong = { weight = \"\" }",
            "wrong = { wieght = \"\" }",
            "wieght",
            "in the example: `box` has no column `wieght` (did you mean `weight`?)",
        ),
        (
            "code = \"BOX003\"",
            "code = \"BOX002\"",
            "\"BOX002\"",
            "`BOX002` stands twice in [[rules]]; give one of them another code",
        ),
        (
            "code = \"BOX003\"",
            "code = \"box3\"",
            "\"box3\"",
            "`box3` is no rule code: two to four capitals and three digits",
        ),
        (
            "id = \"small\"",
            "id = \"Small Boxes\"",
            "\"Small Boxes\"",
            "`id` has to be made of small letters, digits and hyphens",
        ),
        (
            "rule = \"BOX001\"\n",
            "",
            "\"BOX001\"",
            "this rule can never be broken: it has no `check`, `unique`, `near`, `series`, `listed` or `at`, and no name or column refers to it",
        ),
        (
            "[codes.colour]\n",
            "[codes.color]\nDC = { en = \"DC\" }\n[codes.colour]\n",
            "color",
            "nothing uses [codes.color] (did you mean `colour`?)",
        ),
        (
            "[columns.weight]\n",
            "[columns.wieght]\naliases = [\"Kilos\"]\n[columns.weight]\n",
            "wieght",
            "nothing uses [columns.wieght] (did you mean `weight`?)",
        ),
        (
            "[parts.number]\n",
            "[parts.nummber]\nexample = \"08\"\n[parts.number]\n",
            "nummber",
            "`label` is missing here, and there is no other `nummber` that this could change (did you mean `number`?)",
        ),
        (
            "form = \"{colour}-{number}\"",
            "form = \"{colour}--{number}\"",
            "\"{colour}--{number}\"",
            "`--` cannot be a separator: it has to be one character of the keyboard, such as `-`, `_`, `.` or `/`, and no blank",
        ),
        (
            "form = \"{colour}-{number}\"",
            "form = \"{colour} {number}\"",
            "\"{colour} {number}\"",
            "` ` cannot be a separator: it has to be one character of the keyboard, such as `-`, `_`, `.` or `/`, and no blank",
        ),
        (
            "form = \"{colour}-{number}\"",
            "form = \"{colour}–{number}\"",
            "\"{colour}–{number}\"",
            "`–` cannot be a separator: it has to be one character of the keyboard, such as `-`, `_`, `.` or `/`, and no blank",
        ),
        (
            "BLUE = {",
            "RED-BLUE = {",
            "RED-BLUE",
            "the code `RED-BLUE` of [parts.colour] has a `-` in it, at which the name is cut: no name with it could be read",
        ),
        (
            "BLUE = {",
            "\"DARK BLUE\" = {",
            "\"DARK BLUE\"",
            "the code `DARK BLUE` of [parts.colour] has a blank or a long dash in it, which names are cleaned of: no name with it could be read",
        ),
        (
            "message = { en = \"{found} is no box\" }",
            "message = { en = \"{found} is no box\" }\nvariants.mising.message = { en = \"less\" }",
            "mising",
            "there is no variant of this rule called `mising` (did you mean `missing`?)",
        ),
        (
            "message = { en = \"{box} needs a weight\" }",
            "message = { en = \"{box} needs a weight\" }\nvariants.heavy.message = { en = \"more\" }",
            "heavy",
            "there is no variant of this rule called `heavy` (known here: near, swapped, swapped-columns)",
        ),
        (
            "\"{box} needs a weight\"",
            "\"{box} needs {limit}\"",
            "\"{box} needs {limit}\"",
            "in `message.en`: `{limit}` is never filled in for this rule (filled in here: {value}, {column}, {kind}, {found}, {expected}, {suggestion}, and the values of the row)",
        ),
        (
            "require = { weight",
            "cases = [{ at = \"weight\", require = { weight = { present = true } } }]\nrequire = { weight",
            "\"BOX003\"",
            "this rule has `cases`, which say this themselves: `when`, `require`, `at` beside them would not be looked at (put it into each of the `cases`, or give `cases` anew)",
        ),
        (
            "at = \"weight\"\n",
            "at = \"weight\"\non = [\"boxes\"]\n",
            "\"boxes\"",
            "there is no kind or sheet `boxes`",
        ),
        (
            "form = \"{colour}-{number}\"",
            "form = \"{colour}-{number\"",
            "\"{colour}-{number\"",
            "the form `{colour}-{number` cannot be read: a `{` is not closed",
        ),
        (
            "sheet = \"Boxes\"",
            "sheet = \"Boxes [2]\"",
            "\"Boxes [2]\"",
            "`Boxes [2]` cannot be the name of a sheet in Excel: it has a '[' in it; none of [ ] : * ? / \\ may be",
        ),
        (
            "sheet = \"Boxes\"",
            "sheet = \"Boxes of every colour that there is\"",
            "\"Boxes of every colour that there is\"",
            "`Boxes of every colour that there is` cannot be the name of a sheet in Excel: it has 35 characters; there may be 31",
        ),
        (
            "sheet = \"Boxes\"",
            "sheet = \"'Boxes\"",
            "\"'Boxes\"",
            "`'Boxes` cannot be the name of a sheet in Excel: it begins or ends with an apostrophe",
        ),
        (
            "[[rules]]\ncode = \"BOX001\"",
            "[[sheets]]\nid = \"again\"\nsheet = \"boxes\"\nlabel = { en = \"again\" }\n[[rules]]\ncode = \"BOX001\"",
            "\"again\"",
            "the sheet of `box` is called `Boxes` already",
        ),
        (
            "message = { en = \"{found} is no box\" }",
            "message = \"{found} is no box\"",
            "\"{found} is no box\"",
            "this does not belong here: a text \"{found} is no box\"; expected is a text for each language, such as { en = \"…\" }",
        ),
        ("id = \"small\"\n", "id = \"small\n", "\n", "this is not TOML"),
        (
            "at = \"weight\"\n",
            "at = \"weight\"\nfixable = \"safe\"\nfix = { to = \"3\" }\n",
            "fixable",
            "`fixable` says safe, but the best `fix` of this rule is unsafe",
        ),
        (
            "at = \"weight\"\n",
            "at = \"weight\"\nfixable = \"safe\"\n",
            "fixable",
            "`fixable` promises a correction, but this rule has no `fix`",
        ),
    ];
    let mut wrong = Vec::new();
    for (from, to, marked, message) in table {
        let mut got = problem_after(from, to);
        if *message == "this is not TOML" {
            got.1.truncate(message.len());
            got.0 = (*marked).to_owned();
        }
        if got != ((*marked).to_owned(), (*message).to_owned()) {
            wrong.push(format!("{to:?}\n  expected {:?}\n  got      {got:?}", (marked, message)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_mistake_is_reported_at_once() {
    let text = SMALL
        .replace("severity = \"warning\"", "severity = \"warn\"")
        .replace("codes = \"colour\"", "codes = \"color\"");
    assert_eq!(problems(&text).len(), 2, "{:#?}", problems(&text));
}

#[test]
fn what_is_no_toml_is_said_to_be_none() {
    let found = problems("id = \"x\nversion = 1");
    assert!(found.iter().all(|problem| problem.contains("this is not TOML")), "{found:?}");
    let unclosed = SMALL.replacen("id = \"small\"", "id = \"small", 1);
    assert_eq!(problems(&unclosed).len(), 1, "what follows from one quote is no mistake of its own");
    assert!(!problems("").is_empty());
    assert!(!problems("\u{0}\u{FFFD}").is_empty());
    assert!(problems(&format!("# {}", "x".repeat(5 << 20)))[0].contains("too large"));
}

#[test]
fn extending_in_a_circle_or_from_nothing_is_refused() {
    assert_eq!(
        problems("id = \"x\"\nversion = \"1\"\nextends = \"pamas\""),
        ["3: there is no convention `pamas` to extend (did you mean `pamaas`?)"]
    );
    let file = |number: u32| format!("id = \"x\"\nversion = \"1\"\nextends = \"{}.toml\"\n", number + 1);
    let chain = load_with("0.toml", file(0).as_bytes(), |_, other| {
        let number: u32 = other.trim_end_matches(".toml").parse().unwrap();
        Ok((other.to_owned(), file(number).into_bytes()))
    });
    let said = chain.unwrap_err().problems[0].message.clone();
    assert!(said.starts_with("more than 16 conventions stand on one another"), "{said}");
}

/// The whole file that the specification shows.
#[test]
fn an_extension_adds_a_location() {
    let extension = r#"
id = "our-pamaas"
version = "1"
extends = "pamaas"
[codes.location]
DC = { en = "the data-centre CPM", nl = "de CPM van het datacenter", fr = "le CPM du centre de données" }
"#;
    let convention = load("ours.toml", extension).unwrap_or_else(|error| panic!("{:#?}", error.problems));
    let base = Convention::built_in("pamaas").unwrap().unwrap();
    assert_eq!(convention.id, "our-pamaas");
    assert_eq!(convention.rules.len(), base.rules.len());
    let codes = |convention: &Convention| {
        let list = convention.lists.iter().find(|list| list.key == "location").unwrap();
        list.codes.iter().map(|(code, _)| code.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        (codes(&base), codes(&convention)),
        (vec!["CE".to_owned()], vec!["CE".to_owned(), "DC".to_owned()])
    );
    // What is said is right for one location and for several.
    let holes = |language| {
        let help = &convention.rule(convention.find_rule("SAF010").unwrap()).help;
        help.get(language).unwrap().placeholders().map(str::to_owned).collect::<Vec<_>>()
    };
    for language in Language::all() {
        assert_eq!(holes(language), ["safe.location", "safe.location"]);
    }
}

#[test]
fn an_extension_changes_a_severity_and_one_message_and_keeps_the_rest() {
    let extension = r#"
id = "ours"
version = "1"
extends = "pamaas"
[[rules]]
code = "ACC003"
severity = "info"
message = { en = "Our IDs look otherwise." }
"#;
    let convention = load("ours.toml", extension).unwrap_or_else(|error| panic!("{:#?}", error.problems));
    let base = Convention::built_in("pamaas").unwrap().unwrap();
    let rule = |convention: &Convention| convention.rule(convention.find_rule("ACC003").unwrap()).clone();
    let text = |convention: &Convention, language| {
        rule(convention).message.get(language).unwrap().render(|hole| Some(hole.to_owned())).unwrap()
    };
    assert_eq!(text(&convention, Language::EN), "Our IDs look otherwise.");
    assert_eq!(text(&convention, Language::NL), text(&base, Language::NL));
    assert_eq!(rule(&convention).severity.word(), "info");
    assert_eq!(rule(&convention).why, rule(&base).why);
}

#[test]
fn a_mistake_in_an_extension_points_into_the_extension() {
    let extension = "id = \"ours\"\nversion = \"1\"\nextends = \"pamaas\"\n[[rules]]\ncode = \"ACC003\"\nseverity = \"hint\"\n";
    let error = load("ours.toml", extension).unwrap_err();
    let [problem] = error.problems.as_slice() else { panic!("{:#?}", error.problems) };
    assert_eq!((problem.file.as_str(), problem.line), ("ours.toml", 6));
}

/// What is said about an extension of `pamaas` that says this, as `file:line: message (hint)`.
fn problems_of_extension(body: &str) -> Vec<String> {
    let text = format!("id = \"ours\"\nversion = \"1\"\nextends = \"pamaas\"\n{body}\n");
    let Err(error) = load("ours.toml", &text) else { return Vec::new() };
    let told = |problem: &pamlint_convention::Problem| {
        let hint = problem.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
        format!("{}:{}: {}{hint}", problem.file, problem.line, problem.message)
    };
    error.problems.iter().map(told).collect()
}

#[test]
fn what_was_meant_to_change_something_says_what() {
    let table = [
        (
            "[[rules]]\ncode = \"PLT0007\"\nseverity = \"info\"",
            "ours.toml:5: `name` is missing here, and there is no other `PLT0007` that this could change (did you mean `PLT007`?)",
        ),
        (
            "[[kinds]]\nid = \"linuxx\"\nhidden = true",
            "ours.toml:5: `sheet` is missing here, and there is no other `linuxx` that this could change (did you mean `linux`?)",
        ),
        (
            "[columns.saef]\nhelp.en = \"Other\"",
            "ours.toml:4: nothing uses [columns.saef] (did you mean `safe`?)",
        ),
        (
            "[codes.locations]\nDC = { nl = \"a\", en = \"b\", fr = \"c\" }",
            "ours.toml:4: nothing uses [codes.locations] (did you mean `location`?)",
        ),
        (
            "[[rules]]\ncode = \"PLT007\"\nvariants.neer.message.en = \"Other\"",
            "ours.toml:6: there is no variant of this rule called `neer` (did you mean `near`?)",
        ),
    ];
    for (body, expected) in table {
        assert_eq!(problems_of_extension(body), [expected], "{body}");
    }
    // What nothing uses and is like nothing else may be there for those who build on it.
    let unused = "[codes.weekday]\nMON = { nl = \"maandag\", en = \"Monday\", fr = \"lundi\" }";
    assert_eq!(problems_of_extension(unused), Vec::<String>::new());
}

#[test]
fn texts_of_an_extension_merge_language_by_language() {
    let changed = [
        "title.en = \"Other\"",
        "[codes.location]\nCE.en = \"Other\"",
        "[codes.location.CE]\nen = \"Other\"",
        "[parts.ovo]\nlabel.en = \"Other\"\nexpected = { en = \"Other\" }",
        "[names.safe]\nlabel.en = \"Other\"",
        "[lists.ovo]\nlabel.en = \"Other\"",
        "[columns.safe]\nhelp.en = \"Other\"",
        "[[kinds]]\nid = \"linux\"\nlabel.en = \"Other\"\nfields.safe.help.en = \"Other\"",
        "[[kinds]]\nid = \"linux\"\n[kinds.fields.address]\nhelp.en = \"Other\"",
        "[[rules]]\ncode = \"PLT007\"\nmessage.en = \"Other\"\nhelp.en = \"Other\"\nwhy.en = \"Other\"\nvariants.near.message.en = \"Other\"",
    ];
    for body in changed {
        assert_eq!(problems_of_extension(body), Vec::<String>::new(), "{body}");
    }
    let text = "id = \"ours\"\nversion = \"1\"\nextends = \"pamaas\"\n[columns.safe]\nhelp.en = \"Other\"\n";
    let convention = load("ours.toml", text).unwrap();
    let base = Convention::built_in("pamaas").unwrap().unwrap();
    let help = |convention: &Convention| {
        convention.columns.iter().find(|column| column.key == "safe").unwrap().help.clone()
    };
    assert_eq!(help(&convention).get(Language::EN), "Other");
    assert_eq!(help(&convention).get(Language::FR), help(&base).get(Language::FR));
    let order = |convention: &Convention| -> Vec<String> {
        convention.columns.iter().map(|column| column.key.clone()).collect()
    };
    assert_eq!(order(&convention), order(&base), "what is changed keeps its place");
}

#[test]
fn what_an_extension_spoils_is_shown_in_the_extension() {
    let spoilt = [
        ("[columns.safe]\nhelp.en = \"\"", "ours.toml:4: `help` is missing in: en"),
        ("[codes.location]\nCE = { fr = \"\" }", "ours.toml:5: the meaning of `CE` is missing in: fr"),
        ("[parts.ovo]\npattern = \"[0-9]{5}\"", "ours.toml:4: the example `048644` does not fit the pattern"),
        ("[codes.location]\nCE = 3", "ours.toml:5: "),
    ];
    for (body, expected) in spoilt {
        let found = problems_of_extension(body);
        assert!(found.iter().any(|problem| problem.starts_with(expected)), "{body}: {found:#?}");
        assert!(found.iter().all(|problem| problem.starts_with("ours.toml:")), "{body}: {found:#?}");
    }
}

#[test]
fn conditions_are_compiled_without_regard_to_case() {
    let convention = load("test.toml", &SMALL.replace("[\"RED\"]", "[\"red\"]")).unwrap();
    let rule = convention.rule(convention.find_rule("red-boxes-are-heavy").unwrap());
    let pamlint_convention::Check::Cases(cases) = &rule.check else { panic!("{:?}", rule.check) };
    assert!(matches!(&cases[0].when[0].test, Test::In(values) if values == &["RED".to_owned()]));
}
