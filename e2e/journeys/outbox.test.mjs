// What a person writes arrives exactly once: over a browser that is killed, replies that get lost, two tabs.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { untilSync, untilUsable } from "../support/app.mjs";
import { appReady, hook, launch, openPage, withBrowser, workerActive } from "../support/browser.mjs";
import { Endpoint } from "../support/endpoint.mjs";
import { Network } from "../support/network.mjs";
import { waitFor } from "../support/wait.mjs";

const WORDS = "Il n’y a pas de bus le soir « après 20 h » 🚌";
const CONTRIBUTIONS = /^\/api\/contributions/;

/** Every contribution that the endpoint has. */
async function stored(endpoint) {
  const lines = (await endpoint.command("export", "--format", "contributions")).trim().split("\n");
  return lines.filter(Boolean).map((line) => JSON.parse(line));
}

/** A phone on the page of ideas. */
async function openForm(browser, origin) {
  const page = await openPage(browser, `${origin}/participer/idee?brouillon=nouveau`);
  await appReady(page);
  // The app's own form has come in the place of the served one.
  await page.waitForFunction(() => performance.getEntriesByName("chava:interactive").length > 0, { timeout: 30_000 });
  await page.waitForSelector(hook("contribution-text"));
  return page;
}

/** Writes and sends; the page says when it is durably stored. */
async function write(page, words) {
  await page.type(hook("contribution-text"), words);
  await page.click(hook("contribution-submit"));
  await page.waitForSelector("section.stored");
}

const waiting = (page) => page.$eval(hook("outbox-count"), (element) => Number(element.dataset.count));

const untilWaiting = (page, count) => waitFor(`${count} waiting`, async () => (await waiting(page)) === count);

/** The list of this phone, once it has so many entries. */
async function listed(page, origin, count) {
  await page.goto(`${origin}/mes-contributions`, { waitUntil: "domcontentloaded" });
  await appReady(page);
  return waitFor(`${count} in the list`, async () => {
    const all = await page.$$eval(hook("contribution"), (elements) =>
      elements.map((element) => ({ id: element.dataset.id, state: element.dataset.state, text: element.textContent })),
    );
    return all.length === count && all;
  });
}

async function untilState(page, state) {
  await page.waitForFunction(
    (selector, wanted) => document.querySelector(selector)?.dataset.state === wanted,
    { timeout: 30_000 },
    hook("contribution"),
    state,
  );
}

async function press(page, words) {
  await waitFor(`the button « ${words} »`, () =>
    page.evaluate((wanted) => {
      const button = [...document.querySelectorAll("button, summary")].find(
        (element) => element.textContent.trim() === wanted && element.checkVisibility(),
      );
      button?.click();
      return Boolean(button);
    }, words),
  );
}

test("written offline, the browser killed, the server back: it is received with the hash that was made on the phone", async (t) => {
  const userDataDir = await mkdtemp(join(tmpdir(), "chava-profile-"));
  t.after(() => rm(userDataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  const endpoint = await Endpoint.start(t);
  let browser = await launch("chromium", { userDataDir });
  t.after(() => browser.close().catch(() => {}));
  let page = await openForm(browser, endpoint.origin);
  await untilSync(page, "fresh");
  await workerActive(page);
  await endpoint.down();
  await write(page, WORDS);
  await untilWaiting(page, 1);
  browser.process().kill("SIGKILL");
  await waitFor("the browser's end", () => browser.process().signalCode ?? browser.process().exitCode);

  browser = await launch("chromium", { userDataDir });
  page = await openPage(browser);
  const before = await listed(page, endpoint.origin, 1);
  assert.equal(before[0].state, "waiting");
  assert.ok(before[0].text.includes(WORDS));
  assert.equal(await waiting(page), 1);
  await endpoint.up();
  await press(page, "Envoyer maintenant");
  await untilWaiting(page, 0);
  await untilState(page, "received");
  const [there, ...others] = await stored(endpoint);
  assert.equal(others.length, 0);
  assert.equal(there.id, before[0].id);
  assert.equal(there.body.text, WORDS);
});

for (const mode of ["cut", "portal", "garbage"]) {
  test(
    `a network that is ${mode} at the sending: nothing is believed, and in the end it is there exactly once`,
    withBrowser("chromium", async (browser, t) => {
      const endpoint = await Endpoint.start(t);
      const network = await Network.before(t, endpoint);
      const page = await openForm(browser, network.origin);
      await untilSync(page, "fresh");
      network.touches = CONTRIBUTIONS;
      network.mode = mode;
      await write(page, WORDS);
      await waitFor("a try", () => network.travelled.some(({ path }) => CONTRIBUTIONS.test(path)));
      assert.equal(await waiting(page), 1);
      network.mode = "good";
      await listed(page, network.origin, 1);
      await untilState(page, "received");
      assert.equal(await waiting(page), 0);
      const all = await stored(endpoint);
      assert.deepEqual(
        all.map(({ body }) => body.text),
        [WORDS],
      );
    }),
  );
}

test(
  "two tabs write at the same time: each message is there once, and both tabs know",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const one = await openForm(browser, endpoint.origin);
    await untilSync(one, "fresh");
    const two = await openForm(browser, endpoint.origin);
    await two.type(hook("contribution-text"), "deux");
    await one.bringToFront();
    await one.type(hook("contribution-text"), "un");
    await Promise.all([one, two].map((page) => page.$eval(hook("contribution-submit"), (button) => button.click())));
    await waitFor("both at the endpoint", async () => (await stored(endpoint)).length === 2);
    await untilWaiting(one, 0);
    await untilWaiting(two, 0);
    const list = await listed(two, endpoint.origin, 2);
    assert.deepEqual(
      list.map(({ state }) => state),
      ["received", "received"],
    );
    const texts = (await stored(endpoint)).map(({ body }) => body.text).sort();
    assert.deepEqual(texts, ["deux", "un"]);
  }),
);

