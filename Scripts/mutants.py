"""Changes mechanisms of the model on purpose, one at a time, and shows which rows of conformance break.

Usage: mutants.py [NAME…]

Each is an expression of Sources/DualPower with another in its place. All are planted at once in a copy of the sources,
where one at a time is woken by its number (mutant schemata: Untch, Offutt and Harrold 1993), so that one build serves
them all. A mutant that breaks no row is a mechanism that no row tests. Results are kept in runs/mutants.json, so that
it goes on where it was broken off, and fill the table of docs/conformance.md.
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

# Name, what is changed, file, the expression that stands there, the one that stands there instead.
MUTANTS = [
    ("threshold", "who gains nothing by going out goes all the same", "People/Loops/GroupHour.swift",
     "mask(utility .> Shorts())", "mask(utility .>= Shorts())"),
    ("legitimacy", "recognition of the body in force keeps nobody at home", "People/Loops/GroupHour.swift",
     "(ofPerson &+ ofInstitution).shiftedRight(8)", "(ofPerson &+ ofInstitution) &* Halves()"),
    ("return", "people go back whether or not they would", "People/Loops/GroupHour.swift",
     "(cohort.goBack.lanes & ~would)", "cohort.goBack.lanes"),
    ("temper", "obstinacy is drawn with susceptibility, and not by itself", "People/Casting.swift",
     "quantile(b)", "quantile(a)"),
    ("unit", "a unit's crowd counts its groups twice", "Groups/Groups.swift",
     "active[g] * world.layout.persons[g] / world.layout.unitPersons[unit]",
     "2 * active[g] * world.layout.persons[g] / world.layout.unitPersons[unit]"),
    ("arrest", "force over crowd is rounded down, as in later programs", "World/World+Outbreak.swift",
     "places.force[town] / max(places.civilActive[town], 1)",
     "(places.force[town] / max(places.civilActive[town], 1)).rounded(.down)"),
    ("deprivation", "a gap counts alike however many bear less", "World/Burdens.swift",
     "layout.stratumShare[row + other] * gap", "gap"),
    ("fatigue", "nobody tires", "Groups/Groups.swift",
     "p[.fatigueGrowth] / 24 * active[g]", "0"),
    ("norm", "a norm is rounded up", "Groups/Delegations.swift",
     "(Double(group.size) / norm).rounded(.down)", "(Double(group.size) / norm).rounded(.up)"),
    ("majority", "deputies follow shares and not majorities", "Groups/Delegations.swift",
     "power(groups.sympathy(g, party), p[.electionSharpness])", "groups.sympathy(g, party)"),
    ("tie", "those of no party have no head start", "Groups/Delegations.swift",
     "(isReady ? 1 : 1 - p[.nonpartyShare])", "1"),
    ("example", "a council is recognised twice for others' sake", "World/World+Recognition.swift",
     "has(.socialProof) ? p[.councilExample] : 0",
     "has(.socialProof) ? 2 * p[.councilExample] : 0"),
    ("demand", "demand grows as fast when it is high", "Bodies/Relation.swift",
     "gap * (1 - facts.demand[s])", "gap"),
    ("concession", "a concession leaves demand as it was", "Bodies/Crisis.swift",
     "soothe(p[.demandLeftConcession])", "soothe(1)"),
    ("word", "word of mouth waits for nobody", "Bodies/Tidings.swift",
     "link.length / speed + wait", "link.length / speed"),
    ("rail", "trains are as slow as carts", "Bodies/Tidings.swift",
     "link.isRail ? p[.railSpeed] : p[.roadSpeed]", "p[.roadSpeed]"),
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


def plant():
    """Puts every mutant into the copy, each asleep until its number is asked for: one build serves them all."""
    planted = {os.path.join(COPY, MODEL, "Mutant.swift"):
               "/// The mutant that is awake, by its place in the list from 1; 0 for none.\n"
               "nonisolated(unsafe) public var mutant = 0\n"}
    command = os.path.join(COPY, "Sources", "DualPowerCommand", "DualPowerCommand.swift")
    planted[command] = replaced(
        command, "    do {\n      var command = try DualPowerCommand.parseAsRoot(arguments)",
        '    mutant = Int(ProcessInfo.processInfo.environment["DUALPOWER_MUTANT"] ?? "") ?? 0\n'
        "    do {\n      var command = try DualPowerCommand.parseAsRoot(arguments)")
    planted[command] = planted[command].replace("import ArgumentParser\n", "import ArgumentParser\nimport DualPower\n", 1)
    for number, (_, _, file, old, new) in enumerate(MUTANTS, 1):
        path = os.path.join(COPY, MODEL, file)
        planted[path] = replaced(path, old, f"(mutant == {number} ? ({new}) : ({old}))", planted.get(path))
    for path, text in planted.items():
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def replaced(path, old, new, text=None):
    """The text of a file with an expression in the place of the only one of its kind."""
    if text is None:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    if text.count(old) != 1:
        raise SystemExit(f"{path}: \"{old}\" stands there {text.count(old)} times")
    return text.replace(old, new)


def build():
    built = subprocess.run(["swift", "build", "--configuration", "release", "--product", "dualpower", "--quiet",
                            "--package-path", COPY], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if built.returncode != 0:
        raise SystemExit(f"the mutants do not build:\n{built.stdout}")


def broken_by(number):
    """Names of the rows that do not hold while a mutant is awake."""
    done = subprocess.run([os.path.join(COPY, ".build", "release", "dualpower"), "validate-model", "--json", "--quiet"],
                          env={**os.environ, "DUALPOWER_HOME": HOME, "DUALPOWER_MUTANT": str(number)},
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    return [row["name"] for row in json.loads(done.stdout)["rows"] if not row["pass"]]


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
    plant()
    build()
    asleep = broken_by(0)
    if asleep:
        sys.exit(f"{', '.join(asleep)}: these rows break with every mutant asleep. Mend them first.")
    for number, (name, about, *_) in enumerate(MUTANTS, 1):
        if name in names or not names and name not in results:
            print(f"{name}: {about}", file=sys.stderr, flush=True)
            results[name] = broken_by(number)
            os.makedirs(os.path.dirname(KEPT), exist_ok=True)
            with open(KEPT + ".tmp", "w", encoding="utf-8") as file:
                json.dump(results, file, indent=1)
            os.replace(KEPT + ".tmp", KEPT)
            print(f"  breaks {', '.join(results[name]) or 'nothing'}", file=sys.stderr, flush=True)
    pages.fill(PAGE, "mutants", list(table(results)))
    sys.exit(1 if any(not rows for rows in results.values()) else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
