//! A sheet with a table to fill in: accounts of one kind, or rows about something else.

use pamlint_convention::{Content, Field, Role, Severity, Table, TableId};
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, Format, Formula, IgnoreError, Note,
    Table as ExcelTable, TableColumn, TableStyle, Url, Worksheet, XlsxError, row_col_to_cell,
};

use crate::judge::{self, Judged, Told};
use crate::lists::{Lists, defined_name, quoted_sheet};
use crate::look::{self, MISSING};
use crate::plan::{HEADER, Plan};
use crate::{links, offered};

/// The most characters that Excel shows in the title and the text of a prompt.
const PROMPT: (usize, usize) = (32, 255);

/// The height of a row, in points.
const ROW: f64 = 18.0;

/// The width of the column that tells of each row whether it is right, in characters.
const CHECK: f64 = 84.0;

/// The width of a note, in pixels and in characters of its font.
const NOTE: (u32, usize) = (300, 46);

/// Writes the sheet of a table.
pub(crate) fn write(
    sheet: &mut Worksheet,
    plan: &Plan<'_>,
    lists: &mut Lists,
    id: TableId,
) -> Result<(), XlsxError> {
    let table = plan.convention.table(id);
    let (first, last) = (plan.first_row(table), plan.last_row(table));
    let columns = u16::try_from(table.fields.len()).unwrap_or(u16::MAX);
    let judged = table.is_kind.then(|| judge::judge(plan, lists, id));
    let all_columns = columns.saturating_add(u16::from(judged.is_some()));
    sheet.set_name(&table.sheet)?.set_screen_gridlines(false).set_default_row_height(ROW);
    head(sheet, plan, table, all_columns)?;
    let mut table_columns = Vec::new();
    for (position, (column, field)) in (0u16..).zip(&table.fields).enumerate() {
        sheet
            .set_column_width(column, width(plan, table, field))?
            .set_column_format(column, &plan.look.text)?;
        let header = header(plan, field);
        let is_needed = field.required || plan.column(field).role == Role::Id;
        let header_format = if is_needed { &plan.look.required } else { &plan.look.optional };
        table_columns.push(TableColumn::new().set_header(&header).set_header_format(header_format));
        sheet.insert_note(HEADER, column, &note(plan, field))?;
        let told = judged.as_ref().and_then(|judged| judged.fields.get(position));
        let check = validation(plan, lists, (id, position), told, first)?;
        sheet.add_data_validation(first, column, last, column, &check)?;
        if field.required && field.required_unless.is_empty() && columns > 1 {
            missing(sheet, plan, table, column, (first, last))?;
        }
        if let Some(told) = told {
            wrong(sheet, plan, told, column, (first, last, columns))?;
        }
    }
    if let Some(judged) = &judged {
        table_columns.push(check(sheet, plan, judged, columns, (first, last))?);
    }
    let name = defined_name(&format!("table_{}", table.id));
    let excel_table =
        ExcelTable::new().set_name(name).set_style(TableStyle::Light1).set_columns(&table_columns);
    sheet.add_table(HEADER, 0, last, all_columns.saturating_sub(1), &excel_table)?;
    cells(sheet, plan, table)?;
    if let Some(judged) = &judged {
        for row in first..=last {
            let formula = Formula::new(format!("={}", judged.row)).set_result("");
            sheet.write_formula_with_format(row, columns, formula, &plan.look.check)?;
        }
        if first > HEADER + 1 {
            sheet.write_string_with_format(first - 1, columns, judge::RIGHT, &plan.look.example)?;
        }
    }
    sheet.ignore_error_range(HEADER, 0, last, columns.saturating_sub(1), IgnoreError::NumberStoredAsText)?;
    sheet.set_row_height(HEADER, 32)?.set_repeat_rows(HEADER, HEADER)?;
    sheet.set_freeze_panes(HEADER + 1, u16::from(has_id(plan, table)))?;
    sheet.set_selection(first, 1.min(columns.saturating_sub(1)), first, 1.min(columns.saturating_sub(1)))?;
    sheet.set_tab_color(if table.is_kind { look::TAB_KIND } else { look::TAB_OTHER });
    look::paper(sheet, table.fields.len() > 3, &plan.words.page);
    Ok(())
}

fn has_id(plan: &Plan<'_>, table: &Table) -> bool {
    table.fields.first().is_some_and(|field| plan.column(field).role == Role::Id)
}

