/** The report of the engine: what `pamlint check --format json` writes. */

export type Severity = "error" | "warning" | "info";

export interface Place {
  sheet: string;
  cell: string;
}

export interface Finding extends Place {
  code: string;
  name: string;
  severity: Severity;
  row: number;
  column: string;
  account: string | null;
  value: string;
  span: [number, number] | null;
  message: string;
  help: string;
  related: Place[];
  fix: { value: string; applicability: "safe" | "unsafe" } | null;
}

export interface Checked {
  path: string;
  status: "clean" | "findings" | "failed";
  failure: { kind: string; message: string } | null;
  sheets: { name: string; kind: string | null; header_row: number; accounts: number }[];
  accounts: number;
  counts: Record<Severity, number>;
  findings: Finding[];
}

/** Findings that say the same of the same value: one line, however many cells. */
export interface Line {
  key: string;
  first: Finding;
  findings: Finding[];
}

/** The lines of one rule. */
export interface Group {
  code: string;
  severity: Severity;
  count: number;
  lines: Line[];
}

const WEIGHT: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Findings by what is wrong: errors first, then in the order in which they stand in the workbook. */
export function grouped(findings: Finding[]): Group[] {
  const groups = new Map<string, Group & { byKey: Map<string, Line> }>();
  for (const finding of findings) {
    const name = finding.severity + finding.code;
    let group = groups.get(name);
    if (!group) {
      group = { code: finding.code, severity: finding.severity, count: 0, lines: [], byKey: new Map() };
      groups.set(name, group);
    }
    group.count += 1;
    const key = JSON.stringify([finding.code, finding.message, finding.help, finding.value, finding.fix]);
    const line = group.byKey.get(key);
    if (line) {
      line.findings.push(finding);
    } else {
      const fresh = { key, first: finding, findings: [finding] };
      group.byKey.set(key, fresh);
      group.lines.push(fresh);
    }
  }
  return [...groups.values()].sort((one, other) => WEIGHT[one.severity] - WEIGHT[other.severity]);
}

/** The name of a fix: its cell, and the code of its finding. */
export function fixKey(finding: Finding): string {
  return JSON.stringify([finding.sheet, finding.cell, finding.code]);
}

/** Whether a fix is ticked: certain ones are until somebody takes the tick away. */
export function isTicked(finding: Finding, ticks: ReadonlyMap<string, boolean>): boolean {
  return ticks.get(fixKey(finding)) ?? finding.fix?.applicability === "safe";
}

/** What differs from the certain fixes, as the engine asks for it. */
export function choice(findings: Finding[], ticks: ReadonlyMap<string, boolean>): string {
  const name = ({ sheet, cell, code }: Finding) => ({ sheet, cell, code });
  const fixable = findings.filter((finding) => finding.fix);
  const differs = (safe: boolean) =>
    fixable
      .filter((finding) => (finding.fix?.applicability === "safe") === safe && isTicked(finding, ticks) !== safe)
      .map(name);
  return JSON.stringify({ taken: differs(false), refused: differs(true) });
}

/** The row and column of `B7`, from 1. */
export function position(cell: string): [row: number, column: number] {
  const letters = /^[A-Z]+/.exec(cell)?.[0] ?? "";
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return [Number(cell.slice(letters.length)), column];
}

/** `B` for 2. */
export function letters(column: number): string {
  let text = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  }
  return text;
}

/** What became of an earlier version: what `pamlint compare --format json` writes. */
export interface Comparison {
  accounts: {
    added: string[];
    gone: string[];
    changed: { account: string; fields: { column: string; old: string; new: string }[] }[];
    same: number;
  };
  findings: { solved: Finding[]; open: Finding[]; new: Finding[] };
  spoiled: { account: string; column: string; code: string }[];
}
