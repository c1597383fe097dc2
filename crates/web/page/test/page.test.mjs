// The page in a browser, from its file: it says what the command line says, and can be used by everybody.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { choose, pamlint, samples, saved, speak, withPage } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

/** What the command line says and writes of a workbook. */
function ask(command, file, ...more) {
  const asked = spawnSync(pamlint, [command, basename(file), "--format", "json", "--lang", "en", ...more], {
    cwd: dirname(file),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 1 << 30,
  });
  return asked.stdout;
}

function scratch(work) {
  const folder = mkdtempSync(join(tmpdir(), "pamlint-page-test-"));
  return Promise.resolve(work(folder)).finally(() => rmSync(folder, { recursive: true, force: true }));
}

async function report(tab, file) {
  await speak(tab, "en");
  await choose(tab, [file]);
  return (await saved(tab, "Report for programs (JSON)")).bytes.toString();
}

test("every sample gives the report of the command line, byte for byte", async () => {
  const files = readdirSync(samples).filter((name) => name.endsWith(".xlsx"));
  assert.ok(files.length >= 4);
  for (const name of files) {
    const file = join(samples, name);
    const page = await withPage((tab) => report(tab, file));
    assert.equal(page, ask("check", file, "--no-annotate"), name);
  }
});

test("other workbooks give the findings of the command line", { skip: !process.env.PAMLINT_CORPUS }, async () => {
  const all = readdirSync(process.env.PAMLINT_CORPUS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(xlsx|xlsm|xls|xlsb|ods|csv)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  await withPage(async (tab) => {
    const differing = [];
    for (const file of all.slice(0, 200)) {
      const given = { name: basename(file), mimeType: "", buffer: readFileSync(file) };
      await tab.setInputFiles("input[type=file]", given);
      await tab.waitForFunction(
        (name) => document.querySelector(".verdict:not(.busy) .file")?.textContent === name,
        given.name,
      );
      const isTold = await tab.getByRole("button", { name: "Report for programs (JSON)" }).isVisible();
      const asked = ask("check", file, "--no-annotate");
      const failure = JSON.parse(asked).workbooks[0].failure?.message;
      const isSame = isTold
        ? (await saved(tab, "Report for programs (JSON)")).bytes.toString() === asked
        : (await tab.locator(".verdict").innerText()).includes(failure ?? "\0");
      if (!isSame) differing.push(file);
      await tab.reload();
    }
    assert.deepEqual(differing, []);
  });
});

test("what is downloaded is what the command line writes", () =>
  scratch(async (folder) => {
    const file = join(folder, "messy.xlsx");
    writeFileSync(file, readFileSync(join(samples, "messy.xlsx")));
    ask("check", file, "--today", today());
    ask("fix", file);
    const blank = join(folder, "blank.xlsx");
    spawnSync(pamlint, ["template", "-o", blank, "--lang", "en"]);
    await withPage(async (tab) => {
      await speak(tab, "en");
      const own = await saved(tab, "Blank workbook");
      assert.ok(own.bytes.equals(readFileSync(blank)), "the blank workbook");
      await choose(tab, [file]);
      const marked = await saved(tab, "Download marked workbook");
      assert.equal(marked.name, "messy.checked.xlsx");
      assert.ok(marked.bytes.equals(readFileSync(join(folder, marked.name))), "the marked copy");
      const fixed = await saved(tab, "Download corrected workbook");
      assert.equal(fixed.name, "messy.fixed.xlsx");
      // The command line seals its copy in the comment of the zip, whose length the last two bytes tell.
      const length = fixed.bytes.length - 2;
      const written = readFileSync(join(folder, fixed.name));
      assert.ok(fixed.bytes.subarray(0, length).equals(written.subarray(0, length)), "the corrected copy");
    });
  }));

test("with the keyboard alone a workbook is corrected", () =>
  scratch((folder) =>
    withPage(async (tab) => {
      /** Tabs on until the focus is on something with that text. */
      const tabTo = async (wanted) => {
        for (let step = 0; step < 400; step += 1) {
          await tab.keyboard.press("Tab");
          const text = await tab.evaluate(() => {
            const { activeElement: at } = document;
            // Before anything has the focus the body has it, in which every text stands.
            if (at === document.body) return "";
            return `${at?.textContent} ${at?.getAttribute("aria-label") ?? ""} ${at?.id ?? ""}`;
          });
          if (wanted.test(text)) return;
        }
        assert.fail(`the keyboard does not reach ${wanted}`);
      };
      await speak(tab, "en-GB");
      // Asked for early: the browser needs a moment before it hands its chooser over.
      const chooser = tab.waitForEvent("filechooser");
      await tabTo(/Choose workbooks/);
      await tab.keyboard.press("Enter");
      await (await chooser).setFiles(join(samples, "messy.xlsx"));
      await tab.waitForSelector(".verdict.error");
      await tabTo(/All proposals/);
      await tab.keyboard.press("Enter");
      await tabTo(/Go to/);
      await tab.keyboard.press("Enter");
      await tab.waitForFunction(() => document.activeElement?.getAttribute("role") === "grid");
      await tab.keyboard.press("ArrowDown");
      await tab.keyboard.press("Escape");
      await tab.waitForFunction(() => document.activeElement?.getAttribute("aria-label")?.startsWith("Go to"));
      await tab.evaluate(() => document.querySelector("a.brand").focus());
      await tabTo(/Download corrected workbook/);
      const [download] = await Promise.all([tab.waitForEvent("download"), tab.keyboard.press("Enter")]);
      const corrected = join(folder, "corrected.xlsx");
      await download.saveAs(corrected);
      const errors = (json) => JSON.parse(json).summary.counts.error;
      const before = errors(ask("check", join(samples, "messy.xlsx"), "--no-annotate"));
      const after = errors(ask("check", corrected, "--no-annotate"));
      assert.ok(after < before, `${after} errors are left of ${before}`);
    }),
  ));

for (const [locale, colorScheme] of [["nl-BE", "light"], ["en-GB", "dark"], ["fr-BE", "light"], ["fr-BE", "dark"]]) {
  for (const width of [360, 900, 1600]) {
    test(`nothing hinders anybody: ${locale}, ${colorScheme}, ${width} wide`, () =>
      withPage(
        async (tab) => {
          const look = async (what) => {
            await tab.evaluate(axe);
            const found = await tab.evaluate(() =>
              axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
            );
            const said = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3).join(" ")}`);
            assert.deepEqual(said, [], what);
            const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            assert.ok(wide <= 0, `${what} is ${wide} pixels too wide`);
          };
          await look("the start");
          await speak(tab, locale);
          await choose(tab, [join(samples, "messy.xlsx")]);
          await look("findings");
          await tab.locator(".drawing > summary").click();
          await tab.waitForSelector(".drawing svg");
          await look("the drawing");
          await tab.locator(".top nav button").first().click();
          await tab.locator("dialog details").first().locator("summary").click();
          await look("help");
          await tab.keyboard.press("Escape");
          await tab.locator(".top nav button").nth(1).click();
          await look("settings");
        },
        { locale, colorScheme, viewport: { width, height: 900 }, bypassCSP: true, reducedMotion: "reduce" },
      ));
  }
}

test("what is no workbook is one clear sentence, and the page goes on", () =>
  scratch((folder) =>
    withPage(async (tab) => {
      const wrong = {
        "empty.xlsx": Buffer.alloc(0),
        "picture.xlsx": Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
        "half.xlsx": readFileSync(join(samples, "messy.xlsx")).subarray(0, 9000),
        "zeros.xls": Buffer.alloc(100_000),
        "old.xls": Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(4096, 0xff)]),
      };
      for (const [name, bytes] of Object.entries(wrong)) {
        const file = join(folder, name);
        writeFileSync(file, bytes);
        await choose(tab, [file]);
        const failure = JSON.parse(ask("check", file, "--no-annotate")).workbooks[0].failure;
        assert.ok(await tab.getByText(failure.message, { exact: true }).isVisible(), `${name}: ${failure.message}`);
      }
      await choose(tab, [join(samples, "clean.xlsx")]);
      assert.match(await tab.locator(".verdict h1").innerText(), /No errors/);
    }),
  ));

test("the language, the filter, the rules and the tabs do what they say", () =>
  withPage(async (tab) => {
    await speak(tab, "en-GB");
    await choose(tab, [join(samples, "messy.xlsx"), join(samples, "clean.xlsx")]);
    await tab.locator(".books button", { hasText: "messy.xlsx" }).click();
    const groups = await tab.locator(".group").count();
    await tab.getByLabel("Severity").selectOption("warning");
    assert.ok((await tab.locator(".group").count()) < groups);
    await tab.getByRole("button", { name: /^About / }).first().click();
    assert.ok(await tab.locator("dialog details[open]").isVisible());
    await tab.keyboard.press("Escape");
    await tab.getByRole("button", { name: "Nederlands" }).click();
    await tab.getByText(/te verbeteren in/).first().waitFor();
    assert.equal(await tab.getAttribute("html", "lang"), "nl");
  }));

test("the page goes on in the language of the first workbook, unless another is asked for", () =>
  scratch(async (folder) => {
    const blank = (tag) => {
      const file = join(folder, `${tag}.xlsx`);
      spawnSync(pamlint, ["template", "-o", file, "--lang", tag]);
      return file;
    };
    const [dutch, french] = [blank("nl"), blank("fr")];
    const said = (tab) => tab.getAttribute("html", "lang");
    await withPage(async (tab) => {
      assert.equal(await said(tab), "en");
      await choose(tab, [dutch]);
      await tab.waitForSelector("html[lang=nl]");
      await choose(tab, [french]);
      assert.equal(await said(tab), "nl");
    });
    await withPage(async (tab) => {
      await speak(tab, "en");
      await choose(tab, [dutch]);
      assert.equal(await said(tab), "en");
    });
  }));

test("an earlier version is compared with the one on the screen", () =>
  withPage(async (tab) => {
    await speak(tab, "en");
    await choose(tab, [join(samples, "messy.xlsx"), join(samples, "clean.xlsx")]);
    await tab.waitForSelector(".verdict.clean");
    await tab.getByRole("button", { name: "Compare" }).click();
    const said = await tab.waitForSelector(".compare .outcome");
    const command = JSON.parse(ask("compare", join(samples, "messy.xlsx"), join(samples, "clean.xlsx")));
    assert.ok(command.findings.solved.length > 3);
    const text = await said.textContent();
    assert.match(text, new RegExp(`^Since messy\\.xlsx: ${command.findings.solved.length} findings solved`));
    assert.equal(await tab.locator(".compare details").count(), 1 + [
      command.accounts.added, command.accounts.gone, command.accounts.changed,
    ].filter((list) => list.length > 0).length);
  }));

test("what has to be made is drawn when somebody asks for it", () =>
  withPage(async (tab) => {
    await choose(tab, [join(samples, "clean.xlsx")]);
    await tab.getByText("What has to be made in the vault").click();
    const drawing = await tab.waitForSelector(".drawing svg.plan");
    assert.match(await drawing.textContent(), /Safes/);
    const [fill, boxes] = await drawing.evaluate((svg) => {
      const boxes = svg.querySelectorAll("rect.create");
      return [getComputedStyle(boxes[0]).fill, boxes.length];
    });
    // The style of the drawing holds, whatever the policy of the page says of styles.
    assert.notEqual(fill, "rgb(0, 0, 0)");
    assert.ok(boxes > 3);
  }));

test("the workbench shows a mistake at its line, and what a change does", () =>
  withPage(async (tab) => {
    await speak(tab, "en");
    await choose(tab, [join(samples, "messy.xlsx")]);
    await tab.getByRole("link", { name: "Convention workbench" }).click();
    await tab.getByText("No mistakes.").waitFor();
    const box = tab.locator("textarea");
    const text = await box.inputValue();
    // Typing so much would take the test minutes.
    const write = (written) =>
      box.evaluate((area, written) => {
        area.value = written;
        area.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }, written);
    await write(`${text}\nnot toml`);
    await tab.getByText(`Line ${text.split("\n").length + 1}, column`).waitFor();
    await write(text.replace(/severity = "warning"/, 'severity = "error"'));
    await tab.getByText("No mistakes.").waitFor();
    await tab.getByRole("button", { name: "Run the examples" }).click();
    await tab.getByText("Every example comes out as it should.").waitFor({ timeout: 60_000 });
    await tab.getByRole("button", { name: "Check with this convention" }).click();
    await tab.locator(".verdict.error").waitFor();
  }));

test("a large workbook scrolls without a hitch", { skip: !existsSync(process.env.PAMLINT_LARGE ?? "") }, () =>
  withPage(async (tab) => {
    await choose(tab, [process.env.PAMLINT_LARGE]);
    const slowest = await tab.evaluate(async () => {
      const view = document.querySelector(".view");
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      let worst = 0;
      const watch = new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (worst = Math.max(worst, duration))));
      watch.observe({ type: "longtask" });
      for (let step = 0; step < 150; step += 1) {
        view.scrollTop += view.scrollHeight / 150;
        await frame();
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      return worst;
    });
    assert.ok(slowest <= 50, `a frame took ${slowest} ms`);
  }));
