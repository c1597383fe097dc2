//! What the fuzzer has found, tried with the laws that it tries: files in `crates/fuzz/finds`, a folder for each law.

#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, dead_code)]

#[path = "../../fuzz/src/laws.rs"]
mod laws;

use std::fs;
use std::path::Path;

use pamlint_testkit::{Book, formats};

#[test]
fn the_laws_hold_for_what_was_found() {
    let finds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/finds");
    for folder in fs::read_dir(finds).unwrap() {
        let folder = folder.unwrap();
        let law = laws::law(folder.file_name().to_str().unwrap()).unwrap();
        for find in fs::read_dir(folder.path()).unwrap() {
            let find = find.unwrap().path();
            println!("{}", find.display());
            law(&fs::read(find).unwrap());
        }
    }
}

#[test]
fn the_laws_hold_for_a_workbook_with_mistakes() {
    let book = formats::workbook().to_xlsx();
    for law in [laws::xlsx, laws::marks, laws::fix, laws::clean] {
        law(&laws::unpacked(&book));
    }
    laws::xlsb(&laws::unpacked(&formats::workbook().to_xlsb()));
    laws::csv(formats::one_sheet().to_csv(';').as_bytes());
    laws::clean(&laws::unpacked(&Book::new().to_xlsx()));
}

#[test]
fn the_law_of_plans_holds_for_whatever_is_told_of_a_vault() {
    let example = formats::one_sheet().to_csv(';');
    for kind in ["0", "1", "2", "3", "4", "5", "l", "r"] {
        for text in [
            "",
            "\n\n",
            "safe;name;index;target_safe;target\n;;;;\nx;x;x\n",
            "safe;member;useAccounts\nx;\u{202e};maybe\nX;\u{202e};ja\n",
            "group\n=cmd|' /C calc'!A0\n",
            "platform;platform\nx;y\n",
            "Safe name;Account name;Status\nx;y;Failed\n",
            "name;address;userName;platformId;safeName\nx;\u{0};y;z;w\nx;\u{0};y;z;w\n",
            "[{\"uploadIndex\": 18446744073709551616, \"status\": \"ok\"}, {\"uploadIndex\": 1, \"status\": 1e400}]",
            "{\"schema\": 1, \"made\": [{\"id\": \"\", \"type\": \"link\", \"name\": \"\", \"reference\": null, \
             \"fields\": {\"account\": 3, \"index\": {}}}], \"refused\": []}",
            &example,
        ] {
            laws::plan(format!("{kind}{text}").as_bytes());
            for length in (0..text.len()).step_by(text.len() / 8 + 1) {
                let cut = String::from_utf8_lossy(&text.as_bytes()[..length]).into_owned();
                laws::plan(format!("{kind}{cut}").as_bytes());
            }
        }
    }
}
