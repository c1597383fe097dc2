//! A plan for people: what has to be decided, then a tree of what has to be made, then what is left out.

use std::fmt::Write as _;

use pamlint_convention::{Made, Secret};
use pamlint_report::{Head, one_line, wrapped};
use pamlint_words::{Counted, Words};

use crate::left_out::LeftOut;
use crate::object::{Decision, Fields, Object, Origin, Plan, Why};

/// How many objects of a decision are named.
const MOST_NAMED: usize = 12;

/// How many cells of an object are named.
const MOST_CELLS: usize = 3;

/// A plan as text.
pub fn plan_text(plan: &Plan, head: &Head<'_>) -> String {
    let words = Words::of(head.wording.language);
    let mut writer = Writer { plan, head, words, shows_workbook: workbooks(plan) > 1, out: String::new() };
    writer.write();
    writer.out
}

/// What has to be decided, in words.
pub(crate) fn question(decision: &Decision, head: &Head<'_>) -> String {
    let convention = head.wording.convention;
    let text = convention.plan.as_ref().and_then(|rules| {
        let question = rules.decisions.get(&decision.kind)?.question.get(head.wording.language)?;
        let (safe, role) = (decision.safe.as_deref(), decision.role.as_deref());
        Some(question.fill(&[("safe", &safe.unwrap_or_default()), ("role", &role.unwrap_or_default())]))
    });
    text.unwrap_or_default()
}

/// Why an account without an error of its own is left out.
pub(crate) fn left_out_why(account: &LeftOut, words: &Words) -> String {
    match &account.needs {
        Some(needs) => words.plan.left_out_for.fill(&[("account", &one_line(needs))]),
        None if account.codes.is_empty() => words.plan.left_out_value.clone(),
        None => String::new(),
    }
}

fn workbooks(plan: &Plan) -> usize {
    let of_objects = plan.objects.iter().flat_map(|object| &object.from).map(|from| &*from.workbook);
    let of_accounts = plan.left_out.iter().map(|left_out| left_out.workbook.as_str());
    of_objects.chain(of_accounts).collect::<std::collections::BTreeSet<_>>().len()
}

struct Writer<'a> {
    plan: &'a Plan,
    head: &'a Head<'a>,
    words: &'static Words,
    shows_workbook: bool,
    out: String,
}

