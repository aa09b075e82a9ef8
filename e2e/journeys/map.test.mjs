// The map and near me, as residents use them: offline, by keyboard, by finger, with and without a position.

import assert from "node:assert/strict";
import { test } from "node:test";
import { results, untilSync } from "../support/app.mjs";
import { appReady, hook, openPage, withBrowser, workerActive } from "../support/browser.mjs";
import { Endpoint } from "../support/endpoint.mjs";
import { Network } from "../support/network.mjs";
import { waitFor } from "../support/wait.mjs";

const PHONE = { width: 360, height: 800 };
/** In Couillet, in the south of the city. */
const HERE = { latitude: 50.3891, longitude: 4.4643 };

/** A phone with ChaVa on it, at a path. */
async function phone(browser, origin, path) {
  const page = await openPage(browser, `${origin}/`, { viewport: PHONE });
  await appReady(page);
  await untilSync(page, "fresh");
  await workerActive(page);
  await page.goto(origin + path, { waitUntil: "domcontentloaded" });
  await appReady(page);
  await page.waitForSelector(".map .bubble, .map .sign, ul.cards");
  return page;
}

/** The signs in view: `{ singles, bubbles, places }`, where `places` counts those in bubbles too. */
function signs(page) {
  return page.$$eval(".map .sign", (all) => {
    const bubbles = all.filter((sign) => sign.classList.contains("bubble"));
    const inside = bubbles.map((bubble) => Number(bubble.querySelector("text").textContent));
    const singles = all.length - bubbles.length;
    return { singles, bubbles: bubbles.length, places: singles + inside.reduce((sum, n) => sum + n, 0) };
  });
}

const viewBox = (page) => page.$eval(".map-ground", (svg) => svg.getAttribute("viewBox").split(" ").map(Number));

/** Asks the browser to say where it is, or to refuse. */
async function position(page, origin, place) {
  const context = page.browserContext();
  await context.overridePermissions(origin, place ? ["geolocation"] : []);
  if (place) await page.setGeolocation(place);
}

test(
  "with the server gone the map is drawn, and a sign opens its place",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const catalogue = await endpoint.export();
    const page = await phone(browser, endpoint.origin, "/carte");
    await endpoint.down();
    await page.reload({ waitUntil: "domcontentloaded" });
    await appReady(page);
    await page.waitForSelector(".map .bubble");
    const inCity = catalogue.places.filter(({ position }) => position?.lon > 4.33 && position.lon < 4.54);
    assert.equal((await signs(page)).places, inCity.length, "every place that lies in the city has its sign");
    assert.ok((await page.$$(".map-ground path")).length > 20, "sections, water and lines are drawn");
    assert.ok((await page.$$(".map .rough")).length > 0, "what is approximate looks so");

    await page.goto(`${endpoint.origin}/carte?section=Gosselies`, { waitUntil: "domcontentloaded" });
    await appReady(page);
    await page.waitForSelector(".map .sign:not(.bubble)");
    const sign = await page.$(".map .sign:not(.bubble)");
    const href = await sign.evaluate((link) => link.getAttribute("href"));
    assert.match(await sign.evaluate((link) => link.getAttribute("aria-label")), /position approximative/);
    const { x, y } = await page.evaluate((link) => {
      const { x, y, width, height } = link.querySelector(".sign-touch").getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }, sign);
    await page.mouse.click(x, y);
    await page.waitForSelector(hook("detail"));
    assert.equal(new URL(page.url()).pathname, href);
    assert.deepEqual(
      page.faults.filter((fault) => !/ERR_CONNECTION_REFUSED|Failed to load resource/.test(fault)),
      [],
    );
  }),
);

