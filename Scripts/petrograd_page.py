"""Judges Petrograd against its evidence and fills docs/petrograd.md.

Usage: python3 Scripts/petrograd_page.py [--seeds 40] [--scale 1:10] [--binary ./dualpower]

Runs seeds 1 to 40, which no fit has seen, to 5 July; then the same parameters at other scales, with
forcing flat, and with the most influential parameters moved one at a time. Tables replace what
stands between the page's markers; the prose around them is written by hand. Pictures go to
docs/pictures. Runs go on where they were interrupted: each is kept in runs/petrograd-page.
"""

import argparse
import csv
import hashlib
import json
import math
import os
import pickle
import re
import subprocess

import numpy
import vl_convert
from scipy.optimize import curve_fit

import pages
import patterns

PAGE = "docs/petrograd.md"
EVIDENCE = "Scenarios/petrograd-1917/observations.csv"
FLAT = ["--with", "Examples/flat-forcing.yaml"]
BLUE, RED, GREY = "#0072B2", "#D55E00", "#666666"


# Runs, kept.


class Kept:
    """Ensembles, each run once for a binary, a scenario and options."""

    def __init__(self, binary):
        self.binary = binary
        # The launcher builds what is missing; what it then becomes is what counts.
        subprocess.check_output([binary, "--version"])
        built = os.path.join(os.environ.get("DUALPOWER_SCRATCH", ".build"), "release", "dualpower")
        state = hashlib.sha256()
        for path in [built if binary == "./dualpower" else binary, "Scripts/patterns.py",
                     *sorted(os.path.join("Scenarios/petrograd-1917", name)
                             for name in os.listdir("Scenarios/petrograd-1917")
                             if name.endswith((".yaml", ".csv")) and name != "observations.csv")]:
            with open(path, "rb") as file:
                state.update(file.read())
        self.folder = os.path.join("runs", "petrograd-page", state.hexdigest()[:16])
        os.makedirs(self.folder, exist_ok=True)

    def ensemble(self, seeds, scale, arguments=(), until=None):
        name = hashlib.sha256(repr((list(seeds), scale, list(arguments), until)).encode()).hexdigest()
        path = os.path.join(self.folder, name[:20])
        if not os.path.exists(path):
            told = patterns.ensemble(self.binary, seeds, scale, until, arguments)
            with open(path + ".tmp", "wb") as file:
                pickle.dump(told, file)
            os.replace(path + ".tmp", path)
        with open(path, "rb") as file:
            return pickle.load(file)


def quantile(values, q):
    values = [v for v in values if not math.isnan(v)]
    return float(numpy.quantile(values, q)) if values else math.nan


def within(value, low, high):
    return (low is None or value >= low) and (high is None or value <= high)


def shown(value):
    if value is None or math.isnan(value):
        return "–"
    if math.isinf(value):
        return "never"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def band(low, high):
    if low is None:
        return f"≤ {shown(high)}"
    return f"≥ {shown(low)}" if high is None else f"{shown(low)} to {shown(high)}"


# Tables.


def judged(rows):
    """Each measure with its median over rows, and whether that lies in its band."""
    result = []
    for pattern, measure, low, high in patterns.BANDS:
        values = [row.get(measure, math.nan) for row in rows]
        middle = patterns.median(values)
        result.append((pattern, measure, low, high, values, middle, within(middle, low, high)))
    return result


def verdicts(rows):
    """Whether each pattern is hit: all of its measures are."""
    hits = {}
    for pattern, *_, hit in judged(rows):
        hits[pattern] = hits.get(pattern, True) and hit
    return hits


def pattern_table(rows):
    lines = ["| pattern | measure | band | median | 80 % of seeds | seeds in band | |",
             "|---|---|--:|--:|--:|--:|---|"]
    last = None
    for pattern, measure, low, high, values, middle, hit in judged(rows):
        inside = sum(within(v, low, high) for v in values) / len(values)
        lines.append(f"| {pattern if pattern != last else ''} | {measure} | {band(low, high)} | "
                     f"{shown(middle)} | {shown(quantile(values, 0.1))} to {shown(quantile(values, 0.9))} | "
                     f"{inside:.0%} | {'hit' if hit else '**miss**'} |")
        last = pattern
    hits = verdicts(rows)
    counted = [p for p in hits if p != "7"]
    lines.append("")
    lines.append(f"A pattern is hit when all of its measures are. Of patterns 1–6 and 8–10 "
                 f"**{sum(hits[p] for p in counted)} of {len(counted)}** are hit: "
                 + ", ".join(f"{p} {'hit' if hits[p] else 'missed'}" for p in hits) + ".")
    return "\n".join(lines)


