//! The engine for the page that checks workbooks in a browser: bytes and texts in, bytes and JSON out.
//!
//! An [`Engine`] holds a convention and one workbook at a time. All of it can be called, and is tested, as an ordinary
//! library; what the browser calls is the thin layer in `bindings`, which is there on WebAssembly only. Nothing here
//! knows a file, clock, network or thread: a panic ends the instance, and the page takes a fresh one.

mod about;
#[cfg(target_arch = "wasm32")]
mod bindings;
mod engine;
mod grid;
mod open;
mod try_out;

pub use engine::{Earlier, Engine, Written, language};
pub use try_out::{mistakes, problems, source};
