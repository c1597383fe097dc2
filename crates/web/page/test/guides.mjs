// The pictures of the guides: node test/guides.mjs

import { join } from "node:path";
import { choose, root, samples, speak, withPage } from "./browser.mjs";

for (const [tag, locale] of [["nl", "nl-BE"], ["en", "en-GB"], ["fr", "fr-BE"]]) {
  await withPage(
    async (tab) => {
      await speak(tab, locale);
      await choose(tab, [join(samples, "messy.xlsx")]);
      await tab.locator(".cells button").first().click();
      await tab.waitForTimeout(500);
      await tab.evaluate(() => scrollTo(0, 0));
      await tab.screenshot({ path: join(root, `docs/images/page-${tag}.png`) });
    },
    { viewport: { width: 1280, height: 860 }, locale },
  );
}
