use proptest::prelude::*;

use super::*;

fn find(text: &str) -> Option<Secret> {
    match look(text) {
        Look::Secret(secret) => Some(secret),
        _ => None,
    }
}

fn label(text: &str) -> Option<Label> {
    match look(text) {
        Look::Label(label) => Some(label),
        _ => None,
    }
}

#[test]
fn secrets_are_found() {
    let rows = [
        ("private-key", "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA75\n-----END RSA PRIVATE KEY-----"),
        ("private-key", "-----BEGIN PRIVATE KEY-----"),
        ("private-key", "sleutel: -----BEGIN OPENSSH PRIVATE KEY----- b3Bl"),
        ("private-key", "-----BEGIN PGP PRIVATE KEY BLOCK-----"),
        ("private-key", "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----"),
        ("private-key", "PuTTY-User-Key-File-3: ssh-ed25519"),
        ("private-key", "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU"),
        ("aws-secret", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        ("aws-secret", "AKIAIOSFODNN7EXAMPLE / wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        ("aws-secret", "aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        ("aws-secret", "secret: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY."),
        ("token", "ghp_16C7e42F292c6912E7710c838347Ae178B4a"),
        ("token", "GITHUB_TOKEN=ghs_16C7e42F292c6912E7710c838347Ae178B4a"),
        ("token", "github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz0123456789"),
        ("token", "glpat-x1Y2z3A4b5C6d7E8f9G0"),
        ("token", concat!("xox", "b-123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx")),
        ("token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"),
        ("token", "AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY"),
        ("token", "abc8Q~defghijklmnopqrstuvwxyz0123456789a"),
        (
            "token",
            "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=\
             q1W2e3R4t5Y6u7I8o9P0a1S2d3F4g5H6j7K8l9Z0x1C2v3B4n5M6q7W8e9R0t1Y2u3I4o5P6a7S8d9F0gA==;",
        ),
        ("password", "password: Welkom01"),
        ("password", "Password: P@ssw0rd!"),
        ("password", "PASSWORD = hunter2"),
        ("password", "wachtwoord: welkom"),
        ("password", "Wachtwoord : Zomer-2024"),
        ("password", "wachtwoord: Welkom01!"),
        ("password", "Het wachtwoord: Welkom01 (tijdelijk)"),
        ("password", "paswoord: qwerty"),
        ("password", "mot de passe : Bonjour1"),
        ("password", "Mot de passe\u{A0}: soleil"),
        ("password", "mdp: abc123def"),
        ("password", "pwd=abc1234"),
        ("password", "ww: test123"),
        ("password", "user/ww: gEhEiMpJe"),
        ("password", "secret: s3cr3t!"),
        ("password", "passphrase: correct1horse"),
        ("password", "pass: Abc123"),
        ("password", "login: admin, password: Abc12345, host: srv01"),
        ("password", "Server=srv01;User Id=sa;Password=Abc123;Encrypt=yes"),
        ("password", "adminPassword=Abc123"),
        ("password", "\"password\": \"Abc123\""),
        ("password", "**Password**: `Abc123`"),
        ("password", "password:Abc123"),
        ("password", "password: 12345678"),
        ("password", "Wachtwoord:\nWelkom01"),
        ("password", "api key: 0123456789abcdef0123456789abcdef"),
        ("password", "password: X7K9QW2L"),
        ("password", "Wachtwoord (tijdelijk): Zomer2024!"),
        ("password", "password：Zomer2024!"),
    ];
    for (kind, text) in rows {
        let chars = text.chars().count();
        assert_eq!(find(text), Some(Secret { kind: Some(kind), chars }), "{text}");
    }
}

#[test]
fn what_is_no_secret_is_let_through() {
    let rows = [
        "",
        "D-048644-20109-OPS-CE",
        "D-048644-20109-OPS%user; D-048644-20109-OPS%validator",
        "AKIAIOSFODNN7EXAMPLE",
        "arn:aws:iam::123456789012:role/Division/SubDivision1/StorageAdministrators2",
        "arn:aws:iam::123456789012:role/Group/Users/Admins/Windows2019/Servers1/x",
        "https://123456789012.signin.aws.amazon.com/console",
        "CN=Jan Peeters,OU=Admins,DC=corp,DC=example,DC=be",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709",
        "Da39A3ee5E6b4B0d3255BfEf95601890aFd80709",
        "VGhpcyBpcyBqdXN0IHNvbWUgYmFzZTY0IGVuY29kZWQgdGV4dCwgbm8ga2V5",
        "abcdefghijABCDEFGHIJ0123456789abcdefghij",
        "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A",
        "-----BEGIN CERTIFICATE-----",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGh1bnRlcjIK jan@srv01",
        "private key in the vault",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "glpat-...",
        "eyJhbGciOiJIUzI1NiJ9",
        "wachtwoord: wordt later bezorgd",
        "wachtwoord: wordt",
        "wachtwoord: nvt",
        "wachtwoord: n.v.t.",
        "Wachtwoord: onbekend",
        "Wachtwoord: verlopen",
        "wachtwoord: gewijzigd",
        "wachtwoord: ontvangen",
        "wachtwoord: kluis",
        "wachtwoord: in kluis bij PAM-team",
        "wachtwoord: zie D-048644-20109-OPS-CE",
        "wachtwoord: D-048644-20109-OPS-CE",
        "wachtwoord: AWS-Console-L1",
        "wachtwoord: INC0012345",
        "wachtwoord: 30-daags",
        "wachtwoord: 90 dagen geldig",
        "wachtwoord: 01/05/2024",
        "wachtwoord: via jan.peeters@example.be",
        "wachtwoord: jan.peeters@example.be",
        "wachtwoord: srv01.corp.example.be",
        "wachtwoord: wachtwoorden2024.xlsx",
        "Wachtwoord verloopt niet",
        "wachtwoordbeleid: 14 tekens",
        "password: see vault",
        "password: see-vault1",
        "password: n/a",
        "password: N/A!",
        "password: later",
        "password: later!",
        "password: unknown",
        "password: Expired",
        "password: rotated automatically",
        "password: *****",
        "password: **********",
        "password: xxxxxxxx",
        "password: <password>",
        "password: ${DB_PASSWORD}",
        "password: {{ vault_password1 }}",
        "password: https://vault.example.be/x1",
        "password: \\\\srv01\\share1",
        "password: KeePass",
        "password: SharePoint",
        "password: TBD",
        "password: yes",
        "password: 2x per year",
        "password: min.12 characters",
        "password: 16-character random",
        "password: managed by CPM",
        "password policy: 90 days",
        "password reset by the service desk",
        "Password:",
        "Password:\nUsername: admin01",
        "login: admin, password: , host: srv01.x",
        "mot de passe : inconnu",
        "mot de passe : dans le coffre",
        "mot de passe : coffre-fort",
        "mot de passe : modifié",
        "mot de passe : à changer",
        "secret: Kubernetes",
        "secret: name of the secret in Azure",
        "token: hardware",
        "api key: zie vault",
        "www: abc123",
        "bypass: Abc123",
        "pass: geslaagd",
        "AWS Access Key: AKIAIOSFODNN7EXAMPLE",
        "SSH access key: jan.peeters-laptop",
        "https://host.example.be/?a=b",
    ];
    for text in rows {
        assert_eq!(find(text), None, "{text}");
    }
}

/// Forms that people really use, in four languages and of the large services; the texts are made up, and those of
/// services stand here in pieces, so that nobody takes this file for a leak.
#[test]
fn forms_of_secrets_are_found() {
    let rows = [
        (Some("password"), "het wachtwoord is Zomer2024!"),
        (Some("password"), "Het wachtwoord van root is Zomer2024!"),
        (Some("password"), "wachtwoord voor srv01 = Welkom01"),
        (Some("password"), "ww Zomer2024!"),
        (Some("password"), "wachtwoord srv01: Zomer2024!"),
        (Some("password"), "wachtwoord (tijdelijk) is Zomer2024!"),
        (Some("password"), "user/pass: root/Zomer2024!"),
        (Some("password"), "jan;Zomer2024!"),
        (Some("password"), "ww is Welkom123"),
        (Some("password"), "ww root: Zomer2024!"),
        (Some("password"), "pw Zomer2024!"),
        (Some("password"), "PW = Zomer2024!"),
        (Some("password"), "wachtwoord wordt Lente2025#"),
        (Some("password"), "wachtwoord is nu Welkom2025"),
        (Some("password"), "Wachtwoord gewoon Zomer2024!"),
        (Some("password"), "tijdelijk wachtwoord: Abc123!x"),
        (Some("password"), "beheerderswachtwoord: Zomer2024!"),
        (Some("password"), "wachtwoord - Zomer2024!"),
        (Some("password"), "wachtwoord -> Zomer2024!"),
        (Some("password"), "the password is Summer2024!"),
        (Some("password"), "password is still Welcome01"),
        (Some("password"), "password for root is Summer2024!"),
        (Some("password"), "password set to Summer2024!"),
        (Some("password"), "password has been changed to Summer#24"),
        (Some("password"), "use password \"Summer2024!\""),
        (Some("password"), "my pass is S3cr3t!pw"),
        (Some("password"), "default password: admin123"),
        (Some("password"), "initial password - Changeme1!"),
        (Some("password"), "le mot de passe est Soleil2024!"),
        (Some("password"), "mot de passe actuel : Soleil2024!"),
        (Some("password"), "mdp Soleil2024!"),
        (Some("password"), "mot de passe provisoire = Soleil2024"),
        (Some("password"), "le mdp de root est Soleil#24"),
        (Some("password"), "das Passwort lautet Sommer2024!"),
        (Some("password"), "Passwort: Sommer2024!"),
        (Some("password"), "Kennwort ist Sommer2024!"),
        (Some("password"), "Passwort für root: Sommer2024!"),
        (Some("password"), "Zugangsdaten: root / Sommer2024!"),
        (Some("password"), "login root / Zomer2024!"),
        (Some("password"), "login: root/Zomer2024!"),
        (Some("password"), "login jan en Zomer2024!"),
        (Some("password"), "user: admin, Zomer2024!"),
        (Some("password"), "gebruiker admin / Welkom01"),
        (Some("password"), "username root password Zomer2024!"),
        (Some("password"), "inloggegevens: svc_app / P@ss2024w"),
        (Some("password"), "identifiant jean / Soleil2024!"),
        (Some("password"), "credentials: admin:Zomer2024!"),
        (Some("password"), "root / Zomer2024!"),
        (Some("password"), "root:Zomer2024!"),
        (Some("password"), "admin:Welkom01!"),
        (Some("password"), "jan.peeters:Zomer2024!"),
        (Some("password"), "administrator / Welkom01"),
        (Some("password"), "sa:Str0ng!Pw"),
        (Some("password"), "postgres://app:s3cretpw@db01.example.be:5432/app"),
        (Some("password"), "https://jan:Zomer2024!@portal.example.be/"),
        (Some("password"), "ftp://user1:hunter2@ftp.example.be"),
        (Some("password"), "mongodb+srv://admin:Abc123xyz@cluster0.example.net"),
        (Some("password"), "amqp://guest:guest12@mq:5672/"),
        (Some("password"), "sshpass -p Zomer2024! ssh root@srv01"),
        (Some("password"), "net user jan Zomer2024! /add"),
        (Some("password"), "mysql -u root -pZomer2024 -h db01"),
        (Some("password"), "curl -u admin:Zomer2024! https://host.example.be"),
        (Some("password"), "ConvertTo-SecureString \"Zomer2024!\" -AsPlainText -Force"),
        (Some("password"), "<password>Zomer2024</password>"),
        (Some("password"), "--password Zomer2024!"),
        (Some("password"), "machine srv01 login root password zomer2024"),
        (Some("password"), "ALTER USER app IDENTIFIED BY Zomer2024"),
        (Some("password"), "Authorization: Basic YWRtaW46Wm9tZXIyMDI0IQ=="),
        (Some("password"), "username cisco password 7 0822455D0A165445"),
        (Some("password"), "PIN: 4821"),
        (Some("password"), "pincode is 482193"),
        (
            None,
            concat!(
                "Administrator:500:",
                "aad3b435b51404eeaad3b435b51404ee",
                ":",
                "31d6cfe0d16ae931b73c59d7e0c089c0",
                ":::"
            ),
        ),
        (None, concat!("aad3b435b51404eeaad3b435b51404ee", ":", "8846f7eaee8fb117ad06bdd830b7586c")),
        (Some("password"), concat!("NTLM hash: ", "8846f7eaee8fb117ad06bdd830b7586c")),
        (
            None,
            concat!(
                "root:$6$",
                "rounds=5000$saltsalt$",
                "nQvWys81vp7hB1dx8PpD5KHXe3PYiGkPAuNaRL63xYKwzEInncIIA3ANxN9K",
                ":19000:0:99999:7:::"
            ),
        ),
        (None, concat!("$2b$", "12$", "3KSU9Mi4roNL89sM995YTBXaK7JQEVT0mlAmrtVETW0TesULeetLD")),
        (
            None,
            concat!(
                "$argon2id$",
                "v=19$m=65536,t=3,p=4$",
                "Q8B8vW2ZBjyaXYl1AcCtLn",
                "$",
                "99MHwP708dWgW5hQxdGlvxzX3SCb8FNVgnX6JVR7"
            ),
        ),
        (None, concat!("{SSHA}", "siFTrUTLzFoJusTeKuDFmi7ZCPvmW0QdpaJD6o")),
        (
            None,
            concat!(
                "pbkdf2_sha256$",
                "260000$",
                "CzfV1NIuk8Io",
                "$",
                "5yaGKbXJD2aSJd7n2Khd9fsuUeRSeZ5JHY0i9Lo7f3V",
                "="
            ),
        ),
        (
            None,
            concat!(
                "jan::CORP:",
                "b0df9daee36452bc",
                ":",
                "f48385971f1bba10ef43a9e7516072cb",
                ":",
                "95eb92e57561d80e1ed511b327f2f171fc118de91165c672a325260ebfdc"
            ),
        ),
        (None, concat!("enable secret 5 $1$", "abcd$", "hoIuA6wTsc50OjHITeFxxQ")),
        (None, concat!("otpauth://", "totp/Example:jan?secret=JBSWY3DPEHPK3PXP&issuer=Example")),
        (None, concat!("BitLocker: ", "111111-222222-333333-444444-555555-666666-000011-000022")),
        (Some("password"), "TOTP seed: JBSWY3DPEHPK3PXP"),
        (Some("password"), "2FA secret: JBSW Y3DP EHPK 3PXP"),
        (Some("password"), "MFA seed = JBSWY3DPEHPK3PXP"),
        (Some("password"), "recovery code: 7b3f9-x2k4q"),
        (Some("password"), "herstelcode: 4F7K-9XQ2-LM3P"),
        (Some("password"), "backup codes: 4821 9374 1058 2271"),
        (Some("password"), "recovery key: ABCD-1234-EFGH-5678-IJKL-9012"),
        (
            Some("password"),
            "seed phrase: legal winner thank year wave sausage worth useful legal winner thank yellow",
        ),
        (Some("token"), concat!("Authorization: Bearer ", "0ZUIIiFePsFzb9kqPRDfsPDtMyS4X4GEaxUYwxjA")),
        (Some("token"), concat!("bearer ", "5Sp8wIkBcJ0spy9BuDsbRGzz")),
        (
            Some("token"),
            concat!("https://hooks.slack.com/", "services/T0123ABCD/B0123ABCD/", "0Wb3Q88nBOhbIXMVWAKln0Ku"),
        ),
        (
            Some("token"),
            concat!(
                "https://corp.webhook.office.com/webhookb2/",
                "1b2c3d4e-0000-1111-2222-333344445555@1b2c3d4e-0000-1111-2222-333344445555/IncomingWebhook/",
                "3854edd3aae7ed5e15ff034d16017fbc",
                "/1b2c3d4e-0000-1111-2222-333344445555"
            ),
        ),
        (
            Some("token"),
            concat!(
                "https://discord.com/",
                "api/webhooks/123456789012345678/",
                "dNMR0MTjhWwwyPXWzP0q162DnfZWJJ1PfYCGKZGwtS56MyzwUere3inFzMYs"
            ),
        ),
        (
            Some("token"),
            concat!(
                "https://acc.blob.core.windows.net/c?sv=2022-11-02&se=2025-01-01&sr=c&sp=r&",
                "sig=",
                "AGgmlnL0YBUrBnTgYgeitsZcy0l77sjqDiJzaX9lBrx",
                "%3D"
            ),
        ),
        (
            Some("token"),
            concat!(
                "https://b.s3.amazonaws.com/x?X-Amz-",
                "Signature=",
                "699202bd90872129b6f237adc0cc56aca3b736998252d572dd7df79d82a5d043"
            ),
        ),
        (Some("token"), concat!("npm_", "SkjmkLbMUmGpysVuED8fI1h9EUM2dpY75O5s")),
        (
            Some("token"),
            concat!(
                "py",
                "pi-AgEIcHlwaS5vcmc",
                "n1ze1GAMrKHFVJXnwGkwcvU0xzLt57j9lo393GXG0EMNUXLd5rvwFPZ8idYA"
            ),
        ),
        (Some("token"), concat!("sk_", "live_", "Hm9XIrAfY9V8vEfw8utSBHze")),
        (Some("token"), concat!("sk_", "test_", "WwvM6VYJS5fpsxyFkHSaV82E")),
        (Some("token"), concat!("whsec_", "hbDOaPRquEJR9GjebLi2Y27PFcWIzFA0")),
        (Some("token"), concat!("hvs.", "xJXzBBQjd9Y3hFDNMzcAehF9Rm91")),
        (Some("token"), concat!("token s.", "regBDKZxxgb3l85qpnolCNBa")),
        (
            Some("token"),
            concat!(
                "xuaz300b65YA0w",
                ".atlasv1.",
                "K5VJTxMb1EXNZaMRIeXSAqoHxKwdEErYC5a4JMpBv1f9UmdIdPE6X8nBALzb"
            ),
        ),
        (Some("token"), concat!("ATATT3", "FRIwpXVxNJSh55sjFSHGpZXTX6ejlc93P9kIQBiAuYIPeqtDAAxNaOgtnPyT")),
        (
            Some("token"),
            concat!("SG.", "DzgPCsY4WxBjTccGpH75Xk", ".", "hRtl7m8YYT2Kl7rEpcDvNhnYG7gT0jX1aIdWEfAkkNk"),
        ),
        (Some("token"), concat!("SK", "e1123a4ba88f438808c578e541b30e1f")),
        (Some("token"), concat!("sk-", "proj-", "r3pCBlaHauhncnkOi8sHtEurlFCEtdTph5iu1E9pr1RHZwTQ")),
        (Some("token"), concat!("sk-", "dTTA4wUhq5fdYJpN8QU8", "T3BlbkFJ", "nNdFJWFobcnhpZLMI6fK")),
        (
            Some("token"),
            concat!("sk-ant-", "api03-", "rgc7kW6BJbRkfgi85NjPqKajyQ1USnGMQbW24hQfotpF90HsxHVGG3oS2wlL"),
        ),
        (Some("token"), concat!("hf_", "DxiYLoVuxQGa2V4GTEStVa3aEETELC8Gyv")),
        (Some("token"), concat!("ya29.", "59gaGdaEOaB8kiSpGrgU7X8EdYGKxPHniGFpqiYbHRTjd0bCN4g6IYqoL6MU")),
        (Some("token"), concat!("GOC", "SPX-", "4zthEITD28pdTcj6zkogQSKvoQde")),
        (
            Some("token"),
            concat!(
                "AccountKey=",
                "ZwtmGImMds8uxGcOIPKpFucQnd2rKzseGTl4QoWsDiujHNwBVkleo1f33h6mSmVD4SIhaSaXxISpMw8uCAf8KT",
                "=="
            ),
        ),
        (Some("token"), concat!("92aqSa01lrdV6uhgUtsnyyAKkfpAiyexd1XCOiAeHvMK", "AzFu", "K2gPq1Zp", "==")),
        (
            Some("token"),
            concat!(
                "GYap3OpR6ANqPlEv7gXblTOvGXjmjwzcyruD5Qh1AJbDdAMxMGLd4c5zeeShEBxysxnnd1nnmt62",
                "AZDO",
                "2nNB"
            ),
        ),
        (Some("token"), "4mevmgxflozac3dtmyzkhymniz4j2br5mrfo324mmuqcmkxg3xjs"),
        (Some("token"), concat!("shp", "at_", "504d30ea2f4b01bf8ead5cde07f932f7")),
        (Some("token"), concat!("glsa_", "FqpmUGFuUaLUW2xxCTorxH7h4Fwp36ro", "_", "21ff6e94")),
        (Some("token"), concat!("dapi", "d8e279292c9d35bd2a6b3ea3fa1e1799")),
        (Some("token"), concat!("dckr_", "pat_", "Qd04ghWggF2gk4caqMnuZ7bHIEc")),
        (Some("token"), concat!("123456789:AA", "U4CTyXam8lGLAcJuTCkGlws5DE7FSoSSb")),
        (
            Some("token"),
            concat!("AKCp", "qOCbdSKsVhsgk2Z1dnd2CLXeU2nFHc4RX6yV8o8HYZ2cQIJvzuidWRLLaA7rZUQMnJb6n"),
        ),
        (
            Some("token"),
            concat!(
                "dt0c01.",
                "73HSYCMMZP56BH9TGVVWKACM",
                ".",
                "5CR47NCOVUOX3BCHMGTHPEHWVQ0KRTEZLP5AT4OD9NYGS5CQA3JHFPUXP5AAU7ZW"
            ),
        ),
        (
            Some("token"),
            concat!("PMAK-", "a869e4067092776c694653f7", "-", "e9825e3bf090559c8fa46e630f5906858c"),
        ),
        (Some("token"), concat!("key-", "82b937078ce82fcf4cf1c168a5bd5c71")),
        (Some("token"), concat!("lin_api_", "SwOafeh2uLwzde8fcokPPUttO9JFHxcpdipyA3rJ")),
        (Some("token"), concat!("tskey-", "auth-", "AfsnrsI9HzC1wE1bc6L8HwBVyxbiqh")),
        (
            Some("token"),
            concat!(
                "IQoJb3JpZ2lu",
                "ow3VtOKfgf2q5jUDx9lUAfCNMj7QRTOzqPcqEkf56eOVaQNXbAUHyJPUSxP86WwPSGojeQHihoRCJqy3"
            ),
        ),
        (Some("token"), concat!("rubygems_", "33e947aa51ddc038c230a9e44b982dd0ef9f3927d337c6fb")),
        (Some("token"), concat!("gl", "ptt-", "64003cd0ea7af867ff82829d1e1517d46b72d57e")),
        (Some("password"), concat!("DD_API_KEY=", "f4e5bf3e92eab728b91bbb57cdb8dd75")),
        (Some("password"), concat!("TWILIO_AUTH_TOKEN=", "0a136df3d6b7c31ca7b5da89fa571ea7")),
        (Some("password"), concat!("client secret: ", "FofW9TFTJmVgsfwrKeM8ZcyR7pn5lByztmMG")),
        (Some("password"), concat!("OPENAI_API_KEY: ", "BtrkVsQxB2B3qjW8brr46HshOqwLslpUSs4N")),
        (Some("password"), concat!("vault unseal key: ", "Im1eSnZvdUtQUVCSqZemjxpPQyEzGFlGmapnG2XIf4aC")),
        (Some("password"), concat!("api token = ", "emXUwqkQH29hyvojMl8ktHfI")),
        (Some("password"), concat!("api key ", "5uEWSIo0mvOwDYHIcwEN6qcsERvAGlhy")),
        (Some("private-key"), concat!("client-key-data: LS0tLS1CRUdJTi", "BSU0EgUFJJVkFURSBLRVktLS0t")),
        (
            Some("private-key"),
            concat!("AGE-", "SECRET-KEY-1", "NO165THOI95X5BI0RICYC0KW3450OUW41HB8BM82IVU0FVRYEHEEE6JEM5"),
        ),
    ];
    let missed: Vec<_> =
        rows.into_iter().filter(|(kind, text)| find(text).map(|secret| secret.kind) != Some(*kind)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_looks_like_a_secret_is_let_through() {
    let rows = [
        "=SUM(A1:A9)*12+$P$57*12+$F$57+1",
        "www.example.com/tenders/AppJava/notice.pscp?idDoc=84960509&reqCode=viewCn",
        "AppJava/notice?idDoc=84960509&reqCode=viewCn",
        "wachtwoordbeleid: zie wiki",
        "wachtwoordbeleid is 14 tekens",
        "het wachtwoord is geheim",
        "het wachtwoord is onbekend",
        "het wachtwoord is gewijzigd",
        "het wachtwoord is in de kluis",
        "het wachtwoord van root is gekend bij het team",
        "Het wachtwoord wordt beheerd door CyberArk",
        "wachtwoord wordt elke 90 dagen gewijzigd",
        "wachtwoord is 20 tekens lang",
        "ww nog te bezorgen",
        "ww wijzigen",
        "ww: zie kluis Vault01",
        "reset ww aangevraagd INC0012345",
        "wachtwoord opgeslagen in D-048644-20109-OPS-CE",
        "wachtwoord in KeePass2",
        "wachtwoord via LAPS",
        "wachtwoord Server01 gewijzigd",
        "reset wachtwoord SRV-01",
        "Wachtwoord roteert op 01/05/2025",
        "password rotation 30d",
        "password policy: min 14 chars, 2 symbols",
        "password is managed by CyberArk v12.6",
        "password is in CyberArk-PROD",
        "password is required",
        "password expires 2025-12-31",
        "password last changed: 2025-11-27",
        "password of svc01 is unknown",
        "password vault: https://vault.example.be",
        "passwordless login with YubiKey5",
        "password hash sync (Azure AD)",
        "no password, key only",
        "le mot de passe est dans KeePass",
        "le mot de passe est inconnu",
        "mot de passe : voir SharePoint2019",
        "mdp à changer",
        "das Passwort ist unbekannt",
        "Passwort: siehe KeePass",
        "Passwort wird geändert",
        "Kennwort läuft nicht ab",
        "login via Windows2019",
        "login jan / jan.peeters@example.be",
        "login: admin / Administrator",
        "login root / WIN-L1",
        "login: jan, tel: +32 470 12 34 56",
        "login with AD account",
        "login op SRV01 / SRV02",
        "user: jan, platform: UnixSSH",
        "user root / Linux7.9",
        "gebruiker jan.peeters / team OVO048644",
        "account svc_app / D-048644-20109-OPS-CE",
        "account 123456789012 / StorageAdministrator",
        "toegang Windows / Linux",
        "access L1 / L2",
        "root / root",
        "root / Administrator",
        "root:x:0:0:root:/root:/bin/bash",
        "admin:SRV01",
        "jan:jan.peeters@example.be",
        "srv01:C:\\Temp\\Map1",
        "D:\\Data\\Map2024!",
        "Role:Admin01",
        "image:v1.2.3-rc1",
        "Q1/Q2",
        "2024/2025",
        "https://jan@portal.example.be/",
        "https://portal.example.be:8443/x?y=1",
        "https://user:password@host.example.be/",
        "https://<user>:<password>@host/",
        "jdbc:oracle:thin:@db01.example.be:1521/ORCL",
        "ssh://git@github.com:22/org/repo.git",
        "550e8400-e29b-41d4-a716-446655440000",
        "{550e8400-e29b-41d4-a716-446655440000}",
        "d41d8cd98f00b204e9800998ecf8427e",
        "md5: d41d8cd98f00b204e9800998ecf8427e",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "commit 1302986fdd50e951d83b580b7cd6fa63e33faf63",
        "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDQdIH2kPZ6Ub2Dd3s",
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7Zr1x9Yp3 jan@srv01",
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTY",
        "MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBa",
        "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUR",
        "AKIAIOSFODNN7EXAMPLE",
        "ASIAQNZGKIQY56JQ7WML",
        "AIDAJQABLZS4A3QDU576Q",
        "arn:aws:iam::123456789012:user/jan",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf",
        "arn:aws:kms:eu-west-1:123456789012:key/1b2c3d4e-0000-1111-2222-333344445555",
        "aGVsbG8gd29ybGQsIHRoaXMgaXMgbm90aGluZw==",
        "Basic authentication",
        "Basic auth op de proxy",
        "Bearer token authentication",
        "bearer of the message",
        "Basic onderhoud 24x7",
        "bcrypt met 12 rondes",
        "$1.000,00",
        "$2 per maand",
        "C$ en D$",
        "\\\\srv01\\C$\\Map1",
        "US$ 25.000",
        "{SSHA}",
        "token: RSA",
        "token: YubiKey",
        "token ring netwerk",
        "API key in Vault",
        "api key: op aanvraag",
        "secret: wordt bezorgd",
        "secret scanning aan",
        "PIN: nvt",
        "pin 13 van de connector",
        "pincode via sms",
        "pin code: 4 cijfers",
        "recovery code via servicedesk",
        "recovery key in AD",
        "backup code review 2024",
        "BitLocker Key ID: 4C2F7A1D-0000-1111-2222-333344445555",
        "TOTP via Authenticator",
        "totp: ja",
        "TOTP 6 cijfers",
        "+32 470 12 34 56",
        "0470/12.34.56",
        "02-123 45 67",
        "BE68 5390 0754 7034",
        "2025-11-27T10:15:00",
        "27/11/2025 10:15",
        "192.168.10.25",
        "10.0.0.1:3389",
        "fe80::1ff:fe23:4567:890a",
        "00:1A:2B:3C:4D:5E",
        "CN=svc_app,OU=Service,DC=corp,DC=be",
        "CORP\\svc_app",
        "svc_app@corp.example.be",
        "D-048644-20109-OPS%auditor",
        "https://hooks.example.be/",
        "https://example.be/?id=4821&sort=asc",
        "https://login.microsoftonline.com/1b2c3d4e-0000-1111-2222-333344445555/oauth2",
        "SKU12345678",
        "SK-2024-001",
        "sk-team-overleg",
        "key-user jan",
        "glas-in-lood",
        "pypi-mirror.example.be",
        "hf_team",
        "Contact: jan.peeters (ext. 4821)",
        "v2.14.3-beta+build.4821",
        "Windows Server 2019 Datacenter",
        "RHEL 8.6 (Ootpa)",
        "Team Ops2 / Team Dev3",
        "zie https://wiki.example.be/display/PAM/Wachtwoorden+2024",
        "Serienummer: PF3K9XQ2",
        "S/N: 5CG1234XYZ",
        "Kostenplaats: K12345",
        "PO4500123456",
        "PO-nummer: 4500123456",
        "wachtwoord_nooit_verlopen",
        "pwdLastSet=133456789012345678",
        "passwordNeverExpires: TRUE",
        "userAccountControl=512",
        "Password Manager Pro v12",
        "net user /domain",
        "mysql -u root -p",
        "curl -u user: https://host",
        "ssh -p 2222 jan@srv01",
        "--password-file=/etc/x1",
        "identified by the auditor",
        "Ja/Nee",
        "n/a",
        "-",
        "login jan / D-048644-20109-OPS%auditor",
        "wachtwoord: D-048644-20109-OPS%auditor",
        "password owner: Jan.Peeters2",
        "password manager: Bitwarden2",
        "password file: Secrets1.kdbx",
        "wachtwoord van srv01: zie KeePass2",
        "user jan / Windows2019",
        "user svc01 / WIN2019-A",
        "wachtwoord\nGebruiker01",
    ];
    let told: Vec<_> = rows.into_iter().filter(|text| find(text).is_some()).collect();
    assert!(told.is_empty(), "{told:#?}");
}

#[derive(serde::Deserialize)]
struct Forms {
    found: Vec<String>,
    silent: Vec<String>,
}

#[test]
fn forms_of_the_table_are_told_apart() {
    let Forms { found, silent } =
        toml::from_str(include_str!("../../tests/fixtures/secret_forms.toml")).unwrap();
    let missed: Vec<_> = found.iter().filter(|text| find(text).is_none()).collect();
    let told: Vec<_> = silent.iter().filter(|text| find(text).is_some()).collect();
    let (found, silent) = (found.len(), silent.len());
    assert!(
        missed.is_empty() && told.is_empty(),
        "missed {} of {found}: {missed:#?}\ntold {} of {silent}: {told:#?}",
        missed.len(),
        told.len()
    );
}

#[derive(serde::Deserialize)]
struct Shapes {
    found: Vec<(String, String)>,
    silent: Vec<String>,
}

#[test]
fn what_programs_and_services_write_is_told_by_its_shape() {
    let Shapes { found, silent } =
        toml::from_str(include_str!("../../tests/fixtures/secret_shapes.toml")).unwrap();
    let found = found.into_iter().map(|(head, tail)| head + &tail);
    let missed: Vec<_> = found.filter(|text| find(text).is_none()).collect();
    let told: Vec<_> = silent.iter().filter(|text| find(text).is_some()).collect();
    assert!(missed.is_empty() && told.is_empty(), "missed {missed:#?}\ntold {told:#?}");
}

#[test]
fn the_cell_beside_a_label_is_a_secret() {
    let rows = [
        ("Wachtwoord", "Zomer2024!"),
        ("Password:", "Welcome01"),
        ("Root password", "Abc123!x"),
        ("mot de passe", "Soleil24"),
        ("Wachtwoord root", "Zomer2025!"),
        ("Passwort", "Sommer2024!"),
        ("ww", "Zomer-2024"),
        ("API key", "0123456789abcdef0123456789abcdef"),
        ("PIN", "4821"),
        ("TOTP seed", "JBSWY3DPEHPK3PXP"),
    ];
    for (text, beside) in rows {
        let label = label(text);
        assert!(label.is_some_and(|label| find_beside(label, beside).is_some()), "{text}, {beside}");
    }
    let rows = [
        ("Wachtwoord", "zie kluis"),
        ("Wachtwoord", "Gebruiker"),
        ("Password", "Server01"),
        ("Password", "Hostname"),
        ("Password", "D-048644-20109-OPS-CE"),
        ("Password", "jan.peeters@example.be"),
        ("Password", "27/11/2025"),
        ("Password", "KeePass2"),
        ("Username", "Zomer2024!"),
        ("wachtwoordbeleid", "Zomer2024!"),
        ("Het wachtwoord staat in de kluis", "Zomer2024!"),
        ("PIN", "ja"),
        ("Token", "YubiKey5"),
    ];
    for (text, beside) in rows {
        assert!(label(text).is_none_or(|label| find_beside(label, beside).is_none()), "{text}, {beside}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_to_its_end(text in "\\PC{0,80}", name in "(password|ww|secret|mdp|pass)[:= \"*]{1,4}") {
        let text = format!("{name}{text}");
        if let Some(secret) = find(&text) {
            prop_assert_eq!(secret.chars, text.chars().count());
        }
    }

    #[test]
    fn random_keys_are_found(key in "[A-Za-z0-9]{12}[a-z][A-Z][0-9][A-Za-z0-9]{3}[A-Z][a-z][0-9][A-Z][a-z][A-Z][a-z][A-Z][a-z0-9]{2}[A-Z]{3}[0-9]{4}[A-Z]{4}[0-9]") {
        prop_assume!(!key.as_bytes().split(|byte| !byte.is_ascii_lowercase()).any(|small| small.len() > 6));
        prop_assert_eq!(find(&key).and_then(|secret| secret.kind), Some("aws-secret"));
    }
}
