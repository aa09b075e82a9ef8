// A phone whose clock is wrong, in another part of the world: ChaVa reckons with the server's time, in Brussels, and says so.

import assert from "node:assert/strict";
import { test } from "node:test";
import { untilSync, untilUsable } from "../support/app.mjs";
import { appReady, hook, openPage, withBrowser, workerActive } from "../support/browser.mjs";
import { Endpoint } from "../support/endpoint.mjs";
import { waitFor } from "../support/wait.mjs";

const HOUR = 3_600_000;

/** The time in Brussels so many hours from now, as hours are written. */
function inBrussels(hours) {
  const form = { timeZone: "Europe/Brussels", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat("fr-BE", form).format(new Date(Date.now() + hours * HOUR));
}

/** A page of a phone whose clock is `ahead` milliseconds ahead, in a time zone. */
async function wrongPhone(browser, address, ahead, zone) {
  const before = async (page) => {
    await page.emulateTimezone(zone);
    await page.evaluateOnNewDocument((shift) => {
      const Right = Date;
      globalThis.Date = class extends Right {
        constructor(...parts) {
          if (parts.length) super(...parts);
          else super(Right.now() + shift);
        }
        static now() {
          return Right.now() + shift;
        }
      };
    }, ahead);
  };
  const page = await openPage(browser, address, { before });
  await appReady(page);
  return page;
}

/** A place that opened an hour ago and closes in two. */
async function city(t) {
  const endpoint = await Endpoint.start(t);
  const document = await endpoint.export();
  const [place] = document.places;
  place.openingHours = `Mo-Su ${inBrussels(-1)}-${inBrussels(2)}`;
  document.notices = (document.notices ?? []).filter(({ about }) => about.id !== place.id);
  await endpoint.import(document);
  const path = `/lieux/${place.id}`;
  const closes = inBrussels(2);
  await waitFor("the endpoint shows the hours", async () => {
    return (await (await fetch(endpoint.origin + path)).text()).includes('data-state="open"');
  });
  return { endpoint, path, closes };
}

const state = (page) => page.$eval(hook("open-state"), (element) => element.dataset.state);
const text = (page, name) => page.$eval(hook(name), (element) => element.textContent.replaceAll("\u00a0", " "));

/** `13:05` as ChaVa writes it: « 13 h 05 ». */
function spoken(time) {
  const [hour, minute] = time.split(":");
  return minute === "00" ? `${Number(hour)} h` : `${Number(hour)} h ${minute}`;
}

for (const [ahead, zone, said] of [
  [3 * HOUR, "Pacific/Auckland", /avance de 3 heures/],
  [-5 * HOUR, "America/Los_Angeles", /retarde de 5 heures/],
  [-400 * 24 * HOUR, "Asia/Kolkata", /retarde de 400 jours/],
]) {
  test(
    `a clock that ${said.source} in ${zone} is put right by a sync, and stays right without a network`,
    withBrowser("chromium", async (browser, t) => {
      const { endpoint, path, closes } = await city(t);
      const page = await wrongPhone(browser, endpoint.origin + path, ahead, zone);
      await untilUsable(page);
      await waitFor("open by the server's time", async () => (await state(page)) === "open");
      assert.ok((await text(page, "open-state")).includes(spoken(closes)), await text(page, "open-state"));
      assert.match(await text(page, "clock-wrong"), said);
      await workerActive(page);

      await endpoint.down();
      await page.reload();
      await appReady(page);
      await untilSync(page, "offline");
      assert.equal(await state(page), "open");
      // Said until the person puts it away, and then no more.
      await page.click(`${hook("clock-wrong")} button`);
      await waitFor("the message is away", async () => !(await page.$(hook("clock-wrong"))));
      await page.reload();
      await appReady(page);
      await untilSync(page, "offline");
      assert.equal(await page.$(hook("clock-wrong")), null);
      assert.equal(await state(page), "open");
    }),
  );
}

test(
  "a right clock is believed, and a zone far away changes nothing",
  withBrowser("chromium", async (browser, t) => {
    const { endpoint, path, closes } = await city(t);
    const page = await wrongPhone(browser, endpoint.origin + path, 0, "Pacific/Auckland");
    await untilUsable(page);
    assert.equal(await state(page), "open");
    assert.ok((await text(page, "open-state")).includes(spoken(closes)));
    assert.equal(await page.$(hook("clock-wrong")), null);
  }),
);