def is_s(curve):
    """Whether a logistic beats a straight line and an exponential by AIC, and by how much."""
    curve = numpy.array(curve)
    days = numpy.arange(len(curve))

    def aic(model, start, count):
        try:
            found, _ = curve_fit(model, days, curve, p0=start, maxfev=20_000)
        except RuntimeError:
            return math.inf
        rest = float(numpy.sum((model(days, *found) - curve) ** 2))
        return len(curve) * math.log(max(rest, 1e-12) / len(curve)) + 2 * (count + 1)

    def logistic(t, top, pace, middle):
        return top / (1 + numpy.exp(-numpy.clip(pace * (t - middle), -50, 50)))

    line = aic(lambda t, a, b: a + b * t, (curve[0], 0.01), 2)
    exponential = aic(lambda t, a, b: a * numpy.exp(numpy.clip(b * t, -50, 50)), (curve[0], 0.01), 2)
    s = aic(logistic, (curve.max(), 0.1, len(curve) / 4), 3)
    return s < min(line, exponential)


def grows_as_s(history, stratum):
    """The recognition of the council in a stratum, from its founding to its height."""
    curve = [row["recognition"]["council"][stratum] for row in history.daily]
    curve = curve[history.day("council_constituted"):]
    curve = curve[:curve.index(max(curve)) + 1]
    return len(curve) >= 10 and is_s(curve)


def course_table(histories, rows, flat_rows):
    out = [row.get("outbreak, days from the start", math.nan) for row in rows]
    flat_out = [row.get("outbreak, days from the start", math.nan) for row in flat_rows]
    low, high = quantile(out, 0.05), quantile(out, 0.95)
    gaps = [row["variation of days between crises"] for row in rows]

    def share(values):
        return f"{sum(values) / len(values):.0%} of seeds"

    claims = [
        ("outbreak, 90 % of seeds", "contains 23 February (day 8), at most 21 days wide",
         f"day {shown(low)} to {shown(high)}, {shown(high - low)} wide; median day {shown(quantile(out, 0.5))}",
         low <= 9 and high >= 8 and high - low <= 21),
        ("outbreak with forcing flat", "comes, and its date varies",
         f"in {share([not math.isnan(v) for v in flat_out])}; day {shown(quantile(flat_out, 0.1))} to "
         f"{shown(quantile(flat_out, 0.9))}",
         sum(not math.isnan(v) for v in flat_out) > len(flat_out) / 2
         and quantile(flat_out, 0.9) > quantile(flat_out, 0.1)),
        ("dual power from the third day after the fall to 4 April", "holds in 70 % of seeds",
         share([row.get("dual power holds to 4 April", 0) for row in rows]),
         sum(row.get("dual power holds to 4 April", 0) for row in rows) >= 0.7 * len(rows)),
        ("power ceded, not claimed", "in most seeds", share([row["ceded"] for row in rows]),
         sum(row["ceded"] for row in rows) > len(rows) / 2),
    ]
    for stratum in ("worker", "soldier"):
        s = [grows_as_s(h, stratum) for h in histories if "council_constituted" in h.first]
        claims.append((f"{stratum}s' recognition of the council", "an S: a logistic beats a line and an "
                       "exponential by AIC", share(s), sum(s) > len(s) / 2))
    turns = [row["turning points of stance"] for row in rows]
    claims.append(("turning points of stance by July", "three in the median seed",
                   f"{shown(patterns.median(turns))} ({shown(quantile(turns, 0.1))} to "
                   f"{shown(quantile(turns, 0.9))})", patterns.median(turns) >= 3))
    claims.append(("days between crises", "no fixed period: deviation a quarter of the mean or more",
                   f"mean {shown(patterns.median([r['days between crises'] for r in rows]))}, deviation "
                   f"{shown(patterns.median(gaps))} of it", patterns.median(gaps) >= 0.25))
    small = [row["soldiers over before a first mutiny put down"] for row in rows]
    claims.append(("a first small mutiny put down before the rising", "in most seeds",
                   f"{share([men > 0 for men in small])}; {shown(patterns.median(small))} men",
                   sum(men > 0 for men in small) > len(small) / 2))
    lines = ["| what | claim | came | |", "|---|---|---|---|"]
    lines += [f"| {a} | {b} | {c} | {'holds' if ok else '**fails**'} |" for a, b, c, ok in claims]
    return "\n".join(lines)


