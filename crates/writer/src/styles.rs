//! The styles part: the formats of our marks and of the Findings sheet, added after the customer's own.

use pamlint_convention::Severity;
use pamlint_package::{Limits, Outline};
use pamlint_rules::Finding;

use crate::content_types;
use crate::edits::Edits;
use crate::error::WriteError;
use crate::escape::prefixed;
use crate::order::{self, append};
use crate::package::Package;
use crate::relations;
use crate::xml::Tree;

const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";

/// How many cell formats Excel can hold.
const LAST_FORMAT: usize = 65_430;

/// How much a mark weighs: least where somebody has decided to live with the mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// A recorded exception covers the finding.
    Excepted,
    /// The finding stands.
    Open(Severity),
}

impl Weight {
    /// Every weight, the gravest first.
    pub(crate) const ALL: [Weight; 4] = [
        Weight::Open(Severity::Error),
        Weight::Open(Severity::Warning),
        Weight::Open(Severity::Info),
        Weight::Excepted,
    ];

    /// The weight of a finding.
    pub(crate) fn of(finding: &Finding) -> Weight {
        match finding.exception {
            Some(_) => Weight::Excepted,
            None => Weight::Open(finding.severity),
        }
    }

    fn position(self) -> usize {
        Weight::ALL.iter().position(|known| *known == self).unwrap_or(0)
    }
}

/// The colours of a weight: they differ in lightness too, for those who see no red or green.
pub(crate) struct Colours {
    /// Of a cell with a finding.
    pub(crate) fill: &'static str,
    /// Of a cell that has to do with one.
    pub(crate) light: &'static str,
    /// Of text on either.
    pub(crate) text: &'static str,
}

/// The colours of a weight.
pub(crate) fn colours(weight: Weight) -> Colours {
    match weight {
        Weight::Open(Severity::Error) => Colours { fill: "FFF4A6A6", light: "FFFCE4E4", text: "FF6B0000" },
        Weight::Open(Severity::Warning) => Colours { fill: "FFFFD966", light: "FFFFF3D1", text: "FF4D3800" },
        Weight::Open(Severity::Info) => Colours { fill: "FF9CC5EA", light: "FFE3EFFA", text: "FF0B2E4F" },
        Weight::Excepted => Colours { fill: "FFD9D9D9", light: "FFF2F2F2", text: "FF404040" },
    }
}

/// Formats of cells on the Findings sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// The title of the sheet.
    Title,
    /// What was checked, and when.
    Muted,
    /// How to use the sheet.
    Guide,
    /// A remark about what could not be done.
    Remark,
    /// A heading above the counts.
    CountHead,
    /// The word of a severity.
    Severity(Weight),
    /// A count.
    Count,
    /// A column's header.
    Head,
    /// Text of the list.
    Body,
    /// Whether a finding is open.
    Status,
    /// A link to a cell.
    Link,
    /// A name from the workbook, which must stay text when it is edited.
    Name,
    /// A value of the workbook, likewise.
    Value,
}

impl Look {
    const ALL: [Look; 16] = [
        Look::Title,
        Look::Muted,
        Look::Guide,
        Look::Remark,
        Look::CountHead,
        Look::Severity(Weight::Open(Severity::Error)),
        Look::Severity(Weight::Open(Severity::Warning)),
        Look::Severity(Weight::Open(Severity::Info)),
        Look::Severity(Weight::Excepted),
        Look::Count,
        Look::Head,
        Look::Body,
        Look::Status,
        Look::Link,
        Look::Name,
        Look::Value,
    ];

    /// Font, fill and border (positions in the lists below), and how text is laid out.
    fn parts(self) -> (usize, usize, usize, &'static str) {
        const WRAP: &str = "horizontal=\"left\" vertical=\"center\" wrapText=\"1\" indent=\"1\"";
        match self {
            Look::Title => (1, 0, 0, "horizontal=\"left\" vertical=\"center\" indent=\"1\""),
            Look::Muted => (2, 0, 0, "horizontal=\"left\" vertical=\"center\" indent=\"1\""),
            Look::Guide => (0, 1, 0, WRAP),
            Look::Remark => (3, 0, 0, WRAP),
            Look::CountHead => (2, 0, 0, "horizontal=\"center\" vertical=\"center\" wrapText=\"1\""),
            Look::Severity(Weight::Open(Severity::Error)) => (4, 2, 1, WRAP),
            Look::Severity(Weight::Open(Severity::Warning)) => (5, 3, 1, WRAP),
            Look::Severity(Weight::Open(Severity::Info)) => (6, 4, 1, WRAP),
            Look::Severity(Weight::Excepted) => (10, 6, 1, WRAP),
            Look::Count => (3, 0, 1, "horizontal=\"center\" vertical=\"center\""),
            Look::Head => (7, 5, 1, WRAP),
            Look::Body => (0, 0, 1, WRAP),
            Look::Status => (3, 0, 1, WRAP),
            Look::Link => (8, 0, 1, WRAP),
            Look::Name => (0, 0, 1, WRAP),
            Look::Value => (9, 0, 1, WRAP),
        }
    }
}

