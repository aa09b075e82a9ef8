// Lighthouse's four categories for the home page, where the package is installed.
import { withPage, withProfile } from "./chromium.mjs";
import { serve } from "./endpoint.mjs";

export const CATEGORIES = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };

/** Category → score of 100; undefined without the package. */
export async function measureLighthouse(options, catalogue) {
  const lighthouse = await import("lighthouse").then(
    (found) => found.default,
    () => undefined,
  );
  if (lighthouse === undefined) return undefined;
  const server = await serve(options, catalogue.data);
  try {
    return await withProfile((profile) =>
      withPage(options, { profile, cpu: 1 }, async (_, browser) => {
        const port = Number(new URL(browser.wsEndpoint()).port);
        const { lhr } = await lighthouse(`${server.origin}/`, {
          port,
          logLevel: "error",
          onlyCategories: Object.keys(CATEGORIES),
        });
        return Object.fromEntries(
          Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round(score * 100)]),
        );
      }),
    );
  } finally {
    await server.stop();
  }
}
