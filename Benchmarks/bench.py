"""Sets the product's people stage beside every peer, and fills docs/benchmarks.md.

Usage: bench.py [--quick] [--rounds N]

Every round calls every program once, or quick ones some times; the best of a program's calls counts. --quick does with
a round and keeps the count of instructions from Benchmarks/results.json; it writes nothing there.
"""

import argparse
import datetime
import json
import math
import os
import platform
import re
import subprocess

import limits
import results_page
import setup
from peers import EVERY, HERE, PEERS, PYTHON, STAGE, WORKLOAD

RESULTS = HERE / "results.json"
STAGE_RUNS = 3


def lines(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"bench: {' '.join(map(str, command))}\n{done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def calls():
    """The calls of a round, in an order in which ours and theirs take turns."""
    ours = [("swift", "Swift", [str(STAGE), "time", "--level", "all"])]
    theirs = [(peer.key, peer.name, peer.call(threads), run) for peer in PEERS for threads in peer.threads
              for run in range(peer.runs)]
    share = math.ceil(len(theirs) / STAGE_RUNS)
    for turn in range(STAGE_RUNS):
        yield from ours
        yield from (call[:3] for call in theirs[turn * share:(turn + 1) * share])


def measure(rounds):
    """Every program's best, with all that it printed, the machine's, and the stage's in a country."""
    best, machine, country = {}, None, []
    for number in range(rounds):
        setup.say(f"round {number + 1} of {rounds}")
        machine = limits.machine(machine)
        country += lines([str(STAGE), "time", *limits.COUNTRY, "--hours", "9"])
        for key, name, command in calls():
            for line in lines(command):
                full = f"{name}, {line['level']}" if "level" in line else name
                row = {"key": key, "name": full} | line
                row.pop("peer", None)
                old = best.get((full, row["threads"]))
                if old and old["checksum"] != row["checksum"]:
                    raise SystemExit(f"bench: {full} comes to another checksum in another round")
                if not old or row["secondsPerHour"] < old["secondsPerHour"]:
                    best[full, row["threads"]] = row
    return list(best.values()), machine, max(country, key=lambda row: row["personsPerSecond"])


def check(rows, workload):
    """Keyed peers come to our checksum; others to as many who are out, within five standard errors."""
    keyed = {peer.name: peer.is_keyed for peer in PEERS}
    for row in rows:
        if keyed.get(row["name"], True) and row["checksum"] != workload["checksum"]:
            raise SystemExit(f"bench: {row['name']} comes to {row['checksum']}, not to {workload['checksum']}")
    for peer in PEERS:
        if not peer.is_keyed:
            (row,) = [row for row in rows if row["name"] == peer.name]
            (like,) = lines([str(PYTHON), str(HERE / "Peers" / "python" / "numpy_peer.py"), str(WORKLOAD),
                             str(peer.hours), "1", str(peer.every)])
            share = like["out"] / like["persons"]
            error = math.sqrt(2 * like["persons"] * share * (1 - share))
            row["outExpected"] = like["out"]
            if abs(row["out"] - like["out"]) > 5 * error:
                raise SystemExit(f"bench: {row['name']}: {row['out']} are out, of {like['out']} expected")


def fastest(rows, key):
    return max((row for row in rows if row["key"] == key), key=lambda row: row["personsPerSecond"])


def facts():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = re.search(r"model name\s*: (.*)", file.read())
    version = {name: re.search(r"\d+\.[\d.]+", subprocess.run(command, capture_output=True, text=True, check=False).stdout)[0]
               for name, command in {"swift": ["swift", "--version"], "clang": [setup.clang(), "--version"],
                                     "gcc": ["gcc", "--version"], "java": ["javac", "--version"]}.items()}
    for python in (PYTHON, setup.FRAMES_PYTHON):
        listed = json.loads(subprocess.check_output(
            [python, "-m", "pip", "list", "--format", "json", "--disable-pip-version-check"]))
        for package in listed:
            if (name := package["name"].lower().replace("_", "-")) in (
                    "numpy", "numba", "jax", "mesa", "mesa-frames", "agentpy", "polars"):
                version.setdefault(name, package["version"])
    return {"processor": model[1] if model else platform.processor(), "processors": os.cpu_count(),
            "system": platform.platform(), "versions": version}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one round")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    setup.set_up()
    workload = json.loads((WORKLOAD / "workload.json").read_text())
    rows, machines, country = measure(1 if asked.quick else asked.rounds)
    check(rows, workload)
    old = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    if asked.quick and "instructionsPerBlock" in old:
        per_block = old["instructionsPerBlock"]
    else:
        setup.say("counting instructions; some minutes")
        per_block = limits.instructions()
    ours = fastest(rows, "swift")
    ratios = {key: ours["personsPerSecond"] / fastest(rows, key)["personsPerSecond"]
              for key in dict.fromkeys(peer.key for peer in PEERS)}
    roofline = limits.roofline(ours["personsPerSecond"], ours["threads"], machines, per_block["swift"])
    country |= {"memoryShare": country["bytesAtLeast"] / country["secondsPerHour"] / machines[country["threads"] - 1]["triadBytesPerSecond"]}
    results = {
        "made": datetime.date.today().isoformat(), "rounds": asked.rounds, "every": EVERY, "workload": workload,
        "machine": facts() | {"measured": machines}, "instructionsPerBlock": per_block,
        "padding": limits.padding(WORKLOAD), "measurements": rows,
        "roofline": roofline, "country": country,
        "ratios": ratios | {"bandwidthShare": roofline["share"]},
    }
    print("\n".join(results_page.summary(results)))
    if not asked.quick:
        RESULTS.write_text(json.dumps(results, indent=2) + "\n")
        results_page.fill_page(results)


if __name__ == "__main__":
    main()
