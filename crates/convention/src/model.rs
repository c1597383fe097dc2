//! A convention as the engine works with it: tables that refer to one another by number.
//!
//! Everything in here has been checked by loading: a number points at something that is there, a
//! path can be reached on at least one table, a code belongs to one rule.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use regex::Regex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::load::Problem;
use crate::load::source::Sources;
use crate::path::{Path, Slot};
use crate::template::Template;
use crate::text::{Language, Text};

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub(crate) u16);

        impl $name {
            /// The position in the convention's list, from 0.
            pub fn index(self) -> usize {
                usize::from(self.0)
            }
        }
    };
}

index!(
    /// A closed list of codes.
    ListId
);
index!(
    /// A part of a name.
    PartId
);
index!(
    /// A name made of parts.
    NameId
);
index!(
    /// A column, whatever sheets it stands on.
    ColumnId
);
index!(
    /// A kind of account, or another sheet with rows.
    TableId
);
index!(
    /// A reference list.
    ReferenceId
);
index!(
    /// A rule.
    RuleId
);

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// A person must look.
    Warning,
    /// The workbook would be sent back.
    Error,
}

impl Severity {
    /// Every severity, the gravest first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

    /// The word by which options and reports know it.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// Whether a fix may be applied without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Certainly what was meant.
    Safe,
    /// The likeliest; applied only on request.
    Unsafe,
}

impl Applicability {
    /// The word by which reports know it.
    pub fn word(self) -> &'static str {
        match self {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
        }
    }
}

/// What a column means to the reader of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A value like any other.
    Value,
    /// Names the row; has to stand in column A.
    Id,
    /// Says which kind the row is of, where one sheet holds several kinds.
    Kind,
    /// Free text that is never judged, except for secrets.
    Free,
}

/// What the engine sees by itself, without a rule that says how.
///
/// A convention gives each of these a rule (code, severity, texts) by `check = "…"`; without one the
/// engine keeps silent about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// No sheet has a recognisable header.
    NoAccountSheet,
    /// A sheet lacks a column that its rows need. Holes: `column`.
    RequiredColumnMissing,
    /// A header that is not known. Holes: `found`; variant `near` with `suggestion`.
    ColumnNotRecognised,
    /// Two headers that mean the same column. Holes: `column`, `other`.
    ColumnRepeated,
    /// The ID header is not in column A. Holes: `column`.
    IdNotInColumnA,
    /// A merged range covers rows. Holes: `found` (the range).
    MergedCells,
    /// `#N/A` and the like. Holes: `found`.
    ErrorValue,
    /// A formula whose value was never saved.
    FormulaWithoutValue,
    /// Rows that are hidden. Holes: `count`; variant `sheet` for a hidden sheet.
    HiddenRows,
    /// A sheet with data that is not known. Holes: `found` (the sheet's name).
    SheetNotRecognised,
    /// A number that lost digits. Holes: `found`.
    NumberLostDigits,
    /// Blanks where none belong. Variants: `around`, `inside`.
    StrayBlanks,
    /// Characters that look like others. Holes: `found`, `suggestion`; variants `dash`, `invisible`,
    /// `script` (the only one whose fix is unsafe), `other`.
    LookalikeCharacter,
    /// Line breaks or control characters.
    LineBreakOrControl,
    /// A code right but for its case. Holes: `found`, `expected`.
    LetterCase,
    /// A filled row without ID.
    IdMissing,
    /// An ID of another form than its kind's. Holes: `found`, `expected`.
    IdForm,
    /// An empty cell that has to be filled in. Holes: `column`.
    RequiredFieldMissing,
    /// The same value twice in a cell that may hold several. Holes: `found`.
    ValueRepeated,
    /// A value in a column that the row's kind does not use. Holes: `column`, `kind`.
    FieldNotUsedByKind,
    /// The kind of a row cannot be told. Holes: `found`; variants `missing`, `unknown`.
    KindUnknown,
    /// A secret in a cell. Holes: `count` (characters), variants by sort of secret: `private-key`,
    /// `aws-secret`, `token`, `password`.
    SecretInCell,
    /// A column whose header says that it holds secrets, with values in it. Holes: `found`, `count`.
    SecretColumn,
    /// A column whose header says that it holds what the convention does not want. Holes: `found`.
    ForbiddenColumn,
}

