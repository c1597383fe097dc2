//! The names of Windows domains, which are names of directories and not of servers in them.

use crate::dns::{first_label, is_fqdn, second_label};
use crate::formula::{label, second_of_three};
use crate::text::all_digits;
use crate::{Definition, Judgement, Part, Problem, fqdn};

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "directory",
    about: "The fully qualified name of a Windows domain. Its first parts are there for a name that could be a server's: the first label that looks like a machine, the domain behind it, and that one's first label; its last are its first label, and the second of three or more.",
    parts: &["machine", "parent", "parent_label", "first_label", "second_label"],
    problems: &["directory-address", "directory-bare", "directory-url", "directory-label"],
    judge,
    conditions: |x| {
        fqdn::conditions(x, "directory-address", "directory-bare", "directory-url", "directory-label")
    },
    pieces: |x| {
        let none = || "\"\"".to_owned();
        vec![none(), none(), none(), label(x, 1), second_of_three(x)]
    },
};

fn judge(value: &str) -> Judgement<'_> {
    if is_fqdn(value) {
        let [name, parent, label] = machine(value);
        let parts = vec![name, parent, label, first_label(value, value), second_label(value, value)];
        return Judgement { parts, problem: None };
    }
    let problem = fqdn::problem(value).map(|problem| {
        let key = match problem.key {
            "ip-address" => "directory-address",
            "bare-name" => "directory-bare",
            "url" => "directory-url",
            _ => "directory-label",
        };
        Problem { key, ..problem }
    });
    Judgement::without_parts(problem)
}

/// The first label of a name where it looks like that of a machine, the domain behind it, and that one's
/// first label.
fn machine(value: &str) -> [Option<Part<'_>>; 3] {
    let Some((first, parent)) = value.split_once('.').filter(|(first, _)| is_machine(first)) else {
        return [const { None }; 3];
    };
    let label = parent.split('.').next().unwrap_or(parent);
    [first, parent, label].map(|piece| Part::piece(value, piece))
}

/// Whether a label looks like the name of a machine.
pub fn is_machine(label: &str) -> bool {
    let lower = label.to_ascii_lowercase();
    let is_numbered = lower.ends_with(|last: char| last.is_ascii_digit()) && !all_digits(&lower);
    is_numbered || lower.contains("srv") || lower.contains("server")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::check;

    #[test]
    fn directories() {
        check(
            &FORMAT,
            &[
                ("corp.example.be", "", ""),
                ("dc01.corp.example.be", "", ""),
                ("10.0.0.1", "directory-address", ""),
                ("CORP", "directory-bare", ""),
                ("https://corp.example.be/", "directory-url", "corp.example.be"),
                ("corp_1.example.be", "directory-label", ""),
            ],
        );
        let told = |value| machine(value).into_iter().flatten().map(|part| part.text).collect::<Vec<_>>();
        assert_eq!(told("dc01.corp.example.be"), ["dc01", "corp.example.be", "corp"]);
        assert_eq!(told("SrvApp.corp.be"), ["SrvApp", "corp.be", "corp"]);
        assert!(told("corp.example.be").is_empty());
        assert!(told("2024.example.be").is_empty());
    }
}
