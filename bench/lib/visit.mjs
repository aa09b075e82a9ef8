// Fills a phone: a visit that ends once catalogue and service worker are there.
import { setTimeout as pause } from "node:timers/promises";

/** Until what is done after a visit has been done too. */
export const REST_MS = 1500;

/** Opens an address and waits until the phone has all that it keeps. */
export async function visit(page, address) {
  await page.goto(address, { waitUntil: "domcontentloaded" });
  await page.waitForFunction(() => globalThis.__bench.fresh.length > 0, { polling: 50 });
  await page.waitForFunction(() => navigator.serviceWorker.ready.then(() => true));
  await pause(REST_MS);
}
