/** The sheets of a workbook with their marks. Only what is on the screen is drawn, and asked of the engine. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Sheet } from "./protocol";
import { type Finding, type Place, letters, position } from "./report";
import type { Book, Store } from "./store";
import { type Speaker, useSpeaker } from "./texts";

/** A cell to go to, and where to go back to from there. */
export interface Goal extends Place {
  /** Tells one click from the next on the same cell. */
  count: number;
  from: HTMLElement | null;
}

const ROW = 30;
const HEAD = 46;
/** So many rows are asked for at once. */
const CHUNK = 100;
/** Browsers make nothing higher than some ten million pixels. */
const HIGHEST = 8_000_000;

export function Grid({ store, book, goal }: { store: Store; book: Book; goal: Goal | undefined }) {
  const speaker = useSpeaker();
  const shown = book.sheets.filter((sheet) => !sheet.hidden);
  const [number, setNumber] = useState(
    () => (shown.find(({ name }) => book.checked?.findings.some(({ sheet }) => sheet === name)) ?? shown[0])?.number,
  );
  const box = useRef<HTMLDivElement>(null);
  const panel = useRef<Panel>(undefined);
  const [detail, setDetail] = useState<{ cell: string; findings: Finding[] }>();
  const sheet = book.sheets.find((sheet) => sheet.number === number);
  useEffect(() => {
    const target = goal && book.sheets.find(({ name }) => name === goal.sheet);
    if (target) setNumber(target.number);
  }, [goal?.count]);
  useEffect(() => {
    if (!box.current || !sheet) return;
    const findings = (book.checked?.findings ?? []).filter((finding) => finding.sheet === sheet.name);
    const rows = (first: number, last: number) => store.rows(book, sheet.number, first, last);
    const made = new Panel(box.current, { sheet, findings, rows, speaker, onCell: setDetail });
    panel.current = made;
    return () => made.close();
  }, [book, book.checked, sheet?.number, speaker]);
  useEffect(() => {
    if (goal && sheet?.name === goal.sheet) panel.current?.go(goal.cell, goal.from);
  }, [goal?.count, sheet?.number]);
  if (!sheet) return null;
  const tabs = book.sheets.filter((each) => !each.hidden || each.number === number);
  return (
    <section class="sheets" aria-label={speaker.say("sheets")}>
      <h2>{speaker.say("sheets")}</h2>
      <div class="tabs">
        {tabs.map((tab) => {
          const count = book.checked?.findings.filter((finding) => finding.sheet === tab.name).length ?? 0;
          return (
            <button
              type="button"
              aria-pressed={tab.number === number}
              onClick={() => setNumber(tab.number)}
            >
              {tab.name}
              {count > 0 && <span class="count">{count}</span>}
            </button>
          );
        })}
      </div>
      <div class="grid" ref={box} />
      <div class="detail" aria-live="polite">
        {detail ? (
          <>
            <strong>{detail.cell}</strong>{" "}
            {detail.findings.length === 0
              ? speaker.say("nothingHere")
              : detail.findings.map((finding) => (
                  <p class={finding.severity}>
                    <span class="badge">{speaker.say(finding.severity)}</span> {finding.message} {finding.help}
                  </p>
                ))}
          </>
        ) : (
          speaker.say("gridHelp")
        )}
      </div>
    </section>
  );
}

interface Asked {
  sheet: Sheet;
  findings: Finding[];
  rows: (first: number, last: number) => Promise<[number, number, string][]>;
  speaker: Speaker;
  onCell: (detail: { cell: string; findings: Finding[] }) => void;
}

/** What is drawn by hand, since it has to keep up with scrolling. */
class Panel {
  private readonly view = document.createElement("div");
  private readonly space = document.createElement("div");
  private readonly head = document.createElement("div");
  private readonly lines = new Map<number, HTMLElement>();
  private readonly texts = new Map<number, Map<number, string>>();
  private readonly asked = new Set<number>();
  private readonly marks = new Map<number, Map<number, Finding[]>>();
  private readonly lefts: number[] = [0];
  private readonly columns: number;
  private readonly count: number;
  private readonly scale: number;
  private readonly watcher: ResizeObserver;
  private at = { row: 1, column: 1 };
  private back: HTMLElement | null = null;
  private frame = 0;
  private closed = false;

