// The map's first paint: the running app is asked for /carte, as a link asks, until what it drew is on the screen.
import { withPage, withProfile } from "./chromium.mjs";
import { serve } from "./endpoint.mjs";
import { visit } from "./visit.mjs";

export const PLACES = 500;
const CPU = 4;

/** First and second paint and one zoom, `options.rounds` times with an empty profile each. */
export async function measureMap(options, catalogue) {
  const server = await serve(options, catalogue.data);
  const rounds = [];
  try {
    for (let round = 1; round <= options.rounds; round += 1) {
      rounds.push(await withProfile((profile) => oneRound(options, profile, server.origin)));
    }
  } finally {
    await server.stop();
  }
  return rounds;
}

async function oneRound(options, profile, origin) {
  const about = `${origin}/a-propos`;
  // Once to fill the phone; the paint is measured in a browser that starts with everything on it.
  await withPage(options, { profile, cpu: 1 }, (page) => visit(page, about));
  return withPage(options, { profile, cpu: CPU }, async (page) => {
    await visit(page, about);
    const first = await painted(page, 'footer a[href="/carte"]', ".map .sign");
    const zoom = await painted(page, ".map-buttons button", undefined);
    await painted(page, 'footer a[href="/a-propos"]', ".prose");
    return { first, zoom, again: await painted(page, 'footer a[href="/carte"]', ".map .sign") };
  });
}

/** From a click until the frame after `wanted` is in the page, or after the click's own work, has been drawn. */
function painted(page, link, wanted) {
  return page.evaluate(
    (link, wanted) =>
      new Promise((done) => {
        const start = performance.now();
        const afterFrame = () =>
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => done(performance.now() - start);
            channel.port2.postMessage(undefined);
          });
        const look = () => {
          if (wanted !== undefined && !document.querySelector(wanted)) return;
          observer.disconnect();
          afterFrame();
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { subtree: true, childList: true, attributes: true });
        document.querySelector(link).click();
      }),
    link,
    wanted,
  );
}
