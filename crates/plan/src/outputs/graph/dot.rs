//! A graph for Graphviz.

use std::fmt::Write as _;

use super::{Graph, Kind, Line};
use crate::object::State;

pub(super) fn write(graph: &Graph) -> String {
    let mut out = String::from("digraph plan {\n");
    let _ = writeln!(
        out,
        "  label=\"{}\"; labelloc=t; rankdir=LR; ranksep=1.2; nodesep=0.15;",
        text(&graph.title)
    );
    out.push_str("  node [fontname=\"Helvetica\", fontsize=10, style=filled];\n");
    out.push_str("  edge [fontname=\"Helvetica\", fontsize=9];\n");
    for (position, node) in graph.nodes.iter().enumerate() {
        let shape = match node.kind {
            Kind::Group => "ellipse",
            Kind::Safe => "folder",
            Kind::Account => "box",
            Kind::More => "plaintext",
        };
        let mut label = text(&node.name);
        if node.state != State::Create {
            let _ = write!(label, "\\n{}", text(&node.said));
        }
        let (fill, line) = match (node.kind, node.state) {
            (Kind::More, _) => ("white", "white"),
            (_, State::Create) => ("#eaf1fb", "#2f5d9b"),
            (_, State::Same) => ("#eef6ee", "#4f8a4f"),
            (_, State::Differs | State::Undecided) => ("#fff4ce", "#a67c00"),
            (_, State::Blocked) => ("#fde7e9", "#a4262c"),
        };
        let _ = writeln!(
            out,
            "  n{position} [label=\"{label}\", shape={shape}, fillcolor=\"{fill}\", color=\"{line}\"];"
        );
    }
    for edge in &graph.edges {
        let style = match (edge.kind, edge.state) {
            (Line::Holds, _) => "arrowhead=none, color=\"#9aa5b4\"",
            (_, State::Undecided | State::Blocked) => "style=dashed",
            (Line::Member, _) => "style=solid",
            (Line::Link, _) => "style=bold, constraint=false",
        };
        let _ = writeln!(out, "  n{} -> n{} [label=\"{}\", {style}];", edge.from, edge.to, text(&edge.name));
    }
    out.push_str("}\n");
    out
}

/// A text in quotes: a backslash would begin an escape, and an ampersand an entity of HTML.
fn text(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;")
}
