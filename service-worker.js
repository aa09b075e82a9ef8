// The service worker of ChaVa: keeps the bytes of the shell, so that every page opens without a network.
//
// It owns nothing else. What the city and the people say lies in IndexedDB and is written by the app alone; `/api` never
// passes through here. Three rules carry the rest:
//
// - A file is kept by the hash of its bytes, and only after that hash was checked: a captive portal, a cut body or a
//   half-deployed server cannot get in. A build is a list of hashes. So an interrupted installation goes on where it was,
//   and what two builds share is fetched once.
// - A new build waits until all its files are here and the page asks for it. No reload happens behind anyone's back.
// - Hashed names never change their content, and a build's files stay as long as a window runs that build. So a window
//   goes on with the build it started with, and never gets a mix.

// Both lines are filled in by `cargo xtask build`; a file is [address, SHA-256 in hexadecimal digits, bytes].
const VERSION = "development";
const FILES = [];

const SHELL = "/shell.html";
const STORE = "chava-files";
const RECORDS = "chava-records";
const ADDRESSES = new Map(FILES.map((file) => [file[0], file]));

const fileKey = (sha256) => new URL(`/kept/${sha256}`, location.origin).href;
const buildKey = (version) => new URL(`/builds/${version}`, location.origin).href;
const windowKey = (id) => new URL(`/windows/${id}`, location.origin).href;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (isPage(pathname)) event.respondWith(openPage(event));
  } else if (ADDRESSES.has(pathname) || pathname.startsWith("/assets/")) {
    event.respondWith(answerFile(pathname, request));
  }
});
addEventListener("message", ({ data, ports, source }) => {
  if (data?.type === "skip-waiting") skipWaiting();
  if (data?.type === "version") (ports[0] ?? source).postMessage({ type: "version", version: VERSION });
});

/** Says whether the app owns a path: everything but the endpoint's interface and names with an extension (feeds, maps of
 *  the site, calendars, this file). */
function isPage(pathname) {
  return !/^\/api(\/|$)/.test(pathname) && !/\.[a-z0-9]+$/i.test(pathname);
}

async function install() {
  const [store, records] = await Promise.all([caches.open(STORE), caches.open(RECORDS)]);
  // Announced before the first byte arrives, so that nobody's clean-up takes the files of an unfinished installation.
  await writeBuild(records, false);
  const total = FILES.reduce((sum, [, , bytes]) => sum + bytes, 0);
  let done = 0;
  // One after the other: on a bad network a finished file is worth more than several halves.
  for (const file of FILES) {
    if (!(await store.match(fileKey(file[1])))) await keep(store, file);
    done += file[2];
    await tell({ type: "progress", version: VERSION, bytes: done, total });
  }
  // Once more, and only then the last look: another build may have become active meanwhile and tidied up.
  await writeBuild(records, false);
  for (const [address, sha256] of FILES) {
    if (!(await store.match(fileKey(sha256)))) throw new Error(`${address} was not kept`);
  }
}

/** Fetches a file, checks it and keeps it. */
async function keep(store, [address, sha256]) {
  // The page has just loaded most of these files: the browser's own cache may answer first, which spares the person's
  // data, since the hash says whether it answered right. The second time it is passed by.
  for (const cache of ["default", "reload"]) {
    const response = await fetch(address, { cache, redirect: "error" });
    const body = await response.arrayBuffer();
    if (!response.ok || (await hash(body)) !== sha256) continue;
    const headers = new Headers(response.headers);
    // These told how the bytes travelled; the policy headers and the type stay.
    for (const name of ["content-encoding", "content-length", "transfer-encoding"]) headers.delete(name);
    const kept = new Response(body, { headers });
    await store.put(fileKey(sha256), kept.clone());
    return kept;
  }
  throw new Error(`${address} is not the file that build ${VERSION} was made of`);
}

async function activate() {
  const records = await caches.open(RECORDS);
  const builds = await readBuilds(records);
  // What never came to an end before this build did is of no use any more.
  for (const build of builds) if (!build.used && build.version !== VERSION) await records.delete(build.key);
  await writeBuild(records, true);
  if (!builds.some((build) => build.used)) {
    // The very first build: no window can run an older one, so the first visit already becomes fit for offline.
    await clients.claim();
    for (const { id } of await clients.matchAll({ type: "window" })) await remember(id);
  }
  await forgetUnused();
}

/** Answers a navigation with the shell; the app finds the page that its address means. */
async function openPage(event) {
  const store = await caches.open(STORE);
  const shell = ADDRESSES.get(SHELL);
  const kept = shell && (await store.match(fileKey(shell[1])));
  if (!kept) return fetch(event.request);
  event.waitUntil(remember(event.resultingClientId).then(forgetUnused));
  return kept;
}

/** Answers with a file of this build, or of the older one that the asking window still runs. */
async function answerFile(pathname, request) {
  const store = await caches.open(STORE);
  const own = ADDRESSES.get(pathname);
  const file = own ?? (await findInOlderBuilds(pathname));
  const kept = file && (await store.match(fileKey(file[1])));
  if (kept) return kept;
  // A browser short of space may have dropped a single file; it comes back on the way.
  return own ? keep(store, own).catch(() => fetch(request)) : fetch(request);
}

async function findInOlderBuilds(pathname) {
  const builds = await readBuilds(await caches.open(RECORDS));
  return builds.flatMap((build) => build.files).find(([address]) => address === pathname);
}

/** Notes that a window runs this build. */
async function remember(id) {
  if (id) await (await caches.open(RECORDS)).put(windowKey(id), new Response(VERSION));
}

/** Drops older builds that no window runs any more, and every file that no build names. */
async function forgetUnused() {
  const [store, records] = await Promise.all([caches.open(STORE), caches.open(RECORDS)]);
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const running = new Set([VERSION]);
  for (const { id } of windows) {
    const version = await (await records.match(windowKey(id)))?.text();
    // A window we know nothing of may run any of them: keep all until it has gone.
    if (!version) return;
    running.add(version);
  }
  const living = new Set(windows.map(({ id }) => windowKey(id)));
  for (const { url } of await records.keys()) {
    if (url.startsWith(windowKey("")) && !living.has(url)) await records.delete(url);
  }
  const needed = new Set();
  for (const build of await readBuilds(records)) {
    if (build.used && !running.has(build.version)) await records.delete(build.key);
    else for (const [, sha256] of build.files) needed.add(fileKey(sha256));
  }
  for (const { url } of await store.keys()) if (!needed.has(url)) await store.delete(url);
}

async function readBuilds(records) {
  const keys = (await records.keys()).map(({ url }) => url).filter((url) => url.startsWith(buildKey("")));
  const answers = await Promise.all(keys.map((key) => records.match(key)));
  const builds = await Promise.all(answers.map((answer) => answer?.json()));
  return builds.flatMap((build, index) => (build ? [{ ...build, key: keys[index] }] : []));
}

function writeBuild(records, used) {
  return records.put(buildKey(VERSION), Response.json({ version: VERSION, used, files: FILES }));
}

async function hash(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function tell(message) {
  for (const window of await clients.matchAll({ type: "window", includeUncontrolled: true }))
    window.postMessage(message);
}
