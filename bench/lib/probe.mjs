// What is watched inside a page, the same way for both subjects, from outside their code.

/** Installs the probe in every document the page will open. */
export const installProbe = (page) => page.evaluateOnNewDocument(watch);

// Runs in the page. Times are milliseconds since the navigation began.
function watch() {
  const seen = {
    firstResult: undefined,
    fresh: [],
    appReady: undefined,
    keys: [],
    painted: [],
    interactive: undefined,
    longTasks: [],
  };
  globalThis.__bench = seen;

  const look = () => {
    const now = performance.now();
    if (seen.firstResult === undefined && document.querySelector("[data-testid=result]")) seen.firstResult = now;
    if (seen.appReady === undefined && document.body?.dataset.appReady === "true") seen.appReady = now;
    // What the server's page says of itself before the app has taken over is not the phone's state.
    const sync = seen.appReady === undefined ? undefined : document.querySelector("[data-testid=sync-state]");
    if (sync?.dataset.state === "fresh" && sync.dataset.change !== seen.fresh.at(-1)?.change) {
      seen.fresh.push({ change: sync.dataset.change, at: now });
    }
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["data-state", "data-change", "data-app-ready", "data-testid"],
  });

  // A key's own time stamp counts the wait before the page could handle it.
  let pressed;
  addEventListener(
    "keydown",
    (event) => {
      pressed = event.timeStamp;
    },
    true,
  );
  addEventListener(
    "input",
    (event) => {
      if (pressed !== undefined) seen.keys.push({ at: pressed, value: event.target.value });
      pressed = undefined;
    },
    true,
  );

  const observe = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe("mark", ({ name, startTime, detail }) => {
    if (name === "chava:search-painted") seen.painted.push({ at: startTime, value: detail?.query ?? detail });
    if (name === "chava:interactive") seen.interactive ??= startTime;
  });
  observe("longtask", ({ startTime, duration }) => seen.longTasks.push({ at: startTime, duration }));
}

/** Waits until the probe has seen what `name` says and returns its time. */
export async function waitFor(page, name) {
  const handle = await page.waitForFunction((wanted) => globalThis.__bench?.[wanted], { polling: 50 }, name);
  return handle.jsonValue();
}

/** The matching responses, in order of their end on the page's clock, whichever thread had asked for them. */
export async function responses(page, pattern) {
  const found = await Promise.all(
    [page, ...page.workers()].map((context) =>
      context.evaluate((source) => {
        const wanted = new RegExp(source);
        return performance
          .getEntriesByType("resource")
          .filter(({ name }) => wanted.test(name))
          .map(({ name, responseEnd }) => ({ url: name, end: performance.timeOrigin + responseEnd }));
      }, pattern),
    ),
  );
  const origin = await page.evaluate(() => performance.timeOrigin);
  return found
    .flat()
    .map(({ url, end }) => ({ url, end: end - origin }))
    .sort((a, b) => a.end - b.end);
}
