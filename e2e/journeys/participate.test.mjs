// Residents say something: at each door, by words, by voice, with a photo, with the keyboard, without JavaScript.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { untilSync } from "../support/app.mjs";
import { appReady, hook, launch, openPage, withBrowser } from "../support/browser.mjs";
import { Endpoint } from "../support/endpoint.mjs";
import { waitFor } from "../support/wait.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PHONE = { width: 360, height: 640 };
const MICROPHONE = { args: ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"] };
const TEXT = hook("contribution-text");
const SUBMIT = hook("contribution-submit");

async function open(page, address) {
  await page.goto(address, { waitUntil: "domcontentloaded" });
  await appReady(page);
  await untilSync(page, "fresh", "offline", "failed");
  // What the server drew has given way to what the app draws.
  await page.waitForFunction(() => performance.getEntriesByName("chava:interactive").length > 0);
}

/** Touches an element where a finger would: away from the bar at the bottom. */
async function tap(page, selector) {
  await page.waitForSelector(selector);
  await page.$eval(selector, (element) => element.scrollIntoView({ block: "center" }));
  await page.click(selector);
}

async function mine(page, origin) {
  await open(page, `${origin}/mes-contributions`);
  return page.$$eval(hook("contribution"), (all) =>
    all.map((one) => ({ state: one.dataset.state, text: one.textContent })),
  );
}

/** As long as a draft may take to be kept. */
const aSecond = (page) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)));

/** Everything that the endpoint has stored, item by item. */
async function stored(endpoint) {
  const lines = await endpoint.command("export", "--format", "contributions");
  return lines
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

async function firstPlace(endpoint) {
  return (await endpoint.export()).places[0];
}

test(
  "with the words alone each door sends, exactly once, and says what happens next",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const place = await firstPlace(endpoint);
    const page = await openPage(browser, null, { viewport: PHONE });
    const doors = {
      obstacle: "obstacle",
      idee: "idea",
      proposer: "proposal",
      [`corriger?place=${place.id}`]: "correction",
      entraide: "collaboration",
    };
    for (const [door, kind] of Object.entries(doors)) {
      await open(page, `${endpoint.origin}/participer/${door}`);
      await page.type(TEXT, `mots pour ${kind}`);
      await tap(page, SUBMIT);
      await page.waitForSelector(".stored");
      assert.equal(await page.evaluate(() => document.activeElement.className), "stored", "the focus follows");
    }
    const all = await waitFor("all at the endpoint", async () => {
      const items = await stored(endpoint);
      return items.length === 5 && items;
    });
    for (const kind of Object.values(doors)) {
      const [item] = all.filter((one) => one.kind === kind);
      assert.equal(item?.body.text, `mots pour ${kind}`, kind);
    }
    assert.deepEqual(all.find(({ kind }) => kind === "obstacle").body.obstacles, ["other"]);
    assert.deepEqual(all.find(({ kind }) => kind === "correction").body.about, { kind: "place", id: place.id });
    assert.deepEqual(page.faults, []);
  }),
);

test(
  "choices, theme and section come from the page one comes from, and what leaves is shown before",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await openPage(browser, null, { viewport: PHONE });
    await open(page, `${endpoint.origin}/themes/education-numerique`);
    await tap(page, 'a[href="/participer/obstacle?theme=education-numerique"]');
    await page.waitForSelector(TEXT);
    await tap(page, 'input[value="childcare"]');
    await tap(page, 'input[value="money"]');
    await page.type(TEXT, "Personne pour garder mes enfants. Mon numéro : 0471 23 45 67.");
    const summary = await waitFor("a summary with a warning", () =>
      page.$eval(".summary", (box) => box.querySelector(".personal") && box.textContent),
    );
    assert.match(summary, /sans votre nom/);
    assert.match(summary, /numéro de téléphone/);
    assert.match(summary, /garde des enfants/);
    // Others have said it already; one touch says the same.
    await tap(page, ".nearest button");
    await page.waitForSelector(".joined");
    await tap(page, SUBMIT);
    await page.waitForSelector(".stored");
    const all = await waitFor("both at the endpoint", async () => {
      const items = await stored(endpoint);
      return items.length === 2 && items;
    });
    const words = all.find(({ body }) => body.text);
    assert.deepEqual(words.body.obstacles, ["money", "childcare"]);
    assert.equal(words.body.theme, "education-numerique");
    const joined = all.find(({ body }) => !body.text);
    assert.equal(joined.body.about.kind, "need");
    assert.equal(joined.body.about.id, "garde-d-enfants-et-transport");
  }),
);

