// A slow phone drew an older search into the box while the next letter was already there: the letter was gone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { untilSync } from "../support/app.mjs";
import { appReady, hook, launch, openPage } from "../support/browser.mjs";
import { Endpoint } from "../support/endpoint.mjs";

const WORDS = "potager et jardin partage";

test("a slow phone keeps every letter that is typed quickly", async (t) => {
  const endpoint = await Endpoint.start(t);
  const browser = await launch();
  t.after(() => browser.close());
  const page = await openPage(browser, `${endpoint.origin}/chercher`);
  await appReady(page);
  await untilSync(page, "fresh");
  await page.emulateCPUThrottling(20);
  for (let round = 0; round < 3; round += 1) {
    await page.$eval(hook("search-input"), (box) => {
      box.value = "";
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.focus();
    });
    await page.keyboard.type(WORDS, { delay: 25 });
    assert.equal(await page.$eval(hook("search-input"), (box) => box.value), WORDS);
  }
  await page.emulateCPUThrottling(null);
  await page.waitForFunction((q) => new URLSearchParams(location.search).get("q") === q, {}, WORDS);
  assert.equal(await page.$eval(hook("search-input"), (box) => box.value), WORDS);
});