/// The formats of the library: what a value that is no name has to look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// A fully qualified domain name.
    Fqdn,
    /// A domain: one DNS label, or a DNS name.
    Domain,
    /// The name of a Windows account (sAMAccountName).
    WindowsUser,
    /// `DOMAIN\user`, or a distinguished name.
    UserDn,
    /// The name of a Linux account.
    LinuxUser,
    /// The ID of a long-lived AWS access key.
    AwsAccessKeyId,
    /// Twelve digits.
    AwsAccountNumber,
    /// The ARN of an IAM user or role.
    AwsArn,
    /// The address at which IAM users sign in.
    AwsSignInUrl,
    /// The name of an IAM user or role.
    AwsIamName,
    /// A whole number from 1.
    CountingNumber,
}

impl Format {
    /// The word by which a convention file knows it.
    pub fn word(self) -> &'static str {
        match self {
            Format::Fqdn => "fqdn",
            Format::Domain => "domain",
            Format::WindowsUser => "windows-user",
            Format::UserDn => "user-dn",
            Format::LinuxUser => "linux-user",
            Format::AwsAccessKeyId => "aws-access-key-id",
            Format::AwsAccountNumber => "aws-account-number",
            Format::AwsArn => "aws-arn",
            Format::AwsSignInUrl => "aws-sign-in-url",
            Format::AwsIamName => "aws-iam-name",
            Format::CountingNumber => "counting-number",
        }
    }

    /// The parts of the value that rules can look at, e.g. `arn.account`.
    pub fn parts(self) -> &'static [&'static str] {
        match self {
            Format::Fqdn | Format::WindowsUser | Format::LinuxUser => &[],
            Format::Domain => &["first_label"],
            Format::UserDn => &["domain", "first_label", "user"],
            Format::AwsAccessKeyId | Format::AwsAccountNumber | Format::AwsSignInUrl => &["account"],
            Format::AwsArn => &["account", "resource", "name"],
            Format::AwsIamName | Format::CountingNumber => &[],
        }
    }

    /// The problems that a convention can give rules and texts of their own.
    pub fn problems(self) -> &'static [&'static str] {
        match self {
            Format::Fqdn => &["ip-address", "bare-name", "url", "bad-label"],
            Format::Domain => &["ip-address", "url", "bad-label"],
            Format::WindowsUser => &["with-domain", "too-long", "trailing-dot", "character"],
            Format::UserDn => &["no-domain", "bad-domain", "bad-user", "bad-dn"],
            Format::LinuxUser => &["character", "too-long", "all-digits", "not-portable"],
            Format::AwsAccessKeyId => {
                &["temporary", "identity", "letter-case", "prefix", "length", "character"]
            }
            Format::AwsAccountNumber => {
                &["separators", "url", "lost-zeros", "lost-digits", "length", "character"]
            }
            Format::AwsArn => {
                &["service", "session", "letter-case", "partition", "region", "account", "resource", "name"]
            }
            Format::AwsSignInUrl => &["identity-center", "scheme", "host", "path"],
            Format::AwsIamName => &["character", "too-long"],
            Format::CountingNumber => &["zero", "negative", "fraction", "not-a-number"],
        }
    }
}

/// A closed list.
#[derive(Debug, Clone)]
pub struct CodeList {
    /// The key of the table `[codes.<key>]`.
    pub key: String,
    /// The codes as they are written, and what each means.
    pub codes: Vec<(String, Text)>,
}

/// One part of a name.
#[derive(Debug, Clone)]
pub struct Part {
    /// The key of the table `[parts.<key>]`.
    pub key: String,
    /// What people call it.
    pub label: Text,
    /// What is expected there, in words; empty for a closed list.
    pub expected: Text,
    /// What fits.
    pub shape: Shape,
    /// What is tried on a value that does not fit, in order.
    pub repairs: Vec<Repair>,
    /// A value that fits.
    pub example: String,
}

