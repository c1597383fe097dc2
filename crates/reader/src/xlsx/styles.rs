//! Number formats, which say what is a date. Fonts and colours stay behind: kept for every cell
//! format, as reading a styles part does, they can take gigabytes.

use pamlint_package::xml::attribute;
use quick_xml::Reader;
use quick_xml::events::Event;
use rustc_hash::FxHashMap;

use crate::limits;

/// The most that is kept of a format code. What makes it a date stands at its beginning, and Excel
/// takes 255 characters.
const CODE_LENGTH: usize = 255;

/// A styles part with the number formats of the given one and nothing else.
///
/// What follows a fault in the part is left out: a workbook without number formats still reads.
pub(super) fn number_formats_only(text: &str) -> String {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut codes: FxHashMap<String, String> = FxHashMap::default();
    let mut used = Vec::new();
    let mut within_cells = false;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "cellXfs" => within_cells = true,
                "xf" if within_cells && used.len() < limits::FORMATS => {
                    used.push(attribute(&tag, "numFmtId").unwrap_or_default().into_owned());
                }
                "numFmt" if codes.len() < limits::FORMATS => {
                    if let (Some(id), Some(code)) =
                        (attribute(&tag, "numFmtId"), attribute(&tag, "formatCode"))
                    {
                        codes.insert(id.into_owned(), code.chars().take(CODE_LENGTH).collect());
                    }
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => within_cells = false,
            Event::Eof => break,
            _ => {}
        }
    }
    let mut kept: Vec<&str> = used.iter().map(String::as_str).filter(|id| codes.contains_key(*id)).collect();
    kept.sort_unstable();
    kept.dedup();
    let mut styles = String::from("<styleSheet><numFmts>");
    for id in kept {
        let code = codes.get(id).map_or("", String::as_str);
        styles.push_str(&format!("<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", escaped(id), escaped(code)));
    }
    styles.push_str("</numFmts><cellXfs>");
    for id in &used {
        styles.push_str(&format!("<xf numFmtId=\"{}\"/>", escaped(id)));
    }
    styles.push_str("</cellXfs></styleSheet>");
    styles
}

fn escaped(text: &str) -> std::borrow::Cow<'_, str> {
    quick_xml::escape::escape(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_formats_stay_and_fonts_go() {
        let text = "<styleSheet><numFmts count='1'><numFmt numFmtId='164' formatCode='yyyy\\-mm\\-dd;@&quot;x&quot;'/>\
            <numFmt numFmtId='165' formatCode='0'/></numFmts><fonts><font><b/></font></fonts>\
            <cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs><xf numFmtId='0'><alignment/></xf><xf numFmtId='164'/>\
            </cellXfs></styleSheet>";
        assert_eq!(
            number_formats_only(text),
            "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd;@&quot;x&quot;\"/></numFmts>\
            <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"
        );
        assert_eq!(
            number_formats_only("not xml <"),
            "<styleSheet><numFmts></numFmts><cellXfs></cellXfs></styleSheet>"
        );
    }
}
