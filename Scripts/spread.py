"""Measures how councils and committees spread over a country, against the bands of patterns 13 to 19.

Usage: spread.py [--scenario NAME] [--scale 1:10] [--seeds 1-20] [--until DATE] [--set PATH=VALUE …]
                 [--without MECHANISM …] [--out DIR]

Runs `dualpower run` for each seed, two at a time, reads the archives' tables and prints each measure's
median over seeds with its range, beside what was observed. Days are counted from the day on which the
capital's council constituted itself, which is day 0.
"""

import argparse
import concurrent.futures
import csv
import os
import shutil
import statistics
import subprocess
import sys

import pyarrow.parquet as parquet

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OBSERVATIONS = os.path.join(HOME, "Scenarios", "russia-1917", "observations.csv")
FACTS = os.path.join(HOME, "Scenarios", "russia-1917", "facts")
CAPITAL = "petrograd"


def rows(path):
    """The rows of a CSV file as dictionaries."""
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def table(folder, name):
    """A table of an archive as a list of dictionaries."""
    return parquet.read_table(os.path.join(folder, name + ".parquet")).to_pylist()


def dated_towns():
    """Towns whose first council has an A or B date."""
    return sorted({r["place"] for r in rows(OBSERVATIONS)
                   if r["series"] == "council" and r["confidence"] in "AB"} - {CAPITAL})


def news_towns():
    """Towns of which it is recorded when the first news came."""
    return sorted({r["place"] for r in rows(OBSERVATIONS) if r["series"] == "news"} - {CAPITAL})


def places():
    """Listed towns outside the capital, by id."""
    return {r["id"]: r for r in rows(os.path.join(FACTS, "places.csv")) if r["id"] != CAPITAL}


def rail_distance():
    """Kilometres of way from the capital, by town: the shortest over the links."""
    ways = {}
    for r in rows(os.path.join(HOME, "Scenarios", "russia-1917", "links.csv")):
        ways.setdefault(r["a"], []).append((r["b"], float(r["km"])))
        ways.setdefault(r["b"], []).append((r["a"], float(r["km"])))
    reached, open_ends = {CAPITAL: 0.0}, {CAPITAL: 0.0}
    while open_ends:
        town = min(open_ends, key=open_ends.get)
        here = open_ends.pop(town)
        for other, km in ways.get(town, []):
            if here + km < reached.get(other, float("inf")):
                reached[other] = open_ends[other] = here + km
    return reached


def spearman(pairs):
    """Rank correlation, ties by their mean rank; none of fewer than three pairs."""
    if len(pairs) < 3:
        return None

    def ranks(values):
        order = sorted(range(len(values)), key=values.__getitem__)
        result = [0.0] * len(values)
        i = 0
        while i < len(order):
            j = i
            while j + 1 < len(order) and values[order[j + 1]] == values[order[i]]:
                j += 1
            for k in order[i:j + 1]:
                result[k] = (i + j) / 2
            i = j + 1
        return result

    a, b = ranks([p[0] for p in pairs]), ranks([p[1] for p in pairs])
    try:
        return statistics.correlation(a, b)
    except statistics.StatisticsError:
        return None


def quartiles(values):
    """The three quartiles, as whole days where days are counted so."""
    values = sorted(values)
    if not values:
        return [None] * 3
    return [values[min(len(values) - 1, int(q * len(values)))] for q in (0.25, 0.5, 0.75)]


def median(values):
    values = [v for v in values if v is not None]
    return statistics.median(values) if values else None


