// From catalogue records to what the index searches: what ChaVa's /chercher searches too.
const SEARCHED = { places: "place", offers: "offer", organisations: "organisation", sessions: "session" };

const french = (text) => (typeof text === "string" ? text : (text?.fr ?? ""));
const words = (ids = []) => ids.join(" ").replaceAll("-", " ");

/** The catalogue document as one flat list of records that know their kind. */
export function flatten(catalogue) {
  const records = [];
  for (const [list, kind] of Object.entries(SEARCHED)) {
    for (const record of catalogue[list] ?? []) records.push({ ...record, kind });
  }
  return records;
}

/** The searchable documents; sessions of an offer are found as that offer, past ones not at all. */
export function documentsOf(records) {
  const today = new Date().toISOString().slice(0, 10);
  return records.filter((record) => isOffered(record, today)).map(toDocument);
}

function isOffered({ kind, offerId, start, rrule }, today) {
  return kind !== "session" || (!offerId && (rrule !== undefined || start >= today));
}

function toDocument(record) {
  return {
    key: `${record.kind}/${record.id}`,
    recordId: record.id,
    kind: record.kind,
    name: record.name ?? french(record.title),
    type: words([record.placeType ?? record.offerType ?? record.sessionType ?? ""]),
    topics: words([...(record.topics ?? []), ...(record.themes ?? [])]),
    section: record.address?.section ?? "",
    description: french(record.description),
    themes: record.themes ?? [],
    cost: record.cost?.kind,
  };
}