/// Title, explanation and legend.
fn head(sheet: &mut Worksheet, plan: &Plan<'_>, table: &Table, columns: u16) -> Result<(), XlsxError> {
    let words = plan.words;
    for column in 0..columns {
        sheet.write_blank(0, column, &plan.look.title)?;
    }
    sheet.set_row_height(0, 34)?;
    sheet.write_string_with_format(0, 0, title(plan, table), &plan.look.title)?;
    let how = match table.is_kind {
        true => words.template.fill_kind.fill(&[("kind", &plan.text(&table.label))]),
        false => words.template.fill_other.clone(),
    };
    sheet.write_string_with_format(1, 0, how, &plan.look.subtitle)?;
    let example = match (plan.example_id(table), table.is_kind) {
        (Some(id), _) => words.template.example_row.fill(&[("id", &id)]),
        (None, _) => {
            let examples = table.fields.iter().map(|field| field.example.replace('\n', " "));
            format!("{} {}", words.template.example, examples.collect::<Vec<_>>().join("  |  "))
        }
    };
    sheet.write_string_with_format(2, 0, example, &plan.look.subtitle)?;
    if let Some(start) = plan.start {
        let text = words.template.back.fill(&[("sheet", &start.sheet)]);
        let link = Url::new(format!("internal:{}!A1", quoted_sheet(&start.sheet))).set_text(text);
        sheet.write_url_with_format(3, 0, link, &plan.look.link)?;
    }
    Ok(())
}

/// The title of a sheet; never what one of its headers is too, so that the header row is found.
fn title(plan: &Plan<'_>, table: &Table) -> String {
    let label = plan.title(&table.label);
    let title =
        if label.eq_ignore_ascii_case(&table.sheet) { label } else { format!("{} – {label}", table.sheet) };
    format!("{title} – {}", plan.text(&plan.convention.title))
}

/// The cells of a table: its IDs, the row that shows how it is filled in, and room for the others.
fn cells(sheet: &mut Worksheet, plan: &Plan<'_>, table: &Table) -> Result<(), XlsxError> {
    let first = plan.first_row(table);
    for (column, field) in (0u16..).zip(&table.fields) {
        let is_id = plan.column(field).role == Role::Id;
        if let Some(id) = plan.example_id(table) {
            let example = if is_id { id } else { field.example.as_str() };
            sheet.write_string_with_format(first - 1, column, example, &plan.look.example)?;
        }
        for (number, row) in (1..=plan.rows).zip(first..) {
            if is_id && !table.id_prefix.is_empty() {
                let id = format!("{}{number}", table.id_prefix);
                sheet.write_string_with_format(row, column, id, &plan.look.id)?;
            } else {
                sheet.write_blank(row, column, &plan.look.cell)?;
            }
        }
    }
    Ok(())
}

/// Colours a required cell that is empty in a row in which something else stands.
fn missing(
    sheet: &mut Worksheet,
    plan: &Plan<'_>,
    table: &Table,
    column: u16,
    (first, last): (u32, u32),
) -> Result<(), XlsxError> {
    let from = u16::from(has_id(plan, table));
    let to = u16::try_from(table.fields.len().saturating_sub(1)).unwrap_or(from);
    let (from, to) = (row_col_to_cell(first, from), row_col_to_cell(first, to));
    let cell = row_col_to_cell(first, column);
    let formula = format!("=AND({cell}=\"\",COUNTA(${from}:${to})>0)");
    let rule = ConditionalFormatFormula::new()
        .set_rule(formula.as_str())
        .set_format(Format::new().set_background_color(MISSING));
    sheet.add_conditional_format(first, column, last, column, &rule)?;
    Ok(())
}

/// Colours a cell in which something is wrong: with it alone, or with the row, where that is what the row is told.
fn wrong(
    sheet: &mut Worksheet,
    plan: &Plan<'_>,
    told: &Told,
    column: u16,
    (first, last, check): (u32, u32, u16),
) -> Result<(), XlsxError> {
    let cell = row_col_to_cell(first, check);
    let said = |name: &str| format!("ISNUMBER(FIND(${cell}&\"{}\",{name}))", judge::problem::MARK);
    let tests = told.cell.iter().chain(&told.signs).map(|name| format!("{name}<>\"\""));
    let tests: Vec<String> = tests.chain(told.beside.iter().map(|name| said(name))).collect();
    if tests.is_empty() {
        return Ok(());
    }
    let formula = format!("=AND(${cell}<>\"\",OR({}))", tests.join(","));
    let rule = ConditionalFormatFormula::new().set_rule(formula.as_str()).set_format(&plan.look.wrong);
    sheet.add_conditional_format(first, column, last, column, &rule)?;
    Ok(())
}

