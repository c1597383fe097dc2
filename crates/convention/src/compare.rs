//! What one version of a convention changes against another.

use crate::model::*;
use crate::text::Text;
use pamlint_words::Language;

/// What can differ. The holes that a sentence about it can fill stand behind each; where texts differ in
/// another language only than the one that is compared in, there is `language` too, and where a variant of a
/// rule is meant, `variant`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Difference {
    /// A list that is new. Holes: `list`, `to` (its codes).
    ListAdded,
    /// A list that is gone. Holes: `list`.
    ListRemoved,
    /// A code that is new. Holes: `list`, `code`, `to` (what it means).
    CodeAdded,
    /// A code that is gone. Holes: `list`, `code`.
    CodeRemoved,
    /// A code that means something else. Holes: `list`, `code`, `from`, `to`.
    CodeMeaning,
    /// What fits a part of names. Holes: `part`, `from`, `to`.
    PartShape,
    /// A name that is new. Holes: `name`, `to` (its form).
    NameAdded,
    /// A name that is gone. Holes: `name`.
    NameRemoved,
    /// What people call a part, name or list, or what is expected there. Holes: `key`, `from`, `to`.
    Label,
    /// How a name is built. Holes: `name`, `from`, `to`.
    NameForm,
    /// How long a name may be. Holes: `name`, `from`, `to`.
    NameLength,
    /// A column has another header in the template. Holes: `from`, `to`.
    ColumnHeader,
    /// Other headers that mean a column. Holes: `column`, `to`.
    AliasesAdded,
    /// Headers that no longer mean a column. Holes: `column`, `from`.
    AliasesRemoved,
    /// How a column is explained. Holes: `column`, `from`, `to`.
    ColumnHelp,
    /// A kind or sheet that is new. Holes: `sheet`, `to` (its columns).
    TableAdded,
    /// A kind or sheet that is gone. Holes: `sheet`.
    TableRemoved,
    /// A sheet has another name. Holes: `from`, `to`.
    SheetName,
    /// What people call the rows of a sheet. Holes: `sheet`, `from`, `to`.
    TableLabel,
    /// What the IDs of a kind begin with. Holes: `sheet`, `from`, `to`.
    IdPrefix,
    /// What makes two rows the same. Holes: `sheet`, `from`, `to`.
    Identity,
    /// A column that is new on a sheet. Holes: `sheet`, `column`.
    FieldAdded,
    /// A column that is new on a sheet, and has to be filled in. Holes: `sheet`, `column`.
    FieldAddedRequired,
    /// A column that is gone from a sheet. Holes: `sheet`, `column`.
    FieldRemoved,
    /// What a column holds. Holes: `sheet`, `column`, `from`, `to`.
    FieldContent,
    /// The example of a column. Holes: `sheet`, `column`, `from`, `to`.
    FieldExample,
    /// A column that has to be filled in from now on. Holes: `sheet`, `column`.
    FieldRequired,
    /// A column that may stay empty from now on. Holes: `sheet`, `column`.
    FieldOptional,
    /// Other rows have to have a column filled in. Holes: `sheet`, `column`.
    FieldRequiredWhen,
    /// A rule that is new. Holes: `code`, `name`, `severity`, `to` (its message).
    RuleAdded,
    /// A rule that is gone. Holes: `code`, `name`.
    RuleRemoved,
    /// A rule has another name. Holes: `code`, `from`, `to`.
    RuleName,
    /// A rule has another severity. Holes: `code`, `name`, `from`, `to`.
    RuleSeverity,
    /// A rule judges otherwise. Holes: `code`, `name`.
    RuleJudgement,
    /// A rule says something else. Holes: `code`, `name`, `from`, `to`.
    RuleMessage,
    /// A rule advises something else. Holes: `code`, `name`, `from`, `to`.
    RuleHelp,
    /// A rule gives another reason, in some language. Holes: `code`, `name`, `from`, `to`.
    RuleWhy,
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What differs.
    pub difference: Difference,
    /// What the holes of a sentence about it are filled with.
    pub holes: Vec<(&'static str, String)>,
}

/// Everything in which `new` differs from `old`, in the order of a convention file: codes, names, columns,
/// sheets, rules. Texts are told in `language`, or in one in which they differ.
///
/// Things are the same when they have the same key, `id` or `code`; the examples of rules are not compared.
pub fn compare(old: &Convention, new: &Convention, language: Language) -> Vec<Change> {
    let mut comparison = Comparison { old, new, language, changes: Vec::new() };
    comparison.lists();
    comparison.parts();
    comparison.names();
    comparison.references();
    comparison.columns();
    comparison.tables();
    comparison.rules();
    comparison.changes
}

