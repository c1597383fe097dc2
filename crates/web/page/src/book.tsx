/** One workbook: its verdict, what can be downloaded, its findings and its sheets. */

import { useRef, useState } from "preact/hooks";
import { Compare } from "./compare";
import { Drawing } from "./drawing";
import { Findings } from "./findings";
import { type Goal, Grid } from "./grid";
import { type Place, fixKey } from "./report";
import { type Book, type Store, XLSX, save } from "./store";
import { useSpeaker } from "./texts";
import { verdict } from "./verdict";

interface Given {
  store: Store;
  book: Book;
  onRule: (code: string) => void;
}

export function BookView({ store, book, onRule }: Given) {
  const speaker = useSpeaker();
  const [goal, setGoal] = useState<Goal>();
  const count = useRef(0);
  const { checked, state } = book;
  const goTo = (place: Place) => {
    count.current += 1;
    setGoal({ ...place, count: count.current, from: document.activeElement as HTMLElement | null });
  };
  const tone =
    state === "waiting" || state === "checking"
      ? "busy"
      : !checked || checked.status === "failed" || checked.counts.error > 0
        ? "error"
        : checked.counts.warning + checked.counts.info > 0 || checked.accounts === 0
          ? "warning"
          : "clean";
  const certain = checked?.findings.filter(({ fix }) => fix?.applicability === "safe").length ?? 0;
  return (
    <article class="book">
      <section class={`verdict ${tone}`}>
        <p class="file">{book.name}</p>
        <h1>{verdict(book, speaker)}</h1>
        {checked?.failure && state !== "locked" && <p>{checked.failure.message}</p>}
        {state === "ready" && certain > 0 && <p>{speaker.count("certain", certain)}</p>}
        {(state === "waiting" || state === "checking") && <progress aria-label={verdict(book, speaker)} />}
        {state === "locked" && <Password store={store} book={book} />}
        {state === "stuck" && (
          <button type="button" onClick={() => store.enqueue(book)}>{speaker.say("retry")}</button>
        )}
        {state === "ready" && checked && checked.status !== "failed" && <Downloads store={store} book={book} />}
        {book.notes.map((note) => <p class="note">{note}</p>)}
        {state === "ready" && checked && checked.status !== "failed" && (
          <Compare key={`${book.id} ${store.language}`} store={store} book={book} />
        )}
      </section>
      {checked && checked.findings.length > 0 && state === "ready" && (
        <div class="both">
          <Findings
            key={store.language}
            checked={checked}
            about={store.about}
            ticks={book.ticks}
            onTick={(changes) => store.tick(book, changes)}
            onGo={goTo}
            onRule={onRule}
          />
          <Grid store={store} book={book} goal={goal} />
        </div>
      )}
      {checked && checked.status === "clean" && book.sheets.length > 0 && state === "ready" && (
        <Grid store={store} book={book} goal={goal} />
      )}
      {checked && checked.accounts > 0 && checked.status !== "failed" && state === "ready" && (
        <Drawing key={`${book.id} ${store.language}`} store={store} book={book} />
      )}
    </article>
  );
}

function Password({ store, book }: { store: Store; book: Book }) {
  const speaker = useSpeaker();
  const [typed, setTyped] = useState("");
  return (
    <div class="password">
      {book.password !== undefined && <p role="alert">{book.checked?.failure?.message}</p>}
      <label>
        {speaker.say("password")}
        <input
          type="password"
          autocomplete="off"
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          onKeyDown={({ key }) => key === "Enter" && typed && store.unlock(book, typed)}
        />
      </label>
      <button type="button" class="primary" disabled={!typed} onClick={() => store.unlock(book, typed)}>
        {speaker.say("open")}
      </button>
    </div>
  );
}

function Downloads({ store, book }: { store: Store; book: Book }) {
  const speaker = useSpeaker();
  const findings = book.checked?.findings ?? [];
  const ticked = store.ticked(book).length;
  const fixable = findings.filter(({ fix }) => fix);
  const guard = (work: () => Promise<string[]>) => {
    work().then(
      (notes) => store.note(book, book.isProtected ? [...notes, speaker.say("protected")] : notes),
      (error: unknown) => {
        const words = error instanceof Error ? error.message : "";
        store.note(book, [words || speaker.say("stuck")]);
      },
    );
  };
  const fixed = async () => {
    const { name, bytes, changed, leftAlone, remarks } = await store.fixed(book);
    save(name, bytes, XLSX);
    const left = leftAlone > 0 ? [speaker.count("leftAlone", leftAlone)] : [];
    return [speaker.count("fixedDone", changed, { name }), ...left, ...remarks];
  };
  const marked = async () => {
    const { name, bytes, remarks } = await store.annotated(book);
    save(name, bytes, XLSX);
    return [speaker.say("markedDone", { name }), ...remarks];
  };
  const tickAll = (wanted: (safe: boolean) => boolean) =>
    store.tick(
      book,
      fixable.map((finding) => [fixKey(finding), wanted(finding.fix?.applicability === "safe")] as const)
        .map(([key, ticked]): [string, boolean] => [key, ticked]),
    );
  return (
    <div class="downloads">
      {fixable.length > 0 && (
        <div class="ticks">
          <button type="button" class="primary" disabled={ticked === 0} onClick={() => guard(fixed)}>
            {speaker.say("downloadFixed")}
          </button>
          <span>{speaker.count("ticked", ticked)}:</span>
          <button type="button" class="plain" onClick={() => tickAll((safe) => safe)}>
            {speaker.say("tickCertain")}
          </button>
          <button type="button" class="plain" onClick={() => tickAll(() => true)}>
            {speaker.say("tickAll")}
          </button>
          <button type="button" class="plain" onClick={() => tickAll(() => false)}>
            {speaker.say("tickNone")}
          </button>
        </div>
      )}
      {!book.keepsFormat && findings.length > 0 && <p>{speaker.say("newFormat")}</p>}
      <div class="others">
        {findings.length > 0 && (
          <button type="button" onClick={() => guard(marked)}>{speaker.say("downloadMarked")}</button>
        )}
        <button
          type="button"
          onClick={() => save(`${book.name.replace(/\.[^.]*$/, "")}.json`, book.json, "application/json")}
        >
          {speaker.say("downloadReport")}
        </button>
        <button type="button" onClick={() => window.print()}>{speaker.say("print")}</button>
      </div>
    </div>
  );
}
