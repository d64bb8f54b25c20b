"""Times one run over several ranks beside the plain command, and fills docs/ranks.md with a model of what more ranks would take.

Usage: ranks.py DUALPOWER DUALPOWER-WITH-MPI [--quick]

Calls take turns, and of each the best is kept: a machine that others use as well is as fast as it is for a moment. What ranks reckon
is taken in seconds of processors and not of the clock, so that more ranks than there are processors can be measured as well.
"""

import datetime
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

import ranks_page

HERE = Path(__file__).parent
ROOT = HERE.parent
RESULTS = HERE / "ranks.json"
MPIRUN = ROOT / "Scripts" / "mpirun.sh"
SCENARIO = "russia-1917"
# Scale, last day, rounds, numbers of ranks whose work is measured.
CASES = [("1:100", "1917-03-03", 2, (1, 2, 4, 8)), ("1:10", "1917-03-03", 1, (1, 2, 4, 8)), ("1:1", "1917-03-02", 1, (1, 2, 4))]
QUICK = [("1:1000", "1917-02-25", 1, (1, 2, 4)), ("1:100", "1917-02-25", 1, (1, 2, 4))]


def say(text):
    print(f"ranks: {text}", file=sys.stderr, flush=True)


def called(command):
    """What a run says of itself, and the seconds that it took."""
    began = time.monotonic()
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False,
                          env=os.environ | {"DUALPOWER_HOME": str(ROOT)})
    if done.returncode != 0:
        raise SystemExit(f"ranks: {' '.join(map(str, command))}\n{done.stderr[-2000:]}")
    return json.loads(done.stdout) | {"clock": time.monotonic() - began}


def words(scale, until):
    return ["run", SCENARIO, "--scale", scale, "--until", until, "--seed", 1, "--json", "--quiet"]


def best(runs):
    return min(runs, key=lambda run: run["clock"])


def of_ranks(runs):
    """The best of some runs of as many ranks; of work the least that each rank was seen to take, of the ranks the most."""
    run = best(runs)
    hours = run["ticks"]
    ranks = run["ranks"]
    work = [min(one["ranks"][rank]["workSeconds"] for one in runs) for rank in range(len(ranks))]
    return {
        "ranks": len(ranks), "seconds": run["clock"], "hours": hours,
        "secondsPerTick": max(rank["seconds"] for rank in ranks) / hours,
        "workPerTick": max(work) / hours,
        "exchangePerTick": min(rank["exchangeSeconds"] for rank in ranks) / hours,
        "completionsPerTick": ranks[0]["completions"] / hours, "completedBytesPerTick": ranks[0]["completedBytes"] / hours,
        "additionsPerTick": ranks[0]["additions"] / hours, "addedBytesPerTick": ranks[0]["addedBytes"] / hours,
        "bytesSentPerTick": max(rank["bytesSent"] for rank in ranks) / hours,
        "memory": max(rank["peakMemoryBytes"] for rank in ranks), "memoryOfOthers": ranks[-1]["peakMemoryBytes"],
    }


def fitted(rows, key):
    """The two parts of what ranks take: what each takes whatever their number, and what they share."""
    design = np.array([[1, 1 / row["ranks"]] for row in rows])
    alike, shared = np.linalg.lstsq(design, np.array([row[key] for row in rows]), rcond=None)[0]
    return {"alike": max(0.0, alike), "shared": max(0.0, shared)}


def of_case(plain, shared, case):
    scale, until, rounds, counts = case
    ways = {"threads-1": [plain, *words(scale, until), "--threads", 1], "threads-2": [plain, *words(scale, until), "--threads", 2]}
    ways |= {f"ranks-{count}": [MPIRUN, count, shared, *words(scale, until), "--threads", 1] for count in counts}
    runs = {way: [] for way in ways}
    for number in range(rounds):
        for way, command in ways.items():
            say(f"{SCENARIO} {scale}, round {number + 1} of {rounds}: {way}")
            runs[way].append(called(command))
    digests = {run["digest"] for made in runs.values() for run in made}
    if len(digests) != 1:
        raise SystemExit(f"ranks: {scale}: digests differ: {digests}")
    rows = [of_ranks(runs[f"ranks-{count}"]) for count in counts]
    return {
        "scale": scale, "until": until, "digest": digests.pop(), "hours": rows[0]["hours"],
        "agents": sum(rank["agents"] for rank in runs["ranks-1"][0]["ranks"]),
        "threads": [{"threads": threads, "seconds": best(runs[f"threads-{threads}"])["clock"],
                     "memory": min(run["peakMemoryBytes"] for run in runs[f"threads-{threads}"])} for threads in (1, 2)],
        "ranks": rows, "work": fitted(rows, "workPerTick"), # The one that leads also has the scenario, and what it tells.
        "room": fitted([row for row in rows if row["ranks"] > 1], "memoryOfOthers"),
    }


def processors():
    text = Path("/proc/cpuinfo").read_text()
    names = [line.split(":")[1].strip() for line in text.splitlines() if line.startswith("model name")]
    return f"{names[0]}, {len(names)} processors"


def main():
    plain, shared = map(Path, sys.argv[1:3])
    quick = "--quick" in sys.argv
    results = {
        "made": datetime.date.today().isoformat(), "machine": processors(), "load": os.getloadavg()[2],
        "version": subprocess.check_output(["mpirun", "--version"], text=True).splitlines()[0],
        "cases": [of_case(plain, shared, case) for case in (QUICK if quick else CASES)],
    }
    if quick:
        print(json.dumps(results, indent=2))
        return
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    ranks_page.fill_page(results)


if __name__ == "__main__":
    main()
