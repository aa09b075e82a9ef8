// Somebody writes into the server's page before the app is there: no letter, no choice and no caret is lost at take-over.

import assert from "node:assert/strict";
import { test } from "node:test";
import { untilUsable } from "../support/app.mjs";
import { appReady, hook, openPage, withBrowser } from "../support/browser.mjs";
import { Endpoint } from "../support/endpoint.mjs";

const PHONE = { width: 360, height: 640 };
const TEXT = hook("contribution-text");
const MODULE = /\/assets\/chava-[0-9a-f]+\.wasm/;
const CATALOGUE = /\/api\/catalogue/;
const NEVER = /^$/;

/** A page for which what comes from some addresses is held back until it is let through. */
async function slowPage(browser, ...held) {
  const page = await openPage(browser, null, { viewport: PHONE });
  const gates = held.map((pattern) => ({ pattern, waiting: [], open: false }));
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const gate = gates.find(({ pattern, open }) => !open && pattern.test(request.url()));
    if (gate) gate.waiting.push(request);
    else request.continue();
  });
  page.letThrough = async (pattern) => {
    const gate = gates.find((one) => one.pattern === pattern);
    gate.open = true;
    await Promise.all(gate.waiting.map((request) => request.continue()));
  };
  await page.emulateCPUThrottling(4);
  return page;
}

/** What the field for words holds, and where its caret is. */
const written = (page) => page.$eval(TEXT, ({ value, selectionStart }) => ({ value, caret: selectionStart }));

const isReady = (page) => page.evaluate(() => document.body.dataset.appReady === "true");

/** What the phone's drafts say, read off the page that shows them, in a tab of its own. */
async function drafts(browser, origin) {
  const page = await openPage(browser, `${origin}/mes-contributions`);
  await appReady(page);
  await untilUsable(page);
  const all = await page.$$eval(`${hook("contribution")}[data-state="draft"]`, (found) =>
    found.map((one) => one.textContent),
  );
  await page.close();
  return all;
}

const aSecond = (page) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)));

test(
  "letters typed before the app, while it takes over and before its catalogue comes are all in the form and in the draft",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await slowPage(browser, MODULE, CATALOGUE);
    await page.goto(`${endpoint.origin}/participer/idee`, { waitUntil: "domcontentloaded" });
    await page.type(TEXT, "Un vélo");
    for (const _ of "vélo") await page.keyboard.press("ArrowLeft");
    assert.equal(await isReady(page), false, "the server's page");
    // In the middle of what is there already, letter by letter, over both changes of the page.
    await page.letThrough(MODULE);
    await page.keyboard.type("atelier pour réparer ", { delay: 60 });
    await appReady(page);
    await page.keyboard.type("et entretenir ", { delay: 60 });
    await page.letThrough(CATALOGUE);
    await page.keyboard.type("toi-même ton ", { delay: 60 });
    await untilUsable(page);
    const before = "Un atelier pour réparer et entretenir toi-même ton ";
    assert.deepEqual(await written(page), { value: `${before}vélo`, caret: before.length });
    await aSecond(page);
    assert.ok((await drafts(browser, endpoint.origin)).some((text) => text.includes(`${before}vélo`)));
    await page.reload({ waitUntil: "domcontentloaded" });
    await appReady(page);
    await untilUsable(page);
    assert.equal((await written(page)).value, `${before}vélo`);
    assert.equal((await drafts(browser, endpoint.origin)).length, 1);
    assert.deepEqual(page.faults, []);
  }),
);

test(
  "what is chosen and typed beside the words is carried too, and the focus stays where it is",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await slowPage(browser, MODULE, NEVER);
    await page.goto(`${endpoint.origin}/participer/obstacle`, { waitUntil: "domcontentloaded" });
    await page.click('input[value="childcare"]');
    await page.$eval(".fold", (fold) => {
      fold.open = true;
    });
    await page.type('[name="contact"]', "awa@exempl");
    await page.letThrough(MODULE);
    await page.keyboard.type("e.be", { delay: 60 });
    await appReady(page);
    await page.keyboard.type(" le soir", { delay: 60 });
    await untilUsable(page);
    assert.equal(await page.evaluate(() => document.activeElement.name), "contact");
    assert.equal(await page.$eval('[name="contact"]', ({ value }) => value), "awa@exemple.be le soir");
    assert.equal(await page.$eval('input[value="childcare"]', ({ checked }) => checked), true);
    assert.equal(await page.$eval(".fold", ({ open }) => open), true, "one sees what one has typed");
    await aSecond(page);
    await page.reload({ waitUntil: "domcontentloaded" });
    await untilUsable(page);
    assert.equal(await page.$eval('[name="contact"]', ({ value }) => value), "awa@exemple.be le soir");
    assert.equal(await page.$eval('input[value="childcare"]', ({ checked }) => checked), true);
  }),
);

test(
  "what is written before the catalogue comes is a draft within a second",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await slowPage(browser, CATALOGUE);
    await page.goto(`${endpoint.origin}/participer/idee`, { waitUntil: "domcontentloaded" });
    await appReady(page);
    await page.emulateCPUThrottling(null);
    await page.type(TEXT, "Une chorale à Dampremy");
    await aSecond(page);
    // As when the phone ends the app: nothing more is asked of the page.
    await page.close();
    const all = await drafts(browser, endpoint.origin);
    assert.equal(all.length, 1);
    assert.ok(all[0].includes("Une chorale à Dampremy"));
  }),
);

test(
  "what is typed early stands below the draft that is gone on with, and in the place of none of its words",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const first = await openPage(browser, `${endpoint.origin}/participer/idee`, { viewport: PHONE });
    await untilUsable(first);
    await first.type(TEXT, "Un potager partagé");
    await aSecond(first);
    await first.close();
    const page = await slowPage(browser, MODULE);
    // As when the browser has dropped the service worker and kept the rest.
    await page.setBypassServiceWorker(true);
    await page.goto(`${endpoint.origin}/participer/idee`, { waitUntil: "domcontentloaded" });
    await page.type(TEXT, "Et des ruche");
    await page.letThrough(MODULE);
    await appReady(page);
    await page.keyboard.type("s");
    assert.equal((await written(page)).value, "Un potager partagé\n\nEt des ruches");
    await aSecond(page);
    const all = await drafts(browser, endpoint.origin);
    assert.equal(all.length, 1);
    assert.match(all[0], /Un potager partagé\s+Et des ruches/);
  }),
);

test(
  "what is sent with the server's form and again from its draft is one contribution",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await slowPage(browser, CATALOGUE);
    await page.goto(`${endpoint.origin}/participer/idee`, { waitUntil: "domcontentloaded" });
    await appReady(page);
    await page.type(TEXT, "Une rampe à la bibliothèque");
    await aSecond(page);
    await page.$eval(TEXT, (field) => field.form.requestSubmit());
    await page.waitForFunction(() => location.pathname.startsWith("/recu/"));
    await page.close();
    const again = await openPage(browser, `${endpoint.origin}/participer/idee`, { viewport: PHONE });
    await untilUsable(again);
    assert.equal((await written(again)).value, "Une rampe à la bibliothèque");
    await again.$eval(TEXT, (field) => field.form.requestSubmit());
    await again.waitForSelector(".stored");
    await again.goto(`${endpoint.origin}/mes-contributions`, { waitUntil: "domcontentloaded" });
    await again.waitForSelector(`${hook("contribution")}[data-state="received"]`);
    const lines = await endpoint.command("export", "--format", "contributions");
    assert.equal(lines.trim().split("\n").length, 1);
  }),
);