class Spread:
    """One run's spread."""

    def __init__(self, folder):
        self.towns = {r["town"]: r for r in table(folder, "towns")}
        self.organs = table(folder, "organs")
        self.daily = table(folder, "daily")
        self.events = table(folder, "events")
        self.conferences = table(folder, "conferences")
        first = [e for e in self.events if e["kind"] == "council_constituted" and e["place"] == CAPITAL]
        self.zero = first[0]["tick"] // 24 if first else None
        self.last = self.daily[-1]["day"]
        self.councils, self.committees = {}, {}
        for organ in self.organs:
            if organ["since_tick"] < 0:
                continue
            table_of = self.committees if organ["line"] == "legal" else self.councils
            table_of.setdefault(organ["town"], []).append(organ)

    def day(self, tick):
        """Days from the capital's council to a tick."""
        return tick // 24 - self.zero

    def founded(self, town):
        """Day of a town's first council of workers or soldiers."""
        ticks = [o["since_tick"] for o in self.councils.get(town, []) if not o["body"].endswith("_peasants")]
        return self.day(min(ticks)) if ticks else None

    def committee(self, town):
        ticks = [o["since_tick"] for o in self.committees.get(town, [])]
        return self.day(min(ticks)) if ticks else None

    def heard(self, town):
        tick = self.towns[town]["heard_tick"] if town in self.towns else -1
        return self.day(tick) if tick >= 0 else None

    def part(self, town, suffix):
        ticks = [o["since_tick"] for o in self.councils.get(town, []) if o["body"].endswith(suffix)]
        return min(ticks) if ticks else None

    def is_army(self, organ):
        return self.towns.get(organ["town"], {}).get("kind") == "army"

    def day_row(self, day):
        """The last row of the day so many days after the capital's council, if the run has it."""
        rows_of = [r for r in self.daily if r["day"] == self.zero + day]
        return rows_of[0] if rows_of else None


