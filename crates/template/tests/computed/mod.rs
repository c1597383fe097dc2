//! Blank workbooks filled in and computed by LibreOffice: what stands in the column that tells of each row.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs, io::Write as _};

use serde_json::{Value, json};

/// A workbook to be filled in: rows of sheets, each with values by header.
pub struct Filled {
    pub template: Vec<u8>,
    pub rows: Vec<Row>,
}

/// A row: its sheet, and its values by the header of their column.
#[derive(Clone)]
pub struct Row {
    pub sheet: String,
    pub values: Vec<(String, Value)>,
}

/// What came of a workbook: what is told of each row, and the workbook as it was filled in.
pub struct Computed {
    pub rows: Vec<Told>,
    pub bytes: Vec<u8>,
}

/// What is told of a row, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    pub sheet: String,
    /// From 1.
    pub row: u32,
    pub told: String,
}

/// Writes values below the headers of each sheet, from the first row to be filled in, lets LibreOffice compute, and
/// prints what stands in the last column of each row. A value `{"number": …, "format": …}` is a number that is shown in a
/// way of its own, `{"formula": …}` is one; a date is `{"date": "2024-03-01"}`.
const SCRIPT: &str = r#"
import datetime, json, os, subprocess, sys, openpyxl
task = json.load(sys.stdin)
files = []
for number, book in enumerate(task["books"]):
    workbook = openpyxl.load_workbook(book["template"])
    places, told, following = {}, [], {}
    for row in book["rows"]:
        sheet = workbook[row["sheet"]]
        headers = [str(cell.value or "").rstrip(" *") for cell in sheet[5]]
        first = 7 if sheet.cell(6, len([h for h in headers if h])).value == "✓" else 6
        at = following.get(row["sheet"], first)
        following[row["sheet"]] = at + 1
        for header, value in row["values"]:
            cell = sheet.cell(at, headers.index(header) + 1)
            if isinstance(value, dict) and "number" in value:
                cell.value, cell.number_format = value["number"], value["format"]
            elif isinstance(value, dict) and "date" in value:
                cell.value = datetime.date.fromisoformat(value["date"])
                cell.number_format = "d-mmm-yy"
            elif isinstance(value, dict):
                cell.value = value["formula"]
            else:
                cell.value = value
                if isinstance(value, bool):
                    cell.number_format = "General"
                if isinstance(value, str) and value.startswith("="):
                    cell.data_type = "s"
        told.append((row["sheet"], at, len([h for h in headers if h])))
    path = os.path.join(task["folder"], "%d.xlsx" % number)
    workbook.save(path)
    files.append((path, told))
out = os.path.join(task["folder"], "out")
subprocess.run([task["soffice"], "--headless", "-env:UserInstallation=file://" + task["folder"] + "/profile",
    "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out] + [path for path, _ in files],
    check=True, capture_output=True)
answers = []
for path, told in files:
    workbook = openpyxl.load_workbook(os.path.join(out, os.path.basename(path)), data_only=True)
    answers.append([(sheet, row, str(workbook[sheet].cell(row, column).value or "")) for sheet, row, column in told])
json.dump(answers, sys.stdout)
"#;

/// Computes workbooks; `None` where the programs for it are not named.
pub fn compute(books: Vec<Filled>) -> Option<Vec<Computed>> {
    let (Some(python), Some(soffice)) = (env::var_os("PAMLINT_PYTHON"), env::var_os("PAMLINT_SOFFICE"))
    else {
        eprintln!("skipped: PAMLINT_PYTHON and PAMLINT_SOFFICE do not name both programs");
        return None;
    };
    let folder = folder();
    let described = books.iter().enumerate().map(|(number, book)| {
        let template = folder.join(format!("blank-{number}.xlsx"));
        fs::write(&template, &book.template).unwrap();
        let rows = book.rows.iter().map(|row| json!({ "sheet": row.sheet, "values": row.values }));
        json!({ "template": template, "rows": rows.collect::<Vec<_>>() })
    });
    let described: Vec<Value> = described.collect();
    let task = json!({ "books": described, "soffice": soffice.to_str().unwrap(), "folder": folder });
    let mut child = Command::new(python)
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(task.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let told: Vec<Vec<(String, u32, String)>> = serde_json::from_slice(&output.stdout).unwrap();
    let computed = told.into_iter().enumerate().map(|(number, told)| Computed {
        rows: told.into_iter().map(|(sheet, row, told)| Told { sheet, row, told }).collect(),
        bytes: fs::read(folder.join(format!("{number}.xlsx"))).unwrap(),
    });
    let computed = computed.collect();
    fs::remove_dir_all(&folder).unwrap();
    Some(computed)
}

/// A folder of this test alone.
fn folder() -> PathBuf {
    let thread = format!("{:?}", std::thread::current().id()).replace(['(', ')'], "-");
    let folder = env::temp_dir().join(format!("pamlint-computed-{}-{thread}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}
