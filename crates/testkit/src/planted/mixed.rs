//! Several mistakes in one workbook, chosen at random.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::DRESSES;
use super::table::{Layouts, Plant, TABLE, base};
use crate::random::Random;

/// How many mistakes are planted at most.
const MOST: usize = 12;

/// A workbook in which several mistakes are planted at once, and their names. What has to be found in it is
/// not known: it is for laws that hold whatever is found. The same seed gives the same bytes.
pub fn mixed(seed: u64) -> (String, Vec<u8>) {
    let mut random = Random::new(seed);
    let one_sheet = random.below(3) == 0;
    let unfit = if one_sheet { Layouts::Kinds } else { Layouts::One };
    let fitting: Vec<&Plant> =
        TABLE.mistakes.iter().filter(|plant| plant.layouts != unfit && plant.convention.is_none()).collect();
    let dress = random.pick(&DRESSES);
    let mut names = vec![dress.name];
    let mut bytes = Vec::new();
    let mut book = base();
    for _ in 0..2 + random.below(MOST - 1) {
        let plant = random.pick(&fitting);
        // What is planted already may have taken away what this one needs; it is left out then.
        let planted = catch_unwind(AssertUnwindSafe(|| {
            let next = plant.on(book.clone());
            let dressed = (dress.put_on)(next.clone());
            let dressed = if one_sheet { dressed.one_sheet() } else { dressed };
            (dressed.to_xlsx(), next)
        }));
        if let Ok((written, next)) = planted {
            (bytes, book) = (written, next);
            names.push(&plant.name);
        }
    }
    (names.join(" + "), bytes)
}
