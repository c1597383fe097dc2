//! The summary of a run as one page of HTML that needs nothing from elsewhere.
//!
//! Without script everything shows; a small script adds sorting by any column and filters. The page keeps to
//! WCAG 2.2 AA, which was checked so: contrasts are computed by the tests of `palette`; that headers have a
//! scope, fields a label, frames that scroll a name and the keyboard, and severities a word besides their
//! colour, is asserted by `tests/summary_page.rs`; axe-core 4 (its WCAG 2.0 to 2.2 A and AA rules and best
//! practices) found nothing in Chromium in light and in dark, nor did it in all three languages; sorting and
//! filtering were tried there with the keyboard alone, with `aria-sort` and the live count changing; at a width
//! of 320 pixels only tables scroll sideways.

use pamlint_convention::Severity;
use pamlint_rules::Counts;

use super::html::{bar, cell, link, number, text};
use super::overview::{Entry, Line, Overview, certainty};
use super::palette;
use pamlint_words::Words;

/// The most findings on a page: more than people read or browsers like.
const MOST_FINDINGS: usize = 5_000;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What the page may do: run this one script, and load nothing. The hash is that of [`SCRIPT`], which a test
/// makes sure of.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; \
    script-src 'sha256-YuMOo8yoU+J5QqfYOv/58O/TWGfNmTE4OB0a3QQ4B+w='; base-uri 'none'; form-action 'none'";

/// The summary of a run as the text of an .html file: the same overview gives the same text.
///
/// Where there are more findings than a page has room for, it says how many are left out.
pub fn summary_page(overview: &Overview) -> String {
    let page = Page { overview, words: Words::of(overview.language), html: String::new() };
    page.write(MOST_FINDINGS)
}

struct Page<'a> {
    overview: &'a Overview,
    words: &'static Words,
    html: String,
}

/// A column: its header, and the class of its cells.
type Column<'w> = (&'w str, &'static str);

