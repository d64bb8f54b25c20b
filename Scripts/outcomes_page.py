"""Asks how accidental Petrograd's history was, and fills the table of docs/outcomes.md.

Usage: outcomes_page.py

Runs are kept in runs/outcomes, so that it goes on where it was broken off.
"""

import collections
import json
import os
import subprocess

import pages

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(HOME, "docs", "outcomes.md")
COMMAND = ["dualpower", "outcomes", "petrograd-1917", "--scale", "1:100", "--replicates", "40"]
MOST_NAMED = 5


def told(value):
    return f"{value:.2f}"


def bound(value):
    """What chance has carried out of bounds is printed at the bound."""
    return told(max(0, min(1, value)))


def run():
    folder = os.path.join(HOME, "runs", "outcomes")
    os.makedirs(os.path.dirname(folder), exist_ok=True)
    done = subprocess.run([os.path.join(HOME, COMMAND[0]), *COMMAND[1:], "--json", "--out", folder],
                          stdout=subprocess.PIPE, text=True, check=False, cwd=HOME)
    if done.returncode != 0:
        raise SystemExit(done.returncode)
    return json.loads(done.stdout)


def cell(row):
    """How much is decided, with its interval."""
    if row["decided"] is None:
        return "–"
    if row["low"] is None:
        return bound(row["decided"])
    return f"{bound(row['decided'])} ({bound(row['low'])} to {bound(row['high'])})"


def table(result):
    yield from ["```", " ".join(COMMAND), "```", "", "| outcome | share | 95 % interval |", "|---|--:|--:|"]
    for row in result["outcomes"]:
        yield f"| {row['outcome'].replace('_', ' ')} | {told(row['share'])} | {told(row['low'])} to {told(row['high'])} |"
    rows = result["decided"]
    hours = list(dict.fromkeys(row["at"] for row in rows))
    yield from ["", "How much is decided by the hour:", "",
                "| of | " + " | ".join(hour.replace("T", " ")[5:] for hour in hours) + " |", "|---|" + "--:|" * len(hours)]
    for measure in dict.fromkeys(row["measure"] for row in rows):
        cells = {row["at"]: cell(row) for row in rows if row["measure"] == measure}
        yield f"| `{measure}` | " + " | ".join(cells[hour] for hour in hours) + " |"
    yield ""
    if not result["groups"]:
        yield f"No group tells: of {result['groupsLookedAt']} that were looked at, none goes with a result."
        return
    yield from [f"Who tells; {result['groupsLookedAt']} were looked at together:", "",
                "| at | of | by the share out of | rank correlation | n |", "|---|---|---|--:|--:|"]
    named = collections.Counter()
    for row in result["groups"]:
        named[row["measure"]] += 1
        if named[row["measure"]] > MOST_NAMED:
            continue
        yield (f"| {row['at'].replace('T', ' ')} | `{row['measure']}` | {row['label']} ({row['kind']}) "
               f"| {row['rho']:+.2f} ({row['low']:+.2f} to {row['high']:+.2f}) | {row['n']} |")
    more = sum(max(0, count - MOST_NAMED) for count in named.values())
    if more:
        yield from ["", f"And {more} more, less strongly."]


def main():
    pages.fill(PAGE, "petrograd-1917", table(run()))


if __name__ == "__main__":
    main()
