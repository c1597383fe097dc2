//! A plan as a graph: groups, the safes that they have access to, the accounts in those, and the links between these.
//! What is drawn is found out here; each form of the drawing is a file.

mod dot;
mod mermaid;
mod svg;

use std::collections::BTreeSet;

use pamlint_convention::Made;
use pamlint_report::{Head, one_line};
use pamlint_words::Words;
use rustc_hash::FxHashMap;

use crate::object::{Fields, Object, Plan, State};

/// How many accounts of a safe are drawn, besides those with links.
const MOST_ACCOUNTS: usize = 12;

/// How many accounts with links are drawn of a safe.
const MOST_LINKED: usize = 40;

/// How many boxes are drawn before no safe is begun any more, where people look at the drawing itself.
const MOST_NODES: usize = 600;

/// A form of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// For Mermaid, which many wikis draw.
    Mermaid,
    /// For Graphviz.
    Dot,
    /// A picture.
    Svg,
}

/// A plan as a drawing.
pub fn plan_graph(plan: &Plan, head: &Head<'_>, drawing: Drawing) -> String {
    // Mermaid draws no more than 500 lines.
    let most = match drawing {
        Drawing::Mermaid => MOST_NODES / 4,
        Drawing::Dot => usize::MAX,
        Drawing::Svg => MOST_NODES,
    };
    let graph = Graph::of(plan, head, most);
    match drawing {
        Drawing::Mermaid => mermaid::write(&graph),
        Drawing::Dot => dot::write(&graph),
        Drawing::Svg => svg::write(&graph),
    }
}

/// What is drawn.
struct Graph {
    title: String,
    /// What people call groups, safes and accounts.
    types: [&'static str; 3],
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    safes: Vec<Block>,
}

/// A thing that is drawn.
struct Node {
    kind: Kind,
    /// Its name, on one line.
    name: String,
    state: State,
    /// The word of its state; nothing for what stands for several.
    said: String,
}

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Group,
    Safe,
    Account,
    /// The accounts, or the safes, that are not drawn.
    More,
}

/// A line between two nodes, by their positions.
struct Edge {
    from: usize,
    to: usize,
    /// The role of a group, or what a link is for; nothing where an account stands in a safe.
    name: String,
    kind: Line,
    state: State,
}

/// What a line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Member,
    Holds,
    Link,
}

/// A safe with the groups that are drawn beside it, and its accounts, by their positions.
struct Block {
    groups: Vec<usize>,
    safe: usize,
    accounts: Vec<usize>,
}

impl Graph {
    /// With so many nodes no other safe is begun; how many are left out is told.
    fn of(plan: &Plan, head: &Head<'_>, most: usize) -> Graph {
        let convention = head.wording.convention;
        let words = Words::of(head.wording.language);
        let title =
            [("convention", &convention.id as &dyn std::fmt::Display), ("version", &convention.version)];
        let mut graph = Graph {
            title: one_line(&words.plan.title.fill(&title)).into_owned(),
            types: [Made::Group, Made::Safe, Made::Account].map(|made| words.plan.types.of(made.word())),
            nodes: Vec::new(),
            edges: Vec::new(),
            safes: Vec::new(),
        };
        graph.add(plan, words, most);
        graph
    }

