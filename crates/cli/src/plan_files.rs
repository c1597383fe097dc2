//! The forms of a plan: what writes each of them.

use anyhow::anyhow;
use pamlint_plan::{Drawing, Plan, VaultFile, plan_graph, plan_json, plan_text, plan_workbook, vault_file};
use pamlint_report::Head;
use pamlint_words::Words;

use crate::args::PlanFormat;

/// How many objects are named that are not in a file.
const MOST_TOLD: usize = 20;

/// A plan in a form, as the bytes of a file.
pub fn written(plan: &Plan, head: &Head<'_>, format: PlanFormat) -> anyhow::Result<Vec<u8>> {
    let text = match format {
        PlanFormat::Text => plan_text(plan, head),
        PlanFormat::Json => plan_json(plan, head),
        PlanFormat::Xlsx => return plan_workbook(plan, head).map_err(|error| anyhow!("{error}")),
        PlanFormat::Mermaid => plan_graph(plan, head, Drawing::Mermaid),
        PlanFormat::Dot => plan_graph(plan, head, Drawing::Dot),
        PlanFormat::Svg => plan_graph(plan, head, Drawing::Svg),
        PlanFormat::ConsoleCsv => upload(plan, head, VaultFile::ConsoleCsv)?,
        PlanFormat::AccountsCsv => upload(plan, head, VaultFile::AccountsCsv)?,
        PlanFormat::SafesCsv => upload(plan, head, VaultFile::SafesCsv)?,
        PlanFormat::LinksCsv => upload(plan, head, VaultFile::LinksCsv)?,
        PlanFormat::Rest => upload(plan, head, VaultFile::Rest)?,
        PlanFormat::Pspas => upload(plan, head, VaultFile::Pspas)?,
        PlanFormat::Terraform => upload(plan, head, VaultFile::Terraform)?,
        PlanFormat::Ansible => upload(plan, head, VaultFile::Ansible)?,
    };
    Ok(text.into_bytes())
}

/// A file with which the plan is carried out. What is not in it is told.
fn upload(plan: &Plan, head: &Head<'_>, file: VaultFile) -> anyhow::Result<String> {
    let words = &Words::of(head.wording.language).plan_files;
    let written = vault_file(plan, head, file).map_err(|error| anyhow!("{error}"))?;
    for held in written.held.iter().take(MOST_TOLD) {
        tracing::warn!("{}", words.held_told.fill(&[("object", &held.id), ("why", &held.why)]));
    }
    let more = written.held.len().saturating_sub(MOST_TOLD);
    if more > 0 {
        tracing::warn!("{}", words.held_more.fill(&[("count", &more)]));
    }
    Ok(written.text)
}
