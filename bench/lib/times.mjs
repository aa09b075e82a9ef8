// Hours and agenda in a browser: ChaVa's own code in WebAssembly beside opening_hours.js and rrule.js, by turns.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { withPage, withProfile } from "./chromium.mjs";
import { readDocument, serve } from "./endpoint.mjs";
import { copyCatalogue, serveRival } from "./rival-server.mjs";

const run = promisify(execFile);
const TIMES = new URL("../times/", import.meta.url);
const PAGE = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>times</title>
<script src="/glue.js"></script><script src="/page.js"></script></html>`;
const ZONE = "Europe/Brussels";

/** The module of the bench, with the flags of the one that travels, and its glue. */
export async function buildModule() {
  const target = ["--target", "wasm32-unknown-unknown"];
  await run("cargo", ["build", "--quiet", "--profile", "wasm", "-p", "chava-bench-times", ...target], {
    maxBuffer: 1 << 26,
  });
  const folder = await mkdtemp(join(tmpdir(), "chava-times-"));
  try {
    const wasm = resolve("target/wasm32-unknown-unknown/wasm/chava_bench_times.wasm");
    const PATH = [resolve(".tools/bin"), process.env.PATH].join(delimiter);
    const options = ["--target", "no-modules", "--no-typescript", "--out-dir", folder, "--out-name", "times", wasm];
    await run("wasm-bindgen", options, { env: { ...process.env, PATH } });
    return {
      glue: await readFile(join(folder, "times.js"), "utf8"),
      wasm: await readFile(join(folder, "times_bg.wasm")),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Measures `options.rounds` times ten questions of each kind over a catalogue. */
export async function measureTimes(options, catalogue, module, cpu) {
  const endpoint = await serve(options, catalogue.data);
  const copies = await copyCatalogue(endpoint.origin);
  await endpoint.stop();
  const snapshot = [...copies.keys()].find((path) => path.endsWith(".json"));
  const server = await serveRival(new Map([...(await pageFiles(module)), ...copies]));
  const hours = (await readDocument(catalogue.file)).places.map((place) => place.openingHours).filter(Boolean);
  try {
    return await withProfile((profile) =>
      withPage(options, { profile, cpu }, async (page) => {
        await page.emulateTimezone(ZONE);
        await page.goto(server.origin, { waitUntil: "load" });
        await page.waitForFunction(() => globalThis.benchReady);
        await page.evaluate(() => globalThis.wasm_bindgen({ module_or_path: "/times.wasm" }));
        const rounds = options.rounds * 10;
        const places = await page.evaluate((...all) => globalThis.compareHours(...all), hours, 1000, rounds);
        const agenda = await page.evaluate((...all) => globalThis.compareAgenda(...all), snapshot, rounds);
        return { places, agenda };
      }),
    );
  } finally {
    await server.stop();
  }
}

async function pageFiles({ glue, wasm }) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("page.mjs", TIMES))],
    bundle: true,
    minify: true,
    format: "iife",
    write: false,
    target: "chrome120",
    legalComments: "none",
  });
  const script = { "content-type": "text/javascript; charset=utf-8" };
  return new Map([
    ["/", { headers: { "content-type": "text/html; charset=utf-8" }, body: Buffer.from(PAGE) }],
    ["/page.js", { headers: script, body: Buffer.from(outputFiles[0].text) }],
    // A script's own `let` is no property of the window.
    ["/glue.js", { headers: script, body: Buffer.from(`${glue}\nglobalThis.wasm_bindgen = wasm_bindgen;`) }],
    ["/times.wasm", { headers: { "content-type": "application/wasm" }, body: wasm }],
  ]);
}
