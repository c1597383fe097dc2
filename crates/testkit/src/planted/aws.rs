//! AWS and LNK: keys, numbers, ARNs and addresses of AWS, and the account that a role logs on with.

use super::{Plant, both};
use crate::facts::access_key;

pub(super) const PLANTS: &[Plant] = &[
    both("aws001 the ID of a user", "AWS001 AWS-CLI-L1.access_key", |book| {
        book.set("AWS-CLI-L1.access_key", "AIDARZPUZDIKAAAAAAAB")
    }),
    both("aws001 the ID of a role", "AWS001 AWS-Console-L2.access_key", |book| {
        book.set("AWS-Console-L2.access_key", "AROARZPUZDIKAAAAAAAB")
    }),
    both("aws001 nineteen characters", "AWS001 AWS-CLI-L2.access_key", |book| {
        book.set("AWS-CLI-L2.access_key", "AKIARZPUZDIKAAAAAAA")
    }),
    both("aws001 a hyphen inside", "AWS001 AWS-Console-L1.access_key", |book| {
        book.set("AWS-Console-L1.access_key", "AKIARZPU-DIKAAAAAAAB")
    }),
    both("aws002 groups of four", "AWS002 AWS-Console-L1.account_number", |book| {
        book.set("AWS-Console-L1.account_number", "1234-5678-9012")
    }),
    both("aws002 the sign-in address", "AWS002 AWS-Role-L2.account_number", |book| {
        book.set("AWS-Role-L2.account_number", "https://123456789012.signin.aws.amazon.com/console")
    }),
    both("aws002 zeros lost in a number", "AWS002 AWS-Console-L2.account_number", |book| {
        let book = book.set("AWS-Console-L2.access_key", access_key(12_345_678, 4));
        book.set("AWS-Console-L2.account_number", 12_345_678.0)
    }),
    both("aws002 thirteen digits", "AWS002 AWS-Role-L1.account_number", |book| {
        book.set("AWS-Role-L1.account_number", "1234567890123")
    }),
    both("aws003 eleven digits", "AWS003 AWS-CLI-L1.arn", |book| {
        book.set("AWS-CLI-L1.arn", "arn:aws:iam::12345678901:user/deploy-bot")
    }),
    both("aws003 a bucket", "AWS003 AWS-Role-L1.arn", |book| {
        book.set("AWS-Role-L1.arn", "arn:aws:s3:::StorageAdmin")
    }),
    both("aws003 only the name", "AWS003 AWS-Role-L2.arn", |book| {
        book.set("AWS-Role-L2.arn", "NetworkAdmin")
    }),
    both("aws003 a group", "AWS003 AWS-CLI-L2.arn", |book| {
        book.set("AWS-CLI-L2.arn", "arn:aws:iam::123456789012:group/backup-bot")
    }),
    both("aws004 a user where a role belongs", "AWS004 AWS-Role-L1.arn", |book| {
        book.set("AWS-Role-L1.arn", "arn:aws:iam::123456789012:user/StorageAdmin")
    }),
    both("aws004 a session", "AWS004 AWS-Role-L2.arn", |book| {
        book.set("AWS-Role-L2.arn", "arn:aws:sts::123456789012:assumed-role/NetworkAdmin/jan")
    }),
    both("aws005 another account in a role's ARN", "AWS005 AWS-Role-L1.account_number", |book| {
        book.set("AWS-Role-L1.arn", "arn:aws:iam::210987654321:role/StorageAdmin")
    }),
    both("aws005 another account in a user's ARN", "AWS005 AWS-CLI-L1.arn", |book| {
        book.set("AWS-CLI-L1.arn", "arn:aws:iam::210987654321:user/deploy-bot")
    }),
    both("aws005 another account number", "AWS005 AWS-Role-L2.account_number", |book| {
        book.set("AWS-Role-L2.account_number", "210987654321")
    }),
    both("aws006 a role's name", "AWS006 AWS-Role-L1.arn", |book| {
        book.set("AWS-Role-L1.iam_username", "StorageAdmins")
    }),
    both("aws006 a user's name", "AWS006 AWS-CLI-L2.arn", |book| book.set("AWS-CLI-L2.username", "backup")),
    both("aws007 no https", "AWS007 AWS-CLI-L1.address", |book| {
        book.set("AWS-CLI-L1.address", "123456789012.signin.aws.amazon.com/console")
    }),
    both("aws007 Identity Center", "AWS007 AWS-CLI-L2.address", |book| {
        book.set("AWS-CLI-L2.address", "https://d-9067001234.awsapps.com/start")
    }),
    both("aws007 another host", "AWS007 AWS-CLI-L1.address", |book| {
        book.set("AWS-CLI-L1.address", "https://console.aws.amazon.com/console")
    }),
    both("aws007 an alias with two hyphens", "AWS007 AWS-CLI-L2.address", |book| {
        book.set("AWS-CLI-L2.address", "https://wegen--prod.signin.aws.amazon.com/console")
    }),
    both("aws008 a blank", "AWS008 AWS-Console-L1.iam_username", |book| {
        book.set("AWS-Console-L1.iam_username", "cloud admin")
    }),
    both("aws008 a slash", "AWS008 AWS-Role-L2.iam_username", |book| {
        book.set("AWS-Role-L2.iam_username", "ops/NetworkAdmin")
    }),
    both("aws008 sixty-five characters", "AWS008 AWS-Console-L2.iam_username", |book| {
        book.set("AWS-Console-L2.iam_username", "a".repeat(65))
    }),
    both("aws009 a console user's key", "AWS009 AWS-Console-L1.access_key", |book| {
        book.set("AWS-Console-L1.access_key", access_key(12_345_678, 3))
    }),
    both("aws009 a command-line user's key", "AWS009 AWS-CLI-L2.access_key", |book| {
        book.set("AWS-CLI-L2.access_key", "AKIAQAAF4MFHAAAAAAAA")
    }),
    both("aws010 a temporary key", "AWS010 AWS-CLI-L1.access_key", |book| {
        book.set("AWS-CLI-L1.access_key", "ASIARZPUZDIKAAAAAAAB")
    }),
    both("aws010 a temporary key of a console user", "AWS010 AWS-Console-L2.access_key", |book| {
        book.set("AWS-Console-L2.access_key", "ASIAQNZGKIQY56JQ7WML")
    }),
    both("lnk001 an ID that is not there", "LNK001 AWS-Role-L1.use_logon", |book| {
        book.set("AWS-Role-L1.use_logon", "AWS-Console-L17")
    }),
    both("lnk001 in lower case", "LNK001 AWS-Role-L2.use_logon", |book| {
        book.set("AWS-Role-L2.use_logon", "aws-cli-l1")
    }),
    both("lnk001 blanks inside", "LNK001 AWS-Role-L1.use_logon", |book| {
        book.set("AWS-Role-L1.use_logon", "AWS-Console - L1")
    }),
    both("lnk001 a username", "LNK001 AWS-Role-L1.use_logon", |book| {
        book.set("AWS-Role-L1.use_logon", "cloud.operator")
    }),
    both("lnk001 a bare number", "LNK001 AWS-Role-L2.use_logon", |book| {
        book.set("AWS-Role-L2.use_logon", 900.0)
    }),
    both("lnk002 a Linux account", "LNK002 AWS-Role-L1.use_logon", |book| {
        book.set("AWS-Role-L1.use_logon", "UX-L1")
    }),
    both("lnk002 itself", "LNK002 AWS-Role-L1.use_logon", |book| {
        book.set("AWS-Role-L1.use_logon", "AWS-Role-L1")
    }),
    both("lnk002 another role", "LNK002 AWS-Role-L2.use_logon", |book| {
        book.set("AWS-Role-L2.use_logon", "AWS-Role-L1")
    }),
    both("lnk003 a role of another account", "LNK003 AWS-Role-L1.use_logon", |book| {
        let book = book.set("AWS-Role-L1.arn", "arn:aws:iam::210987654321:role/StorageAdmin");
        book.set("AWS-Role-L1.account_number", "210987654321")
    }),
    both("lnk003 a command-line user of another account", "LNK003 AWS-Role-L2.use_logon", |book| {
        let book = book.set("AWS-CLI-L1.access_key", access_key(210_987_654_321, 1));
        let book = book.set("AWS-CLI-L1.arn", "arn:aws:iam::210987654321:user/deploy-bot");
        book.set("AWS-CLI-L1.address", "https://210987654321.signin.aws.amazon.com/console")
    }),
    both("aws002 blanks between groups", "AWS002 AWS-Console-L2.account_number", |book| {
        book.set("AWS-Console-L2.account_number", "1234 5678 9012")
    }),
    both("lnk001 half an ID", "LNK001 AWS-Role-L2.use_logon", |book| {
        book.set("AWS-Role-L2.use_logon", "CLI-L1")
    }),
];
