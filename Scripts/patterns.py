"""The patterns of Petrograd that a run is judged by, and how each is read from a run.

A pattern has one or more measures; a measure has a band. A measure is hit when its median over
seeds lies in its band, a pattern when all of its measures are. Day 1 is the day of the run's own
outbreak; nothing is compared by the calendar's date. Sources: Scenarios/petrograd-1917/sources.md.
"""

import concurrent.futures
import datetime
import json
import math
import os
import subprocess
import tempfile

import pyarrow.parquet as parquet

WORKERS = 392_800
INFINITY = float("inf")

# Pattern, measure, band. `None` leaves a side open.
BANDS = [
    ("1", "strikers, day 2 to day 1", 1.6, 2.3),
    ("1", "strikers, day 3 to day 2", 1.2, 1.45),
    ("2", "workers out on day 1", 0.20, 0.33),
    ("2", "workers out on day 2", 0.40, 0.55),
    ("2", "workers out on day 3", 0.51, 0.78),
    ("2", "workers out on day 5", 0.90, None),
    ("2", "days until under half are out", 9, 16),
    ("3", "garrison over, hours from 10 to 50 %", 14, 30),
    ("3", "garrison over, hours from 50 to 85 %", 12, 36),
    ("4", "days from outbreak to mutiny", 3, 5),
    ("4", "fire ordered between", 1, None),
    ("5", "casualties", 1_300, 1_700),
    ("5", "soldiers' share of casualties", 0.45, 0.65),
    ("6", "deputies on day 0 of the council", 40, 250),
    ("6", "deputies on day 1", 80, 250),
    ("6", "deputies on day 11", 900, 1_500),
    ("6", "deputies on day 26", 2_000, 3_000),
    ("7", "radicals in the plenum, March and April", 0.04, 0.08),
    ("7", "radicals in the executive", 0.30, 0.40),
    ("8", "contested orders obeyed, council's", 0.8, None),
    ("8", "contested orders obeyed, government's", None, 0.25),
    ("9", "stance on days 0 to 3", 0, None),
    ("9", "fall of stance to days 4 to 15", 0.2, None),
    ("9", "stance on days 16 to 49", 0, None),
    ("10", "order of first defections, Kendall's tau", 0.6, None),
    ("10", "hours from the capital's loss to the high command", None, 24),
]

# Ranks of first defections; each circle of the scenario belongs to one.
DEFECTIONS = {"duma": 1, "state_council": 2, "united_nobility": 2, "dynasty": 3,
              "stavka": 4, "northern_front": 4, "western_front": 4, "southwestern_front": 4,
              "romanian_front": 4, "caucasian_front": 4, "baltic_fleet": 4}


def hours_between(start, end):
    return (datetime.datetime.fromisoformat(end)
            - datetime.datetime.fromisoformat(start)).total_seconds() / 3600


def kendall(pairs):
    """Kendall's tau-a over pairs that differ in the first rank; a tie in the second counts nought."""
    score = count = 0
    for i, (a, x) in enumerate(pairs):
        for b, y in pairs[i + 1:]:
            if a != b:
                count += 1
                score += (x > y) - (x < y) if a > b else (y > x) - (y < x)
    return score / count if count else float("nan")


def width(low, high):
    """How wide a band is; of a band with one side, its bound, and a fifth at least."""
    if low is None or high is None:
        return max(abs(high if low is None else low), 0.2)
    return high - low


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else float("nan")


