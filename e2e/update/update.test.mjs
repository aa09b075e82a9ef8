// The real site gets a new version while people use it.

import assert from "node:assert/strict";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { untilSync } from "../support/app.mjs";
import { appReady, hook, openPage, withBrowser, workerActive } from "../support/browser.mjs";
import { DIST, Endpoint } from "../support/endpoint.mjs";
import { MARK, variantOf } from "../support/variant.mjs";
import { waitFor } from "../support/wait.mjs";

const mark = (page) => page.$eval(MARK, (element) => element.content).catch(() => "none");

/** Deploys another site on the same address. */
async function deploy(endpoint, dist) {
  await endpoint.down();
  endpoint.dist = dist;
  await endpoint.up();
}

const lookForUpdate = (page) =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update().then(() => true));

for (const browserName of ["chromium", "firefox"]) {
  test(
    `${browserName}: the prompt appears, its button brings the new version here, other windows go on with theirs`,
    withBrowser(browserName, async (browser, t) => {
      const endpoint = await Endpoint.start(t, { dist: await variantOf(t, DIST, "first") });
      const here = await openPage(browser, `${endpoint.origin}/`);
      await appReady(here);
      await untilSync(here, "fresh");
      await workerActive(here);
      await here.reload({ waitUntil: "domcontentloaded" });
      await appReady(here);
      const there = await openPage(browser, `${endpoint.origin}/lieux`);
      await appReady(there);
      assert.deepEqual([await mark(here), await mark(there)], ["first", "first"]);
      await there.evaluate(() => {
        window.sameWindow = true;
      });

      await deploy(endpoint, await variantOf(t, DIST, "second"));
      await lookForUpdate(here);
      await here.bringToFront();
      await here.waitForSelector(`${hook("update-prompt")} button`, { timeout: 30_000 });
      assert.equal(await mark(here), "first", "nothing happens before the button");
      await here.click(`${hook("update-prompt")} button`);
      await waitFor("the new version here", async () => (await mark(here)) === "second");
      await appReady(here);

      assert.equal(await there.evaluate(() => window.sameWindow), true, "the other window was not reloaded");
      assert.equal(await mark(there), "first");
      await there.reload({ waitUntil: "domcontentloaded" });
      await appReady(there);
      assert.equal(await mark(there), "second");
    }),
  );
}

test(
  "the kill switch withdraws the real worker, and the app goes on from the network with all it holds",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await openPage(browser, `${endpoint.origin}/`);
    await appReady(page);
    const held = await untilSync(page, "fresh");
    await workerActive(page);

    const killed = await mkdtemp(join(tmpdir(), "chava-dist-"));
    t.after(() => rm(killed, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
    await cp(DIST, killed, { recursive: true });
    await writeFile(join(killed, "kill-switch"), "");
    await deploy(endpoint, killed);

    await lookForUpdate(page);
    await waitFor("nothing kept any more", () => page.evaluate(async () => (await caches.keys()).length === 0));
    await page.goto(`${endpoint.origin}/agenda`, { waitUntil: "domcontentloaded" });
    await appReady(page);
    assert.equal((await untilSync(page, "fresh")).digest, held.digest);
  }),
);
