"""Changes mechanisms of the model on purpose, one at a time, and shows which rows of conformance break.

Usage: mutants.py [NAME…]

Each is a line of Sources/DualPower with another in its place, built in a copy of the sources. A mutant that breaks no
row is a mechanism that no row tests. Results are kept in runs/mutants.json, so that it goes on where it was broken
off, and fill the table of docs/conformance.md.
"""

import filecmp
import json
import os
import shutil
import subprocess
import sys

import pages

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(HOME, "docs", "conformance.md")
COPY = os.path.join(HOME, ".build", "mutants")
KEPT = os.path.join(HOME, "runs", "mutants.json")
MODEL = os.path.join("Sources", "DualPower")

# Name, what is changed, file, what stands there, what stands there instead.
MUTANTS = [
    ("threshold", "who gains nothing by going out goes all the same", "People/Loops/GroupHour.swift",
     "return mask(utility .> all(0))", "return mask(utility .>= all(0))"),
    ("bracket", "a crowd pulls however much the body in force is recognised", "People/Loops/GroupHour.swift",
     "(((burden &+ all(prospect.crowd)) &* (all(256) &- inForce)) &>> all(8))",
     "all(prospect.crowd) &+ ((burden &* (all(256) &- inForce)) &>> all(8))"),
    ("return", "people go back whether or not they would", "People/Loops/GroupHour.swift",
     "(all(prospect.goBack) & ~would)", "all(prospect.goBack)"),
    ("temper", "obstinacy is drawn with susceptibility, and not by itself", "People/Casting.swift",
     "traits[.obstinacySpread, s] * quantile(b)", "traits[.obstinacySpread, s] * quantile(a)"),
    ("unit", "a unit's crowd counts its groups twice", "Groups/Groups.swift",
     "active[g] * world.layout.persons[g] / world.layout.unitPersons[group.unit]",
     "2 * active[g] * world.layout.persons[g] / world.layout.unitPersons[group.unit]"),
    ("arrest", "force over crowd is rounded down, as in later programs", "World/World+Outbreak.swift",
     "1 - exponential(-steepness * places.force[town] / max(places.civilActive[town], 1))",
     "1 - exponential(-steepness * (places.force[town] / max(places.civilActive[town], 1)).rounded(.down))"),
    ("deprivation", "a gap counts alike however many bear less", "World/Burdens.swift",
     "deprived += layout.stratumShare[row + other] * gap", "deprived += gap"),
    ("fatigue", "nobody tires", "Groups/Groups.swift",
     "p[.fatigueGrowth] / 24 * active[g]", "0 * active[g]"),
    ("norm", "a norm is rounded up", "Groups/Delegations.swift",
     "max(1, (Double(group.size) / norm).rounded(.down))", "max(1, (Double(group.size) / norm).rounded(.up))"),
    ("majority", "deputies follow shares and not majorities", "Groups/Delegations.swift",
     "power(groups.sympathy(g, party), p[.electionSharpness])", "groups.sympathy(g, party)"),
    ("tie", "those of no party have no head start", "Groups/Delegations.swift",
     "return share * radical * (isReady ? 1 : 1 - p[.nonpartyShare])", "return share * radical * (isReady ? 1 : 1)"),
    ("example", "a council is recognised twice for others' sake", "World/World+Recognition.swift",
     "? p[.councilExample] * groups.recognition(g, layout.institutionColumn[line]) : 0",
     "? 2 * p[.councilExample] * groups.recognition(g, layout.institutionColumn[line]) : 0"),
    ("demand", "demand grows as fast when it is high", "Bodies/Relation.swift",
     "p[.demandGrowth] * gap * (1 - facts.demand[s])", "p[.demandGrowth] * gap"),
    ("concession", "a concession leaves demand as it was", "Bodies/Crisis.swift",
     "    soothe(p[.demandLeftConcession])\n    forgive(council, ruling, in: world)\n    note(\n      .concession,",
     "    forgive(council, ruling, in: world)\n    note(\n      .concession,"),
    ("word", "word of mouth waits for nobody", "Bodies/Tidings.swift",
     "link.length / speed + wait { return true }", "link.length / speed + 0 * wait { return true }"),
    ("rail", "trains are as slow as carts", "Bodies/Tidings.swift",
     "link.isRail ? p[.railSpeed] : p[.roadSpeed]", "link.isRail ? p[.roadSpeed] : p[.roadSpeed]"),
]


