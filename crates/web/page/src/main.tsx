/** The page: what stands where. */

import { render } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { BookView } from "./book";
import { Drop } from "./drop";
import { HelpDialog, SettingsDialog } from "./dialogs";
import { verdict } from "./verdict";
import { Store } from "./store";
import { LANGUAGES, Speaker, Speaking, spoken } from "./texts";
import { Workbench } from "./workbench";

type Open = "help" | "settings" | undefined;

function App() {
  const [, redraw] = useState(0);
  const store = useMemo(
    () => new Store(spoken(navigator.languages), () => redraw((count) => count + 1)),
    [],
  );
  const [open, setOpen] = useState<Open>();
  const [rule, setRule] = useState<string>();
  const [place, setPlace] = useState(document.location.hash);
  const speaker = useMemo(() => new Speaker(store.language), [store.language]);
  useEffect(() => {
    void store.begin();
    const moved = () => setPlace(document.location.hash);
    window.addEventListener("hashchange", moved);
    return () => window.removeEventListener("hashchange", moved);
  }, [store]);
  useEffect(() => {
    document.documentElement.lang = store.language;
    document.title = speaker.say("title");
  }, [speaker]);
  const { about, book } = store;
  const help = (code?: string) => {
    setRule(code);
    setOpen("help");
  };
  const isWorkbench = place === "#workbench";
  return (
    <Speaking.Provider value={speaker}>
      <header class="top">
        <a class="brand" href="#">pamlint</a>
        <nav>
          <button type="button" class="plain" onClick={() => help()}>{speaker.say("help")}</button>
          <button type="button" class="plain" onClick={() => setOpen("settings")}>
            {speaker.say("settings")}
          </button>
          <span class="languages">
            {LANGUAGES.map(([tag, name]) => (
              <button
                type="button"
                class="plain"
                lang={tag}
                aria-label={`${tag.toUpperCase()} ${name}`}
                aria-pressed={tag === store.language}
                onClick={() => void store.choose(tag)}
              >
                {tag.toUpperCase()}
              </button>
            ))}
          </span>
        </nav>
      </header>
      <main>
        {isWorkbench ? (
          <Workbench store={store} />
        ) : (
          <>
            <Drop store={store} />
            {store.complaint && <p class="complaint" role="alert">{store.complaint}</p>}
            {store.books.length > 1 && <Tabs store={store} />}
            {book && <BookView key={book.id} store={store} book={book} onRule={help} />}
          </>
        )}
      </main>
      <footer>
        {book && <p>{speaker.say("private")}</p>}
        <p>
          {about && speaker.say("theme", { title: about.title, version: about.version })}
          {" · "}
          <a href={isWorkbench ? "#" : "#workbench"}>
            {isWorkbench ? speaker.say("title") : speaker.say("workbench")}
          </a>
        </p>
      </footer>
      <Announcer store={store} speaker={speaker} />
      {open === "help" && about && <HelpDialog about={about} rule={rule} onClose={() => setOpen(undefined)} />}
      {open === "settings" && <SettingsDialog store={store} onClose={() => setOpen(undefined)} />}
    </Speaking.Provider>
  );
}

/** The open workbooks, when there are several. */
function Tabs({ store }: { store: Store }) {
  const speaker = useMemo(() => new Speaker(store.language), [store.language]);
  return (
    <ul class="books">
      {store.books.map((book) => (
        <li key={book.id} class={book.id === store.book?.id ? "current" : ""}>
          <button
            type="button"
            aria-current={book.id === store.book?.id}
            onClick={() => store.show(book.id)}
          >
            <strong>{book.name}</strong>
            <span>{verdict(book, speaker)}</span>
          </button>
          <button
            type="button"
            class="remove"
            aria-label={speaker.say("remove", { name: book.name })}
            onClick={() => store.remove(book.id)}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Says aloud what has become of the workbooks. */
function Announcer({ store, speaker }: { store: Store; speaker: Speaker }) {
  const last = useRef("");
  const { book } = store;
  const now = book ? speaker.say("done", { name: book.name, verdict: verdict(book, speaker) }) : "";
  last.current = now;
  return (
    <p class="unseen" role="status">
      {now} {store.said}
    </p>
  );
}

const root = document.getElementById("page");
if (root) {
  if (typeof DecompressionStream === "undefined" || typeof WebAssembly === "undefined") {
    root.textContent = new Speaker(spoken(navigator.languages)).say("tooOld");
  } else {
    root.textContent = "";
    render(<App />, root);
  }
}