def measures(folder, dated, news, listed, distance):
    """Every measure of one run, by name."""
    run = Spread(folder)
    result = {}
    if run.zero is None:
        return result
    founded = [run.founded(t) for t in dated]
    known = [d for d in founded if d is not None]
    result["13 founding, quartile 1"], result["13 founding, median"], result["13 founding, quartile 3"] = quartiles(
        [d if d is not None else 999 for d in founded])
    for day in (2, 4, 5, 6, 8, 11):
        result[f"13 share by day {day}"] = sum(d <= day for d in known) / len(founded)

    all_founded = {t: run.founded(t) for t in listed if t in run.towns}
    with_day = {t: d for t, d in all_founded.items() if d is not None}
    result["13 listed towns with a council"] = len(with_day)
    people = {t: run.towns[t]["persons"] for t in with_day}
    for name, low, high in (("above 100,000", 1e5, 1e9), ("40,000 to 100,000", 4e4, 1e5), ("smaller", 0, 4e4)):
        result[f"14 median day, {name}"] = median([d for t, d in with_day.items() if low < people[t] <= high])
    result["14 Spearman with size, 23 towns"] = spearman(
        [(run.towns[t]["persons"], d) for t, d in zip(dated, founded) if d is not None])
    result["14 Spearman with size, listed"] = spearman([(people[t], d) for t, d in with_day.items()])
    result["14 Spearman with distance, 23 towns"] = spearman(
        [(distance[t], d) for t, d in zip(dated, founded) if d is not None and t in distance])
    result["14 Spearman with distance, listed"] = spearman(
        [(distance[t], d) for t, d in with_day.items() if t in distance])

    heard = [run.heard(t) for t in news if run.heard(t) is not None]
    result["15 news, quartile 1"], result["15 news, median"], result["15 news, quartile 3"] = quartiles(heard)
    result["15 Spearman of news with distance"] = spearman(
        [(distance[t], run.heard(t)) for t in listed if t in distance and run.heard(t) is not None])
    held = [run.towns[t]["withheld_hours"] for t in listed if t in run.towns and run.towns[t]["withheld_tick"] >= 0]
    result["15 share of listed towns with news withheld"] = len(held) / len(listed)
    result["15 hours withheld, median"] = median(held)
    result["15 share withheld for a day or more"] = sum(h >= 24 for h in held) / len(listed)

    both = [(run.committee(t), d) for t, d in with_day.items() if run.committee(t) is not None]
    result["16 committee within a day of the council"] = (
        sum(abs(a - b) <= 1 for a, b in both) / len(both) if both else None)
    result["16 committee first, of those apart"] = (
        sum(a < b for a, b in both) / max(1, sum(a != b for a, b in both)) if both else None)
    result["16 news to council, median"] = median(
        [d - run.heard(t) for t, d in with_day.items() if run.heard(t) is not None])
    result["16 yielding to council, hours"] = median(
        [(run.zero + d) * 24 - run.towns[t]["opened_tick"] for t, d in with_day.items()])
    result["15 news to yielding, hours"] = median(
        [run.towns[t]["opened_tick"] - run.towns[t]["heard_tick"] for t in with_day
         if run.towns[t]["opened_tick"] >= 0 and run.towns[t]["heard_tick"] >= 0])

    memory = {t for t in listed if listed[t]["soviet_1905"] == "1"}
    middle = {t: d if d is not None else 999 for t, d in all_founded.items()
              if 25e3 <= run.towns[t]["persons"] <= 250e3}
    result["17 median day with memory"] = median([d for t, d in middle.items() if t in memory])
    result["17 median day without"] = median([d for t, d in middle.items() if t not in memory])
    result["17 later than day 10 with memory"] = share(d > 10 for t, d in middle.items() if t in memory)
    result["17 later than day 10 without"] = share(d > 10 for t, d in middle.items() if t not in memory)
    apart = [(run.part(t, "_workers"), run.part(t, "_soldiers")) for t in listed]
    apart = [(s - w) / 24 for w, s in apart if w is not None and s is not None]
    result["17 soldiers after workers, days"] = median(apart)
    result["17 soldiers first"] = share(d < 0 for d in apart)
    merged = [e for e in run.events if e["kind"] == "councils_merged" and e["place"] in listed]
    result["17 first body to merger, days"] = median(
        [(e["tick"] - min(o["since_tick"] for o in run.councils[e["place"]])) / 24 for e in merged])

    for day in (18, 23):
        result[f"18 known to the centre on day {day}"] = sum(
            0 <= o["known_tick"] <= (run.zero + day + 1) * 24 and o["line"] == "council"
            and not run.is_army(o) for o in run.organs)
    row = run.day_row(32)
    result["18 councils on day 32"] = row["councils"] if row else None
    if run.conferences:
        met = run.conferences[0]
        war = [r for r in run.conferences if r["tick"] == met["tick"] and r["domain"] == "war"][0]
        result["18 conference, day"] = run.day(met["tick"])
        result["18 councils there"] = met["councils"]
        result["18 bodies of the army there"] = met["army_bodies"]
        result["18 delegates"] = met["delegates"]
        cast = war["in_favour"] + war["against"]
        result["18 in favour on war, of votes cast"] = war["in_favour"] / cast if cast else None

    peasants = [o["since_tick"] for o in run.organs if o["body"].endswith("_peasants")]
    months = [("end of March", 31), ("end of April", 61), ("end of May", 92), ("end of June", 122)]
    for name, day in months:
        row = run.day_row(day)
        if row:
            result[f"19 village committees, {name}"] = row["village_committees"]
            result[f"19 peasants' councils, {name}"] = sum(
                0 <= t < (run.zero + day) * 24 for t in peasants) / len(peasants)
    starts = [0] + [day for _, day in months]
    for (name, day), start in zip(months, starts):
        if run.day_row(day):
            result[f"19 disturbances to the {name}"] = sum(
                r["disturbances"] for r in run.daily if start < r["day"] - run.zero <= day)
    end = run.daily[-1]
    result["authorities of all, last day"] = end["effective_authorities_of_all"]
    result["writ of councils, last day"] = end["writ_of_all_council"]
    return result


def share(conditions):
    """Share of conditions that hold; none of none."""
    conditions = list(conditions)
    return sum(conditions) / len(conditions) if conditions else None


