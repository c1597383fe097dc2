/** What the page says, in its languages: a file each in `texts/`, and their types make sure that none lacks a text. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import en from "../texts/en.json";
import fr from "../texts/fr.json";
import nl from "../texts/nl.json";

export type Texts = typeof en;

const ALL: Record<string, Texts> = { nl, en, fr };

export const LANGUAGES: [tag: string, name: string][] = Object.entries(ALL).map(([tag, texts]) => [
  tag,
  texts.language,
]);

/** The first of these that the page speaks. */
export function spoken(wanted: readonly string[]): string {
  const tags = wanted.map((tag) => tag.toLowerCase().split("-")[0] ?? "");
  return tags.find((tag) => tag in ALL) ?? "en";
}

type Plain = { [Key in keyof Texts]: Texts[Key] extends string ? Key : never }[keyof Texts];
type Counted = Exclude<{ [Key in keyof Texts]: Texts[Key] extends string ? never : Key }[keyof Texts], "steps">;

/** A speaker of one language. */
export class Speaker {
  readonly texts: Texts;

  constructor(readonly tag: string) {
    this.texts = ALL[tag] ?? en;
  }

  /** A text with its placeholders filled. */
  say(key: Plain, fills: Record<string, string | number> = {}): string {
    return filled(this.texts[key], fills);
  }

  /** A number with its noun: French counts nought as one. */
  count(key: Counted, n: number, fills: Record<string, string | number> = {}): string {
    const one = n === 1 || (n === 0 && this.tag === "fr");
    const text = this.texts[key][one ? 0 : 1] ?? "";
    return filled(text, { n: n.toLocaleString(this.tag), ...fills });
  }
}

function filled(text: string, fills: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(fills[name] ?? whole));
}

export const Speaking = createContext(new Speaker("en"));

export function useSpeaker(): Speaker {
  return useContext(Speaking);
}
