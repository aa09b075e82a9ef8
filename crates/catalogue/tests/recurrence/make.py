#!/usr/bin/env python3
"""Writes a table of random recurrence rules with the dates that python-dateutil gives them.

By hand:  make.py 2000 2026 > golden.tsv      (rows, seed; the committed table, python-dateutil 2.9.0.post0)
          make.py 10000 7 > /tmp/other.tsv    and RECURRENCE_TABLE=/tmp/other.tsv cargo test -p chava-catalogue --test recurrence

A row: start, rrule, exdates, rdates (lists parted by spaces), first and last day of the window, and what takes place within it:
days after the first one, each with @minute where the start has an hour.

Times are reckoned as aware ones of Europe/Brussels wherever the rule's end is one in UTC, as naive ones otherwise. An UNTIL that
is a mere day counts whole, also for a start with an hour: RFC 5545 doesn't allow that mixture, people write it, and mean that.
"""

import random
import sys
import warnings
from datetime import date, datetime, timedelta

from dateutil import rrule, tz

BRUSSELS = tz.gettz("Europe/Brussels")
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def changes(year):
    """The two days on which the clock changes."""
    for month in (3, 10):
        last = date(year, month, 31)
        yield last - timedelta(days=(last.weekday() + 1) % 7)


def moment(rng, first, last, hourly):
    """A random day, often near a clock change, and a time of day, often within the odd hours."""
    day = first + timedelta(days=rng.randrange((last - first).days + 1))
    if rng.random() < 0.3:
        day = rng.choice(list(changes(day.year))) + timedelta(days=rng.choice([-7, -1, 0, 0, 0, 1]))
    if not hourly:
        return datetime(day.year, day.month, day.day)
    odd = [(1, 30), (1, 59), (2, 0), (2, 15), (2, 30), (2, 59), (3, 0), (0, 0), (23, 30)]
    hour, minute = rng.choice(odd) if rng.random() < 0.4 else (rng.randrange(24), rng.choice([0, 15, 30, 45]))
    return datetime(day.year, day.month, day.day, hour, minute)


def some(rng, choices, most):
    picked = rng.sample(choices, rng.randint(1, min(most, len(choices))))
    return ",".join(str(choice) for choice in picked)


def positions(rng):
    return some(rng, [1, 2, 3, 4, 5, -1, -2, -3, 7, -10], 3)


def parts(rng):
    """The parts of a rule that phones expand themselves."""
    freq = rng.choice(["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY"])
    rule = [f"FREQ={freq}"]
    if rng.random() < 0.5:
        rule.append(f"INTERVAL={rng.choice([1, 2, 2, 3, 4, 5, 6, 7, 10, 13, 30])}")
    if rng.random() < 0.3:
        rule.append(f"WKST={rng.choice(DAYS)}")
    nth = [f"{n}{d}" for n in (1, 2, 3, 4, 5, -1, -2, -5) for d in DAYS]
    days_of_month = [*range(1, 32), *range(-31, 0)]
    kind = rng.random()
    if freq == "DAILY":
        if kind < 0.4:
            rule.append(f"BYDAY={some(rng, DAYS, 5)}")
        elif kind < 0.6:
            rule.append(f"BYMONTHDAY={some(rng, days_of_month, 8)}")
        if rng.random() < 0.3:
            rule.append(f"BYMONTH={some(rng, range(1, 13), 6)}")
    elif freq == "WEEKLY":
        if kind < 0.8:
            rule.append(f"BYDAY={some(rng, DAYS, 5)}")
        if rng.random() < 0.2:
            rule.append(f"BYMONTH={some(rng, range(1, 13), 6)}")
        if kind < 0.15:
            rule.append(f"BYSETPOS={positions(rng)}")
    else:
        by_month = freq == "YEARLY" or rng.random() < 0.2
        if kind < 0.35:
            rule.append(f"BYMONTHDAY={some(rng, days_of_month, 4)}")
            by_month = by_month and rng.random() < 0.7
            if rng.random() < 0.3 and (by_month or freq == "MONTHLY"):
                rule.append(f"BYDAY={some(rng, DAYS, 4)}")
        elif kind < 0.65:
            rule.append(f"BYDAY={some(rng, nth, 3)}")
        elif kind < 0.8:
            rule.append(f"BYDAY={some(rng, DAYS, 5)}")
            if rng.random() < 0.7:
                rule.append(f"BYSETPOS={positions(rng)}")
        else:
            by_month = by_month and rng.random() < 0.6
        if by_month:
            rule.append(f"BYMONTH={some(rng, range(1, 13), 4)}")
    return rule


