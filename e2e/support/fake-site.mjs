// A tiny site with the project's real service worker, whose builds and faults a test decides: what the worker promises
// is tested here byte by byte, without the weight of the real app.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const source = (name) => readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), "utf8");
const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const TYPES = { html: "text/html", css: "text/css", js: "text/javascript", json: "application/json" };

/** The address of a file that a phone keeps only once it was needed. */
export const TEXTS = "/messages/nl.json";

/** A build: its files by address. `shared` is the same in every build, `late` is asked for only when a page wants it. */
export function makeBuild(name) {
  const files = new Map();
  const add = (stem, extension, text) => {
    const address = `/assets/${stem}-${sha256(text).slice(0, 16)}.${extension}`;
    files.set(address, text);
    return address;
  };
  const shared = add("shared", "css", `body { color: black }\n${"/* the same in every build */\n".repeat(100)}`);
  const late = add("late", "js", `export const build = "${name}";\n`);
  const app = add(
    "app",
    "js",
    `document.body.dataset.build = "${name}";
     window.progress = [];
     navigator.serviceWorker.addEventListener("message", ({ data }) => window.progress.push(data));
     window.loadLate = async () => (await import("${late}")).build;
     window.registered = navigator.serviceWorker.register("/service-worker.js", { updateViaCache: "none" });\n`,
  );
  const shell = `<!doctype html><html lang="fr"><head><title>${name}</title><link rel="stylesheet" href="${shared}">
    <script type="module" src="${app}"></script></head><body></body></html>`;
  files.set("/shell.html", shell);
  const list = [...files].map(([address, text]) => [address, sha256(text), Buffer.byteLength(text)]);
  // Kept only once somebody needed it, and of the same name in every build.
  const texts = JSON.stringify({ build: name });
  files.set(TEXTS, texts);
  list.push([TEXTS, sha256(texts), texts.length, true]);
  const worker = source("service-worker.js")
    .replace('const VERSION = "development";', `const VERSION = "${name}";`)
    .replace("const FILES = [];", `const FILES = ${JSON.stringify(list)};`);
  return { name, files, worker, shared, late, app, kept: list.length - 1 };
}

/** Serves a build on a free port; `site.build`, `site.killed` and `site.faults` may change at any time. */
export class FakeSite {
  constructor(build) {
    this.build = build;
    /** Address → "cut", "garbage", "portal", "missing" or "hold". */
    this.faults = new Map();
    /** Every request since the last look, address by address. */
    this.requests = [];
    this.killed = false;
    this.port = 0;
  }

  async start() {
    this.server = createServer((request, response) => this.answer(request, response));
    await new Promise((resolve, reject) => {
      this.server.once("error", reject).listen(this.port, "127.0.0.1", resolve);
    });
    this.port = this.server.address().port;
    // A test that forgets its site must not keep the runner waiting.
    this.server.unref();
    return this;
  }

  /** What offline means here: nothing answers any more. */
  async stop() {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  get origin() {
    return `http://127.0.0.1:${this.port}`;
  }

  count(address) {
    return this.requests.filter((asked) => asked === address).length;
  }

  answer(request, response) {
    const { pathname } = new URL(request.url, this.origin);
    this.requests.push(pathname);
    const fault = this.faults.get(pathname);
    if (fault === "hold") return;
    if (fault === "missing") return this.send(response, 404, "text/plain", "absent");
    if (fault === "portal") return this.send(response, 200, "text/html", "<!doctype html><p>Accept our terms</p>");
    const found = this.find(pathname);
    if (!found) return this.send(response, 404, "text/plain", "absent");
    const type = TYPES[pathname.split(".").pop()] ?? "text/html";
    if (fault === "garbage") return this.send(response, 200, type, found.replace(/e/g, "3"));
    if (fault === "cut") return this.cut(response, type, found);
    this.send(response, 200, type, found);
  }

  find(pathname) {
    if (pathname === "/service-worker.js") return this.killed ? source("service-worker-kill.js") : this.build.worker;
    if (pathname === "/api/hello" || pathname === "/sitemap.xml") return `the server says ${pathname}`;
    const isPage = !pathname.split("/").pop().includes(".");
    return this.build.files.get(pathname) ?? (isPage ? this.build.files.get("/shell.html") : undefined);
  }

  send(response, status, type, text) {
    const immutable = type === "text/css" || type === "text/javascript";
    response.writeHead(status, {
      "content-type": `${type}; charset=utf-8`,
      "cache-control": immutable && status === 200 ? "no-cache" : "no-store",
    });
    response.end(text);
  }

  /** Promises the whole body and ends the connection in the middle of it. */
  cut(response, type, text) {
    response.writeHead(200, { "content-type": type, "content-length": Buffer.byteLength(text) });
    response.write(text.slice(0, text.length / 2), () => response.destroy());
  }
}
