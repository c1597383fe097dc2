//! A graph as a picture: groups, safes and accounts in three columns, each safe beside what belongs to it, and links at
//! the right. Attributes say how it looks in the light, which every program understands; a style says how it looks in the
//! dark. It can stand in a page.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::{Block, Edge, Graph, Kind, Line};
use crate::object::State;

/// How much space there is from one box to the next below it.
const STEP: usize = 42;
/// How high a box is.
const HEIGHT: usize = 34;
/// How much space there is between two safes.
const BETWEEN: usize = 18;
/// How much space there is between two columns.
const GAP: usize = 130;
/// Where the first box stands below the title and the headings of the columns.
const TOP: usize = 84;
/// What is left free at the sides.
const MARGIN: usize = 20;
/// The most columns of letters of a name that are shown.
const LONGEST: usize = 64;

/// How it looks in the dark.
const DARK: &str = "@media screen and (prefers-color-scheme:dark){\
.plan .ground{fill:#121820}.plan text{fill:#e8ecf1}.plan text.quiet{fill:#aeb8c4}\
.plan path{stroke:#aeb8c4}.plan .holds{stroke:#4a5a6e}.plan .tip{fill:#aeb8c4;stroke:none}\
.plan text.edge{stroke:#121820}\
.plan rect.create{fill:#12385c;stroke:#a9d2ff}.plan text.create{fill:#a9d2ff}\
.plan rect.same{fill:#173a22;stroke:#8fd19e}.plan text.same{fill:#8fd19e}\
.plan rect.open{fill:#4d3400;stroke:#ffd48a}.plan text.open{fill:#ffd48a}\
.plan rect.blocked{fill:#5a1a16;stroke:#ffb4ab}.plan text.blocked{fill:#ffb4ab}}";

/// Where a box stands.
#[derive(Clone, Copy, Default)]
struct Place {
    x: usize,
    y: usize,
    width: usize,
}

pub(super) fn write(graph: &Graph) -> String {
    let (places, columns, bottom) = layout(graph);
    let bulge =
        graph.edges.iter().filter(|edge| edge.kind == Line::Link).map(|edge| reach(edge, &places)).max();
    let right = columns.iter().map(|column| column.x + column.width).max().unwrap_or(0);
    let (width, height) = (right + bulge.map_or(0, |bulge| bulge + 60) + MARGIN, bottom + MARGIN);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plan\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" font-family=\"Arial, Helvetica, sans-serif\" role=\"img\">"
    );
    let title = text(&graph.title);
    let _ = writeln!(out, "<title>{title}</title>");
    let _ = writeln!(out, "<style>{DARK}</style>");
    out.push_str("<rect class=\"ground\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    out.push_str(
        "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" \
         orient=\"auto\"><path class=\"tip\" d=\"M0 0L8 4L0 8z\" fill=\"#5b6778\"/></marker></defs>\n",
    );
    label(&mut out, (MARGIN, 32), "font-size=\"17\" font-weight=\"bold\" fill=\"#16243a\"", &title);
    for (column, name) in columns.iter().zip(graph.types) {
        label(
            &mut out,
            (column.x, 66),
            "class=\"quiet\" font-size=\"12\" font-weight=\"bold\" fill=\"#5b6778\"",
            &text(name),
        );
    }
    for edge in &graph.edges {
        line(&mut out, edge, &places);
    }
    for (node, place) in graph.nodes.iter().zip(&places) {
        let (class, fill, stroke) = colours(node.state);
        let radius = if node.kind == Kind::Group { HEIGHT / 2 } else { 4 };
        let shown = shown(&node.name);
        let _ = write!(out, "<g><title>{}</title>", text(&node.name));
        if node.kind == Kind::More {
            let style = "class=\"quiet\" font-size=\"12\" fill=\"#5b6778\"";
            label(&mut out, (place.x + 10, place.y + 21), style, &text(&shown));
        } else {
            let _ = write!(
                out,
                "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{HEIGHT}\" rx=\"{radius}\" fill=\"{fill}\" \
                 stroke=\"{stroke}\"/>",
                place.x, place.y, place.width
            );
            let weight = if node.kind == Kind::Safe { " font-weight=\"bold\"" } else { "" };
            let style = format!("font-size=\"12\"{weight} fill=\"#16243a\"");
            label(&mut out, (place.x + 14, place.y + 15), &style, &text(&shown));
            let style = format!("class=\"{class}\" font-size=\"10\" fill=\"{stroke}\"");
            label(&mut out, (place.x + 14, place.y + 28), &style, &text(&node.said));
        }
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
    out
}