def scale_table(ensembles):
    """Medians by scale and seeds; `ensembles` gives histories by the heading of their column."""
    names = list(ensembles)
    rows = {name: [h.measures() for h in ensembles[name]] for name in names}
    tables = {name: judged(rows[name]) for name in names}
    lines = ["| pattern | measure | " + " | ".join(names) + " |", "|---|---|" + "--:|" * len(names)]
    for i, (pattern, measure, *_) in enumerate(patterns.BANDS):
        cells = [f"{shown(tables[n][i][5])}{'' if tables[n][i][6] else ' (miss)'}" for n in names]
        lines.append(f"| {pattern} | {measure} | " + " | ".join(cells) + " |")
    cells = [shown(patterns.median([smouldering(h) for h in ensembles[n]])) for n in names]
    lines.append("| – | hours before the fall with .3 to 10 % of the garrison over | " + " | ".join(cells)
                 + " |")
    hits = {name: verdicts(rows[name]) for name in names}
    differ = [p for p in hits[names[0]] if len({hits[name][p] for name in names}) > 1]
    lines += ["", "Verdicts are the same in all columns." if not differ
              else "Verdicts differ between columns on pattern " + ", ".join(differ) + "."]
    return "\n".join(lines)


def smouldering(history):
    """Hours before the fall in which some of the garrison was over, and less than a tenth."""
    start = history.daily[0]["date"] + "T00:00"
    fell = history.first.get("regime_fell", history.daily[-1]["date"] + "T23:00")
    over = history.hourly["garrison_over"][:int(patterns.hours_between(start, fell))]
    return sum(0.003 < share < 0.1 for share in over)


# Sensitivity.


def sensitivity(kept, seeds):
    """The mean change over measures, in widths of their bands, as each parameter is moved by a tenth of its range."""
    told = json.loads(subprocess.check_output([kept.binary, "explain", "petrograd-1917", "--json"]))
    with open("Scenarios/petrograd-1917/fit/spread.csv") as file:
        spread = {row["parameter"]: row for row in csv.DictReader(file)}
    named = {p["name"] + (f".{p['stratum']}" if p["stratum"] else ""): p for p in told["parameters"]}
    base = judged([h.measures() for h in kept.ensemble(seeds, "1:100")])
    rows = []
    for name in spread:
        low, high, value = named[name]["low"], named[name]["high"], named[name]["value"]
        ends = []
        for sign in (-1, 1):
            moved = min(high, max(low, value + sign * 0.1 * (high - low)))
            tables = judged([h.measures() for h in kept.ensemble(
                seeds, "1:100", ["--set", f"parameters.{name}={moved:.5g}"])])
            ends.append((moved, tables))
        rows.append((effect(base, ends), name, value, ends, spread[name]))
    return base, sorted(rows, key=lambda row: -row[0])


def effect(base, ends):
    changes = []
    for i, (_, _, low, high, _, middle, _) in enumerate(base):
        for _, tables in ends:
            change = abs(tables[i][5] - middle) / patterns.width(low, high)
            changes.append(min(change, 3) if not math.isnan(change) else 3)
    return sum(changes) / len(changes)


def sensitivity_table(base, rows):
    lines = ["| parameter | value, and moved by a tenth of its range | mean change | most changed | near-equal fits "
             "span |", "|---|---|--:|---|--:|"]
    for mean, name, value, ends, spread in rows[:10]:
        changes = []
        for i, (pattern, measure, low, high, _, middle, _) in enumerate(base):
            far = [tables[i][5] - middle for _, tables in ends]
            size = max(abs(f) if not math.isnan(f) else 9 * patterns.width(low, high) for f in far)
            changes.append((size / patterns.width(low, high), pattern, measure, far))
        _, pattern, measure, far = max(changes)
        lines.append(f"| `{name}` | {value:g} ({ends[0][0]:.4g}, {ends[1][0]:.4g}) | {mean:.2f} | "
                     f"{pattern}: {measure} ({', '.join(f'{f:+.3g}' for f in far)}) | "
                     f"{float(spread['share_of_range']):.0%} of the range |")
    return "\n".join(lines)


