/** What the build puts in: the glue of the engine, and the source of the worker. */
declare module "worker-source" {
  const source: string;
  export default source;
}

interface DedicatedWorkerGlobalScope {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
}
