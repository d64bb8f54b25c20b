"""Makes anew every run of the search that the shipped values of Petrograd came of, and fills docs/calibration.md.

Usage: fit_again.py [--out runs/fit_again.csv] [--binary ./dualpower]; it goes on where it was broken off

The search's log (Scenarios/petrograd-1917/fit) has each set of values that it tried and what it lost. A set is tried here
as it was there: on the same seeds, at the same scale, by the same loss, with the model of today. Where the values that were
kept then lose least of all again, or nearly, the shipped values are what their log says they are.

A measure loses the distance of its median from the inner seven tenths of its band, in widths of the band, and a quarter of
the share of seeds outside the band; the loss is the mean over measures, then over patterns.
"""

import argparse
import csv
import hashlib
import json
import math
import os
import subprocess
import sys

import numpy
import pages
import patterns

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(HOME, "docs", "calibration.md")
LOG = os.path.join(HOME, "Scenarios", "petrograd-1917", "fit", "log.csv")
FIRST_SEED = 1001

# What the search asked of a course beside the patterns: measure, least, most.
COURSE = [
    ("course", "outbreak, days from the start", 5, 13),
    ("course", "days from mutiny to fall", 1.5, 4),
    ("course", "ceded", 1, None),
    ("course", "dual power holds to 4 April", 1, None),
    ("course", "turning points of stance", 3, 8),
    ("course", "crises", 3, 8),
    ("course", "variation of days between crises", 0.25, None),
]
STOPPAGE = "days until under half are out"
# A stage's last day, and the bands that it aims at.
STAGES = {
    "outbreak": ("1917-04-05", [band for band in patterns.BANDS if band[0] in ("1", "2", "3", "4", "5", "10") and band[1] != STOPPAGE]
                 + COURSE[:2]),
    "afterwards": ("1917-07-05", [band for band in patterns.BANDS if band[0] in ("6", "8", "9") or band[1] == STOPPAGE] + COURSE[2:]),
}


def measures(history):
    """What a history comes to, with the stoppage counted as the search counted it: under half out from the fourth day on."""
    found, begun = history.measures(), history.day("outbreak")
    if begun is not None:
        over = next((day for day in range(begun + 3, len(history.out)) if history.out[day] < 0.5), None)
        found[STOPPAGE] = over - begun if over is not None else math.nan
    return found


def loss(histories, bands):
    """The mean over patterns of the mean loss of their measures; 3 for a measure that half of the runs have nothing to say of."""
    rows = [measures(history) for history in histories]
    by_pattern = {}
    for pattern, measure, low, high in bands:
        seen = [row[measure] for row in rows if math.isfinite(row.get(measure, math.nan))]
        if len(seen) < len(rows) / 2:
            by_pattern.setdefault(pattern, []).append(3)
            continue
        width = patterns.width(low, high)
        inner = 0.15 * width if low is not None and high is not None else 0.1 * width
        # What is 1 at most has no inner part above 1.
        if low == 1 and high is None:
            inner = 0
        middle = patterns.median(seen)
        far = max(low + inner - middle if low is not None else 0, middle - high + inner if high is not None else 0, 0) / width
        outside = 1 - sum((low is None or value >= low) and (high is None or value <= high) for value in seen) / len(rows)
        by_pattern.setdefault(pattern, []).append(min(far, 3) + 0.25 * outside)
    return sum(sum(losses) / len(losses) for losses in by_pattern.values()) / len(by_pattern)


def values(pairs):
    return {name: float(value) for name, value in (pair.split("=") for pair in pairs.split())}


def shipped(binary):
    """What the scenario declares, by name, with a stratum after a point."""
    told = json.loads(subprocess.check_output([binary, "explain", "petrograd-1917", "--json"]))
    return {p["name"] + (f".{p['stratum']}" if p["stratum"] else ""): p["value"] for p in told["parameters"]}


def tried(path):
    """The sets of the log in its order: stage, scale, seeds, loss, and all values that the search had in hand."""
    with open(path, encoding="utf-8") as file:
        declared, *rows = csv.DictReader(file)
    begun = values(declared["moved"])
    return [{"stage": row["stage"], "scale": row["scale"], "seeds": int(row["seeds"]), "then": float(row["loss"]),
             "values": {**begun, **values(row["moved"])}} for row in rows]


def again(row, declared, binary):
    """What a set loses with the model of today."""
    until, bands = STAGES[row["stage"]]
    arguments = [part for name, value in row["values"].items() if value != declared[name]
                 for part in ("--set", f"parameters.{name}={value}")]
    seeds = range(FIRST_SEED, FIRST_SEED + row["seeds"])
    return loss(patterns.ensemble(binary, seeds, row["scale"], until, arguments), bands)


def model():
    """What the model is known by: the digests that it is held to."""
    with open(os.path.join(HOME, "Tests", "digests.csv"), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()[:12]


def keep(path, rows):
    """Writes what was found so far, whole or not at all."""
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path + ".tmp", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["stage", "scale", "seeds", "loss", "again", "model"])
        writer.writerows([row["stage"], row["scale"], row["seeds"], row["then"], row["again"], model()] for row in rows)
    os.replace(path + ".tmp", path)


def kept(path):
    """What was found before with this model, in the order of the log."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [float(row["again"]) for row in rows] if all(row.get("model") == model() for row in rows) else []


def ranks(numbers):
    return numpy.argsort(numpy.argsort(numbers, kind="stable"), kind="stable")


def table(rows, declared):
    """Of each stage and scale: how the shipped set did then and does now beside all that were tried on all seeds."""
    yield "| stage | scale | sets | loss then: shipped | least | loss now: shipped | least | lose less than shipped now | ranks then and now, correlation |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|"
    for stage in STAGES:
        for scale in ("1:100", "1:10"):
            those = [row for row in rows if (row["stage"], row["scale"], row["seeds"]) == (stage, scale, 18)]
            # What the other stage moves was not yet as it is shipped while the first went on.
            moved = {name for name in declared if len({row["values"].get(name) for row in those}) > 1}
            ours = [row for row in those if all(row["values"][name] == declared[name] for name in moved)]
            if len(those) < 2 or not ours:
                continue
            then, now = [row["then"] for row in those], [row["again"] for row in those]
            less = sum(value < ours[-1]["again"] for value in now)
            correlation = numpy.corrcoef(ranks(then), ranks(now))[0, 1]
            yield (f"| {stage} | {scale} | {len(those)} | {ours[-1]['then']:.3f} | {min(then):.3f} | {ours[-1]['again']:.3f} | {min(now):.3f} | "
                   f"{less} | {correlation:.2f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", default=os.path.join(HOME, "runs", "fit_again.csv"))
    parser.add_argument("--binary", default=os.path.join(HOME, "dualpower"))
    options = parser.parse_args()
    declared, rows = shipped(options.binary), tried(LOG)
    unknown = sorted({name for row in rows for name in row["values"] if name not in declared})
    if unknown:
        sys.exit(f"{LOG}: the scenario has no {', '.join(unknown)} any more.")
    for row, value in zip(rows, kept(options.out)):
        row["again"] = value
    for number, row in enumerate(rows, 1):
        if "again" not in row:
            row["again"] = round(again(row, declared, options.binary), 4)
            keep(options.out, rows[:number])
            print(f"set {number} of {len(rows)}, {row['stage']} at {row['scale']}: {row['then']:.4f} then, {row['again']:.4f} now", flush=True)
    pages.fill(PAGE, "again", list(table(rows, declared)))


if __name__ == "__main__":
    main()