def identified(base, rows):
    """Which parameters change some measure by more than the luck of seeds can."""
    loose = []
    for _, name, _, ends, _ in rows:
        if not any(is_told(measure, tables[i]) for i, measure in enumerate(base)
                   for _, tables in ends):
            loose.append(f"`{name}`")
    return (f"Of {len(rows)} parameters that were searched, {len(rows) - len(loose)} change the median of some measure "
            "by more than two and a half of its standard errors over the ten seeds (1.25·s/√n) when they are moved by a tenth of "
            "their range. **The others the patterns do not identify**: their values are priors and no findings. "
            "They are " + ", ".join(sorted(loose)) + ".")


def is_told(base, moved):
    """Whether the median of a measure has moved by more than its standard error allows."""
    values = [v for v in base[4] if math.isfinite(v)]
    if len(values) < 2 or not math.isfinite(moved[5]):
        return len(values) >= 2
    error = 1.25 * float(numpy.std(values, ddof=1)) / math.sqrt(len(values))
    return abs(moved[5] - base[5]) > 2.5 * max(error, 1e-9)


# Pictures.


def fan(series):
    """Median and intervals, step by step, of series of like length."""
    array = numpy.array(series, dtype=float)
    bounds = numpy.nanquantile(array, [0.1, 0.25, 0.5, 0.75, 0.9], axis=0)
    return [dict(zip(("a", "b", "m", "c", "d"), (float(x) for x in column)), t=i)
            for i, column in enumerate(bounds.T)]


def picture(name, title, x, y, rows, dots, start=0, command="", single=()):
    """A fan over dots; `single` histories are drawn as thin lines."""
    for row in rows:
        row["t"] += start
    lines = [{"t": t + start, "m": value, "seed": seed} for seed, series in enumerate(single)
             for t, value in enumerate(series) if not math.isnan(value)]
    encode = {"x": {"field": "t", "type": "quantitative", "title": x}}
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json", "width": 620, "height": 260,
        "title": {"text": title, "subtitle": command, "anchor": "start", "subtitleColor": GREY},
        "layer": [
            {"data": {"values": rows}, "mark": {"type": "area", "color": BLUE, "opacity": 0.15},
             "encoding": {**encode, "y": {"field": "a", "type": "quantitative", "title": y},
                          "y2": {"field": "d"}}},
            {"data": {"values": rows}, "mark": {"type": "area", "color": BLUE, "opacity": 0.25},
             "encoding": {**encode, "y": {"field": "b", "type": "quantitative"}, "y2": {"field": "c"}}},
            {"data": {"values": rows}, "mark": {"type": "line", "color": BLUE, "strokeWidth": 2},
             "encoding": {**encode, "y": {"field": "m", "type": "quantitative"}}},
            {"data": {"values": lines}, "mark": {"type": "line", "color": GREY, "strokeWidth": 0.8},
             "encoding": {**encode, "y": {"field": "m", "type": "quantitative"},
                          "detail": {"field": "seed"}}},
            {"data": {"values": dots}, "mark": {"type": "rule", "color": RED, "opacity": 0.5},
             "encoding": {**encode, "y": {"field": "low", "type": "quantitative"},
                          "y2": {"field": "high"}}},
            {"data": {"values": dots}, "mark": {"type": "point", "filled": True, "size": 45},
             "encoding": {**encode, "y": {"field": "central", "type": "quantitative"},
                          "shape": {"field": "source", "title": "sources", "legend": {
                              "orient": "bottom", "columns": 3, "labelLimit": 260}},
                          "color": {"value": RED}}},
        ],
    }
    path = f"docs/pictures/{name}.png"
    with open(path, "wb") as file:
        file.write(vl_convert.vegalite_to_png(json.dumps(spec), scale=1.5))
    print(path)


def evidence(series, origin, unit_hours, short=None, whole=1):
    """Dots of a series, in days or hours from its own origin, as shares of a whole; no estimates (C)."""
    dots = []
    with open(EVIDENCE) as file:
        for row in csv.DictReader(file):
            if row["series"] != series or row["confidence"] == "C" or not row["central"]:
                continue
            at = f"{row['date']}T{int(row['hour'] or 0):02d}:00"
            central = float(row["central"])
            low, high = float(row["low"] or central), float(row["high"] or central)
            dots.append({"t": round(patterns.hours_between(origin, at) / unit_hours, 2),
                         "low": low / whole, "central": central / whole, "high": high / whole,
                         "source": short or re.split("[:;(,]", row["source"])[0].strip()})
    return dots


