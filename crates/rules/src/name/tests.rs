//! The laws of names, on the names of a real convention.

use std::sync::LazyLock;

use pamlint_convention::{Convention, NameId, Shape};
use proptest::prelude::*;
use regex::Regex;

use super::{Reading, read};
use crate::problem::{Sort, Source};

fn convention() -> &'static Convention {
    static CONVENTION: LazyLock<Convention> =
        LazyLock::new(|| Convention::built_in("pamaas").unwrap().unwrap());
    &CONVENTION
}

fn name_id(convention: &Convention, key: &str) -> NameId {
    convention.all_names().find(|(_, name)| name.key == key).unwrap().0
}

fn reading(convention: &Convention, key: &str, text: &str) -> Reading {
    read(convention, &[name_id(convention, key)], text, 0)
}

/// What the handbook says a name looks like, written down a second time and in another way.
fn valid(key: &str) -> Regex {
    let scope = "(?:[0-9]{5}|[A-Za-z][A-Za-z0-9]{0,4}|[0-9][A-Za-z][A-Za-z0-9]{0,3}|[0-9]{2}[A-Za-z][A-Za-z0-9]{0,2}|[0-9]{3}[A-Za-z][A-Za-z0-9]?|[0-9]{4}[A-Za-z])";
    let safe = format!("[OD]-[0-9]{{6}}-{scope}-(?:ADM|OPS|NPA|LOG)");
    Regex::new(&match key {
        "safe" => format!("^{safe}-CE$"),
        "context" => format!("^{safe}%(?:user|validator|auditor)$"),
        "platform" => "^(?:AD|WIN|UX|UXKEYS|AWS|AWSKA|AWSSTS|AZR|CYBR)-(?:AO|MA|SA)-[NLR]-CE-(?:SO|AV|AC|ACR|CAU)(?:-(?:RDP|SSH|WEB|PAC))?$".to_owned(),
        other => panic!("no name `{other}` is tried"),
    })
    .unwrap()
}

#[test]
fn every_change_of_one_character_is_found_or_gives_another_valid_name() {
    let convention = convention();
    let alphabet: Vec<char> =
        ('0'..='9').chain('A'..='Z').chain('a'..='z').chain("-%_./\\:;,+*?!#é".chars()).collect();
    let names = [
        ("safe", "D-048644-20109-OPS-CE"),
        ("safe", "O-002949-TEAM1-ADM-CE"),
        ("safe", "D-000092-A-LOG-CE"),
        ("platform", "WIN-MA-N-CE-CAU-RDP"),
        ("platform", "UXKEYS-SA-L-CE-ACR"),
        ("platform", "AD-AO-R-CE-AC"),
        ("context", "D-048644-20109-OPS%user"),
        ("context", "O-002949-TEAM1-NPA%validator"),
    ];
    for (key, name) in names {
        let valid = valid(key);
        assert!(reading(convention, key, name).problems.is_empty(), "{name}");
        let characters: Vec<char> = name.chars().collect();
        let mut changed: Vec<String> = Vec::new();
        for at in 0..=characters.len() {
            let (before, after) = characters.split_at(at);
            let text =
                |middle: &[char], after: &[char]| [before, middle, after].concat().iter().collect::<String>();
            for letter in &alphabet {
                changed.push(text(&[*letter], after));
                if let Some((_, rest)) = after.split_first() {
                    changed.push(text(&[*letter], rest));
                }
            }
            if let Some((first, rest)) = after.split_first() {
                changed.push(text(&[], rest));
                if let Some((second, rest)) = rest.split_first() {
                    changed.push(text(&[*second, *first], rest));
                }
            }
        }
        for text in changed.into_iter().filter(|text| !text.is_empty()) {
            let reading = reading(convention, key, &text);
            assert_eq!(reading.problems.is_empty(), valid.is_match(&text), "{text}: {:#?}", reading.problems);
            for problem in &reading.problems {
                let (start, end) = problem.span.unwrap();
                assert!(start <= end && end <= text.chars().count(), "{text}: {problem:?}");
            }
        }
    }
}

/// A valid text for a part.
fn part_text(convention: &Convention, part: &pamlint_convention::Part) -> BoxedStrategy<String> {
    match &part.shape {
        Shape::Codes(list) => {
            let codes: Vec<String> =
                convention.list(*list).codes.iter().map(|(code, _)| code.clone()).collect();
            proptest::sample::select(codes).boxed()
        }
        Shape::Forms(forms) => {
            let strategies: Vec<BoxedStrategy<String>> = forms
                .iter()
                .map(|form| {
                    let patterns = form.patterns.clone();
                    let first = patterns[0].as_str().trim_start_matches('^').trim_end_matches('$').to_owned();
                    proptest::string::string_regex(&first)
                        .unwrap()
                        .prop_filter("every pattern has to match", move |text| {
                            patterns.iter().all(|pattern| pattern.is_match(text))
                        })
                        .boxed()
                })
                .collect();
            proptest::strategy::Union::new(strategies).boxed()
        }
    }
}

