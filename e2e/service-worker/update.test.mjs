// A new build: it waits until it is complete and asked for, windows never get a mix, and it can be taken back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, withBrowser, workerActive } from "../support/browser.mjs";
import { FakeSite, makeBuild, TEXTS } from "../support/fake-site.mjs";
import { waitFor } from "../support/wait.mjs";

const build = (page) => page.evaluate(() => document.body.dataset.build);

const texts = (page) => page.evaluate(async (address) => (await (await fetch(address)).json()).build, TEXTS);

/** Looks for a new version; resolves when one waits, or when there is none. */
const lookForUpdate = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    const worker = registration.installing;
    if (worker) {
      await new Promise((resolve) => {
        const look = () => worker.state !== "installing" && resolve();
        worker.addEventListener("statechange", look);
        look();
      });
    }
    return Boolean(registration.waiting);
  });

/** What the prompt's button does. */
const accept = (page) =>
  page.evaluate(async () => {
    const changed = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
    (await navigator.serviceWorker.getRegistration()).waiting.postMessage({ type: "skip-waiting" });
    await changed;
  });

const keptBuilds = (page) =>
  page.evaluate(async () => {
    const keys = await (await caches.open("chava-records")).keys();
    return keys
      .map(({ url }) => url)
      .filter((url) => url.includes("/builds/"))
      .map((url) => url.split("/").pop());
  });

/** Makes every note of a window an hour older, so that none counts as just opening. */
const forgetOpening = (page) =>
  page.evaluate(async () => {
    const records = await caches.open("chava-records");
    for (const request of await records.keys()) {
      if (!request.url.includes("/windows/")) continue;
      const note = await (await records.match(request)).json();
      await records.put(request, Response.json({ ...note, at: note.at - 3_600_000 }));
    }
  });

for (const browserName of ["chromium", "firefox"]) {
  test(
    `${browserName}: a new build waits for its button, and another window goes on with its own to the end`,
    withBrowser(browserName, async (browser) => {
      const a = makeBuild("a");
      const b = makeBuild("b");
      const site = await new FakeSite(a).start();
      const first = await openPage(browser, `${site.origin}/`);
      await workerActive(first);
      const second = await openPage(browser, `${site.origin}/agenda`);
      assert.equal(await build(second), "a");
      assert.equal(await texts(first), "a");

      site.build = b;
      site.requests = [];
      assert.equal(await lookForUpdate(first), true, "the new build waits");
      assert.equal(site.count(b.shared), 0, "what both builds share was fetched again");
      await first.reload({ waitUntil: "domcontentloaded" });
      assert.equal(await build(first), "a", "nobody asked for the new build yet");

      await accept(first);
      await first.reload({ waitUntil: "domcontentloaded" });
      assert.equal(await build(first), "b");
      // The old file is on no server any more: only the worker can still have it.
      assert.equal(await build(second), "a");
      assert.equal(await second.evaluate(() => window.loadLate()), "a");
      assert.equal(await first.evaluate(() => window.loadLate()), "b");
      // The same name in both builds: each window gets its own.
      assert.deepEqual([await texts(first), await texts(second)], ["b", "a"]);

      await second.reload({ waitUntil: "domcontentloaded" });
      assert.equal(await build(second), "b");
      await forgetOpening(first);
      await first.reload({ waitUntil: "domcontentloaded" });
      await waitFor("the old build is dropped", async () => (await keptBuilds(first)).join() === "b");
    }),
  );
}

test(
  "while the new build is incomplete the old one works on, offline too",
  withBrowser("chromium", async (browser) => {
    const b = makeBuild("b");
    const site = await new FakeSite(makeBuild("a")).start();
    const page = await openPage(browser, `${site.origin}/`);
    await workerActive(page);
    site.build = b;
    site.faults.set(b.app, "cut");
    assert.equal(await lookForUpdate(page), false);
    await page.reload({ waitUntil: "domcontentloaded" });
    assert.equal(await build(page), "a");

    site.faults.clear();
    site.requests = [];
    assert.equal(await lookForUpdate(page), true, "the next attempt completes it");
    assert.equal(site.count(b.late), 0, "what the first attempt had kept was fetched again");

    await site.stop();
    await page.goto(`${site.origin}/favoris`, { waitUntil: "domcontentloaded" });
    assert.equal(await build(page), "a");
    await accept(page);
    await page.reload({ waitUntil: "domcontentloaded" });
    assert.equal(await build(page), "b", "the new build is complete without a network");
  }),
);

test(
  "once every window is closed, the next start is the new build",
  withBrowser("chromium", async (browser) => {
    const site = await new FakeSite(makeBuild("a")).start();
    const page = await openPage(browser, `${site.origin}/`);
    await workerActive(page);
    site.build = makeBuild("b");
    assert.equal(await lookForUpdate(page), true);
    await page.goto("about:blank");
    await waitFor("the new build after a fresh start", async () => {
      const fresh = await openPage(browser, `${site.origin}/`);
      const found = await build(fresh);
      await fresh.close();
      return found === "b";
    });
  }),
);

test(
  "the kill switch takes the worker and its files away and leaves what people made",
  withBrowser("chromium", async (browser) => {
    const site = await new FakeSite(makeBuild("a")).start();
    const page = await openPage(browser, `${site.origin}/`);
    await workerActive(page);
    await page.evaluate(async () => {
      await (await caches.open("somebody-else")).put("/theirs", new Response("theirs"));
      await new Promise((resolve, reject) => {
        const request = indexedDB.open("mine", 1);
        request.onupgradeneeded = () => request.result.createObjectStore("drafts").put("un texte", "brouillon");
        request.onsuccess = () => resolve(request.result.close());
        request.onerror = () => reject(request.error);
      });
    });

    site.killed = true;
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    await waitFor("no worker any more", () =>
      page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length === 0),
    );
    assert.deepEqual(await page.evaluate(() => caches.keys()), ["somebody-else"]);
    const draft = await page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const request = indexedDB.open("mine", 1);
          request.onsuccess = () => {
            const get = request.result.transaction("drafts").objectStore("drafts").get("brouillon");
            get.onsuccess = () => resolve(get.result);
          };
          request.onerror = () => reject(request.error);
        }),
    );
    assert.equal(draft, "un texte");

    site.killed = false;
    site.build = makeBuild("b");
    await page.goto(`${site.origin}/`, { waitUntil: "domcontentloaded" });
    await workerActive(page);
    assert.equal(await build(page), "b", "served as usual again, it installs afresh");
  }),
);
