"""The workload as the peers in Python read it, the hours that they are asked for, and the line that is printed.

PEER FOLDER HOURS THREADS [EVERY]: EVERY takes one group in so many, for peers that are too slow for all.
"""

import json
import sys
import time

import numpy as np

SUSCEPTIBILITY, RISK, OBSTINACY, CONVICTION, ACTIVITY, RECOGNITION = range(6)


class Workload:
    OUTLOOK = "person institution weight hardship fear object go_back drift call tilt".split()
    PROSPECT = "crowd grievance walk_out go_home reconsider aim step".split()

    def __init__(self, folder, every=1):
        def read(name, kind, *shape):
            return np.fromfile(f"{folder}/{name}", kind).reshape(*shape)

        with open(f"{folder}/workload.json", encoding="utf-8") as file:
            facts = json.load(file)
        self.noise, self.turn, self.caller = facts["noise"], facts["turnColumn"], facts["callerColumn"]
        agents = read("agents.i32", np.int32, -1)
        kept = np.arange(len(agents)) % every == 0
        whose = np.repeat(kept, agents)
        self.agents = agents[kept]
        self.first_agents = read("first_agents.u32", np.uint32, -1)[kept]
        self.outlooks = read("outlooks.i32", np.int32, -1, len(self.OUTLOOK))[kept]
        self.prospects = read("prospects.i32", np.int32, -1, len(self.PROSPECT))[kept]
        self.keys = read("keys.u64", np.uint64, -1)
        self.rows = np.ascontiguousarray(read("rows.u8", np.uint8, facts["width"], -1)[:, whose])
        self.groups, self.persons = len(self.agents), self.rows.shape[1]
        self.first = np.concatenate([[0], np.cumsum(self.agents, dtype=np.int64)])
        self.group = np.repeat(np.arange(self.groups, dtype=np.int32), self.agents)

    def of_groups(self):
        """Each number of outlook and prospect by its name, one a group."""
        return (dict(zip(self.OUTLOOK, self.outlooks.T)) | dict(zip(self.PROSPECT, self.prospects.T)))

    def numbers(self):
        """The number by which each person draws."""
        within = np.arange(self.persons, dtype=np.int64) - self.first[:-1][self.group]
        return (self.first_agents[self.group] + within).astype(np.uint32)

    def checksum(self):
        read = np.concatenate([self.rows[ACTIVITY], self.rows[RECOGNITION + self.turn]]).astype(np.uint64)
        factors = 2 * np.arange(len(read), dtype=np.uint64) + np.uint64(1)
        return f"{int((read * factors).sum(dtype=np.uint64)):016x}"


def halves(key):
    """A key's low and high 32 bits."""
    return np.uint32(int(key) & 0xFFFFFFFF), np.uint32(int(key) >> 32)


def asked():
    """The workload, hours and threads of the command line."""
    folder, hours, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    return Workload(folder, int(sys.argv[4]) if len(sys.argv) > 4 else 1), hours, threads


def measure(work, hours, threads, hour, finish=lambda: None, is_keyed=True):
    """Does the hours, of which the first is not on the clock, and prints what came of it.

    `hour(h)` is an hour, and `finish()` leaves activity and recognition in the workload's rows.
    """
    hour(0)
    start = time.perf_counter()
    for h in range(1, hours):
        hour(h)
    seconds = (time.perf_counter() - start) / (hours - 1)
    finish()
    print(json.dumps({
        "threads": threads, "persons": work.persons, "hours": hours, "secondsPerHour": seconds,
        "personsPerSecond": work.persons / seconds, "out": int((work.rows[ACTIVITY] != 0).sum()),
        "checksum": work.checksum() if is_keyed else None,
    }))
