"""Puts the clauses of the bundled scenarios on trial, measures what shared luck is worth, and fills docs/clauses.md.

Usage: clauses_page.py [--only PART …]     parts: petrograd-1917, russia-1917, germany-1918, pairing

Runs are kept in runs/clauses, so that it goes on where it was broken off.
"""

import argparse
import json
import os
import subprocess

import pages

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(HOME, "docs", "clauses.md")
TRIALS = {"petrograd-1917": "1:10", "russia-1917": "1:100", "germany-1918": "1:1000"}
PAIRED = [["--without", "inequality"], ["--without", "party_restraint"],
          ["--with", "Examples/interventions/bread-arrives.yaml"]]
MOST = 1000    # Above this the end of an interval tells nothing.


def told(value):
    """A number with as many digits as tell something."""
    if value == 0:
        return "0"
    size = abs(value)
    return f"{value:.{3 if size < 1 else 2 if size < 10 else 1 if size < 100 else 0}f}"


def signed(value):
    return ("+" if value > 0 else "") + told(value)


def run(command, name):
    """What a command came to, its runs kept in a folder of a name."""
    folder = os.path.join(HOME, "runs", "clauses", name)
    os.makedirs(os.path.dirname(folder), exist_ok=True)
    done = subprocess.run([os.path.join(HOME, command[0]), *command[1:], "--json", "--out", folder],
                          stdout=subprocess.PIPE, text=True, check=False, cwd=HOME)
    if done.returncode != 0:
        raise SystemExit(done.returncode)
    return json.loads(done.stdout)


def trial(scenario, scale):
    """A table of verdicts, with the command that made it."""
    command = ["dualpower", "clauses", scenario, "--scale", scale, "--replicates", "20"]
    result = run(command, scenario)
    yield from ["```", " ".join(command), "```", "",
                "| clause | without | claim | measure | to | as it is | without it | effect | verdict |",
                "|--:|---|---|---|---|--:|--:|--:|---|"]
    for row in result["clauses"]:
        sign = {1: " +", -1: " -"}.get(row["expectedSign"], "")
        interval = f"{signed(row['effect'])} ({signed(row['low'])} to {signed(row['high'])})"
        yield (f"| {row['clause'] or ''} | `{row['switch']}` | {row['about']} | `{row['measure']}`{sign} | {row['until']} "
               f"| {told(row['observed'])} | {told(row['ablated'])} | {interval} | {row['verdict']} |")


def ratio(row):
    """A ratio of variances with its interval."""
    high = row["varianceRatioHigh"]
    return (f"{told(row['varianceRatio'])} ({told(row['varianceRatioLow'])} to "
            + (f"over {MOST:,})" if high > MOST else f"{told(high)})"))


def pairing():
    """What shared luck is worth, measure by measure, with the commands that made it."""
    start = ["dualpower", "compare", "petrograd-1917", "--scale", "1:100", "--replicates", "200",
             "--until", "1917-04-05"]
    commands = [start + arm for arm in PAIRED]
    results = [run(command, "pairing-" + arm[1].split("/")[-1]) for command, arm in zip(commands, PAIRED)]
    columns = [{row["name"]: row for row in result["measures"]} for result in results]
    yield from ["```", *(" ".join(command) for command in commands), "```", "",
                "| measure | " + " | ".join(f"`{' '.join(arm)}`" for arm in PAIRED) + " |", "|---|" + "--:|" * len(PAIRED)]
    for name in columns[0]:
        ratios = [column[name] for column in columns]
        # Measures by stratum and party are many, and say the same.
        if name.count(".") < 2 and name.split(".")[0] not in ("active", "peak") and any(row["varianceRatio"] for row in ratios):
            cells = ["–" if row["varianceRatioLow"] is None else ratio(row) for row in ratios]
            yield f"| `{name}` | " + " | ".join(cells) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", action="append", choices=[*TRIALS, "pairing"], default=[])
    for part in parser.parse_args().only or [*TRIALS, "pairing"]:
        pages.fill(PAGE, part, pairing() if part == "pairing" else trial(part, TRIALS[part]))


if __name__ == "__main__":
    main()
