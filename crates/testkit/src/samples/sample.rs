//! A sample.

/// A sample and what has to be found in it.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Where it stands in the folder `samples/`.
    pub path: String,
    /// The bytes of the .xlsx file.
    pub workbook: Vec<u8>,
    /// The text of the convention against which it is to be checked; `pamaas` when there is none.
    pub convention: Option<&'static str>,
    /// Code, sheet and cell of every finding; nothing else may be found.
    pub expected: Vec<(String, String, String)>,
}
