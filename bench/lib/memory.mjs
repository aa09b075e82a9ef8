// What the renderers hold, as the system counts it.
import { readFile } from "node:fs/promises";

// The browser draws parts of its own window in a renderer too: that one is no page's.
const BROWSER_WINDOW = "--top-chrome-webui";

/**
 * Memory of the pages' renderers in megabytes: what is theirs alone, as Chromium counts a process's footprint, and with
 * their share of what processes hold in common. Without /proc there are no figures.
 */
export async function rendererMemory(browser) {
  const session = await browser.target().createCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  const held = (await Promise.all(renderers.map(({ id }) => footprint(id)))).filter((size) => size !== undefined);
  const sum = (name) => (held.length === 0 ? undefined : held.reduce((total, size) => total + size[name], 0));
  return { alone: sum("alone"), shared: sum("shared") };
}

async function footprint(pid) {
  const read = (name) => readFile(`/proc/${pid}/${name}`, "utf8").catch(() => "");
  const [command, status, maps] = await Promise.all(["cmdline", "status", "smaps_rollup"].map(read));
  if (command === "" || command.includes(BROWSER_WINDOW)) return undefined;
  return { alone: megabytes(status, "RssAnon") + megabytes(status, "VmSwap"), shared: megabytes(maps, "Pss") };
}

const megabytes = (text, name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0) / 1024;

/** Collects the garbage of the page and its workers, so that what stays is what is needed. */
export async function collectGarbage(page) {
  const session = await page.createCDPSession();
  const threads = [session, ...page.workers().map(({ client }) => client)];
  await Promise.all(threads.map((thread) => thread.send("HeapProfiler.collectGarbage")));
  await session.detach();
}