/// Which conditional format a mark has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shade {
    /// A cell with a finding; the gravest first.
    Finding(std::cmp::Reverse<Weight>),
    /// A cell that has to do with a finding.
    Related(std::cmp::Reverse<Weight>),
    /// A row of the list that is no longer open.
    Done,
}

/// Where our formats stand in the styles of a workbook.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Styles {
    formats: Option<usize>,
    shades: usize,
}

impl Styles {
    /// The number of a cell format.
    pub(crate) fn format(&self, look: Look) -> usize {
        let own = Look::ALL.iter().position(|known| *known == look).unwrap_or(0);
        self.formats.map_or(0, |base| base + own)
    }

    /// The number of a conditional format.
    pub(crate) fn shade(&self, shade: Shade) -> usize {
        let own = match shade {
            Shade::Finding(weight) => weight.0.position(),
            Shade::Related(weight) => Weight::ALL.len() + weight.0.position(),
            Shade::Done => 2 * Weight::ALL.len(),
        };
        self.shades + own
    }
}

/// Adds our formats to the styles of the workbook, which gets a part for them if it has none.
pub(crate) fn add(package: &mut Package<'_>, book: &Outline) -> Result<Styles, WriteError> {
    let Some(part) = book.related(&package.parts, "styles") else {
        return create(package, book);
    };
    let text = package.required(&part)?;
    let opened = order::opened(&Tree::parse(&part, &text, &package.limits())?);
    let (mut edits, styles) = extend(&part, opened.as_deref().unwrap_or(&text), &package.limits())?;
    if let Some(opened) = opened {
        let (new, _) = edits.apply(&part, &opened)?;
        edits = Edits::default();
        edits.replace(0..text.len(), new);
    }
    package.edit(&part, &text, edits)?;
    Ok(styles)
}

fn create(package: &mut Package<'_>, book: &Outline) -> Result<Styles, WriteError> {
    // A part that the workbook refers to, but lacks. Else some programs know this part by no other name.
    let missing = book.relations.iter().find(|relation| relation.kind == "styles" && !relation.external);
    let usual = format!("{}styles.xml", book.folder());
    let part = match missing {
        Some(missing) => missing.target.clone(),
        None if !package.contains(&usual) => usual,
        None => package.free_name(&format!("{}styles", book.folder()), ".xml")?,
    };
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"{}\">\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
        book.dialect.main()
    );
    let (edits, styles) = extend(&part, &text, &package.limits())?;
    let (text, _) = edits.apply(&part, &text)?;
    package.add(&part, text.into_bytes());
    if missing.is_none() {
        relations::add(package, &book.part, &book.dialect.relation("styles"), &part)?;
    }
    content_types::set(package, &part, CONTENT_TYPE)?;
    Ok(styles)
}

fn extend(part: &str, text: &str, limits: &Limits) -> Result<(Edits, Styles), WriteError> {
    let tree = Tree::parse(part, text, limits)?;
    let mut edits = Edits::default();
    let fonts = append_all(&tree, "fonts", &[font(11, "Calibri", "", "FF000000")], &fonts(), &mut edits)?;
    let none = "<fill><patternFill patternType=\"none\"/></fill>".to_owned();
    let grey = "<fill><patternFill patternType=\"gray125\"/></fill>".to_owned();
    let fills = append_all(&tree, "fills", &[none, grey], &fills(), &mut edits)?;
    let plain = "<border><left/><right/><top/><bottom/><diagonal/></border>".to_owned();
    let borders =
        append_all(&tree, "borders", std::slice::from_ref(&plain), &[plain.clone(), lines()], &mut edits)?;
    let formats: Vec<String> = Look::ALL
        .iter()
        .map(|look| {
            let (font, fill, border, alignment) = look.parts();
            let quote = if matches!(look, Look::Name | Look::Value) { " quotePrefix=\"1\"" } else { "" };
            let (font, border) = (fonts + font, borders + border);
            let fill = if fill == 0 { 0 } else { fills + fill - 1 };
            format!(
                "<xf numFmtId=\"0\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\"{quote} \
                 applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment {alignment}/></xf>"
            )
        })
        .collect();
    let first = "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>".to_owned();
    let known = tree.child(tree.root(), "cellXfs").map_or(0, |list| tree.children(list).count());
    let formats = if known + formats.len() < LAST_FORMAT {
        Some(append_all(&tree, "cellXfs", &[first], &formats, &mut edits)?)
    } else {
        None
    };
    let shades = append_all(&tree, "dxfs", &[], &shades(), &mut edits)?;
    Ok((edits, Styles { formats, shades }))
}

