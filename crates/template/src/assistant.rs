//! The sheet that builds names: parts are chosen from lists, formulas put them together.

use std::collections::BTreeMap;

use pamlint_convention::{Name, NameId, PartId, Shape, Table};
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, Formula, Url, Worksheet, XlsxError,
    row_col_to_cell,
};

use crate::lists::{Lists, quoted_sheet};
use crate::plan::Plan;
use crate::{advice, checks, look};

/// The widths of the columns, in characters.
const WIDTHS: [usize; 3] = [28, 36, 66];

/// The column of the choices and the names, from 0.
const CHOICE: u16 = 1;

/// How many pieces of advice are shown at once.
const ADVICE: u32 = 4;

/// Writes the sheet; nothing where there is no sheet for the lists, or no name to build.
pub(crate) fn write(
    sheet: &mut Worksheet,
    plan: &Plan<'_>,
    lists: &mut Lists,
    table: &Table,
) -> Result<(), XlsxError> {
    sheet.set_name(&table.sheet)?.set_screen_gridlines(false).set_tab_color(look::TAB_GUIDE);
    sheet.set_formula_result_default("");
    for (column, width) in (0u16..).zip(WIDTHS) {
        sheet.set_column_width(column, f64::from(u32::try_from(width).unwrap_or(20)))?;
    }
    head(sheet, plan, table)?;
    let mut form = Form { sheet, plan, row: 4, choices: BTreeMap::new(), results: BTreeMap::new() };
    form.choices(lists)?;
    form.results()?;
    form.advice(lists, &table.sheet)?;
    look::paper(sheet, false, &plan.words.page);
    sheet.set_selection(6, CHOICE, 6, CHOICE)?;
    Ok(())
}

fn head(sheet: &mut Worksheet, plan: &Plan<'_>, table: &Table) -> Result<(), XlsxError> {
    let look = &plan.look;
    for column in (0u16..).take(WIDTHS.len()) {
        sheet.write_blank(0, column, &look.title)?;
    }
    sheet.set_row_height(0, 34)?;
    let title = format!("{} – {}", table.sheet, plan.text(&table.label));
    sheet.write_string_with_format(0, 0, title, &look.title)?;
    sheet.merge_range(1, 0, 1, 2, &plan.words.template.assistant, &look.quiet)?;
    sheet.set_row_height(1, look::height(&plan.words.template.assistant, WIDTHS.iter().sum()) + 4.0)?;
    if let Some(start) = plan.start {
        let text = plan.words.template.back.fill(&[("sheet", &start.sheet)]);
        let link = Url::new(format!("internal:{}!A1", quoted_sheet(&start.sheet))).set_text(text);
        sheet.write_url_with_format(2, 0, link, &look.link)?;
    }
    Ok(())
}

/// The sheet, the row that comes next, and where everything came to stand.
struct Form<'s, 'p> {
    sheet: &'s mut Worksheet,
    plan: &'p Plan<'p>,
    row: u32,
    choices: BTreeMap<PartId, String>,
    results: BTreeMap<NameId, String>,
}

