"""What a run costs by WebAssembly beside the native library on one thread: interleaved, the best of five.

Usage: without_native.py PYTHON [SCENARIO SCALE UNTIL], where the interpreter has the package without a native library, and that which runs
this the one with it.
"""

from __future__ import annotations

import json
import subprocess
import sys

ROUNDS = 5

_PROGRAM = """
import json, sys, time
scenario, scale, until = sys.argv[1:]
began = time.perf_counter()
import dualpower as dp
imported = time.perf_counter()
dp.run("courtyard", until="1917-02-20")
first = time.perf_counter()
run = dp.run(scenario, scale=scale, until=until, threads=1)
assert run.tables
ended = time.perf_counter()
print(json.dumps({"digest": run.digest, "import": imported - began, "first run, of twelve people": first - imported,
                  "dp.run, with its frames": ended - first}))
"""


def main(other: str, scenario: str = "petrograd-1917", scale: str = "10", until: str = "1917-04-05") -> None:
    best: dict[str, dict[str, float]] = {}
    for _ in range(ROUNDS):
        digests = set()
        for name, python in (("native", sys.executable), ("WebAssembly", other)):
            done = subprocess.run([python, "-c", _PROGRAM, scenario, scale, until], stdout=subprocess.PIPE, check=True)
            told = json.loads(done.stdout)
            digests.add(told.pop("digest"))
            kept = best.setdefault(name, dict(told))
            for part, seconds in told.items():
                kept[part] = min(seconds, kept[part])
        if len(digests) != 1:
            raise SystemExit("the digests differ")
    for part, seconds in best["WebAssembly"].items():
        print(f"{part}: {seconds:.2f} s, {seconds / best['native'][part]:.2f} of the native library's")


if __name__ == "__main__":
    main(*sys.argv[1:])
