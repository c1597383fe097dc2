//! The colours of summaries: of the workbook and the page, and of the page in the dark.
//!
//! That texts stand out 4.5 : 1 and borders 3 : 1, as WCAG 2.2 AA asks, is computed by the tests below from the
//! colours themselves.

pub(super) const PAPER: u32 = 0x00FF_FFFF;
pub(super) const PANEL: u32 = 0x00F2_F5FA;
pub(super) const INK: u32 = 0x0020_262E;
pub(super) const QUIET: u32 = 0x0051_5A66;
pub(super) const LINE: u32 = 0x00D0_D7E2;
pub(super) const BRAND: u32 = 0x001F_3864;
pub(super) const LINK: u32 = 0x001F_4E9E;

/// The colours of text, ground and bar for each severity, the gravest first.
pub(super) const SEVERITIES: [(u32, u32, u32); 3] = [
    (0x008B_1A10, 0x00FA_DBD8, 0x00C0_392B),
    (0x006B_4500, 0x00FD_EBC8, 0x00C2_7700),
    (0x001F_4E79, 0x00DC_E9F7, 0x002E_75B6),
];

/// The name of a colour, the colour in light, the colour in dark.
const COLOURS: [(&str, u32, u32); 17] = [
    ("paper", PAPER, 0x0012_1820),
    ("panel", PANEL, 0x001C_2531),
    ("ink", INK, 0x00E8_ECF1),
    ("quiet", QUIET, 0x00AE_B8C4),
    ("line", LINE, 0x0036_4252),
    ("edge", 0x0070_7B8A, 0x008A_96A6),
    ("brand", BRAND, 0x00A9_C4F0),
    ("link", LINK, 0x008F_B8F5),
    ("error", SEVERITIES[0].0, 0x00FF_B4AB),
    ("error-back", SEVERITIES[0].1, 0x005A_1A16),
    ("warning", SEVERITIES[1].0, 0x00FF_D48A),
    ("warning-back", SEVERITIES[1].1, 0x004D_3400),
    ("info", SEVERITIES[2].0, 0x00A9_D2FF),
    ("info-back", SEVERITIES[2].1, 0x0012_385C),
    ("error-bar", SEVERITIES[0].2, 0x00E8_6A5E),
    ("warning-bar", SEVERITIES[1].2, 0x00E5_A33A),
    ("info-bar", SEVERITIES[2].2, 0x005A_A2E6),
];

/// The colours as custom properties of CSS.
pub(super) fn css() -> String {
    let properties = |dark: bool| -> String {
        let colour = |(name, light, night): &(&str, u32, u32)| {
            format!("--{name}:#{:06x};", if dark { *night } else { *light })
        };
        COLOURS.iter().map(colour).collect()
    };
    format!(
        ":root{{color-scheme:light dark;{}}}\n@media (prefers-color-scheme:dark){{:root{{{}}}}}\n\
         @media print{{:root{{color-scheme:light;{}}}}}\n",
        properties(false),
        properties(true),
        properties(false)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(name: &str, dark: bool) -> u32 {
        let (_, light, night) = COLOURS.iter().find(|(known, ..)| *known == name).unwrap();
        if dark { *night } else { *light }
    }

    /// The relative luminance of WCAG.
    fn luminance(colour: u32) -> f64 {
        let [_, parts @ ..] = colour.to_be_bytes();
        let [red, green, blue] = parts.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(one: u32, other: u32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn contrast_is_that_of_the_definition() {
        assert!((contrast(0x0000_0000, 0x00FF_FFFF) - 21.0).abs() < 0.001);
        assert!((contrast(0x0077_7777, 0x00FF_FFFF) - 4.48).abs() < 0.01);
    }

    #[test]
    fn texts_and_borders_stand_out() {
        let texts = ["ink", "quiet", "brand", "link", "error", "warning", "info"];
        let on_paper = texts.iter().flat_map(|text| [(*text, "paper"), (*text, "panel")]);
        let badges = [("error", "error-back"), ("warning", "warning-back"), ("info", "info-back")];
        for dark in [false, true] {
            for (text, back) in on_paper.clone().chain(badges) {
                let ratio = contrast(colour(text, dark), colour(back, dark));
                assert!(ratio >= 4.5, "{text} on {back}, dark {dark}: {ratio:.2}");
            }
            for (mark, back) in [("edge", "paper"), ("edge", "panel"), ("brand", "paper"), ("brand", "panel")]
            {
                let ratio = contrast(colour(mark, dark), colour(back, dark));
                assert!(ratio >= 3.0, "{mark} on {back}, dark {dark}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn every_colour_that_is_used_is_there() {
        let style = include_str!("page.css");
        for used in style.split("var(--").skip(1) {
            let name = used.split(')').next().unwrap();
            assert!(COLOURS.iter().any(|(known, ..)| *known == name), "{name}");
        }
        assert!(!style.contains('#'), "a colour that is not of the palette");
    }
}
