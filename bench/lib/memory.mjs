// What the renderers hold, as the system counts it.
import { readFile } from 'node:fs/promises';

// The browser draws parts of its own window in a renderer too: that one is no page's.
const BROWSER_WINDOW = '--top-chrome-webui';

/** Proportional memory (PSS) of the pages' renderers, in megabytes; undefined where the system has no /proc. */
export async function rendererMegabytes(browser) {
  const session = await browser.target().createCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const sizes = await Promise.all(renderers.map(({ id }) => pssKilobytes(id)));
  return sizes.some((size) => size === undefined) ? undefined : sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

async function pssKilobytes(pid) {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (command.includes(BROWSER_WINDOW)) return 0;
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const found = /^Pss:\s+(\d+) kB/m.exec(text);
  return found ? Number(found[1]) : undefined;
}

/** Collects the page's garbage, so that what stays is what is needed. */
export async function collectGarbage(page) {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}
