//! The language that is spoken when nobody asked for one.

use pamlint_convention::Language;

/// The first language of the computer's user that we speak; English when there is none.
pub fn of_computer() -> Language {
    sys_locale::get_locales().find_map(|locale| Language::from_locale(&locale)).unwrap_or(Language::EN)
}
