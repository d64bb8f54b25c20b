"""Faults that are planted on purpose, one awake at a time.

Each is an expression of the sources with another in its place. All are planted at once in a copy of the sources,
where one at a time is woken by its number (mutant schemata: Untch, Offutt and Harrold 1993), so that one build serves
them all.
"""

import functools
import hashlib
import json
import os
import shutil
import subprocess
import sys

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COPY = os.path.join(HOME, ".build", "mutants")

# Name, what is changed, file, the expression that stands there, the one that stands there instead.

# Of mechanisms that published results are held against.
OF_CONFORMANCE = [
    ("threshold", "who gains nothing by going out goes all the same", "DualPower/People/Loops/GroupHour.swift",
     "mask(utility .> Shorts())", "mask(utility .>= Shorts())"),
    ("legitimacy", "recognition of the body in force keeps nobody at home", "DualPower/People/Loops/GroupHour.swift",
     "(ofPerson &+ ofInstitution).shiftedRight(8)", "(ofPerson &+ ofInstitution) &* Halves()"),
    ("return", "people go back whether or not they would", "DualPower/People/Loops/GroupHour.swift",
     "(cohort.goBack.lanes & ~would)", "cohort.goBack.lanes"),
    ("temper", "obstinacy is drawn with susceptibility, and not by itself", "DualPower/People/Casting.swift",
     "obstinacySpread * quantile(bits)", "obstinacySpread * quantile(Draws.bits(number(member), temper))"),
    ("unit", "a unit's crowd counts its groups twice", "DualPower/Groups/Groups.swift",
     "active[g] * world.layout.persons[g] / world.layout.unitPersons[unit]",
     "2 * active[g] * world.layout.persons[g] / world.layout.unitPersons[unit]"),
    ("arrest", "force over crowd is rounded down, as in later programs", "DualPower/World/Scene.swift",
     "places.force[town] / max(places.civilActive[town], 1)",
     "(places.force[town] / max(places.civilActive[town], 1)).rounded(.down)"),
    ("deprivation", "a gap counts alike however many bear less", "DualPower/World/Burdens.swift",
     "layout.stratumShare[row + other] * gap", "gap"),
    ("fatigue", "nobody tires", "DualPower/Groups/Tiring.swift",
     "growth * room.active[g]", "0"),
    ("norm", "a norm is rounded up", "DualPower/Groups/Delegations.swift",
     "(Double(group.size) / norm).rounded(.down)", "(Double(group.size) / norm).rounded(.up)"),
    ("majority", "deputies follow shares and not majorities", "DualPower/Groups/Delegations.swift",
     "power(groups.sympathy(g, party), p[.electionSharpness])", "groups.sympathy(g, party)"),
    ("tie", "those of no party have no head start", "DualPower/Groups/Delegations.swift",
     "(isReady ? 1 : 1 - p[.nonpartyShare])", "1"),
    ("example", "a council is recognised twice for others' sake", "DualPower/World/World+Recognition.swift",
     "has(.socialProof) ? p[.councilExample] : 0",
     "has(.socialProof) ? 2 * p[.councilExample] : 0"),
    ("demand", "demand grows as fast when it is high", "DualPower/Bodies/Relation.swift",
     "gap * (1 - facts.demand[s])", "gap"),
    ("concession", "a concession leaves demand as it was", "DualPower/Bodies/Crisis.swift",
     "soothe(p[.demandLeftConcession])", "soothe(1)"),
    ("word", "word of mouth waits for nobody", "DualPower/Bodies/Tidings.swift",
     "link.length / speed + wait", "link.length / speed"),
    ("rail", "trains are as slow as carts", "DualPower/Bodies/Tidings.swift",
     "link.isRail ? p[.railSpeed] : p[.roadSpeed]", "p[.roadSpeed]"),
]


# Of the others, and of what is made of many runs.
OTHERS = [
    ("front", "the ruler falls although the fronts stand by him", "DualPower/Bodies/Elites.swift",
     "elites.frontsWithdrawn >= p[.frontsNeeded]", "elites.frontsWithdrawn >= 0"),
    ("claim", "a council claims power that does not aspire to it", "DualPower/Bodies/Succession.swift",
     "bodies.aspiration[$0] > p[.claimAt]", "bodies.aspiration[$0] < p[.claimAt]"),
    ("rivalry", "friends contest an order sooner than foes", "DualPower/Bodies/Orders.swift",
     "1 - p[.contestStance] * bodies.stance[other, line]", "1 + p[.contestStance] * bodies.stance[other, line]"),
    ("yield", "who is obeyed gives way in policy", "DualPower/Bodies/Orders.swift",
     "share < 0.5 ? body : other", "share < 0.5 ? other : body"),
    ("pairs", "two samples that are one count as a pair", "DualPowerExperiment/Scores/ProperScore.swift",
     "(count * (count - 1))", "(count * count)"),
    ("pinball", "quantiles are charged for the wrong side", "DualPowerExperiment/Scores/ProperScore.swift",
     "(observed < quantile ? 1 : 0)", "(observed > quantile ? 1 : 0)"),
    ("rank", "an observation stands among its samples as if it were one of them",
     "DualPowerExperiment/Scores/ProperScore.swift", "luck * Double(equal + 1)", "luck * Double(equal)"),
    ("holm", "every chance is held against all questions, and not those that are left",
     "DualPowerExperiment/Statistics/Holm.swift", "min(1, p[i] * Double(p.count - rank))",
     "min(1, p[i] * Double(p.count))"),
    ("variance", "a variance of differences is of those alone", "DualPowerExperiment/Statistics/PairedDifference.swift",
     "Double(values.count - 1)", "Double(values.count)"),
    ("equals", "equals have ranks one after the other", "DualPowerExperiment/Statistics/RankCorrelation.swift",
     "Double(start + end) / 2 - middle", "Double(i) - middle"),
    ("foresight", "persistence knows what is recorded in the same hour", "DualPowerExperiment/Scores/NullModels.swift",
     "$0.hour < occasion.hour", "$0.hour <= occasion.hour"),
    ("shuffle", "no stratum of a hypercube stays where it was", "DualPowerExperiment/Ensembles/Design.swift",
     "Double(last + 1)", "Double(last)"),
    ("luck", "a world beside the baseline has luck of its own", "DualPowerExperiment/Pairs/Pairs.swift",
     "Simulation(society, seed: seed, loops: level.loops)", "Simulation(society, seed: seed &+ 1, loops: level.loops)"),
    ("weights", "weights are worth as many as they are", "DualPowerExperiment/Predictions/WeightedSample.swift",
     "sum * sum / squares", "Double(weights.count)"),
]

