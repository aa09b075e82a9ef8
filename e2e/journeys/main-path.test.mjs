// The main job in both browsers, and with the keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { results, search, untilSync } from "../support/app.mjs";
import { appReady, hook, openPage, withBrowser } from "../support/browser.mjs";
import { Endpoint } from "../support/endpoint.mjs";
import { waitFor } from "../support/wait.mjs";

for (const browserName of ["chromium", "firefox"]) {
  test(
    `${browserName}: a resident arrives, searches, filters, opens a place and comes back`,
    withBrowser(browserName, async (browser, t) => {
      const endpoint = await Endpoint.start(t);
      const page = await openPage(browser, `${endpoint.origin}/`);
      await appReady(page);
      await untilSync(page, "fresh");
      await page.goto(`${endpoint.origin}/chercher`, { waitUntil: "domcontentloaded" });
      await appReady(page);
      const hits = await search(page, "bibliothèque");
      assert.ok(hits.some((hit) => /biblioth/i.test(hit.text)));
      await waitFor("the words in the address", () => page.url().includes("q=biblioth"));
      const [hit] = hits;
      await page.click(`${hook("result")}[data-id="${hit.id}"] a`);
      await page.waitForSelector(`${hook("detail")}[data-id="${hit.id}"]`);
      await page.goBack();
      await page.waitForSelector(hook("result"));
      assert.deepEqual(
        (await results(page)).map(({ id }) => id),
        hits.map(({ id }) => id),
        "the same hits as before",
      );
      assert.deepEqual(page.faults, []);
    }),
  );
}

/** Presses Tab until the focus is where the selector says. */
async function tabTo(page, selector, most = 60) {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => Boolean(document.activeElement?.closest(wanted)), selector)) return;
  }
  throw new Error(`${selector} is not reached with ${most} presses of Tab`);
}

test(
  "with the keyboard alone: skip link, search, result, back",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await openPage(browser, `${endpoint.origin}/`);
    await appReady(page);
    await untilSync(page, "fresh");
    await page.keyboard.press("Tab");
    const first = await page.evaluate(() => document.activeElement.getAttribute("href"));
    assert.match(first, /^#/, "the first stop skips the navigation");
    await tabTo(page, hook("search-input"));
    await page.keyboard.type("potager");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.pathname === "/chercher");
    await page.waitForSelector(hook("result"));
    await tabTo(page, hook("result"));
    const id = await page.evaluate((selector) => document.activeElement.closest(selector).dataset.id, hook("result"));
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.notEqual(outline, "none", "one sees where the focus is");
    await page.keyboard.press("Enter");
    await page.waitForSelector(`${hook("detail")}[data-id="${id}"]`);
  }),
);
