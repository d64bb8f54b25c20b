"""What a run costs from Python beside the command's: interleaved, the best of five.

Usage: cost.py COMMAND [SCENARIO SCALE]
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import dualpower as dp

ROUNDS = 5


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def framed(scenario: str, scale: str) -> dp.Run:
    """A run, and its frames, which are made as they are asked for."""
    run = dp.run(scenario, scale=scale)
    assert run.tables
    return run


def main(command: str, scenario: str = "petrograd-1917", scale: str = "10") -> None:
    best: dict[str, float] = {}

    def keep(name: str, seconds: float) -> None:
        best[name] = min(seconds, best.get(name, seconds))

    words = [command, "run", scenario, "--scale", scale, "--json", "--quiet"]
    program = f"import dualpower as dp; dp.run({scenario!r}, scale={scale}).tables"
    for _ in range(ROUNDS):
        seconds, done = timed(lambda: subprocess.run(words, stdout=subprocess.PIPE, check=True))
        keep("command", seconds)
        seconds, run = timed(lambda: framed(scenario, scale))
        keep("dp.run, with its frames", seconds)
        if run.digest != json.loads(done.stdout)["digest"]:
            raise SystemExit("the digests differ")
        seconds, _ = timed(lambda: subprocess.run([sys.executable, "-c", program], check=True))
        keep("a program of one dp.run, with its imports", seconds)
    for name, seconds in best.items():
        print(f"{name}: {seconds:.2f} s, {seconds / best['command']:.2f} of the command's")


if __name__ == "__main__":
    main(*sys.argv[1:])
