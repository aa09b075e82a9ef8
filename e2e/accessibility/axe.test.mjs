// axe with every rule on, on every page, light and dark, on a phone and on a tablet.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { PUBLIC_PAGES, recordPages, untilSync } from "../support/app.mjs";
import { appReady, openPage, withBrowser } from "../support/browser.mjs";
import { Endpoint } from "../support/endpoint.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SIZES = { phone: { width: 360, height: 640 }, tablet: { width: 1024, height: 768 } };

for (const scheme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    test(
      `no violation on any page, ${scheme}, ${size}`,
      withBrowser("chromium", async (browser, t) => {
        const endpoint = await Endpoint.start(t);
        const paths = [...PUBLIC_PAGES, ...recordPages(await endpoint.export())];
        const page = await openPage(browser, null, { viewport });
        await page.emulateMediaFeatures([
          { name: "prefers-color-scheme", value: scheme },
          { name: "prefers-reduced-motion", value: "reduce" },
        ]);
        const violations = [];
        for (const path of paths) {
          await page.goto(endpoint.origin + path, { waitUntil: "domcontentloaded" });
          await appReady(page);
          await untilSync(page, "fresh");
          await page.evaluate(AXE);
          const found = await page.evaluate(async () => {
            const every = { runOnly: window.axe.getRules().map(({ ruleId }) => ruleId) };
            const { violations, passes } = await window.axe.run(document, every);
            // A run that looked at nothing would find nothing.
            if (passes.length < 15) return [`only ${passes.length} rules had anything to look at`];
            return violations.map(
              ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
            );
          });
          violations.push(...found.map((violation) => `${path} ${violation}`));
        }
        assert.deepEqual(violations, []);
      }),
    );
  }
}
