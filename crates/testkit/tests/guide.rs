//! What docs/convention-guide.md tells authors to write does what it says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use pamlint_convention::{Convention, Language, load, starter};
use pamlint_reader::{read, recognise};
use pamlint_rules::{Finding, Options, Wording, check, try_examples};
use pamlint_template::{TemplateOptions, template};
use pamlint_testkit::{Book, example_to_xlsx};

/// The file of that name in the guide.
fn file(name: &str) -> Convention {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/convention-guide.md");
    let guide = fs::read_to_string(guide).unwrap();
    let start = format!("```toml\n# {name}\n");
    let block = guide.split_once(&start).unwrap_or_else(|| panic!("the guide has no {name}")).1;
    let text = block.split_once("```").unwrap().0;
    load(name, text).unwrap_or_else(|error| panic!("{name}: {:#?}", error.problems))
}

fn findings(bytes: &[u8], convention: &Convention) -> Vec<Finding> {
    check(&read(bytes, convention).unwrap(), convention, &Options::default()).findings
}

/// Code, cell and proposed value.
fn told(findings: &[Finding]) -> Vec<String> {
    let fix =
        |finding: &Finding| finding.fix.as_ref().map(|fix| format!(" => {}", fix.value)).unwrap_or_default();
    findings
        .iter()
        .map(|finding| format!("{} {}{}", finding.code, finding.place.cell, fix(finding)))
        .collect()
}

#[test]
fn the_files_of_the_guide_are_in_order() {
    for name in [
        "our-pamaas.toml",
        "milder.toml",
        "databases.toml",
        "oracle.toml",
        "strict.toml",
        "leased.toml",
        "contacts.toml",
        "our-replies.toml",
    ] {
        let problems: Vec<String> = try_examples(&file(name)).iter().map(ToString::to_string).collect();
        assert_eq!(problems, Vec::<String>::new(), "{name}");
    }
    let begun = load("mine.toml", &starter("mine")).unwrap_or_else(|error| panic!("{:#?}", error.problems));
    assert_eq!(try_examples(&begun).len(), 0);
}

/// An account of a Linux server in a safe, on a platform, with contexts.
fn linux(safe: &str, platform: &str, context: &str) -> Vec<u8> {
    Book::new().row("UX", [safe, platform, context, "db01.wegen.example", "oracle"]).to_xlsx()
}

#[test]
fn a_location_that_an_extension_adds_works_in_every_rule() {
    let (ours, base) = (file("our-pamaas.toml"), Convention::built_in("pamaas").unwrap().unwrap());
    let of =
        |safe: &str, platform: &str, context: &str| told(&findings(&linux(safe, platform, context), &ours));
    let user = "D-000098-20109-OPS%user";
    let right = ("D-000098-20109-OPS-DC", "UX-AO-N-DC-ACR-SSH");
    assert_eq!(of(right.0, right.1, user), Vec::<String>::new());
    assert_eq!(
        told(&findings(&linux(right.0, right.1, user), &base)),
        ["SAF006 B2", "PLT006 C2"],
        "it is the extension that adds it"
    );
    // Both names have to have the same one, and contexts have none.
    assert_eq!(of(right.0, "UX-AO-N-CE-ACR-SSH", user), ["PLT012 C2"]);
    assert_eq!(of("D-000098-20109-OPS-CE", right.1, user), ["PLT012 C2"]);
    assert_eq!(of(right.0, right.1, "D-000098-20109-OPS-DC%user"), [format!("CTX004 D2 => {user}")]);
    // Case, and what is completed and proposed.
    assert_eq!(of("D-000098-20109-OPS-dc", right.1, user), [format!("TXT004 B2 => {}", right.0)]);
    assert_eq!(of(right.0, right.1, "%user"), [format!("CTX001 D2 => {user}")]);
    assert_eq!(
        of(right.0, "UX-AO-R-DC-ACR", ""),
        ["SAF010 B2 => D-002949-81039-OPS-DC"],
        "the reconcile safe of the account's own location"
    );
    assert_eq!(of("D-002949-81039-OPS-DC", right.1, "D-002949-81039-OPS%user"), ["SAF009 B2"]);
    assert_eq!(of("D-000098-20109-OPS-DC-CE", right.1, user).len(), 1);
}

