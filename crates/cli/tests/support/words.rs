//! A workbook in which every form of a secret among other words stands, each form in another column or place.

use pamlint_testkit::Book;

/// The columns of each kind of account, but for those that all of them have.
const COLUMNS: [(&str, &[&str]); 8] = [
    ("AD", &["address", "username", "logon_to", "user_dn"]),
    ("WIN", &["address", "username"]),
    ("UX", &["address", "username"]),
    ("AWS-CLI", &["access_key", "username", "address", "arn"]),
    ("AWS-Console", &["iam_username", "access_key", "account_number"]),
    ("AWS-Role", &["iam_username", "arn", "account_number", "use_logon"]),
    ("AZR", &["address", "username"]),
    ("CYBR", &["address", "username"]),
];

const ALL: [&str; 5] = ["id", "safe", "platform", "context", "comments"];

#[derive(serde::Deserialize)]
struct Table {
    found: Vec<String>,
    doubtful: Vec<String>,
}

/// The forms, each with a secret of its own in its place, and what is to be found of those secrets.
fn forms() -> (Vec<String>, Vec<String>) {
    let table = include_str!("../../../rules/tests/fixtures/secret_cells.toml");
    let Table { found, doubtful } = toml::from_str(table).unwrap();
    // What may be a secret looks like what may be one; what is one looks like nothing else.
    let found =
        found.into_iter().enumerate().map(|(number, form)| (form, format!("Vrk8{number:03}k9q"), "!-Lz"));
    let doubtful =
        doubtful.into_iter().enumerate().map(|(number, form)| (form, format!("vrk9{number:03}k9q"), ""));
    let own = |(form, core, rest): (String, String, &str)| {
        let (before, rest_of_form) = form.split_once('{').unwrap();
        let (old, behind) = rest_of_form.split_once('}').unwrap();
        // A key has no signs, and is longer.
        let secret = if old.len() > 17 { format!("{core}x7Qm2Zt4Wb6Rn8") } else { format!("{core}{rest}") };
        (format!("{before}{secret}{behind}"), core)
    };
    found.chain(doubtful).map(own).unzip()
}

/// The workbook, and what is to be found of its secrets.
pub fn workbook() -> (Vec<u8>, Vec<String>) {
    let (forms, cores) = forms();
    let mut next = forms.iter().cycle();
    let mut form = || next.next().unwrap().as_str();
    let mut book = Book::new();
    for round in 0..3 {
        for (kind, own) in COLUMNS {
            for (number, column) in ALL.iter().chain(own).enumerate() {
                book = book
                    .row(kind, ["D-000098-20109-OPS-CE", "UX-AO-N-CE-ACR-SSH", "D-000098-20109-OPS%user"]);
                let key = format!("{kind}-L{}", round * (ALL.len() + own.len()) + number + 1);
                let spot = format!("{key}.{column}");
                let value = book.get(&spot).text().to_owned();
                book = book.set(&spot, format!("{value} {}", form()).trim());
            }
        }
    }
    // Something to fix.
    book = book.row(
        "UX",
        [
            "D-000098-20109-OPX-CE",
            "UX-AO-N-CE-ACR-SSH",
            "D-000098-20109-OPS%user",
            "db01.wegen.example",
            "oracle ",
        ],
    );
    for number in 1..=7 {
        book = book.beside(&format!("UX-L{number}.9"), form()).note(&format!("UX-L{number}.address"), form());
    }
    let header = format!("UX^{}", form());
    let teams = [(form(), form()), ("20109", form())];
    let safes = [(form(), form()), ("D-000098-20109-OPS-CE", form())];
    let info = [("Organisation", form()), ("OVO code", form()), ("Contact", form()), (form(), form())];
    let cells: Vec<(String, &str)> = (1..=forms.len()).map(|row| (format!("A{row}"), form())).collect();
    let cells: Vec<(&str, &str)> = cells.iter().map(|(cell, text)| (cell.as_str(), *text)).collect();
    let book = book.column(&header).below("UX", 1, form()).below("WIN", 3, form());
    let book = book.teams(&teams).safes(&safes).info(&info);
    (book.sheet("Notes", &cells).hidden_sheet("Old", &cells).to_xlsx(), cores)
}
