#!/usr/bin/env python3
"""Writes a table of random recurrence rules that phones don't expand, with the dates that python-dateutil gives them.

By hand:  rare.py 400 2026 > rare.tsv        (rows, seed; the committed table, python-dateutil 2.9.0.post0)

A row: start, rrule, and its first dates, as far as twenty of them and ten years. No rule mixes weekdays with an ordinal and without one:
dateutil and the crate rrule leave only what is both, RFC 5545 wants what is either.
"""

import random
import sys
import warnings
from datetime import date, datetime, timedelta

from dateutil import rrule

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
DATES = 20
YEARS = 10


def some(rng, choices, most):
    picked = rng.sample(list(choices), rng.randint(1, most))
    return ",".join(str(choice) for choice in picked)


def rare(rng, hourly):
    """A part that phones don't know, with a frequency that it goes with."""
    days = some(rng, DAYS, 3)
    kinds = [
        f"FREQ=YEARLY;BYWEEKNO={some(rng, range(1, 54), 3)};BYDAY={days}",
        f"FREQ=YEARLY;BYWEEKNO={some(rng, range(-53, 0), 2)};BYDAY={days}",
        f"FREQ=YEARLY;BYWEEKNO={some(rng, range(1, 53), 3)}",
        f"FREQ=YEARLY;BYYEARDAY={some(rng, [*range(1, 367), *range(-366, 0)], 4)}",
        f"FREQ=YEARLY;BYDAY={some(rng, [f'{n}{d}' for n in (1, 2, 20, 52, 53, -1, -20, -52) for d in DAYS], 3)}",
        f"FREQ=YEARLY;BYDAY={days}",
        f"FREQ=YEARLY;BYDAY={days};BYSETPOS={some(rng, [1, 2, 10, 50, -1, -2], 2)}",
        f"FREQ=YEARLY;BYMONTHDAY={some(rng, range(1, 29), 2)};BYDAY={days};BYYEARDAY={some(rng, range(1, 367), 4)}",
        f"FREQ=MONTHLY;BYMONTHDAY={some(rng, range(1, 29), 4)};BYDAY={some(rng, [f'{n}{d}' for n in (1, 2, 3, -1) for d in DAYS], 4)}",
    ]
    if hourly:
        kinds += [
            f"FREQ=DAILY;BYHOUR={some(rng, range(24), 3)}",
            f"FREQ=WEEKLY;BYDAY={days};BYHOUR={some(rng, range(24), 3)};BYMINUTE={some(rng, [0, 15, 30, 45], 2)}",
            f"FREQ=MONTHLY;BYDAY={days};BYHOUR={some(rng, range(24), 2)};BYSETPOS={some(rng, [1, 2, 3, -1, -2], 2)}",
            f"FREQ=HOURLY;BYDAY={days}",
            f"FREQ=HOURLY;BYHOUR={some(rng, range(24), 3)};BYMONTH={some(rng, range(1, 13), 2)}",
            f"FREQ=HOURLY;INTERVAL={rng.choice([2, 5, 7, 30])};BYHOUR={some(rng, range(24), 8)}",
        ]
    rule = rng.choice(kinds)
    if "INTERVAL" not in rule and rng.random() < 0.3:
        rule += f";INTERVAL={rng.choice([2, 3, 5])}"
    if "BYWEEKNO" in rule and rng.random() < 0.3:
        rule += f";WKST={rng.choice(DAYS)}"
    return rule


def row(rng):
    hourly = rng.random() < 0.6
    day = date(2015, 1, 1) + timedelta(days=rng.randrange(5000))
    hour, minute = (rng.randrange(24), rng.choice([0, 15, 30, 45])) if hourly else (0, 0)
    start = datetime(day.year, day.month, day.day, hour, minute)
    rule = rare(rng, hourly)
    options = rrule.rrulestr(rule, dtstart=start)
    options = options.replace(until=start + timedelta(days=366 * YEARS))
    if rng.random() < 0.3:
        count = rng.choice([1, 2, 5, 20])
        options = options.replace(count=count, until=None) if next(iter(options), None) else options
        rule += f";COUNT={count}"
    written = "%Y-%m-%dT%H:%M" if hourly else "%Y-%m-%d"
    found = []
    for one in options:
        if len(found) == DATES or one > start + timedelta(days=366 * YEARS):
            break
        found.append(f"{one:{written}}")
    return "\t".join([f"{start:{written}}", rule, " ".join(found)])


def main():
    warnings.simplefilter("ignore", DeprecationWarning)
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    rng = random.Random(seed)
    while count > 0:
        try:
            print(row(rng))
            count -= 1
        except ValueError:
            # An interval that never meets the hours asked for.
            continue


if __name__ == "__main__":
    main()
