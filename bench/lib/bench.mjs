// ChaVa beside a plain JavaScript rival: same data, same browser, in turn. Prints a table; asserts no time.
import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { measureDelta } from "./delta.mjs";
import { makeCatalogue, makePlaces, serve } from "./endpoint.mjs";
import { measureLighthouse } from "./lighthouse.mjs";
import { measureLoad } from "./load.mjs";
import { measureMap, PLACES } from "./map.mjs";
import { readOptions } from "./options.mjs";
import { comparison, delta, lighthouse, load, map, saving, times } from "./report.mjs";
import { bundleRival, copyCatalogue } from "./rival-server.mjs";
import { measureSaving } from "./saving.mjs";
import { measure } from "./scenario.mjs";
import { ours, rival } from "./subjects.mjs";
import { buildModule, measureTimes } from "./times.mjs";

// So that a thousand of them have hours.
const TIMES_PLACES = 2000;
const LOADED = ["/", "/chercher?q=bibliotheque", "/lieux"];

/** Runs what the arguments ask for, prints the tables and writes them where asked. */
export async function bench(args) {
  const options = readOptions(args);
  await present(options);
  goFirst();
  const directory = await mkdtemp(join(tmpdir(), "chava-bench-data-"));
  const sections = [title(options)];
  const results = [];
  const keep = (section, result) => {
    sections.push(section);
    results.push(result);
    say(`\n${section}\n`);
  };
  try {
    // These have cities of their own.
    const own = ["map", "saving", "times"];
    const sizes = options.only.some((part) => !own.includes(part)) ? options.records : [];
    for (const size of sizes) {
      say(`making a catalogue of ${size} records`);
      await measureSize(options, await makeCatalogue(options.endpoint, join(directory, `${size}`), size), keep);
    }
    if (options.only.includes("map")) {
      say(`${PLACES} places · map`);
      const catalogue = await makePlaces(options.endpoint, join(directory, "map"), PLACES, 0);
      const rounds = await measureMap(options, catalogue);
      keep(map(PLACES, rounds), { part: "map", places: PLACES, rounds });
    }
    if (options.only.includes("saving")) {
      const catalogue = await makePlaces(options.endpoint, join(directory, "saving"), PLACES, 0);
      for (const cpu of options.cpu) {
        say(`${PLACES} places · ${cpu}× · saving`);
        const rounds = await measureSaving(options, catalogue, cpu);
        keep(saving(cpu, rounds), { part: "saving", cpu, rounds });
      }
    }
    if (options.only.includes("times")) await compareTimes(options, join(directory, "times"), keep);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  await publish(options, `${sections.join("\n\n")}\n`, results);
}

async function measureSize(options, catalogue, keep) {
  const { records } = catalogue;
  if (options.only.includes("compare")) await compare(options, catalogue, keep);
  if (options.only.includes("delta")) {
    for (const cpu of options.cpu) {
      say(`${records} records · ${cpu}× · delta`);
      const rounds = await measureDelta(options, catalogue, cpu);
      keep(delta(records, cpu, rounds), { part: "delta", records, cpu, rounds });
    }
  }
  if (options.only.includes("load")) {
    for (const path of LOADED) {
      say(`${records} records · load of ${path}`);
      const rounds = await measureLoad(options, catalogue, path);
      keep(load(records, path, rounds), { part: "load", records, path, rounds });
    }
  }
  if (options.only.includes("lighthouse")) {
    const scores = await measureLighthouse(options, catalogue);
    keep(lighthouse(records, scores), { part: "lighthouse", records, scores });
  }
}

async function compareTimes(options, directory, keep) {
  say(`making a city of ${options.sessions} sessions`);
  const city = await makePlaces(options.endpoint, directory, TIMES_PLACES, options.sessions);
  const module = await buildModule();
  for (const cpu of options.cpu) {
    say(`${options.sessions} sessions · ${cpu}× · hours and agenda`);
    const measured = await measureTimes(options, city, module, cpu);
    keep(times(cpu, measured), { part: "times", sessions: options.sessions, cpu, measured });
  }
}

// In turn, so that what else the machine does meets both alike.
async function compare(options, catalogue, keep) {
  const subjects = await subjectsFor(options, catalogue);
  const { records } = catalogue;
  for (const cpu of options.cpu) {
    const rounds = [];
    for (let round = 1; round <= options.rounds; round += 1) {
      for (const subject of subjects) {
        say(`${records} records · ${cpu}× · round ${round} · ${subject.name}`);
        rounds.push({ subject: subject.name, ...(await measure(options, subject, cpu)) });
      }
    }
    keep(comparison(records, cpu, rounds), { part: "compare", records, cpu, rounds });
  }
}

async function subjectsFor(options, catalogue) {
  const made = [];
  if (options.subjects.includes("rival")) {
    const server = await serve(options, catalogue.data);
    const copies = await copyCatalogue(server.origin);
    await server.stop();
    made.push(rival(new Map([...(await bundleRival(options.rival)), ...copies])));
  }
  if (options.subjects.includes("ours")) made.push(ours(options, catalogue));
  return made;
}

async function present({ endpoint, site, browser, subjects }) {
  for (const path of [endpoint, browser, ...(subjects.includes("ours") ? [site] : [])]) {
    await access(path).catch(() => {
      throw new Error(`${path} is missing: run “cargo xtask build” first, or name it with an option (--help)`);
    });
  }
}

async function publish(options, report, results) {
  console.log(report);
  if (options.out === undefined) return;
  await writeFile(options.out, report);
  await writeFile(options.out.replace(/(\.md)?$/, ".json"), `${JSON.stringify({ options, results }, null, 1)}\n`);
}

// The browser inherits it: what else the machine does disturbs the figures less.
function goFirst() {
  try {
    setPriority(-10);
  } catch {
    say("not allowed to run before other programs: close them, or the figures will vary more");
  }
}

const title = ({ rounds, throttle }) =>
  `## ChaVa beside a plain JavaScript rival\n\n${cpus().length} × ${cpus()[0].model.trim()}; ` +
  `median of ${rounds} (least–most); ${throttle === "process" ? "whole renderer processes" : "the page’s thread"} slowed.`;

const say = (text) => console.error(text);
