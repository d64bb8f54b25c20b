"""Fits Petrograd to its patterns: a search over the declared ranges, on seeds 1001 and up.

Usage: python3 Scripts/fit.py [--steps 16] [--out runs/fit] [--adopt]

Two stages. The first fits what leads from the outbreak to the fall (patterns 1 to 5 and 10); the
second, with the first frozen, fits what comes after (patterns 6, 8 and 9, and the end of the
stoppage). In each, a walk from the declared values at 1:100: a few parameters at a time are moved at
random within their declared ranges; a set that loses less is kept; steps shrink as fewer are. A set is
tried on six seeds and, if it promises something, on eighteen. The best sets are then judged at 1:10,
and a shorter walk there, from the best of those, ends in the fit. Then sets around the fit, several
parameters moved at a time, tell how far it is the only one: those nearly as good are the spread. Every
set is logged; an interrupted search goes on from its log.

The loss has the claims of COURSE beside the patterns. For each measure it is the distance of the
median from the inner seven tenths of its band, in widths of the band, and a quarter of the share of
seeds outside the band; the mean over measures, then over patterns. Seeds 1 to 40 are not seen here: they judge.
"""

import argparse
import csv
import json
import math
import os
import random
import re
import shutil
import subprocess
import sys

import patterns

SCENARIO = "Scenarios/petrograd-1917/parameters.yaml"
# Where the search whose fit the scenario has is kept.
RECORD = "Scenarios/petrograd-1917/fit"

# What each stage may move. Fixed are those that the record cannot tell from others in the list.
OUTBREAK = """
    cutDays cutPower panic deliveriesSpread deliveriesPersistence breadLuckSpread breadLuckShared
    luckSpread.worker luckSpread.soldier moodSpread.worker moodSpread.soldier obstinacy.worker obstinacy.soldier
    crowdGroup.worker crowdGroup.soldier crowdPlace.worker crowdPlace.soldier crowdTown.worker
    crowdTown.soldier crowdUnit.soldier crowdStreet.soldier walkOut.worker walkOut.soldier
    fireThreshold fireHazard firingUnits remorse remorseShared dutyStrain putDownHazard steadiness
    combatCasualties firingCasualties eliteCapital eliteExample knowledgeAfar capitalLostAt
    fallHazard obstinacySpread.worker noise
""".split()
AFTERWARDS = """
    electionHazard electionRecognised electionExample alignmentWeight obedienceNoise contestGap
    contestSlope contestStance ordersPerDay competenceStep yieldChance policyStep breach failureCost
    councilAlignment councilExample councilRepresentation councilCompliance legalAlignment
    legalExample legalLent legalUnmet demandGrowth demandFade demandJump demandWeight restraint
    stanceRate stanceNeed stanceAgreement stanceThreat stancePressure stanceConflict stanceBase
    threatDays conflictStep conflictForgiven conflictDays concessionHazard disciplineHazard
    coalitionHazard demandLeftConcession demandLeftDiscipline homeReturn returnCall radicalisation
""".split()

# Claims on the whole course that a fit must not lose: measure, least, most.
COURSE = [
    ("course", "outbreak, days from the start", 5, 13),
    ("course", "days from mutiny to fall", 1.5, 4),
    ("course", "ceded", 1, None),
    ("course", "dual power holds to 4 April", 1, None),
    ("course", "turning points of stance", 3, 8),
    ("course", "crises", 3, 8),
    ("course", "variation of days between crises", 0.25, None),
]
SEEDS = range(1001, 1019)
LATE = {"days until under half are out"}
STAGES = {
    "outbreak": (OUTBREAK, "1917-04-05", [b for b in patterns.BANDS
                                          if b[0] in ("1", "2", "3", "4", "5", "10")
                                          and b[1] not in LATE] + COURSE[:2]),
    "afterwards": (AFTERWARDS, None, [b for b in patterns.BANDS
                                      if b[0] in ("6", "8", "9") or b[1] in LATE] + COURSE[2:]),
}


class Space:
    """The declared values and ranges, by name, with a stratum after a point."""

    def __init__(self, binary):
        told = json.loads(subprocess.check_output([binary, "explain", "petrograd-1917", "--json"]))
        self.value, self.range = {}, {}
        for p in told["parameters"]:
            name = p["name"] + (f".{p['stratum']}" if p["stratum"] else "")
            self.value[name], self.range[name] = p["value"], (p["low"], p["high"])

    def move(self, point, names, step, chance, most=4):
        """Some of the named parameters, each by a normal step of a share of its range."""
        moved = dict(point)
        for name in chance.sample(names, chance.randint(1, most)):
            low, high = self.range[name]
            value = moved[name] + chance.gauss(0, step) * (high - low)
            moved[name] = float(f"{min(high, max(low, value)):.4g}")
        return moved


