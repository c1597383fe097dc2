//! Number formats, which say what is shown of a number. Fonts and colours stay behind: kept for every cell
//! format, as reading a styles part does, they can take gigabytes.

use pamlint_package::Limits;
use pamlint_package::xml::attribute;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::failure::Failure;
use crate::number_format::Formats;

/// The number formats of a styles part.
///
/// What follows a fault in the part is left out: a workbook without number formats still reads.
///
/// # Errors
/// When there are too many.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Formats, Failure> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut formats = Formats::within(limits);
    let mut within_cells = false;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let id = || attribute(&tag, "numFmtId").and_then(|id| id.trim().parse().ok());
                match tag.local_name().as_ref() {
                    "cellXfs" => within_cells = true,
                    "xf" if within_cells => formats.use_next(id().unwrap_or(0)),
                    "numFmt" => {
                        if let (Some(id), Some(code)) = (id(), attribute(&tag, "formatCode")) {
                            formats.define(id, &code);
                        }
                    }
                    _ => {}
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => within_cells = false,
            Event::Eof => break,
            _ => {}
        }
    }
    formats.check()?;
    Ok(formats)
}

/// A styles part in which every format that shows more than digits is one of dates: that is how calamine tells
/// us of the cells that have one.
pub(super) fn part(formats: &Formats) -> String {
    let mut styles = String::from("<styleSheet><cellXfs>");
    for tells in formats.tell() {
        styles.push_str(if tells { "<xf numFmtId=\"14\"/>" } else { "<xf numFmtId=\"0\"/>" });
    }
    styles.push_str("</cellXfs></styleSheet>");
    styles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_formats_stay_and_fonts_go() {
        let text = "<styleSheet><numFmts count='1'><numFmt numFmtId='164' formatCode='yyyy\\-mm\\-dd;@&quot;x&quot;'/>\
            <numFmt numFmtId='165' formatCode='0'/></numFmts><fonts><font><b/></font></fonts>\
            <cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs><xf numFmtId='0'><alignment/></xf><xf numFmtId='164'/>\
            <xf numFmtId='165'/><xf numFmtId='9'/></cellXfs></styleSheet>";
        let formats = read(text, &Limits::default()).unwrap();
        assert_eq!(formats.tell().collect::<Vec<_>>(), [false, true, false, true]);
        assert_eq!(
            part(&formats),
            "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>\
            </cellXfs></styleSheet>"
        );
        assert_eq!(read("not xml <", &Limits::default()).unwrap().tell().count(), 0);
    }
}
