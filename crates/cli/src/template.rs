//! `pamlint template`: the blank workbook that customers fill in.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use pamlint_convention::{Convention, Language, TableId, nearest};
use pamlint_template::TemplateOptions;

use crate::args::TemplateArguments;
use crate::exit::Exit;
use crate::files;
use crate::open::accounts;
use crate::output::{Mode, Screen, Target, write_file};
use crate::settings::voice;
use crate::speech::{fail, said};

/// Runs the command.
pub fn run(arguments: &TemplateArguments) -> anyhow::Result<Exit> {
    let (convention, language) = voice(&arguments.voice)?;
    if let Some(file) = &arguments.output {
        is_named_as_workbook(file)?;
    }
    let kinds: anyhow::Result<Vec<TableId>> =
        arguments.kind.iter().map(|named| kind(&convention, named)).collect();
    let options = TemplateOptions { language, rows: arguments.rows, kinds: kinds? };
    let bytes = pamlint_template::template(&convention, &options)
        .map_err(|error| anyhow!("{}", error.message(language)))?;
    let path = match &arguments.output {
        Some(path) => {
            replaceable(path, &bytes, &convention, language)?;
            path.clone()
        }
        None => unnamed(&convention)?,
    };
    write_file(&path, &bytes, Mode::new())?;
    Screen::new().write(&said!("Wrote {file}\n", file = path.display()))?;
    Ok(Exit::Fine)
}

/// Makes sure that Excel will open a file of that name as what it is. What is no file has whatever name it has.
fn is_named_as_workbook(file: &Path) -> anyhow::Result<()> {
    let extension = file.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    if Target::of(file)?.file().is_none_or(Path::is_dir) || extension.as_deref() == Some("xlsx") {
        return Ok(());
    }
    fail!(
        "-o {file}: the blank workbook is one of Excel; name it {named}",
        file = file.display(),
        named = file.with_extension("xlsx").display()
    )
}

/// Makes sure that what stands at a path may be replaced: the same blank workbook, and nothing that somebody has saved
/// since, be it with no more than a name on its first sheet.
fn replaceable(path: &Path, blank: &[u8], convention: &Convention, language: Language) -> anyhow::Result<()> {
    let target = Target::of(path)?;
    let Some(file) = target.file().filter(|file| file.is_file()) else { return Ok(()) };
    let length = fs::metadata(file).map(|file| file.len());
    if length.is_ok_and(|length| usize::try_from(length) == Ok(blank.len()))
        && files::written(file).is_ok_and(|bytes| bytes == blank)
    {
        return Ok(());
    }
    let named = path.display();
    match accounts(path, convention) {
        Ok(Some(0)) => fail!(
            "{file}: there is a workbook of that name, which may have been worked on; name another file with -o FILE",
            file = named
        ),
        Ok(Some(_)) => {
            fail!("{file}: accounts are filled in there; name another file with -o FILE", file = named)
        }
        Ok(None) => fail!(
            "{file}: there is another workbook of that name; name another file with -o FILE",
            file = named
        ),
        Err(failed) => fail!(
            "{file}: there is a file of that name that is no blank workbook; name another with -o FILE ({why})",
            file = named,
            why = failed.message(language)
        ),
    }
}

/// Where a workbook goes for which no name was given: never over a file that is there, which may be one
/// that somebody has filled in.
fn unnamed(convention: &Convention) -> anyhow::Result<PathBuf> {
    let path = PathBuf::from(format!("{}-onboarding.xlsx", convention.id));
    if path.symlink_metadata().is_ok() {
        fail!("there is a file {file} already; name another with -o FILE", file = path.display());
    }
    Ok(path)
}

/// The kind of account of that id, or with a sheet of that name.
fn kind(convention: &Convention, named: &str) -> anyhow::Result<TableId> {
    let kinds = || convention.all_tables().filter(|(_, table)| table.is_kind);
    let is_it = |id: &str, sheet: &str| id.eq_ignore_ascii_case(named) || sheet.eq_ignore_ascii_case(named);
    let found = kinds().find(|(_, table)| is_it(&table.id, &table.sheet));
    found.map(|(id, _)| id).ok_or_else(|| {
        let ids: Vec<&str> = kinds().map(|(_, table)| table.id.as_str()).collect();
        match nearest(named, ids.iter().copied()) {
            Some(near) => anyhow!(
                "{}",
                said!(
                    "there is no kind of account `{kind}`; did you mean `{near}`?",
                    kind = named,
                    near = near
                )
            ),
            None => anyhow!(
                "{}",
                said!(
                    "there is no kind of account `{kind}`; there are {known}",
                    kind = named,
                    known = ids.join(", ")
                )
            ),
        }
    })
}
