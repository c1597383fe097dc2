use std::fmt::Write;

use proptest::prelude::*;

use super::*;

/// A value, the key of its problem (empty: right), and the fix, behind `!` when it is a certain one.
type Row = (&'static str, &'static str, &'static str);

/// A format, a value, and the text and place of each part.
type PartsRow = (&'static str, &'static str, &'static [Option<(&'static str, Span)>]);

pub(crate) fn check(format: &Definition, rows: &[Row]) {
    let mut wrong = String::new();
    for (value, key, fix) in rows {
        let problem = (format.judge)(value).problem;
        let found = problem.as_ref().map_or("", |problem| problem.key);
        let proposed = problem
            .and_then(|problem| problem.fix)
            .map_or(String::new(), |(fix, is_certain)| if is_certain { format!("!{fix}") } else { fix });
        if (found, proposed.as_str()) != (*key, *fix) {
            writeln!(wrong, "{value:?}: {found:?} {proposed:?}, not {key:?} {fix:?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{}\n{wrong}", format.word);
}

fn judge<'v>(word: &str, value: &'v str) -> Judgement<'v> {
    Format::ALL.iter().find(|format| format.word() == word).unwrap().judge(value)
}

#[test]
fn parts_stand_where_they_are_read() {
    let rows: &[PartsRow] = &[
        ("domain", "corp.example.be", &[Some(("corp", (0, 4))), Some(("example", (5, 12)))]),
        ("domain", "CORP", &[Some(("CORP", (0, 4))), None]),
        ("domain", "my_corp", &[None, None]),
        (
            "user-dn",
            "corp.be\\admin",
            &[Some(("corp.be", (0, 7))), Some(("corp", (0, 4))), Some(("admin", (8, 13)))],
        ),
        ("user-dn", "my_corp\\admin", &[None, None, Some(("admin", (8, 13)))]),
        ("user-dn", "corp\\a*b", &[Some(("corp", (0, 4))), Some(("corp", (0, 4))), None]),
        (
            "user-dn",
            "CN=René, DC=corp, dc = be",
            &[Some(("corp.be", (9, 25))), Some(("corp", (12, 16))), None],
        ),
        ("user-dn", "DC=be,DC=corp,CN=Jan", &[None, None, None]),
        ("user-dn", "uid=jan,o=example", &[None, None, None]),
        ("aws-access-key-id", "AKIARZPUZDIKAAAAAAAA", &[Some(("123456789012", (0, 20)))]),
        ("aws-access-key-id", "akiarzpuzdikaaaaaaaa", &[Some(("123456789012", (0, 20)))]),
        ("aws-access-key-id", "AKIAIOSFODNN7EXAMPLE", &[None]),
        ("aws-access-key-id", "ASIAQNZGKIQY56JQ7WML", &[None]),
        ("aws-account-number", "123456789012", &[Some(("123456789012", (0, 12)))]),
        ("aws-account-number", "1234-5678-9012", &[None]),
        (
            "aws-arn",
            "arn:aws:iam::123456789012:Role/a/b",
            &[Some(("123456789012", (13, 25))), Some(("role", (26, 30))), Some(("b", (33, 34)))],
        ),
        ("aws-arn", "arn:aws:iam::123456789012:group/b", &[Some(("123456789012", (13, 25))), None, None]),
        (
            "aws-arn",
            "arn:aws:sts::123456789012:assumed-role/a/b",
            &[Some(("123456789012", (13, 25))), None, None],
        ),
        ("aws-arn", "arn:aws:iam::1:user/b", &[None, Some(("user", (15, 19))), Some(("b", (20, 21)))]),
        ("aws-sign-in-url", "http://123456789012.signin.aws.amazon.com", &[Some(("123456789012", (7, 19)))]),
        ("aws-sign-in-url", "https://alias.signin.aws.amazon.com/console", &[None]),
    ];
    for (format, value, expected) in rows {
        let parts = judge(format, value).parts;
        let found: Vec<_> =
            parts.iter().map(|part| part.as_ref().map(|part| (part.text.as_ref(), part.span))).collect();
        assert_eq!(found, *expected, "{value}");
    }
}

