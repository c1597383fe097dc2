use proptest::prelude::*;

use super::*;

const TEXT: Style = Style { name: false, several: false, one_line: true };
const NAME: Style = Style { name: true, several: false, one_line: true };
const LIST: Style = Style { name: true, several: true, one_line: false };
const FREE: Style = Style { name: false, several: false, one_line: false };

/// Kind, span, fixed of every change, shortly.
fn changes(text: &str, style: Style) -> Vec<(Kind, (usize, usize), String)> {
    clean(text, style).changes.into_iter().map(|change| (change.kind, change.span, change.fixed)).collect()
}

#[test]
fn values_as_they_were_meant() {
    let rows: &[(Style, &str, &str, &[Kind])] = &[
        (TEXT, "srv01.example.be", "srv01.example.be", &[]),
        (TEXT, "", "", &[]),
        (TEXT, " \u{A0}\t\u{200B}\n", "", &[]),
        (TEXT, "\u{FEFF}", "", &[]),
        (TEXT, "Jan Peeters", "Jan Peeters", &[]),
        (TEXT, "a  b", "a  b", &[]),
        (TEXT, "'0012", "0012", &[]),
        (NAME, "''D-048644", "D-048644", &[]),
        (TEXT, "’0012", "0012", &[Kind::Other]),
        (TEXT, "'a'", "'a'", &[]),
        (TEXT, "'", "'", &[]),
        (TEXT, "d'Hondt", "d'Hondt", &[]),
        (TEXT, " srv ", "srv", &[Kind::Around]),
        (TEXT, "srv\n", "srv", &[Kind::Around]),
        (TEXT, "Jan\u{A0}Peeters ", "Jan Peeters", &[Kind::Inside]),
        (TEXT, "a\tb", "a b", &[Kind::Inside]),
        (TEXT, "srv01 \r\n .example.be", "srv01.example.be", &[Kind::LineBreak]),
        (TEXT, "a\u{7}b", "ab", &[Kind::Control]),
        (TEXT, "René-ß²ﬁœ™½", "René-ß²ﬁœ™½", &[]),
        (TEXT, "Rene\u{301}", "Rene\u{301}", &[]),
        (TEXT, "it’s “so”", "it's \"so\"", &[Kind::Other]),
        (TEXT, "ＳＲＶ０１", "SRV01", &[Kind::Other]),
        (TEXT, "a\u{3000}b", "a b", &[Kind::Inside]),
        (TEXT, "srv–01", "srv-01", &[Kind::Dash]),
        (TEXT, "srv\u{AD}01\u{200B}", "srv01", &[Kind::Invisible]),
        (TEXT, "Аdmin", "Admin", &[Kind::Script]),
        (TEXT, "аdmіn", "admin", &[Kind::Script]),
        (TEXT, "Иванов", "Иванов", &[]),
        (TEXT, "Администратор А", "Администратор А", &[]),
        (TEXT, "Srv А", "Srv A", &[Kind::Script]),
        (NAME, "ОПС-СЕ", "ОПС-CE", &[Kind::Script]),
        (TEXT, "α\u{200B}Α", "aA", &[Kind::Invisible, Kind::Script]),
        (TEXT, "Ж\u{200B}А", "ЖА", &[Kind::Invisible]),
        (FREE, "a\nb", "a\nb", &[]),
        (FREE, "a \r\n\u{A0}b", "a \r\n b", &[Kind::Inside]),
        (NAME, "D-048644-20109-OPS-CE", "D-048644-20109-OPS-CE", &[]),
        (NAME, "D-048644 -20109- OPS-CE", "D-048644-20109-OPS-CE", &[Kind::Inside]),
        (NAME, " D-048644\u{A0}-20109-OPS-CE ", "D-048644-20109-OPS-CE", &[Kind::Inside]),
        (NAME, "D-048644-\n20109-OPS-CE", "D-048644-20109-OPS-CE", &[Kind::LineBreak]),
        (NAME, "D–048644—20109‑ОРЅ−СЕ", "D-048644-20109-OPS-CE", &[Kind::Dash, Kind::Script]),
        (NAME, "D-048644-20109-ОПС-CE", "D-048644-20109-ОПС-CE", &[]),
        (NAME, "D-048644-20109-О П", "D-048644-20109-ОП", &[Kind::Inside]),
        (LIST, "A%user;B%user", "A%user;B%user", &[]),
        (LIST, "A%user ; B%user", "A%user;B%user", &[]),
        (LIST, "A%user,\u{A0}B%user\r\n \r\nC%user\n", "A%user,B%user\nC%user", &[]),
        (LIST, "A%user； B%user", "A%user;B%user", &[Kind::Other]),
        (LIST, "A %user\nB%user ", "A%user\nB%user", &[Kind::Inside]),
        (LIST, " A%user\n", "A%user", &[Kind::Around]),
        (LIST, "\nA%user;\u{2028}B%user;", "A%user;\nB%user;", &[]),
    ];
    for (style, text, meant, kinds) in rows {
        let cleaned = clean(text, *style);
        assert_eq!(cleaned.text, *meant, "{text:?}");
        assert_eq!(cleaned.changes.iter().map(|change| change.kind).collect::<Vec<_>>(), *kinds, "{text:?}");
    }
}

