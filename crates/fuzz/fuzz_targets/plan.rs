#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| pamlint_fuzz::plan(data));
