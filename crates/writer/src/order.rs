//! In which order the children of a root have to stand (ECMA-376 part 1, 18.2 and 18.3), and where a
//! new one goes.

use crate::edits::Edits;
use crate::error::WriteError;
use crate::xml::{Id, Tree};

/// `CT_Worksheet`.
pub(crate) const WORKSHEET: &[&str] = &[
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];

/// `CT_Workbook`.
pub(crate) const WORKBOOK: &[&str] = &[
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
    "calcPr",
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
];

/// `CT_Stylesheet`.
pub(crate) const STYLES: &[&str] = &[
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
];

/// Inserts a child of the root where it belongs: after those that come before it and after its equals.
pub(crate) fn insert(
    tree: &Tree<'_>,
    order: &[&str],
    local: &str,
    fragment: &str,
    edits: &mut Edits,
) -> Result<(), WriteError> {
    let root = tree.root();
    if tree.is_empty_tag(root) {
        return Err(WriteError::damaged(tree.part(), "it is empty"));
    }
    let rank = |name: &str| order.iter().position(|known| *known == name);
    let own = rank(local);
    let later = tree.children(root).find(|child| position(tree, *child, &rank) > own);
    edits.insert(later.map_or(tree.inner(root).end, |child| tree.span(child).start), fragment);
    Ok(())
}

/// Adds a child at the end of an element, even of one that is a single tag.
pub(crate) fn append(tree: &Tree<'_>, id: usize, child: &str, edits: &mut Edits) {
    if tree.is_empty_tag(id) {
        let span = tree.span(id);
        let slash = tree.text.get(span.clone()).and_then(|tag| tag.rfind('/')).unwrap_or(0) + span.start;
        edits.replace(slash..span.end, format!(">{child}</{}>", tree.name(id)));
    } else {
        edits.insert(tree.inner(id).end, child);
    }
}

/// The text of a part whose root is one tag, with a start and an end tag instead; `None` for any other.
pub(crate) fn opened(tree: &Tree<'_>) -> Option<String> {
    let root = tree.root();
    let mut edits = Edits::default();
    append(tree, root, "", &mut edits);
    let (text, _) = edits.apply(tree.part(), tree.text).ok()?;
    tree.is_empty_tag(root).then_some(text)
}

/// The rank of a child; one that offers alternatives has the rank of what it offers.
fn position(tree: &Tree<'_>, id: Id, rank: &impl Fn(&str) -> Option<usize>) -> Option<usize> {
    match tree.local(id) {
        "AlternateContent" => tree.descendants(id).find_map(|inner| rank(tree.local(inner))),
        name => rank(name),
    }
}

#[cfg(test)]
mod tests {
    use pamlint_package::Limits;

    use super::*;

    fn placed(text: &str, local: &str) -> String {
        let tree = Tree::parse("p", text, &Limits::default()).unwrap();
        let mut edits = Edits::default();
        insert(&tree, WORKSHEET, local, "<!>", &mut edits).unwrap();
        edits.apply("p", text).unwrap().0
    }

    #[test]
    fn children_go_where_they_belong() {
        assert_eq!(
            placed("<w><sheetData/><drawing/></w>", "legacyDrawing"),
            "<w><sheetData/><drawing/><!></w>"
        );
        assert_eq!(
            placed(
                "<w><sheetData/><m:AlternateContent><m:Choice><controls/></m:Choice></m:AlternateContent></w>",
                "legacyDrawing"
            ),
            "<w><sheetData/><!><m:AlternateContent><m:Choice><controls/></m:Choice></m:AlternateContent></w>"
        );
        assert_eq!(
            placed(
                "<w><sheetData/><conditionalFormatting/><other/><pageMargins/></w>",
                "conditionalFormatting"
            ),
            "<w><sheetData/><conditionalFormatting/><other/><!><pageMargins/></w>"
        );
    }
}