impl Page<'_> {
    fn write(mut self, most: usize) -> String {
        let words = self.words;
        let title = text(&words.summary.title);
        let language = self.overview.language.code();
        self.push(&format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{title}</title>\n<style>\n{}{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n<p>{}</p>\n",
            palette::css(),
            text(&self.overview.checked(self.words)),
        ));
        self.contents();
        self.push("</header>\n<main>\n");
        self.figures();
        self.push("<div class=\"sums\">\n");
        self.by_code();
        self.by_customer();
        self.push("</div>\n");
        self.not_checked();
        self.workbooks();
        self.findings(most);
        self.push("</main>\n<script>");
        self.push(SCRIPT);
        self.push("</script>\n</body>\n</html>\n");
        self.html
    }

    fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn contents(&mut self) {
        let words = self.words;
        let [_, workbooks, findings, not_checked] = &words.summary.sheets;
        let sections = [
            ("by-code", &words.summary.by_code),
            ("by-customer", &words.summary.by_customer),
            ("not-checked", not_checked),
            ("workbooks", workbooks),
            ("findings", findings),
        ];
        self.push(&format!("<nav aria-label=\"{}\"><ul>\n", text(&words.summary.contents)));
        for (id, name) in sections {
            self.push(&format!("<li><a href=\"#{id}\">{}</a></li>\n", text(name)));
        }
        self.push("</ul></nav>\n");
    }

    fn figures(&mut self) {
        let totals = self.overview.totals();
        let figures = [
            ("", totals.workbooks),
            ("", totals.clean),
            ("", totals.with_findings),
            ("", totals.failed),
            ("", totals.accounts),
            ("error", totals.counts.error),
            ("warning", totals.counts.warning),
            ("info", totals.counts.info),
            ("", totals.excepted),
        ];
        self.push("<dl class=\"figures\">\n");
        for (label, (class, figure)) in self.words.summary.figures.iter().zip(figures) {
            self.push(&format!("<div class=\"{class}\"><dt>{}</dt><dd>{figure}</dd></div>\n", text(&label)));
        }
        self.push("</dl>\n");
    }

    fn by_code(&mut self) {
        let words = self.words;
        self.section("by-code", &words.summary.by_code);
        let codes = self.overview.by_code();
        if codes.is_empty() {
            return self.nothing(&words.summary.no_findings);
        }
        let most = codes.iter().map(|(_, sum)| sum.findings).max().unwrap_or(1);
        self.table("by-code", &columns(&words.summary.code_headers, &["", "", "", "number", "number"]));
        for (code, sum) in &codes {
            let bar = bar(&[(severity_class(sum.severity), sum.findings)], most);
            let cells = [
                format!("<th scope=\"row\">{}</th>", text(code)),
                cell("rule", &sum.name),
                self.severity(sum.severity),
                format!("<td class=\"number\" data-key=\"{0}\">{0}{bar}</td>", sum.findings),
                number(sum.workbooks),
            ];
            self.row("", &cells);
        }
        self.end_of_table();
    }

    fn by_customer(&mut self) {
        let words = self.words;
        self.section("by-customer", &words.summary.by_customer);
        let customers = self.overview.by_customer();
        if customers.is_empty() {
            return self.nothing(&words.summary.no_workbooks);
        }
        let most = customers.iter().map(|sums| sums.counts.total()).max().unwrap_or(1);
        let classes = ["path", "number", "number", "number", "number", "number"];
        self.table("by-customer", &columns(&words.summary.customer_headers, &classes));
        for sums in &customers {
            let Counts { error, warning, info } = sums.counts;
            let bar = bar(&[("error", error), ("warning", warning), ("info", info)], most);
            let name = format!("<th scope=\"row\" class=\"path\">{}{bar}</th>", text(sums.customer));
            let numbers = [sums.workbooks, sums.failed, error, warning, info].map(number);
            let cells: Vec<String> = std::iter::once(name).chain(numbers).collect();
            self.row("", &cells);
        }
        self.end_of_table();
    }

    fn not_checked(&mut self) {
        let words = self.words;
        self.section("not-checked", &words.summary.sheets[3]);
        let overview = self.overview;
        if overview.failures().next().is_none() && overview.not_reached.is_empty() {
            return self.nothing(&words.summary.no_failures);
        }
        self.table("not-checked", &columns(&words.summary.failure_headers, &["", "path", "message"]));
        for (entry, failure) in overview.failures() {
            let path = format!("<th scope=\"row\" class=\"path\">{}</th>", text(&entry.path));
            self.row("", &[cell("", &entry.customer), path, cell("message", failure)]);
        }
        for path in &overview.not_reached {
            let path = format!("<th scope=\"row\" class=\"path\">{}</th>", text(path));
            self.row("", &[cell("", ""), path, cell("message", &words.summary.not_reached)]);
        }
        self.end_of_table();
    }

    fn workbooks(&mut self) {
        let words = self.words;
        self.section("workbooks", &words.summary.sheets[1]);
        let overview = self.overview;
        if overview.workbooks().is_empty() {
            return self.nothing(&words.summary.no_workbooks);
        }
        let [clean, with_findings, not_checked] = &words.summary.statuses;
        self.filter(
            "workbooks",
            &[("clean", &clean), ("findings", &with_findings), ("failed", &not_checked)],
        );
        let classes = ["", "", "path", "number", "number", "number", "number", "path"];
        self.table("workbooks", &columns(&words.summary.workbook_headers, &classes));
        for entry in overview.workbooks() {
            let (kind, class, status) = if entry.failure.is_some() {
                ("failed", "badge error", not_checked)
            } else if entry.is_clean() {
                ("clean", "", clean)
            } else {
                ("findings", gravest(entry), with_findings)
            };
            let Counts { error, warning, info } = entry.counts;
            let mut cells = vec![
                format!("<td><span class=\"{class}\">{}</span></td>", text(&status)),
                cell("", &entry.customer),
                format!("<th scope=\"row\" class=\"path\">{}</th>", text(&entry.path)),
            ];
            cells.extend([entry.accounts, error, warning, info].map(number));
            cells.push(match &entry.annotated {
                Some(copy) => format!("<td class=\"path\">{}</td>", link(copy, &copy.path)),
                None => "<td></td>".to_owned(),
            });
            self.row(kind, &cells);
        }
        self.end_of_table();
    }

    fn findings(&mut self, most: usize) {
        let words = self.words;
        self.section("findings", &words.summary.sheets[2]);
        let overview = self.overview;
        let count = overview.findings().len();
        if count == 0 {
            return self.nothing(&words.summary.no_findings);
        }
        let left_out = overview.left_out() + count.saturating_sub(most);
        if left_out > 0 {
            self.remark(&words.summary.page_cut_off.fill(&[("count", &left_out)]));
        }
        let kinds = Severity::ALL.map(|severity| (severity_class(severity), severity.said(words)));
        self.filter("findings", &kinds);
        let [severity, code, _, customer, workbook, _, cell, account, column, value, message, fix] =
            &words.summary.finding_headers;
        let headers = [severity, code, customer, workbook, cell, account, column, value, message, fix];
        self.table("findings", &columns(headers, &[""; 10]));
        for (entry, line) in overview.findings().take(most) {
            let cells = self.finding(entry, line);
            self.row(severity_class(line.severity), &cells);
        }
        self.end_of_table();
    }

    fn finding(&self, entry: &Entry, line: &Line) -> [String; 10] {
        let workbook = match &entry.annotated {
            Some(copy) => format!("<td>{}</td>", link(copy, &entry.path)),
            None => cell("", &entry.path),
        };
        let fix = match &line.fix {
            Some(fix) => {
                let certainty = text(certainty(fix.applicability, self.words));
                if fix.value.is_empty() {
                    format!("<td>{} ({certainty})</td>", text(&self.words.empty_cell))
                } else {
                    format!("<td class=\"value\"><bdi>{}</bdi> ({certainty})</td>", text(&fix.value))
                }
            }
            None => "<td></td>".to_owned(),
        };
        [
            self.severity(line.severity),
            format!("<td>{} <small>{}</small></td>", text(&line.code), text(&line.name)),
            cell("", &entry.customer),
            workbook,
            cell("", &format!("{}!{}", line.sheet, line.cell)),
            cell("", &line.account),
            cell("", &line.column),
            cell("value", &line.value),
            cell("", &line.message),
            fix,
        ]
    }

    /// The cell with the word of a severity, which sorts by weight.
    fn severity(&self, severity: Severity) -> String {
        let class = severity_class(severity);
        let weight = match severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Info => 2,
        };
        let word = severity.said(self.words);
        format!("<td data-key=\"{weight}\"><span class=\"badge {class}\">{}</span></td>", text(word))
    }

    fn section(&mut self, id: &str, name: &str) {
        self.push(&format!("<section>\n<h2 id=\"{id}\">{}</h2>\n", text(name)));
    }

    fn remark(&mut self, said: &str) {
        self.push(&format!("<p class=\"remark\">{}</p>\n", text(said)));
    }

    /// A section without a table.
    fn nothing(&mut self, said: &str) {
        self.remark(said);
        self.push("</section>\n");
    }

    /// The fields that filter a table; the script shows them.
    fn filter(&mut self, table: &str, kinds: &[(&str, &str)]) {
        let words = self.words;
        let options: String = kinds
            .iter()
            .map(|(kind, word)| format!("<option value=\"{kind}\">{}</option>", text(word)))
            .collect();
        self.push(&format!(
            "<form hidden data-rows=\"{table}-rows\" data-shown=\"{}\">\n\
             <label>{}<input type=\"search\" name=\"search\" autocomplete=\"off\"></label>\n\
             <label>{}<select name=\"only\"><option value=\"\">{}</option>{options}</select></label>\n\
             <output name=\"shown\" aria-live=\"polite\"></output>\n</form>\n",
            text(&words.summary.shown.fill(&[("shown", &"{shown}"), ("count", &"{count}")])),
            text(&words.summary.search),
            text(&words.summary.only),
            text(&words.summary.any),
        ));
    }

    fn table(&mut self, id: &str, columns: &[Column<'_>]) {
        self.push(&format!(
            "<div class=\"frame\" role=\"region\" aria-labelledby=\"{id}\" tabindex=\"0\">\n\
             <table id=\"{id}-rows\" class=\"{id}\" aria-labelledby=\"{id}\">\n<thead><tr>"
        ));
        for (header, class) in columns {
            let class = if *class == "number" { " class=\"number\"" } else { "" };
            self.push(&format!("<th scope=\"col\"{class}>{}</th>", text(header)));
        }
        self.push("</tr></thead>\n<tbody>\n");
    }

    fn row(&mut self, kind: &str, cells: &[String]) {
        let kind = if kind.is_empty() { String::new() } else { format!(" data-kind=\"{kind}\"") };
        self.push(&format!("<tr{kind}>"));
        cells.iter().for_each(|cell| self.html.push_str(cell));
        self.push("</tr>\n");
    }

    fn end_of_table(&mut self) {
        self.push("</tbody>\n</table>\n</div>\n</section>\n");
    }
}

fn columns<'w>(headers: impl IntoIterator<Item = &'w String>, classes: &[&'static str]) -> Vec<Column<'w>> {
    headers.into_iter().map(String::as_str).zip(classes.iter().copied()).collect()
}

fn severity_class(severity: Severity) -> &'static str {
    severity.word()
}

fn gravest(entry: &Entry) -> &'static str {
    match entry.counts {
        Counts { error: 1.., .. } => "badge error",
        Counts { warning: 1.., .. } => "badge warning",
        Counts { .. } => "badge info",
    }
}
