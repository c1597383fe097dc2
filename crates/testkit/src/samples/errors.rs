//! `errors.xlsx`: every rule that one workbook of `pamaas` can break, one mistake a row. They stand in `errors.toml`.

use pamlint_convention::Language;
use serde::Deserialize;

use super::customer::OMGEVING;
use super::draft::Draft;
use super::sample::Sample;
use crate::book::Book;
use crate::planted::Plant;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    mistakes: Vec<Plant>,
}

pub(super) fn errors() -> Sample {
    let table: Table = toml::from_str(include_str!("errors.toml")).expect("a table of mistakes");
    let mut draft = Draft::new(OMGEVING);
    for plant in &table.mistakes {
        draft.edit(|book| plant.on(book));
        plant.finds().for_each(|(code, spot)| draft.found(code, spot));
    }
    draft.titled(Language::EN);
    draft.finish("pamaas/errors.xlsx")
}

/// `no-accounts.xlsx`: the one mistake that no other can accompany.
pub(super) fn no_accounts() -> Sample {
    let mut draft = Draft::new(OMGEVING);
    draft.book = Book::new().without_info().look(draft.customer.look("Calibri")).sheet(
        "Servers",
        &[
            ("A1", "Servers of the permits desk"),
            ("A3", "Host"),
            ("B3", "Who to ask"),
            ("A4", "srv-app01.omgeving.example"),
            ("B4", "Lies Vermeulen"),
            ("A5", "srv-web02.omgeving.example"),
            ("B5", "Lies Vermeulen"),
            ("A6", "lnx-db01.omgeving.example"),
            ("B6", "Tom Janssens"),
        ],
    );
    draft.found("WB001", "Servers!A1");
    draft.finish("pamaas/no-accounts.xlsx")
}
