//! Makes the pages of docs/rules anew: `cargo run -p pamlint-testkit --bin rule-pages`.

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules");
    if root.exists() {
        fs::remove_dir_all(&root)?;
    }
    for (path, text) in pamlint_testkit::rule_pages() {
        let file = root.join(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, text)?;
    }
    Ok(())
}
