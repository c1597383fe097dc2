//! Annotates workbooks of other programs, kept outside this repository.
//!
//! `PAMLINT_CORPUS` names the folder with the workbooks; without it nothing is tried. These programs
//! look at the annotated copies too, where their variables name them: `PAMLINT_OOXML_VALIDATOR` (prints
//! JSON with `errors` for a file), `PAMLINT_PYTHON` (a Python with openpyxl), `PAMLINT_SOFFICE`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr
)]

mod support;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;

use pamlint_convention::Language;
use pamlint_testkit::lint::lint;
use pamlint_writer::{annotate, clean};
use support::{finding, parts, report, report_about, title, values};

/// The annotated copies, each with its original.
struct Copies {
    folder: PathBuf,
    files: Vec<(PathBuf, PathBuf)>,
}

fn workbooks(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(workbooks(&path));
        } else if path.extension().is_some_and(|end| end == "xlsx" || end == "xlsm") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn workbooks_of_other_programs() {
    let Some(corpus) = std::env::var_os("PAMLINT_CORPUS") else {
        eprintln!("skipped: PAMLINT_CORPUS names no folder with workbooks");
        return;
    };
    let folder = std::env::temp_dir().join(format!("pamlint-corpus-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut copies = Copies { folder, files: Vec::new() };
    let mut refused = Vec::new();
    let mut wrong = Vec::new();
    for (number, path) in workbooks(Path::new(&corpus)).into_iter().enumerate() {
        let bytes = std::fs::read(&path).unwrap();
        let known = catch_unwind(AssertUnwindSafe(|| report_about(&bytes))).ok().flatten();
        let report = known.unwrap_or_else(|| {
            let was = pamlint_rules::Was::Empty;
            report(&["Sheet1"], vec![finding(0, "A1", pamlint_convention::Severity::Error, "WB001", was)])
        });
        match catch_unwind(AssertUnwindSafe(|| {
            annotate(&bytes, &report, &title(Language::all()[number % 3]))
        })) {
            Err(_) => wrong.push(format!("{}: panic", path.display())),
            Ok(Err(error)) => refused.push(format!("{}: {error}", path.display())),
            Ok(Ok(annotated)) => {
                let tried = catch_unwind(AssertUnwindSafe(|| laws(&bytes, &annotated.bytes, &report)));
                let mut own = tried.unwrap_or_else(|_| vec!["panic".to_owned()]);
                wrong.extend(own.drain(..).map(|text| format!("{}: {text}", path.display())));
                let copy = copies.folder.join(format!("{number:04}.{}", path.extension().unwrap().display()));
                std::fs::write(&copy, annotated.bytes).unwrap();
                copies.files.push((path, copy));
            }
        }
    }
    eprintln!("{} annotated, {} refused:\n{}", copies.files.len(), refused.len(), refused.join("\n"));
    wrong.extend(validate(&copies));
    wrong.extend(open_in_python(&copies));
    wrong.extend(open_in_office(&copies));
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    std::fs::remove_dir_all(&copies.folder).unwrap();
}

fn laws(original: &[u8], annotated: &[u8], report: &pamlint_rules::Report) -> Vec<String> {
    let mut wrong = Vec::new();
    if annotate(annotated, report, &title(Language::EN)).map(|twice| twice.bytes).as_deref() != Ok(annotated)
    {
        wrong.push("annotating twice is not annotating once".to_owned());
    }
    match clean(annotated) {
        Ok(Some(cleaned)) => {
            if parts(&cleaned) != parts(original) {
                wrong.push("cleaning does not give back the parts".to_owned());
            }
        }
        other => wrong.push(format!("not cleaned: {:?}", other.map(|_| ()))),
    }
    let before = catch_unwind(AssertUnwindSafe(|| values(original, "")));
    if let Ok(before) = before {
        let mut after = values(annotated, "");
        let ours = ["Findings", "Bevindingen", "Constatations"];
        after.retain(|(sheet, ..), _| !ours.iter().any(|name| sheet.starts_with(name)));
        if before != after {
            wrong.push("other values".to_owned());
        }
    }
    let known = lint(original);
    wrong.extend(lint(annotated).into_iter().filter(|mistake| !known.contains(mistake)));
    wrong
}

fn validate(copies: &Copies) -> Vec<String> {
    let Some(validator) = std::env::var_os("PAMLINT_OOXML_VALIDATOR") else {
        eprintln!("skipped: PAMLINT_OOXML_VALIDATOR names no validator");
        return Vec::new();
    };
    let errors = |path: &Path| -> Option<BTreeSet<String>> {
        let output = Command::new(&validator).arg(path).output().unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
        let list = answer.get("errors")?.as_array()?;
        // Positions differ where something was added before them: what is said is compared.
        let text = |error: &serde_json::Value| {
            let field = |name: &str| error.get(name).map(ToString::to_string).unwrap_or_default();
            format!("{} {}", field("id"), field("description"))
        };
        Some(list.iter().map(text).collect())
    };
    let mut wrong = Vec::new();
    for (original, copy) in &copies.files {
        let Some(after) = errors(copy) else {
            wrong.push(format!("{}: the validator fails", original.display()));
            continue;
        };
        // Many honest workbooks have errors of their own.
        if !after.is_empty() {
            let before = errors(original).unwrap_or_default();
            wrong.extend(after.difference(&before).map(|error| format!("{}: {error}", original.display())));
        }
    }
    wrong
}

fn open_in_python(copies: &Copies) -> Vec<String> {
    let Some(python) = std::env::var_os("PAMLINT_PYTHON") else {
        eprintln!("skipped: PAMLINT_PYTHON names no Python with openpyxl");
        return Vec::new();
    };
    let script = r#"
import sys, warnings, openpyxl
warnings.simplefilter("ignore")
def values(path):
    book = openpyxl.load_workbook(path)
    return {(s.title, c.coordinate): c.value for s in book.worksheets for c in s._cells.values() if c.value is not None}
ours = ("Findings", "Bevindingen", "Constatations")
for line in sys.stdin:
    original, copy = line.rstrip("\n").split("\t")
    try:
        before = values(original)
    except Exception:
        continue
    try:
        after = {k: v for k, v in values(copy).items() if not k[0].startswith(ours)}
    except Exception as error:
        print(original, "openpyxl:", repr(error)[:300]); continue
    same = lambda a, b: str(getattr(a, "text", a)) == str(getattr(b, "text", b))
    if before.keys() != after.keys() or any(not same(before[k], after[k]) for k in before):
        print(original, "openpyxl: other values")
"#;
    let list: String = copies
        .files
        .iter()
        .map(|(original, copy)| format!("{}\t{}\n", original.display(), copy.display()))
        .collect();
    let input = copies.folder.join("list.txt");
    std::fs::write(&input, list).unwrap();
    let output = Command::new(python)
        .args(["-c", script])
        .stdin(std::fs::File::open(input).unwrap())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

fn open_in_office(copies: &Copies) -> Vec<String> {
    let Some(office) = std::env::var_os("PAMLINT_SOFFICE") else {
        eprintln!("skipped: PAMLINT_SOFFICE names no LibreOffice");
        return Vec::new();
    };
    let convert = |files: &[&PathBuf], folder: &Path| {
        let profile = format!("-env:UserInstallation=file://{}", copies.folder.join("profile").display());
        let mut command = Command::new(&office);
        command.arg(profile).args(["--headless", "--convert-to", "fods", "--outdir"]).arg(folder).args(files);
        command.output().unwrap();
    };
    let folder = copies.folder.join("office");
    let mut wrong = Vec::new();
    for chunk in copies.files.chunks(40) {
        convert(&chunk.iter().map(|(_, copy)| copy).collect::<Vec<_>>(), &folder);
    }
    for (original, copy) in &copies.files {
        let opened = |path: &Path| folder.join(path.file_stem().unwrap()).with_extension("fods");
        let text = std::fs::read_to_string(opened(copy));
        if text.is_ok_and(|text| text.contains("pamlint")) {
            continue;
        }
        convert(&[original], &folder);
        if opened(original).exists() {
            wrong.push(format!("{}: LibreOffice does not open {}", original.display(), copy.display()));
        }
    }
    wrong
}