test(
  "a correction carries its record's facts and sends only what was changed",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const place = (await endpoint.export()).places.find(({ email }) => email);
    const page = await openPage(browser, null, { viewport: PHONE });
    await open(page, `${endpoint.origin}/participer/corriger?place=${place.id}`);
    await page.$eval(".fold", (fold) => {
      fold.open = true;
    });
    assert.equal(await page.$eval('[name="change-email"]', (field) => field.value), place.email);
    await page.$eval('[name="change-email"]', (field) => field.select());
    await page.type('[name="change-email"]', "juste@exemple.be");
    await tap(page, SUBMIT);
    await page.waitForSelector(".stored");
    const [item] = await waitFor("it at the endpoint", async () => {
      const items = await stored(endpoint);
      return items.length === 1 && items;
    });
    assert.deepEqual(item.body.changes, { email: "juste@exemple.be" });
    assert.deepEqual(item.body.about, { kind: "place", id: place.id });
  }),
);

test("a draft outlives a change of language and a kill, and two drafts live side by side", async (t) => {
  const endpoint = await Endpoint.start(t);
  const userDataDir = await mkdtemp(join(tmpdir(), "chava-profile-"));
  t.after(() => rm(userDataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));
  let browser = await launch("chromium", { userDataDir });
  t.after(() => browser.close());
  let page = await openPage(browser, null, { viewport: PHONE });
  await open(page, `${endpoint.origin}/participer/idee`);
  await page.type(TEXT, "Un atelier vélo à Gilly");
  await page.select(hook("language-select"), "nl");
  await page.waitForFunction(() => document.documentElement.lang === "nl");
  assert.equal(await page.$eval(TEXT, (field) => field.value), "Un atelier vélo à Gilly");
  await page.type(TEXT, ", le soir");
  await aSecond(page);
  await open(page, `${endpoint.origin}/participer/obstacle`);
  await tap(page, 'input[value="hours"]');
  await page.type(TEXT, "Je finis à 18 h");
  await aSecond(page);
  browser.process().kill("SIGKILL");
  await waitFor("the browser gone", () => browser.process().exitCode !== null || browser.process().signalCode);

  browser = await launch("chromium", { userDataDir });
  page = await openPage(browser, null, { viewport: PHONE });
  const drafts = await mine(page, endpoint.origin);
  assert.deepEqual(
    drafts.map(({ state }) => state),
    ["draft", "draft"],
  );
  assert.ok(drafts.some(({ text }) => text.includes("Un atelier vélo à Gilly, le soir")));
  await open(page, `${endpoint.origin}/participer/obstacle`);
  assert.equal(await page.$eval(TEXT, (field) => field.value), "Je finis à 18 h");
  assert.equal(await page.$eval('input[value="hours"]', (box) => box.checked), true);
  assert.equal((await stored(endpoint)).length, 0, "a draft never leaves");
});