#[test]
fn problems_point_at_what_is_wrong() {
    let rows: &[(&str, &str, Option<Span>, &str)] = &[
        ("fqdn", "srv.my_net.be", Some((4, 10)), "my_net"),
        ("fqdn", "srv..be", Some((4, 5)), "."),
        ("fqdn", "srv.be.", Some((6, 7)), "."),
        ("fqdn", "https://10.0.0.1/x", Some((8, 16)), "10.0.0.1"),
        ("windows-user", "CORP\\admin", Some((0, 4)), "CORP"),
        ("windows-user", "admin@corp", Some((6, 10)), "corp"),
        ("windows-user", "réné:x", Some((4, 5)), ":"),
        ("windows-user", "abcdefghijklmnopqrstuv", Some((20, 22)), "22"),
        ("user-dn", "CN=Ré,OU,DC=be", Some((6, 8)), "OU"),
        ("linux-user", "ro ot", Some((2, 3)), " "),
        ("linux-user", "svc.Backup", Some((3, 4)), "."),
        ("aws-access-key-id", "AROAJQABLZS4A3QDU576Q", Some((0, 4)), "AROA"),
        ("aws-access-key-id", "AKIA123", None, "7"),
        ("aws-account-number", "arn:aws:iam::123456789012:root", Some((13, 25)), "123456789012"),
        ("aws-account-number", "1234567890123", None, "13"),
        ("aws-arn", "arn:aws:iam::123:role/x", Some((13, 16)), "123"),
        ("aws-arn", "arn:aws:iam::123456789012:policy/x", Some((26, 32)), "policy"),
        ("aws-sign-in-url", "https://x.awsapps.com/start", Some((8, 21)), "x.awsapps.com"),
        ("aws-iam-name", "a b", Some((1, 2)), " "),
    ];
    for (format, value, span, found) in rows {
        let problem = judge(format, value).problem.unwrap();
        assert_eq!((problem.span, problem.found.as_deref()), (*span, Some(*found)), "{value}");
    }
}

/// Values made of the pieces that the formats look at.
fn any_value() -> impl Strategy<Value = String> {
    let pieces = [
        "arn:",
        "aws",
        ":",
        "iam",
        "sts",
        "::",
        "123456789012",
        "1234567890",
        "role",
        "user",
        "/",
        "https://",
        ".signin.aws.amazon.com",
        "/console",
        "awsapps.com",
        "AKIA",
        "akia",
        "ASIA",
        "IOSFODNN7EXAMPLE",
        "CN=",
        "DC=",
        ",",
        "\\",
        "\"",
        "@",
        ".",
        "-",
        "corp",
        "be",
        "10.0.0.1",
        " ",
        "é",
        "_",
        "$",
        "E+",
        "assumed-role/",
    ];
    let piece = prop_oneof![
        9 => proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from)
    ];
    proptest::collection::vec(piece, 1..9).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_judgement_keeps_to_its_format(value in any_value()) {
        let length = value.chars().count();
        for format in Format::ALL {
            let judgement = format.judge(&value);
            prop_assert_eq!(judgement.parts.len(), format.parts().len());
            for part in judgement.parts.iter().flatten() {
                prop_assert!(part.span.0 < part.span.1 && part.span.1 <= length && !part.text.is_empty());
            }
            let Some(problem) = judgement.problem else { continue };
            prop_assert!(format.problems().contains(&problem.key), "{:?} {}", format, problem.key);
            if let Some((start, end)) = problem.span {
                prop_assert!(start <= end && end <= length);
            }
            if let Some((fix, _)) = problem.fix {
                prop_assert!(fix != value);
                let left = format.judge(&fix).problem.filter(|problem| problem.key != "not-portable");
                prop_assert_eq!(left, None, "{:?} of {:?}", fix, value);
            }
        }
    }
}
