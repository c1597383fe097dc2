//! What can be wrong with a cell by itself: what stands there instead of a value, signs that nobody sees, then its content.

use pamlint_convention::{BuiltInCheck, Content, Field, Placeholder, Role, Rule};
use pamlint_formats::formula::{first_of, has_none_of, is_all, quoted};

use super::cells::Cells;
use super::logic::{self, all, any, not};
use super::name::{is_code, letter_case, problems_of_several};
use super::problem::Problem;
use super::relation::{self, Values};
use super::says::{self, Piece};
use super::{built_in, name};
use crate::bounds::Bounds;
use crate::lists::{Entry, Lists};

/// Dashes that look like a hyphen; others are too rare to be pasted.
const DASHES: &str =
    "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{2043}\u{FE58}\u{FE63}\u{FF0D}";

/// Characters that take no room.
const INVISIBLE: &str = "\u{AD}\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{2060}\u{FEFF}";

/// Blanks that are no ordinary ones.
const BLANKS: &str = "\t\u{A0}\u{2002}\u{2003}\u{2007}\u{2009}\u{202F}\u{3000}";

/// Curly quotes, and letters of other scripts that look like those of ours, in names.
const QUOTES: &str = "‘’“”";
const LETTERS: &str = "АВСЕНІЈКМОРЅТХаеорсухіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";

/// So many of the words for a value that is not there are signs: of more of them one is meant.
const MOST_SIGNS: usize = 20;

/// A longer text is not looked at for how it begins.
const LONGEST_PHRASE: usize = 40;

/// From here on a number has more digits than a spreadsheet keeps.
const LOST_DIGITS: &str = "1E15";

/// A cell and its texts.
struct Cell<'c, 'p> {
    cells: &'c Cells<'p>,
    position: usize,
    field: &'p Field,
    problems: Vec<Problem>,
}

/// The problems of the cell of a field, in the order in which they are told.
pub(crate) fn problems(cells: &Cells<'_>, lists: &mut Lists, position: usize) -> Vec<Problem> {
    let Some(field) = cells.table.fields.get(position) else { return Vec::new() };
    let role = cells.plan.column(field).role;
    if matches!(role, Role::Free | Role::Kind) {
        return Vec::new();
    }
    let mut cell = Cell { cells, position, field, problems: Vec::new() };
    cell.unreadable();
    let x = cells.raw(position);
    if role == Role::Id {
        cell.id();
        return cell.problems;
    }
    let needed = cell.needed();
    if let Some(needed) = &needed {
        let when = all([format!("TRIM({x})=\"\""), needed.clone()]);
        cell.tell(BuiltInCheck::RequiredFieldMissing, None, when);
    }
    cell.problems.push(Problem::end(format!("TRIM({x})=\"\"")));
    cell.placeholders(lists, needed.as_deref());
    // An apostrophe before a value is the spreadsheet's sign for text.
    cell.problems.push(Problem::end(format!("LEFT({x},1)=\"'\"")));
    cell.content();
    cell.problems
}

/// The problems with single signs in the cell of a field: they are looked for where a row is not plain.
pub(crate) fn signs(cells: &Cells<'_>, position: usize) -> Vec<Problem> {
    let Some(field) = cells.table.fields.get(position) else { return Vec::new() };
    if matches!(cells.plan.column(field).role, Role::Free | Role::Kind) {
        return Vec::new();
    }
    let mut cell = Cell { cells, position, field, problems: Vec::new() };
    cell.signs();
    cell.problems
}

/// None of the signs that are looked for stands in these cells.
pub(crate) fn is_plain(cells: &Cells<'_>) -> String {
    let is_looked_at = |position: &usize| {
        let field = cells.table.fields.get(*position);
        field.is_some_and(|field| matches!(cells.plan.column(field).role, Role::Id | Role::Value))
    };
    let positions: Vec<usize> = (0..cells.table.fields.len()).filter(is_looked_at).collect();
    let all: Vec<&str> = positions.iter().map(|position| cells.raw(*position)).collect();
    let odd = [DASHES, INVISIBLE, BLANKS, QUOTES, LETTERS, "\r\n "].concat();
    format!("IFERROR({},FALSE)", has_none_of(&format!("({})", all.join("&")), &odd))
}

