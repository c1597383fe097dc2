//! `pamlint rule`: the rules of a convention, listed or explained one by one.

mod example;

use std::fmt::Write as _;

use pamlint_convention::{Applicability, Convention, Language, Rule, Severity};
use pamlint_report::wrapped;
use pamlint_words::Words;

use crate::args::RuleArguments;
use crate::codes::no_such_rule;
use crate::exit::Exit;
use crate::output::Screen;
use crate::settings::voice;

/// Runs the command.
pub fn run(arguments: &RuleArguments) -> anyhow::Result<Exit> {
    let (convention, language) = voice(&arguments.voice)?;
    let text = match arguments.rule.as_deref().map(str::trim) {
        None | Some("") => list(convention.rules.iter(), language),
        Some(asked) => match convention.find_rule(asked) {
            Some(rule) => explained(&convention, convention.rule(rule), language),
            None => {
                let (prefix, word) = (asked.to_ascii_uppercase(), asked.to_lowercase());
                let is_meant = |rule: &&Rule| {
                    rule.code.starts_with(&prefix) || rule.name.split('-').any(|part| part == word)
                };
                let mut rules = convention.rules.iter().filter(is_meant).peekable();
                if rules.peek().is_none() {
                    return Err(no_such_rule(asked, &convention));
                }
                list(rules, language)
            }
        },
    };
    Screen::new().write(&text)?;
    Ok(Exit::Fine)
}

/// Code, severity and name of each rule, and what it says, in the order of codes.
fn list<'a>(rules: impl Iterator<Item = &'a Rule>, language: Language) -> String {
    let words = Words::of(language);
    let mut rules: Vec<&Rule> = rules.collect();
    rules.sort_by(|one, other| one.code.cmp(&other.code));
    let width =
        Severity::ALL.into_iter().map(|severity| severity.said(words).chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in rules {
        let severity = rule.severity.said(words);
        let _ = writeln!(out, "{}  {severity:<width$}  {}", rule.code, rule.name);
        let _ = writeln!(out, "{}", wrapped(&rule.message.in_general(language), INDENT, INDENT));
    }
    out
}

/// What stands before what belongs to a rule.
const INDENT: &str = "        ";

fn explained(convention: &Convention, rule: &Rule, language: Language) -> String {
    let words = Words::of(language);
    let mut out = String::new();
    let fix = match rule.fixable {
        Some(Applicability::Safe) => format!(", {}", words.cli.rule.safe_fix),
        Some(Applicability::Unsafe) => format!(", {}", words.cli.rule.unsafe_fix),
        None => String::new(),
    };
    let _ = writeln!(out, "{}  {}  ({}{fix})", rule.code, rule.name, rule.severity.said(words));
    let _ = writeln!(out, "\n{}", wrapped(&rule.message.in_general(language), "", ""));
    let help = rule.help.in_general(language);
    if !help.is_empty() {
        let _ = writeln!(out, "{}", wrapped(&help, "", ""));
    }
    section(&mut out, &words.cli.rule.why, rule.why.get(language));
    let (mut wrong, right) = example::differing(&rule.wrong, &rule.right, &words.cli.rule.marks);
    wrong.extend(example::said(convention, rule, language).into_iter().map(|said| format!("→ {said}")));
    examples(&mut out, &words.cli.rule.wrong, &wrong);
    examples(&mut out, &words.cli.rule.right, &right);
    section(&mut out, &words.cli.rule.source, &rule.source);
    out
}

fn section(out: &mut String, title: &str, text: &str) {
    if !text.is_empty() {
        let _ = writeln!(out, "\n{title}\n{}", wrapped(text, "  ", "  "));
    }
}

fn examples(out: &mut String, title: &str, lines: &[String]) {
    if !lines.is_empty() {
        let _ = writeln!(out, "\n{title}");
        for line in lines {
            let _ = writeln!(out, "{}", wrapped(line, "  ", "      "));
        }
    }
}
