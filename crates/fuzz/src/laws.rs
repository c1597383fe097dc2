//! What holds for whatever bytes anybody gives us: one function for each kind of input, which panics where it does not
//! hold. A fuzzer looks for such bytes; a test of the testkit tries those that were found, with the same functions.

mod plans;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::sync::LazyLock;

use pamlint_convention::{Convention, Language};
use pamlint_formats::Format;
use pamlint_reader::{
    Book, DEFAULT_PASSWORD, Limits, Value, decrypt_within, our_sheets, read_book_within, read_list_within,
    read_listing, recognise,
};
use pamlint_rules::{Finding, Lists, Options, Report, Wording, check};
use pamlint_writer::{
    Outcome, Title, Which, annotate_converted, annotate_within, clean_within, fix_converted, fix_within,
};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

static PAMAAS: LazyLock<Convention> = LazyLock::new(|| match Convention::built_in("pamaas") {
    Some(Ok(convention)) => convention,
    other => panic!("no convention: {other:?}"),
});

/// What stands before the name of a part, and ends the part before.
const PART: &[u8] = b"\n%%part ";

/// The limits of a small workbook, within which everything is done in the process itself.
fn limits() -> Limits {
    Limits::default().small()
}

/// A package as the fuzzer can edit it: its parts one after the other, each behind a line with its name.
pub fn unpacked(package: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    for (name, bytes) in parts(package) {
        text.extend_from_slice(PART);
        text.extend_from_slice(name.as_bytes());
        text.push(b'\n');
        text.extend_from_slice(&bytes);
    }
    text
}

/// The package of what [`unpacked`] gives; what already is an archive stays as it is.
pub fn packed(text: &[u8]) -> Vec<u8> {
    if text.starts_with(b"PK") {
        return text.to_vec();
    }
    let mut target = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut rest = text;
    while let Some(start) = find(rest, PART) {
        let part = rest.get(start + PART.len()..).unwrap_or_default();
        let end = find(part, PART).unwrap_or(part.len());
        let (whole, left) = part.split_at(end);
        let line = whole.iter().position(|byte| *byte == b'\n').unwrap_or(whole.len());
        let (name, bytes) = whole.split_at(line);
        // The archive refuses a second part of a name; then the first is what counts.
        if target.start_file(String::from_utf8_lossy(name), options).is_ok() {
            let _ = target.write_all(bytes.get(1..).unwrap_or_default());
        }
        rest = left;
    }
    target.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

/// The parts of a package, by name.
fn parts(package: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(package)) else { return found };
    for index in 0..archive.len() {
        let Ok(mut part) = archive.by_index(index) else { continue };
        let Ok(name) = part.name().map(std::borrow::Cow::into_owned) else { continue };
        let mut bytes = Vec::new();
        if part.read_to_end(&mut bytes).is_ok() {
            found.insert(name, bytes);
        }
    }
    found
}

/// Every value of a workbook but those on sheets of ours, by sheet and cell.
fn values(book: &Book) -> Vec<(String, String)> {
    let shown = |value| match value {
        Value::Text(text) | Value::Error(text) => format!("'{}'", book.strings.get(text)),
        other => format!("{other:?}"),
    };
    let is_ours = |name: &str| our_sheets().any(|ours| name.starts_with(ours));
    let sheets = book.sheets.iter().filter(|sheet| !is_ours(&sheet.name));
    let cells = sheets.flat_map(|sheet| sheet.cells.iter().map(move |cell| (sheet, cell)));
    cells.map(|(sheet, cell)| (sheet.name.clone(), format!("{} {}", cell.place, shown(cell.value)))).collect()
}

fn judged(book: Book) -> Report {
    let report = check(&recognise(book, &PAMAAS), &PAMAAS, &Options::default());
    report.findings.iter().for_each(points_at_its_value);
    report
}

/// A span lies in the value, and every finding can be put into words.
fn points_at_its_value(finding: &Finding) {
    if let Some((start, end)) = finding.span {
        assert!(start <= end && end <= finding.value.chars().count(), "{finding:?}");
    }
    let wording = Wording { convention: &PAMAAS, language: Language::NL };
    assert!(!wording.message(finding).is_empty(), "{finding:?}");
}

