// Real browsers: Debian's Chromium over CDP and Firefox ESR over WebDriver BiDi, each with a profile of its own.

import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FIREFOX = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];
const PICTURES = join(process.cwd(), "target", "e2e");

/** Starts a browser; the caller closes it. `args` come on top; with `userDataDir` it remembers what it kept the last time. */
export function launch(name = "chromium", options = {}) {
  if (name === "firefox") {
    const executablePath = find("Firefox", FIREFOX);
    return puppeteer.launch({ browser: "firefox", executablePath, headless: true, ...options });
  }
  return puppeteer.launch({
    ...options,
    executablePath: find("Chromium", CHROMIUM),
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...(options.args ?? []),
    ],
  });
}

function find(name, candidates) {
  const found = candidates.find((path) => existsSync(path));
  if (!found) throw new Error(`${name} is missing: cargo xtask setup --tests`);
  return found;
}

/** Runs a test with a browser; a page it leaves open is photographed when the test fails. */
export function withBrowser(name, body, options = {}) {
  return async (test) => {
    const browser = await launch(name, options);
    try {
      await body(browser, test);
    } catch (error) {
      await photographAll(browser, test.name);
      throw error;
    } finally {
      await browser.close();
    }
  };
}

async function photographAll(browser, testName) {
  mkdirSync(PICTURES, { recursive: true });
  const stem = testName.replace(/[^a-z0-9]+/gi, "-").slice(0, 80);
  for (const [index, page] of (await browser.pages()).entries()) {
    // The failure itself is what counts; a page too broken to photograph must not hide it.
    await page.screenshot({ path: join(PICTURES, `${stem}-${index}.png`) }).catch(() => {});
  }
}

/** A page that remembers what went wrong in it, in `page.faults`. */
export async function openPage(browser, address, options = {}) {
  const page = await browser.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") page.faults.push(message.text());
  });
  if (options.viewport) await page.setViewport(options.viewport);
  if (options.before) await options.before(page);
  if (address) await page.goto(address, { waitUntil: "domcontentloaded" });
  return page;
}

/** The selector of a hook of the contract. */
export const hook = (name) => `[data-testid="${name}"]`;

/** Waits until the app in WebAssembly drives the page. */
export function appReady(page, timeout = 30_000) {
  return page.waitForSelector('body[data-app-ready="true"]', { timeout });
}

/** Waits until the service worker of this page's build keeps everything. */
export function workerActive(page, timeout = 30_000) {
  return page.waitForFunction(
    async () => (await navigator.serviceWorker.getRegistration())?.active?.state === "activated",
    { timeout },
  );
}