test("a voice is kept piece by piece, outlives a kill, is heard again and sent", async (t) => {
  const endpoint = await Endpoint.start(t);
  const userDataDir = await mkdtemp(join(tmpdir(), "chava-profile-"));
  t.after(() => rm(userDataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));
  let browser = await launch("chromium", { userDataDir, ...MICROPHONE });
  t.after(() => browser.close());
  let page = await openPage(browser, null, { viewport: PHONE });
  await open(page, `${endpoint.origin}/participer/idee`);
  await tap(page, ".recorder button");
  await waitFor("five seconds of voice", () =>
    page.$eval(".meter", (meter) => Number.parseInt(meter.textContent, 10) >= 5),
  );
  browser.process().kill("SIGKILL");
  await waitFor("the browser gone", () => browser.process().exitCode !== null || browser.process().signalCode);

  browser = await launch("chromium", { userDataDir, ...MICROPHONE });
  page = await openPage(browser, null, { viewport: PHONE });
  await open(page, `${endpoint.origin}/participer/idee`);
  await page.waitForSelector(".medium audio[src]");
  const seconds = await waitFor("the length of what was kept", () =>
    page.$eval(
      ".medium audio",
      (audio) =>
        new Promise((resolve) => {
          // A recording that was cut has no length of its own: the end is where one can't go further.
          audio.ondurationchange = () => Number.isFinite(audio.duration) && resolve(audio.duration);
          audio.currentTime = 1e6;
          setTimeout(() => resolve(Number.isFinite(audio.duration) && audio.duration), 3000);
        }),
    ),
  );
  assert.ok(seconds >= 4, `${seconds} s of 5 were kept`);
  await tap(page, SUBMIT);
  await page.waitForSelector(".stored");
  const [item] = await waitFor("it at the endpoint", async () => {
    const items = await stored(endpoint);
    return items.length === 1 && items;
  });
  const [attachment] = item.attachments ?? item.body.attachments ?? [];
  assert.match(attachment.mediaType, /^audio\//);
  assert.ok(attachment.bytes <= 12_000 * Math.ceil(seconds / 10) + 1500, `${attachment.bytes} bytes for ${seconds} s`);
});

test(
  "a microphone that is refused is said in words, and the words stay",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await openPage(browser, null, { viewport: PHONE });
    await browser.defaultBrowserContext().overridePermissions(endpoint.origin, []);
    await open(page, `${endpoint.origin}/participer/idee`);
    await page.type(TEXT, "Des mots");
    await tap(page, ".recorder button");
    await page.waitForFunction(() => /Écrivez/.test(document.querySelector(".recorder [role=status]").textContent));
    assert.equal(await page.$eval(TEXT, (field) => field.value), "Des mots");
  }),
);

/** The bytes of an attachment, wherever the endpoint keeps them. */
async function attachmentOf(endpoint, sha256) {
  const directory = join(endpoint.directory, "data");
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath ?? entry.path, entry.name));
    if (createHash("sha256").update(bytes).digest("hex") === sha256) return bytes;
  }
  return null;
}

/** A JPEG of the browser's own with metadata put in: a place and a device. */
async function photoWithPlace(page) {
  const plain = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [3000, 2000];
    const context = canvas.getContext("2d");
    for (let n = 0; n < 4000; n += 1) {
      context.fillStyle = `hsl(${(n * 47) % 360} 80% 50%)`;
      context.fillRect((n * 97) % 3000, (n * 61) % 2000, 90, 60);
    }
    return canvas.toDataURL("image/jpeg", 0.95).split(",")[1];
  });
  const jpeg = Buffer.from(plain, "base64");
  const told = Buffer.from("Exif\0\0SECRET-PLACE-50.41N-4.44E-PHONE-X");
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, told.length + 2]), told]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}

test(
  "a photo loses its place and its device, weighs no more than 200 kB, and can be taken away again",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const directory = await mkdtemp(join(tmpdir(), "chava-photo-"));
    t.after(() => rm(directory, { recursive: true, force: true }));
    const page = await openPage(browser, null, { viewport: PHONE });
    await open(page, `${endpoint.origin}/participer/proposer`);
    const file = join(directory, "photo.jpg");
    await writeFile(file, await photoWithPlace(page));
    const choose = async () => (await page.waitForSelector("#photo")).uploadFile(file);
    await choose();
    await page.waitForSelector(".medium img[src]");
    const width = await page.$eval(".medium img", async (image) => {
      await image.decode();
      return image.naturalWidth;
    });
    assert.ok(width <= 1600 && width >= 480, `${width} pixels wide`);
    await tap(page, ".medium button");
    await page.waitForSelector("#photo");
    await choose();
    await page.waitForSelector(".medium img[src]");
    await page.type('[name="photo-words"]', "La porte");
    await page.type(TEXT, "Un atelier ici");
    await tap(page, SUBMIT);
    await page.waitForSelector(".stored");
    const [item] = await waitFor("it at the endpoint", async () => {
      const items = await stored(endpoint);
      return items.length === 1 && items;
    });
    assert.match(item.body.text, /^Un atelier ici\n\n\[photo\] La porte$/);
    const [attachment] = item.attachments;
    assert.ok(attachment.bytes <= 200_000, `${attachment.bytes} bytes`);
    const arrived = await waitFor("the photo at the endpoint", () => attachmentOf(endpoint, attachment.sha256));
    const words = arrived.toString("latin1");
    assert.ok(!words.includes("SECRET") && !words.includes("Exif"), "nothing of where and with what");
  }),
);