#[test]
fn a_location_that_an_extension_adds_stands_in_messages() {
    let ours = file("our-pamaas.toml");
    for (safe, platform, code) in [
        ("D-000098-20109-OPS-XX", "UX-AO-N-DC-ACR-SSH", "SAF006"),
        ("D-000098-20109-OPS-DC", "UX-AO-N-XX-ACR-SSH", "PLT006"),
    ] {
        let workbook = read(&linux(safe, platform, "D-000098-20109-OPS%user"), &ours).unwrap();
        for language in Language::all() {
            let report = check(&workbook, &ours, &Options::default());
            let [finding] = report.findings.as_slice() else { panic!("{:#?}", report.findings) };
            assert_eq!(finding.code, code);
            let message = Wording { convention: &ours, language }.message(finding);
            assert!(message.contains("CE, DC"), "{message}");
        }
    }
}

/// Every text and formula of a sheet.
fn texts(bytes: &[u8], sheet: &str) -> Vec<String> {
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let range = workbook.worksheet_range(sheet).unwrap();
    range
        .used_cells()
        .filter_map(|(_, _, cell)| match cell {
            Data::String(text) => Some(text.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn a_location_that_an_extension_adds_stands_in_the_template() {
    let ours = file("our-pamaas.toml");
    for language in Language::all() {
        let bytes = template(&ours, &TemplateOptions { language, rows: 5, kinds: Vec::new() }).unwrap();
        let lists = texts(&bytes, "Lists");
        assert!(lists.iter().any(|text| text == "DC"), "the list to choose from");
        let meaning = ours.lists.iter().find(|list| list.key == "location").unwrap();
        let meaning = meaning.codes[1].1.get(language);
        assert!(texts(&bytes, "Info").iter().any(|text| text == meaning), "{meaning}");
        // What is filled in with it is right.
        let mut book = pamlint_reader::read_book(&bytes).unwrap();
        let sheet = book.sheets.iter().position(|sheet| sheet.name == "UX").unwrap();
        let row = [
            "D-000098-20109-OPS-DC",
            "UX-AO-N-DC-ACR-SSH",
            "D-000098-20109-OPS%user",
            "db01.wegen.example",
            "oracle",
        ];
        for (column, text) in (2..).zip(row) {
            let value = pamlint_reader::Value::Text(book.strings.intern(text));
            let place = pamlint_reader::CellRef::new(7, column);
            book.sheets[sheet].cells.push(pamlint_reader::Cell { place, value });
        }
        book.sheets[sheet].cells.sort_by_key(|cell| cell.place);
        let report = check(&recognise(book, &ours), &ours, &Options::default());
        let findings = report.findings.iter().filter(|finding| finding.code != "WB017").cloned();
        assert_eq!((report.accounts, told(&findings.collect::<Vec<_>>())), (1, Vec::new()));
    }
}

#[test]
fn the_checks_of_the_template_know_a_location_that_an_extension_adds() {
    let options = TemplateOptions { language: Language::EN, rows: 5, kinds: Vec::new() };
    let list = |convention: &Convention| {
        let bytes = template(convention, &options).unwrap();
        let workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let names = workbook.defined_names();
        let (_, range) = names.iter().find(|(name, _)| name == "list_location").unwrap();
        range.clone()
    };
    let (base, ours) =
        (list(&Convention::built_in("pamaas").unwrap().unwrap()), list(&file("our-pamaas.toml")));
    assert!(base.ends_with("$2"), "{base}: one code");
    assert!(ours.ends_with("$3"), "{ours}: two codes");
}

#[test]
fn the_milder_file_changes_what_it_says_and_nothing_else() {
    let (milder, base) = (file("milder.toml"), Convention::built_in("pamaas").unwrap().unwrap());
    let wrong = linux("D-000098-20109-OPX-CE", "UX-AO-N-CE-ACR-SSH", "D-000098-20109-OPS%user");
    assert_eq!(told(&findings(&wrong, &milder)), told(&findings(&wrong, &base)));
    let rule = milder.rule(milder.find_rule("ACC003").unwrap());
    assert_eq!(rule.severity.word(), "info");
    let example = findings(&example_to_xlsx(&rule.wrong), &milder);
    let wording = Wording { convention: &milder, language: Language::EN };
    assert_eq!(wording.message(&example[0]), "Our IDs look otherwise.");
    let column = milder.columns.iter().find(|column| column.key == "safe").unwrap();
    assert_eq!(column.folded, ["safe", "targetsafe", "kluis", "brandkast"]);
}

#[test]
fn the_worked_example_finds_what_the_guide_says() {
    let databases = file("databases.toml");
    let rows = [
        ["Account ID", "Safe", "Server", "Port", "Username", "Team"],
        ["DB-L1", "PG-CRM-P", "pg01", "5432", "crm_report", "CRM team"],
    ];
    let cell = |text: &&str| pamlint_convention::ExampleCell::Text((*text).to_owned());
    let sheet = pamlint_convention::ExampleSheet {
        name: "DB".to_owned(),
        rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        ..pamlint_convention::ExampleSheet::default()
    };
    let bytes = example_to_xlsx(&pamlint_convention::Example::new(vec![sheet]));
    assert_eq!(told(&findings(&bytes, &databases)), ["DBS004 C2", "DBS008 F2"]);
    let blank = template(&databases, &TemplateOptions::default()).unwrap();
    assert_eq!(findings(&blank, &databases).len(), 0);
}

#[test]
fn a_new_technology_works_in_every_rule() {
    let ours = file("oracle.toml");
    assert_eq!(ours.codes_without_kind(), []);
    let rows = |platform: &str, port: &str| {
        let cells = [
            ("A1", "Account ID"),
            ("B1", "Safe"),
            ("C1", "Platform"),
            ("D1", "Context"),
            ("E1", "Address"),
            ("F1", "Username"),
            ("G1", "Port"),
            ("A2", "ORA-L1"),
            ("B2", "D-000098-20109-OPS-CE"),
            ("C2", platform),
            ("D2", "D-000098-20109-OPS%user"),
            ("E2", "db01.wegen.example"),
            ("F2", "app01"),
            ("G2", port),
        ];
        told(&findings(&Book::new().sheet("ORA", &cells).to_xlsx(), &ours))
    };
    assert_eq!(rows("ORA-AO-N-CE-ACR-SSH", "1521"), Vec::<String>::new());
    assert_eq!(rows("ORA-AO-N-CE-ACR-SSH", "80"), ["ORA003 G2"]);
    assert_eq!(rows("ORA-AO-N-CE-ACR-RDP", "1521"), ["PLT009 C2 => ORA-AO-N-CE-ACR-SSH"]);
    assert_eq!(rows("UX-AO-N-CE-ACR-SSH", "1521"), ["ACC007 C2"]);
    // The code alone is of no use.
    let text = "id = \"ours\"\nversion = \"1\"\nextends = \"pamaas\"\n[codes.technology]\n\
                ORA = { nl = \"x\", en = \"x\", fr = \"x\" }\n";
    let unused = load("ours.toml", text).unwrap().codes_without_kind();
    let told: Vec<_> = unused.iter().map(|unused| (unused.code.as_str(), unused.rule.as_str())).collect();
    assert_eq!(told, [("ORA", "ACC007")]);
}

#[test]
fn a_rule_that_is_switched_off_finds_nothing() {
    let (ours, base) = (file("strict.toml"), Convention::built_in("pamaas").unwrap().unwrap());
    let row = [
        "D-000098-20109-OPS-CE",
        "UX-AO-N-CE-ACR-SSH",
        "D-000098-20109-OPS%user",
        "db01.wegen.example",
        "oracle",
    ];
    let bytes = Book::new().row("UX", row).set("UX-L1.id", "server 1").to_xlsx();
    assert_eq!(told(&findings(&bytes, &base)).len(), 1);
    assert_eq!(told(&findings(&bytes, &ours)), Vec::<String>::new());
}