fn any_name(convention: &Convention, key: &str) -> BoxedStrategy<String> {
    let name = convention.name(name_id(convention, key)).clone();
    let parts: Vec<BoxedStrategy<String>> = name
        .parts
        .iter()
        .map(|name_part| {
            let separator = name_part.separator.clone();
            let text = part_text(convention, convention.part(name_part.part));
            let spelled = text.prop_map(move |text| format!("{separator}{text}"));
            if name_part.optional {
                prop_oneof![Just(String::new()), spelled].boxed()
            } else {
                spelled.boxed()
            }
        })
        .collect();
    parts.prop_map(move |parts| format!("{}{}", name.prefix, parts.concat())).boxed()
}

/// A name as its pieces print.
fn printed(convention: &Convention, reading: &Reading) -> String {
    let name = convention.name(reading.name.unwrap());
    let pieces = name.parts.iter().zip(&reading.pieces);
    let text: String = pieces
        .filter_map(|(part, piece)| Some(format!("{}{}", part.separator, piece.as_ref()?.text)))
        .collect();
    format!("{}{text}", name.prefix)
}

proptest! {
    #[test]
    fn a_valid_name_parses_and_prints_back(
        (key, text) in {
            let convention = convention();
            let keys = ["safe", "recording_safe", "platform", "context"];
            proptest::strategy::Union::new(keys.map(|key| any_name(convention, key).prop_map(move |text| (key, text)).boxed()))
        }
    ) {
        let convention = convention();
        let reading = reading(convention, key, &text);
        prop_assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        prop_assert_eq!(printed(convention, &reading), text);
    }

    #[test]
    fn nothing_that_is_typed_makes_a_name_panic(text in "\\PC{1,40}") {
        let convention = convention();
        for key in ["safe", "platform", "context"] {
            for problem in reading(convention, key, &text).problems {
                prop_assert!(problem.span.unwrap().1 <= text.chars().count());
            }
        }
    }
}

/// What a name's problems are, briefly: the part (or sort) and the fix.
fn told(key: &str, text: &str) -> Vec<String> {
    let convention = convention();
    let name = convention.name(name_id(convention, key));
    let reading = reading(convention, key, text);
    reading
        .problems
        .iter()
        .map(|problem| {
            let what = match problem.source {
                Source::Name(_, Sort::Part(position)) => {
                    convention.part(name.parts[position].part).key.clone()
                }
                Source::Name(_, sort) => format!("{sort:?}"),
                _ => "Case".to_owned(),
            };
            let (start, end) = problem.span.unwrap();
            let marked: String = text.chars().skip(start).take(end - start).collect();
            let fix = problem
                .fix
                .as_ref()
                .map_or("no fix".to_owned(), |fix| format!("{} {:?}", fix.value, fix.applicability));
            format!("{what} {} [{marked}] {fix}", problem.variant.unwrap_or("-"))
        })
        .collect()
}

