// Saving what a person says: from the tap on the button until the frame counts it, which it does once it is durably stored.
import { setTimeout as pause } from "node:timers/promises";
import { withPage, withProfile } from "./chromium.mjs";
import { serve } from "./endpoint.mjs";
import { REST_MS, visit } from "./visit.mjs";

const TIMES = 3;

/** The first message of a start and those after it, `options.rounds` times with an empty profile and no network each. */
export async function measureSaving(options, catalogue, cpu) {
  const rounds = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    rounds.push(await withProfile((profile) => oneRound(options, catalogue, profile, cpu)));
  }
  return rounds;
}

async function oneRound(options, catalogue, profile, cpu) {
  const server = await serve(options, catalogue.data);
  try {
    await withPage(options, { profile, cpu: 1 }, (page) => visit(page, `${server.origin}/`));
  } finally {
    await server.stop();
  }
  return withPage(options, { profile, cpu }, async (page) => {
    const [first, ...more] = await saveSeveral(page, server.origin);
    return { first, more };
  });
}

async function saveSeveral(page, origin) {
  const took = [];
  await page.goto(`${origin}/participer`, { waitUntil: "domcontentloaded" });
  await page.waitForSelector("[data-app-ready=true]");
  for (let number = 1; number <= TIMES; number += 1) {
    await follow(page, "/participer/idee");
    const words = await page.waitForSelector("[data-testid=contribution-text]");
    await words.type(`Une salle ouverte le soir, message ${number}`);
    // Its draft is kept by then.
    await pause(REST_MS);
    took.push(await page.evaluate(untilCounted));
    await pause(REST_MS);
    await follow(page, "/participer");
  }
  return took;
}

async function follow(page, path) {
  const link = await page.waitForSelector(`a[href="${path}"]`);
  await link.evaluate((element) => element.click());
}

// Runs in the page.
function untilCounted() {
  return new Promise((done) => {
    const count = document.querySelector("[data-testid=outbox-count]");
    const before = count.dataset.count;
    const start = performance.now();
    new MutationObserver(() => {
      if (count.dataset.count !== before) done(performance.now() - start);
    }).observe(count, { attributes: true });
    document.querySelector("[data-testid=contribution-submit]").click();
  });
}
