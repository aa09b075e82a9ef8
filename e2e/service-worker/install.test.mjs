// The service worker's installation: whole or not at all, resumed where it was cut, nothing unverified kept.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, withBrowser, workerActive } from "../support/browser.mjs";
import { FakeSite, makeBuild, TEXTS } from "../support/fake-site.mjs";
import { waitFor } from "../support/wait.mjs";

/** The hashes the worker keeps. */
const keptFiles = (page) =>
  page.evaluate(async () => (await (await caches.open("chava-files")).keys()).map(({ url }) => url.split("/").pop()));

/** Registers again, as the app does when it finds itself without a worker; gives the error's text if it fails. */
const registerAgain = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register("/service-worker.js", { updateViaCache: "none" });
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    return new Promise((resolve) => {
      const look = () => ["activated", "redundant"].includes(worker.state) && resolve(worker.state);
      worker.addEventListener("statechange", look);
      look();
    });
  });

for (const browserName of ["chromium", "firefox"]) {
  test(
    `${browserName}: any page opens with the server gone, and the interface of the endpoint is never answered`,
    withBrowser(browserName, async (browser) => {
      const site = await new FakeSite(makeBuild("a")).start();
      const page = await openPage(browser, `${site.origin}/lieux`);
      await workerActive(page);
      assert.equal(await page.evaluate(async () => (await fetch("/api/hello")).text()), "the server says /api/hello");
      await site.stop();

      for (const path of ["/", "/lieux/une-bibliotheque", "/agenda?du=2026-11-22"]) {
        await page.goto(site.origin + path, { waitUntil: "domcontentloaded" });
        await page.waitForSelector('body[data-build="a"]');
      }
      assert.equal(await page.evaluate(() => window.loadLate()), "a");
      assert.equal(
        await page.evaluate(() =>
          fetch("/api/hello").then(
            () => "answered",
            () => "refused",
          ),
        ),
        "refused",
      );
      await assert.rejects(page.goto(`${site.origin}/sitemap.xml`));
    }),
  );
}

test(
  "a cut installation goes on without fetching again what is there",
  withBrowser("chromium", async (browser) => {
    const build = makeBuild("a");
    const site = new FakeSite(build);
    // The last file of the list but one: what comes before it is kept, what comes after is not reached.
    site.faults.set(build.app, "cut");
    await site.start();
    const page = await openPage(browser, `${site.origin}/`);
    assert.equal(await registerAgain(page), "redundant");
    const before = await keptFiles(page);
    assert.equal(before.length, 2);

    site.faults.clear();
    site.requests = [];
    assert.equal(await registerAgain(page), "activated");
    assert.equal((await keptFiles(page)).length, build.kept);
    for (const address of [build.shared, build.late]) {
      assert.equal(site.count(address), 0, `${address} was fetched again`);
    }
    assert.equal(site.count(build.app), 1);
  }),
);

for (const fault of ["garbage", "portal", "missing", "cut"]) {
  test(
    `a file that arrives as ${fault} is never kept`,
    withBrowser("chromium", async (browser) => {
      const build = makeBuild("a");
      const site = new FakeSite(build);
      site.faults.set(build.late, fault);
      await site.start();
      const page = await openPage(browser, `${site.origin}/`);
      assert.equal(await registerAgain(page), "redundant");
      const bad = build.late;
      const kept = await keptFiles(page);
      assert.equal(kept.length, 1, "only the file before it");
      assert.ok(!kept.some((sha256) => bad.includes(sha256.slice(0, 16))));
    }),
  );
}

test(
  "the page hears how far the installation is, and which version it is",
  withBrowser("chromium", async (browser) => {
    const build = makeBuild("a");
    const site = await new FakeSite(build).start();
    const page = await openPage(browser, `${site.origin}/`);
    await workerActive(page);
    const progress = await waitFor("progress messages", async () => {
      const heard = await page.evaluate(() => window.progress);
      return heard.length === build.kept && heard;
    });
    const last = progress.at(-1);
    assert.equal(last.bytes, last.total);
    const version = await page.evaluate(async () => {
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
      (await navigator.serviceWorker.ready).active.postMessage({ type: "version" }, [port2]);
      return answer;
    });
    assert.deepEqual(version, { type: "version", version: "a" });
  }),
);

test(
  "a kept file that the browser has lost comes back from the network, checked",
  withBrowser("chromium", async (browser) => {
    const build = makeBuild("a");
    const site = await new FakeSite(build).start();
    const page = await openPage(browser, `${site.origin}/`);
    await workerActive(page);
    await page.evaluate(async () => {
      const store = await caches.open("chava-files");
      for (const request of await store.keys()) await store.delete(request);
    });
    assert.equal(await page.evaluate(() => window.loadLate()), "a");
    assert.equal((await keptFiles(page)).length, 1);
  }),
);

test(
  "the texts of another language are kept once they were needed, and not before",
  withBrowser("chromium", async (browser) => {
    const build = makeBuild("a");
    const site = await new FakeSite(build).start();
    const page = await openPage(browser, `${site.origin}/`);
    await workerActive(page);
    assert.equal(site.count(TEXTS), 0);
    const read = () => page.evaluate(async (address) => (await (await fetch(address)).json()).build, TEXTS);
    assert.equal(await read(), "a");
    await site.stop();
    assert.equal(await read(), "a");
  }),
);