impl Cell<'_, '_> {
    fn x(&self) -> String {
        self.cells.raw(self.position).to_owned()
    }

    /// Tells a problem in the words of a built-in check, where the convention has a rule for it.
    fn tell(&mut self, check: BuiltInCheck, variant: Option<&str>, when: String) {
        self.tell_found(check, variant, None, when);
    }

    /// Tells it with what is found: a piece of a formula.
    fn tell_found(
        &mut self,
        check: BuiltInCheck,
        variant: Option<&str>,
        found: Option<String>,
        when: String,
    ) {
        let plan = self.cells.plan;
        let Some(rule) = built_in(plan, check, Some(self.cells.id)) else { return };
        let (x, header) = (self.x(), &plan.column(self.field).header);
        let says = says::of_rule(plan, rule, variant, &|hole| match hole {
            "value" => Some(says::shown(&x)),
            "column" => Some(Piece::Header(header.clone())),
            "found" => found.clone().map(Piece::Formula),
            _ => None,
        });
        self.problems.push(Problem::new(when, says));
    }

    /// Errors, and what the spreadsheet has made of what was typed. Of a number that is shown in a way of its own nothing
    /// is said: only the spreadsheet knows how it looks.
    fn unreadable(&mut self) {
        let cells = self.cells;
        let raw = cells.raw(self.position);
        self.tell(BuiltInCheck::ErrorValue, None, format!("ISERROR({raw})"));
        let (is_number, is_date) = match &self.field.content {
            Content::Format(format) => (format.is_numeric(), format.is_date()),
            _ => (false, false),
        };
        if is_date {
            self.problems.push(Problem::end(format!("ISNUMBER({raw})")));
            return;
        }
        let changed = BuiltInCheck::ChangedBySpreadsheet;
        self.tell_found(changed, Some("truth"), Some(raw.to_owned()), format!("ISLOGICAL({raw})"));
        let kind = format!("LEFT(CELL(\"format\",{raw}),1)");
        let number = |test: String| format!("IF(ISNUMBER({raw}),{test},FALSE)");
        if is_number {
            self.tell(changed, Some("date"), number(format!("{kind}=\"D\"")));
            return;
        }
        let lost = number(format!("ABS({raw})>={LOST_DIGITS}"));
        self.tell(BuiltInCheck::NumberLostDigits, None, lost);
        // Only the spreadsheet knows how it looks.
        self.problems.push(Problem::end(number(format!("ISERROR(FIND({kind},\"GDPS\"))"))));
        self.tell(changed, Some("date"), number(format!("{kind}=\"D\"")));
        self.tell(changed, None, number(format!("{kind}<>\"G\"")));
    }

    /// Whether a filled row needs the cell; `None` where it never does, or no formula can tell.
    fn needed(&self) -> Option<String> {
        if !self.field.required {
            return None;
        }
        let mut reads = Vec::new();
        let unless = self.field.required_unless.iter();
        let unless: Option<Vec<String>> =
            unless.map(|condition| relation::condition(self.cells, condition, &mut reads)).collect();
        let unless = unless?;
        Some(if unless.is_empty() { logic::TRUE.to_owned() } else { not(&all(unless)) })
    }

