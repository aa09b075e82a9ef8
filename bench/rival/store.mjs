// The rival's storage, on Dexie. Two layouts, so that the bench can keep the quicker one.
import { Dexie } from "dexie";

const CHUNK = 500;

const db = new Dexie("rival");
db.version(1).stores({ records: "[kind+id]", chunks: "number", meta: "key" });

/** What the stored catalogue is, or undefined on a first visit. */
export const readCursor = () => db.meta.get("cursor");

/** Replaces the catalogue and its cursor in one transaction; resolves once it is committed. */
export function writeCatalogue(records, cursor, layout) {
  const table = layout === "records" ? db.records : db.chunks;
  return db.transaction("rw", table, db.meta, async () => {
    await table.clear();
    await table.bulkPut(layout === "records" ? records : inChunks(records));
    await db.meta.bulkDelete(["index"]);
    await db.meta.put({ key: "cursor", ...cursor });
  });
}

/** Every stored record. */
export async function readCatalogue(layout) {
  if (layout === "records") return db.records.toArray();
  return (await db.chunks.toArray()).flatMap((chunk) => chunk.records);
}

/** The serialized index, if one was kept. */
export const readIndex = async () => (await db.meta.get("index"))?.json;

/** Keeps the serialized index. */
export const writeIndex = (json) => db.meta.put({ key: "index", json });

function inChunks(records) {
  const chunks = [];
  for (let at = 0; at < records.length; at += CHUNK) {
    chunks.push({ number: chunks.length, records: records.slice(at, at + CHUNK) });
  }
  return chunks;
}