    fn add(&mut self, plan: &Plan, words: &'static Words, most: usize) {
        let mut groups: FxHashMap<&str, usize> = FxHashMap::default();
        let states: FxHashMap<&str, State> =
            plan.of(Made::Group).map(|group| (group.name.as_str(), group.state)).collect();
        let (mut members, mut accounts) = (FxHashMap::default(), FxHashMap::default());
        for object in &plan.objects {
            match &object.fields {
                Fields::Member { safe, .. } => push(&mut members, safe, object),
                Fields::Account(fields) => push(&mut accounts, &fields.safe, object),
                _ => {}
            }
        }
        let mut drawn: FxHashMap<&str, usize> = FxHashMap::default();
        let linked = linked(plan);
        let mut not_drawn = 0;
        for object in plan.of(Made::Safe) {
            if self.nodes.len() >= most {
                not_drawn += 1;
                continue;
            }
            let safe = self.node(Kind::Safe, &object.name, object.state, words);
            let mut block = Block { groups: Vec::new(), safe, accounts: Vec::new() };
            for member in members.get(object.name.as_str()).into_iter().flatten() {
                let Fields::Member { group, role, .. } = &member.fields else { continue };
                let state = states.get(group.as_str()).copied().unwrap_or(member.state);
                let at = *groups.entry(group).or_insert_with(|| {
                    let at = self.node(Kind::Group, group, state, words);
                    block.groups.push(at);
                    at
                });
                let name = one_line(role.as_deref().unwrap_or("?")).into_owned();
                self.edges.push(Edge { from: at, to: safe, name, kind: Line::Member, state: member.state });
            }
            let of_safe = accounts.get(object.name.as_str()).map_or(&[][..], Vec::as_slice);
            for account in chosen(of_safe, &linked) {
                let at = self.node(Kind::Account, &account.name, account.state, words);
                drawn.insert(&account.id, at);
                self.holds(&mut block, at, account.state);
            }
            let more = of_safe.len() - block.accounts.len();
            if more > 0 {
                let at = self.more(words.count(more, &words.plan_files.more_accounts));
                self.holds(&mut block, at, State::Create);
            }
            self.safes.push(block);
        }
        if not_drawn > 0 {
            let safe = self.more(words.count(not_drawn, &words.plan_files.more_safes));
            self.safes.push(Block { groups: Vec::new(), safe, accounts: Vec::new() });
        }
        for object in plan.of(Made::Link) {
            let Fields::Link { account, target, purpose, .. } = &object.fields else { continue };
            let ends = drawn.get(account.as_str()).zip(drawn.get(target.as_str()));
            if let Some((from, to)) = ends {
                let name = one_line(purpose).into_owned();
                let edge = Edge { from: *from, to: *to, name, kind: Line::Link, state: object.state };
                self.edges.push(edge);
            }
        }
    }

    fn node(&mut self, kind: Kind, name: &str, state: State, words: &Words) -> usize {
        self.nodes.push(Node {
            kind,
            name: one_line(name).into_owned(),
            state,
            said: state.said(words).to_owned(),
        });
        self.nodes.len() - 1
    }

    /// A node that stands for what is not drawn.
    fn more(&mut self, name: String) -> usize {
        self.nodes.push(Node { kind: Kind::More, name, state: State::Create, said: String::new() });
        self.nodes.len() - 1
    }

    fn holds(&mut self, block: &mut Block, account: usize, state: State) {
        block.accounts.push(account);
        let (from, name) = (block.safe, String::new());
        self.edges.push(Edge { from, to: account, name, kind: Line::Holds, state });
    }
}

fn push<'p>(into: &mut FxHashMap<&'p str, Vec<&'p Object>>, safe: &'p str, object: &'p Object) {
    into.entry(safe).or_default().push(object);
}

/// The accounts that a link begins or ends at, by their ids.
fn linked(plan: &Plan) -> BTreeSet<&str> {
    plan.of(Made::Link)
        .filter_map(|object| match &object.fields {
            Fields::Link { account, target, .. } => Some([account.as_str(), target.as_str()]),
            _ => None,
        })
        .flatten()
        .collect()
}

/// The accounts of a safe that are drawn, in their order.
fn chosen<'p>(accounts: &[&'p Object], linked: &BTreeSet<&str>) -> Vec<&'p Object> {
    let (mut with, mut without) = (0, 0);
    let mut is_chosen = |account: &&&'p Object| {
        let (count, most) = match linked.contains(account.id.as_str()) {
            true => (&mut with, MOST_LINKED),
            false => (&mut without, MOST_ACCOUNTS),
        };
        *count += 1;
        *count <= most
    };
    accounts.iter().filter(|account| is_chosen(account)).copied().collect()
}
