//! One part of a name: whether what stands there fits, and what was most likely meant when it does not.

use pamlint_convention::{Alternative, Applicability, Convention, Part, RepairAction, Shape, nearest};

/// How well a piece of text fits a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fit {
    /// It fits as it stands; `form` is the position of the alternative that it has.
    Exact { form: Option<usize> },
    /// It is a code but for its case.
    Case { code: String },
    /// It becomes right by a repair.
    Repaired { value: String, applicability: Applicability },
    /// It is one slip away from a code.
    Near { code: String },
    /// It is nothing that is known.
    Unfit,
}

impl Fit {
    /// How unlikely it is that this text was meant to be this part: 0 for certain, 10 for not at all.
    pub(crate) fn cost(&self) -> u32 {
        match self {
            Fit::Exact { form: None } => 0,
            // A code of a list says more than a form that many texts have.
            Fit::Case { .. } => 1,
            Fit::Exact { form: Some(_) } => 2,
            Fit::Repaired { .. } => 4,
            Fit::Near { .. } => 5,
            Fit::Unfit => 10,
        }
    }

    /// The right value, where it is known.
    pub(crate) fn canonical(&self, text: &str) -> Option<String> {
        match self {
            Fit::Exact { .. } => Some(text.to_owned()),
            Fit::Case { code } | Fit::Near { code } => Some(code.clone()),
            Fit::Repaired { value, .. } => Some(value.clone()),
            Fit::Unfit => None,
        }
    }

    /// Whether the value is right, but for its case.
    pub(crate) fn is_right(&self) -> bool {
        matches!(self, Fit::Exact { .. } | Fit::Case { .. })
    }
}

/// Whether a piece of text is right as it stands.
pub(crate) fn exact(convention: &Convention, part: &Part, text: &str) -> Option<Fit> {
    match &part.shape {
        Shape::Codes(list) => {
            let mut codes = convention.list(*list).codes.iter();
            codes.any(|(code, _)| code == text).then_some(Fit::Exact { form: None })
        }
        Shape::Forms(forms) => form_of(forms, text).map(|form| Fit::Exact { form: Some(form) }),
    }
}

/// The form that a text has: what is known to exist says more than a pattern.
fn form_of(forms: &[Alternative], text: &str) -> Option<usize> {
    let is_listed =
        |form: &Alternative| form.also.as_ref().is_some_and(|also| also.contains(&text.to_uppercase()));
    let fits = |form: &Alternative| form.patterns.iter().all(|pattern| pattern.is_match(text));
    forms.iter().position(is_listed).or_else(|| forms.iter().position(fits))
}

/// Judges a piece of text as a part.
pub(crate) fn fit(convention: &Convention, part: &Part, text: &str) -> Fit {
    if let Some(exact) = exact(convention, part, text) {
        return exact;
    }
    match &part.shape {
        Shape::Codes(list) => {
            let codes = || convention.list(*list).codes.iter().map(|(code, _)| code.as_str());
            if let Some(code) = codes().find(|code| code.eq_ignore_ascii_case(text)) {
                return Fit::Case { code: code.to_owned() };
            }
            if let Some(repaired) = repair(part, text, |candidate| codes().any(|code| code == candidate)) {
                return repaired;
            }
            nearest(text, codes()).map_or(Fit::Unfit, |code| Fit::Near { code: code.to_owned() })
        }
        Shape::Forms(forms) => {
            repair(part, text, |candidate| form_of(forms, candidate).is_some()).unwrap_or(Fit::Unfit)
        }
    }
}

/// The first repair that makes the text fit. Repairs build on one another (`OVO48644` loses its prefix
/// and gets its zero back); the result is safe only when every one of them is.
fn repair(part: &Part, text: &str, fits: impl Fn(&str) -> bool) -> Option<Fit> {
    let mut value = text.to_owned();
    let mut applicability = Applicability::Safe;
    for repair in &part.repairs {
        let Some(repaired) = apply(&repair.action, &value) else { continue };
        if repaired == value {
            continue;
        }
        value = repaired;
        applicability = applicability.max(repair.applicability);
        if fits(&value) {
            return Some(Fit::Repaired { value, applicability });
        }
    }
    None
}

fn apply(action: &RepairAction, text: &str) -> Option<String> {
    match action {
        RepairAction::StripPrefix(prefix) => {
            let (head, rest) = text.split_at_checked(prefix.len())?;
            (head.eq_ignore_ascii_case(prefix) && !rest.is_empty()).then(|| rest.to_owned())
        }
        RepairAction::StripSuffix(suffix) => {
            let (rest, tail) = text.split_at_checked(text.len().checked_sub(suffix.len())?)?;
            (tail.eq_ignore_ascii_case(suffix) && !rest.is_empty()).then(|| rest.to_owned())
        }
        RepairAction::AddPrefix(prefix) => Some(format!("{prefix}{text}")),
        RepairAction::AddSuffix(suffix) => Some(format!("{text}{suffix}")),
        RepairAction::Capitals => Some(text.to_uppercase()),
        RepairAction::PadZeros(length) => {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            (digits && text.len() < *length && !text.starts_with('0')).then(|| format!("{text:0>length$}"))
        }
        RepairAction::Words(words) => {
            let meant = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(text));
            meant.map(|(_, code)| code.clone())
        }
        RepairAction::LettersToDigits => Some(text.chars().map(as_digit).collect()),
    }
}

/// The digit that a letter is easily taken for.
fn as_digit(letter: char) -> char {
    match letter {
        'O' | 'o' | 'Q' => '0',
        'I' | 'l' | 'i' | 'L' => '1',
        'Z' | 'z' => '2',
        'S' | 's' => '5',
        'B' => '8',
        other => other,
    }
}
