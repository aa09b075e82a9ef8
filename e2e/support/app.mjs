// What the tests read off the app: only the hooks of the contract, never its inside.

import { hook } from "./browser.mjs";

/** Every page that residents see without anything of their own. */
export const PUBLIC_PAGES = [
  "/",
  "/chercher?q=aide+ordi",
  "/chercher?q=zzzzqqqq",
  "/lieux",
  "/agenda",
  "/themes/education-numerique",
  "/carte",
  "/acteurs",
  "/appels",
  "/participer",
  "/participer/obstacle",
  "/participer/idee",
  "/participer/proposer",
  "/participer/corriger",
  "/participer/entraide",
  "/participer/besoins",
  "/favoris",
  "/mes-contributions",
  "/a-propos",
  "/reglages",
  "/aide",
  "/vie-privee",
  "/accessibilite",
  "/une-page-qui-n-existe-pas",
];

/** The first record of each kind that has a page, as paths. */
export function recordPages(catalogue) {
  const first = (records, folder) => (records?.length ? [`/${folder}/${records[0].id}`] : []);
  return [
    ...first(catalogue.places, "lieux"),
    ...first(catalogue.offers, "offres"),
    ...first(catalogue.sessions, "seances"),
    ...first(catalogue.organisations, "acteurs"),
  ];
}

/** What the frame says of network and data: `{ state, change, epoch, digest }`. */
export function syncState(page) {
  return page.$eval(hook("sync-state"), (element) => ({ ...element.dataset }));
}

/** Waits until the frame says one of some states, and gives what it says. */
export async function untilSync(page, ...states) {
  await page.waitForFunction(
    (selector, wanted) => wanted.includes(document.querySelector(selector)?.dataset.state),
    { timeout: 30_000 },
    hook("sync-state"),
    states,
  );
  return syncState(page);
}

/** Waits until the phone holds the catalogue and the app draws from it: from then on its own buttons answer. */
export async function untilUsable(page) {
  await page.waitForFunction(() => performance.getEntriesByName("chava:interactive").length > 0, { timeout: 60_000 });
  return untilSync(page, "fresh");
}

/** The hits on the page: `[{ kind, id, text }]`. */
export function results(page) {
  return page.$$eval(hook("result"), (elements) =>
    elements.map((element) => ({ kind: element.dataset.kind, id: element.dataset.id, text: element.textContent })),
  );
}

/** Searches as a person does: into the box, and waits for hits that fit. */
export async function search(page, words, expected) {
  await page.waitForSelector(hook("search-input"));
  await page.$eval(hook("search-input"), (input) => input.select());
  await page.type(hook("search-input"), words);
  await page.waitForFunction(
    (selector, id) => [...document.querySelectorAll(selector)].some((hit) => !id || hit.dataset.id === id),
    { timeout: 15_000 },
    hook("result"),
    expected ?? null,
  );
  return results(page);
}
