//! A finding as SARIF shows it.

use pamlint_convention::Severity;
use std::borrow::Cow;

use pamlint_rules::{Excepted, Finding, Place, Report, Wording};
use serde::Serialize;

use crate::place::uri;

#[derive(Serialize)]
pub(super) struct Message<'a> {
    text: Cow<'a, str>,
}

impl<'a> Message<'a> {
    /// A message that says a text. Brackets would begin a link (SARIF 2.1.0, 3.11.6): they are written so that they do not.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Message<'a> {
        let text = text.into();
        if !text.contains(['[', ']']) {
            return Message { text };
        }
        let mut escaped = String::with_capacity(text.len() + 8);
        let mut backslashes = 0;
        for character in text.chars() {
            if matches!(character, '[' | ']') {
                // Those before it would otherwise take our own for a backslash that is meant.
                escaped.extend(std::iter::repeat_n('\\', backslashes + 1));
            }
            backslashes = if character == '\\' { backslashes + 1 } else { 0 };
            escaped.push(character);
        }
        Message { text: escaped.into() }
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// The file.
#[derive(Serialize)]
pub(super) struct Artifact {
    uri: String,
}

impl Artifact {
    pub fn new(path: &str) -> Artifact {
        Artifact { uri: uri(path) }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalPlace<'a> {
    physical_location: InArtifact<'a>,
}

impl<'a> PhysicalPlace<'a> {
    pub fn new(artifact: &'a Artifact) -> PhysicalPlace<'a> {
        PhysicalPlace { physical_location: InArtifact { artifact_location: artifact } }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct InArtifact<'a> {
    artifact_location: &'a Artifact,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PlaceView<'a> {
    #[serde(flatten)]
    file: PhysicalPlace<'a>,
    logical_locations: [Logical; 1],
}

impl<'a> PlaceView<'a> {
    fn new(report: &Report, place: Place, artifact: &'a Artifact) -> PlaceView<'a> {
        let name = place.cell.to_string();
        let sheet = report.sheet_name(place).replace('\'', "''");
        let fully_qualified_name = format!("'{sheet}'!{name}");
        PlaceView {
            file: PhysicalPlace::new(artifact),
            logical_locations: [Logical { name, fully_qualified_name, kind: "cell" }],
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    name: String,
    fully_qualified_name: String,
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultView<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message<'a>,
    locations: [PlaceView<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<PlaceView<'a>>,
    partial_fingerprints: FingerprintsView,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<[Suppression<'a>; 1]>,
    properties: Properties<'a>,
}

impl<'a> ResultView<'a> {
    pub fn new(
        report: &Report,
        finding: &'a Finding,
        wording: &Wording<'_>,
        artifact: &'a Artifact,
        (rule_index, fingerprint): (Option<usize>, String),
    ) -> ResultView<'a> {
        let mut text = wording.message(finding);
        if let Some(help) = wording.help(finding).filter(|help| !help.is_empty()) {
            text = format!("{text}\n{help}");
        }
        let related = finding.related.iter();
        ResultView {
            rule_id: &finding.code,
            rule_index,
            level: level(finding.severity),
            message: Message::new(text),
            locations: [PlaceView::new(report, finding.place, artifact)],
            related_locations: related.map(|place| PlaceView::new(report, *place, artifact)).collect(),
            partial_fingerprints: FingerprintsView { fingerprint },
            suppressions: finding.exception.as_ref().map(|exception| [Suppression::new(exception)]),
            properties: Properties::new(finding, wording),
        }
    }
}

/// A recorded exception: it stands outside of the workbook, and was accepted.
#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    status: &'static str,
    justification: &'a str,
    properties: Approval<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Approval<'a> {
    approved_by: &'a str,
    until: &'a str,
}

impl<'a> Suppression<'a> {
    fn new(exception: &'a Excepted) -> Suppression<'a> {
        Suppression {
            kind: "external",
            status: "accepted",
            justification: &exception.reason,
            properties: Approval { approved_by: &exception.approved_by, until: &exception.until },
        }
    }
}

#[derive(Serialize)]
struct FingerprintsView {
    #[serde(rename = "accountAndRule/v1")]
    fingerprint: String,
}

/// What SARIF has no room of its own for.
#[derive(Serialize)]
struct Properties<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'a str>,
    value: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixView<'a>>,
}

impl<'a> Properties<'a> {
    fn new(finding: &'a Finding, wording: &Wording<'_>) -> Properties<'a> {
        Properties {
            account: finding.account.as_deref(),
            column: finding.column.as_deref().filter(|column| !column.is_empty()),
            value: wording.value(finding),
            fix: finding
                .fix
                .as_ref()
                .map(|fix| FixView { value: &fix.value, applicability: fix.applicability.word() }),
        }
    }
}

#[derive(Serialize)]
struct FixView<'a> {
    value: &'a str,
    applicability: &'static str,
}

/// The word for a severity.
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