struct Comparison<'c> {
    old: &'c Convention,
    new: &'c Convention,
    language: Language,
    changes: Vec<Change>,
}

impl Comparison<'_> {
    fn change<const N: usize>(&mut self, difference: Difference, holes: [(&'static str, &str); N]) {
        let holes = holes.into_iter().map(|(hole, text)| (hole, text.to_owned())).collect();
        self.changes.push(Change { difference, holes });
    }

    /// A change from one text to another, unless they are the same.
    fn changed(&mut self, difference: Difference, about: &[(&'static str, &str)], from: &str, to: &str) {
        if from != to {
            let holes = about.iter().copied().chain([("from", from), ("to", to)]);
            let holes = holes.map(|(hole, text)| (hole, text.to_owned())).collect();
            self.changes.push(Change { difference, holes });
        }
    }

    /// A change from one text to another: in the language that is compared in when it differs there, else in
    /// the first in which it does.
    fn texts(
        &mut self,
        difference: Difference,
        about: &[(&'static str, &str)],
        before: impl Fn(Language) -> String,
        after: impl Fn(Language) -> String,
    ) {
        let (old, new) = (self.old, self.new);
        let languages = std::iter::once(self.language).chain(new.languages.iter().copied());
        // A language that only one of them has is no other text.
        let both = |language: &Language| old.languages.contains(language) == new.languages.contains(language);
        for language in languages.filter(both) {
            let (from, to) = (before(language), after(language));
            if from != to {
                let other = (language != self.language).then_some(("language", language.code()));
                let about: Vec<_> = about.iter().copied().chain(other).collect();
                return self.changed(difference, &about, &from, &to);
            }
        }
    }

    fn lists(&mut self) {
        let (old, new, language) = (self.old, self.new, self.language);
        let pairs = pairs(&old.lists, &new.lists, |list| &list.key);
        for (key, lists) in pairs {
            match lists {
                (None, Some(list)) => {
                    let codes: Vec<&str> = list.codes.iter().map(|(code, _)| code.as_str()).collect();
                    self.change(Difference::ListAdded, [("list", key), ("to", &codes.join(", "))]);
                }
                (Some(_), None) => self.change(Difference::ListRemoved, [("list", key)]),
                (Some(before), Some(after)) => {
                    for (code, texts) in self::pairs(&before.codes, &after.codes, |(code, _)| code) {
                        let about = [("list", key), ("code", code)];
                        match texts {
                            (None, Some((_, meaning))) => {
                                let [list, code] = about;
                                let meaning = meaning.get(language);
                                self.change(Difference::CodeAdded, [list, code, ("to", meaning)]);
                            }
                            (Some(_), None) => self.change(Difference::CodeRemoved, about),
                            (Some((_, from)), Some((_, to))) => {
                                self.pair(Difference::CodeMeaning, &about, from, to);
                            }
                            (None, None) => {}
                        }
                    }
                }
                (None, None) => {}
            }
        }
    }

    fn parts(&mut self) {
        let (old, new) = (self.old, self.new);
        for (key, parts) in pairs(&old.parts, &new.parts, |part| &part.key) {
            if let (Some(before), Some(after)) = parts {
                let (from, to) = (shape(old, before), shape(new, after));
                self.changed(Difference::PartShape, &[("part", key)], &from, &to);
                let place = format!("[parts.{key}]");
                self.pair(Difference::Label, &[("key", &place)], &before.label, &after.label);
                self.pair(Difference::Label, &[("key", &place)], &before.expected, &after.expected);
            }
        }
    }

    fn names(&mut self) {
        let (old, new) = (self.old, self.new);
        for (key, names) in pairs(&old.names, &new.names, |name| &name.key) {
            match names {
                (None, Some(name)) => {
                    self.change(Difference::NameAdded, [("name", key), ("to", &form(new, name))]);
                }
                (Some(_), None) => self.change(Difference::NameRemoved, [("name", key)]),
                (Some(before), Some(after)) => {
                    let about = [("name", key)];
                    self.changed(Difference::NameForm, &about, &form(old, before), &form(new, after));
                    let length =
                        |name: &Name| name.max_length.map_or("∞".to_owned(), |most| most.to_string());
                    self.changed(Difference::NameLength, &about, &length(before), &length(after));
                    let place = format!("[names.{key}]");
                    self.pair(Difference::Label, &[("key", &place)], &before.label, &after.label);
                }
                (None, None) => {}
            }
        }
    }

    fn references(&mut self) {
        let (old, new) = (self.old, self.new);
        for (key, lists) in pairs(&old.references, &new.references, |list| &list.key) {
            if let (Some(before), Some(after)) = lists {
                let place = format!("[lists.{key}]");
                self.pair(Difference::Label, &[("key", &place)], &before.label, &after.label);
            }
        }
    }

    /// Two texts of the same thing.
    fn pair(&mut self, difference: Difference, about: &[(&'static str, &str)], before: &Text, after: &Text) {
        let text = |text: &Text, language| text.get(language).to_owned();
        self.texts(difference, about, |language| text(before, language), |language| text(after, language));
    }

    fn columns(&mut self) {
        let (old, new) = (self.old, self.new);
        for (_, columns) in pairs(&old.columns, &new.columns, |column| &column.key) {
            let (Some(before), Some(after)) = columns else { continue };
            self.changed(Difference::ColumnHeader, &[], &before.header, &after.header);
            let only = |one: &Column, other: &Column| {
                let own = one.folded.iter().filter(|alias| !other.folded.contains(alias));
                own.map(String::as_str).collect::<Vec<_>>().join(", ")
            };
            let (added, removed) = (only(after, before), only(before, after));
            let column = ("column", after.header.as_str());
            if !added.is_empty() {
                self.change(Difference::AliasesAdded, [column, ("to", &added)]);
            }
            if !removed.is_empty() {
                self.change(Difference::AliasesRemoved, [column, ("from", &removed)]);
            }
            self.pair(Difference::ColumnHelp, &[column], &before.help, &after.help);
        }
    }

    fn tables(&mut self) {
        let (old, new) = (self.old, self.new);
        for (_, tables) in pairs(&old.tables, &new.tables, |table| &table.id) {
            match tables {
                (None, Some(table)) => {
                    let headers: Vec<&str> =
                        table.fields.iter().map(|field| new.column(field.column).header.as_str()).collect();
                    let to = headers.join(", ");
                    self.change(Difference::TableAdded, [("sheet", &table.sheet), ("to", &to)]);
                }
                (Some(table), None) => self.change(Difference::TableRemoved, [("sheet", &table.sheet)]),
                (Some(before), Some(after)) => self.table(before, after),
                (None, None) => {}
            }
        }
    }

    fn table(&mut self, before: &Table, after: &Table) {
        let (old, new) = (self.old, self.new);
        self.changed(Difference::SheetName, &[], &before.sheet, &after.sheet);
        let sheet = ("sheet", after.sheet.as_str());
        self.pair(Difference::TableLabel, &[sheet], &before.label, &after.label);
        self.changed(Difference::IdPrefix, &[sheet], &before.id_prefix, &after.id_prefix);
        let (from, to) = (identity(old, before), identity(new, after));
        self.changed(Difference::Identity, &[sheet], &from, &to);
        let keyed = |convention, table: &Table| -> Vec<(String, Field)> {
            let key = |field: &Field| Convention::column(convention, field.column).key.clone();
            table.fields.iter().map(|field| (key(field), field.clone())).collect()
        };
        let (before, after) = (keyed(old, before), keyed(new, after));
        for (_, fields) in pairs(&before, &after, |(key, _)| key) {
            match fields {
                (None, Some((_, field))) => {
                    let column = ("column", new.column(field.column).header.as_str());
                    let added = match field.required {
                        true => Difference::FieldAddedRequired,
                        false => Difference::FieldAdded,
                    };
                    self.change(added, [sheet, column]);
                }
                (Some((_, field)), None) => {
                    let column = ("column", old.column(field.column).header.as_str());
                    self.change(Difference::FieldRemoved, [sheet, column]);
                }
                (Some((_, before)), Some((_, after))) => {
                    let about = [sheet, ("column", new.column(after.column).header.as_str())];
                    let (from, to) = (content(old, &before.content), content(new, &after.content));
                    self.changed(Difference::FieldContent, &about, &from, &to);
                    self.changed(Difference::FieldExample, &about, &before.example, &after.example);
                    let unless = |field: &Field| format!("{:?}", field.required_unless);
                    match (before.required, after.required) {
                        (false, true) => self.change(Difference::FieldRequired, about),
                        (true, false) => self.change(Difference::FieldOptional, about),
                        _ if unless(before) != unless(after) => {
                            self.change(Difference::FieldRequiredWhen, about);
                        }
                        _ => {}
                    }
                }
                (None, None) => {}
            }
        }
    }

    fn rules(&mut self) {
        let (old, new) = (self.old, self.new);
        for (code, rules) in pairs(&old.rules, &new.rules, |rule| &rule.code) {
            match rules {
                (None, Some(rule)) => {
                    let message = written(&rule.message, self.language);
                    self.change(
                        Difference::RuleAdded,
                        [
                            ("code", code),
                            ("name", &rule.name),
                            ("severity", rule.severity.word()),
                            ("to", &message),
                        ],
                    );
                }
                (Some(rule), None) => {
                    self.change(Difference::RuleRemoved, [("code", code), ("name", &rule.name)]);
                }
                (Some(before), Some(after)) => self.rule(before, after),
                (None, None) => {}
            }
        }
    }

    fn rule(&mut self, before: &Rule, after: &Rule) {
        let code = ("code", after.code.as_str());
        self.changed(Difference::RuleName, &[code], &before.name, &after.name);
        let about = [code, ("name", after.name.as_str())];
        let (from, to) = (before.severity.word(), after.severity.word());
        self.changed(Difference::RuleSeverity, &about, from, to);
        if before.judgement != after.judgement {
            self.change(Difference::RuleJudgement, about);
        }
        self.messages(Difference::RuleMessage, &about, Some(&before.message), Some(&after.message));
        self.messages(Difference::RuleHelp, &about, Some(&before.help), Some(&after.help));
        self.pair(Difference::RuleWhy, &about, &before.why, &after.why);
        for (key, variants) in pairs(&before.variants, &after.variants, |variant| &variant.key) {
            let [code, name] = about;
            let about = [code, name, ("variant", key)];
            let message = |variant: Option<&Variant>| variant.and_then(|variant| variant.message.clone());
            let help = |variant: Option<&Variant>| variant.and_then(|variant| variant.help.clone());
            let (was, is) = variants;
            self.messages(Difference::RuleMessage, &about, message(was).as_ref(), message(is).as_ref());
            self.messages(Difference::RuleHelp, &about, help(was).as_ref(), help(is).as_ref());
            let severity = |variant: Option<&Variant>| variant.and_then(|variant| variant.severity);
            let (from, to) = (severity(was), severity(is));
            if from != to {
                let (from, to) = (from.unwrap_or(before.severity), to.unwrap_or(after.severity));
                self.changed(Difference::RuleSeverity, &about, from.word(), to.word());
            }
        }
    }

    fn messages(
        &mut self,
        difference: Difference,
        about: &[(&'static str, &str)],
        before: Option<&Message>,
        after: Option<&Message>,
    ) {
        let text = |message: Option<&Message>, language| {
            message.map_or(String::new(), |message| written(message, language))
        };
        self.texts(difference, about, |language| text(before, language), |language| text(after, language));
    }
}

/// A message as the file has it, holes and all.
fn written(message: &Message, language: Language) -> String {
    let template = message.get(language);
    template.and_then(|template| template.render(|hole| Some(format!("{{{hole}}}")))).unwrap_or_default()
}

/// Something in the old convention, and in the new one.
type Pair<'a, T> = (Option<&'a T>, Option<&'a T>);

/// What has the same key, in the order of the new ones, with those that are gone behind.
fn pairs<'a, T>(old: &'a [T], new: &'a [T], key: impl Fn(&T) -> &String) -> Vec<(&'a str, Pair<'a, T>)> {
    let find = |all: &'a [T], wanted: &str| all.iter().find(|item| key(item) == wanted);
    let mut pairs: Vec<(&str, Pair<'a, T>)> = Vec::new();
    for item in new {
        pairs.push((key(item), (find(old, key(item)), Some(item))));
    }
    for item in old.iter().filter(|item| find(new, key(item)).is_none()) {
        pairs.push((key(item), (Some(item), None)));
    }
    pairs
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
    let fields = table.identity.iter().filter_map(|position| table.fields.get(*position));
    fields.map(|field| convention.column(field.column).header.as_str()).collect::<Vec<_>>().join(", ")
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