test(
  "with the keyboard alone: choose, write, send",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await openPage(browser, null, { viewport: PHONE });
    await open(page, `${endpoint.origin}/participer/obstacle`);
    const tabTo = async (selector) => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press("Tab");
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
      }
      throw new Error(`${selector} is not reached by Tab`);
    };
    await tabTo('input[value="transport"]');
    const ring = await page.evaluate(() => getComputedStyle(document.activeElement.nextElementSibling).outlineStyle);
    assert.notEqual(ring, "none", "one sees where the focus is");
    await page.keyboard.press("Space");
    await tabTo(TEXT);
    await page.keyboard.type("Le dernier bus part trop tôt");
    await tabTo(SUBMIT);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".stored");
    const [item] = await waitFor("it at the endpoint", async () => {
      const items = await stored(endpoint);
      return items.length === 1 && items;
    });
    assert.deepEqual(item.body.obstacles, ["transport"]);
  }),
);

for (const scheme of ["light", "dark"]) {
  test(
    `no violation at any door, ${scheme}`,
    withBrowser("chromium", async (browser, t) => {
      const endpoint = await Endpoint.start(t);
      const place = await firstPlace(endpoint);
      const page = await openPage(browser, null, { viewport: PHONE });
      await page.emulateMediaFeatures([
        { name: "prefers-color-scheme", value: scheme },
        { name: "prefers-reduced-motion", value: "reduce" },
      ]);
      const violations = [];
      const look = async (where) => {
        await page.evaluate(AXE);
        const found = await page.evaluate(async () => {
          const every = { runOnly: window.axe.getRules().map(({ ruleId }) => ruleId) };
          const result = await window.axe.run(document, every);
          return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" "))}`);
        });
        violations.push(...found.map((violation) => `${where} ${violation}`));
      };
      const doors = ["", "/obstacle", "/idee", "/proposer", `/corriger?place=${place.id}`, "/entraide", "/besoins"];
      for (const door of doors) {
        await open(page, `${endpoint.origin}/participer${door}`);
        await page.$$eval("details", (folds) => {
          for (const fold of folds) fold.open = true;
        });
        if (await page.$(TEXT)) {
          await page.type(TEXT, "garder mes enfants");
          await page.waitForSelector(".summary");
        }
        await look(door);
      }
      await tap(page, 'a[href^="/participer/obstacle?need="]');
      await page.waitForSelector(TEXT);
      await page.type(TEXT, "moi aussi");
      // The summary moves the button; one taps where it comes to rest.
      await page.waitForSelector(".summary");
      await tap(page, SUBMIT);
      await page.waitForSelector(".stored");
      await look("stored");
      assert.deepEqual(violations, []);
    }),
  );
}

test(
  "without JavaScript the same form is a plain one, and gives a receipt to keep",
  withBrowser("chromium", async (browser, t) => {
    const endpoint = await Endpoint.start(t);
    const page = await openPage(browser, null, { before: (fresh) => fresh.setJavaScriptEnabled(false) });
    await page.goto(`${endpoint.origin}/participer/obstacle`);
    await page.click('input[value="reading"]');
    await page.type(TEXT, "Les papiers");
    await Promise.all([page.waitForNavigation(), page.click(SUBMIT)]);
    assert.match(page.url(), /\/recu\//);
    const [item] = await stored(endpoint);
    assert.deepEqual(item.body, { obstacles: ["reading"], text: "Les papiers" });
  }),
);
