// One Chromium with a profile of its own, slowed as asked.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { installProbe } from "./probe.mjs";
import { throttlePage, throttleProcess } from "./throttle.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A renderer kept in reserve would count as memory that no page uses.
  "--disable-features=SpareRendererForSitePerProcess",
];

/** A profile directory that `use` may fill; it is gone afterwards. */
export async function withProfile(use) {
  const profile = await mkdtemp(join(tmpdir(), "chava-bench-"));
  try {
    return await use(profile);
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts Chromium on a profile, gives `use` its one page with the probe in it, and closes it. */
export async function withPage({ browser: executablePath, throttle, timeout = 300_000 }, { profile, cpu }, use) {
  const browser = await puppeteer.launch({
    executablePath,
    headless: true,
    userDataDir: profile,
    args: FLAGS,
    protocolTimeout: timeout,
    defaultViewport: { width: 360, height: 640, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  });
  let release = async () => {};
  try {
    const [page] = await browser.pages();
    page.setDefaultTimeout(timeout);
    await installProbe(page);
    if (cpu > 1) {
      release = await (throttle === "process" ? throttleProcess(browser.process().pid, cpu) : throttlePage(page, cpu));
    }
    return await use(page, browser);
  } finally {
    await release();
    await browser.close();
  }
}