def row(rng):
    hourly = rng.random() < 0.75
    start = moment(rng, date(2015, 1, 1), date(2029, 12, 31), hourly)
    rule = parts(rng)
    end = rng.random()
    until = None
    if end < 0.3:
        rule.append(f"COUNT={rng.choice([1, 2, 3, 5, 10, 30, 120])}")
    elif end < 0.7:
        until = moment(rng, start.date(), start.date() + timedelta(days=rng.choice([0, 30, 300, 3000])), hourly)
        form = rng.random()
        if form < 0.4 or not hourly:
            rule.append(f"UNTIL={until:%Y%m%d}")
            until = until.replace(hour=23, minute=59)
        elif form < 0.6:
            rule.append(f"UNTIL={until:%Y%m%dT%H%M}00")
        else:
            # An instant that is written in UTC; often one minute around an occurrence.
            until = until.replace(tzinfo=BRUSSELS).astimezone(tz.UTC) + timedelta(minutes=rng.choice([0, 0, 60, 1, -1]))
            rule.append(f"UNTIL={until:%Y%m%dT%H%M}00Z")
    if rng.random() < 0.3:
        rng.shuffle(rule)
    # The end within UTC needs aware times; the others are naive, which dateutil wants alike.
    zone = BRUSSELS if until is not None and until.tzinfo else None
    text = ";".join(part for part in rule if not part.startswith("UNTIL="))
    first = start + timedelta(days=rng.choice([-20, -20, 0, 30, 400, 2000]) + rng.randrange(20))
    if until is not None and rng.random() < 0.5:
        first = until.replace(tzinfo=None) - timedelta(days=rng.randrange(60))
    last = first + timedelta(days=int(2 ** rng.uniform(2, 9.3)))
    window = (first.date(), last.date())
    options = rrule.rrulestr(text, dtstart=start.replace(tzinfo=zone))
    # Without an end of its own a rule that hits nothing would be followed to the end of the calendar.
    beyond = datetime(window[1].year, window[1].month, window[1].day, tzinfo=zone) + timedelta(days=400)
    dates = rrule.rruleset()
    options = options.replace(until=beyond if until is None else min(until, beyond))
    dates.rrule(options)

    lists = []
    for chance, add in ((0.3, dates.exdate), (0.25, dates.rdate)):
        chosen = []
        if rng.random() < chance:
            for _ in range(rng.randint(1, 3)):
                one = moment(rng, window[0], window[1], hourly)
                if rng.random() < 0.6:
                    # One that the rule hits: left out, or added twice over.
                    one = options.after(one.replace(tzinfo=zone)) or one
                    one = one.replace(tzinfo=None)
                add(one.replace(tzinfo=zone))
                chosen.append(f"{one:%Y-%m-%dT%H:%M}" if hourly else f"{one:%Y-%m-%d}")
        lists.append(" ".join(chosen))
    begin = datetime(window[0].year, window[0].month, window[0].day, tzinfo=zone)
    stop = datetime(window[1].year, window[1].month, window[1].day, 23, 59, tzinfo=zone)
    found = set()
    for one in dates:
        one = one.replace(tzinfo=None)
        if one > stop.replace(tzinfo=None):
            break
        if one >= begin.replace(tzinfo=None):
            offset = (one.date() - window[0]).days
            found.add((offset, one.hour * 60 + one.minute))
    shown = " ".join(f"{d}@{m}" if hourly else str(d) for d, m in sorted(found))
    begins = f"{start:%Y-%m-%dT%H:%M}" if hourly else f"{start:%Y-%m-%d}"
    return "\t".join([begins, ";".join(rule), *lists, str(window[0]), str(window[1]), shown])


def main():
    warnings.simplefilter("ignore", DeprecationWarning)
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    rng = random.Random(seed)
    for _ in range(count):
        print(row(rng))


if __name__ == "__main__":
    main()
