"""Calibrates Petrograd against the observations that were not set aside, in two stages, and fills docs/calibration.md.

Usage: calibrate.py [--out runs/calibration] [--population 100] [--generations 4] [--rounds 20], in an environment that has
the Python package with `calibration`.

The first stage varies what leads from the privation to the fall, on the days to 6 March; the second, with the first laid under it, what bodies do
to one another, on the days to 5 April. Then the check: a smaller calibration of the model against its own runs. All of it goes on where it was
broken off.
"""

import argparse
import json
import os
import pathlib

import vl_convert

import dualpower as dp
import pages

HOME = pathlib.Path(__file__).resolve().parent.parent
PAGE = str(HOME / "docs" / "calibration.md")
PICTURES = HOME / "docs" / "pictures"
SCENARIO = "petrograd-1917"
RECORD = HOME / "Scenarios" / SCENARIO / "calibration"

STAGES = {
    "outbreak": {
        "until": "1917-03-06",
        "parameters": ["cutDays", "panic", "noise", "obstinacy.worker", "obstinacy.soldier", "crowdPlace.worker", "fireHazard"],
    },
    "afterwards": {
        "until": "1917-04-05",
        "parameters": ["electionHazard", "stanceRate", "stancePressure", "stanceConflict", "policyStep", "councilCompliance"],
    },
}
# What the check looks for: three parameters, on the days to 28 February.
CHECK = {"until": "1917-02-28", "parameters": ["cutDays", "obstinacy.worker", "noise"], "population": 40, "generations": 3}
JUDGED = 40


def calibrate(options):
    """The stages' calibrations, each made as far as it was not."""
    made, overlays = {}, []
    for name, stage in STAGES.items():
        calibration = dp.Calibration.plan(
            options.out / name, SCENARIO, stage["parameters"], population=options.population, scale=100, until=stage["until"], overlays=overlays)
        calibration.run(generations=options.generations, progress=lambda at, name=name: told(name, at))
        if not (options.out / name / "predictive.parquet").exists():
            calibration.predict(100)
        overlays.append(calibration.overlay())
        made[name] = calibration
    return made


def told(name, at):
    if at.accepted == at.population:
        print(f"{name}: {at}", flush=True)


def check(options):
    asked = CHECK.copy()
    calibration = dp.Calibration.plan(options.out / "check", SCENARIO, asked.pop("parameters"), scale=100, **asked)
    calibration.check(options.rounds, progress=lambda done, rounds: print(f"check: round {done} of {rounds}", flush=True))
    return calibration


def judge(options, made):
    """The scenario as it is, and under the posterior, by proper scores over histories that neither has seen."""
    overlays = [str((calibration.folder / "overlay.yaml").absolute()) for calibration in made.values()]
    plan = {
        "schemaVersion": 1, "scenario": SCENARIO, "scale": "1:100", "until": "1917-05-06", "seed": 1, "replicates": JUDGED,
        "arms": [{"name": "as_it_is"}, {"name": "posterior", "with": overlays}],
    }
    folder = options.out / "judged"
    dp.ensemble(plan, out=folder)
    return {arm: dp.score(folder, arm=arm).attrs["told"] for arm in ("as_it_is", "posterior")}


def picture(calibration, kind, name):
    text = vl_convert.vegalite_to_svg(calibration.plot(kind).to_json())
    (PICTURES / name).write_text(text, encoding="utf-8")


def summary(calibration):
    lines = ["| parameter | prior | shipped | posterior: mean | sd | central nine tenths | shipped lies |", "|---|---|--:|--:|--:|--:|---|"]
    for name, row in calibration.summary().iterrows():
        place = "within" if row["q05"] <= row["declared"] <= row["q95"] else "below" if row["declared"] < row["q05"] else "above"
        lines.append(f"| `{name.removeprefix('parameters.')}` | {row['prior']} | {row['declared']:.4g} | {row['mean']:.4g} | {row['sd']:.3g} | "
                     f"{row['q05']:.4g} to {row['q95']:.4g} | {place if place == 'within' else f'**{place}**'} |")
    return lines


def coverage(calibration):
    """How many observations lie in the intervals of the prior's runs and of the posterior's."""
    table = calibration.predictive()
    table = table[table["median"].notna()]
    lines = ["| observations | rows | prior: in 50 % | in 90 % | posterior: in 50 % | in 90 % |", "|---|--:|--:|--:|--:|--:|"]
    for label, rows in (("aimed at", table[table["weight"] > 0]), ("set aside", table[table["is_set_aside"]])):
        cells = []
        for prefix in ("prior_", ""):
            for low, high in (("q25", "q75"), ("q05", "q95")):
                inside = (rows[prefix + low] <= rows["recorded"]) & (rows["recorded"] <= rows[prefix + high])
                cells.append(f"{inside.mean():.2f}")
        lines.append(f"| {label} | {len(rows)} | {' | '.join(cells)} |")
    return lines


def course(calibration):
    lines = ["| generation | within | particles | worth, by weight | runs | accepted |", "|--:|--:|--:|--:|--:|--:|"]
    for row in calibration.course().itertuples():
        lines.append(f"| {row.Index} | {row.tolerance:.4g} | {row.particles} | {row.effective:.0f} | {row.runs} | {row.particles / row.runs:.2f} |")
    return lines


def recovery(calibration):
    lines = ["| parameter | rounds | correlation of truth and mean | error | the prior's | in 50 % | in 90 % | ranks uniform, p |",
             "|---|--:|--:|--:|--:|--:|--:|--:|"]
    for name, row in calibration.recovery().iterrows():
        lines.append(f"| `{name.removeprefix('parameters.')}` | {row['rounds']:.0f} | {row['correlation']:.2f} | {row['error']:.3g} | "
                     f"{row['prior_error']:.3g} | {row['in_50']:.2f} | {row['in_90']:.2f} | {row['p']:.2g} |")
    return lines


def judged(scores):
    lines = ["| | rows | skill | in 50 % | in 90 % |", "|---|--:|--:|--:|--:|"]
    for arm, label in (("as_it_is", "shipped"), ("posterior", "posterior")):
        for key, rows in (("notSetAside", "aimed at"), ("setAside", "set aside")):
            at = scores[arm][key]
            lines.append(f"| {label}, {rows} | {at['n']} | {at['skill']:.2f} | {at['coverage50']:.2f} | {at['coverage90']:.2f} |")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("runs/calibration"))
    parser.add_argument("--population", type=int, default=100)
    parser.add_argument("--generations", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=20, help="of the check")
    options = parser.parse_args()
    made = calibrate(options)
    scores = judge(options, made)
    checked = check(options)
    for name, calibration in made.items():
        pages.fill(PAGE, f"{name} course", course(calibration))
        pages.fill(PAGE, name, summary(calibration))
        pages.fill(PAGE, f"{name} coverage", coverage(calibration))
        for kind in ("posterior", "predictive"):
            picture(calibration, kind, f"calibration-{name}-{kind}.svg")
    pages.fill(PAGE, "judged", judged(scores))
    pages.fill(PAGE, "check", recovery(checked))
    for kind in ("recovery", "ranks"):
        picture(checked, kind, f"calibration-check-{kind}.svg")


if __name__ == "__main__":
    main()
