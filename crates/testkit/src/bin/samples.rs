//! Remakes the folder `samples/`: `cargo run -p pamlint-testkit --bin samples`.

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let write = |path: &str, bytes: &[u8]| {
        let path = root.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, bytes)
    };
    for sample in pamlint_testkit::samples::samples() {
        write(&sample.path, &sample.workbook)?;
    }
    for list in pamlint_testkit::samples::list_samples() {
        write(list.path, &list.text)?;
    }
    Ok(())
}
