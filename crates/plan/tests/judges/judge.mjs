// Asks outside tools about the files of a plan: `judge.mjs hcl|dot FILE`, with NODE_MODULES naming where they are.
// Prints JSON of what they found.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [what, file] = process.argv.slice(2);
const from = createRequire(`${process.env.NODE_MODULES}/`);
const text = readFileSync(file, "utf8");
if (what === "hcl") {
  const { parse } = from("@cdktf/hcl2json");
  console.log(JSON.stringify(await parse("main.tf", text)));
} else {
  const { instance } = await import(from.resolve("@viz-js/viz"));
  const { status, errors, output } = (await instance()).render(text, { format: "json" });
  if (status !== "success" || errors.some(({ level }) => level === "error")) throw new Error(JSON.stringify(errors));
  const graph = JSON.parse(output);
  console.log(JSON.stringify({ nodes: graph.objects?.length ?? 0, edges: graph.edges?.length ?? 0 }));
}
