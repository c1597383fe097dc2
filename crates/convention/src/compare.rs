//! What one version of a convention changes against another: both are walked through, and what stands in the
//! same place is compared.

mod plan;

use std::collections::BTreeMap;

use crate::model::*;
use crate::text::Text;
use pamlint_words::Language;

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The part of a convention that it belongs to: one of [`TOPICS`].
    pub topic: &'static str,
    /// The kind of thing, by a word: `list`, `column`.
    pub noun: &'static str,
    /// What people know it by: `UX Safe`, `SAF005 safe-type-unknown`.
    pub place: String,
    /// In what it differs.
    pub difference: Difference,
}

/// In what something differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// It is new; what there is to say about it.
    New(Vec<Value>),
    /// It is gone.
    Gone,
    /// One aspect of it differs.
    Changed {
        /// The aspect, by a word: `label`, `severity`.
        aspect: &'static str,
        /// What it was.
        from: Value,
        /// What it is.
        to: Value,
        /// The language in which the texts differ, where it is another than the one that is compared in.
        language: Option<Language>,
    },
}

/// What is said of an aspect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Something in the words of the file.
    Plain(String),
    /// A text for readers, in one language.
    Said(String),
    /// A text for readers, in every language; only what is compared has it.
    Texts(Text),
    /// A severity: what was given, and what holds.
    Severity(Option<Severity>, Severity),
    /// Whether something has to be filled in.
    Required(bool),
    /// Something that would tell readers nothing.
    Hidden(String),
}

/// The topics, in the order of a convention file.
pub const TOPICS: [&str; 5] = ["codes", "names", "sheets", "plan", "rules"];

/// Everything in which `new` differs from `old`, in the order of a convention file. Texts are told in
/// `language`, or in one in which they differ.
///
/// Things are the same when they have the same key, `id` or `code`; the examples of rules are not compared.
pub fn compare(old: &Convention, new: &Convention, language: Language) -> Vec<Change> {
    let (before, after) = (Walk::through(old), Walk::through(new));
    let declared = new.languages.iter().copied().filter(|other| *other != language);
    // A language that only one of them has is no other text.
    let both = |language: &Language| old.languages.contains(language) == new.languages.contains(language);
    let languages: Vec<Language> = std::iter::once(language).chain(declared).filter(both).collect();
    let mut changes = Vec::new();
    for thing in &after {
        match find(&before, &thing.key) {
            Some(old) => {
                let pairs = old.aspects.iter().zip(&thing.aspects);
                let differing = pairs.filter_map(|((aspect, from), (_, to))| {
                    let (from, to, other) = from.differs(to, &languages)?;
                    let language = other.filter(|other| *other != language);
                    Some(thing.change(Difference::Changed { aspect, from, to, language }))
                });
                changes.extend(differing);
            }
            None if thing.is_told_beside(&before) => {
                let about = thing.about.iter().flatten().map(|value| value.in_language(language));
                changes.push(thing.change(Difference::New(about.collect())));
            }
            None => {}
        }
    }
    let gone = before.iter().filter(|thing| find(&after, &thing.key).is_none());
    changes.extend(
        gone.filter(|thing| thing.is_told_beside(&after)).map(|thing| thing.change(Difference::Gone)),
    );
    changes.sort_by_key(|change| TOPICS.iter().position(|topic| *topic == change.topic));
    changes
}

impl Value {
    fn texts(message: Option<&Message>) -> Value {
        let templates = message.into_iter().flat_map(|message| &message.templates);
        let written = templates.map(|(language, template)| {
            let written = template.render(|name| Some(format!("{{{name}}}")));
            (*language, written.unwrap_or_default())
        });
        Value::Texts(Text::from(written.collect::<BTreeMap<_, _>>()))
    }

    fn in_language(&self, language: Language) -> Value {
        match self {
            Value::Texts(text) => Value::Said(text.get(language).to_owned()),
            other => other.clone(),
        }
    }

    /// What differs, in the first of the languages in which it does, with that language for texts.
    fn differs(&self, to: &Value, languages: &[Language]) -> Option<(Value, Value, Option<Language>)> {
        match (self, to) {
            (Value::Texts(from), Value::Texts(to)) => {
                let language = *languages.iter().find(|other| from.get(**other) != to.get(**other))?;
                Some((self.in_language(language), Value::Said(to.get(language).to_owned()), Some(language)))
            }
            (Value::Severity(from, _), Value::Severity(to, _)) if from == to => None,
            (from, to) => (from != to).then(|| (from.clone(), to.clone(), None)),
        }
    }
}

