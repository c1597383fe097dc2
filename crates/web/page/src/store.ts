/** What is open: workbooks, what was found in them, and what they are checked against. */

import { type About, type Result, type Setup, type Sheet, type Written, today } from "./protocol";
import { type Checked, type Comparison, type Finding, choice, isTicked } from "./report";
import { Refusal, Session } from "./session";

/** The convention of those who load none; the build puts it in. */
declare const CONVENTION: string;

/** So many instances of the engine are kept for what is asked after a check; older ones are made again. */
const KEPT = 6;

export interface Book {
  id: number;
  name: string;
  file: Blob;
  password: string | undefined;
  state: "waiting" | "checking" | "ready" | "locked" | "stuck";
  checked: Checked | undefined;
  json: string;
  sheets: Sheet[];
  isProtected: boolean;
  keepsFormat: boolean;
  /** What somebody has ticked or unticked, by the name of the fix. */
  ticks: ReadonlyMap<string, boolean>;
  /** What is said about downloads. */
  notes: string[];
}

export class Store {
  books: Book[] = [];
  current: number | undefined;
  about: About | undefined;
  /** With what came with the page. */
  readonly own: Setup = { convention: { id: CONVENTION }, lists: [] };
  setup = this.own;
  /** What cannot be used of what was loaded. */
  complaint = "";
  /** The last thing that happened, for screen readers. */
  said = "";

  /** Whether the reader has asked for the language. */
  private isChosen = false;
  private sessions = new Map<number, Session>();
  private spare: Session | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private next = 1;

  constructor(
    public language: string,
    private readonly changed: () => void,
  ) {}

  /** Makes an instance ready before it is needed, and learns what the convention says. */
  async begin(): Promise<void> {
    this.spare = new Session(this.setup);
    this.about = JSON.parse(await this.spare.ask("about", this.language)) as About;
    this.changed();
  }