/// What fits a part.
#[derive(Debug, Clone)]
pub enum Shape {
    /// A code of a closed list.
    Codes(ListId),
    /// One of these forms; without alternatives there is one, whose name is empty.
    Forms(Vec<Alternative>),
}

/// One form that a part can have.
#[derive(Debug, Clone)]
pub struct Alternative {
    /// The name by which rules know it (`safe.team`); empty when the part has one form.
    pub key: String,
    /// All of these match the whole part.
    pub patterns: Vec<Regex>,
    /// The key of the reference list that holds the values which exist.
    pub reference: Option<String>,
    /// Values that fit whatever the patterns say, in capitals: what that list holds of other forms.
    pub also: Option<Arc<BTreeSet<String>>>,
}

/// A list that users can supply: the values that exist, and what is known of each.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The key of the table `[lists.<key>]`.
    pub key: String,
    /// What people call it.
    pub label: Text,
    /// The columns, in the order of their keys.
    pub columns: Vec<ReferenceColumn>,
    /// The positions in [`Reference::columns`] that name an entry; empty where entries may be alike.
    pub identity: Vec<usize>,
    /// The position of the column by which people know an entry.
    pub name: Option<usize>,
}

/// A column of a reference list.
#[derive(Debug, Clone)]
pub struct ReferenceColumn {
    /// Its key.
    pub key: String,
    /// Every header that means it, folded by [`crate::fold_header`], its key first.
    pub folded: Vec<String>,
    /// The part of a name that its values are.
    pub part: Option<PartId>,
    /// Whether a list has to have it.
    pub required: bool,
}

/// One way to repair a part.
#[derive(Debug, Clone)]
pub struct Repair {
    /// What to do.
    pub action: RepairAction,
    /// Whether the result is certainly what was meant.
    pub applicability: Applicability,
}

/// What a repair does.
#[derive(Debug, Clone)]
pub enum RepairAction {
    /// Takes a prefix off, without regard to case.
    StripPrefix(String),
    /// Puts zeros in front, up to this many characters.
    PadZeros(usize),
    /// Reads letters that look like digits as those digits.
    LettersToDigits,
}

/// A name: parts between separators.
#[derive(Debug, Clone)]
pub struct Name {
    /// The key of the table `[names.<key>]`.
    pub key: String,
    /// What people call it.
    pub label: Text,
    /// What stands before the first part.
    pub prefix: String,
    /// The name that this one is, behind a prefix.
    pub of: Option<NameId>,
    /// The parts, in order.
    pub parts: Vec<NamePart>,
    /// The rule for parts that are missing, too many or in the wrong order.
    pub rule: Option<RuleId>,
    /// Parts that people leave out.
    pub omitted: Vec<Omitted>,
    /// Parts that people add.
    pub unwanted: Vec<Unwanted>,
    /// Prefixes of other names that people write here.
    pub instead: Vec<Instead>,
    /// The column that completes the name when its leading parts are left out.
    pub complete_from: Option<ColumnId>,
    /// The most characters the system takes.
    pub max_length: Option<usize>,
    /// Characters the system refuses.
    pub forbidden: Vec<char>,
    /// The rule for a name that the system refuses.
    pub limits_rule: Option<RuleId>,
}

/// A part at its place in a name.
#[derive(Debug, Clone)]
pub struct NamePart {
    /// The part.
    pub part: PartId,
    /// What stands before it; empty for the first.
    pub separator: String,
    /// Whether it may be left out (only the last may).
    pub optional: bool,
    /// The rule for a wrong one; the name's own rule when there is none.
    pub rule: Option<RuleId>,
}

/// A part that people leave out of a name.
#[derive(Debug, Clone)]
pub struct Omitted {
    /// The position in [`Name::parts`].
    pub position: usize,
    /// The code that was most likely meant.
    pub assume: String,
    /// The rule for it.
    pub rule: RuleId,
}

