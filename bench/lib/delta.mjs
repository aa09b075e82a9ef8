// A change of a hundred records: what travels to a phone that has the rest, and how soon it is stored.
import { writeFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { brotliCompressSync } from "node:zlib";
import { withPage, withProfile } from "./chromium.mjs";
import { importFile, readDocument, serve } from "./endpoint.mjs";
import { getCoded } from "./net.mjs";
import { responses } from "./probe.mjs";

const CHANGED = 100;
const FEED = "/api/feed";
// The endpoint lets a pointer and a last page be cached for eight seconds.
const CACHED_MS = 9000;

/** Changes records at the endpoint `options.rounds` times and measures how the change arrives. */
export function measureDelta(options, catalogue, cpu) {
  return withProfile(async (profile) => {
    const server = await serve(options, catalogue.data);
    try {
      return await withPage(options, { profile, cpu }, (page) => rounds(page, server.origin, options, catalogue));
    } finally {
      await server.stop();
    }
  });
}

async function rounds(page, origin, options, catalogue) {
  await page.goto(`${origin}/`, { waitUntil: "domcontentloaded" });
  await freshTimes(page, 1);
  const measured = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    const document = await readDocument(catalogue.file);
    const changed = change(document, round);
    await writeFile(catalogue.file, JSON.stringify(document));
    measured.push({
      ...(await oneRound(page, origin, options, catalogue)),
      plain: brotliCompressSync(JSON.stringify(changed)).length,
    });
  }
  return measured;
}

async function oneRound(page, origin, options, catalogue) {
  const known = await page.evaluate(() => globalThis.__bench.fresh.length);
  const before = await pointer(origin);
  const begun = await page.evaluate(() => performance.now());
  await importFile(options.endpoint, catalogue.data, catalogue.file);
  while ((await pointer(origin)).change === before.change) await pause(100);
  await pause(CACHED_MS);
  // The app may have noticed by itself; where it has not, the button says so.
  if ((await page.evaluate(() => globalThis.__bench.fresh.length)) === known)
    await page.click("[data-testid=sync-now]");
  const times = await freshTimes(page, known + 1);
  const pages = (await responses(page, FEED)).filter(({ end }) => end > begun);
  const weighed = await Promise.all(pages.map(async ({ url, end }) => ({ end, ...(await getCoded(url)) })));
  const carrying = weighed.reduce((most, answer) => (answer.body.length > most.body.length ? answer : most));
  return {
    applied: times[known].at - carrying.end,
    bodies: sum(weighed, ({ body }) => body.length),
    wire: sum(weighed, ({ body, headerBytes }) => body.length + headerBytes),
  };
}

const sum = (list, of) => list.reduce((total, item) => total + of(item), 0);

const pointer = async (origin) => (await fetch(`${origin}/api/catalogue`)).json();

async function freshTimes(page, wanted) {
  await page.waitForFunction((least) => globalThis.__bench.fresh.length >= least, { polling: 50 }, wanted);
  return page.evaluate(() => globalThis.__bench.fresh);
}

// Spread over the catalogue, as a day's corrections are.
function change(document, round) {
  const { places } = document;
  const step = Math.max(1, Math.floor(places.length / CHANGED));
  const changed = places.filter((_, at) => at % step === round % step).slice(0, CHANGED);
  for (const [number, place] of changed.entries()) {
    place.description = `Accueil ${round}.${number} : entrée par la cour, sonnez à la porte ${number + round}.`;
  }
  return changed;
}
