//! The sheet that builds names: parts are chosen from lists, formulas put them together.

use std::collections::BTreeMap;

use pamlint_convention::{Name, NameId, PartId, Shape, Table};
use pamlint_formats::formula::quoted;
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, Formula, Url, Worksheet, XlsxError,
    row_col_to_cell,
};

use crate::judge::relation::Relation;
use crate::judge::says::{as_formula as text, joined};
use crate::lists::{Lists, quoted_sheet};
use crate::plan::Plan;
use crate::{advice, judge, look};

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
    let mut form = Form {
        sheet,
        plan,
        name: table.sheet.clone(),
        row: 4,
        choices: BTreeMap::new(),
        results: BTreeMap::new(),
    };
    form.choices(lists)?;
    form.results(lists)?;
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
    /// The name of the sheet.
    name: String,
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
        let absolute = advice::absolute(&quoted_sheet(&self.name), &cell);
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
                if let Some(wrong) = self.wrong(id, &absolute) {
                    let wrong = lists.define(&format!("wrong_part_{}", part.key), wrong);
                    let error = plan.words.template.expected.fill(&[("expected", &meaning)]);
                    validation = validation
                        .allow_custom(Formula::new(format!("=NOT({wrong})")))
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

    /// What is wrong with the choice for a part: a formula that is true then.
    fn wrong(&self, id: PartId, cell: &str) -> Option<String> {
        let plan = self.plan;
        let names = plan.names();
        let (name, part) = names
            .iter()
            .find_map(|(_, name)| name.parts.iter().find(|part| part.part == id).map(|part| (*name, part)))?;
        let problems = judge::name::part_problems(plan, name, part, cell);
        let tests: Vec<String> = problems.into_iter().map(|problem| problem.when).collect();
        (!tests.is_empty()).then(|| format!("OR({})", tests.join(",")))
    }

    /// The names that the choices make, ready to copy.
    fn results(&mut self, lists: &mut Lists) -> Result<(), XlsxError> {
        let plan = self.plan;
        self.heading(&plan.words.template.results)?;
        self.headers(&plan.words.template.result_headers)?;
        let names = plan.names();
        for (position, (id, _)) in (0u32..).zip(&names) {
            self.results.insert(*id, row_col_to_cell(self.row + position, CHOICE));
        }
        let relations = advice::relations(plan, &self.name, &self.choices, &self.results);
        for (id, name) in names {
            let Some(cell) = self.results.get(&id).cloned() else { continue };
            let joined = match name.of.and_then(|of| self.results.get(&of)) {
                Some(base) => format!("=IF({base}=\"\",\"\",{}&{base})", quoted(&name.prefix)),
                None => self.joined(name),
            };
            let example = plan.name_example(name);
            self.sheet.write_string_with_format(self.row, 0, plan.title(&name.label), &plan.look.label)?;
            let joined = Formula::new(joined).set_result(example);
            self.sheet.write_formula_with_format(self.row, CHOICE, joined, &plan.look.result)?;
            let said = lists.define(&format!("ready_{}", name.key), self.state(name, &cell, &relations));
            let state = Formula::new(format!("={said}")).set_result(&plan.words.template.ready);
            self.sheet.write_formula_with_format(self.row, 2, state, &plan.look.quiet)?;
            let ready = text(&plan.words.template.ready);
            let is_ready = format!("=$C${}={ready}", self.row + 1);
            let right = ConditionalFormatFormula::new().set_rule(is_ready.as_str());
            let right = right.set_format(&plan.look.right);
            self.sheet.add_conditional_format(self.row, CHOICE, self.row, CHOICE, &right)?;
            let is_wrong = format!("=AND($B${row}<>\"\",$C${row}<>{ready})", row = self.row + 1);
            let wrong = ConditionalFormatFormula::new().set_rule(is_wrong.as_str());
            let wrong = wrong.set_format(&plan.look.wrong);
            self.sheet.add_conditional_format(self.row, CHOICE, self.row, 2, &wrong)?;
            self.sheet.set_row_height(self.row, 22)?;
            self.row += 1;
        }
        self.row += 1;
        self.advice(lists, &relations)
    }

    /// The formula that puts a name together, once every part that it needs is there.
    fn joined(&self, name: &Name) -> String {
        let mut missing = Vec::new();
        let mut pieces = vec![quoted(&name.prefix)];
        for part in &name.parts {
            let Some(cell) = self.choices.get(&part.part) else { continue };
            let separator = quoted(&part.separator);
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

    /// The formula that says what is still missing or wrong, or that the name is ready.
    fn state(&self, name: &Name, cell: &str, relations: &[Relation]) -> String {
        let (plan, words) = (self.plan, &self.plan.words.template);
        let sheet = quoted_sheet(&self.name);
        let cell = advice::absolute(&sheet, cell);
        let choices = name.parts.iter().filter_map(|part| {
            let choice = self.choices.get(&part.part)?;
            Some((part, advice::absolute(&sheet, choice)))
        });
        let choices: Vec<_> = choices.collect();
        let missing = choices.iter().filter(|(part, _)| !part.optional).map(|(part, choice)| {
            let label = plan.text(&plan.convention.part(part.part).label);
            format!("IF({choice}=\"\",{},\"\")", quoted(&format!(", {label}")))
        });
        let missing = missing.collect::<Vec<_>>().join("&");
        let mut state = text(&words.ready);
        let reads = |relation: &&Relation| {
            choices.iter().any(|(_, choice)| relation.reads.contains(choice))
                || relation.reads.contains(&cell)
        };
        let broken: Vec<&str> =
            relations.iter().filter(reads).map(|relation| relation.problem.when.as_str()).collect();
        if !broken.is_empty() {
            state = format!("IF(OR({}),{},{state})", broken.join(","), text(&words.advice_first));
        }
        if let Some(length) = name.max_length {
            let too_long = text(&words.too_long.fill(&[("length", &length)]));
            state = format!("IF(LEN({cell})>{length},{too_long},{state})");
        }
        for (part, choice) in choices.iter().rev() {
            for problem in judge::name::part_problems(plan, name, part, choice).iter().rev() {
                state = format!("IF({},{},{state})", problem.when, joined(&problem.says));
            }
        }
        format!("IF({cell}=\"\",{}&\" \"&MID({missing},3,250),{state})", text(&words.not_ready))
    }

    /// What the rules say about the choices together.
    fn advice(&mut self, lists: &mut Lists, relations: &[Relation]) -> Result<(), XlsxError> {
        let plan = self.plan;
        let problems = relations.iter().map(|relation| &relation.problem).enumerate();
        let sentences: Vec<String> = problems
            .filter_map(|(number, problem)| {
                let name = format!("advice_{}", number + 1);
                judge::problem::first_of(lists, &name, "", std::slice::from_ref(problem))
            })
            .collect();
        if sentences.is_empty() {
            return Ok(());
        }
        let all = lists.define("advice", sentences.join("&"));
        self.heading(&plan.words.template.advice)?;
        for number in 1..=ADVICE {
            let shown = judge::problem::sentence(&all, number);
            let (formula, result) = match number {
                1 => {
                    let none = text(&plan.words.template.no_advice);
                    (format!("=IF({all}=\"\",{none},{shown})"), plan.words.template.no_advice.as_str())
                }
                _ => (format!("={shown}"), ""),
            };
            self.sheet.merge_range(self.row, 0, self.row, 2, "", &plan.look.quiet)?;
            let formula = Formula::new(formula).set_result(result);
            self.sheet.write_formula_with_format(self.row, 0, formula, &plan.look.quiet)?;
            let is_advice = format!("=$A${}<>{}", self.row + 1, text(&plan.words.template.no_advice));
            let alert =
                ConditionalFormatFormula::new().set_rule(is_advice.as_str()).set_format(&plan.look.alert);
            self.sheet.add_conditional_format(self.row, 0, self.row, 2, &alert)?;
            self.sheet.set_row_height(self.row, 31)?;
            self.row += 1;
        }
        Ok(())
    }
}
