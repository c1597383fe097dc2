//! Whether a workbook may be a copy that came back, told without reading its rows.

use memchr::memmem;
use pamlint_package::{Limit, Limits, Package};

use crate::recognise::{OUR_MEMORY_MARK, our_sheets};

/// How the names of the parts end that hold the texts of a workbook, or the names of its sheets, whatever program saved it.
const PARTS: [&str; 4] = ["sharedstrings.xml", "sharedstrings.bin", "content.xml", "workbook.xml"];

/// Whether a workbook may hold what a copy remembers of its check; `false` where nothing in it speaks of that.
pub fn may_have_come_back(bytes: &[u8], limits: &Limits) -> bool {
    if !bytes.starts_with(b"PK") {
        return speaks_of_it(bytes);
    }
    let Ok(mut package) = Package::open(bytes, limits) else { return false };
    let is_looked_at = |name: &&str| PARTS.iter().any(|end| name.to_lowercase().ends_with(end));
    let parts: Vec<String> = package.names().filter(is_looked_at).map(str::to_owned).collect();
    parts.iter().any(|part| {
        let texts = package.bytes(part, Limit::Sheet).ok().flatten();
        texts.is_some_and(|texts| speaks_of_it(&texts))
    })
}

/// Whether bytes hold the beginning of what a copy remembers, a byte or two for each character, or the name of the sheet
/// on which it stands.
fn speaks_of_it(bytes: &[u8]) -> bool {
    let wide: Vec<u8> = OUR_MEMORY_MARK.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let is_named =
        || our_sheets().any(|name| memmem::find(bytes, format!("name=\"{name}").as_bytes()).is_some());
    memmem::find(bytes, OUR_MEMORY_MARK.as_bytes()).is_some()
        || memmem::find(bytes, &wide).is_some()
        || is_named()
}