ALL = OF_CONFORMANCE + OTHERS


def planted():
    """Files of the sources with every fault in them, each asleep until its number is asked for."""
    texts = {os.path.join("DualPower", "Mutant.swift"):
             "import Glibc\n\n"
             "/// The fault that is awake, by its place in the list from 1; 0 for none.\n"
             'public let mutant = getenv("DUALPOWER_MUTANT").flatMap { Int(String(cString: $0)) } ?? 0\n'}
    for number, (_, _, file, old, new) in enumerate(ALL, 1):
        if file not in texts:
            texts[file] = read(os.path.join(HOME, "Sources", file))
        if texts[file].count(old) != 1:
            raise SystemExit(f"{file}: \"{old}\" stands there {texts[file].count(old)} times")
        texts[file] = texts[file].replace(old, f"(mutant == {number} ? ({new}) : ({old}))")
    return {file: text if file.startswith("DualPower/") or "import DualPower\n" in text else "import DualPower\n" + text
            for file, text in texts.items()}


def copy():
    """The sources in a folder of their own, with all that is planted; what has not changed is left alone, and what was built."""
    texts = planted()
    for folder, names, files in os.walk(os.path.join(HOME, "Sources")):
        within = os.path.relpath(folder, os.path.join(HOME, "Sources"))
        there = os.path.join(COPY, "Sources", within)
        os.makedirs(there, exist_ok=True)
        for name in os.listdir(there):
            if name not in names and name not in files and os.path.normpath(os.path.join(within, name)) not in texts:
                os.remove(os.path.join(there, name))
        for name in names + files:
            mine, other = os.path.join(folder, name), os.path.join(there, name)
            if os.path.islink(mine) and not os.path.islink(other):
                os.symlink(os.readlink(mine), other)
            elif os.path.isfile(mine) and os.path.normpath(os.path.join(within, name)) not in texts:
                write(other, read(mine))
    for file, text in texts.items():
        write(os.path.join(COPY, "Sources", file), text)
    # The tests are those that are there, and what they read is read where it is.
    for name in ("Tests", "Scenarios", "Examples", "Web", "docs"):
        link = os.path.join(COPY, name)
        if os.path.isdir(link) and not os.path.islink(link):
            shutil.rmtree(link)
        if not os.path.lexists(link):
            os.symlink(os.path.join(HOME, name), link)
    for name in ("Package.swift", "Package.resolved"):
        if os.path.exists(os.path.join(HOME, name)):
            write(os.path.join(COPY, name), read(os.path.join(HOME, name)))


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    """Writes a text where another stands, or none."""
    if not os.path.exists(path) or read(path) != text:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def build(*options):
    """Builds the copy."""
    copy()
    built = subprocess.run(["swift", "build", "--quiet", "--package-path", COPY, *options],
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if built.returncode != 0:
        raise SystemExit(f"what is planted does not build:\n{built.stdout}")


@functools.cache
def sources():
    """What the sources and the list of faults are known by; as they were when it was first asked, before they were built."""
    known = hashlib.sha256(repr(ALL).encode())
    for folder, names, files in os.walk(os.path.join(HOME, "Sources")):
        names.sort()
        for name in sorted(files):
            path = os.path.join(folder, name)
            known.update(f"{os.path.relpath(path, HOME)}\0{read(path)}\0".encode())
    return known.hexdigest()


def results(path):
    """What was found before, by the names of faults, if it was in these sources."""
    if not os.path.exists(path):
        return {}
    kept = json.loads(read(path))
    if kept.get("sources") == sources():
        return kept["found"]
    print(f"{path}: found in other sources; all are tried anew", file=sys.stderr)
    return {}


def keep(path, found):
    """Keeps what was found, whole or not at all."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    write(path + ".tmp", json.dumps({"sources": sources(), "found": found}, indent=1))
    os.replace(path + ".tmp", path)
