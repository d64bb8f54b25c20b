"""What the machine can do at most, and which of its limits binds the people stage."""

import json
import os
import subprocess

import numpy as np

from peers import BINARIES, BUILD, STAGE, WORKLOAD

# Stepping through all instructions of an hour would take a quarter of one: they are those of every so many-th chunk.
COUNTED = BUILD / "workload-counted"
CHUNKS, COUNTED_EVERY = 64, 16
HAND = BINARIES / "C-by-hand-gcc"
PLAIN = BINARIES / "plain-C-clang-512-bits"
# Columns that an hour reads, and that it writes: traits, activity, three lines of recognition; activity, one line.
READ, WRITTEN = 8, 2
# People who are too many for any cache.
COUNTRY = ["--scenario", "russia-1917", "--scale", "1:1"]


def machine(known=None):
    """What one thread and two can do, each the better of what is known and what is measured."""
    size = (WORKLOAD / "rows.u8").stat().st_size
    measured = [json.loads(subprocess.check_output([BINARIES / "machine", str(threads), str(size)])) for threads in (1, 2)]
    return [{name: max(one[name], other[name]) for name in one} for one, other in zip(measured, known or measured)]


def blocks_of(workload):
    """Shape `[group]`; how many blocks of 64 persons each has."""
    return (np.fromfile(workload / "agents.i32", np.int32) + 63) // 64


def padding(workload):
    """Blocks of 64 persons, groups padded to whole ones, over what the persons alone would fill."""
    agents = np.fromfile(workload / "agents.i32", np.int32)
    return int(blocks_of(workload).sum()) / (int(agents.sum()) / 64)


def export_part():
    """Writes the workload of every so many-th chunk of the product's, which has chunks of as many blocks."""
    agents = np.fromfile(WORKLOAD / "agents.i32", np.int32)
    before = np.cumsum(blocks_of(WORKLOAD))
    # A chunk ends with the group that fills its share of all blocks.
    chunk = np.zeros(len(agents), int)
    for g in range(1, len(agents)):
        chunk[g] = chunk[g - 1] + (before[g - 1] * CHUNKS >= before[-1] * (chunk[g - 1] + 1))
    groups = chunk % COUNTED_EVERY == 0
    persons = np.repeat(groups, agents)
    numbers = np.fromfile(WORKLOAD / "numbers.i32", np.int32)
    numbers[:2] = agents[groups].sum(), groups.sum()
    COUNTED.mkdir(exist_ok=True)
    numbers.tofile(COUNTED / "numbers.i32")
    for name in ("agents.i32", "first_agents.u32", "outlooks.i32", "prospects.i32"):
        rows = np.fromfile(WORKLOAD / name, np.int32).reshape(len(agents), -1)
        rows[groups].tofile(COUNTED / name)
    np.fromfile(WORKLOAD / "rows.u8", np.uint8).reshape(-1, len(persons))[:, persons].tofile(COUNTED / "rows.u8")
    (COUNTED / "keys.u64").write_bytes((WORKLOAD / "keys.u64").read_bytes())


def counted(command, **environment):
    """Instructions for a block of 64 persons, in the part of an hour that is counted."""
    line = subprocess.check_output([BINARIES / "count", *map(str, command)], env=os.environ | environment)
    blocks = int(blocks_of(COUNTED).sum())
    return {name: number / blocks for name, number in json.loads(line).items()}


def instructions():
    """Of the product's highest level, of C by hand and of plain C."""
    export_part()
    return {"swift": counted([STAGE, "time", "--trapped", "--every", COUNTED_EVERY]),
            "c": counted([HAND, COUNTED, 2, 1], TRAPPED="1"),
            "clang": counted([PLAIN, COUNTED, 2, 1], TRAPPED="1")}


def roofline(rate, threads, machines, per_block):
    """The rate that each limit would allow, the one that binds, and how much of it is reached, in the capital."""
    here = machines[threads - 1]
    padded = padding(WORKLOAD)
    blocks = padded / 64
    limits = {
        "memory": here["triadBytesPerSecond"] / ((READ + WRITTEN) * padded),
        "cache": here["workBytesPerSecond"] / ((READ + WRITTEN) * padded),
        "instructions": threads * here["instructionsPerSecond"] / (per_block["instructions"] * blocks),
    }
    if here["wideInstructionsPerSecond"] > 0:
        limits["wideInstructions"] = threads * here["wideInstructionsPerSecond"] / (per_block["wide"] * blocks)
    binding = min(limits, key=limits.get)
    return {"personsPerSecond": limits, "binding": binding, "share": rate / limits[binding],
            "bytesPerPersonHour": (READ + WRITTEN) * padded, "threads": threads,
            "shares": {name: rate / limit for name, limit in limits.items()}}
