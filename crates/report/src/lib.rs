//! A report for people and programs.