/// Something of a convention that can be there or not, and be so or otherwise.
struct Thing {
    topic: &'static str,
    noun: &'static str,
    /// What it is the same by, behind that of the thing it belongs to.
    key: Vec<String>,
    place: String,
    /// What is said when it is new; `None` when that is told elsewhere.
    about: Option<Vec<Value>>,
    aspects: Vec<(&'static str, Value)>,
}

fn find<'t>(things: &'t [Thing], key: &[String]) -> Option<&'t Thing> {
    things.iter().find(|thing| thing.key == key)
}

impl Thing {
    fn new<const N: usize>(noun: &'static str, key: [&str; N], place: &str) -> Thing {
        let (key, place) = (key.map(str::to_owned).to_vec(), place.to_owned());
        Thing { topic: "", noun, key, place, about: None, aspects: Vec::new() }
    }

    fn change(&self, difference: Difference) -> Change {
        Change { topic: self.topic, noun: self.noun, place: self.place.clone(), difference }
    }

    /// Whether it is told when the other convention lacks it: not when that lacks all that it belongs to.
    fn is_told_beside(&self, others: &[Thing]) -> bool {
        // The first word of a key tells what kind of thing it is.
        let above = self.key.split_last().map(|(_, above)| above).filter(|above| above.len() > 1);
        self.about.is_some() && above.is_none_or(|above| find(others, above).is_some())
    }
}

/// A walk through a convention.
struct Walk<'c> {
    convention: &'c Convention,
    topic: &'static str,
    things: Vec<Thing>,
}