def loss(histories, bands):
    """The mean over patterns of the mean loss of their measures; infinite where nothing came."""
    rows = [h.measures() for h in histories]
    by_pattern = {}
    for pattern, measure, low, high in bands:
        values = [row.get(measure, math.nan) for row in rows]
        seen = [v for v in values if math.isfinite(v)]
        if len(seen) < len(values) / 2:
            by_pattern.setdefault(pattern, []).append(3)
            continue
        width = patterns.width(low, high)
        inner = 0.15 * width if low is not None and high is not None else 0.1 * width
        # A one-sided bound that is the largest value there is can have no inner part.
        if low is not None and high is None and low == 1:
            inner = 0
        middle = patterns.median(seen)
        far = max((low + inner - middle) if low is not None else 0,
                  (middle - high + inner) if high is not None else 0, 0) / width
        out = sum(not ((low is None or v >= low) and (high is None or v <= high)) for v in values)
        by_pattern.setdefault(pattern, []).append(min(far, 3) + 0.25 * out / len(values))
    return sum(sum(v) / len(v) for v in by_pattern.values()) / len(by_pattern)


def arguments(point, space):
    """The options that lay a point over the scenario."""
    return [part for name, value in point.items() if value != space.value[name]
            for part in ("--set", f"parameters.{name}={value}")]


class Search:
    def __init__(self, options, space, log):
        self.options, self.space, self.log = options, space, log

    def histories(self, point, stage, scale, seeds):
        until = STAGES[stage][1]
        return patterns.ensemble(self.options.binary, seeds, scale, until,
                                 arguments(point, self.space))

    def note(self, stage, scale, seeds, value, point):
        self.log.append({"stage": stage, "scale": scale, "seeds": len(seeds), "loss": round(value, 4),
                         "point": point})
        write_log(self.log, self.space, os.path.join(self.options.out, "log.csv"))

    def tried(self, stage, scale):
        """The sets that were tried on all seeds, from the best."""
        rows = [r for r in self.log
                if r["stage"] == stage and r["scale"] == scale and r["seeds"] == len(SEEDS)]
        return sorted(rows, key=lambda r: r["loss"])

    def walk(self, stage, start, scale, steps, step):
        """The best point of a walk."""
        names, _, bands = STAGES[stage]
        few, many = SEEDS[:6], SEEDS[6:]
        done = sum(r["stage"] == stage and r["scale"] == scale for r in self.log)
        if self.tried(stage, scale):
            start = self.tried(stage, scale)[0]["point"]
        best = start
        told = self.histories(start, stage, scale, SEEDS)
        first, least = loss(told[:6], bands), loss(told, bands)
        self.note(stage, scale, SEEDS, least, start)
        print(f"{stage} at {scale} begins: {least:.4f}", flush=True)
        chance = random.Random(f"{self.options.seed} {stage} {scale} {done}")
        for turn in range(done, steps):
            point = self.space.move(best, names, step, chance)
            told = self.histories(point, stage, scale, few)
            quick = loss(told, bands)
            if quick > first + 0.02:
                self.note(stage, scale, few, quick, point)
                step = max(0.02, step * 0.97)
                continue
            whole = loss(told + self.histories(point, stage, scale, many), bands)
            self.note(stage, scale, SEEDS, whole, point)
            if whole < least:
                best, least, first = point, whole, quick
                step = min(0.2, step * 1.2)
                print(f"{stage} at {scale}, {turn + 1} of {steps}: {least:.4f}", flush=True)
            else:
                step = max(0.02, step * 0.97)
        return best

    def fit(self, stage, start):
        """A walk at 1:100, its best judged at 1:10, and a shorter walk there from the best of those."""
        self.walk(stage, start, "1:100", self.options.steps, 0.1)
        finalists = self.tried(stage, "1:100")[:self.options.finalists]
        for row in finalists[len(self.tried(stage, "1:10")):]:
            value = loss(self.histories(row["point"], stage, "1:10", SEEDS), STAGES[stage][2])
            self.note(stage, "1:10", SEEDS, value, row["point"])
            print(f"{stage}, a finalist at 1:10: {value:.4f}", flush=True)
        return self.walk(stage, None, "1:10", len(finalists) + self.options.steps // 3, 0.05)


    def look_around(self, stage, fit):
        """Tries sets around the fit, on all seeds at 1:100."""
        names, _, bands = STAGES[stage]
        chance = random.Random(f"{self.options.seed} {stage} around")
        points = [fit] + [self.space.move(fit, names, 0.12, chance, most=8)
                          for _ in range(self.options.around)]
        done = [r["point"] for r in self.tried(stage, "1:100")]
        for point in points:
            if point not in done:
                value = loss(self.histories(point, stage, "1:100", SEEDS), bands)
                self.note(stage, "1:100", SEEDS, value, point)


def write_log(log, space, path):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["stage", "scale", "seeds", "loss", "moved"])
        writer.writerow(["declared", "", "", "", pairs(space.value, OUTBREAK + AFTERWARDS)])
        for r in log:
            moved = [n for n, v in r["point"].items() if v != space.value[n]]
            writer.writerow([r["stage"], r["scale"], r["seeds"], r["loss"], pairs(r["point"], moved)])


