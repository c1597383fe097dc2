//! Number formats: what the screen shows of a number (ECMA-376 part 1, 18.8.30 and 18.8.31).
//!
//! The one place that applies them. Readers hand over the format code of a cell and its number; what comes
//! back says whether people still see the digits, or something else that was made of them.

mod built_in;
mod code;
mod date;
mod digits;
mod formats;

pub(crate) use formats::Formats;

use crate::book::Look;
use code::{Section, Sort, Token};

/// What a spreadsheet shows of a number, where that is not just its digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    /// What the screen shows.
    pub text: String,
    /// What it looks like.
    pub look: Look,
}

/// A number format that makes something else of numbers than their digits.
#[derive(Debug, Clone)]
pub(crate) struct NumberFormat {
    sections: Vec<Section>,
}

impl NumberFormat {
    /// The format of a code; `None` for one that shows digits as they are, but for decimals, separators of
    /// thousands and the sign of a currency, which are no part of a value.
    pub fn new(code: &str) -> Option<NumberFormat> {
        let sections = code::sections(code);
        let tells = sections.iter().any(|section| section.sort != Sort::Plain);
        tells.then_some(NumberFormat { sections })
    }

    /// What a number looks like in this format; `None` where its digits are what counts. Dates count from
    /// 1900, or from 1904.
    pub fn show(&self, number: f64, is_1904: bool) -> Option<Shown> {
        let section = self.section(number)?;
        let is_signed = number < 0.0 && self.sections.len() == 1;
        let shown = |look, text: String| Some(Shown { text: text.trim().to_owned(), look });
        match section.sort {
            Sort::Plain => None,
            Sort::Date => shown(Look::Date, date::show(section, number, is_1904)?),
            Sort::Percentage => shown(Look::Percentage, digits::fixed(section, number * 100.0, is_signed)),
            Sort::Scientific => shown(Look::Scientific, digits::scientific(section, number)),
            Sort::Padded => {
                let text = digits::whole(section, number, is_signed)?;
                let is_plain = text.trim() == format!("{number}");
                shown(Look::Text, text).filter(|_| !is_plain)
            }
        }
    }

