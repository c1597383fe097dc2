// Pictures of the page, to look at: node test/shots.mjs FOLDER

import { join } from "node:path";
import { choose, samples, speak, withPage } from "./browser.mjs";

const folder = process.argv[2] ?? ".";
const looks = [
  ["light", { width: 1440, height: 900 }, "light", "en-GB"],
  ["dark", { width: 1440, height: 900 }, "dark", "nl-BE"],
  ["phone", { width: 390, height: 844 }, "light", "fr-BE"],
  ["wide", { width: 2200, height: 1200 }, "light", "nl-BE"],
];
for (const [name, viewport, colorScheme, locale] of looks) {
  await withPage(async (tab) => {
    await tab.screenshot({ path: join(folder, `${name}-start.png`) });
    await speak(tab, locale);
    await choose(tab, [join(samples, "messy.xlsx")]);
    await tab.locator(".cells button").first().click();
    await tab.waitForTimeout(300);
    await tab.evaluate(() => scrollTo(0, 0));
    await tab.screenshot({ path: join(folder, `${name}.png`) });
    await tab.locator(".top nav button").first().click();
    await tab.screenshot({ path: join(folder, `${name}-help.png`) });
  }, { viewport, colorScheme, locale });
}