def pairs(values, names):
    return " ".join(f"{name}={values[name]}" for name in sorted(names))


def read_log(start, path):
    """The sets that an earlier search tried; none where there was none."""
    if not os.path.exists(path):
        return []
    with open(path) as file:
        declared, *rows = csv.DictReader(file)
    if declared["moved"] != pairs(start, start):
        sys.exit(f"{path}: a search that began from other values than the scenario declares now. "
                 "Remove it, or name another folder with --out.")
    for r in rows:
        r["seeds"], r["loss"] = int(r["seeds"]), float(r["loss"])
        moved = (pair.split("=") for pair in r.pop("moved").split())
        r["point"] = {**start, **{name: float(value) for name, value in moved}}
    return rows


def write_spread(log, fit, space, path):
    """Each parameter over the sets whose loss at 1:100 is within .03 of the fit's."""
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["stage", "parameter", "low", "high", "fit", "fits_low", "fits_high", "fits",
                         "share_of_range"])
        for stage, (names, _, _) in STAGES.items():
            tried = [r for r in log if r["stage"] == stage and r["scale"] == "1:100"
                     and r["seeds"] == len(SEEDS)]
            own = [r["loss"] for r in tried if all(r["point"][n] == fit[n] for n in names)]
            if not own:
                continue
            near = [r for r in tried if r["loss"] <= own[-1] + 0.03]
            for name in names:
                low, high = space.range[name]
                values = [r["point"][name] for r in near]
                writer.writerow([stage, name, low, high, fit[name], min(values), max(values),
                                 len(near), round((max(values) - min(values)) / (high - low), 3)])


def overlay(point, space):
    """An overlay in YAML: what was moved."""
    lines = ["# Written by Scripts/fit.py: what the search moved. Lay it over with --with.",
             "parameters:"]
    groups = {}
    for name, value in sorted(point.items()):
        if value != space.value[name]:
            base, _, stratum = name.partition(".")
            groups.setdefault(base, {})[stratum] = value
    for base, values in groups.items():
        if "" in values:
            lines.append(f"  {base}: {{value: {values['']}}}")
        else:
            inner = ", ".join(f"{s}: {v}" for s, v in values.items())
            lines.append(f"  {base}: {{values: {{{inner}}}}}")
    return "\n".join(lines) + "\n"


def adopt(point, space):
    """Writes a fit into the scenario's own parameters, digit by digit where it moved them."""
    with open(SCENARIO) as file:
        text = file.read()
    for name, value in point.items():
        if value == space.value[name]:
            continue
        base, _, stratum = name.partition(".")
        if not stratum:
            text, count = re.subn(rf"(?m)^({base}:\n  {{value: )[^,]*", rf"\g<1>{value}", text)
        else:
            text, count = re.subn(rf"(?m)^({base}:\n  {{values: {{.*\b{stratum}: )[^,}}]*",
                                  rf"\g<1>{value}", text)
            if not count:
                text, count = re.subn(rf"(?m)^({base}:\n  {{values: {{)", rf"\g<1>{stratum}: {value}, ",
                                      text)
        assert count == 1, name
    with open(SCENARIO, "w") as file:
        file.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=16, help="sets tried in each stage")
    parser.add_argument("--finalists", type=int, default=3, help="sets judged at 1:10 in each stage")
    parser.add_argument("--around", type=int, default=40, help="sets tried around the fit in each stage")
    parser.add_argument("--stages", nargs="+", default=list(STAGES), choices=list(STAGES))
    parser.add_argument("--seed", type=int, default=1, help="of the walk, not of the runs")
    parser.add_argument("--out", default="runs/fit")
    parser.add_argument("--adopt", action="store_true",
                        help="write the fit into parameters.yaml, and its record beside it")
    parser.add_argument("--binary", default="./dualpower")
    options = parser.parse_args()
    space = Space(options.binary)
    point = {name: space.value[name] for name in OUTBREAK + AFTERWARDS}
    os.makedirs(options.out, exist_ok=True)
    log = read_log(point, os.path.join(options.out, "log.csv"))
    search = Search(options, space, log)
    for stage in options.stages:
        point = search.fit(stage, point)
    for stage in options.stages:
        search.look_around(stage, point)
    write_spread(log, point, space, os.path.join(options.out, "spread.csv"))
    with open(os.path.join(options.out, "overlay.yaml"), "w") as file:
        file.write(overlay(point, space))
    if options.adopt:
        adopt(point, space)
        shutil.copytree(options.out, RECORD, dirs_exist_ok=True)
    print(f"overlay, log and spread are in {options.out}")


if __name__ == "__main__":
    main()