  constructor(
    box: HTMLElement,
    private readonly given: Asked,
  ) {
    const { sheet, findings, speaker } = given;
    for (const finding of findings) {
      const [row, column] = position(finding.cell);
      const marks = this.marks.get(row) ?? new Map<number, Finding[]>();
      marks.set(column, [...(marks.get(column) ?? []), finding]);
      this.marks.set(row, marks);
    }
    const last = (places: number[]) => places.reduce((most, place) => Math.max(most, place), 1);
    this.count = last([sheet.rows, ...this.marks.keys()]);
    this.columns = last([sheet.columns, ...[...this.marks.values()].flatMap((marks) => [...marks.keys()])]);
    for (let column = 0; column < this.columns; column += 1) {
      const width = Math.min(320, Math.max(72, (sheet.widths[column] ?? 0) * 7.6 + 22));
      this.lefts.push((this.lefts[column] ?? 0) + Math.round(width));
    }
    const height = this.count * ROW;
    this.scale = height > HIGHEST ? HIGHEST / height : 1;
    this.view.className = "view";
    this.view.tabIndex = 0;
    this.view.setAttribute("role", "grid");
    this.view.setAttribute("aria-label", speaker.say("gridLabel", { sheet: sheet.name }));
    this.view.setAttribute("aria-rowcount", String(this.count));
    this.view.setAttribute("aria-colcount", String(this.columns));
    this.view.setAttribute("aria-readonly", "true");
    this.space.className = "space";
    this.space.setAttribute("role", "rowgroup");
    this.space.style.height = `${height * this.scale + ROW}px`;
    this.space.style.width = `${HEAD + (this.lefts[this.columns] ?? 0)}px`;
    this.head.className = "head";
    this.head.setAttribute("role", "row");
    this.space.append(this.head);
    this.view.append(this.space);
    box.replaceChildren(this.view);
    this.view.addEventListener("scroll", () => this.soon());
    this.view.addEventListener("keydown", (event) => this.key(event));
    this.view.addEventListener("click", (event) => this.clicked(event));
    this.watcher = new ResizeObserver(() => this.soon());
    this.watcher.observe(this.view);
    const [first] = [...this.marks.keys()].sort((one, other) => one - other);
    this.at.row = sheet.header_row ?? first ?? 1;
    this.draw();
  }

  close(): void {
    this.closed = true;
    this.watcher.disconnect();
    cancelAnimationFrame(this.frame);
    this.view.remove();
  }

  /** Shows a cell, and takes the focus there; Escape gives it back. */
  go(cell: string, from: HTMLElement | null): void {
    const [row, column] = position(cell);
    this.back = from;
    this.move(row, column, true);
    this.view.scrollIntoView({ block: "nearest" });
    this.view.focus({ preventScroll: true });
  }

  private move(row: number, column: number, center = false): void {
    this.at = {
      row: Math.min(this.count, Math.max(1, row)),
      column: Math.min(this.columns, Math.max(1, column)),
    };
    const room = this.view.clientHeight - ROW;
    const top = (this.at.row - 1) * ROW * this.scale;
    if (center) this.view.scrollTop = top - room / 2 + ROW;
    else if (top < this.view.scrollTop) this.view.scrollTop = top;
    else if (top + ROW > this.view.scrollTop + room) this.view.scrollTop = top + ROW - room;
    const left = this.lefts[this.at.column - 1] ?? 0;
    const right = this.lefts[this.at.column] ?? 0;
    const width = this.view.clientWidth - HEAD;
    if (left < this.view.scrollLeft || right > this.view.scrollLeft + width) {
      this.view.scrollLeft = Math.max(0, Math.min(left, right - width + 40));
    }
    this.draw();
    const findings = this.marks.get(this.at.row)?.get(this.at.column) ?? [];
    this.given.onCell({ cell: `${letters(this.at.column)}${this.at.row}`, findings });
  }