test(
  "the keyboard zooms and moves; a bubble opens into its places; the whole city comes back",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await phone(browser, endpoint.origin, "/carte");
    const city = await viewBox(page);
    await page.focus(".map");
    await page.keyboard.press("+");
    const closer = await viewBox(page);
    assert.ok(closer[2] < city[2], "+ looks closer");
    await page.keyboard.press("ArrowRight");
    assert.ok((await viewBox(page))[0] > closer[0], "→ looks further east");
    await page.keyboard.press("ArrowUp");
    assert.ok((await viewBox(page))[1] < closer[1], "↑ looks further north");
    await page.keyboard.press("-");
    assert.equal((await viewBox(page))[2], city[2]);

    const before = await signs(page);
    const bubble = await page.evaluateHandle(() => {
      const count = (sign) => Number(sign.querySelector("text").textContent);
      return [...document.querySelectorAll(".map .bubble")].sort((a, b) => count(b) - count(a))[0];
    });
    const inside = await bubble.evaluate((sign) => Number(sign.querySelector("text").textContent));
    await bubble.evaluate((sign) => sign.focus());
    await page.keyboard.press("Enter");
    await waitFor("a closer view", async () => (await viewBox(page))[2] < city[2]);
    const after = await signs(page);
    assert.ok(after.bubbles + after.singles > 1, "the bubble became several signs");
    assert.ok(inside > 10 && before.places > after.places);
    assert.equal(await page.evaluate(() => document.activeElement.className), "map", "the focus is not lost");
    // On a phone the navigation lies over the page's end.
    await page.$eval(".map-buttons", (buttons) => buttons.scrollIntoView({ block: "center" }));
    await page.click(".map-buttons button:last-child");
    assert.deepEqual(await viewBox(page), city);
    assert.deepEqual(await signs(page), before);
  }),
);

test(
  "signs come in the order of reading and each has a name",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await phone(browser, endpoint.origin, "/carte");
    const found = await page.$$eval(".map .sign", (all) =>
      all.map((sign) => ({
        label: sign.getAttribute("aria-label"),
        y: Number.parseFloat(sign.querySelector("svg").getAttribute("y")),
      })),
    );
    assert.ok(found.length > 5 && found.every(({ label }) => label?.trim()));
    const [, , width, height] = await viewBox(page);
    const row = (100 * width) / 7 / height;
    for (const [n, { y }] of found.entries()) {
      assert.ok(n === 0 || y > found[n - 1].y - 1.2 * row, `sign ${n} is no row above the one before`);
    }
  }),
);

test(
  "two fingers zoom, one moves, and a drag over a sign opens nothing",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await phone(browser, endpoint.origin, "/carte");
    const session = await page.createCDPSession();
    const middle = await page.$eval(".map", (map) => {
      map.scrollIntoView({ block: "center" });
      const { x, y, width, height } = map.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    const touch = (type, ...points) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points });
    const finger = (id, dx) => ({ id, x: middle.x + dx, y: middle.y });
    const city = await viewBox(page);
    await touch("touchStart", finger(1, -30), finger(2, 30));
    for (const spread of [45, 60, 75, 90]) await touch("touchMove", finger(1, -spread), finger(2, spread));
    await touch("touchEnd");
    const closer = await waitFor("a closer view", async () => {
      const box = await viewBox(page);
      return box[2] < city[2] / 2 && box;
    });
    await touch("touchStart", finger(3, 0));
    for (const dx of [20, 40, 60]) await touch("touchMove", finger(3, dx));
    await touch("touchEnd");
    await waitFor("a view further west", async () => (await viewBox(page))[0] < closer[0]);
    assert.equal((await viewBox(page))[2], closer[2]);
    assert.equal(new URL(page.url()).pathname, "/carte");
  }),
);

test(
  "near me puts the nearest first, says how far it is, and tells nobody",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const network = await Network.before(t, endpoint);
    const page = await phone(browser, network.origin, "/lieux");
    await position(page, network.origin, HERE);
    const byName = await results(page);
    const asked = [];
    page.on("request", (request) => asked.push(`${request.url()} ${request.postData() ?? ""}`));
    assert.equal(await page.$(hook("distance")), null, "nobody is located without a tap");
    await page.click(hook("near-me"));
    await page.waitForSelector(hook("distance"));
    const near = await results(page);
    assert.notDeepEqual(near.slice(0, 5), byName.slice(0, 5));
    assert.match(near[0].text, /Couillet/);
    assert.match(near[0].text, /à environ \d+ m, \d+ min à pied/);
    const catalogue = await endpoint.export();
    const metres = ({ id }) => {
      const at = catalogue.places.find((place) => place.id === id).position;
      return at ? Math.hypot((at.lat - HERE.latitude) * 111_200, (at.lon - HERE.longitude) * 70_900) : Infinity;
    };
    const distances = near.map(metres);
    for (const [n, distance] of distances.entries()) {
      assert.ok(n === 0 || distance >= distances[n - 1] - 2, `result ${n} is not nearer than the one before`);
    }

    // It holds on other pages, with open-now and free, and is gone after a reload.
    await page.click('a[href="/chercher"]');
    await page.waitForSelector(hook("filter-cost"));
    await page.select(hook("filter-cost"), "gratuit");
    await page.waitForSelector(hook("distance"));
    await page.select(hook("filter-when"), "maintenant");
    await waitFor("the address to follow", () => page.url().includes("quand=maintenant"));
    await page.reload({ waitUntil: "domcontentloaded" });
    await appReady(page);
    await page.waitForSelector(hook("result"));
    assert.equal(await page.$(hook("distance")), null, "the position was only in memory");

    const told = [...asked, ...network.take(/.*/).map(({ path }) => path), page.url()].join("\n");
    assert.doesNotMatch(told, /50[.,]38|4[.,]464/, "no coordinate left the phone");
    const kept = await page.evaluate(async () => {
      const texts = [JSON.stringify({ ...localStorage, ...sessionStorage }), document.cookie];
      for (const { name } of await indexedDB.databases()) {
        const database = await new Promise((resolve) => {
          indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result);
        });
        for (const store of ["settings", "notes", "meta"].filter((name) => database.objectStoreNames.contains(name))) {
          const all = database.transaction(store).objectStore(store).getAll();
          await new Promise((resolve) => {
            all.onsuccess = resolve;
          });
          texts.push(JSON.stringify(all.result));
        }
        database.close();
      }
      return texts.join("\n");
    });
    assert.doesNotMatch(kept, /50\.389|4\.4643/, "nor was it stored");
  }),
);

