"""Measures what scale changes, and writes the table of docs/scale.md.

Usage: python3 Scripts/scale_table.py > docs/scale.md

Runs petrograd-1917 to 15 April at three scales on the same seeds and prints medians.
"""

import datetime
import json
import statistics
import subprocess

SEEDS = range(1, 5)
UNTIL = "1917-04-15"
START = datetime.datetime(1917, 2, 15)
WORKERS = 392_800


def day(at):
    return (datetime.datetime.fromisoformat(at) - START).total_seconds() / 86_400


def measures(run):
    first = {}
    for event in run["events"]:
        first.setdefault(event["kind"], day(event["at"]))
    out = first.get("outbreak")
    daily = run["daily"]
    result = {
        "outbreak, days from the start": out,
        "outbreak to mutiny, days": first.get("mutiny", float("nan")) - out,
        "mutiny to fall, days": first.get("regime_fell", float("nan")) - first["mutiny"],
        "mutiny to council, hours": 24 * (first["council_constituted"] - first["mutiny"]),
    }
    for later in range(3):
        share = daily[int(out) + later]["active"]["worker"] / WORKERS
        result[f"workers out on day {later + 1}, share"] = share
    after = int(first["council_constituted"]) + 11
    result["deputies after 11 days"] = daily[after]["deputies"]["soviet"]
    result["effective authorities, last day"] = daily[-1]["effectiveAuthorities"]
    result["writ of the council, last day"] = daily[-1]["writ"]["soviet"]
    result["wall clock, s"] = run["wallSeconds"]
    result["memory, MB"] = run["peakMemoryBytes"] / 1e6
    return result


def ensemble(scale):
    rows = []
    for seed in SEEDS:
        command = ["./dualpower", "run", "petrograd-1917", "--scale", scale, "--until", UNTIL,
                   "--seed", str(seed), "--json", "--quiet"]
        rows.append(measures(json.loads(subprocess.check_output(command))))
    return {key: [row[key] for row in rows] for key in rows[0]}


def cell(values):
    low, middle, high = min(values), statistics.median(values), max(values)
    digits = 0 if middle >= 100 else 2
    if low == high:
        return f"{middle:,.{digits}f}"
    return f"{middle:,.{digits}f} ({low:,.{digits}f} to {high:,.{digits}f})"


def main():
    scales = ["1:1", "1:10", "1:100"]
    columns = [ensemble(scale) for scale in scales]
    print("# What scale changes\n")
    print("`--scale 1:k` simulates a sample of the same society: every person who is simulated has the "
          "number, the\ntraits and the luck that she has at 1:1. Groups large enough keep one agent in "
          "k and at least 32; of the many small\nones some stand for all. All counts are of the society.\n")
    print("What changes is chance: a smaller sample has larger fluctuations within a group, and fewer "
          "groups that can\nbe first. The table, made by `python3 Scripts/scale_table.py > docs/scale.md`, "
          f"gives medians and extremes over seeds {SEEDS[0]} to {SEEDS[-1]},\nto 15 April Old Style; "
          "times and memory are those of the machine that made it.\n")
    print("| measure | " + " | ".join(scales) + " |")
    print("|---|" + "--:|" * len(scales))
    for key in columns[0]:
        print(f"| {key} | " + " | ".join(cell(column[key]) for column in columns) + " |")


if __name__ == "__main__":
    main()