class History:
    """What one run left, in the shapes that the measures read."""

    def __init__(self, run, hourly):
        self.run = run
        self.daily = run["daily"]
        self.days = {row["date"]: i for i, row in enumerate(self.daily)}
        self.first = {}
        for event in run["events"]:
            self.first.setdefault(event["kind"], event["at"])
        self.hourly = hourly
        self.out = [row["active"]["worker"] / WORKERS for row in self.daily]

    def day(self, kind):
        """The day of the first event of a kind, counted from 0; None where there is none."""
        return self.days[self.first[kind][:10]] if kind in self.first else None

    def at(self, values, day):
        return values[day] if day is not None and 0 <= day < len(values) else float("nan")

    def measures(self):
        return {**self.strike(), **self.mutiny(), **self.council(), **self.rule(), **self.elites(),
                **self.course()}

    def strike(self):
        one = self.day("outbreak")
        if one is None:
            return {}
        out = [self.at(self.out, one + i) for i in range(5)]
        # Half must have been out before fewer can be out again.
        half = next((i for i in range(one, len(self.out)) if self.out[i] >= 0.5), len(self.out))
        back = next((i for i in range(half, len(self.out)) if self.out[i] < 0.5), None)
        return {
            "strikers, day 2 to day 1": out[1] / out[0] if out[0] else float("nan"),
            "strikers, day 3 to day 2": out[2] / out[1] if out[1] else float("nan"),
            "workers out on day 1": out[0],
            "workers out on day 2": out[1],
            "workers out on day 3": out[2],
            "workers out on day 5": out[4],
            "days until under half are out": back - one if back is not None else float("nan"),
        }

    def mutiny(self):
        over = self.hourly["garrison_over"]

        def reach(level):
            return next((i for i, share in enumerate(over) if share >= level), INFINITY)

        total = [self.hourly["casualties_" + who][-1] for who in ("civilians", "soldiers", "police")]
        result = {
            "garrison over, hours from 10 to 50 %": reach(0.5) - reach(0.1),
            "garrison over, hours from 50 to 85 %": reach(0.85) - reach(0.5),
            "casualties": sum(total),
            "soldiers' share of casualties": total[1] / sum(total) if sum(total) else float("nan"),
        }
        if "outbreak" in self.first and "mutiny" in self.first:
            outbreak, mutiny = self.first["outbreak"], self.first["mutiny"]
            result["days from outbreak to mutiny"] = hours_between(outbreak, mutiny) / 24
            fire = self.first.get("fire_ordered")
            result["fire ordered between"] = float(fire is not None and outbreak <= fire <= mutiny)
        return result

    def council(self):
        day = self.day("council_constituted")
        deputies = [row["deputies"]["soviet"] for row in self.daily]
        # Its first hour; afterwards noon of the day.
        result = {"deputies on day 0 of the council": next(
            (e["amount"] for e in self.run["events"] if e["kind"] == "council_constituted"),
            float("nan"))}
        for later in (1, 11, 26):
            result[f"deputies on day {later}"] = self.at(deputies, None if day is None else day + later)
        spring = [row for row in self.daily if row["date"] < "1917-05-01" and row["deputies"]["soviet"]]
        result["radicals in the plenum, March and April"] = mean(
            row["deputiesByParty"]["soviet"]["bolshevik"] / row["deputies"]["soviet"]
            for row in spring)
        # The summary of all the council's questions, not of those of war alone.
        result["radicals in the executive"] = mean(
            row["executiveByParty"]["soviet"]["bolshevik"] for row in spring)
        return result

    def rule(self):
        contested = {"soviet": [], "provisional_government": []}
        for event in self.run["events"]:
            if event["kind"] == "order" and event["body"] in contested:
                contested[event["body"]].append(event["amount"])
        result = {
            "contested orders obeyed, council's": mean(contested["soviet"]),
            "contested orders obeyed, government's": mean(contested["provisional_government"]),
            "contested orders, council's": len(contested["soviet"]),
            "contested orders, government's": len(contested["provisional_government"]),
        }
        day = self.day("council_constituted")
        if day is not None:
            stance = self.stance()
            windows = [mean(stance[day + a:day + b + 1]) for a, b in ((0, 3), (4, 15), (16, 49))]
            result["stance on days 0 to 3"] = windows[0]
            result["fall of stance to days 4 to 15"] = windows[0] - windows[1]
            result["stance on days 16 to 49"] = windows[2]
        return result

    def stance(self):
        """Mean of the two bodies' stance to each other, day by day."""
        return [(row["stance"]["soviet"]["provisional_government"]
                 + row["stance"]["provisional_government"]["soviet"]) / 2 for row in self.daily]

    def elites(self):
        gone = [(DEFECTIONS[e["subject"]], e["at"]) for e in self.run["events"]
                if e["kind"] == "circle_withdrew" and e["subject"] in DEFECTIONS]
        # One date a rank: the first circle of each.
        ranks = {}
        for rank, at in gone:
            ranks.setdefault(rank, at)
        result = {"order of first defections, Kendall's tau": kendall(sorted(ranks.items()))}
        force = self.hourly["force"]
        lost = next((i for i, men in enumerate(force) if men < 0.1 * force[0]), None)
        command = next((e["at"] for e in self.run["events"]
                        if e["kind"] == "circle_withdrew" and e["subject"] == "stavka"), None)
        if lost is not None and command is not None:
            start = self.daily[0]["date"] + "T00:00"
            result["hours from the capital's loss to the high command"] = (
                hours_between(start, command) - lost)
        return result

    def course(self):
        """What is claimed of the whole course, beyond the numbered patterns."""
        result = {"outcome dual power": float(self.run["outcome"] == "dual_power")}
        if "outbreak" in self.first:
            result["outbreak, days from the start"] = hours_between(
                self.daily[0]["date"] + "T00:00", self.first["outbreak"]) / 24
        fell = self.day("regime_fell")
        if fell is not None:
            span = [row for row in self.daily[fell + 3:] if row["date"] <= "1917-04-04"]
            holds = sum(row["effectiveAuthorities"] >= 1.5 and row["none"] <= 0.5 for row in span)
            result["dual power holds to 4 April"] = float(bool(span) and holds >= 0.8 * len(span))
            result["days from mutiny to fall"] = hours_between(
                self.first["mutiny"], self.first["regime_fell"]) / 24 if "mutiny" in self.first else INFINITY
        if "council_constituted" in self.first and "mutiny" in self.first:
            result["hours from mutiny to council"] = hours_between(
                self.first["mutiny"], self.first["council_constituted"])
        result["ceded"] = float("power_ceded" in self.first)
        result["turning points of stance"] = turning_points(self.stance())
        crises = [e["at"] for e in self.run["events"] if e["kind"] == "crisis"]
        gaps = [hours_between(a, b) / 24 for a, b in zip(crises, crises[1:])]
        result["crises"] = len(crises)
        result["days between crises"] = mean(gaps)
        result["variation of days between crises"] = (
            (mean((gap - mean(gaps)) ** 2 for gap in gaps)) ** 0.5 / mean(gaps)
            if len(gaps) > 1 else float("nan"))
        result["soldiers over before a first mutiny put down"] = next(
            (e["amount"] for e in self.run["events"] if e["kind"] == "mutiny_put_down"), 0)
        last = self.daily[-1]
        result["writ of the council at the end"] = last["writ"]["soviet"]
        result["authorities at the end"] = last["effectiveAuthorities"]
        result["powers that recognised"] = sum(
            e["kind"] == "recognised_abroad" for e in self.run["events"])
        for stratum in ("worker", "soldier"):
            curve = [row["recognition"]["council"][stratum] for row in self.daily]
            result[f"{stratum}s' recognition of the council at the end"] = curve[-1]
        return result