test(
  "who refuses is told so and chooses a section",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await phone(browser, endpoint.origin, "/carte");
    await position(page, endpoint.origin, null);
    await page.click(hook("near-me"));
    await page.waitForFunction(() => /ne donne pas sa position/.test(document.querySelector(".near")?.textContent));
    const city = await viewBox(page);
    await page.select(hook("near-section"), "Gilly");
    await page.waitForSelector(hook("distance"));
    assert.match((await results(page))[0].text, /Gilly/);
    assert.ok((await viewBox(page))[2] < city[2], "the map looks there");
    assert.equal(new URL(page.url()).search, "");
    await page.select(hook("near-section"), "");
    await page.waitForFunction((distance) => !document.querySelector(distance), {}, hook("distance"));
  }),
);

test(
  "the list beside the map is its equal: same filter, same places",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await phone(browser, endpoint.origin, "/carte");
    const count = () => page.$eval(hook("result-count"), (element) => Number(element.dataset.count));
    const all = await count();
    await page.select(hook("filter-theme"), "nature-territoire-developpement-durable");
    await page.waitForFunction(
      (selector, before) => Number(document.querySelector(selector).dataset.count) < before,
      {},
      hook("result-count"),
      all,
    );
    const catalogue = await endpoint.export();
    const theme = "nature-territoire-developpement-durable";
    const expected = catalogue.places.filter(({ themes }) => themes.includes(theme));
    assert.equal(await count(), expected.length);
    assert.equal((await signs(page)).places, expected.filter((place) => place.position).length);
    await waitFor("the address to follow", () => page.url().includes(`theme=${theme}`));
  }),
);

test(
  "without JavaScript the map is drawn, its signs are links, and the list has pages",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await openPage(browser, null, { before: (page) => page.setJavaScriptEnabled(false) });
    await page.goto(`${endpoint.origin}/carte`);
    assert.ok((await signs(page)).places > 100);
    assert.equal((await results(page)).length, 20);
    const href = await page.$eval(".map .bubble", (bubble) => bubble.getAttribute("href"));
    assert.match(href, /^\/carte\?section=/);
    await page.goto(endpoint.origin + href);
    assert.ok((await results(page)).length > 0);
    await page.goto(`${endpoint.origin}/carte?page=2`);
    assert.equal((await results(page)).length, 20);
    const single = await page.$eval(".map .sign:not(.bubble)", (sign) => sign.getAttribute("href"));
    const answer = await page.goto(endpoint.origin + single);
    assert.equal(answer.status(), 200);
  }),
);

test(
  "a place says its nearest stop and station, and gives its address to copy",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await phone(browser, endpoint.origin, "/lieux");
    await page.browserContext().overridePermissions(endpoint.origin, ["clipboard-read", "clipboard-sanitized-write"]);
    await page.goto(`${endpoint.origin}/lieux/bps22`, { waitUntil: "domcontentloaded" });
    await appReady(page);
    await page.waitForSelector(hook("detail"));
    const text = await page.$eval(hook("detail"), (detail) => detail.textContent);
    assert.match(text, /Arrêt de métro le plus proche.*à environ .*min à pied/s);
    assert.match(text, /Gare la plus proche.*à environ/s);
    await page.bringToFront();
    await page.click(hook("copy-address"));
    await page.waitForFunction(() => /Adresse copiée/.test(document.querySelector("main").textContent));
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /Boulevard Solvay/);
  }),
);