test(
  "a message that the endpoint refuses says why, stays on the phone, and can be changed and sent",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const network = await Network.before(t, endpoint);
    const page = await openForm(browser, network.origin);
    await untilSync(page, "fresh");
    const refusal = { verdict: "rejected", code: "text-too-long", message: "Ce texte est trop long." };
    network.instead = (request) =>
      CONTRIBUTIONS.test(request.url) &&
      (({ items }) => ({
        serverTime: new Date().toISOString(),
        results: items.map(({ id }) => ({ id, ...refusal })),
      }));
    await write(page, WORDS);
    const [refused] = await listed(page, network.origin, 1);
    await untilState(page, "refused");
    assert.equal(await waiting(page), 0);
    assert.match(await page.$eval(hook("contribution"), (element) => element.textContent), /trop long/);
    network.instead = () => undefined;
    await press(page, "Modifier");
    await page.waitForSelector(hook("contribution-text"));
    await waitFor("the words in the form", async () => {
      return (await page.$eval(hook("contribution-text"), (field) => field.value)) === WORDS;
    });
    await page.type(hook("contribution-text"), " Merci.");
    await page.click(hook("contribution-submit"));
    await waitFor("the new words at the endpoint", async () => (await stored(endpoint)).length === 1);
    const [there] = await stored(endpoint);
    assert.equal(there.id, refused.id);
    assert.match(there.body.text, /Merci\./);
  }),
);

test(
  "what was received has a receipt that the endpoint knows, can be taken back, and deleted from the phone",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await openForm(browser, endpoint.origin);
    await untilSync(page, "fresh");
    await write(page, WORDS);
    await listed(page, endpoint.origin, 1);
    await untilState(page, "received");
    const code = await page.$eval(".receipt code", (element) => element.textContent);
    const standing = await endpoint.json(`/api/receipts/${code}`);
    assert.equal(standing.state, "received");
    await press(page, "Retirer");
    await press(page, "Oui, retirer ce message");
    await untilState(page, "withdrawn");
    await waitFor("the endpoint to know", async () => {
      return (await endpoint.json(`/api/receipts/${code}`)).state === "withdrawn";
    });
    await press(page, "Effacer de ce téléphone");
    await press(page, "Oui, effacer");
    await waitFor("an empty list", async () => (await page.$$(hook("contribution"))).length === 0);
  }),
);

test(
  "« C’est encore vrai ? » takes one tap, thanks, and arrives",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const [place] = (await endpoint.export()).places;
    const page = await openPage(browser, `${endpoint.origin}/lieux/${place.id}`);
    // Until then the button is the server's, which answers with a page of its own.
    await untilUsable(page);
    await press(page, "Oui, c’est juste");
    await page.waitForSelector(".thanks");
    const [there] = await waitFor("it at the endpoint", async () => {
      const all = await stored(endpoint);
      return all.length > 0 && all;
    });
    assert.equal(there.kind, "confirmation");
    assert.deepEqual(there.body, { about: { kind: "place", id: place.id }, verdict: "right" });
  }),
);