/// Adds items to a list of the styles, and gives the position of the first. A list that is missing
/// starts with the items that every workbook has.
fn append_all(
    tree: &Tree<'_>,
    name: &str,
    usual: &[String],
    items: &[String],
    edits: &mut Edits,
) -> Result<usize, WriteError> {
    let prefix = tree.prefix(tree.root());
    let own = prefixed(&items.concat(), prefix);
    let Some(list) = tree.child(tree.root(), name) else {
        let all = prefixed(&usual.concat(), prefix) + &own;
        let count = usual.len() + items.len();
        let list = format!("<{prefix}{name} count=\"{count}\">{all}</{prefix}{name}>");
        order::insert(tree, order::STYLES, name, &list, edits)?;
        return Ok(usual.len());
    };
    let known = tree.children(list).count();
    // A list that is there but empty lacks the items that position 0 stands for.
    let missing = if known == 0 { usual } else { &[] };
    let count = (known + missing.len() + items.len()).to_string();
    let own = prefixed(&missing.concat(), prefix) + &own;
    if tree.is_empty_tag(list) {
        let element = format!("<{0} count=\"{count}\">{own}</{0}>", tree.name(list));
        edits.replace(tree.span(list), element);
    } else {
        if let Some(span) = tree.attribute_span(list, "count") {
            edits.replace(span.value, count);
        }
        append(tree, list, &own, edits);
    }
    Ok(known + missing.len())
}

fn font(size: u32, name: &str, more: &str, colour: &str) -> String {
    format!(
        "<font>{more}<sz val=\"{size}\"/><color rgb=\"{colour}\"/><name val=\"{name}\"/><family val=\"2\"/></font>"
    )
}

fn fonts() -> Vec<String> {
    let text = |weight| font(10, "Calibri", "<b/>", colours(weight).text);
    vec![
        font(10, "Calibri", "", "FF262626"),
        font(16, "Calibri", "<b/>", "FF1F3864"),
        font(10, "Calibri", "", "FF595959"),
        font(10, "Calibri", "<b/>", "FF262626"),
        text(Weight::Open(Severity::Error)),
        text(Weight::Open(Severity::Warning)),
        text(Weight::Open(Severity::Info)),
        font(10, "Calibri", "<b/>", "FFFFFFFF"),
        font(10, "Calibri", "<u/>", "FF0563C1"),
        font(10, "Consolas", "", "FF262626"),
        text(Weight::Excepted),
    ]
}

fn fills() -> Vec<String> {
    ["FFF3F6FA", colours(Weight::Open(Severity::Error)).fill, colours(Weight::Open(Severity::Warning)).fill, colours(Weight::Open(Severity::Info)).fill, "FF1F3864", colours(Weight::Excepted).fill]
        .into_iter()
        .map(|colour| {
            format!("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{colour}\"/><bgColor indexed=\"64\"/></patternFill></fill>")
        })
        .collect()
}

fn lines() -> String {
    let line = |side: &str| format!("<{side} style=\"thin\"><color rgb=\"FFD0D5DD\"/></{side}>");
    format!("<border>{}{}{}{}<diagonal/></border>", line("left"), line("right"), line("top"), line("bottom"))
}

/// In the order of [`Styles::shade`].
fn shades() -> Vec<String> {
    let fill = |colour: &str| {
        format!("<fill><patternFill patternType=\"solid\"><bgColor rgb=\"{colour}\"/></patternFill></fill>")
    };
    let finding = Weight::ALL.iter().map(|weight| {
        let Colours { fill: back, text, .. } = colours(*weight);
        let line = |side: &str| format!("<{side} style=\"thin\"><color rgb=\"{text}\"/></{side}>");
        let border = ["left", "right", "top", "bottom"].map(line).concat();
        format!("<dxf><font><color rgb=\"{text}\"/></font>{}<border>{border}</border></dxf>", fill(back))
    });
    let related = Weight::ALL.iter().map(|weight| {
        let Colours { light, text, .. } = colours(*weight);
        format!("<dxf><font><color rgb=\"{text}\"/></font>{}</dxf>", fill(light))
    });
    let done = "<dxf><font><strike/><color rgb=\"FF8C8C8C\"/></font></dxf>".to_owned();
    finding.chain(related).chain([done]).collect()
}
