"""Checks that a tick makes no lists anew but for the rows that it leaves behind, in the library that is shipped.

Run by the Python of an environment that has the package: `python Scripts/check_allocations.py`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

COUNTER = Path("Benchmarks/Peers/c/allocations.c")
# By then councils sit in most towns, give orders and merge, and lists have grown to what an hour takes.
BEFORE = 24 * 32
HOURS = 48
DISTRICTS = 2_098


def most(hour):
    """How many an hour of the day may make: rows, and a few where something grows or something new comes to be."""
    if hour == 0:
        return DISTRICTS + 60
    return 80 if hour == 12 else 12


def counted():
    """Prints how many pieces of memory each hour asks for."""
    import ctypes

    import dualpower

    so_far = ctypes.CDLL(None).allocations_so_far
    so_far.restype = ctypes.c_long
    run = dualpower.Simulation("russia-1917", scale=1000, seed=1, threads=1)
    run.step(BEFORE)
    made = []
    for _ in range(HOURS):
        before = so_far()
        run.step(1)
        made.append(so_far() - before)
    print(*made)


def main():
    compiler = shutil.which("clang") or str(Path(shutil.which("swift")).resolve().parent / "clang")
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "allocations.so"
        subprocess.run([compiler, "-O2", "-shared", "-fPIC", COUNTER, "-o", library], check=True)
        child = subprocess.run([sys.executable, __file__, "child"], check=True, stdout=subprocess.PIPE, text=True,
                               env=os.environ | {"LD_PRELOAD": str(library)})
    made = [int(word) for word in child.stdout.split()]
    print(made)
    problems = [f"tick {BEFORE + i} makes {made[i]} lists anew, where {most(i % 24)} are its rows and what has to grow"
                for i in range(HOURS) if made[i] > most(i % 24)]
    usual = sorted(made)[HOURS // 2]
    # Two are rows of the hour, one is of the call from Python.
    if usual > 4:
        problems.append(f"a usual tick makes {usual} lists anew, where 3 are usual")
    for problem in problems:
        print(f"not ok: {problem}")
    if not problems:
        print(f"ok: a usual tick of the empire makes {usual} lists anew: two rows of its record, and the call")
    return bool(problems)


if __name__ == "__main__":
    if sys.argv[1:] == ["child"]:
        counted()
    else:
        sys.exit(main())