/// A part that people add to a name.
#[derive(Debug, Clone)]
pub struct Unwanted {
    /// The part.
    pub part: PartId,
    /// The position in [`Name::parts`] behind which it stands.
    pub after: usize,
    /// What stands before it.
    pub separator: String,
    /// The rule for it.
    pub rule: RuleId,
}

/// Another name that people write in this one's place, known by its prefix.
#[derive(Debug, Clone)]
pub struct Instead {
    /// The prefix, which is dropped to repair it.
    pub prefix: String,
    /// The rule for it.
    pub rule: RuleId,
}

/// A column, whatever sheets it stands on.
#[derive(Debug, Clone)]
pub struct Column {
    /// The key of the table `[columns.<key>]`.
    pub key: String,
    /// The text of the header in the template.
    pub header: String,
    /// Every header that means the column, folded by [`crate::fold_header`], the template's own first.
    pub folded: Vec<String>,
    /// What it means to the reader.
    pub role: Role,
    /// How to fill it in.
    pub help: Text,
}

/// What the cells of a column hold on one sheet.
#[derive(Debug, Clone)]
pub enum Content {
    /// Anything.
    Text,
    /// One of these names.
    Name(Vec<NameId>),
    /// A code of a closed list.
    Codes(ListId),
    /// A format of the library.
    Format(Format),
    /// A pattern that matches the whole value.
    Pattern(Regex),
}

/// A column on one sheet.
#[derive(Debug, Clone)]
pub struct Field {
    /// The column.
    pub column: ColumnId,
    /// What the cells hold.
    pub content: Content,
    /// What is expected there, in words, for a pattern.
    pub expected: Text,
    /// Whether a cell may hold several values.
    pub several: bool,
    /// Whether a filled row needs it.
    pub required: bool,
    /// Unless all of these hold.
    pub required_unless: Vec<Condition>,
    /// The rule for a value that does not fit.
    pub rule: Option<RuleId>,
    /// The rules for particular problems of a format.
    pub problem_rules: Vec<(String, RuleId)>,
    /// A value that fits.
    pub example: String,
    /// How to fill it in.
    pub help: Text,
}

impl Field {
    /// The rule for a problem of the field's format: its own, else the field's.
    pub fn rule_for(&self, problem: &str) -> Option<RuleId> {
        self.problem_rules.iter().find(|(key, _)| key == problem).map(|(_, rule)| *rule).or(self.rule)
    }
}

/// A kind of account, or another sheet with rows.
#[derive(Debug, Clone)]
pub struct Table {
    /// The `id` of the kind or sheet.
    pub id: String,
    /// The name of its sheet.
    pub sheet: String,
    /// Every name of the sheet, folded by [`crate::fold_header`], its own first.
    pub folded_sheets: Vec<String>,
    /// What people call it.
    pub label: Text,
    /// Whether its rows are accounts (a kind), or not (another sheet).
    pub is_kind: bool,
    /// Whether the sheet is hidden in the template.
    pub hidden: bool,
    /// What the IDs begin with, before their number; empty for a sheet without IDs.
    pub id_prefix: String,
    /// The columns, in the order of the template.
    pub fields: Vec<Field>,
    /// The positions in [`Table::fields`] that make two rows the same thing.
    pub identity: Vec<usize>,
}

impl Table {
    /// The position in [`Table::fields`] of a column.
    pub fn position(&self, column: ColumnId) -> Option<usize> {
        self.fields.iter().position(|field| field.column == column)
    }
}

/// A value derived from others: the first of these that a row has.
#[derive(Debug, Clone)]
pub struct Derived {
    /// The key in `[derived]`.
    pub key: String,
    /// Where to look, in order.
    pub first_of: Vec<Path>,
}

/// A condition on the value at a path.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The value.
    pub path: Path,
    /// What has to hold for it.
    pub test: Test,
}

