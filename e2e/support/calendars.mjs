// Calendars read by an independent reader of RFC 5545: what any phone's own calendar would make of them.

import ICAL from "ical.js";

/** The events of a calendar, once the reader has found nothing to complain of. */
export function readCalendar(text) {
  for (const line of text.split("\r\n")) {
    if (Buffer.byteLength(line) > 75) throw new Error(`a line of ${Buffer.byteLength(line)} octets: ${line}`);
  }
  if (/[^\r]\n|\r[^\n]/.test(text)) throw new Error("a line doesn't end in CR and LF");
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  return calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
}

/** When an event takes place from one day to another, both included, as `YYYY-MM-DDTHH:MM` or a day, in Brussels. */
export function starts(event, from, to) {
  const found = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next && text(next).slice(0, 10) <= to; next = iterator.next()) {
    if (text(next).slice(0, 10) >= from) found.push(text(next));
  }
  return found;
}

const text = (time) => time.toString().slice(0, time.isDate ? 10 : 16);
