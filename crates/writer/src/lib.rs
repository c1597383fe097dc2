//! Annotated and fixed copies.