/// What has to hold for a value.
#[derive(Debug, Clone)]
pub enum Test {
    /// One of these, without regard to case (kept in upper case).
    In(Vec<String>),
    /// None of these.
    NotIn(Vec<String>),
    /// There is a value, or there is none.
    Present(bool),
    /// Equal to one of these values of the same row.
    SameAs(Vec<Path>),
    /// One of the values that the table allows for the value of `by`.
    Fits {
        /// The value that decides.
        by: Path,
        /// What it allows; a value that is not here allows everything (all in upper case).
        table: Vec<(String, Vec<String>)>,
    },
}

/// Other rows that a rule asks for.
#[derive(Debug, Clone)]
pub struct Search {
    /// Where to look.
    pub tables: Vec<TableId>,
    /// Their value equals mine.
    pub matches: Vec<(Path, Mine)>,
    /// What else has to hold for them.
    pub conditions: Vec<Condition>,
    /// Compare with regard to case.
    pub exact: bool,
    /// Where to look for what was meant when there is no such row.
    pub suggest: Option<Suggest>,
}

/// Where to look for what was meant when a value names no row.
#[derive(Debug, Clone)]
pub struct Suggest {
    /// Values of the other row that people write instead.
    pub by: Vec<Path>,
    /// Whether people write the number of the row instead.
    pub by_row: bool,
    /// The rows that can have been meant.
    pub conditions: Vec<Condition>,
}

/// What another row's value is compared with.
#[derive(Debug, Clone)]
pub enum Mine {
    /// A value of my row.
    Path(Path),
    /// A text made of values of my row.
    Made(Template),
}

/// One relation between the values of a row, or between rows.
#[derive(Debug, Clone)]
pub struct Case {
    /// The tables whose rows are judged: all those on which `at` can be reached.
    pub on: Vec<TableId>,
    /// Where the finding stands.
    pub at: Path,
    /// The rows that the rule is about.
    pub when: Vec<Condition>,
    /// What has to hold for them.
    pub require: Vec<Condition>,
    /// One finding for each value.
    pub once: Option<Once>,
    /// The rule is about the workbook only when there is such a row.
    pub given: Option<Search>,
    /// One of these has to find a row; empty when nothing is asked for.
    pub exists: Vec<Search>,
    /// There must be no such row.
    pub absent: Option<Search>,
    /// The correction.
    pub fix: Option<(Template, Applicability)>,
    /// The variant of the rule's texts.
    pub variant: Option<String>,
}

/// A row, and the entries of a reference list. It is judged only when the list is supplied.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The tables whose rows are judged: all those that have the values.
    pub on: Vec<TableId>,
    /// Where the finding stands.
    pub at: Path,
    /// The rows that the rule is about.
    pub when: Vec<Condition>,
    /// One finding for each value.
    pub once: Option<Once>,
    /// The list.
    pub list: ReferenceId,
    /// The entries that are meant: their column (its position) equals my value.
    pub matches: Vec<(usize, Path)>,
    /// What the entry has to say besides. With these the rule is about listed values only, and an entry
    /// that says nothing agrees.
    pub agrees: Vec<(usize, Path)>,
    /// Whether there must be no such entry, instead of one.
    pub is_absent: bool,
    /// Whether an entry that is one slip away is proposed.
    pub near: Option<Near>,
}

/// What is done with an entry of a list that is one slip away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Near {
    /// It is told.
    Say,
    /// It is told, and proposed as the correction.
    Fix,
}

/// What a group rule reports once for.
#[derive(Debug, Clone)]
pub enum Once {
    /// Each workbook.
    Workbook,
    /// Each value of a path.
    Value(Path),
}

/// How a rule finds what it reports.
#[derive(Debug, Clone)]
pub enum Check {
    /// A name, a column's content or another table refers to the rule.
    Named,
    /// The engine sees it by itself.
    Event {
        /// What it sees.
        event: Event,
        /// The tables it is about; empty for what belongs to no table.
        on: Vec<TableId>,
        /// Words that a header holds, folded by [`crate::fold_header`].
        headers: Vec<String>,
    },
    /// Relations.
    Cases(Vec<Case>),
    /// Entries of a reference list.
    Listed(Box<Listed>),
    /// Rows with the same values, on any of the tables.
    Unique {
        /// The tables, each with the positions of the columns that are compared.
        on: Vec<(TableId, Vec<usize>)>,
    },
    /// The same values in a workbook that was checked earlier in the same run.
    Across {
        /// The tables, each with the positions of the columns that are compared.
        on: Vec<(TableId, Vec<usize>)>,
        /// How often one value is reported.
        across: Across,
    },
    /// A value used once that is one slip away from a common one.
    Near {
        /// The name that is counted.
        value: Path,
        /// The parts in which the slip may be.
        parts: Vec<Path>,
        /// How often the slip may occur.
        at_most: usize,
        /// How often the common one has to occur.
        at_least: usize,
    },
}

