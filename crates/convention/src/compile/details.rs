//! `[details]`: what a workbook says of whoever sends it.

use toml::Spanned;

use super::Compiler;
use crate::fold_header;
use crate::model::Detail;
use crate::raw::RawDetail;
use crate::suggest::did_you_mean;

impl Compiler<'_> {
    pub(super) fn details(&mut self, details: Vec<(Spanned<String>, RawDetail)>) {
        for (key, raw) in details {
            let what = format!("the label of `{}`", key.get_ref());
            self.check_text(&raw.label, &key.span(), &what);
            if !crate::is_id(key.get_ref()) {
                self.problem(key.span(), "the key of a detail is made of small letters, digits and hyphens");
            }
            let own = raw.label.all();
            let mut folded: Vec<String> =
                own.chain(raw.aliases.iter().map(String::as_str)).map(fold_header).collect();
            folded.sort();
            folded.dedup();
            if folded.iter().any(String::is_empty) {
                self.problem(key.span(), "a label or alias has no letter or digit in it");
            }
            let tables = self.convention.all_tables();
            let others: Vec<_> = tables.filter(|(_, table)| !table.is_kind).collect();
            let found = others.iter().find(|(_, table)| table.id == *raw.sheet.get_ref()).map(|(id, _)| *id);
            let Some(sheet) = found else {
                if !self.broken.contains(raw.sheet.get_ref()) {
                    let hint =
                        did_you_mean(raw.sheet.get_ref(), others.iter().map(|(_, table)| table.id.as_str()));
                    let message = format!("there is no sheet `{}` in [[sheets]]", raw.sheet.get_ref());
                    self.problem_with_hint(raw.sheet.span(), message, hint);
                }
                continue;
            };
            for known in self.convention.details.iter().filter(|known| known.sheet == sheet) {
                if let Some(twice) = folded.iter().find(|label| known.folded.contains(label)) {
                    let message = format!("the label `{twice}` also means `{}`", known.key);
                    self.problems.add(key.span(), message);
                }
                if raw.means.is_some() && raw.means == known.means {
                    let message = format!("`{}` means the same already", known.key);
                    self.problems.add(key.span(), message);
                }
            }
            self.convention.details.push(Detail {
                key: key.into_inner(),
                sheet,
                label: raw.label,
                folded,
                means: raw.means,
                required: raw.required,
            });
        }
    }
}
