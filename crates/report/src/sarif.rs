//! The SARIF format, version 2.1.0: for the tools that gather what linters and scanners say.
//!
//! A workbook has no lines, so that places are logical: `'UX'!B7`. Keys that may be left out and say nothing
//! are left out.

mod fingerprint;
mod result;

use pamlint_convention::{Convention, Language, Rule};
use pamlint_rules::Wording;
use serde::Serialize;

use crate::emitter::Emitter;
use crate::json::plain as json;
use crate::run::{Failed, Head, Outcome};
use crate::tally::Tally;
use fingerprint::Fingerprints;
use pamlint_words::Words;
use result::{Artifact, Message, PhysicalPlace, ResultView};

/// The address of the schema of the format.
const SCHEMA: &str =
    "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json";

/// The notice for a workbook that an interrupted run has not come to.
const INTERRUPTED: &str = "interrupted";

/// One SARIF document with one run, a result on a line.
#[derive(Debug)]
pub struct Sarif<'a> {
    explained: &'a Convention,
    /// Its rules by their codes.
    rules: Vec<&'a Rule>,
    /// The id and version of the convention that most workbooks go by.
    convention: (String, String),
    words: &'static Words,
    results: usize,
    notices: Vec<String>,
}

impl<'a> Sarif<'a> {
    /// A document that explains the rules of a convention.
    pub fn new(convention: &'a Convention) -> Sarif<'a> {
        let mut rules: Vec<&Rule> = convention.rules.iter().collect();
        rules.sort_by(|one, other| one.code.cmp(&other.code));
        Sarif {
            explained: convention,
            rules,
            convention: Default::default(),
            words: Words::of(Language::EN),
            results: 0,
            notices: Vec::new(),
        }
    }

    /// The position of a rule among those that are explained; none for one of another convention.
    fn index(&self, code: &str, convention: &Convention) -> Option<usize> {
        let (id, version) = &self.convention;
        if (&convention.id, &convention.version) != (id, version) {
            return None;
        }
        self.rules.binary_search_by(|rule| rule.code.as_str().cmp(code)).ok()
    }
}

impl Emitter for Sarif<'_> {
    fn begin(&mut self, head: &Head<'_>, out: &mut String) {
        let Wording { convention, language } = head.wording;
        (self.words, self.results, self.notices) = (Words::of(language), 0, Vec::new());
        self.convention = (convention.id.clone(), convention.version.clone());
        let driver = Driver {
            name: &head.tool.0,
            version: &head.tool.1,
            language,
            rules: self.rules.iter().map(|rule| RuleView::new(self.explained, rule, language)).collect(),
            notifications: Failed::KINDS
                .into_iter()
                .chain([INTERRUPTED])
                .map(|id| Descriptor { id })
                .collect(),
        };
        let properties =
            RunProperties { convention: Named { id: &convention.id, version: &convention.version } };
        out.push_str(&format!("{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\n"));
        out.push_str(&format!("\"tool\":{{\"driver\":{}}},\n", json(&driver)));
        out.push_str(&format!("\"language\":{},\n", json(&language.code())));
        out.push_str(&format!("\"properties\":{},\n", json(&properties)));
        out.push_str("\"results\":[");
    }

    fn workbook(&mut self, head: &Head<'_>, outcome: &Outcome, out: &mut String) {
        let artifact = Artifact::new(&outcome.path);
        let report = match &outcome.result {
            Ok(report) => report,
            Err(failed) => {
                let message = failed.message(head.wording.language);
                self.notices.push(json(&Notice::new(failed.kind(), &message, &artifact)));
                return;
            }
        };
        let mut fingerprints = Fingerprints::default();
        for finding in &report.findings {
            let known_by =
                (self.index(&finding.code, head.wording.convention), fingerprints.next(report, finding));
            let result = ResultView::new(report, finding, &head.wording, &artifact, known_by);
            out.push_str(if self.results == 0 { "\n" } else { ",\n" });
            out.push_str(&json(&result));
            self.results += 1;
        }
    }

    fn end(&mut self, tally: &Tally, out: &mut String) {
        out.push_str(if self.results == 0 { "],\n" } else { "\n],\n" });
        for path in &tally.not_reached {
            let (message, artifact) =
                (self.words.count(1, &self.words.report.interrupted), Artifact::new(path));
            self.notices.push(json(&Notice::new(INTERRUPTED, &message, &artifact)));
        }
        let successful = tally.failed == 0 && tally.not_reached.is_empty();
        out.push_str(&format!("\"invocations\":[{{\"executionSuccessful\":{successful}"));
        if !self.notices.is_empty() {
            let notices = self.notices.join(",\n");
            out.push_str(&format!(",\"toolExecutionNotifications\":[\n{notices}\n]"));
        }
        out.push_str("}]\n}]}\n");
        self.notices.clear();
    }
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'a str,
    version: &'a str,
    language: Language,
    rules: Vec<RuleView<'a>>,
    notifications: Vec<Descriptor>,
}

#[derive(Serialize)]
struct Descriptor {
    id: &'static str,
}

#[derive(Serialize)]
struct RunProperties<'a> {
    convention: Named<'a>,
}

#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleView<'a> {
    id: &'a str,
    name: &'a str,
    short_description: Message<'a>,
    #[serde(skip_serializing_if = "Message::is_empty")]
    full_description: Message<'a>,
    #[serde(skip_serializing_if = "Message::is_empty")]
    help: Message<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    default_configuration: Configuration,
}

impl<'a> RuleView<'a> {
    fn new(convention: &Convention, rule: &'a Rule, language: Language) -> RuleView<'a> {
        RuleView {
            id: &rule.code,
            name: &rule.name,
            short_description: Message::new(rule.message.in_general(language)),
            full_description: Message::new(rule.why.get(language)),
            help: Message::new(rule.help.in_general(language)),
            help_uri: convention.page_of(rule),
            default_configuration: Configuration { level: result::level(rule.severity) },
        }
    }
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

/// A workbook that could not be checked.
#[derive(Serialize)]
struct Notice<'a> {
    descriptor: Descriptor,
    level: &'static str,
    message: Message<'a>,
    locations: [PhysicalPlace<'a>; 1],
}

impl<'a> Notice<'a> {
    fn new(id: &'static str, message: &'a str, artifact: &'a Artifact) -> Notice<'a> {
        Notice {
            descriptor: Descriptor { id },
            level: "error",
            message: Message::new(message),
            locations: [PhysicalPlace::new(artifact)],
        }
    }
}
