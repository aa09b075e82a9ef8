// Without a network: the phone was restarted, the server is gone, and everything that was read before is still there.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { recordPages, results, search, untilSync } from "../support/app.mjs";
import { appReady, hook, launch, openPage, workerActive } from "../support/browser.mjs";
import { Endpoint } from "../support/endpoint.mjs";

for (const browserName of ["chromium", "firefox"]) {
  test(`${browserName}: after a restart in flight mode, a resident searches, opens a place and reads it`, async (t) => {
    const endpoint = await Endpoint.start(t);
    const userDataDir = await mkdtemp(join(tmpdir(), "chava-profile-"));
    let running;
    t.after(async () => {
      await running?.close();
      // A browser may still be putting its profile away.
      await rm(userDataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    });

    const before = await launch(browserName, { userDataDir });
    running = before;
    const first = await openPage(before, `${endpoint.origin}/`);
    await appReady(first);
    const held = await untilSync(first, "fresh");
    await workerActive(first);
    await before.close();
    await endpoint.down();

    const after = await launch(browserName, { userDataDir });
    running = after;
    const page = await openPage(after, `${endpoint.origin}/`);
    await appReady(page);
    const now = await untilSync(page, "offline", "failed", "stale");
    assert.equal(now.digest, held.digest, "the phone still holds the same records");

    await page.goto(`${endpoint.origin}/chercher`, { waitUntil: "domcontentloaded" });
    await appReady(page);
    const hits = await search(page, "aide ordi");
    const place = hits.find((hit) => hit.kind === "place") ?? hits[0];
    await page.click(`${hook("result")}[data-id="${place.id}"] a`);
    await page.waitForSelector(`${hook("detail")}[data-id="${place.id}"]`);
    assert.ok(await page.$(hook("freshness")), "it says how sure that is");
  });
}

test("any path opens with the server gone, also one never visited", async (t) => {
  const endpoint = await Endpoint.start(t);
  const paths = recordPages(await endpoint.export());
  const browser = await launch();
  t.after(() => browser.close());
  const page = await openPage(browser, `${endpoint.origin}/`);
  await appReady(page);
  await untilSync(page, "fresh");
  await workerActive(page);
  await endpoint.down();

  for (const path of [...paths, "/agenda", "/lieux?page=2", "/reglages"]) {
    await page.goto(endpoint.origin + path, { waitUntil: "domcontentloaded" });
    await appReady(page);
    assert.ok((await page.$eval("main", (main) => main.textContent.trim().length)) > 20, `${path} says something`);
  }
  await page.goto(`${endpoint.origin}/lieux`, { waitUntil: "domcontentloaded" });
  await appReady(page);
  assert.equal((await results(page)).length, 50);
});
