// Starts the app. A file of its own, so that no page needs an inline script; the build puts the hashed names in.
import init from "/chava.js";

const showStopped = () => document.getElementById("panne")?.removeAttribute("hidden");

// A fault inside the module is a trap: the page must say so instead of standing still.
const onFault = (reason) => {
  if (reason instanceof WebAssembly.RuntimeError) showStopped();
};
addEventListener("error", (event) => onFault(event.error));
addEventListener("unhandledrejection", (event) => onFault(event.reason));

// The cached shell has no title of its own until the app knows its route.
document.title ||= "ChaVa";

init({ module_or_path: "/chava_bg.wasm" }).catch((error) => {
  console.error("chava: the app does not start", error);
  // A page from the server stays readable as it is; only an empty shell needs words.
  if (!document.getElementById("chava")?.textContent.trim()) showStopped();
});
