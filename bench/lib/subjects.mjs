// Who is measured: how each is served, and when its first visit has left everything in place.
import { serve } from "./endpoint.mjs";
import { serveRival } from "./rival-server.mjs";

/** ChaVa: the real endpoint with the real site. Its index is worked out and kept after its records are safe. */
export const ours = (options, catalogue) => ({
  name: "ours",
  serve: () => serve(options, catalogue.data),
  async prepared(page) {
    const settled = () => performance.getEntriesByName("chava:settled")[0]?.startTime;
    await page.waitForFunction(settled, { polling: 50 });
    return page.evaluate(settled);
  },
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
