//! Writes what the fuzzer begins with: `corpus/TARGET/…`, small workbooks and files of every kind.

use std::fs;
use std::path::Path;

use pamlint_convention::{Convention, Language};
use pamlint_fuzz::unpacked;
use pamlint_reader::read;
use pamlint_rules::{Options, Wording, check};
use pamlint_testkit::{Book, formats, planted, samples};
use pamlint_writer::{Title, annotate};

/// A small .ods, as the fuzzer edits it.
const ODS: &str = "
%%part mimetype
application/vnd.oasis.opendocument.spreadsheet
%%part content.xml
<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.3\"><office:body><office:spreadsheet>\
<table:table table:name=\"UX\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>Account ID</text:p>\
</table:table-cell><table:table-cell office:value-type=\"string\"><text:p>Safe<text:s text:c=\"3\"/></text:p></table:table-cell>\
<table:table-cell office:value-type=\"string\"><text:p>Platform</text:p></table:table-cell><table:table-cell \
office:value-type=\"string\"><text:p>Username</text:p></table:table-cell></table:table-row><table:table-row \
table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"string\"><text:p>UX-L1</text:p></table:table-cell>\
<table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"string\"><text:p>D-000098-20109-OPS-CE</text:p>\
</table:table-cell><table:covered-table-cell/><table:table-cell office:value-type=\"float\" office:value=\"12.5\">\
<text:p>12,5</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>\
</office:document-content>";

/// What is told of a vault, each with the letter that says what it is.
const PLANS: [(&str, &str); 9] = [
    ("groups", "0group\nO-000098-20109-OPS%user\n"),
    ("safes", "1SafeName;Description\nO-000098-20109-OPS-CE;x\n"),
    ("members", "2safe;member;useAccounts;listAccounts\nO-000098-20109-OPS-CE;O-000098-20109-OPS%user;true;no\n"),
    ("platforms", "3platform\nUX-AO-N-CE-ACR-SSH\n"),
    (
        "accounts",
        "4name;address;userName;platformId;safeName;AWSAccountID\nx;db01.wegen.example;oracle;UX-AO-N-CE-ACR-SSH;\
         O-000098-20109-OPS-CE;123456789012\n",
    ),
    ("links", "5safe;name;index;target_safe;target\nO-000098-20109-OPS-CE;x;1;O-000098-20109-OPS-CE;y\n"),
    (
        "ledger",
        "l{\"schema\":1,\"made\":[{\"id\":\"safe:O-000098-20109-OPS-CE\",\"type\":\"safe\",\"name\":\
         \"O-000098-20109-OPS-CE\",\"reference\":null,\"fields\":{}}],\"refused\":[{\"id\":\"account:x/y\",\
         \"error\":\"no\"}]}",
    ),
    (
        "result",
        "r{\"succeeded\":{\"items\":[{\"uploadIndex\":1,\"accountId\":\"3_1\"}]},\"failed\":[{\"id\":\
         \"safe:O-000098-20109-OPS-CE\",\"status\":409,\"response\":{\"ErrorMessage\":\"password x\"}}]}",
    ),
    ("table", "rSafe name;Account name;Status;Error message\nO-000098-20109-OPS-CE;x;Failed;no\n"),
];

fn main() -> std::io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let write = |target: &str, name: &str, bytes: &[u8]| {
        let folder = root.join("corpus").join(target);
        fs::create_dir_all(&folder)?;
        let name: String = name.chars().filter(char::is_ascii_alphanumeric).take(60).collect();
        fs::write(folder.join(name), bytes)
    };
    let Some(Ok(convention)) = Convention::built_in("pamaas") else { return Ok(()) };
    let small = Book::new()
        .row(
            "UX",
            ["D-000098-20109-OPX-CE", "UX-AO-N-CE-ACR-SSH", "D-000098-20109-OPS%user", "db01", "oracle "],
        )
        .note("UX-L1.username", "a note");
    let mut books = vec![
        ("small".to_owned(), small.to_xlsx()),
        ("formats".to_owned(), formats::workbook().to_xlsx()),
        ("one-sheet".to_owned(), formats::one_sheet().to_xlsx()),
    ];
    books.extend(samples::samples().into_iter().map(|sample| (sample.path, sample.workbook)));
    books.extend((0..12).map(planted::mixed));
    for (name, bytes) in books.iter().filter(|(_, bytes)| bytes.len() < 60_000) {
        for target in ["xlsx", "marks", "fix"] {
            write(target, name, &unpacked(bytes))?;
        }
        let Ok(workbook) = read(bytes, &convention) else { continue };
        let report = check(&workbook, &convention, &Options::default());
        let wording = Wording { convention: &convention, language: Language::EN };
        let title = Title { workbook: "a.xlsx", date: "2026-11-28", wording };
        if let Ok(copy) = annotate(bytes, &report, &title) {
            write("clean", name, &unpacked(&copy.bytes))?;
            write("marks", &format!("marked-{name}"), &unpacked(&copy.bytes))?;
        }
    }
    write("xlsb", "formats", &unpacked(&formats::workbook().to_xlsb()))?;
    write("xlsb", "small", &unpacked(&small.to_xlsb()))?;
    let made = root.join("../testkit/tests/formats");
    write("ods", "accounts", &unpacked(&fs::read(made.join("accounts.ods"))?))?;
    write("ods", "small", ODS.as_bytes())?;
    for name in ["accounts.xls", "protected.xls", "protected.xlsx"] {
        write("xls", name, &fs::read(made.join(name))?)?;
    }
    for separator in [';', ',', '\t'] {
        let csv = formats::one_sheet().to_csv(separator);
        write("csv", &format!("{}", u32::from(separator)), csv.as_bytes())?;
        write("lists", &format!("{}", u32::from(separator)), csv.as_bytes())?;
    }
    write("lists", "ovo", b"code;name\n000098;Agentschap Wegen en Verkeer\n002949;Digitaal Vlaanderen\n")?;
    for (name, told) in PLANS {
        write("plan", name, told.as_bytes())?;
    }
    let text = pamlint_convention::built_in_text("pamaas").unwrap_or_default();
    write("convention", "pamaas", text.as_bytes())?;
    let made_up = samples::samples().into_iter().filter_map(|sample| Some((sample.path, sample.convention?)));
    for (name, text) in made_up {
        write("convention", &name, text.as_bytes())?;
    }
    let texts = |value: &pamlint_convention::ExampleCell| match value {
        pamlint_convention::ExampleCell::Text(text) => Some(text.clone()),
        _ => None,
    };
    for rule in &convention.rules {
        let examples = [&rule.wrong, &rule.right].into_iter();
        let rows = examples.flat_map(|example| &example.sheets).flat_map(|sheet| &sheet.rows).flatten();
        write("values", &rule.code, rows.filter_map(texts).collect::<Vec<_>>().join("\n").as_bytes())?;
    }
    Ok(())
}