def copy():
    """The sources in a folder of their own, as they are now; what has not changed is left alone, and what was built."""
    for folder, names, files in os.walk(os.path.join(HOME, "Sources")):
        there = os.path.join(COPY, os.path.relpath(folder, HOME))
        os.makedirs(there, exist_ok=True)
        for name in os.listdir(there):
            if name not in names and name not in files:
                os.remove(os.path.join(there, name))
        for name in names + files:
            mine, other = os.path.join(folder, name), os.path.join(there, name)
            if os.path.islink(mine) and not os.path.islink(other):
                os.symlink(os.readlink(mine), other)
            elif os.path.isfile(mine) and not (os.path.exists(other) and filecmp.cmp(mine, other, shallow=False)):
                shutil.copyfile(mine, other)
    # Products that need no tests are all that is built.
    os.makedirs(os.path.join(COPY, "Tests"), exist_ok=True)
    for name in os.listdir(os.path.join(HOME, "Tests")):
        link = os.path.join(COPY, "Tests", name)
        if not os.path.lexists(link):
            os.symlink(os.path.join(HOME, "Tests", name), link)
    for name in ("Package.swift", "Package.resolved"):
        if os.path.exists(os.path.join(HOME, name)):
            shutil.copyfile(os.path.join(HOME, name), os.path.join(COPY, name))


def judge():
    """Names of the rows that do not hold in what stands in the copy."""
    built = subprocess.run(["swift", "build", "--configuration", "release", "--product", "dualpower", "--quiet",
                            "--package-path", COPY], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if built.returncode != 0:
        raise SystemExit(f"a mutant does not build:\n{built.stdout}")
    done = subprocess.run([os.path.join(COPY, ".build", "release", "dualpower"), "validate-model", "--json", "--quiet"],
                          env={**os.environ, "DUALPOWER_HOME": HOME}, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True, check=False)
    return [row["name"] for row in json.loads(done.stdout)["rows"] if not row["pass"]]


def broken_by(mutant):
    _, _, file, old, new = mutant
    path = os.path.join(COPY, MODEL, file)
    with open(path, encoding="utf-8") as source:
        text = source.read()
    if text.count(old) != 1:
        raise SystemExit(f"{file}: \"{old}\" stands there {text.count(old)} times")
    try:
        with open(path, "w", encoding="utf-8") as source:
            source.write(text.replace(old, new))
        return judge()
    finally:
        with open(path, "w", encoding="utf-8") as source:
            source.write(text)


def table(results):
    """The mutants that were tried, in the order of the list, and the rows that each breaks."""
    yield from ["| mutant | what it changes | rows that break |", "|---|---|---|"]
    for name, about, *_ in MUTANTS:
        if name in results:
            rows = ", ".join(f"`{row}`" for row in results[name]) or "**none**"
            yield f"| `{name}` | {about} | {rows} |"


def main(names):
    unknown = [name for name in names if name not in [mutant[0] for mutant in MUTANTS]]
    if unknown:
        sys.exit(f"{', '.join(unknown)}: no such mutant; there are {', '.join(mutant[0] for mutant in MUTANTS)}.")
    results = {}
    if os.path.exists(KEPT):
        with open(KEPT, encoding="utf-8") as file:
            results = json.load(file)
    copy()
    for mutant in MUTANTS:
        if mutant[0] in names or not names and mutant[0] not in results:
            print(f"{mutant[0]}: {mutant[1]}", file=sys.stderr, flush=True)
            results[mutant[0]] = broken_by(mutant)
            os.makedirs(os.path.dirname(KEPT), exist_ok=True)
            with open(KEPT + ".tmp", "w", encoding="utf-8") as file:
                json.dump(results, file, indent=1)
            os.replace(KEPT + ".tmp", KEPT)
            print(f"  breaks {', '.join(results[mutant[0]]) or 'nothing'}", file=sys.stderr, flush=True)
    pages.fill(PAGE, "mutants", list(table(results)))
    sys.exit(1 if any(not rows for rows in results.values()) else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
