//! What the configuration says of some folders, as `[folders."glob"]`: the options that may differ between them.

use toml::Spanned;
use toml::de::DeValue;

use super::file::Folder;
use super::keys::Key;
use super::source::Source;
use crate::inputs::Folders;
use crate::speech::said;

/// The key under which they stand.
pub const KEY: &str = "folders";

/// How such a table begins.
const FORM: &str = "[folders.\"customers/*\"]";

/// The folders, in their order; what is wrong there is told.
pub fn read(source: &mut Source<'_>, keys: &[Key], value: &Spanned<DeValue<'_>>) -> Vec<Folder> {
    let DeValue::Table(table) = value.get_ref() else {
        let message = said!("`{key}` has to be tables: {form}", key = KEY, form = FORM);
        source.problem(value.span(), message, None);
        return Vec::new();
    };
    let mut written: Vec<_> = table.iter().collect();
    written.sort_by_key(|(pattern, _)| pattern.span().start);
    let mut folders = Vec::new();
    for (pattern, said) in written {
        let DeValue::Table(said) = said.get_ref() else {
            let message = said!("a folder has to be a table: {form}", form = FORM);
            source.problem(said.span(), message, None);
            continue;
        };
        let place = match Folders::of(pattern.get_ref(), source.folder()) {
            Ok(place) => place,
            Err(why) => {
                let message = said!(
                    "`{pattern}` is no pattern of folders: {why}",
                    pattern = pattern.get_ref(),
                    why = why
                );
                source.problem(pattern.span(), message, None);
                continue;
            }
        };
        let mut entries = Vec::new();
        for (key, value) in said {
            let known = keys.iter().find(|known| known.name == *key.get_ref());
            if known.is_some_and(|known| !known.is_per_folder) {
                let message = said!("`{key}` holds for a whole run, not for a folder", key = key.get_ref());
                let hint = said!("write it above the tables, at the beginning of the file");
                source.problem(key.span(), message, Some(hint));
                continue;
            }
            let own: Vec<Key> = keys.iter().filter(|key| key.is_per_folder).cloned().collect();
            entries.extend(source.entry(&own, key, value));
        }
        entries.sort_by_key(|entry| entry.line);
        folders.push(Folder { place, entries });
    }
    folders
}
