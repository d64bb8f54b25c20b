"""Puts the clauses of the bundled scenarios on trial and fills docs/clauses.md.

Usage: clauses_page.py [REPLICATES]     twenty pairs unless told otherwise

Runs are kept in runs/clauses, so that it goes on where it was broken off.
"""

import json
import os
import re
import subprocess
import sys

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(HOME, "docs", "clauses.md")
TRIALS = [("petrograd-1917", "1:10"), ("russia-1917", "1:100"), ("germany-1918", "1:100")]


def told(value):
    """A number with as many digits as tell something."""
    if value == 0:
        return "0"
    size = abs(value)
    return f"{value:.{3 if size < 1 else 2 if size < 10 else 1 if size < 100 else 0}f}"


def signed(value):
    return ("+" if value > 0 else "") + told(value)


def trial(scenario, scale, replicates):
    """The command and what it came to."""
    command = ["dualpower", "clauses", scenario, "--scale", scale, "--replicates", str(replicates)]
    folder = os.path.join(HOME, "runs", "clauses", scenario)
    os.makedirs(os.path.dirname(folder), exist_ok=True)
    done = subprocess.run([os.path.join(HOME, command[0]), *command[1:], "--json", "--out", folder],
                          stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(done.returncode)
    return " ".join(command), json.loads(done.stdout)


def lines(command, result):
    """A table with the command that made it."""
    yield from ["```", command, "```", "",
                "| clause | without | claim | measure | to | as it is | without it | effect | verdict |",
                "|--:|---|---|---|---|--:|--:|--:|---|"]
    for row in result["clauses"]:
        sign = {1: " +", -1: " -"}.get(row["expectedSign"], "")
        interval = f"{signed(row['effect'])} ({signed(row['low'])} to {signed(row['high'])})"
        yield (f"| {row['clause'] or ''} | `{row['switch']}` | {row['about']} | `{row['measure']}`{sign} | {row['until']} "
               f"| {told(row['observed'])} | {told(row['ablated'])} | {interval} | {row['verdict']} |")
    yield ""


def main():
    replicates = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    table = "\n".join(line for scenario, scale in TRIALS for line in lines(*trial(scenario, scale, replicates)))
    with open(PAGE, encoding="utf-8") as file:
        page = file.read()
    page = re.sub(r"(<!-- tables -->\n).*?(<!-- end -->)", lambda m: m.group(1) + table + m.group(2), page, flags=re.S)
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write(page)


if __name__ == "__main__":
    main()