impl Writer<'_> {
    fn write(&mut self) {
        let convention = self.head.wording.convention;
        let title = &self.words.plan.title;
        let title = title.fill(&[("convention", &convention.id), ("version", &convention.version)]);
        self.line(&wrapped(&title, "", ""));
        self.decisions();
        self.objects(Made::Group);
        self.safes();
        self.objects(Made::Platform);
        self.left_out();
        self.secrets();
        self.out.push('\n');
        let sum = self.sum();
        self.line(&wrapped(&sum, "", ""));
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.out.push('\n');
        let colon = &self.words.report.colon;
        let text = format!("{text}{colon}");
        self.line(&text);
    }

    fn decisions(&mut self) {
        let plan = self.plan;
        if plan.decisions.is_empty() {
            return;
        }
        self.heading(&self.words.plan.decisions);
        for decision in &plan.decisions {
            let question = one_line(&question(decision, self.head)).into_owned();
            self.line(&wrapped(&question, "  ? ", "    "));
            for id in decision.about.iter().take(MOST_NAMED) {
                let name = one_line(id).into_owned();
                self.line(&format!("      {name}"));
            }
            let more = decision.about.len().saturating_sub(MOST_NAMED);
            if more > 0 {
                self.line(&format!("      … (+{more})"));
            }
        }
    }

    fn objects(&mut self, made: Made) {
        let plan = self.plan;
        if plan.of(made).next().is_none() {
            return;
        }
        self.heading(self.words.plan.types.of(made.word()));
        plan.of(made).for_each(|object| self.object(object, ("  ", &object.name), ""));
    }

    /// An object with its state, and the cells that ask for it.
    fn object(&mut self, object: &Object, (indent, name): (&str, &str), more: &str) {
        let state = object.state.said(self.words);
        let mut line = format!("{indent}{}  [{state}]", one_line(name));
        if !more.is_empty() {
            let _ = write!(line, "  {}", one_line(more));
        }
        let cells: Vec<String> = object.from.iter().take(MOST_CELLS).map(|from| self.cell(from)).collect();
        let dots = if object.from.len() > MOST_CELLS { ", …" } else { "" };
        let _ = write!(line, "  ({}{dots})", cells.join(", "));
        self.line(&line);
        // What is among the decisions is not told again for each of their objects.
        let why = object.why.as_ref().filter(|why| !matches!(why, Why::MemberName(_)));
        if let Some(why) = why {
            let why = one_line(&why.said(self.words)).into_owned();
            self.line(&wrapped(&why, &format!("{indent}    "), &format!("{indent}    ")));
        }
        for difference in &object.differences {
            let filled = self.words.plan.differs.fill(&[
                ("field", &difference.field),
                ("have", &difference.have),
                ("want", &difference.want),
            ]);
            let line = format!("{indent}    {}", one_line(&filled));
            self.line(&line);
        }
    }

    fn cell(&self, from: &Origin) -> String {
        let place = format!("{}!{}", one_line(&from.sheet), from.cell);
        if self.shows_workbook { format!("{} {place}", one_line(&from.workbook)) } else { place }
    }

    /// Each safe with those who have access to it, and its accounts.
    fn safes(&mut self) {
        let plan = self.plan;
        if plan.of(Made::Safe).next().is_none() {
            return;
        }
        let tree = Tree::of(plan);
        self.heading(&self.words.plan.types.safe);
        for safe in plan.of(Made::Safe) {
            let description = match &safe.fields {
                Fields::Safe { description, .. } => description.clone().unwrap_or_default(),
                _ => String::new(),
            };
            self.object(safe, ("  ", &safe.name), &description);
            for member in tree.below(&tree.members, &safe.name) {
                let Fields::Member { group, role, permissions, confirmed, .. } = &member.fields else {
                    continue;
                };
                let confirmed = match confirmed {
                    true => String::new(),
                    false => format!("  ({})", self.words.plan.not_confirmed),
                };
                let role = role.as_deref().unwrap_or("?");
                let more = format!("{role}{} {}{confirmed}", self.words.report.colon, permissions.join(", "));
                self.object(member, ("    ", group), &more);
            }
            for account in tree.below(&tree.accounts, &safe.name) {
                let Fields::Account(fields) = &account.fields else { continue };
                let mut more = Vec::new();
                more.extend(
                    fields
                        .unmanaged
                        .iter()
                        .map(|reason| self.words.plan.unmanaged.fill(&[("reason", reason)])),
                );
                self.object(account, ("    ", &account.name), &more.join("; "));
                for link in tree.below(&tree.links, &account.id) {
                    let Fields::Link { purpose, target, .. } = &link.fields else { continue };
                    let text =
                        self.words.plan.link.fill(&[("purpose", purpose), ("target", &one_line(target))]);
                    self.object(link, ("      → ", &text), "");
                }
            }
        }
    }

    fn left_out(&mut self) {
        let plan = self.plan;
        if plan.left_out.is_empty() {
            return;
        }
        self.heading(&self.words.plan.left_out);
        for account in &plan.left_out {
            let row = self.words.plan.row.fill(&[("row", &account.row)]);
            let id = account.account.as_deref().unwrap_or("?");
            let mut line = format!("  {}  {} {row}", one_line(id), one_line(&account.sheet));
            if self.shows_workbook {
                let _ = write!(line, " ({})", one_line(&account.workbook));
            }
            let _ = write!(line, "{} {}", self.words.report.colon, account.codes.join(", "));
            let why = left_out_why(account, self.words);
            if !why.is_empty() {
                let _ = write!(line, " ({why})");
            }
            self.line(&line);
        }
    }

    fn secrets(&mut self) {
        let plan = self.plan;
        if plan.secrets.is_empty() {
            return;
        }
        self.heading(&self.words.plan.secrets);
        for (kind, what) in
            [(Secret::Password, &self.words.plan.kinds.password), (Secret::Key, &self.words.plan.kinds.key)]
        {
            let accounts: Vec<&str> = plan
                .secrets
                .iter()
                .filter(|secret| secret.kind == kind)
                .map(|secret| secret.account.as_str())
                .collect();
            if accounts.is_empty() {
                continue;
            }
            let count = self.words.count(accounts.len(), what);
            self.line(&format!("  {count}"));
            for account in accounts {
                let account = one_line(account).into_owned();
                self.line(&format!("    {account}"));
            }
        }
    }

    fn sum(&self) -> String {
        let (summary, counts) = (self.plan.summary(), &self.words.plan.counts);
        let parts: [(usize, &Counted); 7] = [
            (summary.create, &counts.create),
            (summary.same, &counts.same),
            (summary.differs, &counts.differs),
            (summary.blocked, &counts.blocked),
            (summary.undecided, &counts.undecided),
            (summary.left_out, &counts.left_out),
            (self.plan.decisions.len(), &counts.decisions),
        ];
        let said: Vec<String> = parts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| self.words.count(count, what).replacen(' ', "\u{a0}", 1))
            .collect();
        if said.is_empty() { self.words.plan.nothing.clone() } else { format!("{}.", said.join(", ")) }
    }
}

/// What stands below what: the members and accounts of a safe, the links of an account.
struct Tree<'p> {
    members: std::collections::BTreeMap<&'p str, Vec<&'p Object>>,
    accounts: std::collections::BTreeMap<&'p str, Vec<&'p Object>>,
    links: std::collections::BTreeMap<&'p str, Vec<&'p Object>>,
}

impl<'p> Tree<'p> {
    fn of(plan: &'p Plan) -> Tree<'p> {
        let mut tree =
            Tree { members: Default::default(), accounts: Default::default(), links: Default::default() };
        for object in &plan.objects {
            match &object.fields {
                Fields::Member { safe, .. } => tree.members.entry(safe).or_default().push(object),
                Fields::Account(fields) => tree.accounts.entry(&fields.safe).or_default().push(object),
                Fields::Link { account, .. } => tree.links.entry(account).or_default().push(object),
                Fields::Group | Fields::Safe { .. } | Fields::Platform => {}
            }
        }
        tree
    }

    fn below<'t>(
        &self,
        of: &'t std::collections::BTreeMap<&'p str, Vec<&'p Object>>,
        name: &str,
    ) -> impl Iterator<Item = &'p Object> + use<'t, 'p> {
        of.get(name).into_iter().flatten().copied()
    }
}