fn title() -> Title<'static> {
    let wording = Wording { convention: &PAMAAS, language: Language::EN };
    Title { workbook: "a.xlsx", date: "2026-11-28", wording }
}

/// A workbook is read and judged, twice alike, or it is said why not.
fn reads(bytes: &[u8]) -> Option<Report> {
    let book = read_book_within(bytes, &limits()).ok()?;
    let again = read_book_within(bytes, &limits()).ok().map(|book| values(&book));
    assert_eq!(again, Some(values(&book)));
    Some(judged(book))
}

/// An .xlsx.
pub fn xlsx(data: &[u8]) {
    reads(&packed(data));
}

/// An .ods.
pub fn ods(data: &[u8]) {
    converts(&packed(data));
}

/// An .xlsb.
pub fn xlsb(data: &[u8]) {
    converts(&packed(data));
}

/// An .xls, or a protected workbook of any format.
pub fn xls(data: &[u8]) {
    if let Ok(opened) = decrypt_within(data, DEFAULT_PASSWORD, &limits()) {
        reads(&opened);
    }
    converts(data);
}

/// Text with separators.
pub fn csv(data: &[u8]) {
    converts(data);
}

/// A workbook of another format says the same as a new .xlsx, with and without marks.
fn converts(bytes: &[u8]) {
    let Some(report) = reads(bytes) else { return };
    if report.findings.len() > 500 {
        return;
    }
    let Ok(book) = read_book_within(bytes, &limits()) else { return };
    let before = values(&book);
    let workbook = recognise(book.clone(), &PAMAAS);
    let Ok(copy) = annotate_converted(&workbook, &report, &title()) else { return };
    let read = read_book_within(&copy.bytes, &Limits::default());
    let read = read.unwrap_or_else(|failure| panic!("the copy cannot be read: {failure:?}"));
    same(&said(&values(&read)), &said(&before));
    let _ = fix_converted(book, &PAMAAS, &Options::default(), (Which::All, &limits()));
}

fn same<T: PartialEq + std::fmt::Debug>(now: &[T], before: &[T]) {
    let first = now.iter().zip(before).find(|(now, before)| now != before);
    assert!(first.is_none(), "{first:?}");
    assert_eq!(now.len(), before.len(), "{:?} {:?}", now.get(before.len()), before.get(now.len()));
}

/// Values without their sheets: names that no .xlsx can have become others.
fn said(values: &[(String, String)]) -> Vec<&str> {
    values.iter().map(|(_, value)| value.as_str()).collect()
}

/// A convention file.
pub fn convention(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match pamlint_convention::load("fuzzed.toml", &text) {
        Err(error) => assert!(!error.problems.is_empty()),
        Ok(convention) => {
            static BOOK: LazyLock<Vec<u8>> =
                LazyLock::new(|| pamlint_testkit::formats::one_sheet().to_csv(';').into_bytes());
            if let Ok(book) = read_book_within(&BOOK, &limits()) {
                let report = check(&recognise(book, &convention), &convention, &Options::default());
                let wording = Wording { convention: &convention, language: Language::EN };
                report.findings.iter().for_each(|finding| drop(wording.message(finding)));
            }
        }
    }
}

/// Values, one on a line: judged by every format, and as the cells of accounts of every kind.
pub fn values_of_cells(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for value in text.lines().take(16).map(str::trim).filter(|value| !value.is_empty()) {
        for format in Format::ALL {
            let judgement = format.judge(value);
            let spans = judgement.problem.iter().filter_map(|problem| problem.span);
            for (start, end) in spans.chain(judgement.parts.iter().flatten().map(|part| part.span)) {
                assert!(start <= end && end <= value.chars().count(), "{format:?}: {value:?}");
            }
        }
    }
    let cells = text.lines().map(|line| format!("\"{}\"", line.replace('"', "\"\"")));
    let cells: Vec<String> = cells.take(64).collect();
    let mut csv = String::from("ID;Account type;Safe;Platform;Context;Address;Username;Comments\n");
    for row in cells.chunks(7) {
        csv.push_str(&format!("{}\n", row.join(";")));
    }
    converts(csv.as_bytes());
}