    /// Words in the place of a value.
    fn placeholders(&mut self, lists: &mut Lists, needed: Option<&str>) {
        let known = &self.cells.plan.convention.placeholders;
        let x = self.x();
        let key = format!("LOWER(TRIM({x}))");
        for (meant, variant, name) in
            [(Placeholder::Above, Some("above"), "above"), (Placeholder::Nothing, None, "nothing")]
        {
            let words: Vec<&str> = known.words(meant).filter(|word| !word.contains('|')).collect();
            let mut tests = Vec::new();
            if !words.is_empty()
                && let Some(list) = lists.text(&format!("words_{name}"), format!("|{}|", words.join("|")))
            {
                tests.push(format!("ISNUMBER(FIND(\"|\"&{key}&\"|\",{list}))"));
            }
            let signs: String = words
                .iter()
                .filter_map(|word| {
                    let mut characters = word.chars();
                    let sign = characters.next().filter(|sign| !sign.is_alphanumeric())?;
                    characters.next().is_none().then_some(sign)
                })
                .take(MOST_SIGNS)
                .collect();
            if !signs.is_empty() {
                let first = format!("LEFT({x},1)");
                let is_sign = format!("ISNUMBER(FIND({first},{}))", quoted(&signs));
                tests.push(all([is_sign, format!("SUBSTITUTE({x},{first},\"\")=\"\"")]));
            }
            let beginnings: Vec<Entry> =
                known.beginnings(meant).map(|start| Entry::Text(start.to_owned())).collect();
            if let Some(list) = lists.add(&format!("begin_{name}"), beginnings) {
                let begins = format!("SUMPRODUCT(--(LEFT(TRIM({x}),LEN({list}))={list}))>0");
                // Hardly any value has a blank.
                let may_begin =
                    all([format!("LEN({x})<={LONGEST_PHRASE}"), format!("ISNUMBER(FIND(\" \",{x}))")]);
                tests.push(format!("IF({may_begin},{begins},FALSE)"));
            }
            if !tests.is_empty() {
                let when = any(tests);
                match needed {
                    Some(logic::TRUE) => {}
                    // Where no value is needed it is only not needed.
                    Some(needed) => self.problems.push(Problem::end(all([not(needed), when.clone()]))),
                    None => {
                        self.problems.push(Problem::end(when));
                        continue;
                    }
                }
                self.tell(BuiltInCheck::PlaceholderValue, variant, when);
            }
        }
    }

    /// What stands between the parts of the only name in the cell.
    fn separator(&self) -> Option<String> {
        let Content::Name(names) = &self.field.content else { return None };
        let name = self.cells.plan.convention.name(*names.first().filter(|_| !self.field.several)?);
        Some(name.parts.get(1)?.separator.clone()).filter(|separator| !separator.trim().is_empty())
    }

    /// Signs that look like others or like nothing.
    fn signs(&mut self) {
        let x = self.x();
        let is_name = matches!(self.field.content, Content::Name(_));
        let has = |characters: &str| format!("NOT({})", has_none_of(&x, characters));
        let alike = BuiltInCheck::LookalikeCharacter;
        if !self.field.several {
            let around = format!("OR(LEFT({x},1)=\" \",RIGHT({x},1)=\" \")");
            self.tell(BuiltInCheck::StrayBlanks, Some("around"), around);
            let lines = format!("OR(ISNUMBER(FIND(CHAR(10),{x})),ISNUMBER(FIND(CHAR(13),{x})))");
            self.tell(BuiltInCheck::LineBreakOrControl, None, lines);
        }
        // A dash between blanks is one slip.
        let dash = format!("MID({x},{},1)", first_of(&x, DASHES));
        self.tell_found(alike, Some("dash"), Some(dash), has(DASHES));
        if let Some(separator) = self.separator() {
            // Words without it are no name.
            let is_one = format!("ISNUMBER(FIND({},{x}))", quoted(&separator));
            let inside = all([format!("ISNUMBER(FIND(\" \",{x}))"), is_one]);
            self.tell(BuiltInCheck::StrayBlanks, Some("inside"), inside);
        }
        if !self.field.several {
            self.tell(BuiltInCheck::StrayBlanks, None, has(BLANKS));
        }
        self.tell(alike, Some("invisible"), has(INVISIBLE));
        if is_name {
            self.tell(alike, None, has(QUOTES));
            self.tell(alike, Some("script"), has(LETTERS));
        }
    }

