// A browser for the tests: Chromium, which knows nothing of earlier tests and asks nobody for anything.

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const root = resolve(import.meta.dirname, "../../../..");
export const page = process.env.PAMLINT_PAGE ?? join(root, "target/page/pamlint.html");
export const samples = join(root, "samples/pamaas");
export const pamlint = process.env.PAMLINT ?? join(root, "target/debug/pamlint");

const browser = [process.env.PAMLINT_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path && existsSync(path),
);

/** Opens the page, hands it to `work`, and closes everything again. */
export async function withPage(work, options = {}) {
  const profile = mkdtempSync(join(tmpdir(), "pamlint-page-"));
  const { file = page, ...more } = options;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser,
    headless: true,
    acceptDownloads: true,
    locale: "en-GB",
    viewport: { width: 1280, height: 900 },
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
      // The browser asks for its own updates, whatever page is open.
      "--host-resolver-rules=MAP update.googleapis.com ~NOTFOUND",
    ],
    ...more,
  });
  try {
    const tab = context.pages()[0] ?? (await context.newPage());
    const problems = [];
    tab.on("pageerror", (error) => problems.push(String(error)));
    tab.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    await tab.goto(pathToFileURL(file).href);
    await tab.waitForSelector(".drop");
    const result = await work(tab, context);
    if (problems.length > 0 && !options.mayComplain) throw new Error(problems.join("\n"));
    return result;
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Asks for a language, in which the page then stays, whatever language the workbooks are in. */
export async function speak(tab, locale) {
  await tab.getByRole("button", { name: new RegExp(`^${locale.slice(0, 2)} `, "i") }).click();
}

/** Hands files to the page, as if they were chosen, and waits for the verdict on the last of them. */
export async function choose(tab, files) {
  await tab.setInputFiles("input[type=file]", files);
  await tab.waitForSelector(".verdict:not(.busy)", { timeout: 60_000 });
  await tab.waitForFunction(() => !document.querySelector(".books progress, .verdict progress"));
}

/** What the browser saves when a button is pressed: its name and bytes. */
export async function saved(tab, button) {
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.getByRole("button", { name: button }).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
