// The module comes in two parts: whatever page comes first, nothing stands still to wait for the second one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PUBLIC_PAGES, recordPages, untilUsable } from "../support/app.mjs";
import { openPage, withBrowser, workerActive } from "../support/browser.mjs";
import { Endpoint } from "../support/endpoint.mjs";

/** How the second part was fetched: none while it is not asked for, `fetch` beside everything else, `xmlhttprequest` instead. */
function waysOfTheSecondPart(page) {
  return page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter(({ name }) => new URL(name).pathname.startsWith("/assets/later-"))
      .map(({ initiatorType }) => initiatorType),
  );
}

for (const held of [false, true]) {
  test(
    `as the first page ${held ? "of a phone that holds the catalogue" : "ever"}, none stands still`,
    withBrowser("chromium", async (browser, t) => {
      const endpoint = await Endpoint.start(t);
      const paths = ["/chercher?q=velo", ...PUBLIC_PAGES, ...recordPages(await endpoint.export())];
      const stood = [];
      for (const path of paths) {
        const phone = await browser.createBrowserContext();
        let page = await openPage(phone, endpoint.origin + (held ? "/" : path));
        await untilUsable(page);
        if (held) {
          await workerActive(page);
          await page.close();
          page = await openPage(phone, endpoint.origin + path);
          await untilUsable(page);
        }
        if ((await waysOfTheSecondPart(page)).includes("xmlhttprequest")) stood.push(path);
        await phone.close();
      }
      assert.deepEqual(stood, []);
    }),
  );
}
