//! The sheet that explains the workbook: who fills it in, how, which sheet is for what, names and codes.

use pamlint_convention::{CodeList, Content, Detail, ListId, Shape, Table};
use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use crate::judge;
use crate::lists::quoted_sheet;
use crate::look;
use crate::plan::Plan;
use crate::rows::header;

/// The widths of the columns, in characters.
const WIDTHS: [usize; 3] = [24, 36, 66];

/// The last column, from 0.
const LAST: u16 = 2;

/// Writes the sheet.
pub(crate) fn write(sheet: &mut Worksheet, plan: &Plan<'_>, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(&table.sheet)?.set_screen_gridlines(false).set_tab_color(look::TAB_GUIDE);
    for (column, width) in (0u16..).zip(WIDTHS) {
        sheet.set_column_width(column, f64::from(u32::try_from(width).unwrap_or(20)))?;
    }
    let mut page = Page { sheet, plan, row: 0 };
    page.title()?;
    page.who(table)?;
    page.how()?;
    page.sheets()?;
    page.names()?;
    page.colours()?;
    let codes = page.row;
    page.codes()?;
    sheet.set_page_breaks(&[codes])?;
    look::paper(sheet, false, &plan.words.page);
    sheet.set_selection(4, 1, 4, 1)?;
    sheet.set_active(true);
    Ok(())
}

/// The sheet, and the row that comes next.
struct Page<'s, 'p> {
    sheet: &'s mut Worksheet,
    plan: &'p Plan<'p>,
    row: u32,
}

impl Page<'_, '_> {
    fn title(&mut self) -> Result<(), XlsxError> {
        let convention = self.plan.convention;
        let look = &self.plan.look;
        for column in 0..=LAST {
            self.sheet.write_blank(0, column, &look.title)?;
        }
        self.sheet.write_string_with_format(0, 0, self.plan.text(&convention.title), &look.title)?;
        self.sheet.set_row_height(0, 38)?;
        let version = self
            .plan
            .words
            .template
            .version
            .fill(&[("id", &convention.id), ("version", &convention.version)]);
        self.sheet.write_string_with_format(1, 0, version, &look.subtitle)?;
        self.row = 3;
        Ok(())
    }