/// Where every node stands, where the columns are, and where the last box ends.
fn layout(graph: &Graph) -> (Vec<Place>, [Place; 3], usize) {
    let widest = |kinds: &[Kind], heading: &str| {
        let names = graph.nodes.iter().filter(|node| kinds.contains(&node.kind)).map(|node| &node.name);
        names.map(|name| shown(name).width()).max().unwrap_or(0).max(heading.width()).max(14) * 7 + 28
    };
    let [groups, safes, accounts] = graph.types;
    let widths = [
        widest(&[Kind::Group], groups),
        widest(&[Kind::Safe], safes),
        widest(&[Kind::Account, Kind::More], accounts),
    ];
    let mut columns = [Place::default(); 3];
    let mut x = MARGIN;
    for (column, width) in columns.iter_mut().zip(widths) {
        *column = Place { x, y: TOP, width };
        x += width + GAP;
    }
    let mut places = vec![Place::default(); graph.nodes.len()];
    let mut y = TOP;
    for Block { groups, safe, accounts } in &graph.safes {
        let rows = groups.len().max(accounts.len()).max(1);
        for (nodes, column) in
            [(groups.as_slice(), columns[0]), (&[*safe], columns[1]), (accounts, columns[2])]
        {
            let top = y + (rows - nodes.len()) * STEP / 2;
            for (row, node) in nodes.iter().enumerate() {
                if let Some(place) = places.get_mut(*node) {
                    *place = Place { y: top + row * STEP, ..column };
                }
            }
        }
        y += rows * STEP + BETWEEN;
    }
    (places, columns, y)
}

/// How far a link reaches to the right of the accounts.
fn reach(edge: &Edge, places: &[Place]) -> usize {
    let y = |node: usize| places.get(node).map_or(0, |place| place.y);
    (24 + y(edge.from).abs_diff(y(edge.to)) / 8).min(160)
}

fn line(out: &mut String, edge: &Edge, places: &[Place]) {
    let (Some(from), Some(to)) = (places.get(edge.from), places.get(edge.to)) else { return };
    let middle = HEIGHT / 2;
    let (x1, y1, y2) = (from.x + from.width, from.y + middle, to.y + middle);
    let dash = match edge.state {
        State::Undecided | State::Blocked if edge.kind != Line::Holds => " stroke-dasharray=\"5 4\"",
        _ => "",
    };
    let (path, style, at) = match edge.kind {
        Line::Link => {
            let (x2, out) = (to.x + to.width, reach(edge, places));
            let far = x1.max(x2) + out * 4 / 3;
            let path = format!("M{x1} {y1}C{far} {y1} {far} {y2} {x2} {y2}");
            (
                path,
                "stroke=\"#5b6778\" stroke-width=\"1.6\" marker-end=\"url(#tip)\"",
                (x1.max(x2) + out + 4, (y1 + y2) / 2 + 4),
            )
        }
        Line::Member | Line::Holds => {
            let x2 = to.x;
            let half = (x1 + x2) / 2;
            let path = format!("M{x1} {y1}C{half} {y1} {half} {y2} {x2} {y2}");
            let style = match edge.kind {
                Line::Holds => "class=\"holds\" stroke=\"#b7c0cc\"",
                _ => "stroke=\"#5b6778\" marker-end=\"url(#tip)\"",
            };
            // Beside the group, where lines do not cross yet.
            (path, style, (x1 + 8, y1 - 4))
        }
    };
    let _ = writeln!(out, "<path d=\"{path}\" fill=\"none\" {style}{dash}/>");
    if !edge.name.is_empty() {
        let style = "class=\"quiet edge\" font-size=\"10\" fill=\"#5b6778\" stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\"";
        label(out, at, style, &text(&edge.name));
        out.push('\n');
    }
}

/// A text at a place; it is written as it is.
fn label(out: &mut String, (x, y): (usize, usize), style: &str, markup: &str) {
    let _ = write!(out, "<text x=\"{x}\" y=\"{y}\" {style}>{markup}</text>");
}

/// The class of a state, and its colours of ground and line in the light.
fn colours(state: State) -> (&'static str, &'static str, &'static str) {
    match state {
        State::Create => ("create", "#eaf1fb", "#2f5d9b"),
        State::Same => ("same", "#eef6ee", "#3f743f"),
        State::Differs | State::Undecided => ("open", "#fff4ce", "#7a5c00"),
        State::Blocked => ("blocked", "#fde7e9", "#a4262c"),
    }
}

/// A name as far as there is room for it.
fn shown(name: &str) -> String {
    if name.width() <= LONGEST {
        return name.to_owned();
    }
    let kept: String = name.chars().take(LONGEST - 1).collect();
    format!("{kept}…")
}

fn text(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
