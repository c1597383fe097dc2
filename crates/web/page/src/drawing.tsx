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
 * The drawing as a part of the page. The style in it is added to the page as a sheet of its own: the policy of the page
 * names its styles by their hashes, and lets no other stand in a document, not even in one that is only read.
 */
function drawn(svg: string): Node {
  const bare = svg.replace(/<style>([^<]*)<\/style>/, (_, style: string) => {
    sheet.replaceSync(style);
    return "";
  });
  if (!document.adoptedStyleSheets.includes(sheet)) {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  return document.importNode(new DOMParser().parseFromString(bare, "image/svg+xml").documentElement, true);
}

/** All drawings look alike. */
const sheet = new CSSStyleSheet();