    /// The section for a number: the first whose condition it meets, else by its sign.
    fn section(&self, number: f64) -> Option<&Section> {
        let numeric = || self.sections.iter().filter(|section| !section.tokens.contains(&Token::Text));
        if numeric().any(|section| section.condition.is_some()) {
            let holds =
                |section: &&Section| section.condition.is_none_or(|condition| condition.holds(number));
            return numeric().find(holds);
        }
        let position = match (number < 0.0, number == 0.0) {
            (true, _) => 1,
            (_, true) => 2,
            _ => 0,
        };
        numeric().nth(position).or_else(|| numeric().next())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(code: &str, number: f64) -> Option<(Look, String)> {
        let shown = NumberFormat::new(code)?.show(number, false)?;
        Some((shown.look, shown.text))
    }

    fn text(code: &str, number: f64) -> Option<String> {
        look(code, number).map(|(look, text)| {
            assert_eq!(look, Look::Text, "{code}");
            text
        })
    }

    #[test]
    fn digits_stay_digits() {
        let codes = [
            "General",
            "0",
            "#",
            "@",
            "0.00",
            "#,##0",
            "#,##0.00",
            "#,##0 ;(#,##0)",
            "0_ ;\\-0\\ ",
            "# ?/?",
            "[Red]0",
            "_-* #,##0.00\\ \"€\"_-;\\-* #,##0.00\\ \"€\"_-;_-* \"-\"??\\ \"€\"_-;_-@_-",
            "[$€-413] #,##0",
            "\"€\" 0",
            "0;-0;;@",
            "[$-413]0",
            "0\\ ",
            "",
        ];
        for code in codes {
            assert_eq!(look(code, 48_644.0), None, "{code}");
        }
        assert_eq!(text("00", 123.0), None);
        assert_eq!(text("000", 12.5), None);
    }

    #[test]
    fn padding_and_added_text_are_shown() {
        assert_eq!(text("000000000000", 12_345_678_901.0).unwrap(), "012345678901");
        assert_eq!(text("\"WIN-L\"0", 1.0).unwrap(), "WIN-L1");
        assert_eq!(text("\"adm-\"0000", 12.0).unwrap(), "adm-0012");
        assert_eq!(text("\\s\\v\\c00", 7.0).unwrap(), "svc07");
        assert_eq!(text("\"x\"General", 1.5).unwrap(), "x1.5");
        assert_eq!(text("0000\\-0000\\-0000", 123_456_789_012.0).unwrap(), "1234-5678-9012");
        assert_eq!(text("0000-0000-0000", 12.0).unwrap(), "0000-0000-0012");
        assert_eq!(text("[<=99]00;\"L\"0", 7.0).unwrap(), "07");
        assert_eq!(text("[<=99]00;\"L\"0", 700.0).unwrap(), "L700");
        assert_eq!(text("\"a\"0;\"b\"0;\"none\";@", -3.0).unwrap(), "b3");
        assert_eq!(text("\"a\"0;\"b\"0;\"none\";@", 0.0).unwrap(), "none");
        assert_eq!(text("[$-13C]000", 7.0).unwrap(), "007");
        assert_eq!(text("000", -7.0).unwrap(), "-007");
        assert_eq!(text("0\" st.\"", 12.0).unwrap(), "12 st.");
    }

    #[test]
    fn percentages_and_scientific_notation_are_told() {
        assert_eq!(look("0%", 0.5).unwrap(), (Look::Percentage, "50%".to_owned()));
        assert_eq!(look("0.00%", 0.125).unwrap(), (Look::Percentage, "12.50%".to_owned()));
        assert_eq!(look("0.00E+00", 120_000.0).unwrap(), (Look::Scientific, "1.20E+05".to_owned()));
        assert_eq!(look("##0.0E+0", 12_000.0).unwrap(), (Look::Scientific, "12.0E+3".to_owned()));
        assert_eq!(look("0.E+00", 1e-7).unwrap(), (Look::Scientific, "1.E-07".to_owned()));
        assert_eq!(look("0.00E+00", -0.0).unwrap(), (Look::Scientific, "0.00E+00".to_owned()));
        assert_eq!(look("0E+0", 9.99).unwrap(), (Look::Scientific, "1E+1".to_owned()));
    }

    #[test]
    fn dates_and_times_are_shown() {
        let date = |code: &str, number: f64| {
            look(code, number).map(|(look, text)| {
                assert_eq!(look, Look::Date, "{code}");
                text
            })
        };
        assert_eq!(date("d-mmm", 45_717.0).unwrap(), "1-Mar");
        assert_eq!(date("mmm-yy", 45_717.0).unwrap(), "Mar-25");
        assert_eq!(date("yyyy\\-mm\\-dd;@", 45_717.0).unwrap(), "2025-03-01");
        assert_eq!(date("[$-413]d mmmm yyyy", 45_717.0).unwrap(), "1 March 2025");
        assert_eq!(date("dddd", 45_717.0).unwrap(), "Saturday");
        assert_eq!(date("h:mm", 0.4375).unwrap(), "10:30");
        assert_eq!(date("h:mm AM/PM", 0.75).unwrap(), "6:00 PM");
        assert_eq!(date("hh:mm:ss", 0.5).unwrap(), "12:00:00");
        assert_eq!(date("[h]:mm", 1.5).unwrap(), "36:00");
        assert_eq!(date("d/mm/yyyy h:mm", 45_443.604_166_666_664).unwrap(), "31/05/2024 14:30");
        assert_eq!(date("d-mmm", 123_456_789_012.0), None);
        assert_eq!(date("d-mmm", -1.0), None);
        let format = NumberFormat::new("yyyy-mm-dd").unwrap();
        assert_eq!(format.show(43_981.0, true).unwrap().text, "2024-05-31");
    }

    #[test]
    fn any_code_ends() {
        for code in [
            "\"",
            "\\",
            "[",
            "_",
            "*",
            ";;;;;",
            "0E",
            "E+",
            "%%%",
            "[<]0",
            "[h",
            "0,,,",
            "AM/",
            "ぁ0",
            "0.0.0",
            "yyyyyyyyyyyy",
        ] {
            if let Some(format) = NumberFormat::new(code) {
                for number in [0.0, -1.0, 1e300, 45_717.5] {
                    format.show(number, false);
                }
            }
        }
    }
}
