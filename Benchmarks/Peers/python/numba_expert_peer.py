"""Numba as an expert writes it: every number of 32 bits and no branch, so that LLVM makes vectors of the loop."""

import os
import sys

os.environ["NUMBA_NUM_THREADS"] = sys.argv[3]

import numba as nb
import numpy as np
from numba import njit, prange

from workload import asked, halves, measure

work, hours, threads = asked()
I, U = nb.int32, nb.uint32


@njit(inline="always")
def draw_bits(person, low, high):
    x = U(U(person) ^ low)
    x = U(x ^ U(x >> U(17)))
    x = U(x * U(0xED5AD4BB))
    x = U(x ^ U(x >> U(11)))
    x = U(x + high)
    x = U(x * U(0xAC4C1B51))
    x = U(x ^ U(x >> U(15)))
    x = U(x * U(0x31848BAB))
    return U(x ^ U(x >> U(14)))


@njit(inline="always")
def clamp(x, low, high):
    return min(max(x, low), high)


@njit
def members(susceptibility, risk, obstinacy, conviction, activity, person, institution, caller, turn,
            o, p, noise, first_agent, low, high):
    weight, hardship, fear, target, go_back, drift, call, tilt = (
        I(o[2]), I(o[3]), I(o[4]), I(o[5]), I(o[6]), I(o[7]), I(o[8]), I(o[9]))
    crowd, grievance, walk_out, go_home, reconsider, aim_of_group, step = (
        I(p[0]), I(p[1]), I(p[2]), I(p[3]), I(p[4]), I(p[5]), I(p[6]))
    rest, back, none = I(I(256) - weight), I(I(0) - step), I(0)
    out, gained = I(0), I(0)
    for i in range(len(activity)):
        draw = draw_bits(U(U(first_agent) + U(i)), low, high)
        luck = I(U(draw >> U(8)) & U(0xFFF))
        burden = I(I(I(susceptibility[i]) * hardship) >> I(8))
        in_force = I(I(I(I(person[i]) * weight) + I(I(institution[i]) * rest)) >> I(8))
        utility = I(I(I(I(burden + crowd) * I(I(256) - in_force)) >> I(8)) + grievance)
        utility = I(utility - I(I(I(risk[i]) * fear) >> I(8)))
        utility = I(utility - I(I(obstinacy[i]) * I(8)))
        utility = I(utility + I(I(I(I(draw & U(0xFF)) - I(128)) * noise) >> I(7)))
        would = utility > none
        state = I(activity[i])
        entered = target if would & (luck < walk_out) else none
        own = I(go_home + (none if would else go_back)) if state == target else drift
        leaves = luck < I(I(I(I(caller[i]) * call) >> I(8)) + own)
        now = entered if state == none else (none if leaves else state)
        held = I(turn[i])
        tilted = I(I(I(I(conviction[i]) - I(128)) * tilt) >> I(7))
        aim = I(clamp(I(aim_of_group + tilted), none, I(255)))
        way = I(clamp(I(aim - held), back, step))
        moved = way if I(U(draw >> U(20))) < reconsider else none
        activity[i] = nb.uint8(now)
        turn[i] = nb.uint8(I(held + moved))
        out = I(out + I(now != none))
        gained = I(gained + moved)
    return out, gained


@njit(parallel=True)
def decide(rows, first, first_agents, outlooks, prospects, noise, turn, caller, low, high, out, gained):
    for g in prange(len(first_agents)):
        a, b, o = first[g], first[g + 1], outlooks[g]
        out[g], gain = members(rows[0, a:b], rows[1, a:b], rows[2, a:b], rows[3, a:b], rows[4, a:b],
                               rows[5 + o[0], a:b], rows[5 + o[1], a:b], rows[5 + caller, a:b], rows[5 + turn, a:b],
                               o, prospects[g], noise, first_agents[g], low, high)
        gained[g] += gain


out, gained = np.zeros(work.groups, np.int64), np.zeros(work.groups, np.int64)


def hour(h):
    decide(work.rows, work.first, work.first_agents, work.outlooks, work.prospects,
           np.int32(work.noise), work.turn, work.caller, *halves(work.keys[h]), out, gained)


measure(work, hours, threads, hour)
