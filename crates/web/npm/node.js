// Under Node.js the engine is there at once, from the file beside this one.
import { readFileSync } from "node:fs";
import { initSync } from "./pamlint_web.js";

initSync({ module: readFileSync(new URL("./pamlint_web_bg.wasm", import.meta.url)) });

export * from "./pamlint_web.js";
export { default } from "./pamlint_web.js";
