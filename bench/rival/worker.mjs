// The rival's worker: storage, sync and search, all off the page's thread.
import { documentsOf, flatten } from "./documents.mjs";
import { buildIndex, loadIndex, search } from "./index.mjs";
import { readCatalogue, readCursor, readIndex, writeCatalogue, writeIndex } from "./store.mjs";

// Set by the bundler: which layout and which start this build uses.
const LAYOUT = RIVAL_LAYOUT;
const KEEPS_INDEX = RIVAL_INDEX === "kept";
const SHOWN = 50;

let index;
let waiting;

// Only the newest query is answered: what was typed meanwhile has replaced the older ones.
const turn = new MessageChannel();
turn.port1.onmessage = answer;

addEventListener("message", ({ data }) => {
  const idle = waiting === undefined;
  waiting = data.query;
  if (idle) turn.port2.postMessage(null);
});

function answer() {
  if (index === undefined || waiting === undefined) return;
  const query = waiting;
  waiting = undefined;
  const found = query.trim() === "" ? [] : search(index, query);
  postMessage({ type: "hits", query, total: found.length, hits: found.slice(0, SHOWN) });
}

function serve(built) {
  index = built;
  postMessage({ type: "ready" });
  answer();
}

async function startFromStorage() {
  const cursor = await readCursor();
  if (cursor === undefined) return undefined;
  const json = KEEPS_INDEX ? await readIndex() : undefined;
  serve(json === undefined ? buildIndex(documentsOf(await readCatalogue(LAYOUT))) : loadIndex(json));
  return cursor;
}

async function sync(cursor) {
  const pointer = await (await fetch("/api/catalogue")).json();
  if (pointer.epoch !== cursor?.epoch || pointer.change !== cursor?.change) {
    const records = flatten(await (await fetch(pointer.snapshot.url)).json());
    await writeCatalogue(records, { epoch: pointer.epoch, change: pointer.change }, LAYOUT);
    postMessage({ type: "sync", state: "fresh", change: pointer.change });
    serve(buildIndex(documentsOf(records)));
    if (KEEPS_INDEX) await writeIndex(JSON.stringify(index));
  } else {
    postMessage({ type: "sync", state: "fresh", change: cursor.change });
  }
  postMessage({ type: "indexed" });
}

async function run() {
  const cursor = await startFromStorage();
  await sync(cursor).catch(() => postMessage({ type: "sync", state: "offline", change: cursor?.change }));
}

run();
