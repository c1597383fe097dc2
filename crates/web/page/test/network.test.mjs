// Nothing leaves the page: a browser that could reach listeners on every way out reaches none of them. A build that
// leaks on purpose is caught by the same listeners, so that they are known to hear.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { choose, page, root, samples, speak, withPage } from "./browser.mjs";

const ip = (...call) => spawnSync("ip", call, { stdio: "ignore" }).status === 0;
const inside = process.env.PAMLINT_INSIDE === "1";
const canDivide = spawnSync("unshare", ["-rn", "true"]).status === 0 && spawnSync("ip", ["-V"]).status === 0;

/** The address that stands for everywhere else: it leads back here. */
const ELSEWHERE = "203.0.113.9";
const TCP = [80, 443, 3478, 8080];
const UDP = [53, 443, 3478, 5353];

/** What arrives at the listeners while `work` goes on. */
async function heard(work) {
  const arrived = [];
  const servers = TCP.map((port) =>
    createServer((socket) => {
      arrived.push(`tcp ${port}`);
      socket.destroy();
    }).listen(port, "0.0.0.0"),
  );
  const sockets = UDP.map((port) => {
    const socket = createSocket("udp4");
    socket.on("message", (message) => {
      // The name that is asked for, in a question to a name server.
      const name = port === 53 ? message.subarray(13, -5).toString("latin1").replace(/[^\w-]/g, ".") : "";
      arrived.push(`udp ${port} ${name}`.trim());
    });
    socket.bind(port);
    return socket;
  });
  try {
    await work();
    await new Promise((resolve) => setTimeout(resolve, 1500));
  } finally {
    servers.forEach((server) => server.close());
    sockets.forEach((socket) => socket.close());
  }
  return arrived;
}

/** Everything a customer does. */
async function use(tab) {
  await speak(tab, "en-GB");
  await choose(tab, [join(samples, "messy.xlsx")]);
  for (const button of ["Download corrected workbook", "Download marked workbook", "Report for programs (JSON)"]) {
    await Promise.all([tab.waitForEvent("download"), tab.getByRole("button", { name: button }).click()]);
  }
  await tab.locator(".drawing > summary").click();
  await tab.waitForSelector(".drawing svg");
  await tab.locator(".top nav button").first().click();
  await tab.keyboard.press("Escape");
}

/** Lets something fall on the page. */
async function fall(tab) {
  await tab.evaluate(() => {
    const files = new DataTransfer();
    files.items.add(new File(["a"], "secret.xlsx"));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: files, cancelable: true, bubbles: true }));
  });
  await tab.waitForTimeout(500);
}

if (!inside) {
  test("in a network of its own the page reaches nobody", { skip: canDivide ? false : "unshare and ip are needed" }, () => {
    const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
    const run = spawnSync(
      "unshare",
      ["-rn", process.execPath, "--test", "--test-reporter=spec", import.meta.filename],
      { env: { ...environment, PAMLINT_INSIDE: "1" }, encoding: "utf8", timeout: 300_000 },
    );
    assert.equal(run.status, 0, run.stdout + run.stderr);
    assert.match(run.stdout, /pass 2/);
  });
} else {
  assert.ok(ip("link", "set", "lo", "up"));
  assert.ok(ip("addr", "add", `${ELSEWHERE}/32`, "dev", "lo"));
  assert.ok(ip("route", "add", "default", "dev", "lo") || ip("route", "add", "local", "0.0.0.0/0", "dev", "lo"));

  test("the page is silent", async () => {
    const arrived = await heard(() =>
      withPage(async (tab) => {
        await use(tab);
        await fall(tab);
      }),
    );
    assert.deepEqual(arrived, []);
  });

  test("a page that leaks is heard", async () => {
    const leaking = join(root, "target/page/leaking.html");
    const made = spawnSync(process.execPath, [join(root, "crates/web/page/build.mjs"), join(root, "target/page/engine"), leaking], {
      env: { ...process.env, PAMLINT_PAGE_LEAKS: "1" },
    });
    assert.equal(made.status, 0, String(made.stderr));
    try {
      const arrived = await heard(() => withPage(fall, { file: leaking, mayComplain: true }).catch(() => undefined));
      assert.ok(arrived.includes("tcp 80"), "the listeners heard nothing");
    } finally {
      rmSync(leaking, { force: true });
      rmSync(`${leaking}.sha256`, { force: true });
    }
    assert.notEqual(leaking, page);
  });
}
