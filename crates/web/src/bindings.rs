//! What the page calls. Texts and bytes go through as they are; everything else as JSON.

use wasm_bindgen::prelude::*;

use crate::engine::{Earlier, Engine, Written, language};
use crate::try_out;

/// The convention, and the workbook that is being checked.
#[wasm_bindgen]
pub struct Checker(Engine);

/// A workbook for the user.
#[wasm_bindgen]
pub struct File(Written);

#[wasm_bindgen]
impl File {
    /// Its name.
    pub fn name(&self) -> String {
        self.0.name.clone()
    }

    /// Its bytes; they are there once.
    pub fn bytes(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.0.bytes)
    }

    /// What is to be said about it.
    pub fn remarks(&self) -> Vec<String> {
        self.0.remarks.clone()
    }

    /// How many cells were changed.
    pub fn changed(&self) -> usize {
        self.0.changed
    }

    /// How many fixes that were wanted could not be made.
    pub fn left_alone(&self) -> usize {
        self.0.left_alone
    }
}

#[wasm_bindgen]
impl Checker {
    /// With a convention that is built in.
    #[wasm_bindgen(constructor)]
    pub fn new(id: &str) -> Result<Checker, String> {
        Engine::built_in(id).map(Checker)
    }

    /// With the convention in a file; its mistakes are the error, as JSON.
    pub fn load(name: &str, text: &str) -> Result<Checker, String> {
        Engine::load(name, text).map(Checker).map_err(|problems| try_out::problems(&problems))
    }

    /// Takes in a reference list; gives the number of its entries.
    pub fn list(&mut self, key: &str, bytes: &[u8]) -> Result<usize, String> {
        self.0.list(key, bytes)
    }

    /// Says which day it is: `2026-03-01`.
    pub fn on(&mut self, day: &str) {
        self.0.on(day);
    }

    /// Checks a workbook.
    pub fn check(&mut self, path: &str, bytes: Vec<u8>, password: Option<String>) {
        self.0.check(path, bytes, password.as_deref());
    }

    /// Says of a workbook that another instance broke down over it.
    pub fn stumbled(&mut self, path: &str) {
        self.0.stumbled(path);
    }

    /// The report as JSON, as the command line writes it.
    pub fn json(&self, tag: &str) -> String {
        self.0.json(language(tag))
    }

    /// What became of an earlier version, as JSON.
    pub fn compared(
        &self,
        path: &str,
        bytes: Vec<u8>,
        password: Option<String>,
        tag: &str,
    ) -> Result<String, String> {
        self.0.compared(Earlier { path, bytes, password: password.as_deref() }, language(tag))
    }

    /// The tag of the language of the workbook, if that is known and spoken.
    pub fn tongue(&self) -> Option<String> {
        self.0.tongue().map(|language| language.code().to_owned())
    }

    /// A drawing of what has to be made, as SVG.
    pub fn drawing(&self, tag: &str) -> String {
        self.0.drawing(language(tag))
    }

    /// Whether a password protects the workbook.
    pub fn was_protected(&self) -> bool {
        self.0.was_protected()
    }

    /// Whether copies keep the format of the workbook.
    pub fn keeps_format(&self) -> bool {
        self.0.keeps_format()
    }

    /// The workbook with its findings marked.
    pub fn annotated(&self, date: &str, tag: &str) -> Result<File, String> {
        self.0.annotated(date, language(tag)).map(File)
    }

    /// The workbook with fixes.
    pub fn fixed(&self, chosen: &str, tag: &str) -> Result<File, String> {
        self.0.fixed(chosen, language(tag)).map(File)
    }

    /// The blank workbook.
    pub fn template(&self, tag: &str) -> Result<File, String> {
        self.0.template(language(tag)).map(File)
    }

    /// What the convention says, as JSON.
    pub fn about(&self, tag: &str) -> String {
        self.0.about(language(tag))
    }

    /// The sheets, as JSON.
    pub fn sheets(&self) -> String {
        self.0.sheets()
    }

    /// Rows of a sheet, as JSON.
    pub fn rows(&self, sheet: usize, first: u32, last: u32, tag: &str) -> String {
        self.0.rows(sheet, first, last, language(tag))
    }

    /// The examples that do not come out as they should, as JSON.
    pub fn examples(&self) -> String {
        try_out::problems(&self.0.examples())
    }
}

/// The mistakes in the text of a convention, as JSON.
#[wasm_bindgen]
pub fn mistakes(name: &str, text: &str) -> String {
    try_out::mistakes(name, text)
}

/// The text of a built-in convention.
#[wasm_bindgen]
pub fn source(id: &str) -> String {
    try_out::source(id).to_owned()
}
