// One round of one subject: a first visit, then two starts with the server killed.
import { setTimeout as pause } from "node:timers/promises";
import { withPage, withProfile } from "./chromium.mjs";
import { collectGarbage, rendererMemory } from "./memory.mjs";
import { responses, waitFor } from "./probe.mjs";
import { typeQueries } from "./typing.mjs";

const SNAPSHOT = "/api/catalogue/[^/]+\\.json";
const REST_MS = 1500;

/** Measures `subject` at a CPU slow-down with a fresh profile. */
export function measure(options, subject, cpu) {
  return withProfile(async (profile) => {
    const server = await subject.serve();
    const on = (use) => withPage(options, { profile, cpu }, use);
    let figures;
    try {
      figures = await on((page) => firstVisit(page, server.origin, subject));
    } finally {
      await server.stop();
    }
    const firstResult = await on((page) => offlineResult(page, server.origin));
    const usable = await on((page, browser) => offlineUse(page, browser, server.origin));
    return { ...figures, firstResult, ...usable };
  });
}

async function firstVisit(page, origin, subject) {
  await page.goto(`${origin}/`, { waitUntil: "domcontentloaded" });
  await page.waitForFunction(() => globalThis.__bench.fresh.length > 0, { polling: 50 });
  const { fresh } = await page.evaluate(() => globalThis.__bench);
  const received = (await responses(page, SNAPSHOT)).at(-1).end;
  await page.waitForFunction(() => navigator.serviceWorker.ready.then(() => true));
  const prepared = await subject.prepared(page);
  return { durable: fresh[0].at - received, prepared: prepared - received };
}

async function offlineResult(page, origin) {
  await page.goto(`${origin}/chercher?q=bibliotheque`, { waitUntil: "domcontentloaded" });
  return waitFor(page, "firstResult");
}

async function offlineUse(page, browser, origin) {
  await page.goto(`${origin}/chercher`, { waitUntil: "domcontentloaded" });
  const interactive = await waitFor(page, "interactive");
  const typing = await typeQueries(page);
  await pause(REST_MS);
  const memory = await rendererMemory(browser);
  await collectGarbage(page);
  await pause(REST_MS);
  return { interactive, typing, memory, memoryCollected: await rendererMemory(browser) };
}