impl Walk<'_> {
    fn through(convention: &Convention) -> Vec<Thing> {
        let mut walk = Walk { convention, topic: "codes", things: Vec::new() };
        walk.codes();
        walk.topic = "names";
        walk.names();
        walk.topic = "sheets";
        walk.columns();
        convention.tables.iter().for_each(|table| walk.table(table));
        walk.details();
        walk.topic = "plan";
        convention.plan.iter().for_each(|rules| walk.plan(rules));
        walk.topic = "rules";
        convention.rules.iter().for_each(|rule| walk.rule(rule));
        walk.things
    }

    fn add(&mut self, thing: Thing) {
        self.things.push(Thing { topic: self.topic, ..thing });
    }

    fn codes(&mut self) {
        for list in &self.convention.lists {
            let codes: Vec<&str> = list.codes.iter().map(|(code, _)| code.as_str()).collect();
            let about = Some(vec![Value::Plain(codes.join(", "))]);
            self.add(Thing { about, ..Thing::new("list", ["codes", &list.key], &list.key) });
            for (code, meaning) in &list.codes {
                let meaning = Value::Texts(meaning.clone());
                self.add(Thing {
                    about: Some(vec![meaning.clone()]),
                    aspects: vec![("meaning", meaning)],
                    ..Thing::new("code", ["codes", &list.key, code], &format!("{} {code}", list.key))
                });
            }
        }
    }

    fn names(&mut self) {
        let convention = self.convention;
        for part in &convention.parts {
            let aspects = vec![
                ("accepts", Value::Plain(shape(convention, part))),
                ("label", Value::Texts(part.label.clone())),
                ("expected", Value::Texts(part.expected.clone())),
            ];
            self.add(Thing { aspects, ..Thing::new("part", ["parts", &part.key], &part.key) });
        }
        for name in &convention.names {
            let form = Value::Plain(form(convention, name));
            let length = name.max_length.map_or("∞".to_owned(), |most| most.to_string());
            self.add(Thing {
                about: Some(vec![form.clone()]),
                aspects: vec![
                    ("form", form),
                    ("length", Value::Plain(length)),
                    ("label", Value::Texts(name.label.clone())),
                ],
                ..Thing::new("name", ["names", &name.key], &name.key)
            });
        }
        for list in &convention.references {
            let aspects = vec![("label", Value::Texts(list.label.clone()))];
            self.add(Thing { aspects, ..Thing::new("list", ["lists", &list.key], &list.key) });
        }
    }

    fn columns(&mut self) {
        for column in &self.convention.columns {
            let aspects = vec![
                ("header", Value::Plain(column.header.clone())),
                ("help", Value::Texts(column.help.clone())),
            ];
            self.add(Thing { aspects, ..Thing::new("column", ["columns", &column.key], &column.header) });
            for alias in &column.folded {
                let thing = Thing::new(
                    "alias",
                    ["columns", &column.key, alias],
                    &format!("{} {alias}", column.header),
                );
                self.add(Thing { about: Some(Vec::new()), ..thing });
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let convention = self.convention;
        let header = |field: &Field| convention.column(field.column).header.as_str();
        let headers: Vec<&str> = table.fields.iter().map(header).collect();
        self.add(Thing {
            about: Some(vec![Value::Plain(headers.join(", "))]),
            aspects: vec![
                ("sheet", Value::Plain(table.sheet.clone())),
                ("label", Value::Texts(table.label.clone())),
                ("id_prefix", Value::Plain(table.id_prefix.clone())),
                ("identity", Value::Plain(identity(convention, table))),
            ],
            ..Thing::new("sheet", ["tables", &table.id], &table.sheet)
        });
        for field in &table.fields {
            let key = &convention.column(field.column).key;
            let required = Value::Required(field.required);
            self.add(Thing {
                about: Some(vec![required.clone()]),
                aspects: vec![
                    ("content", Value::Plain(content(convention, &field.content))),
                    ("example", Value::Plain(field.example.clone())),
                    ("required", required),
                    ("required_when", Value::Hidden(format!("{:?}", field.required_unless))),
                ],
                ..Thing::new(
                    "column",
                    ["tables", &table.id, key],
                    &format!("{} {}", table.sheet, header(field)),
                )
            });
        }
    }

    fn details(&mut self) {
        for detail in &self.convention.details {
            let label = Value::Texts(detail.label.clone());
            let required = Value::Required(detail.required);
            self.add(Thing {
                about: Some(vec![label.clone(), required.clone()]),
                aspects: vec![
                    ("label", label),
                    ("sheet", Value::Plain(self.convention.table(detail.sheet).sheet.clone())),
                    ("required", required),
                ],
                ..Thing::new("detail", ["details", &detail.key], &detail.key)
            });
        }
    }

    fn rule(&mut self, rule: &Rule) {
        let severity = Value::Severity(Some(rule.severity), rule.severity);
        let message = Value::texts(Some(&rule.message));
        let place = format!("{} {}", rule.code, rule.name);
        self.add(Thing {
            about: Some(vec![severity.clone(), message.clone()]),
            aspects: vec![
                ("name", Value::Plain(rule.name.clone())),
                ("severity", severity),
                ("judgement", Value::Hidden(rule.judgement.clone())),
                ("message", message),
                ("advice", Value::texts(Some(&rule.help))),
                ("reason", Value::Texts(rule.why.clone())),
            ],
            ..Thing::new("rule", ["rules", &rule.code], &place)
        });
        for variant in &rule.variants {
            let message = Value::texts(variant.message.as_ref());
            let severity = variant.severity.unwrap_or(rule.severity);
            self.add(Thing {
                about: Some(vec![message.clone()]),
                aspects: vec![
                    ("severity", Value::Severity(variant.severity, severity)),
                    ("message", message),
                    ("advice", Value::texts(variant.help.as_ref())),
                ],
                ..Thing::new(
                    "rule",
                    ["rules", &rule.code, &variant.key],
                    &format!("{place} (variants.{})", variant.key),
                )
            });
        }
    }
}

/// What fits a part, as the file has it.
fn shape(convention: &Convention, part: &Part) -> String {
    match &part.shape {
        Shape::Codes(list) => format!("[codes.{}]", convention.list(*list).key),
        Shape::Forms(forms) => {
            let patterns = forms.iter().flat_map(|form| &form.patterns);
            patterns.map(|pattern| bare(pattern.as_str())).collect::<Vec<_>>().join(" | ")
        }
    }
}

/// A pattern without what makes it match a whole value.
fn bare(pattern: &str) -> &str {
    pattern.strip_prefix("^(?:").and_then(|rest| rest.strip_suffix(")$")).unwrap_or(pattern)
}

/// `{team}-{environment}`
fn form(convention: &Convention, name: &Name) -> String {
    let mut form = name.prefix.clone();
    for part in &name.parts {
        let text = format!("{}{{{}}}", part.separator, convention.part(part.part).key);
        form.push_str(&if part.optional { format!("[{text}]") } else { text });
    }
    form
}

fn identity(convention: &Convention, table: &Table) -> String {
    let told = table.identity.iter().filter_map(|slot| {
        let field = table.fields.get(slot.field)?;
        let header = &convention.column(field.column).header;
        let part = slot.part.and_then(|part| field.parts.get(part));
        Some(part.map_or_else(|| header.clone(), |part| format!("{header} ({part})")))
    });
    told.collect::<Vec<_>>().join(", ")
}

/// What a column holds, in the words of the file.
fn content(convention: &Convention, content: &Content) -> String {
    match content {
        Content::Text => "text".to_owned(),
        Content::Name(names) => {
            let names = names.iter().map(|name| convention.name(*name).key.as_str());
            format!("name {}", names.collect::<Vec<_>>().join(", "))
        }
        Content::Codes(list) => format!("codes {}", convention.list(*list).key),
        Content::Format(format) => format!("format {}", format.word()),
        Content::Pattern(pattern) => format!("pattern {}", bare(pattern.as_str())),
    }
}
