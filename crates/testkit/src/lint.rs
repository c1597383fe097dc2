//! What no schema says of a workbook, and Excel asks all the same.

use std::collections::{BTreeMap, BTreeSet};

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

const WORKSHEET: &str = "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection \
    protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr \
    conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks \
    colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF \
    picture oleObjects controls webPublishItems tableParts extLst";
const WORKBOOK: &str = "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups \
    externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes \
    webPublishing fileRecoveryPr webPublishObjects extLst";

/// The parts of a package.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).expect("a part of the package");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("the bytes of a part");
            (file.name().expect("a name of a part").into_owned(), content)
        })
        .collect()
}

/// An element: its depth, its name without prefix, its attributes without prefixes, its text.
struct Element {
    depth: usize,
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
}

/// Everything that is wrong with a workbook.
pub fn lint(bytes: &[u8]) -> BTreeSet<String> {
    let parts: BTreeMap<String, Vec<u8>> =
        parts(bytes).into_iter().map(|(name, content)| (name.replace('\\', "/"), content)).collect();
    let mut found = BTreeSet::new();
    let types = content_types(&parts, &mut found);
    let mut shapes = BTreeMap::new();
    let mut blocks = BTreeMap::new();
    let strings = of_kind(&parts, &types, "sharedStrings+xml").map(|bytes| {
        elements(bytes).into_iter().filter(|element| element.depth == 1 && element.name == "si").count()
    });
    let sheets: BTreeSet<String> =
        of_kind(&parts, &types, ".main+xml").map(|bytes| sheet_names(bytes)).unwrap_or_default();
    for (name, content) in &parts {
        match types.get(name).map(String::as_str) {
            Some(kind) if kind.ends_with("worksheet+xml") => {
                sheet(name, content, strings, &sheets, &mut found)
            }
            Some(kind) if kind.ends_with("sheet.main+xml") => order(name, content, WORKBOOK, &mut found),
            Some(kind) if kind.ends_with("comments+xml") => comments(name, content, &mut found),
            Some(kind) if kind.ends_with("vmlDrawing") => {
                drawing(name, content, &mut shapes, &mut blocks, &mut found)
            }
            _ => {}
        }
        if name.ends_with(".rels") {
            relations(name, content, &parts, &mut found);
        }
    }
    found
}

fn of_kind<'a>(
    parts: &'a BTreeMap<String, Vec<u8>>,
    types: &BTreeMap<String, String>,
    kind: &str,
) -> Option<&'a Vec<u8>> {
    parts
        .iter()
        .find(|(name, _)| types.get(*name).is_some_and(|own| own.ends_with(kind)))
        .map(|(_, bytes)| bytes)
}

fn elements(bytes: &[u8]) -> Vec<Element> {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut list: Vec<Element> = Vec::new();
    let mut depth = 0;
    let read = |tag: &BytesStart<'_>, depth| Element {
        depth,
        name: tag.local_name().into_inner().to_owned(),
        attributes: tag
            .attributes()
            .flatten()
            .filter(|attribute| !attribute.key.into_inner().starts_with("xmlns"))
            .map(|attribute| {
                let value = quick_xml::escape::unescape(&attribute.value).unwrap_or_default().into_owned();
                (attribute.key.local_name().into_inner().to_owned(), value)
            })
            .collect(),
        text: String::new(),
    };
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                list.push(read(&tag, depth));
                depth += 1;
            }
            Ok(Event::Empty(tag)) => list.push(read(&tag, depth)),
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Text(text)) => {
                if let Some(last) = list.last_mut() {
                    last.text.push_str(&text.xml10_content());
                }
            }
            Ok(Event::Eof) | Err(_) => return list,
            Ok(_) => {}
        }
    }
}

fn sheet_names(bytes: &[u8]) -> BTreeSet<String> {
    let sheets = elements(bytes).into_iter().filter(|element| element.name == "sheet");
    sheets.filter_map(|sheet| sheet.attributes.get("name").map(|name| name.to_lowercase())).collect()
}

fn content_types(
    parts: &BTreeMap<String, Vec<u8>>,
    found: &mut BTreeSet<String>,
) -> BTreeMap<String, String> {
    let mut defaults = BTreeMap::new();
    let mut types = BTreeMap::new();
    for element in parts.get("[Content_Types].xml").map(|bytes| elements(bytes)).unwrap_or_default() {
        let value = |name: &str| element.attributes.get(name).cloned().unwrap_or_default();
        match element.name.as_str() {
            "Default" => {
                defaults.insert(value("Extension").to_lowercase(), value("ContentType"));
            }
            "Override" => {
                let part = value("PartName").trim_start_matches('/').to_owned();
                if types.insert(part.clone(), value("ContentType")).is_some() {
                    found.insert(format!("{part} has two content types"));
                }
                if !parts.contains_key(&part) {
                    found.insert(format!("{part} has a content type and does not exist"));
                }
            }
            _ => {}
        }
    }
    for name in parts.keys().filter(|name| *name != "[Content_Types].xml" && !name.ends_with('/')) {
        let extension = name.rsplit('.').next().unwrap_or_default().to_lowercase();
        match defaults.get(&extension) {
            _ if types.contains_key(name) => {}
            Some(kind) => {
                types.insert(name.clone(), kind.clone());
            }
            None => {
                found.insert(format!("{name} has no content type"));
            }
        }
    }
    types
}