/// The column that says of each row whether it is right.
fn check(
    sheet: &mut Worksheet,
    plan: &Plan<'_>,
    judged: &Judged,
    column: u16,
    (first, last): (u32, u32),
) -> Result<TableColumn, XlsxError> {
    let words = &plan.words.template;
    let format = look::text_column().set_num_format("General");
    sheet.set_column_width(column, CHECK)?.set_column_format(column, &format)?;
    let note = Note::new(format!("{}\n\n{}", words.check_help, words.check_right));
    let author = plan.text(&plan.convention.title);
    let note = note.set_author(author).add_author_prefix(false).set_width(NOTE.0).set_height(140);
    sheet.insert_note(HEADER, column, &note)?;
    let cell = row_col_to_cell(first, column);
    let right = format!("=${cell}=\"{}\"", judge::RIGHT);
    let right = ConditionalFormatFormula::new().set_rule(right.as_str()).set_format(&plan.look.right);
    sheet.add_conditional_format(first, column, last, column, &right)?;
    // The IDs stay in sight when people scroll to the right.
    for (sign, format) in [("=", &plan.look.fine), ("<>", &plan.look.alert)] {
        let told = format!("=AND(${cell}<>\"\",${cell}{sign}\"{}\")", judge::RIGHT);
        let told = ConditionalFormatFormula::new().set_rule(told.as_str()).set_format(format);
        sheet.add_conditional_format(first, 0, last, 0, &told)?;
    }
    Ok(TableColumn::new()
        .set_header(&words.check)
        .set_header_format(&plan.look.check_header)
        .set_formula(Formula::new(format!("={}", judged.row))))
}

/// The text of a header, with a mark when the column is required.
pub(crate) fn header(plan: &Plan<'_>, field: &Field) -> String {
    let header = &plan.column(field).header;
    if field.required { format!("{header} *") } else { header.clone() }
}

/// The width of a column, in characters.
fn width(plan: &Plan<'_>, table: &Table, field: &Field) -> f64 {
    let longest = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    let content = match plan.column(field).role {
        // A sheet of a few columns has the room for what people write there.
        Role::Free => {
            if table.fields.len() < 4 {
                64
            } else {
                28
            }
        }
        Role::Id => longest(&field.example) + 4,
        Role::Value | Role::Kind => longest(&field.example) + 3,
    };
    // Beside the header stands the arrow of its filter.
    let widest = content.max(longest(&header(plan, field)) + 4).clamp(14, 64);
    f64::from(u32::try_from(widest).unwrap_or(64))
}

/// What is said about a column: how to fill it in, and a value that is right.
fn note(plan: &Plan<'_>, field: &Field) -> Note {
    let words = plan.words;
    let need = match (field.required, field.required_unless.is_empty()) {
        (true, true) => &words.template.is_required,
        (true, false) => &words.template.is_mostly_required,
        (false, _) => &words.template.is_optional,
    };
    let mut text = plan.help(field).to_owned();
    if !field.example.is_empty() {
        text.push_str(&format!("\n\n{} {}", words.template.example, field.example));
    }
    if plan.column(field).role != Role::Id {
        text.push_str(&format!("\n{need}"));
    }
    let lines: usize = text.lines().map(|line| line.chars().count().div_ceil(NOTE.1).max(1)).sum();
    let height = u32::try_from(lines).unwrap_or(20).min(20) * 15 + 18;
    let author = plan.text(&plan.convention.title);
    Note::new(text).set_author(author).add_author_prefix(false).set_width(NOTE.0).set_height(height)
}

