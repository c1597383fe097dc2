//! Remakes the folder `samples/`: `cargo run -p pamlint-testkit --bin samples`.

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    for sample in pamlint_testkit::samples::samples() {
        let path = root.join(&sample.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, &sample.workbook)?;
    }
    Ok(())
}
