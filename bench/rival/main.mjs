// The rival's page: sends what is typed to the worker and draws the hits it gets back.
// Its hooks and performance marks carry the names of ChaVa's own, so one probe measures both.
import { card } from "./card.mjs";

const worker = new Worker("/worker.js");
const input = document.getElementById("q");
const list = document.getElementById("results");
const count = document.querySelector("[data-testid=result-count]");
const sync = document.querySelector("[data-testid=sync-state]");

const ask = () => worker.postMessage({ type: "search", query: input.value });

const answers = {
  ready() {
    performance.mark("chava:interactive");
  },
  hits({ query, total, hits }) {
    list.innerHTML = hits.map(card).join("");
    count.textContent = `${total} résultats`;
    count.dataset.count = total;
    performance.mark("chava:search-painted", { detail: query });
  },
  sync({ state, change }) {
    sync.dataset.state = state;
    sync.dataset.change = change ?? "";
  },
  indexed() {
    performance.mark("rival:index-saved");
    document.body.dataset.prepared = "true";
  },
};
worker.onmessage = ({ data }) => answers[data.type](data);

// The address follows what is typed once typing pauses: browsers limit history calls.
let pause;
input.addEventListener("input", () => {
  ask();
  clearTimeout(pause);
  pause = setTimeout(() => {
    history.replaceState(null, "", `/chercher?q=${encodeURIComponent(input.value)}`);
  }, 400);
});

input.value = new URLSearchParams(location.search).get("q") ?? "";
if (input.value) ask();
document.body.dataset.appReady = "true";
navigator.serviceWorker?.register("/service-worker.js");