/// What is said about a cell when it is chosen, and what is refused in it.
fn validation(
    plan: &Plan<'_>,
    lists: &mut Lists,
    (id, position): (TableId, usize),
    told: Option<&Told>,
    row: u32,
) -> Result<DataValidation, XlsxError> {
    let table = plan.convention.table(id);
    let empty = DataValidation::new();
    let Some(field) = table.fields.get(position) else { return Ok(empty) };
    let column = plan.column(field);
    let list = |name: String| DataValidation::new().allow_list_formula(Formula::new(format!("={name}")));
    let offered = offered::list(plan, lists, id, position, row);
    let mut validation = match (column.role, &field.content) {
        (Role::Kind, _) => {
            let sheets: Vec<&str> =
                plan.kinds.iter().map(|kind| plan.convention.table(*kind).sheet.as_str()).collect();
            DataValidation::new().allow_list_strings(&sheets)?
        }
        // Another value than those that are there already may be right too: that is told in the row.
        _ if let Some(offered) = offered => list(offered).show_error_message(false),
        (Role::Value, Content::Codes(codes)) => match lists.codes(plan.convention, *codes) {
            // Of several codes in one cell only the first can be chosen.
            Some(name) if field.several => list(name).show_error_message(false),
            Some(name) => list(name),
            None => empty.allow_any_value(),
        },
        (Role::Value, Content::Text) => match links::ids(plan, lists, id, &column.key) {
            Some(name) => list(name).show_error_message(false),
            None => empty.allow_any_value(),
        },
        _ => match told.filter(|told| told.cell.is_some() || told.signs.is_some()) {
            Some(told) => {
                let style = match is_error(plan, field) {
                    true => DataValidationErrorStyle::Stop,
                    false => DataValidationErrorStyle::Warning,
                };
                let names: Vec<&str> = told.cell.iter().chain(&told.signs).map(String::as_str).collect();
                let formula = Formula::new(format!("={}=\"\"", names.join("&")));
                DataValidation::new().allow_custom(formula).set_error_style(style)
            }
            None => empty.allow_any_value(),
        },
    };
    let example = match field.example.as_str() {
        "" => String::new(),
        example => format!("{} {example}", plan.words.template.example),
    };
    let prompt = with_room(plan.help(field), &example);
    let wrong = with_room(&expected(plan, field), &example);

    validation = validation
        .set_input_title(cut(&column.header, PROMPT.0))?
        .set_input_message(&prompt)?
        .set_error_title(cut(&column.header, PROMPT.0))?
        .set_error_message(&wrong)?;
    Ok(validation)
}

/// Whether what is wrong with a cell is an error; else a person may know better.
fn is_error(plan: &Plan<'_>, field: &Field) -> bool {
    let convention = plan.convention;
    let is_error = |rule: Option<pamlint_convention::RuleId>| {
        rule.is_some_and(|rule| convention.rule(rule).severity == Severity::Error)
    };
    match &field.content {
        Content::Name(names) => names.iter().all(|name| is_error(convention.name(*name).rule)),
        _ => is_error(field.rule),
    }
}

/// What a field has to hold, in words.
fn expected(plan: &Plan<'_>, field: &Field) -> String {
    let words = plan.words;
    match &field.content {
        Content::Name(names) => {
            let forms = names.iter().map(|name| plan.form(plan.convention.name(*name)));
            words.template.expected_form.fill(&[("form", &forms.collect::<Vec<_>>().join(" / "))])
        }
        Content::Codes(_) => words.template.expected_code.to_owned(),
        _ if !field.expected.is_empty() => {
            words.template.expected.fill(&[("expected", &plan.text(&field.expected))])
        }
        _ => plan.help(field).to_owned(),
    }
}

/// A text and an example below it, in what room a prompt has: the example is worth more than the end of
/// the text.
fn with_room(text: &str, example: &str) -> String {
    let whole = format!("{text}\n{example}");
    if example.is_empty() {
        cut(text, PROMPT.1)
    } else if whole.chars().count() <= PROMPT.1 {
        whole
    } else {
        let room = PROMPT.1.saturating_sub(example.chars().count() + 1);
        if room < PROMPT.1 / 2 { cut(text, PROMPT.1) } else { format!("{}\n{example}", cut(text, room)) }
    }
}

/// A text cut at a blank, so that it has at most so many characters.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most.saturating_sub(1)).collect();
    let head = head.rsplit_once(' ').map_or(head.as_str(), |(head, _)| head);
    format!("{}…", head.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_keep_their_example() {
        let help = "word ".repeat(60);
        let prompt = with_room(&help, "Example: UX");
        assert!(prompt.ends_with("…\nExample: UX"), "{prompt}");
        assert!(prompt.chars().count() <= 255);
        assert_eq!(cut("one two three", 9), "one two…");
        assert_eq!(with_room("short", ""), "short");
    }
}
