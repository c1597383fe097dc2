//! Conditions put together, without what makes no difference: spreadsheets take only so many pieces in a formula.

/// What always holds, and what never does.
pub(crate) const TRUE: &str = "TRUE";
pub(crate) const FALSE: &str = "FALSE";

/// All of these hold.
pub(crate) fn all(conditions: impl IntoIterator<Item = String>) -> String {
    together("AND", TRUE, FALSE, conditions)
}

/// One of these holds.
pub(crate) fn any(conditions: impl IntoIterator<Item = String>) -> String {
    together("OR", FALSE, TRUE, conditions)
}

/// It does not hold.
pub(crate) fn not(condition: &str) -> String {
    match condition {
        TRUE => FALSE.to_owned(),
        FALSE => TRUE.to_owned(),
        _ => format!("NOT({condition})"),
    }
}

fn together(
    function: &str,
    idle: &str,
    decisive: &str,
    conditions: impl IntoIterator<Item = String>,
) -> String {
    let mut conditions: Vec<String> = conditions.into_iter().filter(|condition| condition != idle).collect();
    if conditions.iter().any(|condition| condition == decisive) {
        return decisive.to_owned();
    }
    conditions.dedup();
    match conditions.as_slice() {
        [] => idle.to_owned(),
        [one] => one.clone(),
        several => format!("{function}({})", several.join(",")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_difference_is_left_out() {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(all(owned(&["TRUE", "A1=1"])), "A1=1");
        assert_eq!(all(owned(&["FALSE", "A1=1"])), "FALSE");
        assert_eq!(any(owned(&["A1=1", "A1=2"])), "OR(A1=1,A1=2)");
        assert_eq!((any(Vec::new()), not("TRUE")), ("FALSE".to_owned(), "FALSE".to_owned()));
    }
}
