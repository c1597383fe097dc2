//! Fills a folder with workbooks, as a PAM team has it:
//! `cargo run -p pamlint-testkit --bin batch -- --out FOLDER [--workbooks 2000] [--bad 50] [--seed 1]`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs, io};

use pamlint_testkit::batch::share;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = io::Write::write_all(&mut io::stderr(), format!("error: {error}\n").as_bytes());
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let (mut out, mut workbooks, mut bad, mut seed) = (None, 2000, 50, 1);
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = arguments.next().ok_or(format!("{argument} needs a value"))?;
        let number = || value.parse::<usize>().map_err(|_| format!("{argument} {value}: give a number"));
        match argument.as_str() {
            "--out" => out = Some(PathBuf::from(&value)),
            "--workbooks" => workbooks = number()?,
            "--bad" => bad = number()?,
            "--seed" => seed = number()?,
            _ => {
                return Err(format!(
                    "there is no option {argument}; there are --out, --workbooks, --bad, --seed"
                ));
            }
        }
    }
    let out = out.ok_or("name the folder to fill: --out FOLDER")?;
    for shared in share(workbooks, bad, u64::try_from(seed).unwrap_or(0)) {
        let path = out.join(shared.path);
        let folder = path.parent().unwrap_or(&out);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, shared.bytes))
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