#[test]
fn problems_name_the_part_and_propose_what_is_likely() {
    let table: &[(&str, &str, &[&str])] = &[
        ("safe", "X-048644-20109-OPS-CE", &["responsible - [X] no fix"]),
        ("safe", "D-48644-20109-OPS-CE", &["ovo repaired [48644] D-048644-20109-OPS-CE Unsafe"]),
        ("safe", "D-OVO048644-20109-OPS-CE", &["ovo repaired [OVO048644] D-048644-20109-OPS-CE Safe"]),
        ("safe", "D-O48644-20109-OPS-CE", &["ovo repaired [O48644] D-048644-20109-OPS-CE Unsafe"]),
        ("safe", "D-1048644-20109-OPS-CE", &["ovo too-long [1048644] no fix"]),
        ("safe", "D-048644-201099-OPS-CE", &["scope too-long [201099] no fix"]),
        ("safe", "D-048644-2010-OPS-CE", &["scope - [2010] no fix"]),
        ("safe", "D-048644-20109-OPX-CE", &["safe_type near [OPX] D-048644-20109-OPS-CE Unsafe"]),
        ("safe", "D-048644-20109-ops-CE", &["Case - [ops] D-048644-20109-OPS-CE Safe"]),
        (
            "safe",
            "d-048644-20109-OPX-ce",
            &["safe_type near [OPX] d-048644-20109-OPS-ce Unsafe", "Case - [d] D-048644-20109-OPX-CE Safe"],
        ),
        ("safe", "D-048644-20109-OPS-XX", &["location - [XX] no fix"]),
        ("safe", "D-048644-20109-OPS", &["Form missing [OPS] D-048644-20109-OPS-CE Unsafe"]),
        ("safe", "D-048644-OPS-CE", &["Form missing [-] no fix"]),
        ("safe", "048644-20109-OPS-CE", &["Form missing [0] no fix"]),
        ("safe", "D-048644-20109-OPS-CE-CE", &["Form extra [CE] D-048644-20109-OPS-CE Unsafe"]),
        (
            "safe",
            "D-20109-048644-OPS-CE",
            &["Form order [D-20109-048644-OPS-CE] D-048644-20109-OPS-CE Unsafe"],
        ),
        (
            "safe",
            "D-048644-20109-CE-OPS",
            &["Form order [D-048644-20109-CE-OPS] D-048644-20109-OPS-CE Unsafe"],
        ),
        (
            "safe",
            "D_048644_20109_OPS_CE",
            &["Form separator [D_048644_20109_OPS_CE] D-048644-20109-OPS-CE Unsafe"],
        ),
        (
            "safe",
            "D048644-20109-OPS-CE",
            &["Form separator [D048644-20109-OPS-CE] D-048644-20109-OPS-CE Unsafe"],
        ),
        ("safe", "R-D-048644-20109-OPS-CE", &["Instead(0) - [R-] D-048644-20109-OPS-CE Unsafe"]),
        ("safe", "D-048644-20109-OPS-CE%user", &["Limits character [%] no fix"]),
        ("safe", "D-048644-INFRASTRUCTURE-OPS-CE", &["Limits too-long [CE] no fix"]),
        ("safe", "unknown", &["Form unlike [unknown] no fix"]),
        ("safe", "foo-bar-baz-qux-quux", &["Form unlike [foo-bar-baz-qux-quux] no fix"]),
        ("platform", "WIN-MA-CE-CAU-RDP", &["Omitted(0) - [-] WIN-MA-N-CE-CAU-RDP Unsafe"]),
        ("platform", "AD-AO-CE-ACR", &["Omitted(0) - [-] AD-AO-N-CE-ACR Unsafe"]),
        ("platform", "WNI-MA-N-CE-CAU-RDP", &["technology near [WNI] WIN-MA-N-CE-CAU-RDP Unsafe"]),
        ("platform", "WIN-MX-N-CE-CAU-RDP", &["access near [MX] WIN-MA-N-CE-CAU-RDP Unsafe"]),
        ("platform", "WIN-MA-X-CE-CAU-RDP", &["link - [X] no fix"]),
        ("platform", "WIN-MA-N-XX-CAU-RDP", &["location - [XX] no fix"]),
        ("platform", "WIN-MA-N-CE-CAX-RDP", &["credential near [CAX] WIN-MA-N-CE-CAU-RDP Unsafe"]),
        ("platform", "WIN-MA-N-CE-CAU-RPD", &["session near [RPD] WIN-MA-N-CE-CAU-RDP Unsafe"]),
        ("platform", "WIN-MA-N-CE-CAU-TELNET", &["session - [TELNET] no fix"]),
        ("platform", "WIN-N-CE-CAU-RDP", &["Form missing [-] no fix"]),
        ("platform", "WIN-MA-N-CAU-RDP", &["Form missing [-] WIN-MA-N-CE-CAU-RDP Unsafe"]),
        ("platform", "WIN-MA-N-CE-RDP", &["Omitted(1) missing [-] WIN-MA-N-CE-ACR-RDP Unsafe"]),
        ("platform", "WIN-MA-N-CE", &["Omitted(1) missing [CE] WIN-MA-N-CE-ACR Unsafe"]),
        ("platform", "WIN-MA-N-CE-CAU-RDP-X", &["Form extra [X] WIN-MA-N-CE-CAU-RDP Unsafe"]),
        ("context", "D-048644-20109-OPS-CE%user", &["Unwanted(0) - [-CE] D-048644-20109-OPS%user Safe"]),
        ("context", "D-048644-20109-OPS%usr", &["role near [usr] D-048644-20109-OPS%user Unsafe"]),
        ("context", "D-048644-20109-OPS%User", &["Case - [User] D-048644-20109-OPS%user Safe"]),
        ("context", "D-048644-20109-OPX%user", &["safe_type near [OPX] D-048644-20109-OPS%user Unsafe"]),
        (
            "context",
            "D-048644-20109-OPS-user",
            &["Form separator [D-048644-20109-OPS-user] D-048644-20109-OPS%user Unsafe"],
        ),
        ("context", "R-D-048644-20109-OPS%auditor", &["Instead(0) - [R-] D-048644-20109-OPS%auditor Unsafe"]),
        ("context", "%user", &["Form bare-role [%user] no fix"]),
        ("context", "user", &["Form bare-role [user] no fix"]),
        ("context", "D-048644-20109-OPS", &["Form missing [OPS] no fix"]),
    ];
    let mut wrong = Vec::new();
    for (key, text, expected) in table {
        let got = told(key, text);
        if got != *expected {
            wrong.push(format!("{text}\n    expected {expected:?}\n    got      {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
