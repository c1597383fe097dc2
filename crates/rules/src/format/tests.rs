use std::fmt::Write;

use proptest::prelude::*;

use super::*;

/// A value, the key of its problem (empty: right), and the fix, behind `!` when it is a safe one.
type Row = (&'static str, &'static str, &'static str);

/// A format, a value, and the text and place of each part.
type PartsRow = (Format, &'static str, &'static [Option<(&'static str, Span)>]);

fn check(format: Format, rows: &[Row]) {
    let mut wrong = String::new();
    for (value, key, fix) in rows {
        let problem = judge(format, value).problem;
        let found = problem.as_ref().map_or("", |problem| problem.key);
        let proposed =
            problem.and_then(|problem| problem.fix).map_or(String::new(), |(fix, applicability)| {
                if applicability == Applicability::Safe { format!("!{fix}") } else { fix }
            });
        if (found, proposed.as_str()) != (*key, *fix) {
            writeln!(wrong, "{value:?}: {found:?} {proposed:?}, not {key:?} {fix:?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{format:?}\n{wrong}");
}

#[test]
fn fqdn() {
    let long = format!("{}.be", "a".repeat(64));
    let label = format!("{}.be", "a".repeat(63));
    let whole = ["abcdefghi."; 25].concat() + "abc";
    let more = format!("{whole}d");
    let made = [(long, "bad-label"), (label, ""), (whole, ""), (more, "bad-label")];
    for (value, key) in made {
        assert_eq!(judge(Format::Fqdn, &value).problem.map_or("", |problem| problem.key), key, "{value}");
    }
    check(
        Format::Fqdn,
        &[
            ("srv01.example.be", "", ""),
            ("a.b", "", ""),
            ("SRV-01.Vlaanderen.BE", "", ""),
            ("3com.example.be", "", ""),
            ("xn--mnchen-3ya.example.de", "", ""),
            ("10.0.0.1", "ip-address", ""),
            ("10.0.0.300", "ip-address", ""),
            ("010.000.000.001", "ip-address", ""),
            ("10.0.0.1:22", "ip-address", ""),
            ("10.0.0.0/24", "ip-address", ""),
            ("https://10.0.0.1/", "ip-address", ""),
            ("2001:db8::1", "ip-address", ""),
            ("[2001:db8::1]:443", "ip-address", ""),
            ("fe80::1%eth0", "ip-address", ""),
            ("::1", "ip-address", ""),
            ("srv01", "bare-name", ""),
            ("SRV_01", "bare-name", ""),
            ("https://srv01.example.be/login", "url", "srv01.example.be"),
            ("https://srv01/", "url", ""),
            ("srv01.example.be/", "url", "srv01.example.be"),
            ("srv01.example.be:22", "url", "srv01.example.be"),
            ("srv01:3389", "url", ""),
            ("root@srv01.example.be", "url", "srv01.example.be"),
            ("ssh://root@srv01.example.be:22", "url", "srv01.example.be"),
            ("\\\\srv01.example.be\\share$", "url", "srv01.example.be"),
            ("srv01.example.be/srv02.example.be", "url", ""),
            ("srv_01.example.be", "bad-label", ""),
            ("-srv.example.be", "bad-label", ""),
            ("srv-.example.be", "bad-label", ""),
            ("srv..example.be", "bad-label", ""),
            (".example.be", "bad-label", ""),
            ("srv01.example.be.", "bad-label", "srv01.example.be"),
            ("srv01.example.123", "bad-label", ""),
            ("*.example.be", "bad-label", ""),
            ("srv01.example.be srv02.example.be", "bad-label", ""),
            ("srv01.example.be,srv02.example.be", "bad-label", ""),
            ("münchen.example.de", "bad-label", ""),
            ("nog te bepalen", "bad-label", ""),
            ("n/a", "bad-label", ""),
            (".", "bad-label", ""),
            ("://", "bad-label", ""),
        ],
    );
}

#[test]
fn domain() {
    check(
        Format::Domain,
        &[
            ("CORP", "", ""),
            ("corp.example.be", "", ""),
            ("my-corp", "", ""),
            ("3m", "", ""),
            ("123", "bad-label", ""),
            ("MY_CORP", "bad-label", ""),
            ("-corp", "bad-label", ""),
            ("corp.", "bad-label", "corp"),
            ("corp..be", "bad-label", ""),
            ("CORP\\admin", "bad-label", "CORP"),
            ("CORP\\", "bad-label", "CORP"),
            ("admin@corp.example.be", "url", "corp.example.be"),
            ("ldap://corp.example.be:389", "url", "corp.example.be"),
            ("10.0.0.1", "ip-address", ""),
            ("corp example", "bad-label", ""),
        ],
    );
}

#[test]
fn windows_user() {
    check(
        Format::WindowsUser,
        &[
            ("Administrator", "", ""),
            ("svc backup", "", ""),
            ("gmsa01$", "", ""),
            ("rené", "", ""),
            ("abcdefghijklmnopqrst", "", ""),
            ("a.b", "", ""),
            ("abcdefghijklmnopqrstu", "too-long", ""),
            ("svc.", "trailing-dot", "svc"),
            ("...", "trailing-dot", ""),
            ("CORP\\admin", "with-domain", "!admin"),
            (".\\Administrator", "with-domain", "!Administrator"),
            ("corp.example.be\\admin", "with-domain", "!admin"),
            ("MY_CORP\\admin", "with-domain", "!admin"),
            ("admin@corp.example.be", "with-domain", "!admin"),
            ("CORP/admin", "with-domain", "admin"),
            ("CORP\\adm*n", "with-domain", ""),
            ("CORP\\abcdefghijklmnopqrstu", "with-domain", ""),
            ("CORP\\", "character", ""),
            ("CORP\\a\\b", "with-domain", ""),
            ("a b\\c", "character", ""),
            ("a:b", "character", ""),
            ("admin@", "character", ""),
            ("CN=Jan,DC=be", "character", ""),
        ],
    );
}

#[test]
fn user_dn() {
    check(
        Format::UserDn,
        &[
            ("windowsdomeinnaam\\DomainAdmin", "", ""),
            ("corp.example.be\\admin", "", ""),
            ("CN=Jan Peeters,OU=Admins,DC=corp,DC=example,DC=be", "", ""),
            ("cn = Jan Peeters , ou = Admins , dc = corp , dc = be", "", ""),
            ("CN=Peeters\\, Jan,DC=corp,DC=be", "", ""),
            ("CN=Ren\\C3\\A9,DC=corp,DC=be", "", ""),
            ("CN=\"Peeters, Jan\",DC=corp", "", ""),
            ("uid=jan,ou=people,o=example", "", ""),
            ("2.5.4.3=Jan,DC=corp", "", ""),
            ("CN=a=b,DC=corp", "", ""),
            ("admin", "no-domain", ""),
            ("\\admin", "no-domain", ""),
            ("admin@corp.example.be", "no-domain", "corp.example.be\\admin"),
            (".\\admin", "bad-domain", ""),
            ("MY_CORP\\admin", "bad-domain", ""),
            ("CN=Jan,DC=corp.example.be", "bad-domain", "CN=Jan,DC=corp,DC=example,DC=be"),
            ("CN=Jan,DC=my_corp", "bad-domain", ""),
            ("CORP\\", "bad-user", ""),
            ("CORP\\\\admin", "bad-user", "CORP\\admin"),
            ("CORP\\a+b", "bad-user", ""),
            ("CORP\\abcdefghijklmnopqrstu", "bad-user", ""),
            ("CN=Jan,OU=,DC=corp", "bad-dn", ""),
            ("CN=Jan,Admins,DC=corp", "bad-dn", ""),
            ("CN=Jan,DC=corp,", "bad-dn", ""),
            ("CN=Jan\\", "bad-dn", ""),
            ("CN=\"Jan,DC=corp", "bad-dn", ""),
            ("CN=Jan\\zz,DC=corp", "bad-dn", ""),
            ("LDAP://CN=Jan,DC=corp", "bad-dn", ""),
            ("=", "bad-dn", ""),
        ],
    );
}

#[test]
fn linux_user() {
    check(
        Format::LinuxUser,
        &[
            ("root", "", ""),
            ("_apt", "", ""),
            ("svc-backup_01", "", ""),
            ("abcdefghijklmnopqrstuvwxyzabcdef", "", ""),
            ("Root", "not-portable", ""),
            ("svc.backup", "not-portable", ""),
            ("host$", "not-portable", ""),
            ("1user", "not-portable", ""),
            ("abcdefghijklmnopqrstuvwxyzabcdefg", "too-long", ""),
            ("12345", "all-digits", ""),
            ("-root", "character", ""),
            ("ro ot", "character", ""),
            ("ro$ot", "character", ""),
            ("$", "character", ""),
            ("..", "character", ""),
            ("rené", "character", ""),
            ("CORP\\root", "character", ""),
            ("root@srv01", "character", "root"),
            ("root@srv01.example.be", "character", "root"),
            ("12@srv01", "character", ""),
        ],
    );
}

#[test]
fn aws_access_key_id() {
    check(
        Format::AwsAccessKeyId,
        &[
            ("AKIAJIPU0000L5LB7OIB", "", ""),
            ("AKIAIOSFODNN7EXAMPLE", "", ""),
            ("AKIARZPUZDIKAAAAAAAA", "", ""),
            ("ASIAQNZGKIQY56JQ7WML", "temporary", ""),
            ("asiaqnzgkiqy56jq7wml", "temporary", ""),
            ("AIDAJQABLZS4A3QDU576Q", "identity", ""),
            ("AROAJQABLZS4A3QDU576Q", "identity", ""),
            ("AGPAJQABLZS4A3QDU576Q", "identity", ""),
            ("akiaiosfodnn7example", "letter-case", "!AKIAIOSFODNN7EXAMPLE"),
            ("AKIAIOSFODNN7Example", "letter-case", "!AKIAIOSFODNN7EXAMPLE"),
            ("AKIAIOSFODNN7EXAMPL", "length", ""),
            ("AKIAIOSFODNN7EXAMPLE0", "length", ""),
            ("AKIA", "length", ""),
            ("AKI", "length", ""),
            ("AKIAIOSF-ODNN7EXAMPL", "character", ""),
            ("AKIA IOSF ODNN 7EXA MPLE", "character", "AKIAIOSFODNN7EXAMPLE"),
            ("AKIAIOSFODNN7EXAMPLÉ", "character", ""),
            ("AK1AIOSFODNN7EXAMPLE", "prefix", "AKIAIOSFODNN7EXAMPLE"),
            ("XXXXIOSFODNN7EXAMPLE", "prefix", ""),
            ("Administrator", "prefix", ""),
            ("Asia", "prefix", ""),
        ],
    );
}

#[test]
fn aws_account_number() {
    check(
        Format::AwsAccountNumber,
        &[
            ("123456789012", "", ""),
            ("000012345678", "", ""),
            ("1234-5678-9012", "separators", "!123456789012"),
            ("1234 5678 9012", "separators", "!123456789012"),
            ("123.456.789.012", "separators", "!123456789012"),
            ("123456789012.0", "separators", "!123456789012"),
            ("https://123456789012.signin.aws.amazon.com/console", "url", "!123456789012"),
            ("123456789012.signin.aws.amazon.com", "url", "!123456789012"),
            ("arn:aws:iam::123456789012:root", "url", "!123456789012"),
            ("https://example.signin.aws.amazon.com/console", "url", ""),
            ("https://console.aws.amazon.com/", "url", ""),
            ("12345678901", "lost-zeros", "012345678901"),
            ("12345678", "lost-zeros", "000012345678"),
            ("1234567", "length", ""),
            ("1234567890123", "length", ""),
            ("1234-5678-901", "length", ""),
            ("1,23457E+11", "lost-digits", ""),
            ("1.23457E+11", "lost-digits", ""),
            ("12345678901a", "character", ""),
            ("O12345678901", "character", "012345678901"),
            ("my-alias", "character", ""),
            ("１２３", "character", ""),
        ],
    );
}

#[test]
fn aws_arn() {
    let partitions =
        ["aws", "aws-us-gov", "aws-cn", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"];
    for partition in partitions {
        let arn = format!("arn:{partition}:iam::123456789012:role/S3Access");
        assert_eq!(judge(Format::AwsArn, &arn).problem, None, "{arn}");
    }
    let longest = format!("arn:aws:iam::123456789012:user/{}", "a".repeat(64));
    assert_eq!(judge(Format::AwsArn, &longest).problem, None);
    assert!(
        judge(Format::AwsArn, &format!("{longest}a")).problem.is_some_and(|problem| problem.key == "name")
    );
    check(
        Format::AwsArn,
        &[
            ("arn:aws:iam::123456789012:user/division_abc/subdivision_xyz/JaneDoe", "", ""),
            ("arn:aws:iam::123456789012:role/a+=,.@-_b", "", ""),
            ("arn:aws:s3:::bucket", "service", ""),
            ("arn:aws:ec2:eu-west-1:123456789012:instance/i-1", "service", ""),
            ("S3Access", "service", ""),
            ("arn:aws:iam", "service", ""),
            (
                "arn:aws:sts::123456789012:assumed-role/S3Access/jan",
                "session",
                "arn:aws:iam::123456789012:role/S3Access",
            ),
            ("arn:aws:sts::123456789012:federated-user/jan", "session", ""),
            ("arn:aws:iam::1234567890:role/x", "account", ""),
            ("arn:aws:iam::1234-5678-9012:role/x", "account", "arn:aws:iam::123456789012:role/x"),
            ("arn:aws:iam:::role/x", "account", ""),
            ("arn:aws:iam::123456789012:group/admins", "resource", ""),
            ("arn:aws:iam::aws:policy/AdministratorAccess", "resource", ""),
            ("arn:aws:iam::123456789012:root", "resource", ""),
            ("arn:aws:iam::123456789012:", "resource", ""),
            ("arn:aws:iam::123456789012:S3Access", "resource", ""),
            (
                "arn:aws:iam::123456789012:role:S3Access",
                "resource",
                "arn:aws:iam::123456789012:role/S3Access",
            ),
            ("arn:aws:iam::123456789012:instance-profile/x", "resource", ""),
            ("arn:aws:iam::123456789012:role/", "name", ""),
            ("arn:aws:iam::123456789012:role/S3Access/", "name", "arn:aws:iam::123456789012:role/S3Access"),
            ("arn:aws:iam::123456789012:role//S3Access", "name", ""),
            ("arn:aws:iam::123456789012:role/S3 Access", "name", ""),
            ("arn:aws:iam::123456789012:role/a b/S3Access", "name", ""),
            ("arn:aws:iam::123456789012:role/*", "name", ""),
            ("arn:azure:iam::123456789012:role/x", "partition", ""),
            ("arn:aws:iam:eu-west-1:123456789012:role/x", "region", "arn:aws:iam::123456789012:role/x"),
            ("ARN:AWS:IAM::123456789012:Role/X", "letter-case", "!arn:aws:iam::123456789012:role/X"),
        ],
    );
}

#[test]
fn aws_sign_in_url() {
    let right = "https://123456789012.signin.aws.amazon.com/console";
    check(
        Format::AwsSignInUrl,
        &[
            (right, "", ""),
            ("https://123456789012.signin.aws.amazon.com/console/", "", ""),
            ("https://my-company.signin.aws.amazon.com/console", "", ""),
            ("https://123456789012.signin.amazonaws.cn/console", "", ""),
            ("https://123456789012.signin.amazonaws-us-gov.com/console", "", ""),
            ("HTTPS://123456789012.Signin.AWS.amazon.com/console", "", ""),
            ("https://d-1234567890.awsapps.com/start", "identity-center", ""),
            ("my-company.awsapps.com/start#/", "identity-center", ""),
            ("https://ssoins-1.portal.eu-west-1.app.aws", "identity-center", ""),
            (
                "http://123456789012.signin.aws.amazon.com/console",
                "scheme",
                "!https://123456789012.signin.aws.amazon.com/console",
            ),
            (
                "123456789012.signin.aws.amazon.com/console",
                "scheme",
                "!https://123456789012.signin.aws.amazon.com/console",
            ),
            ("ftp://123456789012.signin.aws.amazon.com/console", "scheme", right),
            ("https://123456789012.signin.aws.amazon.com", "path", right),
            ("https://123456789012.signin.aws.amazon.com/", "path", right),
            ("123456789012.signin.aws.amazon.com", "path", right),
            ("https://123456789012.signin.aws.amazon.com/console?region=eu-west-1", "path", right),
            ("https://console.aws.amazon.com/console", "host", ""),
            ("https://signin.aws.amazon.com/console", "host", ""),
            ("https://.signin.aws.amazon.com/console", "host", ""),
            ("https://12345678901.signin.aws.amazon.com/console", "host", ""),
            ("https://my_company.signin.aws.amazon.com/console", "host", ""),
            ("https://my--company.signin.aws.amazon.com/console", "host", ""),
            ("https://-a-.signin.aws.amazon.com/console", "host", ""),
            ("https://ab.signin.aws.amazon.com/console", "host", ""),
            ("https://evil.example/123456789012.signin.aws.amazon.com/console", "host", ""),
            ("https://notawsapps.com/start", "host", ""),
            ("123456789012", "host", right),
            ("srv01.example.be", "host", ""),
        ],
    );
}

#[test]
fn aws_iam_name() {
    let longest: &'static str = "aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffgggggggghhhhhhhh";
    let longer: &'static str = "aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffgggggggghhhhhhhhi";
    check(
        Format::AwsIamName,
        &[
            ("StorageAdministrator", "", ""),
            ("jan.peeters@example.be", "", ""),
            ("a+=,.@-_", "", ""),
            ("1", "", ""),
            ("-", "", ""),
            (longest, "", ""),
            (longer, "too-long", ""),
            ("Jan Peeters", "character", ""),
            ("a/b", "character", ""),
            ("rené", "character", ""),
            ("CORP\\jan", "character", ""),
            ("a:b", "character", ""),
            ("arn:aws:iam::123456789012:user/x/jan", "character", "jan"),
            ("arn:aws:iam::123456789012:group/x", "character", ""),
        ],
    );
}

#[test]
fn counting_number() {
    check(
        Format::CountingNumber,
        &[
            ("1", "", ""),
            ("25", "", ""),
            ("007", "", ""),
            ("99999999999999999999999999", "", ""),
            ("0", "zero", ""),
            ("000", "zero", ""),
            ("-3", "negative", ""),
            ("-1.5", "negative", ""),
            ("1.5", "fraction", ""),
            ("5.0", "fraction", "!5"),
            ("5,00", "fraction", "!5"),
            ("1.000", "fraction", ""),
            ("0.0", "fraction", ""),
            ("five", "not-a-number", ""),
            ("5 x", "not-a-number", ""),
            ("1.", "not-a-number", ""),
            ("+3", "not-a-number", ""),
            ("٣", "not-a-number", ""),
            ("-", "not-a-number", ""),
        ],
    );
}

#[test]
fn parts_stand_where_they_are_read() {
    let rows: &[PartsRow] = &[
        (Format::Domain, "corp.example.be", &[Some(("corp", (0, 4)))]),
        (Format::Domain, "CORP", &[Some(("CORP", (0, 4)))]),
        (Format::Domain, "my_corp", &[None]),
        (
            Format::UserDn,
            "corp.be\\admin",
            &[Some(("corp.be", (0, 7))), Some(("corp", (0, 4))), Some(("admin", (8, 13)))],
        ),
        (Format::UserDn, "my_corp\\admin", &[None, None, Some(("admin", (8, 13)))]),
        (Format::UserDn, "corp\\a*b", &[Some(("corp", (0, 4))), Some(("corp", (0, 4))), None]),
        (
            Format::UserDn,
            "CN=René, DC=corp, dc = be",
            &[Some(("corp.be", (9, 25))), Some(("corp", (12, 16))), None],
        ),
        (Format::UserDn, "DC=be,DC=corp,CN=Jan", &[None, None, None]),
        (Format::UserDn, "uid=jan,o=example", &[None, None, None]),
        (Format::AwsAccessKeyId, "AKIARZPUZDIKAAAAAAAA", &[Some(("123456789012", (0, 20)))]),
        (Format::AwsAccessKeyId, "akiarzpuzdikaaaaaaaa", &[Some(("123456789012", (0, 20)))]),
        (Format::AwsAccessKeyId, "AKIAIOSFODNN7EXAMPLE", &[None]),
        (Format::AwsAccessKeyId, "ASIAQNZGKIQY56JQ7WML", &[None]),
        (Format::AwsAccountNumber, "123456789012", &[Some(("123456789012", (0, 12)))]),
        (Format::AwsAccountNumber, "1234-5678-9012", &[None]),
        (
            Format::AwsArn,
            "arn:aws:iam::123456789012:Role/a/b",
            &[Some(("123456789012", (13, 25))), Some(("role", (26, 30))), Some(("b", (33, 34)))],
        ),
        (
            Format::AwsArn,
            "arn:aws:iam::123456789012:group/b",
            &[Some(("123456789012", (13, 25))), None, None],
        ),
        (
            Format::AwsArn,
            "arn:aws:sts::123456789012:assumed-role/a/b",
            &[Some(("123456789012", (13, 25))), None, None],
        ),
        (Format::AwsArn, "arn:aws:iam::1:user/b", &[None, Some(("user", (15, 19))), Some(("b", (20, 21)))]),
        (
            Format::AwsSignInUrl,
            "http://123456789012.signin.aws.amazon.com",
            &[Some(("123456789012", (7, 19)))],
        ),
        (Format::AwsSignInUrl, "https://alias.signin.aws.amazon.com/console", &[None]),
    ];
    for (format, value, expected) in rows {
        let parts = judge(*format, value).parts;
        let found: Vec<_> =
            parts.iter().map(|part| part.as_ref().map(|part| (part.text.as_ref(), part.span))).collect();
        assert_eq!(found, *expected, "{value}");
    }
}

#[test]
fn problems_point_at_what_is_wrong() {
    let rows: &[(Format, &str, Option<Span>, &str)] = &[
        (Format::Fqdn, "srv.my_net.be", Some((4, 10)), "my_net"),
        (Format::Fqdn, "srv..be", Some((4, 5)), "."),
        (Format::Fqdn, "srv.be.", Some((6, 7)), "."),
        (Format::Fqdn, "https://10.0.0.1/x", Some((8, 16)), "10.0.0.1"),
        (Format::WindowsUser, "CORP\\admin", Some((0, 4)), "CORP"),
        (Format::WindowsUser, "admin@corp", Some((6, 10)), "corp"),
        (Format::WindowsUser, "réné:x", Some((4, 5)), ":"),
        (Format::WindowsUser, "abcdefghijklmnopqrstuv", Some((20, 22)), "22"),
        (Format::UserDn, "CN=Ré,OU,DC=be", Some((6, 8)), "OU"),
        (Format::LinuxUser, "ro ot", Some((2, 3)), " "),
        (Format::LinuxUser, "svc.Backup", Some((3, 4)), "."),
        (Format::AwsAccessKeyId, "AROAJQABLZS4A3QDU576Q", Some((0, 4)), "AROA"),
        (Format::AwsAccessKeyId, "AKIA123", None, "7"),
        (Format::AwsAccountNumber, "arn:aws:iam::123456789012:root", Some((13, 25)), "123456789012"),
        (Format::AwsAccountNumber, "1234567890123", None, "13"),
        (Format::AwsArn, "arn:aws:iam::123:role/x", Some((13, 16)), "123"),
        (Format::AwsArn, "arn:aws:iam::123456789012:policy/x", Some((26, 32)), "policy"),
        (Format::AwsSignInUrl, "https://x.awsapps.com/start", Some((8, 21)), "x.awsapps.com"),
        (Format::AwsIamName, "a b", Some((1, 2)), " "),
    ];
    for (format, value, span, found) in rows {
        let problem = judge(*format, value).problem.unwrap();
        assert_eq!((problem.span, problem.found.as_deref()), (*span, Some(*found)), "{value}");
    }
}

const FORMATS: [Format; 11] = [
    Format::Fqdn,
    Format::Domain,
    Format::WindowsUser,
    Format::UserDn,
    Format::LinuxUser,
    Format::AwsAccessKeyId,
    Format::AwsAccountNumber,
    Format::AwsArn,
    Format::AwsSignInUrl,
    Format::AwsIamName,
    Format::CountingNumber,
];

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
        for format in FORMATS {
            let judgement = judge(format, &value);
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
                let left = judge(format, &fix).problem.filter(|problem| problem.key != "not-portable");
                prop_assert_eq!(left, None, "{:?} of {:?}", fix, value);
            }
        }
    }
}
