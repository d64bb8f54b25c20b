"""What the machine can do at most, and which of its limits binds the people stage."""

import json
import os
import subprocess

import numpy as np

from peers import BINARIES, BUILD, STAGE, WORKLOAD

# Of petrograd-1917 at 1:100: stepping through an hour of it takes a minute.
COUNTED = BUILD / "workload-counted"
HAND = BINARIES / "C-by-hand-gcc"
# Columns that an hour reads, and that it writes: traits, activity, three lines of recognition; activity, one line.
READ, WRITTEN = 8, 2


def machine(known=None):
    """Bandwidth and clock on one thread and on two, each the better of what is known and what is measured."""
    measured = [json.loads(subprocess.check_output([BINARIES / "machine", str(threads)])) for threads in (1, 2)]
    return [{name: max(one[name], other[name]) for name in one} for one, other in zip(measured, known or measured)]


def padding(workload):
    """Blocks of 64 persons, groups padded to whole ones, over what the persons alone would fill."""
    agents = np.fromfile(workload / "agents.i32", np.int32)
    return int(((agents + 63) // 64).sum()) / (int(agents.sum()) / 64)


def counted(command, **environment):
    """Instructions for a block of 64 persons, counted in an hour of a smaller workload."""
    line = subprocess.check_output([BINARIES / "count", *map(str, command)], env=os.environ | environment)
    agents = np.fromfile(COUNTED / "agents.i32", np.int32)
    blocks = int(((agents + 63) // 64).sum())
    return {name: number / blocks for name, number in json.loads(line).items()}


def instructions():
    """Of the product's highest level and of C by hand."""
    scale = ["--scale", "1:100"]
    subprocess.run([STAGE, "export", COUNTED, "--hours", "2", *scale], check=True)
    return {"swift": counted([STAGE, "time", "--trapped", *scale]),
            "c": counted([HAND, COUNTED, 2, 1], TRAPPED="1")}


def roofline(rate, threads, machines, per_block):
    """The rate that each limit would allow, the one that binds, and how much of it is reached."""
    here = machines[threads - 1]
    padded = padding(WORKLOAD)
    cycles = threads * here["cyclesPerSecond"]
    persons = 64 / padded
    limits = {
        "memory": here["triadBytesPerSecond"] / ((READ + WRITTEN) * padded),
        "instructions": 4 * cycles / per_block["instructions"] * persons,
        "wideInstructions": 2 * cycles / per_block["wide"] * persons,
    }
    binding = min(limits, key=limits.get)
    return {"personsPerSecond": limits, "binding": binding, "share": rate / limits[binding],
            "bytesPerPersonHour": (READ + WRITTEN) * padded, "threads": threads,
            "shares": {name: rate / limit for name, limit in limits.items()}}
