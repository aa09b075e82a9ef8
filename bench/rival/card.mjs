// One hit as HTML.
const PATHS = { place: "lieux", offer: "offres", session: "seances", organisation: "acteurs" };
const KINDS = { place: "Lieu", offer: "Offre", session: "Séance", organisation: "Acteur" };
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const safe = (text) => String(text ?? "").replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

export function card({ kind, recordId, name, section, themes, cost }) {
  const facts = [KINDS[kind], section, ...themes, cost].filter(Boolean).map(safe);
  return (
    `<li data-testid="result" data-kind="${kind}" data-id="${safe(recordId)}">` +
    `<a href="/${PATHS[kind]}/${safe(recordId)}">${safe(name)}</a><p>${facts.join(" · ")}</p></li>`
  );
}
