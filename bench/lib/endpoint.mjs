// The real endpoint: makes the catalogue of a size, and serves it.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "./net.mjs";

const run = promisify(execFile);
const LARGEST_OUTPUT = 1 << 30;
const SEED = "1";

// Places carry the offers and organisations that `generate` makes beside them.
const PLACES_SHARE = 0.4;
const SESSIONS_SHARE = 0.3;

/** A generated catalogue of about `records` records, imported into a database of its own in `directory`. */
export async function makeCatalogue(endpoint, directory, records) {
  let [places, sessions] = [PLACES_SHARE, SESSIONS_SHARE].map((share) => Math.round(records * share));
  let document = await generate(endpoint, places, sessions);
  const ratio = records / count(document);
  // What it adds beside places and sessions is its own affair: a second draw meets the size.
  if (Math.abs(ratio - 1) > 0.02) {
    [places, sessions] = [places, sessions].map((share) => Math.round(share * ratio));
    document = await generate(endpoint, places, sessions);
  }
  return keep(endpoint, directory, document, { places, sessions });
}

/** Imports a document as the whole truth. */
export const importFile = (endpoint, data, file) =>
  run(endpoint, ["import", file, "--data-dir", data], { maxBuffer: LARGEST_OUTPUT });

/** A generated catalogue with so many places and sessions, imported into a database of its own in `directory`. */
export async function makePlaces(endpoint, directory, places, sessions) {
  return keep(endpoint, directory, await generate(endpoint, places, sessions), { places, sessions });
}

async function keep(endpoint, directory, document, size) {
  await mkdir(directory, { recursive: true });
  const file = join(directory, "catalogue.json");
  await writeFile(file, JSON.stringify(document));
  const data = join(directory, "data");
  await importFile(endpoint, data, file);
  return { data, file, records: count(document), ...size };
}

async function generate(endpoint, places, sessions) {
  const args = ["generate", "--places", `${places}`, "--sessions", `${sessions}`, "--seed", SEED];
  return JSON.parse((await run(endpoint, args, { maxBuffer: LARGEST_OUTPUT })).stdout);
}

/** How many records a document holds. */
export const count = (document) =>
  Object.values(document).reduce((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0);

/** Reads a catalogue document. */
export const readDocument = async (file) => JSON.parse(await readFile(file, "utf8"));

/** Serves data and site; the same port can be asked for again after a stop. */
export async function serve({ endpoint, site }, data, wantedPort) {
  const port = wantedPort ?? (await freePort());
  const args = ["serve", "--port", `${port}`, "--data-dir", data, "--site", site];
  const child = spawn(endpoint, args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (text) => {
    said = (said + text).slice(-4000);
  });
  const origin = `http://127.0.0.1:${port}`;
  await answers(`${origin}/api`, child, () => said);
  return {
    origin,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function answers(address, child, said) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the endpoint ended at once: ${said()}`);
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill("SIGKILL");
  throw new Error(`the endpoint does not answer: ${said()}`);
}
