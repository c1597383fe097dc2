//! Paths as texts: where a file stands below a folder, its URI, and the way to it from another file.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands in a segment of a URI as it is: the characters that RFC 3986 calls unreserved.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The URI of a path: relative for a relative path, of the scheme `file` for others.
pub(crate) fn uri(path: &str) -> String {
    Place::new(path).uri()
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    start: Start,
    /// Folders, then the file. There may be `..` at the start of a relative path only.
    segments: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// Where the program runs.
    Here,
    Root,
    Drive(char),
    /// The first segment is the name of the machine.
    Machine,
}

impl Place {
    /// The place that a path names. Besides the paths of the system that the program was made for, those of
    /// Windows are known by their drive, their two backslashes, or by having no slash: a report can be read
    /// on another system than the one that it was written on.
    pub fn new(path: &str) -> Place {
        let is_windows =
            cfg!(windows) || path.starts_with("\\\\") || drive(path).is_some() || !path.contains('/');
        let path = if is_windows { path.replace('\\', "/") } else { path.to_owned() };
        let (start, rest) = match drive(&path) {
            Some((letter, rest)) => (Start::Drive(letter.to_ascii_uppercase()), rest),
            None if is_windows && path.starts_with("//") => (Start::Machine, path.as_str()),
            None if path.starts_with('/') => (Start::Root, path.as_str()),
            None => (Start::Here, path.as_str()),
        };
        let mut place = Place { start, segments: Vec::new() };
        place.go(rest.split('/'));
        place
    }

    fn go<'a>(&mut self, segments: impl Iterator<Item = &'a str>) {
        for segment in segments {
            match segment {
                "" | "." => {}
                ".." if self.segments.last().is_some_and(|last| last != "..") => {
                    self.segments.pop();
                }
                ".." if self.start != Start::Here => {}
                _ => self.segments.push(segment.to_owned()),
            }
        }
    }

    /// The same place, said from `here` when it is relative.
    pub fn from(self, here: &Place) -> Place {
        if self.start != Start::Here {
            return self;
        }
        let mut place = here.clone();
        place.go(self.segments.iter().map(String::as_str));
        place
    }

    /// How many folders deep it stands.
    pub fn depth(&self) -> usize {
        self.segments.len()
    }

    /// The segments below a folder; `None` for what does not stand in it.
    pub fn below(&self, folder: &Place) -> Option<&[String]> {
        let rest = self.segments.strip_prefix(folder.segments.as_slice())?;
        (self.start == folder.start && !rest.is_empty()).then_some(rest)
    }

    /// The name of the file, without its extension.
    pub fn stem(&self) -> &str {
        let name = self.segments.last().map_or("", String::as_str);
        match name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => name,
        }
    }

    /// Its URI.
    pub fn uri(&self) -> String {
        let segments = encoded(&self.segments);
        match self.start {
            Start::Here => segments,
            Start::Root => format!("file:///{segments}"),
            Start::Drive(letter) => format!("file:///{letter}:/{segments}"),
            Start::Machine => format!("file://{segments}"),
        }
    }

    /// Its URI as a link in another file: relative where both are on the same drive or machine.
    pub fn link_from(&self, file: &Place) -> String {
        let machine =
            |place: &Place| (place.start == Start::Machine).then(|| place.segments.first().cloned());
        if self.start != file.start || machine(self) != machine(file) {
            return self.uri();
        }
        let folder = file.segments.split_last().map_or(&[][..], |(_, folder)| folder);
        let common = self.segments.iter().zip(folder).take_while(|(one, other)| one == other).count();
        let up = "../".repeat(folder.len() - common);
        format!("{up}{}", encoded(self.segments.get(common..).unwrap_or_default()))
    }
}

fn encoded(segments: &[String]) -> String {
    let encoded = segments.iter().map(|segment| utf8_percent_encode(segment, SEGMENT).to_string());
    encoded.collect::<Vec<_>>().join("/")
}

/// The letter of a drive, and what follows its colon.
fn drive(path: &str) -> Option<(char, &str)> {
    let (letter, rest) = path.split_once(':')?;
    let mut letters = letter.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_ascii_alphabetic() && rest.starts_with(['/', '\\']) => {
            Some((letter, rest))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_as_uris() {
        let table = [
            ("in/a.xlsx", "in/a.xlsx"),
            ("./in/./Athumi & co/é #1?.xlsx", "in/Athumi%20%26%20co/%C3%A9%20%231%3F.xlsx"),
            ("in/../../a:b.xlsx", "../a%3Ab.xlsx"),
            ("a:b.xlsx", "a%3Ab.xlsx"),
            ("100%.xlsx", "100%25.xlsx"),
            ("/share/in/a.xlsx", "file:///share/in/a.xlsx"),
            ("/../a.xlsx", "file:///a.xlsx"),
            ("in\\a b.xlsx", "in/a%20b.xlsx"),
            ("C:\\in\\a.xlsx", "file:///C:/in/a.xlsx"),
            ("c:/in/a.xlsx", "file:///C:/in/a.xlsx"),
            ("\\\\server\\share\\a.xlsx", "file://server/share/a.xlsx"),
            ("", ""),
        ];
        for (path, expected) in table {
            assert_eq!(uri(path), expected, "{path}");
        }
        #[cfg(not(windows))]
        assert_eq!(uri("in/a\\b.xlsx"), "in/a%5Cb.xlsx");
    }

    #[test]
    fn links_lead_from_file_to_file() {
        let table = [
            ("/w", "out/sum.html", "out/a.checked.xlsx", "a.checked.xlsx"),
            ("/w", "sum.html", "out/b c/a.xlsx", "out/b%20c/a.xlsx"),
            ("/w", "out/sum/s.html", "in/a.xlsx", "../../in/a.xlsx"),
            ("/w", "/s.html", "in/a.xlsx", "w/in/a.xlsx"),
            ("/w", "../s.html", "/w/../x/a.xlsx", "x/a.xlsx"),
            ("C:\\w", "s.html", "D:\\a.xlsx", "file:///D:/a.xlsx"),
            ("C:\\w", "out\\s.html", "c:\\w\\in\\a.xlsx", "../in/a.xlsx"),
            ("\\\\one\\w", "s.html", "\\\\two\\w\\a.xlsx", "file://two/w/a.xlsx"),
            ("\\\\one\\w", "s.html", "\\\\one\\v\\a.xlsx", "../v/a.xlsx"),
        ];
        for (here, from, to, link) in table {
            let here = Place::new(here);
            let (from, to) = (Place::new(from).from(&here), Place::new(to).from(&here));
            assert_eq!(to.link_from(&from), link, "{from:?} {to:?}");
        }
    }
}
