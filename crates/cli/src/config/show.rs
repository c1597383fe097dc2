//! `config show`: what holds for a check, and who says so.

use clap::ArgMatches;
use clap::parser::ValueSource;
use pamlint_convention::Language;

use super::file::File;
use super::keys::{self, Key, Shape};

/// A line for each option: its key, its value, and where that comes from.
pub fn shown(matches: &ArgMatches, file: Option<&File>) -> String {
    let mut lines: Vec<[String; 3]> = Vec::new();
    let mut said: Vec<String> = Vec::new();
    for key in keys::all() {
        let is_said = matches.value_source(&key.id) == Some(ValueSource::CommandLine);
        if is_said {
            let values = on_command_line(matches, &key);
            push(&mut lines, &key, &values, "command line");
            said.push(key.id.clone());
            if !matches!(key.shape, Shape::Table(_)) {
                continue;
            }
        }
        let entry = file.and_then(|file| Some((file, file.entry(&key.name)?)));
        match entry {
            Some((file, entry)) => {
                let place = format!("{}:{}", file.path.display(), entry.line);
                let values = match &key.shape {
                    // A switch that says what holds anyway adds nothing to a call.
                    Shape::Switch { given_by } if entry.values.is_empty() => vec![(!given_by).to_string()],
                    _ => entry.words().map(str::to_owned).collect(),
                };
                push(&mut lines, &key, &values, &place);
            }
            None if is_said => {}
            None => {
                let default = key.default.clone().unwrap_or_else(|| "-".to_owned());
                push(&mut lines, &key, &[default], "default");
            }
        }
    }
    for recorded in file.iter().flat_map(|file| &file.exceptions) {
        let key = format!("exceptions ({})", recorded.rule);
        lines.push([key, recorded.scope(Language::EN), recorded.place()]);
    }
    for folder in file.iter().flat_map(|file| &file.folders) {
        for entry in &folder.entries {
            let key = format!("folders.\"{}\".{}", folder.place.pattern, entry.key);
            let values = entry.words().collect::<Vec<_>>().join(", ");
            let path = file.map(|file| file.path.display().to_string()).unwrap_or_default();
            lines.push([key, values, format!("{path}:{}", entry.line)]);
        }
    }
    let width = |column: usize| {
        lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let (first, second) = (width(0), width(1).min(48));
    let head = match file {
        Some(file) => format!("configuration: {}\n\n", file.path.display()),
        None => {
            "configuration: none (no pamlint.toml in the current folder, above it or beside the program)\n\n"
                .to_owned()
        }
    };
    let lines =
        lines.iter().map(|[key, value, source]| format!("{key:<first$}  {value:<second$}  {source}\n"));
    head + &lines.collect::<String>()
}

fn push(lines: &mut Vec<[String; 3]>, key: &Key, values: &[String], source: &str) {
    match key.shape {
        // Each entry may come from elsewhere.
        Shape::Table(_) => lines.extend(values.iter().map(|value| match value.split_once('=') {
            Some((name, value)) => [format!("{}.{name}", key.name), value.to_owned(), source.to_owned()],
            None => [key.name.clone(), value.clone(), source.to_owned()],
        })),
        _ => lines.push([key.name.clone(), values.join(", "), source.to_owned()]),
    }
}

fn on_command_line(matches: &ArgMatches, key: &Key) -> Vec<String> {
    if let Shape::Switch { given_by } = key.shape {
        return vec![given_by.to_string()];
    }
    let raw = matches.get_raw(&key.id).into_iter().flatten();
    raw.map(|value| value.to_string_lossy().into_owned()).collect()
}