impl Form<'_, '_> {
    fn headers(&mut self, headers: &[String; 3]) -> Result<(), XlsxError> {
        for (column, header) in (0u16..).zip(headers) {
            self.sheet.write_string_with_format(self.row, column, header, &self.plan.look.required)?;
        }
        self.sheet.set_row_height(self.row, 22)?;
        self.row += 1;
        Ok(())
    }

    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        for column in (0u16..).take(WIDTHS.len()) {
            self.sheet.write_blank(self.row, column, &self.plan.look.heading)?;
        }
        self.sheet.write_string_with_format(self.row, 0, text, &self.plan.look.heading)?;
        self.sheet.set_row_height(self.row, 24)?;
        self.row += 1;
        Ok(())
    }

    /// Every part of every name, once: names that share a part share the choice.
    fn choices(&mut self, lists: &mut Lists) -> Result<(), XlsxError> {
        self.headers(&self.plan.words.template.assistant_headers)?;
        for (_, name) in self.plan.names() {
            let mut parts: Vec<PartId> = name.parts.iter().map(|part| part.part).collect();
            parts.retain(|part| !self.choices.contains_key(part));
            if !parts.is_empty() {
                self.heading(&self.plan.title(&name.label))?;
            }
            for part in parts {
                self.choice(lists, part)?;
            }
        }
        self.row += 1;
        Ok(())
    }

    fn choice(&mut self, lists: &mut Lists, id: PartId) -> Result<(), XlsxError> {
        let plan = self.plan;
        let part = plan.convention.part(id);
        let cell = row_col_to_cell(self.row, CHOICE);
        let label = plan.text(&part.label);
        self.sheet.write_string_with_format(self.row, 0, label, &plan.look.label)?;
        self.sheet.write_string_with_format(self.row, CHOICE, &part.example, &plan.look.input)?;
        let mut validation = DataValidation::new();
        let mut meaning = plan.text(&part.expected).to_owned();
        match &part.shape {
            Shape::Codes(list) => {
                let codes = lists.codes(plan.convention, *list);
                let meanings = lists.meanings(plan.convention, *list, plan.language);
                let codes_of = plan.convention.list(*list).codes.iter();
                let known = codes_of.clone().find(|(code, _)| *code == part.example);
                meaning = known.map(|(_, meaning)| plan.text(meaning)).unwrap_or_default().to_owned();
                if let Some((codes, meanings)) = codes.zip(meanings) {
                    let formula = format!("=IFERROR(INDEX({meanings},MATCH({cell},{codes},0)),\"\")");
                    let formula = Formula::new(formula).set_result(&meaning);
                    self.sheet.write_formula_with_format(self.row, 2, formula, &plan.look.line)?;
                    validation = validation.allow_list_formula(Formula::new(format!("={codes}")));
                }
                let longest =
                    codes_of.map(|(_, meaning)| plan.text(meaning)).max_by_key(|text| text.chars().count());
                let height = look::height(longest.unwrap_or_default(), WIDTHS[2]);
                self.sheet.set_row_height(self.row, height)?;
            }
            Shape::Forms(_) => {
                let what = format!("{} ({} {})", meaning, plan.words.template.example, part.example);
                self.sheet.write_string_with_format(self.row, 2, &what, &plan.look.line)?;
                self.sheet.set_row_height(self.row, look::height(&what, WIDTHS[2]))?;
                if let Some(check) = checks::of_part(plan.convention, id, &cell) {
                    let error = plan.words.template.expected.fill(&[("expected", &meaning)]);
                    validation = validation
                        .allow_custom(Formula::new(check))
                        .set_error_style(DataValidationErrorStyle::Stop)
                        .set_error_message(error.chars().take(255).collect::<String>())?;
                }
            }
        }
        self.sheet.add_data_validation(self.row, CHOICE, self.row, CHOICE, &validation)?;
        self.choices.insert(id, cell);
        self.row += 1;
        Ok(())
    }

    /// The names that the choices make, ready to copy.
    fn results(&mut self) -> Result<(), XlsxError> {
        let plan = self.plan;
        self.heading(&plan.words.template.results)?;
        self.headers(&plan.words.template.result_headers)?;
        for (id, name) in plan.names() {
            let cell = row_col_to_cell(self.row, CHOICE);
            let joined = match name.of.and_then(|of| self.results.get(&of)) {
                Some(base) => format!("=IF({base}=\"\",\"\",{}&{base})", checks::quoted(&name.prefix)),
                None => self.joined(name),
            };
            let example = plan.name_example(name);
            self.sheet.write_string_with_format(self.row, 0, plan.title(&name.label), &plan.look.label)?;
            let joined = Formula::new(joined).set_result(example);
            self.sheet.write_formula_with_format(self.row, CHOICE, joined, &plan.look.result)?;
            let state = Formula::new(self.state(name, &cell)).set_result(&plan.words.template.ready);
            self.sheet.write_formula_with_format(self.row, 2, state, &plan.look.quiet)?;
            self.sheet.set_row_height(self.row, 22)?;
            self.results.insert(id, cell);
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    /// The formula that puts a name together, once every part that it needs is there.
    fn joined(&self, name: &Name) -> String {
        let mut missing = Vec::new();
        let mut pieces = vec![checks::quoted(&name.prefix)];
        for part in &name.parts {
            let Some(cell) = self.choices.get(&part.part) else { continue };
            let separator = checks::quoted(&part.separator);
            if part.optional {
                pieces.push(format!("IF({cell}=\"\",\"\",{separator}&{cell})"));
            } else {
                missing.push(format!("{cell}=\"\""));
                pieces.push(separator);
                pieces.push(cell.clone());
            }
        }
        pieces.retain(|piece| piece != "\"\"");
        format!("=IF(OR({}),\"\",{})", missing.join(","), pieces.join("&"))
    }

    /// The formula that says what is still missing, or that the name is ready.
    fn state(&self, name: &Name, cell: &str) -> String {
        let words = self.plan.words;
        let missing = name.parts.iter().filter(|part| !part.optional).filter_map(|part| {
            let choice = self.choices.get(&part.part)?;
            let label = self.plan.text(&self.plan.convention.part(part.part).label);
            Some(format!("IF({choice}=\"\",{},\"\")", checks::quoted(&format!(", {label}"))))
        });
        let missing = missing.collect::<Vec<_>>().join("&");
        let ready = match name.max_length {
            None => checks::quoted(&words.template.ready),
            Some(length) => {
                let too_long = words.template.too_long.fill(&[("length", &length)]);
                format!(
                    "IF(LEN({cell})>{length},{},{})",
                    checks::quoted(&too_long),
                    checks::quoted(&words.template.ready)
                )
            }
        };
        format!(
            "=IF({cell}=\"\",{}&\" \"&MID({missing},3,250),{ready})",
            checks::quoted(&words.template.not_ready)
        )
    }

    /// What the rules say about the choices together.
    fn advice(&mut self, lists: &mut Lists, sheet: &str) -> Result<(), XlsxError> {
        let plan = self.plan;
        let formulas = advice::formulas(plan, sheet, &self.choices, &self.results);
        let Some(choices) = crate::lists::packed(lists, "advice", formulas) else { return Ok(()) };
        self.heading(&plan.words.template.advice)?;
        for number in 1..=ADVICE {
            let shown = format!("IFERROR(INDEX({choices},{number})&\"\",\"\")");
            let (formula, result) = match number {
                1 => {
                    let none = checks::quoted(&plan.words.template.no_advice);
                    (format!("=IF({shown}=\"\",{none},{shown})"), plan.words.template.no_advice.as_str())
                }
                _ => (format!("={shown}"), ""),
            };
            self.sheet.merge_range(self.row, 0, self.row, 2, "", &plan.look.quiet)?;
            let formula = Formula::new(formula).set_result(result);
            self.sheet.write_formula_with_format(self.row, 0, formula, &plan.look.quiet)?;
            let is_advice =
                format!("=$A${}<>{}", self.row + 1, checks::quoted(&plan.words.template.no_advice));
            let alert =
                ConditionalFormatFormula::new().set_rule(is_advice.as_str()).set_format(&plan.look.alert);
            self.sheet.add_conditional_format(self.row, 0, self.row, 2, &alert)?;
            self.sheet.set_row_height(self.row, 31)?;
            self.row += 1;
        }
        Ok(())
    }
}
