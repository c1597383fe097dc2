//! Lists in every dialect, and what is said of those that are none.

#![allow(missing_docs, clippy::unwrap_used)]

use pamlint_convention::Convention;
use pamlint_reader::{Listing, read_list, read_listing};

fn read(key: &str, text: &str) -> Result<Listing, String> {
    let convention = Convention::built_in("pamaas").unwrap().unwrap();
    let list = convention.reference(convention.find_reference(key).unwrap());
    let book = read_list(text.as_bytes()).unwrap();
    read_listing(&book, list).map_err(|problem| problem.to_string())
}

fn rows(key: &str, text: &str) -> Vec<(u32, Vec<String>)> {
    read(key, text).unwrap().rows
}

#[test]
fn columns_are_found_by_their_headers_in_any_dialect() {
    let wanted = vec![
        (2, vec!["002949".to_owned(), "Digitaal Vlaanderen".to_owned()]),
        (4, vec!["000092".to_owned(), "VMM, Aalst".to_owned()]),
    ];
    assert_eq!(rows("ovo", "code,name\n002949,Digitaal Vlaanderen\n\n000092,\"VMM, Aalst\"\n"), wanted);
    assert_eq!(
        rows("ovo", "Naam;OVO-code\r\n Digitaal Vlaanderen ;002949\r\n;\r\nVMM, Aalst;000092"),
        wanted
    );
    assert_eq!(
        rows("ovo", "\u{feff}OVO CODE\tNOM\tx\n002949\tDigitaal Vlaanderen\t1\n\n000092\tVMM, Aalst\t2\n"),
        wanted
    );
    assert_eq!(
        rows("platforms", "Platform\nUX-AO-N-CE-ACR-SSH\n"),
        [(2, vec!["UX-AO-N-CE-ACR-SSH".to_owned()])]
    );
    let titled = rows("ovo", "Organisations of 2026\n\ncode;name\n002949;Digitaal Vlaanderen\n");
    assert_eq!(titled, [(4, vec!["002949".to_owned(), "Digitaal Vlaanderen".to_owned()])]);
}

#[test]
fn a_bad_list_says_what_is_wrong_at_which_line() {
    let wrong = |key, text| read(key, text).unwrap_err();
    assert_eq!(
        wrong("ovo", "nr,name\n1,2\n"),
        "line 1: there is no column `code` (name one of the columns so); found: nr, name"
    );
    assert_eq!(
        wrong("ovo", "codes,name\n1,2\n"),
        "line 1: there is no column `code` (is `codes` meant to be it?); found: codes, name"
    );
    assert_eq!(
        wrong("ovo", "code,OVO code,name\n1,2,3\n"),
        "line 1: the headers `code` and `OVO code` both mean the column `code`; keep one of them"
    );
    assert_eq!(wrong("ovo", "\n\ncode,name\n,\n"), "line 3: there is no entry below the headers");
    assert!(wrong("ovo", ",\n,\n").starts_with("it is empty"), "{}", wrong("ovo", ",\n,\n"));
}
