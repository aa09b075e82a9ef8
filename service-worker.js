// The service worker of ChaVa: keeps the bytes of the shell, so that every page opens without a network.
//
// It owns nothing else. What the city and the people say lies in IndexedDB and is written by the app alone; `/api` never
// passes through here. Three rules carry the rest:
//
// - A file is kept by the hash of its bytes, and only after that hash was checked: a captive portal, a cut body or a
//   half-deployed server cannot get in. A build is a list of hashes. So an interrupted installation goes on where it was,
//   and what two builds share is fetched once.
// - A new build waits until all its files are here and the page asks for it. No reload happens behind anyone's back.
// - A window is answered from the build it started with, whose files stay as long as any window runs it. So it never
//   gets a mix.

// Both lines are filled in by `cargo xtask build`; a file is [address, SHA-256 in hexadecimal digits, bytes], and has a
// fourth entry, true, where it is kept only once somebody has needed it (the texts of another language).
const VERSION = "development";
const FILES = [];

const SHELL = "/shell.html";
const STORE = "chava-files";
const RECORDS = "chava-records";
/** How long a window may take from its navigation until the browser counts it among the living. */
const OPENING_MS = 60_000;
/** How long after a navigation the worker tidies up, so that it is out of the way while the window opens. */
const TIDY_AFTER_MS = 5_000;
const ADDRESSES = new Map(FILES.map((file) => [file[0], file]));
/** The windows that this worker has opened itself since it was started: they run this build, whatever their note says. */
const openedHere = new Set();
/** The files of the window that is opening, looked up before it asks for them; each is taken once. */
let ahead = new Map();

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
    event.respondWith(answerFile(pathname, event));
  }
});
addEventListener("message", ({ data, ports, source }) => {
  if (data?.type === "skip-waiting") skipWaiting();
  if (data?.type === "version") (ports[0] ?? source).postMessage({ type: "version", version: VERSION });
});

/** Says whether the app owns a path: everything but the endpoint's interface, the pages of the city's team, and names with
 *  an extension (feeds, maps of the site, calendars, this file). */
function isPage(pathname) {
  return !/^\/(api|equipe|recu)(\/|$)/.test(pathname) && !/\.[a-z0-9]+$/i.test(pathname);
}

async function install() {
  const [store, records] = await Promise.all([caches.open(STORE), caches.open(RECORDS)]);
  const wanted = await findWanted(store, records);
  // Announced before the first byte arrives, so that nobody's clean-up takes the files of an unfinished installation.
  await writeBuild(records, false);
  const total = wanted.reduce((sum, [, , bytes]) => sum + bytes, 0);
  let done = 0;
  // One after the other: on a bad network a finished file is worth more than several halves.
  for (const file of wanted) {
    if (!(await store.match(fileKey(file[1])))) await keep(store, file);
    done += file[2];
    await tell({ type: "progress", version: VERSION, bytes: done, total });
  }
  // Once more, and only then the last look: another build may have become active meanwhile and tidied up.
  await writeBuild(records, false);
  for (const [address, sha256] of wanted) {
    if (!(await store.match(fileKey(sha256)))) throw new Error(`${address} was not kept`);
  }
}

/** The files without which this phone would lose something: the build's own, and the later ones that an older build
 *  has already kept here. */
async function findWanted(store, records) {
  const kept = new Set((await store.keys()).map(({ url }) => url));
  const older = (await readBuilds(records)).flatMap((build) => build.files);
  const used = new Set(older.filter(([, sha256]) => kept.has(fileKey(sha256))).map(([address]) => address));
  return FILES.filter(([address, , , late]) => !late || used.has(address));
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
  const id = event.resultingClientId;
  openedHere.add(id);
  const toStartWith = FILES.filter(([address, , , late]) => !late && address !== SHELL);
  ahead = new Map(toStartWith.map(([, sha256]) => [sha256, store.match(fileKey(sha256))]));
  event.waitUntil(remember(id).then(tidyUpLater));
  return kept;
}

async function tidyUpLater() {
  await new Promise((resolve) => setTimeout(resolve, TIDY_AFTER_MS));
  await forgetUnused();
}

/** Answers with a file of the build that the asking window runs. */
async function answerFile(pathname, { request, clientId }) {
  const own = ADDRESSES.get(pathname);
  const file = openedHere.has(clientId) ? own : await findForWindow(clientId, pathname);
  const kept = file && (await findKept(file[1]));
  if (kept) return kept;
  // A later file that is needed now, or one that a browser short of space has dropped: it is kept on its way. Where the
  // server has only another build's, the window gets none: it can go on without, but not with a mix.
  return file ? keep(await caches.open(STORE), file) : fetch(request);
}

/** The file of a path in the build that a window runs. */
async function findForWindow(id, pathname) {
  const records = await caches.open(RECORDS);
  const note = await records.match(windowKey(id));
  const running = (await note?.json())?.version;
  const isOlder = running && running !== VERSION;
  return isOlder ? findInOlderBuilds(records, running, pathname) : ADDRESSES.get(pathname);
}

/** A kept file, which may have been looked up already. */
async function findKept(sha256) {
  const looked = ahead.get(sha256);
  ahead.delete(sha256);
  return (await looked) ?? (await caches.open(STORE)).match(fileKey(sha256));
}

async function findInOlderBuilds(records, version, pathname) {
  const build = await (await records.match(buildKey(version)))?.json();
  return build?.files.find(([address]) => address === pathname);
}

/** Notes that a window runs this build. */
async function remember(id) {
  const note = Response.json({ version: VERSION, at: Date.now() });
  if (id) await (await caches.open(RECORDS)).put(windowKey(id), note);
}

/** Drops older builds that no window runs any more, and every file that no build names. */
async function forgetUnused() {
  const [store, records] = await Promise.all([caches.open(STORE), caches.open(RECORDS)]);
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const living = new Set(windows.map(({ id }) => windowKey(id)));
  const running = new Set([VERSION]);
  for (const { url } of await records.keys()) {
    if (!url.startsWith(windowKey(""))) continue;
    const note = await (await records.match(url))?.json();
    // A window that is only just opening is not among the living yet.
    const opening = Math.abs(Date.now() - note?.at) < OPENING_MS;
    if (living.delete(url) || opening) running.add(note?.version);
    else await records.delete(url);
  }
  // A window without a note may run any of them: all stay until it has gone.
  if (living.size > 0) return;
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
