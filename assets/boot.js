// Starts the app. A file of its own, so that no page needs an inline script; the build puts the hashed names in.

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
      const asked = names.flatMap((name) => {
        const store = transaction.objectStore(name);
        return [store.getAllKeys(), store.getAll()].map((request, part) => [name + part, request]);
      });
      transaction.oncomplete = () => {
        database.close();
        const read = Object.fromEntries(asked.map(([name, request]) => [name, request.result]));
        resolve({ version: database.version, read });
      };
      transaction.onabort = () => resolve();
    };
  });
globalThis.chavaStored = new Promise((resolve) => resolve(readStored())).catch(() => undefined);

const showStopped = () => document.getElementById("panne")?.removeAttribute("hidden");

// The texts of the interface lie beside the module; French is what most people read, and what the others fall back to.
const frenchTexts = document.querySelector('link[rel="chava-messages"][hreflang="fr"]')?.href;
if (frenchTexts) {
  globalThis.chavaFrench = fetch(frenchTexts)
    .then((answer) => (answer.ok ? answer.text() : undefined))
    .catch(() => undefined);
}

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

import("/chava.js")
  .then(async ({ default: init }) => {
    shared = await init({ module_or_path: "/chava_bg.wasm" });
  })
  .catch((error) => {
    console.error("chava: the app does not start", error);
    // A page from the server stays readable as it is; only an empty shell needs words.
    if (!document.getElementById("chava")?.textContent.trim()) showStopped();
  });
