// Serves the rival's files beside copies of the endpoint's own pointer and snapshot, byte for byte.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { getCoded } from "./net.mjs";

const SOURCE = new URL("../rival/", import.meta.url);
const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8" };

/** The rival's files, bundled and minified: path → response. */
export async function bundleRival({ layout, start }) {
  const options = {
    bundle: true,
    minify: true,
    format: "iife",
    write: false,
    target: "chrome120",
    legalComments: "none",
    define: { RIVAL_LAYOUT: JSON.stringify(layout), RIVAL_INDEX: JSON.stringify(start) },
  };
  const bundle = async (name, define = {}) => {
    const entry = fileURLToPath(new URL(`${name}.mjs`, SOURCE));
    const { outputFiles } = await build({ ...options, entryPoints: [entry], define: { ...options.define, ...define } });
    return outputFiles[0].text;
  };
  const shell = {
    "/": await readFile(new URL("index.html", SOURCE), "utf8"),
    "/main.js": await bundle("main"),
    "/worker.js": await bundle("worker"),
  };
  const version = createHash("sha256").update(Object.values(shell).join("\n")).digest("hex").slice(0, 16);
  shell["/service-worker.js"] = await bundle("service-worker", { RIVAL_VERSION: JSON.stringify(version) });
  return new Map(
    Object.entries(shell).map(([path, text]) => [path, coded(text, path === "/" ? TYPES.html : TYPES.js)]),
  );
}

function coded(text, type) {
  return {
    headers: { "content-type": type, "content-encoding": "br", "cache-control": "no-cache" },
    body: brotliCompressSync(text),
  };
}

/** The pointer and the snapshot that the endpoint serves: path → response. */
export async function copyCatalogue(origin) {
  const pointer = await (await fetch(`${origin}/api/catalogue`)).json();
  const snapshot = new URL(pointer.snapshot.url, `${origin}/api/catalogue`);
  const { body, headers } = await getCoded(snapshot);
  pointer.snapshot.url = snapshot.pathname;
  const kept = {
    "content-type": "application/json",
    ...(headers["content-encoding"] && { "content-encoding": headers["content-encoding"] }),
  };
  return new Map([
    ["/api/catalogue", coded(JSON.stringify(pointer), "application/json")],
    [snapshot.pathname, { headers: kept, body }],
  ]);
}

/** Serves those files; every other path is the rival's one page. */
export async function serveRival(files, port = 0) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const { headers, body } = files.get(pathname) ?? files.get("/");
    response.writeHead(200, { ...headers, "content-length": body.length }).end(body);
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
