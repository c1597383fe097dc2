/** An instance of the engine in a worker of its own. When it breaks down or takes too long, it is ended. */

import workerSource from "worker-source";
import type { Answer, Ask, Calls, Setup, Start, Unpacked } from "./protocol";

/** No workbook that can be read takes so long, in milliseconds. */
const LONGEST = 120_000;

/** The engine said no, in words for the user. */
export class Refusal extends Error {}

/** The instance is gone: the engine broke down, or took too long. */
export class Breakdown extends Error {}

let workerUrl: string | undefined;

function worker(): Worker {
  workerUrl ??= URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
  return new Worker(workerUrl);
}

/** Unpacks and compiles the engine in a worker, since it takes a moment in which the page answers nothing. */
function unpacked(): Promise<WebAssembly.Module> {
  const packed = document.getElementById("engine")?.textContent ?? "";
  const unpacking = worker();
  const done = new Promise<WebAssembly.Module>((resolve, reject) => {
    unpacking.onmessage = ({ data }: MessageEvent<Unpacked>) => resolve(data.module);
    unpacking.onerror = (event) => reject(new Breakdown(event.message));
  });
  unpacking.postMessage({ packed: packed.trim() });
  return done.finally(() => unpacking.terminate());
}

let module: Promise<WebAssembly.Module> | undefined;

/** The engine, unpacked and compiled once. */
export function compiled(): Promise<WebAssembly.Module> {
  module ??= unpacked();
  return module;
}

type Waiting = { resolve: (result: unknown) => void; reject: (error: Error) => void; timer: number };

export class Session {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private readonly started: Promise<void>;
  private next = 0;
  private gone: Error | undefined;

  constructor(setup: Setup) {
    this.worker = worker();
    this.worker.onmessage = ({ data }: MessageEvent<Answer>) => this.answered(data);
    this.worker.onerror = (event) => this.end(new Breakdown(event.message));
    this.started = compiled().then((module) => {
      this.worker.postMessage({ module, setup } satisfies Start);
    });
  }

  /** Asks the engine. */
  async ask<Name extends keyof Calls>(
    call: Name,
    ...given: Parameters<Calls[Name]>
  ): Promise<ReturnType<Calls[Name]>> {
    await this.started;
    if (this.gone) throw this.gone;
    const number = this.next++;
    const answer = new Promise<unknown>((resolve, reject) => {
      const timer = window.setTimeout(() => this.end(new Breakdown("time")), LONGEST);
      this.waiting.set(number, { resolve, reject, timer });
    });
    this.worker.postMessage({ number, call, given } satisfies Ask);
    return (await answer) as ReturnType<Calls[Name]>;
  }

  private answered(answer: Answer): void {
    const waiting = this.waiting.get(answer.number);
    this.waiting.delete(answer.number);
    if (!waiting) return;
    window.clearTimeout(waiting.timer);
    if ("result" in answer) waiting.resolve(answer.result);
    else if ("refused" in answer) waiting.reject(new Refusal(answer.refused));
    else {
      const error = new Breakdown(answer.broken);
      waiting.reject(error);
      this.end(error);
    }
  }

  /** Ends it; whoever waits for an answer gets the error. */
  end(error: Error = new Breakdown("closed")): void {
    this.gone = error;
    this.worker.terminate();
    for (const waiting of this.waiting.values()) {
      window.clearTimeout(waiting.timer);
      waiting.reject(error);
    }
    this.waiting.clear();
  }
}
