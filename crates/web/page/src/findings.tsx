/** The findings of a workbook, by what is wrong. This list alone says everything: the sheets beside it only show where. */

import { useMemo, useState } from "preact/hooks";
import type { About } from "./protocol";
import { type Checked, type Finding, type Group, type Line, type Place, fixKey, grouped, isTicked } from "./report";
import { useSpeaker } from "./texts";

/** So many lines of a rule, and cells of a line, are shown until more are asked for. */
const LINES = 12;
const CELLS = 8;

interface Given {
  checked: Checked;
  about: About | undefined;
  /** What is ticked, and what is not. */
  ticks: ReadonlyMap<string, boolean>;
  onTick: (changes: [string, boolean][]) => void;
  onGo: (place: Place) => void;
  onRule: (code: string) => void;
}

const EVERYTHING = { severity: "", sheet: "", code: "", words: "" };

export function Findings(given: Given) {
  const { checked } = given;
  const speaker = useSpeaker();
  const [filter, setFilter] = useState(EVERYTHING);
  const shown = useMemo(() => {
    const words = filter.words.trim().toLowerCase();
    return checked.findings.filter(
      (finding) =>
        (!filter.severity || finding.severity === filter.severity) &&
        (!filter.sheet || finding.sheet === filter.sheet) &&
        (!filter.code || finding.code === filter.code) &&
        (!words || searched(finding).includes(words)),
    );
  }, [checked, filter]);
  const groups = useMemo(() => grouped(shown), [shown]);
  const sheets = useMemo(() => [...new Set(checked.findings.map(({ sheet }) => sheet))], [checked]);
  const codes = useMemo(() => [...new Set(checked.findings.map(({ code }) => code))].sort(), [checked]);
  const pick = (name: keyof typeof EVERYTHING, label: string, options: [string, string][]) => (
    <label>
      {label}
      <select
        value={filter[name]}
        onChange={({ currentTarget }) => setFilter({ ...filter, [name]: currentTarget.value })}
      >
        <option value="">{speaker.say("all")}</option>
        {options.map(([value, text]) => <option value={value}>{text}</option>)}
      </select>
    </label>
  );
  return (
    <section class="findings" aria-label={speaker.say("findings")}>
      <h2>{speaker.say("findings")}</h2>
      <div class="filter" role="group" aria-label={speaker.say("filter")}>
        {pick("severity", speaker.say("severity"), [
          ["error", speaker.say("error")],
          ["warning", speaker.say("warning")],
          ["info", speaker.say("info")],
        ])}
        {sheets.length > 1 && pick("sheet", speaker.say("sheet"), sheets.map((sheet) => [sheet, sheet]))}
        {pick("code", speaker.say("rule"), codes.map((code) => [code, code]))}
        <label>
          {speaker.say("search")}
          <input
            type="search"
            value={filter.words}
            onInput={({ currentTarget }) => setFilter({ ...filter, words: currentTarget.value })}
          />
        </label>
      </div>
      <p class="shown" role="status">
        {shown.length > 0 ? speaker.count("shown", shown.length) : speaker.say("nothingShown")}
      </p>
      {groups.map((group) => <GroupView key={group.severity + group.code} group={group} given={given} />)}
    </section>
  );
}

function searched({ message, value, account, column, sheet, cell }: Finding): string {
  return [message, value, account, column, `${sheet}!${cell}`].join("\n").toLowerCase();
}

function GroupView({ group, given }: { group: Group; given: Given }) {
  const speaker = useSpeaker();
  const [most, setMost] = useState(LINES);
  const rule = given.about?.rules.find(({ code }) => code === group.code);
  const only = group.lines.length === 1 ? group.lines[0] : undefined;
  const heading = only?.first.message ?? rule?.message.replaceAll("“…”", "…") ?? group.code;
  const more = group.lines.length - most;
  return (
    <section class={`group ${group.severity}`}>
      <header>
        <span class="badge">{speaker.say(group.severity)}</span>
        <h3>{heading}</h3>
        {group.count > 1 && <span class="count">{speaker.say("times", { n: group.count })}</span>}
        <button
          type="button"
          class="code"
          aria-label={speaker.say("aboutRule", { code: group.code })}
          onClick={() => given.onRule(group.code)}
        >
          {group.code}
        </button>
      </header>
      <ul>
        {group.lines.slice(0, most).map((line) => (
          <LineView key={line.key} line={line} isOnly={line === only} given={given} />
        ))}
      </ul>
      {more > 0 && (
        <button type="button" onClick={() => setMost(most + 10 * LINES)}>
          {speaker.say("showMore", { n: more })}
        </button>
      )}
    </section>
  );
}

function LineView({ line, isOnly, given }: { line: Line; isOnly: boolean; given: Given }) {
  const speaker = useSpeaker();
  const [all, setAll] = useState(false);
  const { first, findings } = line;
  const { ticks } = given;
  const cells = all ? findings : findings.slice(0, CELLS);
  return (
    <li>
      {!isOnly && <p class="message">{first.message}</p>}
      {first.value && <Marked value={first.value} span={first.span} />}
      {first.help && <p class="hint">{first.help}</p>}
      {first.fix && (
        <div class="fix">
          <input
            type="checkbox"
            id={fixKey(first)}
            checked={findings.every((finding) => isTicked(finding, ticks))}
            onChange={({ currentTarget }) =>
              given.onTick(findings.map((finding) => [fixKey(finding), currentTarget.checked]))
            }
          />
          <label for={fixKey(first)}>
            {speaker.say("proposal")}: <ins>{first.fix.value || speaker.say("emptyCell")}</ins>{" "}
            <small>
              ({speaker.say(first.fix.applicability === "safe" ? "sure" : "unsure")}
              {findings.length > 1 && `, ${speaker.count("cells", findings.length)}`})
            </small>
          </label>
        </div>
      )}
      <p class="cells">
        {cells.map((finding) => (
          <button
            type="button"
            aria-label={speaker.say("goTo", { place: `${finding.sheet}!${finding.cell}` })}
            title={[finding.account, finding.column].filter(Boolean).join(" · ")}
            onClick={() => given.onGo(finding)}
          >
            {finding.sheet}!{finding.cell}
          </button>
        ))}
        {cells.length < findings.length && (
          <button type="button" class="plain" onClick={() => setAll(true)}>
            {speaker.say("showAllCells", { n: findings.length })}
          </button>
        )}
      </p>
    </li>
  );
}

/** A value with its offending part set off. */
function Marked({ value, span }: { value: string; span: [number, number] | null }) {
  const characters = [...value];
  const [from, to] = span ?? [0, 0];
  const piece = (start: number, end?: number) => characters.slice(start, end).join("");
  return (
    <p class="value">
      {piece(0, from)}
      {to > from && <mark>{piece(from, to)}</mark>}
      {piece(to)}
    </p>
  );
}
