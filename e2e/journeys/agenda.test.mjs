// The agenda: the week on a phone and on a tablet, by keyboard, without a network, without JavaScript, from right to left.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { results, untilSync, untilUsable } from "../support/app.mjs";
import { appReady, hook, openPage, withBrowser, workerActive } from "../support/browser.mjs";
import { Endpoint, STARTER } from "../support/endpoint.mjs";
import { waitFor } from "../support/wait.mjs";

const PHONE = { width: 360, height: 640 };
const TABLET = { width: 1024, height: 768 };
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Waits where today would end during the test, or has only just begun and nothing of it is over. */
async function awayFromMidnight() {
  const minutes = () => {
    const clock = { timeZone: "Europe/Brussels", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    const [hour, minute] = new Intl.DateTimeFormat("fr-BE", clock).format(Date.now()).split(/\D+/).map(Number);
    return hour * 60 + minute;
  };
  while (minutes() >= 24 * 60 - 4 || minutes() < 2) await pause(5_000);
}

/** A day in Brussels, counted from today. */
function day(offset) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels" }).format(Date.now() + offset * 86_400_000);
}

/** An endpoint whose catalogue has something on around today. */
async function withSessions(t) {
  await awayFromMidnight();
  const document = JSON.parse(await readFile(STARTER, "utf8"));
  const place = document.places.find(({ address }) => address.section === "Gilly");
  const [theme, otherTheme] = document.themes.map(({ id }) => id);
  const free = { kind: "free" };
  const session = (id, offset, time, rest) => {
    const start = time ? `${day(offset)}T${time}` : day(offset);
    return { id, title: `Zinneke ${id}`, placeId: place.id, start, durationMinutes: 120, themes: [theme], ...rest };
  };
  document.sessions.push(
    session("zz-tonight", 0, "23:30", { cost: free, durationMinutes: 29 }),
    session("zz-morning", 0, "00:00", { durationMinutes: 1 }),
    session("zz-tomorrow", 1, "14:00", { cost: free, sessionType: "conference" }),
    session("zz-other", 1, "10:00", { themes: [otherTheme], cost: { kind: "paid" } }),
    session("zz-no-hour", 2, null, { durationMinutes: undefined }),
    session("zz-full", 3, "18:00", { status: "full" }),
    session("zz-yesterday", -1, "18:00", { status: "cancelled", sessionType: "meeting" }),
    session("zz-before", -2, "18:00", { status: "cancelled" }),
  );
  const call = (id, closes) => ({ id, title: `Appel ${id}`, text: "Dites.", closes, themes: [theme] });
  document.calls.push(call("zz-five", day(5)), call("zz-last", day(0)), call("zz-closed", day(-3)));
  const folder = await mkdtemp(join(tmpdir(), "chava-agenda-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const catalogue = join(folder, "catalogue.json");
  await writeFile(catalogue, JSON.stringify(document));
  return { endpoint: await Endpoint.start(t, { catalogue }), document, theme };
}

/** The occurrences on the page as `id start`. */
function occurrences(page) {
  return page.$$eval(hook("result"), (elements) => elements.map(({ dataset }) => `${dataset.id} ${dataset.start}`));
}

/** What the endpoint's own command says takes place, as `id start`; cancelled ones only as long as they are shown. */
async function told(endpoint, from, to) {
  const lines = (await endpoint.command("agenda", "--from", from, "--to", to)).trim().split("\n");
  return lines
    .map((line) => JSON.parse(line))
    .filter(({ status, start }) => status !== "cancelled" || start.slice(0, 10) >= day(-1))
    .map(({ id, start }) => `${id} ${start}`);
}

async function freshPage(browser, endpoint, path, viewport) {
  const page = await openPage(browser, endpoint.origin + path, { viewport });
  await appReady(page);
  await untilSync(page, "fresh");
  // The data are stored before they are drawn.
  await page.waitForFunction(() => performance.getEntriesByName("chava:interactive").length > 0);
  return page;
}

const displayOf = (page, selector) => page.$eval(selector, (element) => getComputedStyle(element).display);

test(
  "on a phone: from home to what is on tonight and free in three taps, a list by days, and what the endpoint says",
  withBrowser("chromium", async (browser, t) => {
    const { endpoint } = await withSessions(t);
    const page = await freshPage(browser, endpoint, "/", PHONE);
    await page.click('a[href="/agenda?quand=ce-soir"]');
    await page.waitForSelector(hook("filter-cost"));
    await page.select(hook("filter-cost"), "gratuit");
    await waitFor("what is free tonight", async () => {
      return (await occurrences(page)).join() === `zz-tonight ${day(0)}T23:30`;
    });
    assert.equal(await page.$eval(hook("result-count"), ({ dataset }) => dataset.count), "1");

    await page.goto(`${endpoint.origin}/agenda`, { waitUntil: "domcontentloaded" });
    const week = await told(endpoint, day(0), day(6));
    assert.ok(week.length > 5);
    assert.deepEqual(await occurrences(page), week, "the server's page");
    await appReady(page);
    assert.deepEqual(await occurrences(page), week, "the app's page");
    assert.equal(await displayOf(page, ".week"), "block", "a list");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width);
    const over = await page.$eval(`${hook("result")}[data-id="zz-morning"]`, ({ textContent }) => textContent);
    assert.match(over, /terminé/);
    assert.deepEqual(page.faults, []);
  }),
);

test(
  "on a tablet with the keyboard alone: the week is a table, an entry opens, and the way back keeps the filters",
  withBrowser("chromium", async (browser, t) => {
    const { endpoint } = await withSessions(t);
    const page = await freshPage(browser, endpoint, "/agenda?cout=gratuit", TABLET);
    assert.equal(await displayOf(page, ".week"), "table");
    const { headings, columns } = await page.$eval(".week", (table) => ({
      headings: [...table.querySelectorAll('th[scope="row"] [role="heading"]')].map(({ textContent }) => textContent),
      columns: [...table.querySelectorAll('th[scope="col"]')].map(({ textContent }) => textContent),
    }));
    assert.equal(headings.length, 7);
    assert.deepEqual(headings.slice(0, 2), ["aujourd’hui", "demain"]);
    assert.deepEqual(columns.slice(-3), ["Matin", "Après-midi", "Soir"]);
    const cell = await page.$eval(`${hook("result")}[data-id="zz-tonight"]`, (entry) => entry.closest("td").cellIndex);
    assert.equal(cell, columns.indexOf("Soir") + 1, "what is on tonight stands below « Soir »");

    const wanted = `${hook("result")}[data-id="zz-tomorrow"]`;
    await waitFor("the focus on tomorrow's entry", async () => {
      await page.keyboard.press("Tab");
      return page.evaluate((selector) => Boolean(document.activeElement.closest(selector)), wanted);
    });
    await page.keyboard.press("Enter");
    await page.waitForSelector(`${hook("detail")}[data-id="zz-tomorrow"]`);
    assert.match(await page.$eval(hook("detail"), ({ textContent }) => textContent), /demain 14\sh – 16\sh, à Gilly/);
    await page.goBack();
    await page.waitForSelector(wanted);
    assert.match(page.url(), /cout=gratuit/);
    assert.equal(await page.$eval(hook("filter-cost"), ({ value }) => value), "gratuit");
    assert.deepEqual(page.faults, []);
  }),
);

test(
  "filters and days stay in the address: after a reload, with another moment, and a week further",
  withBrowser("chromium", async (browser, t) => {
    const { endpoint, theme } = await withSessions(t);
    const page = await freshPage(browser, endpoint, "/agenda", PHONE);
    await page.select(hook("filter-theme"), theme);
    await page.select(hook("filter-section"), "Gilly");
    await waitFor("the filters in the address", () => /theme=.+&section=Gilly/.test(page.url()));
    const filtered = await occurrences(page);
    assert.ok(filtered.some((found) => found.startsWith("zz-tomorrow")));
    assert.ok(!filtered.some((found) => found.startsWith("zz-other")), "another theme");
    await page.reload({ waitUntil: "domcontentloaded" });
    await appReady(page);
    assert.deepEqual(await occurrences(page), filtered);

    await page.click(`${hook("filter-when")} a[href*="quand=demain"]`);
    await waitFor("tomorrow alone", async () => (await occurrences(page)).join() === `zz-tomorrow ${day(1)}T14:00`);
    assert.equal(await page.$eval(hook("filter-section"), ({ value }) => value), "Gilly");
    assert.equal(await page.$eval(`${hook("filter-when")} [aria-current]`, ({ textContent }) => textContent), "Demain");
    await page.click(".agenda [rel=next]");
    await waitFor("the day after", () => page.url().includes(`du=${day(2)}&au=${day(2)}`));
    assert.match(page.url(), /section=Gilly/);
    await page.waitForSelector(`${hook("result")}[data-id="zz-no-hour"]`);

    await page.goto(`${endpoint.origin}/agenda?du=${day(-40)}&au=${day(-40)}&section=Gilly`, {
      waitUntil: "domcontentloaded",
    });
    await appReady(page);
    assert.deepEqual(await occurrences(page), []);
    assert.match(await page.$eval("main", ({ textContent }) => textContent), /Aucun rendez-vous.*Le prochain : /);
    await page.click("main .nothing a");
    await page.waitForSelector(hook("result"));
  }),
);

test(
  "the search and the agenda mean the same days",
  withBrowser("chromium", async (browser, t) => {
    const { endpoint } = await withSessions(t);
    const page = await openPage(browser, null);
    for (const moment of ["aujourdhui", "ce-soir", "demain", "semaine", "week-end"]) {
      await page.goto(`${endpoint.origin}/agenda?quand=${moment}`);
      await untilUsable(page);
      const ours = (await results(page)).filter(({ id }) => id.startsWith("zz-")).map(({ id }) => id);
      await page.goto(`${endpoint.origin}/chercher?q=zinneke&quand=${moment}`);
      await untilUsable(page);
      const found = (await results(page)).filter(({ id }) => id.startsWith("zz-")).map(({ id }) => id);
      assert.deepEqual(found.sort(), [...new Set(ours)].sort(), moment);
    }
  }),
);

test(
  "without a network the agenda is still there",
  withBrowser("chromium", async (browser, t) => {
    const { endpoint } = await withSessions(t);
    const page = await freshPage(browser, endpoint, "/agenda", PHONE);
    await workerActive(page);
    const week = await occurrences(page);
    await endpoint.down();
    for (const [path, expected] of [
      ["/agenda", null],
      ["/agenda?quand=demain&cout=gratuit", [`zz-tomorrow ${day(1)}T14:00`]],
    ]) {
      await page.goto(endpoint.origin + path, { waitUntil: "domcontentloaded" });
      await appReady(page);
      const found = await occurrences(page);
      assert.deepEqual(expected ? found.filter((one) => one.startsWith("zz-")) : found, expected ?? week, path);
    }
  }),
);

test(
  "a session that is cancelled at the endpoint says so after the next sync, and until the day after",
  withBrowser("chromium", async (browser, t) => {
    const { endpoint, document } = await withSessions(t);
    const page = await freshPage(browser, endpoint, "/agenda", PHONE);
    const entry = `${hook("result")}[data-id="zz-tomorrow"]`;
    assert.doesNotMatch(await page.$eval(entry, ({ textContent }) => textContent), /Annulé/);
    document.sessions.find(({ id }) => id === "zz-tomorrow").status = "cancelled";
    await endpoint.import(document);
    await waitFor("the cancellation", async () => {
      await page.click(hook("sync-now"));
      return page.$eval(entry, ({ textContent }) => /Annulé/.test(textContent));
    });
    await page.click(`${entry} a`);
    await page.waitForSelector(`${hook("detail")} .status-cancelled`);

    await page.goto(`${endpoint.origin}/agenda?du=${day(-2)}&au=${day(0)}`, { waitUntil: "domcontentloaded" });
    await appReady(page);
    const past = await results(page);
    assert.match(past.find(({ id }) => id === "zz-yesterday")?.text ?? "", /Annulé/, "the day after");
    assert.equal(
      past.find(({ id }) => id === "zz-before"),
      undefined,
      "two days after",
    );
  }),
);

test(
  "calls count their days, and what one can meet at stands beside them",
  withBrowser("chromium", async (browser, t) => {
    const { endpoint } = await withSessions(t);
    const page = await freshPage(browser, endpoint, "/appels", PHONE);
    const words = (id) => page.$eval(`#${id}`, ({ textContent }) => textContent);
    assert.match(await words("zz-five"), /encore 5 jours/);
    assert.match(await words("zz-last"), /dernier jour/);
    assert.match(await words("zz-closed"), /clos depuis le/);
    const main = await page.$eval("main", ({ textContent }) => textContent);
    assert.match(main, /Rencontres de la ville apprenante.*Conférence · demain 14\sh – 16\sh, à Gilly/);
    await page.goto(`${endpoint.origin}/`, { waitUntil: "domcontentloaded" });
    await appReady(page);
    const home = await page.$eval("main", ({ textContent }) => textContent);
    assert.match(home, /dernier jour/);
    assert.match(home, /Rencontres de la ville apprenante/);
  }),
);

test(
  "in each language server and app write the same days; Arabic goes from right to left with one kind of digits",
  withBrowser("chromium", async (browser, t) => {
    const { endpoint } = await withSessions(t);
    const page = await freshPage(browser, endpoint, "/agenda", TABLET);
    const written = (html) =>
      page.evaluate((text) => {
        const where = text ? new DOMParser().parseFromString(text, "text/html") : document;
        return [...where.querySelectorAll(".week th, .week time, .week caption")].map((one) => one.textContent);
      }, html);
    for (const lang of ["fr", "fr-falc", "nl", "en", "ar"]) {
      const address = `${endpoint.origin}/agenda?du=${day(0)}&au=${day(45)}&lang=${lang}`;
      const served = await written(await (await fetch(address)).text());
      await page.goto(address, { waitUntil: "domcontentloaded" });
      await appReady(page);
      assert.ok(served.length > 10);
      assert.deepEqual(await written(), served, lang);
    }
    assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
    const text = (await written()).join(" ");
    assert.match(text, /[\u0620-\u064a]+، \d+ [\u0620-\u064a]+/);
    assert.doesNotMatch(text, /[\u0660-\u0669]/, "the other digits");
  }),
);

test(
  "without JavaScript: the form takes a day and keeps the filters, and the days before and after are links",
  withBrowser("chromium", async (browser, t) => {
    const { endpoint, theme } = await withSessions(t);
    const page = await openPage(browser, `${endpoint.origin}/agenda?quand=demain&theme=${theme}`, {
      before: (page) => page.setJavaScriptEnabled(false),
    });
    assert.deepEqual(await occurrences(page), [`zz-tomorrow ${day(1)}T14:00`]);
    const send = () => Promise.all([page.waitForNavigation(), page.click(".agenda form button")]);
    await page.select(hook("filter-cost"), "gratuit");
    await send();
    assert.deepEqual(await occurrences(page), [`zz-tomorrow ${day(1)}T14:00`], "the moment is kept");
    await page.$eval("#jour", (input, value) => input.setAttribute("value", value), day(0));
    await send();
    assert.deepEqual(await occurrences(page), [`zz-tonight ${day(0)}T23:30`], "the day wins");
    assert.match(page.url(), /cout=gratuit/);
    await Promise.all([page.waitForNavigation(), page.click(".agenda [rel=next]")]);
    assert.deepEqual(await occurrences(page), [`zz-tomorrow ${day(1)}T14:00`]);
  }),
);

for (const [size, viewport] of Object.entries({ phone: PHONE, tablet: TABLET })) {
  test(
    `axe finds nothing on a full agenda and on calls, ${size}`,
    withBrowser("chromium", async (browser, t) => {
      const { endpoint } = await withSessions(t);
      const page = await freshPage(browser, endpoint, "/agenda", viewport);
      for (const path of [
        "/agenda",
        "/agenda?lang=ar",
        `/agenda?du=${day(-40)}&au=${day(-40)}&section=Gilly`,
        "/appels",
        "/seances/zz-full",
      ]) {
        await page.goto(endpoint.origin + path, { waitUntil: "domcontentloaded" });
        await appReady(page);
        await untilSync(page, "fresh");
        await page.evaluate(AXE);
        const violations = await page.evaluate(async () => {
          const every = { runOnly: window.axe.getRules().map(({ ruleId }) => ruleId) };
          const { violations } = await window.axe.run(document, every);
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
        });
        assert.deepEqual(violations, [], path);
      }
    }),
  );
}
