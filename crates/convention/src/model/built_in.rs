//! The checks that are built in.

use schemars::JsonSchema;
use serde::Deserialize;

/// A built-in check: a mistake that the engine finds without a rule that says how.
///
/// A convention gives each of these a rule (code, severity, texts) by `check = "…"`; without one the
/// engine keeps silent about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BuiltInCheck {
    /// No sheet has a recognisable header.
    NoAccountSheet,
    /// A sheet lacks a column that its rows need. Placeholders: `column`.
    RequiredColumnMissing,
    /// A header that is not known. Placeholders: `found`; variant `near` with `suggestion`; variant `empty` for
    /// values without a header, with the letters of the column as `found`; variant `unnamed` for those that are known
    /// by their values, with `suggestion`.
    ColumnNotRecognised,
    /// Two headers that mean the same column. Placeholders: `column`, `other`.
    ColumnRepeated,
    /// The ID header is not in column A. Placeholders: `column`.
    IdNotInColumnA,
    /// A merged range covers rows. Placeholders: `found` (the range).
    MergedCells,
    /// `#N/A` and the like. Placeholders: `found`.
    ErrorValue,
    /// A formula whose value was never saved. Variant `several` for more than one on a sheet, with `count`.
    FormulaWithoutValue,
    /// Rows that are hidden. Placeholders: `count`; variant `sheet` for a hidden sheet.
    HiddenRows,
    /// A sheet with data that is not known. Placeholders: `found` (the sheet's name).
    SheetNotRecognised,
    /// A number that lost digits. Placeholders: `found`.
    NumberLostDigits,
    /// A row that holds nothing like an account. Variant `several` for more than one, with `count`.
    RowIsNoAccount,
    /// A second header with other columns below the first; variant `beside` for one in the same row.
    SecondTable,
    /// The headers of a template stand in one cell. Variants `comma`, `semicolon`, `tab` by what separates them.
    ColumnsInOneCell,
    /// A row of a text file has more or fewer values than the header. Placeholders: `count`, `expected`, `found`
    /// (the character between two values).
    RowOfAnotherLength,
    /// A value of a text file contains whole rows. Placeholders: `count` (its lines).
    ValueSwallowsRows,
    /// A label on a sheet about whoever sends the workbook, with nothing beside it. Placeholders: `column` (the label).
    DetailMissing,
    /// Blanks where none belong. Variants: `around`, `inside`.
    StrayBlanks,
    /// Characters that look like others. Placeholders: `found`, `suggestion`; variants `dash`, `invisible`,
    /// `script` (the only one whose fix is unsafe), `other`.
    LookalikeCharacter,
    /// Line breaks or control characters.
    LineBreakOrControl,
    /// A code right but for its case. Placeholders: `found`, `expected`.
    LetterCase,
    /// A date, a percentage, a truth value or a number in scientific notation where a text belongs.
    /// Placeholders: `found`; variants `date`, `percentage`, `scientific`, `truth`.
    ChangedBySpreadsheet,
    /// A filled row without ID. Variant `continued` for one below a row with more, in which one value stands, in the
    /// column `other`; variant `throughout` where no row of a sheet has one, with `count`.
    IdMissing,
    /// An ID of another form than its kind's. Placeholders: `found`, `expected`.
    IdForm,
    /// An empty cell that has to be filled in. Placeholders: `column`; variant `dragged` for rows that hold only what was
    /// dragged down over them, and `throughout` for a column that is empty in every row of a sheet, with `count`; variants `slid-down` and `slid-up` where the values of the column stand a row
    /// too low or too high, with `other`, the first of their cells.
    RequiredFieldMissing,
    /// A word in the place of a value. Placeholders: `suggestion`; variants `above` (it stands for the value of
    /// the cell above) and `not-needed` (no value is needed there).
    PlaceholderValue,
    /// The same value twice in a cell that may hold several. Placeholders: `found`.
    ValueRepeated,
    /// A value in a column that the row's kind does not use. Placeholders: `column`, `kind`.
    FieldNotUsedByKind,
    /// The kind of a row cannot be told. Placeholders: `found`; variants `missing`, `unknown`; variant `contradicted`
    /// where the rest of the row speaks for another kind, with `suggestion`.
    KindUnknown,
    /// A secret in a cell. Placeholders: `count` (characters), variants by sort of secret: `private-key`,
    /// `aws-secret`, `token`, `password`; and by place: `note` (beside the cell), `sheet-name`, `file-name`.
    SecretInCell,
    /// A column whose header says that it holds secrets, with values in it. Placeholders: `found`, `count`.
    SecretColumn,
    /// A column whose header says that it holds what the convention does not want. Placeholders: `found`.
    ForbiddenColumn,
}

