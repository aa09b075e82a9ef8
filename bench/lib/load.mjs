// A first visit over slow 4G on a slow phone.
import { withPage, withProfile } from "./chromium.mjs";
import { serve } from "./endpoint.mjs";
import { waitFor } from "./probe.mjs";

const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const CPU = 4;

/** First paint, app-ready and bytes of `path`, `options.rounds` times with an empty profile each. */
export async function measureLoad(options, catalogue, path) {
  const server = await serve(options, catalogue.data);
  const measured = [];
  try {
    for (let round = 1; round <= options.rounds; round += 1) {
      measured.push(
        await withProfile((profile) =>
          withPage(options, { profile, cpu: CPU }, (page) => visit(page, server.origin + path)),
        ),
      );
    }
  } finally {
    await server.stop();
  }
  return measured;
}

async function visit(page, address) {
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW_4G);
  const weigh = weighing(session);
  await page.goto(address, { waitUntil: "domcontentloaded" });
  const ready = await waitFor(page, "appReady");
  const bytes = weigh();
  const painted = await page.waitForFunction(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
  );
  const paint = await painted.jsonValue();
  return { paint, ready, ...bytes };
}

function weighing(session) {
  const data = new Set();
  const bytes = { code: 0, data: 0 };
  session.on("Network.requestWillBeSent", ({ requestId, request }) => {
    if (new URL(request.url).pathname.startsWith("/api/")) data.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes[data.has(requestId) ? "data" : "code"] += encodedDataLength;
  });
  return () => ({ ...bytes });
}
