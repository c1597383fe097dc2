/** A drawing of what has to be made for the accounts without errors. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Book, Store } from "./store";
import { useSpeaker } from "./texts";

/** Asks for the drawing once it is opened. */
export function Drawing({ store, book }: { store: Store; book: Book }) {
  const speaker = useSpeaker();
  const [svg, setSvg] = useState<string>();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (svg && frame.current) frame.current.replaceChildren(drawn(svg));
  }, [svg]);
  const open = () => {
    if (svg !== undefined) return;
    store.drawing(book).then(setSvg, () => setSvg(""));
  };
  return (
    <details class="drawing" onToggle={({ currentTarget }) => currentTarget.open && open()}>
      <summary>{speaker.say("drawing")}</summary>
      <p>{speaker.say(svg === "" ? "drawingNone" : "drawingHint")}</p>
      <div class="wide" ref={frame} tabIndex={0} role="region" aria-label={speaker.say("drawing")} />
    </details>
  );
}

/**
 * The drawing as a part of the page. The style in it is added to the page as a sheet of its own: a policy that names
 * the styles of the page by their hashes would not let it stand there.
 */
function drawn(svg: string): Node {
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  for (const style of root.querySelectorAll("style")) {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    }
    sheet.replaceSync(style.textContent ?? "");
    style.remove();
  }
  return document.importNode(root, true);
}

/** All drawings look alike. */
let sheet: CSSStyleSheet | undefined;