    /// The heading of a section.
    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        for column in 0..=LAST {
            self.sheet.write_blank(self.row, column, &self.plan.look.heading)?;
        }
        self.sheet.write_string_with_format(self.row, 0, text, &self.plan.look.heading)?;
        self.sheet.set_row_height(self.row, 22)?;
        self.row += 1;
        Ok(())
    }

    /// A line of texts, as high as the longest of them needs.
    fn line<const N: usize>(&mut self, cells: [(&str, &Format); N]) -> Result<(), XlsxError> {
        let mut highest: f64 = 0.0;
        for ((column, (text, format)), width) in (0u16..).zip(cells).zip(WIDTHS) {
            self.sheet.write_string_with_format(self.row, column, text, format)?;
            highest = highest.max(look::height(text, width));
        }
        self.sheet.set_row_height(self.row, highest)?;
        self.row += 1;
        Ok(())
    }

    /// A line whose text goes on to the last column.
    fn wide(&mut self, from: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        let room: usize = WIDTHS.iter().skip(usize::from(from)).sum();
        self.sheet.merge_range(self.row, from, self.row, LAST, text, format)?;
        self.sheet.set_row_height(self.row, look::height(text, room))?;
        Ok(())
    }

    fn who(&mut self, table: &Table) -> Result<(), XlsxError> {
        let plan = self.plan;
        let of_sheet = |detail: &&Detail| plan.convention.table(detail.sheet).id == table.id;
        let mut details = plan.convention.details.iter().filter(of_sheet).peekable();
        if details.peek().is_none() {
            return Ok(());
        }
        self.heading(&plan.words.template.who)?;
        for detail in details {
            self.line([(&plan.title(&detail.label), &plan.look.label), ("", &plan.look.input)])?;
        }
        self.row += 1;
        Ok(())
    }

    fn how(&mut self) -> Result<(), XlsxError> {
        let words = self.plan.words;
        self.heading(&words.template.how)?;
        let mut steps: Vec<String> = words.template.steps.iter().map(|step| (*step).to_owned()).collect();
        let assistant = self.plan.assistant.filter(|_| self.plan.lists.is_some());
        steps.extend(assistant.map(|table| words.template.step_assistant.fill(&[("sheet", &table.sheet)])));
        steps.extend(words.template.last_steps.iter().map(|step| (*step).to_owned()));
        for (number, step) in (1..).zip(steps) {
            self.wide(0, &format!("{number}.  {step}"), &self.plan.look.prose)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn headers(&mut self, headers: impl IntoIterator<Item = impl AsRef<str>>) -> Result<(), XlsxError> {
        for (column, header) in (0u16..).zip(headers) {
            self.sheet.write_string_with_format(
                self.row,
                column,
                header.as_ref(),
                &self.plan.look.optional,
            )?;
        }
        self.sheet.set_row_height(self.row, 20)?;
        self.row += 1;
        Ok(())
    }

    fn sheets(&mut self) -> Result<(), XlsxError> {
        let plan = self.plan;
        self.heading(&plan.words.template.sheets)?;
        self.headers(&plan.words.template.sheet_headers)?;
        let assistant =
            plan.assistant.map(|table| (table, plan.words.template.assistant_use.to_owned(), String::new()));
        let with_rows = plan.kinds.iter().chain(&plan.others).map(|id| {
            let table = plan.convention.table(*id);
            let columns = table.fields.iter().map(|field| header(plan, field));
            // What another sheet is about, its first column says best.
            let what =
                table.fields.first().filter(|_| !table.is_kind).map(|field| plan.help(field).to_owned());
            let what = what.unwrap_or_else(|| plan.title(&table.label));
            (table, what, columns.collect::<Vec<_>>().join(", "))
        });
        for (table, label, columns) in assistant.into_iter().chain(with_rows) {
            self.line([("", &plan.look.line), (&label, &plan.look.line), (&columns, &plan.look.line)])?;
            let link = Url::new(format!("internal:{}!A1", quoted_sheet(&table.sheet))).set_text(&table.sheet);
            self.sheet.write_url_with_format(self.row - 1, 0, link, &plan.look.line_link)?;
        }
        self.row += 1;
        Ok(())
    }

    fn names(&mut self) -> Result<(), XlsxError> {
        let plan = self.plan;
        let names = plan.names();
        if names.is_empty() {
            return Ok(());
        }
        self.heading(&plan.words.template.names)?;
        self.headers(&plan.words.template.name_headers)?;
        for (_, name) in names {
            let (label, example, form) = (plan.title(&name.label), plan.name_example(name), plan.form(name));
            self.line([(&label, &plan.look.label), (&example, &plan.look.code), (&form, &plan.look.line)])?;
        }
        self.row += 1;
        Ok(())
    }

    fn colours(&mut self) -> Result<(), XlsxError> {
        let (words, look) = (self.plan.words, &self.plan.look);
        self.heading(&words.template.colours)?;
        let missing = look.cell.clone().set_background_color(look::MISSING);
        let wrong = look.wrong.clone().merge(&look.cell);
        let right = look.right.clone().merge(&look.cell);
        let mut colours = vec![
            ("*", &look.required, &words.template.colour_required),
            ("", &look.optional, &words.template.colour_optional),
            ("", &look.input, &words.template.colour_input),
            ("", &look.example, &words.template.colour_example),
            ("", &missing, &words.template.colour_missing),
            ("", &wrong, &words.template.colour_wrong),
            (judge::RIGHT, &right, &words.template.check_right),
        ];
        if self.plan.convention.example_ids.is_empty() {
            colours.retain(|(_, _, text)| *text != &words.template.colour_example);
        }
        for (mark, format, text) in colours {
            self.sheet.write_string_with_format(self.row, 0, mark, format)?;
            self.wide(1, text, &look.line)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    /// What each part of a name can be, then the lists of columns that are no names.
    fn codes(&mut self) -> Result<(), XlsxError> {
        let plan = self.plan;
        self.heading(&plan.words.template.codes)?;
        let mut shown: Vec<ListId> = Vec::new();
        let mut parts = Vec::new();
        for (_, name) in plan.names() {
            for part in name.parts.iter().map(|part| part.part) {
                if !parts.contains(&part) {
                    parts.push(part);
                }
            }
        }
        for part in parts {
            let part = plan.convention.part(part);
            match &part.shape {
                Shape::Codes(list) => {
                    if !shown.contains(list) {
                        shown.push(*list);
                        self.list(plan.text(&part.label), plan.convention.list(*list))?;
                    }
                }
                Shape::Forms(_) => {
                    let what = format!(
                        "{} ({} {})",
                        plan.text(&part.expected),
                        plan.words.template.example,
                        part.example
                    );
                    self.row += 1;
                    self.sheet.write_string_with_format(
                        self.row,
                        0,
                        plan.text(&part.label),
                        &plan.look.label,
                    )?;
                    self.wide(1, &what, &plan.look.line)?;
                    self.row += 1;
                }
            }
        }
        for field in plan.kinds.iter().chain(&plan.others).flat_map(|id| &plan.convention.table(*id).fields) {
            if let Content::Codes(list) = &field.content
                && !shown.contains(list)
            {
                shown.push(*list);
                self.list(&plan.column(field).header, plan.convention.list(*list))?;
            }
        }
        Ok(())
    }

    fn list(&mut self, label: &str, list: &CodeList) -> Result<(), XlsxError> {
        let plan = self.plan;
        self.row += 1;
        let [code, meaning] = &plan.words.template.code_headers;
        self.headers([label, code.as_str(), meaning.as_str()])?;
        for (code, meaning) in &list.codes {
            self.line([
                ("", &plan.look.prose),
                (code, &plan.look.code),
                (plan.text(meaning), &plan.look.line),
            ])?;
        }
        Ok(())
    }
}