/// How often a value that stands in several workbooks is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Across {
    /// Once in each later workbook: against the first one that has it.
    First,
    /// Once for each pair of workbooks.
    Pairs,
}

/// What later rules leave alone once a rule has spoken.
#[derive(Debug, Clone)]
pub enum Settles {
    /// The value at which an error stands; nothing for a warning or information.
    Errors,
    /// The value at which the finding stands, whatever its severity, or nothing.
    Itself(bool),
    /// These values of the row.
    Paths(Vec<Path>),
}

/// A rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// What customers quote: `SAF005`.
    pub code: String,
    /// What scripts and people read: `safe-type-unknown`.
    pub name: String,
    /// How much it matters, unless a variant or the configuration says otherwise.
    pub severity: Severity,
    /// The best fix that its findings can carry.
    pub fixable: Option<Applicability>,
    /// How it is found.
    pub check: Check,
    /// What decides when it is broken, as the file has it: for telling versions apart.
    pub(crate) judgement: String,
    /// What later rules leave alone once this one has spoken.
    pub settles: Settles,
    /// What is wrong.
    pub message: Message,
    /// What was expected, and how to correct it.
    pub help: Message,
    /// Texts for particular problems.
    pub variants: Vec<Variant>,
    /// Why it matters.
    pub why: Text,
    /// Where it comes from.
    pub source: String,
    /// Codes that lists have in the examples only: see [`Convention::for_examples`].
    pub example_codes: Vec<(ListId, String)>,
    /// The reference lists that are supplied in the examples: entries, each a value for every column.
    pub example_lists: Vec<(ReferenceId, Vec<Vec<String>>)>,
    /// Breaks this rule and no other.
    pub wrong: Example,
    /// Breaks none.
    pub right: Example,
}

impl Rule {
    /// Whether it has a wrong and a right example; what the engine sees by itself may have none.
    pub fn has_examples(&self) -> bool {
        !(self.wrong.sheets.is_empty() && self.right.sheets.is_empty())
    }

    /// The variant of that name.
    pub fn variant(&self, key: &str) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.key == key)
    }
}

/// Texts for one problem of a rule, where they differ from the rule's own.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The problem.
    pub key: String,
    /// What is wrong.
    pub message: Option<Message>,
    /// What was expected.
    pub help: Option<Message>,
    /// How much it matters.
    pub severity: Option<Severity>,
}

/// A text with holes, in every language.
#[derive(Debug, Clone, Default)]
pub struct Message {
    pub(crate) templates: [Option<Template>; 3],
}

impl Message {
    /// The text in `language`, or in the nearest language there is; `None` when there is no text at all.
    pub fn get(&self, language: Language) -> Option<&Template> {
        let index =
            |language: Language| Language::ALL.iter().position(|known| *known == language).unwrap_or(0);
        [language, Language::En, Language::Nl, Language::Fr]
            .into_iter()
            .find_map(|language| self.templates.get(index(language)).and_then(Option::as_ref))
    }

    /// The text as it is before it is about anything: `…` stands for what is filled in. Empty when there is
    /// no text.
    pub fn in_general(&self, language: Language) -> String {
        self.get(language).and_then(|template| template.render(|_| Some("…"))).unwrap_or_default()
    }
}

/// An example of a rule: the cells of one or more sheets.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// The sheets, in order.
    pub sheets: Vec<ExampleSheet>,
    /// Where it stands in the convention's files.
    pub(crate) at: Range<usize>,
}

