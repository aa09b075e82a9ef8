// What a person saved: told when it changes or is cancelled, there without a network, in the phone's own calendar.

import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { untilUsable } from "../support/app.mjs";
import { appReady, hook, openPage, withBrowser, workerActive } from "../support/browser.mjs";
import { readCalendar } from "../support/calendars.mjs";
import { Endpoint } from "../support/endpoint.mjs";
import { waitFor } from "../support/wait.mjs";

const day = (offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** A city with a session in ten days, and a phone that holds it. */
async function phone(t, browser) {
  const endpoint = await Endpoint.start(t);
  const document = await endpoint.export();
  const [place] = document.places;
  const session = { id: "atelier-test", title: "Atelier vélo", placeId: place.id, start: `${day(10)}T13:00` };
  document.sessions.push(session);
  await endpoint.import(document);
  const shown = `${endpoint.origin}/seances/${session.id}`;
  await waitFor("the endpoint shows the session", async () => (await fetch(shown)).status === 200);
  const page = await openPage(browser, shown);
  await appReady(page);
  await untilUsable(page);
  return { endpoint, document, session, place, page };
}

/** Saves the record of the page that is open, and waits until that is stored. */
async function save(page) {
  await page.click("button[aria-pressed=false]");
  await page.waitForSelector("button[aria-pressed=true]");
}

/** Publishes the document as it is now, and syncs the phone. */
async function publish({ endpoint, document, page }) {
  const before = (await endpoint.json("/api/catalogue")).change;
  await endpoint.import(document);
  await waitFor("the endpoint shows the change", async () => (await endpoint.json("/api/catalogue")).change !== before);
  await page.click(hook("sync-now"));
}

const words = (page, selector) => page.$eval(selector, (element) => element.textContent.replaceAll("\u00a0", " "));

async function open(page, path) {
  await page.evaluate((href) => {
    const link = document.createElement("a");
    link.href = href;
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
}

test(
  "another hour and a cancellation of a saved session are told at once, and stand there without a network",
  withBrowser("chromium", async (browser, t) => {
    const city = await phone(t, browser);
    const { endpoint, session, page } = city;
    await save(page);
    await workerActive(page);

    session.start = `${day(10)}T14:00`;
    await publish(city);
    await page.waitForSelector(hook("kept-news"));
    assert.match(await words(page, hook("kept-news")), /Atelier vélo : 14 h au lieu de 13 h/);

    // The app is ended before its owner has looked: the next start says it again.
    await page.goto(`${endpoint.origin}/`);
    await appReady(page);
    await page.waitForSelector(hook("kept-news"));

    session.status = "cancelled";
    await publish(city);
    await waitFor("the cancellation", async () =>
      /Annulé · 14 h au lieu de 13 h/.test(await words(page, hook("kept-news"))),
    );
    await endpoint.down();
    await page.goto(`${endpoint.origin}/favoris`);
    await appReady(page);
    await page.waitForSelector(".news");
    assert.match(await words(page, ".news"), /Atelier vélo.*Changé le .*Annulé · 14 h au lieu de 13 h/s);
    assert.match(await words(page, `${hook("result")}[data-id=${session.id}]`), /Annulé/);
    assert.equal(await page.$(hook("kept-news")), null, "the page itself says it");

    // Seen here means told; it stays on the page until it is put away.
    await open(page, "/");
    await page.waitForSelector(hook("search-input"));
    assert.equal(await page.$(hook("kept-news")), null);
    await open(page, "/favoris");
    await page.waitForSelector(".news button");
    await page.click(".news button");
    await waitFor("the news is away", async () => !(await page.$(".news")));
    await page.reload();
    await appReady(page);
    await page.waitForSelector(`${hook("result")}[data-id=${session.id}]`);
    assert.equal(await page.$(".news"), null);
  }),
);

test(
  "a saved session that left the catalogue still says what was known of it",
  withBrowser("chromium", async (browser, t) => {
    const city = await phone(t, browser);
    const { document, session, place, page } = city;
    await save(page);
    document.sessions = document.sessions.filter(({ id }) => id !== session.id);
    await publish(city);
    await page.waitForSelector(hook("kept-news"));
    await open(page, "/favoris");
    const card = `main li.card[data-id=${session.id}]`;
    await page.waitForSelector(card);
    const said = await words(page, card);
    assert.match(said, /Atelier vélo.*à 13 h.*n’est plus dans le catalogue/s);
    assert.ok(said.includes(place.name), said);
    await page.click(`${card} button`);
    await waitFor("it is forgotten", async () => !(await page.$(card)));
  }),
);

test(
  "what is saved stands by time, then the places",
  withBrowser("chromium", async (browser, t) => {
    const city = await phone(t, browser);
    const { endpoint, document, place, page } = city;
    document.sessions.push(
      { id: "plus-tot", title: "Plus tôt", placeId: place.id, start: `${day(2)}T09:00` },
      { id: "passee", title: "Passée", placeId: place.id, start: "2026-01-05T09:00" },
    );
    await publish(city);
    const paths = [`/lieux/${place.id}`, "/seances/atelier-test", "/seances/passee", "/seances/plus-tot"];
    for (const path of paths) {
      await waitFor(path, async () => {
        await page.goto(endpoint.origin + path);
        return (await page.$(hook("detail"))) && appReady(page);
      });
      await save(page);
    }
    await open(page, "/favoris");
    await page.waitForSelector("main details");
    const ids = await page.$$eval("main .card", (cards) => cards.map((card) => card.dataset.id));
    assert.deepEqual(ids, ["plus-tot", "atelier-test", place.id, "passee"]);
    assert.deepEqual(await page.$$eval("main details .card", (cards) => cards.map((card) => card.dataset.id)), [
      "passee",
    ]);
  }),
);

test(
  "a session goes into the phone's calendar without a network",
  withBrowser("chromium", async (browser, t) => {
    const { endpoint, session, place, page } = await phone(t, browser);
    const folder = await mkdtemp(join(tmpdir(), "chava-ics-"));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const cdp = await browser.target().createCDPSession();
    await cdp.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
    await endpoint.down();
    await page.click(hook("add-to-calendar"));
    const file = await waitFor("the file", async () => (await readdir(folder)).find((name) => name.endsWith(".ics")));
    assert.equal(file, `${session.id}.ics`);
    const [event] = readCalendar(await readFile(join(folder, file), "utf8"));
    assert.equal(event.summary, "Atelier vélo");
    assert.equal(event.startDate.toString(), `${session.start}:00`);
    assert.equal(event.startDate.zone.tzid, "Europe/Brussels");
    assert.ok(event.location.startsWith(place.name));
    assert.equal(event.component.getFirstPropertyValue("url"), `${endpoint.origin}/seances/${session.id}`);
    const [alarm] = event.component.getAllSubcomponents("valarm");
    assert.equal(alarm.getFirstPropertyValue("trigger").toSeconds(), -3600);
  }),
);

test(
  "a fold tells how to subscribe, and a page without scripts has the same file",
  withBrowser("chromium", async (browser, t) => {
    const { endpoint, session, place } = await phone(t, browser);
    // Of its own: on the phone the service worker would answer.
    const other = await browser.createBrowserContext();
    const plain = await openPage(other, null, { before: (page) => page.setJavaScriptEnabled(false) });
    for (const [path, calendar] of [
      [`/lieux/${place.id}`, `/api/lieux/${place.id}.ics`],
      ["/themes/education-numerique", "/api/themes/education-numerique.ics"],
    ]) {
      await plain.goto(endpoint.origin + path);
      const live = await plain.$eval(".subscribe a", (link) => link.getAttribute("href"));
      assert.equal(live, `webcal://${new URL(endpoint.origin).host}${calendar}`);
      readCalendar(await (await fetch(endpoint.origin + calendar)).text());
    }
    await plain.goto(`${endpoint.origin}/seances/${session.id}`);
    const href = await plain.$eval(hook("add-to-calendar"), (link) => link.getAttribute("href"));
    const [event] = readCalendar(await (await fetch(endpoint.origin + href)).text());
    assert.equal(event.summary, "Atelier vélo");
    await plain.goto(`${endpoint.origin}/favoris`);
    assert.match(await words(plain, "main"), /JavaScript/);
  }),
);
