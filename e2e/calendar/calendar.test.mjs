// The endpoint's calendars, read by an independent reader: the same dates as the agenda, words as they were written.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readCalendar, starts } from "../support/calendars.mjs";
import { Endpoint } from "../support/endpoint.mjs";

const day = (offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

// Every kind of date that a session may have, over the two changes of the clock in a year.
const SESSIONS = [
  { id: "une-fois", start: `${day(3)}T18:30`, durationMinutes: 90, status: "full" },
  { id: "un-jour", start: day(5) },
  { id: "chaque-semaine", start: "2026-01-07T14:00", durationMinutes: 120, rrule: "FREQ=WEEKLY;BYDAY=WE" },
  { id: "sans-certains", start: "2026-01-01T09:00", rrule: "FREQ=DAILY;INTERVAL=3", exdates: [`${day(2)}T09:00`] },
  { id: "premier-jeudi", start: "2026-01-01T02:30", durationMinutes: 60, rrule: "FREQ=MONTHLY;BYDAY=1TH" },
  { id: "dernier-dimanche", start: "2026-01-25T02:30", durationMinutes: 60, rrule: "FREQ=MONTHLY;BYDAY=-1SU" },
  { id: "jusqu-a", start: "2026-01-02T18:00", rrule: `FREQ=WEEKLY;UNTIL=${day(60).replaceAll("-", "")}` },
  { id: "dix-fois", start: `${day(1)}T08:00`, rrule: "FREQ=DAILY;COUNT=10" },
  { id: "plus-un", start: `${day(1)}T10:00`, rrule: "FREQ=WEEKLY;COUNT=2", rdates: [`${day(20)}T11:00`] },
  { id: "chaque-annee", start: "2025-03-29", rrule: "FREQ=YEARLY" },
  { id: "annulee", start: `${day(4)}T18:30`, status: "cancelled" },
  { id: "rare", start: "2026-01-01T10:00", rrule: "FREQ=YEARLY;BYYEARDAY=-1,100,200" },
];

const WORDS = "Lire, écrire ; parler\\n — « ça va ? » 🙂 ".repeat(8).trim();

async function city(t) {
  const endpoint = await Endpoint.start(t);
  const document = await endpoint.export();
  const [place] = document.places;
  document.sessions = SESSIONS.map((session) => ({
    title: `${WORDS} ${session.id}`,
    description: `Ligne un\nLigne deux, avec virgule ; et barre \\ oblique`,
    placeId: place.id,
    themes: ["education-numerique"],
    ...session,
  }));
  await endpoint.import(document);
  const read = async (path) => {
    const answer = await fetch(endpoint.origin + path);
    assert.equal(answer.status, 200, path);
    assert.match(answer.headers.get("content-type"), /^text\/calendar/);
    return readCalendar(await answer.text());
  };
  // The running endpoint shows an import within two seconds.
  for (let tries = 0; tries < 100 && (await read("/api/agenda.ics")).length !== SESSIONS.length; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { endpoint, place, read };
}

test("a calendar has every date that the agenda has, whatever the rule, over the clock's changes", async (t) => {
  const { endpoint, place, read } = await city(t);
  const [from, to] = [day(0), day(400)];
  const said = (await endpoint.command("agenda", "--from", from, "--to", to)).trim().split("\n").map(JSON.parse);
  const agenda = (id) => said.filter((line) => line.id === id).map((line) => line.start);
  for (const path of ["/api/agenda.ics", `/api/lieux/${place.id}.ics`, "/api/themes/education-numerique.ics"]) {
    const events = await read(path);
    assert.deepEqual(events.map(({ uid }) => uid).sort(), SESSIONS.map(({ id }) => `${id}@chava`).sort(), path);
    for (const event of events) {
      const id = event.uid.split("@")[0];
      assert.ok(agenda(id).length > 0, `${id} takes place`);
      assert.deepEqual(starts(event, from, to), agenda(id), `${path}: ${id}`);
    }
  }
});

test("words come out as they went in, states are said, and a file of one session reminds", async (t) => {
  const { endpoint, read } = await city(t);
  for (const { id, status, durationMinutes, start, rrule } of SESSIONS) {
    const [event] = await read(`/api/seances/${id}.ics`);
    const component = event.component;
    const title = `${status === "full" ? "Complet : " : ""}${WORDS} ${id}`;
    assert.equal(event.summary, title);
    assert.equal(event.description, "Ligne un\nLigne deux, avec virgule ; et barre \\ oblique");
    assert.equal(component.getFirstPropertyValue("url"), `${endpoint.origin}/seances/${id}`);
    assert.equal(component.getFirstPropertyValue("status"), status === "cancelled" ? "CANCELLED" : "CONFIRMED");
    const alarms = component.getAllSubcomponents("valarm");
    assert.equal(alarms.length, status === "cancelled" ? 0 : 1, id);
    if (alarms.length) {
      const trigger = alarms[0].getFirstPropertyValue("trigger");
      assert.equal(trigger.toSeconds(), start.includes("T") ? -3600 : -6 * 3600, id);
    }
    if (durationMinutes) assert.equal(event.duration.toSeconds(), durationMinutes * 60, id);
    if (start.includes("T")) assert.equal(event.startDate.zone.tzid, "Europe/Brussels");
    assert.equal(event.isRecurring(), Boolean(rrule), id);
  }
});