fn relations(name: &str, content: &[u8], parts: &BTreeMap<String, Vec<u8>>, found: &mut BTreeSet<String>) {
    let folder = name.split("_rels/").next().unwrap_or_default();
    let mut ids = BTreeSet::new();
    for element in elements(content).into_iter().filter(|element| element.name == "Relationship") {
        let value = |name: &str| element.attributes.get(name).cloned().unwrap_or_default();
        if !ids.insert(value("Id")) {
            found.insert(format!("{name}: two relationships {}", value("Id")));
        }
        if value("TargetMode") == "External" {
            continue;
        }
        let target = value("Target");
        let mut steps: Vec<&str> =
            if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
        for step in target.split('/') {
            match step {
                ".." => {
                    steps.retain(|step| !step.is_empty());
                    steps.pop();
                }
                step => steps.push(step),
            }
        }
        let target = steps.into_iter().filter(|step| !step.is_empty()).collect::<Vec<_>>().join("/");
        if !parts.keys().any(|part| part.eq_ignore_ascii_case(&target)) {
            found.insert(format!("{name}: {target} does not exist"));
        }
    }
}

fn order(name: &str, content: &[u8], order: &str, found: &mut BTreeSet<String>) {
    let ranks: Vec<&str> = order.split_whitespace().collect();
    let mut last = 0;
    for element in elements(content).iter().filter(|element| element.depth == 1) {
        if let Some(rank) = ranks.iter().position(|known| *known == element.name) {
            if rank < last {
                found.insert(format!("{name}: {} comes too late", element.name));
            }
            last = last.max(rank);
        }
    }
}

/// The row and column (from 1) of a cell.
fn place(reference: &str) -> Option<(u32, u32)> {
    let (letters, digits) = reference.split_at(reference.find(|character: char| character.is_ascii_digit())?);
    let column = letters.bytes().try_fold(0, |column, letter| {
        letter.is_ascii_uppercase().then(|| column * 26 + u32::from(letter - b'A') + 1)
    });
    Some((digits.parse().ok()?, column.filter(|column| *column > 0)?))
}

fn sheet(
    name: &str,
    content: &[u8],
    strings: Option<usize>,
    sheets: &BTreeSet<String>,
    found: &mut BTreeSet<String>,
) {
    order(name, content, WORKSHEET, found);
    let (mut row, mut column) = (0, 0);
    let mut shared = false;
    let mut priorities = BTreeSet::new();
    let mut selected = 0;
    for element in elements(content) {
        let value = |name: &str| element.attributes.get(name).cloned().unwrap_or_default();
        match element.name.as_str() {
            "row" => {
                let number = value("r").parse().unwrap_or(row + 1);
                if number <= row {
                    found.insert(format!("{name}: row {number} after row {row}"));
                }
                (row, column) = (number, 0);
            }
            "c" => {
                let (own, number) = place(&value("r")).unwrap_or((row, column + 1));
                if own != row || number <= column {
                    found.insert(format!("{name}: cell {} out of order", value("r")));
                }
                column = number;
                shared = value("t") == "s";
            }
            "v" if shared => {
                let index: usize = element.text.trim().parse().unwrap_or(usize::MAX);
                if strings.is_some_and(|count| index >= count) {
                    found.insert(format!("{name}: no shared string {index}"));
                }
            }
            "cfRule" if !priorities.insert(value("priority")) => {
                found.insert(format!("{name}: two rules of priority {}", value("priority")));
            }
            "formula" | "f" if element.text.encode_utf16().count() > 8192 => {
                found.insert(format!("{name}: a formula too long"));
            }
            "t" if element.text.encode_utf16().count() > 32_767 => {
                found.insert(format!("{name}: a text too long"));
            }
            // One with an id leads to another file.
            "hyperlink" if value("id").is_empty() => {
                let location = value("location");
                if let Some((sheet, cell)) = location.rsplit_once('!') {
                    let sheet =
                        sheet.trim_start_matches('#').trim_matches('\'').replace("''", "'").to_lowercase();
                    if !sheets.contains(&sheet)
                        || place(&cell.replace('$', "")).is_none() && !cell.contains(':')
                    {
                        found.insert(format!("{name}: a link to {location}"));
                    }
                }
            }
            "sheetView" if value("tabSelected") == "1" => selected += 1,
            _ => {}
        }
    }
    if selected > 1 {
        found.insert(format!("{name}: selected twice"));
    }
}

fn comments(name: &str, content: &[u8], found: &mut BTreeSet<String>) {
    let list = elements(content);
    let authors = list.iter().filter(|element| element.name == "author").count();
    let mut places = BTreeSet::new();
    for comment in list.iter().filter(|element| element.name == "comment") {
        let value = |name: &str| comment.attributes.get(name).cloned().unwrap_or_default();
        if !places.insert(value("ref")) {
            found.insert(format!("{name}: two notes on {}", value("ref")));
        }
        if value("authorId").parse::<usize>().is_ok_and(|author| author >= authors) {
            found.insert(format!("{name}: no author {}", value("authorId")));
        }
    }
}

fn drawing(
    name: &str,
    content: &[u8],
    shapes: &mut BTreeMap<String, String>,
    blocks: &mut BTreeMap<String, String>,
    found: &mut BTreeSet<String>,
) {
    let text = String::from_utf8_lossy(content);
    for piece in text.split("id=\"_x0000_s").skip(1) {
        let id = piece.split('"').next().unwrap_or_default().to_owned();
        if let Some(other) = shapes.insert(id.clone(), name.to_owned()) {
            found.insert(format!("shape {id} stands in {other} and in {name}"));
        }
    }
    for piece in text.split("idmap").skip(1) {
        let data = piece.split("data=\"").nth(1).and_then(|data| data.split('"').next()).unwrap_or_default();
        for block in data.split(',').map(str::trim) {
            if let Some(other) = blocks.insert(block.to_owned(), name.to_owned()) {
                found.insert(format!("block {block} belongs to {other} and to {name}"));
            }
        }
    }
}
