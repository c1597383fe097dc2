//! Reference lists: read from the files that `--list` names.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use pamlint_convention::{Convention, Made, nearest};
use pamlint_plan::Inventory;
use pamlint_reader::{Book, Failure, FileSort, Format, Limit, Limits, read_listing, tell};
use pamlint_report::Failed;
use pamlint_rules::{Lists, without_secrets};

use crate::files::{self, NotRead};
use crate::guard::{guarded, in_time};
use crate::problems::Refused;
use crate::shelter;
use crate::speech::{self, fail, said};
use crate::work::Task;

/// Loads lists, each by the key that the convention has for it; of two of one key the last counts.
///
/// # Errors
/// When there is no such list, or with what is wrong in a file and on which line.
pub fn load(given: &[(String, PathBuf)], convention: &Convention, limits: &Limits) -> anyhow::Result<Lists> {
    let mut lists = Lists::default();
    for (position, (key, path)) in given.iter().enumerate() {
        let is_last = given.iter().skip(position + 1).all(|(later, _)| later != key);
        let value = format!("{key}={}", path.display());
        add(&mut lists, (key, path), is_last, (convention, limits))
            .map_err(Refused::value("lists", value))?;
    }
    Ok(lists)
}

/// Loads a list if it `is_wanted`; in any case there has to be such a list.
fn add(
    lists: &mut Lists,
    (key, path): (&str, &Path),
    is_wanted: bool,
    (convention, limits): (&Convention, &Limits),
) -> anyhow::Result<()> {
    let known = || convention.references.iter().map(|list| list.key.as_str());
    let Some(id) = convention.find_reference(key) else {
        match nearest(key, known()) {
            Some(near) => {
                fail!("--list {key}: there is no such list; did you mean `{near}`?", key = key, near = near)
            }
            None => fail!(
                "--list {key}: the convention {convention} has no such list; it has: {known}",
                key = key,
                convention = convention.id,
                known = known().collect::<Vec<_>>().join(", ")
            ),
        }
    };
    if is_wanted {
        let within = || said!("the list {key} in {file}", key = key, file = path.display());
        let listing = read_listing(&book(path, limits).with_context(within)?, convention.reference(id));
        let listing = listing.map_err(|problem| anyhow!(problem.message(speech::spoken())));
        lists
            .add(convention, id, &listing.with_context(within)?)
            .map_err(|problem| anyhow!(problem.message(speech::spoken())))
            .with_context(within)?;
        tracing::info!("{}: {} entries", within(), lists.count(id).unwrap_or(0));
    }
    Ok(())
}

/// What there is already: lists by the keys that the convention has for them; several of one key are one list.
///
/// # Errors
/// As [`load`].
pub fn inventory(
    given: &[(String, PathBuf)],
    convention: &Convention,
    limits: &Limits,
) -> anyhow::Result<Inventory> {
    let mut inventory = Inventory::default();
    let known: Vec<(Made, &str)> = convention
        .plan
        .iter()
        .flat_map(|rules| &rules.inventory)
        .map(|(made, list)| (*made, convention.reference(*list).key.as_str()))
        .collect();
    for (key, path) in given {
        let Some((made, _)) = known.iter().find(|(_, list)| list == key) else {
            let keys = || known.iter().map(|(_, list)| *list);
            match nearest(key, keys()) {
                Some(near) => fail!(
                    "--inventory {key}: there is no such list; did you mean `{near}`?",
                    key = key,
                    near = near
                ),
                None => fail!(
                    "--inventory {key}: the plan of the convention {convention} asks for no such list; it has: {known}",
                    key = key,
                    convention = convention.id,
                    known = keys().collect::<Vec<_>>().join(", ")
                ),
            }
        };
        let within = || said!("the list {key} in {file}", key = key, file = path.display());
        let book = inventory_book(path, limits).with_context(within)?;
        let added = inventory.add(convention, *made, &book).map_err(|problem| {
            let said = problem.message(speech::spoken());
            // What stands above a list may be told, unless a secret is in it.
            anyhow!(match without_secrets(&said) {
                shown if shown == said => said,
                _ => said!("its columns are not the ones that are expected, and are not shown: a secret stands among them"),
            })
        });
        let count = added.with_context(within)?;
        tracing::info!("{}: {count} entries", within());
    }
    Ok(inventory)
}

/// The cells of a list of what there is already. One of plain text is read here, however large it is: half a million
/// entries are handed from process to process slower than they are read.
fn inventory_book(path: &Path, limits: &Limits) -> anyhow::Result<Book> {
    let limits = limits.of_inventory();
    let bytes = match files::read(path, limits.most(Limit::Inventory)) {
        Err(NotRead::TooLarge(_)) => {
            let failed = Failed::Reading(Limit::Inventory.excess(&limits).into());
            return Err(anyhow!("{}", failed.message(speech::spoken())));
        }
        read => read.map_err(not_read)?,
    };
    let is_text = guarded(|| tell(&bytes))
        .is_some_and(|told| matches!(told, Ok(Format::Csv) | Err(Failure::Unsupported(FileSort::Text))));
    if !is_text {
        return book_of(&bytes, &limits);
    }
    let read =
        in_time(&limits, || pamlint_reader::read_list_within(&bytes, &limits).map_err(Failed::Reading));
    read.flatten().map_err(|failed| anyhow!("{}", failed.message(speech::spoken())))
}

/// The cells of a file that is no workbook of a customer.
///
/// # Errors
/// When it cannot be read.
pub fn book(path: &Path, limits: &Limits) -> anyhow::Result<Book> {
    book_of(&files::read(path, files::MOST).map_err(not_read)?, limits)
}

fn not_read(why: NotRead) -> anyhow::Error {
    anyhow!("{}", said!("it cannot be read: {why}", why = why))
}

fn book_of(bytes: &[u8], limits: &Limits) -> anyhow::Result<Book> {
    // That a list is empty is told as such, and no program could make a workbook of it.
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(Book::default());
    }
    let is_risky = guarded(|| tell(bytes)).is_some_and(|told| told.is_ok_and(|format| format.is_risky()));
    let read = if is_risky {
        shelter::perform(&Task::Read, bytes, limits)
    } else {
        let here = |limits: &Limits| pamlint_reader::read_list_within(bytes, limits).map_err(Failed::Reading);
        shelter::within(limits, bytes, here, || Task::ReadList)
    };
    read.map_err(|failed| anyhow!("{}", failed.message(speech::spoken())))
}
