//! Writes the workbooks on which `benches/peers` holds this program beside others:
//! `cargo run -p pamlint-testkit --bin peers -- FOLDER`.
//!
//! `planted/` has a workbook for each mistake or oddity of the planted table that needs no reference list and no other
//! convention, `planted.json` says what has to be found in each, and `large.xlsx` has 20,000 accounts.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use pamlint_testkit::large;
use pamlint_testkit::planted::cases;
use serde_json::json;

fn main() -> ExitCode {
    let written = match env::args().nth(1) {
        Some(folder) => write(&PathBuf::from(folder)),
        None => Err(io::Error::other("name the folder to fill")),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = io::Write::write_all(&mut io::stderr(), format!("error: {error}\n").as_bytes());
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder.join("planted"))?;
    let cases = cases().into_iter().filter(|case| case.convention.is_none() && case.lists.is_empty());
    let mut told = Vec::new();
    for (number, case) in (1..).zip(cases) {
        let file = format!("planted/{number:04}.xlsx");
        fs::write(folder.join(&file), case.workbook)?;
        told.push(json!({ "file": file, "name": case.name, "finds": case.expected }));
    }
    fs::write(folder.join("planted.json"), serde_json::to_vec(&told)?)?;
    fs::write(folder.join("large.xlsx"), large(20_000, 7, 1.0))
}