def turning_points(values, size=0.25, days=3):
    """Reversals of at least `size` that last so many days.

    A run of the series turns when it has moved `size` back from its extreme and stays on that side
    of the half-way mark for so many days.
    """
    if not values:
        return 0
    turns, sign, extreme, since = 0, 0, values[0], 0
    low = high = values[0]
    for value in values:
        if sign == 0:
            low, high = min(low, value), max(high, value)
            if value - low >= size:
                sign, extreme, since = 1, value, 0
            elif high - value >= size:
                sign, extreme, since = -1, value, 0
            continue
        if (value - extreme) * sign >= 0:
            extreme, since = value, 0
        elif (extreme - value) * sign >= size:
            since += 1
            if since >= days:
                turns, sign, extreme, since = turns + 1, -sign, value, 0
        else:
            since = 0
    return turns


def run(binary, seed, scale, until=None, arguments=()):
    """One history, on one thread."""
    with tempfile.TemporaryDirectory() as folder:
        command = [binary, "run", "petrograd-1917", "--seed", str(seed), "--scale", scale, "--threads",
                   "1", "--json", "--quiet", "--out", os.path.join(folder, "run"), *arguments]
        if until:
            command += ["--until", until]
        told = json.loads(subprocess.check_output(command))
        hourly = parquet.read_table(os.path.join(folder, "run", "hourly.parquet")).to_pydict()
    return History(told, hourly)


def ensemble(binary, seeds, scale, until=None, arguments=(), workers=os.cpu_count()):
    """Histories of several seeds, in order, as many at a time as there are processors."""
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        return list(pool.map(lambda seed: run(binary, seed, scale, until, arguments), seeds))


def median(values):
    values = sorted(v for v in values if not math.isnan(v))
    if not values:
        return float("nan")
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
