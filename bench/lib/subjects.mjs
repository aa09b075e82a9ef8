// Who is measured: how each is served, and when its first visit has left everything in place.
import { serve } from "./endpoint.mjs";
import { serveRival } from "./rival-server.mjs";

/** ChaVa: the real endpoint with the real site. */
export const ours = (options, catalogue) => ({
  name: "ours",
  serve: () => serve(options, catalogue.data),
  prepared: (page) => page.evaluate(() => globalThis.__bench.fresh[0].at),
});

/** The rival, which may still be keeping its index after its records are safe. */
export const rival = (files) => ({
  name: "rival",
  serve: () => serveRival(files),
  async prepared(page) {
    await page.waitForFunction(() => document.body.dataset.prepared === "true", { polling: 50 });
    return page.evaluate(() => performance.getEntriesByName("rival:index-saved")[0].startTime);
  },
});
