"""Numba as it is usually written: a parallel loop over groups, and the rule for one person after the other."""

import os
import sys

os.environ["NUMBA_NUM_THREADS"] = sys.argv[3]

import numpy as np
from numba import njit, prange

from workload import asked, halves, measure

work, hours, threads = asked()


@njit
def draw_bits(person, low, high):
    x = np.uint32(person) ^ low
    x ^= x >> np.uint32(17)
    x = np.uint32(x * np.uint32(0xED5AD4BB))
    x ^= x >> np.uint32(11)
    x = np.uint32(x + high)
    x = np.uint32(x * np.uint32(0xAC4C1B51))
    x ^= x >> np.uint32(15)
    x = np.uint32(x * np.uint32(0x31848BAB))
    return x ^ (x >> np.uint32(14))


@njit(parallel=True)
def decide(rows, first, first_agents, outlooks, prospects, noise, turn, caller, low, high, out, gained):
    for g in prange(len(first_agents)):
        person, institution, weight, hardship, fear, target, go_back, drift, call, tilt = outlooks[g]
        crowd, grievance, walk_out, go_home, reconsider, aim_of_group, step = prospects[g]
        out[g] = 0
        for i in range(first[g], first[g + 1]):
            draw = draw_bits(first_agents[g] + i - first[g], low, high)
            luck = np.int64(draw >> 8 & 0xFFF)
            burden = (rows[0, i] * hardship) >> 8
            in_force = (rows[5 + person, i] * weight + rows[5 + institution, i] * (256 - weight)) >> 8
            utility = (((burden + crowd) * (256 - in_force)) >> 8) + grievance - ((rows[1, i] * fear) >> 8) \
                - 8 * np.int64(rows[2, i]) + (((np.int64(draw & 0xFF) - 128) * noise) >> 7)
            state = rows[4, i]
            if state == 0:
                if utility > 0 and luck < walk_out:
                    rows[4, i] = target
            else:
                own = drift
                if state == target:
                    own = go_home if utility > 0 else go_home + go_back
                if luck < ((rows[5 + caller, i] * call) >> 8) + own:
                    rows[4, i] = 0
            if np.int64(draw >> 20) < reconsider:
                held = np.int64(rows[5 + turn, i])
                aim = min(max(aim_of_group + (((np.int64(rows[3, i]) - 128) * tilt) >> 7), 0), 255)
                moved = min(max(aim - held, -step), step)
                rows[5 + turn, i] = held + moved
                gained[g] += moved
            out[g] += rows[4, i] != 0


out, gained = np.zeros(work.groups, np.int64), np.zeros(work.groups, np.int64)


def hour(h):
    decide(work.rows, work.first, work.first_agents, work.outlooks, work.prospects,
           work.noise, work.turn, work.caller, *halves(work.keys[h]), out, gained)


measure(work, hours, threads, hour)
