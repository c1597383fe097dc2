//! A check that goes on: what comes into the folders is checked once it is whole. It looks at the folders again and again,
//! so that it also works where nobody tells of changes, as on network shares.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::args::CheckArguments;
use crate::exit::Exit;
use crate::inputs::{self, Found};
use crate::speech::{fail, said};

/// How often the folders are looked at, in seconds.
const USUALLY: u16 = 5;

/// A file as it is at one time: when two looks find the same, whoever writes it has finished.
type State = (u64, Option<SystemTime>);

/// Checks what comes until ^C.
///
/// # Errors
/// Those of the first round; later ones are told, and the next look may go better.
pub fn run(arguments: &CheckArguments) -> anyhow::Result<Exit> {
    if arguments.walk.paths.iter().any(|path| inputs::is_standard_input(path)) {
        fail!("--watch looks at folders again and again, which standard input does not allow; name a folder");
    }
    let every = Duration::from_secs(arguments.every.unwrap_or(USUALLY).max(1).into());
    let mut seen = HashMap::new();
    let mut done: HashMap<PathBuf, State> = HashMap::new();
    let mut is_first = true;
    tracing::info!("{}", said!("watching; ^C ends it"));
    loop {
        match look(arguments, &mut seen, &mut done) {
            Ok(Exit::Interrupted) => return Ok(Exit::Interrupted),
            Ok(_) => is_first = is_first && done.is_empty(),
            Err(error) if is_first => return Err(error),
            Err(error) => tracing::error!("{error:#}"),
        }
        // Nothing is being done meanwhile: ^C ends the program at once.
        thread::sleep(every);
    }
}

/// Looks at the folders once, and checks everything that is whole where something of it is new.
fn look(
    arguments: &CheckArguments,
    seen: &mut HashMap<PathBuf, State>,
    done: &mut HashMap<PathBuf, State>,
) -> anyhow::Result<Exit> {
    let found = inputs::search(&arguments.walk, &arguments.own_files())?;
    let now: HashMap<PathBuf, State> =
        found.inputs.iter().filter_map(|input| Some((input.path.clone(), state(&input.path)?))).collect();
    let is_whole = |path: &PathBuf| now.get(path).is_some_and(|state| seen.get(path) == Some(state));
    let inputs: Vec<_> = found.inputs.into_iter().filter(|input| is_whole(&input.path)).collect();
    let whole: HashMap<PathBuf, State> =
        inputs.iter().filter_map(|input| Some((input.path.clone(), *now.get(&input.path)?))).collect();
    *seen = now;
    let is_news = whole.iter().any(|(path, state)| done.get(path) != Some(state));
    if !is_news {
        return Ok(Exit::Fine);
    }
    let exit = super::over(arguments, Found { inputs, ..found })?;
    *done = whole;
    Ok(exit)
}

fn state(path: &Path) -> Option<State> {
    let about = fs::metadata(path).ok()?;
    Some((about.len(), about.modified().ok()))
}
