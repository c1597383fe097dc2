/** What the page and the worker that holds the engine say to one another. */

import type { Severity } from "./report";

/** What workbooks are checked against. */
export interface Setup {
  convention: { id: string } | { name: string; text: string };
  lists: { key: string; name: string; bytes: Uint8Array }[];
}

/** The day on the clock of the reader, as `2026-03-01`. */
export function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The engine as the page holds it: LZMA, in Base64. */
export interface Packed {
  packed: string;
}

/** What a worker makes of it. */
export interface Unpacked {
  module: WebAssembly.Module;
}

export interface Start {
  module: WebAssembly.Module;
  setup: Setup;
}

/** The calls that a worker answers. */
export interface Calls {
  about(language: string): string;
  check(path: string, bytes: Uint8Array, password: string | undefined, language: string): Result;
  stumbled(path: string, language: string): Result;
  json(language: string): string;
  annotated(date: string, language: string): Written;
  compared(path: string, bytes: Uint8Array, password: string | undefined, language: string): string;
  drawing(language: string): string;
  fixed(chosen: string, language: string): Written;
  template(language: string): Written;
  rows(sheet: number, first: number, last: number, language: string): string;
  examples(): string;
  mistakes(name: string, text: string): string;
  source(id: string): string;
}

export interface Result {
  json: string;
  sheets: string;
  /** The language of the workbook, if it tells one that the page speaks. */
  tongue: string | undefined;
  isProtected: boolean;
  keepsFormat: boolean;
}

export interface Written {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  remarks: string[];
  changed: number;
  leftAlone: number;
}

export interface Ask {
  number: number;
  call: keyof Calls;
  given: unknown[];
}

export type Answer =
  | { number: number; result: unknown }
  /** What the engine refuses, in words. */
  | { number: number; refused: string }
  /** The engine broke down: the instance is of no use any more. */
  | { number: number; broken: string };

/** What the convention says. */
export interface About {
  id: string;
  version: string;
  title: string;
  source: string;
  languages: string[];
  names: NameAbout[];
  codes: { key: string; codes: [string, string][] }[];
  kinds: {
    label: string;
    sheet: string;
    columns: { header: string; required: boolean; help: string; example: string }[];
  }[];
  lists: { key: string; label: string; columns: string[] }[];
  rules: Rule[];
}

export interface NameAbout {
  label: string;
  prefix: string;
  example: string;
  parts: {
    label: string;
    separator: string;
    optional: boolean;
    expected: string;
    example: string;
    codes: number | null;
  }[];
}

export interface Rule {
  code: string;
  name: string;
  severity: Severity;
  fix: "safe" | "unsafe" | null;
  message: string;
  help: string;
  why: string;
  source: string;
  wrong: string[];
  right: string[];
}

export interface Sheet {
  name: string;
  number: number;
  hidden: boolean;
  accounts: boolean;
  header_row: number | null;
  rows: number;
  columns: number;
  widths: number[];
}

/** A mistake in a convention. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  end_column: number;
  message: string;
  hint: string | null;
}