impl Example {
    /// An example that stands in no file.
    pub fn new(sheets: Vec<ExampleSheet>) -> Example {
        Example { sheets, at: 0..0 }
    }

    /// The workbooks of the example, each as an example of its own: nearly always one.
    pub fn workbooks(&self) -> Vec<Example> {
        let mut numbers: Vec<u32> = self.sheets.iter().map(|sheet| sheet.workbook).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let of = |number: u32| self.sheets.iter().filter(move |sheet| sheet.workbook == number).cloned();
        numbers
            .into_iter()
            .map(|number| Example { sheets: of(number).collect(), at: self.at.clone() })
            .collect()
    }
}

/// One sheet of an example.
#[derive(Debug, Clone, Default)]
pub struct ExampleSheet {
    /// Its name.
    pub name: String,
    /// The workbook in which it stands, from 1.
    pub workbook: u32,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Merged ranges such as `B3:B5`.
    pub merged: Vec<String>,
    /// Hidden rows, by Excel's number.
    pub hidden_rows: Vec<u32>,
    /// The cells, row by row from A1.
    pub rows: Vec<Vec<ExampleCell>>,
}

/// One cell of an example.
#[derive(Debug, Clone, PartialEq)]
pub enum ExampleCell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A formula whose value was never saved.
    FormulaWithoutValue,
    /// An error such as `#N/A`.
    Error(String),
}

/// One organisation's convention.
#[derive(Debug, Clone)]
pub struct Convention {
    /// The name by which `--convention` knows it.
    pub id: String,
    /// The version that reports quote.
    pub version: String,
    /// What people call it.
    pub title: Text,
    /// The texts it comes from.
    pub source: String,
    /// The languages in which it speaks.
    pub languages: Vec<Language>,
    /// IDs, folded by [`crate::fold_header`], of rows that are there to show how the workbook is filled in.
    pub example_ids: Vec<String>,
    /// The column that says in which safe an account is kept: recorded exceptions may name a safe.
    pub safe_column: Option<ColumnId>,
    /// The closed lists.
    pub lists: Vec<CodeList>,
    /// The parts of names.
    pub parts: Vec<Part>,
    /// The lists that users can supply.
    pub references: Vec<Reference>,
    /// The names.
    pub names: Vec<Name>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The kinds of account, then the other sheets.
    pub tables: Vec<Table>,
    /// Values derived from others.
    pub derived: Vec<Derived>,
    /// The rules: the engine's own first, then in the order of the file, which is the order in which
    /// relations are judged.
    pub rules: Vec<Rule>,
    /// The files that it was read from.
    pub(crate) sources: Sources,
}