impl BuiltInCheck {
    /// The variants with which its rule can speak.
    pub fn variants(self) -> &'static [&'static str] {
        match self {
            BuiltInCheck::ColumnNotRecognised => &["near", "empty", "unnamed"],
            BuiltInCheck::FormulaWithoutValue | BuiltInCheck::RowIsNoAccount => &["several"],
            BuiltInCheck::ColumnsInOneCell => &["comma", "semicolon", "tab", "rows"],
            BuiltInCheck::HiddenRows => &["sheet"],
            BuiltInCheck::SheetNotRecognised => &["named"],
            BuiltInCheck::StrayBlanks => &["around", "inside"],
            BuiltInCheck::LookalikeCharacter => &["dash", "invisible", "script", "other"],
            BuiltInCheck::ChangedBySpreadsheet => &["date", "percentage", "scientific", "truth"],
            BuiltInCheck::PlaceholderValue => &["above", "not-needed"],
            BuiltInCheck::KindUnknown => &["missing", "unknown", "contradicted"],
            BuiltInCheck::IdMissing => &["continued", "throughout"],
            BuiltInCheck::RequiredFieldMissing => &["dragged", "throughout", "slid-down", "slid-up"],
            BuiltInCheck::SecondTable => &["beside"],
            BuiltInCheck::SecretInCell => {
                &["private-key", "aws-secret", "token", "password", "note", "sheet-name", "file-name"]
            }
            _ => &[],
        }
    }

    /// The placeholders that can be filled in, besides those that every rule has.
    pub fn holes(self) -> &'static [&'static str] {
        match self {
            BuiltInCheck::NoAccountSheet
            | BuiltInCheck::RequiredColumnMissing
            | BuiltInCheck::SecondTable
            | BuiltInCheck::DetailMissing
            | BuiltInCheck::FieldNotUsedByKind => &[],
            BuiltInCheck::IdMissing => &["other", "count"],
            BuiltInCheck::ColumnNotRecognised
            | BuiltInCheck::StrayBlanks
            | BuiltInCheck::LookalikeCharacter
            | BuiltInCheck::LineBreakOrControl
            | BuiltInCheck::KindUnknown
            | BuiltInCheck::ValueRepeated => &["found", "suggestion"],
            BuiltInCheck::PlaceholderValue => &["suggestion"],
            BuiltInCheck::FormulaWithoutValue
            | BuiltInCheck::RowIsNoAccount
            | BuiltInCheck::RequiredFieldMissing => &["count", "other"],
            BuiltInCheck::ColumnRepeated => &["found", "other"],
            BuiltInCheck::HiddenRows | BuiltInCheck::SecretColumn | BuiltInCheck::ColumnsInOneCell => {
                &["found", "count"]
            }
            BuiltInCheck::RowOfAnotherLength => &["found", "count", "expected"],
            BuiltInCheck::ValueSwallowsRows => &["count"],
            BuiltInCheck::LetterCase => &["found", "expected", "form", "suggestion"],
            BuiltInCheck::IdForm => &["found", "expected"],
            BuiltInCheck::SecretInCell => &["count", "length"],
            BuiltInCheck::IdNotInColumnA
            | BuiltInCheck::MergedCells
            | BuiltInCheck::ErrorValue
            | BuiltInCheck::SheetNotRecognised
            | BuiltInCheck::NumberLostDigits
            | BuiltInCheck::ChangedBySpreadsheet
            | BuiltInCheck::ForbiddenColumn => &["found"],
        }
    }
}
