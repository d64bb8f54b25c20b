"""Changes mechanisms of the model on purpose, one at a time, and shows which rows of conformance break.

Usage: mutants.py [NAME…]

Those of faults.py that belong to mechanisms with a published result. A mutant that breaks no row is a mechanism that no
row tests. Results are kept in runs/mutants.json, so that it goes on where it was broken off while the sources are the same;
once all are tried they fill the table of docs/conformance.md.
"""

import json
import os
import subprocess
import sys

import faults
import pages

PAGE = os.path.join(faults.HOME, "docs", "conformance.md")
KEPT = os.path.join(faults.HOME, "runs", "mutants.json")
MUTANTS = faults.OF_CONFORMANCE


def broken_by(number):
    """Names of the rows that do not hold while a mutant is awake."""
    done = subprocess.run([os.path.join(faults.COPY, ".build", "release", "dualpower"), "validate-model", "--json", "--quiet"],
                          env={**os.environ, "DUALPOWER_HOME": faults.HOME, "DUALPOWER_MUTANT": str(number)},
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    return [row["name"] for row in json.loads(done.stdout)["rows"] if not row["pass"]]


def table(results):
    """The mutants, in the order of the list, and the rows that each breaks."""
    yield from ["| mutant | what it changes | rows that break |", "|---|---|---|"]
    for name, about, *_ in MUTANTS:
        rows = ", ".join(f"`{row}`" for row in results[name]) or "**none**"
        yield f"| `{name}` | {about} | {rows} |"


def main(names):
    unknown = [name for name in names if name not in [mutant[0] for mutant in MUTANTS]]
    if unknown:
        sys.exit(f"{', '.join(unknown)}: no such mutant; there are {', '.join(mutant[0] for mutant in MUTANTS)}.")
    results = faults.results(KEPT)
    faults.build("--configuration", "release", "--product", "dualpower")
    asleep = broken_by(0)
    if asleep:
        sys.exit(f"{', '.join(asleep)}: these rows break with every mutant asleep. Mend them first.")
    for number, (name, about, *_) in enumerate(MUTANTS, 1):
        if name in names or not names and name not in results:
            print(f"{name}: {about}", file=sys.stderr, flush=True)
            results[name] = broken_by(number)
            faults.keep(KEPT, results)
            print(f"  breaks {', '.join(results[name]) or 'nothing'}", file=sys.stderr, flush=True)
    if all(mutant[0] in results for mutant in MUTANTS):
        pages.fill(PAGE, "mutants", list(table(results)))
    sys.exit(1 if any(not rows for rows in results.values()) else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
