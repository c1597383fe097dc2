//! The bytes of a convention file as text, or where they are none.

/// The largest file that is read; honest ones have a tenth of it.
const MOST_BYTES: usize = 4 << 20;

/// The text of a file; with a problem, what there is of it up to that.
pub(super) struct Read {
    pub text: String,
    /// What is wrong, and the byte of the text at which.
    pub problem: Option<(usize, String)>,
}

/// Reads the bytes of a file as UTF-8, with or without a mark at its beginning that says so.
pub(super) fn read(bytes: &[u8]) -> Read {
    let wrong = |text: String, message: String| {
        let at = text.len();
        Read { text, problem: Some((at, message)) }
    };
    if bytes.len() > MOST_BYTES {
        let size = bytes.len() >> 20;
        let message = format!("the file is too large for a convention ({size} MB; at most 4 MB)");
        return wrong(String::new(), message);
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let message = "the file is in UTF-16; save it as UTF-8 in your editor".to_owned();
        return wrong(String::new(), message);
    }
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Read { text: text.to_owned(), problem: None },
        Err(error) => {
            let right = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
            let message =
                format!("this is no text in UTF-8 (byte {byte:#04X}); save the file as UTF-8 in your editor");
            wrong(String::from_utf8_lossy(right).into_owned(), message)
        }
    }
}
