// A message becomes a need with an answer: told by the residents' interface, worked on by the team with the keyboard.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { openPage, withBrowser } from "../support/browser.mjs";
import { Endpoint } from "../support/endpoint.mjs";
import { say } from "../support/resident.mjs";
import { addMember, PASSWORD, signIn } from "../support/team.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WISH = "Un cours de français le soir, près de la gare de Gilly";
const NEED = "Des cours de français le soir à Gilly";
const ANSWER = "Les cours commencent le 7 janvier, à Gilly. C’est gratuit. Venez comme vous êtes.";

/** Presses keys one after the other. */
async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

/** Moves the focus with Tab until it is on something. */
async function tabTo(page, selector) {
  for (let steps = 0; steps < 80; steps += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`${selector} is not reached by Tab`);
}

const arrived = (page) => page.waitForNavigation({ waitUntil: "domcontentloaded" });

test(
  "a wish is grouped and answered by keyboard, and its receipt and the public page tell it",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    await addMember(endpoint, "ana", "gt1");
    const theme = (await endpoint.export()).themes.find((theme) => theme.workingGroup === 1).id;
    const receipt = await say(endpoint, "idea", { text: WISH, theme, section: "Gilly" });
    await say(endpoint, "idea", { text: "Un autre souhait, plus récent", theme });

    const page = await openPage(browser, `${endpoint.origin}/equipe`, { viewport: { width: 1024, height: 768 } });
    assert.match(page.url(), /\/equipe\/connexion/);
    await page.waitForSelector("#nom:focus");
    await page.keyboard.type("ana");
    await press(page, "Tab");
    await page.keyboard.type(PASSWORD);
    await Promise.all([arrived(page), press(page, "Enter")]);

    // The oldest is first: j goes to it, g opens it where it is grouped.
    await page.waitForSelector("p:not([hidden]) > label > #tout-choisir");
    await press(page, "j");
    assert.match(await page.evaluate(() => document.activeElement.textContent), new RegExp(WISH));
    await Promise.all([arrived(page), press(page, "g")]);
    await page.waitForSelector("#grouper[open]");
    await tabTo(page, "#titre");
    await page.keyboard.type(NEED);
    await Promise.all([arrived(page), press(page, "Enter")]);

    await press(page, "a");
    await page.waitForSelector("#repondre[open]");
    await tabTo(page, "#reponse");
    await page.keyboard.type(ANSWER);
    await tabTo(page, "#repondre button");
    await Promise.all([arrived(page), press(page, "Enter")]);
    assert.match(await page.$eval("main", (main) => main.textContent), /répondu/);

    const standing = await endpoint.json(`/api/receipts/${receipt.code}`);
    assert.deepEqual([standing.state, standing.replies[0].text], ["answered", ANSWER]);
    const feed = await (await fetch(`${endpoint.origin}/api/export/catalogue.json`)).json();
    const need = feed.needs.find((need) => need.title === NEED);
    assert.deepEqual([need.status, need.section], ["answered", "Gilly"]);
    assert.equal(feed.replies.find((reply) => reply.needId === need.id).text, ANSWER);

    const shown = await openPage(browser, `${endpoint.origin}/participer/besoins`);
    await shown.waitForFunction(
      (need, answer) => document.body.textContent.includes(need) && document.body.textContent.includes(answer),
      { timeout: 15_000 },
      NEED,
      ANSWER,
    );
    assert.deepEqual(page.faults, []);
  }),
);

test(
  "the app that controls a phone's windows leaves the team's pages to the server",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await openPage(browser, endpoint.origin);
    await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active, { timeout: 30_000 });
    await page.goto(`${endpoint.origin}/equipe`, { waitUntil: "domcontentloaded" });
    assert.match(page.url(), /\/equipe\/connexion/);
    assert.ok(await page.$('input[type="password"]'));
  }),
);

test(
  "without scripts everything can be done too",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    await addMember(endpoint, "ana", "coordination");
    const receipt = await say(endpoint, "idea", { text: WISH });
    const page = await openPage(browser, null, { before: (page) => page.setJavaScriptEnabled(false) });
    await signIn(page, endpoint, "ana");
    await page.goto(`${endpoint.origin}/equipe/messages/${receipt.id}`);
    await page.click("#refuser > summary");
    await page.select('#refuser select[name="raison"]', "unclear");
    await Promise.all([arrived(page), page.click("#refuser button")]);
    assert.equal((await endpoint.json(`/api/receipts/${receipt.code}`)).state, "refused");
  }),
);

for (const [size, viewport] of Object.entries({
  phone: { width: 360, height: 640 },
  tablet: { width: 1024, height: 768 },
})) {
  test(
    `no axe violation and nothing wider than the screen on the team's pages, ${size}`,
    withBrowser("chromium", async (browser, t) => {
      const endpoint = await Endpoint.start(t);
      await addMember(endpoint, "ana", "coordination");
      const catalogue = await endpoint.export();
      const place = { kind: "place", id: catalogue.places[0].id };
      const idea = await say(endpoint, "idea", { text: `${WISH}, 0475 12 34 56`, theme: catalogue.themes[0].id });
      await say(endpoint, "idea", { text: `${WISH} svp` });
      const correction = await say(endpoint, "correction", { about: place, text: "C’est fermé le lundi" });
      await say(endpoint, "confirmation", { about: place, verdict: "wrong-hours" });
      const proposal = await say(endpoint, "proposal", { text: "Un café des langues, rue de Gand" });
      const page = await openPage(browser, null, { viewport });
      await page.goto(`${endpoint.origin}/equipe/connexion`);
      const found = [...(await check(page, "/equipe/connexion"))];
      await signIn(page, endpoint, "ana");
      const messages = [idea, correction, proposal].map(({ id }) => `/equipe/messages/${id}`);
      const need = `/equipe/besoins/${catalogue.needs[0].id}`;
      const lists = ["", "/besoins", "/chiffres", "/qualite", "/journal", "/nulle-part"].map((end) => `/equipe${end}`);
      for (const path of [...lists, need, ...messages]) {
        await page.goto(endpoint.origin + path, { waitUntil: "domcontentloaded" });
        // Closed parts are read too.
        await page.$$eval("details", (all) => {
          for (const details of all) details.open = true;
        });
        found.push(...(await check(page, path)));
      }
      assert.deepEqual(found, []);
    }),
  );
}

async function check(page, path) {
  await page.evaluate(AXE);
  const faults = await page.evaluate(async () => {
    const { violations, passes } = await window.axe.run(document);
    const wide =
      document.documentElement.scrollWidth > document.documentElement.clientWidth ? ["wider than the screen"] : [];
    if (passes.length < 10) return [`only ${passes.length} rules had anything to look at`];
    return [
      ...wide,
      ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
    ];
  });
  return faults.map((fault) => `${path} ${fault}`);
}
