// The MiniSearch index: accents folded, prefixes, typos, weighted fields.
import MiniSearch from "minisearch";

const MARKS = /\p{M}/gu;
const NON_ASCII = /[\u0080-\uffff]/;

const fold = (term) => {
  const lower = term.toLowerCase();
  return NON_ASCII.test(lower) ? lower.normalize("NFD").replace(MARKS, "") : lower;
};

const OPTIONS = {
  idField: "key",
  fields: ["name", "type", "topics", "section", "description"],
  storeFields: ["kind", "recordId", "name", "section", "themes", "cost"],
  processTerm: fold,
  autoVacuum: false,
  searchOptions: {
    boost: { name: 4, topics: 2, type: 2, section: 1.5 },
    // A typo in a word of three letters would match nearly everything.
    fuzzy: (term) => (term.length > 3 ? 0.2 : false),
    prefix: true,
    combineWith: "AND",
  },
};

export function buildIndex(documents) {
  const index = new MiniSearch(OPTIONS);
  index.addAll(documents);
  return index;
}

export const loadIndex = (json) => MiniSearch.loadJSON(json, OPTIONS);

/** All words first; when no document has them all, any of them. */
export function search(index, query) {
  const hits = index.search(query);
  return hits.length > 0 ? hits : index.search(query, { combineWith: "OR" });
}