OBSERVED = {
    "13 founding, quartile 1": (3, 5, "4"), "13 founding, median": (4, 6, "5"),
    "13 founding, quartile 3": (6, 8, "7"),
    "13 share by day 2": (0, .19, ".04"), "13 share by day 4": (.24, .54, ".39"),
    "13 share by day 5": (.46, .76, ".61"), "13 share by day 6": (.59, .89, ".74"),
    "13 share by day 8": (.76, 1, ".91"), "13 share by day 11": (.81, 1, ".96"),
    "13 listed towns with a council": (100, 170, "at least 100"),
    "14 median day, above 100,000": (3, 5, "4"), "14 median day, 40,000 to 100,000": (5, 7, "6"),
    "14 Spearman with distance, 23 towns": (-.3, .3, ".15"),
    "14 Spearman with distance, listed": (-.3, .3, "at most .3"),
    "14 Spearman with size, 23 towns": (-.89, -.29, "-.59"),
    "15 news, quartile 1": (1, 3, "2"), "15 news, median": (1, 3, "2"), "15 news, quartile 3": (2, 4, "3"),
    "15 share of listed towns with news withheld": (.2, .333, "a fifth to a third"),
    "15 hours withheld, median": (24, 72, "1 to 3 days"),
    "16 committee within a day of the council": (.57, .87, ".72"),
    "16 news to council, median": (1, 3, "2"),
    "17 soldiers after workers, days": (1, 5, "1 to 5"), "17 first body to merger, days": (2, 7, "2 to 7"),
    "18 known to the centre on day 18": (42, 56, "49"), "18 known to the centre on day 23": (65, 89, "77"),
    "18 councils on day 32": (300, 700, "300 to 700"),
    "18 conference, day": (21, 42, "30; 3 to 6 weeks"), "18 councils there": (100, 180, "139"),
    "18 delegates": (350, 600, "480"), "18 in favour on war, of votes cast": (.7, 1, ".85; .81 with abstentions"),
    "19 village committees, end of April": (.65, .95, ".8"),
    "19 peasants' councils, end of May": (.11, .41, ".26"),
    "19 disturbances to the end of March": (25, 98, "49"),
    "19 disturbances to the end of April": (190, 756, "378"), "19 disturbances to the end of May": (340, 1356, "678"),
}


def run(options, seed):
    """One run's archive; the folder is thrown away after it is measured."""
    folder = os.path.join(options.out, f"seed-{seed}")
    shutil.rmtree(folder, ignore_errors=True)
    command = [os.path.join(HOME, "dualpower"), "run", options.scenario, "--seed", str(seed), "--scale", options.scale,
               "--until", options.until, "--threads", "1", "--quiet", "--out", folder]
    for value in options.set:
        command += ["--set", value]
    for mechanism in options.without:
        command += ["--without", mechanism]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr.strip())
    return folder


def measured(options, seeds):
    """The measures of each seed."""
    os.makedirs(options.out, exist_ok=True)
    dated, news, listed, distance = dated_towns(), news_towns(), places(), rail_distance()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        folders = list(pool.map(lambda seed: run(options, seed), seeds))
    return [measures(folder, dated, news, listed, distance) for folder in folders]


def told(value):
    if value is None:
        return "–"
    return f"{value:.0f}" if abs(value) >= 20 else f"{value:.2f}".rstrip("0").rstrip(".")


def table_of(results):
    """The measures as lines of a Markdown table."""
    names = []
    for result in results:
        names += [name for name in result if name not in names]
    lines = ["| measure | observed | median | range | |", "|---|---|--:|--:|---|"]
    for name in names:
        values = sorted(r[name] for r in results if r.get(name) is not None)
        if not values:
            continue
        middle = statistics.median(values)
        low, high, observed = OBSERVED.get(name, (None, None, ""))
        verdict = "" if low is None else ("hit" if low <= middle <= high else "**missed**")
        lines.append(f"| {name} | {observed} | {told(middle)} | {told(values[0])} to {told(values[-1])} | {verdict} |")
    return lines


def options_of(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scenario", default="russia-1917")
    parser.add_argument("--scale", default="1:10")
    parser.add_argument("--seeds", default="1-20")
    parser.add_argument("--until", default="1917-04-10")
    parser.add_argument("--set", action="append", default=[])
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--out", default=os.path.join(HOME, "runs", "spread"))
    return parser.parse_args(arguments)


def main():
    options = options_of(sys.argv[1:])
    first, _, last = options.seeds.partition("-")
    results = measured(options, range(int(first), int(last or first) + 1))
    print("\n".join(table_of(results)))


if __name__ == "__main__":
    main()