def cut(values, day, length):
    part = list(values[day:day + length])
    return part + [math.nan] * (length - len(part))


def pictures(histories, command):
    whole = [h for h in histories if {"outbreak", "mutiny", "council_constituted"} <= set(h.first)]
    picture("petrograd-strike", "Strikers, by day of the run's own outbreak", "day of the outbreak",
            "factory workers out",
            fan([cut([s * patterns.WORKERS for s in h.out], h.day("outbreak"), 30) for h in whole]),
            evidence("active.worker", "1917-02-22T00:00", 24), start=1, command=command)
    over = []
    for h in whole:
        first = next(i for i, share in enumerate(h.hourly["garrison_over"]) if share >= 0.1)
        over.append(cut(h.hourly["garrison_over"], max(0, first - 30), 110))
    picture("petrograd-garrison", "Garrison gone over, by hour from its first tenth",
            "hours from the first tenth", "share gone over", fan(over),
            evidence("garrison_over", "1917-02-27T12:00", 1, "soldiers over, of about 170,000",
                     whole=170_000),
            start=-30, command=command)
    picture("petrograd-deputies", "Deputies of the council, by day from its founding", "days from its founding",
            "deputies", fan([cut([row["deputies"]["soviet"] for row in h.daily],
                                 h.day("council_constituted"), 60) for h in whole]),
            evidence("deputies.soviet", "1917-02-27T12:00", 24), command=command)
    picture("petrograd-stance", "Stance of government and council to one another", "days from the founding of the "
            "council", "stance, from rivalry (−1) to cooperation (1)",
            fan([cut(h.stance(), h.day("council_constituted") + 1, 99) for h in whole]),
            incidents(), start=1, command=command,
            single=[cut(h.stance(), h.day("council_constituted") + 1, 99) for h in whole[:3]])
    picture("petrograd-writ", "Writ of the council", "days from its founding", "share who would obey it",
            fan([cut([row["writ"]["soviet"] for row in h.daily], h.day("council_constituted"), 100)
                 for h in whole]), [], command=command)


def incidents():
    """Mean of the signed incidents of each nine days, on the scale of stance."""
    days = {}
    with open(EVIDENCE) as file:
        for row in csv.DictReader(file):
            if row["series"] == "relation":
                day = patterns.hours_between("1917-02-27T00:00", row["date"] + "T00:00") / 24
                days.setdefault(int(day // 9), []).append(float(row["central"]))
    return [{"t": 9 * k + 4.5, "low": patterns.mean(v), "central": patterns.mean(v),
             "high": patterns.mean(v), "source": "mean of dated incidents, nine days each (one coder)"}
            for k, v in sorted(days.items())]


# The page.


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--scale", default="1:10")
    parser.add_argument("--full", type=int, default=8, help="seeds at 1:1")
    parser.add_argument("--binary", default="./dualpower")
    options = parser.parse_args()
    kept = Kept(options.binary)
    seeds = range(1, options.seeds + 1)

    histories = kept.ensemble(seeds, options.scale)
    rows = [h.measures() for h in histories]
    pictures(histories, f"dualpower run petrograd-1917 --scale {options.scale} --seed 1 … {options.seeds}")
    parts = {"patterns": pattern_table(rows)}
    print(parts["patterns"], flush=True)
    flat = kept.ensemble(seeds, options.scale, FLAT, "1917-04-30")
    parts["course"] = course_table(histories, rows, [h.measures() for h in flat])
    print(parts["course"], flush=True)
    full = kept.ensemble(range(1, options.full + 1), "1:1")
    small = kept.ensemble(seeds, "1:100")
    few, all_seeds = f"seeds 1–{options.full}", f"seeds 1–{options.seeds}"
    parts["scale"] = scale_table({
        f"1:1, {few}": full,
        f"{options.scale}, {few}": histories[:options.full],
        f"1:100, {few}": small[:options.full],
        f"{options.scale}, {all_seeds}": histories,
        f"1:100, {all_seeds}": small,
    })
    base, moved = sensitivity(kept, range(1001, 1011))
    parts["sensitivity"] = sensitivity_table(base, moved)
    parts["identified"] = identified(base, moved)
    for part, text in parts.items():
        pages.fill(PAGE, part, [text])
    print(PAGE)


if __name__ == "__main__":
    main()
