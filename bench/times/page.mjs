// What a good team would do with opening_hours.js and rrule.js, beside ChaVa's module: asked in turn, checked first.

import OpeningHours from "opening_hours";
import { rrulestr } from "rrule";

// Where Charleroi is: the library's holidays and its sun depend on it.
const CHARLEROI = { lat: 50.41, lon: 4.44, address: { country_code: "be", state: "Wallonie" } };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const { wasm_bindgen: ours } = globalThis;

/** A local time as text; the page runs in Brussels' zone. */
const local = (date) => {
  const two = (n) => String(n).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
};

const hoursOf = (text) => new OpeningHours(text, CHARLEROI, { locale: "fr" });

function stateOf(hours, date) {
  if (hours.getUnknown(date)) return "unknown";
  return hours.getState(date) ? "open" : "closed";
}

/** Asks what a card says: whether it is open, and until when. */
function isOpen(hours, date) {
  const open = hours.getState(date) && !hours.getUnknown(date);
  hours.getNextChange(date);
  return open;
}

/** Which hours both read alike at every sampled time; the others are named, and measured for neither. */
function agreeing(texts, times) {
  const [agreed, differing] = [[], []];
  for (const text of texts) {
    const [places, hours] = [new ours.Places([text]), attempt(() => hoursOf(text))];
    const alike = (time) => attempt(() => stateOf(hours, time)) === places.states(local(time))[0];
    if (hours && times.every(alike)) agreed.push(text);
    else differing.push(text);
    places.free();
  }
  return { agreed, differing };
}

function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** Times of the week and of the year, at odd minutes so that no one asks at the very change. */
function sampledTimes(start, count) {
  return Array.from({ length: count }, (_, n) => new Date(start + n * (6 * DAY + 5 * HOUR) + 7 * 60_000));
}

globalThis.compareHours = (texts, count, rounds) => {
  const start = Date.UTC(2026, 10, 26, 9);
  const { agreed, differing } = agreeing([...new Set(texts)], sampledTimes(start, 60));
  if (agreed.length === 0) throw new Error(`no hours are read alike: ${differing.join(" | ")}`);
  const known = new Set(agreed);
  const usual = texts.filter((text) => known.has(text));
  const taken = Array.from({ length: count }, (_, n) => usual[n % usual.length]);
  const [places, hours] = [new ours.Places(taken), taken.map(hoursOf)];
  const questions = {
    anew: {
      rival: (time) => taken.filter((text) => isOpen(hoursOf(text), time)).length,
      ours: (time) => places.open_anew(local(time)),
    },
    before: {
      rival: (time) => hours.filter((each) => isOpen(each, time)).length,
      ours: (time) => places.open(local(time)),
    },
  };
  const times = sampledTimes(start, rounds + 1);
  return { differing, kinds: agreed.length, measured: inTurn(questions, times) };
};

// A rule is worked in UTC as if that were the local clock, as the library's own guide says.
const asUtc = (text) => new Date(`${text.length === 10 ? `${text}T00:00` : text}:00Z`);
const asLocal = (date, hasHour) => date.toISOString().slice(0, hasHour ? 16 : 10);

/** The sessions as a good team would keep them: rules read once, dates as numbers. */
function prepared(sessions) {
  return sessions.map((session) => {
    const start = asUtc(session.start);
    const hasHour = session.start.includes("T");
    const excluded = new Set((session.exdates ?? []).map((text) => +asUtc(text)));
    // A last day is meant whole; rrule.js would end at its first minute.
    const text = session.rrule?.replace(/UNTIL=(\d{8})(?!T)/, "UNTIL=$1T235959Z");
    const rule = text && rrulestr(text, { dtstart: start });
    return { id: session.id, start, hasHour, excluded, rule, until: rule?.options.until ?? null };
  });
}

function rivalWeek(sessions, from, to) {
  const [first, last] = [new Date(`${from}T00:00:00Z`), new Date(+new Date(`${to}T00:00:00Z`) + DAY - 1)];
  const found = [];
  for (const { id, start, hasHour, excluded, rule, until } of sessions) {
    if (start > last || (until && until < first)) continue;
    const dates = rule ? rule.between(first, last, true) : start >= first ? [start] : [];
    for (const date of dates) {
      if (!excluded.has(+date)) found.push({ id, date, hasHour });
    }
  }
  return found.sort((a, b) => a.date - b.date || a.hasHour - b.hasHour || (a.id < b.id ? -1 : 1));
}

globalThis.compareAgenda = async (address, rounds) => {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  const all = JSON.parse(new TextDecoder().decode(bytes)).sessions;
  const city = ours.City.of_snapshot(bytes);
  const sessions = prepared(all);
  const weeks = Array.from({ length: rounds + 1 }, (_, n) => {
    const monday = Date.UTC(2026, 10, 23) + 7 * n * DAY;
    return [monday, monday + 6 * DAY].map((day) => new Date(day).toISOString().slice(0, 10));
  });
  const occurrences = agreeOnWeek(city, sessions, weeks[0]);
  const questions = {
    week: {
      rival: ([from, to]) => rivalWeek(sessions, from, to).length,
      ours: ([from, to]) => city.agenda(from, to).count(),
    },
  };
  return {
    sessions: all.length,
    recurring: all.filter(({ rrule }) => rrule).length,
    occurrences,
    measured: inTurn(questions, weeks),
  };
};

/** Compares a whole week, occurrence by occurrence: what differs ends the run, with its names. */
function agreeOnWeek(city, sessions, [from, to]) {
  const rival = rivalWeek(sessions, from, to).map(({ id, date, hasHour }) => `${id} ${asLocal(date, hasHour)}`);
  const mine = city.agenda(from, to).lines();
  const [theirs, ourSet] = [new Set(rival), new Set(mine)];
  const onlyOurs = mine.filter((line) => !theirs.has(line));
  const onlyRival = rival.filter((line) => !ourSet.has(line));
  if (onlyOurs.length + onlyRival.length > 0) {
    throw new Error(`${from}: only ours ${onlyOurs.slice(0, 9)}; only the rival's ${onlyRival.slice(0, 9)}`);
  }
  return mine.length;
}

/** Asks both by turns, each time about another moment; the first one of all is for warming up, and not counted. */
function inTurn(questions, moments) {
  const measured = {};
  for (const [name, subjects] of Object.entries(questions)) {
    const times = { rival: [], ours: [] };
    for (const [round, moment] of moments.entries()) {
      const order = round % 2 ? ["ours", "rival"] : ["rival", "ours"];
      const answers = {};
      for (const subject of order) {
        const begin = performance.now();
        answers[subject] = subjects[subject](moment);
        if (round > 0) times[subject].push(performance.now() - begin);
      }
      if (answers.rival !== answers.ours) {
        throw new Error(`${name}: ${answers.rival} and ${answers.ours} at ${moment}`);
      }
    }
    measured[name] = times;
  }
  return measured;
}

globalThis.benchReady = true;