macro_rules! lookup {
    ($($(#[$doc:meta])* $method:ident($id:ty) -> $item:ty, $all:ident in $list:ident;)*) => {
        impl Convention {
            $(
                $(#[$doc])*
                ///
                /// A number of this convention always points at something; a number of another one
                /// gives its first entry.
                #[expect(clippy::indexing_slicing, reason = "numbers are made by compiling, which checks them")]
                pub fn $method(&self, id: $id) -> &$item {
                    let index = if id.index() < self.$list.len() { id.index() } else { 0 };
                    &self.$list[index]
                }

                /// Every one of them with its number, in order.
                pub fn $all(&self) -> impl Iterator<Item = ($id, &$item)> {
                    (0..).zip(&self.$list).map(|(index, item)| (<$id>::from_index(index), item))
                }
            )*
        }
    };
}

macro_rules! from_index {
    ($($id:ident)*) => {
        $(impl $id {
            pub(crate) fn from_index(index: u16) -> Self {
                Self(index)
            }
        })*
    };
}

from_index!(ListId PartId ReferenceId NameId ColumnId TableId RuleId);

lookup! {
    /// The closed list of that number.
    list(ListId) -> CodeList, all_lists in lists;
    /// The part of that number.
    part(PartId) -> Part, all_parts in parts;
    /// The reference list of that number.
    reference(ReferenceId) -> Reference, all_references in references;
    /// The name of that number.
    name(NameId) -> Name, all_names in names;
    /// The column of that number.
    column(ColumnId) -> Column, all_columns in columns;
    /// The table of that number.
    table(TableId) -> Table, all_tables in tables;
    /// The rule of that number.
    rule(RuleId) -> Rule, all_rules in rules;
}

impl Convention {
    /// The rule for what the engine sees on a table (`None`: on no table in particular).
    pub fn rule_for(&self, event: Event, table: Option<TableId>) -> Option<RuleId> {
        self.all_rules()
            .find(|(_, rule)| match &rule.check {
                Check::Event { event: known, on, .. } => {
                    *known == event && (on.is_empty() || table.is_none_or(|table| on.contains(&table)))
                }
                _ => false,
            })
            .map(|(id, _)| id)
    }

    /// The reference list of a key.
    pub fn find_reference(&self, key: &str) -> Option<ReferenceId> {
        self.all_references().find(|(_, list)| list.key == key).map(|(id, _)| id)
    }

    /// The rule of a code or name, without regard to case.
    pub fn find_rule(&self, code_or_name: &str) -> Option<RuleId> {
        self.all_rules()
            .find(|(_, rule)| {
                rule.code.eq_ignore_ascii_case(code_or_name) || rule.name.eq_ignore_ascii_case(code_or_name)
            })
            .map(|(id, _)| id)
    }

    /// The convention in which a rule's examples are meant: itself, with the codes that they ask for.
    pub fn for_examples(&self, rule: &Rule) -> Convention {
        let mut convention = self.clone();
        for (list, code) in &rule.example_codes {
            if let Some(list) = convention.lists.get_mut(list.index()) {
                list.codes.push((code.clone(), Text::default()));
            }
        }
        convention
    }

    /// A problem with an example of this convention, at its line and column.
    pub fn problem_with_example(&self, example: &Example, message: &str) -> Problem {
        self.sources.problem(&example.at, message)
    }

    /// The parts of a field that paths can name, in the order of [`Slot::part`].
    pub fn field_parts(&self, field: &Field) -> Vec<String> {
        let mut parts = Vec::new();
        match &field.content {
            Content::Name(names) => {
                parts.extend(["form".to_owned(), "base".to_owned()]);
                for name in names {
                    self.push_name_parts(*name, &mut parts);
                }
            }
            Content::Format(format) => parts.extend(format.parts().iter().map(|part| (*part).to_owned())),
            Content::Text | Content::Codes(_) | Content::Pattern(_) => {}
        }
        parts
    }

    fn push_name_parts(&self, name: NameId, parts: &mut Vec<String>) {
        for name_part in &self.name(name).parts {
            let part = self.part(name_part.part);
            let mut keys = vec![part.key.clone()];
            if let Shape::Forms(forms) = &part.shape {
                keys.extend(forms.iter().map(|form| form.key.clone()).filter(|key| !key.is_empty()));
            }
            for key in keys {
                if !parts.contains(&key) {
                    parts.push(key);
                }
            }
        }
    }

    /// Where a path leads on a table; `None` when the table has no such value.
    ///
    /// A derived value leads to several places, of which the first that is filled counts.
    pub fn slots(&self, table: TableId, path: &Path) -> Vec<Slot> {
        if let Some(derived) = self.derived.iter().find(|derived| path.is_just(&derived.key)) {
            return derived.first_of.iter().flat_map(|path| self.slots(table, path)).collect();
        }
        let fields = &self.table(table).fields;
        let field = if path.is_just("id") {
            fields.iter().position(|field| self.column(field.column).role == Role::Id)
        } else {
            fields.iter().position(|field| self.column(field.column).key == path.column)
        };
        let Some((field, content)) = field.and_then(|position| Some((position, fields.get(position)?)))
        else {
            return Vec::new();
        };
        match &path.part {
            None => vec![Slot { field, part: None }],
            Some(wanted) => self
                .field_parts(content)
                .iter()
                .position(|part| part == wanted)
                .map(|part| Slot { field, part: Some(part) })
                .into_iter()
                .collect(),
        }
    }
}
