// Starts the app. The build puts the hashed names in, and the whole script into the head of every page: a file of its own
// would wait for its turn on the way and then for the end of the document. The Content-Security-Policy allows it by its hash.

// What the phone holds is read while the module is still on its way: opening a database takes a slow phone as long as
// compiling the module. It is taken as it lies there by src/storage/start.rs, which alone knows what it means and reads it
// anew where this gave nothing. Nothing is written, and a database that isn't there yet isn't made.
const readStored = () =>
  new Promise((resolve) => {
    const opening = indexedDB.open("chava");
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = () => resolve();
    opening.onsuccess = () => {
      const database = opening.result;
      // Photos and recordings are read when they are needed.
      const names = [...database.objectStoreNames].filter((name) => name !== "media");
      const transaction = database.transaction(names);
      const read = {};
      for (const name of names) {
        const store = transaction.objectStore(name);
        // Each answer is unpacked as it comes, while the browser reads the next one.
        [store.getAllKeys(), store.getAll()].forEach((request, part) => {
          request.onsuccess = () => {
            read[name + part] = request.result;
          };
        });
      }
      transaction.oncomplete = () => {
        database.close();
        resolve({ version: database.version, read });
      };
      transaction.onabort = () => resolve();
    };
  });
globalThis.chavaStored = new Promise((resolve) => resolve(readStored())).catch(() => undefined);

const showStopped = () => document.getElementById("panne")?.removeAttribute("hidden");

// What the module will ask for at once, under the name by which `src/platform/early.rs` takes it.
const askEarly = (place, link, read) => {
  const address = document.querySelector(link)?.href;
  if (!address) return;
  globalThis[place] = fetch(address)
    .then((answer) => (answer.ok ? read(answer) : undefined))
    .catch(() => undefined);
};

// French is what most people read, and what the other languages fall back to.
askEarly("chavaFrench", 'link[rel="chava-messages"][hreflang="fr"]', (answer) => answer.text());

// A fault inside the module is a trap: the page must say so instead of standing still.
const onFault = (reason) => {
  if (reason instanceof WebAssembly.RuntimeError) showStopped();
};
addEventListener("error", (event) => onFault(event.error));
addEventListener("unhandledrejection", (event) => onFault(event.reason));

// The cached shell has no title of its own until the app knows its route.
document.title ||= "ChaVa";

// The second part of the module is fetched once the app is there, or then and there if something of it is called before.
// Both parts share the first one's memory and table.
const laterPart = "/chava_later.wasm";
let shared;
let later;
let linked = false;
globalThis.chavaLater = () => {
  later ??= WebAssembly.instantiateStreaming(fetch(laterPart), { a: shared })
    .then(() => {
      linked = true;
    })
    .catch((error) => {
      later = undefined;
      throw error;
    });
  return later;
};
globalThis.chavaLaterNow = () => {
  if (linked) return;
  const request = new XMLHttpRequest();
  request.open("GET", laterPart, false);
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  const bytes = Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0));
  new WebAssembly.Instance(new WebAssembly.Module(bytes), { a: shared });
  linked = true;
};

const start = async () => {
  // The glue and the module come side by side; neither waits for the other.
  const compiled = WebAssembly.compileStreaming(fetch("/chava_bg.wasm"));
  compiled.catch(() => {});
  const { default: init } = await import("/chava.js");
  shared = await init({ module_or_path: compiled });
};

const startOrSay = () =>
  start().catch((error) => {
    console.error("chava: the app does not start", error);
    // A page from the server stays readable as it is; only an empty shell needs words.
    if (!document.getElementById("chava")?.textContent.trim()) showStopped();
  });

if (navigator.serviceWorker?.controller) {
  // Everything lies on this phone.
  askEarly("chavaLexicon", 'link[rel="chava-lexicon"]', (answer) => answer.arrayBuffer());
  askEarly("chavaGeography", 'link[rel="chava-geography"]', (answer) => answer.text());
  startOrSay();
} else {
  // The page that the server wrote comes first.
  addEventListener("DOMContentLoaded", startOrSay);
}