  get book(): Book | undefined {
    return this.books.find((book) => book.id === this.current) ?? this.books[0];
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      const book: Book = {
        id: this.next++,
        name: file.name,
        file,
        password: undefined,
        state: "waiting",
        checked: undefined,
        json: "",
        sheets: [],
        isProtected: false,
        keepsFormat: false,
        ticks: new Map(),
        notes: [],
      };
      this.books.push(book);
      this.current = book.id;
      this.enqueue(book);
    }
    this.changed();
  }

  show(id: number): void {
    this.current = id;
    this.changed();
  }

  remove(id: number): void {
    this.drop(id);
    this.books = this.books.filter((book) => book.id !== id);
    this.changed();
  }

  unlock(book: Book, password: string): void {
    book.password = password;
    this.enqueue(book);
  }

  /** Checks a workbook behind those that were asked for before it. */
  enqueue(book: Book): void {
    book.state = "waiting";
    this.changed();
    this.queue = this.queue.then(() => this.check(book));
  }

  private async check(book: Book): Promise<void> {
    if (!this.books.includes(book)) return;
    book.state = "checking";
    this.changed();
    try {
      const result = await this.opened(book);
      this.take(book, result);
      // The page goes on in the language of the first workbook, until its reader asks for another.
      if (result.tongue && !this.isChosen && this.books[0] === book) await this.speak(result.tongue);
    } catch (error) {
      this.drop(book.id);
      await this.broke(book, error);
    }
    this.changed();
  }

  /** A fresh instance that has checked the workbook. */
  private async opened(book: Book): Promise<Result> {
    this.drop(book.id);
    const session = this.spare ?? new Session(this.setup);
    this.spare = undefined;
    this.sessions.set(book.id, session);
    for (const id of [...this.sessions.keys()].slice(0, -KEPT)) this.drop(id);
    const bytes = new Uint8Array(await book.file.arrayBuffer());
    const result = await session.ask("check", book.name, bytes, book.password, this.language);
    this.spare ??= new Session(this.setup);
    return result;
  }

  private async broke(book: Book, error: unknown): Promise<void> {
    if (error instanceof Refusal) {
      this.complaint = error.message;
      book.state = "stuck";
      return;
    }
    const session = new Session(this.setup);
    try {
      this.take(book, await session.ask("stumbled", book.name, this.language));
    } catch {
      book.state = "stuck";
    } finally {
      session.end();
    }
  }

  private take(book: Book, result: Result): void {
    book.json = result.json;
    book.checked = (JSON.parse(result.json) as { workbooks: Checked[] }).workbooks[0];
    book.sheets = JSON.parse(result.sheets) as Sheet[];
    book.isProtected = result.isProtected;
    book.keepsFormat = result.keepsFormat;
    book.state = book.checked?.failure?.kind === "encrypted" ? "locked" : "ready";
  }

  private drop(id: number): void {
    this.sessions.get(id)?.end();
    this.sessions.delete(id);
  }

  /** The instance that holds a workbook; one that was given up is made again. */
  private async session(book: Book): Promise<Session> {
    if (!this.sessions.has(book.id)) await this.opened(book);
    return this.sessions.get(book.id) as Session;
  }

  /** Goes on in the language that the reader asks for. */
  choose(language: string): Promise<void> {
    this.isChosen = true;
    return this.speak(language);
  }

  private async speak(language: string): Promise<void> {
    if (language === this.language) return;
    this.language = language;
    this.changed();
    this.spare ??= new Session(this.setup);
    this.about = JSON.parse(await this.spare.ask("about", language)) as About;
    for (const book of this.books.filter((book) => book.state === "ready" || book.state === "locked")) {
      const checked = this.sessions.has(book.id);
      if (!checked) {
        this.enqueue(book);
        continue;
      }
      const json = await (await this.session(book)).ask("json", language);
      book.json = json;
      book.checked = (JSON.parse(json) as { workbooks: Checked[] }).workbooks[0];
    }
    this.changed();
  }

  /** Checks everything against something else, if that can be used. */
  async use(setup: Setup): Promise<boolean> {
    const session = new Session(setup);
    try {
      this.about = JSON.parse(await session.ask("about", this.language)) as About;
    } catch (error) {
      session.end();
      this.complaint = error instanceof Error ? error.message : String(error);
      this.changed();
      return false;
    }
    this.complaint = "";
    this.setup = setup;
    this.spare?.end();
    this.spare = session;
    for (const book of this.books) {
      book.ticks = new Map();
      book.notes = [];
      this.enqueue(book);
    }
    this.changed();
    return true;
  }

  tick(book: Book, changes: Iterable<[string, boolean]>): void {
    book.ticks = new Map([...book.ticks, ...changes]);
    this.changed();
  }

  ticked(book: Book): Finding[] {
    const findings = book.checked?.findings ?? [];
    return findings.filter((finding) => finding.fix && isTicked(finding, book.ticks));
  }

  note(book: Book, notes: string[]): void {
    book.notes = notes;
    this.said = notes.join(" ");
    this.changed();
  }

  async fixed(book: Book): Promise<Written> {
    const chosen = choice(book.checked?.findings ?? [], book.ticks);
    return (await this.session(book)).ask("fixed", chosen, this.language);
  }

  async annotated(book: Book): Promise<Written> {
    return (await this.session(book)).ask("annotated", today(), this.language);
  }

  /** What became of an earlier version. */
  async compared(book: Book, earlier: Book): Promise<Comparison> {
    const bytes = new Uint8Array(await earlier.file.arrayBuffer());
    const session = await this.session(book);
    const json = await session.ask("compared", earlier.name, bytes, earlier.password, this.language);
    return JSON.parse(json) as Comparison;
  }

  /** A drawing of what has to be made, as SVG; empty where that is nothing. */
  async drawing(book: Book): Promise<string> {
    return (await this.session(book)).ask("drawing", this.language);
  }

  async template(): Promise<Written> {
    this.spare ??= new Session(this.setup);
    return this.spare.ask("template", this.language);
  }

  async rows(book: Book, sheet: number, first: number, last: number): Promise<[number, number, string][]> {
    const rows = await (await this.session(book)).ask("rows", sheet, first, last, this.language);
    return JSON.parse(rows) as [number, number, string][];
  }

  /** An instance for the workbench, which is handed to nobody else. */
  fresh(setup: Setup = this.setup): Session {
    return new Session(setup);
  }
}

/** Hands a file to the user. */
export function save(name: string, bytes: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
