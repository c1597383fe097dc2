/** Where workbooks are dropped, or chosen. */

import { useEffect, useRef, useState } from "preact/hooks";
import { type Store, XLSX, save } from "./store";
import { useSpeaker } from "./texts";

export function Drop({ store }: { store: Store }) {
  const speaker = useSpeaker();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  // The whole page takes what is dropped: a file that misses would replace the page.
  useEffect(() => {
    const hover = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget ?? setOver(false);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) store.add(event.dataTransfer.files);
    };
    window.addEventListener("dragover", hover);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", hover);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, [store]);
  const blank = async () => {
    const { name, bytes } = await store.template();
    save(name, bytes, XLSX);
  };
  const isSmall = store.books.length > 0;
  return (
    <section class={`drop ${isSmall ? "small" : ""} ${over ? "over" : ""}`}>
      {!isSmall && (
        <div class="hello">
          <h1>{speaker.say("title")}</h1>
          <p class="lead">{speaker.say("intro")}</p>
        </div>
      )}
      <div class="target">
        {!isSmall && (
          <svg viewBox="0 0 48 48" aria-hidden="true" class="sheet-icon">
            <path d="M10 4h20l8 8v32H10z" />
            <path d="M30 4v8h8M16 20h16M16 27h16M16 34h16M24 20v14" />
          </svg>
        )}
        <button type="button" class="primary" onClick={() => input.current?.click()}>
          {speaker.say(isSmall ? "chooseMore" : "choose")}
        </button>
        <p>
          {speaker.say("drop")} <small>{speaker.say("dropHint")}</small>
        </p>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={speaker.say("choose")}
          accept=".xlsx,.xlsm,.xlsb,.xls,.ods,.csv,.txt"
          onChange={({ currentTarget }) => {
            store.add([...(currentTarget.files ?? [])]);
            currentTarget.value = "";
          }}
        />
      </div>
      {!isSmall && (
        <div class="hello">
          <p class="promise">{speaker.say("private")}</p>
          <p>
            {speaker.say("noBook")}{" "}
            <button type="button" class="plain" onClick={() => void blank()}>
              {speaker.say("downloadBlank")}
            </button>
          </p>
        </div>
      )}
    </section>
  );
}
