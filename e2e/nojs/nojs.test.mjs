// JavaScript off: every page is complete, links and the search form work.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PUBLIC_PAGES, recordPages, results } from "../support/app.mjs";
import { hook, openPage, withBrowser } from "../support/browser.mjs";
import { Endpoint } from "../support/endpoint.mjs";

const withoutScripts = { before: (page) => page.setJavaScriptEnabled(false) };

test(
  "every page says what it has to say, with one main heading and a title of its own",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await openPage(browser, null, withoutScripts);
    const titles = new Map();
    for (const path of [...PUBLIC_PAGES, ...recordPages(await endpoint.export())]) {
      const answer = await page.goto(endpoint.origin + path);
      assert.equal(answer.status(), path.includes("n-existe-pas") ? 404 : 200, path);
      assert.equal(await page.$$eval("h1", (headings) => headings.length), 1, `${path} has one h1`);
      assert.ok((await page.$eval("main", (main) => main.textContent.trim().length)) > 30, `${path} is not empty`);
      const title = await page.title();
      const twin = titles.get(title);
      assert.ok(!twin || twin.split("?")[0] === path.split("?")[0], `${path} and ${twin} are both called "${title}"`);
      titles.set(title, path);
      const policy = answer.headers()["content-security-policy"] ?? "";
      assert.doesNotMatch(policy.match(/script-src[^;]*/)?.[0] ?? "none", /unsafe-inline|none/, path);
    }
  }),
);

test(
  "the search form finds, lists have pages, and a result opens",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await openPage(browser, `${endpoint.origin}/`, withoutScripts);
    await page.type(hook("search-input"), "bibliothèque");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.match(page.url(), /\/chercher\?.*q=biblioth/);
    const [hit] = await results(page);
    assert.match(hit.text, /biblioth/i);
    await Promise.all([page.waitForNavigation(), page.click(`${hook("result")}[data-id="${hit.id}"] a`)]);
    assert.ok(await page.$(`${hook("detail")}[data-id="${hit.id}"]`));

    await page.goto(`${endpoint.origin}/lieux`);
    const firstPage = await results(page);
    const total = await page.$eval(hook("result-count"), (count) => Number(count.dataset.count));
    assert.ok(total > 50);
    assert.equal(firstPage.length, 50);
    await Promise.all([page.waitForNavigation(), page.click('a[href*="page=2"]')]);
    const secondPage = await results(page);
    assert.equal(secondPage.length, Math.min(50, total - 50));
    assert.ok(!secondPage.some(({ id }) => firstPage.some((seen) => seen.id === id)));
  }),
);

test(
  "a form is sent, leads to a receipt one can keep, and what was sent is taken back",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await openPage(browser, `${endpoint.origin}/participer/obstacle?lang=nl`, withoutScripts);
    await page.type(hook("contribution-text"), "De bus is te duur.");
    await Promise.all([page.waitForNavigation(), page.click(hook("contribution-submit"))]);
    assert.match(page.url(), /\/recu\/[a-z]{5}(-[a-z]{5}){3}\?lang=nl$/);
    assert.equal(await page.$eval(hook("receipt"), (receipt) => receipt.dataset.state), "received");
    assert.equal(await page.$eval("html", (html) => html.lang), "nl");
    await page.click(".receipt summary");
    await Promise.all([page.waitForNavigation(), page.click(".receipt form button")]);
    assert.equal(await page.$eval(hook("receipt"), (receipt) => receipt.dataset.state), "withdrawn");
  }),
);