    fn content(&mut self) {
        let (plan, convention) = (self.cells.plan, self.cells.plan.convention);
        let x = self.x();
        let rule = self.field.rule.map(|rule| convention.rule(rule)).filter(|rule| !rule.off);
        match &self.field.content {
            Content::Name(names) => match names.as_slice() {
                [one] if self.field.several => {
                    self.problems.extend(problems_of_several(plan, &x, convention.name(*one)));
                }
                [one] => {
                    self.problems.extend(name::problems(self.cells, self.position, convention.name(*one)));
                }
                // A cell with a choice of names is told less of.
                _ => {}
            },
            _ if self.field.several => {}
            Content::Text => {}
            Content::Codes(list) => {
                let Some(rule) = rule else { return };
                let codes: Vec<&str> =
                    convention.list(*list).codes.iter().map(|(code, _)| code.as_str()).collect();
                let words = self.field.words.iter().map(|(word, _)| word.to_uppercase());
                let value = if self.field.any_case { format!("UPPER({x})") } else { x.clone() };
                let known: Vec<String> = match self.field.any_case {
                    true => codes.iter().map(|code| code.to_uppercase()).collect(),
                    false => codes.iter().map(|code| (*code).to_owned()).collect(),
                };
                let words: Vec<String> = words.collect();
                let is_word = is_code(&format!("UPPER({x})"), words.iter().map(String::as_str));
                self.problems.extend(is_word.filter(|_| !words.is_empty()).map(Problem::end));
                if !self.field.any_case {
                    self.problems.extend(letter_case(plan, Some(self.cells.id), &codes, &x));
                }
                let fits = is_code(&value, known.iter().map(String::as_str));
                self.problems.extend(fits.map(|fits| self.wrong(rule, fits)));
            }
            Content::Pattern(pattern) => {
                let Some(rule) = rule else { return };
                let fits = Bounds::of_pattern(pattern.as_str()).conditions(&x);
                if !fits.is_empty() {
                    self.problems.push(self.wrong(rule, all(fits)));
                }
            }
            Content::Format(format) => {
                for condition in format.conditions(&x) {
                    let rule = self.field.rule_for(condition.problem).map(|rule| convention.rule(rule));
                    let Some(rule) = rule.filter(|rule| !rule.off) else { continue };
                    let says = says::of_rule(plan, rule, Some(condition.problem), &|hole| match hole {
                        "found" => condition.found.clone().map(Piece::Formula),
                        "value" => Some(says::shown(&x)),
                        "length" => Some(Piece::Formula(format!("LEN({x})"))),
                        "column" => Some(Piece::Header(plan.column(self.field).header.clone())),
                        _ => None,
                    });
                    let when = format!("NOT(IFERROR({},FALSE))", condition.holds);
                    self.problems.push(Problem::new(when, says));
                }
            }
        }
    }

    /// A value that does not fit, by the rule of its field.
    fn wrong(&self, rule: &Rule, fits: String) -> Problem {
        let plan = self.cells.plan;
        let x = self.x();
        let says = says::of_rule(plan, rule, None, &|hole| match hole {
            "found" | "value" => Some(says::shown(&x)),
            "expected" => {
                Some(plan.text(&self.field.expected)).filter(|text| !text.is_empty()).map(says::text)
            }
            "column" => self
                .cells
                .header(&pamlint_convention::Path { column: plan.column(self.field).key.clone(), part: None })
                .map(Piece::Header),
            _ => None,
        });
        Problem::new(not(&fits), says)
    }

    /// An ID: there, and of the form of its table's.
    fn id(&mut self) {
        let plan = self.cells.plan;
        let x = self.x();
        self.tell(BuiltInCheck::IdMissing, None, format!("TRIM({x})=\"\""));
        let prefix = &self.cells.table.id_prefix;
        let Some(rule) =
            built_in(plan, BuiltInCheck::IdForm, Some(self.cells.id)).filter(|_| !prefix.is_empty())
        else {
            return;
        };
        let length = prefix.encode_utf16().count();
        let number = format!("MID({x},{},20)", length + 1);
        let fits = format!(
            "AND(LEFT({x},{length})={},LEN({x})>{length},{})",
            quoted(prefix),
            is_all(&number, "0123456789", 20)
        );
        let says = says::of_rule(plan, rule, None, &|hole| match hole {
            "found" | "value" => Some(says::shown(&x)),
            "expected" => Some(says::text(&format!("{prefix}1, {prefix}2, …"))),
            _ => None,
        });
        self.problems.push(Problem::new(not(&fits), says));
    }
}
