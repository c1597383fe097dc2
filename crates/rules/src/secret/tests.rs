use proptest::prelude::*;

use super::*;

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
        assert_eq!(find(text), Some(Secret { kind, chars }), "{text}");
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
        prop_assert_eq!(find(&key).map(|secret| secret.kind), Some("aws-secret"));
    }
}