/// A reference list, of every kind that a convention has.
pub fn lists(data: &[u8]) {
    let Ok(book) = read_list_within(data, &limits()) else { return };
    for id in PAMAAS.references.iter().filter_map(|list| PAMAAS.find_reference(&list.key)) {
        let mut lists = Lists::default();
        let added =
            read_listing(&book, PAMAAS.reference(id)).ok().map(|listing| lists.add(&PAMAAS, id, &listing));
        if matches!(added, Some(Ok(_))) {
            let options = Options { lists, ..Options::default() };
            let workbook = recognise(example(), &PAMAAS);
            check(&workbook, &PAMAAS, &options).findings.iter().for_each(points_at_its_value);
        }
    }
}

fn example() -> Book {
    static BOOK: LazyLock<Book> = LazyLock::new(|| {
        let csv = pamlint_testkit::formats::one_sheet().to_csv(';').into_bytes();
        read_book_within(&csv, &limits()).unwrap_or_else(|failure| panic!("{failure:?}"))
    });
    BOOK.clone()
}

/// Marking twice is marking once, values stay, and taking the marks out gives every part back.
pub fn marks(data: &[u8]) {
    let bytes = packed(data);
    // What has marks already is what the law of cleaning is about.
    if clean_within(&bytes, &limits()) != Ok(None) {
        return;
    }
    let Ok(book) = read_book_within(&bytes, &limits()) else { return };
    let before = values(&book);
    let report = judged(book);
    if report.findings.is_empty() || report.findings.len() > 500 {
        return;
    }
    let Ok(once) = annotate_within(&bytes, &report, &title(), &limits()) else { return };
    let wide = Limits::default();
    let twice = annotate_within(&once.bytes, &report, &title(), &wide);
    assert!(twice.is_ok_and(|twice| twice.bytes == once.bytes), "marked twice, it is another");
    let read = read_book_within(&once.bytes, &wide).unwrap_or_else(|failure| panic!("{failure:?}"));
    same(&values(&read), &before);
    let cleaned = clean_within(&once.bytes, &wide);
    let cleaned = cleaned.ok().flatten().unwrap_or_else(|| panic!("no marks can be taken out"));
    let (cleaned, original) = (parts(&cleaned), parts(&bytes));
    for (name, bytes) in &original {
        assert!(cleaned.get(name) == Some(bytes), "{name} is another");
    }
    assert_eq!(cleaned.len(), original.len());
}

/// A fixed copy is read, has the report that goes with it, and nothing is left to fix in it.
pub fn fix(data: &[u8]) {
    let bytes = packed(data);
    let options = Options::default();
    let Ok(fixed) = fix_within(&bytes, &PAMAAS, &options, (Which::Safe, &limits())) else { return };
    let Some(copy) = fixed.bytes else {
        assert!(fixed.receipt.iter().all(|change| change.outcome != Outcome::Applied));
        return;
    };
    let book = read_book_within(&copy, &Limits::default()).unwrap_or_else(|failure| panic!("{failure:?}"));
    assert!(judged(book) == fixed.report, "the report is not that of the copy");
    let again = fix_within(&copy, &PAMAAS, &options, (Which::Safe, &Limits::default()));
    assert!(again.is_ok_and(|again| again.bytes.is_none()), "there is more to fix in what was fixed");
}

/// What a marked copy has become since: taken out twice is taken out once.
pub fn clean(data: &[u8]) {
    let bytes = packed(data);
    let _ = pamlint_writer::is_untouched_copy(&bytes);
    let Ok(Some(cleaned)) = clean_within(&bytes, &limits()) else { return };
    let again = clean_within(&cleaned, &Limits::default());
    assert!(again.is_ok_and(|again| again.is_none()), "there are marks in what was cleaned");
}

pub use plans::plan;

/// A law, by the name of the target that tries it.
pub fn law(target: &str) -> Option<fn(&[u8])> {
    let law: fn(&[u8]) = match target {
        "xlsx" => xlsx,
        "ods" => ods,
        "xlsb" => xlsb,
        "xls" => xls,
        "csv" => csv,
        "convention" => convention,
        "values" => values_of_cells,
        "lists" => lists,
        "marks" => marks,
        "fix" => fix,
        "clean" => clean,
        "plan" => plan,
        _ => return None,
    };
    Some(law)
}
