// Types as a person on a phone does, and says how long each key's results took.
import { setTimeout as pause } from "node:timers/promises";
import { percentile } from "./stats.mjs";

const QUERIES = ["bibliotheque", "aide ordi", "potager", "cv", "français", "biblioteque"];
const BETWEEN_KEYS_MS = 150;
const SETTLE_MS = 600;
const BOX = "[data-testid=search-input]";

/** Types all queries; p95 and median milliseconds from key to results, and the long tasks meanwhile. */
export async function typeQueries(page) {
  await page.focus(BOX);
  const started = await page.evaluate(() => performance.now());
  for (const query of QUERIES) {
    await empty(page);
    for (const letter of query) {
      const next = pause(BETWEEN_KEYS_MS);
      await page.keyboard.type(letter);
      await next;
    }
    await pause(SETTLE_MS);
  }
  await settled(page);
  const seen = await page.evaluate(() => globalThis.__bench);
  const waits = latencies(seen);
  return {
    p95: percentile(waits, 0.95),
    median: percentile(waits, 0.5),
    keys: waits.length,
    longTasks: seen.longTasks.filter(({ at, duration }) => at + duration > started).length,
  };
}

// Emptied by script: only what is typed counts.
async function empty(page) {
  await page.$eval(BOX, (box) => {
    box.value = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await pause(SETTLE_MS);
}

const settled = (page) =>
  page.waitForFunction(
    () => {
      const { keys, painted } = globalThis.__bench;
      return painted.some(({ at, value }) => at >= keys.at(-1).at && value.trim() === keys.at(-1).value.trim());
    },
    { polling: 50 },
  );

/** For each key that changed the query: until its results, or those of a later key, were in the page. */
export function latencies({ keys, painted }) {
  const changing = keys.filter(({ value }, at) => value.trim() !== (keys[at - 1]?.value.trim() ?? ""));
  return changing.map(({ at, value }, number) => {
    const accepted = new Set(
      [value, ...changing.slice(number + 1).map((later) => later.value)].map((text) => text.trim()),
    );
    const shown = painted.find((mark) => mark.at >= at && accepted.has(mark.value.trim()));
    return shown === undefined ? Infinity : shown.at - at;
  });
}
