// Keyboard shortcuts of the team's pages. An extra: all they do, links and buttons do too.

const OFF = "chava-equipe-raccourcis";
const helpBox = document.querySelector("#raccourcis");
const useShortcuts = document.querySelector("#raccourcis-actifs");
const items = [...document.querySelectorAll(".queue > li")];

if (useShortcuts) {
  useShortcuts.checked = localStorage.getItem(OFF) !== "non";
  useShortcuts.addEventListener("change", () => localStorage.setItem(OFF, useShortcuts.checked ? "oui" : "non"));
}

const all = document.querySelector("#tout-choisir");
if (all) {
  all.closest("p").hidden = false;
  all.addEventListener("change", () => {
    for (const box of document.querySelectorAll(".queue input[type=checkbox]")) box.checked = all.checked;
  });
}

for (const choice of document.querySelectorAll("select[data-remplit]")) {
  const target = document.getElementById(choice.dataset.remplit);
  choice.addEventListener("change", () => {
    const text = choice.selectedOptions[0]?.dataset.texte;
    if (text) target.value = text;
  });
}

function move(step) {
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[Math.max(0, Math.min(items.length - 1, at + step))];
  next?.querySelector("h2 a")?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function openAct(id) {
  const act = document.getElementById(id);
  if (!act) return;
  act.open = true;
  (act.querySelector("textarea, select, input:not([type=hidden])") ?? act).focus();
}

const here = () => items.find((item) => item.contains(document.activeElement));
const follow = (fragment) => {
  const link = here()?.querySelector("h2 a");
  if (link) location.href = link.href + fragment;
  else openAct(fragment.slice(1));
};
const SHORTCUTS = {
  j: () => move(1),
  k: () => move(-1),
  x: () => here()?.querySelector("input[type=checkbox]")?.click(),
  a: () => follow("#repondre"),
  r: () => follow("#refuser"),
  g: () => follow("#grouper"),
  "/": () => document.querySelector("#mots")?.focus(),
  "?": () => {
    if (!helpBox) return;
    helpBox.open = !helpBox.open;
    helpBox.querySelector("summary").focus();
  },
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (useShortcuts && !useShortcuts.checked) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  const shortcut = SHORTCUTS[event.key];
  if (shortcut) {
    event.preventDefault();
    shortcut();
  }
});

// An address with a fragment opens the part that it names.
if (location.hash) openAct(decodeURIComponent(location.hash.slice(1)));
