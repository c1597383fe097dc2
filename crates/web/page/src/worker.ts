/** The worker: one instance of the engine, for one workbook. */

import { Checker, type File, initSync, mistakes, source } from "engine";
import { decompress } from "lzma1";
import { today } from "./protocol";
import type { Answer, Ask, Calls, Packed, Result, Start, Unpacked, Written } from "./protocol";

const scope = self as unknown as DedicatedWorkerGlobalScope;

/** What the engine refuses is a text; everything else that is thrown is a breakdown. */
class Refused extends Error {}

function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (typeof thrown === "string") throw new Refused(thrown);
    throw thrown;
  }
}

let checker: Checker | undefined;

function engine({ setup }: Start): Checker {
  return refusing(() => {
    const { convention } = setup;
    const made =
      "id" in convention ? new Checker(convention.id) : Checker.load(convention.name, convention.text);
    for (const { key, name, bytes } of setup.lists) {
      try {
        made.list(key, bytes);
      } catch (thrown) {
        throw typeof thrown === "string" ? `${name}: ${thrown}` : thrown;
      }
    }
    return made;
  });
}

function written(file: File): Written {
  const made = {
    name: file.name(),
    bytes: file.bytes() as Uint8Array<ArrayBuffer>,
    remarks: file.remarks(),
    changed: file.changed(),
    leftAlone: file.left_alone(),
  };
  file.free();
  return made;
}

function result(engine: Checker, language: string): Result {
  return {
    json: engine.json(language),
    sheets: engine.sheets(),
    tongue: engine.tongue(),
    isProtected: engine.was_protected(),
    keepsFormat: engine.keeps_format(),
  };
}

function calls(engine: Checker): Calls {
  return {
    about: (language) => engine.about(language),
    check(path, bytes, password, language) {
      engine.on(today());
      engine.check(path, bytes, password);
      return result(engine, language);
    },
    stumbled(path, language) {
      engine.stumbled(path);
      return result(engine, language);
    },
    json: (language) => engine.json(language),
    annotated: (date, language) => refusing(() => written(engine.annotated(date, language))),
    compared: (path, bytes, password, language) =>
      refusing(() => engine.compared(path, bytes, password, language)),
    drawing: (language) => engine.drawing(language),
    fixed: (chosen, language) => refusing(() => written(engine.fixed(chosen, language))),
    template: (language) => refusing(() => written(engine.template(language))),
    rows: (sheet, first, last, language) => engine.rows(sheet, first, last, language),
    examples: () => engine.examples(),
    mistakes: (name, text) => mistakes(name, text),
    source: (id) => source(id),
  };
}

/** Unpacks the engine. */
async function unpack({ packed }: Packed): Promise<void> {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const module = await WebAssembly.compile(new Uint8Array(decompress(bytes)));
  scope.postMessage({ module } satisfies Unpacked);
}

let start: Start | undefined;

scope.onmessage = ({ data }: MessageEvent<Packed | Start | Ask>) => {
  if ("packed" in data) {
    // An error of it has to reach the page.
    unpack(data).catch((error) =>
      setTimeout(() => {
        throw error;
      }),
    );
    return;
  }
  if (!("number" in data)) {
    start = data;
    return;
  }
  const { number, call, given } = data;
  let answer: Answer;
  try {
    if (!start) throw new Error("not started");
    if (!checker) {
      initSync({ module: start.module });
      checker = engine(start);
    }
    const known = calls(checker) as unknown as Record<string, (...given: unknown[]) => unknown>;
    answer = { number, result: known[call]?.(...given) };
  } catch (thrown) {
    const words = thrown instanceof Error ? thrown.message : String(thrown);
    answer = thrown instanceof Refused ? { number, refused: words } : { number, broken: words };
  }
  scope.postMessage(answer);
};