  private key(event: KeyboardEvent): void {
    const { row, column } = this.at;
    const page = Math.max(1, Math.floor(this.view.clientHeight / ROW) - 2);
    const ends = event.ctrlKey || event.metaKey;
    const moves: Record<string, [number, number]> = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      PageUp: [row - page, column],
      PageDown: [row + page, column],
      Home: [ends ? 1 : row, 1],
      End: [ends ? this.count : row, this.columns],
    };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      this.move(...move);
    } else if (event.key === "Escape" && this.back) {
      event.preventDefault();
      this.back.focus();
      this.back = null;
    }
  }

  private clicked(event: MouseEvent): void {
    const cell = (event.target as Element).closest<HTMLElement>("[data-column]");
    const row = cell?.parentElement?.dataset["row"];
    if (cell && row) this.move(Number(row), Number(cell.dataset["column"]));
  }

  private soon(): void {
    if (this.frame || this.closed) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  /** The columns between two edges, from 1. */
  private span(): [number, number] {
    const from = this.view.scrollLeft;
    const to = from + this.view.clientWidth;
    let first = 1;
    while (first < this.columns && (this.lefts[first] ?? 0) < from) first += 1;
    let last = first;
    while (last < this.columns && (this.lefts[last] ?? 0) < to) last += 1;
    return [first, Math.min(this.columns, last + 1)];
  }

  private draw(): void {
    const { scrollTop } = this.view;
    const start = Math.max(1, Math.floor(scrollTop / this.scale / ROW));
    const end = Math.min(this.count, start + Math.ceil(this.view.clientHeight / ROW) + 2);
    const [from, to] = this.span();
    this.head.replaceChildren(this.corner(), ...range(from, to).map((column) => this.title(column)));
    for (const [row, line] of this.lines) {
      if (row < start || row > end) {
        line.remove();
        this.lines.delete(row);
      }
    }
    // Where rows are squeezed, those on the screen stand below the first of them as they should.
    const base = this.scale === 1 ? 0 : scrollTop - (start - 1) * ROW;
    const fresh = document.createDocumentFragment();
    for (const row of range(start, end)) {
      let line = this.lines.get(row);
      if (!line) {
        line = document.createElement("div");
        line.setAttribute("role", "row");
        line.setAttribute("aria-rowindex", String(row));
        line.className = row === this.given.sheet.header_row ? "row header" : "row";
        line.dataset["row"] = String(row);
        this.lines.set(row, line);
        fresh.append(line);
      }
      line.style.transform = `translateY(${base + row * ROW}px)`;
      const state = `${from}-${to}-${this.texts.has(row)}-${this.at.row === row ? this.at.column : 0}`;
      if (line.dataset["state"] !== state) {
        line.dataset["state"] = state;
        line.replaceChildren(this.label(row), ...range(from, to).map((column) => this.cell(row, column)));
      }
    }
    this.space.append(fresh);
    const active = `cell-${this.given.sheet.number}-${this.at.row}-${this.at.column}`;
    if (document.getElementById(active)) this.view.setAttribute("aria-activedescendant", active);
    else this.view.removeAttribute("aria-activedescendant");
    this.fetchRows(start, end);
  }

  private corner(): HTMLElement {
    const corner = document.createElement("div");
    corner.className = "label";
    corner.setAttribute("role", "columnheader");
    corner.textContent = this.given.speaker.say("row");
    return corner;
  }

  private title(column: number): HTMLElement {
    const title = document.createElement("div");
    title.setAttribute("role", "columnheader");
    title.className = "cell";
    title.textContent = letters(column);
    this.put(title, column);
    return title;
  }

  private label(row: number): HTMLElement {
    const label = document.createElement("div");
    label.className = "label";
    label.setAttribute("role", "rowheader");
    label.textContent = String(row);
    return label;
  }

  private cell(row: number, column: number): HTMLElement {
    const cell = document.createElement("div");
    const findings = this.marks.get(row)?.get(column);
    const isAt = row === this.at.row && column === this.at.column;
    cell.setAttribute("role", "gridcell");
    cell.setAttribute("aria-colindex", String(column));
    cell.id = `cell-${this.given.sheet.number}-${row}-${column}`;
    cell.className = `cell ${worst(findings)} ${isAt ? "at" : ""}`;
    cell.dataset["column"] = String(column);
    const text = this.texts.get(row)?.get(column) ?? "";
    cell.textContent = text.length > 200 ? `${text.slice(0, 200)}…` : text;
    if (findings) {
      const { speaker } = this.given;
      const said = findings.map((finding) => `${speaker.say(finding.severity)}: ${finding.message}`);
      cell.title = said.join("\n");
      cell.setAttribute("aria-label", [text, ...said].join(". "));
    }
    this.put(cell, column);
    return cell;
  }

  private put(cell: HTMLElement, column: number): void {
    const left = this.lefts[column - 1] ?? 0;
    cell.style.left = `${HEAD + left}px`;
    cell.style.width = `${(this.lefts[column] ?? 0) - left}px`;
  }

  private fetchRows(start: number, end: number): void {
    for (let chunk = Math.floor(start / CHUNK); chunk <= Math.floor(end / CHUNK); chunk += 1) {
      if (this.asked.has(chunk)) continue;
      this.asked.add(chunk);
      const first = chunk * CHUNK;
      void this.given.rows(Math.max(1, first), first + CHUNK - 1).then(
        (cells) => {
          for (const row of range(first, first + CHUNK - 1)) this.texts.set(row, new Map());
          for (const [row, column, text] of cells) this.texts.get(row)?.set(column, text);
          this.soon();
        },
        () => this.asked.delete(chunk),
      );
    }
  }
}

function worst(findings: Finding[] | undefined): string {
  return (["error", "warning", "info"] as const).find((level) => findings?.some(({ severity }) => severity === level)) ?? "";
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
