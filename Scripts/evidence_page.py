"""Scores ensembles against what was recorded, and fills docs/evidence.md.

Usage: evidence_page.py [SCENARIO …]

Runs the plans of Examples/ensembles, which go on where they were broken off, scores each, draws its pictures and
fills the tables. Ensembles are kept in runs/evidence.
"""

import json
import os
import subprocess
import sys

import pages
import pictures
import vl_convert

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(HOME, "docs", "evidence.md")
SCENARIOS = ["petrograd-1917", "russia-1917", "germany-1918"]
# So many charts stand in a picture, that it can be read.
CHARTS = 6


def call(*words):
    """A command of ours; its findings are told here."""
    done = subprocess.run([os.path.join(HOME, "dualpower"), *words], stdout=subprocess.PIPE, text=True, check=False, cwd=HOME)
    if done.returncode != 0:
        raise SystemExit(done.returncode)
    return done.stdout


def scored(scenario):
    folder = os.path.join("runs", "evidence", scenario)
    os.makedirs(os.path.join(HOME, "runs", "evidence"), exist_ok=True)
    call("ensemble", "run", f"Examples/ensembles/evidence-{scenario}.yaml", "--out", folder)
    out = folder + "-scores"
    result = json.loads(call("score", folder, "--json", "--out", out))
    return result, os.path.join(HOME, out, "pictures")


def told(value, digits=2):
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.{digits}f}"


def share(value):
    return f"{100 * value:.0f} %"


def row(name, scores, unit=""):
    crps, wis = (told(scores[key]) if key in scores else "" for key in ("crps", "wis"))
    return (f"| {name} | {unit} | {scores['n']} | {crps} | {wis} | {share(scores['coverage50'])} "
            f"| {share(scores['coverage90'])} | {told(scores['bias'])} | {told(scores['uniformity'])} "
            f"| {told(scores['skill'])} | {scores.get('against') or ''} |")


def drawn(scenario, folder):
    """Every picture of a scenario, some to a file."""
    names = sorted(os.listdir(folder))
    for start in range(0, len(names), CHARTS):
        charts = []
        for index, name in enumerate(names[start:start + CHARTS]):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                charts.append(pictures.drawn(file.read(), index))
        number = start // CHARTS + 1
        path = f"pictures/evidence-{scenario}-{number}.png"
        with open(os.path.join(HOME, "docs", path), "wb") as file:
            file.write(vl_convert.svg_to_png(pictures.stacked(charts), scale=1.2))
        yield f"![What was recorded over the runs of {scenario}, {number}]({path})"


def table(scenario):
    result, folder = scored(scenario)
    yield from ["```", f"dualpower ensemble run Examples/ensembles/evidence-{scenario}.yaml --out runs/evidence/{scenario}",
                result["command"], "```", "",
                f"{result['runs']} runs; {result['overall']['n']} observations are scored, "
                f"{len(result['notScored'])} are not.", "",
                "| series | unit | n | CRPS | WIS | in 50 % | in 90 % | bias | PIT, p | skill | against |",
                "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|"]
    for series in result["series"]:
        yield row(f"`{series['name']}`", series, series["unit"])
    for name, key in (("**all**", "overall"), ("not set aside", "notSetAside"), ("**set aside**", "setAside")):
        if result[key]["n"]:
            yield row(name, result[key])
    yield ""
    aside = [s for s in result["series"] if s["setAside"]["n"] and s["setAside"]["skill"] is not None]
    beaten = [s["name"] for s in aside if s["setAside"]["skill"] <= 0]
    yield (f"Of {len(aside)} series with rows set aside and a null model, the runs beat the hardest one in "
           f"{len(aside) - len(beaten)}"
           + (f"; not in {', '.join(f'`{name}`' for name in beaten)}." if beaten else "."))
    yield ""
    if result["findings"]:
        yield from ["What the scores give away:", ""] + [f"- {finding}" for finding in result["findings"]] + [""]
    reasons = {}
    for item in result["notScored"]:
        reasons.setdefault(item["reason"], []).append(item["series"])
    if reasons:
        yield from ["Not scored:", ""]
        for reason, names in reasons.items():
            kinds = ", ".join(f"`{name}`" for name in dict.fromkeys(names))
            yield f"- {len(names)}, because {reason}: {kinds}"
        yield ""
    yield from drawn(scenario, folder)


def main():
    for scenario in sys.argv[1:] or SCENARIOS:
        pages.fill(PAGE, scenario, table(scenario))


if __name__ == "__main__":
    main()
