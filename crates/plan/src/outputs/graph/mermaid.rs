//! A graph for Mermaid. Every character of a name that could mean something to it is written by its number.

use std::fmt::Write as _;

use super::{Graph, Kind, Line};
use crate::object::State;

pub(super) fn write(graph: &Graph) -> String {
    let mut out = "flowchart LR\n".to_owned();
    for (position, node) in graph.nodes.iter().enumerate() {
        let mut label = text(&node.name);
        if node.state != State::Create {
            let _ = write!(label, "<br/>{}", text(&node.said));
        }
        let (open, close) = match node.kind {
            Kind::Group => ("([", "])"),
            Kind::Safe => ("[(", ")]"),
            Kind::Account => ("[", "]"),
            Kind::More => ("[", "]"),
        };
        let _ = writeln!(out, "  n{position}{open}\"{label}\"{close}:::{}", class(node.state, node.kind));
    }
    for edge in &graph.edges {
        let line = match (edge.kind, edge.state) {
            (Line::Holds, _) => "---",
            (_, State::Undecided | State::Blocked) => "-.->",
            (Line::Member, _) => "-->",
            (Line::Link, _) => "==>",
        };
        let name = if edge.name.is_empty() { String::new() } else { format!("|\"{}\"|", text(&edge.name)) };
        let _ = writeln!(out, "  n{} {line}{name} n{}", edge.from, edge.to);
    }
    for (name, style) in [
        ("create", "fill:#eaf1fb,stroke:#2f5d9b,color:#16243a"),
        ("same", "fill:#eef6ee,stroke:#4f8a4f,color:#16243a"),
        ("open", "fill:#fff4ce,stroke:#a67c00,color:#16243a"),
        ("blocked", "fill:#fde7e9,stroke:#a4262c,color:#16243a"),
        ("more", "fill:none,stroke:none,color:#5b6778"),
    ] {
        let _ = writeln!(out, "  classDef {name} {style}");
    }
    out
}

fn class(state: State, kind: Kind) -> &'static str {
    match (kind, state) {
        (Kind::More, _) => "more",
        (_, State::Create) => "create",
        (_, State::Same) => "same",
        (_, State::Differs | State::Undecided) => "open",
        (_, State::Blocked) => "blocked",
    }
}

fn text(value: &str) -> String {
    let mut out = String::new();
    for letter in value.chars() {
        match letter {
            ' ' | '-' | '.' | '_' | ',' => out.push(letter),
            _ if letter.is_alphanumeric() => out.push(letter),
            _ => {
                let _ = write!(out, "#{};", u32::from(letter));
            }
        }
    }
    out
}
