// A resident's phone in a few lines, independent of the app's own code: contract section 4, RFC 8785 for hashing.

import { createHash, randomBytes } from "node:crypto";

/** The canonical form of values without numbers that aren't whole. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/** A UUID of version 7. */
function uuid() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Says something; gives the receipt. */
export async function say(endpoint, kind, body) {
  const hashed = { id: uuid(), schema: 1, kind, lang: "fr", body };
  const sha256 = createHash("sha256").update(canonical(hashed)).digest("hex");
  const item = { ...hashed, createdAt: new Date().toISOString(), ageSeconds: 1, sha256 };
  const response = await fetch(`${endpoint.origin}/api/contributions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ items: [item] }),
  });
  const { results } = await response.json();
  if (!results?.[0]?.receipt) throw new Error(`not taken: ${JSON.stringify(results)}`);
  return results[0].receipt;
}
