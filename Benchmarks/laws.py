"""Times whole runs, and how time and memory go with what there is of everything; fills docs/benchmarks.md.

Usage: laws.py

Every row is a process of its own, of which the peak of memory is taken as well. What a law varies is varied alone: the
same people in more groups, the same groups in more places, the same towns with fewer organs.
"""

import datetime
import json
import math
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import laws_page
import setup
from peers import BINARIES, C, HERE, STAGE

ROOT = HERE.parent
RESULTS = HERE / "laws.json"
# The middle of the days in which most people are out.
BEFORE = 240

ENSEMBLE = """schemaVersion: 1
scenario: petrograd-1917
until: 1917-03-23
replicates: 100
"""


@dataclass
class Law:
    """A quantity, the words of `stage ticks` at each of its values, and how it is named on an axis."""
    key: str
    title: str
    calls: list


def scenario(name, scale, *words):
    return ["--scenario", name, "--scale", scale, *map(str, words)]


LAWS = [
    Law("persons", "agents",
        [scenario("petrograd-1917", scale) for scale in ("1:100", "1:10", "1:1")]
        + [scenario("russia-1917", scale) for scale in ("1:1000", "1:100", "1:10", "1:1")]),
    Law("groups", "groups (petrograd-1917, 1:1)",
        [scenario("petrograd-1917", "1:1", "--split-groups", parts) for parts in (1, 2, 4, 8, 16)]),
    Law("places", "places (petrograd-1917, 1:10)",
        [scenario("petrograd-1917", "1:10", "--split-places", parts) for parts in (1, 4, 16, 64, 256)]),
    Law("bodies", "bodies (russia-1917, 1:100)",
        [scenario("russia-1917", "1:100", "--organs", share) for share in (0, .25, .5, .75, 1)]),
    Law("threads", "threads (russia-1917, 1:10)",
        [scenario("russia-1917", "1:10", "--threads", threads) for threads in (1, 2)]),
    Law("ticks", "ticks (petrograd-1917, 1:1)",
        [scenario("petrograd-1917", "1:1", "--hours-before", 0, "--hours", hours, "--bare")
         for hours in (24, 96, 384, 1536)]),
]


def called(command, **environment):
    """What a command prints, the seconds that it takes, and the most memory that it holds, in bytes."""
    began = time.monotonic()
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
                          env=os.environ | environment) as process:
        out, told = process.stdout.read(), process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"laws: {' '.join(map(str, command))}\n{told[-2000:]}")
    return out + told, time.monotonic() - began, usage.ru_maxrss * 1024


def ticks(words, **environment):
    before = [] if "--hours-before" in words else ["--hours-before", BEFORE]
    text, _, memory = called([STAGE, "ticks", *before, *words], **environment)
    rows = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    return {key: value for row in rows for key, value in row.items()} | {"memory": memory}


def of_law(law):
    """The best of three calls at each value."""
    for words in law.calls:
        setup.say(f"{law.key}: {' '.join(words)}")
        # The people stage by itself has people of its own: memory is that of a call without.
        bare = [*words, *([] if "--bare" in words else ["--bare"])]
        rows = [ticks(words), ticks(words), ticks(bare)]
        yield rows[0] | {
            "memory": rows[2]["memory"],
            "secondsPerTick": min(row["secondsPerTick"] for row in rows),
            "stageSecondsPerTick": min(row["stageSecondsPerTick"] for row in rows[:2]),
            "withGroupsSecondsPerTick": min(row["withGroupsSecondsPerTick"] for row in rows[:2]),
            "layoutSeconds": min(row["layoutSeconds"] for row in rows)}


def allocations(words):
    """Allocations in a tick: those of twice as many hours, less those of as many."""
    counted = [ticks([*words, "--threads", "1", "--bare", "--hours", str(hours)],
                     LD_PRELOAD=str(BINARIES / "allocations.so"))["allocations"] for hours in (48, 96)]
    return (counted[1] - counted[0]) / 48


def whole_runs():
    """What a user waits for: the command, its seconds, its memory."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.yaml"
        plan.write_text(ENSEMBLE)
        commands = [
            ("`dualpower run russia-1917 --until 1917-04-03`: 162.8 million, 1,032 hours",
             ["run", "russia-1917", "--until", "1917-04-03", "--quiet"], 3),
            ("`dualpower run petrograd-1917 --until 1917-03-23`: 2.4 million, 888 hours",
             ["run", "petrograd-1917", "--until", "1917-03-23", "--quiet"], 3),
            ("`dualpower ensemble run`: that, over 100 seeds",
             ["ensemble", "run", plan, "--out", Path(folder) / "runs", "--quiet"], 1),
            ("`dualpower run petrograd-1917 --scale 1:100 --until 1917-04-05`: 25,751 agents, 1,200 hours, one thread",
             ["run", "petrograd-1917", "--scale", "1:100", "--until", "1917-04-05", "--quiet"], 5),
            ("`dualpower --help`", ["--help"], 5),
        ]
        for name, words, rounds in commands:
            setup.say(f"dualpower {' '.join(map(str, words))}")
            calls = [called([ROOT / ".build" / "release" / "dualpower", *words], DUALPOWER_HOME=str(ROOT)) for _ in range(rounds)]
            yield {"command": name, "seconds": min(call[1] for call in calls), "memory": min(call[2] for call in calls)}


def exponent(rows, key):
    """The slope of a line through the logarithms of seconds and of what is varied."""
    points = [(math.log(row[key]), math.log(row["secondsPerTick"])) for row in rows if row[key] > 0]
    x, y = (sum(column) / len(points) for column in zip(*points))
    spread = sum((a - x) ** 2 for a, _ in points)
    return sum((a - x) * (b - y) for a, b in points) / spread


def exponents(laws):
    """Of one scenario each: another has other towns and bodies."""
    country = [row for row in laws["persons"]["rows"] if row["scenario"] == "russia-1917"]
    return {"persons": exponent(country, "persons")} | {
        key: exponent(laws[key]["rows"], key) for key in ("groups", "places", "bodies")}


def main():
    setup.build_stage()
    BINARIES.mkdir(parents=True, exist_ok=True)
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", C / "allocations.c", "-o", BINARIES / "allocations.so"], check=True)
    laws = {law.key: {"title": law.title, "rows": list(of_law(law))} for law in LAWS}
    results = {
        "made": datetime.date.today().isoformat(), "hoursBefore": BEFORE, "laws": laws,
        "exponents": exponents(laws),
        "allocations": {name: allocations(scenario(name, "1:100")) for name in ("petrograd-1917", "russia-1917")},
        "runs": list(whole_runs()),
    }
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    laws_page.fill_page(results)


if __name__ == "__main__":
    main()
