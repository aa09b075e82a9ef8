// A slower CPU: for the whole renderer process, or as CDP does it for the page's thread.
import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** Slows the browser's renderers, workers included, to one `rate`th of their speed; gives back how to end it. */
export async function throttleProcess(browserPid, rate) {
  const ended = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL("./throttle-thread.mjs", import.meta.url), {
    workerData: { browserPid, rate, ended },
  });
  const exit = once(worker, "exit");
  await once(worker, "message");
  return async () => {
    Atomics.store(ended, 0, 1);
    await exit;
  };
}

/** Slows the page's main thread only. */
export async function throttlePage(page, rate) {
  await page.emulateCPUThrottling(rate);
  return () => page.emulateCPUThrottling(null);
}