#[test]
fn a_change_points_at_the_first_offence_and_repairs_only_its_class() {
    assert_eq!(
        changes(" D–0486\u{A0}\u{A0}44—ОРЅ\u{200B} ", NAME),
        [
            (Kind::Inside, (7, 9), "D–048644—ОРЅ\u{200B}".to_owned()),
            (Kind::Dash, (2, 3), " D-0486\u{A0}\u{A0}44-ОРЅ ".to_owned()),
            (Kind::Script, (12, 15), " D–0486\u{A0}\u{A0}44—OPS\u{200B} ".to_owned()),
        ]
    );
    assert_eq!(changes("  a", TEXT), [(Kind::Around, (0, 2), "a".to_owned())]);
    assert_eq!(changes("a \n b\u{1}", TEXT), [(Kind::LineBreak, (1, 4), "ab".to_owned())]);
}

#[test]
fn a_change_tells_what_was_found() {
    let described = |text| clean(text, NAME).changes.first().map(|change| (change.described(), change.meant));
    assert_eq!(described("a–b"), Some(("– (U+2013)".to_owned(), Some('-'))));
    assert_eq!(described("a\u{200B}b"), Some(("U+200B".to_owned(), None)));
    assert_eq!(described("a\u{A0}b"), Some(("U+00A0".to_owned(), None)));
    assert_eq!(described("Ѕ"), Some(("Ѕ (U+0405)".to_owned(), Some('S'))));
}

#[test]
fn a_change_has_a_rule_and_a_variant() {
    let rules = |text| {
        let changes = clean(text, NAME).changes;
        let told = changes.iter().map(|change| {
            (change.kind.class().check(), change.kind.variant(), change.kind.class().applicability())
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(
        rules("a b–АЅ\u{7}"),
        [
            (BuiltInCheck::StrayBlanks, Some("inside"), Applicability::Safe),
            (BuiltInCheck::LookalikeCharacter, Some("dash"), Applicability::Safe),
            (BuiltInCheck::LookalikeCharacter, Some("script"), Applicability::Unsafe),
            (BuiltInCheck::LineBreakOrControl, None, Applicability::Safe),
        ]
    );
    assert_eq!(rules(" a"), [(BuiltInCheck::StrayBlanks, Some("around"), Applicability::Safe)]);
    assert_eq!(
        rules("a\u{200B}"),
        [(BuiltInCheck::LookalikeCharacter, Some("invisible"), Applicability::Safe)]
    );
    assert_eq!(rules("ａ"), [(BuiltInCheck::LookalikeCharacter, Some("other"), Applicability::Safe)]);
}

#[test]
fn spans_lead_back_to_what_was_typed() {
    let cleaned = clean(" D - 04\u{200B}8 ", NAME);
    assert_eq!(cleaned.text, "D-048");
    assert_eq!(cleaned.original_span((0, 1)), (1, 2));
    assert_eq!(cleaned.original_span((2, 5)), (5, 9));
    assert_eq!(cleaned.original_span((5, 5)), (9, 9));
    assert_eq!(cleaned.original_span((0, 99)), (1, 9));
    assert_eq!(clean("abc", NAME).original_span((1, 2)), (1, 2));
    assert_eq!(clean("a–c", NAME).original_span((1, 2)), (1, 2));
}

fn any_style() -> impl Strategy<Value = Style> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(name, several, one_line)| Style {
        name,
        several,
        one_line,
    })
}

/// Texts in which the characters that matter are likely to meet.
fn any_text() -> impl Strategy<Value = String> {
    let telling =
        " \t\n\r\u{1}\u{A0}\u{2028}\u{200B}\u{AD}–—-;,；ａ’“АОЅЖαλéaB7²".chars().collect::<Vec<_>>();
    let one = prop_oneof![6 => proptest::sample::select(telling), 1 => any::<char>()];
    proptest::collection::vec(one, 0..12).prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn cleaning_twice_is_cleaning_once(text in any_text(), style in any_style()) {
        let once = clean(&text, style);
        let twice = clean(&once.text, style);
        prop_assert_eq!(&twice.text, &once.text);
        prop_assert!(twice.changes.is_empty(), "{:?}", twice.changes);
    }

    #[test]
    fn a_repair_takes_its_class_away_and_nothing_else(text in any_text(), style in any_style()) {
        let before = clean(&text, style);
        for change in &before.changes {
            let after = clean(&change.fixed, style);
            prop_assert_eq!(&after.text, &before.text);
            let class = change.kind.class();
            let left = before.changes.iter().map(|change| change.kind).filter(|kind| kind.class() != class);
            prop_assert_eq!(after.changes.iter().map(|change| change.kind).collect::<Vec<_>>(), left.collect::<Vec<_>>());
        }
    }

    #[test]
    fn positions_are_monotone_and_in_range(text in any_text(), style in any_style()) {
        let cleaned = clean(&text, style);
        let typed = text.chars().count();
        let length = cleaned.text.chars().count();
        let mut last = None;
        for index in 0..length {
            let (start, end) = cleaned.original_span((index, index + 1));
            prop_assert!(end == start + 1 && end <= typed && last < Some(start));
            last = Some(start);
        }
        for change in &cleaned.changes {
            prop_assert!(change.span.0 < change.span.1 && change.span.1 <= typed);
            prop_assert_eq!(text.chars().nth(change.span.0), Some(change.found));
        }
    }

    #[test]
    fn plain_values_are_left_alone(text in "([!-&(-~][!-~]{0,39})?", words in "[!-&(-~][!-~]{0,8}( [!-~]{1,9}){0,3}", style in any_style()) {
        prop_assert!(matches!(clean(&text, style).text, Cow::Borrowed(same) if same == text));
        prop_assert!(matches!(clean(&words, TEXT).text, Cow::Borrowed(same) if same == words));
    }
}
