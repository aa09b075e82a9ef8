// Sync against the real endpoint over a bad network: only the change travels, and nothing bad ever gets in.

import assert from "node:assert/strict";
import { test } from "node:test";
import { recordPages, syncState, untilSync } from "../support/app.mjs";
import { appReady, hook, openPage, withBrowser } from "../support/browser.mjs";
import { Endpoint } from "../support/endpoint.mjs";
import { Network } from "../support/network.mjs";
import { waitFor } from "../support/wait.mjs";

const SNAPSHOT = /^\/api\/catalogue\/.+\.json/;
const FEED = /^\/api\/feed/;

/** A phone that holds everything, on a place's page. */
async function freshPhone(t, browser) {
  const endpoint = await Endpoint.start(t);
  const network = await Network.before(t, endpoint);
  const document = await endpoint.export();
  const [path] = recordPages(document);
  const page = await openPage(browser, network.origin + path);
  await appReady(page);
  const held = await untilSync(page, "fresh");
  network.travelled = [];
  return { endpoint, network, document, page, held };
}

async function syncNow(page) {
  await page.click(hook("sync-now"));
}

const heading = (page) => page.$eval("h1", (element) => element.textContent.trim());

test(
  "an organiser changes a place: only the change travels, the page shows it, and the digests are equal",
  withBrowser("chromium", async (browser, t) => {
    const { endpoint, network, document, page, held } = await freshPhone(t, browser);
    document.places[0].name = "La Maison qui a changé de nom";
    await endpoint.import(document);
    await waitFor("the endpoint shows the change", async () => {
      const pointer = await endpoint.json("/api/catalogue");
      return String(pointer.change) !== held.change;
    });
    await syncNow(page);
    await waitFor("the new name on the page", async () => (await heading(page)).includes("a changé de nom"));
    const now = await untilSync(page, "fresh");
    assert.equal(now.digest, (await endpoint.json("/api/catalogue")).digest);
    assert.equal(network.travelled.filter(({ path }) => SNAPSHOT.test(path)).length, 0, "the snapshot came again");
    const bytes = network.take(FEED).reduce((sum, answer) => sum + answer.bytes, 0);
    assert.ok(bytes > 0 && bytes < 8_000, `${bytes} bytes of feed for one place`);
  }),
);

test(
  "a place that vanished at the endpoint vanishes from the phone",
  withBrowser("chromium", async (browser, t) => {
    const { endpoint, document, page } = await freshPhone(t, browser);
    const gone = document.places.pop();
    for (const offer of document.offers) offer.placeIds = offer.placeIds?.filter((id) => id !== gone.id);
    document.sessions = document.sessions.filter((session) => session.placeId !== gone.id);
    document.notices = document.notices?.filter((notice) => notice.about.id !== gone.id);
    await endpoint.import(document);
    const pointer = await waitFor("a new digest at the endpoint", async () => {
      const pointer = await endpoint.json("/api/catalogue");
      return pointer.digest !== (await syncState(page)).digest && pointer;
    });
    await syncNow(page);
    await waitFor("the same digest", async () => (await syncState(page)).digest === pointer.digest);
  }),
);

for (const mode of ["portal", "garbage", "cut", "dead"]) {
  test(
    `a network that is ${mode} changes nothing the phone holds, says so, and is forgotten once it is good`,
    withBrowser("chromium", async (browser, t) => {
      const { endpoint, network, document, page, held } = await freshPhone(t, browser);
      const name = await heading(page);
      document.places[0].name = "Nom plus récent";
      await endpoint.import(document);
      await waitFor("the endpoint shows the change", async () => {
        return String((await endpoint.json("/api/catalogue")).change) !== held.change;
      });
      network.mode = mode;
      network.touches = /^\/api\//;
      await syncNow(page);
      const bad = await untilSync(page, "failed", "offline");
      assert.equal(bad.digest, held.digest);
      assert.equal(bad.change, held.change);
      assert.equal(await heading(page), name);

      network.mode = "good";
      await syncNow(page);
      await waitFor("the new name", async () => (await heading(page)) === "Nom plus récent");
      await untilSync(page, "fresh");
    }),
  );
}

test(
  "a new generation of the data is taken whole",
  withBrowser("chromium", async (browser, t) => {
    const { endpoint, page, held } = await freshPhone(t, browser);
    await endpoint.command("new-epoch");
    const pointer = await waitFor("the new generation at the endpoint", async () => {
      const pointer = await endpoint.json("/api/catalogue");
      return pointer.epoch !== held.epoch && pointer;
    });
    await syncNow(page);
    await waitFor("the new generation on the phone", async () => (await syncState(page)).epoch === pointer.epoch);
    assert.equal((await untilSync(page, "fresh")).digest, pointer.digest);
  }),
);
