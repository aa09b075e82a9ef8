// A second build of the real site: the same app with another shell, made the way the build makes it.

import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The element by which a test tells the builds apart. */
export const MARK = 'meta[name="e2e-build"]';

/** Copies a site and gives it a new version with a mark in its shell; the copy goes when the test ends. */
export async function variantOf(test, dist, name) {
  const site = await mkdtemp(join(tmpdir(), "chava-dist-"));
  test.after(() => rm(site, { recursive: true, force: true }));
  await cp(dist, site, { recursive: true });

  const shell = (await readFile(join(site, "shell.html"), "utf8")).replace(
    "</head>",
    `<meta name="e2e-build" content="${name}"></head>`,
  );
  await writePlain(site, "shell.html", shell);

  const build = JSON.parse(await readFile(join(site, "build.json"), "utf8"));
  const files = build.files.map((file) => (file[0] === "/shell.html" ? entry(file[0], shell) : file));
  const worker = (await readFile(join(site, "service-worker.js"), "utf8"))
    .replace(`const VERSION = "${build.version}";`, `const VERSION = "${name}";`)
    .replace(/const FILES = \[.*\];/, `const FILES = ${JSON.stringify(files)};`);
  await writePlain(site, "service-worker.js", worker);
  return site;
}

function entry(address, text) {
  return [address, createHash("sha256").update(text).digest("hex"), Buffer.byteLength(text)];
}

/** Writes a file without its compressed forms, which would still say the old text. */
async function writePlain(site, name, text) {
  await writeFile(join(site, name), text);
  for (const suffix of [".br", ".gz"]) await rm(join(site, name + suffix), { force: true });
}
